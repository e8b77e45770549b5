#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
set -eu
. ./lib.sh

go_slowly 4
for access in "" mmap; do
	lab-barrier "main-$access"
	lab-barrier "over-$access"
done

pcmgen --seed 3 --bits 32 --frames 96000 --peak-db 0 /tmp/b.wav
lab-barrier beside
play hw:0,0 /tmp/b.wav
lab-barrier beside-over

pcmgen --seed 4 --bits 32 --frames 24000 --peak-db 0 /tmp/one.wav
pcmgen --seed 5 --bits 32 --frames 24000 --peak-db 0 /tmp/two.wav
# shellcheck disable=SC2086
arecord -q -D hw:0,0 $pcm_options -t wav -f S32_LE -r 48000 -c 2 -d 5 /tmp/rec.wav 2>/tmp/rec.log &
rec_pid=$!
sleep 0.3
wait_for 10 recording $rec_pid hw:0,0
for point in record pause release; do
	lab-barrier $point
done
wait $rec_pid || fail "arecord: $(tail -n 1 /tmp/rec.log)"
[ ! -s /tmp/rec.log ] || fail "arecord: $(head -n 1 /tmp/rec.log)"
pcmcheck sum /tmp/rec.wav /tmp/one.wav /tmp/two.wav || fail "recording"
lab-barrier record-over

for point in paused kill again end; do
	lab-barrier $point
done
