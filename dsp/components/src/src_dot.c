// SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * The inner loop of the sample rate converter, alone so that another one can
 * take its place.
 */
#include "components/src/src_core.h"

/*
 * Written so that a compiler which may use vectors does: with the eight products
 * in the source it would not find them. Without vectors they are unrolled here.
 */
s64 sofdsp_src_dot(const s32 *x, const s32 *coef_q30, u32 n)
{
	s64 sum = 0;
	u32 i;

	n &= ~(SRC_TAPS_STEP - 1);
#pragma GCC unroll 8
	for (i = 0; i < n; i++)
		sum += (s64)x[i] * coef_q30[i];
	return sum;
}
