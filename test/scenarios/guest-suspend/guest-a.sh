#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
# Devices are suspended and resumed, the processor stays on.
set -eu
. ./lib.sh
. ./signals.sh
go_slowly 4

runs() {
	grep -q "^state: RUNNING" /proc/asound/card0/pcm0p/sub0/status
}

suspend() {
	echo freeze >/sys/power/state || {
		dmesg | tail -n 5 >&2
		fail "round $i: this machine can't sleep"
	}
}

under_a_stream() {
	# shellcheck disable=SC2086
	aplay -q -D "$guest_pcm" $pcm_options -t raw -f S32_LE -r 48000 -c 2 /dev/zero 2>/tmp/player.log &
	player=$!
	wait_for 5 runs
	suspend
	wait_for 5 runs
	kill -INT $player
	wait $player || true
	! grep -v Aborted /tmp/player.log >&2 || fail "round $i: the player complains"
}

paused() {
	grep -q "^state: PAUSED" /proc/asound/card0/pcm0p/sub0/status
}

# under_a_pause: ASoC stops streams that run, of others nobody tells SOF core
under_a_pause() {
	rm -f /tmp/keys
	mkfifo /tmp/keys
	script -qec "aplay -q -i -D $guest_pcm $pcm_options -t raw -f S32_LE -r 48000 -c 2 /dev/zero" \
		/dev/null </tmp/keys >/dev/null &
	exec 3>/tmp/keys
	wait_for 5 runs
	sleep 0.3
	printf ' ' >&3
	wait_for 5 paused
	suspend
	! paused || fail "round $i: still paused"
	pkill -KILL -x aplay
	wait || true
	exec 3>&-
}

echo 0 >/sys/module/suspend/parameters/pm_test_delay
echo devices >/sys/power/pm_test
rebuilds() {
	cat /sys/kernel/debug/snd_sof_virtio.*/rebuilds
}

lab-barrier start
sleep 1
# in real time the DSP may have slept until b played, and lost a's graph
[ "$LAB_LANE" = virtual ] ||
	play "$guest_pcm" /dev/zero -t raw -f S16_LE -r 48000 -c 2 -s 4800
first=$(rebuilds)
for i in $(seq $rounds); do
	case $((i % 6)) in
	0 | 3) suspend ;;
	1) under_a_stream ;;
	4) under_a_pause ;;
	*)
		wait_for 10 guest_asleep
		suspend
		guest_asleep || fail "round $i: woke up for nothing"
		;;
	esac
	play "$guest_pcm" "/tmp/$i.wav"
	lab-say "round $i of $rounds at $(cut -d' ' -f1 /proc/uptime) s"
done
again=$(($(rebuilds) - first))
[ $again = $rounds ] || fail "$rounds rounds, but the graph was sent again $again times"
lab-barrier end
lab-barrier over
