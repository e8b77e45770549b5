// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * A stream that goes several ways: to DAIs of two families of rates, and back to
 * the host; ways that stop and pause by themselves.
 */
#include <stdlib.h>

#include "dsp_bench.h"

enum { HOST = 1, DEMUX, DAI_A, DAI_B, SRC, MIXER, TAP, PIPE = 90 };

#define TAG_PLAY	1u
#define TAG_TAP		2u

struct branch {
	struct bench *b;
	struct bench_ring ring, tap_ring;
	s32 *sent;
	u32 frames;		/* of the ring */
};

static void link(struct bench *b, u32 source, u32 sink)
{
	u32 id = 100 + 10 * source + sink;
	bench_msg m;

	BENCH_OK(bench_send(b, m, msg_buffer_new(m, id, PIPE, 768)));
	BENCH_OK(bench_send(b, m, msg_connect(m, source, id)));
	BENCH_OK(bench_send(b, m, msg_connect(m, id, sink)));
}

static void dai_new(struct bench *b, u32 id, u32 index, u32 rate_hz)
{
	bench_msg m;
	u32 n;

	BENCH_OK(bench_send(b, m, msg_dai_new(m, id, PIPE, SOF3_DIR_PLAYBACK, index,
					      SOF3_FRAME_S32_LE)));
	n = msg_dai_config(m, index, 2, SOF3_DAI_FLAG_HW_PARAMS);
	msg_set_rate(m, rate_hz);
	BENCH_OK(bench_send(b, m, n));
}

/* host -> mixer -> demux -> DAI A, and what else there is. */
static void branch_new(struct branch *br, u32 rate_hz, u32 ms)
{
	struct bench *b = bench_new();
	u32 seed = 11, i;
	bench_msg m;

	br->b = b;
	br->frames = rate_hz / 1000 * ms;
	br->sent = malloc(br->frames * 8);
	for (i = 0; i < br->frames * 2; i++)
		br->sent[i] = bench_noise(&seed);
	BENCH_OK(bench_send(b, m, msg_host_new(m, HOST, PIPE, SOF3_DIR_PLAYBACK)));
	BENCH_OK(bench_send(b, m, msg_mixer_new(m, MIXER, PIPE)));
	BENCH_OK(bench_send(b, m, msg_process_new(m, DEMUX, PIPE, SOF3_TYPE_DEMUX, NULL,
						  NULL, 0)));
	dai_new(b, DAI_A, 0, rate_hz);
	BENCH_OK(bench_send(b, m, msg_pipe_new(m, PIPE, PIPE)));
	link(b, HOST, MIXER);
	link(b, MIXER, DEMUX);
	link(b, DEMUX, DAI_A);
	BENCH_OK(bench_send(b, m, msg_tplg_id(m, SOF3_TPLG_PIPE_COMPLETE, PIPE)));
	bench_ring_new(&br->ring, br->frames * 8);
	bench_ring_write(&br->ring, br->sent, br->frames * 8);
	BENCH_OK(sofdsp_dma_setup(b->dsp, TAG_PLAY, SOFDSP_DIR_PLAYBACK, br->ring.sg,
				  br->ring.n_sg, br->ring.bytes));
}

static void branch_start(struct branch *br, u32 rate_hz)
{
	bench_msg m;
	u32 n = msg_pcm_params(m, HOST, TAG_PLAY, SOF3_DIR_PLAYBACK, SOF3_FRAME_S32_LE,
			       2, br->ring.bytes, 0);

	msg_set_rate(m, rate_hz);
	BENCH_OK(bench_send(br->b, m, n));
	BENCH_OK(bench_send(br->b, m, msg_stream(m, SOF3_STREAM_TRIG_START, HOST)));
}

static void branch_free(struct branch *br)
{
	bench_ring_free(&br->ring);
	free(br->sent);
	bench_free(br->b);
}

/*
 * A DAI at the stream's rate and one behind a converter: neither ever lacks a frame,
 * and the first gets every sample.
 */
static void two_rates(u32 rate_hz, u32 other_hz)
{
	struct sofdsp_stats s;
	struct branch br;
	bench_msg m;

	branch_new(&br, rate_hz, 1000);
	dai_new(br.b, DAI_B, 1, other_hz);
	BENCH_OK(bench_send(br.b, m, msg_src_new(m, SRC, PIPE, 0, other_hz)));
	link(br.b, SRC, DAI_B);
	link(br.b, DEMUX, SRC);
	branch_start(&br, rate_hz);
	bench_ticks(br.b, 990);
	bench_stats(br.b, &s);
	assert_int_equal(s.n_xruns, 0);
	assert_int_equal(br.b->tx_frames, rate_hz / 1000 * 990);
	assert_memory_equal(br.b->tx, br.sent, br.b->tx_frames * 8);
	/* What waits for the other DAI is a frame or two, not ever more. */
	assert_in_range(sofdsp_dma_position(br.b->dsp, TAG_PLAY, 0) / 8,
			br.b->tx_frames, br.b->tx_frames + rate_hz / 16000);
	branch_free(&br);
}

static void test_two_rates(void **state)
{
	static const u32 others_hz[] = { 8000, 44100, 96000, 176400 };
	u32 i;

	(void)state;
	for (i = 0; i < sizeof(others_hz) / sizeof(others_hz[0]); i++) {
		two_rates(48000, others_hz[i]);
		two_rates(32000, others_hz[i]);
	}
}

/* The reference of an echo canceller: what is played comes back on another PCM. */
static void tap_new(struct branch *br, u32 frames)
{
	struct bench *b = br->b;
	bench_msg m;

	BENCH_OK(bench_send(b, m, msg_host_new(m, TAP, PIPE, SOF3_DIR_CAPTURE)));
	link(b, DEMUX, TAP);
	bench_ring_new(&br->tap_ring, frames * 8);
	BENCH_OK(sofdsp_dma_setup(b->dsp, TAG_TAP, SOFDSP_DIR_CAPTURE, br->tap_ring.sg,
				  br->tap_ring.n_sg, br->tap_ring.bytes));
}

static s32 tap_params(struct branch *br)
{
	bench_msg m;

	return bench_send(br->b, m, msg_pcm_params(m, TAP, TAG_TAP, SOF3_DIR_CAPTURE,
						   SOF3_FRAME_S32_LE, 2,
						   br->tap_ring.bytes, 0));
}

static s32 tap_trigger(struct branch *br, u32 cmd)
{
	bench_msg m;

	return bench_send(br->b, m, msg_stream(m, cmd, TAP));
}

static u32 tap_frames(struct branch *br)
{
	return sofdsp_dma_position(br->b->dsp, TAG_TAP, SOFDSP_DIR_CAPTURE) / 8;
}

static void test_playback_comes_back(void **state)
{
	enum { FRAMES = 4800 };
	struct branch br;
	struct sofdsp_stats s;
	s32 *got = malloc(FRAMES * 8);
	bench_msg m;

	(void)state;
	branch_new(&br, 48000, 1000);
	tap_new(&br, FRAMES);
	branch_start(&br, 48000);
	bench_ticks(br.b, 3);
	BENCH_OK(tap_params(&br));
	BENCH_OK(tap_trigger(&br, SOF3_STREAM_TRIG_START));
	bench_ticks(br.b, 10);
	assert_int_equal(tap_frames(&br), 480);
	/* Paused, it lets the playback go on, and misses what is played. */
	BENCH_OK(tap_trigger(&br, SOF3_STREAM_TRIG_PAUSE));
	bench_ticks(br.b, 20);
	assert_int_equal(tap_frames(&br), 480);
	BENCH_OK(tap_trigger(&br, SOF3_STREAM_TRIG_RELEASE));
	bench_ticks(br.b, 10);
	assert_int_equal(tap_frames(&br), 960);
	/* Without playback there is nothing to record, and no harm in it. */
	BENCH_OK(bench_send(br.b, m, msg_stream(m, SOF3_STREAM_TRIG_STOP, HOST)));
	bench_ticks(br.b, 10);
	assert_int_equal(tap_frames(&br), 960);
	assert_int_equal(br.b->tx_frames, 43 * 48);
	assert_memory_equal(br.b->tx, br.sent, 43 * 48 * 8);
	bench_ring_read(&br.tap_ring, got, FRAMES * 8);
	assert_memory_equal(got, br.sent + 2 * 144, 480 * 8);
	assert_memory_equal(got + 960, br.sent + 2 * (144 + 480 + 960), 480 * 8);
	bench_stats(br.b, &s);
	assert_int_equal(s.n_xruns, 0);
	bench_ring_free(&br.tap_ring);
	branch_free(&br);
	free(got);
}

/* A tap on a playback that was never set up has no format yet. */
static void test_tap_without_playback(void **state)
{
	struct branch br;
	struct sofdsp_stats s;

	(void)state;
	branch_new(&br, 48000, 100);
	tap_new(&br, 480);
	assert_int_equal(tap_params(&br), -EINVAL);
	assert_int_equal(tap_trigger(&br, SOF3_STREAM_TRIG_START), -EINVAL);
	branch_start(&br, 48000);
	bench_ticks(br.b, 5);
	BENCH_OK(tap_params(&br));
	assert_int_equal(br.b->tx_frames, 240);
	bench_stats(br.b, &s);
	assert_int_equal(s.n_xruns, 0);
	bench_ring_free(&br.tap_ring);
	branch_free(&br);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_two_rates),
		cmocka_unit_test(test_playback_comes_back),
		cmocka_unit_test(test_tap_without_playback),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
