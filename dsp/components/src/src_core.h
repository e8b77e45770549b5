/* SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause */
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Arithmetic of the sample rate converter, apart from the component that is
 * built on it (comp_src.c). README.md has the numbers of the filter.
 *
 * The rates are to each other as up/down in lowest terms: @down input frames
 * become @up output frames. Output n (from 0) stands at ((n + 1) * down - 1) /
 * up input frames, less the filter's delay. So after i input frames exactly
 * floor(i * up / down) outputs can have been made, for ever, in whichever
 * pieces the input came.
 *
 * Nothing here fails, allocates, or keeps anything outside of its arguments.
 */
#ifndef SRC_CORE_H
#define SRC_CORE_H

#include <sofv_port.h>

/* Length of the prototype, in periods of the lower of the two rates. */
#define SRC_PROTO_PERIODS	136u
/* Points of it per period, and the points that interpolation needs beyond. */
#define SRC_PROTO_STEPS		32u
#define SRC_PROTO_BEFORE	2u
#define SRC_PROTO_AFTER		3u
#define SRC_PROTO_POINTS \
	(SRC_PROTO_BEFORE + SRC_PROTO_PERIODS / 2 * SRC_PROTO_STEPS + 1 + \
	 SRC_PROTO_AFTER)

/*
 * Right half of the prototype, Q1.31; [SRC_PROTO_BEFORE] is its middle. Made by
 * test/tools/gen_src_proto.c ("make src-proto").
 */
extern const s32 sofdsp_src_proto_q31[SRC_PROTO_POINTS];

/* Taps are a multiple of this. */
#define SRC_TAPS_STEP		8u

/* Format of the coefficients. Of a phase, the magnitudes add to less than 4. */
#define SRC_COEF_Q		30

struct src_ratio {
	u32 up;		/* phases of the filter, at most 640 */
	u32 down;	/* at most 640 */
	u32 taps;	/* of each phase */
};

/*
 * Filter of one ratio. Serves any number of streams.
 * coef: [up][taps] in Q2.30, for the oldest sample first.
 */
struct src_bank {
	struct src_ratio ratio;
	u32 n_users;	/* kept by comp_src.c */
	s32 coef_q30[];
};

/* Input frames that a stream has room for beyond what its filter looks at. */
#define SRC_ROOM_FRAMES		512u

struct src_stream {
	const struct src_bank *bank;
	u32 channels;
	s32 *history;		/* channel c from c * cap */
	u32 cap;		/* frames */
	u32 fill;		/* frames that are there */
	u32 next;		/* newest frame that the next output looks at */
	u32 phase;		/* of the next output, 0..up-1 */
};

/* One of 8, 16, 24, 32, 44.1, 48, 88.2, 96, 176.4, 192 kHz? */
bool sofdsp_src_rate_ok(u32 rate_hz);

/* Both rates are ok. */
void sofdsp_src_ratio_set(struct src_ratio *ratio, u32 in_hz, u32 out_hz);

u32 sofdsp_src_bank_bytes(const struct src_ratio *ratio);

/*
 * Make the coefficients. @bank: sofdsp_src_bank_bytes() of zeroed memory,
 * aligned for u32. Takes at most 43520 interpolations.
 */
void sofdsp_src_bank_init(struct src_bank *bank, const struct src_ratio *ratio);

u32 sofdsp_src_history_bytes(const struct src_ratio *ratio, u32 channels);

/*
 * Begin, with silence before the first frame. @history: as many bytes as
 * sofdsp_src_history_bytes() says.
 */
void sofdsp_src_start(struct src_stream *st, const struct src_bank *bank,
		      s32 *history, u32 channels);

/*
 * Input frames it takes from here to have @out_frames outputs: no less does,
 * and not one is too many. 0xffffffff stands for "all" and comes back as that,
 * as does a number too large to tell.
 */
u32 sofdsp_src_need(const struct src_stream *st, u32 out_frames);

/*
 * Take up to @n_frames of interleaved input. Returns how many: fewer only if
 * outputs that are due have not been fetched.
 */
u32 sofdsp_src_push(struct src_stream *st, const s32 *from, u32 n_frames);

/*
 * Make up to @n_frames of interleaved output, as many as the input allows;
 * rounded to nearest, saturated. Returns how many.
 */
u32 sofdsp_src_pull(struct src_stream *st, s32 *to, u32 n_frames);

/*
 * src_dot.c: sum of x[i] * coef_q30[i], @n a multiple of SRC_TAPS_STEP. All the
 * time of the converter goes here; who builds for a processor that is known may
 * link a better one in its place, with the same result.
 */
s64 sofdsp_src_dot(const s32 *x, const s32 *coef_q30, u32 n);

#endif /* SRC_CORE_H */
