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

#define LINE_FRAMES	1920
#define LINE_BEFORE	96	/* frames before the change */

static struct bench *line_bench(struct bench_ring *ring, s32 *sent, u32 volume_q16,
				bool on)
{
	struct bench *b = volume_bench(ring, sent, LINE_FRAMES);

	volume_set(b, SOF3_CTRL_CMD_VOLUME, volume_q16);
	volume_set(b, SOF3_CTRL_CMD_SWITCH, on);
	BENCH_OK(bench_trigger(b, SOF3_STREAM_TRIG_START, 0));
	bench_ticks(b, LINE_BEFORE / SOFDSP_PERIOD_FRAMES);
	return b;
}

/* From here the gain goes to @to in RAMP_FRAMES on a straight line. */
static void expect_line(struct bench *b, const s32 *sent, u32 from_q16, u32 to_q16)
{
	double gain, error, bound, worst = 0, span;
	u32 i, t;

	bench_ticks(b, (LINE_FRAMES - LINE_BEFORE) / SOFDSP_PERIOD_FRAMES);
	span = ((double)to_q16 - from_q16) / 65536.0;
	for (i = 0; i < LINE_FRAMES * 2; i++) {
		t = i / 2 < LINE_BEFORE ? 0 : i / 2 - LINE_BEFORE;
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
}

static void expect_ramp(u32 from_q16, u32 to_q16)
{
	s32 *sent = malloc(LINE_FRAMES * 8);
	struct bench_ring ring;
	struct bench *b = line_bench(&ring, sent, from_q16, true);

	volume_set(b, SOF3_CTRL_CMD_VOLUME, to_q16);
	expect_line(b, sent, from_q16, to_q16);
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

/* Mute, and its end, are the ramp between silence and the volume. */
static void expect_mute_ramp(u32 volume_q16, bool on)
{
	s32 *sent = malloc(LINE_FRAMES * 8);
	struct bench_ring ring;
	struct bench *b = line_bench(&ring, sent, volume_q16, !on);

	volume_set(b, SOF3_CTRL_CMD_SWITCH, on);
	expect_line(b, sent, on ? 0 : volume_q16, on ? volume_q16 : 0);
	bench_ring_free(&ring);
	free(sent);
	bench_free(b);
}

static void test_mute_ramp(void **state)
{
	static const u32 volumes[] = { 0, 1, 6554, 65536, 1u << 20 };
	u32 i;

	(void)state;
	for (i = 0; i < sizeof(volumes) / sizeof(volumes[0]); i++) {
		expect_mute_ramp(volumes[i], false);
		expect_mute_ramp(volumes[i], true);
	}
}

/* What channel 0 and 1 say to GET_VALUE. */
static void expect_values(struct bench *b, u32 cmd, u32 left, u32 right)
{
	const struct sof3_ctrl_value_chan *v =
		(const void *)(b->reply + sizeof(struct sof3_ctrl_data));
	bench_msg m;

	BENCH_OK(bench_send(b, m, msg_control(m, false, BENCH_VOLUME(0), cmd, 2, 0)));
	assert_int_equal(sofv_le32_to_cpu(v[0].channel), 0);
	assert_int_equal(sofv_le32_to_cpu(v[0].value), left);
	assert_int_equal(sofv_le32_to_cpu(v[1].channel), 1);
	assert_int_equal(sofv_le32_to_cpu(v[1].value), right);
}

/* A volume that is set in silence is heard when that ends, and not before. */
static void test_mute_keeps_the_volume(void **state)
{
	enum { FRAMES = 9600, MS = SOFDSP_PERIOD_FRAMES };
	s32 *sent = malloc(FRAMES * 8);
	struct bench_ring ring;
	struct bench *b;
	u32 i;

	(void)state;
	b = volume_bench(&ring, sent, FRAMES);
	expect_values(b, SOF3_CTRL_CMD_SWITCH, 1, 1);
	volume_set(b, SOF3_CTRL_CMD_VOLUME, 131072);
	BENCH_OK(bench_trigger(b, SOF3_STREAM_TRIG_START, 0));
	bench_ticks(b, 1);
	volume_set(b, SOF3_CTRL_CMD_SWITCH, 0);
	/* Once in its ramp, which goes on. */
	bench_ticks(b, 10);
	volume_set(b, SOF3_CTRL_CMD_VOLUME, 32768);
	bench_ticks(b, 50);
	volume_set(b, SOF3_CTRL_CMD_VOLUME, 65536);
	bench_ticks(b, 40);
	for (i = 21 * MS * 2; i < b->tx_frames * 2; i++)
		assert_int_equal(b->tx[i], 0);
	expect_values(b, SOF3_CTRL_CMD_VOLUME, 65536, 65536);
	expect_values(b, SOF3_CTRL_CMD_SWITCH, 0, 0);

	/* Anything but 0 is on. */
	volume_set(b, SOF3_CTRL_CMD_SWITCH, 7);
	expect_values(b, SOF3_CTRL_CMD_SWITCH, 1, 1);
	bench_ticks(b, 20);
	i = b->tx_frames;
	bench_ticks(b, 60);
	assert_memory_equal(b->tx + i * 2, sent + i * 2, 60 * MS * 8);
	bench_ring_free(&ring);
	free(sent);
	bench_free(b);
}

/* Also a fresh stream is silent, from its first frame; and so is the next one. */
static void test_mute_before_the_start(void **state)
{
	enum { FRAMES = 4800 };
	s32 *sent = malloc(FRAMES * 8);
	struct bench_ring ring;
	struct bench *b;
	u32 i;

	(void)state;
	b = volume_bench(&ring, sent, FRAMES);
	volume_set(b, SOF3_CTRL_CMD_SWITCH, 0);
	BENCH_OK(bench_trigger(b, SOF3_STREAM_TRIG_START, 0));
	bench_ticks(b, 10);
	BENCH_OK(bench_trigger(b, SOF3_STREAM_TRIG_STOP, 0));
	BENCH_OK(bench_trigger(b, SOF3_STREAM_TRIG_START, 0));
	bench_ticks(b, 10);
	for (i = 0; i < b->tx_frames * 2; i++)
		assert_int_equal(b->tx[i], 0);
	bench_ring_free(&ring);
	free(sent);
	bench_free(b);
}

static void test_mute_of_one_channel(void **state)
{
	enum { FRAMES = 9600, MS = SOFDSP_PERIOD_FRAMES };
	struct sof3_ctrl_value_chan *v;
	s32 *sent = malloc(FRAMES * 8);
	struct bench_ring ring;
	struct bench *b;
	bench_msg m;
	u32 i, n;

	(void)state;
	b = volume_bench(&ring, sent, FRAMES);
	BENCH_OK(bench_trigger(b, SOF3_STREAM_TRIG_START, 0));
	bench_ticks(b, 1);
	n = msg_control(m, true, BENCH_VOLUME(0), SOF3_CTRL_CMD_SWITCH, 2, 0);
	v = (void *)((u8 *)m + sizeof(struct sof3_ctrl_data));
	v[0].value = sofv_cpu_to_le32(1);
	BENCH_OK(bench_send(b, m, n));
	expect_values(b, SOF3_CTRL_CMD_SWITCH, 1, 0);
	bench_ticks(b, 99);
	for (i = 0; i < b->tx_frames; i++)
		assert_int_equal(b->tx[i * 2], sent[i * 2]);
	for (i = 21 * MS; i < b->tx_frames; i++)
		assert_int_equal(b->tx[i * 2 + 1], 0);
	/* The one that was muted stays so when the other follows. */
	n = msg_control(m, true, BENCH_VOLUME(0), SOF3_CTRL_CMD_SWITCH, 1, 0);
	BENCH_OK(bench_send(b, m, n));
	expect_values(b, SOF3_CTRL_CMD_SWITCH, 0, 0);
	bench_ticks(b, 99);
	for (i = 120 * MS * 2; i < b->tx_frames * 2; i++)
		assert_int_equal(b->tx[i], 0);
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

/* A channel that is told again where it is going gets there no later. */
static void test_ramp_to_the_same_goal_goes_on(void **state)
{
	s32 *sent = malloc(LINE_FRAMES * 8);
	struct bench_ring ring;
	struct bench *b = line_bench(&ring, sent, 65536, true);
	u32 i;

	(void)state;
	for (i = 0; i < 30; i++) {
		volume_set(b, SOF3_CTRL_CMD_VOLUME, 0);
		bench_ticks(b, 1);
	}
	for (i = LINE_BEFORE + RAMP_FRAMES; i < b->tx_frames; i++)
		assert_int_equal(b->tx[i * 2] | b->tx[i * 2 + 1], 0);
	bench_ring_free(&ring);
	free(sent);
	bench_free(b);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_steady_gain),
		cmocka_unit_test(test_ramp),
		cmocka_unit_test(test_ramp_to_the_same_goal_goes_on),
		cmocka_unit_test(test_mute_ramp),
		cmocka_unit_test(test_mute_keeps_the_volume),
		cmocka_unit_test(test_mute_before_the_start),
		cmocka_unit_test(test_mute_of_one_channel),
		cmocka_unit_test(test_others_are_left_alone),
		cmocka_unit_test(test_refused_set_changes_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
