// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "blob_tool.h"

static const char usage[] =
"usage: %1$s --list\n"
"       %1$s NAME conf|text|bin|raw\n"
"\n"
"Writes the content of a bytes control to standard output.\n"
"  conf  as an object for ALSA topologies (topology/include/%2$s/NAME.conf)\n"
"  text  words separated by commas, for sof-ctl -s FILE\n"
"  bin   the same as bytes, for sof-ctl -b -s FILE\n"
"  raw   without any header\n";

/* First word of what snd_ctl_elem_tlv_write() takes; SOF wants the command there. */
#define TLV_TAG		SOF3_CTRL_CMD_BINARY

/* TLV header, ABI header, content */
#define HEAD_TLV	8u
#define HEAD_ABI	((u32)sizeof(struct sof3_abi_hdr))

struct blob {
	u8 all[HEAD_TLV + HEAD_ABI + BLOB_ROOM_BYTES];
	u32 bytes;			/* of content */
};

static void blob_make(struct blob *blob, const struct blob_preset *preset)
{
	struct sof3_abi_hdr abi = {
		.magic = sofv_cpu_to_le32(SOF3_ABI_MAGIC),
		.abi = sofv_cpu_to_le32(SOF3_ABI_VERSION),
	};
	sofv_le32 tlv[2];

	blob->bytes = preset->make(blob->all + HEAD_TLV + HEAD_ABI);
	tlv[0] = sofv_cpu_to_le32(TLV_TAG);
	tlv[1] = sofv_cpu_to_le32(HEAD_ABI + blob->bytes);
	abi.size = sofv_cpu_to_le32(blob->bytes);
	memcpy(blob->all, tlv, HEAD_TLV);
	memcpy(blob->all + HEAD_TLV, &abi, HEAD_ABI);
}

static void write_text(const struct blob *blob)
{
	u32 n = (HEAD_TLV + HEAD_ABI + blob->bytes) / 4, i;
	sofv_le32 word;

	for (i = 0; i < n; i++) {
		memcpy(&word, blob->all + 4 * i, 4);
		printf("%u%s", sofv_le32_to_cpu(word), i + 1 < n ? "," : "\n");
	}
}

static void write_conf(const struct blob *blob, const struct blob_tool *tool,
		       const struct blob_preset *preset)
{
	const u8 *data = blob->all + HEAD_TLV;
	u32 n = HEAD_ABI + blob->bytes, i;

	printf("# SPDX-License-Identifier: BSD-3-Clause\n");
	printf("# Copyright (C) 2026 The sof-virtio authors\n#\n");
	printf("# %s\n", preset->about ? preset->about : "For tests");
	printf("# Written by \"make %s\" (test/tools/%s.c), for 48000 Hz.\n\n",
	       tool->target, tool->name);
	printf("Object.Base.data.\"%s\" {\n\tbytes \"\n", preset->name);
	for (i = 0; i < n; i++)
		printf("%s0x%02x%s", i % 8 ? "" : "\t\t", data[i],
		       i + 1 == n ? "\"\n}\n" : i % 8 == 7 ? ",\n" : ",");
}

static int write_blob(const struct blob_tool *tool, const struct blob_preset *preset,
		      const char *form)
{
	static struct blob blob;

	blob_make(&blob, preset);
	if (!strcmp(form, "conf"))
		write_conf(&blob, tool, preset);
	else if (!strcmp(form, "text"))
		write_text(&blob);
	else if (!strcmp(form, "bin"))
		fwrite(blob.all, 1, HEAD_TLV + HEAD_ABI + blob.bytes, stdout);
	else if (!strcmp(form, "raw"))
		fwrite(blob.all + HEAD_TLV + HEAD_ABI, 1, blob.bytes, stdout);
	else
		return -1;
	if (fflush(stdout) || ferror(stdout)) {
		perror(tool->name);
		exit(1);
	}
	return 0;
}

static void write_usage(const struct blob_tool *tool, FILE *to)
{
	fprintf(to, usage, tool->name, tool->folder);
	if (tool->more)
		fputs(tool->more, to);
}

int blob_tool_main(const struct blob_tool *tool, int argc, char **argv)
{
	const struct blob_preset *preset;
	u32 i;

	if (argc == 2 && !strcmp(argv[1], "--list")) {
		for (i = 0; i < tool->n_presets; i++)
			if (tool->presets[i].about)
				printf("%-18s %s\n", tool->presets[i].name,
				       tool->presets[i].about);
		return 0;
	}
	if (argc == 2 && !strcmp(argv[1], "--help")) {
		write_usage(tool, stdout);
		return 0;
	}
	for (i = 0; argc == 3 && i < tool->n_presets; i++) {
		preset = &tool->presets[i];
		if (!strcmp(argv[1], preset->name) &&
		    !write_blob(tool, preset, argv[2]))
			return 0;
	}
	write_usage(tool, stderr);
	return 2;
}
