#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# What the host plays is what the speaker gets, bit for bit: S16, S24 and S32, through
# host copier, volume, mixer and master volume at 0 dB; two at once: their sum.
set -eu
. ./lib.sh

# check NAME FILE...: the recording is the sum of the files
check() {
	name=$1
	shift
	pcmcheck sum --json "/out/$name.json" "/out/$name.wav" "$@" || fail "$name"
	rm "/out/$name.wav"
	lab-figure "$name=exact"
}

# both DEVICE FILE DEVICE FILE: the second begins while the first plays
both() {
	play "$1" "$2" &
	sleep 0.5
	play "$3" "$4"
	wait $!
}

# 24 bits are three bytes in a file and four in the card: plughw moves them
for bits in 16 24 32; do
	pcmgen --seed $bits --bits $bits --frames 144000 --peak-db 0 /tmp/$bits.wav
	record_start /out/s$bits.wav
	play "plug$media" /tmp/$bits.wav &
	wait_for 5 grep -q "^format: S$bits" "/proc/asound/$card/pcm0p/sub0/hw_params"
	wait $!
	record_stop
	check s$bits /tmp/$bits.wav
done

# written straight into the ring
record_start /out/mmap.wav
play "$media" /tmp/16.wav -M
record_stop
check mmap /tmp/16.wav

# the last period of a file is filled up with silence
pcmgen --seed 7 --frames 48048 --peak-db 0 /tmp/odd.wav
record_start /out/odd.wav
play "$phone" /tmp/odd.wav
record_stop
check odd /tmp/odd.wav

record_start /out/sum.wav
both "$media" /tmp/16.wav "$phone" /tmp/32.wav
record_stop
check sum /tmp/16.wav /tmp/32.wav

control_set $card "Media Playback Volume" 54
record_start /out/minus6.wav
both "$media" /tmp/16.wav "$phone" /tmp/32.wav
record_stop
control_set $card "Media Playback Volume" 60
check minus6 /tmp/16.wav@-6 /tmp/32.wav

lab-figure "late_ticks=$(dsp_stat late_ticks)"
dsp_healthy
