// SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Dynamic range compressor. Frames go through a delay line, and what comes out of it
 * gets the gain that was found for what went in since (drc_gain.c), one for all
 * channels, and the master gain.
 *
 * A way through the component is a delay and whether there is a gain. Settings that
 * are disabled pass without delay, bit-exact; the switch keeps the delay and takes
 * the gain away. A change of way is a cross-fade, begun when the line holds enough.
 */
#include "dsp_priv.h"
#include "drc.h"
#include "drc_blob.h"
#include "math/dsp_math.h"

/* A power of two. At 48 kHz 42 ms, at 192 kHz still 10 ms. */
#define DRC_LINE_FRAMES		2048u
#define DRC_MAX_DELAY_FRAMES	(DRC_LINE_FRAMES - DRC_DIVISION_FRAMES)
#define DRC_FADE_SHIFT		8
#define DRC_FADE_FRAMES		(1u << DRC_FADE_SHIFT)

struct drc_way {
	u32 delay_frames;
	bool gain;
};

struct drc {
	struct drc_params params;
	struct drc_state state;
	bool on;			/* the switch */

	struct drc_way now, next;
	u32 fade_frames;		/* of the way from now to next; 0: none */
	/* The master gain moves on a straight line, too. */
	s32 master_from_q24;
	u32 master_left;

	s32 *line;			/* while not idle: DRC_LINE_FRAMES frames */
	u32 line_frame;			/* next to write */
	u32 line_fill;			/* frames since it was empty, at most all */

	u32 blob_bytes;
	struct drc_blob blob;
};

static const u8 drc_uuid[SOFDSP_UUID_BYTES] = DRC_UUID;

static int drc_init(struct sofdsp_comp *comp, const void *msg)
{
	struct drc *drc = comp->priv;

	(void)msg;
	drc->on = true;
	sofdsp_drc_reset(&drc->state);
	comp->max_ins = 1;
	comp->max_outs = 1;
	return 0;
}

static struct drc_way drc_way_wanted(const struct sofdsp_comp *comp)
{
	const struct drc *drc = comp->priv;
	struct drc_way way = { 0 };
	u64 frames;

	if (!drc->params.enabled)
		return way;
	way.gain = drc->on;
	/* Whole divisions, at least one: a gain needs the levels before it. */
	frames = ((u64)(u32)drc->params.pre_delay_q30 * comp->rate_hz + (1 << 29)) >> 30;
	if (frames > DRC_MAX_DELAY_FRAMES)
		frames = DRC_MAX_DELAY_FRAMES;
	way.delay_frames = (u32)frames & ~(DRC_DIVISION_FRAMES - 1);
	if (!way.delay_frames)
		way.delay_frames = DRC_DIVISION_FRAMES;
	return way;
}

static void drc_start(struct sofdsp_comp *comp)
{
	struct drc *drc = comp->priv;

	sofdsp_drc_reset(&drc->state);
	drc->now = drc_way_wanted(comp);
	drc->next = drc->now;
	drc->fade_frames = 0;
	drc->master_left = 0;
	drc->line_frame = 0;
	drc->line_fill = 0;
	memset(drc->line, 0, DRC_LINE_FRAMES * comp->channels * sizeof(*drc->line));
}

static int drc_prepare(struct sofdsp_comp *comp)
{
	struct drc *drc = comp->priv;

	sofdsp_prepare_through(comp);
	if (!comp->channels)
		return -EINVAL;
	drc->line = sofdsp_alloc(comp->dsp, DRC_LINE_FRAMES * comp->channels *
				 (u32)sizeof(*drc->line));
	return drc->line ? 0 : -ENOMEM;
}

static void drc_reset(struct sofdsp_comp *comp)
{
	struct drc *drc = comp->priv;

	sofdsp_free(comp->dsp, drc->line);
	drc->line = NULL;
	sofdsp_reset_through(comp);
}

static void drc_level_changed(struct sofdsp_comp *comp, enum sofdsp_level old)
{
	/* After a pause it goes on where it was, else anew. */
	if (comp->level >= SOFDSP_PAUSED && old < SOFDSP_PAUSED)
		drc_start(comp);
}

static u32 drc_level_q31(const s32 *frame, u32 channels)
{
	u32 level = 0, x, c;

	for (c = 0; c < channels; c++) {
		x = frame[c] < 0 ? 0 - (u32)frame[c] : (u32)frame[c];
		level = x > level ? x : level;
	}
	return level;
}

static s32 drc_master_q24(const struct drc *drc)
{
	s64 way = (s64)drc->master_from_q24 - drc->params.master_gain_q24;

	return drc->params.master_gain_q24 +
	       (s32)((way * drc->master_left) >> DRC_FADE_SHIFT);
}

/* gain_q30 of 1 and a master gain of 1 give exactly 1. */
static s32 drc_gain_q24(struct drc *drc, u32 level_q31)
{
	const s64 gain_q30 = sofdsp_drc_step(&drc->state, &drc->params, level_q31);

	if (drc->master_left)
		drc->master_left--;
	return (s32)((gain_q30 * drc_master_q24(drc) + (1 << 29)) >> 30);
}

static const s32 *drc_tap(const struct drc *drc, u32 delay_frames, u32 channels)
{
	u32 frame = (drc->line_frame - delay_frames) & (DRC_LINE_FRAMES - 1);

	return drc->line + frame * channels;
}

static s32 drc_out(struct drc_way way, s32 x, s32 gain_q24)
{
	return way.gain ? sofdsp_sat_s32(((s64)x * gain_q24 + (1 << 23)) >> 24) : x;
}

/* @gain_q24 is used where a way has one. */
static void drc_frame_out(struct drc *drc, s32 *to, u32 channels, s32 gain_q24)
{
	const s32 *now = drc_tap(drc, drc->now.delay_frames, channels);
	const s32 *next = drc_tap(drc, drc->next.delay_frames, channels);
	s64 a, b;
	u32 c;

	for (c = 0; c < channels; c++) {
		a = drc_out(drc->now, now[c], gain_q24);
		if (drc->fade_frames) {
			b = drc_out(drc->next, next[c], gain_q24);
			a += ((b - a) * drc->fade_frames) >> DRC_FADE_SHIFT;
		}
		to[c] = (s32)a;
	}
}

/* Is another way wanted than the one it is on or fades to? */
static void drc_fade(struct sofdsp_comp *comp)
{
	struct drc *drc = comp->priv;

	if (drc->fade_frames) {
		if (++drc->fade_frames <= DRC_FADE_FRAMES)
			return;
		drc->fade_frames = 0;
		drc->now = drc->next;
		return;
	}
	drc->next = drc_way_wanted(comp);
	if (drc->next.delay_frames == drc->now.delay_frames &&
	    drc->next.gain == drc->now.gain)
		return;
	if (drc->line_fill < drc->next.delay_frames)
		return;
	if (!drc->now.gain)
		sofdsp_drc_reset(&drc->state);
	drc->fade_frames = 1;
}

static bool drc_idle(const struct sofdsp_comp *comp)
{
	const struct drc *drc = comp->priv;

	return !drc->params.enabled && !drc->now.delay_frames && !drc->fade_frames;
}

static void drc_frames(struct sofdsp_comp *comp, s32 *to, const s32 *from,
		       u32 n_frames)
{
	const u32 channels = comp->channels;
	struct drc *drc = comp->priv;
	s32 gain_q24 = 0;
	u32 i;

	if (drc_idle(comp)) {
		drc->line_fill = 0;
		memcpy(to, from, n_frames * channels * sizeof(*to));
		return;
	}
	for (i = 0; i < n_frames; i++, to += channels, from += channels) {
		memcpy(drc->line + drc->line_frame * channels, from,
		       channels * sizeof(*from));
		drc_fade(comp);
		if (drc->now.gain || (drc->fade_frames && drc->next.gain))
			gain_q24 = drc_gain_q24(drc, drc_level_q31(from, channels));
		drc_frame_out(drc, to, channels, gain_q24);
		drc->line_frame = (drc->line_frame + 1) & (DRC_LINE_FRAMES - 1);
		if (drc->line_fill < DRC_LINE_FRAMES)
			drc->line_fill++;
	}
}

static void drc_process(struct sofdsp_comp *comp)
{
	sofdsp_comp_run(comp, drc_frames);
}

/* One switch for all channels. */
static int drc_get(struct sofdsp_comp *comp, u32 cmd, u32 channel, u32 *value)
{
	const struct drc *drc = comp->priv;

	if (cmd != SOF3_CTRL_CMD_SWITCH || channel >= SOFDSP_MAX_CHANNELS)
		return -EINVAL;
	*value = drc->on;
	return 0;
}

static int drc_set(struct sofdsp_comp *comp, u32 cmd, u32 channel, u32 value,
		   bool apply)
{
	struct drc *drc = comp->priv;

	if (cmd != SOF3_CTRL_CMD_SWITCH || channel >= SOFDSP_MAX_CHANNELS)
		return -EINVAL;
	if (apply)
		drc->on = value;
	return 0;
}

static int drc_set_data(struct sofdsp_comp *comp, const void *data, u32 bytes)
{
	struct drc *drc = comp->priv;
	const s32 master_q24 = drc_master_q24(drc);
	struct drc_params params;
	int ret;

	ret = sofdsp_drc_decode(&params, data, bytes);
	if (ret < 0)
		return ret;
	/* While it fades out it needs the gains it had. */
	if (!params.enabled && drc->params.enabled) {
		drc->params.enabled = false;
	} else {
		if (params.enabled && drc->params.enabled) {
			drc->master_from_q24 = master_q24;
			drc->master_left = DRC_FADE_FRAMES;
		}
		drc->params = params;
	}
	memcpy(&drc->blob, data, bytes);
	drc->blob_bytes = bytes;
	return 0;
}

static u32 drc_get_data(struct sofdsp_comp *comp, void *data, u32 cap)
{
	const struct drc *drc = comp->priv;

	if (cap)
		memcpy(data, &drc->blob, sofdsp_min(cap, drc->blob_bytes));
	return drc->blob_bytes;
}

const struct sofdsp_comp_ops sofdsp_drc_ops = {
	.type = SOF3_TYPE_NONE,
	.uuid = drc_uuid,
	.msg_bytes = sizeof(struct sof3_comp_process),
	.priv_bytes = sizeof(struct drc),
	.init = drc_init,
	.prepare = drc_prepare,
	.level_changed = drc_level_changed,
	.process = drc_process,
	.reset = drc_reset,
	.get_value = drc_get,
	.set_value = drc_set,
	.set_data = drc_set_data,
	.get_data = drc_get_data,
};
