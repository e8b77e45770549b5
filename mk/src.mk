# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# Sample rate converter of the software DSP: tests of its arithmetic alone, and
# its prototype filter, which is committed.

src-core := $(addprefix dsp/components/src/,src_bank.c src_core.c src_dot.c \
	src_proto.c)

src-proto := dsp/components/src/src_proto.c
gen_src_proto-srcs := test/tools/gen_src_proto.c test/unit/src_model.c \
	dsp/components/src/src_core.c dsp/components/src/src_dot.c

.PHONY: src-proto
## src-proto: write the converter's prototype filter from its formula
src-proto: $(BUILD)/bin/unit/gen_src_proto
	$(Q)$< >$(src-proto).new && mv $(src-proto).new $(src-proto)

unit-tests += test_dsp_src_quality
test_dsp_src_quality-srcs := test/unit/test_dsp_src_quality.c \
	test/unit/src_bench.c $(src-core)

unit-tests += test_dsp_src_math
test_dsp_src_math-srcs := test/unit/test_dsp_src_math.c \
	test/unit/src_bench.c test/unit/src_model.c $(src-core)

unit-tests += test_dsp_src_pieces
test_dsp_src_pieces-srcs := test/unit/test_dsp_src_pieces.c \
	test/unit/src_bench.c $(src-core)

unit-tests += test_dsp_src
test_dsp_src-srcs := test/unit/test_dsp_src.c test/unit/src_bench.c \
	$(dsp-bench) $(sofdsp-srcs)
