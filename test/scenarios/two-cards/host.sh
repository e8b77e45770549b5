#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# Two SOF cards that guests share, each guest on the one that it was defined with by
# name, and a with one device on each. Each is heard where it should be only, bit-exact.
# Then b's card goes while both play: a's sound on the other one stays exact, b is told
# (P-4.3.12). When the card is back, b's next life plays.
set -eu
. ./lib.sh

drivers=/sys/bus/platform/drivers/softdsp
lost=softdsp.1

# codecs_start NAME: record the first two
codecs_start() {
	for n in "" 1; do
		arecord -q -D "hw:softdspcodec$n" -t wav -f S32_LE -r 48000 -c 2 \
			"/out/$1$n.wav" 2>"/out/arecord$n.log" &
		eval "codec_pid$n=$!"
	done
	sleep 0.5
}

# codec_stop N
codec_stop() {
	sleep 0.5
	eval "stop_pid=\$codec_pid$1"
	kill -TERM "$stop_pid"
	wait "$stop_pid" || true
	[ ! -s "/out/arecord$1.log" ] || fail "arecord: $(head -n 1 "/out/arecord$1.log")"
}

owner() { # CARD
	sofvctl status | sed -n "s/^Guest 1  *playback  *$1  *\(.*\)$/\1/p"
}

# stats_of DEVICE: what the DSP holds
stats_of() {
	softdsp=/sys/kernel/debug/$1 dsp_objects
}

lab-say "cards by name"
sofvctl status | tee /out/status
[ "$(owner sofsoftdsp)" = a ] || fail "Guest 1 of the first card is not a's"
[ "$(owner sofsoftdsp1)" = b ] || fail "Guest 1 of the second card is not b's"
refused "no playback connection point 'Guest 1'" sofvctl guest add c \
	--topology sof-virtio/sof-virtio-playback.tplg --playback "Guest 1" --card softdsp.2

lab-say "both play, each on its own card"
codecs_start both
lab-barrier both
lab-barrier both-played
codec_stop ""
codec_stop 1
pcmgen --seed 96 --bits 32 --frames 24000 /tmp/second.wav
pcmgen --seed 97 --bits 32 --frames 48000 /tmp/a.wav
pcmgen --seed 98 --bits 32 --frames 48000 /tmp/b.wav
pcmcheck sum --json /out/both.json /out/both.wav a=/tmp/a.wav || fail "a's card"
pcmcheck sum --json /out/both1.json /out/both1.wav b=/tmp/b.wav a2=/tmp/second.wav || fail "b's card"
stats_of softdsp >/tmp/objects

lab-say "b's card goes"
codecs_start gone
codec_stop 1
lab-barrier gone
lab-barrier gone-plays
sleep 0.5
echo $lost >$drivers/unbind
lab-barrier gone-told
lab-barrier gone-played
codec_stop ""
pcmgen --seed 99 --bits 32 --frames 192000 /tmp/long.wav
pcmcheck sum --json /out/gone.json /out/gone.wav a=/tmp/long.wav ||
	fail "a heard of the loss of b's card"
[ ! -e /proc/asound/sofsoftdsp1 ] || fail "the card is still there"
[ -z "$(owner sofsoftdsp1)" ] || fail "a card that is gone has an owner"
refused "no SOF card 'sofsoftdsp1'" sofvctl guest add c \
	--topology sof-virtio/sof-virtio-playback.tplg --playback "Guest 1" --card sofsoftdsp1
[ "$(guest_objects b | tr -d '\n')" = "components 0pipelines 0streams 0" ] ||
	fail "b has $(guest_objects b)"
stats_of softdsp | diff /tmp/objects - >&2 || fail "other objects on a's card than before"

lab-say "b's card comes back"
lab-guest kill b
echo $lost >$drivers/bind
wait_for 20 test -e /proc/asound/softdspcodec1/pcm0p
lab-guest start b
lab-guest wait b 2
[ "$(owner sofsoftdsp1)" = b ] || fail "Guest 1 of the second card is not b's again"
codecs_start back
lab-barrier back
lab-barrier back-played
codec_stop ""
codec_stop 1
pcmcheck sum --json /out/back.json /out/back.wav a=/tmp/a.wav || fail "a's card, at last"
pcmcheck sum --json /out/back1.json /out/back1.wav b=/tmp/b.wav || fail "b's card, at last"
dsp_healthy
softdsp=/sys/kernel/debug/$lost
dsp_healthy
lab-figure cards=2
