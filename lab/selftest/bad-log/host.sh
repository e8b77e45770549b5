#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
# Must fail: the kernel log holds a warning.
echo "<4>lab: a warning for the self-test" >/dev/kmsg
