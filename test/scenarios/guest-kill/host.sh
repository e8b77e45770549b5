#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# Guest a's QEMU is killed with SIGKILL in mid-stream, and started again.
set -eu
. ./lib.sh
. ./death.sh

a_kill() {
	lab-guest kill a
}

a_rises() {
	lab-guest start a
	lab-guest wait a $(($1 + 1))
}

deaths
