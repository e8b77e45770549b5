#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# sofdsp-run and the benchmark send the DSP what SOF core would send it: here is SOF
# core, which writes its messages to the kernel's log. From the first component to
# the last PIPE_COMPLETE, and, when the DSP goes to sleep, until all is freed again:
# the same messages in the same order with the same bytes.
set -eu
. ./lib.sh

dump_payload=2048	# SOF_DBG_DUMP_IPC_MESSAGE_PAYLOAD

# The topology's messages of a log: TPLG, DAI and COMP. Data that goes in parts is
# shown as a whole, after all of them: left out.
messages_of() {
	sed -n -e 's/.*ipc tx: \(0x[0-9a-f]*\).*/\1/p' -e 's/.*Message payload: //p' \
		-e 's/.*Size of payload following the header: /size /p' "$1" | awk '
		/^0x/ { topology = /^0x[358]0/; data = /^0x500[34]/; on = topology }
		/^size/ { on = topology && !(data && $2 > 376); next }
		on' | sed 's/ *$//'
}

# load NAME: with its messages in the log, until unload
load() {
	modprobe snd-sof sof_debug=$dump_payload
	echo 'file ipc3.c +p' >/proc/dynamic_debug/control
	dmesg --clear
	dmesg --follow >/tmp/log &
	follow=$!
	modprobe snd-sof-softdsp tplg_name="$1.tplg"
	wait_for 10 test -d "/proc/asound/$codec"
	wait_for 20 dsp_suspended
}

unload() {
	sleep 0.5
	kill $follow
	modprobe -r snd-sof-softdsp
}

# same NAME TOPOLOGY [PCM DIRECTION]: the messages in the log are those of the runner
same() {
	name=$1
	shift
	messages_of /tmp/log >"/out/$name.kernel"
	tplgmsg "$@" >"/out/$name.runner"
	n=$(grep -c ^0x "/out/$name.kernel") || fail "$name: no messages in the log"
	diff "/out/$name.kernel" "/out/$name.runner" >"/out/$name.diff" ||
		fail "$name: $(head -n 20 "/out/$name.diff")"
	lab-figure "$name.messages=$n"
	lab-say "$name: $n messages, the same"
}

for tplg in /lib/firmware/sof-softdsp/*.tplg; do
	name=$(basename "$tplg" .tplg)
	load "$name"
	unload
	same "$name" "$tplg"
done

# The same with dynamic pipelines, of a stream of each direction: token 206 says so.
dynamic=/lib/firmware/sof-softdsp/dynamic.tplg
LC_ALL=C sed 's/\xce\x00\x00\x00\x00\x00\x00\x00/\xce\x00\x00\x00\x01\x00\x00\x00/g' \
	/lib/firmware/sof-softdsp/sof-softdsp-novirtual.tplg >$dynamic
pcmgen --frames 4800 /tmp/short.wav
load dynamic
play "$media" /tmp/short.wav
wait_for 20 dsp_suspended
unload
same dynamic-playback $dynamic Media playback
load dynamic
arecord -q -D "$media" -f S32_LE -r 48000 -c 2 -d 1 /tmp/mic.wav
wait_for 20 dsp_suspended
unload
same dynamic-capture $dynamic Media capture
