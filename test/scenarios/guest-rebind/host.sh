#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# Guest a's driver is unbound in mid-stream, and bound again.
set -eu
. ./lib.sh
. ./death.sh

a_kill() {
	: # guest a does it
}

a_rises() {
	:
}

deaths
