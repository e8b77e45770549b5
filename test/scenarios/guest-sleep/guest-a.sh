#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
set -eu
. ./lib.sh

volume="PCM Playback Volume"	# 60 is 0 dB

rebuilds() {
	cat /sys/kernel/debug/snd_sof_virtio.*/rebuilds
}

expect_rebuilds() {
	[ "$(rebuilds)" = "$1" ] || fail "the graph was sent again $(rebuilds) times, not $1"
}

pcmgen --seed 91 --bits 32 --frames 24000 /tmp/a.wav
lab-barrier up
for round in 1 2 3; do
	lab-barrier "asleep-$round"
	guest_asleep || fail "round $round: the DSP sleeps, but the guest does not"
	expect_rebuilds $((round - 1))
	play "$guest_pcm" /tmp/a.wav
	lab-barrier "played-$round"
	expect_rebuilds "$round"
done

lab-barrier turn-down
control_set 0 "$volume" 54
guest_asleep || fail "woke up for a control"
lab-barrier turned-down
lab-barrier down
play "$guest_pcm" /tmp/a.wav
lab-barrier down-played
lab-barrier down-checked
expect_rebuilds 4

lab-barrier b-plays
wait_for 10 guest_asleep
control_set 0 "$volume" 60
lab-barrier a-sleeps
lab-barrier a-wakes
play "$guest_pcm" /tmp/a.wav
lab-barrier a-played
expect_rebuilds 4
lab-barrier b-ends
lab-barrier end
