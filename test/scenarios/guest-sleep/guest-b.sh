#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
set -eu
. ./lib.sh

pcmgen --seed 92 --bits 32 --frames 480000 /tmp/b.wav
lab-barrier up
for round in 1 2 3; do
	lab-barrier "asleep-$round"
	lab-barrier "played-$round"
done
lab-barrier turn-down
lab-barrier turned-down
lab-barrier down
lab-barrier down-played
lab-barrier down-checked
play "$guest_pcm" /tmp/b.wav &
player=$!
sleep 0.5
lab-barrier b-plays
lab-barrier a-sleeps
lab-barrier a-wakes
lab-barrier a-played
kill -0 $player || fail "b's stream ended before a's"
wait $player
lab-barrier b-ends
lab-barrier end
