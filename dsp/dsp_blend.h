/* SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause */
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Changing the parameters of a running component without a click: the old set
 * and the new one run side by side for SOFDSP_BLEND_MS, and what is heard goes
 * over from one to the other on a straight line. A set holds parameters and
 * state; a component has three of them: the one that is heard, the one it came
 * from, and one to be filled. What comes during a change is heard after it;
 * of several, the last.
 *
 * Where both sets give the same sample it comes out unchanged, so a channel
 * that a change leaves alone stays bit-exact.
 */
#ifndef SOFDSP_BLEND_H
#define SOFDSP_BLEND_H

#include "dsp_priv.h"

#define SOFDSP_BLEND_MS		10u

struct sofdsp_blend_ops {
	/* n_frames of comp->channels from @from to @to, at most SOFDSP_MAX_FRAMES. */
	void (*run)(struct sofdsp_comp *comp, void *set, s32 *to,
		    const s32 *from, u32 n_frames);

	/*
	 * @set was filled and is heard from now on, after @before: give it the
	 * state that fits. Before @before's is touched.
	 */
	void (*follow)(void *set, const void *before);
};

struct sofdsp_blend {
	const struct sofdsp_blend_ops *ops;
	void *now;
	void *was;
	void *next;
	bool waiting;		/* next is to be heard */
	u32 weight_q30;		/* of was; 0: only now is heard */
	u32 step_q30;		/* a frame */
	s32 from_was[SOFDSP_MAX_SAMPLES];
};

/* @now, @was, @next: three sets, zeroed; @now is heard at first. */
void sofdsp_blend_init(struct sofdsp_blend *blend,
		       const struct sofdsp_blend_ops *ops, void *now, void *was,
		       void *next);

/* What blend->next was filled with is to be heard: at once, or after a change. */
void sofdsp_blend_change(struct sofdsp_blend *blend, struct sofdsp_comp *comp);

/* End every change at its goal, as prepare does; the caller clears states. */
void sofdsp_blend_settle(struct sofdsp_blend *blend);

void sofdsp_blend_run(struct sofdsp_blend *blend, struct sofdsp_comp *comp,
		      s32 *to, const s32 *from, u32 n_frames);

#endif /* SOFDSP_BLEND_H */
