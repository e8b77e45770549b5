#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
# One stream at a time: a second one is refused, and the first plays on.
set -eu
. ./lib.sh

wait_for 60 test -e /proc/asound/card0/pcm1p
pcmgen --seed 6 --bits 32 --frames 96000 --peak-db -1 /tmp/a.wav
lab-barrier recording
play "$guest_pcm" /tmp/a.wav &
pid=$!
sleep 0.5
! aplay -q -D hw:0,1 -f S16_LE -r 48000 -c 2 -d 1 /dev/zero 2>/tmp/second ||
	fail "a second stream played in spite of the quota"
head -n 2 /tmp/second
wait $pid
[ "$(dmesg | grep -c "the host's quota for this guest is used up: no more streams")" = 1 ] ||
	fail "the log has no clear line: $(dmesg | tail -n 5)"
# and now that the first is over, it may
aplay -q -D hw:0,1 -f S16_LE -r 48000 -c 2 -d 1 /dev/zero
lab-barrier played
