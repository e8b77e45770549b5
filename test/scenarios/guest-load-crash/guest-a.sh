#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
set -eu
. ./lib.sh
. ./rounds.sh

# load ROUND
load() {
	modprobe -r snd-sof-virtio
	[ ! -e /proc/asound/card0 ] || fail "round $1: the card outlived its driver"
	lab-barrier "unloaded-$1"
	lab-barrier "load-$1"
	modprobe snd-sof-virtio
	wait_for 20 test -e /proc/asound/card0/pcm0p
	guest_stays_awake
	sleep 0.1
	lab-barrier "loaded-$1"
}

lab-barrier start
load 0
for round in $(seq $rounds); do
	load "$round"
	pcmgen --seed "$round" --frames 4800 /tmp/noise.wav
	lab-barrier "play-$round"
	play "$guest_pcm" /tmp/noise.wav
	lab-barrier "played-$round"
done
lab-barrier end
