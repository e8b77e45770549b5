// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * The sample rate converter as a component: messages, rates that it takes from
 * its neighbours, playback and capture by ticks, memory.
 */
#include <math.h>
#include <stdlib.h>

#include "dsp_line.h"
#include "src_bench.h"

#define DIR_PLAYBACK	SOF3_DIR_PLAYBACK
#define DIR_CAPTURE	SOF3_DIR_CAPTURE

static s32 *noise_new(u32 n_samples)
{
	s32 *samples = malloc(n_samples * sizeof(*samples));
	u32 seed = 99, i;

	for (i = 0; i < n_samples; i++)
		samples[i] = bench_noise(&seed);
	return samples;
}

/* As SOF core sends it: the stream's side is 0 in the topology. */
static void src_line(struct line *line, u32 direction, u32 channels,
		     u32 host_hz, u32 dai_hz)
{
	bench_msg m;
	u32 n;

	if (direction == DIR_PLAYBACK)
		n = msg_src_new(m, LINE_COMP, LINE_PIPELINE, 0, dai_hz);
	else
		n = msg_src_new(m, LINE_COMP, LINE_PIPELINE, dai_hz, 0);
	line_new(line, m, n, direction, channels, channels, host_hz, dai_hz);
}

/* What the arithmetic alone makes of the same. */
static u32 convert(const s32 *in, u32 n_in, u32 channels, u32 in_hz, u32 out_hz,
		   s32 *out, u32 cap)
{
	u32 at, n = 0, done;
	struct src_bench b;

	src_bench_init(&b, in_hz, out_hz, channels);
	for (at = 0; at < n_in; at += done) {
		done = sofdsp_src_push(&b.st, in + at * channels, n_in - at);
		n += sofdsp_src_pull(&b.st, out + n * channels, cap - n);
	}
	src_bench_fini(&b);
	return n;
}

static void expect_playback(u32 in_hz, u32 out_hz, u32 channels)
{
	u32 frames = in_hz / 50, n;
	s32 *in = noise_new((frames + 400) * channels);
	s32 *want = malloc((out_hz / 50 + 10000) * channels * sizeof(*want));
	struct line line;

	/* Behind its end the ring is silent. */
	memset(in + frames * channels, 0, 400 * channels * sizeof(*in));
	n = convert(in, frames + 400, channels, in_hz, out_hz, want,
		    out_hz / 50 + 10000);
	src_line(&line, DIR_PLAYBACK, channels, in_hz, out_hz);
	BENCH_OK(line_play(&line, in, frames));
	/* 20 ticks, none short; exactly 20 ms of input were taken for them. */
	assert_int_equal(line.b->tx_frames, out_hz / 50);
	assert_true(n >= line.b->tx_frames);
	assert_memory_equal(line.b->tx, want,
			    line.b->tx_frames * channels * sizeof(*want));
	line_free(&line);
	free(want);
	free(in);
}

static void playback_of_pair(u32 in_hz, u32 out_hz)
{
	expect_playback(in_hz, out_hz, 2);
}

static void test_playback_of_all_pairs(void **state)
{
	(void)state;
	src_for_pairs(playback_of_pair);
}

static void expect_capture(u32 in_hz, u32 out_hz, u32 channels)
{
	u32 frames = in_hz / 50, out_frames = out_hz / 50, n;
	s32 *in = noise_new(frames * channels);
	s32 *want = malloc((out_frames + 1) * channels * sizeof(*want));
	s32 *out = malloc(out_frames * channels * sizeof(*out));
	struct line line;

	n = convert(in, frames, channels, in_hz, out_hz, want, out_frames + 1);
	assert_int_equal(n, out_frames);
	src_line(&line, DIR_CAPTURE, channels, out_hz, in_hz);
	BENCH_OK(line_record(&line, in, frames * channels, out, out_frames));
	/* Of so many frames: it took 20 ticks. */
	assert_int_equal(line.b->rx_count, frames * channels);
	assert_memory_equal(out, want, n * channels * sizeof(*want));
	line_free(&line);
	free(want);
	free(out);
	free(in);
}

static void capture_of_pair(u32 in_hz, u32 out_hz)
{
	expect_capture(in_hz, out_hz, 2);
}

static void test_capture_of_all_pairs(void **state)
{
	(void)state;
	src_for_pairs(capture_of_pair);
}

static void test_all_channel_counts(void **state)
{
	u32 channels;

	(void)state;
	for (channels = 1; channels <= SOFDSP_MAX_CHANNELS; channels++) {
		expect_playback(44100, 48000, channels);
		expect_playback(192000, 44100, channels);
		expect_capture(48000, 44100, channels);
		expect_capture(8000, 192000, channels);
	}
}

static void test_equal_rates_pass_bit_exact(void **state)
{
	enum { CHANNELS = 3 };
	struct line line;
	u32 i, frames;
	s32 *in, *out;

	(void)state;
	for (i = 0; i < SRC_N_RATES; i++) {
		frames = src_rates_hz[i] / 50;
		in = noise_new(frames * CHANNELS);
		out = malloc(frames * CHANNELS * sizeof(*out));
		src_line(&line, DIR_PLAYBACK, CHANNELS, src_rates_hz[i],
			 src_rates_hz[i]);
		BENCH_OK(line_play(&line, in, frames));
		assert_int_equal(line.b->tx_frames, frames);
		assert_memory_equal(line.b->tx, in, frames * CHANNELS * sizeof(*in));
		line_free(&line);
		src_line(&line, DIR_CAPTURE, CHANNELS, src_rates_hz[i],
			 src_rates_hz[i]);
		BENCH_OK(line_record(&line, in, frames * CHANNELS, out, frames));
		assert_memory_equal(out, in, frames * CHANNELS * sizeof(*in));
		line_free(&line);
		free(out);
		free(in);
	}
}

static s32 comp_new(struct bench *b, u32 source_hz, u32 sink_hz)
{
	bench_msg m;
	s32 ret = bench_send(b, m, msg_src_new(m, LINE_COMP, LINE_PIPELINE,
					       source_hz, sink_hz));

	if (!ret)
		BENCH_OK(bench_send(b, m, msg_tplg_id(m, SOF3_TPLG_COMP_FREE,
						      LINE_COMP)));
	return ret;
}

static void test_comp_new(void **state)
{
	struct bench *b = bench_new();
	struct sof3_comp_asrc *asrc;
	bench_msg m;
	u32 n;

	(void)state;
	BENCH_OK(comp_new(b, 0, 48000));
	BENCH_OK(comp_new(b, 44100, 0));
	BENCH_OK(comp_new(b, 44100, 192000));
	assert_int_equal(comp_new(b, 0, 0), -EINVAL);
	assert_int_equal(comp_new(b, 0, 11025), -EINVAL);
	assert_int_equal(comp_new(b, 22050, 0), -EINVAL);
	assert_int_equal(comp_new(b, 44100, 47999), -EINVAL);
	assert_int_equal(comp_new(b, 0xffffffffu, 48000), -EINVAL);

	/* Too short for its type; and what isn't there. */
	n = msg_src_new(m, LINE_COMP, LINE_PIPELINE, 0, 48000);
	((struct sof3_comp_src *)m)->comp.hdr.size = sofv_cpu_to_le32(n - 4);
	assert_int_equal(bench_send(b, m, n - 4), -EINVAL);
	msg_src_new(m, LINE_COMP, LINE_PIPELINE, 0, 48000);
	asrc = (void *)m;
	asrc->comp.type = sofv_cpu_to_le32(SOF3_TYPE_ASRC);
	asrc->comp.hdr.size = sofv_cpu_to_le32(sizeof(*asrc));
	assert_int_equal(bench_send(b, m, sizeof(*asrc)), -EINVAL);
	bench_free(b);
}

/* A rate that COMP_NEW doesn't allow, or that there is no filter for. */
static void test_params_refused(void **state)
{
	s32 *in = noise_new(960);
	struct line line;
	bench_msg m;
	u32 n;

	(void)state;
	n = msg_src_new(m, LINE_COMP, LINE_PIPELINE, 32000, 48000);
	line_new(&line, m, n, DIR_PLAYBACK, 2, 2, 44100, 48000);
	assert_int_equal(line_play(&line, in, 441), -EINVAL);
	line.host_rate_hz = 32000;
	BENCH_OK(line_play(&line, in, 320));
	line.host_rate_hz = 11000;
	assert_int_equal(line_play(&line, in, 110), -EINVAL);
	line_free(&line);

	src_line(&line, DIR_PLAYBACK, 2, 11000, 48000);
	assert_int_equal(line_play(&line, in, 110), -EINVAL);
	line_free(&line);
	/* The DAI isn't at the rate that COMP_NEW says. */
	n = msg_src_new(m, LINE_COMP, LINE_PIPELINE, 0, 96000);
	line_new(&line, m, n, DIR_PLAYBACK, 2, 2, 44100, 48000);
	assert_int_equal(line_play(&line, in, 441), -EINVAL);
	line_free(&line);
	n = msg_src_new(m, LINE_COMP, LINE_PIPELINE, 96000, 0);
	line_new(&line, m, n, DIR_CAPTURE, 2, 2, 44100, 48000);
	assert_int_equal(line_record(&line, in, 960, in, 480), -EINVAL);
	line_free(&line);
	free(in);
}

/* A second start knows nothing of the first one; a pause loses nothing. */
static void test_start_and_pause(void **state)
{
	enum { IN_HZ = 44100, OUT_HZ = 48000, TICKS = 10, FRAMES = 441 * 2 };
	s32 *in = noise_new((FRAMES + 400) * 2), *want = malloc(4000 * 8);
	struct bench_ring ring;
	struct line line;
	bench_msg m;
	u32 n, i;

	(void)state;
	convert(in, FRAMES + 400, 2, IN_HZ, OUT_HZ, want, 4000);
	src_line(&line, DIR_PLAYBACK, 2, IN_HZ, OUT_HZ);
	bench_ring_new(&ring, (FRAMES + 400) * 8);
	bench_ring_write(&ring, in, (FRAMES + 400) * 8);
	BENCH_OK(sofdsp_dma_setup(line.b->dsp, 1, SOFDSP_DIR_PLAYBACK, ring.sg,
				  ring.n_sg, ring.bytes));
	n = msg_pcm_params(m, LINE_HOST, 1, DIR_PLAYBACK, SOF3_FRAME_S32_LE, 2,
			   ring.bytes, 0);
	msg_set_rate(m, IN_HZ);
	BENCH_OK(bench_send(line.b, m, n));
	for (i = 0; i < 3; i++) {
		line.b->tx_frames = 0;
		BENCH_OK(bench_send(line.b, m, msg_stream(m, SOF3_STREAM_TRIG_START,
							  LINE_HOST)));
		bench_ticks(line.b, 7);
		BENCH_OK(bench_send(line.b, m, msg_stream(m, SOF3_STREAM_TRIG_PAUSE,
							  LINE_HOST)));
		bench_ticks(line.b, 5);
		n = line.b->tx_frames;
		BENCH_OK(bench_send(line.b, m, msg_stream(m, SOF3_STREAM_TRIG_RELEASE,
							  LINE_HOST)));
		bench_ticks(line.b, TICKS - 7);
		BENCH_OK(bench_send(line.b, m, msg_stream(m, SOF3_STREAM_TRIG_STOP,
							  LINE_HOST)));
		/* The DAI stands still in a pause. */
		assert_int_equal(n, 7 * 48);
		assert_int_equal(line.b->tx_frames, TICKS * 48);
		assert_memory_equal(line.b->tx, want, TICKS * 48 * 8);
	}
	line_free(&line);
	bench_ring_free(&ring);
	free(want);
	free(in);
}

/* Pipelines of host -> src -> DAI i at 48 kHz; ids from 100 * i. */
static void many_new(struct bench *b, u32 i)
{
	u32 p = 100 * i;
	bench_msg m;

	BENCH_OK(bench_send(b, m, msg_host_new(m, p + 1, p, DIR_PLAYBACK)));
	BENCH_OK(bench_send(b, m, msg_buffer_new(m, p + 2, p, 768)));
	BENCH_OK(bench_send(b, m, msg_src_new(m, p + 3, p, 0, 48000)));
	BENCH_OK(bench_send(b, m, msg_buffer_new(m, p + 4, p, 768)));
	BENCH_OK(bench_send(b, m, msg_dai_new(m, p + 5, p, DIR_PLAYBACK, i,
					      SOF3_FRAME_S32_LE)));
	BENCH_OK(bench_send(b, m, msg_dai_config(m, i, 2, SOF3_DAI_FLAG_HW_PARAMS)));
	BENCH_OK(bench_send(b, m, msg_pipe_new(m, p, p)));
	BENCH_OK(bench_send(b, m, msg_connect(m, p + 1, p + 2)));
	BENCH_OK(bench_send(b, m, msg_connect(m, p + 2, p + 3)));
	BENCH_OK(bench_send(b, m, msg_connect(m, p + 4, p + 5)));
	BENCH_OK(bench_send(b, m, msg_tplg_id(m, SOF3_TPLG_PIPE_COMPLETE, p)));
}

static u32 used_bytes(struct bench *b)
{
	struct sofdsp_stats stats;

	bench_stats(b, &stats);
	return stats.arena_used_bytes;
}

static s32 many_params(struct bench *b, u32 i, struct bench_ring *ring, u32 hz)
{
	bench_msg m;
	u32 n;

	bench_ring_new(ring, 4096);
	BENCH_OK(sofdsp_dma_setup(b->dsp, i, SOFDSP_DIR_PLAYBACK, ring->sg,
				  ring->n_sg, ring->bytes));
	n = msg_pcm_params(m, 100 * i + 1, i, DIR_PLAYBACK, SOF3_FRAME_S32_LE, 2,
			   4096, 0);
	msg_set_rate(m, hz);
	return bench_send(b, m, n);
}

static void many_free(struct bench *b, u32 i, struct bench_ring *ring)
{
	bench_msg m;

	BENCH_OK(bench_send(b, m, msg_stream(m, SOF3_STREAM_PCM_FREE, 100 * i + 1)));
	sofdsp_dma_free(b->dsp, i, SOFDSP_DIR_PLAYBACK);
	bench_ring_free(ring);
}

static u32 blocks(u32 bytes)
{
	return (bytes + 1023) / 1024 * 1024;
}

/*
 * Coefficients are there once for a ratio, 96 to 48 the same as 192 to 96; as
 * long as anybody uses them.
 */
static void test_banks_are_shared(void **state)
{
	struct src_ratio cd, half;
	struct bench *b = bench_new();
	struct bench_ring ring[5];
	u32 before, i;

	(void)state;
	sofdsp_src_ratio_set(&cd, 44100, 48000);
	sofdsp_src_ratio_set(&half, 96000, 48000);
	for (i = 1; i <= 4; i++) {
		bench_msg m;

		many_new(b, i);
		BENCH_OK(bench_send(b, m, msg_connect(m, 100 * i + 3, 100 * i + 4)));
	}
	before = used_bytes(b);
	BENCH_OK(many_params(b, 1, &ring[1], 44100));
	assert_int_equal(used_bytes(b) - before, blocks(sofdsp_src_bank_bytes(&cd)) +
			 blocks(sofdsp_src_history_bytes(&cd, 2)));
	BENCH_OK(many_params(b, 2, &ring[2], 44100));
	BENCH_OK(many_params(b, 3, &ring[3], 88200 / 2));
	assert_int_equal(used_bytes(b) - before, blocks(sofdsp_src_bank_bytes(&cd)) +
			 3 * blocks(sofdsp_src_history_bytes(&cd, 2)));
	BENCH_OK(many_params(b, 4, &ring[4], 96000));
	many_free(b, 1, &ring[1]);
	many_free(b, 3, &ring[3]);
	assert_int_equal(used_bytes(b) - before, blocks(sofdsp_src_bank_bytes(&cd)) +
			 blocks(sofdsp_src_history_bytes(&cd, 2)) +
			 blocks(sofdsp_src_bank_bytes(&half)) +
			 blocks(sofdsp_src_history_bytes(&half, 2)));
	many_free(b, 2, &ring[2]);
	many_free(b, 4, &ring[4]);
	assert_int_equal(used_bytes(b), before);
	bench_free(b);
}

/* The output is connected when the converter has long been prepared. */
static void test_connected_late(void **state)
{
	struct bench *b = bench_new();
	struct bench_ring ring;
	bench_msg m;

	(void)state;
	many_new(b, 1);
	BENCH_OK(many_params(b, 1, &ring, 32000));
	BENCH_OK(bench_send(b, m, msg_connect(m, 103, 104)));
	BENCH_OK(bench_send(b, m, msg_stream(m, SOF3_STREAM_TRIG_START, 101)));
	bench_ticks(b, 3);
	assert_int_equal(sofdsp_dma_position(b->dsp, 1, SOFDSP_DIR_PLAYBACK),
			 3 * 32 * 8);
	many_free(b, 1, &ring);
	bench_free(b);
}

/* No room for coefficients: refused, nothing kept; it works once there is. */
static void test_no_memory(void **state)
{
	struct bench *b = bench_new();
	struct bench_ring ring;
	u32 n, before, used;
	bench_msg m;

	(void)state;
	many_new(b, 1);
	BENCH_OK(bench_send(b, m, msg_connect(m, 103, 104)));
	before = used_bytes(b);
	for (n = 0; !bench_send(b, m, msg_buffer_new(m, 1000 + n, 999, 65536)); n++)
		;
	used = used_bytes(b);
	assert_int_equal(many_params(b, 1, &ring, 44100), -ENOMEM);
	assert_int_equal(used_bytes(b), used);
	sofdsp_dma_free(b->dsp, 1, SOFDSP_DIR_PLAYBACK);
	bench_ring_free(&ring);
	while (n--)
		BENCH_OK(bench_send(b, m, msg_tplg_id(m, SOF3_TPLG_BUFFER_FREE,
						      1000 + n)));
	assert_int_equal(used_bytes(b), before);
	BENCH_OK(many_params(b, 1, &ring, 44100));
	many_free(b, 1, &ring);
	assert_int_equal(used_bytes(b), before);
	bench_free(b);
}

/* host -> src -> mixer; ids from 100 * i. */
static void mixed_new(struct bench *b, u32 i)
{
	u32 p = 100 * i;
	bench_msg m;

	BENCH_OK(bench_send(b, m, msg_host_new(m, p + 1, p, DIR_PLAYBACK)));
	BENCH_OK(bench_send(b, m, msg_buffer_new(m, p + 2, p, 768)));
	BENCH_OK(bench_send(b, m, msg_src_new(m, p + 3, p, 0, 48000)));
	BENCH_OK(bench_send(b, m, msg_buffer_new(m, p + 4, p, 768)));
	BENCH_OK(bench_send(b, m, msg_pipe_new(m, p, p)));
	BENCH_OK(bench_send(b, m, msg_connect(m, p + 1, p + 2)));
	BENCH_OK(bench_send(b, m, msg_connect(m, p + 2, p + 3)));
	BENCH_OK(bench_send(b, m, msg_connect(m, p + 3, p + 4)));
	BENCH_OK(bench_send(b, m, msg_connect(m, p + 4, BENCH_MIXER)));
	BENCH_OK(bench_send(b, m, msg_tplg_id(m, SOF3_TPLG_PIPE_COMPLETE, p)));
}

/* Streams of three rates into one mixer, each begun in its own tick. */
static void test_three_rates_into_one_mixer(void **state)
{
	enum { TICKS = 40, OUT = TICKS * 48 * 2 };
	static const u32 rates_hz[] = { 44100, 32000, 96000 };
	static const u32 begins[] = { 0, 3, 7 };
	struct bench *b = bench_new();
	struct bench_ring ring[3];
	s64 *sum = calloc(OUT, sizeof(*sum));
	s32 *in, *out = malloc(OUT * sizeof(*out));
	u32 i, k, n;
	bench_msg m;

	(void)state;
	bench_mix_new(b, 0, 2);
	for (i = 0; i < 3; i++) {
		n = rates_hz[i] * TICKS / 1000;
		in = noise_new(n * 2);
		mixed_new(b, i + 1);
		bench_ring_new(&ring[i], n * 8);
		bench_ring_write(&ring[i], in, n * 8);
		BENCH_OK(sofdsp_dma_setup(b->dsp, i + 1, SOFDSP_DIR_PLAYBACK,
					  ring[i].sg, ring[i].n_sg, n * 8));
		n = convert(in, n, 2, rates_hz[i], 48000, out, OUT / 2);
		assert_int_equal(n, OUT / 2);
		for (k = begins[i] * 96; k < OUT; k++)
			sum[k] += out[k - begins[i] * 96];
		free(in);
	}
	for (k = 0; k < TICKS; k++) {
		for (i = 0; i < 3; i++) {
			if (begins[i] != k)
				continue;
			n = msg_pcm_params(m, 100 * i + 101, i + 1, DIR_PLAYBACK,
					   SOF3_FRAME_S32_LE, 2, ring[i].bytes, 0);
			msg_set_rate(m, rates_hz[i]);
			BENCH_OK(bench_send(b, m, n));
			BENCH_OK(bench_send(b, m,
					    msg_stream(m, SOF3_STREAM_TRIG_START,
						       100 * i + 101)));
		}
		bench_ticks(b, 1);
	}
	assert_int_equal(b->tx_frames * 2, OUT);
	for (k = 0; k < OUT; k++) {
		sum[k] = sum[k] > INT32_MAX ? INT32_MAX :
			 sum[k] < INT32_MIN ? INT32_MIN : sum[k];
		assert_int_equal(b->tx[k], sum[k]);
	}
	for (i = 0; i < 3; i++)
		bench_ring_free(&ring[i]);
	bench_free(b);
	free(out);
	free(sum);
}

#define TAP_HOST(i)	(300u + 10u * (i))

/* DAI at 48 kHz -> src -> demux -> hosts, whose rate is the one that counts. */
static void taps_new(struct bench *b)
{
	bench_msg m;
	u32 i;

	BENCH_OK(bench_send(b, m, msg_dai_new(m, 201, 200, DIR_CAPTURE, 0,
					      SOF3_FRAME_S32_LE)));
	BENCH_OK(bench_send(b, m, msg_dai_config(m, 0, 2, SOF3_DAI_FLAG_HW_PARAMS)));
	BENCH_OK(bench_send(b, m, msg_buffer_new(m, 202, 200, 768)));
	BENCH_OK(bench_send(b, m, msg_src_new(m, 203, 200, 48000, 0)));
	BENCH_OK(bench_send(b, m, msg_buffer_new(m, 204, 200, 768)));
	BENCH_OK(bench_send(b, m, msg_process_new(m, 205, 200, SOF3_TYPE_DEMUX,
						  NULL, NULL, 0)));
	BENCH_OK(bench_send(b, m, msg_pipe_new(m, 200, 200)));
	for (i = 201; i < 205; i++)
		BENCH_OK(bench_send(b, m, msg_connect(m, i, i + 1)));
	for (i = 0; i < 2; i++) {
		BENCH_OK(bench_send(b, m, msg_host_new(m, TAP_HOST(i), 200,
						       DIR_CAPTURE)));
		BENCH_OK(bench_send(b, m, msg_buffer_new(m, TAP_HOST(i) + 1, 200,
							 768)));
		BENCH_OK(bench_send(b, m, msg_connect(m, 205, TAP_HOST(i) + 1)));
		BENCH_OK(bench_send(b, m, msg_connect(m, TAP_HOST(i) + 1,
						      TAP_HOST(i))));
	}
	BENCH_OK(bench_send(b, m, msg_tplg_id(m, SOF3_TPLG_PIPE_COMPLETE, 200)));
}

static s32 tap_params(struct bench *b, u32 i, u32 hz)
{
	bench_msg m;
	u32 n = msg_pcm_params(m, TAP_HOST(i), i + 1, DIR_CAPTURE,
			       SOF3_FRAME_S32_LE, 2, 16 * 8 * 20, 0);

	msg_set_rate(m, hz);
	return bench_send(b, m, n);
}

static void test_capture_rate_from_behind_a_demux(void **state)
{
	enum { TICKS = 20, FRAMES = 16 * TICKS };
	s32 *in = noise_new(48 * TICKS * 2), *want = malloc((FRAMES + 1) * 8);
	s32 *out = malloc(FRAMES * 8);
	struct bench *b = bench_new();
	struct bench_ring ring[2];
	bench_msg m;
	u32 i;

	(void)state;
	convert(in, 48 * TICKS, 2, 48000, 16000, want, FRAMES + 1);
	taps_new(b);
	for (i = 0; i < 2; i++) {
		bench_ring_new(&ring[i], FRAMES * 8);
		BENCH_OK(sofdsp_dma_setup(b->dsp, i + 1, SOFDSP_DIR_CAPTURE,
					  ring[i].sg, ring[i].n_sg, ring[i].bytes));
	}
	/* The first one sleeps: the rate is that of the second. */
	BENCH_OK(tap_params(b, 1, 16000));
	assert_int_equal(tap_params(b, 0, 44100), -EINVAL);
	BENCH_OK(tap_params(b, 0, 16000));
	b->rx = in;
	b->rx_samples = 48 * TICKS * 2;
	for (i = 0; i < 2; i++)
		BENCH_OK(bench_send(b, m, msg_stream(m, SOF3_STREAM_TRIG_START,
						     TAP_HOST(i))));
	bench_ticks(b, TICKS);
	for (i = 0; i < 2; i++) {
		bench_ring_read(&ring[i], out, FRAMES * 8);
		assert_memory_equal(out, want, FRAMES * 8);
		bench_ring_free(&ring[i]);
	}
	bench_free(b);
	free(out);
	free(want);
	free(in);
}

/*
 * DAI at 48 kHz -> src -> src -> host at 16 kHz. What the second one fixes counts
 * for the first; if that is left to the stream, nobody knows.
 */
static struct bench *two_new(u32 source_hz, u32 sink_hz, struct bench_ring *ring)
{
	struct bench *b = bench_new();
	bench_msg m;
	u32 i;

	BENCH_OK(bench_send(b, m, msg_dai_new(m, 401, 400, DIR_CAPTURE, 0,
					      SOF3_FRAME_S32_LE)));
	BENCH_OK(bench_send(b, m, msg_dai_config(m, 0, 2, SOF3_DAI_FLAG_HW_PARAMS)));
	BENCH_OK(bench_send(b, m, msg_src_new(m, 403, 400, 48000, 0)));
	BENCH_OK(bench_send(b, m, msg_src_new(m, 405, 400, source_hz, sink_hz)));
	BENCH_OK(bench_send(b, m, msg_host_new(m, 407, 400, DIR_CAPTURE)));
	BENCH_OK(bench_send(b, m, msg_pipe_new(m, 400, 400)));
	for (i = 402; i < 407; i += 2) {
		BENCH_OK(bench_send(b, m, msg_buffer_new(m, i, 400, 768)));
		BENCH_OK(bench_send(b, m, msg_connect(m, i - 1, i)));
		BENCH_OK(bench_send(b, m, msg_connect(m, i, i + 1)));
	}
	BENCH_OK(bench_send(b, m, msg_tplg_id(m, SOF3_TPLG_PIPE_COMPLETE, 400)));
	BENCH_OK(sofdsp_dma_setup(b->dsp, 1, SOFDSP_DIR_CAPTURE, ring->sg,
				  ring->n_sg, ring->bytes));
	return b;
}

static void test_two_in_a_row(void **state)
{
	enum { TICKS = 20, FRAMES = 16 * TICKS };
	s32 *in = noise_new(48 * TICKS * 2), *half = malloc((FRAMES * 2 + 1) * 8);
	s32 *want = malloc((FRAMES + 1) * 8), *out = malloc(FRAMES * 8);
	struct bench_ring ring;
	struct bench *b;
	bench_msg m;
	u32 n;

	(void)state;
	bench_ring_new(&ring, FRAMES * 8);
	n = convert(in, 48 * TICKS, 2, 48000, 32000, half, FRAMES * 2 + 1);
	convert(half, n, 2, 32000, 16000, want, FRAMES + 1);

	b = two_new(0, 16000, &ring);
	n = msg_pcm_params(m, 407, 1, DIR_CAPTURE, SOF3_FRAME_S32_LE, 2, ring.bytes,
			   0);
	msg_set_rate(m, 16000);
	assert_int_equal(bench_send(b, m, n), -EINVAL);
	bench_free(b);

	b = two_new(32000, 0, &ring);
	b->rx = in;
	b->rx_samples = 48 * TICKS * 2;
	BENCH_OK(bench_send(b, m, n));
	BENCH_OK(bench_send(b, m, msg_stream(m, SOF3_STREAM_TRIG_START, 407)));
	bench_ticks(b, TICKS);
	bench_ring_read(&ring, out, FRAMES * 8);
	assert_memory_equal(out, want, FRAMES * 8);
	bench_free(b);
	bench_ring_free(&ring);
	free(out);
	free(want);
	free(half);
	free(in);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_playback_of_all_pairs),
		cmocka_unit_test(test_capture_of_all_pairs),
		cmocka_unit_test(test_all_channel_counts),
		cmocka_unit_test(test_equal_rates_pass_bit_exact),
		cmocka_unit_test(test_comp_new),
		cmocka_unit_test(test_params_refused),
		cmocka_unit_test(test_start_and_pause),
		cmocka_unit_test(test_banks_are_shared),
		cmocka_unit_test(test_connected_late),
		cmocka_unit_test(test_no_memory),
		cmocka_unit_test(test_three_rates_into_one_mixer),
		cmocka_unit_test(test_capture_rate_from_behind_a_demux),
		cmocka_unit_test(test_two_in_a_row),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
