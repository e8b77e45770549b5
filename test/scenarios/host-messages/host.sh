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

# The topology's messages of a log: TPLG, DAI and COMP.
messages_of() {
	sed -n -e 's/.*ipc tx: \(0x[0-9a-f]*\).*/\1/p' -e 's/.*Message payload: //p' "$1" |
		awk '/^0x/ { on = /^0x[358]0/ } on' | sed 's/ *$//'
}

# same TOPOLOGY: its messages in the log are those of the runner
same() {
	name=$(basename "$1" .tplg)
	modprobe snd-sof sof_debug=$dump_payload
	echo 'file ipc3.c +p' >/proc/dynamic_debug/control
	dmesg --clear
	dmesg --follow >"/tmp/$name.log" &
	follow=$!
	modprobe snd-sof-softdsp tplg_name="$name.tplg"
	wait_for 10 test -d /proc/asound/$codec
	wait_for 20 dsp_suspended
	sleep 0.5
	kill $follow
	modprobe -r snd-sof-softdsp

	messages_of "/tmp/$name.log" >"/out/$name.kernel"
	tplgmsg --unload "$1" >"/out/$name.runner"
	n=$(grep -c ^0x "/out/$name.kernel") || fail "$name: no messages in the log"
	diff "/out/$name.kernel" "/out/$name.runner" >"/out/$name.diff" ||
		fail "$name: $(head -n 20 "/out/$name.diff")"
	lab-figure "$name.messages=$n"
	lab-say "$name: $n messages, the same"
}

for tplg in /lib/firmware/sof-softdsp/*.tplg; do
	same "$tplg"
done
