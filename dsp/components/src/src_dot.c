// SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * The inner loop of the sample rate converter, alone so that another one can
 * take its place.
 */
#include "components/src/src_core.h"

s64 sofdsp_src_dot(const s32 *x, const s32 *coef_q30, u32 n)
{
	s64 even = 0, odd = 0;
	const s32 *end = x + n;

	for (; x != end; x += 8, coef_q30 += 8) {
		even += (s64)x[0] * coef_q30[0];
		odd += (s64)x[1] * coef_q30[1];
		even += (s64)x[2] * coef_q30[2];
		odd += (s64)x[3] * coef_q30[3];
		even += (s64)x[4] * coef_q30[4];
		odd += (s64)x[5] * coef_q30[5];
		even += (s64)x[6] * coef_q30[6];
		odd += (s64)x[7] * coef_q30[7];
	}
	return even + odd;
}
