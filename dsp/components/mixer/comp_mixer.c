// SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Mixer: the sum of all running inputs in 64 bits, saturated to S32 once. An
 * input that has nothing adds silence; it never holds up the others. Inputs are
 * walked in pieces that are contiguous in all of them.
 */
#include "dsp_priv.h"

struct mixer {
	const s32 *from[SOFDSP_MAX_BUFFERS];	/* of the inputs that have frames */
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

/*
 * What each input has to give at once, at most *n_frames, into *n_frames; into
 * mixer->from. Returns how many inputs have anything.
 */
static u32 mixer_pieces(const struct sofdsp_comp *comp, u32 *n_frames)
{
	struct mixer *mixer = comp->priv;
	const struct sofdsp_buffer *in;
	u32 k = 0;

	for (in = comp->ins; in; in = in->next_in)
		if (sofdsp_buffer_fill(in))
			mixer->from[k++] = sofdsp_buffer_read(in, n_frames);
	return k;
}

static void mixer_consume(struct sofdsp_comp *comp, u32 n_frames)
{
	struct sofdsp_buffer *in;

	for (in = comp->ins; in; in = in->next_in)
		if (sofdsp_buffer_fill(in))
			sofdsp_buffer_consume(in, n_frames);
}

static void mixer_add_one(s64 *sum, const s32 *a, u32 n)
{
	u32 i;

	for (i = 0; i < n; i++)
		sum[i] += a[i];
}

/* Four inputs at once: the sum is loaded and stored a quarter as often. */
static void mixer_add_four(s64 *sum, const s32 *const *from, u32 n)
{
	const s32 *a = from[0], *b = from[1], *c = from[2], *d = from[3];
	u32 i;

#pragma GCC unroll 2
	for (i = 0; i < n; i++)
		sum[i] += ((s64)a[i] + b[i]) + ((s64)c[i] + d[i]);
}

static void mixer_sum(struct mixer *mixer, s32 *to, u32 k, u32 n)
{
	u32 i;

	memset(mixer->sum, 0, n * sizeof(*mixer->sum));
	for (i = 0; i + 4 <= k; i += 4)
		mixer_add_four(mixer->sum, mixer->from + i, n);
	for (; i < k; i++)
		mixer_add_one(mixer->sum, mixer->from[i], n);
	for (i = 0; i < n; i++)
		to[i] = sofdsp_sat_s32(mixer->sum[i]);
}

/* @k inputs of @n samples. One is the usual number, and then it is as it is. */
static void mixer_mix(struct mixer *mixer, s32 *to, u32 k, u32 n)
{
	const s32 *a = mixer->from[0], *b = mixer->from[1];
	u32 i;

	switch (k) {
	case 0:
		memset(to, 0, n * sizeof(*to));
		break;
	case 1:
		memcpy(to, a, n * sizeof(*to));
		break;
	case 2:
		for (i = 0; i < n; i++)
			to[i] = sofdsp_sat_s32((s64)a[i] + b[i]);
		break;
	default:
		mixer_sum(mixer, to, k, n);
		break;
	}
}

static void mixer_process(struct sofdsp_comp *comp)
{
	struct sofdsp_buffer *out = comp->outs;
	u32 left, n, k;
	s32 *to;

	if (!out)
		return;
	left = sofdsp_min(sofdsp_comp_sum_frames(comp), sofdsp_buffer_room(out));
	for (; left; left -= n) {
		n = left;
		k = mixer_pieces(comp, &n);
		to = sofdsp_buffer_write(out, &n);
		mixer_mix(comp->priv, to, k, n * comp->channels);
		mixer_consume(comp, n);
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
