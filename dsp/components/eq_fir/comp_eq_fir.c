// SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * EQ FIR: a response of up to 256 taps for each channel, see <sof/ipc3_eq.h> for
 * the blob. Sums are exact (at most 2^54) and rounded once. Without a blob, and in
 * channels without response, samples pass as they are.
 */
#include "dsp_blend.h"
#include "dsp_blob.h"
#include "eq_fir.h"

#define EQ_FIR_PAST		(SOF3_FIR_MAX_TAPS - 1)

struct eq_fir_set {
	struct eq_fir_params params;
	bool active;		/* a channel has a response */
	/* Input of before, then of now. */
	s32 line[SOFDSP_MAX_CHANNELS][EQ_FIR_PAST + SOFDSP_MAX_FRAMES];
};

struct eq_fir {
	struct sofdsp_blob blob;
	struct sofdsp_blend blend;
	struct eq_fir_params decoded;
	struct eq_fir_set sets[3];
};

static s32 eq_fir_sample(const struct eq_fir_response *r, const s32 *oldest)
{
	s64 sum = r->shift ? (s64)1 << (r->shift - 1) : 0;
	u32 i;

	for (i = 0; i < r->n_taps; i++)
		sum += (s64)r->taps_q15[i] * oldest[i];
	return sofdsp_sat_s32(sum >> r->shift);
}

/* @to and @from: the first sample of the channel. @r NULL: pass. */
static void eq_fir_channel(const struct eq_fir_response *r, s32 *line, s32 *to,
			   const s32 *from, u32 n_frames, u32 stride)
{
	u32 i;

	for (i = 0; i < n_frames; i++)
		line[EQ_FIR_PAST + i] = from[i * stride];
	for (i = 0; r && i < n_frames; i++)
		to[i * stride] = eq_fir_sample(r, &line[EQ_FIR_PAST + i + 1 -
							r->n_taps]);
	/* Of channels that pass too: they may get a response any time. */
	memmove(line, line + n_frames, EQ_FIR_PAST * sizeof(*line));
}

static void eq_fir_run(struct sofdsp_comp *comp, void *set, s32 *to,
		       const s32 *from, u32 n_frames)
{
	const struct eq_fir_response *r;
	struct eq_fir_set *s = set;
	u32 ch;

	memcpy(to, from, n_frames * comp->channels * sizeof(*to));
	for (ch = 0; s->active && ch < comp->channels; ch++) {
		r = NULL;
		if (s->params.assigned[ch])
			r = &s->params.responses[s->params.assigned[ch] - 1];
		eq_fir_channel(r, s->line[ch], to + ch, from + ch, n_frames,
			       comp->channels);
	}
}

static void eq_fir_follow(void *set, const void *before)
{
	const struct eq_fir_set *old = before;
	struct eq_fir_set *s = set;

	if (old->active)
		memcpy(s->line, old->line, sizeof(s->line));
	else
		memset(s->line, 0, sizeof(s->line));
}

static const struct sofdsp_blend_ops eq_fir_blend_ops = {
	.run = eq_fir_run,
	.follow = eq_fir_follow,
};

static int eq_fir_init(struct sofdsp_comp *comp, const void *msg)
{
	struct eq_fir *eq = comp->priv;

	(void)msg;
	sofdsp_blend_init(&eq->blend, &eq_fir_blend_ops, &eq->sets[0],
			  &eq->sets[1], &eq->sets[2]);
	comp->max_ins = 1;
	comp->max_outs = 1;
	return 0;
}

static int eq_fir_prepare(struct sofdsp_comp *comp)
{
	struct eq_fir *eq = comp->priv;
	struct eq_fir_set *now;

	sofdsp_blend_settle(&eq->blend);
	now = eq->blend.now;
	memset(now->line, 0, sizeof(now->line));
	return sofdsp_prepare_through(comp);
}

static void eq_fir_frames(struct sofdsp_comp *comp, s32 *to, const s32 *from,
			  u32 n_frames)
{
	struct eq_fir *eq = comp->priv;

	sofdsp_blend_run(&eq->blend, comp, to, from, n_frames);
}

static void eq_fir_process(struct sofdsp_comp *comp)
{
	sofdsp_comp_run(comp, eq_fir_frames);
}

static int eq_fir_set_data(struct sofdsp_comp *comp, const void *data, u32 bytes)
{
	struct eq_fir *eq = comp->priv;
	struct eq_fir_set *next = eq->blend.next;
	u32 ch;
	int ret;

	ret = eq_fir_decode(&eq->decoded, data, bytes);
	if (!ret)
		ret = sofdsp_blob_set(comp->dsp, &eq->blob, data, bytes);
	if (ret)
		return ret;
	next->params = eq->decoded;
	next->active = false;
	for (ch = 0; ch < SOFDSP_MAX_CHANNELS; ch++)
		if (next->params.assigned[ch])
			next->active = true;
	sofdsp_blend_change(&eq->blend, comp);
	return 0;
}

static u32 eq_fir_get_data(struct sofdsp_comp *comp, void *data, u32 cap)
{
	struct eq_fir *eq = comp->priv;

	return sofdsp_blob_get(&eq->blob, data, cap);
}

static void eq_fir_free(struct sofdsp_comp *comp)
{
	struct eq_fir *eq = comp->priv;

	sofdsp_blob_free(comp->dsp, &eq->blob);
}

static const u8 eq_fir_uuid[SOFDSP_UUID_BYTES] = {
	0xe7, 0x0c, 0xa9, 0x43, 0xa5, 0xf3, 0xdf, 0x41,
	0xac, 0x06, 0xba, 0x98, 0x65, 0x1a, 0xe6, 0xa3,
};

const struct sofdsp_comp_ops sofdsp_eq_fir_ops = {
	.type = SOF3_TYPE_EQ_FIR,
	.uuid = eq_fir_uuid,
	.msg_bytes = sizeof(struct sof3_comp_process),
	.priv_bytes = sizeof(struct eq_fir),
	.init = eq_fir_init,
	.prepare = eq_fir_prepare,
	.process = eq_fir_process,
	.reset = sofdsp_reset_through,
	.free = eq_fir_free,
	.set_data = eq_fir_set_data,
	.get_data = eq_fir_get_data,
};
