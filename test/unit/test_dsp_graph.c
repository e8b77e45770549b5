// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Graph changes: what is refused, what may happen beside a running stream, and
 * that everything is given back.
 */
#include <stdlib.h>

#include "dsp_bench.h"
#include "dsp_priv.h"

static void expect_same(struct bench *b, const struct sofdsp_stats *want)
{
	struct sofdsp_stats now;

	bench_stats(b, &now);
	assert_int_equal(now.n_pipelines, want->n_pipelines);
	assert_int_equal(now.n_comps, want->n_comps);
	assert_int_equal(now.n_buffers, want->n_buffers);
	assert_int_equal(now.n_dmas, want->n_dmas);
	assert_int_equal(now.n_streams, want->n_streams);
	assert_int_equal(now.n_running, want->n_running);
	assert_int_equal(now.arena_used_bytes, want->arena_used_bytes);
}

static void test_everything_is_given_back(void **state)
{
	struct sofdsp_stats empty, full;
	struct bench *b = bench_new();
	u32 i;

	(void)state;
	bench_stats(b, &empty);
	for (i = 0; i < 50; i++) {
		bench_mix_new(b, 3, 2);
		bench_stats(b, &full);
		assert_int_equal(full.n_comps, 9);
		assert_int_equal(full.n_buffers, 8);
		assert_int_equal(full.n_pipelines, 4);
		bench_mix_free(b, 3);
		expect_same(b, &empty);
	}
	bench_free(b);
}

static void test_cold_boot_forgets(void **state)
{
	struct sofdsp_stats empty;
	struct bench *b = bench_new();
	struct bench_ring ring;

	(void)state;
	bench_stats(b, &empty);
	bench_mix_new(b, 1, 2);
	bench_ring_new(&ring, 480 * 8);
	bench_params(b, 0, SOF3_FRAME_S32_LE, 2, &ring);
	BENCH_OK(bench_trigger(b, SOF3_STREAM_TRIG_START, 0));
	bench_ticks(b, 3);
	sofdsp_boot(b->dsp);
	bench_ring_free(&ring);
	expect_same(b, &empty);
	bench_ticks(b, 3);
	assert_int_equal(b->tx_frames, 3 * SOFDSP_PERIOD_FRAMES);
	bench_mix_new(b, 1, 2);
	bench_free(b);
}

static void test_pools_are_bounded(void **state)
{
	struct bench *b = bench_new();
	bench_msg m;
	u32 i, id = 0;

	(void)state;
	for (i = 0; i < SOFDSP_MAX_PIPELINES; i++)
		BENCH_OK(bench_send(b, m, msg_pipe_new(m, id++, i)));
	assert_int_equal(bench_send(b, m, msg_pipe_new(m, id, i)), -ENOMEM);
	for (i = 0; i < SOFDSP_MAX_BUFFERS; i++)
		BENCH_OK(bench_send(b, m, msg_buffer_new(m, id++, 0, 768)));
	assert_int_equal(bench_send(b, m, msg_buffer_new(m, id, 0, 768)), -ENOMEM);
	for (i = 0; i < SOFDSP_MAX_COMPS; i++)
		BENCH_OK(bench_send(b, m, msg_volume_new(m, id++, 0, 0)));
	assert_int_equal(bench_send(b, m, msg_volume_new(m, id, 0, 0)), -ENOMEM);
	bench_free(b);
}

static void test_arena_is_bounded(void **state)
{
	struct sofdsp_stats before, after;
	struct bench *b = bench_new();
	bench_msg m;
	u32 id = 0;

	(void)state;
	assert_int_equal(bench_send(b, m, msg_buffer_new(m, 1, 0, 0)), -EINVAL);
	assert_int_equal(bench_send(b, m, msg_buffer_new(m, 1, 0, 0xffffffffu)),
			 -EINVAL);
	while (!bench_send(b, m, msg_buffer_new(m, id, 0, 65536)))
		id++;
	assert_int_equal(id, SOFDSP_ARENA_BYTES / 65536);
	bench_stats(b, &before);
	assert_int_equal(bench_send(b, m, msg_mixer_new(m, 1000, 0)), -ENOMEM);
	bench_stats(b, &after);
	assert_int_equal(before.n_comps, after.n_comps);
	bench_free(b);
}

static void test_connect_refusals(void **state)
{
	struct bench *b = bench_new();
	bench_msg m;

	(void)state;
	BENCH_OK(bench_send(b, m, msg_mixer_new(m, 1, 0)));
	BENCH_OK(bench_send(b, m, msg_volume_new(m, 2, 0, 0)));
	BENCH_OK(bench_send(b, m, msg_buffer_new(m, 3, 0, 768)));
	BENCH_OK(bench_send(b, m, msg_buffer_new(m, 4, 0, 768)));
	BENCH_OK(bench_send(b, m, msg_buffer_new(m, 5, 0, 768)));
	/* Component to component, buffer to buffer, nobody. */
	assert_int_equal(bench_send(b, m, msg_connect(m, 1, 2)), -EINVAL);
	assert_int_equal(bench_send(b, m, msg_connect(m, 3, 4)), -EINVAL);
	assert_int_equal(bench_send(b, m, msg_connect(m, 9, 3)), -EINVAL);
	assert_int_equal(bench_send(b, m, msg_connect(m, 1, 9)), -EINVAL);
	BENCH_OK(bench_send(b, m, msg_connect(m, 1, 3)));
	BENCH_OK(bench_send(b, m, msg_connect(m, 3, 2)));
	/* An end that is taken; a second input of a volume. */
	assert_int_equal(bench_send(b, m, msg_connect(m, 3, 2)), -EBUSY);
	assert_int_equal(bench_send(b, m, msg_connect(m, 2, 3)), -EINVAL);
	assert_int_equal(bench_send(b, m, msg_connect(m, 4, 2)), -EBUSY);
	/* A loop: volume back into the mixer, closed from either side. */
	BENCH_OK(bench_send(b, m, msg_connect(m, 2, 4)));
	assert_int_equal(bench_send(b, m, msg_connect(m, 4, 1)), -EINVAL);
	BENCH_OK(bench_send(b, m, msg_connect(m, 5, 1)));
	BENCH_OK(bench_send(b, m, msg_tplg_id(m, SOF3_TPLG_BUFFER_FREE, 4)));
	assert_int_equal(bench_send(b, m, msg_connect(m, 2, 5)), -EINVAL);
	bench_free(b);
}

/* A component that would not be prepared is as it was. */
static void test_refused_is_idle(void **state)
{
	struct bench *b = bench_new();
	struct sofdsp_comp *dai;
	struct bench_ring ring;
	bench_msg m;

	(void)state;
	bench_mix_new(b, 1, 2);
	bench_ring_new(&ring, 480 * 12);
	BENCH_OK(sofdsp_dma_setup(b->dsp, 1, 0, ring.sg, ring.n_sg, ring.bytes));
	assert_int_equal(bench_send(b, m, msg_pcm_params(m, BENCH_HOST(0), 1, 0,
							 SOF3_FRAME_S32_LE, 3,
							 ring.bytes, 0)), -EINVAL);
	dai = sofdsp_find_comp(b->dsp, BENCH_DAI);
	assert_int_equal(dai->level, SOFDSP_IDLE);
	assert_int_equal(dai->channels, 0);
	assert_int_equal(dai->rate_hz, 0);
	bench_ring_free(&ring);
	bench_free(b);
}

static void test_free_in_use(void **state)
{
	struct bench *b = bench_new();
	struct bench_ring ring;
	bench_msg m;

	(void)state;
	bench_mix_new(b, 2, 2);
	bench_ring_new(&ring, 480 * 8);
	bench_params(b, 0, SOF3_FRAME_S32_LE, 2, &ring);
	BENCH_OK(bench_trigger(b, SOF3_STREAM_TRIG_START, 0));
	bench_ticks(b, 2);
	assert_int_equal(bench_send(b, m, msg_tplg_id(m, SOF3_TPLG_COMP_FREE,
						      BENCH_HOST(0))), -EINVAL);
	assert_int_equal(bench_send(b, m, msg_tplg_id(m, SOF3_TPLG_COMP_FREE,
						      BENCH_MIXER)), -EINVAL);
	assert_int_equal(bench_send(b, m, msg_tplg_id(m, SOF3_TPLG_BUFFER_FREE,
						      BENCH_IN(0) + 4)), -EINVAL);
	assert_int_equal(bench_send(b, m, msg_tplg_id(m, SOF3_TPLG_PIPE_FREE, 10)),
			 -EBUSY);
	/* The idle input beside it may go, although it hangs on the mixer. */
	bench_mix_input_free(b, 1);
	bench_ticks(b, 2);
	BENCH_OK(bench_trigger(b, SOF3_STREAM_TRIG_STOP, 0));
	assert_int_equal(bench_send(b, m, msg_tplg_id(m, SOF3_TPLG_COMP_FREE,
						      BENCH_HOST(0))), -EINVAL);
	BENCH_OK(bench_trigger(b, SOF3_STREAM_PCM_FREE, 0));
	bench_mix_free(b, 1);
	bench_ring_free(&ring);
	bench_free(b);
}

/*
 * One stream plays on while others are made, connected, started, stopped and
 * freed. It must come out as if it were alone.
 */
static void test_changes_beside_a_running_stream(void **state)
{
	enum { FRAMES = 9600 };
	struct sofdsp_stats before;
	struct bench *b = bench_new();
	s32 *sent = malloc(FRAMES * 8);
	struct bench_ring ring, other;
	u32 seed = 3, i;

	(void)state;
	for (i = 0; i < FRAMES * 2; i++)
		sent[i] = bench_noise(&seed);
	bench_mix_new(b, 1, 2);
	bench_ring_new(&ring, FRAMES * 8);
	bench_ring_new(&other, 480 * 8);	/* silence */
	bench_ring_write(&ring, sent, FRAMES * 8);
	bench_params(b, 0, SOF3_FRAME_S32_LE, 2, &ring);
	BENCH_OK(bench_trigger(b, SOF3_STREAM_TRIG_START, 0));
	bench_stats(b, &before);
	for (i = 0; i < FRAMES / SOFDSP_PERIOD_FRAMES; i++) {
		switch (i % 7) {
		case 0:
			bench_mix_input_new(b, 1);
			bench_params(b, 1, SOF3_FRAME_S32_LE, 2, &other);
			break;
		case 1:
			BENCH_OK(bench_trigger(b, SOF3_STREAM_TRIG_START, 1));
			break;
		case 3:
			BENCH_OK(bench_trigger(b, SOF3_STREAM_TRIG_STOP, 1));
			break;
		case 5:
			BENCH_OK(bench_trigger(b, SOF3_STREAM_PCM_FREE, 1));
			bench_mix_input_free(b, 1);
			sofdsp_dma_free(b->dsp, 2, SOFDSP_DIR_PLAYBACK);
			expect_same(b, &before);
			break;
		default:
			break;
		}
		bench_ticks(b, 1);
	}
	assert_int_equal(b->tx_frames, FRAMES);
	assert_memory_equal(b->tx, sent, FRAMES * 8);
	bench_ring_free(&other);
	bench_ring_free(&ring);
	free(sent);
	bench_free(b);
}

/*
 * A guest's pipeline: host -> volume -> buffer, connected to the host's volume,
 * which is a connection point without a source of its own.
 */
#define GUEST		500u
#define GUEST_HOST	501u
#define POINT		40u	/* pipeline of the connection point */
#define POINT_VOLUME	41u

static void point_new(struct bench *b)
{
	bench_msg m;

	BENCH_OK(bench_send(b, m, msg_volume_new(m, POINT_VOLUME, POINT, 20)));
	BENCH_OK(bench_send(b, m, msg_buffer_new(m, POINT + 2, POINT, 768)));
	BENCH_OK(bench_send(b, m, msg_pipe_new(m, POINT, POINT)));
	BENCH_OK(bench_send(b, m, msg_connect(m, POINT_VOLUME, POINT + 2)));
	BENCH_OK(bench_send(b, m, msg_connect(m, POINT + 2, BENCH_MIXER)));
	BENCH_OK(bench_send(b, m, msg_tplg_id(m, SOF3_TPLG_PIPE_COMPLETE, POINT)));
}

static void guest_new(struct bench *b)
{
	bench_msg m;

	BENCH_OK(bench_send(b, m, msg_pipe_new(m, GUEST, GUEST)));
	BENCH_OK(bench_send(b, m, msg_host_new(m, GUEST_HOST, GUEST, 0)));
	BENCH_OK(bench_send(b, m, msg_buffer_new(m, GUEST + 2, GUEST, 768)));
	BENCH_OK(bench_send(b, m, msg_volume_new(m, GUEST + 3, GUEST, 20)));
	BENCH_OK(bench_send(b, m, msg_buffer_new(m, GUEST + 4, GUEST, 768)));
	BENCH_OK(bench_send(b, m, msg_connect(m, GUEST_HOST, GUEST + 2)));
	BENCH_OK(bench_send(b, m, msg_connect(m, GUEST + 2, GUEST + 3)));
	BENCH_OK(bench_send(b, m, msg_connect(m, GUEST + 3, GUEST + 4)));
	BENCH_OK(bench_send(b, m, msg_connect(m, GUEST + 4, POINT_VOLUME)));
	BENCH_OK(bench_send(b, m, msg_tplg_id(m, SOF3_TPLG_PIPE_COMPLETE, GUEST)));
}

static void guest_free(struct bench *b)
{
	bench_msg m;

	BENCH_OK(bench_send(b, m, msg_tplg_id(m, SOF3_TPLG_BUFFER_FREE, GUEST + 4)));
	BENCH_OK(bench_send(b, m, msg_tplg_id(m, SOF3_TPLG_COMP_FREE, GUEST + 3)));
	BENCH_OK(bench_send(b, m, msg_tplg_id(m, SOF3_TPLG_BUFFER_FREE, GUEST + 2)));
	BENCH_OK(bench_send(b, m, msg_tplg_id(m, SOF3_TPLG_COMP_FREE, GUEST_HOST)));
	BENCH_OK(bench_send(b, m, msg_tplg_id(m, SOF3_TPLG_PIPE_FREE, GUEST)));
}

static void test_across_pipelines(void **state)
{
	enum { FRAMES = 480 };
	struct bench *b = bench_new();
	s32 sent[FRAMES * 2];
	struct bench_ring ring;
	u32 seed = 11, i, round;
	struct sofdsp_stats before;
	bench_msg m;

	(void)state;
	bench_mix_new(b, 0, 2);
	point_new(b);
	bench_stats(b, &before);
	bench_ring_new(&ring, sizeof(sent));
	for (round = 0; round < 3; round++) {
		for (i = 0; i < FRAMES * 2; i++)
			sent[i] = bench_noise(&seed);
		bench_ring_write(&ring, sent, sizeof(sent));
		guest_new(b);
		BENCH_OK(sofdsp_dma_setup(b->dsp, 9, 0, ring.sg, ring.n_sg,
					  ring.bytes));
		BENCH_OK(bench_send(b, m, msg_pcm_params(m, GUEST_HOST, 9, 0,
							 SOF3_FRAME_S32_LE, 2,
							 ring.bytes, 0)));
		BENCH_OK(bench_send(b, m, msg_stream(m, SOF3_STREAM_TRIG_START,
						     GUEST_HOST)));
		b->tx_frames = 0;
		bench_ticks(b, FRAMES / SOFDSP_PERIOD_FRAMES);
		BENCH_OK(bench_send(b, m, msg_stream(m, SOF3_STREAM_TRIG_STOP,
						     GUEST_HOST)));
		BENCH_OK(bench_send(b, m, msg_stream(m, SOF3_STREAM_PCM_FREE,
						     GUEST_HOST)));
		assert_int_equal(b->tx_frames, FRAMES);
		assert_memory_equal(b->tx, sent, sizeof(sent));
		sofdsp_dma_free(b->dsp, 9, 0);
		guest_free(b);
		expect_same(b, &before);
	}
	bench_ring_free(&ring);
	bench_free(b);
}

/* Started before it leads anywhere: it waits, and nothing is lost. */
static void test_connected_late(void **state)
{
	struct bench *b = bench_new();
	struct bench_ring ring;
	s32 sent[960];
	u32 seed = 4, i;
	bench_msg m;

	(void)state;
	for (i = 0; i < 960; i++)
		sent[i] = bench_noise(&seed);
	bench_mix_new(b, 1, 2);
	bench_ring_new(&ring, sizeof(sent));
	bench_ring_write(&ring, sent, sizeof(sent));
	BENCH_OK(bench_send(b, m, msg_tplg_id(m, SOF3_TPLG_BUFFER_FREE,
					      BENCH_IN(0) + 4)));
	bench_params(b, 0, SOF3_FRAME_S32_LE, 2, &ring);
	BENCH_OK(bench_trigger(b, SOF3_STREAM_TRIG_START, 0));
	bench_ticks(b, 5);
	assert_int_equal(sofdsp_dma_position(b->dsp, 1, 0), 0);
	assert_int_equal(b->tx_frames, 0);
	/* A loose end may be taken off a stream that waits for one. */
	BENCH_OK(bench_send(b, m, msg_buffer_new(m, 900, 10, 768)));
	BENCH_OK(bench_send(b, m, msg_connect(m, BENCH_VOLUME(0), 900)));
	BENCH_OK(bench_send(b, m, msg_tplg_id(m, SOF3_TPLG_BUFFER_FREE, 900)));
	BENCH_OK(bench_send(b, m, msg_buffer_new(m, 900, 10, 768)));
	BENCH_OK(bench_send(b, m, msg_connect(m, 900, BENCH_MIXER)));
	BENCH_OK(bench_send(b, m, msg_connect(m, BENCH_VOLUME(0), 900)));
	bench_ticks(b, 10);
	assert_int_equal(b->tx_frames, 480);
	assert_memory_equal(b->tx, sent, sizeof(sent));
	bench_ring_free(&ring);
	bench_free(b);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_everything_is_given_back),
		cmocka_unit_test(test_cold_boot_forgets),
		cmocka_unit_test(test_pools_are_bounded),
		cmocka_unit_test(test_arena_is_bounded),
		cmocka_unit_test(test_connect_refusals),
		cmocka_unit_test(test_refused_is_idle),
		cmocka_unit_test(test_free_in_use),
		cmocka_unit_test(test_changes_beside_a_running_stream),
		cmocka_unit_test(test_across_pipelines),
		cmocka_unit_test(test_connected_late),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
