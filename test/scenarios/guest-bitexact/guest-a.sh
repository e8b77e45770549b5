#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
set -eu
. ./lib.sh

lab-barrier recording
while read -r seed bits frames period buffer; do
	pcmgen --seed "$seed" --bits "$bits" --frames "$frames" "/tmp/$seed.wav"
	lab-say "$bits bit, period $period, buffer $buffer"
	play "$guest_pcm" "/tmp/$seed.wav" --period-size "$period" --buffer-size "$buffer"
done <<END
$(grep '^[0-9]' cases)
END
lab-barrier played
