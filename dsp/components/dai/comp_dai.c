// SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * DAI: the edge of the graph towards the codec, a tick's frames at a time through
 * env->dai_tx or dai_rx. It must have had a DAI_CONFIG (dsp_topology.c), which
 * gives rate and number of slots. A 16 bit DAI carries the upper 16 bits, rounded.
 */
#include "dsp_priv.h"

static int dai_init(struct sofdsp_comp *comp, const void *msg)
{
	const struct sof3_comp_dai *m = msg;
	struct sofdsp_dai *dai = comp->priv;

	dai->direction = sofv_le32_to_cpu(m->direction);
	dai->dai_index = sofv_le32_to_cpu(m->dai_index);
	dai->type = sofv_le32_to_cpu(m->type);
	dai->frame_fmt = sofv_le32_to_cpu(m->config.frame_fmt);
	if (dai->direction > SOF3_DIR_CAPTURE ||
	    dai->dai_index >= SOFDSP_MAX_DAIS ||
	    dai->type != SOF3_DAI_INTEL_SSP ||
	    dai->frame_fmt > SOF3_FRAME_S32_LE)
		return -EINVAL;
	comp->max_ins = dai->direction == SOF3_DIR_PLAYBACK;
	comp->max_outs = dai->direction == SOF3_DIR_CAPTURE;
	return 0;
}

static int dai_prepare(struct sofdsp_comp *comp)
{
	const struct sofdsp_dai *dai = comp->priv;

	if (!dai->slots)
		return -EINVAL;
	comp->rate_hz = dai->rate_hz;
	if (dai->direction == SOF3_DIR_CAPTURE) {
		comp->channels = dai->slots;
		if (comp->outs)
			sofdsp_buffer_set_format(comp->outs, dai->slots,
						 dai->rate_hz);
		return 0;
	}
	/* Channels go to the first slots. */
	comp->channels = comp->ins ? comp->ins->channels : 0;
	return comp->channels > dai->slots ? -EINVAL : 0;
}

static u32 dai_tick_frames(const struct sofdsp_comp *comp)
{
	return sofdsp_tick_frames(comp->dsp, comp->rate_hz);
}

static u32 dai_need(struct sofdsp_comp *comp, u32 out_frames)
{
	(void)out_frames;
	return dai_tick_frames(comp);
}

static void dai_to_16_bits(struct sofdsp_dai *dai, u32 n_frames)
{
	u32 i;

	for (i = 0; i < n_frames * dai->slots; i++)
		dai->period[i] = (s32)((u32)sofdsp_round_s16(dai->period[i]) << 16);
}

/* @n_frames of @channels to frames of as many slots as the DAI has. */
static void dai_to_slots(const struct sofdsp_dai *dai, s32 *to, const s32 *from,
			 u32 n_frames, u32 channels)
{
	u32 i;

	if (channels == dai->slots) {
		memcpy(to, from, n_frames * channels * sizeof(*to));
		return;
	}
	for (i = 0; i < n_frames; i++)
		memcpy(to + i * dai->slots, from + i * channels,
		       channels * sizeof(*to));
}

static void dai_playback(struct sofdsp_comp *comp, struct sofdsp_dai *dai)
{
	const u32 n_frames = dai_tick_frames(comp);
	struct sofdsp_buffer *in = comp->ins;
	s32 *to = dai->period;
	const s32 *from;
	u32 left = 0, n;

	if (in)
		left = sofdsp_min(n_frames, sofdsp_buffer_fill(in));
	if (left < n_frames)
		comp->dsp->n_xruns++;
	if (left < n_frames || comp->channels < dai->slots)
		memset(dai->period, 0, n_frames * dai->slots * sizeof(*to));
	for (; left; left -= n, to += n * dai->slots) {
		n = left;
		from = sofdsp_buffer_read(in, &n);
		dai_to_slots(dai, to, from, n, comp->channels);
		sofdsp_buffer_consume(in, n);
	}
	if (dai->frame_fmt == SOF3_FRAME_S16_LE)
		dai_to_16_bits(dai, n_frames);
	comp->dsp->env->dai_tx(comp->dsp->env_ctx, dai->dai_index, dai->period,
			       dai->slots, n_frames);
}

static void dai_capture(struct sofdsp_comp *comp, struct sofdsp_dai *dai)
{
	const u32 n_frames = dai_tick_frames(comp);
	struct sofdsp_buffer *out = comp->outs;
	const s32 *from = dai->period;
	u32 left = 0, n;
	s32 *to;

	memset(dai->period, 0, n_frames * dai->slots * sizeof(*to));
	comp->dsp->env->dai_rx(comp->dsp->env_ctx, dai->dai_index, dai->period,
			       dai->slots, n_frames);
	if (dai->frame_fmt == SOF3_FRAME_S16_LE)
		dai_to_16_bits(dai, n_frames);
	if (out)
		left = sofdsp_min(n_frames, sofdsp_buffer_room(out));
	if (left < n_frames)
		comp->dsp->n_xruns++;
	for (; left; left -= n, from += n * dai->slots) {
		n = left;
		to = sofdsp_buffer_write(out, &n);
		memcpy(to, from, n * dai->slots * sizeof(*to));
		sofdsp_buffer_produce(out, n);
	}
}

static void dai_process(struct sofdsp_comp *comp)
{
	struct sofdsp_dai *dai = comp->priv;

	if (dai->direction == SOF3_DIR_PLAYBACK)
		dai_playback(comp, dai);
	else
		dai_capture(comp, dai);
}

const struct sofdsp_comp_ops sofdsp_dai_ops = {
	.type = SOF3_TYPE_DAI,
	.msg_bytes = sizeof(struct sof3_comp_dai),
	.priv_bytes = sizeof(struct sofdsp_dai),
	.init = dai_init,
	.prepare = dai_prepare,
	.need = dai_need,
	.process = dai_process,
	.reset = sofdsp_reset_through,
};
