#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
# Odd rounds play to the end, even ones are killed in the middle of silence.
set -eu
. ./lib.sh
. ./length.sh

for i in $(seq 1 2 "$rounds"); do
	pcmgen --seed $((100 + i)) --frames 4800 "/tmp/$i.wav"
done
guest_stays_awake
lab-barrier awake
lab-barrier start
for i in $(seq "$rounds"); do
	if [ $((i % 2)) = 1 ]; then
		play "$guest_pcm" "/tmp/$i.wav"
	else
		timeout 0.15 aplay -q -D "$guest_pcm" -t raw -f S16_LE -r 48000 -c 2 \
			/dev/zero 2>/tmp/killed || true
		! grep -i run /tmp/killed >&2 || fail "round $i: xrun"
	fi
	[ $((i % 10)) != 0 ] || lab-say "round $i of $rounds"
done
lab-barrier end
lab-barrier checked
