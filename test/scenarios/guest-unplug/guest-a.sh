#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
set -eu
. ./lib.sh
. ./death.sh

lab-barrier start
for _ in $(seq "$rounds"); do
	a_streams_start
	wait_for 30 test ! -e /proc/asound/card0
	a_streams_end
	a_card_is_up
done
a_streams_start
a_over
