// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 */
#include <stdlib.h>

#include "rig.h"

#define LE32(x) sofv_cpu_to_le32(x)
#define LE16(x) sofv_cpu_to_le16((u16)(x))

#define RIG_PIPELINE		1u
#define RIG_FIRST_BUFFER	100000u

static void rig_notify(void *ctx, const void *msg, u32 msg_bytes)
{
	(void)ctx;
	(void)msg;
	(void)msg_bytes;
}

static void rig_stream_write(void *ctx, u32 offset, const void *data, u32 bytes)
{
	(void)ctx;
	(void)offset;
	(void)data;
	(void)bytes;
}

static void rig_dai_tx(void *ctx, u32 dai_index, const s32 *samples, u32 channels,
		       u32 n_frames)
{
	(void)ctx;
	(void)dai_index;
	(void)samples;
	(void)channels;
	(void)n_frames;
}

static void rig_dai_rx(void *ctx, u32 dai_index, s32 *samples, u32 channels,
		       u32 n_frames)
{
	rig_dai_tx(ctx, dai_index, samples, channels, n_frames);
}

static const struct sofdsp_env rig_env = {
	.notify = rig_notify,
	.stream_write = rig_stream_write,
	.dai_tx = rig_dai_tx,
	.dai_rx = rig_dai_rx,
};

void rig_noise(s32 *to, u32 n)
{
	u32 x = 12345, i;

	for (i = 0; i < n; i++) {
		x ^= x << 13;
		x ^= x >> 17;
		x ^= x << 5;
		to[i] = (s32)x / 6;
	}
}

struct rig *rig_new(const struct bench_flavour *flavour)
{
	struct rig *rig = calloc(1, sizeof(*rig));
	void *mem = malloc(flavour->footprint());

	if (!rig || !mem)
		bench_die("no memory");
	rig->flavour = flavour;
	rig->dsp = flavour->init(mem, flavour->footprint(), &rig_env, rig);
	rig->sg.bytes = RIG_RING_FRAMES * SOFDSP_MAX_CHANNELS * (u32)sizeof(s32);
	rig->ring = malloc(rig->sg.bytes);
	if (!rig->dsp || !rig->ring)
		bench_die("no memory");
	rig->sg.addr = rig->ring;
	rig_noise(rig->ring, rig->sg.bytes / sizeof(s32));
	return rig;
}

void rig_free(struct rig *rig)
{
	free(rig->dsp);
	free(rig->ring);
	free(rig);
}

void rig_send(struct rig *rig, const void *msg)
{
	const struct sof3_cmd_hdr *hdr = msg;
	u64 mem[SOFDSP_MSG_MAX_BYTES / sizeof(u64)];
	const struct sof3_reply *reply = (const void *)mem;
	s32 error;

	rig->flavour->ipc(rig->dsp, msg, sofv_le32_to_cpu(hdr->size), mem, sizeof(mem));
	error = (s32)sofv_le32_to_cpu(reply->error);
	if (error < 0)
		bench_die("message %#x is answered with %d",
			  sofv_le32_to_cpu(hdr->cmd), error);
}

static void msg_hdr(void *m, u32 bytes, u32 cmd)
{
	struct sof3_cmd_hdr *hdr = m;

	memset(m, 0, bytes);
	hdr->size = LE32(bytes);
	hdr->cmd = LE32(cmd);
}

struct sof3_comp_process *rig_comp_msg(rig_msg m, u32 id, u32 type, u32 bytes)
{
	struct sof3_comp_process *p = (void *)m;

	memset(m, 0, sizeof(rig_msg));
	msg_hdr(m, bytes, SOF3_GLB_TPLG | SOF3_TPLG_COMP_NEW);
	p->comp.id = LE32(id);
	p->comp.type = LE32(type);
	p->comp.pipeline_id = LE32(RIG_PIPELINE);
	p->config.hdr.size = LE32(sizeof(p->config));
	p->config.frame_fmt = LE32(SOF3_FRAME_S32_LE);
	return p;
}

void rig_comp_new(struct rig *rig, u32 id, u32 type, u32 bytes)
{
	rig_msg m;

	rig_comp_msg(m, id, type, bytes);
	rig_send(rig, m);
}

void rig_host_new(struct rig *rig, u32 id, u32 direction)
{
	struct sof3_comp_host *h;
	rig_msg m;

	h = (void *)m;
	rig_comp_msg(m, id, SOF3_TYPE_HOST, sizeof(*h));
	h->direction = LE32(direction);
	rig_send(rig, m);
}

void rig_dai_new(struct rig *rig, u32 id, u32 dai_index, const struct rig_format *f)
{
	struct sof3_dai_config_ssp *c;
	struct sof3_comp_dai *d;
	rig_msg m;

	d = (void *)m;
	rig_comp_msg(m, id, SOF3_TYPE_DAI, sizeof(*d));
	d->direction = LE32(f->direction);
	d->dai_index = LE32(dai_index);
	d->type = LE32(SOF3_DAI_INTEL_SSP);
	d->config.frame_fmt = LE32(f->dai_fmt);
	rig_send(rig, m);

	c = (void *)m;
	msg_hdr(m, sizeof(*c), SOF3_GLB_DAI | SOF3_DAI_CONFIG);
	c->config.type = LE32(SOF3_DAI_INTEL_SSP);
	c->config.dai_index = LE32(dai_index);
	c->config.flags = SOF3_DAI_FLAG_HW_PARAMS;
	c->ssp.fsync_rate = LE32(f->dai_rate_hz);
	c->ssp.tdm_slots = LE32(f->slots);
	rig_send(rig, m);
}

void rig_pipe_new(struct rig *rig, u32 id)
{
	struct sof3_pipe_new *p;
	rig_msg m;

	p = (void *)m;
	msg_hdr(m, sizeof(*p), SOF3_GLB_TPLG | SOF3_TPLG_PIPE_NEW);
	p->comp_id = LE32(id);
	p->pipeline_id = LE32(RIG_PIPELINE);
	rig_send(rig, m);
}

void rig_complete(struct rig *rig, u32 id)
{
	struct sof3_pipe_ready *p;
	rig_msg m;

	p = (void *)m;
	msg_hdr(m, sizeof(*p), SOF3_GLB_TPLG | SOF3_TPLG_PIPE_COMPLETE);
	p->comp_id = LE32(id);
	rig_send(rig, m);
}

static void rig_link(struct rig *rig, u32 source, u32 sink)
{
	struct sof3_comp_connect *c;
	rig_msg m;

	c = (void *)m;
	msg_hdr(m, sizeof(*c), SOF3_GLB_TPLG | SOF3_TPLG_COMP_CONNECT);
	c->source_id = LE32(source);
	c->sink_id = LE32(sink);
	rig_send(rig, m);
}

void rig_connect(struct rig *rig, u32 source, u32 sink)
{
	struct sof3_buffer *b;
	u32 id = RIG_FIRST_BUFFER, i;
	rig_msg m;

	for (i = 0; i < SOFDSP_MAX_BUFFERS; i++)
		id += rig->dsp->buffers[i].used;
	b = (void *)m;
	msg_hdr(m, sizeof(*b), SOF3_GLB_TPLG | SOF3_TPLG_BUFFER_NEW);
	b->comp.id = LE32(id);
	b->comp.pipeline_id = LE32(RIG_PIPELINE);
	b->size = LE32(768);
	rig_send(rig, m);
	rig_link(rig, source, id);
	rig_link(rig, id, sink);
}

void rig_start(struct rig *rig, u32 host, u32 tag, const struct rig_format *f)
{
	u32 sample_bytes = f->host_fmt == SOF3_FRAME_S16_LE ? 2 : 4;
	u32 bytes = RIG_RING_FRAMES * f->channels * sample_bytes;
	struct sof3_pcm_params *p;
	struct sof3_stream *s;
	rig_msg m;

	if (rig->flavour->dma_setup(rig->dsp, tag, f->direction, &rig->sg, 1, bytes) < 0)
		bench_die("no host ring for stream %u", tag);
	p = (void *)m;
	msg_hdr(m, sizeof(*p), SOF3_GLB_STREAM | SOF3_STREAM_PCM_PARAMS);
	p->comp_id = LE32(host);
	p->params.hdr.size = LE32(sizeof(p->params));
	p->params.buffer.size = LE32(bytes);
	p->params.direction = LE32(f->direction);
	p->params.frame_fmt = LE32(f->host_fmt);
	p->params.rate = LE32(f->host_rate_hz);
	p->params.stream_tag = LE16(tag);
	p->params.channels = LE16(f->channels);
	p->params.sample_container_bytes = LE16(sample_bytes);
	p->params.host_period_bytes = LE32(bytes / 10);
	rig_send(rig, m);

	s = (void *)m;
	msg_hdr(m, sizeof(*s), SOF3_GLB_STREAM | SOF3_STREAM_TRIG_START);
	s->comp_id = LE32(host);
	rig_send(rig, m);
}

void rig_set_data(struct rig *rig, u32 id, const void *data, u32 bytes)
{
	const u32 part = SOFDSP_MSG_MAX_BYTES - (u32)sizeof(struct sof3_ctrl_data) -
			 (u32)sizeof(struct sof3_abi_hdr);
	struct sof3_ctrl_data *c;
	struct sof3_abi_hdr *abi;
	u32 from, n, index = 0;
	rig_msg m;

	c = (void *)m;
	abi = (void *)(c + 1);
	for (from = 0; from < bytes; from += n, index++) {
		n = sofdsp_min(part, bytes - from);
		msg_hdr(m, (u32)(sizeof(*c) + sizeof(*abi)) + n,
			SOF3_GLB_COMP | SOF3_COMP_SET_DATA);
		c->comp_id = LE32(id);
		c->type = LE32(SOF3_CTRL_DATA_SET);
		c->cmd = LE32(SOF3_CTRL_CMD_BINARY);
		c->num_elems = LE32(n);
		c->elems_remaining = LE32(bytes - from - n);
		c->msg_index = LE32(index);
		abi->magic = LE32(SOF3_ABI_MAGIC);
		abi->abi = LE32(SOF3_ABI_VERSION);
		abi->size = LE32(bytes);
		memcpy(abi + 1, (const u8 *)data + from, n);
		rig_send(rig, m);
	}
}

void rig_set_volume(struct rig *rig, u32 id, u32 gain_q16)
{
	struct sof3_ctrl_value_chan *v;
	struct sof3_ctrl_data *c;
	rig_msg m;
	u32 i;

	c = (void *)m;
	v = (void *)(c + 1);
	msg_hdr(m, (u32)(sizeof(*c) + SOFDSP_MAX_CHANNELS * sizeof(*v)),
		SOF3_GLB_COMP | SOF3_COMP_SET_VALUE);
	c->comp_id = LE32(id);
	c->type = LE32(SOF3_CTRL_VALUE_CHAN_SET);
	c->cmd = LE32(SOF3_CTRL_CMD_VOLUME);
	c->num_elems = LE32(SOFDSP_MAX_CHANNELS);
	for (i = 0; i < SOFDSP_MAX_CHANNELS; i++) {
		v[i].channel = LE32(i);
		v[i].value = LE32(gain_q16);
	}
	rig_send(rig, m);
}

struct rig *rig_line(const struct bench_flavour *flavour, const void *comp_new,
		     const struct rig_format *f)
{
	const bool playback = f->direction == SOF3_DIR_PLAYBACK;
	const u32 first = playback ? RIG_HOST : RIG_DAI;
	const u32 last = playback ? RIG_DAI : RIG_HOST;
	struct rig *rig = rig_new(flavour);

	rig_host_new(rig, RIG_HOST, f->direction);
	rig_dai_new(rig, RIG_DAI, 0, f);
	rig_pipe_new(rig, 1);
	if (comp_new) {
		rig_send(rig, comp_new);
		rig_connect(rig, first, RIG_COMP);
		rig_connect(rig, RIG_COMP, last);
	} else {
		rig_connect(rig, first, last);
	}
	rig_complete(rig, 1);
	rig_start(rig, RIG_HOST, 1, f);
	return rig;
}

struct sofdsp_comp *rig_find(struct rig *rig, u32 id)
{
	u32 i;

	for (i = 0; i < SOFDSP_MAX_COMPS; i++)
		if (rig->dsp->comps[i].ops && rig->dsp->comps[i].id == id)
			return &rig->dsp->comps[i];
	bench_die("no component %u", id);
}

void rig_single_out(struct rig *rig, u32 id)
{
	struct sofdsp_buffer *in;

	rig->comp = rig_find(rig, id);
	rig->out_rate_hz = rig->comp->outs ? rig->comp->outs->rate_hz :
			   rig->comp->rate_hz;
	for (in = rig->comp->ins; in; in = in->next_in)
		rig_noise(in->samples, in->n_samples);
}

/* As sofdsp_tick_frames(), which has no place in the flavours' interface. */
static u32 rig_tick_frames(const struct rig *rig)
{
	u32 phase = rig->dsp->tick_phase;

	return (phase + 1) * rig->out_rate_hz / 1000 - phase * rig->out_rate_hz / 1000;
}

/* What was taken from an input is put back, what was made is thrown away. */
u64 rig_run_comp(void *state, u32 ticks)
{
	struct rig *rig = state;
	struct sofdsp_comp *comp = rig->comp;
	struct sofdsp_buffer *buf;
	u64 total = 0;
	u32 frames, need;

	while (ticks--) {
		rig->dsp->tick_phase = (rig->dsp->tick_phase + 1) % 10;
		frames = rig_tick_frames(rig);
		comp->demand_frames = frames;
		need = comp->ops->need ? comp->ops->need(comp, frames) : frames;
		for (buf = comp->ins; buf; buf = buf->next_in) {
			buf->read_frame = 0;
			buf->fill_frames = need;
		}
		for (buf = comp->outs; buf; buf = buf->next_out) {
			buf->read_frame = 0;
			buf->fill_frames = 0;
		}
		comp->ops->process(comp);
		total += frames;
	}
	return total;
}

void rig_run_all(struct rig *rig, u32 ticks)
{
	while (ticks--)
		rig->flavour->tick(rig->dsp);
}
