// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Messages at random, of which most make sense: graphs of every kind of component
 * grow, play, change and are torn down. Whatever is answered, the rings hold what
 * their formats say, and in the end all is given back.
 */
#include <stdlib.h>

#include "dsp_bench.h"
#include "dsp_priv.h"

#define ROUNDS		150u
#define STEPS		1000u

/* Ids: components 1.., buffers 100.., pipelines 200.. (pipeline_id less 200). */
#define N_COMPS		20u
#define N_BUFFERS	30u
#define N_PIPES		3u
#define BUFFER(i)	(100 + (i))
#define PIPE(i)		(200 + (i))
#define N_TAGS		4u

struct chaos {
	struct bench *b;
	u32 seed;
	struct sofdsp_sg sg[2];
	u8 *ring[2];
	u32 n_heard;
};

static u32 dice(struct chaos *c, u32 n)
{
	return ((u32)bench_noise(&c->seed) >> 8) % n;
}

static u32 rate(struct chaos *c)
{
	static const u32 rates_hz[] = { 48000, 48000, 48000, 44100, 16000, 192000 };

	return rates_hz[dice(c, 6)];
}

static u32 comp_msg(struct chaos *c, void *m, u32 id)
{
	static const u32 process[] = {
		SOF3_TYPE_MUX, SOF3_TYPE_DEMUX, SOF3_TYPE_EQ_IIR, SOF3_TYPE_EQ_FIR,
		SOF3_TYPE_DCBLOCK, SOF3_TYPE_SELECTOR,
	};
	u32 pipe = dice(c, N_PIPES);

	switch (dice(c, 8)) {
	case 0:
	case 1:
		return msg_host_new(m, id, pipe, dice(c, 2));
	case 2:
	case 3:
		return msg_dai_new(m, id, pipe, dice(c, 2), dice(c, 3),
				   dice(c, 2) * SOF3_FRAME_S32_LE);
	case 4:
		return msg_mixer_new(m, id, pipe);
	case 5:
		return msg_volume_new(m, id, pipe, dice(c, 30));
	case 6:
		return msg_src_new(m, id, pipe, dice(c, 2) ? 0 : rate(c), rate(c));
	default:
		return msg_process_new(m, id, pipe, process[dice(c, 6)], NULL, NULL, 0);
	}
}

static u32 graph_msg(struct chaos *c, void *m)
{
	u32 comp = 1 + dice(c, N_COMPS), buffer = BUFFER(dice(c, N_BUFFERS));

	switch (dice(c, 8)) {
	case 0:
		return msg_pipe_new(m, PIPE(dice(c, N_PIPES)), dice(c, N_PIPES));
	case 1:
		return msg_tplg_id(m, SOF3_TPLG_PIPE_COMPLETE, PIPE(dice(c, N_PIPES)));
	case 2:
		return comp_msg(c, m, comp);
	case 3:
		return msg_buffer_new(m, buffer, dice(c, N_PIPES), 768);
	case 4:
	case 5:
		return msg_connect(m, comp, buffer);
	default:
		return msg_connect(m, buffer, comp);
	}
}

static u32 dai_msg(struct chaos *c, void *m)
{
	u32 n = msg_dai_config(m, dice(c, 3), 1 + dice(c, 3), 0);

	msg_set_rate(m, rate(c));
	return n;
}

static u32 stream_msg(struct chaos *c, void *m)
{
	u32 id = 1 + dice(c, N_COMPS), n;

	if (dice(c, 2))
		return msg_stream(m, SOF3_CMD(3 + dice(c, 8)), id);
	n = msg_pcm_params(m, id, 1 + dice(c, N_TAGS), dice(c, 2), dice(c, 3),
			   1 + dice(c, 3), 0, 384);
	msg_set_rate(m, rate(c));
	return n;
}

static u32 control_msg(struct chaos *c, void *m)
{
	u32 id = 1 + dice(c, N_COMPS), words[24], i;

	if (dice(c, 2))
		return msg_control(m, dice(c, 2), id, dice(c, 4), 1 + dice(c, 3),
				   (u32)bench_noise(&c->seed));
	for (i = 0; i < 24; i++)
		words[i] = dice(c, 3) ? dice(c, 4) : (u32)bench_noise(&c->seed);
	return msg_data(m, dice(c, 3), id, words, 4 * dice(c, 24), 0);
}

static u32 free_msg(struct chaos *c, void *m)
{
	switch (dice(c, 3)) {
	case 0:
		return msg_tplg_id(m, SOF3_TPLG_COMP_FREE, 1 + dice(c, N_COMPS));
	case 1:
		return msg_tplg_id(m, SOF3_TPLG_BUFFER_FREE, BUFFER(dice(c, N_BUFFERS)));
	default:
		return msg_tplg_id(m, SOF3_TPLG_PIPE_FREE, PIPE(dice(c, N_PIPES)));
	}
}

static void ring_set(struct chaos *c)
{
	u32 tag = 1 + dice(c, N_TAGS), direction = dice(c, 2);

	if (dice(c, 4))
		/* A multiple of all frames that there may be. */
		sofdsp_dma_setup(c->b->dsp, tag, direction, c->sg, 2, 1920);
	else
		sofdsp_dma_free(c->b->dsp, tag, direction);
}

static void expect_rings_sound(struct bench *b)
{
	const struct sofdsp_buffer *buf;
	u32 i;

	for (i = 0; i < SOFDSP_MAX_BUFFERS; i++) {
		buf = &b->dsp->buffers[i];
		if (!buf->used)
			continue;
		assert_true(buf->fill_frames <= buf->room_frames);
		assert_true(!buf->read_frame || buf->read_frame < buf->room_frames);
		assert_true(buf->room_frames * buf->channels <= buf->n_samples);
		if (!buf->source || !buf->sink || buf->sink->level != SOFDSP_RUNNING ||
		    buf->source->level != SOFDSP_RUNNING)
			continue;
		assert_int_equal(buf->rate_hz, buf->sink->rate_hz);
		if (!buf->sink->ops->ins_any_channels)
			assert_int_equal(buf->channels, buf->sink->channels);
	}
}

static void step(struct chaos *c)
{
	bench_msg m;

	switch (dice(c, 12)) {
	case 0:
		ring_set(c);
		break;
	case 1:
	case 2:
		bench_ticks(c->b, 1 + dice(c, 3));
		c->n_heard += c->b->tx_frames != 0;
		c->b->tx_frames = 0;
		break;
	case 3:
	case 4:
	case 5:
		bench_send(c->b, m, stream_msg(c, m));
		break;
	case 6:
		bench_send(c->b, m, control_msg(c, m));
		break;
	case 7:
		bench_send(c->b, m, dai_msg(c, m));
		break;
	case 8:
		if (!dice(c, 6))
			bench_send(c->b, m, free_msg(c, m));
		break;
	default:
		bench_send(c->b, m, graph_msg(c, m));
		break;
	}
	expect_rings_sound(c->b);
}

/* In SOF core's order: streams, components, buffers, pipelines. */
static void tear_down(struct chaos *c)
{
	struct sofdsp_stats s;
	bench_msg m;
	u32 i;

	for (i = 1; i <= N_COMPS; i++)
		bench_send(c->b, m, msg_stream(m, SOF3_STREAM_PCM_FREE, i));
	for (i = 1; i <= N_COMPS; i++)
		bench_send(c->b, m, msg_tplg_id(m, SOF3_TPLG_COMP_FREE, i));
	for (i = 0; i < N_BUFFERS; i++)
		bench_send(c->b, m, msg_tplg_id(m, SOF3_TPLG_BUFFER_FREE, BUFFER(i)));
	for (i = 0; i < N_PIPES; i++)
		bench_send(c->b, m, msg_tplg_id(m, SOF3_TPLG_PIPE_FREE, PIPE(i)));
	for (i = 0; i < N_TAGS * 2; i++)
		sofdsp_dma_free(c->b->dsp, 1 + i / 2, i % 2);
	bench_stats(c->b, &s);
	assert_int_equal(s.n_comps, 0);
	assert_int_equal(s.n_buffers, 0);
	assert_int_equal(s.n_pipelines, 0);
	assert_int_equal(s.n_streams, 0);
	assert_int_equal(s.n_dmas, 0);
	assert_int_equal(s.arena_used_bytes, 0);
}

/* host -> something -> DAI 0, so that most rounds make sound. */
static void head_start(struct chaos *c)
{
	bench_msg m;
	u32 n;

	bench_send(c->b, m, msg_host_new(m, 1, 0, SOF3_DIR_PLAYBACK));
	bench_send(c->b, m, comp_msg(c, m, 2));
	bench_send(c->b, m, msg_dai_new(m, 3, 0, SOF3_DIR_PLAYBACK, 0,
					SOF3_FRAME_S32_LE));
	bench_send(c->b, m, msg_dai_config(m, 0, 2, 0));
	bench_send(c->b, m, msg_buffer_new(m, BUFFER(0), 0, 768));
	bench_send(c->b, m, msg_buffer_new(m, BUFFER(1), 0, 768));
	bench_send(c->b, m, msg_connect(m, 1, BUFFER(0)));
	bench_send(c->b, m, msg_connect(m, BUFFER(0), 2));
	bench_send(c->b, m, msg_connect(m, 2, BUFFER(1)));
	bench_send(c->b, m, msg_connect(m, BUFFER(1), 3));
	bench_send(c->b, m, msg_pipe_new(m, PIPE(0), 0));
	bench_send(c->b, m, msg_tplg_id(m, SOF3_TPLG_PIPE_COMPLETE, PIPE(0)));
	sofdsp_dma_setup(c->b->dsp, 1, SOFDSP_DIR_PLAYBACK, c->sg, 2, 1920);
	n = msg_pcm_params(m, 1, 1, SOF3_DIR_PLAYBACK, SOF3_FRAME_S16_LE, 2, 1920, 384);
	bench_send(c->b, m, n);
	bench_send(c->b, m, msg_stream(m, SOF3_STREAM_TRIG_START, 1));
}

static void test_random_messages(void **state)
{
	struct chaos c = { .b = bench_new(), .seed = 2026 };
	struct sofdsp_stats s;
	u32 round, i;

	(void)state;
	for (i = 0; i < 2; i++) {
		c.sg[i].bytes = i ? 1920 - 1001 : 1001;
		c.ring[i] = calloc(1, c.sg[i].bytes);
		c.sg[i].addr = c.ring[i];
	}
	for (round = 0; round < ROUNDS; round++) {
		head_start(&c);
		for (i = 0; i < STEPS; i++)
			step(&c);
		tear_down(&c);
	}
	bench_stats(c.b, &s);
	print_message("%llu messages, %llu of them refused; heard %u times, %llu ticks\n",
		      (unsigned long long)s.n_ipcs, (unsigned long long)s.n_ipc_errors,
		      c.n_heard, (unsigned long long)s.n_ticks);
	/* Else it would prove little. */
	assert_true(s.n_ipcs - s.n_ipc_errors > ROUNDS * 100);
	assert_true(c.n_heard > ROUNDS * 5);
	for (i = 0; i < 2; i++)
		free(c.ring[i]);
	bench_free(c.b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_random_messages),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
