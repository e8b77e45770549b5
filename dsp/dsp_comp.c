// SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * What components have in common: those with one input and one output, and those with
 * many inputs.
 */
#include "dsp_priv.h"

int sofdsp_prepare_through(struct sofdsp_comp *comp)
{
	comp->channels = comp->ins ? comp->ins->channels : 0;
	comp->rate_hz = comp->ins ? comp->ins->rate_hz : 0;
	if (comp->outs)
		sofdsp_buffer_set_format(comp->outs, comp->channels, comp->rate_hz);
	return 0;
}

void sofdsp_reset_through(struct sofdsp_comp *comp)
{
	if (comp->outs)
		sofdsp_buffer_set_format(comp->outs, 0, 0);
}

void sofdsp_comp_run(struct sofdsp_comp *comp, sofdsp_piece_fn fn)
{
	struct sofdsp_buffer *in = comp->ins, *out = comp->outs;
	const s32 *from;
	u32 left, n;
	s32 *to;

	if (!in || !out)
		return;
	left = sofdsp_min(comp->demand_frames, sofdsp_buffer_fill(in));
	left = sofdsp_min(left, sofdsp_buffer_room(out));
	for (; left; left -= n) {
		n = left;
		from = sofdsp_buffer_read(in, &n);
		to = sofdsp_buffer_write(out, &n);
		fn(comp, to, from, n);
		sofdsp_buffer_consume(in, n);
		sofdsp_buffer_produce(out, n);
	}
}

u32 sofdsp_comp_sum_frames(const struct sofdsp_comp *comp)
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
