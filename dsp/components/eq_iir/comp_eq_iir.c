// SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * EQ IIR: a response of up to 11 biquads for each channel, see biquad.h for
 * their arithmetic and <sof/ipc3_eq.h> for the blob. Without one, and in channels
 * without response, samples pass as they are.
 */
#include "dsp_blend.h"
#include "dsp_blob.h"
#include "eq_iir.h"

struct eq_iir_set {
	struct eq_iir_params params;
	struct biquad_state state[SOFDSP_MAX_CHANNELS][SOF3_EQ_IIR_MAX_BIQUADS];
};

struct eq_iir {
	struct sofdsp_blob blob;
	struct sofdsp_blend blend;
	struct eq_iir_params decoded;
	struct eq_iir_set sets[3];
	s64 chain[SOFDSP_MAX_FRAMES];
	s64 sum[SOFDSP_MAX_FRAMES];
};

static void eq_iir_section(const struct biquad *bq, struct biquad_state *state,
			   s64 *signal, u32 n_frames)
{
	struct biquad_state st = *state;
	u32 i;

	for (i = 0; i < n_frames; i++)
		signal[i] = biquad_run(bq, &st, signal[i]);
	*state = st;
}

/* @to and @from: the first sample of the channel. */
static void eq_iir_channel(struct eq_iir *eq, const struct eq_iir_response *r,
			   struct biquad_state *state, s32 *to, const s32 *from,
			   u32 n_frames, u32 stride)
{
	u32 i, s;

	memset(eq->sum, 0, n_frames * sizeof(*eq->sum));
	for (s = 0; s < r->n_sections; s++) {
		if (s % r->n_in_series == 0)
			for (i = 0; i < n_frames; i++)
				eq->chain[i] =
					sofdsp_q56_from_sample(from[i * stride]);
		eq_iir_section(&r->sections[s], &state[s], eq->chain, n_frames);
		/* At most 11 chains of 2^59. */
		if (s % r->n_in_series == r->n_in_series - 1)
			for (i = 0; i < n_frames; i++)
				eq->sum[i] += eq->chain[i];
	}
	for (i = 0; i < n_frames; i++)
		to[i * stride] = sofdsp_q56_to_sample(eq->sum[i]);
}

static void eq_iir_run(struct sofdsp_comp *comp, void *set, s32 *to,
		       const s32 *from, u32 n_frames)
{
	struct eq_iir_set *s = set;
	u32 ch, response;

	memcpy(to, from, n_frames * comp->channels * sizeof(*to));
	for (ch = 0; ch < comp->channels; ch++) {
		response = s->params.assigned[ch];
		if (response)
			eq_iir_channel(comp->priv,
				       &s->params.responses[response - 1],
				       s->state[ch], to + ch, from + ch, n_frames,
				       comp->channels);
	}
}

static bool eq_iir_same_shape(const struct eq_iir_params *a,
			      const struct eq_iir_params *b, u32 ch)
{
	const struct eq_iir_response *ra, *rb;

	if (!a->assigned[ch] || !b->assigned[ch])
		return false;
	ra = &a->responses[a->assigned[ch] - 1];
	rb = &b->responses[b->assigned[ch] - 1];
	return ra->n_sections == rb->n_sections &&
	       ra->n_in_series == rb->n_in_series;
}

/* What the delays hold is signal, not coefficients, so it fits a like filter. */
static void eq_iir_follow(void *set, const void *before)
{
	const struct eq_iir_set *old = before;
	struct eq_iir_set *s = set;
	u32 ch;

	for (ch = 0; ch < SOFDSP_MAX_CHANNELS; ch++) {
		if (eq_iir_same_shape(&s->params, &old->params, ch))
			memcpy(s->state[ch], old->state[ch], sizeof(s->state[ch]));
		else
			memset(s->state[ch], 0, sizeof(s->state[ch]));
	}
}

static const struct sofdsp_blend_ops eq_iir_blend_ops = {
	.run = eq_iir_run,
	.follow = eq_iir_follow,
};

static int eq_iir_init(struct sofdsp_comp *comp, const void *msg)
{
	struct eq_iir *eq = comp->priv;

	(void)msg;
	sofdsp_blend_init(&eq->blend, &eq_iir_blend_ops, &eq->sets[0],
			  &eq->sets[1], &eq->sets[2]);
	comp->max_ins = 1;
	comp->max_outs = 1;
	return 0;
}

static int eq_iir_prepare(struct sofdsp_comp *comp)
{
	struct eq_iir *eq = comp->priv;
	struct eq_iir_set *now;

	sofdsp_blend_settle(&eq->blend);
	now = eq->blend.now;
	memset(now->state, 0, sizeof(now->state));
	return sofdsp_prepare_through(comp);
}

static void eq_iir_frames(struct sofdsp_comp *comp, s32 *to, const s32 *from,
			  u32 n_frames)
{
	struct eq_iir *eq = comp->priv;

	sofdsp_blend_run(&eq->blend, comp, to, from, n_frames);
}

static void eq_iir_process(struct sofdsp_comp *comp)
{
	sofdsp_comp_run(comp, eq_iir_frames);
}

static int eq_iir_set_data(struct sofdsp_comp *comp, const void *data, u32 bytes)
{
	struct eq_iir *eq = comp->priv;
	struct eq_iir_set *next = eq->blend.next;
	int ret;

	ret = eq_iir_decode(&eq->decoded, data, bytes);
	if (!ret)
		ret = sofdsp_blob_set(comp->dsp, &eq->blob, data, bytes);
	if (ret)
		return ret;
	next->params = eq->decoded;
	sofdsp_blend_change(&eq->blend, comp);
	return 0;
}

static u32 eq_iir_get_data(struct sofdsp_comp *comp, void *data, u32 cap)
{
	struct eq_iir *eq = comp->priv;

	return sofdsp_blob_get(&eq->blob, data, cap);
}

static void eq_iir_free(struct sofdsp_comp *comp)
{
	struct eq_iir *eq = comp->priv;

	sofdsp_blob_free(comp->dsp, &eq->blob);
}

static const u8 eq_iir_uuid[SOFDSP_UUID_BYTES] = {
	0xe6, 0xc0, 0x50, 0x51, 0xf9, 0x27, 0xc8, 0x4e,
	0x83, 0x51, 0xc7, 0x05, 0xb6, 0x42, 0xd1, 0x2f,
};

const struct sofdsp_comp_ops sofdsp_eq_iir_ops = {
	.type = SOF3_TYPE_EQ_IIR,
	.uuid = eq_iir_uuid,
	.msg_bytes = sizeof(struct sof3_comp_process),
	.priv_bytes = sizeof(struct eq_iir),
	.init = eq_iir_init,
	.prepare = eq_iir_prepare,
	.process = eq_iir_process,
	.reset = sofdsp_reset_through,
	.free = eq_iir_free,
	.set_data = eq_iir_set_data,
	.get_data = eq_iir_get_data,
};
