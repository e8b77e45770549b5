// SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Host copier: moves one period per tick between the host's ring and the graph,
 * converting the sample format, and keeps count for the position messages.
 * PCM_PARAMS fills in its stream (dsp_stream.c).
 */
#include "dsp_priv.h"

static int host_init(struct sofdsp_comp *comp, const void *msg)
{
	const struct sof3_comp_host *m = msg;
	struct sofdsp_host *host = comp->priv;

	host->direction = sofv_le32_to_cpu(m->direction);
	if (host->direction > SOF3_DIR_CAPTURE)
		return -EINVAL;
	comp->max_ins = host->direction == SOF3_DIR_CAPTURE;
	comp->max_outs = host->direction == SOF3_DIR_PLAYBACK;
	return 0;
}

static int host_prepare(struct sofdsp_comp *comp)
{
	const struct sofdsp_host *host = comp->priv;

	comp->channels = host->channels;
	if (comp->outs)
		sofdsp_buffer_set_channels(comp->outs, host->channels);
	return 0;
}

static void host_decode(s32 *to, const void *raw, u32 n, u32 frame_fmt)
{
	const sofv_le16 *in16 = raw;
	const sofv_le32 *in32 = raw;
	u32 i;

	switch (frame_fmt) {
	case SOF3_FRAME_S16_LE:
		for (i = 0; i < n; i++)
			to[i] = (s32)((u32)sofv_le16_to_cpu(in16[i]) << 16);
		break;
	case SOF3_FRAME_S24_4LE:
		for (i = 0; i < n; i++)
			to[i] = (s32)(sofv_le32_to_cpu(in32[i]) << 8);
		break;
	default:
		for (i = 0; i < n; i++)
			to[i] = (s32)sofv_le32_to_cpu(in32[i]);
		break;
	}
}

static void host_encode(void *raw, const s32 *from, u32 n, u32 frame_fmt)
{
	sofv_le16 *out16 = raw;
	sofv_le32 *out32 = raw;
	u32 i;

	switch (frame_fmt) {
	case SOF3_FRAME_S16_LE:
		for (i = 0; i < n; i++)
			out16[i] = sofv_cpu_to_le16((u16)sofdsp_round_s16(from[i]));
		break;
	case SOF3_FRAME_S24_4LE:
		for (i = 0; i < n; i++)
			out32[i] = sofv_cpu_to_le32((u32)
				(sofdsp_sat_s32((s64)from[i] + (1 << 7)) >> 8));
		break;
	default:
		for (i = 0; i < n; i++)
			out32[i] = sofv_cpu_to_le32((u32)from[i]);
		break;
	}
}

static void host_playback(struct sofdsp_comp *comp, struct sofdsp_host *host,
			  u32 n_frames)
{
	const u32 frame_bytes = host->channels * host->sample_bytes;
	const u8 *raw = (const u8 *)host->raw;
	u32 left, n;
	s32 *to;

	sofdsp_dma_get(host->dma, host->raw, n_frames * frame_bytes);
	for (left = n_frames; left; left -= n, raw += n * frame_bytes) {
		n = left;
		to = sofdsp_buffer_write(comp->outs, &n);
		host_decode(to, raw, n * host->channels, host->frame_fmt);
		sofdsp_buffer_produce(comp->outs, n);
	}
}

static void host_capture(struct sofdsp_comp *comp, struct sofdsp_host *host,
			 u32 n_frames)
{
	const u32 frame_bytes = host->channels * host->sample_bytes;
	u8 *raw = (u8 *)host->raw;
	u32 left, n;
	const s32 *from;

	for (left = n_frames; left; left -= n, raw += n * frame_bytes) {
		n = left;
		from = sofdsp_buffer_read(comp->ins, &n);
		host_encode(raw, from, n * host->channels, host->frame_fmt);
		sofdsp_buffer_consume(comp->ins, n);
	}
	sofdsp_dma_put(host->dma, host->raw, n_frames * frame_bytes);
}

static void host_process(struct sofdsp_comp *comp)
{
	struct sofdsp_host *host = comp->priv;
	u32 n = SOFDSP_PERIOD_FRAMES;

	if (!host->dma)
		return;
	if (host->direction == SOF3_DIR_PLAYBACK) {
		n = comp->outs ? sofdsp_min(n, sofdsp_buffer_room(comp->outs)) : 0;
		host_playback(comp, host, n);
	} else {
		n = comp->ins ? sofdsp_min(n, sofdsp_buffer_fill(comp->ins)) : 0;
		host_capture(comp, host, n);
	}

	if (!host->period_bytes)
		return;
	host->since_period_bytes += n * host->channels * host->sample_bytes;
	if (host->since_period_bytes >= host->period_bytes) {
		host->since_period_bytes %= host->period_bytes;
		host->period_elapsed = true;
	}
}

static void host_reset(struct sofdsp_comp *comp)
{
	if (comp->outs)
		sofdsp_buffer_set_channels(comp->outs, 0);
}

const struct sofdsp_comp_ops sofdsp_host_ops = {
	.type = SOF3_TYPE_HOST,
	.msg_bytes = sizeof(struct sof3_comp_host),
	.priv_bytes = sizeof(struct sofdsp_host),
	.init = host_init,
	.prepare = host_prepare,
	.process = host_process,
	.reset = host_reset,
};
