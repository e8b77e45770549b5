// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * What the sample rate converter does to sound, for all 90 pairs of rates:
 * distortion and noise, aliases, passband.
 *
 * A sine of 24 bits goes in, a sine of its frequency is fitted to what comes
 * out once the filter is full of it, and whatever is left is what should not be
 * there: distortion, noise, aliases and images alike, over the whole band.
 */
#include <math.h>
#include <stdlib.h>

#include "src_bench.h"

#define LEVEL_1DB	0.8912509381	/* -1 dB of full scale */

#define THDN_997_MIN_DB		135.0
#define THDN_MIN_DB		130.0	/* any frequency, 44.1 <-> 48 kHz */
#define ALIAS_MAX_DB		-112.0
#define RIPPLE_MAX_DB		0.016	/* up to 0.45 of the lower rate */
#define FLAT_MAX_DB		0.0002	/* up to 0.44 of it */

#define SWEEP_STEPS	40u

static double low_hz(const struct src_bench *b)
{
	return b->in_hz < b->out_hz ? b->in_hz : b->out_hz;
}

/*
 * Outputs to judge: at least 512, and what 64 input frames become. The stream
 * is filled with the sine first and set to where the filter sees nothing else.
 */
static struct src_fit measure(struct src_bench *b, double amplitude, double hz,
			      u32 n_out)
{
	u32 taps = b->bank->ratio.taps, n_in, used, done = 0;
	struct src_fit fit;
	s32 *x, *y;

	n_in = taps + (u32)((u64)n_out * b->in_hz / b->out_hz) + 2;
	x = malloc(n_in * sizeof(*x));
	y = malloc(n_out * sizeof(*y));
	src_sine_24(x, n_in, amplitude, hz, b->in_hz);
	src_bench_restart(b);
	for (used = 0; used < taps; b->st.next = b->st.fill - 1)
		used += sofdsp_src_push(&b->st, x + used, taps - used);
	while (done < n_out) {
		done += sofdsp_src_pull(&b->st, y + done, n_out - done);
		used += sofdsp_src_push(&b->st, x + used, n_in - used);
	}
	fit = src_fit_sine(y, n_out, hz < b->out_hz / 2.0 ? hz : 0, b->out_hz);
	free(x);
	free(y);
	return fit;
}

static double thdn_db(struct src_bench *b, double amplitude, double hz,
		      u32 n_out)
{
	struct src_fit fit = measure(b, amplitude, hz, n_out);

	return src_db(fit.amplitude * M_SQRT1_2 / fit.rest_rms);
}

static void test_thdn_of_all_pairs(void **state)
{
	struct src_bench b;
	double db, worst = 999;
	u32 i, k;

	(void)state;
	print_message("THD+N in dB, 997 Hz at -1 dB, 24 bits; in down, out across\n"
		      "%7s", "");
	for (k = 0; k < SRC_N_RATES; k++)
		print_message("%7u", src_rates_hz[k]);
	for (i = 0; i < SRC_N_RATES; i++) {
		print_message("\n%7u", src_rates_hz[i]);
		for (k = 0; k < SRC_N_RATES; k++) {
			if (i == k) {
				print_message("%7s", "-");
				continue;
			}
			src_bench_init(&b, src_rates_hz[i], src_rates_hz[k], 1);
			db = thdn_db(&b, LEVEL_1DB, 997, 1500);
			print_message("%7.1f", db);
			worst = db < worst ? db : worst;
			src_bench_fini(&b);
		}
	}
	print_message("\nworst %.1f, at least %.1f\n", worst, THDN_997_MIN_DB);
	assert_true(worst >= THDN_997_MIN_DB);
}

/*
 * Below -20 dB it is the 24 bits of the input that limit: noise at -146 dB of
 * full scale. So the rest is taken against full scale there.
 */
static void expect_thdn_levels(u32 in_hz, u32 out_hz)
{
	static const double hz[] = { 101, 997, 4999, 9973, 14983, 19001 };
	static const double levels_db[] = { -1, -6, -20, -60, -100 };
	double amplitude, rest, worst;
	struct src_bench b;
	u32 i, k;

	src_bench_init(&b, in_hz, out_hz, 1);
	for (k = 0; k < sizeof(levels_db) / sizeof(levels_db[0]); k++) {
		amplitude = pow(10, levels_db[k] / 20);
		worst = -999;
		for (i = 0; i < sizeof(hz) / sizeof(hz[0]); i++) {
			rest = src_db(measure(&b, amplitude, hz[i], 4800).rest_rms);
			worst = rest > worst ? rest : worst;
		}
		/* A sine's power is 3 dB below the square of its peak. */
		print_message("%u -> %u at %4.0f dB: rest at most %.1f dB of full"
			      " scale\n", in_hz, out_hz, levels_db[k], worst + 3.01);
		assert_true(worst + 3.01 <= fmax(levels_db[k] - THDN_MIN_DB, -142));
	}
	src_bench_fini(&b);
}

static void test_thdn_of_levels_and_frequencies(void **state)
{
	(void)state;
	expect_thdn_levels(44100, 48000);
	expect_thdn_levels(48000, 44100);
}

struct sweep {
	double alias_db;	/* worst, against the input */
	double alias_hz;
	double ripple_db;	/* up to 0.45 */
	double flat_db;		/* up to 0.44 */
};

static void sweep_one(struct src_bench *b, double hz, struct sweep *s)
{
	u32 grow = (b->out_hz + b->in_hz - 1) / b->in_hz;
	struct src_fit fit = measure(b, LEVEL_1DB, hz, 512 + 64 * grow);
	double alias_db = src_db(fit.rest_rms / (LEVEL_1DB * M_SQRT1_2));
	double gain_db = fabs(src_db(fit.amplitude / LEVEL_1DB));

	if (alias_db > s->alias_db) {
		s->alias_db = alias_db;
		s->alias_hz = hz;
	}
	if (hz <= 0.45 * low_hz(b) && gain_db > s->ripple_db)
		s->ripple_db = gain_db;
	if (hz <= 0.44 * low_hz(b) && gain_db > s->flat_db)
		s->flat_db = gain_db;
}

/* Even steps over the input band, and close ones around the edges. */
static struct sweep sweep(struct src_bench *b)
{
	static const double edges[] = { 0.43, 0.44, 0.45, 0.47, 0.49, 0.5, 0.5005,
					0.502, 0.505, 0.51, 0.52 };
	struct sweep s = { -999, 0, 0, 0 };
	double hz;
	u32 i;

	for (i = 0; i < SWEEP_STEPS; i++)
		sweep_one(b, (i + 0.37) * b->in_hz / 2.0 / SWEEP_STEPS, &s);
	for (i = 0; i < sizeof(edges) / sizeof(edges[0]); i++) {
		hz = edges[i] * low_hz(b);
		if (hz < 0.495 * b->in_hz)
			sweep_one(b, hz, &s);
	}
	return s;
}

static void test_sweep_of_all_pairs(void **state)
{
	struct sweep s, worst = { -999, 0, 0, 0 };
	struct src_bench b;
	u32 i, k;

	(void)state;
	print_message("worst alias in dB on a sweep of the input band\n%7s", "");
	for (k = 0; k < SRC_N_RATES; k++)
		print_message("%8u", src_rates_hz[k]);
	for (i = 0; i < SRC_N_RATES; i++) {
		print_message("\n%7u", src_rates_hz[i]);
		for (k = 0; k < SRC_N_RATES; k++) {
			if (i == k) {
				print_message("%8s", "-");
				continue;
			}
			src_bench_init(&b, src_rates_hz[i], src_rates_hz[k], 1);
			s = sweep(&b);
			src_bench_fini(&b);
			print_message("%8.1f", s.alias_db);
			worst.alias_db = fmax(worst.alias_db, s.alias_db);
			worst.ripple_db = fmax(worst.ripple_db, s.ripple_db);
			worst.flat_db = fmax(worst.flat_db, s.flat_db);
		}
	}
	print_message("\nworst alias %.1f dB, at most %.1f\n", worst.alias_db,
		      ALIAS_MAX_DB);
	print_message("gain off by %.5f dB up to 0.45 of the lower rate, at most %.3f;"
		      " %.6f dB up to 0.44, at most %.4f\n", worst.ripple_db,
		      RIPPLE_MAX_DB, worst.flat_db, FLAT_MAX_DB);
	assert_true(worst.alias_db <= ALIAS_MAX_DB);
	assert_true(worst.ripple_db <= RIPPLE_MAX_DB);
	assert_true(worst.flat_db <= FLAT_MAX_DB);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_thdn_of_all_pairs),
		cmocka_unit_test(test_thdn_of_levels_and_frequencies),
		cmocka_unit_test(test_sweep_of_all_pairs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
