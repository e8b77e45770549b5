#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# One to eight channels on SSP1, both ways, bit for bit: every format, odd periods and
# buffers, written and mapped, paused, drained, full duplex, looped back. The codec's
# side is the other end of every check: its recording is what the speaker gets, what
# is played there is the microphone. Then the same at 44.1 kHz, where a tick has 44
# frames or 45, and at 192 kHz.
set -eu
. ./lib.sh

multi=hw:$card,0
ssp1=hw:$codec,1

# check NAME FILE [OPTION...]: the recording NAME is FILE
check() {
	name=$1
	file=$2
	shift 2
	pcmcheck sum --slots --json "/out/$name.json" "$@" "/out/$name.wav" "$file" ||
		fail "$name"
	rm "/out/$name.wav"
	n_exact=$((n_exact + 1))
}

# speaker_start NAME, speaker_stop: record all slots of SSP1
speaker_start() {
	capture_start "$ssp1" S32_LE 8 $rate "/out/$1.wav"
}

# spoken NAME FILE PCMPLAY-OPTION...: play FILE; the speaker gets it
spoken() {
	name=$1
	file=$2
	shift 2
	speaker_start "$name"
	pcmplay -D "$multi" "$@" "$file" || fail "$name: pcmplay $*"
	capture_stop
}

# heard NAME FILE FORMAT CHANNELS: FILE is at the microphone; record it
heard() {
	capture_start "$multi" "$3" "$4" $rate "/out/$1.wav"
	pcmplay -D "$ssp1" --period $((rate / 20)) "$2" || fail "$1: pcmplay at the codec"
	capture_stop
	case $3 in
	S24_LE) check "$1" "$2" --s24 ;;
	*) check "$1" "$2" ;;
	esac
}

# looped NAME FILE: FILE comes back, nothing else
looped() {
	control_set $codec "SSP1 Loopback Switch" on
	capture_start "$multi" S32_LE 8 $rate "/out/$1.wav"
	pcmplay -D "$multi" "$2" || fail "$1: pcmplay"
	capture_stop
	check "$1" "$2"
	control_set $codec "SSP1 Loopback Switch" off
}

load() {
	modprobe snd-sof-softdsp "tplg_name=$1"
	wait_for 10 test -d /proc/asound/$codec
}

n_exact=0
rate=48000
load sof-softdsp-loop.tplg

for bits in 16 24 32; do
	for channels in 1 2 4 6 8; do
		file=/tmp/$bits-$channels.wav
		pcmgen --seed $bits$channels --bits $bits --channels $channels \
			--frames 19200 --peak-db 0 $file
		spoken play-$bits-$channels $file
		check play-$bits-$channels $file
		heard record-$bits-$channels $file \
			S${bits}_LE $channels
	done
done
lab-figure "formats_exact=$n_exact"

# Three channels, and periods and buffers that are no multiple of anything. "frames
# of a period, periods, frames of a write"
pcmgen --seed 3 --bits 32 --channels 3 --frames 20011 --peak-db 0 /tmp/odd.wav
for how in "997 3 997" "1000 2 333" "53 64 1" "48 2 48" "4999 5 77"; do
	# shellcheck disable=SC2086
	set -- $how
	for access in "" --mmap; do
		name=odd-$1x$2$access
		# shellcheck disable=SC2086
		spoken "$name" /tmp/odd.wav --period "$1" --buffer $(($1 * $2)) \
			--chunk "$3" $access
		check "$name" /tmp/odd.wav
	done
done
# shorter than a period: started by the drain
pcmgen --seed 4 --bits 16 --channels 2 --frames 100 /tmp/short.wav
spoken short /tmp/short.wav --period 4800
check short /tmp/short.wav

for access in "" --mmap; do
	spoken pause$access /tmp/odd.wav --pause 6000 $access
	check pause$access /tmp/odd.wav --pauses 3
done

pcmgen --seed 7 --channels 4 --frames 240000 /tmp/out-long.wav

# Full duplex: the speaker gets one noise while the microphone hears another one
pcmgen --seed 5 --bits 32 --channels 8 --frames 96000 --peak-db 0 /tmp/out.wav
pcmgen --seed 6 --bits 24 --channels 6 --frames 72000 --peak-db 0 /tmp/in.wav
speaker_start duplex-out
speaker_pid=$capture_pid
capture_start "$multi" S32_LE 8 48000 /out/duplex-in.wav
pcmplay -D "$multi" /tmp/out.wav &
pcmplay -D "$ssp1" --period 480 /tmp/in.wav || fail "duplex: pcmplay at the codec"
wait $! || fail "duplex: pcmplay"
capture_stop
capture_pid=$speaker_pid
capture_stop
check duplex-out /tmp/out.wav
check duplex-in /tmp/in.wav

# Looped back, what is played is what is recorded, and the microphone is not heard
pcmplay -D "$ssp1" /tmp/in.wav &
mic_pid=$!
looped loop /tmp/out.wav
wait $mic_pid || fail "loop: pcmplay at the codec"

# The codec at another rate than the DAI can't hear it, nor be heard, least of all at
# a wrong speed
silent() {
	pcmcheck silent "/out/$1.wav" || fail "$1: heard all the same"
	rm "/out/$1.wav"
	ticks=$(dsp_stat ssp1_wrong_rate_ticks)
	[ "$ticks" -ge "$2" ] || fail "$1: $ticks ticks counted, expected $2"
}
[ "$(dsp_stat ssp1_wrong_rate_ticks)" = 0 ] || fail "rates differed before"
capture_start "$ssp1" S32_LE 8 44100 /out/other-rate-speaker.wav
pcmplay -D "$multi" /tmp/odd.wav || fail "other rate: pcmplay"
capture_stop
silent other-rate-speaker 416
pcmgen --rate 44100 --frames 22050 /tmp/44k1.wav
capture_start "$multi" S32_LE 8 48000 /out/other-rate-mic.wav
pcmplay -D "$ssp1" /tmp/44k1.wav || fail "other rate: pcmplay at the codec"
capture_stop
silent other-rate-mic 900

# The codec's streams run dry and over as any: who doesn't come in time is told
starved() {
	name=$1
	shift
	"$@" 2>/tmp/starved.log &
	starved_pid=$!
	sleep 0.5
	kill -STOP $starved_pid
	sleep 1
	kill -CONT $starved_pid
	sleep 0.5
	kill -TERM $starved_pid
	wait $starved_pid || true
	grep -q "$name" /tmp/starved.log || fail "$*: no $name in a second of standstill"
}
starved underrun aplay -q -D "$ssp1" --buffer-time=200000 /tmp/out-long.wav
starved overrun arecord -q -D "$ssp1" --buffer-time=200000 -f S16_LE -c 4 -r 96000 /dev/null

late_ticks=$(dsp_stat late_ticks)
dsp_healthy
for topology in 44k1 192k; do
	modprobe -r snd-sof-softdsp
	load sof-softdsp-loop-$topology.tplg
	rate=44100
	[ $topology != 192k ] || rate=192000
	pcmgen --seed $rate --rate $rate --bits 24 --channels 5 --frames $((rate / 2)) \
		--peak-db 0 /tmp/rate.wav
	spoken $topology-play /tmp/rate.wav --period 3333
	check $topology-play /tmp/rate.wav
	heard $topology-record /tmp/rate.wav S32_LE 8
	looped $topology-loop /tmp/rate.wav
	late_ticks=$((late_ticks + $(dsp_stat late_ticks)))
	dsp_healthy
done

lab-figure "exact=$n_exact"
lab-figure "late_ticks=$late_ticks"
