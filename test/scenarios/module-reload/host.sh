#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# snd-sof-softdsp and SOF core are unloaded and loaded ten times, asleep and awake;
# each time both cards come and go and no memory stays behind.
set -eu
# shellcheck source=test/scenarios/lib/audio.sh
. ./audio.sh

rounds=10
# What the kernel itself may keep (names, per-module bookkeeping).
max_growth_kb=512

cards_there() {
	[ -d /proc/asound/$dsp_card ] && [ -d /proc/asound/$codec_card ]
}

suspended() {
	[ "$(cat $dsp_power/runtime_status)" = suspended ]
}

used_kb() {
	sync
	echo 3 >/proc/sys/vm/drop_caches
	awk '/^(SUnreclaim|VmallocUsed|Percpu):/ { n += $2 } END { print n }' /proc/meminfo
}

unload() {
	[ "$(sed -n 's/^snd_sof_softdsp [0-9]* \([0-9]*\) .*/\1/p' /proc/modules)" = 0 ] ||
		die "round $n: the module is in use: $(grep snd_sof_softdsp /proc/modules)"
	modprobe -r snd-sof-softdsp || die "round $n: can't unload"
	# not always taken along, depending on the order kmod tries
	! grep -q '^snd_sof_utils' /proc/modules || modprobe -r snd-sof-utils ||
		die "round $n: can't unload SOF core"
	! grep -q '^snd_sof' /proc/modules || die "round $n: SOF core stays loaded"
	! cards_there || die "round $n: cards stay"
	[ ! -e /sys/kernel/debug/softdsp ] || die "round $n: debugfs entries stay"
	[ ! -e /sys/kernel/debug/sof ] || die "round $n: SOF's debugfs entries stay"
	! grep softdsp /proc/vmallocinfo || die "round $n: memory of the module stays"
}

wait_for 10 cards_there || die "no cards"
wav_noise /tmp/short.wav 16 200

n=0
while [ $n -lt $rounds ]; do
	# a stream wakes the DSP if it sleeps
	aplay -q -D hw:$dsp_card,0 /tmp/short.wav
	dsp_holds >/tmp/holds
	[ $n != 0 ] || cp /tmp/holds /tmp/holds.first
	diff /tmp/holds.first /tmp/holds || die "round $n: the DSP holds other things"
	if [ $((n % 2)) = 1 ]; then
		wait_for 10 suspended || die "round $n: not suspended"
	fi
	unload
	# the first rounds fill caches that the kernel keeps
	[ $n != 2 ] || before=$(used_kb)
	modprobe snd-sof-softdsp || die "round $n: can't load"
	wait_for 10 cards_there || die "round $n: no cards"
	n=$((n + 1))
done

unload
after=$(used_kb)
lab-figure "rounds=$rounds"
lab-figure "growth_kb=$((after - before))"
[ $((after - before)) -le $max_growth_kb ] ||
	die "$((after - before)) KiB more in use than after the third round"
modprobe snd-sof-softdsp
wait_for 10 cards_there || die "no cards at the end"
