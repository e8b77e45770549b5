#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# Guest a is suspended and resumed 10 times, idle and under a stream, while guest b
# plays. The device forgets a each time and a builds its graph anew; what it plays
# then is exact, and so is b's stream all the while (P-9.1, P-9.2).
set -eu
. ./lib.sh
. ./signals.sh
go_slowly 4

set -- b=/tmp/b.wav
for i in $(seq $rounds); do
	set -- "$@" "$i=/tmp/$i.wav"
done
record_start /out/codec.wav
lab-barrier start
lab-barrier end
record_stop
pcmcheck sum --json /out/check.json /out/codec.wav "$@"
rm /out/codec.wav
dsp_healthy
lab-figure "rounds=$rounds"
wait_for 20 dsp_suspended
lab-barrier over
