#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
# Two guests and the host at once: the codec gets the saturating sum of the
# three, sample for sample.
set -eu
. ./lib.sh
. ./play.sh

record_start /out/codec.wav
play_loud "$media"
record_stop
loud_file a
loud_file b
pcmcheck sum --min-saturated 1000 --min-together 24000 --json /out/check.json \
	/out/codec.wav host=/tmp/host.wav a=/tmp/a.wav b=/tmp/b.wav
