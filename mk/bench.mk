# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# What the software DSP costs. dsp/ is compiled several times, each flavour linked
# into one object whose symbols have the flavour's name before theirs.

include dsp/sources.mk

BENCH_CC ?= gcc
BENCH_FLAGS ?=

bench-x86 := $(filter x86_64,$(shell uname -m))
bench-flavours := kernel vector $(if $(bench-x86),avx2)

# As kbuild compiles a module as far as code is concerned, but for the memory model
# and the thunks of indirect calls: no vectors, no floating point.
bench-flags-kernel := -O2 -mgeneral-regs-only
# The compiler's own vectors for any machine of this architecture, and wider ones.
bench-flags-vector := -O3
bench-flags-avx2 := -O3 -march=x86-64-v3

bench-cflags := -std=gnu11 -Wall -Wextra -Werror -fno-strict-aliasing -fno-pie \
	-Iport/hosted -Iinclude -Idsp/include -Idsp
bench-dir := $(BUILD)/obj/bench
bench-srcs := $(addprefix bench/,bench_count.c bench_main.c bench_measure.c \
	bench_report.c cases_basic.c cases_peer.c cases_process.c \
	flavours.c quality.c rig.c)

bench-hash := \#
bench-has = $(shell printf '$(bench-hash)include <$(1)>\n' | $(BENCH_CC) -xc -fsyntax-only - \
	2>/dev/null && echo y)
bench-peers = $(if $(call bench-has,soxr.h),-DHAVE_SOXR) \
	$(if $(call bench-has,samplerate.h),-DHAVE_SAMPLERATE) \
	$(if $(call bench-has,speex/speex_resampler.h),-DHAVE_SPEEXDSP)
bench-peer-libs = $(if $(call bench-has,soxr.h),-lsoxr) \
	$(if $(call bench-has,samplerate.h),-lsamplerate) \
	$(if $(call bench-has,speex/speex_resampler.h),-lspeexdsp)

define bench-flavour
bench-objs-$(1) := $$(patsubst %.c,$$(bench-dir)/$(1)/%.o,$$(sofdsp-srcs))
$$(bench-dir)/$(1)/%.o: %.c
	@mkdir -p $$(@D)
	$$(Q)$$(BENCH_CC) $$(bench-cflags) $$(bench-flags-$(1)) -MMD -MP -c -o $$@ $$<
$$(bench-dir)/$(1).o: $$(bench-objs-$(1)) mk/bench.mk
	$$(Q)ld -r -o $$@.all $$(bench-objs-$(1))
	$$(Q)objcopy --prefix-symbols=$(1)_ $$@.all
	$$(Q)objcopy $$(foreach s,memcpy memset memmove memcmp, \
		--redefine-sym $(1)_$$(s)=$$(s)) $$@.all $$@
-include $$(bench-objs-$(1):.o=.d)
endef
$(foreach f,$(bench-flavours),$(eval $(call bench-flavour,$(f))))

$(bench-dir)/tool/%.o: %.c
	@mkdir -p $(@D)
	$(Q)$(BENCH_CC) -O2 $(bench-cflags) $(bench-peers) \
		$(if $(bench-x86),-DBENCH_WIDE_X86) $(foreach f,$(bench-flavours), \
		'-DBENCH_FLAGS_$(f)="$(bench-flags-$(f))"') -MMD -MP -c -o $@ $<
# The loop of floats is as good as a sound server's.
$(bench-dir)/tool/bench/cases_peer.o: bench-cflags += -O3 \
	$(if $(bench-x86),-march=x86-64-v3)

bench-objs := $(patsubst %.c,$(bench-dir)/tool/%.o,$(bench-srcs))
$(BUILD)/bin/sofdsp-bench: $(bench-objs) $(bench-flavours:%=$(bench-dir)/%.o)
	@mkdir -p $(@D)
	$(Q)$(BENCH_CC) -no-pie -o $@ $^ $(bench-peer-libs) -ljson-c -lm

-include $(bench-objs:.o=.d)

.PHONY: bench bench-smoke bench-tools
bench-tools:
	$(Q)printf '#include <json-c/json.h>\n' | \
		$(BENCH_CC) -xc -fsyntax-only - 2>/dev/null || \
		{ echo "bench: install the package libjson-c-dev" >&2; exit 1; }
$(bench-objs): | bench-tools

## bench: nanoseconds and instructions per frame (BENCH_FLAGS="--only volume")
bench: $(BUILD)/bin/sofdsp-bench
	$(Q)mkdir -p $(OUT)/bench
	$(if $(bench-peers),,@echo "bench: without peers; there are libsoxr-dev," \
		"libsamplerate0-dev and libspeexdsp-dev" >&2)
	$(Q)$< --json $(OUT)/bench/report.json $(BENCH_FLAGS)

## bench-smoke: does the benchmark run and write a report?
bench-smoke: $(BUILD)/bin/sofdsp-bench
	$(Q)mkdir -p $(OUT)/bench
	$(Q)$< --quick --json $(OUT)/bench/smoke.json
	$(Q)$< --check $(OUT)/bench/smoke.json
