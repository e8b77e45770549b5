// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Compressor against the Web Audio model in double precision. The model takes the
 * design (threshold, ratio, times); the DSP takes the blob that was made of it.
 */
#include <math.h>
#include <stdlib.h>

#include <components/drc/drc.h>

#include "drc_design.h"
#include "dsp_bench.h"
#include "dsp_line.h"

#define CURVE_BOUND_DB		0.01
#define GAIN_BOUND_DB		0.02
#define FADE_FRAMES		256

static const u8 uuid[] = DRC_UUID;

static const struct drc_design hard = {
	.threshold_db = -40, .knee_db = 6, .ratio = 20, .attack_s = 0.001,
	.release_s = 0.05, .release_zone = { 0.09, 0.16, 0.42, 0.98 },
	.spacing_db = 5, .post_gain_db = 10,
};
static const struct drc_design gentle = {
	.threshold_db = -12, .knee_db = 20, .ratio = 1.5, .attack_s = 0.02,
	.release_s = 0.5, .pre_delay_s = 0.01,
	.release_zone = { 0.09, 0.16, 0.42, 0.98 }, .spacing_db = 5,
};
static const struct drc_design *const designs[] = {
	&drc_design_webaudio, &drc_design_speech, &hard, &gentle,
};
#define N_DESIGNS	(sizeof(designs) / sizeof(designs[0]))

static double to_db(double x)
{
	return 20 * log10(x);
}

/* -------------------------------------------------------------- model */

struct model {
	struct drc_coefs c;
	int spacing_db;
	double average, gain, target, rate, attack_db;
	bool releasing;
	u32 frame;
};

static void model_new(struct model *m, const struct drc_design *d, double rate_hz)
{
	memset(m, 0, sizeof(*m));
	drc_design_coefs(d, rate_hz, &m->c);
	m->spacing_db = d->spacing_db;
	m->average = 1;
	m->gain = 1;
}

static double model_curve(const struct drc_coefs *c, double x)
{
	if (x < c->threshold)
		return 1;
	if (x < c->knee_threshold)
		return (c->threshold + (1 - exp(-c->k * (x - c->threshold))) / c->k) / x;
	return c->ratio_base * pow(x, c->slope) / x;
}

static void model_division(struct model *m)
{
	double apart_db, x, frames;

	m->target = asin(m->average) * M_2_PI;
	m->releasing = m->target > m->gain;
	apart_db = to_db(m->gain / m->target);
	if (m->releasing) {
		m->attack_db = 0;
		x = (fmax(-12, apart_db) + 12) / 4;
		frames = m->c.release[0] + x * (m->c.release[1] + x *
			 (m->c.release[2] + x * (m->c.release[3] + x *
			  m->c.release[4])));
		m->rate = pow(10, m->spacing_db / frames / 20);
	} else {
		m->attack_db = fmax(m->attack_db, apart_db);
		m->rate = pow(0.25 / fmax(0.5, m->attack_db), m->c.attack_per_frame);
	}
}

/* Without the master gain. */
static double model_step(struct model *m, double level)
{
	double want = model_curve(&m->c, level), rate;

	if (m->frame++ % 32 == 0)
		model_division(m);
	if (m->releasing)
		m->gain = fmin(1, m->gain * m->rate);
	else
		m->gain = m->target + (m->gain - m->target) * m->rate;

	if (want <= m->average) {
		m->average = want;
	} else {
		rate = to_db(want) > -2 ? m->c.detector_least :
					  pow(want, m->c.detector_power) - 1;
		m->average = fmin(1, m->average + (want - m->average) * rate);
	}
	return sin(m->gain * M_PI_2);
}

/* ------------------------------------------------------------ signals */

/*
 * Loudness steps of 0.1 s from silence to full scale, on noise or a tone: attacks and
 * releases of all sizes. @channels alike but for their level.
 */
static void signal_fill(s32 *out, u32 frames, u32 channels, double rate_hz, u32 tone_hz)
{
	static const double steps_db[] = { -60, -6, -30, 0, -20, -50, -10, -3, -90, -24 };
	u32 seed = 5, i, c;
	double x, db;

	for (i = 0; i < frames; i++) {
		db = steps_db[(u32)(i / (rate_hz / 10)) % 10];
		x = tone_hz ? sin(2 * M_PI * tone_hz * i / rate_hz) :
			      bench_noise(&seed) * 0x1p-31;
		for (c = 0; c < channels; c++)
			out[i * channels + c] =
				(s32)(x * pow(10, db / 20) * 2147483647 / (1 + c));
	}
}

static double level_of(const s32 *frame, u32 channels)
{
	double level = 0;
	u32 c;

	for (c = 0; c < channels; c++)
		level = fmax(level, fabs((double)frame[c]));
	return level * 0x1p-31;
}

/* ---------------------------------------------------------- the gains */

static void test_static_curve(void **state)
{
	struct drc_params params;
	struct drc_coefs coefs;
	struct drc_blob blob;
	double worst, error;
	u32 level, d, i;

	(void)state;
	for (d = 0; d < N_DESIGNS; d++) {
		drc_design_coefs(designs[d], 48000, &coefs);
		drc_design_blob(designs[d], 48000, &blob);
		BENCH_OK(sofdsp_drc_decode(&params, &blob, sizeof(blob)));
		for (worst = 0, i = 0; i <= 9000; i++) {
			level = (u32)(exp2(31) * pow(10, -0.01 * i / 20));
			error = fabs(to_db(sofdsp_drc_curve_q30(&params, level) *
					   0x1p-30) -
				     to_db(model_curve(&coefs, level * 0x1p-31)));
			worst = fmax(worst, error);
		}
		print_message("curve %.0f dB, knee %.0f, %.1f:1: bound %.2f dB, measured %.2g\n",
			      designs[d]->threshold_db, designs[d]->knee_db,
			      designs[d]->ratio, CURVE_BOUND_DB, worst);
		assert_true(worst < CURVE_BOUND_DB);
	}
}

/* The curve does what the design says, too: 1:1 below, 1/ratio dB per dB above. */
static void test_model_is_the_design(void **state)
{
	const struct drc_design *d = &drc_design_webaudio;
	struct drc_coefs c;
	double lo, hi, knee_end = pow(10, (d->threshold_db + d->knee_db) / 20);

	(void)state;
	drc_design_coefs(d, 48000, &c);
	assert_true(model_curve(&c, c.threshold * 0.999) == 1);
	lo = to_db(knee_end * 1.0001 * model_curve(&c, knee_end * 1.0001));
	hi = to_db(knee_end * 1.1 * model_curve(&c, knee_end * 1.1));
	assert_true(fabs((hi - lo) / to_db(1.1 / 1.0001) - 1 / d->ratio) < 1e-6);
	/* No corner at either end of the knee. */
	lo = to_db(knee_end * 0.9999 * model_curve(&c, knee_end * 0.9999));
	hi = to_db(knee_end * 1.0001 * model_curve(&c, knee_end * 1.0001));
	assert_true(fabs((hi - lo) / to_db(1.0001 / 0.9999) - 1 / d->ratio) < 1e-3);
}

static double gain_error_db(const struct drc_design *d, u32 rate_hz, u32 tone_hz)
{
	const u32 frames = rate_hz * 2;
	s32 *in = malloc(frames * sizeof(*in));
	struct drc_params params;
	struct drc_state s;
	struct drc_blob blob;
	double worst = 0, got, want;
	struct model m;
	u32 i;

	signal_fill(in, frames, 1, rate_hz, tone_hz);
	model_new(&m, d, rate_hz);
	drc_design_blob(d, rate_hz, &blob);
	BENCH_OK(sofdsp_drc_decode(&params, &blob, sizeof(blob)));
	sofdsp_drc_reset(&s);
	for (i = 0; i < frames; i++) {
		got = sofdsp_drc_step(&s, &params, (u32)abs(in[i])) * 0x1p-30;
		want = model_step(&m, level_of(&in[i], 1));
		worst = fmax(worst, fabs(to_db(got) - to_db(want)));
	}
	free(in);
	return worst;
}

static void test_gain_over_time(void **state)
{
	static const u32 rates[] = { 8000, 44100, 48000, 192000 };
	double worst;
	u32 d, r;

	(void)state;
	for (d = 0; d < N_DESIGNS; d++) {
		for (worst = 0, r = 0; r < 4; r++) {
			worst = fmax(worst, gain_error_db(designs[d], rates[r], 0));
			worst = fmax(worst, gain_error_db(designs[d], rates[r], 997));
		}
		print_message("gain over time, %.0f dB %.1f:1: bound %.2f dB, measured %.2g\n",
			      designs[d]->threshold_db, designs[d]->ratio,
			      GAIN_BOUND_DB, worst);
		assert_true(worst < GAIN_BOUND_DB);
	}
}

/* ------------------------------------------------------ the component */

static void drc_line_new(struct line *line, const struct drc_blob *blob, u32 channels,
			 u32 rate_hz)
{
	bench_msg m;
	u32 n = msg_process_new(m, LINE_COMP, LINE_PIPELINE, SOF3_TYPE_NONE, uuid, blob,
				blob ? sizeof(*blob) : 0);

	line_new(line, m, n, SOF3_DIR_PLAYBACK, channels, channels, rate_hz, rate_hz);
}

static s32 drc_switch(struct line *line, u32 on)
{
	bench_msg m;

	return bench_send(line->b, m, msg_control(m, true, LINE_COMP,
						  SOF3_CTRL_CMD_SWITCH, 1, on));
}

static u32 delay_frames(const struct drc_design *d, u32 rate_hz)
{
	u32 n = (u32)lround(d->pre_delay_s * rate_hz) & ~31u;

	return n < 32 ? 32 : n > 2016 ? 2016 : n;
}

/* Samples: as many as the model, apart by what a gain error of the bound makes. */
static void expect_model(const struct drc_design *d, u32 rate_hz, u32 channels)
{
	const u32 frames = rate_hz, delay = delay_frames(d, rate_hz);
	s32 *in = malloc(frames * channels * sizeof(*in));
	double gain, want, error, bound, worst = 0;
	struct drc_blob blob;
	struct line line;
	struct model m;
	u32 i, c;

	signal_fill(in, frames, channels, rate_hz, 0);
	drc_design_blob(d, rate_hz, &blob);
	drc_line_new(&line, &blob, channels, rate_hz);
	BENCH_OK(line_play(&line, in, frames));
	model_new(&m, d, rate_hz);
	for (i = 0; i < frames; i++) {
		gain = model_step(&m, level_of(in + i * channels, channels)) *
		       m.c.master_gain;
		for (c = 0; c < channels; c++) {
			want = i < delay ? 0 : in[(i - delay) * channels + c] * gain;
			want = fmax(-0x1p31, fmin(want, 0x7fffffff));
			error = fabs(line.b->tx[i * channels + c] - want);
			bound = fabs(want) * (pow(10, GAIN_BOUND_DB / 20) - 1) + 2;
			assert_true(error <= bound);
			worst = fmax(worst, error);
		}
	}
	print_message("samples at %u Hz, %u ch, delay %u: worst error %.1f dBFS\n",
		      rate_hz, channels, delay, to_db((worst + 1) * 0x1p-31));
	line_free(&line);
	free(in);
}

static void test_samples(void **state)
{
	(void)state;
	expect_model(&drc_design_webaudio, 48000, 2);
	expect_model(&drc_design_speech, 16000, 1);
	expect_model(&hard, 44100, 8);
	expect_model(&gentle, 96000, 2);
	expect_model(&drc_design_webaudio, 192000, 2);
}

/* Nothing set, or settings that are disabled: not a bit, not a frame. */
static void test_disabled_is_exact(void **state)
{
	enum { FRAMES = 4800 };
	s32 *in = malloc(FRAMES * 8);
	struct drc_blob blob;
	struct line line;
	u32 seed = 9, i;

	(void)state;
	for (i = 0; i < FRAMES * 2; i++)
		in[i] = bench_noise(&seed);
	in[5] = -0x7fffffff - 1;
	drc_line_new(&line, NULL, 2, 48000);
	BENCH_OK(line_play(&line, in, FRAMES));
	assert_memory_equal(line.b->tx, in, FRAMES * 8);
	line_free(&line);

	drc_design_blob(&drc_design_speech, 48000, &blob);
	blob.params.enabled = 0;
	drc_line_new(&line, &blob, 2, 48000);
	BENCH_OK(line_play(&line, in, FRAMES));
	assert_memory_equal(line.b->tx, in, FRAMES * 8);
	line_free(&line);
	free(in);
}

/* The switch takes the gain away and leaves the delay, bit-exact. */
static void test_switched_off(void **state)
{
	const u32 delay = delay_frames(&drc_design_speech, 48000);
	enum { FRAMES = 4800 };
	s32 *in = malloc(FRAMES * 8);
	struct drc_blob blob;
	struct line line;
	bench_msg m;
	u32 seed = 9, i;

	(void)state;
	for (i = 0; i < FRAMES * 2; i++)
		in[i] = bench_noise(&seed);
	drc_design_blob(&drc_design_speech, 48000, &blob);
	drc_line_new(&line, &blob, 2, 48000);
	BENCH_OK(drc_switch(&line, 0));
	BENCH_OK(bench_send(line.b, m, msg_control(m, false, LINE_COMP,
						   SOF3_CTRL_CMD_SWITCH, 1, 7)));
	assert_int_equal(*(u32 *)(line.b->reply + sizeof(struct sof3_ctrl_data) + 4), 0);
	BENCH_OK(line_play(&line, in, FRAMES));
	for (i = 0; i < delay * 2; i++)
		assert_int_equal(line.b->tx[i], 0);
	assert_memory_equal(line.b->tx + delay * 2, in, (FRAMES - delay) * 8);
	assert_int_equal(bench_send(line.b, m, msg_control(m, true, LINE_COMP,
							   SOF3_CTRL_CMD_VOLUME, 1, 1)),
			 -EINVAL);
	line_free(&line);
	free(in);
}

/* A quiet signal is below the threshold: only the master gain is left. */
static void test_quiet_is_linear(void **state)
{
	const u32 delay = delay_frames(&drc_design_speech, 48000);
	enum { FRAMES = 4800 };
	s32 *in = malloc(FRAMES * 8);
	struct drc_coefs coefs;
	struct drc_blob blob;
	struct line line;
	u32 seed = 9, i;

	(void)state;
	for (i = 0; i < FRAMES * 2; i++)
		in[i] = bench_noise(&seed) / 64;
	drc_design_coefs(&drc_design_speech, 48000, &coefs);
	drc_design_blob(&drc_design_speech, 48000, &blob);
	drc_line_new(&line, &blob, 2, 48000);
	BENCH_OK(line_play(&line, in, FRAMES));
	for (i = 0; i < (FRAMES - delay) * 2; i++)
		assert_true(fabs(line.b->tx[delay * 2 + i] - in[i] * coefs.master_gain) <=
			    fabs((double)in[i]) * 0x1p-24 + 1);
	line_free(&line);

	/* And with a master gain of 1, every bit of it. */
	blob.params.master_linear_gain = sofv_cpu_to_le32(1 << 24);
	drc_line_new(&line, &blob, 2, 48000);
	BENCH_OK(line_play(&line, in, FRAMES));
	assert_memory_equal(line.b->tx + delay * 2, in, (FRAMES - delay) * 8);
	line_free(&line);
	free(in);
}

/* ------------------------------------------------- changes while running */

/*
 * A tone never jumps by more than its own steepest slope, times the gain, plus what a
 * fade over FADE_FRAMES between two ways may add per frame.
 */
struct click {
	struct line line;
	struct bench_ring ring;
	double amplitude, most_gain, step;
	u32 checked;
};

static void click_new(struct click *k, const struct drc_blob *blob, double most_gain)
{
	enum { FRAMES = 48000, HZ = 100 };
	s32 *in = malloc(FRAMES * 4);
	bench_msg m;
	u32 i;

	k->amplitude = 0x1p31 * 0.1;
	k->most_gain = most_gain;
	k->step = k->amplitude * (2 * M_PI * HZ / 48000) * most_gain +
		  k->amplitude * (1 + most_gain) / FADE_FRAMES;
	k->checked = 1;
	for (i = 0; i < FRAMES; i++)
		in[i] = (s32)(k->amplitude * sin(2 * M_PI * HZ * i / 48000));
	drc_line_new(&k->line, blob, 1, 48000);
	bench_ring_new(&k->ring, FRAMES * 4);
	bench_ring_write(&k->ring, in, FRAMES * 4);
	BENCH_OK(sofdsp_dma_setup(k->line.b->dsp, 1, SOFDSP_DIR_PLAYBACK, k->ring.sg,
				  k->ring.n_sg, k->ring.bytes));
	BENCH_OK(bench_send(k->line.b, m, msg_pcm_params(m, LINE_HOST, 1,
			SOF3_DIR_PLAYBACK, SOF3_FRAME_S32_LE, 1, k->ring.bytes, 0)));
	BENCH_OK(bench_send(k->line.b, m, msg_stream(m, SOF3_STREAM_TRIG_START,
						     LINE_HOST)));
	free(in);
}

static void click_run(struct click *k, u32 ticks)
{
	const s32 *y;

	bench_ticks(k->line.b, ticks);
	for (y = k->line.b->tx; k->checked < k->line.b->tx_frames; k->checked++)
		assert_true(fabs((double)y[k->checked] - y[k->checked - 1]) <= k->step);
}

static double click_peak(const struct click *k, u32 ticks)
{
	const struct bench *b = k->line.b;
	double peak = 0;
	u32 i;

	for (i = b->tx_frames - ticks * 48; i < b->tx_frames; i++)
		peak = fmax(peak, fabs((double)b->tx[i]));
	return peak / k->amplitude;
}

static void click_free(struct click *k)
{
	bench_ring_free(&k->ring);
	line_free(&k->line);
}

static void test_changes_do_not_click(void **state)
{
	struct drc_blob speech, off, webaudio, later;
	struct drc_design d = drc_design_speech;
	struct drc_coefs coefs;
	struct click k;
	double on_gain;

	(void)state;
	drc_design_coefs(&drc_design_speech, 48000, &coefs);
	drc_design_blob(&drc_design_speech, 48000, &speech);
	drc_design_blob(&drc_design_webaudio, 48000, &webaudio);
	d.pre_delay_s = 0.012;
	drc_design_blob(&d, 48000, &later);
	off = speech;
	off.params.enabled = 0;
	on_gain = coefs.master_gain * model_curve(&coefs, 0.1);

	click_new(&k, NULL, coefs.master_gain);
	click_run(&k, 50);
	assert_true(fabs(click_peak(&k, 20) - 1) < 1e-3);
	BENCH_OK(line_set_data(&k.line, &speech, sizeof(speech)));
	click_run(&k, 150);
	/* A tone's crests are above its average, and between them the gain rises. */
	assert_true(fabs(to_db(click_peak(&k, 20) / on_gain)) < 0.5);
	BENCH_OK(drc_switch(&k.line, 0));
	click_run(&k, 50);
	assert_true(fabs(click_peak(&k, 20) - 1) < 1e-3);
	BENCH_OK(drc_switch(&k.line, 1));
	click_run(&k, 50);
	BENCH_OK(line_set_data(&k.line, &later, sizeof(later)));
	click_run(&k, 50);
	BENCH_OK(line_set_data(&k.line, &webaudio, sizeof(webaudio)));
	/* In the middle of its fade. */
	click_run(&k, 2);
	BENCH_OK(line_set_data(&k.line, &speech, sizeof(speech)));
	click_run(&k, 50);
	BENCH_OK(line_set_data(&k.line, &off, sizeof(off)));
	click_run(&k, 50);
	assert_true(fabs(click_peak(&k, 20) - 1) < 1e-3);
	BENCH_OK(line_set_data(&k.line, &speech, sizeof(speech)));
	click_run(&k, 3);
	BENCH_OK(line_set_data(&k.line, &off, sizeof(off)));
	click_run(&k, 50);
	assert_true(fabs(click_peak(&k, 20) - 1) < 1e-3);
	click_free(&k);
}

/* A stop leaves nothing in the delay line for the next start; a pause does. */
static void test_stop_and_pause(void **state)
{
	const u32 delay = delay_frames(&drc_design_speech, 48000);
	struct drc_blob speech;
	struct click k;
	bench_msg m;
	u32 at, i;

	(void)state;
	drc_design_blob(&drc_design_speech, 48000, &speech);
	click_new(&k, &speech, 4);
	click_run(&k, 20);
	BENCH_OK(bench_send(k.line.b, m, msg_stream(m, SOF3_STREAM_TRIG_PAUSE,
						    LINE_HOST)));
	click_run(&k, 5);
	BENCH_OK(bench_send(k.line.b, m, msg_stream(m, SOF3_STREAM_TRIG_RELEASE,
						    LINE_HOST)));
	click_run(&k, 20);
	BENCH_OK(bench_send(k.line.b, m, msg_stream(m, SOF3_STREAM_TRIG_STOP,
						    LINE_HOST)));
	at = k.line.b->tx_frames;
	BENCH_OK(bench_send(k.line.b, m, msg_stream(m, SOF3_STREAM_TRIG_START,
						    LINE_HOST)));
	bench_ticks(k.line.b, 20);
	for (i = 0; i < delay; i++)
		assert_int_equal(k.line.b->tx[at + i], 0);
	assert_int_not_equal(k.line.b->tx[at + delay + 10], 0);
	click_free(&k);
}

/* ---------------------------------------------------------------- blobs */

static void test_bad_blobs(void **state)
{
	struct drc_blob blob, bad;
	s32 in[960] = { 0 };
	struct line line;
	bench_msg m;
	u32 n;

	(void)state;
	drc_design_blob(&drc_design_speech, 48000, &blob);
	drc_line_new(&line, &blob, 1, 48000);
	for (n = 1; n < sizeof(blob); n++)
		assert_int_equal(line_set_data(&line, &blob, n), -EINVAL);
	bad = blob;
	bad.size = sofv_cpu_to_le32(sizeof(bad) - 4);
	assert_int_equal(line_set_data(&line, &bad, sizeof(bad)), -EINVAL);
#define EXPECT_BAD(field, value) do { \
	bad = blob; \
	bad.params.field = sofv_cpu_to_le32((u32)(value)); \
	assert_int_equal(line_set_data(&line, &bad, sizeof(bad)), -EINVAL); \
	/* What is off may hold anything. */ \
	bad.params.enabled = 0; \
	BENCH_OK(line_set_data(&line, &bad, sizeof(bad))); \
	BENCH_OK(line_set_data(&line, &blob, sizeof(blob))); \
} while (0)
	EXPECT_BAD(pre_delay_time, -1);
	EXPECT_BAD(linear_threshold, 0);
	EXPECT_BAD(k, 0);
	EXPECT_BAD(k, -5);
	EXPECT_BAD(slope, (1 << 30) + 1);
	EXPECT_BAD(ratio_base, 0);
	EXPECT_BAD(knee_threshold, -1);
	EXPECT_BAD(master_linear_gain, -1);
	EXPECT_BAD(one_over_attack_frames, 0);
	EXPECT_BAD(sat_release_frames_inv_neg, 1);
	EXPECT_BAD(sat_release_rate_at_neg_two_db, -1);
	EXPECT_BAD(spacing_db, 1001);
	BENCH_OK(bench_send(line.b, m, msg_data(m, false, LINE_COMP, NULL,
						sizeof(blob), 0)));
	assert_memory_equal(line.b->reply + sizeof(struct sof3_ctrl_data) +
			    sizeof(struct sof3_abi_hdr), &blob, sizeof(blob));
	BENCH_OK(line_play(&line, in, 480));
	line_free(&line);
}

/* What is let in must do no harm whatever it holds: the sanitizers watch. */
static void test_wild_blobs(void **state)
{
	u32 seed = 1, words[sizeof(struct drc_blob) / 4], taken = 0, i, k, f;
	struct drc_params params;
	struct drc_state s;
	struct drc_blob blob;
	s32 gain;

	(void)state;
	for (i = 0; i < 20000; i++) {
		drc_design_blob(designs[i % N_DESIGNS], 48000, &blob);
		memcpy(words, &blob, sizeof(blob));
		for (k = 0; k < 6; k++) {
			f = 6 + (u32)bench_noise(&seed) % 21;
			words[f] = (u32)bench_noise(&seed) >>
				   ((u32)bench_noise(&seed) % 32);
			if (!(bench_noise(&seed) & 7))
				words[f] = 0 - words[f];
		}
		memcpy(&blob, words, sizeof(blob));
		if (sofdsp_drc_decode(&params, &blob, sizeof(blob)))
			continue;
		taken++;
		sofdsp_drc_reset(&s);
		for (k = 0; k < 100; k++) {
			f = (u32)abs(bench_noise(&seed) / 2) * 2;
			f = k % 40 < 20 ? f : k % 40 < 30 ? 0 : 1u << 31;
			gain = sofdsp_drc_step(&s, &params, f);
			assert_in_range(gain, 0, 1 << 30);
		}
	}
	print_message("%u wild settings of 20000 were taken\n", taken);
	assert_true(taken > 1000);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_model_is_the_design),
		cmocka_unit_test(test_static_curve),
		cmocka_unit_test(test_gain_over_time),
		cmocka_unit_test(test_samples),
		cmocka_unit_test(test_disabled_is_exact),
		cmocka_unit_test(test_switched_off),
		cmocka_unit_test(test_quiet_is_linear),
		cmocka_unit_test(test_changes_do_not_click),
		cmocka_unit_test(test_stop_and_pause),
		cmocka_unit_test(test_bad_blobs),
		cmocka_unit_test(test_wild_blobs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
