// SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Demux: one input to many outputs, each with the channels that its masks name; all
 * of them if there are no masks for it. An output that does not run is left out, and
 * one that is full loses frames: none ever holds up another. Outputs may come and go
 * while others run.
 */
#include "mux.h"

static const u8 demux_uuid[SOFDSP_UUID_BYTES] = {
	0x68, 0x68, 0xb2, 0xc4, 0x30, 0x14, 0x0e, 0x47,
	0xa0, 0x89, 0x15, 0xd1, 0xc7, 0x7f, 0x85, 0x1a,
};

static int demux_init(struct sofdsp_comp *comp, const void *msg)
{
	(void)msg;
	comp->max_ins = 1;
	comp->max_outs = SOFDSP_MAX_BUFFERS;
	return 0;
}

/* Up to the last channel that gets anything. */
static u32 demux_out_channels(const struct sofdsp_comp *comp,
			      const struct mux_config *config,
			      const struct sofdsp_buffer *out)
{
	const u8 *masks = sofdsp_mux_masks(config, out);
	u32 n = masks ? SOFDSP_MAX_CHANNELS : 0;

	while (n && !masks[n - 1])
		n--;
	return n ? n : comp->channels;
}

static void demux_out_linked(struct sofdsp_comp *comp, struct sofdsp_buffer *out)
{
	sofdsp_buffer_set_format(out, demux_out_channels(comp, comp->priv, out),
				 comp->rate_hz);
}

static int demux_prepare(struct sofdsp_comp *comp)
{
	struct sofdsp_buffer *out;

	comp->channels = comp->ins ? comp->ins->channels : 0;
	comp->rate_hz = comp->ins ? comp->ins->rate_hz : 0;
	for (out = comp->outs; out; out = out->next_out)
		demux_out_linked(comp, out);
	return 0;
}

static void demux_process(struct sofdsp_comp *comp)
{
	struct sofdsp_buffer *in = comp->ins, *out;
	const s32 *from;
	u32 left, n;

	if (!in)
		return;
	left = sofdsp_min(comp->demand_frames, sofdsp_buffer_fill(in));
	for (; left; left -= n) {
		n = left;
		from = sofdsp_buffer_read(in, &n);
		for (out = comp->outs; out; out = out->next_out)
			if (out->sink && out->sink->level == SOFDSP_RUNNING)
				sofdsp_route(out, sofdsp_mux_masks(comp->priv, out),
					     from, comp->channels, n);
		sofdsp_buffer_consume(in, n);
	}
}

static void demux_reset(struct sofdsp_comp *comp)
{
	struct sofdsp_buffer *out;

	for (out = comp->outs; out; out = out->next_out)
		sofdsp_buffer_set_format(out, 0, 0);
}

/* What is in use keeps its channels; the others take new ones at once. */
static int demux_set_data(struct sofdsp_comp *comp, const void *data, u32 bytes)
{
	struct mux_config config = { 0 };
	struct sofdsp_buffer *out;
	int ret;

	ret = sofdsp_mux_decode(&config, data, bytes);
	if (ret < 0)
		return ret;
	for (out = comp->outs; out && comp->channels; out = out->next_out)
		if (out->sink && out->sink->level != SOFDSP_IDLE &&
		    out->channels != demux_out_channels(comp, &config, out))
			return -EBUSY;
	memcpy(comp->priv, &config, sizeof(config));
	for (out = comp->outs; out && comp->channels; out = out->next_out)
		if (!out->sink || out->sink->level == SOFDSP_IDLE)
			demux_out_linked(comp, out);
	return 0;
}

static u32 demux_get_data(struct sofdsp_comp *comp, void *data, u32 cap)
{
	return sofdsp_mux_get_data(comp->priv, data, cap);
}

const struct sofdsp_comp_ops sofdsp_demux_ops = {
	.type = SOF3_TYPE_DEMUX,
	.uuid = demux_uuid,
	.msg_bytes = sizeof(struct sof3_comp_process),
	.priv_bytes = sizeof(struct mux_config),
	.init = demux_init,
	.out_linked = demux_out_linked,
	.prepare = demux_prepare,
	.process = demux_process,
	.reset = demux_reset,
	.set_data = demux_set_data,
	.get_data = demux_get_data,
};
