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

# Likewise.
ctlbytes := $(BUILD)/bin/ctlbytes

$(ctlbytes): test/tools/ctlbytes.c
	$(Q)mkdir -p $(@D)
	$(Q)gcc -std=gnu11 -O2 -Wall -Wextra -Werror -o $@ $< -lasound

# Speaks to /dev/vhost-dsp as VMM and driver at once; for the virtual machines.
include core/sources.mk
dspprobe := $(BUILD)/bin/dspprobe
dspprobe-srcs := $(addprefix test/tools/,dspprobe.c dspprobe_driver.c dspprobe_vhost.c wav.c) \
	test/unit/core_bench.c test/unit/dsp_msg.c $(sofv-srcs)

$(dspprobe): $(dspprobe-srcs) $(wildcard test/tools/*.h test/unit/*_*.h)
	$(Q)mkdir -p $(@D)
	$(Q)gcc -std=gnu11 -O2 -Wall -Wextra -Werror -fno-strict-aliasing -Iport/hosted \
		-Iinclude -isystem include/uapi -Icore/include -Itest/unit -o $@ \
		$(dspprobe-srcs)

.PHONY: pcmtools pcmplay ctlbytes dspprobe check-pcmtools
pcmplay: $(pcmplay)
ctlbytes: $(ctlbytes)
dspprobe: $(dspprobe)
## pcmtools: build/bin/pcmgen and pcmcheck: make test signals, judge recordings
pcmtools: $(pcmtools)

## check-pcmtools: test the tools that judge recordings
check-pcmtools: $(pcmtools)
	$(Q)python3 test/tools/test_pcmcheck.py $(BUILD)/bin
