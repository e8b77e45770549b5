// SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Polynomials in Q30. Their coefficients are minimax fits: exp2 of degree 7 over
 * [0, 1], sin and asin odd of degree 11 and 13, log2(1 + r) / r of degree 4.
 */
#include "dsp_math.h"

/* c[0] + c[1] x + ... + c[n-1] x^(n-1) */
static s64 math_poly_q30(const s32 *c, u32 n, s64 x_q30)
{
	s64 y = 0;

	while (n--)
		y = ((y * x_q30 + (1 << 29)) >> 30) + c[n];
	return y;
}

s32 sofdsp_log2_q26(u32 x)
{
	/* Of the middle of each sixteenth of [1, 2): inverse in Q31, log2 in Q30. */
	static const u32 inverse_q31[16] = {
		2082408386, 1963413621, 1857283155, 1762037865,
		1676084798, 1598127366, 1527099483, 1462116526,
		1402438301, 1347440720, 1296593901, 1249445032,
		1205604855, 1164736894, 1126548799, 1090785345,
	};
	static const s32 log2_q30[16] = {
		47667823, 138816582, 224898839, 306448299,
		383918542, 457698295, 528123241, 595485245,
		660039669, 722011214, 781598636, 838978603,
		894308843, 947730758, 999371606, 1049346328,
	};
	static const s32 c[] = { 1549082005, -774540882, 516360411, -387644885,
				 310261024 };
	u32 exponent, mantissa, i;
	s64 r, y;

	if (x <= 1)
		return 0;
	exponent = 31 - (u32)__builtin_clz(x);
	mantissa = x << (31 - exponent);	/* Q31, 1..2 */
	if (mantissa == 1u << 31)
		return (s32)(exponent << 26);
	i = (mantissa >> 27) & 15;
	r = (s64)(((u64)mantissa * inverse_q31[i]) >> 32) - (1 << 30);
	y = ((math_poly_q30(c, 5, r) * r + (1 << 29)) >> 30) + log2_q30[i];
	y = ((s64)exponent << 26) + ((y + 8) >> 4);
	return y < 0x7fffffff ? (s32)y : 0x7fffffff;
}

u64 sofdsp_exp2_q32(s32 x_q26)
{
	static const s32 c[] = { 1073741824, 744261126, 257941086, 59598365,
				 10322424, 1442061, 153505, 23258 };
	const s32 exponent = x_q26 >> 26;	/* -32..31 */
	const s64 fraction_q30 = (s64)(x_q26 & ((1 << 26) - 1)) << 4;
	const u64 y_q30 = (u64)math_poly_q30(c, 8, fraction_q30);
	u32 down;

	if (exponent >= -2)
		return y_q30 << (exponent + 2);
	down = (u32)(-2 - exponent);
	return (y_q30 + (1ull << (down - 1))) >> down;
}

s32 sofdsp_sin_q30(s32 x)
{
	static const s32 c[] = { 1686629713, -693598663, 85569264, -5026852,
				 172032, -3670 };
	s64 y;

	if (x <= 0)
		return 0;
	if (x >= SOFDSP_ONE_Q30)
		return SOFDSP_ONE_Q30;
	y = math_poly_q30(c, 6, ((s64)x * x + (1 << 29)) >> 30);
	y = (y * x + (1 << 29)) >> 30;
	return y < SOFDSP_ONE_Q30 ? (s32)y : SOFDSP_ONE_Q30;
}

/* Of x <= 1/2. */
static s32 math_asin_low(s32 x)
{
	static const s32 c[] = { 683565277, 113927344, 51275838, 30361907,
				 22197101, 8418762, 27427193 };
	s64 y = math_poly_q30(c, 7, ((s64)x * x + (1 << 29)) >> 30);

	return (s32)((y * x + (1 << 29)) >> 30);
}

/* Of a square below 2^60; rounded to nearest. */
static s32 math_sqrt(u64 square)
{
	u64 root = 0, next;
	u32 bit;

	for (bit = 1u << 29; bit; bit >>= 1) {
		next = root | bit;
		if (next * next <= square)
			root = next;
	}
	return (s32)(square - root * root > root ? root + 1 : root);
}

s32 sofdsp_asin_q30(s32 x)
{
	if (x <= 0)
		return 0;
	if (x >= SOFDSP_ONE_Q30)
		return SOFDSP_ONE_Q30;
	if (x <= SOFDSP_ONE_Q30 / 2)
		return math_asin_low(x);
	/* asin(x) = pi/2 - 2 asin(sqrt((1 - x) / 2)) */
	return SOFDSP_ONE_Q30 -
	       2 * math_asin_low(math_sqrt((u64)(SOFDSP_ONE_Q30 - x) << 29));
}

u64 sofdsp_div_u64(u64 num, u32 den)
{
	u64 quotient = 0, rest = 0;
	u32 i;

	for (i = 64; i-- > 0;) {
		rest = rest << 1 | (num >> i & 1);
		quotient <<= 1;
		if (rest >= den) {
			rest -= den;
			quotient |= 1;
		}
	}
	return quotient;
}
