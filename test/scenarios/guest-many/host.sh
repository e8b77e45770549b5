#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# Four guests and the host. First all play and record all they have: both speakers
# get the saturating sum of what was sent there, all hear what the microphone hears,
# bit for bit. Then one plays and one records on and on while all others start and
# stop 120 streams, in an order that a seed decides, some killed in mid-stream, some
# while they are set up: what was played up to its end, or until it was killed, is
# exact; so is each recording. After each batch of it DPCM, the DSP and the backend
# have what they had before; when the guests have ended, nothing, and the DSP sleeps.
set -eu
. ./lib.sh
. ./streams.sh
. ./together.sh
. ./order.sh

# speakers_start NAME: record what both get, into /tmp/NAME-front.wav and -rear.wav
speakers_start() {
	# shellcheck disable=SC2086
	arecord -q -D "hw:$codec,2" $pcm_options -t wav -f S32_LE -r 48000 -c 2 \
		"/tmp/$1-rear.wav" 2>/out/rear.log &
	rear_pid=$!
	wait_for 10 recording $rear_pid "hw:$codec,2"
	record_start "/tmp/$1-front.wav"
}

speakers_stop() {
	record_stop
	kill -TERM $rear_pid
	wait $rear_pid || true
	[ ! -s /out/rear.log ] || fail "arecord: $(head -n 1 /out/rear.log)"
}

mic_plays() {
	play "hw:$codec,0" /tmp/mic.wav
}

# nothing_left BATCH: but the two long streams
nothing_left() {
	order_nothing_left "$1"
	kill -0 $mic_pid || fail "batch $1: the microphone ran out of sound"
}

go_slowly 6

lab-say "seed $seed"
lab-figure "seed=$seed"

speakers_start together
together mic_plays
speakers_stop
for stream in $guests; do
	together_file $stream
done
pcmcheck sum --min-together 36000 --min-saturated 1000 --json /out/together.json \
	/tmp/together-front.wav media=/tmp/media.wav phone=/tmp/phone.wav \
	music=/tmp/music.wav a=/tmp/a.wav b=/tmp/b.wav c=/tmp/c.wav
pcmcheck sum --min-together 72000 --json /out/together-rear.json /tmp/together-rear.wav \
	d=/tmp/d.wav
dsp_healthy
lab-figure "together=exact"

noise mic 1 $((48000 * long_seconds)) /tmp/mic.wav 0
order_files host
speakers_start order
lab-barrier long
mic_plays &
mic_pid=$!
lab-barrier long-runs
sleep 0.5
order_begin
order_run nothing_left
lab-barrier long-over
ended "the microphone" $mic_pid
speakers_stop
for who in a b d; do
	order_files $who
done
noise c 1 $((48000 * long_seconds)) /tmp/c.wav
# shellcheck disable=SC2046
pcmcheck sum --json /out/order.json /tmp/order-front.wav c=/tmp/c.wav \
	$(order_sources host) $(order_sources a) $(order_sources b)
# shellcheck disable=SC2046
pcmcheck sum --json /out/order-rear.json /tmp/order-rear.wav $(order_sources d)
order_heard host /tmp/mic.wav
lab-figure "starts=$((10 * batches * per_batch))"
lab-barrier checked
order_all_gone
