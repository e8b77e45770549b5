#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
set -eu
. ./lib.sh

# card_of N: the card on the N-th of our devices
card_of() {
	device=$(printf '%s\n' /sys/bus/virtio/drivers/snd_sof_virtio/virtio* | sort -V | sed -n "$1p")
	basename "$device"/sof-virtio.*/sof-virtio-card.*/sound/card* | tr -d a-z
}

wait_for 20 test -e /proc/asound/card1/pcm0p
guest_pcm=hw:$(card_of 1),0
second_pcm=hw:$(card_of 2),0
lab-say "cards $guest_pcm and $second_pcm"
pcmgen --seed 96 --bits 32 --frames 24000 /tmp/second.wav
pcmgen --seed 97 --bits 32 --frames 48000 /tmp/a.wav
pcmgen --seed 99 --bits 32 --frames 192000 /tmp/long.wav
guest_stays_awake
lab-barrier both
play "$second_pcm" /tmp/second.wav &
play "$guest_pcm" /tmp/a.wav
wait $!
lab-barrier both-played
lab-barrier gone
play "$guest_pcm" /tmp/long.wav &
player=$!
sleep 0.2
lab-barrier gone-plays
lab-barrier gone-told
refused "No such device" aplay -q -D "$second_pcm" /tmp/second.wav
kill -0 $player || fail "the sound was too short for b's card to go meanwhile"
wait $player
lab-barrier gone-played
lab-barrier back
play "$guest_pcm" /tmp/a.wav
lab-barrier back-played
