// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Rates and channel counts along a line: how many frames a tick has, channels to
 * slots and back, and that every sample arrives once, at any of them.
 */
#include <stdlib.h>

#include "dsp_line.h"
#include "dsp_priv.h"

static const u32 rates_hz[] = {
	8000, 16000, 24000, 32000, 44100, 48000, 88200, 96000, 176400, 192000,
};

#define N_RATES		(sizeof(rates_hz) / sizeof(rates_hz[0]))

static s32 *noise_new(u32 n_samples)
{
	s32 *samples = malloc(n_samples * sizeof(*samples));
	u32 seed = 77, i;

	for (i = 0; i < n_samples; i++)
		samples[i] = bench_noise(&seed);
	return samples;
}

static void line_volume(struct line *line, u32 direction, u32 channels, u32 slots,
			u32 rate_hz)
{
	bench_msg m;
	u32 n = msg_volume_new(m, LINE_COMP, LINE_PIPELINE, 0);

	line_new(line, m, n, direction, channels, slots, rate_hz, rate_hz);
}

/* Ten ticks are exactly a hundredth of a second, and none is off by a frame. */
static void test_tick_frames(void **state)
{
	struct bench *b = bench_new();
	u32 r, i, sum, n;

	(void)state;
	for (r = 0; r < N_RATES; r++) {
		for (i = sum = 0; i < 10; i++) {
			n = sofdsp_next_tick_frames(b->dsp, rates_hz[r]);
			bench_ticks(b, 1);
			assert_int_equal(n, sofdsp_tick_frames(b->dsp, rates_hz[r]));
			assert_in_range(n, rates_hz[r] / 1000, (rates_hz[r] + 999) / 1000);
			sum += n;
		}
		assert_int_equal(sum, rates_hz[r] / 100);
	}
	bench_free(b);
}

static void test_playback_at_every_rate(void **state)
{
	struct line line;
	u32 r, c, frames;
	s32 *in;

	(void)state;
	for (r = 0; r < N_RATES; r++) {
		for (c = 1; c <= SOFDSP_MAX_CHANNELS; c++) {
			frames = rates_hz[r] / 50;
			in = noise_new(frames * c);
			line_volume(&line, SOF3_DIR_PLAYBACK, c, c, rates_hz[r]);
			BENCH_OK(line_play(&line, in, frames));
			assert_int_equal(line.b->tx_frames, frames);
			assert_memory_equal(line.b->tx, in,
					    frames * c * sizeof(*in));
			line_free(&line);
			free(in);
		}
	}
}

static void test_capture_at_every_rate(void **state)
{
	struct line line;
	u32 r, c, frames;
	s32 *in, *out;

	(void)state;
	for (r = 0; r < N_RATES; r++) {
		for (c = 1; c <= SOFDSP_MAX_CHANNELS; c++) {
			frames = rates_hz[r] / 50;
			in = noise_new(frames * c);
			out = malloc(frames * c * sizeof(*out));
			line_volume(&line, SOF3_DIR_CAPTURE, c, c, rates_hz[r]);
			BENCH_OK(line_record(&line, in, frames * c, out, frames));
			assert_memory_equal(out, in, frames * c * sizeof(*in));
			line_free(&line);
			free(out);
			free(in);
		}
	}
}

/* Fewer channels than slots: the first ones, and silence in the others. */
static void test_channels_and_slots(void **state)
{
	enum { FRAMES = 480, SLOTS = 8 };
	s32 *in = noise_new(FRAMES * SLOTS), *out = malloc(FRAMES * SLOTS * 4);
	struct line line;
	u32 c, i, k;

	(void)state;
	for (c = 1; c <= SLOTS; c++) {
		line_volume(&line, SOF3_DIR_PLAYBACK, c, SLOTS, 48000);
		BENCH_OK(line_play(&line, in, FRAMES));
		assert_int_equal(line.b->tx_frames, FRAMES);
		for (i = 0; i < FRAMES; i++)
			for (k = 0; k < SLOTS; k++)
				assert_int_equal(line.b->tx[i * SLOTS + k],
						 k < c ? in[i * c + k] : 0);
		line_free(&line);

		line_volume(&line, SOF3_DIR_CAPTURE, c, SLOTS, 48000);
		BENCH_OK(line_record(&line, in, FRAMES * SLOTS, out, FRAMES));
		for (i = 0; i < FRAMES; i++)
			assert_memory_equal(out + i * c, in + i * SLOTS, c * 4);
		line_free(&line);
	}
	/* More channels than slots can't be. */
	line_volume(&line, SOF3_DIR_PLAYBACK, 3, 2, 48000);
	assert_int_equal(line_play(&line, in, FRAMES), -EINVAL);
	line_free(&line);
	line_volume(&line, SOF3_DIR_CAPTURE, 3, 2, 48000);
	assert_int_equal(line_record(&line, in, FRAMES, out, FRAMES), -EINVAL);
	line_free(&line);
	free(out);
	free(in);
}

/* Two rates on one line without a converter between them. */
static void test_rates_must_agree(void **state)
{
	s32 *in = noise_new(960);
	struct line line;
	bench_msg m;
	u32 n = msg_volume_new(m, LINE_COMP, LINE_PIPELINE, 0);

	(void)state;
	line_new(&line, m, n, SOF3_DIR_PLAYBACK, 2, 2, 44100, 48000);
	assert_int_equal(line_play(&line, in, 480), -EINVAL);
	assert_int_equal(line.b->tx_frames, 0);
	line_free(&line);
	n = msg_volume_new(m, LINE_COMP, LINE_PIPELINE, 0);
	line_new(&line, m, n, SOF3_DIR_CAPTURE, 2, 2, 44100, 48000);
	assert_int_equal(line_record(&line, in, 960, in, 480), -EINVAL);
	line_free(&line);
	free(in);
}

/* The ring goes away under a running stream: the host hears of it, once. */
static void test_xrun_is_told_once(void **state)
{
	struct sof3_stream_posn posn;
	struct bench *b = bench_new();
	struct bench_ring ring;

	(void)state;
	bench_mix_new(b, 1, 2);
	bench_ring_new(&ring, 4800 * 8);
	bench_params(b, 0, SOF3_FRAME_S32_LE, 2, &ring);
	BENCH_OK(bench_trigger(b, SOF3_STREAM_TRIG_START, 0));
	bench_ticks(b, 3);
	assert_int_equal(b->n_notified, 0);
	sofdsp_dma_free(b->dsp, 1, SOFDSP_DIR_PLAYBACK);
	bench_ticks(b, 3);
	assert_int_equal(b->n_notified, 1);
	memcpy(&posn, b->last_notified, sizeof(posn));
	assert_int_equal(sofv_le32_to_cpu(posn.rhdr.hdr.cmd), SOF3_GLB_STREAM |
			 SOF3_STREAM_TRIG_XRUN | BENCH_HOST(0));
	assert_int_equal(sofv_le32_to_cpu(posn.rhdr.hdr.size), sizeof(posn));
	assert_int_equal(sofv_le32_to_cpu(posn.xrun_comp_id), BENCH_HOST(0));
	assert_int_equal((s32)sofv_le32_to_cpu(posn.xrun_size), -48 * 8);
	assert_memory_equal(b->stream_window, &posn, sizeof(posn));

	/* By hand, too; and not for what is no stream. */
	BENCH_OK(sofdsp_inject_xrun(b->dsp, BENCH_HOST(0), 99));
	assert_int_equal(sofdsp_inject_xrun(b->dsp, BENCH_MIXER, 99), -ENODEV);
	assert_int_equal(sofdsp_inject_xrun(b->dsp, 4711, 99), -ENODEV);
	bench_ticks(b, 2);
	assert_int_equal(b->n_notified, 2);
	memcpy(&posn, b->last_notified, sizeof(posn));
	assert_int_equal(sofv_le32_to_cpu(posn.xrun_size), 99);
	bench_ring_free(&ring);
	bench_free(b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_tick_frames),
		cmocka_unit_test(test_playback_at_every_rate),
		cmocka_unit_test(test_capture_at_every_rate),
		cmocka_unit_test(test_channels_and_slots),
		cmocka_unit_test(test_rates_must_agree),
		cmocka_unit_test(test_xrun_is_told_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
