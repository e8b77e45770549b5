#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
set -eu
. ./lib.sh

pcmgen --seed 98 --bits 32 --frames 48000 /tmp/b.wav
if [ "$LAB_LIFE" = 2 ]; then
	lab-barrier back
	play "$guest_pcm" /tmp/b.wav
	lab-barrier back-played
	exit 0
fi

lab-barrier both
play "$guest_pcm" /tmp/b.wav
lab-barrier both-played
lab-barrier gone
aplay -q -D "$guest_pcm" -t raw -f S32_LE -r 48000 -c 2 /dev/zero 2>/tmp/player.log &
player=$!
sleep 0.2
kill -0 $player || fail "$(cat /tmp/player.log)"
lab-barrier gone-plays
wait_for 2 grep -q . /tmp/player.log
! wait $player || fail "the player noticed nothing"
lab-say "player: $(head -n 1 /tmp/player.log)"
refused "No such device" aplay -q -D "$guest_pcm" /tmp/b.wav
dmesg | grep -F "no sound: the host's sound card is gone" || fail "dmesg doesn't say why"
lab-barrier gone-told
lab-barrier gone-played
sleep 600	# killed
