// SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Ramps; see volume_ramp.h.
 */
#include "dsp_priv.h"
#include "math/dsp_math.h"
#include "volume_ramp.h"

/* 2^-16, the least volume that is not 0 */
#define RAMP_FLOOR_Q24		(1u << 8)

void sofdsp_volume_jump(struct volume_ramp *ramp, u32 goal_q24)
{
	ramp->gain_q24 = goal_q24;
	ramp->goal_q24 = goal_q24;
	ramp->n_frames = 0;
	ramp->now = 0;
	ramp->at = 0;
	ramp->waited_frames = 0;
}

static s64 ramp_octaves_q42(u32 gain_q24)
{
	if (gain_q24 < RAMP_FLOOR_Q24)
		gain_q24 = RAMP_FLOOR_Q24;
	return ((s64)sofdsp_log2_q26(gain_q24) - (24 << 26)) * (1 << 16);
}

/* way / n, rounded towards 0. */
static s64 ramp_step(s64 way, u32 n)
{
	return way < 0 ? -(s64)sofdsp_div_u64((u64)-way, n) :
			 (s64)sofdsp_div_u64((u64)way, n);
}

void sofdsp_volume_start(struct volume_ramp *ramp, enum volume_shape shape,
			 u32 goal_q24, u32 n_frames)
{
	const u32 from_q24 = ramp->gain_q24;

	sofdsp_volume_jump(ramp, goal_q24);
	ramp->from = 0;
	ramp->step = 0;
	if (!n_frames || from_q24 == goal_q24)
		return;
	ramp->gain_q24 = from_q24;
	ramp->shape = shape;
	ramp->n_frames = n_frames;
	ramp->from_q24 = from_q24;
	switch (shape) {
	case VOLUME_LINEAR:
		ramp->from = (s64)from_q24 << 24;
		ramp->step = ramp_step(((s64)goal_q24 << 24) - ramp->from, n_frames);
		break;
	case VOLUME_LOG:
		ramp->from = ramp_octaves_q42(from_q24);
		ramp->step = ramp_step(ramp_octaves_q42(goal_q24) - ramp->from,
				       n_frames);
		break;
	case VOLUME_FADE:
		break;
	}
}

/* way (i / n)^1.75 */
static u32 ramp_power(u32 way, u32 i, u32 n)
{
	s64 octaves_q26;

	if (!i)
		return 0;
	octaves_q26 = (s64)sofdsp_log2_q26(i) - sofdsp_log2_q26(n);
	octaves_q26 = octaves_q26 * 7 / 4;
	if (octaves_q26 < -(31ll << 26))
		return 0;
	return (u32)((way * sofdsp_exp2_q32((s32)octaves_q26) + (1u << 31)) >> 32);
}

static u32 ramp_fade_q24(const struct volume_ramp *ramp)
{
	const u32 n = ramp->n_frames;

	if (ramp->goal_q24 > ramp->from_q24)
		return ramp->from_q24 +
		       ramp_power(ramp->goal_q24 - ramp->from_q24, ramp->at, n);
	return ramp->goal_q24 +
	       ramp_power(ramp->from_q24 - ramp->goal_q24, n - ramp->at, n);
}

static u32 ramp_gain_q24(const struct volume_ramp *ramp)
{
	const s64 x = ramp->from + ramp->step * ramp->at;

	switch (ramp->shape) {
	case VOLUME_LINEAR:
		return (u32)((x + (1 << 23)) >> 24);
	case VOLUME_LOG:
		return (u32)((sofdsp_exp2_q32((s32)(x >> 16)) + (1 << 7)) >> 8);
	case VOLUME_FADE:
		return ramp_fade_q24(ramp);
	}
	return ramp->goal_q24;
}

/* x: Q1.31, gain: Q8.24; to Q1.31, rounded to nearest, not saturated. */
static s64 ramp_scale(s32 x, u32 gain_q24)
{
	return ((s64)x * (s32)gain_q24 + (1 << 23)) >> 24;
}

void sofdsp_volume_scale(s32 *to, const s32 *from, u32 n, u32 stride, u32 gain_q24)
{
	u32 i;

	/* Up to 0 dB nothing saturates. */
	if (gain_q24 <= VOLUME_0DB_Q24)
		for (i = 0; i < n * stride; i += stride)
			to[i] = (s32)ramp_scale(from[i], gain_q24);
	else
		for (i = 0; i < n * stride; i += stride)
			to[i] = sofdsp_sat_s32(ramp_scale(from[i], gain_q24));
}

/* Which frame of the ramp does sample @x get, if it has to wait for a crossing? */
static void ramp_wait(struct volume_ramp *ramp, s32 x)
{
	if (!x || (x ^ ramp->last) < 0 || ramp->at == ramp->now) {
		ramp->at = ramp->now;
		ramp->waited_frames = 0;
	} else if (ramp->waited_frames < ramp->patience_frames) {
		ramp->waited_frames++;
	} else {
		ramp->at = sofdsp_min(ramp->at + 2, ramp->now);
	}
}

/* Frames that were scaled before the ramp came to its end. */
static u32 ramp_go(struct volume_ramp *ramp, s32 *to, const s32 *from, u32 n_frames,
		   u32 stride)
{
	u32 i;

	for (i = 0; i < n_frames && ramp->n_frames; i++, to += stride, from += stride) {
		if (ramp->patience_frames)
			ramp_wait(ramp, *from);
		else
			ramp->at = ramp->now;
		ramp->last = *from;
		if (ramp->at == ramp->n_frames) {
			sofdsp_volume_jump(ramp, ramp->goal_q24);
			break;
		}
		if (ramp->at)
			ramp->gain_q24 = ramp_gain_q24(ramp);
		*to = sofdsp_sat_s32(ramp_scale(*from, ramp->gain_q24));
		if (ramp->now < ramp->n_frames)
			ramp->now++;
	}
	return i;
}

void sofdsp_volume_run(struct volume_ramp *ramp, s32 *to, const s32 *from,
		       u32 n_frames, u32 stride)
{
	u32 i;

	i = ramp->n_frames ? ramp_go(ramp, to, from, n_frames, stride) : 0;
	if (i == n_frames)
		return;
	ramp->last = from[(n_frames - 1) * stride];
	sofdsp_volume_scale(to + i * stride, from + i * stride, n_frames - i, stride,
			    ramp->gain_q24);
}
