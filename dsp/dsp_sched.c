// SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * The scheduler: one list for all pipelines, sources first, one period a tick.
 */
#include "dsp_priv.h"

void sofdsp_tick(struct sofdsp *dsp)
{
	struct sofdsp_comp *comp;
	u32 i;

	dsp->n_ticks++;
	for (i = 0; i < dsp->n_order; i++) {
		comp = dsp->order[i];
		if (comp->level == SOFDSP_RUNNING)
			comp->ops->process(comp);
	}
	sofdsp_stream_report(dsp);
}
