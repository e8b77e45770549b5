# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
# shellcheck shell=sh disable=SC2034
rounds=10
b_seconds=24	# longer than the rounds take

for i in $(seq $rounds); do
	pcmgen --seed $((800 + i)) --bits 32 --frames 9600 --peak-db -7 "/tmp/$i.wav"
done
pcmgen --seed 799 --bits 32 --frames $((48000 * b_seconds)) --peak-db -7 /tmp/b.wav
