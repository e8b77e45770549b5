# SPDX-License-Identifier: GPL-2.0-only
# Unit tests. A fragment adds one with
#   unit-tests += test_x
#   test_x-srcs := test/unit/test_x.c the/files/under/test.c
# and include paths with "unit-cppflags += -I...". Fragments may come before or
# after this one. UNIT="test_x test_y" runs only those.

UNIT_CC ?= gcc
unit-cppflags += -Iport/hosted -Iinclude -Iinclude/uapi -Itest/unit
# Wire structs are read out of byte arrays: no strict aliasing, as in the kernel.
unit-cflags := -std=gnu11 -O1 -g -Wall -Wextra -Werror -fno-strict-aliasing \
	-fno-omit-frame-pointer -fsanitize=address,undefined \
	-fno-sanitize-recover=all
unit-ldlibs := -lcmocka -lm

UNIT ?= $(unit-tests)
UNIT_BINDIR := $(BUILD)/bin/unit

.SECONDEXPANSION:

.PHONY: unit
## unit: build and run the unit tests (ASan and UBSan; UNIT="test_x" for some)
unit: $$(addprefix $$(UNIT_BINDIR)/,$$(UNIT))
	$(Q)fail=; for t in $^; do \
		echo "== $${t##*/}"; \
		UBSAN_OPTIONS=print_stacktrace=1 $$t || fail="$$fail $${t##*/}"; \
	done; \
	if [ -n "$$fail" ]; then echo "unit: failed:$$fail"; exit 1; fi; \
	echo "unit: $(words $(UNIT)) test programs passed"

.PHONY: unit-tools
unit-tools:
	$(Q)command -v $(UNIT_CC) >/dev/null || \
		{ echo "unit: no $(UNIT_CC): install the package gcc" >&2; exit 1; }
	$(Q)printf '#include <%s>\n' stdarg.h stddef.h stdint.h setjmp.h cmocka.h | \
		$(UNIT_CC) -xc -fsyntax-only - 2>/dev/null || \
		{ echo "unit: no cmocka: install the package libcmocka-dev" >&2; exit 1; }

$(BUILD)/obj/unit/%.o: %.c | unit-tools
	@mkdir -p $(@D)
	$(Q)$(UNIT_CC) $(unit-cppflags) $(unit-cflags) -MD -MP -c -o $@ $<

unit-objs = $(patsubst %.c,$(BUILD)/obj/unit/%.o,$($(1)-srcs))
$(UNIT_BINDIR)/%: $$(call unit-objs,$$*)
	@mkdir -p $(@D)
	$(Q)$(UNIT_CC) $(unit-cflags) -o $@ $^ $(unit-ldlibs)

.PRECIOUS: $(BUILD)/obj/unit/%.o
-include $(shell find $(BUILD)/obj/unit -name '*.d' 2>/dev/null)
