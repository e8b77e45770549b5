#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
set -eu
. ./lib.sh

music=hw:0,1

# record NAME SECONDS [OPTION...]
record() {
	rec_name=$1
	rec_s=$2
	shift 2
	arecord -q -D "$guest_pcm" -t wav -f S32_LE -r 48000 -c 2 -d "$rec_s" "$@" \
		"/tmp/$rec_name.wav" 2>"/tmp/$rec_name.log" ||
		fail "arecord: $(tail -n 1 "/tmp/$rec_name.log")"
	[ ! -s "/tmp/$rec_name.log" ] || fail "arecord: $(head -n 1 "/tmp/$rec_name.log")"
}

# check NAME FILE
check() {
	pcmcheck sum --json "/out/$1.json" "/tmp/$1.wav" "$2" || fail "$1"
	lab-figure "$1=exact"
}

pcmgen --seed 1 --bits 32 --frames 48000 --peak-db 0 /tmp/mic.wav
pcmgen --seed 2 --bits 32 --frames 72000 --peak-db -1 /tmp/main.wav
pcmgen --seed 3 --bits 16 --frames 48000 --peak-db -1 /tmp/music.wav

for case in "480 1920" "96 960" "1024 4096" "6000 24000"; do
	# shellcheck disable=SC2086
	set -- $case
	lab-barrier "record-$1"
	record "period-$1" 3 --period-size "$1" --buffer-size "$2" &
	rec_pid=$!
	sleep 0.3
	lab-barrier "play-$1"
	wait $rec_pid
	check "period-$1" /tmp/mic.wav
done

# everything at once
lab-barrier record-duplex
record duplex 4 &
rec_pid=$!
sleep 0.3
lab-barrier play-duplex
play "$guest_pcm" /tmp/main.wav &
main_pid=$!
sleep 0.2
play "$music" /tmp/music.wav
wait $main_pid
wait $rec_pid
check duplex /tmp/mic.wav
lab-barrier end
