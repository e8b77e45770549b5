// SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Host copier: moves a tick's frames between the host's ring and the graph,
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

	if (host->direction == SOF3_DIR_PLAYBACK) {
		comp->channels = host->channels;
		comp->rate_hz = host->rate_hz;
		if (comp->outs)
			sofdsp_buffer_set_format(comp->outs, host->channels,
						 host->rate_hz);
		return 0;
	}
	/* Of an input with more channels, the first ones are recorded. */
	if (!comp->ins || comp->ins->channels < host->channels ||
	    comp->ins->rate_hz != host->rate_hz)
		return -EINVAL;
	comp->channels = comp->ins->channels;
	comp->rate_hz = comp->ins->rate_hz;
	return 0;
}

static void host_decode(s32 *to, const void *raw, u32 n, u32 frame_fmt)
{
	const sofv_le16 *in16 = raw;
	const sofv_le32 *in32 = raw;
	u32 i;

	switch (frame_fmt) {
	case SOF3_FRAME_S16_LE:
#pragma GCC unroll 4
		for (i = 0; i < n; i++)
			to[i] = (s32)((u32)sofv_le16_to_cpu(in16[i]) << 16);
		break;
	case SOF3_FRAME_S24_4LE:
#pragma GCC unroll 4
		for (i = 0; i < n; i++)
			to[i] = (s32)(sofv_le32_to_cpu(in32[i]) << 8);
		break;
	default:
#pragma GCC unroll 4
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
#pragma GCC unroll 4
		for (i = 0; i < n; i++)
			out16[i] = sofv_cpu_to_le16((u16)sofdsp_round_s16(from[i]));
		break;
	case SOF3_FRAME_S24_4LE:
#pragma GCC unroll 4
		for (i = 0; i < n; i++)
			out32[i] = sofv_cpu_to_le32((u32)sofdsp_round_s24(from[i]));
		break;
	default:
#pragma GCC unroll 4
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

/* Frames of comp->channels to frames of host->channels. */
static void host_encode_frames(const struct sofdsp_comp *comp,
			       const struct sofdsp_host *host, u8 *raw,
			       const s32 *from, u32 n_frames)
{
	u32 i;

	if (comp->channels == host->channels) {
		host_encode(raw, from, n_frames * host->channels, host->frame_fmt);
		return;
	}
	for (i = 0; i < n_frames; i++) {
		host_encode(raw, from, host->channels, host->frame_fmt);
		raw += host->channels * host->sample_bytes;
		from += comp->channels;
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
		host_encode_frames(comp, host, raw, from, n);
		sofdsp_buffer_consume(comp->ins, n);
	}
	sofdsp_dma_put(host->dma, host->raw, n_frames * frame_bytes);
}

/* Without anybody who wants a certain number: what its rate makes of a tick. */
static u32 host_playback_frames(const struct sofdsp_comp *comp,
				const struct sofdsp_host *host)
{
	u32 n = comp->demand_frames;

	if (!comp->outs)
		return 0;
	if (n == SOFDSP_DEMAND_ALL)
		n = sofdsp_tick_frames(comp->dsp, host->rate_hz);
	n = sofdsp_min(n, SOFDSP_MAX_FRAMES);
	return sofdsp_min(n, sofdsp_buffer_room(comp->outs));
}

static u32 host_capture_frames(const struct sofdsp_comp *comp)
{
	return comp->ins ? sofdsp_min(SOFDSP_MAX_FRAMES,
				      sofdsp_buffer_fill(comp->ins)) : 0;
}

static void host_count(struct sofdsp_host *host, u32 bytes)
{
	if (!host->period_bytes)
		return;
	host->since_period_bytes += bytes;
	if (host->since_period_bytes >= host->period_bytes) {
		host->since_period_bytes %= host->period_bytes;
		host->period_elapsed = true;
	}
}

/* The ring was taken away from under a running stream. */
static void host_miss(struct sofdsp_host *host, u32 bytes)
{
	if (bytes && !host->in_xrun)
		host->xrun_bytes = host->direction == SOF3_DIR_PLAYBACK ?
				   -(s32)bytes : (s32)bytes;
	host->in_xrun = bytes != 0;
}

static void host_process(struct sofdsp_comp *comp)
{
	struct sofdsp_host *host = comp->priv;
	const u32 frame_bytes = host->channels * host->sample_bytes;
	u32 n;

	if (host->direction == SOF3_DIR_PLAYBACK)
		n = host_playback_frames(comp, host);
	else
		n = host_capture_frames(comp);
	host_miss(host, host->dma ? 0 : n * frame_bytes);
	if (!host->dma || !n)
		return;

	if (host->direction == SOF3_DIR_PLAYBACK)
		host_playback(comp, host, n);
	else
		host_capture(comp, host, n);
	host_count(host, n * frame_bytes);
}

const struct sofdsp_comp_ops sofdsp_host_ops = {
	.type = SOF3_TYPE_HOST,
	.msg_bytes = sizeof(struct sof3_comp_host),
	.priv_bytes = sizeof(struct sofdsp_host),
	.init = host_init,
	.prepare = host_prepare,
	.process = host_process,
	.reset = sofdsp_reset_through,
};
