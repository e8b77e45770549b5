/* SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause */
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * The software DSP: behaves as a SOF IPC3 firmware towards SOF core. It is a
 * library of plain calls: no thread, no lock, no heap, no clock of its own.
 *
 * Whoever embeds it brings the memory, a period tick, the host's DMA rings and
 * somewhere for the samples of the DAIs to go; see struct sofdsp_env.
 *
 * Context: calls on one DSP must not overlap, except sofdsp_dma_position(),
 * which may be called at any time from any context. None sleeps. Work per call
 * is bounded: by the pools below, and for sofdsp_tick() by one period.
 *
 * Samples inside are S32, channels interleaved, full scale 2^31. S16 data of
 * the host is shifted up by 16 and rounded on the way back, S24 by 8.
 */
#ifndef SOFDSP_SOFDSP_H
#define SOFDSP_SOFDSP_H

#include <sofv_port.h>

#define SOFDSP_PERIOD_US		1000u
#define SOFDSP_MAX_CHANNELS		8u

/* The wall clock of positions, and a tick at the usual rate. */
#define SOFDSP_RATE_HZ			48000u
#define SOFDSP_PERIOD_FRAMES		48u

/*
 * Rates of streams and DAIs: multiples of 100 Hz. A tick at 44.1 kHz has 44
 * frames or 45, so that ten of them have 441.
 */
#define SOFDSP_MIN_RATE_HZ		8000u
#define SOFDSP_MAX_RATE_HZ		192000u
#define SOFDSP_DAI_MAX_FRAMES		192u

/* Pools. */
#define SOFDSP_MAX_COMPS		512u
#define SOFDSP_MAX_BUFFERS		512u
#define SOFDSP_MAX_PIPELINES		256u
#define SOFDSP_MAX_DAIS			8u	/* per direction */
#define SOFDSP_MAX_STREAMS		160u	/* stream tags 1..160 */
#define SOFDSP_ARENA_BYTES		(8u << 20)

#define SOFDSP_DIR_PLAYBACK		0u
#define SOFDSP_DIR_CAPTURE		1u

/*
 * The shared memory ("SRAM") between host and DSP, as FW_READY announces it:
 * one window, id 0. Offsets and sizes in bytes.
 *
 *   upbox     DSP to host: FW_READY after boot, notifications later
 *   downbox   host to DSP: the message, then the reply in its place
 *   stream    positions, one slot per stream (struct sof3_stream_posn)
 *   debug, exception   for dumps; all zero as long as nothing crashed
 *
 * The library never touches it: it hands out bytes, the embedder puts them there.
 */
#define SOFDSP_UPBOX_OFFSET		0x0000u
#define SOFDSP_UPBOX_BYTES		0x1000u
#define SOFDSP_DOWNBOX_OFFSET		0x1000u
#define SOFDSP_DOWNBOX_BYTES		0x1000u
#define SOFDSP_STREAM_OFFSET		0x2000u
#define SOFDSP_STREAM_BYTES		0x3000u
#define SOFDSP_DEBUG_OFFSET		0x5000u
#define SOFDSP_DEBUG_BYTES		0x1000u
#define SOFDSP_EXCEPTION_OFFSET		0x6000u
#define SOFDSP_EXCEPTION_BYTES		0x1000u
#define SOFDSP_SRAM_BYTES		0x7000u

/* Largest message and largest reply. */
#define SOFDSP_MSG_MAX_BYTES		384u

/* At least this much room must be given to sofdsp_fw_ready(). */
#define SOFDSP_FW_READY_MAX_BYTES	1024u

struct sofdsp;

/*
 * What the DSP calls back. All are required, run inside sofdsp_ipc() or
 * sofdsp_tick(), must not call into the library, and must not sleep if the
 * caller of those may not.
 */
struct sofdsp_env {
	/*
	 * A message from DSP to host (SOF3_GLB_STREAM | SOF3_STREAM_POSITION or
	 * SOF3_STREAM_TRIG_XRUN): to the upbox, then ring the host's doorbell.
	 * SOF core then reads the stream's slot of the stream window.
	 */
	void (*notify)(void *ctx, const void *msg, u32 msg_bytes);

	/*
	 * Bytes for the stream window, @offset from SOFDSP_STREAM_OFFSET. Comes
	 * before the notify() that tells about it.
	 */
	void (*stream_write)(void *ctx, u32 offset, const void *data, u32 bytes);

	/*
	 * A tick's frames leave the DSP: @n_frames frames of @channels samples
	 * each (the slots of the DAI's configuration; those that no stream fills
	 * are silent), interleaved. Called once per tick while the DAI runs
	 * (underruns are filled with silence) and not at all while it is stopped.
	 */
	void (*dai_tx)(void *ctx, u32 dai_index, const s32 *samples,
		       u32 channels, u32 n_frames);

	/*
	 * A tick's frames enter the DSP: fill all of @samples. Called once per
	 * tick while the capture DAI runs.
	 */
	void (*dai_rx)(void *ctx, u32 dai_index, s32 *samples, u32 channels,
		       u32 n_frames);
};

/* One piece of a host ring. The pieces in order make up the ring. */
struct sofdsp_sg {
	void *addr;
	u32 bytes;	/* not 0 */
};

struct sofdsp_stats {
	u32 n_pipelines;
	u32 n_comps;
	u32 n_buffers;
	u32 n_dmas;		/* host rings set up */
	u32 n_streams;		/* host components with PCM_PARAMS */
	u32 n_running;		/* of those, started and not paused */
	u32 arena_used_bytes;
	u64 n_ticks;
	u64 n_ipcs;
	u64 n_ipc_errors;	/* answered with an error */
	u64 n_xruns;		/* ticks of a DAI with too few frames */
};

/* Bytes that sofdsp_init() wants; a constant of the build. */
size_t sofdsp_footprint(void);

/*
 * Make a DSP in @mem, which must be aligned for u64 and stay until the DSP is
 * no longer used. There is nothing to tear down: the memory is all there is.
 * @env and @env_ctx must outlive it. The result is booted (see sofdsp_boot()).
 *
 * Returns NULL if @bytes is less than sofdsp_footprint(), or a callback is
 * missing.
 */
struct sofdsp *sofdsp_init(void *mem, size_t bytes,
			   const struct sofdsp_env *env, void *env_ctx);

/*
 * Cold boot: components, pipelines, streams and settings are gone. Host rings
 * (sofdsp_dma_setup()) are forgotten too. Statistics start at 0.
 */
void sofdsp_boot(struct sofdsp *dsp);

/*
 * The FW_READY message with its extended data (windows), as SOF core expects to
 * find it at SOFDSP_UPBOX_OFFSET when it gets the doorbell after boot.
 *
 * Returns the bytes written, or 0 if @cap is too small.
 */
u32 sofdsp_fw_ready(const struct sofdsp *dsp, void *image, u32 cap);

/*
 * Serve one message of the host. @msg may be anything: it is checked. Must not
 * change during the call: copy it out of shared memory first. @reply may be
 * the same memory as @msg.
 *
 * Every message has a reply: at least a struct sof3_reply, with a negative
 * errno in .error if it was refused. Returns its bytes, which is never more
 * than @reply_cap; 0 if @reply_cap is less than sizeof(struct sof3_reply).
 */
u32 sofdsp_ipc(struct sofdsp *dsp, const void *msg, u32 msg_bytes,
	       void *reply, u32 reply_cap);

/* Run one period (SOFDSP_PERIOD_US of audio). */
void sofdsp_tick(struct sofdsp *dsp);

/*
 * Frames of a DAI's next tick if it runs at @rate_hz. A codec that ticks along
 * with the DSP needs it: dai_tx() and dai_rx() are called for running DAIs only.
 */
u32 sofdsp_next_tick_frames(const struct sofdsp *dsp, u32 rate_hz);

/* Rate of the DAI's last DAI_CONFIG; 0 if there was none. */
u32 sofdsp_dai_rate_hz(const struct sofdsp *dsp, u32 dai_index, u32 direction);

/*
 * As if the stream of host component @comp_id had an xrun of @bytes: the host is
 * told in the next tick. For tests of the host's reaction.
 *
 * Returns 0, -ENODEV if that is no host component with a stream.
 */
int sofdsp_inject_xrun(struct sofdsp *dsp, u32 comp_id, s32 bytes);

/*
 * Give the host DMA a ring. A host component finds it through the stream_tag of
 * its PCM_PARAMS. The same tag may be used in both directions.
 *
 * @stream_tag:	1..SOFDSP_MAX_STREAMS
 * @direction:	SOFDSP_DIR_*
 * @sg:		pieces of the ring, in order; the array and the memory it
 *		names stay the caller's and must stay until sofdsp_dma_free()
 *		or sofdsp_boot()
 * @buffer_bytes: length of the ring; the pieces must hold at least that
 *
 * Returns 0, -EINVAL (bad argument, pieces too short), -EBUSY (tag in use).
 */
int sofdsp_dma_setup(struct sofdsp *dsp, u32 stream_tag, u32 direction,
		     const struct sofdsp_sg *sg, u32 n_sg, u32 buffer_bytes);

/*
 * Byte offset in the ring up to which the DMA has read (playback) or written
 * (capture), 0..buffer_bytes-1. 0 for a tag that is not set up.
 *
 * Any context, any time.
 */
u32 sofdsp_dma_position(const struct sofdsp *dsp, u32 stream_tag, u32 direction);

/*
 * Take the ring back. When this returns, the DSP has no way to its memory any
 * more; a stream that still runs on it stalls until it is stopped. Freeing what
 * is not set up does nothing.
 */
void sofdsp_dma_free(struct sofdsp *dsp, u32 stream_tag, u32 direction);

void sofdsp_get_stats(const struct sofdsp *dsp, struct sofdsp_stats *stats);

#endif /* SOFDSP_SOFDSP_H */
