/* SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause */
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * One second-order section in direct form I on Q8.56 signals. Why so many bits:
 * a section of 20 Hz at 192 kHz amplifies its own rounding by up to 2^21, and
 * much of what an equalizer is used for is down there.
 */
#ifndef EQ_IIR_BIQUAD_H
#define EQ_IIR_BIQUAD_H

#include "dsp_q56.h"

/* Sum of output_shift and 14, the latter for the Q2.14 of the gain. */
#define BIQUAD_MAX_SHIFT	45u

struct biquad {
	s32 a2_q30;
	s32 a1_q30;
	s32 b2_q30;
	s32 b1_q30;
	s32 b0_q30;
	s32 gain_q14;		/* 16 bits */
	u32 shift;		/* 0..BIQUAD_MAX_SHIFT; 14 with gain 1 << 14 is 0 dB */
};

struct biquad_state {
	struct sofdsp_q56 x1, x2, y1, y2;
};

/* y * gain_q14 >> shift, limited; no step of it can overflow. */
static inline s64 biquad_output(const struct biquad *bq, struct sofdsp_q56 y)
{
	/* In units of 2^-40 and 2^-70; |hi| <= 2^44. */
	s64 hi = (s64)y.hi * bq->gain_q14;
	s64 lo = (s64)y.lo * bq->gain_q14;
	u32 left;

	if (bq->shift >= SOFDSP_Q56_LO_BITS)
		return sofdsp_q56_limit(hi >> (bq->shift - SOFDSP_Q56_LO_BITS));
	left = SOFDSP_Q56_LO_BITS - bq->shift;
	if (hi > SOFDSP_Q56_LIMIT >> left)
		return SOFDSP_Q56_LIMIT;
	if (hi < -(SOFDSP_Q56_LIMIT >> left))
		return -SOFDSP_Q56_LIMIT;
	return sofdsp_q56_limit(hi * ((s64)1 << left) + (lo >> bq->shift));
}

static inline s64 biquad_run(const struct biquad *bq, struct biquad_state *st,
			     s64 x)
{
	struct sofdsp_q56 in = sofdsp_q56_split(x), y;
	s64 hi, lo;

	hi = (s64)bq->b0_q30 * in.hi + (s64)bq->b1_q30 * st->x1.hi +
	     (s64)bq->b2_q30 * st->x2.hi + (s64)bq->a1_q30 * st->y1.hi +
	     (s64)bq->a2_q30 * st->y2.hi;
	lo = (s64)bq->b0_q30 * in.lo + (s64)bq->b1_q30 * st->x1.lo +
	     (s64)bq->b2_q30 * st->x2.lo + (s64)bq->a1_q30 * st->y1.lo +
	     (s64)bq->a2_q30 * st->y2.lo;
	y = sofdsp_q56_split(sofdsp_q56_join(hi, lo));
	st->x2 = st->x1;
	st->x1 = in;
	st->y2 = st->y1;
	st->y1 = y;
	return biquad_output(bq, y);
}

#endif /* EQ_IIR_BIQUAD_H */
