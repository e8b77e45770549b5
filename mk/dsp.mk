# SPDX-License-Identifier: GPL-2.0-only
# The software DSP: what it brings to "make unit" and "make fuzz".

include dsp/sources.mk

dsp-bench := test/unit/dsp_bench.c test/unit/dsp_line.c test/unit/dsp_msg.c

unit-cppflags += -Idsp/include -Idsp
dsp-unit-tests := \
	test_dsp_arena \
	test_dsp_branch \
	test_dsp_graph \
	test_dsp_ipc \
	test_dsp_ipc_all \
	test_dsp_mixer \
	test_dsp_mux \
	test_dsp_random \
	test_dsp_rates \
	test_dsp_stream \
	test_dsp_template \
	test_dsp_volume \
	test_dsp_volume_ramp
unit-tests += $(dsp-unit-tests)
$(foreach t,$(dsp-unit-tests),$(eval $t-srcs := test/unit/$t.c $(dsp-bench) \
	$(sofdsp-srcs)))

unit-tests += test_dsp_drc
unit-cppflags += -Itest/tools
test_dsp_drc-srcs := test/unit/test_dsp_drc.c test/tools/drc_design.c $(dsp-bench) \
	$(sofdsp-srcs)

dsp-eq-bench := test/unit/eq_bench.c test/unit/eq_blob.c
dsp-eq-tests := test_dsp_dcblock test_dsp_eq_fir test_dsp_eq_iir
unit-tests += $(dsp-eq-tests)
$(foreach t,$(dsp-eq-tests),$(eval $t-srcs := test/unit/$t.c $(dsp-eq-bench) \
	$(dsp-bench) $(sofdsp-srcs)))

unit-tests += test_dsp_math
test_dsp_math-srcs := test/unit/test_dsp_math.c dsp/math/dsp_math.c

fuzz-cppflags += -Idsp/include -Idsp -Itest/unit
fuzzers += fuzz_dsp_ipc
fuzz_dsp_ipc-srcs := test/fuzz/fuzz_dsp_ipc.c $(sofdsp-srcs)
fuzzers += fuzz_dsp_blob
fuzz_dsp_blob-srcs := test/fuzz/fuzz_dsp_blob.c test/unit/dsp_msg.c $(sofdsp-srcs)

# The seeds are committed; this writes them anew after a change of the messages.
gen_dsp_seeds-srcs := test/fuzz/gen_dsp_seeds.c test/unit/dsp_msg.c \
	test/unit/eq_blob.c test/tools/drc_design.c
gen_dsp_blob_seeds-srcs := test/fuzz/gen_dsp_blob_seeds.c test/unit/eq_blob.c \
	test/tools/drc_design.c

.PHONY: fuzz-dsp-blob-seeds
fuzz-dsp-blob-seeds: $(BUILD)/bin/unit/gen_dsp_blob_seeds
	$(Q)mkdir -p test/fuzz/corpus/fuzz_dsp_blob
	$(Q)$< test/fuzz/corpus/fuzz_dsp_blob

.PHONY: fuzz-dsp-seeds
fuzz-dsp-seeds: $(BUILD)/bin/unit/gen_dsp_seeds
	$(Q)mkdir -p test/fuzz/corpus/fuzz_dsp_ipc
	$(Q)$< test/fuzz/corpus/fuzz_dsp_ipc

# Both libraries: do they name the same things by the same names?
unit-tests += test_uuids
test_uuids-srcs := test/unit/test_uuids.c core/src/sofv_firewall.c $(sofdsp-srcs)
