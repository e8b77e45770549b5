#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
set -eu
. ./lib.sh
. ./signals.sh
go_slowly 4

lab-barrier start
play "$guest_pcm" /tmp/b.wav
lab-barrier end
lab-barrier over
