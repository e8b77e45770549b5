// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Drives a booted DSP with a sequence of messages and ticks. Input: records of
 * a 16 bit little-endian length and that many bytes of message; length 0xffff
 * is a tick, 0xfffe a DMA call with 2 bytes of arguments, 0xfffd a cold boot.
 * Messages are on the heap at their exact size, and each must be answered.
 */
#include <stdlib.h>

#include <sof/ipc3.h>
#include <sofdsp/sofdsp.h>

#define REC_TICK	0xffffu
#define REC_DMA		0xfffeu
#define REC_BOOT	0xfffdu
#define RING_BYTES	1536u

static void expect(bool ok)
{
	if (!ok)
		abort();
}

static void fuzz_notify(void *ctx, const void *msg, u32 bytes)
{
	(void)ctx;
	expect(bytes == sizeof(struct sof3_stream_posn) && msg);
}

static void fuzz_stream_write(void *ctx, u32 offset, const void *data, u32 bytes)
{
	(void)ctx;
	expect(offset <= SOFDSP_STREAM_BYTES && data);
	expect(bytes <= SOFDSP_STREAM_BYTES - offset);
}

static void fuzz_dai_tx(void *ctx, u32 dai_index, const s32 *samples,
			u32 channels, u32 n_frames)
{
	(void)ctx;
	(void)samples;
	expect(dai_index < SOFDSP_MAX_DAIS && n_frames <= SOFDSP_DAI_MAX_FRAMES);
	expect(channels >= 1 && channels <= SOFDSP_MAX_CHANNELS);
}

static void fuzz_dai_rx(void *ctx, u32 dai_index, s32 *samples, u32 channels,
			u32 n_frames)
{
	fuzz_dai_tx(ctx, dai_index, samples, channels, n_frames);
	memset(samples, 0x5a, channels * n_frames * sizeof(*samples));
}

static void fuzz_message(struct sofdsp *dsp, const u8 *data, u32 bytes)
{
	u8 *msg = malloc(bytes ? bytes : 1);
	u8 reply[SOFDSP_MSG_MAX_BYTES];
	struct sof3_reply head;
	u32 got;

	memcpy(msg, data, bytes);
	got = sofdsp_ipc(dsp, msg, bytes, reply, sizeof(reply));
	free(msg);
	expect(got >= sizeof(head) && got <= sizeof(reply));
	memcpy(&head, reply, sizeof(head));
	expect(sofv_le32_to_cpu(head.hdr.size) == got);
	expect((s32)sofv_le32_to_cpu(head.error) <= 0);
}

/*
 * Each ring is cut in two, at a place that the input chooses. Each piece ends
 * where its array ends, so that a step too far is caught.
 */
static void fuzz_dma(struct sofdsp *dsp, u8 what, u8 cut)
{
	static u8 head[256], tail[RING_BYTES];
	static struct sofdsp_sg sg[256][2];
	u32 tag = what & 7, direction = what >> 3 & 1;

	if (what & 0x80) {
		sofdsp_dma_free(dsp, tag, direction);
		return;
	}
	sg[cut][0].addr = head + sizeof(head) - (cut + 1);
	sg[cut][0].bytes = cut + 1;
	sg[cut][1].addr = tail + cut + 1;
	sg[cut][1].bytes = RING_BYTES - cut - 1;
	sofdsp_dma_setup(dsp, tag, direction, sg[cut], 2, RING_BYTES);
	expect(sofdsp_dma_position(dsp, tag, direction) < RING_BYTES);
}

/* What must hold whatever was sent. */
static void fuzz_check(const struct sofdsp *dsp)
{
	struct sofdsp_stats s;

	sofdsp_get_stats(dsp, &s);
	expect(s.n_running <= s.n_streams && s.n_streams <= s.n_comps);
	expect(s.n_comps || s.n_buffers || !s.arena_used_bytes);
	expect(s.n_ipc_errors <= s.n_ipcs);
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
	u32 n;

	if (!dsp)
		dsp = sofdsp_init(malloc(sofdsp_footprint()), sofdsp_footprint(),
				  &env, NULL);
	sofdsp_boot(dsp);

	while (bytes >= 2) {
		n = data[0] | (u32)data[1] << 8;
		data += 2;
		bytes -= 2;
		if (n == REC_TICK) {
			sofdsp_tick(dsp);
		} else if (n == REC_BOOT) {
			sofdsp_boot(dsp);
		} else if (n == REC_DMA) {
			if (bytes < 2)
				break;
			fuzz_dma(dsp, data[0], data[1]);
			data += 2;
			bytes -= 2;
		} else {
			n = n < bytes ? n : (u32)bytes;
			fuzz_message(dsp, data, n);
			data += n;
			bytes -= n;
		}
	}
	fuzz_check(dsp);
	return 0;
}
