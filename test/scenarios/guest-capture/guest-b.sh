#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
# The mono voice: hears the left channel, and is heard on both.
set -eu
. ./lib.sh

for n in 480 96 1024 6000; do
	lab-barrier "record-$n"
	lab-barrier "play-$n"
done

pcmgen --seed 1 --bits 32 --frames 48000 --peak-db 0 /tmp/mic.wav
sox /tmp/mic.wav /tmp/left.wav remix 1
pcmgen --seed 4 --bits 16 --frames 48000 --peak-db -6 /tmp/stereo.wav
# the compressor holds back 6 ms, which a stop would cut off
sox /tmp/stereo.wav /tmp/voice.wav remix 1 pad 0 0.02

lab-barrier record-duplex
arecord -q -D "$guest_pcm" -t wav -f S32_LE -r 48000 -c 1 -d 4 /tmp/heard.wav \
	2>/tmp/heard.log &
rec_pid=$!
sleep 0.3
lab-barrier play-duplex
sleep 0.1
play "$guest_pcm" /tmp/voice.wav
wait $rec_pid || fail "arecord: $(tail -n 1 /tmp/heard.log)"
[ ! -s /tmp/heard.log ] || fail "arecord: $(head -n 1 /tmp/heard.log)"
pcmcheck sum /tmp/heard.wav /tmp/left.wav || fail "heard"
lab-figure "heard=exact"
lab-barrier end
