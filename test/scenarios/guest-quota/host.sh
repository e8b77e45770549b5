#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
# Quotas reached: told in the guest's log and counted here; a guest above its rate
# of messages gets there all the same; others notice nothing; nothing is left.
set -eu
. ./lib.sh

# number GUEST NAME
number() {
	sofvctl guest show "$1" --json | sed -n "s/^ *\"$2\": *\([0-9]*\),\{0,1\}$/\1/p"
}

record_start /out/codec.wav
lab-barrier recording
lab-barrier played
record_stop
pcmgen --seed 6 --bits 32 --frames 96000 --peak-db -1 /tmp/a.wav
pcmcheck sum /out/codec.wav a=/tmp/a.wav
dsp_healthy

sofvctl status | tee /out/status
for guest in a b; do
	sofvctl guest show $guest | tee /out/guest-$guest
	[ "$(number $guest ipc_over_quota)" -ge 1 ] || fail "$guest: nothing was refused for a quota"
	[ "$(number $guest ipc_received)" = $(($(number $guest ipc_forwarded) +
		$(number $guest ipc_handled) + $(number $guest ipc_refused))) ] ||
		fail "$guest: a message is missing"
	lab-figure "over_quota_$guest=$(number $guest ipc_over_quota)"
done
[ "$(number a quota_streams)" = 1 ] || fail "guest a was refused $(number a quota_streams) streams"
[ "$(number b quota_buffer_bytes)" = "$(number b ipc_over_quota)" ] ||
	fail "guest b was refused for something else than its buffers"
[ "$(number a ipc_delayed)" -ge 20 ] || fail "only $(number a ipc_delayed) messages had to wait"
[ "$(number b ipc_delayed)" = 0 ] || fail "guest b had to wait for guest a"
lab-figure "delayed_a=$(number a ipc_delayed)"

wait_for 60 no_guest_runs
for guest in a b; do
	[ "$(number $guest components)" = 0 ] || fail "$guest has left something on the DSP"
	sofvctl guest remove $guest
done
