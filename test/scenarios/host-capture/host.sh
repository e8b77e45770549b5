#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# What is played into the codec's microphone is what the host records, bit for bit:
# from one PCM, from both at once, one of which comes and goes while the other
# records, and with both playing at the same time (full duplex).
set -eu
. ./lib.sh

mic=hw:$codec,0

# record NAME DEVICE SECONDS [OPTION...]: into /out/NAME.wav
record() {
	rec_name=$1
	rec_dev=$2
	rec_s=$3
	shift 3
	arecord -q -D "$rec_dev" -t wav -f S32_LE -r 48000 -c 2 -d "$rec_s" "$@" \
		"/out/$rec_name.wav" 2>"/tmp/$rec_name.log" ||
		fail "arecord -D $rec_dev: $(tail -n 1 "/tmp/$rec_name.log")"
	[ ! -s "/tmp/$rec_name.log" ] ||
		fail "arecord -D $rec_dev: $(head -n 1 "/tmp/$rec_name.log")"
}

# check NAME FILE...: the recording is the sum of the files
check() {
	name=$1
	shift
	pcmcheck sum --json "/out/$name.json" "/out/$name.wav" "$@" || fail "$name"
	rm "/out/$name.wav"
	lab-figure "$name=exact"
}

pcmgen --seed 1 --bits 32 --frames 96000 --peak-db 0 /tmp/mic.wav
pcmgen --seed 4 --bits 32 --frames 24000 --peak-db 0 /tmp/short.wav
pcmgen --seed 5 --bits 32 --frames 48000 --peak-db 0 /tmp/other.wav
pcmgen --seed 2 --bits 32 --frames 96000 --peak-db 0 /tmp/media.wav
pcmgen --seed 3 --bits 16 --frames 48000 --peak-db -3 /tmp/phone.wav

# one
record one "$media" 3 &
sleep 0.3
play "$mic" /tmp/mic.wav
wait $!
check one /tmp/mic.wav

# both at once, with other periods; the second one comes, goes, and comes again
record both-media "$media" 5 --period-size=1024 --buffer-size=4096 &
media_pid=$!
sleep 0.2
record both-first "$phone" 1 --period-size=480 --buffer-size=2400 &
phone_pid=$!
sleep 0.2
play "$mic" /tmp/short.wav
wait $phone_pid
record both-again "$phone" 2 --period-size=96 --buffer-size=960 -M &
phone_pid=$!
sleep 0.2
play "$mic" /tmp/other.wav
wait $phone_pid
wait $media_pid
check both-media /tmp/short.wav /tmp/other.wav
check both-first /tmp/short.wav
check both-again /tmp/other.wav

# full duplex
record_start /out/duplex-speaker.wav
record duplex-media "$media" 4 &
media_pid=$!
record duplex-phone "$phone" 4 &
phone_pid=$!
sleep 0.2
play "$mic" /tmp/mic.wav &
mic_pid=$!
play "$media" /tmp/media.wav &
play_pid=$!
sleep 0.4
play "$phone" /tmp/phone.wav
wait $mic_pid
wait $play_pid
wait $media_pid
wait $phone_pid
record_stop
check duplex-media /tmp/mic.wav
check duplex-phone /tmp/mic.wav
check duplex-speaker /tmp/media.wav /tmp/phone.wav

wait_for 10 dsp_suspended
dsp_healthy
