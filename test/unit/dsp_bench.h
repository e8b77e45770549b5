/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * A DSP on a bench: what leaves DAI 0 is recorded, what enters it is a known
 * sequence, and rings are cut into odd pieces.
 */
#ifndef DSP_BENCH_H
#define DSP_BENCH_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <sofdsp/sofdsp.h>

#include "dsp_msg.h"

#define BENCH_MAX_PIECES	8u

struct bench {
	struct sofdsp *dsp;
	void *mem;

	/* What came out of DAI 0, and how many frames of it. */
	s32 *tx;
	u32 tx_frames;
	size_t tx_room_bytes;
	u32 rx_count;			/* next sample of the capture sequence */
	/* What enters DAI 0 instead; NULL: the sequence. Silence at its end. */
	const s32 *rx;
	u32 rx_samples;

	u32 n_notified;
	u8 last_notified[SOF3_MSG_MAX_BYTES];
	u8 stream_window[SOFDSP_STREAM_BYTES];

	u8 reply[SOF3_MSG_MAX_BYTES];
	u32 reply_bytes;
};

struct bench_ring {
	struct sofdsp_sg sg[BENCH_MAX_PIECES];
	u32 n_sg;
	u32 bytes;
};

struct bench *bench_new(void);
void bench_free(struct bench *b);

/* Send; returns the error of the reply, which stays in b->reply. */
s32 bench_send(struct bench *b, const void *msg, u32 bytes);
void bench_ticks(struct bench *b, u32 n);

/* A ring of @bytes in pieces of odd sizes, each its own allocation. */
void bench_ring_new(struct bench_ring *ring, u32 bytes);
void bench_ring_free(struct bench_ring *ring);
void bench_ring_write(struct bench_ring *ring, const void *from, u32 bytes);
void bench_ring_read(const struct bench_ring *ring, void *to, u32 bytes);

/* sample @i of the sequence that DAI 0 delivers on capture */
s32 bench_rx_sample(u32 i);
/* Repeatable noise, full scale. */
s32 bench_noise(u32 *seed);

/*
 * The lab's host topology in small: n_inputs x (host -> volume) -> mixer ->
 * master volume -> DAI 0. Ids of input i (0..): pipeline BENCH_IN(i), host +1,
 * buffer +2, volume +3, buffer to the mixer +4.
 */
#define BENCH_IN(i)		(100u + 10u * (i))
#define BENCH_HOST(i)		(BENCH_IN(i) + 1)
#define BENCH_VOLUME(i)		(BENCH_IN(i) + 3)
#define BENCH_MIXER		11u
#define BENCH_MASTER		13u
#define BENCH_DAI		15u
void bench_mix_new(struct bench *b, u32 n_inputs, u32 channels);
void bench_mix_input_new(struct bench *b, u32 i);
void bench_mix_input_free(struct bench *b, u32 i);
void bench_mix_free(struct bench *b, u32 n_inputs);

/* PCM_PARAMS for input i with ring of tag i + 1; expects success. */
void bench_params(struct bench *b, u32 i, u32 frame_fmt, u32 channels,
		  const struct bench_ring *ring);
s32 bench_trigger(struct bench *b, u32 cmd, u32 i);
void bench_stats(struct bench *b, struct sofdsp_stats *stats);

#define BENCH_OK(call) assert_int_equal((call), 0)

#endif /* DSP_BENCH_H */
