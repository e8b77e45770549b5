/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * THD+N of a rate converter: a sine of 997 Hz at -1 dB of full scale, rounded to 24
 * bits, goes in; of what comes out, after it has settled, the sine that fits best is
 * taken away, and what is left is set against it.
 */
#ifndef QUALITY_H
#define QUALITY_H

#include <sofv_port.h>

struct quality {
	double in_step, out_step;	/* rad per frame */
	u32 n_in, n_out, n_skip, n_want;
	double *out;
};

void quality_begin(struct quality *q, u32 in_hz, u32 out_hz);
/* Next sample of the input, 24 bits in the top of 32. */
s32 quality_next(struct quality *q);
/* Next of the output, full scale 1. */
void quality_add(struct quality *q, double x);
bool quality_full(const struct quality *q);
/* dB, and the end of it. */
double quality_end(struct quality *q);

#endif /* QUALITY_H */
