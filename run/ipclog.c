// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Messages for people: one line each, as in
 *	0 BUFFER_NEW buffer.1.1 id 7 pipeline 1, 768 bytes, caps 0x71: ok
 * The first number is the tick. The messages are our own, so they are trusted
 * to be whole.
 */
#include "run.h"

struct line {
	FILE *out;
	const struct run_tplg *t;
	const void *msg;
	u32 bytes;
};

static u32 get(sofv_le32 le)
{
	return sofv_le32_to_cpu(le);
}

static const char *name_of(const struct line *l, u32 comp_id)
{
	return comp_id < l->t->n_widgets ? l->t->widgets[comp_id].name : "?";
}

static void log_who(const struct line *l, u32 comp_id)
{
	fprintf(l->out, " %s id %u", name_of(l, comp_id), comp_id);
}

static void log_uuid(const struct line *l, u32 ext_bytes)
{
	const u8 *uuid = (const u8 *)l->msg + l->bytes - ext_bytes;
	u32 i;

	if (ext_bytes != 16)
		return;
	fputs(", UUID ", l->out);
	for (i = 0; i < 16; i++)
		fprintf(l->out, "%02x", uuid[i]);
}

static void log_comp_new(const struct line *l)
{
	const struct sof3_comp *m = l->msg;
	const struct sof3_comp_volume *volume = l->msg;
	const struct sof3_comp_process *process = l->msg;
	const struct sof3_comp_src *src = l->msg;
	const struct sof3_comp_dai *dai = l->msg;
	u32 id = get(m->id);

	log_who(l, id);
	fprintf(l->out, " pipeline %u, %s", get(m->pipeline_id),
		id < l->t->n_widgets ? run_widget_kind(&l->t->widgets[id]) : "?");
	switch (get(m->type)) {
	case SOF3_TYPE_VOLUME:
		fprintf(l->out, ", %u channels, gain %u..%u/65536, ramp type %u of %u ms",
			get(volume->channels), get(volume->min_value),
			get(volume->max_value), get(volume->ramp),
			get(volume->initial_ramp));
		break;
	case SOF3_TYPE_DAI:
		fprintf(l->out, ", type %u index %u %s", get(dai->type),
			get(dai->dai_index), run_direction_name(get(dai->direction)));
		break;
	case SOF3_TYPE_SRC:
		fprintf(l->out, ", %u Hz to %u Hz", get(src->source_rate),
			get(src->sink_rate));
		break;
	case SOF3_TYPE_HOST:
	case SOF3_TYPE_MIXER:
	case SOF3_TYPE_MUX:
	case SOF3_TYPE_ASRC:
	case SOF3_TYPE_TONE:
		break;
	default:
		fprintf(l->out, ", type %u, %u bytes of data", get(m->type),
			get(process->size));
		break;
	}
	log_uuid(l, get(m->ext_data_length));
}

static void log_buffer_new(const struct line *l)
{
	const struct sof3_buffer *m = l->msg;

	log_who(l, get(m->comp.id));
	fprintf(l->out, " pipeline %u, %u bytes, caps 0x%x",
		get(m->comp.pipeline_id), get(m->size), get(m->caps));
}

static void log_pipe_new(const struct line *l)
{
	const struct sof3_pipe_new *m = l->msg;

	log_who(l, get(m->comp_id));
	fprintf(l->out, " pipeline %u, scheduled by %s, every %u us, core %u, priority %u",
		get(m->pipeline_id), name_of(l, get(m->sched_id)),
		get(m->period), get(m->core), get(m->priority));
}

static void log_connect(const struct line *l)
{
	const struct sof3_comp_connect *m = l->msg;

	fprintf(l->out, " %s to %s", name_of(l, get(m->source_id)),
		name_of(l, get(m->sink_id)));
}

static void log_id(const struct line *l)
{
	const struct sof3_free *m = l->msg;

	log_who(l, get(m->id));
}

static void log_dai_config(const struct line *l)
{
	const struct sof3_dai_config_ssp *m = l->msg;

	fprintf(l->out, " type %u index %u, %u Hz, %u slots of %u bits, format 0x%04x, flags 0x%x",
		get(m->config.type), get(m->config.dai_index),
		get(m->ssp.fsync_rate), get(m->ssp.tdm_slots),
		sofv_le16_to_cpu(m->ssp.tdm_slot_width),
		sofv_le16_to_cpu(m->config.format), m->config.flags);
}

static void log_pcm_params(const struct line *l)
{
	const struct sof3_pcm_params *m = l->msg;

	log_who(l, get(m->comp_id));
	fprintf(l->out, ", %s, %u channels of %s at %u Hz, ring of %u bytes, period of %u, tag %u",
		run_direction_name(get(m->params.direction)),
		sofv_le16_to_cpu(m->params.channels),
		run_format_name(get(m->params.frame_fmt)), get(m->params.rate),
		get(m->params.buffer.size), get(m->params.host_period_bytes),
		sofv_le16_to_cpu(m->params.stream_tag));
}

static void log_stream(const struct line *l)
{
	const struct sof3_stream *m = l->msg;

	log_who(l, get(m->comp_id));
}

static void log_value(const struct line *l)
{
	const struct sof3_ctrl_data *m = l->msg;
	const struct sof3_ctrl_value_chan *chan = (const void *)(m + 1);
	static const char *const cmds[] = { "volume", "enum", "switch", "bytes" };
	u32 i;

	log_who(l, get(m->comp_id));
	fprintf(l->out, ", %s", cmds[get(m->cmd) & 3]);
	for (i = 0; i < get(m->num_elems); i++)
		fprintf(l->out, " %u", get(chan[i].value));
}

static void log_data(const struct line *l)
{
	const struct sof3_ctrl_data *m = l->msg;

	log_who(l, get(m->comp_id));
	fprintf(l->out, ", part %u of %u bytes, %u to come", get(m->msg_index),
		get(m->num_elems), get(m->elems_remaining));
}

static const struct {
	u32 cmd;
	const char *name;
	void (*log)(const struct line *l);
} messages[] = {
	{ SOF3_GLB_TPLG | SOF3_TPLG_COMP_NEW, "COMP_NEW", log_comp_new },
	{ SOF3_GLB_TPLG | SOF3_TPLG_COMP_FREE, "COMP_FREE", log_id },
	{ SOF3_GLB_TPLG | SOF3_TPLG_COMP_CONNECT, "COMP_CONNECT", log_connect },
	{ SOF3_GLB_TPLG | SOF3_TPLG_PIPE_NEW, "PIPE_NEW", log_pipe_new },
	{ SOF3_GLB_TPLG | SOF3_TPLG_PIPE_FREE, "PIPE_FREE", log_id },
	{ SOF3_GLB_TPLG | SOF3_TPLG_PIPE_COMPLETE, "PIPE_COMPLETE", log_id },
	{ SOF3_GLB_TPLG | SOF3_TPLG_BUFFER_NEW, "BUFFER_NEW", log_buffer_new },
	{ SOF3_GLB_TPLG | SOF3_TPLG_BUFFER_FREE, "BUFFER_FREE", log_id },
	{ SOF3_GLB_DAI | SOF3_DAI_CONFIG, "DAI_CONFIG", log_dai_config },
	{ SOF3_GLB_COMP | SOF3_COMP_SET_VALUE, "SET_VALUE", log_value },
	{ SOF3_GLB_COMP | SOF3_COMP_GET_VALUE, "GET_VALUE", log_value },
	{ SOF3_GLB_COMP | SOF3_COMP_SET_DATA, "SET_DATA", log_data },
	{ SOF3_GLB_COMP | SOF3_COMP_GET_DATA, "GET_DATA", log_data },
	{ SOF3_GLB_STREAM | SOF3_STREAM_PCM_PARAMS, "PCM_PARAMS", log_pcm_params },
	{ SOF3_GLB_STREAM | SOF3_STREAM_PCM_FREE, "PCM_FREE", log_stream },
	{ SOF3_GLB_STREAM | SOF3_STREAM_TRIG_START, "TRIG_START", log_stream },
	{ SOF3_GLB_STREAM | SOF3_STREAM_TRIG_STOP, "TRIG_STOP", log_stream },
};

void run_ipclog(FILE *log, const struct run_tplg *t, u64 tick, const void *msg,
		u32 bytes, int error)
{
	const struct sof3_cmd_hdr *hdr = msg;
	struct line l = { log, t, msg, bytes };
	u32 i;

	fprintf(log, "%llu", (unsigned long long)tick);
	for (i = 0; i < sizeof(messages) / sizeof(messages[0]); i++) {
		if (messages[i].cmd != get(hdr->cmd))
			continue;
		fprintf(log, " %s", messages[i].name);
		messages[i].log(&l);
	}
	fprintf(log, ": %s\n", error ? strerror(-error) : "ok");
}
