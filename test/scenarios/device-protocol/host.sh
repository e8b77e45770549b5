#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# The real vhost-dsp against doc/protocol.md, by a program that is VMM and driver
# at once and sends what no driver would (test/tools/dspprobe.c says which
# statements): then it plays, records, and is killed in mid-stream while the host
# plays. Bit-exact both ways; nothing is left; no line in the log (P-3.2.5).
set -eu
. ./lib.sh
kills=10

modprobe vhost-dsp
asleep() {
	wait_for 20 dsp_suspended
	dsp_objects >"$1"
}

sofvctl guest add p --topology sof-virtio/sof-virtio-playback.tplg \
	--playback "Guest 1" --capture "Mic 1"
asleep /out/before

lab-say "the protocol"
lines=$(dmesg | wc -l)
dspprobe check p >/out/check.log || { grep -v '^ok' /out/check.log >&2; fail "dspprobe"; }
lab-figure "checks=$(grep -c '^ok' /out/check.log)"
grep 'took' /out/check.log
# P-3.2.5: 6000 refused requests and all the rest
[ "$(($(dmesg | wc -l) - lines))" -lt 20 ] || fail "$(($(dmesg | wc -l) - lines)) lines in the log"
# P-10.3, P-9.1
asleep /out/after-check
diff /out/before /out/after-check >&2 || fail "the DSP has other objects than before"

# with two processors (lab/run --smp) only
lab-say "more event buffers than there is time for"
dspprobe greedy p >/out/greedy.log || { cat /out/greedy.log >&2; fail "dspprobe greedy"; }
grep 'looked at$' /out/greedy.log

lab-say "play"
pcmgen --seed 61 --bits 32 --frames 48000 --peak-db 0 /tmp/p.wav
record_start /out/codec.wav
dspprobe play p /tmp/p.wav
record_stop
pcmcheck sum --json /out/play.json /out/codec.wav p=/tmp/p.wav
dpcm_closed "Guest 1"

lab-say "record"
pcmgen --seed 62 --bits 32 --frames 48000 --peak-db 0 /tmp/mic.wav
dspprobe record p /out/recorded.wav 96000 &
record_pid=$!
sleep 0.3
play "hw:$codec,0" /tmp/mic.wav
wait $record_pid
pcmcheck sum --json /out/record.json /out/recorded.wav mic=/tmp/mic.wav
rm /out/recorded.wav
dpcm_closed "Mic 1"

lab-say "killed $kills times while the host plays"
pcmgen --seed 63 --bits 32 --frames $((48000 * 12)) --peak-db 0 /tmp/media.wav
record_start /out/codec2.wav
play "$media" /tmp/media.wav &
media_pid=$!
for _ in $(seq $kills); do
	dspprobe hold p >/tmp/hold &
	hold_pid=$!
	wait_for 10 grep -q playing /tmp/hold
	sleep 0.2
	kill -KILL $hold_pid
	wait $hold_pid || true
	dpcm_closed "Guest 1"
done
kill -0 $media_pid || fail "the host's stream ended before the last kill"
wait $media_pid
record_stop
# P-9.2
pcmcheck sum --json /out/host.json /out/codec2.wav media=/tmp/media.wav
rm /out/codec2.wav
dsp_healthy

lab-say "what the DSP refuses"
lines=$(dmesg | wc -l)
dspprobe fails p >/out/fails.log || { grep -v '^ok' /out/fails.log >&2; fail "dspprobe fails"; }
grep 'took' /out/fails.log
# P-3.5.4: a line for each of 64 and one a second
lab-figure "log_lines_of_81_failures=$(($(dmesg | wc -l) - lines))"
[ "$(($(dmesg | wc -l) - lines))" -le 90 ] || fail "$(($(dmesg | wc -l) - lines)) lines in the log"
[ "$(dsp_stat message_errors)" = 81 ] || fail "the DSP has seen others: $(dsp_stat message_errors)"

asleep /out/after
diff /out/before /out/after >&2 || fail "the DSP has other objects than before"
lab-figure "kills=$kills"
