// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Streams, sample for sample: what the host wrote leaves the DAI exactly once,
 * in order; sums saturate; stops leave nothing behind; positions are right.
 */
#include <math.h>
#include <stdlib.h>

#include "dsp_bench.h"
#include "dsp_priv.h"

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

/*
 * Inputs of the mixer whose rings end at different places in the middle of a tick,
 * from one to more than it adds up at once.
 */
static void mix_across_ends(u32 n_inputs)
{
	enum { FRAMES = 480 };
	const s32 *all[16];
	struct bench *b = bench_new();
	struct bench_ring ring[16];
	struct sofdsp_buffer *buf;
	u32 seed = n_inputs, k, i;
	s32 *sent;

	bench_mix_new(b, n_inputs, 2);
	for (k = 0; k < n_inputs; k++) {
		sent = malloc(FRAMES * 8);
		for (i = 0; i < FRAMES * 2; i++)
			sent[i] = bench_noise(&seed) / (k % 3 ? 4 : 1);
		all[k] = sent;
		bench_ring_new(&ring[k], FRAMES * 8);
		bench_ring_write(&ring[k], sent, FRAMES * 8);
		bench_params(b, k, SOF3_FRAME_S32_LE, 2, &ring[k]);
		BENCH_OK(bench_trigger(b, SOF3_STREAM_TRIG_START, k));
	}
	for (i = 0; i < FRAMES / 48; i++) {
		for (k = 0; k < n_inputs; k++) {
			buf = sofdsp_find_buffer(b->dsp, BENCH_IN(k) + 4);
			assert_int_equal(buf->fill_frames, 0);
			buf->read_frame = buf->room_frames - (5 * i + 7 * k) % 60 - 1;
		}
		buf = sofdsp_find_buffer(b->dsp, 12);
		buf->read_frame = buf->room_frames - 11;
		bench_ticks(b, 1);
	}
	assert_int_equal(b->tx_frames, FRAMES);
	for (i = 0; i < FRAMES * 2; i++)
		assert_int_equal(b->tx[i], model_sum(all, n_inputs, i));
	for (k = 0; k < n_inputs; k++) {
		bench_ring_free(&ring[k]);
		free((void *)all[k]);
	}
	bench_free(b);
}

static void test_mixer_across_ends(void **state)
{
	u32 n;

	(void)state;
	for (n = 1; n <= 16; n++)
		mix_across_ends(n);
}

/* Against the double model, at the ends of the range and all over it. */
static void test_rounding(void **state)
{
	u32 seed = 4, i;
	double y;
	s32 x;

	(void)state;
	for (i = 0; i < 1000000; i++) {
		x = bench_noise(&seed);
		if (i < 400000)
			x = (s32)(0x7fffffffu - 200000u + i);
		y = floor(x / 65536.0 + 0.5);
		assert_int_equal(sofdsp_round_s16(x), y > 32767 ? 32767 : (s32)y);
		y = floor(x / 256.0 + 0.5);
		assert_int_equal(sofdsp_round_s24(x), y > 8388607 ? 8388607 : (s32)y);
	}
	assert_int_equal(sofdsp_sat_s32(0x7fffffffll), 0x7fffffff);
	assert_int_equal(sofdsp_sat_s32(0x80000000ll), 0x7fffffff);
	assert_int_equal(sofdsp_sat_s32(INT64_MAX), 0x7fffffff);
	assert_int_equal(sofdsp_sat_s32(-0x80000000ll), INT32_MIN);
	assert_int_equal(sofdsp_sat_s32(-0x80000001ll), INT32_MIN);
	assert_int_equal(sofdsp_sat_s32(INT64_MIN), INT32_MIN);
}

/*
 * Streams that are started, paused, released and stopped at random, against a
 * model of one line per rule: a running stream adds its next period, wherever in
 * its ring it is; the DAI runs while anybody does.
 */
#define RANDOM_STREAMS	5u
#define RANDOM_FRAMES	200u	/* of a ring; no multiple of a period */

struct model_stream {
	struct bench_ring ring;
	s32 sent[RANDOM_FRAMES * 2];
	enum { STOPPED, PLAYING, PAUSED } state;
	u32 frame;
};

static void random_trigger(struct bench *b, struct model_stream *s, u32 k, u32 dice)
{
	if (s->state == STOPPED) {
		BENCH_OK(bench_trigger(b, SOF3_STREAM_TRIG_START, k));
		s->state = PLAYING;
		s->frame = 0;
	} else if (dice & 1) {
		BENCH_OK(bench_trigger(b, SOF3_STREAM_TRIG_STOP, k));
		s->state = STOPPED;
	} else if (s->state == PLAYING) {
		BENCH_OK(bench_trigger(b, SOF3_STREAM_TRIG_PAUSE, k));
		s->state = PAUSED;
	} else {
		BENCH_OK(bench_trigger(b, SOF3_STREAM_TRIG_RELEASE, k));
		s->state = PLAYING;
	}
}

/* One tick, and what the model says about it. */
static void random_tick(struct bench *b, struct model_stream *s)
{
	u32 i, k, n_playing = 0;
	s64 sum;

	b->tx_frames = 0;
	bench_ticks(b, 1);
	for (k = 0; k < RANDOM_STREAMS; k++)
		n_playing += s[k].state == PLAYING;
	assert_int_equal(b->tx_frames, n_playing ? SOFDSP_PERIOD_FRAMES : 0);
	for (i = 0; i < b->tx_frames * 2; i++) {
		sum = 0;
		for (k = 0; k < RANDOM_STREAMS; k++)
			if (s[k].state == PLAYING)
				sum += s[k].sent[(s[k].frame * 2 + i) %
						 (RANDOM_FRAMES * 2)];
		sum = sum > INT32_MAX ? INT32_MAX : sum;
		sum = sum < INT32_MIN ? INT32_MIN : sum;
		assert_int_equal(b->tx[i], (s32)sum);
	}
	for (k = 0; k < RANDOM_STREAMS; k++) {
		if (s[k].state == PLAYING)
			s[k].frame = (s[k].frame + SOFDSP_PERIOD_FRAMES) %
				     RANDOM_FRAMES;
		if (s[k].state != STOPPED)
			assert_int_equal(sofdsp_dma_position(b->dsp, k + 1, 0),
					 s[k].frame * 8);
	}
}

static void test_random_streams(void **state)
{
	struct model_stream *s = calloc(RANDOM_STREAMS, sizeof(*s));
	struct bench *b = bench_new();
	u32 seed = 8, dice, k, i;

	(void)state;
	bench_mix_new(b, RANDOM_STREAMS, 2);
	for (k = 0; k < RANDOM_STREAMS; k++) {
		for (i = 0; i < RANDOM_FRAMES * 2; i++)
			s[k].sent[i] = bench_noise(&seed) / 3;
		bench_ring_new(&s[k].ring, RANDOM_FRAMES * 8);
		bench_ring_write(&s[k].ring, s[k].sent, RANDOM_FRAMES * 8);
		bench_params(b, k, SOF3_FRAME_S32_LE, 2, &s[k].ring);
	}
	for (i = 0; i < 4000; i++) {
		dice = (u32)bench_noise(&seed) >> 8;
		if (dice % 3 == 0) {
			k = dice / 3 % RANDOM_STREAMS;
			random_trigger(b, &s[k], k, dice >> 12);
		}
		random_tick(b, s);
	}
	for (k = 0; k < RANDOM_STREAMS; k++)
		bench_ring_free(&s[k].ring);
	free(s);
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
	bench_msg m;

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
	/* Refused, and no jump back to the begin of the ring. */
	assert_int_equal(bench_trigger(b, SOF3_STREAM_TRIG_START, 0), -EINVAL);
	assert_int_equal(bench_trigger(b, SOF3_STREAM_TRIG_RELEASE, 0), -EINVAL);
	bench_ticks(b, 1);
	assert_int_equal(sofdsp_dma_position(b->dsp, 1, 0), 2 * 48 * 8);
	assert_int_equal(bench_trigger(b, SOF3_STREAM_TRIG_DRAIN, 0), -ENODEV);
	BENCH_OK(bench_trigger(b, SOF3_STREAM_TRIG_XRUN, 0));
	assert_int_equal(sofdsp_dma_position(b->dsp, 1, 0), 2 * 48 * 8);
	/* Parameters set the position back, so that ALSA reads 0 once prepared. */
	BENCH_OK(bench_trigger(b, SOF3_STREAM_TRIG_STOP, 0));
	assert_int_equal(sofdsp_dma_position(b->dsp, 1, 0), 2 * 48 * 8);
	BENCH_OK(bench_send(b, m, msg_pcm_params(m, BENCH_HOST(0), 1, 0,
						 SOF3_FRAME_S32_LE, 2, ring.bytes, 0)));
	assert_int_equal(sofdsp_dma_position(b->dsp, 1, 0), 0);
	BENCH_OK(bench_trigger(b, SOF3_STREAM_TRIG_START, 0));
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

/* Periods that are no multiple of a tick: none is lost, none told twice. */
static void test_positions_of_odd_periods(void **state)
{
	static const u32 frames[] = { 1, 47, 49, 100, 479 };
	struct bench_ring ring;
	struct bench *b;
	u32 i, t, want;
	bench_msg m;

	(void)state;
	for (i = 0; i < sizeof(frames) / sizeof(frames[0]); i++) {
		b = bench_new();
		bench_mix_new(b, 1, 2);
		bench_ring_new(&ring, 960 * 8);
		BENCH_OK(sofdsp_dma_setup(b->dsp, 1, 0, ring.sg, ring.n_sg,
					  ring.bytes));
		BENCH_OK(bench_send(b, m, msg_pcm_params(m, BENCH_HOST(0), 1, 0,
							 SOF3_FRAME_S32_LE, 2,
							 ring.bytes, frames[i] * 8)));
		/* What was left over from before a stop does not count. */
		BENCH_OK(bench_trigger(b, SOF3_STREAM_TRIG_START, 0));
		bench_ticks(b, 1);
		BENCH_OK(bench_trigger(b, SOF3_STREAM_TRIG_STOP, 0));
		BENCH_OK(bench_trigger(b, SOF3_STREAM_TRIG_START, 0));
		b->n_notified = 0;
		for (t = 1; t <= 200; t++) {
			bench_ticks(b, 1);
			want = frames[i] < 48 ? t : t * 48 / frames[i];
			assert_int_equal(b->n_notified, want);
		}
		bench_ring_free(&ring);
		bench_free(b);
	}
}

/* The ring is shorter than the memory behind it. */
static void test_ring_ends_inside_a_piece(void **state)
{
	s32 samples[400], want;
	struct sofdsp_sg sg = { samples, sizeof(samples) };
	struct bench *b = bench_new();
	bench_msg m;
	u32 i;

	(void)state;
	for (i = 0; i < 400; i++)
		samples[i] = (s32)i;
	bench_mix_new(b, 1, 2);
	BENCH_OK(sofdsp_dma_setup(b->dsp, 1, 0, &sg, 1, 100 * 8));
	BENCH_OK(bench_send(b, m, msg_pcm_params(m, BENCH_HOST(0), 1, 0,
						 SOF3_FRAME_S32_LE, 2, 100 * 8, 0)));
	BENCH_OK(bench_trigger(b, SOF3_STREAM_TRIG_START, 0));
	bench_ticks(b, 20);
	for (i = 0; i < b->tx_frames * 2; i++) {
		want = (s32)(i % 200);
		assert_int_equal(b->tx[i], want);
	}
	bench_free(b);
}

/* Host -> DAI, nothing between: id 31 -> 32 -> 33. */
static void direct_new(struct bench *b, u32 dai_fmt)
{
	bench_msg m;

	BENCH_OK(bench_send(b, m, msg_host_new(m, 31, 30, SOF3_DIR_PLAYBACK)));
	BENCH_OK(bench_send(b, m, msg_buffer_new(m, 32, 30, 384)));
	BENCH_OK(bench_send(b, m, msg_dai_new(m, 33, 30, SOF3_DIR_PLAYBACK, 0,
					      dai_fmt)));
	BENCH_OK(bench_send(b, m, msg_dai_config(m, 0, 2, 0)));
	BENCH_OK(bench_send(b, m, msg_pipe_new(m, 30, 30)));
	BENCH_OK(bench_send(b, m, msg_connect(m, 31, 32)));
	BENCH_OK(bench_send(b, m, msg_connect(m, 32, 33)));
	BENCH_OK(bench_send(b, m, msg_tplg_id(m, SOF3_TPLG_PIPE_COMPLETE, 30)));
}

static void direct_start(struct bench *b, const struct bench_ring *ring)
{
	bench_msg m;

	BENCH_OK(sofdsp_dma_setup(b->dsp, 1, 0, ring->sg, ring->n_sg, ring->bytes));
	BENCH_OK(bench_send(b, m, msg_pcm_params(m, 31, 1, 0, SOF3_FRAME_S32_LE, 2,
						 ring->bytes, 0)));
	BENCH_OK(bench_send(b, m, msg_stream(m, SOF3_STREAM_TRIG_START, 31)));
}

static void test_16_bit_dai(void **state)
{
	struct bench *b = bench_new();
	struct bench_ring ring;
	s32 sent[960];
	u32 seed = 9, i;
	s64 want;

	(void)state;
	for (i = 0; i < 960; i++)
		sent[i] = bench_noise(&seed);
	sent[5] = INT32_MAX;
	sent[6] = INT32_MIN;
	direct_new(b, SOF3_FRAME_S16_LE);
	bench_ring_new(&ring, sizeof(sent));
	bench_ring_write(&ring, sent, sizeof(sent));
	direct_start(b, &ring);
	bench_ticks(b, 10);
	for (i = 0; i < 960; i++) {
		want = ((s64)sent[i] + 32768) >> 16;
		want = want > 32767 ? 32767 : want;
		assert_int_equal(b->tx[i], want * 65536);
	}
	bench_ring_free(&ring);
	bench_free(b);
}

/* An underrun at the DAI itself is silence, and counted. */
static void test_underrun_is_silence(void **state)
{
	struct bench *b = bench_new();
	struct sofdsp_stats stats;
	struct bench_ring ring;
	u32 i;

	(void)state;
	direct_new(b, SOF3_FRAME_S32_LE);
	bench_ring_new(&ring, 480 * 8);
	for (i = 0; i < ring.n_sg; i++)
		memset(ring.sg[i].addr, 1, ring.sg[i].bytes);
	direct_start(b, &ring);
	bench_ticks(b, 2);
	sofdsp_dma_free(b->dsp, 1, 0);
	bench_ticks(b, 3);
	assert_int_equal(b->tx_frames, 5 * 48);
	assert_int_equal(b->tx[2 * 96 - 1], 0x01010101);
	for (i = 2 * 96; i < 5 * 96; i++)
		assert_int_equal(b->tx[i], 0);
	bench_stats(b, &stats);
	assert_int_equal(stats.n_xruns, 3);
	bench_ring_free(&ring);
	bench_free(b);
}

/*
 * What a component with latency leaves in a buffer is silent while its source is
 * paused, plays on after release, and is gone after a stop.
 */
static void test_left_over_frames(void **state)
{
	struct bench *b = bench_new();
	struct sofdsp_buffer *buf;
	struct bench_ring ring;
	u32 i, n = 48;
	s32 *to;

	(void)state;
	bench_mix_new(b, 2, 2);
	bench_ring_new(&ring, 960 * 8);		/* silence */
	bench_params(b, 0, SOF3_FRAME_S32_LE, 2, &ring);
	bench_params(b, 1, SOF3_FRAME_S32_LE, 2, &ring);
	BENCH_OK(bench_trigger(b, SOF3_STREAM_TRIG_START, 0));
	BENCH_OK(bench_trigger(b, SOF3_STREAM_TRIG_START, 1));
	bench_ticks(b, 3);
	buf = sofdsp_find_buffer(b->dsp, BENCH_IN(0) + 4);
	to = sofdsp_buffer_write(buf, &n);
	assert_int_equal(n, 48);
	memset(to, 1, n * 8);
	sofdsp_buffer_produce(buf, n);

	BENCH_OK(bench_trigger(b, SOF3_STREAM_TRIG_PAUSE, 0));
	b->tx_frames = 0;
	bench_ticks(b, 3);
	for (i = 0; i < 3 * 96; i++)
		assert_int_equal(b->tx[i], 0);
	BENCH_OK(bench_trigger(b, SOF3_STREAM_TRIG_RELEASE, 0));
	b->tx_frames = 0;
	bench_ticks(b, 1);
	for (i = 0; i < 96; i++)
		assert_int_equal(b->tx[i], 0x01010101);

	/* It was as much as the tick wanted: nothing was made beside it. */
	assert_int_equal(sofdsp_buffer_fill(buf), 0);
	memset(sofdsp_buffer_write(buf, &n), 1, n * 8);
	sofdsp_buffer_produce(buf, n);
	BENCH_OK(bench_trigger(b, SOF3_STREAM_TRIG_STOP, 0));
	BENCH_OK(bench_trigger(b, SOF3_STREAM_TRIG_START, 0));
	b->tx_frames = 0;
	bench_ticks(b, 3);
	for (i = 0; i < 3 * 96; i++)
		assert_int_equal(b->tx[i], 0);
	bench_ring_free(&ring);
	bench_free(b);
}

/* From host to host: runs when both do, and each has its own state. */
static void test_host_to_host(void **state)
{
	struct bench *b = bench_new();
	struct bench_ring out, in;
	s32 sent[960], got[960];
	u32 seed = 6, i;
	bench_msg m;

	(void)state;
	for (i = 0; i < 960; i++)
		sent[i] = bench_noise(&seed);
	BENCH_OK(bench_send(b, m, msg_host_new(m, 51, 50, SOF3_DIR_PLAYBACK)));
	BENCH_OK(bench_send(b, m, msg_buffer_new(m, 52, 50, 384)));
	BENCH_OK(bench_send(b, m, msg_volume_new(m, 53, 50, 0)));
	BENCH_OK(bench_send(b, m, msg_buffer_new(m, 54, 50, 384)));
	BENCH_OK(bench_send(b, m, msg_host_new(m, 55, 50, SOF3_DIR_CAPTURE)));
	BENCH_OK(bench_send(b, m, msg_pipe_new(m, 50, 50)));
	for (i = 51; i < 55; i++)
		BENCH_OK(bench_send(b, m, msg_connect(m, i, i + 1)));
	BENCH_OK(bench_send(b, m, msg_tplg_id(m, SOF3_TPLG_PIPE_COMPLETE, 50)));
	bench_ring_new(&out, sizeof(sent));
	bench_ring_new(&in, sizeof(got));
	bench_ring_write(&out, sent, sizeof(sent));
	BENCH_OK(sofdsp_dma_setup(b->dsp, 1, 0, out.sg, out.n_sg, out.bytes));
	BENCH_OK(sofdsp_dma_setup(b->dsp, 1, 1, in.sg, in.n_sg, in.bytes));
	BENCH_OK(bench_send(b, m, msg_pcm_params(m, 51, 1, 0, SOF3_FRAME_S32_LE, 2,
						 out.bytes, 0)));
	BENCH_OK(bench_send(b, m, msg_stream(m, SOF3_STREAM_TRIG_START, 51)));
	bench_ticks(b, 4);
	assert_int_equal(sofdsp_dma_position(b->dsp, 1, 0), 0);
	assert_int_equal(bench_send(b, m, msg_stream(m, SOF3_STREAM_TRIG_START, 55)),
			 -EINVAL);
	BENCH_OK(bench_send(b, m, msg_pcm_params(m, 55, 1, 1, SOF3_FRAME_S32_LE, 2,
						 in.bytes, 0)));
	BENCH_OK(bench_send(b, m, msg_stream(m, SOF3_STREAM_TRIG_START, 55)));
	bench_ticks(b, 9);
	assert_int_equal(sofdsp_dma_position(b->dsp, 1, 1), 9 * 48 * 8);
	BENCH_OK(bench_send(b, m, msg_stream(m, SOF3_STREAM_TRIG_PAUSE, 55)));
	bench_ticks(b, 5);
	assert_int_equal(sofdsp_dma_position(b->dsp, 1, 0), 9 * 48 * 8);
	BENCH_OK(bench_send(b, m, msg_stream(m, SOF3_STREAM_TRIG_RELEASE, 55)));
	bench_ticks(b, 1);
	bench_ring_read(&in, got, sizeof(got));
	assert_memory_equal(got, sent, sizeof(sent));
	bench_ring_free(&in);
	bench_ring_free(&out);
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
	bench_msg m;
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

	bench_ring_free(&ring);
	bench_free(b);
}

/* Narrower formats: rounded to nearest, saturated. */
static void capture_rounded(u32 fmt, u32 shift)
{
	enum { FRAMES = 480 };
	u32 bytes = FRAMES * 2 * (fmt == SOF3_FRAME_S16_LE ? 2 : 4), i;
	s64 want, most = (1ll << (31 - shift)) - 1;
	struct bench *b = bench_new();
	struct bench_ring ring;
	s32 got[FRAMES * 2];
	bench_msg m;

	capture_new(b, 2);
	bench_ring_new(&ring, bytes);
	BENCH_OK(sofdsp_dma_setup(b->dsp, 3, SOFDSP_DIR_CAPTURE, ring.sg, ring.n_sg,
				  bytes));
	BENCH_OK(bench_send(b, m, msg_pcm_params(m, 25, 3, SOF3_DIR_CAPTURE, fmt, 2,
						 bytes, 0)));
	BENCH_OK(bench_send(b, m, msg_stream(m, SOF3_STREAM_TRIG_START, 25)));
	bench_ticks(b, FRAMES / SOFDSP_PERIOD_FRAMES);
	bench_ring_read(&ring, got, bytes);
	for (i = 0; i < FRAMES * 2; i++) {
		want = ((s64)bench_rx_sample(i) + (1ll << (shift - 1))) >> shift;
		want = want > most ? most : want;
		assert_int_equal(fmt == SOF3_FRAME_S16_LE ? ((s16 *)got)[i] : got[i],
				 want);
	}
	bench_ring_free(&ring);
	bench_free(b);
}

static void test_capture_is_rounded(void **state)
{
	(void)state;
	capture_rounded(SOF3_FRAME_S16_LE, 16);
	capture_rounded(SOF3_FRAME_S24_4LE, 8);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_playback_is_bit_exact),
		cmocka_unit_test(test_ring_wraps),
		cmocka_unit_test(test_three_streams_sum),
		cmocka_unit_test(test_mixer_across_ends),
		cmocka_unit_test(test_rounding),
		cmocka_unit_test(test_random_streams),
		cmocka_unit_test(test_no_stale_data),
		cmocka_unit_test(test_pause_loses_nothing),
		cmocka_unit_test(test_triggers_out_of_turn),
		cmocka_unit_test(test_positions),
		cmocka_unit_test(test_positions_of_odd_periods),
		cmocka_unit_test(test_no_stream_position),
		cmocka_unit_test(test_ring_ends_inside_a_piece),
		cmocka_unit_test(test_16_bit_dai),
		cmocka_unit_test(test_underrun_is_silence),
		cmocka_unit_test(test_left_over_frames),
		cmocka_unit_test(test_host_to_host),
		cmocka_unit_test(test_ring_taken_away),
		cmocka_unit_test(test_capture_is_bit_exact),
		cmocka_unit_test(test_capture_is_rounded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
