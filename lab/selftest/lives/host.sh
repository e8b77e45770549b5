#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
# Guest a reboots, is reset, is killed and started, and ends in its fourth life;
# guest b gets a device and loses it; with the host they meet at barriers.
set -eu
lab-barrier first
lab-guest monitor b device_add virtio-rng-pci,id=x,bus=hot
lab-guest wait a 2
lab-guest monitor a system_reset
lab-guest wait a 3
lab-guest kill a
! lab-guest monitor a system_reset || exit 1
lab-guest start a
lab-guest wait a 4
! lab-guest monitor a no-such-command || exit 1
lab-barrier plugged
lab-guest monitor b device_del x
lab-barrier last
