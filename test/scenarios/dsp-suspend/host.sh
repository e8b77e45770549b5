#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# The DSP loses its contents 200 times: 100 times by runtime suspend between two
# streams, 100 times by suspend of the whole machine while streams play and the codec
# records. Streams go on afterwards, what is played is exact, nothing stays behind.
set -eu
. ./lib.sh

rounds=100
[ "$LAB_LANE" = virtual ] || rounds=30
# What the kernel itself may keep
max_growth_kb=512
power=/sys/devices/platform/softdsp/power

two_run() {
	[ "$(dsp_stat running)" = 2 ]
}

none_runs() {
	[ "$(dsp_stat running)" = 0 ]
}

alive() {
	kill -0 "$1" 2>/dev/null || fail "round $n: $2 has ended: $(tail -n 1 "$3")"
}

pcmgen --frames 4800 /tmp/short.wav
pcmgen --seed 2 --bits 32 --frames 28800000 --peak-db -20 /tmp/long.wav
play "$media" /tmp/short.wav
dsp_objects >/tmp/objects.start

same() {
	dsp_objects >/tmp/objects.now
	diff /tmp/objects.start /tmp/objects.now >&2 || fail "round $n: the DSP has other objects"
}

# no_growth WHAT: since round 20
no_growth() {
	growth=$(($(used_kb) - before))
	lab-figure "$1_growth_kb=$growth"
	[ $growth -le $max_growth_kb ] || fail "$1: $growth KiB more in use than after 20 rounds"
}

# Runtime: at once when the last stream is closed
boots=$(dsp_stat boots)
echo 10 >$power/autosuspend_delay_ms
n=0
while [ $n -lt $rounds ]; do
	play "$media" /tmp/short.wav
	wait_for 5 dsp_suspended
	[ "$(dsp_stat components)" = 0 ] || fail "round $n: suspended, and has components"
	n=$((n + 1))
	[ $n != 20 ] || before=$(used_kb)
done
no_growth runtime
boots=$(($(dsp_stat boots) - boots))
lab-figure "runtime_boots=$boots"
[ "$boots" -ge $((rounds - 1)) ] || fail "$rounds rounds, but $boots boots"
echo 2000 >$power/autosuspend_delay_ms
play "$media" /tmp/short.wav
same

# The machine: devices are suspended and resumed, the processors stay on
echo 0 >/sys/module/suspend/parameters/pm_test_delay
echo devices >/sys/power/pm_test
aplay -D "$media" /tmp/long.wav 2>/tmp/media.log &
media_pid=$!
aplay -D "$phone" /tmp/long.wav 2>/tmp/phone.log &
phone_pid=$!
arecord -q -D "hw:$codec" -f S32_LE -r 48000 -c 2 /dev/null 2>/tmp/codec.log &
codec_pid=$!
wait_for 5 two_run
boots=$(dsp_stat boots)
n=0
while [ $n -lt $rounds ]; do
	echo freeze >/sys/power/state
	wait_for 5 two_run
	alive $media_pid "the player of Media" /tmp/media.log
	alive $phone_pid "the player of Phone" /tmp/phone.log
	alive $codec_pid "the recorder of the codec" /tmp/codec.log
	sleep 0.1
	n=$((n + 1))
	[ $n != 20 ] || before=$(used_kb)
done
no_growth system
boots=$(($(dsp_stat boots) - boots))
lab-figure "system_boots=$boots"
[ "$boots" = $rounds ] || fail "$rounds rounds, but $boots boots"
kill -INT $media_pid $phone_pid $codec_pid
wait $media_pid $phone_pid $codec_pid || true
wait_for 5 none_runs
same

# Asleep already when the machine goes to sleep
wait_for 10 dsp_suspended
echo freeze >/sys/power/state

pcmgen --seed 3 --bits 32 --frames 48000 /tmp/again.wav
record_start /out/again.wav
play "$media" /tmp/again.wav
record_stop
pcmcheck sum --json /out/again.json /out/again.wav /tmp/again.wav || fail "not exact any more"
rm /out/again.wav
same
