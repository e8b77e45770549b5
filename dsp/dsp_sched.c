// SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * The scheduler: one list for all pipelines. A tick walks it from the sinks to
 * learn how much each component should make, then from the sources to make it.
 */
#include "dsp_priv.h"

/* A whole number of frames of any rate fits into so many ticks. */
#define SCHED_PHASES		10u

static u32 sched_frames(u32 phase, u32 rate_hz)
{
	return (phase + 1) * rate_hz / 1000 - phase * rate_hz / 1000;
}

u32 sofdsp_tick_frames(const struct sofdsp *dsp, u32 rate_hz)
{
	return sched_frames(dsp->tick_phase, rate_hz);
}

u32 sofdsp_next_tick_frames(const struct sofdsp *dsp, u32 rate_hz)
{
	return sched_frames((dsp->tick_phase + 1) % SCHED_PHASES, rate_hz);
}

/*
 * What the sinks of @comp want of it. If branches with rates of their own want
 * different numbers, it makes the most: the frames that another has not taken yet
 * wait in its buffer, and it wants so many less in the next tick. Over ten ticks
 * all want the same. Who takes whatever comes has no say, unless all do.
 */
static u32 sched_demand_on(const struct sofdsp_comp *comp)
{
	const struct sofdsp_buffer *buf;
	bool said = false;
	u32 frames = 0, want;

	for (buf = comp->outs; buf; buf = buf->next_out) {
		if (!buf->sink || buf->sink->level != SOFDSP_RUNNING ||
		    buf->demand_frames == SOFDSP_DEMAND_ALL)
			continue;
		want = buf->demand_frames -
		       sofdsp_min(buf->demand_frames, buf->fill_frames);
		frames = want > frames ? want : frames;
		said = true;
	}
	return said ? frames : SOFDSP_DEMAND_ALL;
}

static void sched_demand(struct sofdsp_comp *comp)
{
	struct sofdsp_buffer *buf;
	u32 frames = 0;

	comp->demand_frames = 0;
	if (comp->level == SOFDSP_RUNNING) {
		comp->demand_frames = sched_demand_on(comp);
		frames = comp->ops->need ?
			 comp->ops->need(comp, comp->demand_frames) :
			 comp->demand_frames;
	}
	for (buf = comp->ins; buf; buf = buf->next_in)
		buf->demand_frames = frames;
}

void sofdsp_tick(struct sofdsp *dsp)
{
	struct sofdsp_comp *comp;
	u32 i;

	dsp->n_ticks++;
	dsp->tick_phase = (dsp->tick_phase + 1) % SCHED_PHASES;
	for (i = dsp->n_order; i-- > 0;)
		sched_demand(dsp->order[i]);
	for (i = 0; i < dsp->n_order; i++) {
		comp = dsp->order[i];
		if (comp->level == SOFDSP_RUNNING)
			comp->ops->process(comp);
	}
	sofdsp_stream_report(dsp);
}
