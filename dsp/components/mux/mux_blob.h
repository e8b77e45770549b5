/* SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause */
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Routing of mux and demux as it travels in a bytes control. Layout: SOF firmware's
 * src/audio/mux/mux.h with its 8 channels.
 */
#ifndef SOFDSP_MUX_BLOB_H
#define SOFDSP_MUX_BLOB_H

#include <sofv_port.h>

/* SOF allows 4. */
#define MUX_BLOB_MAX_STREAMS	16u
#define MUX_BLOB_CHANNELS	8u

/*
 * Ours: every buffer that no other entry names. Guests need it: the host gives their
 * pipelines new numbers, but can't know which bytes of a blob are one.
 */
#define MUX_BLOB_ANY_PIPELINE	0xffffffffu

struct mux_blob_stream {
	/* Of the buffer on the side that has many. */
	sofv_le32 pipeline_id;
	u8 num_channels;		/* unused since ABI 3.15 */
	/*
	 * Demux: mask[out] has a bit for each input channel that is in it.
	 * Mux: mask[in] has a bit for each output channel that it goes to.
	 */
	u8 mask[MUX_BLOB_CHANNELS];
	u8 reserved[3];
} SOFV_PACKED_ALIGNED4;

/* Followed by num_streams times struct mux_blob_stream. */
struct mux_blob {
	sofv_le16 frame_format;		/* unused since ABI 3.15 */
	sofv_le16 num_channels;		/* unused since ABI 3.15 */
	sofv_le16 num_streams;
	sofv_le16 reserved;
} SOFV_PACKED_ALIGNED4;

static_assert(sizeof(struct mux_blob_stream) == 16, "as SOF has it");
static_assert(sizeof(struct mux_blob) == 8, "as SOF has it");

#define MUX_BLOB_MAX_BYTES \
	((u32)sizeof(struct mux_blob) + \
	 MUX_BLOB_MAX_STREAMS * (u32)sizeof(struct mux_blob_stream))

#endif /* SOFDSP_MUX_BLOB_H */
