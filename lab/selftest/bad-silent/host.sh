#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
# Must fail: the machine ends without a verdict.
busybox poweroff -f
sleep 10
