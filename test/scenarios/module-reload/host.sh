#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# snd-sof-softdsp and SOF core are unloaded and loaded ten times, asleep and awake;
# each time both cards come and go and no memory stays behind.
set -eu
. ./lib.sh

rounds=10
# What the kernel itself may keep (names, per-module bookkeeping).
max_growth_kb=512

cards_there() {
	[ -d "/proc/asound/$card" ] && [ -d "/proc/asound/$codec" ]
}

unload() {
	[ "$(sed -n 's/^snd_sof_softdsp [0-9]* \([0-9]*\) .*/\1/p' /proc/modules)" = 0 ] ||
		fail "round $n: the module is in use: $(grep snd_sof_softdsp /proc/modules)"
	modprobe -r snd-sof-softdsp || fail "round $n: can't unload"
	# not always taken along, depending on the order kmod tries
	! grep -q '^snd_sof_utils' /proc/modules || modprobe -r snd-sof-utils ||
		fail "round $n: can't unload SOF core"
	! grep -q '^snd_sof' /proc/modules || fail "round $n: SOF core stays loaded"
	! cards_there || fail "round $n: cards stay"
	[ ! -e /sys/kernel/debug/softdsp ] || fail "round $n: debugfs entries stay"
	[ ! -e /sys/kernel/debug/sof ] || fail "round $n: SOF's debugfs entries stay"
	! grep softdsp /proc/vmallocinfo || fail "round $n: memory of the module stays"
}

wait_for 10 cards_there
pcmgen --frames 9600 /tmp/short.wav

n=0
while [ $n -lt $rounds ]; do
	# a stream wakes the DSP if it sleeps
	play "$media" /tmp/short.wav
	dsp_objects >/tmp/objects
	[ $n != 0 ] || cp /tmp/objects /tmp/objects.first
	diff /tmp/objects.first /tmp/objects || fail "round $n: the DSP has other objects"
	if [ $((n % 2)) = 1 ]; then
		wait_for 10 dsp_suspended
	fi
	unload
	# the first rounds fill caches that the kernel keeps
	[ $n != 2 ] || before=$(used_kb)
	modprobe snd-sof-softdsp || fail "round $n: can't load"
	wait_for 10 cards_there
	n=$((n + 1))
done

unload
after=$(used_kb)
lab-figure "rounds=$rounds"
lab-figure "growth_kb=$((after - before))"
[ $((after - before)) -le $max_growth_kb ] ||
	fail "$((after - before)) KiB more in use than after the third round"
modprobe snd-sof-softdsp
wait_for 10 cards_there
