# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
# shellcheck shell=sh disable=SC2034
rounds=20
b_seconds=62	# longer than the rounds take
