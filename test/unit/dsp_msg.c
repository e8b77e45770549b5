// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 */
#include "dsp_msg.h"

#define LE32(x) sofv_cpu_to_le32(x)

static u32 msg_hdr(void *to, u32 bytes, u32 cmd)
{
	struct sof3_cmd_hdr *hdr = to;

	memset(to, 0, bytes);
	hdr->size = LE32(bytes);
	hdr->cmd = LE32(cmd);
	return bytes;
}

static u32 msg_comp(void *to, u32 bytes, u32 id, u32 pipeline_id, u32 type)
{
	struct sof3_comp *m = to;

	msg_hdr(to, bytes, SOF3_GLB_TPLG | SOF3_TPLG_COMP_NEW);
	m->id = LE32(id);
	m->pipeline_id = LE32(pipeline_id);
	m->type = LE32(type);
	return bytes;
}

static void msg_config(struct sof3_comp_config *config, u32 frame_fmt)
{
	config->hdr.size = LE32(sizeof(*config));
	config->periods_sink = LE32(2);
	config->periods_source = LE32(2);
	config->frame_fmt = LE32(frame_fmt);
}

u32 msg_pipe_new(void *to, u32 id, u32 pipeline_id)
{
	struct sof3_pipe_new *m = to;

	msg_hdr(to, sizeof(*m), SOF3_GLB_TPLG | SOF3_TPLG_PIPE_NEW);
	m->comp_id = LE32(id);
	m->pipeline_id = LE32(pipeline_id);
	m->period = LE32(1000);
	m->time_domain = LE32(SOF3_TIME_DOMAIN_TIMER);
	return sizeof(*m);
}

u32 msg_host_new(void *to, u32 id, u32 pipeline_id, u32 direction)
{
	struct sof3_comp_host *m = to;

	msg_comp(to, sizeof(*m), id, pipeline_id, SOF3_TYPE_HOST);
	msg_config(&m->config, SOF3_FRAME_S32_LE);
	m->direction = LE32(direction);
	return sizeof(*m);
}

u32 msg_volume_new(void *to, u32 id, u32 pipeline_id, u32 ramp_ms)
{
	struct sof3_comp_volume *m = to;

	msg_comp(to, sizeof(*m), id, pipeline_id, SOF3_TYPE_VOLUME);
	msg_config(&m->config, SOF3_FRAME_S32_LE);
	m->channels = LE32(2);
	m->max_value = LE32(1u << 20);
	m->initial_ramp = LE32(ramp_ms);
	return sizeof(*m);
}

u32 msg_mixer_new(void *to, u32 id, u32 pipeline_id)
{
	struct sof3_comp_mixer *m = to;

	msg_comp(to, sizeof(*m), id, pipeline_id, SOF3_TYPE_MIXER);
	msg_config(&m->config, SOF3_FRAME_S32_LE);
	return sizeof(*m);
}

u32 msg_dai_new(void *to, u32 id, u32 pipeline_id, u32 direction, u32 dai_index,
		u32 frame_fmt)
{
	struct sof3_comp_dai *m = to;

	msg_comp(to, sizeof(*m), id, pipeline_id, SOF3_TYPE_DAI);
	msg_config(&m->config, frame_fmt);
	m->direction = LE32(direction);
	m->dai_index = LE32(dai_index);
	m->type = LE32(SOF3_DAI_INTEL_SSP);
	return sizeof(*m);
}

u32 msg_buffer_new(void *to, u32 id, u32 pipeline_id, u32 size)
{
	struct sof3_buffer *m = to;

	msg_hdr(to, sizeof(*m), SOF3_GLB_TPLG | SOF3_TPLG_BUFFER_NEW);
	m->comp.id = LE32(id);
	m->comp.pipeline_id = LE32(pipeline_id);
	m->comp.type = LE32(SOF3_TYPE_BUFFER);
	m->size = LE32(size);
	m->caps = LE32(1);
	return sizeof(*m);
}

u32 msg_tplg_id(void *to, u32 cmd, u32 id)
{
	struct sof3_free *m = to;

	msg_hdr(to, sizeof(*m), SOF3_GLB_TPLG | cmd);
	m->id = LE32(id);
	return sizeof(*m);
}

u32 msg_connect(void *to, u32 source, u32 sink)
{
	struct sof3_comp_connect *m = to;

	msg_hdr(to, sizeof(*m), SOF3_GLB_TPLG | SOF3_TPLG_COMP_CONNECT);
	m->source_id = LE32(source);
	m->sink_id = LE32(sink);
	return sizeof(*m);
}

u32 msg_dai_config(void *to, u32 dai_index, u32 channels, u32 flags)
{
	struct sof3_dai_config_ssp *m = to;

	msg_hdr(to, sizeof(*m), SOF3_GLB_DAI | SOF3_DAI_CONFIG);
	m->config.type = LE32(SOF3_DAI_INTEL_SSP);
	m->config.dai_index = LE32(dai_index);
	m->config.flags = (u8)flags;
	m->ssp.fsync_rate = LE32(48000);
	m->ssp.tdm_slots = LE32(channels);
	m->ssp.sample_valid_bits = LE32(32);
	return sizeof(*m);
}

u32 msg_pcm_params(void *to, u32 id, u32 tag, u32 direction, u32 frame_fmt,
		   u32 channels, u32 buffer_bytes, u32 period_bytes)
{
	struct sof3_pcm_params *m = to;
	u32 sample_bytes = frame_fmt == SOF3_FRAME_S16_LE ? 2 : 4;

	msg_hdr(to, sizeof(*m), SOF3_GLB_STREAM | SOF3_STREAM_PCM_PARAMS);
	m->comp_id = LE32(id);
	m->params.hdr.size = LE32(sizeof(m->params));
	m->params.buffer.size = LE32(buffer_bytes);
	m->params.direction = LE32(direction);
	m->params.frame_fmt = LE32(frame_fmt);
	m->params.rate = LE32(48000);
	m->params.stream_tag = sofv_cpu_to_le16((u16)tag);
	m->params.channels = sofv_cpu_to_le16((u16)channels);
	m->params.sample_container_bytes = sofv_cpu_to_le16((u16)sample_bytes);
	m->params.host_period_bytes = LE32(period_bytes);
	return sizeof(*m);
}

u32 msg_stream(void *to, u32 cmd, u32 id)
{
	struct sof3_stream *m = to;

	msg_hdr(to, sizeof(*m), SOF3_GLB_STREAM | cmd);
	m->comp_id = LE32(id);
	return sizeof(*m);
}

u32 msg_control(void *to, bool set, u32 id, u32 cmd, u32 n, u32 value)
{
	struct sof3_ctrl_value_chan *v;
	struct sof3_ctrl_data *m = to;
	u32 bytes = (u32)(sizeof(*m) + n * sizeof(*v)), i;

	msg_hdr(to, bytes, SOF3_GLB_COMP |
		(set ? SOF3_COMP_SET_VALUE : SOF3_COMP_GET_VALUE));
	m->comp_id = LE32(id);
	m->type = LE32(set ? SOF3_CTRL_VALUE_CHAN_SET : SOF3_CTRL_VALUE_CHAN_GET);
	m->cmd = LE32(cmd);
	m->num_elems = LE32(n);
	v = (void *)(m + 1);
	for (i = 0; i < n; i++) {
		v[i].channel = LE32(i);
		v[i].value = LE32(value);
	}
	return bytes;
}

u32 msg_pm(void *to, u32 cmd, u32 mask)
{
	struct sof3_pm_core_config *m = to;
	u32 bytes = sizeof(*m);

	if (cmd <= SOF3_PM_CTX_SIZE)
		bytes = sizeof(struct sof3_pm_ctx);
	else if (cmd == SOF3_PM_GATE)
		bytes = sizeof(struct sof3_pm_gate);
	msg_hdr(to, bytes, SOF3_GLB_PM | cmd);
	if (cmd == SOF3_PM_CORE_ENABLE)
		m->enable_mask = LE32(mask);
	return bytes;
}

u32 msg_trace(void *to, u32 cmd)
{
	struct sof3_trace_filter *filter = to;
	struct sof3_trace_filter_elem *elem = (void *)(filter + 1);

	if (cmd == SOF3_TRACE_DMA_PARAMS)
		return msg_hdr(to, sizeof(struct sof3_trace_params),
			       SOF3_GLB_TRACE | cmd);
	if (cmd == SOF3_TRACE_DMA_PARAMS_EXT)
		return msg_hdr(to, sizeof(struct sof3_trace_params_ext),
			       SOF3_GLB_TRACE | cmd);
	msg_hdr(to, sizeof(*filter) + sizeof(*elem), SOF3_GLB_TRACE | cmd);
	filter->elem_cnt = LE32(1);
	elem->key = LE32(SOF3_TRACE_FILTER_SET_LEVEL | SOF3_TRACE_FILTER_FIN);
	elem->value = LE32(4);
	return sizeof(*filter) + sizeof(*elem);
}

u32 msg_process_new(void *to, u32 id, u32 pipeline_id, u32 type, const u8 *uuid,
		    const void *data, u32 bytes)
{
	struct sof3_comp_process *m = to;
	u32 total = (u32)sizeof(*m) + bytes + (uuid ? 16 : 0);

	msg_hdr(to, total, SOF3_GLB_TPLG | SOF3_TPLG_COMP_NEW);
	m->comp.id = LE32(id);
	m->comp.type = LE32(type);
	m->comp.pipeline_id = LE32(pipeline_id);
	m->comp.ext_data_length = LE32(uuid ? 16 : 0);
	m->config.hdr.size = LE32(sizeof(m->config));
	m->config.frame_fmt = LE32(SOF3_FRAME_S32_LE);
	m->size = LE32(bytes);
	if (bytes)
		memcpy(m + 1, data, bytes);
	if (uuid)
		memcpy((u8 *)(m + 1) + bytes, uuid, 16);
	return total;
}

u32 msg_src_new(void *to, u32 id, u32 pipeline_id, u32 source_rate_hz,
		u32 sink_rate_hz)
{
	struct sof3_comp_src *m = to;

	msg_hdr(to, sizeof(*m), SOF3_GLB_TPLG | SOF3_TPLG_COMP_NEW);
	m->comp.id = LE32(id);
	m->comp.type = LE32(SOF3_TYPE_SRC);
	m->comp.pipeline_id = LE32(pipeline_id);
	m->config.hdr.size = LE32(sizeof(m->config));
	m->config.frame_fmt = LE32(SOF3_FRAME_S32_LE);
	m->source_rate = LE32(source_rate_hz);
	m->sink_rate = LE32(sink_rate_hz);
	return sizeof(*m);
}

#define MSG_PART_BYTES	(SOF3_MSG_MAX_BYTES - (u32)sizeof(struct sof3_ctrl_data) - \
			 (u32)sizeof(struct sof3_abi_hdr))

u32 msg_data_parts(u32 bytes)
{
	return bytes ? (bytes + MSG_PART_BYTES - 1) / MSG_PART_BYTES : 1;
}

u32 msg_data(void *to, bool set, u32 id, const void *data, u32 bytes, u32 index)
{
	u32 from = index * MSG_PART_BYTES, n = bytes - from;
	struct sof3_ctrl_data *m = to;
	struct sof3_abi_hdr *abi = (void *)(m + 1);
	u32 total;

	if (n > MSG_PART_BYTES)
		n = MSG_PART_BYTES;
	total = (u32)(sizeof(*m) + sizeof(*abi)) + n;
	msg_hdr(to, total, SOF3_GLB_COMP |
		(set ? SOF3_COMP_SET_DATA : SOF3_COMP_GET_DATA));
	m->comp_id = LE32(id);
	m->type = LE32(set ? SOF3_CTRL_DATA_SET : SOF3_CTRL_DATA_GET);
	m->cmd = LE32(SOF3_CTRL_CMD_BINARY);
	m->num_elems = LE32(n);
	m->elems_remaining = LE32(bytes - from - n);
	m->msg_index = LE32(index);
	abi->magic = LE32(SOF3_ABI_MAGIC);
	abi->size = LE32(bytes);
	abi->abi = LE32(SOF3_ABI_VERSION);
	if (set)
		memcpy(abi + 1, (const u8 *)data + from, n);
	return total;
}

void msg_set_rate(void *msg, u32 rate_hz)
{
	struct sof3_dai_config_ssp *dai = msg;
	struct sof3_pcm_params *pcm = msg;
	u32 cmd = sofv_le32_to_cpu(pcm->hdr.cmd);

	if ((cmd & SOF3_GLB_MASK) == SOF3_GLB_DAI)
		dai->ssp.fsync_rate = LE32(rate_hz);
	else
		pcm->params.rate = LE32(rate_hz);
}
