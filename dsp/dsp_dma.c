// SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * The host DMA: rings in host memory, made of pieces, one per stream tag and
 * direction. Whatever the host does to the ring's contents meanwhile is its own
 * affair; the DSP only copies.
 */
#include "dsp_priv.h"

static struct sofdsp_dma *dma_find(struct sofdsp *dsp, u32 tag, u32 direction)
{
	if (!tag || tag > SOFDSP_MAX_STREAMS || direction > SOFDSP_DIR_CAPTURE)
		return NULL;
	return &dsp->dmas[direction][tag - 1];
}

/* Written by the tick, read at any time: one untorn store of an aligned word. */
static void dma_set_position(struct sofdsp_dma *dma, u32 position)
{
	*(volatile u32 *)&dma->position = position;
}

int sofdsp_dma_setup(struct sofdsp *dsp, u32 stream_tag, u32 direction,
		     const struct sofdsp_sg *sg, u32 n_sg, u32 buffer_bytes)
{
	struct sofdsp_dma *dma = dma_find(dsp, stream_tag, direction);
	u32 left = buffer_bytes, i;

	if (!dma || !sg || !n_sg || !buffer_bytes)
		return -EINVAL;
	if (dma->sg)
		return -EBUSY;
	for (i = 0; i < n_sg; i++) {
		if (!sg[i].addr || !sg[i].bytes)
			return -EINVAL;
		left -= sofdsp_min(left, sg[i].bytes);
	}
	if (left)
		return -EINVAL;

	memset(dma, 0, sizeof(*dma));
	dma->sg = sg;
	dma->n_sg = n_sg;
	dma->buffer_bytes = buffer_bytes;
	return 0;
}

u32 sofdsp_dma_position(const struct sofdsp *dsp, u32 stream_tag, u32 direction)
{
	if (!stream_tag || stream_tag > SOFDSP_MAX_STREAMS ||
	    direction > SOFDSP_DIR_CAPTURE)
		return 0;
	return *(const volatile u32 *)&dsp->dmas[direction][stream_tag - 1].position;
}

void sofdsp_dma_free(struct sofdsp *dsp, u32 stream_tag, u32 direction)
{
	struct sofdsp_dma *dma = dma_find(dsp, stream_tag, direction);
	struct sofdsp_host *host;
	u32 i;

	if (!dma)
		return;
	for (i = 0; i < SOFDSP_MAX_STREAMS; i++) {
		if (!dsp->streams[i])
			continue;
		host = sofdsp_to_host(dsp->streams[i]);
		if (host->dma == dma)
			host->dma = NULL;
	}
	memset(dma, 0, sizeof(*dma));
}

void sofdsp_dma_rewind(struct sofdsp_dma *dma)
{
	dma->sg_index = 0;
	dma->sg_offset = 0;
	dma_set_position(dma, 0);
}

/* The next contiguous piece, at most *bytes of it; into *bytes. */
static u8 *dma_piece(struct sofdsp_dma *dma, u32 *bytes)
{
	const struct sofdsp_sg *sg = &dma->sg[dma->sg_index];

	*bytes = sofdsp_min(*bytes, sg->bytes - dma->sg_offset);
	*bytes = sofdsp_min(*bytes, dma->buffer_bytes - dma->position);
	return (u8 *)sg->addr + dma->sg_offset;
}

static void dma_advance(struct sofdsp_dma *dma, u32 bytes)
{
	u32 position = dma->position + bytes;

	if (position >= dma->buffer_bytes) {
		sofdsp_dma_rewind(dma);
		return;
	}
	dma_set_position(dma, position);
	dma->sg_offset += bytes;
	if (dma->sg_offset >= dma->sg[dma->sg_index].bytes) {
		dma->sg_index++;
		dma->sg_offset = 0;
	}
}

void sofdsp_dma_get(struct sofdsp_dma *dma, void *to, u32 bytes)
{
	const u8 *piece;
	u8 *out = to;
	u32 n;

	for (; bytes; bytes -= n, out += n) {
		n = bytes;
		piece = dma_piece(dma, &n);
		memcpy(out, piece, n);
		dma_advance(dma, n);
	}
}

void sofdsp_dma_put(struct sofdsp_dma *dma, const void *from, u32 bytes)
{
	const u8 *in = from;
	u8 *piece;
	u32 n;

	for (; bytes; bytes -= n, in += n) {
		n = bytes;
		piece = dma_piece(dma, &n);
		memcpy(piece, in, n);
		dma_advance(dma, n);
	}
}
