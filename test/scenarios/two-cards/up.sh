# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
# shellcheck shell=sh
set -eu
. ./lib.sh
for n in "" 1 2; do
	wait_for 20 test -e /proc/asound/softdspcodec$n/pcm0p
done
modprobe vhost-dsp
sofvctl guest add a2 --topology sof-virtio/sof-virtio-playback.tplg --playback "Guest 2" \
	--card softdsp.1
