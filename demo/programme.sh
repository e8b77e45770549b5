# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# Who plays what and when, the same for host and guests: first each alone, then
# all at once, each a little later than the one before. Meanwhile somebody speaks
# into the microphone, and guest a records it.
# shellcheck shell=sh disable=SC2154

sounds=/usr/share/sounds/alsa

case $LAB_NAME in
host) file=Front_Center device=$media delay=0 ;;
a) file=Front_Left device=$guest_pcm delay=0.3 ;;
b) file=Front_Right device=$guest_pcm delay=0.6 ;;
esac

# Sounds have one channel, the card two: the same on both.
sox -D "$sounds/$file.wav" -c 2 "/out/$file.wav"

perform() {
	lab-say "plays $file.wav"
	play "$device" "/out/$file.wav"
}

# Before all play: who hears begins to record, who speaks has something to say
hear_and_speak() {
	case $LAB_NAME in
	host)
		sox -D "$sounds/Rear_Center.wav" -b 32 -c 2 /out/spoken.wav
		{
			sleep 0.5
			lab-say "speaks Rear_Center.wav into the microphone"
			play "hw:$codec,0" /out/spoken.wav
		} &
		speaker_pid=$!
		;;
	a)
		lab-say "records the microphone"
		arecord -q -D "$guest_pcm" -t wav -f S32_LE -r 48000 -c 2 -d 4 \
			/out/microphone.wav &
		hearer_pid=$!
		;;
	esac
}

for who in host a b; do
	turn "$who-alone" "$who" perform
done
hear_and_speak
lab-barrier "all-together"
sleep "$delay"
perform
lab-barrier end
