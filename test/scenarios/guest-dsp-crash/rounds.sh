# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
# shellcheck shell=sh disable=SC2034
rounds=12
notice_s=2	# so soon a player must learn of a loss
# an emulated guest in real time is slow to say it, and SOF core waits 3 s for an answer
# that the crash came before
[ "$LAB_LANE" = virtual ] || notice_s=10

make_signals() {
	pcmgen --seed $((600 + $1)) --bits 32 --frames 9600 /tmp/a.wav
	pcmgen --seed $((700 + $1)) --bits 32 --frames 9600 /tmp/b.wav
}
