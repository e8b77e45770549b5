#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
# The volume in guest a changes the level of guest a at the codec by as many dB
# as it says, and nothing else: not guest b, not the host, also not while the
# host plays. Its mute switch, which is on from the start, makes guest a exactly
# silent, in mid-stream with a fade, and nobody else is touched; the host's switch at
# the connection point does so whatever guest a does.
set -eu
. ./lib.sh
. ./turns.sh

record_start /out/before.wav
all_play "$media"
record_stop
pcmcheck sum /out/before.wav a=/tmp/a.wav b=/tmp/b.wav host=/tmp/host.wav

for step in $steps; do
	record_start "/out/set-$step.wav"
	lab-barrier "$step-set"
	play "$media" /tmp/host.wav
	lab-barrier "$step-is-set"
	record_stop
	pcmcheck sum "/out/set-$step.wav" host=/tmp/host.wav

	record_start "/out/a-$step.wav"
	turn "$step-a" a :
	lab-barrier "$step-a-end"
	record_stop
	db=$((step - 60))
	pcmcheck level --expect-db $db --tolerance-db 0.01 "/out/a-$step.wav" a=/tmp/a.wav
	[ "$step" != 60 ] || pcmcheck sum "/out/a-$step.wav" a=/tmp/a.wav

	record_start "/out/others-$step.wav"
	turn "$step-b" b :
	turn "$step-host" host play "$media" /tmp/host.wav
	record_stop
	pcmcheck sum "/out/others-$step.wav" b=/tmp/b.wav host=/tmp/host.wav
done

record_start /out/mute.wav
lab-barrier mute
play "$media" /tmp/long-host.wav
lab-barrier mute-end
record_stop
pcmcheck sum --muted a --min-together 60000 --json /out/mute.json /out/mute.wav \
	a=/tmp/long-a.wav b=/tmp/long-b.wav host=/tmp/long-host.wav

record_start /out/off.wav
turn off-a a :
turn off-b b :
lab-barrier off-end
record_stop
pcmcheck sum /out/off.wav b=/tmp/b.wav

record_start /out/left.wav
turn left-a a :
lab-barrier left-end
record_stop
sox -D /tmp/a.wav /tmp/left.wav remix 1 0
pcmcheck sum /out/left.wav a=/tmp/left.wav

record_start /out/reload.wav
turn reload-a a :
lab-barrier reload-end
record_stop
pcmcheck sum /out/reload.wav a=/tmp/a.wav

amixer -q -c $card sset "Guest 1" mute
record_start /out/host-off.wav
lab-barrier host-off
lab-barrier host-off-end
record_stop
pcmcheck silent /out/host-off.wav
