// SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * A component to copy (README.md here): swaps the channels of each pair, left with
 * right, while its switch is on. What is left over of an odd number passes.
 */
#include "dsp_priv.h"

/* A change of the switch is a fade over so many frames. */
#define TEMPLATE_FADE_SHIFT	8
#define TEMPLATE_FADE_FRAMES	(1 << TEMPLATE_FADE_SHIFT)

/* Private part: zeroed by the caller, at comp->priv. */
struct template {
	bool on;
	s32 swapped;		/* how far, 0..TEMPLATE_FADE_FRAMES */
};

/* a62de1af-5964-4e2e-b167-7fdc97279a29, the first three parts little-endian. */
static const u8 template_uuid[SOFDSP_UUID_BYTES] = {
	0xaf, 0xe1, 0x2d, 0xa6, 0x64, 0x59, 0x2e, 0x4e,
	0xb1, 0x67, 0x7f, 0xdc, 0x97, 0x27, 0x9a, 0x29,
};

static int template_init(struct sofdsp_comp *comp, const void *msg)
{
	(void)msg;	/* const struct sof3_comp_process *; .msg_bytes are there */
	comp->max_ins = 1;
	comp->max_outs = 1;
	return 0;
}

static void template_level_changed(struct sofdsp_comp *comp, enum sofdsp_level old)
{
	struct template *t = comp->priv;

	/* No fade where nothing was heard before. */
	if (old < SOFDSP_PAUSED)
		t->swapped = t->on ? TEMPLATE_FADE_FRAMES : 0;
}

static void template_pair(s32 *to, const s32 *from, s32 swapped)
{
	const s64 way = (s64)from[1] - from[0];
	const s64 part = (way * swapped) >> TEMPLATE_FADE_SHIFT;

	/* Between the two, so they fit. */
	to[0] = (s32)(from[0] + part);
	to[1] = (s32)(from[1] - part);
}

/* Contiguous frames of comp->channels samples; the ring walk is the caller's. */
static void template_frames(struct sofdsp_comp *comp, s32 *to, const s32 *from,
			    u32 n_frames)
{
	const u32 channels = comp->channels;
	struct template *t = comp->priv;
	u32 i, c;

	for (i = 0; i < n_frames; i++, to += channels, from += channels) {
		if (t->on && t->swapped < TEMPLATE_FADE_FRAMES)
			t->swapped++;
		if (!t->on && t->swapped > 0)
			t->swapped--;
		for (c = 0; c + 1 < channels; c += 2)
			template_pair(to + c, from + c, t->swapped);
		if (channels & 1)
			to[channels - 1] = from[channels - 1];
	}
}

static void template_process(struct sofdsp_comp *comp)
{
	sofdsp_comp_run(comp, template_frames);
}

static int template_get(struct sofdsp_comp *comp, u32 cmd, u32 channel, u32 *value)
{
	const struct template *t = comp->priv;

	if (cmd != SOF3_CTRL_CMD_SWITCH || channel >= SOFDSP_MAX_CHANNELS)
		return -EINVAL;
	*value = t->on;
	return 0;
}

/* Must not change anything if @apply is false: then it is asked whether it would. */
static int template_set(struct sofdsp_comp *comp, u32 cmd, u32 channel, u32 value,
			bool apply)
{
	struct template *t = comp->priv;

	if (cmd != SOF3_CTRL_CMD_SWITCH || channel >= SOFDSP_MAX_CHANNELS)
		return -EINVAL;
	if (apply)
		t->on = value;
	return 0;
}

const struct sofdsp_comp_ops sofdsp_template_ops = {
	.type = SOF3_TYPE_NONE,
	.uuid = template_uuid,
	.msg_bytes = sizeof(struct sof3_comp_process),
	.priv_bytes = sizeof(struct template),
	.init = template_init,
	.prepare = sofdsp_prepare_through,
	.level_changed = template_level_changed,
	.process = template_process,
	.reset = sofdsp_reset_through,
	.get_value = template_get,
	.set_value = template_set,
};
