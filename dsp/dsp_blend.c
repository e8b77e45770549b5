// SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause
/*
 * Copyright (C) 2026 The sof-virtio authors
 */
#include "dsp_blend.h"

#define BLEND_ONE_Q30		(1u << 30)

void sofdsp_blend_init(struct sofdsp_blend *blend,
		       const struct sofdsp_blend_ops *ops, void *now, void *was,
		       void *next)
{
	blend->ops = ops;
	blend->now = now;
	blend->was = was;
	blend->next = next;
}

static void blend_turn(struct sofdsp_blend *blend)
{
	void *free = blend->was;

	blend->was = blend->now;
	blend->now = blend->next;
	blend->next = free;
	blend->waiting = false;
}

static void blend_start(struct sofdsp_blend *blend, u32 rate_hz)
{
	blend->ops->follow(blend->next, blend->now);
	blend_turn(blend);
	blend->weight_q30 = BLEND_ONE_Q30;
	/* Rounded up, so that it is through in time. */
	blend->step_q30 = BLEND_ONE_Q30 / (rate_hz * SOFDSP_BLEND_MS / 1000) + 1;
}

void sofdsp_blend_change(struct sofdsp_blend *blend, struct sofdsp_comp *comp)
{
	if (comp->level == SOFDSP_RUNNING) {
		if (blend->weight_q30)
			blend->waiting = true;
		else
			blend_start(blend, comp->rate_hz);
		return;
	}
	/* Nobody hears a difference; what was paused goes on from its state. */
	blend->waiting = true;
	sofdsp_blend_settle(blend);
}

void sofdsp_blend_settle(struct sofdsp_blend *blend)
{
	if (blend->waiting) {
		blend->ops->follow(blend->next, blend->now);
		blend_turn(blend);
	}
	blend->weight_q30 = 0;
}

static void blend_mix(struct sofdsp_blend *blend, s32 *to, u32 n_frames,
		      u32 channels)
{
	const s32 *was = blend->from_was;
	u32 i, ch;

	for (i = 0; i < n_frames && blend->weight_q30; i++) {
		blend->weight_q30 -= sofdsp_min(blend->step_q30,
						blend->weight_q30);
		for (ch = 0; ch < channels; ch++, to++, was++)
			*to = (s32)(*to + (((s64)*was - *to) *
					   blend->weight_q30 >> 30));
	}
}

static void blend_piece(struct sofdsp_blend *blend, struct sofdsp_comp *comp,
			s32 *to, const s32 *from, u32 n_frames)
{
	if (!blend->weight_q30 && blend->waiting)
		blend_start(blend, comp->rate_hz);
	if (blend->weight_q30)
		blend->ops->run(comp, blend->was, blend->from_was, from, n_frames);
	blend->ops->run(comp, blend->now, to, from, n_frames);
	if (blend->weight_q30)
		blend_mix(blend, to, n_frames, comp->channels);
}

void sofdsp_blend_run(struct sofdsp_blend *blend, struct sofdsp_comp *comp,
		      s32 *to, const s32 *from, u32 n_frames)
{
	u32 n;

	for (; n_frames; n_frames -= n) {
		n = sofdsp_min(n_frames, SOFDSP_MAX_FRAMES);
		blend_piece(blend, comp, to, from, n);
		to += n * comp->channels;
		from += n * comp->channels;
	}
}
