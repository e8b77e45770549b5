#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
set -eu
. ./lib.sh
. ./turns.sh

all_play "$guest_pcm"
for step in $steps; do
	lab-barrier "$step-set"
	sleep 0.2
	control_set 0 "$volume" "$step"
	lab-say "volume $(control_db 0 "$volume") dB"
	[ "$(control_db 0 "$volume")" = "$((step - 60)).00" ] ||
		fail "step $step reads as $(control_db 0 "$volume") dB"
	lab-barrier "$step-is-set"
	turn "$step-a" a play "$guest_pcm" /tmp/a.wav
	lab-barrier "$step-a-end"
	turn "$step-b" b :
	turn "$step-host" host :
done
