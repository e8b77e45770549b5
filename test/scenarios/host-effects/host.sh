#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# Effects behind SOF core: settings from the topology are in force, bytes controls
# change them, in one message and in as many as the largest takes, can be read
# back, outlive the DSP's sleep, and a wrong one leaves the old one in force.
set -eu
. ./lib.sh

tuned=hw:$card,0

# holds CONTROL NAME: the control holds what eqblob calls NAME
holds() {
	ctlbytes $card "$1" get /tmp/got.bin
	eqblob "$2" bin >/tmp/want.bin
	cmp /tmp/got.bin /tmp/want.bin || fail "'$1' does not hold $2"
}

# change CONTROL NAME
change() {
	eqblob "$2" bin >/tmp/new.bin
	ctlbytes $card "$1" set /tmp/new.bin
}

# spoken NAME FILE: play it; the speaker's is /out/NAME.wav
spoken() {
	record_start "/out/$1.wav"
	pcmplay -D "$tuned" "$2" || fail "$1: pcmplay"
	record_stop
}

# exact NAME, level NAME DB: what was heard
exact() {
	pcmcheck sum --json "/out/$1.json" "/out/$1.wav" /tmp/noise.wav || fail "$1"
	rm "/out/$1.wav"
	lab-figure "$1=exact"
}

level() {
	pcmcheck level --expect-db "$2" --tolerance-db 0.001 --json "/out/$1.json" \
		"/out/$1.wav" /tmp/noise.wav || fail "$1"
	rm "/out/$1.wav"
	lab-figure "$1=$2"
}

modprobe snd-sof-softdsp tplg_name=sof-softdsp-effects.tplg
wait_for 10 test -d /proc/asound/$codec
pcmgen --seed 1 --bits 32 --frames 24000 /tmp/noise.wav

# What the topology says
holds "Tuned DC Block" dcblock-pass
holds "Tuned EQ IIR" iir-flat
holds "Tuned EQ FIR" fir-flat
spoken flat /tmp/noise.wav
exact flat

# Set while the DSP sleeps or not, and heard
change "Tuned EQ IIR" test-iir-half
holds "Tuned EQ IIR" test-iir-half
spoken iir /tmp/noise.wav
level iir -6.0206
change "Tuned EQ FIR" test-fir-half
holds "Tuned EQ FIR" test-fir-half
spoken both /tmp/noise.wav
level both -12.0412

# After a sleep the core tells the DSP again
wait_for 20 dsp_suspended
holds "Tuned EQ FIR" test-fir-half
spoken slept /tmp/noise.wav
level slept -12.0412

# While it plays: a blob that no firmware takes leaves the old one, one that is good
# is heard from then on
pcmgen --seed 2 --bits 32 --frames 96000 /tmp/long.wav
pcmplay -D "$tuned" /tmp/long.wav &
sleep 0.3
change "Tuned EQ IIR" test-iir-bad || true
holds "Tuned EQ IIR" test-iir-half
change "Tuned EQ IIR" iir-loudness
holds "Tuned EQ IIR" iir-loudness
change "Tuned EQ IIR" iir-pass
change "Tuned EQ FIR" fir-flat
change "Tuned DC Block" dcblock-20hz
holds "Tuned DC Block" dcblock-20hz
change "Tuned DC Block" dcblock-pass
wait $! || fail "pcmplay while settings change"
spoken again /tmp/noise.wav
exact again
for stat in xruns skipped_ticks lost_notifications; do
	[ "$(dsp_stat $stat)" = 0 ] || fail "DSP: $stat $(dsp_stat $stat)"
done
[ "$(dsp_stat message_errors)" = 1 ] || fail "$(dsp_stat message_errors) messages refused"
