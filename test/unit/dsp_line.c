// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 */
#include <stdlib.h>

#include "dsp_line.h"

#define LINE_BUFFER_1	5u
#define LINE_BUFFER_2	6u
#define LINE_TAG	1u

static void line_connect(struct bench *b, u32 source, u32 buffer, u32 sink)
{
	bench_msg m;

	BENCH_OK(bench_send(b, m, msg_connect(m, source, buffer)));
	BENCH_OK(bench_send(b, m, msg_connect(m, buffer, sink)));
}

void line_new(struct line *line, const void *comp_new, u32 bytes, u32 direction,
	      u32 channels, u32 slots, u32 host_rate_hz, u32 dai_rate_hz)
{
	const u32 p = LINE_PIPELINE;
	struct bench *b = bench_new();
	bench_msg m;
	u32 n;

	line->b = b;
	line->direction = direction;
	line->channels = channels;
	line->host_rate_hz = host_rate_hz;
	line->before_tick = NULL;
	BENCH_OK(bench_send(b, m, msg_host_new(m, LINE_HOST, p, direction)));
	BENCH_OK(bench_send(b, m, msg_buffer_new(m, LINE_BUFFER_1, p, 768)));
	BENCH_OK(bench_send(b, comp_new, bytes));
	BENCH_OK(bench_send(b, m, msg_buffer_new(m, LINE_BUFFER_2, p, 768)));
	BENCH_OK(bench_send(b, m, msg_dai_new(m, LINE_DAI, p, direction, 0,
					      SOF3_FRAME_S32_LE)));
	n = msg_dai_config(m, 0, slots, SOF3_DAI_FLAG_HW_PARAMS);
	msg_set_rate(m, dai_rate_hz);
	BENCH_OK(bench_send(b, m, n));
	BENCH_OK(bench_send(b, m, msg_pipe_new(m, p, p)));
	if (direction == SOF3_DIR_PLAYBACK) {
		line_connect(b, LINE_HOST, LINE_BUFFER_1, LINE_COMP);
		line_connect(b, LINE_COMP, LINE_BUFFER_2, LINE_DAI);
	} else {
		line_connect(b, LINE_DAI, LINE_BUFFER_1, LINE_COMP);
		line_connect(b, LINE_COMP, LINE_BUFFER_2, LINE_HOST);
	}
	BENCH_OK(bench_send(b, m, msg_tplg_id(m, SOF3_TPLG_PIPE_COMPLETE, p)));
}

void line_free(struct line *line)
{
	bench_free(line->b);
}

s32 line_set_data(struct line *line, const void *data, u32 bytes)
{
	u32 parts = msg_data_parts(bytes), i;
	s32 ret = 0;
	bench_msg m;

	for (i = 0; i < parts && !ret; i++)
		ret = bench_send(line->b, m, msg_data(m, true, LINE_COMP, data,
						      bytes, i));
	return ret;
}

static s32 line_open(struct line *line, struct bench_ring *ring, u32 frames)
{
	bench_msg m;
	u32 n;

	bench_ring_new(ring, frames * line->channels * (u32)sizeof(s32));
	BENCH_OK(sofdsp_dma_setup(line->b->dsp, LINE_TAG, line->direction, ring->sg,
				  ring->n_sg, ring->bytes));
	n = msg_pcm_params(m, LINE_HOST, LINE_TAG, line->direction,
			   SOF3_FRAME_S32_LE, line->channels, ring->bytes, 0);
	msg_set_rate(m, line->host_rate_hz);
	return bench_send(line->b, m, n);
}

static void line_close(struct line *line, struct bench_ring *ring)
{
	bench_msg m;

	BENCH_OK(bench_send(line->b, m, msg_stream(m, SOF3_STREAM_PCM_FREE,
						   LINE_HOST)));
	sofdsp_dma_free(line->b->dsp, LINE_TAG, line->direction);
	bench_ring_free(ring);
}

/* Ticks until the DMA has gone through @frames of the ring, or comes around. */
static void line_run(struct line *line, u32 frames)
{
	const u32 frame_bytes = line->channels * (u32)sizeof(s32);
	u32 done = 0, tick = 0, pos;
	bench_msg m;

	BENCH_OK(bench_send(line->b, m, msg_stream(m, SOF3_STREAM_TRIG_START,
						   LINE_HOST)));
	while (done < frames) {
		if (line->before_tick)
			line->before_tick(line, tick++);
		bench_ticks(line->b, 1);
		pos = sofdsp_dma_position(line->b->dsp, LINE_TAG, line->direction) /
		      frame_bytes;
		if (pos < done)
			break;
		done = pos;
	}
	BENCH_OK(bench_send(line->b, m, msg_stream(m, SOF3_STREAM_TRIG_STOP,
						   LINE_HOST)));
}

/* A ring is longer than what it holds: a tick may take a few frames more. */
#define LINE_SPARE_FRAMES	400u

s32 line_play(struct line *line, const s32 *in, u32 in_frames)
{
	struct bench_ring ring;
	s32 ret = line_open(line, &ring, in_frames + LINE_SPARE_FRAMES);

	if (!ret) {
		bench_ring_write(&ring, in, in_frames * line->channels *
				 (u32)sizeof(*in));
		line_run(line, in_frames);
	}
	line_close(line, &ring);
	return ret;
}

s32 line_record(struct line *line, const s32 *in, u32 in_samples, s32 *out,
		u32 out_frames)
{
	struct bench_ring ring;
	s32 ret = line_open(line, &ring, out_frames + LINE_SPARE_FRAMES);

	line->b->rx = in;
	line->b->rx_samples = in_samples;
	line->b->rx_count = 0;
	if (!ret) {
		line_run(line, out_frames);
		bench_ring_read(&ring, out, out_frames * line->channels *
				(u32)sizeof(*out));
	}
	line_close(line, &ring);
	return ret;
}
