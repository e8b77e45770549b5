# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
# shellcheck shell=sh
#
# Three DSPs: two whose topologies are alike, names and all, and one without
# connection points.
modprobe snd-sof-softdsp dsps=3 \
	tplg_name=sof-softdsp.tplg,sof-softdsp.tplg,sof-softdsp-loop.tplg
