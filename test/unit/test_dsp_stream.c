// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Streams, sample for sample: what the host wrote leaves the DAI exactly once,
 * in order; sums saturate; stops leave nothing behind; positions are right.
 */
#include <stdlib.h>

#include "dsp_bench.h"

/* Plays @frames of noise in @frame_fmt through n_channels; expects it back. */
static void play_bit_exact(u32 frame_fmt, u32 channels, u32 frames)
{
	u32 bytes = frames * channels * (frame_fmt == SOF3_FRAME_S16_LE ? 2 : 4);
	struct bench *b = bench_new();
	struct bench_ring ring;
	u8 *raw = malloc(bytes);
	u32 seed = 1, i;
	s32 want;

	for (i = 0; i < bytes; i++)
		raw[i] = (u8)(bench_noise(&seed) >> 24);
	bench_mix_new(b, 1, channels);
	bench_ring_new(&ring, bytes);
	bench_ring_write(&ring, raw, bytes);
	bench_params(b, 0, frame_fmt, channels, &ring);
	bench_ticks(b, 3);
	assert_int_equal(b->tx_frames, 0);
	BENCH_OK(bench_trigger(b, SOF3_STREAM_TRIG_START, 0));
	bench_ticks(b, frames / SOFDSP_PERIOD_FRAMES);
	BENCH_OK(bench_trigger(b, SOF3_STREAM_TRIG_STOP, 0));
	bench_ticks(b, 3);

	assert_int_equal(b->tx_frames, frames);
	for (i = 0; i < frames * channels; i++) {
		if (frame_fmt == SOF3_FRAME_S16_LE)
			want = (s32)((u32)((u16 *)raw)[i] << 16);
		else if (frame_fmt == SOF3_FRAME_S24_4LE)
			want = (s32)(((u32 *)raw)[i] << 8);
		else
			want = ((s32 *)raw)[i];
		assert_int_equal(b->tx[i], want);
	}
	bench_ring_free(&ring);
	free(raw);
	bench_free(b);
}

static void test_playback_is_bit_exact(void **state)
{
	u32 fmt, channels;

	(void)state;
	for (fmt = SOF3_FRAME_S16_LE; fmt <= SOF3_FRAME_S32_LE; fmt++)
		for (channels = 1; channels <= SOFDSP_MAX_CHANNELS; channels++)
			play_bit_exact(fmt, channels, 4800);
}

/* The ring goes round while the host refills it a period behind the DSP. */
static void test_ring_wraps(void **state)
{
	enum { RING = 100, ROUNDS = 120 };	/* frames: no multiple of 48 */
	struct bench *b = bench_new();
	struct bench_ring ring;
	u32 frame, n, pos, last = 0, written = RING;
	s32 all[RING * 2];
	u32 i;

	(void)state;
	bench_mix_new(b, 1, 2);
	bench_ring_new(&ring, sizeof(all));
	for (i = 0; i < RING * 2; i++)
		all[i] = (s32)i;
	bench_ring_write(&ring, all, sizeof(all));
	bench_params(b, 0, SOF3_FRAME_S32_LE, 2, &ring);
	BENCH_OK(bench_trigger(b, SOF3_STREAM_TRIG_START, 0));
	for (n = 0; n < ROUNDS; n++) {
		bench_ticks(b, 1);
		pos = sofdsp_dma_position(b->dsp, 1, 0) / 8;
		assert_int_equal(pos, (n + 1) * SOFDSP_PERIOD_FRAMES % RING);
		for (; last != pos; last = (last + 1) % RING, written++) {
			all[last * 2] = (s32)(written * 2);
			all[last * 2 + 1] = (s32)(written * 2 + 1);
		}
		bench_ring_write(&ring, all, sizeof(all));
	}
	for (frame = 0; frame < b->tx_frames * 2; frame++)
		assert_int_equal(b->tx[frame], frame);
	bench_ring_free(&ring);
	bench_free(b);
}

static s32 model_sum(const s32 *const in[], u32 n, u32 i)
{
	double sum = 0;
	u32 k;

	for (k = 0; k < n; k++)
		sum += in[k][i];
	if (sum > 2147483647.0)
		return INT32_MAX;
	if (sum < -2147483648.0)
		return INT32_MIN;
	return (s32)sum;
}

static void test_three_streams_sum(void **state)
{
	enum { FRAMES = 4800, N = 3 };
	struct bench *b = bench_new();
	struct bench_ring ring[N];
	u32 seed = 5, k, i, saturated = 0;
	s32 *sent[N];

	(void)state;
	bench_mix_new(b, N, 2);
	for (k = 0; k < N; k++) {
		sent[k] = malloc(FRAMES * 8);
		for (i = 0; i < FRAMES * 2; i++)
			sent[k][i] = bench_noise(&seed);
		bench_ring_new(&ring[k], FRAMES * 8);
		bench_ring_write(&ring[k], sent[k], FRAMES * 8);
		bench_params(b, k, SOF3_FRAME_S32_LE, 2, &ring[k]);
	}
	for (k = 0; k < N; k++)
		BENCH_OK(bench_trigger(b, SOF3_STREAM_TRIG_START, k));
	bench_ticks(b, FRAMES / SOFDSP_PERIOD_FRAMES);
	assert_int_equal(b->tx_frames, FRAMES);
	for (i = 0; i < FRAMES * 2; i++) {
		s32 want = model_sum((const s32 *const *)sent, N, i);

		saturated += want == INT32_MAX || want == INT32_MIN;
		assert_int_equal(b->tx[i], want);
	}
	assert_true(saturated > 100);
	for (k = 0; k < N; k++) {
		bench_ring_free(&ring[k]);
		free(sent[k]);
	}
	bench_free(b);
}

/* Streams that come and go at different times add exactly their own samples. */
static void test_staggered_streams(void **state)
{
	enum { TICKS = 60, FRAMES = TICKS * 48, N = 3 };
	static const u32 on[N] = { 0, 10, 25 }, off[N] = { 40, 30, 60 };
	struct bench *b = bench_new();
	struct bench_ring ring[N];
	u32 seed = 8, k, i, t;
	s32 *sent[N];

	(void)state;
	bench_mix_new(b, N, 2);
	for (k = 0; k < N; k++) {
		sent[k] = malloc(FRAMES * 8);
		for (i = 0; i < FRAMES * 2; i++)
			sent[k][i] = bench_noise(&seed) / 4;
		bench_ring_new(&ring[k], FRAMES * 8);
		bench_ring_write(&ring[k], sent[k], FRAMES * 8);
		bench_params(b, k, SOF3_FRAME_S32_LE, 2, &ring[k]);
	}
	for (t = 0; t < TICKS; t++) {
		for (k = 0; k < N; k++) {
			if (on[k] == t)
				BENCH_OK(bench_trigger(b, SOF3_STREAM_TRIG_START, k));
			if (off[k] == t)
				BENCH_OK(bench_trigger(b, SOF3_STREAM_TRIG_STOP, k));
		}
		bench_ticks(b, 1);
	}
	assert_int_equal(b->tx_frames, FRAMES);
	for (i = 0; i < FRAMES * 2; i++) {
		s32 want = 0;

		t = i / 96;
		for (k = 0; k < N; k++)
			if (t >= on[k] && t < off[k])
				want += sent[k][i - on[k] * 96];
		assert_int_equal(b->tx[i], want);
	}
	for (k = 0; k < N; k++) {
		bench_ring_free(&ring[k]);
		free(sent[k]);
	}
	bench_free(b);
}

static void test_no_stale_data(void **state)
{
	enum { FRAMES = 480 };
	struct bench *b = bench_new();
	struct sofdsp_stats s, before;
	struct bench_ring ring;
	s32 sent[FRAMES * 2];
	u32 round, i;
	bench_msg m;

	(void)state;
	bench_mix_new(b, 1, 2);
	bench_ring_new(&ring, sizeof(sent));
	bench_stats(b, &before);
	for (round = 1; round <= 50; round++) {
		for (i = 0; i < FRAMES * 2; i++)
			sent[i] = (s32)(round << 20 | i);
		bench_ring_write(&ring, sent, sizeof(sent));
		/* Half of the rounds without new PCM_PARAMS. */
		if (round % 2)
			bench_params(b, 0, SOF3_FRAME_S32_LE, 2, &ring);
		BENCH_OK(bench_trigger(b, SOF3_STREAM_TRIG_START, 0));
		assert_int_equal(sofdsp_dma_position(b->dsp, 1, 0), 0);
		b->tx_frames = 0;
		bench_ticks(b, 4);
		BENCH_OK(bench_trigger(b, SOF3_STREAM_TRIG_STOP, 0));
		bench_ticks(b, 4);
		/* The DAI stopped at once, with what had been sent and no more. */
		assert_int_equal(b->tx_frames, 4 * SOFDSP_PERIOD_FRAMES);
		assert_memory_equal(b->tx, sent, 4 * SOFDSP_PERIOD_FRAMES * 8);
		if (round % 2)
			continue;
		BENCH_OK(bench_send(b, m, msg_stream(m, SOF3_STREAM_PCM_FREE,
						     BENCH_HOST(0))));
		sofdsp_dma_free(b->dsp, 1, 0);
		bench_stats(b, &s);
		assert_int_equal(s.arena_used_bytes, before.arena_used_bytes);
		assert_int_equal(s.n_streams, 0);
		assert_int_equal(s.n_dmas, 0);
	}
	bench_stats(b, &s);
	assert_int_equal(s.n_xruns, 0);
	bench_ring_free(&ring);
	bench_free(b);
}

static void test_pause_loses_nothing(void **state)
{
	enum { FRAMES = 960 };
	struct bench *b = bench_new();
	struct bench_ring ring;
	s32 sent[FRAMES * 2];
	u32 i;

	(void)state;
	bench_mix_new(b, 1, 2);
	bench_ring_new(&ring, sizeof(sent));
	for (i = 0; i < FRAMES * 2; i++)
		sent[i] = (s32)i + 1;
	bench_ring_write(&ring, sent, sizeof(sent));
	bench_params(b, 0, SOF3_FRAME_S32_LE, 2, &ring);
	assert_int_equal(bench_trigger(b, SOF3_STREAM_TRIG_PAUSE, 0), -EINVAL);
	assert_int_equal(bench_trigger(b, SOF3_STREAM_TRIG_RELEASE, 0), -EINVAL);
	BENCH_OK(bench_trigger(b, SOF3_STREAM_TRIG_START, 0));
	for (i = 0; i < FRAMES / SOFDSP_PERIOD_FRAMES; i++) {
		bench_ticks(b, 1);
		BENCH_OK(bench_trigger(b, SOF3_STREAM_TRIG_PAUSE, 0));
		bench_ticks(b, 3);
		BENCH_OK(bench_trigger(b, SOF3_STREAM_TRIG_RELEASE, 0));
	}
	assert_int_equal(b->tx_frames, FRAMES);
	assert_memory_equal(b->tx, sent, sizeof(sent));
	bench_ring_free(&ring);
	bench_free(b);
}

static void test_triggers_out_of_turn(void **state)
{
	struct bench *b = bench_new();
	struct bench_ring ring;

	(void)state;
	bench_mix_new(b, 1, 2);
	bench_ring_new(&ring, 960 * 8);
	assert_int_equal(bench_trigger(b, SOF3_STREAM_TRIG_START, 0), -EINVAL);
	assert_int_equal(bench_trigger(b, SOF3_STREAM_TRIG_STOP, 0), -EINVAL);
	assert_int_equal(bench_trigger(b, SOF3_STREAM_POSITION, 0), -EINVAL);
	BENCH_OK(bench_trigger(b, SOF3_STREAM_PCM_FREE, 0));
	bench_params(b, 0, SOF3_FRAME_S32_LE, 2, &ring);
	BENCH_OK(bench_trigger(b, SOF3_STREAM_TRIG_STOP, 0));
	BENCH_OK(bench_trigger(b, SOF3_STREAM_TRIG_START, 0));
	bench_ticks(b, 1);
	/* Started twice is started: no jump back to the begin of the ring. */
	BENCH_OK(bench_trigger(b, SOF3_STREAM_TRIG_START, 0));
	bench_ticks(b, 1);
	assert_int_equal(sofdsp_dma_position(b->dsp, 1, 0), 2 * 48 * 8);
	assert_int_equal(bench_trigger(b, SOF3_STREAM_TRIG_DRAIN, 0), -EINVAL);
	/* The end without a stop stops it too. */
	BENCH_OK(bench_trigger(b, SOF3_STREAM_PCM_FREE, 0));
	bench_ticks(b, 2);
	assert_int_equal(b->tx_frames, 2 * 48);
	bench_ring_free(&ring);
	bench_free(b);
}

static void test_positions(void **state)
{
	struct bench *b = bench_new();
	struct sof3_stream_posn posn;
	struct bench_ring ring;
	bench_msg m;
	u32 i;

	(void)state;
	bench_mix_new(b, 2, 2);
	bench_ring_new(&ring, 960 * 8);
	bench_params(b, 0, SOF3_FRAME_S32_LE, 2, &ring);
	BENCH_OK(sofdsp_dma_setup(b->dsp, 2, 0, ring.sg, ring.n_sg, ring.bytes));
	BENCH_OK(bench_send(b, m, msg_pcm_params(m, BENCH_HOST(1), 2, 0,
						 SOF3_FRAME_S32_LE, 2, ring.bytes,
						 240 * 8)));
	BENCH_OK(bench_trigger(b, SOF3_STREAM_TRIG_START, 0));
	BENCH_OK(bench_trigger(b, SOF3_STREAM_TRIG_START, 1));
	for (i = 1; i <= 40; i++) {
		bench_ticks(b, 1);
		/* Stream 0 asked for no positions. */
		assert_int_equal(b->n_notified, i / 5);
		memcpy(&posn, b->last_notified, sizeof(posn));
		if (i % 5)
			continue;
		assert_int_equal(sofv_le32_to_cpu(posn.rhdr.hdr.cmd),
				 SOF3_GLB_STREAM | SOF3_STREAM_POSITION |
				 BENCH_HOST(1));
		assert_int_equal(sofv_le64_to_cpu(posn.host_posn), i * 384 % 7680);
		assert_memory_equal(b->stream_window + sizeof(posn), &posn,
				    sizeof(posn));
	}
	bench_ring_free(&ring);
	bench_free(b);
}

static void test_no_stream_position(void **state)
{
	struct bench *b = bench_new();
	struct sof3_pcm_params *p;
	struct bench_ring ring;
	bench_msg m;
	u32 n;

	(void)state;
	p = (void *)m;
	bench_mix_new(b, 1, 2);
	bench_ring_new(&ring, 960 * 8);
	BENCH_OK(sofdsp_dma_setup(b->dsp, 1, 0, ring.sg, ring.n_sg, ring.bytes));
	n = msg_pcm_params(m, BENCH_HOST(0), 1, 0, SOF3_FRAME_S32_LE, 2, ring.bytes,
			   48 * 8);
	p->params.no_stream_position = sofv_cpu_to_le16(1);
	BENCH_OK(bench_send(b, m, n));
	BENCH_OK(bench_trigger(b, SOF3_STREAM_TRIG_START, 0));
	bench_ticks(b, 40);
	assert_int_equal(b->n_notified, 0);
	bench_ring_free(&ring);
	bench_free(b);
}

/* The ring is taken away under a running stream: silence, no touch, no crash. */
static void test_ring_taken_away(void **state)
{
	struct bench *b = bench_new();
	struct bench_ring ring;
	u32 i;

	(void)state;
	bench_mix_new(b, 1, 2);
	bench_ring_new(&ring, 960 * 8);
	for (i = 0; i < ring.n_sg; i++)
		memset(ring.sg[i].addr, 1, ring.sg[i].bytes);
	bench_params(b, 0, SOF3_FRAME_S32_LE, 2, &ring);
	BENCH_OK(bench_trigger(b, SOF3_STREAM_TRIG_START, 0));
	bench_ticks(b, 1);
	sofdsp_dma_free(b->dsp, 1, 0);
	bench_ring_free(&ring);
	bench_ticks(b, 5);
	assert_int_equal(b->tx[95], 0x01010101);
	for (i = 96; i < b->tx_frames * 2; i++)
		assert_int_equal(b->tx[i], 0);
	BENCH_OK(bench_trigger(b, SOF3_STREAM_TRIG_STOP, 0));
	BENCH_OK(bench_trigger(b, SOF3_STREAM_TRIG_START, 0));
	bench_ticks(b, 5);
	BENCH_OK(bench_trigger(b, SOF3_STREAM_PCM_FREE, 0));
	bench_free(b);
}

static void capture_new(struct bench *b, u32 channels)
{
	bench_msg m;

	BENCH_OK(bench_send(b, m, msg_dai_new(m, 21, 20, SOF3_DIR_CAPTURE, 0,
					      SOF3_FRAME_S32_LE)));
	BENCH_OK(bench_send(b, m, msg_dai_config(m, 0, channels, 0)));
	BENCH_OK(bench_send(b, m, msg_buffer_new(m, 22, 20, 768)));
	BENCH_OK(bench_send(b, m, msg_volume_new(m, 23, 20, 0)));
	BENCH_OK(bench_send(b, m, msg_buffer_new(m, 24, 20, 768)));
	BENCH_OK(bench_send(b, m, msg_host_new(m, 25, 20, SOF3_DIR_CAPTURE)));
	BENCH_OK(bench_send(b, m, msg_pipe_new(m, 20, 20)));
	BENCH_OK(bench_send(b, m, msg_connect(m, 21, 22)));
	BENCH_OK(bench_send(b, m, msg_connect(m, 22, 23)));
	BENCH_OK(bench_send(b, m, msg_connect(m, 23, 24)));
	BENCH_OK(bench_send(b, m, msg_connect(m, 24, 25)));
	BENCH_OK(bench_send(b, m, msg_tplg_id(m, SOF3_TPLG_PIPE_COMPLETE, 20)));
}

static void test_capture_is_bit_exact(void **state)
{
	enum { FRAMES = 480 };
	struct bench *b = bench_new();
	struct bench_ring ring;
	s32 got[FRAMES * 2];
	s16 got16[FRAMES * 2];
	bench_msg m;
	s64 want;
	u32 i;

	(void)state;
	capture_new(b, 2);
	bench_ring_new(&ring, sizeof(got));
	BENCH_OK(sofdsp_dma_setup(b->dsp, 3, SOFDSP_DIR_CAPTURE, ring.sg, ring.n_sg,
				  ring.bytes));
	BENCH_OK(bench_send(b, m, msg_pcm_params(m, 25, 3, SOF3_DIR_CAPTURE,
						 SOF3_FRAME_S32_LE, 2, ring.bytes, 0)));
	BENCH_OK(bench_send(b, m, msg_stream(m, SOF3_STREAM_TRIG_START, 25)));
	bench_ticks(b, FRAMES / SOFDSP_PERIOD_FRAMES);
	BENCH_OK(bench_send(b, m, msg_stream(m, SOF3_STREAM_TRIG_STOP, 25)));
	bench_ring_read(&ring, got, sizeof(got));
	for (i = 0; i < FRAMES * 2; i++)
		assert_int_equal(got[i], bench_rx_sample(i));

	/* 16 bits: rounded, saturated. */
	BENCH_OK(bench_send(b, m, msg_stream(m, SOF3_STREAM_PCM_FREE, 25)));
	sofdsp_dma_free(b->dsp, 3, SOFDSP_DIR_CAPTURE);
	BENCH_OK(sofdsp_dma_setup(b->dsp, 3, SOFDSP_DIR_CAPTURE, ring.sg, ring.n_sg,
				  sizeof(got16)));
	BENCH_OK(bench_send(b, m, msg_pcm_params(m, 25, 3, SOF3_DIR_CAPTURE,
						 SOF3_FRAME_S16_LE, 2, sizeof(got16),
						 0)));
	BENCH_OK(bench_send(b, m, msg_stream(m, SOF3_STREAM_TRIG_START, 25)));
	b->rx_count = 0;
	bench_ticks(b, FRAMES / SOFDSP_PERIOD_FRAMES);
	bench_ring_read(&ring, got16, sizeof(got16));
	for (i = 0; i < FRAMES * 2; i++) {
		want = ((s64)bench_rx_sample(i) + 32768) >> 16;
		assert_int_equal(got16[i], want > 32767 ? 32767 : want);
	}
	bench_ring_free(&ring);
	bench_free(b);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_playback_is_bit_exact),
		cmocka_unit_test(test_ring_wraps),
		cmocka_unit_test(test_three_streams_sum),
		cmocka_unit_test(test_staggered_streams),
		cmocka_unit_test(test_no_stale_data),
		cmocka_unit_test(test_pause_loses_nothing),
		cmocka_unit_test(test_triggers_out_of_turn),
		cmocka_unit_test(test_positions),
		cmocka_unit_test(test_no_stream_position),
		cmocka_unit_test(test_ring_taken_away),
		cmocka_unit_test(test_capture_is_bit_exact),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
