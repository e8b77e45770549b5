// SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Volume: one gain per channel, Q8.16, 1 << 16 is 0 dB and passes bit-exact.
 * While running, a change takes initial_ramp ms (volume_ramp.h); otherwise it holds
 * at once. Mute is a target of 0 beside the stored volume.
 */
#include "dsp_priv.h"
#include "volume_ramp.h"

#define VOLUME_0DB_Q16		(1u << 16)
/* What SOF allows: just under 128 times. */
#define VOLUME_MAX_Q16		0x007fffffu
#define VOLUME_RAMP_MAX_MS	10000u
/* To wait for a change of sign: half a period of 25 Hz. */
#define VOLUME_PATIENCE_MS	20u

struct volume_channel {
	u32 target_q16;		/* set by the host, apart from mute */
	bool muted;
	struct volume_ramp ramp;
};

struct volume {
	u32 min_q16;
	u32 max_q16;
	u32 ramp_ms;
	enum volume_shape shape;
	bool at_crossings;
	struct volume_channel ch[SOFDSP_MAX_CHANNELS];
};

static u32 volume_goal_q24(const struct volume_channel *ch)
{
	return ch->muted ? 0 : ch->target_q16 << 8;
}

static void volume_ramp(const struct sofdsp_comp *comp, struct volume_channel *ch)
{
	const struct volume *vol = comp->priv;
	const u32 per_second = comp->rate_hz / 100;	/* times 100 */
	u32 n_frames = vol->ramp_ms * per_second / 10;

	ch->ramp.patience_frames = 0;
	if (vol->at_crossings) {
		ch->ramp.patience_frames = VOLUME_PATIENCE_MS * per_second / 10;
		/* A jump waits, too. */
		if (!n_frames && comp->rate_hz)
			n_frames = 1;
	}
	sofdsp_volume_start(&ch->ramp, vol->shape, volume_goal_q24(ch), n_frames);
}

static int volume_set_shape(struct volume *vol, u32 ramp)
{
	vol->shape = VOLUME_LINEAR;
	switch (ramp) {
	case SOF3_RAMP_LINEAR:
		return 0;
	case SOF3_RAMP_LOG:
		vol->shape = VOLUME_LOG;
		return 0;
	case SOF3_RAMP_LINEAR_ZC:
		vol->at_crossings = true;
		return 0;
	case SOF3_RAMP_LOG_ZC:
		vol->shape = VOLUME_LOG;
		vol->at_crossings = true;
		return 0;
	case SOF3_RAMP_WINDOWS_FADE:
		vol->shape = VOLUME_FADE;
		return 0;
	case SOF3_RAMP_WINDOWS_NO_FADE:
		vol->ramp_ms = 0;
		return 0;
	default:
		return -EINVAL;
	}
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
	vol->ramp_ms = sofdsp_min(sofv_le32_to_cpu(m->initial_ramp),
				  VOLUME_RAMP_MAX_MS);
	if (vol->min_q16 > vol->max_q16 ||
	    volume_set_shape(vol, sofv_le32_to_cpu(m->ramp)) < 0)
		return -EINVAL;
	for (i = 0; i < SOFDSP_MAX_CHANNELS; i++) {
		vol->ch[i].target_q16 = sofdsp_min(VOLUME_0DB_Q16, vol->max_q16);
		sofdsp_volume_jump(&vol->ch[i].ramp, volume_goal_q24(&vol->ch[i]));
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
		sofdsp_volume_jump(&vol->ch[i].ramp, volume_goal_q24(&vol->ch[i]));
}

/* One gain for all channels, at rest? The usual case; then they are one row. */
static bool volume_is_even(const struct volume *vol, u32 channels)
{
	u32 i;

	for (i = 0; i < channels; i++)
		if (vol->ch[i].ramp.n_frames ||
		    vol->ch[i].ramp.gain_q24 != vol->ch[0].ramp.gain_q24)
			return false;
	return true;
}

static void volume_frames(struct sofdsp_comp *comp, s32 *to, const s32 *from,
			  u32 n_frames)
{
	const u32 channels = comp->channels;
	struct volume *vol = comp->priv;
	const u32 gain_q24 = vol->ch[0].ramp.gain_q24;
	u32 i;

	if (!volume_is_even(vol, channels)) {
		for (i = 0; i < channels; i++)
			sofdsp_volume_run(&vol->ch[i].ramp, to + i, from + i, n_frames,
					  channels);
		return;
	}
	if (gain_q24 == VOLUME_0DB_Q24)
		memcpy(to, from, n_frames * channels * sizeof(*to));
	else
		sofdsp_volume_scale(to, from, n_frames * channels, 1, gain_q24);
	for (i = 0; i < channels; i++)
		vol->ch[i].ramp.last = from[(n_frames - 1) * channels + i];
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
	/*
	 * If it does not run, volume_level_changed() ends this ramp at the start. One to
	 * the same goal goes on: a channel is set whenever another one changes, and its
	 * volume may be while it is being muted.
	 */
	if (volume_goal_q24(ch) != ch->ramp.goal_q24)
		volume_ramp(comp, ch);
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
