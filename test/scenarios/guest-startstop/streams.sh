# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# The streams of guest a, and what each of them plays, so that the host knows it too.
# shellcheck shell=sh disable=SC2034,SC2154

guests=a
seed=2		# decides what starts and stops when
batches=4	# of starts and stops; after each everything is looked at
per_batch=9	# of each stream and direction
long_seconds=15	# what the host plays and records, longer than all take
long_running=Media
[ "$LAB_LANE" = virtual ] || batches=2

changing() {
	case $1,$2 in
	a,p) echo main music ;;
	a,c) echo main ;;
	esac
}

number_of() {
	case $1 in
	main) echo 1 ;;
	music) echo 2 ;;
	host) echo 3 ;;
	mic) echo 4 ;;
	esac
}

pcm_of() {
	case $1 in
	main) echo hw:0,0 ;;
	music) echo hw:0,1 ;;
	esac
}

channels_of() {
	echo 2
}

# noise STREAM N FRAMES FILE: what it plays the N-th time
noise() {
	noise_number=$(number_of "$1")
	pcmgen --seed $((1000 * noise_number + $2)) --bits $((16 + noise_number % 2 * 16)) \
		--frames "$3" --peak-db -10 "$4"
}

# heard_by STREAM FILE: what it hears when FILE is played into the microphone, into
# /tmp/heard.wav
heard_by() {
	cp "$2" /tmp/heard.wav
}
