#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# The DSP loses its content 12 times under streams of guest a: it crashes, or the host
# is suspended. b plays too, is awake or asleep. Streams end with an error, and the
# next one, of both guests, is exact. Nobody on the host does anything for it (P-4.3.9,
# P-5.7).
set -eu
. ./lib.sh
. ./rounds.sh

lose() {
	if [ $(($1 % 4)) = 0 ]; then
		echo freeze >/sys/power/state
	else
		echo 1 >$softdsp/crash
	fi
}

echo 0 >/sys/module/suspend/parameters/pm_test_delay
echo devices >/sys/power/pm_test
lab-barrier up
for round in $(seq $rounds); do
	lab-barrier "playing-$round"
	sleep 0.2
	lose "$round"
	lab-barrier "ended-$round"
	make_signals "$round"
	record_start /out/again.wav
	lab-barrier "again-$round"
	lab-barrier "played-$round"
	record_stop
	pcmcheck sum --json /out/again.json /out/again.wav a=/tmp/a.wav b=/tmp/b.wav ||
		fail "round $round: not exact any more"
	{ dsp_objects; guest_objects a; guest_objects b; } >/out/objects.now
	[ -e /out/objects.first ] || cp /out/objects.now /out/objects.first
	diff /out/objects.first /out/objects.now >&2 ||
		fail "round $round: other objects than in the first"
	lab-barrier "checked-$round"
done
rm /out/again.wav
crashes=$(dsp_stat crashes)
lab-figure "losses=$rounds"
[ "$crashes" = $((rounds - rounds / 4)) ] || fail "$rounds rounds, but $crashes crashes"
for pcm in "Guest 1" "Guest 2"; do
	dpcm_closed "$pcm"
done
wait_for 20 dsp_suspended
lab-barrier end
