# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# Guest a dies in mid-stream, again and again, in the way of the scenario; guest b
# plays and records all the while and must not notice. Guest a plays silence into the
# mixer that b plays into, and noise to the rear DAI, and records.
#
# In virtual time b plays a sound to its end. In real time nobody knows how long the
# rounds take, so b's streams are cut off after the last.
# shellcheck shell=sh disable=SC2034,SC2154

. ./ways.sh	# rounds, b_seconds
pcm_options="--buffer-size 24000"
pace=0.5		# time for the host to see what a guest does by itself
cut=			# for pcmcheck: "~" if b's streams are cut off
least_frames=1
if [ "$LAB_LANE" != virtual ]; then
	rounds=4
	pace=4
	b_seconds=60	# of a slow clock, see death-setup.sh
	pcm_options="-N --period-size 960 --buffer-size 48000"
	cut="~"
	least_frames=96000
fi
mic_seed=1
b_seed=2
a_streams=3

# --- guest a

# a_streams_start: silence and noise out, sound in
a_streams_start() {
	# shellcheck disable=SC2086
	aplay -q -D hw:0,0 $pcm_options -t raw -f S16_LE -r 48000 -c 2 /dev/zero 2>/tmp/main.log &
	a_main=$!
	# shellcheck disable=SC2086
	aplay -q -D hw:0,1 $pcm_options -t raw -f S16_LE -r 48000 -c 2 /dev/urandom 2>/tmp/music.log &
	a_music=$!
	# shellcheck disable=SC2086
	arecord -q -D hw:0,0 $pcm_options -t raw -f S32_LE -r 48000 -c 2 /dev/null 2>/tmp/mic.log &
	a_mic=$!
}

a_streams_run() {
	for pid in $a_main $a_music $a_mic; do
		kill -0 "$pid" 2>/dev/null ||
			fail "a stream of guest a ended: $(cat /tmp/main.log /tmp/music.log /tmp/mic.log)"
	done
}

# a_streams_end: the device is gone, so they end by themselves
a_streams_end() {
	for pid in $a_main $a_music $a_mic; do
		wait_for 10 sh -c "! kill -0 $pid"
		wait "$pid" && fail "a stream of guest a ended as if nothing was wrong"
	done
	true
}

a_card_is_up() {
	wait_for 20 test -e /proc/asound/card0/pcm1p
	wait_for 20 test -e /dev/snd/pcmC0D1p
}

# a_over: the streams of the last life run to the end
a_over() {
	lab-barrier over
	a_streams_run
	kill $a_main $a_music $a_mic
	wait
}

# --- guest b

b_lives() {
	pcmgen --seed $b_seed --frames $((48000 * b_seconds)) --peak-db -1 /tmp/b.wav
	pcmgen --seed $mic_seed --frames $((48000 * (b_seconds - 2))) --peak-db 0 /tmp/mic.wav
	# shellcheck disable=SC2086
	arecord -q -D hw:0,0 $pcm_options -t wav -f S16_LE -r 48000 -c 2 -d $((b_seconds + 2)) \
		/tmp/b-mic.wav 2>/out/arecord.log &
	mic_pid=$!
	wait_for 20 pcm_runs hw:0,0 c
	lab-barrier start
	if [ -z "$cut" ]; then
		play hw:0,0 /tmp/b.wav
		wait $mic_pid
		lab-barrier over
	else
		b_is_cut_off
	fi
	[ ! -s /out/arecord.log ] || fail "arecord: $(head -n 1 /out/arecord.log)"
	pcmcheck sum --min-together $least_frames /tmp/b-mic.wav "/tmp/mic.wav$cut"
	lab-figure "recording=exact"
}

b_is_cut_off() {
	# shellcheck disable=SC2086
	aplay -q -D hw:0,0 $pcm_options /tmp/b.wav 2>/out/aplay.log &
	play_pid=$!
	lab-barrier over
	# aplay may complain of SIGTERM
	kill -KILL $play_pid && kill -TERM $mic_pid ||
		fail "a stream of guest b ended before"
	wait $play_pid $mic_pid || true
	[ ! -s /out/aplay.log ] || fail "aplay: $(head -n 1 /out/aplay.log)"
}

# --- host

a_has() { # STREAMS
	[ "$(guest_objects a | sed -n 's/^streams //p')" = "$1" ]
}

b_has() { # STREAMS
	[ "$(guest_objects b | sed -n 's/^streams //p')" = "$1" ]
}

a_is_gone() {
	[ "$(guest_objects a | tr -d '\n')" = "components 0pipelines 0streams 0" ]
}

# a_left_nothing ROUND: neither on the DSP nor in the host's ALSA
a_left_nothing() {
	dsp_objects >/tmp/left
	if [ "$1" = 1 ]; then
		cp /tmp/left /out/without-a
		for what in components pipelines; do
			of_a=$(sed -n "s/^$what //p" /out/a-whole)
			[ "$of_a" -gt 0 ] || fail "guest a had no $what"
			[ "$(sed -n "s/^$what //p" /tmp/left)" = \
			  $(($(sed -n "s/^$what //p" /out/with-a) - of_a)) ] ||
				fail "$what: $(grep "$what" /out/with-a) with the $of_a of a, $(grep "$what" /tmp/left) without"
		done
	else
		diff /out/without-a /tmp/left >&2 ||
			fail "round $1: the DSP has other objects than after the first"
	fi
	for pcm in "Guest 1" Rear "Mic 1"; do
		dpcm_closed "$pcm"
	done
}

# a_dies ROUND: it streams, it dies, nothing is left
a_dies() {
	wait_for 30 a_has $a_streams
	[ "$1" != 1 ] || {
		guest_objects a >/out/a-whole
		dsp_objects >/out/with-a
	}
	sleep 0.3
	a_kill "$1"
	wait_for 30 a_is_gone
	a_left_nothing "$1"
}

# mic_plays: to its end, or until it is killed
mic_plays() {
	# shellcheck disable=SC2086
	[ -z "$cut" ] || exec aplay -q -D "hw:$codec,0" $pcm_options /tmp/mic.wav
	play "hw:$codec,0" /tmp/mic.wav
}

# b_is_over: what b hears ends, then what it plays
b_is_over() {
	[ -z "$cut" ] || kill -TERM $mic_pid
	wait $mic_pid || [ -n "$cut" ] || fail "the microphone"
	lab-barrier over
	[ -z "$cut" ] || wait_for 60 b_has 0
}

deaths() {
	pcmgen --seed $b_seed --frames $((48000 * b_seconds)) --peak-db -1 /tmp/b.wav
	pcmgen --seed $mic_seed --frames $((48000 * (b_seconds - 2))) --peak-db 0 /tmp/mic.wav
	record_start /tmp/codec.wav
	lab-barrier start
	mic_plays &
	mic_pid=$!
	for round in $(seq "$rounds"); do
		a_dies "$round"
		a_rises "$round"
		[ "$rounds" -gt 5 ] && [ $((round % 5)) != 0 ] ||
			lab-say "round $round of $rounds at $(cut -d' ' -f1 /proc/uptime) s"
	done
	wait_for 30 a_has $a_streams
	b_has 2 || fail "guest b's streams ended before guest a's last death: b_seconds is too short"
	b_is_over
	record_stop
	pcmcheck sum --min-together $least_frames --json /out/check.json /tmp/codec.wav \
		"/tmp/b.wav$cut"
	dsp_healthy
	lab-figure "rounds=$rounds"

	wait_for 60 no_guest_runs
	for guest in a b; do
		[ "$(guest_objects $guest | tr -d '\n')" = "components 0pipelines 0streams 0" ] ||
			fail "guest $guest is gone, but has: $(guest_objects $guest)"
	done
	for pcm in "Guest 1" "Guest 2" Rear "Mic 1" "Mic 2"; do
		dpcm_closed "$pcm"
	done
	wait_for 10 dsp_suspended
}
