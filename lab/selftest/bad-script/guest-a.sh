#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
# Learns that the host will not come, instead of waiting.
! lab-barrier never
