#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
# A topology that does not fit: no card, and one line that says why.
set -eu
. ./lib.sh

wait_for 20 sh -c "dmesg | grep -q \"the host's quota for this guest is used up: no more bytes of buffers\""
sleep 1
! grep -q '^ *0 ' /proc/asound/cards || fail "there is a card: $(cat /proc/asound/cards)"
dmesg | grep -E "virtio|sof" | tail -n 12
lab-barrier recording
lab-barrier played
