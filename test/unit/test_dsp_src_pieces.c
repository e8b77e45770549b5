// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * The sample rate converter as a stream: input in any pieces, frames counted
 * for ever, channels apart, extremes.
 */
#include <math.h>
#include <stdlib.h>

#include "src_bench.h"

#define MAX_CHANNELS	8u

/* Frames of a tick of 1 ms; ten are exact. */
static u32 tick_frames(u32 tick, u32 rate_hz)
{
	return (tick % 10 + 1) * rate_hz / 1000 - tick % 10 * rate_hz / 1000;
}

/* floor(n * up / down) outputs of n input frames, in one go or bit by bit. */
static void pieces_of_pair(u32 in_hz, u32 out_hz)
{
	static const u32 odd[] = { 1, 47, 3, 192, 1, 1, 13, 200, 511, 2, 1000, 97 };
	u32 n_in = 2000, n_out, seed = in_hz * 7 + out_hz, i, k, n, at, made;
	struct src_bench b;
	s32 *x, *once, *bits;

	src_bench_init(&b, in_hz, out_hz, 1);
	n_in += b.bank->ratio.taps;
	n_out = (u32)((u64)n_in * out_hz / in_hz);
	x = malloc(n_in * sizeof(*x));
	once = malloc((n_out + 1) * sizeof(*once));
	bits = malloc((n_out + 1) * sizeof(*bits));
	for (i = 0; i < n_in; i++)
		x[i] = src_noise(&seed);
	assert_int_equal(src_bench_run(&b, x, n_in, once, n_out + 1), n_out);

	src_bench_restart(&b);
	for (at = made = k = 0; at < n_in || made < n_out; k++) {
		n = odd[k % (sizeof(odd) / sizeof(odd[0]))];
		n = n < n_in - at ? n : n_in - at;
		at += sofdsp_src_push(&b.st, x + at, n);
		/* Sometimes not all, sometimes none. */
		n = k % 3 ? odd[(k + 5) % (sizeof(odd) / sizeof(odd[0]))] : 0;
		n = n < n_out + 1 - made ? n : n_out + 1 - made;
		made += sofdsp_src_pull(&b.st, bits + made, n);
		assert_true(made <= (u64)at * out_hz / in_hz);
	}
	assert_int_equal(made, n_out);
	assert_memory_equal(bits, once, n_out * sizeof(*bits));
	free(x);
	free(once);
	free(bits);
	src_bench_fini(&b);
}

static void test_pieces_do_not_matter(void **state)
{
	(void)state;
	src_for_pairs(pieces_of_pair);
}

/*
 * Playback for 100 seconds: each tick takes what the DAI wants. No channels:
 * all of the counting, none of the arithmetic.
 */
static void playback_of_pair(u32 in_hz, u32 out_hz)
{
	u64 in = 0, out = 0;
	struct src_bench b;
	u32 tick, n, want;

	src_bench_init(&b, in_hz, out_hz, 0);
	for (tick = 0; tick < 100000; tick++) {
		want = tick_frames(tick, out_hz);
		n = sofdsp_src_need(&b.st, want);
		assert_int_equal(sofdsp_src_push(&b.st, NULL, n), n);
		in += n;
		out += want;
		assert_int_equal(sofdsp_src_pull(&b.st, NULL, want), want);
		/* Not one frame more was needed. */
		assert_int_equal(b.st.next >= b.st.fill ||
				 out_hz > in_hz, 1);
		assert_true((in - 1) * out_hz / in_hz < out);
		assert_true(in * out_hz / in_hz >= out);
	}
	/* A whole number of ticks of both: exactly so many of each. */
	assert_true(in == 100ull * in_hz);
	src_bench_fini(&b);
}

static void test_playback_counts_for_ever(void **state)
{
	(void)state;
	src_for_pairs(playback_of_pair);
}

/* Capture for 100 seconds: each tick brings what the DAI has. */
static void capture_of_pair(u32 in_hz, u32 out_hz)
{
	u64 in = 0, out = 0;
	struct src_bench b;
	u32 tick, n;

	src_bench_init(&b, in_hz, out_hz, 0);
	for (tick = 0; tick < 100000; tick++) {
		n = tick_frames(tick, in_hz);
		assert_int_equal(sofdsp_src_push(&b.st, NULL, n), n);
		in += n;
		out += sofdsp_src_pull(&b.st, NULL, 0xffffffffu);
		assert_true(in * out_hz / in_hz == out);
	}
	assert_true(out == 100ull * out_hz);
	src_bench_fini(&b);
}

static void test_capture_counts_for_ever(void **state)
{
	(void)state;
	src_for_pairs(capture_of_pair);
}

/* What need() says is exact at every phase, for any number of frames. */
static void need_of_pair(u32 in_hz, u32 out_hz)
{
	u32 seed = out_hz, i, n, want, made;
	struct src_bench b;

	src_bench_init(&b, in_hz, out_hz, 0);
	assert_int_equal(sofdsp_src_need(&b.st, 0), 0);
	assert_int_equal(sofdsp_src_need(&b.st, 0xffffffffu), 0xffffffffu);
	for (i = 0; i < 2000; i++) {
		want = 1 + ((u32)src_noise(&seed) >> 8) % 100;
		n = sofdsp_src_need(&b.st, want);
		if (n > 400)
			continue;	/* more than fits at once */
		if (n) {
			assert_int_equal(sofdsp_src_push(&b.st, NULL, n - 1), n - 1);
			assert_int_equal(sofdsp_src_need(&b.st, want), 1);
			made = sofdsp_src_pull(&b.st, NULL, want);
			assert_true(made < want);
			want -= made;
			assert_int_equal(sofdsp_src_push(&b.st, NULL, 1), 1);
		}
		assert_int_equal(sofdsp_src_need(&b.st, want), 0);
		assert_int_equal(sofdsp_src_pull(&b.st, NULL, want), want);
	}
	src_bench_fini(&b);
}

static void test_need_is_exact(void **state)
{
	(void)state;
	src_for_pairs(need_of_pair);
}

/* Each of n channels comes out as if it were alone. */
static void expect_channels_apart(u32 in_hz, u32 out_hz, u32 channels)
{
	enum { FRAMES = 700 };
	u32 cap = (u32)((u64)FRAMES * out_hz / in_hz) + 1, seed = channels, n, c, i;
	s32 *x = malloc(FRAMES * channels * sizeof(*x)), *one, *alone, *all;
	struct src_bench b;

	one = malloc(FRAMES * sizeof(*one));
	alone = malloc(cap * sizeof(*alone));
	all = malloc(cap * channels * sizeof(*all));
	for (i = 0; i < FRAMES * channels; i++)
		x[i] = src_noise(&seed);
	src_bench_init(&b, in_hz, out_hz, channels);
	for (i = n = 0; i < FRAMES; i += 70) {
		assert_int_equal(sofdsp_src_push(&b.st, x + i * channels, 70), 70);
		n += sofdsp_src_pull(&b.st, all + n * channels, cap - n);
	}
	src_bench_fini(&b);
	src_bench_init(&b, in_hz, out_hz, 1);
	for (c = 0; c < channels; c++) {
		src_bench_restart(&b);
		for (i = 0; i < FRAMES; i++)
			one[i] = x[i * channels + c];
		assert_int_equal(src_bench_run(&b, one, FRAMES, alone, cap), n);
		for (i = 0; i < n; i++)
			assert_int_equal(all[i * channels + c], alone[i]);
	}
	src_bench_fini(&b);
	free(x);
	free(one);
	free(alone);
	free(all);
}

static void test_channels_are_apart(void **state)
{
	u32 channels;

	(void)state;
	for (channels = 1; channels <= MAX_CHANNELS; channels++) {
		expect_channels_apart(44100, 48000, channels);
		expect_channels_apart(48000, 44100, channels);
		expect_channels_apart(16000, 48000, channels);
		expect_channels_apart(96000, 48000, channels);
	}
}

/*
 * The worst input there is for one phase: full scale, each sample with the sign
 * of its coefficient. The sum is 2.6 times full scale and must stop at it.
 */
static void extremes_of_pair(u32 in_hz, u32 out_hz)
{
	const struct src_ratio *r;
	struct src_bench b;
	u32 phase, tap, i;
	const s32 *coef;
	s32 *x, y;
	int sign;

	src_bench_init(&b, in_hz, out_hz, 1);
	r = &b.bank->ratio;
	x = malloc(r->taps * sizeof(*x));
	for (i = 0; i < 8; i++) {
		phase = i * 79 % r->up;
		coef = b.bank->coef_q30 + phase * r->taps;
		for (sign = -1; sign <= 1; sign += 2) {
			for (tap = 0; tap < r->taps; tap++)
				x[tap] = (coef[tap] < 0) == (sign < 0) ?
					 INT32_MAX : INT32_MIN;
			src_bench_restart(&b);
			for (tap = 0; tap < r->taps; b.st.next = b.st.fill - 1)
				tap += sofdsp_src_push(&b.st, x + tap, r->taps - tap);
			b.st.phase = phase;
			assert_int_equal(sofdsp_src_pull(&b.st, &y, 1), 1);
			if (sign > 0)
				assert_true(y > 2000000000);
			else
				assert_true(y < -2000000000);
		}
	}
	free(x);
	src_bench_fini(&b);
}

/* A square of full scale swings over it by a tenth: flat tops, never a wrap. */
static void square_of_pair(u32 in_hz, u32 out_hz)
{
	u32 half = in_hz / 100, n_in = 8 * half, cap, n, i, tops = 0;
	double low_period, at, from_edge;
	const struct src_ratio *r;
	struct src_bench b;
	s32 *x, *y;

	cap = (u32)((u64)n_in * out_hz / in_hz) + 1;
	src_bench_init(&b, in_hz, out_hz, 1);
	r = &b.bank->ratio;
	x = malloc(n_in * sizeof(*x));
	y = malloc(cap * sizeof(*y));
	for (i = 0; i < n_in; i++)
		x[i] = i / half % 2 ? INT32_MIN : INT32_MAX;
	n = src_bench_run(&b, x, n_in, y, cap);
	low_period = in_hz > out_hz ? (double)in_hz / out_hz : 1;
	for (i = 0; i < n; i++) {
		/* Where in the input it is. */
		at = (double)i * r->down / r->up - r->taps / 2.0 +
		     (r->down - 1.0) / r->up + 0.5;
		from_edge = fmod(at, half);
		from_edge = fmin(from_edge, half - from_edge);
		if (at < 0 || from_edge < 1.5 * low_period)
			continue;
		tops += y[i] == INT32_MAX || y[i] == INT32_MIN;
		assert_true(fabs((double)y[i]) > 0.85 * INT32_MAX);
		assert_int_equal(y[i] < 0, (u32)(at / half) % 2);
	}
	assert_true(tops > 10);
	free(x);
	free(y);
	src_bench_fini(&b);
}

static void test_extremes_saturate(void **state)
{
	(void)state;
	src_for_pairs(extremes_of_pair);
	src_for_pairs(square_of_pair);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_pieces_do_not_matter),
		cmocka_unit_test(test_playback_counts_for_ever),
		cmocka_unit_test(test_capture_counts_for_ever),
		cmocka_unit_test(test_need_is_exact),
		cmocka_unit_test(test_channels_are_apart),
		cmocka_unit_test(test_extremes_saturate),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
