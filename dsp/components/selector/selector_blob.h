/* SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause */
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * The selector's setting as it travels in a bytes control. Layout: SOF firmware's
 * src/include/user/selector.h.
 */
#ifndef SOFDSP_SELECTOR_BLOB_H
#define SOFDSP_SELECTOR_BLOB_H

#include <sofv_port.h>

struct selector_blob {
	sofv_le32 in_channels_count;	/* 0: any */
	sofv_le32 out_channels_count;	/* 0: as many as come in */
	sofv_le32 sel_channel;
} SOFV_PACKED_ALIGNED4;

static_assert(sizeof(struct selector_blob) == 12, "as SOF has it");

#endif /* SOFDSP_SELECTOR_BLOB_H */
