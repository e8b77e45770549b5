# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# What is played, the same everywhere: nothing of more than 24 bits, as PipeWire
# works with those of a float. And what guests do with it.
# shellcheck shell=sh

pcmgen --seed 1 --bits 16 --frames 144000 --peak-db 0 /tmp/alone.wav
pcmgen --seed 2 --bits 24 --frames 144000 --peak-db -6 /tmp/main.wav
pcmgen --seed 3 --bits 16 --frames 120000 --peak-db -6 /tmp/music.wav
pcmgen --seed 4 --bits 16 --channels 1 --frames 120000 --peak-db -6 /tmp/voice.wav
pcmgen --seed 6 --bits 16 --frames 48000 --peak-db 0 /tmp/short.wav
pcmgen --seed 5 --bits 24 --frames 96000 --peak-db 0 /tmp/mic24.wav
sox /tmp/mic24.wav -b 32 /tmp/mic.wav

# at_db CONTROL DB
at_db() {
	[ "$(control_db 0 "$1")" = "$2" ]
}

# switch_is CONTROL on|off: on all its channels
switch_is() {
	amixer -c 0 cget "numid=$(control_id 0 "$1")" | grep -q "^  : values=$2\(,$2\)*$"
}

# listen CHANNELS: to the default source, until heard
listen() {
	as_user timeout 60 pw-record --channels "$1" --format s32 "/home/$user/heard.wav" &
	listen_pid=$!
	sleep 1
}

# heard FILE: the recording holds FILE, and silence around it
heard() {
	pkill -x pw-record
	wait $listen_pid || true
	cp "/home/$user/heard.wav" /out
	pcmcheck sum --json /out/heard.json /out/heard.wav "$1" || fail "heard"
	lab-figure "heard=exact"
}
