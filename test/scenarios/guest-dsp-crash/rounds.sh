# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
# shellcheck shell=sh disable=SC2034
rounds=12

make_signals() {
	pcmgen --seed $((600 + $1)) --bits 32 --frames 9600 /tmp/a.wav
	pcmgen --seed $((700 + $1)) --bits 32 --frames 9600 /tmp/b.wav
}
