# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
# shellcheck shell=sh disable=SC2034
load_messages=14	# that the guest's topology takes
rounds=$((load_messages + 1 + 4))
