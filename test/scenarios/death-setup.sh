# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
# shellcheck shell=sh
#
# In real time the guests boot more slowly than in virtual time, and starve one
# another: the DSP's clock goes at an eighth of its speed, so nothing runs dry.
[ "$LAB_LANE" = virtual ] || modprobe snd-sof-softdsp clock_scale=8000
