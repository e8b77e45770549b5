// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * No code: the module does not build if our IPC3 layouts differ from the kernel's.
 */
#include <kernel-abi/sof3_abi.c>
