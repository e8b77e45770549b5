/* SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause */
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Signals inside of recursive filters: Q8.56 in 64 bits, limited to 8 times full
 * scale (18 dB of headroom), 25 bits below those of a 32-bit sample.
 *
 * They are multiplied in two halves, signal = hi << 30 | lo with lo in
 * [-2^29, 2^29), since not every compiler has a 128-bit integer. |hi| is at
 * most 2^29, so five products with 32-bit coefficients stay within 5 * 2^60 and
 * can't overflow.
 */
#ifndef SOFDSP_Q56_H
#define SOFDSP_Q56_H

#include "dsp_priv.h"

#define SOFDSP_Q56_LIMIT	((s64)8 << 56)
#define SOFDSP_Q56_LO_BITS	30
/* What a Q1.31 sample has less. */
#define SOFDSP_Q56_SAMPLE_BITS	25

struct sofdsp_q56 {
	s32 hi;
	s32 lo;
};

static inline s64 sofdsp_q56_limit(s64 x)
{
	if (x > SOFDSP_Q56_LIMIT)
		return SOFDSP_Q56_LIMIT;
	return x < -SOFDSP_Q56_LIMIT ? -SOFDSP_Q56_LIMIT : x;
}

/* @x within the limit. */
static inline struct sofdsp_q56 sofdsp_q56_split(s64 x)
{
	struct sofdsp_q56 s;

	s.hi = (s32)((x + (1 << (SOFDSP_Q56_LO_BITS - 1))) >> SOFDSP_Q56_LO_BITS);
	s.lo = (s32)(x - s.hi * ((s64)1 << SOFDSP_Q56_LO_BITS));
	return s;
}

/* A sum of products of halves with Q2.30 coefficients, as a signal, limited. */
static inline s64 sofdsp_q56_join(s64 hi, s64 lo)
{
	return sofdsp_q56_limit(hi + ((lo + (1 << (SOFDSP_Q56_LO_BITS - 1))) >>
				      SOFDSP_Q56_LO_BITS));
}

static inline s64 sofdsp_q56_from_sample(s32 x)
{
	return (s64)x * (1 << SOFDSP_Q56_SAMPLE_BITS);
}

/* Rounded to nearest, saturated. */
static inline s32 sofdsp_q56_to_sample(s64 x)
{
	return sofdsp_sat_s32((x + (1 << (SOFDSP_Q56_SAMPLE_BITS - 1))) >>
			      SOFDSP_Q56_SAMPLE_BITS);
}

#endif /* SOFDSP_Q56_H */
