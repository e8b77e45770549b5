#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
set -eu
. ./lib.sh
. ./death.sh

driver=/sys/bus/virtio/drivers/snd_sof_virtio
device=$(basename "$(readlink -f $driver/virtio*)")

lab-barrier start
for i in $(seq "$rounds"); do
	a_streams_start
	sleep $pace
	a_streams_run
	echo "$device" >$driver/unbind
	[ ! -e /proc/asound/card0 ] || fail "round $i: the card outlived its driver"
	a_streams_end
	sleep $pace
	echo "$device" >$driver/bind
	a_card_is_up
done
a_streams_start
a_over
