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
pcmgen --seed 5 --frames 48000 /tmp/a.wav
lab-barrier recording
play "$guest_pcm" /tmp/a.wav
lab-barrier played
