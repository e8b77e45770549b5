/* SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause */
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * What mux and demux have in common: their settings.
 */
#ifndef SOFDSP_MUX_H
#define SOFDSP_MUX_H

#include "dsp_priv.h"
#include "mux_blob.h"

struct mux_config {
	u32 n_streams;
	struct mux_stream {
		u32 pipeline_id;
		u8 mask[SOFDSP_MAX_CHANNELS];
	} streams[MUX_BLOB_MAX_STREAMS];

	/* As it was set, to be read back. */
	u32 blob_bytes;			/* 0: never set */
	u8 blob[MUX_BLOB_MAX_BYTES];
};

/*
 * Returns 0 or -EINVAL: too short for its streams, too many of them, one pipeline
 * twice. On error @config is as it was.
 */
int sofdsp_mux_decode(struct mux_config *config, const void *data, u32 bytes);

/* The masks for a buffer, or NULL if none are set for it. */
const u8 *sofdsp_mux_masks(const struct mux_config *config,
			   const struct sofdsp_buffer *buf);

u32 sofdsp_mux_get_data(const struct mux_config *config, void *data, u32 cap);

#endif /* SOFDSP_MUX_H */
