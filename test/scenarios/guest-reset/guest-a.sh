#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
set -eu
. ./lib.sh
. ./death.sh

[ "$LAB_LIFE" != 1 ] || lab-barrier start
a_card_is_up
a_streams_start
a_over
