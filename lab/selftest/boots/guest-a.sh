#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
set -eu
lab-say "guest $LAB_NAME runs"
grep -qE '^flags.*hypervisor' /proc/cpuinfo
lab-barrier met
lab-figure "up_s=$(cut -d' ' -f1 /proc/uptime)"
echo "$LAB_NAME" >/out/note
