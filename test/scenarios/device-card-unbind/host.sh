#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# The driver of the sound card is unbound under a guest, alone: the SOF device and the
# DSP stay. The guest plays, sets up and takes down, or has nothing there, and gets an
# answer; or it plays from memory that its VMM holds back, which holds up nobody. The
# card comes back, and the next one plays.
set -eu
. ./lib.sh
rounds=8
driver=/sys/bus/platform/drivers/softdsp-machine
device=softdsp-machine.0

card_there() {
	[ -d "/proc/asound/$card" ]
}

modprobe vhost-dsp
sofvctl guest add p --topology sof-virtio/sof-virtio-playback.tplg \
	--playback "Guest 1" --capture "Mic 1"
wait_for 20 dsp_suspended
dsp_objects >/out/before

for i in $(seq $rounds); do
	die=
	case $((i % 4)) in
	0) what=idle ready=idle ;;
	1) what=hold ready=playing die=yes ;;
	2) what=storm ready=storm ;;
	3) what=stall ready=stalled die=yes ;;
	esac
	dspprobe $what p >/tmp/probe &
	probe_pid=$!
	wait_for 20 grep -q $ready /tmp/probe
	sleep 0.$((i * 3 % 10))
	echo "$device" >$driver/unbind
	! card_there || fail "round $i: the card stays"
	[ -z "$die" ] || kill -KILL $probe_pid
	wait $probe_pid || [ -n "$die" ] || { cat /tmp/probe >&2; fail "round $i"; }
	lab-say "round $i: $what, $(tail -n 1 /tmp/probe)"
	# SOF core left its graph there, and can't load it again beside itself
	wait_for 20 dsp_suspended
	echo "$device" >$driver/bind
	wait_for 20 card_there
done

pcmgen --seed 82 --bits 32 --frames 48000 --peak-db 0 /tmp/p.wav
record_start /out/codec.wav
dspprobe play p /tmp/p.wav
record_stop
pcmcheck sum --json /out/play.json /out/codec.wav p=/tmp/p.wav
rm /out/codec.wav
dsp_healthy
wait_for 20 dsp_suspended
dsp_objects >/out/after
diff /out/before /out/after >&2 || fail "the DSP has other objects than before"
modprobe -r vhost-dsp || fail "vhost-dsp is in use"
lab-figure "rounds=$rounds"
