#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
# Use and removal; setup.sh has installed the packages.
set -eu
. ./lib.sh
. ./install.sh

record_start /out/codec.wav
lab-barrier recording
lab-say "play"
lab-barrier played
record_stop
pcmgen --seed 5 --frames 48000 /tmp/a.wav
pcmcheck sum /out/codec.wav a=/tmp/a.wav
dsp_healthy
sofvctl doctor >/out/doctor || fail "doctor: $(grep ^fail /out/doctor)"
for check in kernel modules layout card qemu guest; do
	grep -q "^ok    $check " /out/doctor || fail "doctor: $(grep " $check " /out/doctor)"
done

lab-say "remove"
wait_for 60 no_guest_runs
modprobe -r vhost_dsp
modprobe -r snd-sof-softdsp
dpkg -P sof-virtio-tools sof-virtio-topologies sof-virtio-dkms
for gone in /usr/bin/sofvctl /usr/lib/firmware/sof-virtio /usr/lib/firmware/sof-softdsp \
	/usr/src/sof-virtio-* /var/lib/dkms/sof-virtio /usr/lib/udev/rules.d/60-sof-virtio.rules \
	/usr/lib/systemd/system/sof-virtio-guests.service; do
	[ ! -e "$gone" ] || fail "left behind: $gone"
done
! modinfo vhost_dsp 2>/dev/null || fail "vhost_dsp is still there"
! modinfo snd-sof-virtio 2>/dev/null || fail "snd-sof-virtio is still there"
case $(modinfo -n snd-sof) in
*/kernel/sound/soc/sof/*) ;;
*) fail "the stock snd-sof is not back: $(modinfo -n snd-sof)" ;;
esac
modprobe snd-sof
# a definition is the administrator's, and stays
[ -f /etc/sof-virtio/guests.d/a.conf ] || fail "the definition of guest a is gone"
