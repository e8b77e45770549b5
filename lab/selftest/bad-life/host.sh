#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
# Must fail: the guest's first life ends with a warning that its last knows nothing of.
lab-guest wait a 2
