// SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Filter of one ratio out of the one prototype.
 *
 * The prototype is a low-pass at the lower of both rates, as a curve over time.
 * A filter of up/down needs it at steps of 1/n period, n the larger of both.
 * The committed table has 32 steps; what lies between comes from Lagrange
 * polynomials through six points. As smooth as the curve is at that scale, that
 * costs less than the last bits of the coefficients. Points n apart share their
 * weights.
 */
#include "components/src/src_core.h"

#define SRC_POINTS	(SRC_PROTO_BEFORE + 1 + SRC_PROTO_AFTER)

static_assert(SRC_POINTS == 6, "src_weights() is of the fifth degree");

u32 sofdsp_src_bank_bytes(const struct src_ratio *ratio)
{
	return (u32)sizeof(struct src_bank) +
	       ratio->up * ratio->taps * (u32)sizeof(s32);
}

/* num / den; num < den < 2^16. */
static u32 src_fraction_q32(u32 num, u32 den)
{
	u32 high = (num << 16) / den, rest = (num << 16) % den;

	return high << 16 | (rest << 16) / den;
}

static s64 src_times(s64 a, s64 b, u32 shift)
{
	return (a * b + (1ll << (shift - 1))) >> shift;
}

/*
 * Weights of the points -2..3 for the place x between points 0 and 1: the
 * product over the other points j of (x - j) / (i - j). Those below j and those
 * above multiply to less than 6 each.
 */
static void src_weights(s64 *w_q30, u32 x_q32)
{
	static const s32 inverse_q34[SRC_POINTS] = {
		-143165577, 715827883, -1431655765, 1431655765,
		-715827883, 143165577,
	};	/* of -120, 24, -12, 12, -24, 120 */
	s64 way_q28[SRC_POINTS], product_q28 = 1 << 28;
	u32 i;

	for (i = 0; i < SRC_POINTS; i++) {
		way_q28[i] = (s64)(x_q32 >> 4) -
			     ((s64)i - SRC_PROTO_BEFORE) * (1 << 28);
		w_q30[i] = product_q28;
		product_q28 = src_times(product_q28, way_q28[i], 28);
	}
	product_q28 = 1 << 28;
	for (i = SRC_POINTS; i--; ) {
		w_q30[i] = src_times(w_q30[i], product_q28, 28);
		w_q30[i] = src_times(w_q30[i], inverse_q34[i], 32);
		product_q28 = src_times(product_q28, way_q28[i], 28);
	}
}

/* The prototype's value behind @points by the weights, Q1.31. */
static s32 src_between(const s32 *points_q31, const s64 *w_q30)
{
	s64 sum_q61 = 1 << 29;
	u32 i;

	for (i = 0; i < SRC_POINTS; i++)
		sum_q61 += points_q31[i] * w_q30[i];
	return (s32)(sum_q61 >> 30);
}

/* @at: in steps of 1/up input frames from the newest sample back. */
static void src_coef_put(struct src_bank *bank, u32 at, s32 value_q30)
{
	const struct src_ratio *r = &bank->ratio;
	u32 tap = r->taps - 1 - at / r->up;

	bank->coef_q30[at % r->up * r->taps + tap] = value_q30;
}

void sofdsp_src_bank_init(struct src_bank *bank, const struct src_ratio *ratio)
{
	u32 n = ratio->up > ratio->down ? ratio->up : ratio->down;
	u32 middle = ratio->taps / 2 * ratio->up;
	u32 scale_q32 = 0, first, m;
	s64 w_q30[SRC_POINTS];
	const s32 *points;
	s32 value;

	bank->ratio = *ratio;
	/* Downwards there are more taps under the curve by down/up. */
	if (ratio->up < ratio->down)
		scale_q32 = src_fraction_q32(ratio->up, ratio->down);
	for (first = 0; first < n; first++) {
		src_weights(w_q30, src_fraction_q32(first * SRC_PROTO_STEPS % n, n));
		points = sofdsp_src_proto_q31 + first * SRC_PROTO_STEPS / n;
		for (m = first; m < n * (SRC_PROTO_PERIODS / 2); m += n) {
			value = src_between(points, w_q30);
			if (scale_q32)
				value = (s32)((value * (s64)scale_q32 +
					       (1ll << 32)) >> 33);
			else
				value = (s32)((value + (s64)1) >> 1);
			src_coef_put(bank, middle + m, value);
			src_coef_put(bank, middle - m, value);
			points += SRC_PROTO_STEPS;
		}
	}
}
