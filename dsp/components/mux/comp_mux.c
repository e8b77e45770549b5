// SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Mux: many inputs of one rate to one output, each input channel to the output
 * channels that its masks name; to the one of the same number if there are no masks
 * for it. Where several meet they are added, saturating once. An input that does not
 * run is silent. Inputs may have different numbers of channels.
 */
#include "mux.h"

struct mux {
	struct mux_config config;
	u32 out_channels;
	s64 sum[SOFDSP_MAX_SAMPLES];
};

static const u8 mux_uuid[SOFDSP_UUID_BYTES] = {
	0x4d, 0xff, 0x07, 0xc6, 0xb6, 0x9c, 0xdc, 0x49,
	0xb6, 0x78, 0x7d, 0xa3, 0xc6, 0x3e, 0xa5, 0x57,
};

static int mux_init(struct sofdsp_comp *comp, const void *msg)
{
	(void)msg;
	comp->max_ins = SOFDSP_MAX_BUFFERS;
	comp->max_outs = 1;
	return 0;
}

/* Up to the last that a mask names; without masks, as many as the widest input. */
static u32 mux_out_channels(const struct sofdsp_comp *comp,
			    const struct mux_config *config)
{
	const struct sofdsp_buffer *in;
	u32 named = 0, n = 0, i, c;

	for (i = 0; i < config->n_streams; i++)
		for (c = 0; c < SOFDSP_MAX_CHANNELS; c++)
			named |= config->streams[i].mask[c];
	while (named >> n)
		n++;
	for (in = comp->ins; in && !config->n_streams; in = in->next_in)
		n = in->channels > n ? in->channels : n;
	return n;
}

static void mux_out_linked(struct sofdsp_comp *comp, struct sofdsp_buffer *out)
{
	const struct mux *mux = comp->priv;

	sofdsp_buffer_set_format(out, mux->out_channels, comp->rate_hz);
}

static int mux_prepare(struct sofdsp_comp *comp)
{
	const struct sofdsp_buffer *in;
	struct mux *mux = comp->priv;

	comp->rate_hz = 0;
	for (in = comp->ins; in && !comp->rate_hz; in = in->next_in)
		comp->rate_hz = in->rate_hz;
	mux->out_channels = mux_out_channels(comp, &mux->config);
	if (!mux->out_channels)
		return -EINVAL;
	comp->channels = mux->out_channels;
	if (comp->outs)
		mux_out_linked(comp, comp->outs);
	return 0;
}

static void mux_add(struct mux *mux, struct sofdsp_buffer *in, u32 n_frames)
{
	const u8 *masks = sofdsp_mux_masks(&mux->config, in);
	const u32 out_channels = mux->out_channels;
	u32 left = sofdsp_min(n_frames, sofdsp_buffer_fill(in));
	u32 n, i, c, o, mask;
	s64 *sum = mux->sum;
	const s32 *from;

	for (; left; left -= n, sum += n * out_channels) {
		n = left;
		from = sofdsp_buffer_read(in, &n);
		for (c = 0; c < in->channels; c++) {
			mask = masks ? masks[c] : 1u << c;
			for (o = 0; o < out_channels; o++)
				for (i = 0; i < n && (mask >> o & 1); i++)
					sum[i * out_channels + o] +=
						from[i * in->channels + c];
		}
		sofdsp_buffer_consume(in, n);
	}
}

static void mux_process(struct sofdsp_comp *comp)
{
	struct sofdsp_buffer *in, *out = comp->outs;
	struct mux *mux = comp->priv;
	const s64 *sum = mux->sum;
	u32 left, n, i;
	s32 *to;

	if (!out)
		return;
	left = sofdsp_min(sofdsp_comp_sum_frames(comp), sofdsp_buffer_room(out));
	memset(mux->sum, 0, left * out->channels * sizeof(*sum));
	for (in = comp->ins; in; in = in->next_in)
		mux_add(mux, in, left);
	for (; left; left -= n) {
		n = left;
		to = sofdsp_buffer_write(out, &n);
		for (i = 0; i < n * out->channels; i++)
			to[i] = sofdsp_sat_s32(*sum++);
		sofdsp_buffer_produce(out, n);
	}
}

static int mux_set_data(struct sofdsp_comp *comp, const void *data, u32 bytes)
{
	struct mux *mux = comp->priv;
	struct mux_config config = { 0 };
	int ret;

	ret = sofdsp_mux_decode(&config, data, bytes);
	if (ret < 0)
		return ret;
	if (comp->channels && mux_out_channels(comp, &config) != mux->out_channels)
		return -EBUSY;
	mux->config = config;
	return 0;
}

static u32 mux_get_data(struct sofdsp_comp *comp, void *data, u32 cap)
{
	const struct mux *mux = comp->priv;

	return sofdsp_mux_get_data(&mux->config, data, cap);
}

const struct sofdsp_comp_ops sofdsp_mux_ops = {
	.type = SOF3_TYPE_MUX,
	.uuid = mux_uuid,
	.msg_bytes = sizeof(struct sof3_comp_process),
	.priv_bytes = sizeof(struct mux),
	.ins_any_channels = true,
	.init = mux_init,
	.out_linked = mux_out_linked,
	.prepare = mux_prepare,
	.process = mux_process,
	.reset = sofdsp_reset_through,
	.set_data = mux_set_data,
	.get_data = mux_get_data,
};
