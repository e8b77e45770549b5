#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
# Guest a unloads and loads its driver 10 times and plays each time; when it has
# ended, the host does the same with the backend.
set -eu
. ./lib.sh
rounds=10

set --
for i in $(seq $rounds); do
	pcmgen --seed $((200 + i)) --frames 4800 "/tmp/$i.wav"
	set -- "$@" "$i=/tmp/$i.wav"
done
lab-barrier awake
dsp_objects >/out/before
record_start /out/codec.wav
lab-barrier start
lab-barrier end
record_stop
pcmcheck sum --json /out/check.json /out/codec.wav "$@"
dsp_healthy
dsp_objects >/out/after
diff /out/before /out/after >&2 || fail "the DSP has other objects than before"
lab-barrier checked

# awake_objects FILE: a DSP that slept meanwhile has nothing, so it is woken
awake_objects() {
	play "$media" /dev/zero -t raw -f S16_LE -r 48000 -c 2 -s 4800
	dsp_objects >"$1"
}

wait_for 30 no_guest_runs
awake_objects /out/gone
for i in $(seq $rounds); do
	modprobe -r vhost-dsp
	modprobe vhost-dsp
	sofvctl guest add "r$i" --topology sof-virtio/sof-virtio-playback.tplg \
		--playback "Guest 1"
	[ "$(guest_names)" = "r$i" ] || fail "round $i: guests are '$(guest_names)'"
done
modprobe -r vhost-dsp
awake_objects /out/unloaded
diff /out/gone /out/unloaded >&2 || fail "unloading vhost-dsp left something on the DSP"
modprobe vhost-dsp
lab-figure "rounds=$rounds"
