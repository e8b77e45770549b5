#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
set -eu

devices() {
	find /sys/bus/pci/devices -mindepth 1 | wc -l
}

# the host looks at nothing but this guest's barriers, so wait for what it does
until_devices() {
	for _ in $(seq 100); do
		[ "$(devices)" != "$1" ] || return 0
		sleep 0.1
	done
	echo "$(devices) devices, not $1" >&2
	exit 1
}

bare=$(devices)
lab-barrier first
until_devices $((bare + 1))
lab-barrier plugged
until_devices "$bare"
lab-barrier last
lab-figure "life=$LAB_LIFE"
