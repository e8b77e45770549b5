#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
# In turns: it plays, has played just now, or sleeps.
set -eu
. ./lib.sh
. ./rounds.sh

lab-barrier up
for round in $(seq $rounds); do
	make_signals "$round"
	player=
	case $((round % 3)) in
	1)
		aplay -q -D "$guest_pcm" -t raw -f S32_LE -r 48000 -c 2 /dev/zero \
			2>/tmp/player.log &
		player=$!
		sleep 0.3
		wait_for 10 pcm_runs "$guest_pcm" p
		;;
	2) play "$guest_pcm" /tmp/b.wav ;;
	0) wait_for 10 guest_asleep ;;
	esac
	lab-barrier "playing-$round"
	[ -z "$player" ] || ! wait "$player" || fail "round $round: b's player noticed nothing"
	lab-barrier "ended-$round"
	lab-barrier "again-$round"
	play "$guest_pcm" /tmp/b.wav
	lab-barrier "played-$round"
	lab-barrier "checked-$round"
done
lab-barrier end
