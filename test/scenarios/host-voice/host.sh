#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# A mono PCM on a stereo codec, by selector and demux, bit for bit both ways; and its
# compressor: switched off it only delays, switched on a quiet voice gets its master
# gain and a loud one less. What the topology sets in bytes controls has arrived then.
# Then two mono PCMs, each on its side of the codec by a mux, at once.
set -eu
. ./lib.sh

voice=hw:$card,0

# spoken NAME FILE none|CHECK-ARGUMENT...: play FILE to the PCM; what the speaker gets
spoken() {
	name=$1
	file=$2
	shift 2
	# A stop loses what is in the delay line, 6 ms: let that be silence.
	{ tail -c +45 "$file"; head -c 4000 /dev/zero; } >/tmp/raw
	record_start "/out/$name.wav"
	play "$voice" /tmp/raw -t raw -f S32_LE -c 1 -r 48000
	record_stop
	[ "$1" = none ] || pcmcheck "$@" --json "/out/$name.json" "/out/$name.wav" "$file" || fail "$name"
}

# holds CONTROL NAME: the control holds what dspblob calls NAME
holds() {
	ctlbytes $card "$1" get /tmp/got.bin
	dspblob "$2" bin >/tmp/want.bin
	cmp /tmp/got.bin /tmp/want.bin || fail "'$1' does not hold $2"
}

# change CONTROL NAME
change() {
	dspblob "$2" bin >/tmp/new.bin
	ctlbytes $card "$1" set /tmp/new.bin
}

# peak_db FILE: of S32, in whole dB rounded down
peak_db() {
	od -An -td4 -w4 -v -j44 "$1" |
		awk '{ x = $1 < 0 ? -$1 : $1; if (x > m) m = x }
			END { d = 20 * log(m / 2147483648) / log(10); print int(d) - (d < int(d)) }'
}

modprobe snd-sof-softdsp tplg_name=sof-softdsp-voice.tplg
wait_for 10 test -d /proc/asound/$codec

pcmgen --seed 1 --bits 32 --channels 1 --frames 48000 --peak-db 0 /tmp/loud.wav
pcmgen --seed 2 --bits 32 --channels 1 --frames 48000 --peak-db -31 /tmp/quiet.wav
pcmgen --seed 3 --bits 32 --channels 2 --frames 48000 --peak-db 0 /tmp/mic.wav

# A file of one channel is taken to be on all.
spoken off /tmp/loud.wav sum
capture_start "$voice" S32_LE 1 48000 /out/left.wav
play "hw:$codec,0" /tmp/mic.wav
capture_stop
pcmcheck sum --slots --json /out/left.json /out/left.wav /tmp/mic.wav || fail "left"

# Below the threshold of -30 dB: what it gives back of what full scale would lose.
control_set $card "Voice DRC Switch" on
spoken quiet /tmp/quiet.wav level --expect-db 10.91
# Full-scale noise with that gain would be cut off all the time.
spoken loud /tmp/loud.wav none
lab-figure "loud_peak_db=$(peak_db /out/loud.wav)"
[ "$(peak_db /out/loud.wav)" -le -5 ] || fail "loud: peak of $(peak_db /out/loud.wav) dB"
[ "$(peak_db /out/loud.wav)" -ge -8 ] || fail "loud: peak of $(peak_db /out/loud.wav) dB"

# The switch is still on, but these settings pass; and the switch off, again.
holds "Voice DRC" drc-default
change "Voice DRC" drc-pass
holds "Voice DRC" drc-pass
spoken pass /tmp/loud.wav sum
change "Voice DRC" drc-default
control_set $card "Voice DRC Switch" off
spoken off-again /tmp/loud.wav sum

# Another routing: left and right added up, which are the same here.
holds "Mic Demux" demux-mono-left
change "Mic Demux" demux-mono-sum
tail -c +45 /tmp/quiet.wav | perl -0777 -ne 'print map { $_ x 2 } unpack("(a4)*", $_)' >/tmp/both
capture_start "$voice" S32_LE 1 48000 /out/sum.wav
play "hw:$codec,0" /tmp/both -t raw -f S32_LE -c 2 -r 48000
capture_stop
pcmcheck level --expect-db 6.0206 --json /out/sum.json /out/sum.wav /tmp/quiet.wav || fail sum
rm -f /out/*.wav
lab-figure "voice=exact"

wait_for 10 dsp_suspended
dsp_healthy

modprobe -r snd-sof-softdsp
modprobe snd-sof-softdsp tplg_name=sof-softdsp-pair.tplg
wait_for 10 test -d /proc/asound/$codec
holds "Pair Mux" mux-pair
sox -D /tmp/loud.wav /tmp/on-left.wav remix 1 0
sox -D /tmp/quiet.wav /tmp/on-right.wav remix 0 1
record_start /out/pair.wav
aplay -q -D "hw:$card,0" /tmp/loud.wav &
player=$!
sleep 0.2
play "hw:$card,1" /tmp/quiet.wav
wait $player
record_stop
pcmcheck sum --min-together 30000 --json /out/pair.json /out/pair.wav /tmp/on-left.wav \
	/tmp/on-right.wav || fail pair
rm -f /out/*.wav

wait_for 10 dsp_suspended
dsp_healthy
