// SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Sample rate converter: the component around src_core.h.
 *
 * COMP_NEW fixes one of both rates, or both. The other is that of the stream:
 * on playback the input brings it, on capture it is what the components behind
 * work at. Converters of one ratio share the coefficients: the first makes them,
 * the last one frees them.
 */
#include "components/src/src_core.h"
#include "dsp_priv.h"

struct src {
	u32 source_rate_hz;	/* by COMP_NEW; 0: that of the stream */
	u32 sink_rate_hz;
	u32 out_hz;		/* while it is prepared */
	struct src_bank *bank;	/* NULL: the rates are equal */
	s32 *history;
	struct src_stream stream;
};

static int src_init(struct sofdsp_comp *comp, const void *msg)
{
	const struct sof3_comp_src *m = msg;
	struct src *src = comp->priv;

	src->source_rate_hz = sofv_le32_to_cpu(m->source_rate);
	src->sink_rate_hz = sofv_le32_to_cpu(m->sink_rate);
	if ((!src->source_rate_hz && !src->sink_rate_hz) ||
	    (src->source_rate_hz && !sofdsp_src_rate_ok(src->source_rate_hz)) ||
	    (src->sink_rate_hz && !sofdsp_src_rate_ok(src->sink_rate_hz)))
		return -EINVAL;
	comp->max_ins = 1;
	comp->max_outs = 1;
	return 0;
}

/* The rate at which @comp takes its input, if it is known; else 0. */
static u32 src_rate_of(struct sofdsp_comp *comp)
{
	const struct sofdsp_host *host = sofdsp_to_host(comp);
	const struct sofdsp_dai *dai = sofdsp_to_dai(comp);
	const struct src *src = comp->priv;

	if (comp->level != SOFDSP_IDLE)
		return comp->rate_hz;
	if (host)
		return host->level != SOFDSP_IDLE ? host->rate_hz : 0;
	if (dai)
		return dai->slots ? dai->rate_hz : 0;
	return comp->ops == &sofdsp_src_ops ? src->source_rate_hz : 0;
}

/* What the nearest of those behind @comp work at, as far as one is known. */
static u32 src_rate_behind(struct sofdsp_comp *comp)
{
	struct sofdsp *dsp = comp->dsp;
	const struct sofdsp_buffer *buf;
	struct sofdsp_comp *at;
	u32 i, rate_hz;

	for (i = 0; i < dsp->n_order; i++)
		dsp->order[i]->n_pending = dsp->order[i] == comp;
	for (i = 0; i < dsp->n_order; i++) {
		at = dsp->order[i];
		if (!at->n_pending)
			continue;
		rate_hz = at == comp ? 0 : src_rate_of(at);
		if (rate_hz)
			return rate_hz;
		/* Behind another converter there may be any rate. */
		if (at != comp && at->ops == &sofdsp_src_ops)
			continue;
		for (buf = at->outs; buf; buf = buf->next_out)
			if (buf->sink)
				buf->sink->n_pending = 1;
	}
	return 0;
}

/* The bank that another converter has of this ratio. */
static struct src_bank *src_bank_find(struct sofdsp *dsp,
				      const struct src_ratio *ratio)
{
	const struct src *src;
	u32 i;

	for (i = 0; i < SOFDSP_MAX_COMPS; i++) {
		src = dsp->comps[i].priv;
		if (dsp->comps[i].ops == &sofdsp_src_ops && src->bank &&
		    src->bank->ratio.up == ratio->up &&
		    src->bank->ratio.down == ratio->down)
			return src->bank;
	}
	return NULL;
}

static struct src_bank *src_bank_get(struct sofdsp *dsp,
				     const struct src_ratio *ratio)
{
	struct src_bank *bank = src_bank_find(dsp, ratio);

	if (!bank) {
		bank = sofdsp_alloc(dsp, sofdsp_src_bank_bytes(ratio));
		if (!bank)
			return NULL;
		sofdsp_src_bank_init(bank, ratio);
	}
	bank->n_users++;
	return bank;
}

static void src_bank_put(struct sofdsp *dsp, struct src_bank *bank)
{
	if (bank && !--bank->n_users)
		sofdsp_free(dsp, bank);
}

static int src_setup(struct sofdsp_comp *comp, u32 in_hz, u32 out_hz)
{
	struct src *src = comp->priv;
	struct src_ratio ratio;

	sofdsp_src_ratio_set(&ratio, in_hz, out_hz);
	src->history = sofdsp_alloc(comp->dsp,
				    sofdsp_src_history_bytes(&ratio, comp->channels));
	if (!src->history)
		return -ENOMEM;
	src->bank = src_bank_get(comp->dsp, &ratio);
	if (!src->bank) {
		sofdsp_free(comp->dsp, src->history);
		src->history = NULL;
		return -ENOMEM;
	}
	sofdsp_src_start(&src->stream, src->bank, src->history, comp->channels);
	return 0;
}

static void src_out_linked(struct sofdsp_comp *comp, struct sofdsp_buffer *out)
{
	const struct src *src = comp->priv;

	sofdsp_buffer_set_format(out, comp->channels, src->out_hz);
}

static int src_prepare(struct sofdsp_comp *comp)
{
	struct src *src = comp->priv;
	u32 in_hz, out_hz = src->sink_rate_hz;
	int ret = 0;

	if (!comp->ins || !comp->ins->channels)
		return -EINVAL;
	in_hz = comp->ins->rate_hz;
	if (!out_hz)
		out_hz = src_rate_behind(comp);
	if (!sofdsp_src_rate_ok(in_hz) || !sofdsp_src_rate_ok(out_hz) ||
	    (src->source_rate_hz && src->source_rate_hz != in_hz))
		return -EINVAL;

	comp->channels = comp->ins->channels;
	comp->rate_hz = in_hz;
	src->out_hz = out_hz;
	if (in_hz != out_hz)
		ret = src_setup(comp, in_hz, out_hz);
	if (!ret && comp->outs)
		src_out_linked(comp, comp->outs);
	return ret;
}

static void src_reset(struct sofdsp_comp *comp)
{
	struct src *src = comp->priv;

	src_bank_put(comp->dsp, src->bank);
	src->bank = NULL;
	sofdsp_free(comp->dsp, src->history);
	src->history = NULL;
	sofdsp_reset_through(comp);
}

/* A start begins with silence; after a pause the sound goes on. */
static void src_level_changed(struct sofdsp_comp *comp, enum sofdsp_level old)
{
	struct src *src = comp->priv;

	if (src->bank && old == SOFDSP_PREPARED && comp->level > old)
		sofdsp_src_start(&src->stream, src->bank, src->history, comp->channels);
}

static u32 src_need_frames(struct sofdsp_comp *comp, u32 out_frames)
{
	const struct src *src = comp->priv;

	return src->bank ? sofdsp_src_need(&src->stream, out_frames) : out_frames;
}

static void src_copy(struct sofdsp_comp *comp, s32 *to, const s32 *from,
		     u32 n_frames)
{
	memcpy(to, from, n_frames * comp->channels * sizeof(*to));
}

static void src_convert(struct src *src, struct sofdsp_buffer *in,
			struct sofdsp_buffer *out, u32 left)
{
	u32 taken, made = 0;
	const s32 *from;
	s32 *to;

	do {
		left -= made;
		taken = sofdsp_buffer_fill(in);
		if (taken) {
			from = sofdsp_buffer_read(in, &taken);
			taken = sofdsp_src_push(&src->stream, from, taken);
			sofdsp_buffer_consume(in, taken);
		}
		made = left;
		to = sofdsp_buffer_write(out, &made);
		made = sofdsp_src_pull(&src->stream, to, made);
		sofdsp_buffer_produce(out, made);
	} while (taken || made);
}

static void src_process(struct sofdsp_comp *comp)
{
	struct src *src = comp->priv;

	if (!comp->ins || !comp->outs)
		return;
	if (src->bank)
		src_convert(src, comp->ins, comp->outs, comp->demand_frames);
	else
		sofdsp_comp_run(comp, src_copy);
}

const struct sofdsp_comp_ops sofdsp_src_ops = {
	.type = SOF3_TYPE_SRC,
	.msg_bytes = sizeof(struct sof3_comp_src),
	.priv_bytes = sizeof(struct src),
	.init = src_init,
	.out_linked = src_out_linked,
	.prepare = src_prepare,
	.level_changed = src_level_changed,
	.need = src_need_frames,
	.process = src_process,
	.reset = src_reset,
};
