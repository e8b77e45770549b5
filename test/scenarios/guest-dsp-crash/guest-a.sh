#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
set -eu
. ./lib.sh
. ./rounds.sh

lab-barrier up
for round in $(seq $rounds); do
	make_signals "$round"
	aplay -q -D "$guest_pcm" -t raw -f S32_LE -r 48000 -c 2 /dev/zero 2>/tmp/player.log &
	player=$!
	sleep 0.3
	wait_for 10 pcm_runs "$guest_pcm" p
	kill -0 $player || fail "round $round: $(cat /tmp/player.log)"
	lab-barrier "playing-$round"
	wait_for $notice_s grep -q . /tmp/player.log
	! wait $player || fail "round $round: a's player noticed nothing"
	lab-say "round $round: $(head -n 1 /tmp/player.log)"
	lab-barrier "ended-$round"
	lab-barrier "again-$round"
	play "$guest_pcm" /tmp/a.wav
	lab-barrier "played-$round"
	lab-barrier "checked-$round"
done
lab-barrier end
