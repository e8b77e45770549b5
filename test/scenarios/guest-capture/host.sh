#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# What is played into the codec's microphone is what guest a records, bit for bit:
# several periods and buffers, then with the guest playing on both of its PCMs, a
# mono guest speaking and hearing, and the host recording the same at the same time.
set -eu
. ./lib.sh

pcmgen --seed 1 --bits 32 --frames 48000 --peak-db 0 /tmp/mic.wav
for period in 480 96 1024 6000; do
	lab-barrier "record-$period"
	lab-barrier "play-$period"
	play "hw:$codec,0" /tmp/mic.wav
done

pcmgen --seed 2 --bits 32 --frames 72000 --peak-db -1 /tmp/main.wav
pcmgen --seed 3 --bits 16 --frames 48000 --peak-db -1 /tmp/music.wav
pcmgen --seed 4 --bits 16 --frames 48000 --peak-db -6 /tmp/stereo.wav
sox /tmp/stereo.wav /tmp/voice.wav remix 1 1
lab-barrier record-duplex
record_start /out/codec.wav
capture_start "$media" S32_LE 2 48000 /out/host-mic.wav
lab-barrier play-duplex
play "hw:$codec,0" /tmp/mic.wav
lab-barrier end
capture_stop
record_stop
pcmcheck sum --min-together 20000 /out/codec.wav /tmp/main.wav /tmp/music.wav \
	/tmp/voice.wav
pcmcheck sum /out/host-mic.wav /tmp/mic.wav
dsp_healthy
