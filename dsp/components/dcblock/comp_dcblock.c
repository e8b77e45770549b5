// SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * DC block: y[n] = x[n] - x[n-1] + r y[n-1], a high-pass of first order. r is Q2.30
 * per channel; 1 << 30 passes samples as they are, and is what there is without a
 * blob (<sof/ipc3_eq.h>). Others must be stable: |r| < 1.
 */
#include <sof/ipc3_eq.h>

#include "dsp_blend.h"
#include "dsp_blob.h"
#include "dsp_q56.h"

#define DCBLOCK_PASS_Q30	(1 << 30)

struct dcblock_channel {
	s32 r_q30;
	s32 x1;
	s64 y1_q56;
};

struct dcblock_set {
	struct dcblock_channel ch[SOFDSP_MAX_CHANNELS];
};

struct dcblock {
	struct sofdsp_blob blob;
	struct sofdsp_blend blend;
	struct dcblock_set sets[3];
};

static s64 dcblock_step(const struct dcblock_channel *c, s32 x)
{
	struct sofdsp_q56 y1 = sofdsp_q56_split(c->y1_q56);

	return sofdsp_q56_join(sofdsp_q56_from_sample(x) -
			       sofdsp_q56_from_sample(c->x1) +
			       (s64)c->r_q30 * y1.hi,
			       (s64)c->r_q30 * y1.lo);
}

/* @to and @from: the first sample of the channel. */
static void dcblock_channel(struct dcblock_channel *ch, s32 *to, const s32 *from,
			    u32 n_frames, u32 stride)
{
	struct dcblock_channel c = *ch;
	u32 i;

	for (i = 0; i < n_frames * stride; i += stride) {
		c.y1_q56 = dcblock_step(&c, from[i]);
		c.x1 = from[i];
		to[i] = sofdsp_q56_to_sample(c.y1_q56);
	}
	*ch = c;
}

static void dcblock_run(struct sofdsp_comp *comp, void *set, s32 *to,
			const s32 *from, u32 n_frames)
{
	struct dcblock_set *s = set;
	struct dcblock_channel *c;
	u32 ch;

	memcpy(to, from, n_frames * comp->channels * sizeof(*to));
	for (ch = 0; n_frames && ch < comp->channels; ch++) {
		c = &s->ch[ch];
		if (c->r_q30 != DCBLOCK_PASS_Q30) {
			dcblock_channel(c, to + ch, from + ch, n_frames,
					comp->channels);
			continue;
		}
		/* Where a filter that is set later goes on without a step. */
		c->x1 = from[(n_frames - 1) * comp->channels + ch];
		c->y1_q56 = sofdsp_q56_from_sample(c->x1);
	}
}

static void dcblock_follow(void *set, const void *before)
{
	const struct dcblock_set *old = before;
	struct dcblock_set *s = set;
	u32 ch;

	for (ch = 0; ch < SOFDSP_MAX_CHANNELS; ch++) {
		s->ch[ch].x1 = old->ch[ch].x1;
		s->ch[ch].y1_q56 = old->ch[ch].y1_q56;
	}
}

static const struct sofdsp_blend_ops dcblock_blend_ops = {
	.run = dcblock_run,
	.follow = dcblock_follow,
};

static int dcblock_init(struct sofdsp_comp *comp, const void *msg)
{
	struct dcblock *dcb = comp->priv;
	u32 ch;

	(void)msg;
	for (ch = 0; ch < SOFDSP_MAX_CHANNELS; ch++)
		dcb->sets[0].ch[ch].r_q30 = DCBLOCK_PASS_Q30;
	sofdsp_blend_init(&dcb->blend, &dcblock_blend_ops, &dcb->sets[0],
			  &dcb->sets[1], &dcb->sets[2]);
	comp->max_ins = 1;
	comp->max_outs = 1;
	return 0;
}

static int dcblock_prepare(struct sofdsp_comp *comp)
{
	struct dcblock *dcb = comp->priv;
	struct dcblock_set *now;
	u32 ch;

	sofdsp_blend_settle(&dcb->blend);
	now = dcb->blend.now;
	for (ch = 0; ch < SOFDSP_MAX_CHANNELS; ch++) {
		now->ch[ch].x1 = 0;
		now->ch[ch].y1_q56 = 0;
	}
	return sofdsp_prepare_through(comp);
}

static void dcblock_frames(struct sofdsp_comp *comp, s32 *to, const s32 *from,
			   u32 n_frames)
{
	struct dcblock *dcb = comp->priv;

	sofdsp_blend_run(&dcb->blend, comp, to, from, n_frames);
}

static void dcblock_process(struct sofdsp_comp *comp)
{
	sofdsp_comp_run(comp, dcblock_frames);
}

static int dcblock_decode(s32 *r_q30, const void *data, u32 bytes)
{
	struct sof3_dcblock_config raw;
	u32 ch;

	if (bytes != sizeof(raw))
		return -EINVAL;
	memcpy(&raw, data, sizeof(raw));
	for (ch = 0; ch < SOFDSP_MAX_CHANNELS; ch++) {
		r_q30[ch] = (s32)sofv_le32_to_cpu(raw.r_q30[ch]);
		if (r_q30[ch] > DCBLOCK_PASS_Q30 || r_q30[ch] <= -DCBLOCK_PASS_Q30)
			return -EINVAL;
	}
	return 0;
}

static int dcblock_set_data(struct sofdsp_comp *comp, const void *data, u32 bytes)
{
	struct dcblock *dcb = comp->priv;
	struct dcblock_set *next = dcb->blend.next;
	s32 r_q30[SOFDSP_MAX_CHANNELS];
	u32 ch;
	int ret;

	ret = dcblock_decode(r_q30, data, bytes);
	if (!ret)
		ret = sofdsp_blob_set(comp->dsp, &dcb->blob, data, bytes);
	if (ret)
		return ret;
	for (ch = 0; ch < SOFDSP_MAX_CHANNELS; ch++)
		next->ch[ch].r_q30 = r_q30[ch];
	sofdsp_blend_change(&dcb->blend, comp);
	return 0;
}

static u32 dcblock_get_data(struct sofdsp_comp *comp, void *data, u32 cap)
{
	struct dcblock *dcb = comp->priv;

	return sofdsp_blob_get(&dcb->blob, data, cap);
}

static void dcblock_free(struct sofdsp_comp *comp)
{
	struct dcblock *dcb = comp->priv;

	sofdsp_blob_free(comp->dsp, &dcb->blob);
}

static const u8 dcblock_uuid[SOFDSP_UUID_BYTES] = {
	0xaf, 0xef, 0x09, 0xb8, 0x81, 0x56, 0xb1, 0x42,
	0x9e, 0xd6, 0x04, 0xbb, 0x01, 0x2d, 0xd3, 0x84,
};

const struct sofdsp_comp_ops sofdsp_dcblock_ops = {
	.type = SOF3_TYPE_DCBLOCK,
	.uuid = dcblock_uuid,
	.msg_bytes = sizeof(struct sof3_comp_process),
	.priv_bytes = sizeof(struct dcblock),
	.init = dcblock_init,
	.prepare = dcblock_prepare,
	.process = dcblock_process,
	.reset = sofdsp_reset_through,
	.free = dcblock_free,
	.set_data = dcblock_set_data,
	.get_data = dcblock_get_data,
};
