#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
# Install, and define two guests in files, one of them wrong. The rest is up to
# what the packages brought, when systemd boots the machine: nobody loads
# vhost_dsp here, nor any definition.
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
printf '[guest]\ntopology = sof-virtio/sof-virtio-playback.tplg\nplayblack = Guest 2\n' \
	>/etc/sof-virtio/guests.d/0-broken.conf
echo snd-sof-softdsp >/etc/modules-load.d/sof-softdsp.conf
lab-say "boot"
