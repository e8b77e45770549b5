#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# A stream started and stopped 50 times, every second time by killing its player,
# leaves DSP, DPCM and runtime PM as they were.
set -eu
. ./lib.sh

state=/sys/kernel/debug/asoc/sof-softdsp/Media/state

plays() {
	[ "$(dsp_stat running)" = 1 ]
}

# same WHEN: objects and DPCM state are those of the beginning
same() {
	dsp_objects >/tmp/objects.now
	diff /tmp/objects.start /tmp/objects.now >&2 || fail "$1: the DSP has other objects"
	diff /tmp/state.start $state >&2 || fail "$1: DPCM is not where it was"
}

pcmgen --frames 4800 /tmp/short.wav
pcmgen --frames 960000 /tmp/long.wav
play "$media" /tmp/short.wav
dsp_objects >/tmp/objects.start
cat $state >/tmp/state.start

for round in $(seq 25); do
	play "$media" /tmp/short.wav
	aplay -q -D "$media" /tmp/long.wav &
	wait_for 5 plays
	kill -KILL $!
	wait $! 2>/dev/null || true
done
same "after the last round"
lab-figure "starts=$((2 * round))"

wait_for 10 dsp_suspended
[ "$(dsp_stat powered)" = 0 ] || fail "suspended, but the DSP is on"
[ "$(dsp_stat rings)" = 0 ] || fail "suspended, but the DSP has host rings"
dsp_healthy

# and it comes back with its topology
pcmgen --seed 2 --bits 32 --frames 24000 /tmp/again.wav
record_start /out/again.wav
play "$media" /tmp/again.wav
record_stop
pcmcheck sum /out/again.wav /tmp/again.wav
same "after suspend"
rm /out/again.wav
