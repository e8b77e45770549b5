// SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * DAI: the edge of the graph towards the codec, one period per tick through
 * env->dai_tx or dai_rx. It must have had a DAI_CONFIG (dsp_topology.c), which
 * gives the number of slots. A 16 bit DAI carries the upper 16 bits, rounded.
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

	if (!dai->channels)
		return -EINVAL;
	comp->channels = dai->channels;
	if (comp->outs)
		sofdsp_buffer_set_channels(comp->outs, dai->channels);
	return 0;
}

static void dai_to_16_bits(struct sofdsp_dai *dai)
{
	u32 i;

	for (i = 0; i < SOFDSP_PERIOD_FRAMES * dai->channels; i++)
		dai->period[i] = (s32)((u32)sofdsp_round_s16(dai->period[i]) << 16);
}

static void dai_playback(struct sofdsp_comp *comp, struct sofdsp_dai *dai)
{
	struct sofdsp_buffer *in = comp->ins;
	s32 *to = dai->period;
	const s32 *from;
	u32 left = 0, n;

	if (in)
		left = sofdsp_min(SOFDSP_PERIOD_FRAMES, sofdsp_buffer_fill(in));
	if (left < SOFDSP_PERIOD_FRAMES) {
		memset(dai->period, 0, sizeof(dai->period));
		comp->dsp->n_xruns++;
	}
	for (; left; left -= n, to += n * dai->channels) {
		n = left;
		from = sofdsp_buffer_read(in, &n);
		memcpy(to, from, n * dai->channels * sizeof(*to));
		sofdsp_buffer_consume(in, n);
	}
	if (dai->frame_fmt == SOF3_FRAME_S16_LE)
		dai_to_16_bits(dai);
	comp->dsp->env->dai_tx(comp->dsp->env_ctx, dai->dai_index, dai->period,
			       dai->channels, SOFDSP_PERIOD_FRAMES);
}

static void dai_capture(struct sofdsp_comp *comp, struct sofdsp_dai *dai)
{
	struct sofdsp_buffer *out = comp->outs;
	const s32 *from = dai->period;
	u32 left = 0, n;
	s32 *to;

	memset(dai->period, 0, sizeof(dai->period));
	comp->dsp->env->dai_rx(comp->dsp->env_ctx, dai->dai_index, dai->period,
			       dai->channels, SOFDSP_PERIOD_FRAMES);
	if (dai->frame_fmt == SOF3_FRAME_S16_LE)
		dai_to_16_bits(dai);
	if (out)
		left = sofdsp_min(SOFDSP_PERIOD_FRAMES, sofdsp_buffer_room(out));
	if (left < SOFDSP_PERIOD_FRAMES)
		comp->dsp->n_xruns++;
	for (; left; left -= n, from += n * dai->channels) {
		n = left;
		to = sofdsp_buffer_write(out, &n);
		memcpy(to, from, n * dai->channels * sizeof(*to));
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

static void dai_reset(struct sofdsp_comp *comp)
{
	if (comp->outs)
		sofdsp_buffer_set_channels(comp->outs, 0);
}

const struct sofdsp_comp_ops sofdsp_dai_ops = {
	.type = SOF3_TYPE_DAI,
	.msg_bytes = sizeof(struct sof3_comp_dai),
	.priv_bytes = sizeof(struct sofdsp_dai),
	.init = dai_init,
	.prepare = dai_prepare,
	.process = dai_process,
	.reset = dai_reset,
};
