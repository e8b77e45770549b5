// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * EQ FIR against the same filters in double precision.
 */
#include <math.h>
#include <stdlib.h>

#include "eq_bench.h"
#include "eq_blob.h"

/* Sums are exact: what is left is the rounding of the output. */
#define BOUND_ERROR		0.5
#define BOUND_RESPONSE_DB	0.01
#define BOUND_SNR_DB		190.0

/* Frame @i of every @stride-th sample, 0 before the first. */
static double model(const struct eq_fir_taps *fir, const s32 *in, u32 i, u32 stride)
{
	double sum = 0;
	u32 k;

	for (k = 0; k < fir->n_taps && k <= i; k++)
		sum += (double)fir->h[k] * in[(i - k) * stride];
	return eq_saturated(sum / 32768 * exp2(-fir->shift));
}

static struct eq_fir_spec spec_of(const struct eq_fir_taps *fir)
{
	struct eq_fir_spec spec = { .n_channels = 2, .n_responses = 1 };

	spec.responses[0] = *fir;
	return spec;
}

static void set_spec(struct line *line, const struct eq_fir_spec *spec)
{
	u8 blob[EQ_BLOB_ROOM_BYTES];

	BENCH_OK(line_set_data(line, blob, eq_fir_blob(blob, spec)));
}

/* Taps of no shape, of as many bits as there are. */
static struct eq_fir_taps random_taps(u32 n_taps, s32 shift)
{
	struct eq_fir_taps fir = { .n_taps = n_taps, .shift = shift };
	u32 seed = n_taps, i;

	for (i = 0; i < n_taps; i++)
		fir.h[i] = (s16)bench_noise(&seed);
	return fir;
}

static struct eq_error error_of(const struct eq_fir_taps *fir, const s32 *in,
				u32 frames, u32 channels, u32 rate_hz)
{
	struct eq_fir_spec spec = spec_of(fir);
	struct eq_error e = { 0 };
	struct line line;
	const s32 *out;
	u32 ch, i;

	eq_line_new(&line, SOF3_TYPE_EQ_FIR, channels, rate_hz);
	set_spec(&line, &spec);
	out = eq_line_play(&line, in, frames);
	for (ch = 0; ch < channels; ch++)
		for (i = 0; i < frames; i++)
			eq_error_add(&e, out[i * channels + ch],
				     model(fir, in + ch, i, channels));
	line_free(&line);
	return e;
}

static void expect_response(double f_hz, u32 n_taps, double gain_db, u32 rate_hz)
{
	struct eq_fir_taps fir = eq_fir_low_pass(rate_hz, f_hz, n_taps, gain_db);
	struct eq_fir_spec spec = spec_of(&fir);
	double hz, got, want, worst = 0;
	const double peak = 0.25;
	struct line line;
	const s32 *out;
	s32 in[600] = { (s32)(0.25 * 2147483648.0) };

	eq_line_new(&line, SOF3_TYPE_EQ_FIR, 1, rate_hz);
	set_spec(&line, &spec);
	out = eq_line_play(&line, in, 600);
	for (hz = 20; hz <= 20000 && hz < 0.48 * rate_hz; hz *= pow(2, 1 / 12.0)) {
		got = eq_magnitude(out, 600, 1, rate_hz, hz) / peak;
		want = pow(10, eq_fir_db(&fir, rate_hz, hz) / 20);
		worst = fmax(worst, 20 * log10(1 + fabs(got - want) /
					       fmax(want, 1e-3)));
	}
	print_message("%6u Hz, low-pass %5.0f Hz, %3u taps, %+3.0f dB: "
		      "off the model %.6f dB (bound %.2f)\n",
		      rate_hz, f_hz, n_taps, gain_db, worst, BOUND_RESPONSE_DB);
	assert_true(worst <= BOUND_RESPONSE_DB);
	line_free(&line);
}

static void test_response(void **state)
{
	(void)state;
	expect_response(4000, 64, 0, 48000);
	expect_response(12000, 256, 0, 48000);
	expect_response(500, 256, -6, 48000);
	expect_response(2000, 32, 12, 16000);
	expect_response(18000, 256, 0, 192000);
	expect_response(8000, 128, 0, 44100);
}

static void test_samples(void **state)
{
	static const u32 lengths[] = { 4, 8, 100, 252, 256 };
	const u32 frames = 4800;
	s32 *in = eq_noise_new(frames, 1.0);
	struct eq_fir_taps fir;
	struct eq_error e;
	double worst = 0;
	s32 shift;
	u32 i;

	(void)state;
	for (i = 0; i < sizeof(lengths) / sizeof(lengths[0]); i++) {
		for (shift = -15; shift <= 31; shift += shift < 8 ? 1 : 7) {
			fir = random_taps(lengths[i], shift);
			e = error_of(&fir, in, shift == 3 ? frames : 480, 1, 48000);
			worst = fmax(worst, e.worst);
		}
	}
	print_message("noise, all shifts: worst error %.3f of 2^-31 (bound %.1f)\n",
		      worst, BOUND_ERROR);
	assert_true(worst <= BOUND_ERROR);
	free(in);
}

static void test_snr(void **state)
{
	const u32 frames = 9600;
	struct eq_fir_taps fir = eq_fir_low_pass(48000, 4000, 256, 0);
	s32 *in = eq_sine_new(frames, 1, 48000, 997, 0.98);
	struct eq_error e = error_of(&fir, in, frames, 1, 48000);

	(void)state;
	print_message("full scale: SNR %.1f dB (bound %.0f)\n", eq_error_snr_db(&e),
		      BOUND_SNR_DB);
	assert_true(eq_error_snr_db(&e) >= BOUND_SNR_DB);
	free(in);
}

static void test_channels_and_rates(void **state)
{
	static const u32 rates_hz[] = { 8000, 44100, 48000, 96000, 192000 };
	struct eq_fir_taps fir = random_taps(256, 4);
	struct eq_error e;
	double worst = 0;
	u32 r, ch, frames;
	s32 *in;

	(void)state;
	for (r = 0; r < sizeof(rates_hz) / sizeof(rates_hz[0]); r++) {
		frames = rates_hz[r] / 50;
		in = eq_noise_new(frames * 8, 0.5);
		for (ch = 1; ch <= 8; ch++) {
			e = error_of(&fir, in, frames, ch, rates_hz[r]);
			worst = fmax(worst, e.worst);
		}
		free(in);
	}
	print_message("1..8 channels, 8..192 kHz: worst error %.3f of 2^-31 (bound %.1f)\n",
		      worst, BOUND_ERROR);
	assert_true(worst <= BOUND_ERROR);
}

/* The largest sum that there is, and a shift to the left on top. */
static void test_saturates(void **state)
{
	struct eq_fir_taps fir = { .n_taps = 256 };
	s32 in[960];
	u32 i;

	(void)state;
	for (i = 0; i < 960; i++)
		in[i] = i < 480 ? -2147483647 - 1 : 2147483647;
	for (i = 0; i < 256; i++)
		fir.h[i] = -32768;
	assert_true(error_of(&fir, in, 960, 1, 48000).worst <= BOUND_ERROR);
	fir.shift = -15;
	assert_true(error_of(&fir, in, 960, 1, 48000).worst <= BOUND_ERROR);
}

static void test_assignment(void **state)
{
	const u32 frames = 960;
	struct eq_fir_spec spec = {
		.n_channels = 4, .n_responses = 2, .assigned = { 1, -1, 0, 1 },
	};
	s32 *in = eq_noise_new(frames * 7, 0.2);
	struct line line;
	const s32 *out;
	u32 ch, i;
	s32 a;

	(void)state;
	spec.responses[0] = random_taps(16, 3);
	spec.responses[1] = random_taps(128, 4);
	eq_line_new(&line, SOF3_TYPE_EQ_FIR, 7, 48000);
	set_spec(&line, &spec);
	out = eq_line_play(&line, in, frames);
	for (ch = 0; ch < 7; ch++) {
		/* Beyond the blob: as the last one in it. */
		a = spec.assigned[ch < 4 ? ch : 3];
		for (i = 0; i < frames; i++) {
			if (a < 0)
				assert_int_equal(out[i * 7 + ch], in[i * 7 + ch]);
			else
				assert_true(fabs(out[i * 7 + ch] -
						 model(&spec.responses[a], in + ch,
						       i, 7)) <= BOUND_ERROR);
		}
	}
	line_free(&line);
	free(in);
}

static void test_passes_without_blob(void **state)
{
	struct eq_fir_spec spec = { .n_channels = 2, .assigned = { -1, -1 } };
	s32 *in = eq_noise_new(4800 * 2, 1.0);
	struct line line;

	(void)state;
	eq_line_new(&line, SOF3_TYPE_EQ_FIR, 2, 48000);
	assert_memory_equal(eq_line_play(&line, in, 4800), in, 4800 * 8);
	line_free(&line);
	eq_line_new(&line, SOF3_TYPE_EQ_FIR, 2, 48000);
	set_spec(&line, &spec);
	assert_memory_equal(eq_line_play(&line, in, 4800), in, 4800 * 8);
	line_free(&line);
	free(in);
}

static void test_prepare_clears(void **state)
{
	struct eq_fir_taps fir = random_taps(256, 4);
	struct eq_fir_spec spec = spec_of(&fir);
	struct line line;

	(void)state;
	eq_line_new(&line, SOF3_TYPE_EQ_FIR, 1, 48000);
	set_spec(&line, &spec);
	eq_expect_fresh_start(&line, 480);
	line_free(&line);
}

static void test_data(void **state)
{
	static const u8 uuid[] = { 0xe7, 0x0c, 0xa9, 0x43, 0xa5, 0xf3, 0xdf, 0x41,
				   0xac, 0x06, 0xba, 0x98, 0x65, 0x1a, 0xe6, 0xa3 };
	struct eq_fir_taps fir = random_taps(252, 4);
	struct eq_fir_spec spec = spec_of(&fir);
	u8 blob[EQ_BLOB_ROOM_BYTES];
	struct line line;
	bench_msg m;
	u32 bytes, n;

	(void)state;
	/* The largest: 4096 bytes in parts, and found by UUID. */
	spec.n_responses = 8;
	for (n = 1; n < 8; n++)
		spec.responses[n] = random_taps(n < 7 ? 252 : 188, 4);
	bytes = eq_fir_blob(blob, &spec);
	assert_true(bytes > 4000 && bytes <= SOF3_EQ_FIR_MAX_BYTES);
	n = msg_process_new(m, LINE_COMP, LINE_PIPELINE, SOF3_TYPE_NONE, uuid, NULL,
			    0);
	line_new(&line, m, n, SOF3_DIR_PLAYBACK, 2, 2, 48000, 48000);
	BENCH_OK(line_set_data(&line, blob, bytes));
	eq_expect_data(&line, blob, bytes);
	line_free(&line);
}

struct refusal {
	u32 offset;
	u16 value;
};

static void test_wrong_blobs(void **state)
{
	/* assigned at 24, 26; response at 28, its taps at 48 */
	static const struct refusal wrong[] = {
		{ 0, 0 }, { 0, 55 }, { 0, 57 }, { 2, 1 },
		{ 4, 0 }, { 4, 1 }, { 4, 3 }, { 4, 9 }, { 4, 10 }, { 4, 0xffff },
		{ 6, 0 }, { 6, 2 }, { 6, 9 }, { 6, 0xffff },
		{ 24, 1 }, { 26, 1 }, { 26, 0x7fff },
		{ 28, 0 }, { 28, 1 }, { 28, 3 }, { 28, 5 }, { 28, 8 }, { 28, 260 },
		{ 28, 0x8000 }, { 28, 0xfffc },
		{ 30, 32 }, { 30, 0xfff0 }, { 30, 0x8000 },
	};
	struct eq_fir_taps fir = random_taps(4, 0);
	struct eq_fir_spec spec = spec_of(&fir);
	u8 good[EQ_BLOB_ROOM_BYTES], bad[EQ_BLOB_ROOM_BYTES];
	struct line line;
	u32 bytes, i;

	(void)state;
	bytes = eq_fir_blob(good, &spec);
	assert_int_equal(bytes, 56);
	eq_line_new(&line, SOF3_TYPE_EQ_FIR, 2, 48000);
	BENCH_OK(line_set_data(&line, good, bytes));
	for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		memcpy(bad, good, bytes);
		memcpy(bad + wrong[i].offset, &(sofv_le16){
			sofv_cpu_to_le16(wrong[i].value) }, 2);
		eq_expect_refused(&line, bad, bytes, good, bytes);
	}
	line_free(&line);
}

static void test_truncated_blobs(void **state)
{
	struct eq_fir_taps fir = random_taps(100, 2);
	struct eq_fir_spec spec = spec_of(&fir);
	u8 good[EQ_BLOB_ROOM_BYTES];
	struct line line;
	u32 bytes;

	(void)state;
	spec.n_channels = 8;
	spec.n_responses = 2;
	spec.responses[1] = random_taps(60, 1);
	bytes = eq_fir_blob(good, &spec);
	eq_line_new(&line, SOF3_TYPE_EQ_FIR, 2, 48000);
	BENCH_OK(line_set_data(&line, good, bytes));
	/* The least that is longer than SOF allows */
	eq_expect_cut_refused(&line, good, bytes, 4100);
	line_free(&line);
}

/* ------------------------------------------------------ while it runs */

#define CHANGE_TICK	20u
#define BLEND_FRAMES	480u	/* 10 ms */

static struct eq_fir_spec changed;

static void change(struct line *line, u32 tick)
{
	if (tick == CHANGE_TICK)
		set_spec(line, &changed);
}

/*
 * The new filter knows the input from before the change, also of a channel that
 * passed: so the blend of the two models is what must come.
 */
static void test_change_while_running(void **state)
{
	const u32 frames = 2400, at = CHANGE_TICK * 48;
	struct eq_fir_spec spec = {
		.n_channels = 2, .n_responses = 1, .assigned = { 0, -1 },
	};
	s32 *in = eq_noise_new(frames * 2, 0.5);
	double old, new, w, worst = 0;
	struct line line;
	const s32 *out;
	u32 i, ch;

	(void)state;
	spec.responses[0] = random_taps(100, 4);
	changed = spec;
	changed.assigned[1] = 0;
	changed.responses[0] = random_taps(256, 4);
	eq_line_new(&line, SOF3_TYPE_EQ_FIR, 2, 48000);
	set_spec(&line, &spec);
	line.before_tick = change;
	out = eq_line_play(&line, in, frames);
	for (i = 0; i < frames * 2; i++) {
		ch = i % 2;
		old = ch ? in[i] : model(&spec.responses[0], in, i / 2, 2);
		new = model(&changed.responses[0], in + ch, i / 2, 2);
		w = i / 2 < at ? 1 : fmax(0, 1 - (i / 2 - at + 1.0) / BLEND_FRAMES);
		worst = fmax(worst, fabs(out[i] - (new + w * (old - new))));
		if (w == 0 || w == 1)
			assert_true(fabs(out[i] - (w > 0 ? old : new)) <=
				    BOUND_ERROR);
	}
	print_message("during the change: worst error %.0f of 2^-31 (bound 2000)\n",
		      worst);
	assert_true(worst <= 2000);
	line_free(&line);
	free(in);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_response),
		cmocka_unit_test(test_samples),
		cmocka_unit_test(test_snr),
		cmocka_unit_test(test_channels_and_rates),
		cmocka_unit_test(test_saturates),
		cmocka_unit_test(test_assignment),
		cmocka_unit_test(test_passes_without_blob),
		cmocka_unit_test(test_prepare_clears),
		cmocka_unit_test(test_data),
		cmocka_unit_test(test_wrong_blobs),
		cmocka_unit_test(test_truncated_blobs),
		cmocka_unit_test(test_change_while_running),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
