// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Writes dsp/components/src/src_proto.c to stdout: the prototype filter of the
 * sample rate converter, from its formula ("make src-proto").
 */
#include <stdio.h>

#include "src_model.h"

#define PER_LINE	6u

int main(void)
{
	u32 i;

	printf("// SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause\n"
	       "/*\n"
	       " * Copyright (C) 2026 The sof-virtio authors\n"
	       " *\n"
	       " * Written by test/tools/gen_src_proto.c; change that, then"
	       " \"make src-proto\".\n"
	       " */\n"
	       "#include \"components/src/src_core.h\"\n\n"
	       "const s32 sofdsp_src_proto_q31[SRC_PROTO_POINTS] = {\n");
	for (i = 0; i < SRC_PROTO_POINTS; i++)
		printf("%s%d,%s", i % PER_LINE ? " " : "\t", src_model_point(i),
		       i % PER_LINE == PER_LINE - 1 ? "\n" : "");
	printf("%s};\n", i % PER_LINE ? "\n" : "");
	return 0;
}
