// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Messages for what is in a topology, byte for byte as SOF core makes them:
 * sound/soc/sof/ipc3-topology.c and ipc3-pcm.c of Linux 6.12.
 */
#include <linux/virtio_sof.h>
#include <sofv_tplg_file.h>

#include "run_tplg.h"
#include "tplg_priv.h"

/* SOF core's struct sof_ipc_dai_config is as large as the largest DAI type. */
#define DAI_CONFIG_BYTES	216u

#define DAI_FMT_INV_SHIFT	8
#define DAI_FMT_INV_MASK	0x0f00u
#define DAI_FMT_PROVIDER_SHIFT	12
#define DAI_FMT_PROVIDER_MASK	0xf000u

/**
 * struct field - where the value of a token goes
 * @offset: in the message, or in its struct sof3_comp_config
 * @bytes: 2 or 4
 */
struct field {
	u32 token;
	u32 offset;
	u32 bytes;
};

#define FIELD(number, type, member) \
	{ number, offsetof(struct type, member), \
	  sizeof(((struct type *)0)->member) }

static const struct field buffer_fields[] = {
	FIELD(RUN_TKN_BUF_SIZE, sof3_buffer, size),
	FIELD(RUN_TKN_BUF_CAPS, sof3_buffer, caps),
	FIELD(RUN_TKN_BUF_FLAGS, sof3_buffer, flags),
	{ 0 }
};

static const struct field dai_fields[] = {
	FIELD(RUN_TKN_DAI_INDEX, sof3_comp_dai, dai_index),
	FIELD(RUN_TKN_DAI_DIRECTION, sof3_comp_dai, direction),
	FIELD(SOFV_TKN_COMP_REF, sof3_comp_dai, config.reserved1),
	{ 0 }
};

static const struct field pipe_fields[] = {
	FIELD(RUN_TKN_SCHED_PERIOD, sof3_pipe_new, period),
	FIELD(RUN_TKN_SCHED_PRIORITY, sof3_pipe_new, priority),
	FIELD(RUN_TKN_SCHED_MIPS, sof3_pipe_new, period_mips),
	FIELD(RUN_TKN_SCHED_CORE, sof3_pipe_new, core),
	FIELD(RUN_TKN_SCHED_FRAMES, sof3_pipe_new, frames_per_sched),
	FIELD(RUN_TKN_SCHED_TIME_DOMAIN, sof3_pipe_new, time_domain),
	{ 0 }
};

static const struct field volume_fields[] = {
	FIELD(RUN_TKN_VOLUME_RAMP_TYPE, sof3_comp_volume, ramp),
	FIELD(RUN_TKN_VOLUME_RAMP_MS, sof3_comp_volume, initial_ramp),
	{ 0 }
};

static const struct field src_fields[] = {
	FIELD(RUN_TKN_SRC_RATE_IN, sof3_comp_src, source_rate),
	FIELD(RUN_TKN_SRC_RATE_OUT, sof3_comp_src, sink_rate),
	{ 0 }
};

static const struct field asrc_fields[] = {
	FIELD(RUN_TKN_ASRC_RATE_IN, sof3_comp_asrc, source_rate),
	FIELD(RUN_TKN_ASRC_RATE_OUT, sof3_comp_asrc, sink_rate),
	FIELD(RUN_TKN_ASRC_ASYNCHRONOUS, sof3_comp_asrc, asynchronous_mode),
	FIELD(RUN_TKN_ASRC_OPERATION, sof3_comp_asrc, operation_mode),
	{ 0 }
};

static const struct field host_fields[] = {
	FIELD(RUN_TKN_PCM_DMAC_CONFIG, sof3_comp_host, dmac_config),
	{ 0 }
};

static const struct field config_fields[] = {
	FIELD(RUN_TKN_COMP_PERIODS_SINK, sof3_comp_config, periods_sink),
	FIELD(RUN_TKN_COMP_PERIODS_SOURCE, sof3_comp_config, periods_source),
	{ 0 }
};

static const struct field ssp_fields[] = {
	FIELD(RUN_TKN_SSP_CLKS_CONTROL, sof3_dai_config_ssp, ssp.clks_control),
	FIELD(RUN_TKN_SSP_MCLK_ID, sof3_dai_config_ssp, ssp.mclk_id),
	FIELD(RUN_TKN_SSP_SAMPLE_BITS, sof3_dai_config_ssp, ssp.sample_valid_bits),
	FIELD(RUN_TKN_SSP_FRAME_PULSE_WIDTH, sof3_dai_config_ssp, ssp.frame_pulse_width),
	FIELD(RUN_TKN_SSP_QUIRKS, sof3_dai_config_ssp, ssp.quirks),
	FIELD(RUN_TKN_SSP_TDM_PADDING, sof3_dai_config_ssp, ssp.tdm_per_slot_padding_flag),
	FIELD(RUN_TKN_SSP_BCLK_DELAY, sof3_dai_config_ssp, ssp.bclk_delay),
	{ 0 }
};

static const struct field no_fields[] = { { 0 } };

/**
 * struct kind - how a component is made
 * @id: TPLG_WIDGET_*
 * @type: SOF3_TYPE_*
 * @bytes: of the message without extended data
 */
struct kind {
	u32 id;
	u32 type;
	u32 bytes;
	const struct field *fields;
};

static const struct kind kinds[] = {
	{ TPLG_WIDGET_AIF_IN, SOF3_TYPE_HOST, sizeof(struct sof3_comp_host), host_fields },
	{ TPLG_WIDGET_AIF_OUT, SOF3_TYPE_HOST, sizeof(struct sof3_comp_host), host_fields },
	{ TPLG_WIDGET_DAI_IN, SOF3_TYPE_DAI, sizeof(struct sof3_comp_dai), dai_fields },
	{ TPLG_WIDGET_DAI_OUT, SOF3_TYPE_DAI, sizeof(struct sof3_comp_dai), dai_fields },
	{ TPLG_WIDGET_PGA, SOF3_TYPE_VOLUME, sizeof(struct sof3_comp_volume), volume_fields },
	{ TPLG_WIDGET_MIXER, SOF3_TYPE_MIXER, sizeof(struct sof3_comp_mixer), no_fields },
	{ TPLG_WIDGET_MUX, SOF3_TYPE_MUX, sizeof(struct sof3_comp_mux), no_fields },
	{ TPLG_WIDGET_SRC, SOF3_TYPE_SRC, sizeof(struct sof3_comp_src), src_fields },
	{ TPLG_WIDGET_ASRC, SOF3_TYPE_ASRC, sizeof(struct sof3_comp_asrc), asrc_fields },
	{ TPLG_WIDGET_SIGGEN, SOF3_TYPE_TONE, sizeof(struct sof3_comp_tone), no_fields },
};

static void put_value(u8 *at, u32 bytes, u32 value)
{
	sofv_le32 le32 = sofv_cpu_to_le32(value);

	/* little-endian: the lower half comes first */
	memcpy(at, &le32, bytes);
}

static void put_fields(void *to, const struct run_tokens *tokens,
		       const struct field *f)
{
	const struct tplg_tuple *token;

	for (; f->bytes; f++) {
		token = run_token_find(tokens, f->token, TPLG_TUPLE_WORD);
		if (token)
			put_value((u8 *)to + f->offset, f->bytes, token->value);
	}
}

static void put_hdr(void *to, u32 cmd, u32 bytes)
{
	struct sof3_cmd_hdr *hdr = to;

	memset(to, 0, bytes);
	hdr->size = sofv_cpu_to_le32(bytes);
	hdr->cmd = sofv_cpu_to_le32(cmd);
}

/* Names SOF core doesn't know are S32 to it. */
static u32 frame_fmt(const char *name)
{
	static const char *const names[] = { "s16le", "s24le", "s32le", "float" };
	u32 i;

	for (i = 0; i < 4; i++)
		if (!strcmp(names[i], name))
			return i;
	return SOF3_FRAME_S32_LE;
}

/* Every component's message begins with these two. */
static void put_comp(const struct run_widget *w, u32 type, void *to, u32 bytes)
{
	const char *format = run_token_string(&w->tokens, RUN_TKN_COMP_FORMAT);
	struct sof3_comp_mixer *m = to;

	put_hdr(to, SOF3_GLB_TPLG | SOF3_TPLG_COMP_NEW, bytes);
	m->comp.id = sofv_cpu_to_le32(w->comp_id);
	m->comp.type = sofv_cpu_to_le32(type);
	m->comp.pipeline_id = sofv_cpu_to_le32(w->pipeline_id);
	m->comp.core = sofv_cpu_to_le32(run_token_value(&w->tokens,
							RUN_TKN_COMP_CORE, 0));
	m->config.hdr.size = sofv_cpu_to_le32(sizeof(m->config));
	put_fields(&m->config, &w->tokens, config_fields);
	if (format)
		m->config.frame_fmt = sofv_cpu_to_le32(frame_fmt(format));
}

/* The UUID goes behind everything else. Returns the bytes of the message. */
static u32 put_uuid(const struct run_widget *w, void *to, u32 bytes)
{
	static const u8 none[16];
	const struct tplg_tuple *token;
	struct sof3_comp *comp = to;

	token = run_token_find(&w->tokens, RUN_TKN_COMP_UUID, TPLG_TUPLE_UUID);
	if (!token || !memcmp(token->uuid, none, sizeof(none)))
		return bytes;

	memcpy((u8 *)to + bytes, token->uuid, sizeof(none));
	comp->ext_data_length = sofv_cpu_to_le32(sizeof(none));
	bytes += sizeof(none);
	comp->hdr.size = sofv_cpu_to_le32(bytes);

	return bytes;
}

static void put_volume(const struct run_tplg *t, const struct run_widget *w,
		       struct sof3_comp_volume *m)
{
	const struct run_ctl *ctl;
	u32 i;

	/* the last one with a table is the one that SOF core finds first */
	for (i = w->n_ctls; i--;) {
		ctl = &t->ctls[w->ctl + i];
		if (ctl->kind != RUN_CTL_VOLUME)
			continue;
		m->channels = sofv_cpu_to_le32(ctl->n_channels);
		m->min_value = sofv_cpu_to_le32(ctl->gain_q16[ctl->min]);
		m->max_value = sofv_cpu_to_le32(ctl->gain_q16[ctl->max]);
		return;
	}
}

static void put_dai(const struct run_widget *w, struct sof3_comp_dai *m)
{
	const char *type = run_token_string(&w->tokens, RUN_TKN_DAI_TYPE);

	m->type = sofv_cpu_to_le32(type && !strcmp(type, "VIRTUAL") ?
				   SOFV_DAI_VIRTUAL : SOF3_DAI_INTEL_SSP);
}

/* Data of one control as an effect gets it when it is made. */
static u32 ctl_payload(const struct run_ctl *ctl, u8 *to, u32 room)
{
	struct sof3_ctrl_value_chan chan;
	u32 bytes, i;

	if (ctl->kind == RUN_CTL_BYTES) {
		bytes = ctl->data_bytes - (u32)sizeof(struct sof3_abi_hdr);
		if (to && bytes <= room)
			memcpy(to, ctl->data + sizeof(struct sof3_abi_hdr), bytes);
		return bytes;
	}

	bytes = ctl->n_channels * (u32)sizeof(chan);
	for (i = 0; to && bytes <= room && i < ctl->n_channels; i++) {
		chan.channel = sofv_cpu_to_le32(i);
		chan.value = sofv_cpu_to_le32(ctl->value[i]);
		memcpy(to + i * sizeof(chan), &chan, sizeof(chan));
	}
	return bytes;
}

/* What fits one message comes with it; more comes by SET_DATA afterwards. */
static u32 msg_effect(const struct run_tplg *t, const struct run_widget *w,
		      void *to, struct run_error *err)
{
	struct sof3_comp_process *m = to;
	u32 bytes = sizeof(*m), data_bytes = 0, i;
	const struct run_ctl *ctl;

	for (i = 0; i < w->n_ctls; i++) {
		ctl = &t->ctls[w->ctl + i];
		if (ctl->kind == RUN_CTL_BYTES && !ctl->data) {
			run_fail(err, "bytes control '%s' has no data, which SOF core wants for '%s'",
				 ctl->name, w->name);
			return 0;
		}
		if (data_bytes <= SOF3_MSG_MAX_BYTES)
			data_bytes += ctl_payload(ctl, NULL, 0);
	}
	if (bytes + data_bytes > SOF3_MSG_MAX_BYTES)
		data_bytes = 0;

	put_comp(w, run_process_type(w), to, bytes + data_bytes);
	m->size = sofv_cpu_to_le32(data_bytes);
	for (i = 0; data_bytes && i < w->n_ctls; i++)
		bytes += ctl_payload(&t->ctls[w->ctl + i], (u8 *)to + bytes,
				     SOF3_MSG_MAX_BYTES - bytes);
	if (bytes > SOF3_MSG_MAX_BYTES - 16 &&
	    run_token_find(&w->tokens, RUN_TKN_COMP_UUID, TPLG_TUPLE_UUID)) {
		run_fail(err, "'%s': its data and its UUID don't fit one message together",
			 w->name);
		return 0;
	}
	return put_uuid(w, to, bytes);
}

static u32 msg_pipe(const struct run_tplg *t, const struct run_widget *w,
		    void *to)
{
	struct sof3_pipe_new *m = to;
	u32 scheduled_by = run_widget_find(t, w->sname);

	put_hdr(to, SOF3_GLB_TPLG | SOF3_TPLG_PIPE_NEW, sizeof(*m));
	m->comp_id = sofv_cpu_to_le32(w->comp_id);
	m->pipeline_id = sofv_cpu_to_le32(w->pipeline_id);
	m->sched_id = sofv_cpu_to_le32(t->widgets[scheduled_by].comp_id);
	put_fields(to, &w->tokens, pipe_fields);

	return sizeof(*m);
}

static u32 msg_buffer(const struct run_widget *w, void *to)
{
	struct sof3_buffer *m = to;

	put_hdr(to, SOF3_GLB_TPLG | SOF3_TPLG_BUFFER_NEW, sizeof(*m));
	m->comp.id = sofv_cpu_to_le32(w->comp_id);
	m->comp.type = sofv_cpu_to_le32(SOF3_TYPE_BUFFER);
	m->comp.pipeline_id = sofv_cpu_to_le32(w->pipeline_id);
	m->comp.core = sofv_cpu_to_le32(run_token_value(&w->tokens,
							RUN_TKN_COMP_CORE, 0));
	put_fields(to, &w->tokens, buffer_fields);

	return sizeof(*m);
}

u32 run_msg_widget(const struct run_tplg *t, const struct run_widget *w,
		   void *to, struct run_error *err)
{
	const struct kind *kind = kinds;

	switch (w->id) {
	case TPLG_WIDGET_SCHEDULER:
		return msg_pipe(t, w, to);
	case TPLG_WIDGET_BUFFER:
		return msg_buffer(w, to);
	case TPLG_WIDGET_EFFECT:
		return msg_effect(t, w, to, err);
	default:
		break;
	}

	while (kind->id != w->id)
		if (++kind == kinds + sizeof(kinds) / sizeof(kinds[0])) {
			run_fail(err, "widget '%s' is of type %u, which has no message",
				 w->name, w->id);
			return 0;
		}
	put_comp(w, kind->type, to, kind->bytes);
	put_fields(to, &w->tokens, kind->fields);
	if (kind->type == SOF3_TYPE_HOST)
		((struct sof3_comp_host *)to)->direction =
			sofv_cpu_to_le32(run_widget_direction(w));
	else if (kind->type == SOF3_TYPE_VOLUME)
		put_volume(t, w, to);
	else if (kind->type == SOF3_TYPE_DAI)
		put_dai(w, to);

	return put_uuid(w, to, kind->bytes);
}

/* Clock directions are the codec's; the odd numbers are SOF's. */
static u32 dai_format(const struct run_hw_config *hw)
{
	static const u8 provider[2][2] = { { 0, 3 }, { 2, 4 } };
	static const u8 inversion[2][2] = { { 0, 2 }, { 3, 4 } };
	u32 format = hw->fmt & 0xffff & ~(DAI_FMT_PROVIDER_MASK | DAI_FMT_INV_MASK);

	format |= (u32)provider[!!hw->codec_takes_bclk][!!hw->codec_takes_fsync]
		  << DAI_FMT_PROVIDER_SHIFT;
	format |= (u32)inversion[!!hw->invert_bclk][!!hw->invert_fsync]
		  << DAI_FMT_INV_SHIFT;

	return format;
}

u32 run_msg_dai_config(const struct run_tplg *t, const struct run_widget *w,
		       u32 flags, void *to, struct run_error *err)
{
	const struct run_link *link = run_dai_link(t, w);
	const struct run_hw_config *hw;
	struct sof3_dai_config_ssp *m = to;

	if (!link || !link->n_hw) {
		run_fail(err, "DAI '%s' has no configuration", w->name);
		return 0;
	}
	hw = &link->hw[link->current];
	put_hdr(to, SOF3_GLB_DAI | SOF3_DAI_CONFIG, DAI_CONFIG_BYTES);
	put_fields(to, &link->tokens, ssp_fields);
	m->config.type = sofv_cpu_to_le32(SOF3_DAI_INTEL_SSP);
	m->config.dai_index = sofv_cpu_to_le32(run_token_value(&w->tokens,
							       RUN_TKN_DAI_INDEX, 0));
	m->config.format = sofv_cpu_to_le16((u16)dai_format(hw));
	m->config.flags = (u8)flags;
	m->ssp.mclk_rate = sofv_cpu_to_le32(hw->mclk_hz);
	m->ssp.bclk_rate = sofv_cpu_to_le32(hw->bclk_hz);
	m->ssp.fsync_rate = sofv_cpu_to_le32(hw->fsync_hz);
	m->ssp.tdm_slots = sofv_cpu_to_le32(hw->tdm_slots);
	m->ssp.tdm_slot_width = sofv_cpu_to_le16((u16)hw->tdm_slot_width);
	m->ssp.mclk_direction = sofv_cpu_to_le32(hw->mclk_direction);
	m->ssp.rx_slots = sofv_cpu_to_le32(hw->rx_slots);
	m->ssp.tx_slots = sofv_cpu_to_le32(hw->tx_slots);

	return DAI_CONFIG_BYTES;
}

u32 run_msg_free(const struct run_widget *w, void *to)
{
	struct sof3_free *m = to;
	u32 cmd = w->id == TPLG_WIDGET_SCHEDULER ? SOF3_TPLG_PIPE_FREE :
		  w->id == TPLG_WIDGET_BUFFER ? SOF3_TPLG_BUFFER_FREE :
						SOF3_TPLG_COMP_FREE;

	put_hdr(to, SOF3_GLB_TPLG | cmd, sizeof(*m));
	m->id = sofv_cpu_to_le32(w->comp_id);

	return sizeof(*m);
}

u32 run_msg_connect(const struct run_widget *source,
		    const struct run_widget *sink, void *to)
{
	struct sof3_comp_connect *m = to;

	put_hdr(to, SOF3_GLB_TPLG | SOF3_TPLG_COMP_CONNECT, sizeof(*m));
	m->source_id = sofv_cpu_to_le32(source->comp_id);
	m->sink_id = sofv_cpu_to_le32(sink->comp_id);

	return sizeof(*m);
}

u32 run_msg_complete(const struct run_widget *scheduler, void *to)
{
	struct sof3_pipe_ready *m = to;

	put_hdr(to, SOF3_GLB_TPLG | SOF3_TPLG_PIPE_COMPLETE, sizeof(*m));
	m->comp_id = sofv_cpu_to_le32(scheduler->comp_id);

	return sizeof(*m);
}

u32 run_sample_bytes(u32 frame_fmt)
{
	return frame_fmt == SOF3_FRAME_S16_LE ? 2 : 4;
}

u32 run_msg_pcm_params(const struct run_widget *host,
		       const struct run_stream_params *p, void *to)
{
	static const u16 valid_bytes[] = { 2, 3, 4 };
	struct sof3_pcm_params *m = to;
	const u32 page_bytes = 4096;

	put_hdr(to, SOF3_GLB_STREAM | SOF3_STREAM_PCM_PARAMS, sizeof(*m));
	m->comp_id = sofv_cpu_to_le32(host->comp_id);
	m->params.hdr.size = sofv_cpu_to_le32(sizeof(m->params));
	m->params.buffer.pages = sofv_cpu_to_le32((p->buffer_bytes + page_bytes - 1) /
						  page_bytes);
	m->params.buffer.size = sofv_cpu_to_le32(p->buffer_bytes);
	m->params.direction = sofv_cpu_to_le32(p->direction);
	m->params.frame_fmt = sofv_cpu_to_le32(p->frame_fmt);
	m->params.buffer_fmt = sofv_cpu_to_le32(SOF3_BUFFER_INTERLEAVED);
	m->params.rate = sofv_cpu_to_le32(p->rate_hz);
	m->params.stream_tag = sofv_cpu_to_le16((u16)p->stream_tag);
	m->params.channels = sofv_cpu_to_le16((u16)p->n_channels);
	m->params.sample_valid_bytes = sofv_cpu_to_le16(valid_bytes[p->frame_fmt]);
	m->params.sample_container_bytes =
		sofv_cpu_to_le16((u16)run_sample_bytes(p->frame_fmt));
	m->params.host_period_bytes = sofv_cpu_to_le32(p->period_bytes);

	return sizeof(*m);
}

u32 run_msg_stream(const struct run_widget *host, u32 cmd, void *to)
{
	struct sof3_stream *m = to;

	put_hdr(to, SOF3_GLB_STREAM | cmd, sizeof(*m));
	m->comp_id = sofv_cpu_to_le32(host->comp_id);

	return sizeof(*m);
}
