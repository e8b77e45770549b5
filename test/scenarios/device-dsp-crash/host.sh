#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# The DSP crashes under a guest's stream: the guest is told, gets nothing more until
# it asks, which starts the DSP anew, and plays again. In odd rounds the host plays
# first, which does the same. dspprobe.c says which statements of doc/protocol.md it
# checks.
set -eu
. ./lib.sh
rounds=5

modprobe vhost-dsp
sofvctl guest add p --topology sof-virtio/sof-virtio-playback.tplg \
	--playback "Guest 1" --capture "Mic 1"
pcmgen --seed 71 --bits 32 --frames 4800 /tmp/short.wav
wait_for 20 dsp_suspended
dsp_objects >/out/before

for i in $(seq $rounds); do
	dspprobe lost p >/tmp/lost &
	probe_pid=$!
	wait_for 10 grep -q playing /tmp/lost
	sleep 0.1
	echo 1 >$softdsp/crash
	[ $((i % 2)) = 0 ] || play "$media" /tmp/short.wav
	wait $probe_pid || { cat /tmp/lost >&2; fail "round $i"; }
	lab-say "round $i: $(grep -c '^ok' /tmp/lost) checks hold"
done
wait_for 20 dsp_suspended
# each round asks for what is lost, and tries to start it
refused=$(sofvctl guest show p --json | sed -n 's/^ *"dsp_lost": *\([0-9]*\),$/\1/p')
[ "$refused" = $((2 * rounds)) ] || fail "refused '$refused' times for a lost DSP"
dsp_objects >/out/after
diff /out/before /out/after >&2 || fail "the DSP has other objects than before"
lab-figure "crashes=$rounds"
