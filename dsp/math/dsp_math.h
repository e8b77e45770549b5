/* SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause */
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Functions of one variable in fixed point, for gains and levels: cheap enough
 * for every frame, except the division. The bounds are what test_dsp_math.c
 * asserts against double precision.
 */
#ifndef SOFDSP_MATH_H
#define SOFDSP_MATH_H

#include <sofv_port.h>

#define SOFDSP_ONE_Q30		(1 << 30)
/* dB of a factor of two, and the other way about: 20 log10(2), its inverse. */
#define SOFDSP_DB_PER_OCTAVE_Q26	404035621
#define SOFDSP_OCTAVES_PER_DB_Q40	182624928348ull
/* log2(e) */
#define SOFDSP_LOG2_E_Q30	1549082005

/* Rounded to nearest. The result must fit. */
static inline s32 sofdsp_mul_q30(s32 a, s32 b)
{
	return (s32)(((s64)a * b + (1 << 29)) >> 30);
}

/*
 * log2(x) for an integer x > 0, so 0..31.99 in Q5.26; take the point of @x off
 * afterwards. Exact for powers of two. Error below 0.6 of 2^-26 (1e-7 dB);
 * 1 of it at the very end of the range. 0 counts as 1.
 */
s32 sofdsp_log2_q26(u32 x);

/*
 * 2^x, x in Q5.26, as Q32.32. Exact for whole x. Relative error below 2^-29, and
 * half of 2^-32 for the last bit.
 */
u64 sofdsp_exp2_q32(s32 x_q26);

/*
 * sin(x * pi/2) and its inverse, 0..1 to 0..1, Q2.30; arguments beyond are taken
 * as 0 or 1. Both ends are exact. Error below 3 of 2^-30.
 */
s32 sofdsp_sin_q30(s32 x_q30);
s32 sofdsp_asin_q30(s32 x_q30);

/* num / den rounded down, bit by bit: not for every sample. @den is not 0. */
u64 sofdsp_div_u64(u64 num, u32 den);

#endif /* SOFDSP_MATH_H */
