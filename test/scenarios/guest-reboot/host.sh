#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# Guest a reboots itself at once (reboot -f) in mid-stream.
set -eu
. ./lib.sh
. ./death.sh

a_kill() {
	: # it does it itself
}

a_rises() {
	lab-guest wait a $(($1 + 1))
}

deaths
