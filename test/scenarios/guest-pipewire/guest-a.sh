#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
set -eu
. ./lib.sh
. ./desktop.sh
. ./sounds.sh

# play_out FILE: pw-play ends when the sink has all of it, which is not when it is heard
play_out() {
	client pw-play "$1"
	sleep 0.5
}

boot
login
card_ready Mic__source Speaker1__sink Speaker2__sink
wait_for 10 default_is SINK Speaker1__sink
wait_for 10 default_is SOURCE Mic__source
client wpctl set-volume @DEFAULT_AUDIO_SINK@ 1.0
client wpctl set-volume "$(node_id Speaker2__sink)" 1.0
client wpctl set-volume @DEFAULT_AUDIO_SOURCE@ 1.0
for control in "Main Playback Volume" "Music Playback Volume" "Main Capture Volume"; do
	wait_for 5 at_db "$control" 0.00
done

lab-barrier play-alone
watch_errors
client pw-play /tmp/alone.wav
no_errors 2
lab-barrier alone-played

lab-barrier listen
listen 2
watch_errors
lab-barrier play-together
client pw-play --target "$(node_name Speaker2__sink)" /tmp/music.wav &
music_pid=$!
client pw-play /tmp/main.wav
wait $music_pid
no_errors 6
lab-barrier together-played
heard /tmp/mic.wav

# The scale that people see is the cube root of the amplitude, so this is -18.06 dB.
# The DSP does whole decibels, PipeWire what is missing, if that is 0.26 dB or more.
client wpctl set-volume @DEFAULT_AUDIO_SINK@ 0.5
wait_for 5 at_db "Main Playback Volume" -18.00
lab-barrier play-quiet
play_out /tmp/short.wav
lab-barrier quiet-played

# -20.81 dB
client wpctl set-volume @DEFAULT_AUDIO_SINK@ 0.45
wait_for 5 at_db "Main Playback Volume" -20.00
lab-barrier play-between
play_out /tmp/short.wav
lab-barrier between-played

client wpctl set-mute @DEFAULT_AUDIO_SINK@ 1
wait_for 5 switch_is "Main Playback Switch" off
lab-barrier play-muted
play_out /tmp/short.wav
lab-barrier muted-played
client wpctl set-mute @DEFAULT_AUDIO_SINK@ 0
wait_for 5 switch_is "Main Playback Switch" on
