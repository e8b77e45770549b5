// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 */
#include <stdlib.h>

#include "dsp_bench.h"

static void bench_notify(void *ctx, const void *msg, u32 bytes)
{
	struct bench *b = ctx;

	assert_true(bytes <= sizeof(b->last_notified));
	memcpy(b->last_notified, msg, bytes);
	b->n_notified++;
}

static void bench_stream_write(void *ctx, u32 offset, const void *data, u32 bytes)
{
	struct bench *b = ctx;

	assert_true(offset <= sizeof(b->stream_window));
	assert_true(bytes <= sizeof(b->stream_window) - offset);
	memcpy(b->stream_window + offset, data, bytes);
}

static void bench_dai_tx(void *ctx, u32 dai_index, const s32 *samples,
			 u32 channels, u32 n_frames)
{
	struct bench *b = ctx;

	size_t bytes = (size_t)(b->tx_frames + n_frames) * channels * sizeof(s32);

	if (dai_index)
		return;
	if (bytes > b->tx_room_bytes) {
		b->tx_room_bytes = 2 * bytes;
		b->tx = realloc(b->tx, b->tx_room_bytes);
		assert_non_null(b->tx);
	}
	memcpy(b->tx + b->tx_frames * channels, samples,
	       n_frames * channels * sizeof(*samples));
	b->tx_frames += n_frames;
}

static void bench_dai_rx(void *ctx, u32 dai_index, s32 *samples, u32 channels,
			 u32 n_frames)
{
	struct bench *b = ctx;
	u32 i;

	(void)dai_index;
	for (i = 0; i < n_frames * channels; i++, b->rx_count++) {
		if (!b->rx)
			samples[i] = bench_rx_sample(b->rx_count);
		else
			samples[i] = b->rx_count < b->rx_samples ?
				     b->rx[b->rx_count] : 0;
	}
}

static const struct sofdsp_env bench_env = {
	.notify = bench_notify,
	.stream_write = bench_stream_write,
	.dai_tx = bench_dai_tx,
	.dai_rx = bench_dai_rx,
};

s32 bench_rx_sample(u32 i)
{
	return (s32)(i * 2654435761u + 12345u);
}

s32 bench_noise(u32 *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (s32)(*seed ^ *seed >> 15);
}

struct bench *bench_new(void)
{
	struct bench *b = calloc(1, sizeof(*b));

	b->mem = malloc(sofdsp_footprint());
	/* Memory is not zero in real life either. */
	memset(b->mem, 0xa5, sofdsp_footprint());
	b->dsp = sofdsp_init(b->mem, sofdsp_footprint(), &bench_env, b);
	assert_non_null(b->dsp);
	return b;
}

void bench_free(struct bench *b)
{
	free(b->tx);
	free(b->mem);
	free(b);
}

s32 bench_send(struct bench *b, const void *msg, u32 bytes)
{
	/* The exact bytes on the heap: a read beyond them is caught. */
	u8 *exact = malloc(bytes ? bytes : 1);
	struct sof3_reply reply;

	memcpy(exact, msg, bytes);
	b->reply_bytes = sofdsp_ipc(b->dsp, exact, bytes, b->reply,
				    sizeof(b->reply));
	free(exact);
	assert_true(b->reply_bytes >= sizeof(reply));
	memcpy(&reply, b->reply, sizeof(reply));
	assert_int_equal(sofv_le32_to_cpu(reply.hdr.size), b->reply_bytes);
	return (s32)sofv_le32_to_cpu(reply.error);
}

void bench_ticks(struct bench *b, u32 n)
{
	while (n--)
		sofdsp_tick(b->dsp);
}

void bench_ring_new(struct bench_ring *ring, u32 bytes)
{
	static const u32 odd[] = { 4093, 1, 777, 64, 3 };
	u32 left = bytes, n;

	memset(ring, 0, sizeof(*ring));
	ring->bytes = bytes;
	while (left) {
		n = left;
		if (ring->n_sg < sizeof(odd) / sizeof(odd[0]) &&
		    n > odd[ring->n_sg])
			n = odd[ring->n_sg];
		ring->sg[ring->n_sg].addr = calloc(1, n);
		ring->sg[ring->n_sg].bytes = n;
		ring->n_sg++;
		left -= n;
	}
}

void bench_ring_free(struct bench_ring *ring)
{
	u32 i;

	for (i = 0; i < ring->n_sg; i++)
		free(ring->sg[i].addr);
	memset(ring, 0, sizeof(*ring));
}

void bench_ring_write(struct bench_ring *ring, const void *from, u32 bytes)
{
	const u8 *in = from;
	u32 i, n;

	for (i = 0; bytes; i++, in += n, bytes -= n) {
		n = ring->sg[i].bytes < bytes ? ring->sg[i].bytes : bytes;
		memcpy(ring->sg[i].addr, in, n);
	}
}

void bench_ring_read(const struct bench_ring *ring, void *to, u32 bytes)
{
	u8 *out = to;
	u32 i, n;

	for (i = 0; bytes; i++, out += n, bytes -= n) {
		n = ring->sg[i].bytes < bytes ? ring->sg[i].bytes : bytes;
		memcpy(out, ring->sg[i].addr, n);
	}
}

void bench_mix_input_new(struct bench *b, u32 i)
{
	bench_msg m;
	u32 p = BENCH_IN(i);

	/* Parts first, pipeline then: what SOF core does with static ones. */
	BENCH_OK(bench_send(b, m, msg_host_new(m, p + 1, p, SOF3_DIR_PLAYBACK)));
	BENCH_OK(bench_send(b, m, msg_buffer_new(m, p + 2, p, 768)));
	BENCH_OK(bench_send(b, m, msg_volume_new(m, p + 3, p, 20)));
	BENCH_OK(bench_send(b, m, msg_buffer_new(m, p + 4, p, 768)));
	BENCH_OK(bench_send(b, m, msg_pipe_new(m, p, p)));
	BENCH_OK(bench_send(b, m, msg_connect(m, p + 1, p + 2)));
	BENCH_OK(bench_send(b, m, msg_connect(m, p + 2, p + 3)));
	BENCH_OK(bench_send(b, m, msg_connect(m, p + 3, p + 4)));
	BENCH_OK(bench_send(b, m, msg_connect(m, p + 4, BENCH_MIXER)));
	BENCH_OK(bench_send(b, m, msg_tplg_id(m, SOF3_TPLG_PIPE_COMPLETE, p)));
}

void bench_mix_input_free(struct bench *b, u32 i)
{
	bench_msg m;
	u32 p = BENCH_IN(i);

	BENCH_OK(bench_send(b, m, msg_tplg_id(m, SOF3_TPLG_COMP_FREE, p + 1)));
	BENCH_OK(bench_send(b, m, msg_tplg_id(m, SOF3_TPLG_BUFFER_FREE, p + 2)));
	BENCH_OK(bench_send(b, m, msg_tplg_id(m, SOF3_TPLG_COMP_FREE, p + 3)));
	BENCH_OK(bench_send(b, m, msg_tplg_id(m, SOF3_TPLG_BUFFER_FREE, p + 4)));
	BENCH_OK(bench_send(b, m, msg_tplg_id(m, SOF3_TPLG_PIPE_FREE, p)));
}

void bench_mix_new(struct bench *b, u32 n_inputs, u32 channels)
{
	bench_msg m;
	u32 i;

	BENCH_OK(bench_send(b, m, msg_mixer_new(m, BENCH_MIXER, 10)));
	BENCH_OK(bench_send(b, m, msg_buffer_new(m, 12, 10, 768)));
	BENCH_OK(bench_send(b, m, msg_volume_new(m, BENCH_MASTER, 10, 20)));
	BENCH_OK(bench_send(b, m, msg_buffer_new(m, 14, 10, 768)));
	BENCH_OK(bench_send(b, m, msg_dai_new(m, BENCH_DAI, 10, SOF3_DIR_PLAYBACK,
					      0, SOF3_FRAME_S32_LE)));
	BENCH_OK(bench_send(b, m, msg_dai_config(m, 0, channels,
						 SOF3_DAI_FLAG_HW_PARAMS)));
	BENCH_OK(bench_send(b, m, msg_pipe_new(m, 10, 10)));
	BENCH_OK(bench_send(b, m, msg_connect(m, BENCH_MIXER, 12)));
	BENCH_OK(bench_send(b, m, msg_connect(m, 12, BENCH_MASTER)));
	BENCH_OK(bench_send(b, m, msg_connect(m, BENCH_MASTER, 14)));
	BENCH_OK(bench_send(b, m, msg_connect(m, 14, BENCH_DAI)));
	BENCH_OK(bench_send(b, m, msg_tplg_id(m, SOF3_TPLG_PIPE_COMPLETE, 10)));
	for (i = 0; i < n_inputs; i++)
		bench_mix_input_new(b, i);
}

void bench_mix_free(struct bench *b, u32 n_inputs)
{
	static const u32 comps[] = { BENCH_MIXER, BENCH_MASTER, BENCH_DAI };
	bench_msg m;
	u32 i;

	for (i = 0; i < n_inputs; i++)
		bench_mix_input_free(b, i);
	for (i = 0; i < 3; i++)
		BENCH_OK(bench_send(b, m, msg_tplg_id(m, SOF3_TPLG_COMP_FREE,
						      comps[i])));
	BENCH_OK(bench_send(b, m, msg_tplg_id(m, SOF3_TPLG_BUFFER_FREE, 12)));
	BENCH_OK(bench_send(b, m, msg_tplg_id(m, SOF3_TPLG_BUFFER_FREE, 14)));
	BENCH_OK(bench_send(b, m, msg_tplg_id(m, SOF3_TPLG_PIPE_FREE, 10)));
}

void bench_params(struct bench *b, u32 i, u32 frame_fmt, u32 channels,
		  const struct bench_ring *ring)
{
	bench_msg m;

	BENCH_OK(sofdsp_dma_setup(b->dsp, i + 1, SOFDSP_DIR_PLAYBACK, ring->sg,
				  ring->n_sg, ring->bytes));
	BENCH_OK(bench_send(b, m, msg_pcm_params(m, BENCH_HOST(i), i + 1,
						 SOF3_DIR_PLAYBACK, frame_fmt,
						 channels, ring->bytes, 0)));
}

s32 bench_trigger(struct bench *b, u32 cmd, u32 i)
{
	bench_msg m;

	return bench_send(b, m, msg_stream(m, cmd, BENCH_HOST(i)));
}

void bench_stats(struct bench *b, struct sofdsp_stats *stats)
{
	sofdsp_get_stats(b->dsp, stats);
}
