// SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * The inner loop of the sample rate converter, alone so that another one can
 * take its place.
 */
#include "components/src/src_core.h"

/*
 * As plain as this, compilers that may use vectors do; without, unrolling makes the
 * multiplications what counts. Saying what n is saves them the rest.
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
