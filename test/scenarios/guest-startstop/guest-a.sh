#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
set -eu
. ./lib.sh
. ./streams.sh
. ./order.sh

go_slowly 8

order_files a
guest_stays_awake
lab-barrier start
order_run true
noise mic 1 $((48000 * long_seconds)) /tmp/mic.wav
order_heard a /tmp/mic.wav
lab-barrier checked
