// SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause
/* Copyright (C) 2026 The sof-virtio authors */
#include <linux/virtio_sof.h>
#include <sof/ipc3.h>
#include <sofv/firewall.h>
#include <sofv/ipc.h>

#include "sofv_bytes.h"

/* One decoder for each message that the firewall does not refuse. */
struct decoder {
	u32 cmd;
	u32 min_bytes;
	int (*decode)(struct sofv_ipc *ipc, const u8 *buf);
};

struct comp_layout {
	u32 type;
	u32 bytes;
};

/* Types without a row are refused later: nothing after the head is read. */
static const struct comp_layout comp_layouts[] = {
	{ SOF3_TYPE_NONE, sizeof(struct sof3_comp_process) },
	{ SOF3_TYPE_HOST, sizeof(struct sof3_comp_host) },
	{ SOF3_TYPE_DAI, sizeof(struct sof3_comp_dai) },
	{ SOF3_TYPE_VOLUME, sizeof(struct sof3_comp_volume) },
	{ SOF3_TYPE_MIXER, sizeof(struct sof3_comp_mixer) },
	{ SOF3_TYPE_MUX, sizeof(struct sof3_comp_process) },
	{ SOF3_TYPE_SRC, sizeof(struct sof3_comp_src) },
	{ SOF3_TYPE_EQ_IIR, sizeof(struct sof3_comp_process) },
	{ SOF3_TYPE_EQ_FIR, sizeof(struct sof3_comp_process) },
	{ SOF3_TYPE_SELECTOR, sizeof(struct sof3_comp_process) },
	{ SOF3_TYPE_DEMUX, sizeof(struct sof3_comp_process) },
	{ SOF3_TYPE_ASRC, sizeof(struct sof3_comp_asrc) },
	{ SOF3_TYPE_DCBLOCK, sizeof(struct sof3_comp_process) },
};

static u32 comp_layout_bytes(u32 type, u32 bytes)
{
	u32 i;

	/* a mux is either drawn as such or as an effect, then it has a blob */
	if (type == SOF3_TYPE_MUX && bytes < sizeof(struct sof3_comp_process))
		return sizeof(struct sof3_comp_mux);

	for (i = 0; i < sizeof(comp_layouts) / sizeof(comp_layouts[0]); i++)
		if (comp_layouts[i].type == type)
			return comp_layouts[i].bytes;

	return 0;
}

static bool comp_has_blob(u32 layout_bytes)
{
	return layout_bytes == sizeof(struct sof3_comp_process);
}

static void decode_host(struct sofv_comp_new *out, const u8 *buf)
{
	struct sof3_comp_host host;

	memcpy(&host, buf, sizeof(host));
	out->direction = sofv_le32_to_cpu(host.direction);
}

static void decode_dai(struct sofv_comp_new *out, const u8 *buf)
{
	struct sof3_comp_dai dai;

	memcpy(&dai, buf, sizeof(dai));
	out->direction = sofv_le32_to_cpu(dai.direction);
	out->dai_type = sofv_le32_to_cpu(dai.type);
	/* reserved1 is ref_comp_id of section 7 */
	out->point_index = sofv_le32_to_cpu(dai.config.reserved1);
}

static int decode_blob(struct sofv_comp_new *out, const u8 *buf, u32 room_bytes)
{
	struct sof3_comp_process process;

	memcpy(&process, buf, sizeof(process));
	out->blob_bytes = sofv_le32_to_cpu(process.size);

	return out->blob_bytes > room_bytes ? -EBADMSG : 0;
}

/* The message is the component, its blob if it has one, and maybe a UUID. */
static int decode_comp_body(struct sofv_ipc *ipc, const u8 *buf, u32 ext_bytes)
{
	u32 layout_bytes = comp_layout_bytes(ipc->comp.type, ipc->bytes);

	if (!layout_bytes)
		return 0;
	if (ipc->bytes < layout_bytes || ext_bytes > ipc->bytes - layout_bytes)
		return -EBADMSG;
	if (ext_bytes && ext_bytes != SOFV_UUID_BYTES)
		return -EBADMSG;

	ipc->comp.uuid_bytes = ext_bytes;
	memcpy(ipc->comp.uuid, buf + ipc->bytes - ext_bytes, ext_bytes);

	if (comp_has_blob(layout_bytes))
		return decode_blob(&ipc->comp, buf,
				   ipc->bytes - layout_bytes - ext_bytes);

	/* firmware may look for the UUID right behind the struct */
	if (ext_bytes && ext_bytes != ipc->bytes - layout_bytes)
		return -EBADMSG;
	if (ipc->comp.type == SOF3_TYPE_HOST)
		decode_host(&ipc->comp, buf);
	if (ipc->comp.type == SOF3_TYPE_DAI)
		decode_dai(&ipc->comp, buf);

	return 0;
}

static int decode_comp_new(struct sofv_ipc *ipc, const u8 *buf)
{
	struct sof3_comp comp;

	memcpy(&comp, buf, sizeof(comp));
	ipc->id = sofv_le32_to_cpu(comp.id);
	ipc->comp.type = sofv_le32_to_cpu(comp.type);
	ipc->comp.pipeline_id = sofv_le32_to_cpu(comp.pipeline_id);
	ipc->comp.core = sofv_le32_to_cpu(comp.core);

	return decode_comp_body(ipc, buf, sofv_le32_to_cpu(comp.ext_data_length));
}

static int decode_buffer_new(struct sofv_ipc *ipc, const u8 *buf)
{
	struct sof3_buffer buffer;

	memcpy(&buffer, buf, sizeof(buffer));
	/* firmware might believe either: the command or the type */
	if (sofv_le32_to_cpu(buffer.comp.type) != SOF3_TYPE_BUFFER ||
	    sofv_le32_to_cpu(buffer.comp.ext_data_length))
		return -EBADMSG;

	ipc->id = sofv_le32_to_cpu(buffer.comp.id);
	ipc->buffer.pipeline_id = sofv_le32_to_cpu(buffer.comp.pipeline_id);
	ipc->buffer.core = sofv_le32_to_cpu(buffer.comp.core);
	ipc->buffer.bytes = sofv_le32_to_cpu(buffer.size);

	return 0;
}

static int decode_pipe_new(struct sofv_ipc *ipc, const u8 *buf)
{
	struct sof3_pipe_new pipe;

	memcpy(&pipe, buf, sizeof(pipe));
	ipc->id = sofv_le32_to_cpu(pipe.comp_id);
	ipc->pipe.pipeline_id = sofv_le32_to_cpu(pipe.pipeline_id);
	ipc->pipe.sched_id = sofv_le32_to_cpu(pipe.sched_id);
	ipc->pipe.core = sofv_le32_to_cpu(pipe.core);
	ipc->pipe.period_us = sofv_le32_to_cpu(pipe.period);

	return 0;
}

static int decode_connect(struct sofv_ipc *ipc, const u8 *buf)
{
	struct sof3_comp_connect connect;

	memcpy(&connect, buf, sizeof(connect));
	ipc->connect.source_id = sofv_le32_to_cpu(connect.source_id);
	ipc->connect.sink_id = sofv_le32_to_cpu(connect.sink_id);

	return 0;
}

static_assert(offsetof(struct sof3_free, id) == 8, "id behind the header");
static_assert(offsetof(struct sof3_pipe_ready, comp_id) == 8, "id behind the header");
static_assert(offsetof(struct sof3_stream, comp_id) == 8, "id behind the header");

static int decode_id(struct sofv_ipc *ipc, const u8 *buf)
{
	ipc->id = sofv_get_le32(buf + sizeof(struct sof3_cmd_hdr));

	return 0;
}

static int decode_ctrl_head(struct sofv_ipc *ipc, const u8 *buf)
{
	struct sof3_ctrl_data ctrl;

	memcpy(&ctrl, buf, sizeof(ctrl));
	ipc->id = sofv_le32_to_cpu(ctrl.comp_id);
	ipc->ctrl.type = sofv_le32_to_cpu(ctrl.type);
	ipc->ctrl.num_elems = sofv_le32_to_cpu(ctrl.num_elems);
	ipc->ctrl.elems_remaining = sofv_le32_to_cpu(ctrl.elems_remaining);
	ipc->ctrl.msg_index = sofv_le32_to_cpu(ctrl.msg_index);

	return 0;
}

static_assert(sizeof(struct sof3_ctrl_value_chan) ==
	      sizeof(struct sof3_ctrl_value_comp), "one element size");

static int decode_ctrl_value(struct sofv_ipc *ipc, const u8 *buf)
{
	bool set = ipc->cmd == (SOF3_GLB_COMP | SOF3_COMP_SET_VALUE);
	u32 room = (ipc->bytes - (u32)sizeof(struct sof3_ctrl_data)) /
		   (u32)sizeof(struct sof3_ctrl_value_chan);

	decode_ctrl_head(ipc, buf);
	if (ipc->ctrl.num_elems > room)
		return -EBADMSG;

	switch (ipc->ctrl.type) {
	case SOF3_CTRL_VALUE_CHAN_GET:
	case SOF3_CTRL_VALUE_COMP_GET:
		return set ? -EBADMSG : 0;
	case SOF3_CTRL_VALUE_CHAN_SET:
	case SOF3_CTRL_VALUE_COMP_SET:
		return set ? 0 : -EBADMSG;
	default:
		return -EBADMSG;
	}
}

#define CTRL_DATA_BYTES (sizeof(struct sof3_ctrl_data) + sizeof(struct sof3_abi_hdr))

/*
 * The header of the data says how long it is, too, and firmware may believe that:
 * in the first part, not more than comes in all parts.
 */
static int check_data_size(const struct sofv_ctrl *ctrl, const u8 *buf)
{
	u32 whole = ctrl->num_elems + ctrl->elems_remaining;
	struct sof3_abi_hdr abi;

	memcpy(&abi, buf + sizeof(struct sof3_ctrl_data), sizeof(abi));

	return !ctrl->msg_index && sofv_le32_to_cpu(abi.size) > whole ? -EBADMSG : 0;
}

static int decode_ctrl_data(struct sofv_ipc *ipc, const u8 *buf)
{
	bool set = ipc->cmd == (SOF3_GLB_COMP | SOF3_COMP_SET_DATA);

	decode_ctrl_head(ipc, buf);
	if (ipc->ctrl.num_elems > ipc->bytes - (u32)CTRL_DATA_BYTES)
		return -EBADMSG;
	/* firmware adds the two up */
	if (ipc->ctrl.elems_remaining > SOFV_CTRL_DATA_MAX_BYTES)
		return -EMSGSIZE;
	if (ipc->ctrl.type != (set ? SOF3_CTRL_DATA_SET : SOF3_CTRL_DATA_GET))
		return -EBADMSG;

	return set ? check_data_size(&ipc->ctrl, buf) : 0;
}

static int decode_pcm_params(struct sofv_ipc *ipc, const u8 *buf)
{
	struct sofv_pcm_params *pcm = &ipc->pcm;
	struct sof3_pcm_params params;

	memcpy(&params, buf, sizeof(params));
	ipc->id = sofv_le32_to_cpu(params.comp_id);
	pcm->direction = sofv_le32_to_cpu(params.params.direction);
	pcm->frame_fmt = sofv_le32_to_cpu(params.params.frame_fmt);
	pcm->rate_hz = sofv_le32_to_cpu(params.params.rate);
	pcm->channels = sofv_le16_to_cpu(params.params.channels);
	pcm->buffer_bytes = sofv_le32_to_cpu(params.params.buffer.size);
	pcm->host_period_bytes = sofv_le32_to_cpu(params.params.host_period_bytes);
	pcm->no_stream_position = sofv_le16_to_cpu(params.params.no_stream_position);

	return 0;
}

static int decode_tplg_get(struct sofv_ipc *ipc, const u8 *buf)
{
	struct sofv_tplg_get get;

	memcpy(&get, buf, sizeof(get));
	ipc->tplg_offset_bytes = sofv_le32_to_cpu(get.offset_bytes);

	return 0;
}

static int decode_power(struct sofv_ipc *ipc, const u8 *buf)
{
	struct sofv_power_status power;

	memcpy(&power, buf, sizeof(power));
	ipc->power_state = sofv_le32_to_cpu(power.state);
	if (ipc->power_state > SOFV_POWER_ACTIVE)
		return -EBADMSG;

	return 0;
}

static int decode_nothing(struct sofv_ipc *ipc, const u8 *buf)
{
	(void)ipc;
	(void)buf;

	return 0;
}

static const struct decoder decoders[] = {
	{ SOF3_GLB_TPLG | SOF3_TPLG_COMP_NEW,
	  sizeof(struct sof3_comp), decode_comp_new },
	{ SOF3_GLB_TPLG | SOF3_TPLG_COMP_FREE,
	  sizeof(struct sof3_free), decode_id },
	{ SOF3_GLB_TPLG | SOF3_TPLG_COMP_CONNECT,
	  sizeof(struct sof3_comp_connect), decode_connect },
	{ SOF3_GLB_TPLG | SOF3_TPLG_PIPE_NEW,
	  sizeof(struct sof3_pipe_new), decode_pipe_new },
	{ SOF3_GLB_TPLG | SOF3_TPLG_PIPE_FREE,
	  sizeof(struct sof3_free), decode_id },
	{ SOF3_GLB_TPLG | SOF3_TPLG_PIPE_COMPLETE,
	  sizeof(struct sof3_pipe_ready), decode_id },
	{ SOF3_GLB_TPLG | SOF3_TPLG_BUFFER_NEW,
	  sizeof(struct sof3_buffer), decode_buffer_new },
	{ SOF3_GLB_TPLG | SOF3_TPLG_BUFFER_FREE,
	  sizeof(struct sof3_free), decode_id },
	{ SOFV_IPC_TPLG_VFE_GET,
	  sizeof(struct sofv_tplg_get), decode_tplg_get },
	{ SOFV_IPC_TPLG_VFE_COMP_ID,
	  sizeof(struct sofv_comp_id_get), decode_nothing },
	{ SOF3_GLB_PM | SOF3_PM_CTX_SAVE,
	  sizeof(struct sof3_cmd_hdr), decode_nothing },
	{ SOF3_GLB_PM | SOF3_PM_CTX_RESTORE,
	  sizeof(struct sof3_cmd_hdr), decode_nothing },
	{ SOFV_IPC_PM_VFE_POWER_STATUS,
	  sizeof(struct sofv_power_status), decode_power },
	{ SOF3_GLB_COMP | SOF3_COMP_SET_VALUE,
	  sizeof(struct sof3_ctrl_data), decode_ctrl_value },
	{ SOF3_GLB_COMP | SOF3_COMP_GET_VALUE,
	  sizeof(struct sof3_ctrl_data), decode_ctrl_value },
	{ SOF3_GLB_COMP | SOF3_COMP_SET_DATA, CTRL_DATA_BYTES, decode_ctrl_data },
	{ SOF3_GLB_COMP | SOF3_COMP_GET_DATA, CTRL_DATA_BYTES, decode_ctrl_data },
	{ SOF3_GLB_STREAM | SOF3_STREAM_PCM_PARAMS,
	  sizeof(struct sof3_pcm_params), decode_pcm_params },
	{ SOF3_GLB_STREAM | SOF3_STREAM_PCM_FREE,
	  sizeof(struct sof3_stream), decode_id },
	{ SOF3_GLB_STREAM | SOF3_STREAM_TRIG_START,
	  sizeof(struct sof3_stream), decode_id },
	{ SOF3_GLB_STREAM | SOF3_STREAM_TRIG_STOP,
	  sizeof(struct sof3_stream), decode_id },
	{ SOF3_GLB_STREAM | SOF3_STREAM_TRIG_PAUSE,
	  sizeof(struct sof3_stream), decode_id },
	{ SOF3_GLB_STREAM | SOF3_STREAM_TRIG_RELEASE,
	  sizeof(struct sof3_stream), decode_id },
};

static const struct decoder *find_decoder(u32 cmd)
{
	u32 i;

	for (i = 0; i < sizeof(decoders) / sizeof(decoders[0]); i++)
		if (decoders[i].cmd == cmd)
			return &decoders[i];

	return NULL;
}

int sofv_ipc_decode(struct sofv_ipc *ipc, const void *buf, u32 bytes)
{
	const struct decoder *decoder;
	struct sof3_cmd_hdr hdr;
	struct sofv_ipc out;
	int ret = 0;

	if (bytes < sizeof(hdr) || bytes > SOFV_IPC_MAX_BYTES)
		return -EMSGSIZE;

	memcpy(&hdr, buf, sizeof(hdr));
	if (sofv_le32_to_cpu(hdr.size) != bytes)
		return -EBADMSG;

	memset(&out, 0, sizeof(out));
	out.cmd = sofv_le32_to_cpu(hdr.cmd);
	out.bytes = bytes;

	decoder = find_decoder(out.cmd);
	if (decoder && bytes < decoder->min_bytes)
		return -EBADMSG;
	if (decoder)
		ret = decoder->decode(&out, buf);
	if (!ret)
		*ipc = out;

	return ret;
}
