# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# Tools that tests and the demo use, for this machine. lab/build makes its own
# copies for the virtual machines.

TOOLS_CFLAGS ?= -std=gnu11 -O2 -g -Wall -Wextra -Werror

.PHONY: pcmcheck
## pcmcheck: build/bin/pcmcheck, compares recordings with what was played
pcmcheck: $(BUILD)/bin/pcmcheck

$(BUILD)/bin/pcmcheck: test/tools/pcmcheck.c
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(TOOLS_CFLAGS) -static -o $@ $< -lm
