/* SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause */
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * How a channel's gain gets from one value to another. The gain is a function of the
 * frame of the ramp, found anew for every frame: so it neither drifts nor depends on
 * the pieces that the audio comes in.
 */
#ifndef SOFDSP_VOLUME_RAMP_H
#define SOFDSP_VOLUME_RAMP_H

#include <sofv_port.h>

#define VOLUME_0DB_Q24		(1u << 24)

enum volume_shape {
	VOLUME_LINEAR,		/* so much gain per frame */
	VOLUME_LOG,		/* so many dB per frame; silence is 2^-16, -96 dB */
	VOLUME_FADE,		/* t^1.75 up, and (1 - t)^1.75 down */
};

/* The ramp of one channel. Zeroed: at rest with a gain of 0. */
struct volume_ramp {
	u32 gain_q24;		/* of the last frame, Q8.24 */
	u32 goal_q24;

	/* At rest n_frames is 0 and gain is goal. */
	enum volume_shape shape;
	u32 n_frames;		/* of the way */
	u32 now;		/* frames since its start, at most n_frames */
	u32 at;			/* the gain is that of this frame; see below */
	u32 from_q24;
	s64 from;		/* linear: Q48 gain. Log: Q42 octaves. */
	s64 step;		/* of it per frame */

	/*
	 * Not 0: the gain changes when the signal changes its sign, to what it should
	 * be by then. If that takes more frames than this, it follows without, at
	 * twice the speed.
	 */
	u32 patience_frames;
	u32 waited_frames;
	s32 last;		/* sample */
};

/* Be at the goal at once. */
void sofdsp_volume_jump(struct volume_ramp *ramp, u32 goal_q24);

/* From where it is to @goal_q24 (below 2^31) in @n_frames; 0: jump. */
void sofdsp_volume_start(struct volume_ramp *ramp, enum volume_shape shape,
			 u32 goal_q24, u32 n_frames);

/* Scale @n samples, each @stride after the one before. */
void sofdsp_volume_scale(s32 *to, const s32 *from, u32 n, u32 stride, u32 gain_q24);

/* Scale one channel of @n_frames frames, @stride samples apart. */
void sofdsp_volume_run(struct volume_ramp *ramp, s32 *to, const s32 *from,
		       u32 n_frames, u32 stride);

#endif /* SOFDSP_VOLUME_RAMP_H */
