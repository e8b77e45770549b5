#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
set -eu
. ./lib.sh
. ./install.sh

grep -q 'no soundcards' /proc/asound/cards 2>/dev/null || [ ! -e /proc/asound/cards ] ||
	fail "a sound card without a driver: $(cat /proc/asound/cards)"
install_dkms
# as udev does it
for device in /sys/bus/virtio/devices/*; do
	modprobe -q "$(cat "$device/modalias")" || true
done
wait_for 20 test -e /proc/asound/card0/pcm0p

# what a desktop's sound server asks
ucm_files() {
	find /usr/share/alsa /usr/share/doc | LC_ALL=C sort
}
ucm_files >/tmp/ucm.before
dpkg -i /packages/sof-virtio-ucm_*.deb
# the image leaves documentation out
! dpkg -V sof-virtio-ucm | grep -v ' /usr/share/doc/' || fail "sof-virtio-ucm is not complete"
alsaucm -c hw:0 set _verb HiFi list _devices get PlaybackPCM/Speaker >/out/ucm
cat /out/ucm
[ "$(sed -n 's/^ *[0-9]*: //p' /out/ucm)" = Speaker ] || fail "UCM: $(alsaucm -c hw:0 dump text 2>&1)"
grep -q '^ *PlaybackPCM/Speaker=.*,0$' /out/ucm || fail "UCM: $(cat /out/ucm)"
dpkg -P sof-virtio-ucm
! alsaucm -c hw:0 list _verbs 2>/dev/null || fail "there is a UCM profile without its package"
ucm_files >/tmp/ucm.after
diff /tmp/ucm.before /tmp/ucm.after >&2 || fail "sof-virtio-ucm has not put back what was there"

pcmgen --seed 5 --frames 48000 /tmp/a.wav
lab-barrier recording
play "$guest_pcm" /tmp/a.wav
lab-barrier played
