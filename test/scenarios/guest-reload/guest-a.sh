#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
set -eu
. ./lib.sh

guest_stays_awake
lab-barrier awake
lab-barrier start
for i in $(seq 10); do
	modprobe -r snd-sof-virtio
	[ ! -e /proc/asound/card0 ] || fail "round $i: the card outlived its driver"
	modprobe snd-sof-virtio
	wait_for 20 test -e /proc/asound/card0/pcm0p
	guest_stays_awake
	pcmgen --seed $((200 + i)) --frames 4800 /tmp/noise.wav
	play "$guest_pcm" /tmp/noise.wav
done
lab-barrier end
lab-barrier checked
