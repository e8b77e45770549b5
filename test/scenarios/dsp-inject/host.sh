#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# What may happen at any moment happens while streams play: positions out of turn,
# xruns told, a DSP that is held up, nonsense messages, a clock that runs faster,
# slower, and changes. What the speaker gets stays exact.
set -eu
. ./lib.sh

scale=/sys/module/snd_sof_softdsp/parameters/clock_scale

dsp_runs() {
	[ "$(dsp_stat running)" -gt 0 ]
}

inject() {
	echo "$*" >$softdsp/inject || fail "inject $*"
}

# ms: time of the DSP's clock
ms() {
	awk '{ printf "%d\n", $1 * 1000 }' /proc/uptime
}

# during NAME CMD...: CMD while the noise plays; the recording is exact
during() {
	name=$1
	shift
	record_start "/out/$name.wav"
	begin=$(ms)
	aplay -q -D "$media" /tmp/noise.wav &
	player=$!
	wait_for 5 dsp_runs
	"$@"
	wait $player || fail "$name: aplay"
	took_ms=$(($(ms) - begin))
	record_stop
	pcmcheck sum --json "/out/$name.json" "/out/$name.wav" /tmp/noise.wav || fail "$name"
	rm "/out/$name.wav"
	lab-figure "$name=exact"
}

positions() {
	for i in $(seq 30); do
		inject position pcm0p
		sleep 0.01
	done
}

xruns() {
	for i in $(seq 10); do
		inject xrun pcm0p
		sleep 0.02
	done
}

held_up() {
	for ticks in 1 7 50 200; do
		inject late $ticks
		sleep 0.3
	done
}

# too short, too long, a reply, a class that isn't, streams that aren't
nonsense() {
	for msg in 00 04000000 ffffffff00000000 0800000000000010 08000000000000f0 \
		080000000f270a60 080000000f270960 08000000ff00ff60; do
		inject msg $msg
		sleep 0.02
	done
}

changing() {
	for s in 250 1000 3000 100 1000; do
		echo $s >$scale
		sleep 0.2
	done
}

pcmgen --seed 5 --bits 32 --frames 96000 --peak-db 0 /tmp/noise.wav
during nothing true
usual_ms=$took_ms

during positions positions
during xruns xruns
during held-up held_up
[ "$(dsp_stat late_ticks)" -ge 254 ] || fail "late_ticks $(dsp_stat late_ticks)"
[ "$(dsp_stat skipped_ticks)" = 0 ] || fail "held up, the DSP gave ticks up"
during nonsense nonsense
[ "$(dsp_stat injected)" = 38 ] || fail "injected $(dsp_stat injected) messages"

# Two seconds of sound in one, and in four
echo 500 >$scale
during clock-500 true
lab-figure "clock_500_ms=$took_ms"
[ $((took_ms - usual_ms + 1000)) -le 50 ] && [ $((took_ms - usual_ms + 1000)) -ge -50 ] ||
	fail "two seconds took $took_ms ms at twice the speed, $usual_ms ms at the usual one"
echo 2000 >$scale
during clock-2000 true
lab-figure "clock_2000_ms=$took_ms"
[ $((took_ms - usual_ms - 2000)) -le 100 ] && [ $((took_ms - usual_ms - 2000)) -ge -100 ] ||
	fail "two seconds took $took_ms ms at half the speed, $usual_ms ms at the usual one"
echo 1000 >$scale
during clock-changing changing

# Refused, each with an error
for line in "" nothing "late" "late 99999" "xrun" "xrun pcm99p" "xrun pcm0x" "position" \
	"msg" "msg 1" "msg xx" "drop-reply now"; do
	! echo "$line" >$softdsp/inject 2>/dev/null || fail "'$line' was injected"
done
for s in 0 99 100001 fast; do
	! echo $s >$scale 2>/dev/null || fail "clock_scale $s was taken"
done
[ "$(cat $scale)" = 1000 ] || fail "clock_scale is $(cat $scale)"

wait_for 10 dsp_suspended
for line in "msg 08000000" "position pcm0p" "xrun pcm0p" "drop-reply"; do
	! echo "$line" >$softdsp/inject 2>/dev/null || fail "'$line' was injected while the DSP slept"
done
! echo 1 >$softdsp/crash 2>/dev/null || fail "the DSP crashed in its sleep"
[ "$(dsp_stat xruns)" = 0 ] || fail "DSP: xruns $(dsp_stat xruns)"
