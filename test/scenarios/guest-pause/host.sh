#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# Guests pause and go on: nothing is lost and nothing is heard twice; other streams of
# the same guest, those of another into the same mixer, and the host's recording of the
# same microphone don't notice. A stream that ends while it is paused leaves nothing.
set -eu
. ./lib.sh

a_has_streams() { # NUMBER
	[ "$(guest_objects a | sed -n 's/^streams //p')" = "$1" ]
}

go_slowly 4
pauses=4
[ "$slow" = 1 ] || pauses=3	# see guest-a.sh
for access in "" mmap; do
	lab-say "guest a pauses on Main $access, not on Music"
	pcmgen --seed 1 --bits 32 --frames 47000 --peak-db 0 /tmp/main.wav
	pcmgen --seed 2 --bits 16 --frames 72000 --peak-db 0 /tmp/music.wav
	capture_start "hw:$codec,2" S32_LE 2 48000 /out/rear.wav
	record_start /out/codec.wav
	lab-barrier "main-$access"
	lab-barrier "over-$access"
	record_stop
	capture_stop
	pcmcheck sum --pauses $pauses /out/codec.wav /tmp/main.wav
	pcmcheck sum /out/rear.wav /tmp/music.wav
	lab-figure "main${access:+-$access}=exact"
done

lab-say "guest b plays into the mixer in which guest a pauses"
pcmgen --seed 3 --bits 32 --frames 96000 --peak-db 0 /tmp/b.wav
record_start /out/codec.wav
lab-barrier beside
lab-barrier beside-over
record_stop
pcmcheck sum /out/codec.wav /tmp/b.wav
lab-figure beside=exact

lab-say "guest a pauses its recording, guest b and the host don't"
pcmgen --seed 4 --bits 32 --frames 24000 --peak-db 0 /tmp/one.wav
pcmgen --seed 5 --bits 32 --frames 24000 --peak-db 0 /tmp/two.wav
capture_start "$media" S32_LE 2 48000 /out/host-mic.wav
lab-barrier record
play "hw:$codec,0" /tmp/one.wav
lab-barrier pause
sleep 1
lab-barrier release
play "hw:$codec,0" /tmp/two.wav
lab-barrier record-over
capture_stop
pcmcheck sum /out/host-mic.wav /tmp/one.wav /tmp/two.wav

lab-say "guest a ends in a pause, and plays again"
lab-barrier paused
a_has_streams 2 || fail "guest a: $(guest_objects a)"
lab-barrier kill
wait_for 10 a_has_streams 0
dpcm_closed "Guest 1"
dpcm_closed "Mic 1"
record_start /out/codec.wav
lab-barrier again
lab-barrier end
record_stop
pcmcheck sum /out/codec.wav /tmp/main.wav
lab-figure again=exact
dsp_healthy
