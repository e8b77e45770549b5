# SPDX-License-Identifier: GPL-2.0-only
# Fuzzers (libFuzzer, ASan and UBSan). A fragment adds one with
#   fuzzers += fuzz_x
#   fuzz_x-srcs := test/fuzz/fuzz_x.c the/files/under/test.c
# and include paths with "fuzz-cppflags += -I...". Its seeds are committed in
# test/fuzz/corpus/fuzz_x/ and are never written to: what a run finds goes to
# $(BUILD)/fuzz/fuzz_x/, a crash to $(BUILD)/fuzz/fuzz_x.crash-....

FUZZ_CC ?= clang
FUZZ_S ?= 30
FUZZ ?= $(fuzzers)
FUZZ_BINDIR := $(BUILD)/bin/fuzz
FUZZ_JOBS ?= 2

fuzz-cppflags += -Iport/hosted -Iinclude -Iinclude/uapi
fuzz-cflags := -std=gnu11 -O1 -g -Wall -Wextra -Werror -fno-strict-aliasing \
	-fno-omit-frame-pointer -fno-sanitize-recover=all \
	-fsanitize=fuzzer,address,undefined

.SECONDEXPANSION:

.PHONY: fuzz
## fuzz: run each fuzzer for FUZZ_S seconds (default 30), two at a time
fuzz: $$(addprefix $$(FUZZ_BINDIR)/,$$(FUZZ))
	$(Q)printf '%s\n' $(FUZZ) | xargs -P $(FUZZ_JOBS) -I{} \
		sh test/fuzz/run.sh {} $(FUZZ_BINDIR) $(BUILD)/fuzz $(FUZZ_S)

.PHONY: fuzz-tools
fuzz-tools:
	$(Q)command -v $(FUZZ_CC) >/dev/null || \
		{ echo "fuzz: no $(FUZZ_CC): install the package clang" >&2; exit 1; }
	$(Q)mkdir -p $(BUILD)/obj/fuzz && \
		printf 'int LLVMFuzzerTestOneInput(void) { return 0; }\n' | \
		$(FUZZ_CC) -xc -fsanitize=fuzzer,address,undefined \
			-o $(BUILD)/obj/fuzz/probe - 2>/dev/null || \
		{ echo "fuzz: $(FUZZ_CC) lacks libFuzzer: install the package" \
		       "libclang-rt-dev of its version (Debian 12: libclang-rt-14-dev)" >&2; \
		  exit 1; }

$(BUILD)/obj/fuzz/%.o: %.c | fuzz-tools
	@mkdir -p $(@D)
	$(Q)$(FUZZ_CC) $(fuzz-cppflags) $(fuzz-cflags) -MMD -MP -c -o $@ $<

fuzz-objs = $(patsubst %.c,$(BUILD)/obj/fuzz/%.o,$($(1)-srcs))
$(FUZZ_BINDIR)/%: $$(call fuzz-objs,$$*)
	@mkdir -p $(@D)
	$(Q)$(FUZZ_CC) $(fuzz-cflags) -o $@ $^

.PRECIOUS: $(BUILD)/obj/fuzz/%.o
-include $(shell find $(BUILD)/obj/fuzz -name '*.d' 2>/dev/null)
