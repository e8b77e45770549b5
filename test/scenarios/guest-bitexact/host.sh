#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
# What guest a plays reaches the codec bit for bit, whatever width, period and
# buffer it plays with.
set -eu
. ./lib.sh

record_start /out/codec.wav
lab-barrier recording
lab-barrier played
record_stop

set --
while read -r seed bits frames _; do
	pcmgen --seed "$seed" --bits "$bits" --frames "$frames" "/tmp/$seed.wav"
	set -- "$@" "$seed=/tmp/$seed.wav"
done <<END
$(grep '^[0-9]' cases)
END
pcmcheck sum --json /out/check.json /out/codec.wav "$@"
lab-figure "streams=$#"
