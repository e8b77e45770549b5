#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
set -eu
. ./lib.sh
. ./streams.sh
. ./together.sh
. ./order.sh

go_slowly 6
together true

noise mic 1 $((48000 * long_seconds)) /tmp/mic.wav 0
order_files "$LAB_NAME"
case $LAB_NAME in
a)
	# shellcheck disable=SC2086
	arecord -q -D "$guest_pcm" $pcm_options -t wav -f S16_LE -r 48000 -c 2 -d $((long_seconds + 3)) \
		/tmp/long.wav 2>/tmp/long.log &
	long_pid=$!
	sleep 0.4
	wait_for 10 recording $long_pid "$guest_pcm"
	;;
c)
	noise c 1 $((48000 * long_seconds)) /tmp/long.wav
	;;
esac
guest_stays_awake
lab-barrier long
if [ "$LAB_NAME" = c ]; then
	play "$guest_pcm" /tmp/long.wav &
	long_pid=$!
fi
lab-barrier long-runs
order_run true
case $LAB_NAME in
a)
	ended "the long recording" $long_pid
	[ ! -s /tmp/long.log ] || fail "arecord: $(head -n 1 /tmp/long.log)"
	pcmcheck sum /tmp/long.wav /tmp/mic.wav
	;;
c) ended "the long sound" $long_pid ;;
esac
lab-barrier long-over
order_heard "$LAB_NAME" /tmp/mic.wav
lab-barrier checked
