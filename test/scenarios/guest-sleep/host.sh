#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# Two guests that play now and then. The DSP sleeps when both do, though they are up;
# who plays then gets its graph anew, and what it plays is exact. While one plays
# the DSP stays up, and the other, which slept, does not send its graph again: its
# messages are counted. A control turned while asleep holds in both cases (P-4.3.2,
# P-4.3.3, P-4.3.11).
set -eu
. ./lib.sh

# messages NAME: of guest NAME so far
messages() {
	sofvctl guest show "$1" --json | sed -n 's/^ *"ipc_received" *: *\([0-9]*\),$/\1/p'
}

pcmgen --seed 91 --bits 32 --frames 24000 /tmp/a.wav
pcmgen --seed 92 --bits 32 --frames 480000 /tmp/b.wav

lab-barrier up
for round in 1 2 3; do
	wait_for 20 dsp_suspended
	boots=$(dsp_stat boots)
	whole=$(messages a)
	record_start /out/woken.wav
	lab-barrier "asleep-$round"
	lab-barrier "played-$round"
	record_stop
	whole=$(($(messages a) - whole))
	pcmcheck sum --json /out/woken.json /out/woken.wav a=/tmp/a.wav || fail "round $round"
	[ "$(dsp_stat boots)" = $((boots + 1)) ] ||
		fail "round $round: $(($(dsp_stat boots) - boots)) boots"
done
lab-figure "messages_with_graph=$whole"

# turned down while all sleep
wait_for 20 dsp_suspended
lab-barrier turn-down
lab-barrier turned-down
dsp_suspended || fail "the DSP woke up for a control"
record_start /out/down.wav
lab-barrier down
lab-barrier down-played
record_stop
pcmcheck level --expect-db -6 /out/down.wav a=/tmp/a.wav
lab-barrier down-checked

# b plays, so the DSP stays up; a sleeps, is turned up, and plays
record_start /out/both.wav
lab-barrier b-plays
lab-barrier a-sleeps
boots=$(dsp_stat boots)
few=$(messages a)
lab-barrier a-wakes
lab-barrier a-played
few=$(($(messages a) - few))
[ "$(dsp_stat boots)" = "$boots" ] || fail "the DSP slept while b played"
lab-barrier b-ends
record_stop
pcmcheck sum --json /out/both.json --min-together 20000 /out/both.wav a=/tmp/a.wav b=/tmp/b.wav
lab-say "messages of a guest that wakes up and plays: $whole with its graph, $few without"
lab-figure "messages_without_graph=$few"
[ "$few" -lt $((whole / 2)) ] || fail "$few messages, as if a sent its graph again"
dsp_healthy
wait_for 20 dsp_suspended
lab-barrier end
