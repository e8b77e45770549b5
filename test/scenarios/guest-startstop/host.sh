#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
# Guest a starts and stops all its PCMs, 108 streams in an order that a seed decides,
# while the host plays and records. The host's streams, and every stream of the guest
# up to its end or until it was killed, are bit-exact; after each batch DPCM, the DSP
# and the backend are where they were, and when the guest has ended, nothing of it is
# left (P-8.2).
set -eu
. ./lib.sh
. ./streams.sh
. ./order.sh

go_slowly 8

nothing_left() {
	order_nothing_left "$1"
	kill -0 $host_play || fail "batch $1: the host's stream ended before the guest's last"
}

lab-say "seed $seed"
lab-figure "seed=$seed"
noise host 1 $((48000 * long_seconds)) /tmp/host.wav
noise mic 1 $((48000 * long_seconds)) /tmp/mic.wav
record_start /tmp/codec.wav
capture_start "$media" S16_LE 2 48000 /tmp/heard-long.wav
play "hw:$codec,0" /tmp/mic.wav &
mic_play=$!
play "$media" /tmp/host.wav &
host_play=$!
sleep 0.5
lab-barrier start
order_begin
order_run nothing_left
ended "the microphone" $mic_play
ended "the host's stream" $host_play
capture_stop
record_stop

order_files a
# shellcheck disable=SC2046
pcmcheck sum --json /out/check.json /tmp/codec.wav host=/tmp/host.wav $(order_sources a)
pcmcheck sum /tmp/heard-long.wav /tmp/mic.wav
lab-figure "starts=$((3 * batches * per_batch))"
lab-barrier checked
order_all_gone
