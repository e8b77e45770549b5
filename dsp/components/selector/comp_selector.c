// SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Selector: another number of channels. As many out as in pass; else each output
 * channel is the selected one of the input: stereo to mono, mono to both. (SOF's
 * firmware knows one output channel and passing.)
 */
#include "dsp_priv.h"
#include "selector_blob.h"

struct selector {
	struct selector_blob blob;
	bool has_blob;
	u32 in_channels;	/* 0: any */
	u32 out_channels;	/* 0: as many as come in */
	u8 select;		/* mask of the channel */
};

static const u8 selector_uuid[SOFDSP_UUID_BYTES] = {
	0xd5, 0x8e, 0xa8, 0x55, 0x18, 0x3d, 0xca, 0x46,
	0x88, 0xf1, 0x0e, 0xe6, 0xea, 0xe9, 0x93, 0x0f,
};

static int selector_init(struct sofdsp_comp *comp, const void *msg)
{
	struct selector *sel = comp->priv;

	(void)msg;
	sel->select = 1;
	comp->max_ins = 1;
	comp->max_outs = 1;
	return 0;
}

static void selector_out_linked(struct sofdsp_comp *comp, struct sofdsp_buffer *out)
{
	const struct selector *sel = comp->priv;

	sofdsp_buffer_set_format(out, sel->out_channels ? sel->out_channels :
				 comp->channels, comp->rate_hz);
}

static int selector_prepare(struct sofdsp_comp *comp)
{
	const struct selector *sel = comp->priv;
	const struct sofdsp_buffer *in = comp->ins;

	if (!in || (sel->in_channels && in->channels != sel->in_channels) ||
	    !(sel->select & ((1u << in->channels) - 1)))
		return -EINVAL;
	comp->channels = in->channels;
	comp->rate_hz = in->rate_hz;
	if (comp->outs)
		selector_out_linked(comp, comp->outs);
	return 0;
}

static void selector_process(struct sofdsp_comp *comp)
{
	struct sofdsp_buffer *in = comp->ins, *out = comp->outs;
	const struct selector *sel = comp->priv;
	u8 masks[SOFDSP_MAX_CHANNELS];
	const s32 *from;
	u32 left, n;

	if (!in || !out)
		return;
	memset(masks, sel->select, sizeof(masks));
	left = sofdsp_min(comp->demand_frames, sofdsp_buffer_fill(in));
	left = sofdsp_min(left, sofdsp_buffer_room(out));
	for (; left; left -= n) {
		n = left;
		from = sofdsp_buffer_read(in, &n);
		sofdsp_route(out, out->channels == comp->channels ? NULL : masks,
			     from, comp->channels, n);
		sofdsp_buffer_consume(in, n);
	}
}

/* While prepared, another channel may be selected, not another number of them. */
static int selector_set_data(struct sofdsp_comp *comp, const void *data, u32 bytes)
{
	const struct selector_blob *blob = data;
	struct selector *sel = comp->priv;
	u32 ins, outs, channel, have;

	if (bytes != sizeof(*blob))
		return -EINVAL;
	ins = sofv_le32_to_cpu(blob->in_channels_count);
	outs = sofv_le32_to_cpu(blob->out_channels_count);
	channel = sofv_le32_to_cpu(blob->sel_channel);
	have = comp->channels ? comp->channels : ins ? ins : SOFDSP_MAX_CHANNELS;
	if (ins > SOFDSP_MAX_CHANNELS || outs > SOFDSP_MAX_CHANNELS ||
	    channel >= have)
		return -EINVAL;
	if (comp->channels && ((ins && ins != comp->channels) ||
			       (comp->outs && comp->outs->channels !=
				(outs ? outs : comp->channels))))
		return -EBUSY;
	sel->blob = *blob;
	sel->has_blob = true;
	sel->in_channels = ins;
	sel->out_channels = outs;
	sel->select = (u8)(1u << channel);
	return 0;
}

static u32 selector_get_data(struct sofdsp_comp *comp, void *data, u32 cap)
{
	const struct selector *sel = comp->priv;
	const u32 bytes = sel->has_blob ? sizeof(sel->blob) : 0;

	if (cap)
		memcpy(data, &sel->blob, sofdsp_min(cap, bytes));
	return bytes;
}

const struct sofdsp_comp_ops sofdsp_selector_ops = {
	.type = SOF3_TYPE_SELECTOR,
	.uuid = selector_uuid,
	.msg_bytes = sizeof(struct sof3_comp_process),
	.priv_bytes = sizeof(struct selector),
	.init = selector_init,
	.out_linked = selector_out_linked,
	.prepare = selector_prepare,
	.process = selector_process,
	.reset = sofdsp_reset_through,
	.set_data = selector_set_data,
	.get_data = selector_get_data,
};
