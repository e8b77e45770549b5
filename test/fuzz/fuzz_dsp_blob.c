// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Throws bytes at the bytes control of a component that plays. Input: a byte that
 * chooses the component, one for channels and rate, then records of a 16 bit
 * little-endian length and that many bytes of content. With bit 13 of the length
 * set the content's first word becomes its length, which some formats want; a
 * length of 0xffff is a tick.
 *
 * Content is on the heap at its exact size. What was taken must be read back, and
 * what was refused must have changed nothing.
 */
#include <stdlib.h>

#include "dsp_msg.h"
#include "dsp_priv.h"

#define REC_TICK	0xffffu
#define REC_SIZE	0x2000u
#define RING_BYTES	16384u

enum { HOST = 1, BUFFER_1, COMP, BUFFER_2, DAI, PIPE };

struct kind {
	u32 type;
	u8 uuid[SOFDSP_UUID_BYTES];
};

/* Appending keeps the seeds valid. */
static const struct kind kinds[] = {
	{ .type = SOF3_TYPE_EQ_IIR },
	{ .type = SOF3_TYPE_EQ_FIR },
	{ .type = SOF3_TYPE_DCBLOCK },
	{ .type = SOF3_TYPE_MUX },
	{ .type = SOF3_TYPE_DEMUX },
	{ .type = SOF3_TYPE_SELECTOR },
	{ SOF3_TYPE_NONE, { 0xda, 0xe4, 0x6e, 0xb3, 0x6f, 0x00, 0xf9, 0x47,
			    0xa0, 0x6d, 0xfe, 0xcb, 0xe2, 0xd8, 0xb6, 0xce } },
};

#define N_KINDS		(sizeof(kinds) / sizeof(kinds[0]))

static const u32 rates_hz[] = { 8000, 44100, 48000, 192000 };

static void expect(bool ok)
{
	if (!ok)
		abort();
}

static void fuzz_notify(void *ctx, const void *msg, u32 bytes)
{
	(void)ctx;
	expect(bytes && msg);
}

static void fuzz_stream_write(void *ctx, u32 offset, const void *data, u32 bytes)
{
	(void)ctx;
	expect(data && bytes <= SOFDSP_STREAM_BYTES - offset);
}

static void fuzz_dai_tx(void *ctx, u32 dai_index, const s32 *samples,
			u32 channels, u32 n_frames)
{
	(void)ctx;
	(void)samples;
	expect(!dai_index && channels <= SOFDSP_MAX_CHANNELS &&
	       n_frames <= SOFDSP_DAI_MAX_FRAMES);
}

static void fuzz_dai_rx(void *ctx, u32 dai_index, s32 *samples, u32 channels,
			u32 n_frames)
{
	fuzz_dai_tx(ctx, dai_index, samples, channels, n_frames);
	memset(samples, 0x5a, channels * n_frames * sizeof(*samples));
}

static s32 fuzz_send(struct sofdsp *dsp, const void *msg, u32 bytes)
{
	u64 reply[SOFDSP_MSG_MAX_BYTES / sizeof(u64)];

	expect(sofdsp_ipc(dsp, msg, bytes, reply, sizeof(reply)));
	return (s32)sofv_le32_to_cpu(((struct sof3_reply *)reply)->error);
}

static void fuzz_graph(struct sofdsp *dsp, const struct kind *kind, u32 channels,
		       u32 rate_hz)
{
	bench_msg m;
	u32 n;

	fuzz_send(dsp, m, msg_host_new(m, HOST, PIPE, SOF3_DIR_PLAYBACK));
	fuzz_send(dsp, m, msg_buffer_new(m, BUFFER_1, PIPE, 768));
	expect(!fuzz_send(dsp, m, msg_process_new(m, COMP, PIPE, kind->type,
						  kind->type ? NULL : kind->uuid,
						  NULL, 0)));
	fuzz_send(dsp, m, msg_buffer_new(m, BUFFER_2, PIPE, 768));
	fuzz_send(dsp, m, msg_dai_new(m, DAI, PIPE, SOF3_DIR_PLAYBACK, 0,
				      SOF3_FRAME_S32_LE));
	n = msg_dai_config(m, 0, channels, SOF3_DAI_FLAG_HW_PARAMS);
	msg_set_rate(m, rate_hz);
	fuzz_send(dsp, m, n);
	fuzz_send(dsp, m, msg_pipe_new(m, PIPE, PIPE));
	fuzz_send(dsp, m, msg_connect(m, HOST, BUFFER_1));
	fuzz_send(dsp, m, msg_connect(m, BUFFER_1, COMP));
	fuzz_send(dsp, m, msg_connect(m, COMP, BUFFER_2));
	expect(!fuzz_send(dsp, m, msg_connect(m, BUFFER_2, DAI)));
	fuzz_send(dsp, m, msg_tplg_id(m, SOF3_TPLG_PIPE_COMPLETE, PIPE));
}

/* Plays a ring of noise over and over. */
static void fuzz_play(struct sofdsp *dsp, u32 channels, u32 rate_hz)
{
	static s32 ring[RING_BYTES / sizeof(s32)];
	static const struct sofdsp_sg sg = { ring, RING_BYTES };
	u32 seed = 9, bytes, i, n;
	bench_msg m;

	for (i = 0; i < RING_BYTES / sizeof(s32); i++) {
		seed = seed * 1664525u + 1013904223u;
		ring[i] = i % 64 < 8 ? -2147483647 - 1 : (s32)seed;
	}
	bytes = RING_BYTES / (channels * 4) * (channels * 4);
	expect(!sofdsp_dma_setup(dsp, 1, SOFDSP_DIR_PLAYBACK, &sg, 1, bytes));
	n = msg_pcm_params(m, HOST, 1, SOF3_DIR_PLAYBACK, SOF3_FRAME_S32_LE,
			   channels, bytes, 0);
	msg_set_rate(m, rate_hz);
	/* A selector or mux may have settings that can't play: that's no error here. */
	fuzz_send(dsp, m, n);
	fuzz_send(dsp, m, msg_stream(m, SOF3_STREAM_TRIG_START, HOST));
}

/* Cheaper than to boot, and shows what is not given back. */
static void fuzz_take_down(struct sofdsp *dsp)
{
	static const u32 comps[] = { HOST, COMP, DAI };
	struct sofdsp_stats stats;
	bench_msg m;
	u32 i;

	fuzz_send(dsp, m, msg_stream(m, SOF3_STREAM_TRIG_STOP, HOST));
	fuzz_send(dsp, m, msg_stream(m, SOF3_STREAM_PCM_FREE, HOST));
	sofdsp_dma_free(dsp, 1, SOFDSP_DIR_PLAYBACK);
	for (i = 0; i < 3; i++)
		expect(!fuzz_send(dsp, m, msg_tplg_id(m, SOF3_TPLG_COMP_FREE,
						      comps[i])));
	fuzz_send(dsp, m, msg_tplg_id(m, SOF3_TPLG_BUFFER_FREE, BUFFER_1));
	fuzz_send(dsp, m, msg_tplg_id(m, SOF3_TPLG_BUFFER_FREE, BUFFER_2));
	expect(!fuzz_send(dsp, m, msg_tplg_id(m, SOF3_TPLG_PIPE_FREE, PIPE)));
	sofdsp_get_stats(dsp, &stats);
	expect(!stats.n_comps && !stats.n_buffers && !stats.arena_used_bytes);
}

struct held {
	u8 data[SOFDSP_BLOB_MAX_BYTES];
	u32 bytes;
};

static void held_read(struct sofdsp_comp *comp, struct held *held)
{
	held->bytes = comp->ops->get_data(comp, held->data, sizeof(held->data));
	expect(held->bytes <= sizeof(held->data));
}

static void fuzz_set(struct sofdsp_comp *comp, const u8 *data, u32 bytes,
		     bool write_size)
{
	static struct held before, after;
	sofv_le32 size = sofv_cpu_to_le32(bytes);
	u8 *copy;
	int ret;

	/* dsp_control.c lets nothing empty through. */
	if (!bytes)
		return;
	copy = malloc(bytes);
	memcpy(copy, data, bytes);
	if (write_size && bytes >= sizeof(size))
		memcpy(copy, &size, sizeof(size));
	held_read(comp, &before);
	ret = comp->ops->set_data(comp, copy, bytes);
	expect(ret <= 0);
	held_read(comp, &after);
	if (ret)
		expect(after.bytes == before.bytes &&
		       !memcmp(after.data, before.data, after.bytes));
	else
		expect(after.bytes == bytes && !memcmp(after.data, copy, bytes));
	free(copy);
}

int LLVMFuzzerTestOneInput(const u8 *data, size_t bytes);
int LLVMFuzzerTestOneInput(const u8 *data, size_t bytes)
{
	static const struct sofdsp_env env = {
		.notify = fuzz_notify,
		.stream_write = fuzz_stream_write,
		.dai_tx = fuzz_dai_tx,
		.dai_rx = fuzz_dai_rx,
	};
	static struct sofdsp *dsp;
	struct sofdsp_comp *comp;
	u32 channels, rate_hz, n, len;
	const struct kind *kind;

	if (bytes < 2)
		return 0;
	if (!dsp) {
		dsp = sofdsp_init(malloc(sofdsp_footprint()), sofdsp_footprint(),
				  &env, NULL);
		sofdsp_boot(dsp);
	}
	kind = &kinds[data[0] % N_KINDS];
	channels = (data[1] & 7) + 1;
	rate_hz = rates_hz[data[1] >> 3 & 3];
	data += 2;
	bytes -= 2;

	fuzz_graph(dsp, kind, channels, rate_hz);
	fuzz_play(dsp, channels, rate_hz);
	comp = sofdsp_find_comp(dsp, COMP);
	expect(comp && comp->ops->set_data && comp->ops->get_data);
	while (bytes >= 2) {
		n = data[0] | (u32)data[1] << 8;
		data += 2;
		bytes -= 2;
		if (n == REC_TICK) {
			sofdsp_tick(dsp);
			continue;
		}
		len = n & (REC_SIZE - 1);
		len = len < bytes ? len : (u32)bytes;
		fuzz_set(comp, data, len, n & REC_SIZE);
		data += len;
		bytes -= len;
	}
	sofdsp_tick(dsp);
	fuzz_take_down(dsp);
	return 0;
}
