// SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Settings of mux and demux; see mux.h.
 */
#include "mux.h"

static bool mux_names_twice(const struct mux_blob_stream *streams, u32 n)
{
	u32 i, k;

	for (i = 1; i < n; i++)
		for (k = 0; k < i; k++)
			if (streams[i].pipeline_id == streams[k].pipeline_id)
				return true;
	return false;
}

int sofdsp_mux_decode(struct mux_config *config, const void *data, u32 bytes)
{
	const struct mux_blob *blob = data;
	const struct mux_blob_stream *streams = (const void *)(blob + 1);
	u32 n, i;

	if (bytes < sizeof(*blob) || bytes > sizeof(config->blob))
		return -EINVAL;
	n = sofv_le16_to_cpu(blob->num_streams);
	if (n > (bytes - sizeof(*blob)) / sizeof(*streams) ||
	    mux_names_twice(streams, n))
		return -EINVAL;

	config->n_streams = n;
	for (i = 0; i < n; i++) {
		config->streams[i].pipeline_id =
			sofv_le32_to_cpu(streams[i].pipeline_id);
		memcpy(config->streams[i].mask, streams[i].mask,
		       sizeof(config->streams[i].mask));
	}
	config->blob_bytes = bytes;
	memcpy(config->blob, data, bytes);
	return 0;
}

const u8 *sofdsp_mux_masks(const struct mux_config *config,
			   const struct sofdsp_buffer *buf)
{
	const struct mux_stream *stream;
	const u8 *any = NULL;
	u32 i;

	for (i = 0; i < config->n_streams; i++) {
		stream = &config->streams[i];
		if (stream->pipeline_id == buf->pipeline_id)
			return stream->mask;
		if (stream->pipeline_id == MUX_BLOB_ANY_PIPELINE)
			any = stream->mask;
	}
	return any;
}

u32 sofdsp_mux_get_data(const struct mux_config *config, void *data, u32 cap)
{
	if (cap)
		memcpy(data, config->blob, sofdsp_min(cap, config->blob_bytes));
	return config->blob_bytes;
}
