# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors

CLI_CC ?= $(CC)
DESTDIR ?=
PREFIX ?= /usr/local
cli-srcs := $(addprefix cli/,btf.c cmd_doctor.c cmd_guest.c cmd_load.c \
	cmd_point.c cmd_status.c conf.c definition.c dispatch.c doctor_files.c \
	doctor_host.c doctor_layout.c info.c nl.c refusal.c request.c table.c) \
	core/src/sofv_tplg.c core/src/sofv_tplg_file.c core/src/sofv_tplg_rewrite.c
cli-cflags := -std=gnu11 -O2 -g -Wall -Wextra -Werror -fno-strict-aliasing
# libnl keeps its headers in a folder of their own wherever it is packaged.
cli-cppflags := -Icli -Icore/include -Iport/hosted -Iinclude \
	-isystem include/uapi \
	-isystem /usr/include/libnl3
cli-ldlibs := -lnl-genl-3 -lnl-3 -ljson-c -linih
cli-objs := $(patsubst %.c,$(BUILD)/obj/sofvctl/%.o,cli/main.c $(cli-srcs))

.PHONY: cli cli-tools install-cli
## cli: build sofvctl (build/bin/sofvctl)
cli: $(BUILD)/bin/sofvctl

cli-tools:
	$(Q)printf '#include <netlink/genl/genl.h>\n#include <json-c/json.h>\n#include <ini.h>\n' | \
		$(CLI_CC) $(cli-cppflags) -xc -fsyntax-only - 2>/dev/null || \
		{ echo "cli: install the packages libnl-genl-3-dev, libjson-c-dev and libinih-dev" >&2; exit 1; }

$(BUILD)/obj/sofvctl/%.o: %.c | cli-tools
	@mkdir -p $(@D)
	$(Q)$(CLI_CC) $(cli-cppflags) $(cli-cflags) $(CLI_CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/bin/sofvctl: $(cli-objs)
	@mkdir -p $(@D)
	$(Q)$(CLI_CC) $(CLI_LDFLAGS) -o $@ $^ $(cli-ldlibs)

cli-dest := $(DESTDIR)$(PREFIX)
## install-cli: install sofvctl, its manual and completion (DESTDIR=, PREFIX=/usr/local)
install-cli: cli
	$(Q)install -D -m 755 -t $(cli-dest)/bin $(BUILD)/bin/sofvctl
	$(Q)install -D -m 644 -t $(cli-dest)/share/man/man1 cli/sofvctl.1
	$(Q)install -D -m 644 -t $(cli-dest)/share/man/man5 cli/sof-virtio-guest.conf.5
	$(Q)install -D -m 644 cli/data/sofvctl.bash-completion \
		$(cli-dest)/share/bash-completion/completions/sofvctl

-include $(cli-objs:.o=.d)

.PHONY: check-completion
check-completion:
	$(Q)bash test/tools/test_completion.sh cli/data/sofvctl.bash-completion

# Unit tests: the program with canned messages, and its netlink alone
cli-unit-tests := test_cli_args test_cli_doctor test_cli_load test_cli_nl \
	test_cli_output
unit-tests += $(cli-unit-tests)
unit-cppflags += $(cli-cppflags)
cli-bench := test/unit/cli_bench.c $(filter-out cli/nl.c,$(cli-srcs))
test_cli_args-srcs := test/unit/test_cli_args.c $(cli-bench)
test_cli_doctor-srcs := test/unit/test_cli_doctor.c test/unit/cli_files.c \
	test/unit/tplg_build.c $(cli-bench)
test_cli_load-srcs := test/unit/test_cli_load.c test/unit/cli_files.c $(cli-bench)
test_cli_nl-srcs := test/unit/test_cli_nl.c cli/nl.c
test_cli_output-srcs := test/unit/test_cli_output.c $(cli-bench)
$(addprefix $(BUILD)/bin/unit/,$(cli-unit-tests)): unit-ldlibs += $(cli-ldlibs)
$(foreach t,$(cli-unit-tests),$(patsubst %.c,$(BUILD)/obj/unit/%.o,$($t-srcs))): \
	| cli-tools
