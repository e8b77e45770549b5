// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Fixed-point functions against double precision, each with its stated bound.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <math.h>
#include <cmocka.h>

#include <math/dsp_math.h>

/* Counts in even steps of the logarithm, and by odd strides. */
#define STEPS	400000u

static double worse(double worst, double error)
{
	return fabs(error) > worst ? fabs(error) : worst;
}

static void test_log2(void **state)
{
	double worst = 0;
	u32 x, i;

	(void)state;
	for (i = 0; i < STEPS; i++) {
		x = (u32)exp2(i * 31.999999 / STEPS);
		worst = worse(worst, sofdsp_log2_q26(x) - log2(x) * 0x1p26);
	}
	for (x = 1; x < 70000; x++)
		worst = worse(worst, sofdsp_log2_q26(x) - log2(x) * 0x1p26);
	print_message("log2: bound 0.6, measured %.3f of 2^-26\n", worst);
	assert_true(worst < 0.6);
	for (i = 0; i < 32; i++)
		assert_int_equal(sofdsp_log2_q26(1u << i), i << 26);
	assert_int_equal(sofdsp_log2_q26(0), 0);
	/* 32 does not fit. */
	assert_int_equal(sofdsp_log2_q26(0xffffffff), 0x7fffffff);
}

static void test_exp2(void **state)
{
	double worst = 0, want, error;
	s64 x;
	s32 i;

	(void)state;
	for (x = -0x80000000ll; x < 0x7fffffff; x += 9973) {
		want = exp2(x * 0x1p-26);
		error = fabs((double)sofdsp_exp2_q32((s32)x) * 0x1p-32 - want) - 0x1p-33;
		worst = error / want > worst ? error / want : worst;
	}
	print_message("exp2: bound 1, measured %.3f of 2^-29\n", worst * 0x1p29);
	assert_true(worst < 0x1p-29);
	for (i = -32; i < 32; i++)
		assert_true(sofdsp_exp2_q32((s32)((u32)i << 26)) == 1ull << (i + 32));
}

/* There and back, which is what a gain in dB does. */
static void test_exp2_of_log2(void **state)
{
	double worst = 0;
	u32 x, i;

	(void)state;
	for (i = 0; i < STEPS; i++) {
		x = (u32)exp2(12 + i * 19.999 / STEPS);
		worst = worse(worst, (double)sofdsp_exp2_q32(sofdsp_log2_q26(x) -
							     (31 << 26)) / 2 / x - 1);
	}
	print_message("exp2(log2): bound 2e-8, measured %.2g relative\n", worst);
	assert_true(worst < 2e-8);
}

static void test_sin_and_asin(void **state)
{
	double sin_worst = 0, asin_worst = 0, x;
	s32 last = 0;
	s64 q;

	(void)state;
	for (q = 0; q <= SOFDSP_ONE_Q30; q += 1021) {
		x = q * 0x1p-30;
		sin_worst = worse(sin_worst, sofdsp_sin_q30((s32)q) -
				  sin(x * M_PI_2) * 0x1p30);
		asin_worst = worse(asin_worst, sofdsp_asin_q30((s32)q) -
				   asin(x) / M_PI_2 * 0x1p30);
	}
	/* Where the slope of asin has no bound. */
	for (q = SOFDSP_ONE_Q30 - 10000; q <= SOFDSP_ONE_Q30; q++) {
		asin_worst = worse(asin_worst, sofdsp_asin_q30((s32)q) -
				   asin(q * 0x1p-30) / M_PI_2 * 0x1p30);
		assert_true(sofdsp_asin_q30((s32)q) >= last);
		last = sofdsp_asin_q30((s32)q);
	}
	print_message("sin: bound 3, measured %.2f of 2^-30\n", sin_worst);
	print_message("asin: bound 3, measured %.2f of 2^-30\n", asin_worst);
	assert_true(sin_worst < 3);
	assert_true(asin_worst < 3);
	assert_int_equal(sofdsp_sin_q30(-5), 0);
	assert_int_equal(sofdsp_asin_q30(-5), 0);
	assert_int_equal(sofdsp_sin_q30(0x7fffffff), SOFDSP_ONE_Q30);
	assert_int_equal(sofdsp_asin_q30(0x7fffffff), SOFDSP_ONE_Q30);
	assert_int_equal(sofdsp_sin_q30(SOFDSP_ONE_Q30), SOFDSP_ONE_Q30);
	assert_int_equal(sofdsp_asin_q30(SOFDSP_ONE_Q30), SOFDSP_ONE_Q30);
}

static void test_division(void **state)
{
	static const u64 nums[] = { 0, 1, 2, 65535, 1ull << 32, 0x123456789abcdefull,
				    ~0ull - 1, ~0ull };
	static const u32 dens[] = { 1, 2, 3, 48000, 65537, 0x7fffffff, ~0u };
	u32 i, k;

	(void)state;
	for (i = 0; i < sizeof(nums) / sizeof(nums[0]); i++)
		for (k = 0; k < sizeof(dens) / sizeof(dens[0]); k++)
			assert_true(sofdsp_div_u64(nums[i], dens[k]) ==
				    nums[i] / dens[k]);
}

static void test_constants(void **state)
{
	(void)state;
	assert_true(fabs(SOFDSP_DB_PER_OCTAVE_Q26 - 20 * log10(2) * 0x1p26) <= 0.5);
	assert_true(fabs(SOFDSP_OCTAVES_PER_DB_Q40 - log2(10) / 20 * 0x1p40) <= 0.5);
	assert_true(fabs(SOFDSP_LOG2_E_Q30 - M_LOG2E * 0x1p30) <= 0.5);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_log2),
		cmocka_unit_test(test_exp2),
		cmocka_unit_test(test_exp2_of_log2),
		cmocka_unit_test(test_sin_and_asin),
		cmocka_unit_test(test_division),
		cmocka_unit_test(test_constants),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
