#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
# The volume in guest a changes the level of guest a at the codec by as many dB
# as it says, and nothing else: not guest b, not the host, also not while the
# host plays.
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
