#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
# The host plays too, records what the speaker gets, and is who speaks.
set -eu
. ./lib.sh

record_start /out/codec.wav
lab-say "records the codec"
. ./programme.sh
wait "$speaker_pid"
record_stop
lab-figure "dsp_xruns=$(dsp_stat xruns)"
dsp_healthy
