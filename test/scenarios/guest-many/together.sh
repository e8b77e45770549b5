# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# All play and record all they have, for a second and a half.
# shellcheck shell=sh disable=SC2154

together_file() { # STREAM
	noise "$1" 0 72000 "/tmp/$1.wav" -7
}

# record_all: all that LAB_NAME can record, for longer than anybody plays
record_all() {
	record_pids=
	for stream in $(streams_of "$LAB_NAME" c); do
		# shellcheck disable=SC2086
		arecord -q -D "$(pcm_of "$stream")" $pcm_options -t wav -f S32_LE -r 48000 \
			-c "$(channels_of "$stream")" -d 3 \
			"/tmp/$stream-mic.wav" 2>"/tmp/$stream-mic.log" &
		record_pids="$record_pids $!"
	done
	sleep 0.4
	for stream in $(streams_of "$LAB_NAME" c); do
		wait_for 10 pcm_runs "$(pcm_of "$stream")" c
	done
}

# play_all: all that LAB_NAME can play, begun one after the other
play_all() {
	play_pids=
	for stream in $(streams_of "$LAB_NAME" p); do
		sleep "0.0$(number_of "$stream")"
		play "$(pcm_of "$stream")" "/tmp/$stream.wav" &
		play_pids="$play_pids $!"
	done
}

# together: CMD is what the host does besides
together() {
	for stream in $(streams_of "$LAB_NAME" p); do
		together_file "$stream"
	done
	noise mic 0 72000 /tmp/mic.wav 0
	lab-barrier together
	record_all
	lab-barrier together-recording
	play_all
	"$@"
	# shellcheck disable=SC2086
	ended playing $play_pids
	# shellcheck disable=SC2086
	ended recording $record_pids
	lab-barrier together-over
	for stream in $(streams_of "$LAB_NAME" c); do
		[ ! -s "/tmp/$stream-mic.log" ] ||
			fail "$stream: arecord: $(head -n 1 "/tmp/$stream-mic.log")"
		heard_by "$stream" /tmp/mic.wav
		pcmcheck sum "/tmp/$stream-mic.wav" /tmp/heard.wav || fail "what $stream heard"
	done
}
