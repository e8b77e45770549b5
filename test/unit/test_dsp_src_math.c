// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * The sample rate converter against its model in double precision: table,
 * coefficients, output.
 */
#include <math.h>
#include <stdlib.h>

#include "src_bench.h"
#include "src_model.h"

/* Per coefficient, in units of the last place (2^-30). */
#define COEF_BOUND		4.0
/*
 * Per output sample of full-scale noise, in units of the last place (2^-31): a
 * third of the last of 24 bits. Coefficients of the longest filters make it.
 */
#define OUTPUT_BOUND		85.0

static void test_table_is_what_the_formula_says(void **state)
{
	u32 i;

	(void)state;
	for (i = 0; i < SRC_PROTO_POINTS; i++)
		assert_int_equal(sofdsp_src_proto_q31[i], src_model_point(i));
}

static void test_rates(void **state)
{
	u32 hz, i, n = 0;

	(void)state;
	for (hz = 0; hz < 400000; hz++)
		n += sofdsp_src_rate_ok(hz);
	assert_int_equal(n, SRC_N_RATES);
	for (i = 0; i < SRC_N_RATES; i++)
		assert_true(sofdsp_src_rate_ok(src_rates_hz[i]));
}

static void expect_ratio(u32 in_hz, u32 out_hz, u32 up, u32 down, u32 taps)
{
	struct src_ratio r;

	sofdsp_src_ratio_set(&r, in_hz, out_hz);
	assert_int_equal(r.up, up);
	assert_int_equal(r.down, down);
	assert_int_equal(r.taps, taps);
}

static void test_ratios(void **state)
{
	(void)state;
	expect_ratio(44100, 48000, 160, 147, 136);
	expect_ratio(48000, 44100, 147, 160, 152);	/* 148.03 */
	expect_ratio(44100, 192000, 640, 147, 136);
	expect_ratio(192000, 44100, 147, 640, 600);	/* 592.11 */
	expect_ratio(8000, 192000, 24, 1, 136);
	expect_ratio(192000, 8000, 1, 24, 3264);
	expect_ratio(176400, 8000, 20, 441, 3000);	/* 2998.8 */
	expect_ratio(32000, 48000, 3, 2, 136);
}

static double worst_coef, worst_output, worst_gain, worst_delay;
static u32 most_bytes;

static void coefs_of_pair(u32 in_hz, u32 out_hz)
{
	double error, gain;
	struct src_bench b;
	struct src_model m;
	u32 phase, tap, i;

	src_bench_init(&b, in_hz, out_hz, 1);
	src_model_init(&m, in_hz, out_hz);
	for (phase = 0; phase < m.up; phase++) {
		gain = 0;
		for (tap = 0; tap < m.taps; tap++) {
			i = phase * m.taps + tap;
			gain += fabs(b.bank->coef_q30[i] / 1073741824.0);
			error = fabs(b.bank->coef_q30[i] - m.coef[i] * 1073741824.0);
			worst_coef = fmax(worst_coef, error);
		}
		worst_gain = fmax(worst_gain, gain);
	}
	if (sofdsp_src_bank_bytes(&b.bank->ratio) > most_bytes)
		most_bytes = sofdsp_src_bank_bytes(&b.bank->ratio);
	src_model_free(&m);
	src_bench_fini(&b);
}

static void test_coefficients_of_all_pairs(void **state)
{
	(void)state;
	src_for_pairs(coefs_of_pair);
	print_message("coefficients: off by %.2f of 2^30, at most %.0f\n", worst_coef,
		      COEF_BOUND);
	print_message("magnitudes of a phase: %.3f, must be below 4\n", worst_gain);
	print_message("largest bank: %u bytes\n", most_bytes);
	assert_true(worst_coef <= COEF_BOUND);
	/* 2^31 * 2^30 * 4: the sum can't leave 64 bits. */
	assert_true(worst_gain < 4);
	assert_true(most_bytes <= 420000);
}

static double limit(double y)
{
	return fmin(fmax(y, -2147483648.0), 2147483647.0);
}

static void output_of_pair(u32 in_hz, u32 out_hz)
{
	u32 n_out = 300, n_in, seed = in_hz ^ out_hz, n, i;
	struct src_bench b;
	struct src_model m;
	double error;
	s32 *x, *y;

	src_bench_init(&b, in_hz, out_hz, 1);
	src_model_init(&m, in_hz, out_hz);
	/* The filter fills, and then some. */
	n_in = m.taps + (u32)((u64)n_out * in_hz / out_hz);
	n_out = n_in * m.up / m.down;
	x = malloc(n_in * sizeof(*x));
	y = malloc((n_out + 1) * sizeof(*y));
	for (i = 0; i < n_in; i++)
		x[i] = src_noise(&seed);
	n = src_bench_run(&b, x, n_in, y, n_out + 1);
	assert_int_equal(n, n_out);
	for (i = 0; i < n; i += 1 + n / 700) {
		error = fabs(y[i] - limit(src_model_output(&m, x, n_in, i)));
		worst_output = fmax(worst_output, error);
	}
	free(x);
	free(y);
	src_model_free(&m);
	src_bench_fini(&b);
}

static void test_output_of_all_pairs(void **state)
{
	(void)state;
	src_for_pairs(output_of_pair);
	print_message("full-scale noise: off by %.2f of 2^31, at most %.0f\n",
		      worst_output, OUTPUT_BOUND);
	assert_true(worst_output <= OUTPUT_BOUND);
}

/*
 * To the last bit: the sum of products, rounded to nearest and limited. Holds for
 * every inner loop that takes the place of src_dot.c.
 */
static void exact_of_pair(u32 in_hz, u32 out_hz)
{
	u32 n_in, n_out, seed = in_hz + out_hz, n, tap, back;
	const struct src_ratio *r;
	struct src_bench b;
	u64 at, newest;
	const s32 *coef;
	s32 *x, *y;
	s64 sum;

	src_bench_init(&b, in_hz, out_hz, 1);
	r = &b.bank->ratio;
	n_in = r->taps + 50 * (r->down + r->up - 1) / r->up;
	n_out = n_in * r->up / r->down;
	x = malloc(n_in * sizeof(*x));
	y = malloc(n_out * sizeof(*y));
	for (n = 0; n < n_in; n++)
		x[n] = src_noise(&seed);
	assert_int_equal(src_bench_run(&b, x, n_in, y, n_out), n_out);
	for (n = n_out - 50; n < n_out; n++) {
		at = ((u64)n + 1) * r->down - 1;
		coef = b.bank->coef_q30 + at % r->up * r->taps;
		newest = at / r->up;
		sum = 1 << 29;
		for (tap = 0; tap < r->taps; tap++) {
			back = r->taps - 1 - tap;
			if (back <= newest)
				sum += (s64)coef[tap] * x[newest - back];
		}
		sum >>= 30;
		assert_int_equal(y[n], sum > INT32_MAX ? INT32_MAX :
				       sum < INT32_MIN ? INT32_MIN : sum);
	}
	free(x);
	free(y);
	src_bench_fini(&b);
}

static void test_output_is_exact(void **state)
{
	(void)state;
	src_for_pairs(exact_of_pair);
}

/*
 * README: a sound comes out taps / 2 - (down - 1) / up input frames later. The
 * phase of a slow sine tells.
 */
static void delay_of_pair(u32 in_hz, u32 out_hz)
{
	u32 n_in, n_out, settled;
	double delay, want;
	struct src_bench b;
	struct src_fit fit;
	struct src_model m;
	s32 *x, *y;

	src_bench_init(&b, in_hz, out_hz, 1);
	src_model_init(&m, in_hz, out_hz);
	/* One turn in @taps input frames, two turns to settle, one to judge. */
	n_in = 3 * m.taps;
	n_out = (u32)((u64)n_in * m.up / m.down);
	settled = (u32)(2ull * m.taps * m.up / m.down);
	x = malloc(n_in * sizeof(*x));
	y = malloc(n_out * sizeof(*y));
	src_sine_24(x, n_in, 0.9, 1, m.taps);
	assert_int_equal(src_bench_run(&b, x, n_in, y, n_out), n_out);

	/* In turns per input frame, and from its phase to when it began. */
	fit = src_fit_sine(y + settled, n_out - settled, (double)m.down / m.up,
			   m.taps);
	delay = (0.3 - fit.phase) / (2 * M_PI) * m.taps +
		(double)settled * m.down / m.up;
	delay = fmod(delay + m.taps, m.taps);
	want = m.taps / 2.0 - (m.down - 1.0) / m.up;
	worst_delay = fmax(worst_delay, fabs(delay - want) * m.up / m.down);
	free(x);
	free(y);
	src_model_free(&m);
	src_bench_fini(&b);
}

static void test_delay_of_all_pairs(void **state)
{
	(void)state;
	src_for_pairs(delay_of_pair);
	print_message("delay: off by %.5f output frames, at most 0.001\n",
		      worst_delay);
	assert_true(worst_delay <= 0.001);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_table_is_what_the_formula_says),
		cmocka_unit_test(test_rates),
		cmocka_unit_test(test_ratios),
		cmocka_unit_test(test_coefficients_of_all_pairs),
		cmocka_unit_test(test_output_of_all_pairs),
		cmocka_unit_test(test_output_is_exact),
		cmocka_unit_test(test_delay_of_all_pairs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
