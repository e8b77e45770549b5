# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# With an alsatplg of the machine's own; "make topology" (mk/lab.mk) brings one.

.PHONY: topology-check topology-golden

## topology-check: compare the compiled topologies with test/golden
topology-check:
	$(Q)BUILD=$(abspath $(BUILD)) topology/build check

## topology-golden: accept the compiled topologies as the new test/golden
topology-golden:
	$(Q)BUILD=$(abspath $(BUILD)) topology/build golden
