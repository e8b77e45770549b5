#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
# Guest a starts and stops 50 times while the host plays. The host's stream and
# every complete stream of the guest are bit-exact; afterwards DPCM, the DSP and
# the backend are where they were, and when the guest has ended, nothing of it
# is left (P-8.2).
set -eu
. ./lib.sh
. ./length.sh

set -- host=/tmp/host.wav
for i in $(seq 1 2 "$rounds"); do
	pcmgen --seed $((100 + i)) --frames 4800 "/tmp/$i.wav"
	set -- "$@" "$i=/tmp/$i.wav"
done
pcmgen --seed 50 --frames $((48000 * host_seconds)) --bits 32 /tmp/host.wav

lab-barrier awake
dsp_objects >/out/before
guest_objects a >/out/guest-before
record_start /out/codec.wav
play "$media" /tmp/host.wav &
host_play=$!
lab-barrier start
lab-barrier end
kill -0 $host_play || fail "the host's stream ended before the guest's last"
wait $host_play
record_stop

pcmcheck sum --json /out/check.json /out/codec.wav "$@"
dsp_healthy
for pcm in "Guest 1" Media; do
	dpcm_closed "$pcm"
done
dsp_objects >/out/after
diff /out/before /out/after >&2 || fail "the DSP has other objects than before"
guest_objects a >/out/guest-after
diff /out/guest-before /out/guest-after >&2 || fail "sofvctl shows other objects than before"
lab-figure "rounds=$rounds"
lab-barrier checked

wait_for 30 no_guest_runs
guest_objects a >/out/guest-gone
[ "$(tr -d '\n' </out/guest-gone)" = "components 0pipelines 0streams 0" ] ||
	fail "guest a is gone, but the backend holds: $(cat /out/guest-gone)"
dsp_objects >/out/gone
for what in components pipelines; do
	left=$(sed -n "s/^$what //p" /out/gone)
	was=$(sed -n "s/^$what //p" /out/before)
	of_guest=$(sed -n "s/^$what //p" /out/guest-before)
	[ "$of_guest" -gt 0 ] || fail "guest a had no $what"
	[ "$left" = $((was - of_guest)) ] ||
		fail "$what on the DSP: $was with the guest's $of_guest, $left without"
done
dpcm_closed "Guest 1"
