// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Mixer: a sum in double precision, which is exact for these, cut off at full scale.
 */
#include <stdlib.h>

#include <components/selector/selector_blob.h>
#include <dsp_priv.h>

#include "dsp_bench.h"

static s32 clip(double sum)
{
	return sum > 2147483647.0 ? 0x7fffffff :
	       sum < -2147483648.0 ? -0x7fffffff - 1 : (s32)sum;
}

/* ------------------------------------ a mixer with every buffer there is as input */

#define N_INPUTS	SOFDSP_MAX_BUFFERS
#define FRAMES		48u
#define SAMPLES		(FRAMES * 2)

/* A DSP has fewer components than this takes, so it is put together by hand. */
struct crowd {
	struct sofdsp_comp mixer, source, sink;
	struct sofdsp_buffer ins[N_INPUTS], out;
	s32 in_samples[N_INPUTS][SAMPLES];
	s32 out_samples[SAMPLES];
	u64 priv[2 * SOFDSP_MAX_SAMPLES];
};

static struct crowd *crowd_new(void)
{
	struct crowd *crowd = calloc(1, sizeof(*crowd));
	struct sofdsp_buffer *in;
	u32 i;

	assert_true(sofdsp_mixer_ops.priv_bytes <= sizeof(crowd->priv));
	crowd->mixer.ops = &sofdsp_mixer_ops;
	crowd->mixer.priv = crowd->priv;
	BENCH_OK(sofdsp_mixer_ops.init(&crowd->mixer, NULL));
	crowd->source.level = SOFDSP_RUNNING;
	crowd->source.max_outs = N_INPUTS;
	for (i = 0; i < N_INPUTS; i++) {
		in = &crowd->ins[i];
		in->samples = crowd->in_samples[i];
		in->n_samples = SAMPLES;
		in->source = &crowd->source;
		sofdsp_buffer_set_format(in, 2, 48000);
		BENCH_OK(sofdsp_link_sink(in, &crowd->mixer));
	}
	crowd->out.samples = crowd->out_samples;
	crowd->out.n_samples = SAMPLES;
	BENCH_OK(sofdsp_link_source(&crowd->out, &crowd->mixer));
	BENCH_OK(sofdsp_mixer_ops.prepare(&crowd->mixer));
	crowd->mixer.level = SOFDSP_RUNNING;
	crowd->mixer.demand_frames = FRAMES;
	return crowd;
}

static void crowd_mix(struct crowd *crowd)
{
	double sum;
	u32 i, k;

	for (i = 0; i < N_INPUTS; i++)
		sofdsp_buffer_produce(&crowd->ins[i], FRAMES);
	sofdsp_mixer_ops.process(&crowd->mixer);
	assert_int_equal(crowd->out.fill_frames, FRAMES);
	for (k = 0; k < SAMPLES; k++) {
		for (sum = 0, i = 0; i < N_INPUTS; i++)
			sum += crowd->in_samples[i][k];
		assert_int_equal(crowd->out_samples[k], clip(sum));
	}
	for (i = 0; i < N_INPUTS; i++)
		assert_int_equal(crowd->ins[i].fill_frames, 0);
	sofdsp_buffer_consume(&crowd->out, FRAMES);
}

static void test_full_scale_from_all(void **state)
{
	struct crowd *crowd = crowd_new();
	u32 seed = 8, i, k;

	(void)state;
	for (i = 0; i < N_INPUTS; i++)
		for (k = 0; k < SAMPLES; k++)
			crowd->in_samples[i][k] = k & 1 ? 0x7fffffff : -0x7fffffff - 1;
	crowd_mix(crowd);
	assert_int_equal(crowd->out_samples[0], -0x7fffffff - 1);
	assert_int_equal(crowd->out_samples[1], 0x7fffffff);

	/* Up to the last one on the way to beyond full scale, and back below it. */
	for (i = 0; i < N_INPUTS; i++)
		for (k = 0; k < SAMPLES; k++)
			crowd->in_samples[i][k] =
				i < N_INPUTS / 2 ? 0x7fffffff : -0x7fffffff + (s32)k;
	crowd_mix(crowd);
	for (i = 0; i < N_INPUTS; i++)
		for (k = 0; k < SAMPLES; k++)
			crowd->in_samples[i][k] = bench_noise(&seed) >> (k % 16);
	crowd_mix(crowd);
	free(crowd);
}

/* --------------------------------------------------------------- on the bench */

/* As many streams as there are tags, all at full scale. */
static void test_all_streams_saturate(void **state)
{
	enum { STREAMS = 60, N = 960 };
	struct bench *b = bench_new();
	static struct bench_ring ring[STREAMS];
	s32 *full = malloc(N * 8);
	u32 i;

	(void)state;
	for (i = 0; i < N * 2; i++)
		full[i] = i % 6 < 3 ? 0x7fffffff : -0x7fffffff - 1;
	bench_mix_new(b, STREAMS, 2);
	for (i = 0; i < STREAMS; i++) {
		bench_ring_new(&ring[i], N * 8);
		bench_ring_write(&ring[i], full, N * 8);
		bench_params(b, i, SOF3_FRAME_S32_LE, 2, &ring[i]);
		BENCH_OK(bench_trigger(b, SOF3_STREAM_TRIG_START, i));
	}
	bench_ticks(b, N / 48);
	assert_memory_equal(b->tx, full, N * 8);
	for (i = 0; i < STREAMS; i++)
		bench_ring_free(&ring[i]);
	free(full);
	bench_free(b);
}

static s32 params(struct bench *b, u32 i, u32 channels, u32 rate_hz,
		  struct bench_ring *ring, const s32 *samples)
{
	bench_msg m;
	u32 n;
	s32 ret;

	bench_ring_new(ring, 4800 * 8);
	bench_ring_write(ring, samples, 4800 * 8);
	BENCH_OK(sofdsp_dma_setup(b->dsp, i + 1, SOFDSP_DIR_PLAYBACK, ring->sg,
				  ring->n_sg, ring->bytes));
	n = msg_pcm_params(m, BENCH_HOST(i), i + 1, SOF3_DIR_PLAYBACK,
			   SOF3_FRAME_S32_LE, channels, ring->bytes, 0);
	msg_set_rate(m, rate_hz);
	ret = bench_send(b, m, n);
	if (ret) {
		sofdsp_dma_free(b->dsp, i + 1, SOFDSP_DIR_PLAYBACK);
		bench_ring_free(ring);
	}
	return ret;
}

/* Another format is refused, first or second, and whoever plays hears nothing of it. */
static void test_other_formats_are_refused(void **state)
{
	s32 *samples = malloc(4800 * 8);
	struct bench *b = bench_new();
	struct bench_ring ring[2];
	struct sofdsp_stats stats;
	u32 seed = 4, i;

	(void)state;
	for (i = 0; i < 4800 * 2; i++)
		samples[i] = bench_noise(&seed);
	bench_mix_new(b, 2, 2);
	assert_int_equal(params(b, 0, 3, 48000, &ring[0], samples), -EINVAL);
	assert_int_equal(params(b, 0, 2, 44100, &ring[0], samples), -EINVAL);
	BENCH_OK(params(b, 0, 2, 48000, &ring[0], samples));
	BENCH_OK(bench_trigger(b, SOF3_STREAM_TRIG_START, 0));
	for (i = 0; i < 20; i++) {
		bench_ticks(b, 2);
		assert_int_equal(params(b, 1, 1 + i % 8 + (i % 8 == 1), 48000, &ring[1],
					samples), -EINVAL);
		assert_int_equal(params(b, 1, 2, i % 2 ? 44100 : 96000, &ring[1],
					samples), -EINVAL);
	}
	assert_int_equal(b->tx_frames, 40 * 48);
	assert_memory_equal(b->tx, samples, 40 * 48 * 8);
	bench_stats(b, &stats);
	assert_int_equal(stats.n_streams, 1);
	assert_int_equal(stats.n_xruns, 0);
	/* And the right one is still welcome. */
	BENCH_OK(params(b, 1, 2, 48000, &ring[1], samples));
	BENCH_OK(bench_trigger(b, SOF3_STREAM_TRIG_START, 1));
	bench_ticks(b, 10);
	for (i = 0; i < 10 * 48 * 2; i++)
		assert_int_equal(b->tx[40 * 96 + i],
				 clip((double)samples[40 * 96 + i] + samples[i]));
	bench_ring_free(&ring[0]);
	bench_ring_free(&ring[1]);
	free(samples);
	bench_free(b);
}

/* The way for a mono stream: a selector in front of the mixer. */
static void test_mono_through_a_selector(void **state)
{
	struct selector_blob both = { .out_channels_count = sofv_cpu_to_le32(2) };
	s32 *samples = malloc(4800 * 8);
	struct bench *b = bench_new();
	struct bench_ring ring[2];
	u32 seed = 4, i;
	bench_msg m;

	(void)state;
	for (i = 0; i < 4800 * 2; i++)
		samples[i] = bench_noise(&seed);
	bench_mix_new(b, 1, 2);
	BENCH_OK(bench_send(b, m, msg_host_new(m, BENCH_HOST(1), 110,
					       SOF3_DIR_PLAYBACK)));
	BENCH_OK(bench_send(b, m, msg_buffer_new(m, 112, 110, 768)));
	BENCH_OK(bench_send(b, m, msg_process_new(m, 113, 110, SOF3_TYPE_SELECTOR, NULL,
						  &both, sizeof(both))));
	BENCH_OK(bench_send(b, m, msg_buffer_new(m, 114, 110, 768)));
	BENCH_OK(bench_send(b, m, msg_pipe_new(m, 110, 110)));
	BENCH_OK(bench_send(b, m, msg_connect(m, BENCH_HOST(1), 112)));
	BENCH_OK(bench_send(b, m, msg_connect(m, 112, 113)));
	BENCH_OK(bench_send(b, m, msg_connect(m, 113, 114)));
	BENCH_OK(bench_send(b, m, msg_connect(m, 114, BENCH_MIXER)));
	BENCH_OK(bench_send(b, m, msg_tplg_id(m, SOF3_TPLG_PIPE_COMPLETE, 110)));
	BENCH_OK(params(b, 0, 2, 48000, &ring[0], samples));
	BENCH_OK(params(b, 1, 1, 48000, &ring[1], samples));
	BENCH_OK(bench_trigger(b, SOF3_STREAM_TRIG_START, 0));
	BENCH_OK(bench_trigger(b, SOF3_STREAM_TRIG_START, 1));
	bench_ticks(b, 50);
	for (i = 0; i < 50 * 48 * 2; i++)
		assert_int_equal(b->tx[i], clip((double)samples[i] + samples[i / 2]));
	bench_ring_free(&ring[0]);
	bench_ring_free(&ring[1]);
	free(samples);
	bench_free(b);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_full_scale_from_all),
		cmocka_unit_test(test_all_streams_saturate),
		cmocka_unit_test(test_other_formats_are_refused),
		cmocka_unit_test(test_mono_through_a_selector),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
