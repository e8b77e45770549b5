#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# Music runs at any rate: at each, what the speaker gets is what sofdsp-run makes of
# the same file and topology without a kernel, sample for sample, and so is what is
# recorded. How good that is, unit tests measure; here it is that the kernel's way
# adds nothing and loses nothing.
set -eu
. ./lib.sh

music=hw:$card,2
mic=hw:$codec,0
tplg=/lib/firmware/sof-softdsp/sof-softdsp.tplg

offline() {
	sofdsp-run -t $tplg "$@" >/tmp/run.log 2>&1 || fail "sofdsp-run $*: $(tail -n 1 /tmp/run.log)"
}

# is_converted RECORDING RATE: it is the microphone at that rate. In which of ten
# milliseconds the stream started before the sound decides where the samples of the
# 44.1 kHz family lie between those of 48 kHz.
is_converted() {
	for ms in 0 1 2 3 4 5 6 7 8 9; do
		sox /tmp/mic.wav /tmp/later.wav pad 0.00$ms 0
		offline -c Music=/tmp/want.wav --params "Music=$2,," -i DAI0=/tmp/later.wav
		! pcmcheck sum "$1" /tmp/want.wav || return 0
	done
	return 1
}

pcmgen --seed 9 --bits 32 --frames 24000 --peak-db -3 /tmp/mic.wav

for rate in 8000 16000 32000 44100 48000 88200 96000 176400 192000; do
	# the file says the rate, the noise is the same; silence for the filters to end in
	pcmgen --seed 8 --bits 32 --frames $((rate / 2)) --peak-db -3 /tmp/48.wav
	sox -r $rate -c 2 -t s32 "|sox /tmp/48.wav -t s32 -" /tmp/$rate.wav pad 0 0.3

	offline -p Music=/tmp/$rate.wav -o DAI0=/tmp/want.wav
	record_start /out/speaker.wav
	play "$music" /tmp/$rate.wav
	record_stop
	pcmcheck sum /out/speaker.wav /tmp/want.wav || fail "playback at $rate Hz"

	capture_start "$music" S32_LE 2 $rate /out/recorded.wav
	play "$mic" /tmp/mic.wav
	sleep 0.1
	capture_stop
	is_converted /out/recorded.wav $rate || fail "capture at $rate Hz"
	lab-figure "rate_$rate=exact"
done
rm /out/speaker.wav /out/recorded.wav
dsp_healthy
