#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
# Install: what the lab does next, it does with what the packages brought.
set -eu
. ./lib.sh
. ./install.sh

! command -v sofvctl || fail "there is a sofvctl before there is a package"
! ls /usr/lib/firmware/sof-virtio 2>/dev/null || fail "there are topologies before there is a package"
lab-say "install"
dpkg -i /packages/sof-virtio-tools_*.deb /packages/sof-virtio-topologies_*.deb
install_dkms
cp /usr/share/doc/sof-virtio-tools/examples/example.conf /etc/sof-virtio/guests.d/a.conf 2>/dev/null ||
	printf '[guest]\ntopology = sof-virtio/sof-virtio-playback.tplg\nplayback = Guest 1\n' \
		>/etc/sof-virtio/guests.d/a.conf
modprobe snd-sof-softdsp
modprobe vhost_dsp
wait_for 20 test -e "/proc/asound/$card/pcm0p"
# as the udev rule has it done by the service; there is neither here
sofvctl guest load
