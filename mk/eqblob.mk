# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# Contents of bytes controls: the program that writes them, and the ones that
# topologies may include.

eqblob := $(BUILD)/bin/eqblob
eqblob-srcs := test/tools/eqblob.c test/unit/eq_blob.c

$(eqblob): $(eqblob-srcs) test/unit/eq_blob.h include/sof/ipc3.h include/sof/ipc3_eq.h
	$(Q)mkdir -p $(@D)
	$(Q)gcc -std=gnu11 -O2 -Wall -Wextra -Werror -Iport/hosted -Iinclude -Itest/unit \
		-o $@ $(eqblob-srcs) -lm

.PHONY: eqblob eq-conf check-eqblob
## eqblob: build/bin/eqblob: equalizer settings for sof-ctl and topologies
eqblob: $(eqblob)

## eq-conf: write topology/include/eq/*.conf anew
eq-conf: $(eqblob)
	$(Q)mkdir -p topology/include/eq
	$(Q)for name in $$($(eqblob) --list | cut -d' ' -f1); do \
		$(eqblob) $$name conf > topology/include/eq/$$name.conf || exit 1; \
	done

## check-eqblob: its forms agree, and topology/include/eq is what it writes
check-eqblob: $(eqblob)
	$(Q)python3 test/tools/test_eqblob.py $(eqblob) topology/include/eq
