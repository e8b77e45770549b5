# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# Tools that make and check test signals; the lab builds them for its virtual
# machines too.

pcmtools := $(BUILD)/bin/pcmgen $(BUILD)/bin/pcmcheck

$(pcmtools): $(BUILD)/bin/%: test/tools/%.c test/tools/wav.c test/tools/wav.h
	$(Q)mkdir -p $(@D)
	$(Q)gcc -std=gnu11 -O2 -Wall -Wextra -Werror -o $@ $< test/tools/wav.c -lm

# Needs ALSA's library; for the virtual machines.
pcmplay := $(BUILD)/bin/pcmplay

$(pcmplay): test/tools/pcmplay.c test/tools/wav.c test/tools/wav.h
	$(Q)mkdir -p $(@D)
	$(Q)gcc -std=gnu11 -O2 -Wall -Wextra -Werror -o $@ $< test/tools/wav.c -lasound

ctlbytes := $(BUILD)/bin/ctlbytes

$(ctlbytes): test/tools/ctlbytes.c
	$(Q)mkdir -p $(@D)
	$(Q)gcc -std=gnu11 -O2 -Wall -Wextra -Werror -o $@ $< -lasound

.PHONY: pcmtools pcmplay ctlbytes check-pcmtools
pcmplay: $(pcmplay)
ctlbytes: $(ctlbytes)
## pcmtools: build/bin/pcmgen and pcmcheck: make test signals, judge recordings
pcmtools: $(pcmtools)

## check-pcmtools: test the tools that judge recordings
check-pcmtools: $(pcmtools)
	$(Q)python3 test/tools/test_pcmcheck.py $(BUILD)/bin
