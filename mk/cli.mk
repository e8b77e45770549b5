# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors

CLI_CC ?= $(CC)
DESTDIR ?=
PREFIX ?= /usr/local
cli-srcs := $(addprefix cli/,dispatch.c cmd_guest.c cmd_point.c cmd_status.c \
	info.c nl.c request.c table.c)
cli-cflags := -std=gnu11 -O2 -g -Wall -Wextra -Werror
# libnl keeps its headers in a folder of their own wherever it is packaged.
cli-cppflags := -Icli -isystem include/uapi \
	-isystem /usr/include/libnl3
cli-ldlibs := -lnl-genl-3 -lnl-3 -ljson-c
cli-objs := $(patsubst %.c,$(BUILD)/obj/%.o,cli/main.c $(cli-srcs))

.PHONY: cli cli-tools install-cli
## cli: build sofvctl (build/bin/sofvctl)
cli: $(BUILD)/bin/sofvctl

cli-tools:
	$(Q)printf '#include <netlink/genl/genl.h>\n#include <json-c/json.h>\n' | \
		$(CLI_CC) $(cli-cppflags) -xc -fsyntax-only - 2>/dev/null || \
		{ echo "cli: install the packages libnl-genl-3-dev and libjson-c-dev" >&2; exit 1; }

$(BUILD)/obj/cli/%.o: cli/%.c | cli-tools
	@mkdir -p $(@D)
	$(Q)$(CLI_CC) $(cli-cppflags) $(cli-cflags) -MMD -MP -c -o $@ $<

$(BUILD)/bin/sofvctl: $(cli-objs)
	@mkdir -p $(@D)
	$(Q)$(CLI_CC) -o $@ $^ $(cli-ldlibs)

## install-cli: install sofvctl and its manual (DESTDIR=, PREFIX=/usr/local)
install-cli: cli
	$(Q)install -D -m 755 $(BUILD)/bin/sofvctl \
		$(DESTDIR)$(PREFIX)/bin/sofvctl
	$(Q)install -D -m 644 cli/sofvctl.1 \
		$(DESTDIR)$(PREFIX)/share/man/man1/sofvctl.1

-include $(cli-objs:.o=.d)

# Unit tests: the program with canned messages, and its netlink alone
cli-unit-tests := test_cli_args test_cli_nl test_cli_output
unit-tests += $(cli-unit-tests)
unit-cppflags += $(cli-cppflags)
cli-bench := test/unit/cli_bench.c $(filter-out cli/nl.c,$(cli-srcs))
test_cli_args-srcs := test/unit/test_cli_args.c $(cli-bench)
test_cli_nl-srcs := test/unit/test_cli_nl.c cli/nl.c
test_cli_output-srcs := test/unit/test_cli_output.c $(cli-bench)
$(addprefix $(BUILD)/bin/unit/,$(cli-unit-tests)): unit-ldlibs += $(cli-ldlibs)
$(foreach t,$(cli-unit-tests),$(patsubst %.c,$(BUILD)/obj/unit/%.o,$($t-srcs))): \
	| cli-tools
