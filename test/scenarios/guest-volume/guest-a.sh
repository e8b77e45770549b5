#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
set -eu
. ./lib.sh
. ./turns.sh

# Is PCM, to mixers, a volume with a switch that is in this state?
is_switched() {
	amixer -c 0 sget PCM >/tmp/pcm
	grep -q "Capabilities: pvolume pswitch" /tmp/pcm || fail "PCM is: $(cat /tmp/pcm)"
	[ "$(grep -c "Front .*\[$1\]" /tmp/pcm)" = 2 ] || fail "not $1: $(cat /tmp/pcm)"
}

is_switched on
all_play "$guest_pcm"
for step in $steps; do
	lab-barrier "$step-set"
	sleep 0.2
	control_set 0 "$volume" "$step"
	lab-say "volume $(control_db 0 "$volume") dB"
	[ "$(control_db 0 "$volume")" = "$((step - 60)).00" ] ||
		fail "step $step reads as $(control_db 0 "$volume") dB"
	lab-barrier "$step-is-set"
	turn "$step-a" a play "$guest_pcm" /tmp/a.wav
	lab-barrier "$step-a-end"
	turn "$step-b" b :
	turn "$step-host" host :
done

lab-barrier mute
aplay -q -D "$guest_pcm" /tmp/long-a.wav &
player=$!
sleep 0.8
amixer -q -c 0 sset PCM mute
sleep 0.4
amixer -q -c 0 sset PCM unmute
wait $player
lab-barrier mute-end

# Also what is set while nothing plays, and the DSP may sleep.
amixer -q -c 0 sset PCM mute
is_switched off
[ "$(control_db 0 "$volume")" = 0.00 ] || fail "the volume is $(control_db 0 "$volume") dB"
turn off-a a play "$guest_pcm" /tmp/a.wav
turn off-b b :
lab-barrier off-end

control_set 0 "PCM Playback Switch" on,off
turn left-a a play "$guest_pcm" /tmp/a.wav
lab-barrier left-end

modprobe -r snd-sof-virtio
modprobe snd-sof-virtio
wait_for 20 test -e /proc/asound/card0/pcm0p
is_switched on
turn reload-a a play "$guest_pcm" /tmp/a.wav
lab-barrier reload-end

lab-barrier host-off
play "$guest_pcm" /tmp/a.wav
is_switched on
lab-barrier host-off-end
