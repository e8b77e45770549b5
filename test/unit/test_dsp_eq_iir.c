// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * EQ IIR against the same filters in double precision.
 */
#include <math.h>
#include <stdlib.h>

#include "eq_bench.h"
#include "eq_blob.h"

/* Rounding of the output, and what that of the sections may add. */
#define BOUND_ERROR		0.52
#define BOUND_RESPONSE_DB	0.01
#define BOUND_SNR_DB		190.0

/* --------------------------------------------------------------- model */

struct model_section {
	struct eq_biquad bq;
	double s1, s2;		/* transposed direct form II */
};

struct model {
	u32 n_sections;
	u32 n_in_series;
	struct model_section s[SOF3_EQ_IIR_MAX_BIQUADS];
};

static void model_new(struct model *m, const struct eq_iir_chain *chain)
{
	u32 i;

	memset(m, 0, sizeof(*m));
	m->n_sections = chain->n_sections;
	m->n_in_series = chain->n_in_series;
	for (i = 0; i < m->n_sections; i++)
		m->s[i].bq = eq_section_biquad(&chain->sections[i]);
}

static double model_section(struct model_section *s, double x)
{
	double y = s->bq.b0 * x + s->s1;

	s->s1 = s->bq.b1 * x - s->bq.a1 * y + s->s2;
	s->s2 = s->bq.b2 * x - s->bq.a2 * y;
	return y;
}

static double model_run(struct model *m, double x)
{
	double sum = 0, y = x;
	u32 i;

	for (i = 0; i < m->n_sections; i++) {
		if (i % m->n_in_series == 0)
			y = x;
		y = model_section(&m->s[i], y);
		if (i % m->n_in_series == m->n_in_series - 1)
			sum += y;
	}
	return sum;
}

/* ------------------------------------------------------------- helpers */

static struct eq_iir_spec spec_of(const struct eq_iir_chain *chain)
{
	struct eq_iir_spec spec = { .n_channels = 1, .n_responses = 1 };

	spec.responses[0] = *chain;
	return spec;
}

static void set_spec(struct line *line, const struct eq_iir_spec *spec)
{
	u8 blob[EQ_BLOB_ROOM_BYTES];

	BENCH_OK(line_set_data(line, blob, eq_iir_blob(blob, spec)));
}

static struct eq_iir_chain chain_of(struct eq_biquad bq)
{
	struct eq_iir_chain chain = { 0 };

	eq_chain_add(&chain, bq);
	return chain;
}

/* Every channel has the one response; against the model. */
static struct eq_error error_of(const struct eq_iir_chain *chain, const s32 *in,
				u32 frames, u32 channels, u32 rate_hz)
{
	struct eq_iir_spec spec = spec_of(chain);
	struct eq_error e = { 0 };
	struct line line;
	struct model m;
	const s32 *out;
	u32 ch, i;

	eq_line_new(&line, SOF3_TYPE_EQ_IIR, channels, rate_hz);
	set_spec(&line, &spec);
	out = eq_line_play(&line, in, frames);
	for (ch = 0; ch < channels; ch++) {
		model_new(&m, chain);
		for (i = ch; i < frames * channels; i += channels)
			eq_error_add(&e, out[i],
				     eq_saturated(model_run(&m, in[i])));
	}
	line_free(&line);
	return e;
}

/* --------------------------------------------------------------- tests */

struct design {
	const char *name;
	struct eq_biquad (*peaking)(double, double, double, double);
	struct eq_biquad (*pass)(double, double, double);
	double f_hz, q, gain_db;
};

static const struct design designs[] = {
	{ "peaking 1 kHz", eq_peaking, NULL, 1000, 1, 12 },
	{ "peaking 20 Hz, Q 20", eq_peaking, NULL, 20, 20, 18 },
	{ "notch-like 30 Hz, Q 10", eq_peaking, NULL, 30, 10, -20 },
	{ "peaking 15 kHz, Q 5", eq_peaking, NULL, 15000, 5, -12 },
	{ "low shelf 40 Hz", eq_low_shelf, NULL, 40, 0.7, 12 },
	{ "low shelf 200 Hz", eq_low_shelf, NULL, 200, 0.7, -18 },
	{ "high shelf 8 kHz", eq_high_shelf, NULL, 8000, 0.7, 10 },
	{ "high-pass 20 Hz", NULL, eq_high_pass, 20, 0.707, 0 },
	{ "high-pass 25 Hz, Q 10", NULL, eq_high_pass, 25, 10, 0 },
	{ "low-pass 100 Hz", NULL, eq_low_pass, 100, 0.707, 0 },
	{ "low-pass 30 Hz, Q 10", NULL, eq_low_pass, 30, 10, 0 },
	{ "low-pass 15 kHz", NULL, eq_low_pass, 15000, 0.707, 0 },
};

#define N_DESIGNS	(sizeof(designs) / sizeof(designs[0]))

static struct eq_biquad design(const struct design *d, double rate_hz)
{
	return d->peaking ? d->peaking(rate_hz, d->f_hz, d->q, d->gain_db) :
			    d->pass(rate_hz, d->f_hz, d->q);
}

/* What is more than 60 dB down is compared with what is 60 dB down. */
static double error_db(double got, double want_db)
{
	double want = pow(10, want_db / 20);

	return 20 * log10(1 + fabs(got - want) / fmax(want, 1e-3));
}

/* Every 12th of an octave around @f_hz, every third elsewhere. */
static double next_hz(double hz, double f_hz)
{
	return hz * pow(2, fabs(log2(hz / f_hz)) < 1.2 ? 1 / 12.0 : 1 / 3.0);
}

/* By an impulse and all that it leaves. @exact: the design too must be met. */
static void expect_response(const struct design *d, u32 rate_hz, bool exact)
{
	struct eq_biquad ideal = design(d, rate_hz), quantised;
	struct eq_iir_chain chain = chain_of(ideal);
	struct eq_iir_spec spec = spec_of(&chain);
	u32 frames = 2400 + (u32)(log(1e-5) / log(sqrt(ideal.a2)));
	double hz, got, to_blob = 0, to_ideal = 0;
	const double peak = 0.1;
	struct line line;
	const s32 *out;
	s32 *in;

	in = calloc(frames, sizeof(*in));
	in[0] = (s32)(peak * 2147483648.0);
	eq_line_new(&line, SOF3_TYPE_EQ_IIR, 1, rate_hz);
	set_spec(&line, &spec);
	out = eq_line_play(&line, in, frames);
	quantised = eq_section_biquad(&chain.sections[0]);
	for (hz = 20; hz <= 20000 && hz < 0.48 * rate_hz; hz = next_hz(hz, d->f_hz)) {
		got = eq_magnitude(out, frames, 1, rate_hz, hz) / peak;
		to_blob = fmax(to_blob, error_db(got, eq_biquad_db(&quantised,
								   rate_hz, hz)));
		to_ideal = fmax(to_ideal, error_db(got, eq_biquad_db(&ideal,
								     rate_hz, hz)));
	}
	print_message("%6u Hz, %-22s off the blob's response %.6f dB, "
		      "off the design %.6f dB (bound %.2f)\n",
		      rate_hz, d->name, to_blob, to_ideal, BOUND_RESPONSE_DB);
	assert_true(to_blob <= BOUND_RESPONSE_DB);
	assert_true(!exact || to_ideal <= BOUND_RESPONSE_DB);
	line_free(&line);
	free(in);
}

static void test_response(void **state)
{
	u32 i;

	(void)state;
	for (i = 0; i < N_DESIGNS; i++)
		expect_response(&designs[i], 48000, true);
}

/* Q2.30 itself is coarse for 20 Hz at such rates; that part is not the DSP's. */
static void test_response_at_other_rates(void **state)
{
	(void)state;
	expect_response(&designs[0], 8000, true);
	expect_response(&designs[1], 44100, true);
	expect_response(&designs[1], 192000, false);
	expect_response(&designs[8], 192000, false);
	expect_response(&designs[10], 96000, false);
	expect_response(&designs[4], 192000, false);
}

/* Noise through each design, sample by sample. */
static void test_samples(void **state)
{
	const u32 frames = 48000;
	s32 *in = eq_noise_new(frames, 0.05);
	struct eq_iir_chain chain;
	struct eq_error e;
	u32 i;

	(void)state;
	for (i = 0; i < N_DESIGNS; i++) {
		chain = chain_of(design(&designs[i], 48000));
		e = error_of(&chain, in, frames, 1, 48000);
		print_message("%-22s worst error %.3f of 2^-31 (bound %.2f)\n",
			      designs[i].name, e.worst, BOUND_ERROR);
		assert_true(e.worst <= BOUND_ERROR);
	}
	free(in);
}

static struct eq_iir_chain eleven_bands(double rate_hz)
{
	static const double hz[] = { 20, 30, 60, 125, 250, 500, 1000, 1500, 2000,
				     2500, 3000 };
	struct eq_iir_chain chain = { 0 };
	u32 i;

	for (i = 0; i < SOF3_EQ_IIR_MAX_BIQUADS; i++)
		eq_chain_add(&chain, eq_peaking(rate_hz, hz[i], 2,
						i % 2 ? -6 : 6));
	return chain;
}

static void test_snr(void **state)
{
	static const double hz[] = { 20, 100, 997, 3000 };
	const u32 frames = 96000;
	struct eq_iir_chain chain = eleven_bands(48000);
	struct eq_error e;
	s32 *in;
	u32 i;

	(void)state;
	for (i = 0; i < sizeof(hz) / sizeof(hz[0]); i++) {
		in = eq_sine_new(frames, 1, 48000, hz[i], 0.45);
		e = error_of(&chain, in, frames, 1, 48000);
		print_message("11 bands, sine of %4.0f Hz: SNR %.1f dB (bound %.0f), "
			      "worst error %.3f of 2^-31\n",
			      hz[i], eq_error_snr_db(&e), BOUND_SNR_DB - 6, e.worst);
		assert_true(eq_error_snr_db(&e) >= BOUND_SNR_DB - 6);
		assert_true(e.worst <= BOUND_ERROR);
		free(in);
	}
	chain = chain_of(eq_peaking(48000, 997, 1, 0.1));
	in = eq_sine_new(frames, 1, 48000, 997, 0.98);
	e = error_of(&chain, in, frames, 1, 48000);
	print_message("full scale: SNR %.1f dB (bound %.0f)\n", eq_error_snr_db(&e),
		      BOUND_SNR_DB);
	assert_true(eq_error_snr_db(&e) >= BOUND_SNR_DB);
	free(in);
}

static void test_channels_and_rates(void **state)
{
	static const u32 rates_hz[] = { 8000, 16000, 32000, 44100, 48000, 88200,
					96000, 176400, 192000 };
	struct eq_iir_chain chain;
	struct eq_error e;
	double worst = 0;
	u32 r, ch, frames;
	s32 *in;

	(void)state;
	for (r = 0; r < sizeof(rates_hz) / sizeof(rates_hz[0]); r++) {
		frames = rates_hz[r] / 10;
		in = eq_noise_new(frames * 8, 0.1);
		for (ch = 1; ch <= 8; ch++) {
			chain = eleven_bands(rates_hz[r]);
			e = error_of(&chain, in, frames, ch, rates_hz[r]);
			worst = fmax(worst, e.worst);
		}
		free(in);
	}
	print_message("1..8 channels, 8..192 kHz: worst error %.3f of 2^-31 (bound %.2f)\n",
		      worst, BOUND_ERROR);
	assert_true(worst <= BOUND_ERROR);
}

static void test_parallel_chains(void **state)
{
	const u32 frames = 9600;
	s32 *in = eq_noise_new(frames, 0.5);
	struct eq_iir_chain chain = { 0 };
	struct eq_error e;

	(void)state;
	/* Crossover and sum: two chains of two. */
	eq_chain_add(&chain, eq_low_pass(48000, 1000, 0.707));
	eq_chain_add(&chain, eq_low_pass(48000, 1000, 0.707));
	eq_chain_add(&chain, eq_high_pass(48000, 1000, 0.707));
	eq_chain_add(&chain, eq_high_pass(48000, 1000, 0.707));
	chain.n_in_series = 2;
	e = error_of(&chain, in, frames, 1, 48000);
	assert_true(e.worst <= BOUND_ERROR);
	chain.n_in_series = 1;
	e = error_of(&chain, in, frames, 1, 48000);
	assert_true(e.worst <= BOUND_ERROR);
	free(in);
}

/* Output clips as the model's; what goes beyond full scale inside does not. */
static void test_saturation_and_headroom(void **state)
{
	const u32 frames = 9600;
	s32 *in = eq_sine_new(frames, 1, 48000, 100, 1.0);
	struct eq_iir_chain chain = chain_of(eq_low_shelf(48000, 500, 0.7, 16));
	struct eq_error e = error_of(&chain, in, frames, 1, 48000);

	(void)state;
	assert_true(e.worst <= BOUND_ERROR);
	eq_chain_add(&chain, eq_low_shelf(48000, 500, 0.7, -16));
	e = error_of(&chain, in, frames, 1, 48000);
	print_message("+16 dB and back at full scale: worst error %.3f of 2^-31 (bound %.2f)\n",
		      e.worst, BOUND_ERROR);
	assert_true(e.worst <= BOUND_ERROR);
	free(in);
}

/* More than the headroom takes: it clips there, and never wraps. */
static void test_never_wraps(void **state)
{
	static const s32 steps[] = { 2147483647, -2147483647 - 1, 2147483647, 12345,
				     -12345, -2147483647 - 1 };
	struct eq_iir_chain chain = { 0 };
	struct eq_iir_spec spec;
	struct line line;
	const s32 *out;
	s32 in[960];
	u32 i;

	(void)state;
	for (i = 0; i < 960; i++)
		in[i] = steps[i / 160];
	for (i = 0; i < SOF3_EQ_IIR_MAX_BIQUADS; i++)
		eq_chain_add(&chain, eq_gain(24));
	spec = spec_of(&chain);
	eq_line_new(&line, SOF3_TYPE_EQ_IIR, 1, 48000);
	set_spec(&line, &spec);
	out = eq_line_play(&line, in, 960);
	for (i = 0; i < 960; i++)
		assert_int_equal(out[i], in[i] > 0 ? 2147483647 : -2147483647 - 1);
	line_free(&line);
}

/* Unstable and absurd filters: the sanitizers watch for overflow. */
static void test_any_coefficients(void **state)
{
	struct eq_iir_spec spec = { .n_channels = 1, .n_responses = 1 };
	s32 *in = eq_noise_new(4800, 1.0);
	struct eq_section *s;
	struct line line;
	u32 seed = 3, i, k;

	(void)state;
	for (k = 0; k < 40; k++) {
		spec.responses[0].n_sections = 3;
		spec.responses[0].n_in_series = k % 2 ? 3 : 1;
		for (i = 0; i < 3; i++) {
			s = &spec.responses[0].sections[i];
			s->a1 = k < 4 ? -2147483647 - 1 : bench_noise(&seed);
			s->a2 = k < 4 ? -2147483647 - 1 : bench_noise(&seed);
			s->b0 = k < 4 ? -2147483647 - 1 : bench_noise(&seed);
			s->b1 = k < 4 ? -2147483647 - 1 : bench_noise(&seed);
			s->b2 = k < 4 ? -2147483647 - 1 : bench_noise(&seed);
			s->gain = k & 1 ? -32768 : 32767;
			s->shift = k < 20 ? -14 : (s32)(k % 46) - 14;
		}
		eq_line_new(&line, SOF3_TYPE_EQ_IIR, 1, 48000);
		set_spec(&line, &spec);
		eq_line_play(&line, in, 4800);
		line_free(&line);
	}
	free(in);
}

/* Every gain and shift that a blob may have, against arithmetic. */
static void test_gain_and_shift(void **state)
{
	static const s32 gains[] = { -32768, -16384, -1, 0, 1, 100, 16384, 25468,
				     32767 };
	struct eq_iir_chain chain = chain_of(eq_gain(0));
	s32 *in = eq_noise_new(96, 1.0);
	struct eq_error e;
	s32 shift;
	u32 i;

	(void)state;
	for (i = 0; i < sizeof(gains) / sizeof(gains[0]); i++) {
		for (shift = -14; shift <= 31; shift++) {
			chain.sections[0].gain = gains[i];
			chain.sections[0].shift = shift;
			e = error_of(&chain, in, 96, 1, 48000);
			assert_true(e.worst <= BOUND_ERROR);
		}
	}
	free(in);
}

static void test_assignment(void **state)
{
	const u32 frames = 4800;
	struct eq_iir_spec spec = {
		.n_channels = 4, .n_responses = 2, .assigned = { 1, -1, 0, 1 },
	};
	s32 *in = eq_noise_new(frames * 8, 0.2);
	struct eq_error e = { 0 };
	struct line line;
	struct model m;
	const s32 *out;
	u32 ch, i;
	s32 a;

	(void)state;
	spec.responses[0] = chain_of(eq_peaking(48000, 1000, 1, 6));
	spec.responses[1] = chain_of(eq_low_shelf(48000, 100, 1, -6));
	eq_chain_add(&spec.responses[1], eq_high_shelf(48000, 9000, 1, -6));
	eq_line_new(&line, SOF3_TYPE_EQ_IIR, 8, 48000);
	set_spec(&line, &spec);
	out = eq_line_play(&line, in, frames);
	for (ch = 0; ch < 8; ch++) {
		/* Beyond the blob: as the last one in it. */
		a = spec.assigned[ch < 4 ? ch : 3];
		if (a >= 0)
			model_new(&m, &spec.responses[a]);
		for (i = ch; i < frames * 8; i += 8) {
			if (a < 0)
				assert_int_equal(out[i], in[i]);
			else
				eq_error_add(&e, out[i], model_run(&m, in[i]));
		}
	}
	assert_true(e.worst <= BOUND_ERROR);
	line_free(&line);
	free(in);
}

static void test_passes_without_blob(void **state)
{
	struct eq_iir_spec spec = { .n_channels = 1, .assigned = { -1 } };
	s32 *in = eq_noise_new(4800 * 2, 1.0);
	struct line line;

	(void)state;
	eq_line_new(&line, SOF3_TYPE_EQ_IIR, 2, 48000);
	assert_memory_equal(eq_line_play(&line, in, 4800), in, 4800 * 8);
	line_free(&line);
	/* With one that says so; an empty one then changes nothing. */
	eq_line_new(&line, SOF3_TYPE_EQ_IIR, 2, 48000);
	set_spec(&line, &spec);
	BENCH_OK(line_set_data(&line, in, 0));
	assert_memory_equal(eq_line_play(&line, in, 4800), in, 4800 * 8);
	line_free(&line);
	free(in);
}

/* The second stream does not hear the first. */
static void test_prepare_clears(void **state)
{
	struct eq_iir_chain chain = chain_of(eq_low_pass(48000, 30, 10));
	struct eq_iir_spec spec = spec_of(&chain);
	struct line line;

	(void)state;
	eq_line_new(&line, SOF3_TYPE_EQ_IIR, 1, 48000);
	set_spec(&line, &spec);
	eq_expect_fresh_start(&line, 4800);
	line_free(&line);
}

static void test_data(void **state)
{
	struct eq_iir_chain chain = eleven_bands(48000);
	struct eq_iir_spec spec = spec_of(&chain);
	u8 blob[EQ_BLOB_ROOM_BYTES];
	u32 bytes = eq_iir_blob(blob, &spec), n;
	s32 *in = eq_noise_new(4800, 0.1);
	static const u8 uuid[] = { 0xe6, 0xc0, 0x50, 0x51, 0xf9, 0x27, 0xc8, 0x4e,
				   0x83, 0x51, 0xc7, 0x05, 0xb6, 0x42, 0xd1, 0x2f };
	const s32 *out;
	struct line line, born;
	bench_msg m;

	(void)state;
	/* Two parts, and nothing before. */
	eq_line_new(&line, SOF3_TYPE_EQ_IIR, 1, 48000);
	eq_expect_data(&line, blob, 0);
	assert_true(msg_data_parts(bytes) > 1);
	BENCH_OK(line_set_data(&line, blob, bytes));
	eq_expect_data(&line, blob, bytes);

	/* What SOF core sends for a control without a value: no magic, no bytes. */
	n = msg_data(m, true, LINE_COMP, blob, 0, 0);
	memset((u8 *)m + sizeof(struct sof3_ctrl_data), 0,
	       sizeof(struct sof3_abi_hdr));
	BENCH_OK(bench_send(line.b, m, n));
	eq_expect_data(&line, blob, bytes);

	/* The same with the component, found by its UUID. */
	chain = chain_of(eq_peaking(48000, 1000, 1, 6));
	spec = spec_of(&chain);
	bytes = eq_iir_blob(blob, &spec);
	BENCH_OK(line_set_data(&line, blob, bytes));
	out = eq_line_play(&line, in, 4800);
	n = msg_process_new(m, LINE_COMP, LINE_PIPELINE, SOF3_TYPE_NONE, uuid, blob,
			    bytes);
	line_new(&born, m, n, SOF3_DIR_PLAYBACK, 1, 1, 48000, 48000);
	eq_expect_data(&born, blob, bytes);
	assert_memory_equal(eq_line_play(&born, in, 4800), out, 4800 * 4);
	line_free(&line);
	line_free(&born);
	free(in);
}

/* --------------------------------------------------------- wrong blobs */

struct refusal {
	u32 offset;
	u32 value;
};

static void test_wrong_blobs(void **state)
{
	/* 2 channels: assigned at 28, 32; response at 36, its biquad at 60 */
	static const struct refusal wrong[] = {
		{ 0, 0 }, { 0, 87 }, { 0, 89 }, { 0, 0xffffffff },
		{ 4, 0 }, { 4, 9 }, { 4, 0xffffffff }, { 4, 3 },
		{ 8, 0 }, { 8, 2 }, { 8, 9 }, { 8, 0xffffffff },
		{ 28, 1 }, { 32, 1 }, { 32, 0x7fffffff },
		{ 36, 0 }, { 36, 2 }, { 36, 12 }, { 36, 0xffffffff },
		{ 40, 0 }, { 40, 2 }, { 40, 0xffffffff },
		{ 80, 32 }, { 80, 0xfffffff1 }, { 80, 0x80000000 },
		{ 84, 32768 }, { 84, 0xffff7fff }, { 84, 0x80000000 },
	};
	struct eq_iir_chain chain = chain_of(eq_peaking(48000, 1000, 1, 6));
	struct eq_iir_spec spec = spec_of(&chain);
	u8 good[EQ_BLOB_ROOM_BYTES], bad[EQ_BLOB_ROOM_BYTES];
	struct line line;
	u32 bytes, i;

	(void)state;
	spec.n_channels = 2;
	bytes = eq_iir_blob(good, &spec);
	assert_int_equal(bytes, 88);
	eq_line_new(&line, SOF3_TYPE_EQ_IIR, 2, 48000);
	BENCH_OK(line_set_data(&line, good, bytes));
	for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		memcpy(bad, good, bytes);
		memcpy(bad + wrong[i].offset, &(sofv_le32){
			sofv_cpu_to_le32(wrong[i].value) }, 4);
		eq_expect_refused(&line, bad, bytes, good, bytes);
	}
	/* 3 biquads in pairs */
	for (i = 0; i < 2; i++)
		eq_chain_add(&spec.responses[0], eq_gain(0));
	spec.responses[0].n_in_series = 2;
	eq_expect_refused(&line, bad, eq_iir_blob(bad, &spec), good, bytes);
	line_free(&line);
}

static void test_truncated_blobs(void **state)
{
	struct eq_iir_chain chain = eleven_bands(48000);
	struct eq_iir_spec spec = spec_of(&chain);
	u8 good[EQ_BLOB_ROOM_BYTES];
	struct line line;
	u32 bytes;

	(void)state;
	spec.n_channels = 8;
	spec.n_responses = 2;
	spec.responses[1] = chain_of(eq_gain(-6));
	bytes = eq_iir_blob(good, &spec);
	eq_line_new(&line, SOF3_TYPE_EQ_IIR, 2, 48000);
	BENCH_OK(line_set_data(&line, good, bytes));
	/* The least that is longer than SOF allows */
	eq_expect_cut_refused(&line, good, bytes, 1028);
	line_free(&line);
}

/* ------------------------------------------------------ while it runs */

#define CHANGE_TICK	20u
#define BLEND_FRAMES	480u	/* 10 ms */

static struct eq_iir_spec changes[3];
static u32 change_ticks[3];

static void change(struct line *line, u32 tick)
{
	u32 i;

	for (i = 0; i < 3; i++)
		if (tick == change_ticks[i])
			set_spec(line, &changes[i]);
}

/* From one response to another: the old and the new model, blended. */
static void expect_change(const struct eq_iir_chain *from,
			  const struct eq_iir_chain *to, bool same_shape)
{
	const u32 frames = 4800, at = CHANGE_TICK * 48;
	s32 *in = eq_sine_new(frames, 1, 48000, 200, 0.2);
	struct eq_iir_spec spec = spec_of(from);
	double y_old, y_new, w, step = 0;
	struct model old, new;
	struct line line;
	const s32 *out;
	u32 i;

	eq_line_new(&line, SOF3_TYPE_EQ_IIR, 1, 48000);
	set_spec(&line, &spec);
	line.before_tick = change;
	changes[0] = spec_of(to);
	change_ticks[0] = CHANGE_TICK;
	change_ticks[1] = change_ticks[2] = ~0u;
	out = eq_line_play(&line, in, frames);
	model_new(&old, from);
	model_new(&new, to);
	for (i = 0; i < frames; i++) {
		y_old = model_run(&old, in[i]);
		y_new = i < at ? y_old : model_run(&new, in[i]);
		w = i < at ? 1 : fmax(0, 1 - (i - at + 1.0) / BLEND_FRAMES);
		/* What a filter of the same shape inherits is not in this model. */
		if (!same_shape || i < at || i > at + 2400)
			assert_true(fabs(out[i] - (y_new + w * (y_old - y_new))) <=
				    (i < at ? BOUND_ERROR : 2000));
		if (i)
			step = fmax(step, fabs((double)out[i] - out[i - 1]));
	}
	/* A sine of 200 Hz at 0.2, or at most 12 dB more, makes no larger one. */
	print_message("largest step %.5f of full scale\n", step / 2147483648.0);
	assert_true(step <= 2147483648.0 * 0.2 * 4 * 2 * M_PI * 200 / 48000 * 1.1);
	line_free(&line);
	free(in);
}

static void test_change_while_running(void **state)
{
	struct eq_iir_chain a = chain_of(eq_peaking(48000, 200, 1, 12));
	struct eq_iir_chain b = chain_of(eq_peaking(48000, 200, 1, -12));
	struct eq_iir_chain c = a;

	(void)state;
	expect_change(&a, &b, true);
	expect_change(&b, &a, true);
	eq_chain_add(&c, eq_high_shelf(48000, 5000, 0.7, 6));
	expect_change(&a, &c, false);
	expect_change(&c, &b, false);
}

/* A channel with the same response before and after is not touched. */
static void test_change_of_one_channel(void **state)
{
	const u32 frames = 4800;
	struct eq_iir_spec spec = {
		.n_channels = 3, .n_responses = 2, .assigned = { 0, -1, 1 },
	};
	s32 *in = eq_noise_new(frames * 3, 0.2);
	struct eq_error e = { 0 };
	struct line line;
	struct model m;
	const s32 *out;
	u32 i;

	(void)state;
	spec.responses[0] = chain_of(eq_peaking(48000, 500, 1, 6));
	spec.responses[1] = chain_of(eq_peaking(48000, 500, 1, 6));
	eq_line_new(&line, SOF3_TYPE_EQ_IIR, 3, 48000);
	set_spec(&line, &spec);
	changes[0] = spec;
	changes[0].responses[1] = chain_of(eq_gain(-60));
	change_ticks[0] = CHANGE_TICK;
	change_ticks[1] = change_ticks[2] = ~0u;
	line.before_tick = change;
	out = eq_line_play(&line, in, frames);
	model_new(&m, &spec.responses[0]);
	for (i = 0; i < frames; i++) {
		eq_error_add(&e, out[i * 3], model_run(&m, in[i * 3]));
		assert_int_equal(out[i * 3 + 1], in[i * 3 + 1]);
		if (i >= (CHANGE_TICK + 11) * 48)
			assert_true(fabs(out[i * 3 + 2] - in[i * 3 + 2] / 1000.0) <
				    1000);
	}
	assert_true(e.worst <= BOUND_ERROR);
	line_free(&line);
	free(in);
}

/* Within 10 ms three come: the last is what holds, without a step. */
static void test_changes_in_a_row(void **state)
{
	const u32 frames = 4800;
	s32 *in = malloc(frames * sizeof(*in));
	struct eq_iir_chain chain;
	struct line line;
	const s32 *out;
	double step = 0;
	u32 i;

	(void)state;
	for (i = 0; i < frames; i++)
		in[i] = 1 << 29;
	eq_line_new(&line, SOF3_TYPE_EQ_IIR, 1, 48000);
	line.before_tick = change;
	for (i = 0; i < 3; i++) {
		chain = chain_of(eq_gain(i == 1 ? 12 : -12.0 * i));
		changes[i] = spec_of(&chain);
		change_ticks[i] = CHANGE_TICK + 3 * i;
	}
	out = eq_line_play(&line, in, frames);
	for (i = 1; i < frames; i++)
		step = fmax(step, fabs((double)out[i] - out[i - 1]));
	/* From 1 to 2 halves -> -24 dB in 10 ms each */
	assert_true(step <= (1 << 29) * 1.02 / BLEND_FRAMES);
	assert_true(fabs(out[frames - 1] - (1 << 29) * pow(10, -24 / 20.0)) < 4);
	line_free(&line);
	free(in);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_response),
		cmocka_unit_test(test_response_at_other_rates),
		cmocka_unit_test(test_samples),
		cmocka_unit_test(test_snr),
		cmocka_unit_test(test_channels_and_rates),
		cmocka_unit_test(test_parallel_chains),
		cmocka_unit_test(test_saturation_and_headroom),
		cmocka_unit_test(test_never_wraps),
		cmocka_unit_test(test_any_coefficients),
		cmocka_unit_test(test_gain_and_shift),
		cmocka_unit_test(test_assignment),
		cmocka_unit_test(test_passes_without_blob),
		cmocka_unit_test(test_prepare_clears),
		cmocka_unit_test(test_data),
		cmocka_unit_test(test_wrong_blobs),
		cmocka_unit_test(test_truncated_blobs),
		cmocka_unit_test(test_change_while_running),
		cmocka_unit_test(test_change_of_one_channel),
		cmocka_unit_test(test_changes_in_a_row),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
