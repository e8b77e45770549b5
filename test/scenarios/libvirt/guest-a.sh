#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
set -eu
. ./lib.sh

pcmgen --seed 5 --frames 48000 /tmp/a.wav
lab-barrier recording
play "$guest_pcm" /tmp/a.wav
lab-barrier played
lab-barrier again
pcmgen --seed 6 --frames 48000 /tmp/a.wav
lab-barrier recording-again
play "$guest_pcm" /tmp/a.wav
lab-barrier played-again
lab-barrier end
