#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
# Must fail: the script does, while a guest waits for it at a barrier.
echo "this line must be shown"
exit 3
