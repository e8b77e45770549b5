#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
[ "$LAB_LIFE" = 1 ] || exit 0
echo "<4>lab: a warning of a life that ends" >/dev/kmsg
sleep 0.5
busybox reboot -f
