// SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Volume: one gain per channel, Q8.16, 1 << 16 is 0 dB and passes bit-exact.
 * While running, a change takes initial_ramp ms on a straight line; otherwise
 * it holds at once. Mute is a target of 0 beside the stored volume.
 */
#include "dsp_priv.h"

#define VOLUME_0DB_Q16		(1u << 16)
/* What SOF allows: just under 128 times. */
#define VOLUME_MAX_Q16		0x007fffffu
/* Longest ramp; also keeps the remainder of a step in 16 bits. */
#define VOLUME_RAMP_MAX_MS	1000u

struct volume_channel {
	u32 target_q16;		/* set by the host, apart from mute */
	bool muted;

	/* Gain of the next frame in Q32.32; a step is added to it per frame. */
	s64 gain_q32;
	s64 step_q32;
	u32 left_frames;	/* of the ramp */
};

struct volume {
	u32 min_q16;
	u32 max_q16;
	u32 ramp_frames;
	struct volume_channel ch[SOFDSP_MAX_CHANNELS];
};

static s64 volume_goal_q32(const struct volume_channel *ch)
{
	return ch->muted ? 0 : (s64)ch->target_q16 << 16;
}

static void volume_jump(struct volume_channel *ch)
{
	ch->gain_q32 = volume_goal_q32(ch);
	ch->step_q32 = 0;
	ch->left_frames = 0;
}

/* num / den in Q.16, rounded down; den < 2^16. */
static u64 volume_div_q16(u32 num, u32 den)
{
	return (u64)(num / den) << 16 | ((num % den) << 16) / den;
}

static void volume_ramp(struct volume_channel *ch, u32 ramp_frames)
{
	/* What is below Q16 of a ramp under way is caught at its end. */
	s64 way_q16 = (volume_goal_q32(ch) - ch->gain_q32) >> 16;

	if (!ramp_frames || !way_q16) {
		volume_jump(ch);
		return;
	}
	ch->left_frames = ramp_frames;
	if (way_q16 > 0)
		ch->step_q32 = (s64)volume_div_q16((u32)way_q16, ramp_frames);
	else
		ch->step_q32 = -(s64)volume_div_q16((u32)-way_q16, ramp_frames);
}

static int volume_init(struct sofdsp_comp *comp, const void *msg)
{
	const struct sof3_comp_volume *m = msg;
	struct volume *vol = comp->priv;
	u32 i;

	vol->min_q16 = sofv_le32_to_cpu(m->min_value);
	vol->max_q16 = sofv_le32_to_cpu(m->max_value);
	if (!vol->max_q16 || vol->max_q16 > VOLUME_MAX_Q16)
		vol->max_q16 = VOLUME_MAX_Q16;
	if (vol->min_q16 > vol->max_q16 || sofv_le32_to_cpu(m->ramp) >
	    SOF3_RAMP_WINDOWS_NO_FADE)
		return -EINVAL;
	vol->ramp_frames = sofdsp_min(sofv_le32_to_cpu(m->initial_ramp),
				      VOLUME_RAMP_MAX_MS) * SOFDSP_PERIOD_FRAMES;
	for (i = 0; i < SOFDSP_MAX_CHANNELS; i++) {
		vol->ch[i].target_q16 = sofdsp_min(VOLUME_0DB_Q16, vol->max_q16);
		volume_jump(&vol->ch[i]);
	}
	comp->max_ins = 1;
	comp->max_outs = 1;
	return 0;
}

static void volume_level_changed(struct sofdsp_comp *comp, enum sofdsp_level old)
{
	struct volume *vol = comp->priv;
	u32 i;

	/* A change of level is no place for a ramp: start and resume at the goal. */
	(void)old;
	for (i = 0; i < SOFDSP_MAX_CHANNELS; i++)
		volume_jump(&vol->ch[i]);
}

/* x: Q1.31, gain: Q8.16; to Q1.31, rounded to nearest, saturated. */
static s32 volume_scale(s32 x, u32 gain_q16)
{
	return sofdsp_sat_s32(((s64)x * gain_q16 + (1 << 15)) >> 16);
}

static void volume_steady(u32 gain_q16, s32 *to, const s32 *from, u32 n_frames,
			  u32 stride)
{
	u32 i;

	for (i = 0; i < n_frames * stride; i += stride)
		to[i] = volume_scale(from[i], gain_q16);
}

static void volume_ramping(struct volume_channel *ch, s32 *to, const s32 *from,
			   u32 n_frames, u32 stride)
{
	u32 i;

	for (i = 0; i < n_frames * stride; i += stride) {
		to[i] = volume_scale(from[i], (u32)(ch->gain_q32 >> 16));
		if (!ch->left_frames)
			continue;
		ch->gain_q32 += ch->step_q32;
		if (!--ch->left_frames)
			volume_jump(ch);
	}
}

/* Every channel at 0 dB and at rest: the usual case, and then a copy does. */
static bool volume_passes(const struct volume *vol, u32 channels)
{
	u32 i;

	for (i = 0; i < channels; i++)
		if (vol->ch[i].left_frames ||
		    vol->ch[i].gain_q32 != (s64)VOLUME_0DB_Q16 << 16)
			return false;
	return true;
}

static void volume_frames(struct sofdsp_comp *comp, s32 *to, const s32 *from,
			  u32 n_frames)
{
	const u32 channels = comp->channels;
	struct volume *vol = comp->priv;
	struct volume_channel *ch;
	u32 i;

	if (volume_passes(vol, channels)) {
		memcpy(to, from, n_frames * channels * sizeof(*to));
		return;
	}
	for (i = 0; i < channels; i++) {
		ch = &vol->ch[i];
		if (ch->left_frames)
			volume_ramping(ch, to + i, from + i, n_frames, channels);
		else
			volume_steady((u32)(ch->gain_q32 >> 16), to + i, from + i,
				      n_frames, channels);
	}
}

static void volume_process(struct sofdsp_comp *comp)
{
	sofdsp_comp_run(comp, volume_frames);
}

static int volume_get(struct sofdsp_comp *comp, u32 cmd, u32 channel, u32 *value)
{
	const struct volume *vol = comp->priv;

	if (channel >= SOFDSP_MAX_CHANNELS)
		return -EINVAL;
	switch (cmd) {
	case SOF3_CTRL_CMD_VOLUME:
		*value = vol->ch[channel].target_q16;
		return 0;
	case SOF3_CTRL_CMD_SWITCH:
		*value = !vol->ch[channel].muted;
		return 0;
	default:
		return -EINVAL;
	}
}

static int volume_set(struct sofdsp_comp *comp, u32 cmd, u32 channel, u32 value,
		      bool apply)
{
	struct volume *vol = comp->priv;
	struct volume_channel *ch;

	if (channel >= SOFDSP_MAX_CHANNELS ||
	    (cmd != SOF3_CTRL_CMD_VOLUME && cmd != SOF3_CTRL_CMD_SWITCH))
		return -EINVAL;
	if (!apply)
		return 0;

	ch = &vol->ch[channel];
	if (cmd == SOF3_CTRL_CMD_SWITCH)
		ch->muted = !value;
	else if (value < vol->min_q16)
		ch->target_q16 = vol->min_q16;
	else
		ch->target_q16 = sofdsp_min(value, vol->max_q16);
	/* If it does not run, volume_level_changed() ends this ramp at the start. */
	volume_ramp(ch, vol->ramp_frames);
	return 0;
}

const struct sofdsp_comp_ops sofdsp_volume_ops = {
	.type = SOF3_TYPE_VOLUME,
	.msg_bytes = sizeof(struct sof3_comp_volume),
	.priv_bytes = sizeof(struct volume),
	.init = volume_init,
	.prepare = sofdsp_prepare_through,
	.level_changed = volume_level_changed,
	.process = volume_process,
	.reset = sofdsp_reset_through,
	.get_value = volume_get,
	.set_value = volume_set,
};
