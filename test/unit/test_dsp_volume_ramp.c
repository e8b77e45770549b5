// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * All kinds of volume ramps against double precision, on the line and alone.
 */
#include <math.h>
#include <stdlib.h>

#include <components/volume/volume_ramp.h>

#include "dsp_bench.h"
#include "dsp_line.h"

/* Of a gain, absolute and relative: half of Q8.24, and log2 with exp2. */
#define GAIN_ERROR		0x1p-24
#define GAIN_ERROR_RELATIVE	4e-8
#define FLOOR			0x1p-16

static u32 volume_new(void *m, u32 kind, u32 ramp_ms)
{
	struct sof3_comp_volume *v = m;
	u32 n = msg_volume_new(m, LINE_COMP, LINE_PIPELINE, ramp_ms);

	v->ramp = sofv_cpu_to_le32(kind);
	v->max_value = 0;
	return n;
}

static void volume_set(struct bench *b, u32 cmd, u32 channel, u32 value)
{
	struct sof3_ctrl_value_chan *v;
	bench_msg m;
	u32 n = msg_control(m, true, LINE_COMP, cmd, 1, value);

	v = (void *)((u8 *)m + sizeof(struct sof3_ctrl_data));
	v->channel = sofv_cpu_to_le32(channel);
	BENCH_OK(bench_send(b, m, n));
}

/* The gain of frame @t of a ramp of @n frames. */
static double model(u32 kind, double from, double to, u32 t, u32 n)
{
	double x = (double)t / n;

	if (!t)
		return from;
	if (t >= n)
		return to;
	switch (kind) {
	case SOF3_RAMP_LOG:
		return fmax(from, FLOOR) * pow(fmax(to, FLOOR) / fmax(from, FLOOR), x);
	case SOF3_RAMP_WINDOWS_FADE:
		return to > from ? from + (to - from) * pow(x, 1.75) :
				   to + (from - to) * pow(1 - x, 1.75);
	default:
		return from + (to - from) * x;
	}
}

static double bound(double x, double gain)
{
	return fabs(x) * (GAIN_ERROR + gain * GAIN_ERROR_RELATIVE) + 0.5;
}

static double clip(double y)
{
	return fmax(-0x1p31, fmin(y, 0x7fffffff));
}

/*
 * A line that plays @in; the gain of channel 0 is @from_q16, and goes to @to_q16 after
 * 10 ticks. Channel 1 stays at -6 dB.
 */
struct ride {
	struct line line;
	struct bench_ring ring;
	s32 *in;
	u32 frames, start;
};

static void ride_new(struct ride *r, u32 kind, u32 ramp_ms, u32 rate_hz, u32 frames)
{
	bench_msg m;
	u32 n = volume_new(m, kind, ramp_ms), i, seed = 31;

	r->frames = frames;
	r->in = malloc(frames * 8);
	for (i = 0; i < frames * 2; i++)
		r->in[i] = bench_noise(&seed);
	line_new(&r->line, m, n, SOF3_DIR_PLAYBACK, 2, 2, rate_hz, rate_hz);
	volume_set(r->line.b, SOF3_CTRL_CMD_VOLUME, 1, 32768);
}

static void ride_start(struct ride *r, u32 from_q16, u32 to_q16)
{
	struct bench *b = r->line.b;
	bench_msg m;
	u32 n;

	bench_ring_new(&r->ring, r->frames * 8);
	bench_ring_write(&r->ring, r->in, r->frames * 8);
	BENCH_OK(sofdsp_dma_setup(b->dsp, 1, SOFDSP_DIR_PLAYBACK, r->ring.sg,
				  r->ring.n_sg, r->ring.bytes));
	n = msg_pcm_params(m, LINE_HOST, 1, SOF3_DIR_PLAYBACK, SOF3_FRAME_S32_LE, 2,
			   r->ring.bytes, 0);
	msg_set_rate(m, r->line.host_rate_hz);
	BENCH_OK(bench_send(b, m, n));
	volume_set(b, SOF3_CTRL_CMD_VOLUME, 0, from_q16);
	BENCH_OK(bench_send(b, m, msg_stream(m, SOF3_STREAM_TRIG_START, LINE_HOST)));
	bench_ticks(b, 10);
	r->start = b->tx_frames;
	volume_set(b, SOF3_CTRL_CMD_VOLUME, 0, to_q16);
}

static void ride_free(struct ride *r)
{
	bench_ring_free(&r->ring);
	line_free(&r->line);
	free(r->in);
}

static void expect_ramp(u32 kind, u32 ramp_ms, u32 rate_hz, u32 from_q16, u32 to_q16)
{
	const u32 n = ramp_ms * (rate_hz / 100) / 10;
	const u32 frames = n + rate_hz / 10 + 400;
	double gain, error, worst = 0, most = 0;
	struct ride r;
	u32 i, t;

	ride_new(&r, kind, ramp_ms, rate_hz, frames);
	ride_start(&r, from_q16, to_q16);
	bench_ticks(r.line.b, ramp_ms + 20);
	assert_true(r.line.b->tx_frames > r.start + n + 10);
	for (i = 0; i < r.line.b->tx_frames; i++) {
		t = i < r.start ? 0 : i - r.start;
		gain = model(kind, from_q16 / 65536.0, to_q16 / 65536.0, t, n);
		error = fabs(r.line.b->tx[i * 2] - clip(r.in[i * 2] * gain));
		assert_true(error <= bound(r.in[i * 2], gain));
		worst = fmax(worst, error);
		most = fmax(most, bound(r.in[i * 2], gain));
		assert_true(fabs(r.line.b->tx[i * 2 + 1] - r.in[i * 2 + 1] * 0.5) <= 0.5);
	}
	print_message("ramp %u, %u ms at %u Hz, %u -> %u: error %.1f of 2^31, bound %.1f\n",
		      kind, ramp_ms, rate_hz, from_q16, to_q16, worst, most);
	ride_free(&r);
}

static void test_against_the_model(void **state)
{
	static const u32 kinds[] = { SOF3_RAMP_LINEAR, SOF3_RAMP_LOG,
				     SOF3_RAMP_WINDOWS_FADE };
	u32 i;

	(void)state;
	for (i = 0; i < 3; i++) {
		expect_ramp(kinds[i], 20, 48000, 65536, 0);
		expect_ramp(kinds[i], 20, 48000, 0, 65536);
		expect_ramp(kinds[i], 100, 8000, 65536, 656);
		expect_ramp(kinds[i], 50, 44100, 100, 0x7fffff);
		expect_ramp(kinds[i], 300, 192000, 65536, 32768);
		expect_ramp(kinds[i], 1, 96000, 30000, 65536);
	}
	expect_ramp(SOF3_RAMP_LOG, 2000, 48000, 65536, 1);
}

/* No ramp was asked for, or none can be: the next frame has the new gain. */
static void test_no_ramp(void **state)
{
	static const u32 kinds[] = { SOF3_RAMP_LINEAR, SOF3_RAMP_LOG,
				     SOF3_RAMP_WINDOWS_NO_FADE };
	struct ride r;
	bench_msg m;
	u32 i, k;

	(void)state;
	for (k = 0; k < 3; k++) {
		ride_new(&r, kinds[k], kinds[k] == SOF3_RAMP_WINDOWS_NO_FADE ? 20 : 0,
			 48000, 960);
		ride_start(&r, 65536, 6554);
		bench_ticks(r.line.b, 4);
		for (i = 0; i < r.line.b->tx_frames; i++)
			assert_true(fabs(r.line.b->tx[i * 2] - r.in[i * 2] *
					 (i < r.start ? 1 : 6554 / 65536.0)) <= 0.5);
		ride_free(&r);
	}
	/* Kinds end here. */
	r.line.b = bench_new();
	assert_int_equal(bench_send(r.line.b, m, volume_new(m, 6, 20)), -EINVAL);
	bench_free(r.line.b);
}

/*
 * Full scale that stands still shows every step of the gain. None is larger than what
 * the ramp's own slope makes of one frame.
 */
static void expect_no_click(u32 kind, u32 ramp_ms, u32 from_q16, u32 to_q16)
{
	const double from = from_q16 / 65536.0, to = to_q16 / 65536.0;
	const u32 n = ramp_ms * 48;
	double step, most, worst = 0, last;
	struct ride r;
	u32 i;

	ride_new(&r, kind, ramp_ms, 48000, 2 * n + 4800);
	for (i = 0; i < r.frames * 2; i++)
		r.in[i] = 0x7fffffff;
	ride_start(&r, from_q16, to_q16);
	/* In the middle of it another one, back again; and once more to the end. */
	bench_ticks(r.line.b, ramp_ms / 2);
	volume_set(r.line.b, SOF3_CTRL_CMD_VOLUME, 0, from_q16);
	bench_ticks(r.line.b, ramp_ms / 4);
	volume_set(r.line.b, SOF3_CTRL_CMD_VOLUME, 0, to_q16);
	bench_ticks(r.line.b, ramp_ms + 20);
	last = r.line.b->tx[0];
	for (i = 1; i < r.line.b->tx_frames; i++) {
		step = fabs(r.line.b->tx[i * 2] - last) * 0x1p-31;
		last = r.line.b->tx[i * 2];
		most = fabs(to - from) / n;
		if (kind == SOF3_RAMP_LOG)
			most = fmax(from, to) * (pow(fmax(from, to) /
				fmax(FLOOR, fmin(from, to)), 1.0 / n) - 1) + FLOOR;
		if (kind == SOF3_RAMP_WINDOWS_FADE)
			most *= 1.75;
		assert_true(step <= most + 2 * (GAIN_ERROR + GAIN_ERROR_RELATIVE));
		worst = fmax(worst, step / most);
	}
	print_message("ramp %u, %u -> %u: largest step %.3f of the slope's\n", kind,
		      from_q16, to_q16, worst);
	ride_free(&r);
}

static void test_no_click(void **state)
{
	static const u32 kinds[] = { SOF3_RAMP_LINEAR, SOF3_RAMP_LOG,
				     SOF3_RAMP_WINDOWS_FADE };
	u32 i;

	(void)state;
	for (i = 0; i < 3; i++) {
		expect_no_click(kinds[i], 40, 65536, 0);
		expect_no_click(kinds[i], 40, 0, 65536);
		expect_no_click(kinds[i], 400, 65536, 20000);
		expect_no_click(kinds[i], 400, 655, 65536);
	}
}

/* ------------------------------------------------------- ramps by themselves */

/* Pieces of any length sound as one. */
static void test_pieces_do_not_matter(void **state)
{
	static const u32 cuts[] = { 1, 7, 48, 3, 199, 2, 100 };
	enum { FRAMES = 4000 };
	s32 *in = malloc(FRAMES * 4), *whole = malloc(FRAMES * 4);
	s32 *pieces = malloc(FRAMES * 4);
	struct volume_ramp a, b;
	u32 shape, patience, seed = 3, i, n, k;

	(void)state;
	for (i = 0; i < FRAMES; i++)
		in[i] = bench_noise(&seed) / 2 + (1 << 30) - (i % 50 == 0 ? 1 << 30 : 0);
	for (shape = VOLUME_LINEAR; shape <= VOLUME_FADE; shape++) {
		for (patience = 0; patience <= 60; patience += 30) {
			memset(&a, 0, sizeof(a));
			sofdsp_volume_jump(&a, 1 << 24);
			a.patience_frames = patience;
			sofdsp_volume_start(&a, shape, 1 << 19, 3000);
			b = a;
			sofdsp_volume_run(&a, whole, in, FRAMES, 1);
			for (i = 0, k = 0; i < FRAMES; i += n, k++) {
				n = cuts[k % 7] < FRAMES - i ? cuts[k % 7] : FRAMES - i;
				sofdsp_volume_run(&b, pieces + i, in + i, n, 1);
			}
			assert_memory_equal(whole, pieces, FRAMES * 4);
			assert_int_equal(a.gain_q24, 1 << 19);
		}
	}
	free(in);
	free(whole);
	free(pieces);
}

/*
 * A tone: the gain changes where the signal goes through zero and nowhere else, so what
 * a change adds is less than a step of the tone itself. And it is where it should be.
 */
static void expect_crossings(enum volume_shape shape, u32 kind)
{
	enum { FRAMES = 9600, RAMP = 4800 };
	const double from = 1, to = 0.01;
	double gain = from, got, should;
	struct volume_ramp ramp = { 0 };
	u32 i, changes = 0;
	s32 in, last = 0, out;

	sofdsp_volume_jump(&ramp, 1 << 24);
	ramp.patience_frames = 960;
	sofdsp_volume_start(&ramp, shape, (u32)(to * (1 << 24)), RAMP);
	for (i = 0; i < FRAMES; i++, last = in) {
		in = (s32)(0x7fffffff * sin(2 * M_PI * 441 * (i + 0.3) / 48000));
		sofdsp_volume_run(&ramp, &out, &in, 1, 1);
		got = ramp.gain_q24 * 0x1p-24;
		if (got == gain)
			continue;
		changes++;
		assert_true((in ^ last) < 0 || i > RAMP);
		should = model(kind, from, to, i, RAMP);
		assert_true(fabs(got - should) <= 2 * GAIN_ERROR + should * 1e-7);
		assert_true(fabs(out - gain * in) <=
			    fabs(got - gain) * fabs((double)in - last) + 1);
		gain = got;
	}
	/* Twice a period while it lasts. */
	assert_in_range(changes, 86, 90);
	assert_int_equal(ramp.gain_q24, (u32)(to * (1 << 24)));
}

static void test_at_crossings(void **state)
{
	(void)state;
	expect_crossings(VOLUME_LINEAR, SOF3_RAMP_LINEAR);
	expect_crossings(VOLUME_LOG, SOF3_RAMP_LOG);
}

/* No crossing ever comes: it is late by a bounded time, and still doesn't jump. */
static void test_patience_ends(void **state)
{
	enum { RAMP = 4800, PATIENCE = 960 };
	struct volume_ramp ramp = { 0 };
	const s32 in = 0x40000000;
	u32 i, last = 1 << 24;
	s32 out;

	(void)state;
	sofdsp_volume_jump(&ramp, last);
	ramp.patience_frames = PATIENCE;
	sofdsp_volume_start(&ramp, VOLUME_LINEAR, 0, RAMP);
	for (i = 0; ramp.n_frames; i++) {
		sofdsp_volume_run(&ramp, &out, &in, 1, 1);
		if (i < PATIENCE)
			assert_int_equal(ramp.gain_q24, 1 << 24);
		assert_true(ramp.gain_q24 <= last);
		assert_true(last - ramp.gain_q24 <= 2 * (1 << 24) / RAMP + 2);
		last = ramp.gain_q24;
		assert_true(i <= RAMP + 2 * PATIENCE);
	}
	print_message("without a crossing: %u frames instead of %u\n", i, RAMP);
	assert_int_equal(last, 0);
}

/* The same through the component: a tone that is muted, ramp 0, waits for its zero. */
static void test_mute_at_a_crossing(void **state)
{
	u32 i, changed = 0, frames;
	struct ride r;
	bench_msg m;

	(void)state;
	ride_new(&r, SOF3_RAMP_LOG_ZC, 0, 48000, 4800);
	for (i = 0; i < r.frames * 2; i++)
		r.in[i] = (s32)(0x7fffffff * sin(2 * M_PI * 100 * (i / 2 + 0.5) / 48000));
	ride_start(&r, 65536, 65536);
	bench_ticks(r.line.b, 1);
	BENCH_OK(bench_send(r.line.b, m, msg_control(m, true, LINE_COMP,
						     SOF3_CTRL_CMD_SWITCH, 2, 0)));
	bench_ticks(r.line.b, 20);
	frames = r.line.b->tx_frames;
	for (i = r.start + 48; i < frames && !changed; i++)
		if (!r.line.b->tx[i * 2])
			changed = i;
	/* Half periods are 240 frames. */
	assert_int_equal(changed % 240, 0);
	for (i = 0; i < frames; i++)
		assert_int_equal(r.line.b->tx[i * 2], i < changed ? r.in[i * 2] : 0);
	ride_free(&r);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_against_the_model),
		cmocka_unit_test(test_no_ramp),
		cmocka_unit_test(test_no_click),
		cmocka_unit_test(test_pieces_do_not_matter),
		cmocka_unit_test(test_at_crossings),
		cmocka_unit_test(test_patience_ends),
		cmocka_unit_test(test_mute_at_a_crossing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
