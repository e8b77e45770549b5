#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# The driver of the host's card is unbound while a guest does all it can: sets up,
# plays, takes down; in most rounds just after the DSP has crashed, so that the guest
# is about to wake it. Each time the guest gets an answer, the card goes, comes back,
# and the next one plays.
set -eu
. ./lib.sh
rounds=12
driver=/sys/bus/platform/drivers/softdsp

cards_there() {
	[ -d "/proc/asound/$card" ] && [ -d "/proc/asound/$codec" ]
}

modprobe vhost-dsp
sofvctl guest add p --topology sof-virtio/sof-virtio-playback.tplg \
	--playback "Guest 1" --capture "Mic 1"
wait_for 20 dsp_suspended
dsp_objects >/out/before

for i in $(seq $rounds); do
	dspprobe storm p >/tmp/storm &
	probe_pid=$!
	wait_for 20 grep -q storm /tmp/storm
	sleep 0.$((i * 3 % 10))
	for _ in $(seq $((i % 3))); do
		# unless it is off, or dead still
		echo 1 >$softdsp/crash || true
		sleep 0.0$((i * 7 % 10))
	done
	echo softdsp >$driver/unbind
	wait $probe_pid || { cat /tmp/storm >&2; fail "round $i"; }
	! cards_there || fail "round $i: cards stay"
	lab-say "round $i: $(tail -n 1 /tmp/storm)"
	echo softdsp >$driver/bind
	wait_for 20 cards_there
	wait_for 20 sofvctl guest show p
done

pcmgen --seed 81 --bits 32 --frames 48000 --peak-db 0 /tmp/p.wav
record_start /out/codec.wav
dspprobe play p /tmp/p.wav
record_stop
pcmcheck sum --json /out/play.json /out/codec.wav p=/tmp/p.wav
rm /out/codec.wav
wait_for 20 dsp_suspended
dsp_objects >/out/after
diff /out/before /out/after >&2 || fail "the DSP has other objects than before"
modprobe -r vhost-dsp || fail "vhost-dsp is in use"
lab-figure "rounds=$rounds"
