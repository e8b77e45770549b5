# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors

QEMU ?= qemu-system-x86_64

$(BUILD)/obj/test/fake_vhost_dsp.so: test/qemu/fake_vhost_dsp.c \
		include/uapi/linux/vhost_dsp.h include/uapi/linux/virtio_sof.h
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) -shared -fPIC -O2 -Wall -Wextra -Werror -isystem include/uapi \
		-o $@ $< -ldl

.PHONY: check-qemu
## check-qemu: test QEMU's vhost-dsp-pci against a fake host (QEMU=binary)
check-qemu: $(BUILD)/obj/test/fake_vhost_dsp.so
	$(Q)test/qemu/test-vhost-dsp-device.sh $(QEMU) $(abspath $<)
	$(Q)python3 test/qemu/test_vhost_dsp_run.py $(QEMU) $(abspath $<)
