#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
# Host and two guests come up, meet at a barrier, report figures, leave files.
set -eu
lab-say "host runs"
lab-barrier met
lab-figure "guests=$(echo "$LAB_GUESTS" | wc -w)"
lab-figure "clock=$(cat /sys/devices/system/clocksource/clocksource0/current_clocksource)"
echo host >/out/note
