# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# The offline runner. run-tplg is its library from topologies to messages, which
# others may link too: it needs core/ but neither a DSP nor any package.

RUN_CC ?= $(CC)
DESTDIR ?=
PREFIX ?= /usr/local
run-tplg := $(addprefix run/,tplg_read.c tplg_graph.c tplg_gain.c tplg_msg.c \
	tplg_ctl.c tplg_load.c) core/src/sofv_tplg_file.c core/src/sofv_tplg_rewrite.c
run-srcs := $(addprefix run/,main.c options.c job.c stream.c codec.c dsp.c wav.c \
	ipclog.c list.c dot.c names.c \
	summary.c) $(run-tplg) $(sofdsp-srcs)
run-cflags := -std=gnu11 -O2 -g -Wall -Wextra -Werror -fno-strict-aliasing
run-cppflags := -Irun -Iport/hosted -Iinclude -Iinclude/uapi \
	-Icore/include -Icore/src -Idsp/include -Idsp
run-ldlibs := -lsndfile -ljson-c -lm
run-objs = $(patsubst %.c,$(BUILD)/obj/run/%.o,$(run-srcs))

.PHONY: run-tool run-tools install-run check-run
all: run-tool
## run-tool: build sofdsp-run (build/bin/sofdsp-run): topology and WAV in, WAV out
run-tool: $(BUILD)/bin/sofdsp-run

run-tools:
	$(Q)printf '#include <sndfile.h>\n#include <json-c/json.h>\n' | \
		$(RUN_CC) -xc -fsyntax-only - 2>/dev/null || \
		{ echo "run: install the packages libsndfile1-dev and libjson-c-dev" >&2; exit 1; }

$(BUILD)/obj/run/%.o: %.c | run-tools
	@mkdir -p $(@D)
	$(Q)$(RUN_CC) $(run-cppflags) $(run-cflags) -MMD -MP -c -o $@ $<

.SECONDEXPANSION:
$(BUILD)/bin/sofdsp-run: $$(run-objs)
	@mkdir -p $(@D)
	$(Q)$(RUN_CC) -o $@ $^ $(run-ldlibs)

## install-run: install sofdsp-run and its manual (DESTDIR=, PREFIX=/usr/local)
install-run: run-tool
	$(Q)install -D -m 755 $(BUILD)/bin/sofdsp-run \
		$(DESTDIR)$(PREFIX)/bin/sofdsp-run
	$(Q)install -D -m 644 run/sofdsp-run.1 \
		$(DESTDIR)$(PREFIX)/share/man/man1/sofdsp-run.1

# What SOF core's own messages are compared with, in the virtual machines: links the
# library alone, so that it needs no package.
.PHONY: tplgmsg
tplgmsg: $(BUILD)/bin/tplgmsg
$(BUILD)/bin/tplgmsg: test/tools/tplgmsg.c $(run-tplg) run/run_tplg.h run/tplg_priv.h
	@mkdir -p $(@D)
	$(Q)$(RUN_CC) $(run-cppflags) $(run-cflags) -o $@ $(filter %.c,$^) -lm

## check-run: test sofdsp-run with the compiled topologies ("make topology" first)
check-run: run-tool pcmtools eqblob
	$(Q)python3 test/runner/test_runner.py $(BUILD)

-include $(shell find $(BUILD)/obj/run -name '*.d' 2>/dev/null)

# Unit tests and fuzzer of the library; what concerns a DSP links one
unit-cppflags += -Irun
run-unit-tests := test_run_read test_run_msg test_run_load test_run_ctl \
	test_run_comps
unit-tests += $(run-unit-tests)
run-bench := test/unit/run_bench.c test/unit/tplg_build.c test/unit/dsp_msg.c
test_run_read-srcs := test/unit/test_run_read.c $(run-bench) $(run-tplg)
test_run_msg-srcs := test/unit/test_run_msg.c $(run-bench) $(run-tplg)
test_run_ctl-srcs := test/unit/test_run_ctl.c $(run-bench) $(run-tplg)
run-dsp-bench := $(run-bench) $(run-tplg) run/dsp.c run/ipclog.c run/names.c \
	$(sofdsp-srcs)
test_run_load-srcs := test/unit/test_run_load.c $(run-dsp-bench)
test_run_comps-srcs := test/unit/test_run_comps.c $(run-dsp-bench)
$(BUILD)/obj/unit/test/unit/test_run_comps.o: unit-cppflags += -Idsp/components

fuzz-cppflags += -Irun -Icore/include -Icore/src -Idsp/include
fuzzers += fuzz_runner_tplg
fuzz_runner_tplg-srcs := test/fuzz/fuzz_runner_tplg.c run/dsp.c run/dot.c \
	run/ipclog.c run/names.c $(run-tplg) $(sofdsp-srcs)

# The seeds are committed; this writes them anew.
gen_runner_seeds-srcs := test/fuzz/gen_runner_seeds.c $(run-bench) $(run-tplg)

.PHONY: fuzz-runner-seeds
fuzz-runner-seeds: $(BUILD)/bin/unit/gen_runner_seeds
	$(Q)mkdir -p test/fuzz/corpus/fuzz_runner_tplg
	$(Q)$< test/fuzz/corpus/fuzz_runner_tplg
