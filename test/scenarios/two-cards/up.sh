# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
# shellcheck shell=sh
set -eu
. ./lib.sh
for n in "" 1 2; do
	wait_for 20 test -e /proc/asound/softdspcodec$n/pcm0p
done
# its topology is loaded after that of the other one, whose DAIs have the same names
machine=/sys/bus/platform/drivers/softdsp-machine
echo softdsp-machine.0 >$machine/unbind
[ ! -e /proc/asound/sofsoftdsp ] || fail "the first card stays"
# SOF core leaves its graph on the DSP, which has to forget it first
wait_for 20 dsp_suspended
echo softdsp-machine.0 >$machine/bind
wait_for 20 test -e /proc/asound/sofsoftdsp/pcm0p
modprobe vhost-dsp
sofvctl guest add a2 --topology sof-virtio/sof-virtio-playback.tplg --playback "Guest 2" \
	--card softdsp.1
