#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# A stream started and stopped 50 times, every second time by killing its player,
# leaves DSP, DPCM and runtime PM as they were.
set -eu
# shellcheck source=test/scenarios/lib/audio.sh
. ./audio.sh

state=/sys/kernel/debug/asoc/sof-softdsp/Media/state

suspended() {
	[ "$(cat $dsp_power/runtime_status)" = suspended ]
}

plays() {
	[ "$(dsp_stat running)" = 1 ]
}

wav_noise /tmp/short.wav 16 100
wav_noise /tmp/long.wav 16 20000
aplay -q -D hw:$dsp_card,0 /tmp/short.wav
dsp_holds >/tmp/holds.before
cat $state >/tmp/state.before

n=0
while [ $n -lt 25 ]; do
	aplay -q -D hw:$dsp_card,0 /tmp/short.wav
	aplay -q -D hw:$dsp_card,0 /tmp/long.wav &
	wait_for 5 plays || die "round $n: the stream does not run"
	kill -KILL $!
	wait $! 2>/dev/null || true
	n=$((n + 1))
done

dsp_holds >/tmp/holds.after
cat $state >/tmp/state.after
diff /tmp/holds.before /tmp/holds.after || die "the DSP holds other things than before"
diff /tmp/state.before /tmp/state.after || die "DPCM is not where it was"
lab-figure "starts=$((2 * n))"

wait_for 10 suspended || die "the DSP is not suspended 10 s after the last stream"
[ "$(dsp_stat powered)" = 0 ] || die "suspended, but the DSP is on"
[ "$(dsp_stat rings)" = 0 ] || die "suspended, but the DSP has host rings"
[ "$(dsp_stat xruns)" = 0 ] || die "$(dsp_stat xruns) underruns at the DAI"

# and it comes back with its topology
wav_noise /tmp/again.wav 32 500
record_start /out/again.wav
aplay -q -D hw:$dsp_card,0 /tmp/again.wav
record_stop
pcmcheck /out/again.wav /tmp/again.wav >/out/again.json ||
	die "after suspend: $(tr -d '\n' </out/again.json)"
dsp_holds >/tmp/holds.after
diff /tmp/holds.before /tmp/holds.after || die "after suspend the DSP holds other things"
rm /out/again.wav
