# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# Who plays what and when, the same for host and guests: first each alone, then
# all at once, each a little later than the one before.
# shellcheck shell=sh disable=SC2154

sounds=/usr/share/sounds/alsa

case $LAB_NAME in
host) file=Front_Center device=$media delay=0 ;;
a) file=Front_Left device=$guest_pcm delay=0.3 ;;
b) file=Front_Right device=$guest_pcm delay=0.6 ;;
esac

# The recordings have one channel, the card two: the same on both.
sox -D "$sounds/$file.wav" -c 2 "/out/$file.wav"

perform() {
	lab-say "plays $file.wav"
	play "$device" "/out/$file.wav"
}

for who in host a b; do
	turn "$who-alone" "$who" perform
done
lab-barrier "all-together"
sleep "$delay"
perform
lab-barrier end
