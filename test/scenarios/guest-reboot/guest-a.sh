#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
set -eu
. ./lib.sh
. ./death.sh

[ "$LAB_LIFE" != 1 ] || lab-barrier start
a_card_is_up
a_streams_start
if [ "$LAB_LIFE" -le "$rounds" ]; then
	sleep $pace
	a_streams_run
	# Going down takes a while in real time, and the disk goes before us: who ends then
	# must not need anything from there.
	# shellcheck disable=SC2046
	[ "$LAB_LANE" = virtual ] ||
		cat /usr/bin/aplay /usr/bin/arecord \
			$(ldd /usr/bin/aplay | grep -o '/[^ ]*') >/dev/null
	busybox reboot -f
	sleep 60
	fail "no reboot"
fi
a_over
