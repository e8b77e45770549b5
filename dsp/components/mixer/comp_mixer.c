// SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Mixer: the sum of all running inputs in 64 bits, saturated to S32 once. An
 * input that has nothing adds silence; it never holds up the others.
 */
#include "dsp_priv.h"

struct mixer {
	s64 sum[SOFDSP_MAX_SAMPLES];
};

static int mixer_init(struct sofdsp_comp *comp, const void *msg)
{
	(void)msg;
	comp->max_ins = SOFDSP_MAX_BUFFERS;
	comp->max_outs = 1;
	return 0;
}

static int mixer_prepare(struct sofdsp_comp *comp)
{
	const struct sofdsp_buffer *in;

	comp->channels = 0;
	comp->rate_hz = 0;
	for (in = comp->ins; in && !comp->channels; in = in->next_in) {
		comp->channels = in->channels;
		comp->rate_hz = in->rate_hz;
	}
	if (comp->outs)
		sofdsp_buffer_set_format(comp->outs, comp->channels, comp->rate_hz);
	return 0;
}

/* As many as are wanted; if any number will do, as many as there are. */
static u32 mixer_frames(const struct sofdsp_comp *comp)
{
	const struct sofdsp_buffer *in;
	u32 n = 0;

	if (comp->demand_frames != SOFDSP_DEMAND_ALL)
		return sofdsp_min(comp->demand_frames, SOFDSP_MAX_FRAMES);
	for (in = comp->ins; in; in = in->next_in)
		if (sofdsp_buffer_fill(in) > n)
			n = sofdsp_buffer_fill(in);
	return sofdsp_min(n, SOFDSP_MAX_FRAMES);
}

static void mixer_add(struct mixer *mixer, struct sofdsp_buffer *in, u32 n_frames)
{
	u32 left = sofdsp_min(n_frames, sofdsp_buffer_fill(in));
	s64 *sum = mixer->sum;
	const s32 *from;
	u32 n, i;

	for (; left; left -= n) {
		n = left;
		from = sofdsp_buffer_read(in, &n);
		for (i = 0; i < n * in->channels; i++)
			*sum++ += from[i];
		sofdsp_buffer_consume(in, n);
	}
}

static void mixer_process(struct sofdsp_comp *comp)
{
	struct mixer *mixer = comp->priv;
	struct sofdsp_buffer *in, *out = comp->outs;
	const s64 *sum = mixer->sum;
	u32 left, n, i;
	s32 *to;

	if (!out)
		return;
	left = sofdsp_min(mixer_frames(comp), sofdsp_buffer_room(out));
	memset(mixer->sum, 0, left * out->channels * sizeof(*sum));
	for (in = comp->ins; in; in = in->next_in)
		mixer_add(mixer, in, left);

	for (; left; left -= n) {
		n = left;
		to = sofdsp_buffer_write(out, &n);
		for (i = 0; i < n * out->channels; i++)
			to[i] = sofdsp_sat_s32(*sum++);
		sofdsp_buffer_produce(out, n);
	}
}

const struct sofdsp_comp_ops sofdsp_mixer_ops = {
	.type = SOF3_TYPE_MIXER,
	.msg_bytes = sizeof(struct sof3_comp_mixer),
	.priv_bytes = sizeof(struct mixer),
	.init = mixer_init,
	.prepare = mixer_prepare,
	.process = mixer_process,
	.reset = sofdsp_reset_through,
};
