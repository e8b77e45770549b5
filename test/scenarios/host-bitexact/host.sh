#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# What the host plays is what the speaker gets, bit for bit: S16, S24 and S32, through
# host copier, volume, mixer and master volume at 0 dB; two at once: their sum.
set -eu
# shellcheck source=test/scenarios/lib/audio.sh
. ./audio.sh

# check NAME FILE...: the recording is the sum of the files
check() {
	name=$1
	shift
	pcmcheck "/out/$name.wav" "$@" >"/out/$name.json" ||
		die "$name: $(tr -d '\n' <"/out/$name.json")"
	lab-figure "$name=exact"
}

# 24 bits are three bytes in a file and four in the card: plughw moves them
for bits in 16 24 32; do
	wav_noise /tmp/$bits.wav $bits 3000
	record_start /out/s$bits.wav
	aplay -q -D plughw:$dsp_card,0 /tmp/$bits.wav &
	wait_for 5 grep -q "^format: S$bits" /proc/asound/$dsp_card/pcm0p/sub0/hw_params ||
		die "$bits bits are not played as such"
	wait $!
	record_stop
	check s$bits /tmp/$bits.wav
done

# written straight into the ring
record_start /out/mmap.wav
aplay -q -M -D hw:$dsp_card,0 /tmp/16.wav
record_stop
check mmap /tmp/16.wav

# the last period of a file is filled up with silence
wav_noise /tmp/odd.wav 16 1001
record_start /out/odd.wav
aplay -q -D hw:$dsp_card,1 /tmp/odd.wav
record_stop
check odd /tmp/odd.wav

record_start /out/sum.wav
aplay -q -D hw:$dsp_card,0 /tmp/16.wav &
sleep 0.5
aplay -q -D hw:$dsp_card,1 /tmp/32.wav
wait $!
record_stop
check sum /tmp/16.wav /tmp/32.wav

amixer -q -c $dsp_card sset Media 54
record_start /out/minus6.wav
aplay -q -D hw:$dsp_card,0 /tmp/16.wav &
sleep 0.5
aplay -q -D hw:$dsp_card,1 /tmp/32.wav
wait $!
record_stop
amixer -q -c $dsp_card sset Media 60
check minus6 /tmp/16.wav@-6 /tmp/32.wav
rm /out/*.wav

lab-figure "late_ticks=$(dsp_stat late_ticks)"
[ "$(dsp_stat xruns)" = 0 ] || die "$(dsp_stat xruns) underruns at the DAI"
[ "$(dsp_stat message_errors)" = 0 ] || die "the DSP refused messages of SOF core"
