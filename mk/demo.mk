# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors

.PHONY: demo
## demo: two guests and the host play through one DSP; what the speaker gets
demo:
	$(Q)lab/build deps
	$(Q)$(MAKE) -s pcmtools
	$(Q)rc=0; lab/run demo || rc=1; \
		demo/report $(OUT)/demo $(BUILD)/bin || rc=1; exit $$rc
