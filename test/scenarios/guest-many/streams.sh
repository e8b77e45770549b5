# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# The streams of host and guests, and what each of them plays, so that the host knows
# it too. A guest's only PCM has the guest's name here.
# shellcheck shell=sh disable=SC2034,SC2154

guests="a b c d"
seed=1		# decides who starts and stops when
batches=4	# of starts and stops; after each everything is looked at
per_batch=3	# of each stream and direction
long_seconds=10	# what plays and records through all of them, longer than they take
long_running="Guest 3,Mic 1"
[ "$LAB_LANE" = virtual ] || batches=2

# streams_of WHO p|c: those it can play, or record
streams_of() {
	case $1,$2 in
	host,*) echo media phone music ;;
	a,* | b,* | *,p) echo "$1" ;;
	esac
}

# changing WHO p|c: those that start and stop while a records and c plays
changing() {
	case $1,$2 in
	a,c | c,*) ;;
	*) streams_of "$1" "$2" ;;
	esac
}

number_of() {
	case $1 in
	media) echo 1 ;;
	phone) echo 2 ;;
	music) echo 3 ;;
	a) echo 4 ;;
	b) echo 5 ;;
	c) echo 6 ;;
	d) echo 7 ;;
	mic) echo 8 ;;
	esac
}

pcm_of() {
	case $1 in
	media) echo "hw:$card,0" ;;
	phone) echo "hw:$card,1" ;;
	music) echo "hw:$card,2" ;;
	*) echo "$guest_pcm" ;;
	esac
}

channels_of() {
	case $1 in
	b) echo 1 ;;
	*) echo 2 ;;
	esac
}

# noise STREAM N FRAMES FILE [PEAK-DB]: what it plays the N-th time; half of them S32.
# All at once don't saturate, if they don't ask for it. The voice's compressor holds back
# 6 ms, which a stop would cut off.
noise() {
	noise_number=$(number_of "$1")
	noise_file=$4
	[ "$1" != b ] || noise_file=/tmp/dry.wav
	pcmgen --seed $((1000 * noise_number + $2)) --bits $((16 + noise_number % 2 * 16)) \
		--channels "$(channels_of "$1")" --frames "$3" --peak-db "${5:--18}" "$noise_file"
	[ "$1" != b ] || sox /tmp/dry.wav "$4" pad 0 0.02
}

# heard_by STREAM FILE: what it hears when FILE is played into the microphone, into
# /tmp/heard.wav
heard_by() {
	if [ "$1" = b ]; then
		sox "$2" /tmp/heard.wav remix 1
	else
		cp "$2" /tmp/heard.wav
	fi
}
