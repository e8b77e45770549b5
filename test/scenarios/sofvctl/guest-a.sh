#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
set -eu
. ./lib.sh

pcmgen --seed 4 --frames 96000 /tmp/a.wav
lab-barrier start
play "$guest_pcm" /tmp/a.wav &
lab-barrier playing
lab-barrier seen
wait
lab-barrier end
