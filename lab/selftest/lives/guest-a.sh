#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
set -eu
case $LAB_LIFE in
1)
	lab-barrier first
	busybox reboot -f
	;;
2 | 3)
	# a barrier that its death makes void
	lab-barrier "void-$LAB_LIFE"
	exit 1
	;;
esac
lab-barrier plugged
lab-barrier last
lab-figure "life=$LAB_LIFE"
