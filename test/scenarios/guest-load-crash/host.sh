#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# The DSP crashes while a guest loads its topology for the first time: after the first
# message of it, after the second, and so on to the last; by not answering; and at
# moments that have nothing to do with messages. The guest gets its card all the same,
# by itself, and plays bit-exact.
set -eu
. ./lib.sh
. ./rounds.sh

messages() {
	dsp_stat messages
}

# the DSP stays on, so that the guest's messages are all that it gets
echo on >/sys/devices/platform/softdsp/power/control
lab-barrier start
lab-barrier unloaded-0
before=$(messages)
lab-barrier load-0
lab-barrier loaded-0
total=$(($(messages) - before))
lab-say "the topology takes $total messages"
[ $total = $load_messages ] || fail "rounds.sh says $load_messages"
dsp_objects >/out/objects
for round in $(seq $rounds); do
	lab-barrier "unloaded-$round"
	at=$((round - load_messages - 1))
	if [ $at -lt 0 ]; then
		echo "crash-after $round" >$softdsp/inject
	elif [ $at = 0 ]; then
		echo drop-reply >$softdsp/inject
	fi
	lab-barrier "load-$round"
	if [ $at -gt 0 ]; then
		sleep 0.0$((4 + at))
		echo 1 >$softdsp/crash
	fi
	lab-barrier "loaded-$round"
	[ "$(dsp_stat crashes)" = "$round" ] || fail "round $round: $(dsp_stat crashes) crashes"
	dsp_objects | diff /out/objects - >&2 || fail "round $round: the DSP has other objects"
	pcmgen --seed "$round" --frames 4800 /tmp/noise.wav
	record_start /out/codec.wav
	lab-barrier "play-$round"
	lab-barrier "played-$round"
	record_stop
	pcmcheck sum --json /out/check.json /out/codec.wav guest=/tmp/noise.wav ||
		fail "round $round: not exact"
done
lab-figure crashes="$(dsp_stat crashes)"
lab-barrier end
