#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
set -eu
. ./lib.sh
. ./turns.sh

all_play "$guest_pcm"
for step in $steps; do
	lab-barrier "$step-set"
	lab-barrier "$step-is-set"
	turn "$step-a" a :
	lab-barrier "$step-a-end"
	turn "$step-b" b play "$guest_pcm" /tmp/b.wav
	turn "$step-host" host :
done

lab-barrier mute
play "$guest_pcm" /tmp/long-b.wav
lab-barrier mute-end

turn off-a a :
turn off-b b play "$guest_pcm" /tmp/b.wav
lab-barrier off-end

turn left-a a :
lab-barrier left-end

turn reload-a a :
lab-barrier reload-end

lab-barrier host-off
lab-barrier host-off-end
