# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors

.PHONY: check
## check: all tests; needs nothing but Debian (FUZZ_S=seconds, CHECK="parts")
check:
	$(Q)test/check $(CHECK)
