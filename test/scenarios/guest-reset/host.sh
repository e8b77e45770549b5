#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# Guest a is reset by QEMU (system_reset) in mid-stream.
set -eu
. ./lib.sh
. ./death.sh

a_kill() {
	lab-guest monitor a system_reset
}

a_rises() {
	lab-guest wait a $(($1 + 1))
}

deaths
