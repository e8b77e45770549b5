#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# The DSP crashes 200 times: under a stream that plays, with another one that nobody
# closes, with none, or by not answering a message. Each time who plays gets an error
# at once, the next stream works, and nothing stays behind.
set -eu
. ./lib.sh

rounds=200
[ "$LAB_LANE" = virtual ] || rounds=60
# What the kernel itself may keep
max_growth_kb=512

dsp_runs() {
	[ "$(dsp_stat running)" = "$1" ]
}

dsp_crashed() {
	[ "$(dsp_stat crashed)" = 1 ]
}

crash() {
	echo 1 >$softdsp/crash
}

# playing DEVICE [N]: a player that plays, $player; N play then
playing() {
	aplay -q -D "$1" /tmp/long.wav 2>/tmp/player.log &
	player=$!
	wait_for 5 dsp_runs "${2:-1}"
}

# ended, whether or not somebody has waited for it
gone() {
	! grep -q '^State:.[^Z]' "/proc/$1/status"
}

# disconnected PID WHAT: it ends within a second, and not well
disconnected() {
	wait_for 1 gone "$1"
	! wait "$1" || fail "round $n: $2: its player noticed nothing"
}

under_a_stream() {
	playing "$media"
	crash
	disconnected $player "crash"
}

# One that is stopped can't close its PCM
beside_a_zombie() {
	playing "$media"
	kill -STOP $player
	crash
	dsp_crashed || fail "round $n: it does not crash"
	play "$phone" /tmp/short.wav
	kill -CONT $player
	disconnected $player "beside a zombie"
}

while_two_play() {
	playing "$media"
	first=$player
	playing "$phone" 2
	crash
	disconnected "$first" "first of two"
	disconnected $player "second of two"
}

between_streams() {
	play "$media" /tmp/short.wav
	[ "$(dsp_stat powered)" = 1 ] || fail "round $n: the DSP is off"
	crash
}

# Nobody opens a PCM: off after a while as ever, and with it the crash
asleep_with_it() {
	play "$media" /tmp/short.wav
	crash
	wait_for 10 dsp_suspended
	! dsp_crashed || fail "round $n: asleep and still crashed"
}

# SOF core waits three seconds for the answer, then it takes the DSP for dead
no_answer() {
	playing "$media"
	echo drop-reply >$softdsp/inject
	kill -INT $player
	wait $player || true
	wait_for 5 dsp_crashed
}

n=0
pcmgen --frames 4800 /tmp/short.wav
pcmgen --frames 2880000 /tmp/long.wav
play "$media" /tmp/short.wav
dsp_objects >/tmp/objects.start

while [ $n -lt $rounds ]; do
	case $((n % 20)) in
	5 | 15) beside_a_zombie ;;
	7 | 17) while_two_play ;;
	9 | 19) between_streams ;;
	11) asleep_with_it ;;
	13) no_answer ;;
	*) under_a_stream ;;
	esac
	play "$media" /tmp/short.wav
	dsp_objects >/tmp/objects.now
	diff /tmp/objects.start /tmp/objects.now >&2 || fail "round $n: the DSP has other objects"
	n=$((n + 1))
	[ $n != 40 ] || before=$(used_kb)
done
after=$(used_kb)
crashes=$(dsp_stat crashes)
lab-figure "crashes=$crashes"
lab-figure "growth_kb=$((after - before))"
[ "$crashes" = $rounds ] || fail "$rounds rounds, but $crashes crashes"
[ $((after - before)) -le $max_growth_kb ] ||
	fail "$((after - before)) KiB more in use than after 40 rounds"

# and what is played then is exact
pcmgen --seed 2 --bits 32 --frames 48000 /tmp/again.wav
record_start /out/again.wav
play "$media" /tmp/again.wav
record_stop
pcmcheck sum --json /out/again.json /out/again.wav /tmp/again.wav || fail "not exact any more"
rm /out/again.wav
wait_for 10 dsp_suspended
