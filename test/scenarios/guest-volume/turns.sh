# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# The same turns for all three: who plays when, and guest a's volume and mute switch
# meanwhile.
# shellcheck shell=sh disable=SC2034,SC2154

volume="PCM Playback Volume"
steps="54 30 60"	# of guest a's volume, one after the other; 60 is 0 dB

seed=40
for name in a b host; do
	pcmgen --seed $seed --frames 24000 "/tmp/$name.wav"
	pcmgen --seed $((seed + 10)) --frames 96000 "/tmp/long-$name.wav"
	seed=$((seed + 1))
done

# all_play DEVICE: one after the other, each at the device that is its own
all_play() {
	turn before-a a play "$1" /tmp/a.wav
	turn before-b b play "$1" /tmp/b.wav
	turn before-host host play "$1" /tmp/host.wav
	lab-barrier before-end
}
