#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# PipeWire and WirePlumber in two guests, as Debian has them: the card's outputs and
# inputs appear by themselves, at full volume files of 16 and 24 bits are bit-exact at
# the codec and recordings from it, the desktop's volume is the DSP's, and nobody
# counts an xrun: not PipeWire, not the backend, not the DSP.
set -eu
. ./lib.sh
. ./sounds.sh

no_xruns() { # GUEST
	sofvctl guest show "$1" | grep -qx 'xruns *0' ||
		fail "guest $1: $(sofvctl guest show "$1" | grep xruns)"
}

record_start /out/alone.wav
lab-barrier play-alone
lab-barrier alone-played
record_stop
pcmcheck sum /out/alone.wav /tmp/alone.wav

lab-barrier listen
record_start /out/together.wav
lab-barrier play-together
sleep 0.5
play "hw:$codec,0" /tmp/mic.wav
lab-barrier together-played
record_stop
pcmcheck sum --min-together 48000 /out/together.wav /tmp/main.wav /tmp/music.wav \
	/tmp/voice.wav

record_start /out/quiet.wav
lab-barrier play-quiet
lab-barrier quiet-played
record_stop
pcmcheck sum /out/quiet.wav /tmp/short.wav@-18

record_start /out/between.wav
lab-barrier play-between
lab-barrier between-played
record_stop
# half a step of a float of full scale is 64 of 2^-31, 20 dB less 6.4; the DSP adds up to 2
pcmcheck level --expect-db -20.81 --tolerance-db 0.02 --rounding 8.4 /out/between.wav /tmp/short.wav

record_start /out/muted.wav
lab-barrier play-muted
lab-barrier muted-played
record_stop
pcmcheck silent /out/muted.wav

dsp_healthy
no_xruns a
no_xruns b
