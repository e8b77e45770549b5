// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Volume against a model in double precision.
 */
#include <math.h>
#include <stdlib.h>

#include "dsp_bench.h"

#define RAMP_FRAMES	(20 * SOFDSP_PERIOD_FRAMES)	/* as the bench asks */

/* Bench with one running stream of @frames of noise. */
static struct bench *volume_bench(struct bench_ring *ring, s32 *sent, u32 frames)
{
	struct bench *b = bench_new();
	u32 seed = 21, i;

	for (i = 0; i < frames * 2; i++)
		sent[i] = bench_noise(&seed);
	bench_mix_new(b, 1, 2);
	bench_ring_new(ring, frames * 8);
	bench_ring_write(ring, sent, frames * 8);
	bench_params(b, 0, SOF3_FRAME_S32_LE, 2, ring);
	return b;
}

static void volume_set(struct bench *b, u32 cmd, u32 value)
{
	bench_msg m;

	BENCH_OK(bench_send(b, m, msg_control(m, true, BENCH_VOLUME(0), cmd, 2,
					      value)));
}

static double model(double x, double gain)
{
	double y = x * gain;

	if (y > 2147483647.0)
		return 2147483647.0;
	return y < -2147483648.0 ? -2147483648.0 : y;
}

static void expect_steady(u32 gain_q16)
{
	enum { FRAMES = 960 };
	s32 *sent = malloc(FRAMES * 8);
	struct bench_ring ring;
	struct bench *b;
	double error, worst = 0;
	u32 i;

	b = volume_bench(&ring, sent, FRAMES);
	/* Set while stopped: holds from the first frame. */
	volume_set(b, SOF3_CTRL_CMD_VOLUME, gain_q16);
	BENCH_OK(bench_trigger(b, SOF3_STREAM_TRIG_START, 0));
	bench_ticks(b, FRAMES / SOFDSP_PERIOD_FRAMES);
	for (i = 0; i < FRAMES * 2; i++) {
		error = fabs(b->tx[i] - model(sent[i], gain_q16 / 65536.0));
		worst = error > worst ? error : worst;
	}
	/* Rounded to nearest. */
	assert_true(worst <= 0.5);
	if (gain_q16 == 65536)
		assert_memory_equal(b->tx, sent, FRAMES * 8);
	bench_ring_free(&ring);
	free(sent);
	bench_free(b);
}

static void test_steady_gain(void **state)
{
	static const u32 gains[] = { 0, 1, 100, 32768, 46341, 65535, 65536, 65537,
				     131072, 1000000, 1u << 20 };
	u32 i;

	(void)state;
	for (i = 0; i < sizeof(gains) / sizeof(gains[0]); i++)
		expect_steady(gains[i]);
}

/* The way from @from to @to takes RAMP_FRAMES on a straight line. */
static void expect_ramp(u32 from_q16, u32 to_q16)
{
	enum { FRAMES = 1920, BEFORE = 96 };
	s32 *sent = malloc(FRAMES * 8);
	double gain, error, bound, worst = 0, span;
	struct bench_ring ring;
	struct bench *b;
	u32 i, t;

	b = volume_bench(&ring, sent, FRAMES);
	volume_set(b, SOF3_CTRL_CMD_VOLUME, from_q16);
	BENCH_OK(bench_trigger(b, SOF3_STREAM_TRIG_START, 0));
	bench_ticks(b, BEFORE / SOFDSP_PERIOD_FRAMES);
	volume_set(b, SOF3_CTRL_CMD_VOLUME, to_q16);
	bench_ticks(b, (FRAMES - BEFORE) / SOFDSP_PERIOD_FRAMES);

	span = ((double)to_q16 - from_q16) / 65536.0;
	for (i = 0; i < FRAMES * 2; i++) {
		t = i / 2 < BEFORE ? 0 : i / 2 - BEFORE;
		t = t > RAMP_FRAMES ? RAMP_FRAMES : t;
		gain = from_q16 / 65536.0 + span * t / RAMP_FRAMES;
		error = fabs(b->tx[i] - model(sent[i], gain));
		/* Half of Q24 of the gain, and the rounding. */
		bound = t && t < RAMP_FRAMES ?
			fabs((double)sent[i]) * 0.51 * 0x1p-24 + 0.5 : 0.5;
		assert_true(error <= bound);
		worst = error > worst ? error : worst;
	}
	print_message("ramp %u -> %u: worst error %.1f of 2^31\n", from_q16, to_q16,
		      worst);
	bench_ring_free(&ring);
	free(sent);
	bench_free(b);
}

static void test_ramp(void **state)
{
	(void)state;
	expect_ramp(65536, 0);
	expect_ramp(0, 65536);
	expect_ramp(65536, 6554);
	expect_ramp(1, 1u << 20);
	expect_ramp(65536, 65535);
}

static void test_mute_keeps_the_volume(void **state)
{
	enum { FRAMES = 9600 };
	const struct sof3_ctrl_value_chan *v;
	s32 *sent = malloc(FRAMES * 8);
	struct bench_ring ring;
	struct bench *b;
	bench_msg m;
	u32 i;

	(void)state;
	b = volume_bench(&ring, sent, FRAMES);
	v = (void *)(b->reply + sizeof(struct sof3_ctrl_data));
	BENCH_OK(bench_trigger(b, SOF3_STREAM_TRIG_START, 0));
	bench_ticks(b, 1);
	volume_set(b, SOF3_CTRL_CMD_SWITCH, 0);
	bench_ticks(b, 20);
	i = b->tx_frames;
	bench_ticks(b, 4);
	for (; i < b->tx_frames; i++)
		assert_int_equal(b->tx[i * 2] | b->tx[i * 2 + 1], 0);
	BENCH_OK(bench_send(b, m, msg_control(m, false, BENCH_VOLUME(0),
					      SOF3_CTRL_CMD_VOLUME, 2, 0)));
	assert_int_equal(sofv_le32_to_cpu(v[0].value), 65536);
	BENCH_OK(bench_send(b, m, msg_control(m, false, BENCH_VOLUME(0),
					      SOF3_CTRL_CMD_SWITCH, 2, 0)));
	assert_int_equal(sofv_le32_to_cpu(v[0].value), 0);
	volume_set(b, SOF3_CTRL_CMD_SWITCH, 1);
	bench_ticks(b, 20);
	i = b->tx_frames;
	bench_ticks(b, 4);
	assert_memory_equal(b->tx + i * 2, sent + i * 2, 4 * 48 * 8);
	bench_ring_free(&ring);
	free(sent);
	bench_free(b);
}

/* Only the one that was named changes. */
static void test_others_are_left_alone(void **state)
{
	enum { FRAMES = 4800 };
	struct bench *b = bench_new();
	struct bench_ring ring[2];
	u32 seed = 2, i, k;
	s32 *sent[2];

	(void)state;
	bench_mix_new(b, 2, 2);
	for (k = 0; k < 2; k++) {
		sent[k] = malloc(FRAMES * 8);
		for (i = 0; i < FRAMES * 2; i++)
			sent[k][i] = bench_noise(&seed) / 4;
		bench_ring_new(&ring[k], FRAMES * 8);
		bench_ring_write(&ring[k], sent[k], FRAMES * 8);
		bench_params(b, k, SOF3_FRAME_S32_LE, 2, &ring[k]);
		BENCH_OK(bench_trigger(b, SOF3_STREAM_TRIG_START, k));
	}
	volume_set(b, SOF3_CTRL_CMD_VOLUME, 0);
	bench_ticks(b, FRAMES / SOFDSP_PERIOD_FRAMES);
	assert_memory_equal(b->tx + RAMP_FRAMES * 2, sent[1] + RAMP_FRAMES * 2,
			    (FRAMES - RAMP_FRAMES) * 8);
	for (k = 0; k < 2; k++) {
		bench_ring_free(&ring[k]);
		free(sent[k]);
	}
	bench_free(b);
}

static void test_refused_set_changes_nothing(void **state)
{
	const struct sof3_ctrl_value_chan *v;
	struct bench *b = bench_new();
	struct sof3_ctrl_value_chan *out;
	bench_msg m;
	u32 n;

	(void)state;
	v = (void *)(b->reply + sizeof(struct sof3_ctrl_data));
	out = (void *)((u8 *)m + sizeof(struct sof3_ctrl_data));
	bench_mix_new(b, 1, 2);
	n = msg_control(m, true, BENCH_VOLUME(0), SOF3_CTRL_CMD_VOLUME, 2, 99);
	out[1].channel = sofv_cpu_to_le32(8);
	assert_int_equal(bench_send(b, m, n), -EINVAL);
	BENCH_OK(bench_send(b, m, msg_control(m, false, BENCH_VOLUME(0),
					      SOF3_CTRL_CMD_VOLUME, 2, 0)));
	assert_int_equal(sofv_le32_to_cpu(v[0].value), 65536);

	assert_int_equal(bench_send(b, m, msg_control(m, true, BENCH_VOLUME(0),
						      SOF3_CTRL_CMD_ENUM, 2, 1)),
			 -EINVAL);
	assert_int_equal(bench_send(b, m, msg_control(m, true, BENCH_MIXER,
						      SOF3_CTRL_CMD_VOLUME, 2, 1)),
			 -EINVAL);
	assert_int_equal(bench_send(b, m, msg_control(m, true, 12345,
						      SOF3_CTRL_CMD_VOLUME, 2, 1)),
			 -ENODEV);
	/* Above the most that COMP_NEW named: limited. */
	BENCH_OK(bench_send(b, m, msg_control(m, true, BENCH_VOLUME(0),
					      SOF3_CTRL_CMD_VOLUME, 2, 0xffffffffu)));
	BENCH_OK(bench_send(b, m, msg_control(m, false, BENCH_VOLUME(0),
					      SOF3_CTRL_CMD_VOLUME, 2, 0)));
	assert_int_equal(sofv_le32_to_cpu(v[1].value), 1u << 20);
	bench_free(b);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_steady_gain),
		cmocka_unit_test(test_ramp),
		cmocka_unit_test(test_mute_keeps_the_volume),
		cmocka_unit_test(test_others_are_left_alone),
		cmocka_unit_test(test_refused_set_changes_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
