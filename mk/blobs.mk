# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# Contents of bytes controls: the program that writes them, and the ones that
# topologies may include.

blob-tools := $(BUILD)/bin/eqblob $(BUILD)/bin/dspblob
eqblob-srcs := test/tools/eqblob.c test/unit/eq_blob.c
dspblob-srcs := test/tools/dspblob.c test/tools/drc_design.c

$(blob-tools): $(BUILD)/bin/%: test/tools/blob_tool.c test/tools/blob_tool.h \
		$(wildcard include/sof/*.h test/unit/eq_blob.h test/tools/drc_design.h \
		dsp/components/*/*_blob.h)
$(BUILD)/bin/eqblob: $(eqblob-srcs)
$(BUILD)/bin/dspblob: $(dspblob-srcs)
$(blob-tools):
	$(Q)mkdir -p $(@D)
	$(Q)gcc -std=gnu11 -O2 -Wall -Wextra -Werror -Iport/hosted -Iinclude -Idsp \
		-Itest/tools -Itest/unit -o $@ test/tools/blob_tool.c $($(@F)-srcs) -lm

.PHONY: eqblob dspblob eq-conf dsp-conf check-blobs
## eqblob: build/bin/eqblob: equalizer settings for sof-ctl and topologies
eqblob: $(BUILD)/bin/eqblob

## dspblob: build/bin/dspblob: the same for compressor, mux, demux and selector
dspblob: $(BUILD)/bin/dspblob

# tool, folder
write-conf = mkdir -p topology/include/$(2) && \
	for name in $$($(1) --list | cut -d' ' -f1); do \
		$(1) $$name conf > topology/include/$(2)/$$name.conf || exit 1; \
	done

## eq-conf: write topology/include/eq/*.conf anew
eq-conf: eqblob
	$(Q)$(call write-conf,$(BUILD)/bin/eqblob,eq)

## dsp-conf: write topology/include/blobs/*.conf anew
dsp-conf: dspblob
	$(Q)$(call write-conf,$(BUILD)/bin/dspblob,blobs)

## check-blobs: forms of bytes controls agree, and topology/include has what they are
check-blobs: $(blob-tools)
	$(Q)python3 test/tools/test_blobs.py $(BUILD)/bin/eqblob topology/include/eq
	$(Q)python3 test/tools/test_blobs.py $(BUILD)/bin/dspblob topology/include/blobs
