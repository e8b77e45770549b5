/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * A component alone between a PCM and DAI 0 on a bench (dsp_bench.h):
 * host -> buffer -> component -> buffer -> DAI, or the same in the direction of
 * capture. For tests of what a component does to samples.
 */
#ifndef DSP_LINE_H
#define DSP_LINE_H

#include "dsp_bench.h"

/* Ids on the line; the component under test gets LINE_COMP. */
#define LINE_PIPELINE	1u
#define LINE_HOST	2u
#define LINE_DAI	3u
#define LINE_COMP	4u

struct line {
	struct bench *b;
	u32 direction;			/* SOF3_DIR_* */
	u32 channels;			/* of the PCM */
	u32 host_rate_hz;

	/* Called before each tick of a stream, 0 the first; NULL: nothing. */
	void (*before_tick)(struct line *line, u32 tick);
};

/*
 * @comp_new: the component's message (msg_process_new(), ...) with id LINE_COMP and
 * pipeline LINE_PIPELINE. @slots: of the DAI.
 */
void line_new(struct line *line, const void *comp_new, u32 bytes, u32 direction,
	      u32 channels, u32 slots, u32 host_rate_hz, u32 dai_rate_hz);
void line_free(struct line *line);

/* Set the bytes control, in as many parts as it takes. Returns the last error. */
s32 line_set_data(struct line *line, const void *data, u32 bytes);

/*
 * Playback: plays @in_frames of S32 and as many ticks as that takes; what left the
 * DAI is in line->b->tx, line->b->tx_frames, @slots channels. Returns the error of
 * PCM_PARAMS. May be called again: tx goes on, the stream starts anew.
 */
s32 line_play(struct line *line, const s32 *in, u32 in_frames);

/*
 * Capture: @in (@slots channels, @in_frames) enters the DAI; what the host got goes
 * to @out, which has room for @out_frames. Runs until that is full. Returns the
 * error of PCM_PARAMS.
 */
s32 line_record(struct line *line, const s32 *in, u32 in_samples, s32 *out,
		u32 out_frames);

#endif /* DSP_LINE_H */
