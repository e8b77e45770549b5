#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
# The mono voice
set -eu
. ./lib.sh
. ./desktop.sh
. ./sounds.sh

boot
login
card_ready Mic__source Speaker__sink
wait_for 10 default_is SINK Speaker__sink
wait_for 10 default_is SOURCE Mic__source
client wpctl set-volume @DEFAULT_AUDIO_SINK@ 1.0
client wpctl set-volume @DEFAULT_AUDIO_SOURCE@ 1.0
for control in "Voice Playback Volume" "Voice Capture Volume"; do
	wait_for 5 at_db "$control" 0.00
done

lab-barrier play-alone
lab-barrier alone-played

lab-barrier listen
listen 1
watch_errors
lab-barrier play-together
client pw-play /tmp/voice.wav
no_errors 4
lab-barrier together-played
sox /tmp/mic.wav /tmp/left.wav remix 1
heard /tmp/left.wav

lab-barrier play-quiet
lab-barrier quiet-played
lab-barrier play-between
lab-barrier between-played
lab-barrier play-muted
lab-barrier muted-played
