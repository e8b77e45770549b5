# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# The simulation: guests, host and DSP in one process, with ASan and UBSan.

include core/sources.mk
include dsp/sources.mk

SEEDS ?= 300
STEPS ?= 2000
sim-sabotages := 1 2 3 4 5 6 7 8 9

sim-srcs := $(addprefix test/sim/sim_,main.c device.c driver.c dsp.c check.c) \
	test/unit/core_bench.c test/unit/dsp_msg.c $(sofv-srcs) $(sofdsp-srcs)

.PHONY: sim
## sim: guests, host and DSP against each other under faults (SEEDS=n, STEPS=n)
sim: $(BUILD)/bin/unit/sim
	$(Q)for s in $(sim-sabotages); do \
		$< --sabotage $$s --seeds 200 --steps $(STEPS) || exit 1; \
	done
	$(Q)$< --seeds $(SEEDS) --steps $(STEPS)
