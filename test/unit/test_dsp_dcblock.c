// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * DC block against the same filter in double precision.
 */
#include <complex.h>
#include <math.h>
#include <stdlib.h>

#include "eq_bench.h"
#include "eq_blob.h"

#define PASS			(1 << 30)

/* Rounding of the output, and what that of the feedback may add. */
#define BOUND_ERROR		0.51
#define BOUND_RESPONSE_DB	0.01
#define BOUND_SNR_DB		190.0

struct model {
	double r, x1, y1;
};

static double model_run(struct model *m, double x)
{
	m->y1 = x - m->x1 + m->r * m->y1;
	m->x1 = x;
	return m->y1;
}

static void set_all(struct line *line, s32 r_q30)
{
	s32 r[SOF3_MAX_CHANNELS];
	u8 blob[EQ_BLOB_ROOM_BYTES];
	u32 ch;

	for (ch = 0; ch < SOF3_MAX_CHANNELS; ch++)
		r[ch] = r_q30;
	BENCH_OK(line_set_data(line, blob, eq_dcblock_blob(blob, r)));
}

static struct eq_error error_of(s32 r_q30, const s32 *in, u32 frames, u32 channels,
				u32 rate_hz)
{
	struct eq_error e = { 0 };
	struct model m;
	struct line line;
	const s32 *out;
	u32 ch, i;

	eq_line_new(&line, SOF3_TYPE_DCBLOCK, channels, rate_hz);
	set_all(&line, r_q30);
	out = eq_line_play(&line, in, frames);
	for (ch = 0; ch < channels; ch++) {
		m = (struct model){ .r = r_q30 / 1073741824.0 };
		for (i = ch; i < frames * channels; i += channels)
			eq_error_add(&e, out[i], eq_saturated(model_run(&m, in[i])));
	}
	line_free(&line);
	return e;
}

static void expect_response(double f_hz, u32 rate_hz)
{
	s32 r_q30 = eq_dcblock_r_q30(rate_hz, f_hz);
	double r = r_q30 / 1073741824.0, hz, got, want, worst = 0;
	u32 frames = 2400 + (u32)(log(1e-5) / log(r));
	const double peak = 0.25;
	double complex z1;
	struct line line;
	const s32 *out;
	s32 *in;

	in = calloc(frames, sizeof(*in));
	in[0] = (s32)(peak * 2147483648.0);
	eq_line_new(&line, SOF3_TYPE_DCBLOCK, 1, rate_hz);
	set_all(&line, r_q30);
	out = eq_line_play(&line, in, frames);
	for (hz = 20; hz <= 20000 && hz < 0.48 * rate_hz; hz *= pow(2, 1 / 6.0)) {
		got = eq_magnitude(out, frames, 1, rate_hz, hz) / peak;
		z1 = cexp(-I * 2 * M_PI * hz / rate_hz);
		want = cabs((1 - z1) / (1 - r * z1));
		worst = fmax(worst, fabs(20 * log10(got / want)));
	}
	print_message("%6u Hz, %3.0f Hz: off the model %.6f dB (bound %.2f)\n",
		      rate_hz, f_hz, worst, BOUND_RESPONSE_DB);
	assert_true(worst <= BOUND_RESPONSE_DB);
	line_free(&line);
	free(in);
}

static void test_response(void **state)
{
	(void)state;
	expect_response(20, 48000);
	expect_response(200, 48000);
	expect_response(2, 48000);
	expect_response(20, 192000);
	expect_response(20, 8000);
}

static void test_samples(void **state)
{
	static const s32 r_q30[] = { 0, 1, 1 << 29, 1070930240, (1 << 30) - 1,
				     -(1 << 29), -(1 << 30) + 1 };
	const u32 frames = 48000;
	s32 *in = eq_noise_new(frames, 0.5);
	double worst = 0;
	u32 i;

	(void)state;
	for (i = 0; i < sizeof(r_q30) / sizeof(r_q30[0]) - 1; i++)
		worst = fmax(worst, error_of(r_q30[i], in, frames, 1, 48000).worst);
	/* This one rings for ever at half the rate: only that nothing wraps. */
	error_of(r_q30[i], in, frames, 1, 48000);
	print_message("noise: worst error %.3f of 2^-31 (bound %.2f)\n", worst,
		      BOUND_ERROR);
	assert_true(worst <= BOUND_ERROR);
	free(in);
}

static void test_snr(void **state)
{
	s32 r = eq_dcblock_r_q30(48000, 20);
	s32 *in = eq_sine_new(48000, 1, 48000, 997, 0.98);
	struct eq_error e = error_of(r, in, 48000, 1, 48000);

	(void)state;
	print_message("full scale: SNR %.1f dB (bound %.0f)\n", eq_error_snr_db(&e),
		      BOUND_SNR_DB);
	assert_true(eq_error_snr_db(&e) >= BOUND_SNR_DB);
	free(in);
}

/* What it is for: an offset goes, to the last bit but one. */
static void test_removes_offset(void **state)
{
	const u32 frames = 96000;
	s32 *in = malloc(frames * sizeof(*in));
	struct line line;
	const s32 *out;
	u32 i;

	(void)state;
	for (i = 0; i < frames; i++)
		in[i] = 123456789;
	eq_line_new(&line, SOF3_TYPE_DCBLOCK, 1, 48000);
	set_all(&line, eq_dcblock_r_q30(48000, 20));
	out = eq_line_play(&line, in, frames);
	assert_int_equal(out[0], 123456789);
	assert_in_range(out[frames - 1] + 1, 0, 2);
	line_free(&line);
	free(in);
}

static void test_saturates(void **state)
{
	s32 in[960];
	u32 i;

	(void)state;
	for (i = 0; i < 960; i++)
		in[i] = i / 96 % 2 ? 2147483647 : -2147483647 - 1;
	assert_true(error_of(1070930240, in, 960, 1, 48000).worst <= BOUND_ERROR);
	for (i = 0; i < 960; i++)
		in[i] = i % 2 ? 2147483647 : -2147483647 - 1;
	assert_true(error_of(0, in, 960, 1, 48000).worst <= BOUND_ERROR);
}

static void test_channels_and_rates(void **state)
{
	static const u32 rates_hz[] = { 8000, 44100, 48000, 96000, 192000 };
	s32 *in = eq_noise_new(192000 / 50 * 8, 0.5);
	double worst = 0;
	u32 r, ch;

	(void)state;
	for (r = 0; r < sizeof(rates_hz) / sizeof(rates_hz[0]); r++)
		for (ch = 1; ch <= 8; ch++)
			worst = fmax(worst,
				     error_of(eq_dcblock_r_q30(rates_hz[r], 30), in,
					      rates_hz[r] / 50, ch,
					      rates_hz[r]).worst);
	print_message("1..8 channels, 8..192 kHz: worst error %.3f of 2^-31 (bound %.2f)\n",
		      worst, BOUND_ERROR);
	assert_true(worst <= BOUND_ERROR);
	free(in);
}

static void test_channels_differ(void **state)
{
	s32 r[SOF3_MAX_CHANNELS] = { PASS, 1 << 29, PASS, 0 };
	s32 *in = eq_noise_new(960 * 4, 0.5);
	u8 blob[EQ_BLOB_ROOM_BYTES];
	struct model m = { .r = 0.5 };
	struct line line;
	const s32 *out;
	u32 i;

	(void)state;
	eq_line_new(&line, SOF3_TYPE_DCBLOCK, 4, 48000);
	BENCH_OK(line_set_data(&line, blob, eq_dcblock_blob(blob, r)));
	out = eq_line_play(&line, in, 960);
	for (i = 0; i < 960; i++) {
		assert_int_equal(out[i * 4], in[i * 4]);
		assert_true(fabs(out[i * 4 + 1] - model_run(&m, in[i * 4 + 1])) <=
			    BOUND_ERROR);
		assert_int_equal(out[i * 4 + 2], in[i * 4 + 2]);
		assert_int_equal(out[i * 4 + 3],
				 eq_saturated((double)in[i * 4 + 3] -
					      (i ? in[i * 4 - 1] : 0)));
	}
	line_free(&line);
	free(in);
}

static void test_passes_without_blob(void **state)
{
	s32 *in = eq_noise_new(4800 * 2, 1.0);
	struct line line;

	(void)state;
	eq_line_new(&line, SOF3_TYPE_DCBLOCK, 2, 48000);
	assert_memory_equal(eq_line_play(&line, in, 4800), in, 4800 * 8);
	line_free(&line);
	free(in);
}

static void test_prepare_clears(void **state)
{
	struct line line;

	(void)state;
	eq_line_new(&line, SOF3_TYPE_DCBLOCK, 1, 48000);
	set_all(&line, 1070930240);
	eq_expect_fresh_start(&line, 480);
	line_free(&line);
}

static void test_data(void **state)
{
	static const u8 uuid[] = { 0xaf, 0xef, 0x09, 0xb8, 0x81, 0x56, 0xb1, 0x42,
				   0x9e, 0xd6, 0x04, 0xbb, 0x01, 0x2d, 0xd3, 0x84 };
	static const s32 wrong[] = { PASS + 1, -PASS, 2147483647, -2147483647 - 1 };
	s32 r[SOF3_MAX_CHANNELS] = { 1070930240, 1, -1, 0, PASS, PASS, PASS, PASS };
	u8 good[EQ_BLOB_ROOM_BYTES], bad[EQ_BLOB_ROOM_BYTES] = { 0 };
	u32 bytes = eq_dcblock_blob(good, r), i, n;
	struct line line;
	bench_msg m;

	(void)state;
	assert_int_equal(bytes, 32);
	n = msg_process_new(m, LINE_COMP, LINE_PIPELINE, SOF3_TYPE_NONE, uuid, good,
			    bytes);
	line_new(&line, m, n, SOF3_DIR_PLAYBACK, 2, 2, 48000, 48000);
	eq_expect_data(&line, good, bytes);
	for (i = 1; i < 70; i++)
		if (i != bytes)
			eq_expect_refused(&line, bad, i, good, bytes);
	for (i = 0; i < 8 * sizeof(wrong) / sizeof(wrong[0]); i++) {
		memcpy(bad, good, bytes);
		memcpy(bad + i / 4 * 4, &(sofv_le32){
			sofv_cpu_to_le32((u32)wrong[i % 4]) }, 4);
		eq_expect_refused(&line, bad, bytes, good, bytes);
	}
	line_free(&line);
}

/* ------------------------------------------------------ while it runs */

static s32 changed_r;

static void change(struct line *line, u32 tick)
{
	if (tick == 100)
		set_all(line, changed_r);
}

/* A sine on an offset: neither on nor off makes a step that it has not anyway. */
static void expect_no_click(s32 from, s32 to)
{
	const u32 frames = 19200;
	s32 *in = eq_sine_new(frames, 1, 48000, 100, 0.25);
	double step = 0;
	struct line line;
	const s32 *out;
	u32 i;

	for (i = 0; i < frames; i++)
		in[i] += 1 << 29;
	eq_line_new(&line, SOF3_TYPE_DCBLOCK, 1, 48000);
	set_all(&line, from);
	changed_r = to;
	line.before_tick = change;
	out = eq_line_play(&line, in, frames);
	for (i = 4000; i < frames; i++)
		step = fmax(step, fabs((double)out[i] - out[i - 1]));
	print_message("largest step %.5f of full scale (bound 0.0040)\n",
		      step / 2147483648.0);
	assert_true(step <= 0.004 * 2147483648.0);
	for (i = frames - 4800; to == PASS && i < frames; i++)
		assert_int_equal(out[i], in[i]);
	line_free(&line);
	free(in);
}

static void test_change_while_running(void **state)
{
	(void)state;
	expect_no_click(PASS, eq_dcblock_r_q30(48000, 20));
	expect_no_click(eq_dcblock_r_q30(48000, 20), PASS);
	expect_no_click(eq_dcblock_r_q30(48000, 20), eq_dcblock_r_q30(48000, 5));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_response),
		cmocka_unit_test(test_samples),
		cmocka_unit_test(test_snr),
		cmocka_unit_test(test_removes_offset),
		cmocka_unit_test(test_saturates),
		cmocka_unit_test(test_channels_and_rates),
		cmocka_unit_test(test_channels_differ),
		cmocka_unit_test(test_passes_without_blob),
		cmocka_unit_test(test_prepare_clears),
		cmocka_unit_test(test_data),
		cmocka_unit_test(test_change_while_running),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
