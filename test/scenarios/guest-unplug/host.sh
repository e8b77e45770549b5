#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# Guest a's device is unplugged in mid-stream (device_del), and plugged in again.
set -eu
. ./lib.sh
. ./death.sh

a_kill() {
	lab-guest monitor a device_del dsp
}

a_rises() {
	# the name is free again a little after the guest has let go of the device
	wait_for 10 lab-guest monitor a device_add vhost-dsp-pci,guest=a,id=dsp,bus=hot
}

deaths
