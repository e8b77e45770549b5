// SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Topology and DAI messages. Components, buffers and pipelines share one space
 * of ids. SOF core sends the parts of a static pipeline before the pipeline
 * itself, and frees components while buffers still hang on them; so neither
 * order is imposed here.
 */
#include "dsp_priv.h"

static bool topology_id_used(struct sofdsp *dsp, u32 id)
{
	return sofdsp_find_comp(dsp, id) || sofdsp_find_buffer(dsp, id) ||
	       sofdsp_find_pipeline(dsp, id);
}

static void topology_reply(struct sofdsp *dsp, const struct sof3_cmd_hdr *hdr,
			   u32 id, u32 *reply_bytes)
{
	struct sof3_comp_reply *reply = (void *)dsp->reply;

	memset(reply, 0, sizeof(*reply));
	reply->rhdr.hdr.size = sofv_cpu_to_le32(sizeof(*reply));
	reply->rhdr.hdr.cmd = hdr->cmd;
	reply->id = sofv_cpu_to_le32(id);
	*reply_bytes = sizeof(*reply);
}

static struct sofdsp_comp *comp_slot(struct sofdsp *dsp)
{
	u32 i;

	for (i = 0; i < SOFDSP_MAX_COMPS; i++)
		if (!dsp->comps[i].ops)
			return &dsp->comps[i];
	return NULL;
}

/* Two owners of one DAI would both send to it. */
static bool dai_taken(struct sofdsp *dsp, const struct sofdsp_comp *except)
{
	const struct sofdsp_dai *a, *b = except->priv;
	struct sofdsp_comp *comp;
	u32 i;

	for (i = 0; i < SOFDSP_MAX_COMPS; i++) {
		comp = &dsp->comps[i];
		if (comp == except || !comp->ops || !sofdsp_to_dai(comp))
			continue;
		a = comp->priv;
		if (a->direction == b->direction && a->dai_index == b->dai_index)
			return true;
	}
	return false;
}

static void comp_destroy(struct sofdsp_comp *comp)
{
	if (comp->ops->free)
		comp->ops->free(comp);
	sofdsp_control_drop_parts(comp);
	sofdsp_free(comp->dsp, comp->priv);
	memset(comp, 0, sizeof(*comp));
}

/* What came with the message beyond its struct. */
struct comp_extra {
	const void *data;	/* of a process component's control; NULL: none */
	u32 data_bytes;
	const u8 *uuid;		/* NULL: none */
};

static bool comp_is_process(u32 type)
{
	switch (type) {
	case SOF3_TYPE_NONE:		/* known by its UUID only */
	case SOF3_TYPE_MUX:
	case SOF3_TYPE_EQ_IIR:
	case SOF3_TYPE_EQ_FIR:
	case SOF3_TYPE_SELECTOR:
	case SOF3_TYPE_DEMUX:
	case SOF3_TYPE_DCBLOCK:
	case SOF3_TYPE_MODULE_ADAPTER:
		return true;
	default:
		return false;
	}
}

/*
 * The extension is the end of the message and holds a UUID; before it, and after
 * the struct of a process component, comes the data of its control.
 */
static int comp_extra(const struct sof3_comp *m, u32 bytes, struct comp_extra *extra)
{
	const struct sof3_comp_process *process = (const void *)m;
	u32 ext_bytes = sofv_le32_to_cpu(m->ext_data_length);

	memset(extra, 0, sizeof(*extra));
	if (ext_bytes > bytes - sizeof(*m) ||
	    (ext_bytes && (ext_bytes < SOFDSP_UUID_BYTES || (bytes - ext_bytes) % 4)))
		return -EINVAL;
	if (ext_bytes)
		extra->uuid = (const u8 *)m + (bytes - ext_bytes);
	if (!comp_is_process(sofv_le32_to_cpu(m->type)))
		return 0;

	if (bytes - ext_bytes < sizeof(*process))
		return -EINVAL;
	extra->data_bytes = sofv_le32_to_cpu(process->size);
	if (extra->data_bytes > bytes - ext_bytes - sizeof(*process))
		return -EINVAL;
	if (extra->data_bytes)
		extra->data = process + 1;
	return 0;
}

static int comp_create(struct sofdsp *dsp, const struct sof3_comp *m,
		       const struct sofdsp_comp_ops *ops,
		       const struct comp_extra *extra)
{
	struct sofdsp_comp *comp = comp_slot(dsp);
	int ret;

	if (!comp)
		return -ENOMEM;
	comp->priv = sofdsp_alloc(dsp, ops->priv_bytes);
	if (!comp->priv)
		return -ENOMEM;
	comp->dsp = dsp;
	comp->ops = ops;
	comp->id = sofv_le32_to_cpu(m->id);
	comp->pipeline_id = sofv_le32_to_cpu(m->pipeline_id);

	ret = ops->init(comp, m);
	if (!ret && sofdsp_to_dai(comp) && dai_taken(dsp, comp))
		ret = -EBUSY;
	if (ret < 0) {
		comp_destroy(comp);
		return ret;
	}
	/*
	 * SOF core puts the values of all its controls there, one behind another,
	 * and sends each again by itself. So what is no blob is no error.
	 */
	if (extra->data && ops->set_data)
		ops->set_data(comp, extra->data, extra->data_bytes);
	return sofdsp_graph_update(dsp);
}

static int topology_comp_new(struct sofdsp *dsp, const void *msg, u32 bytes,
			     u32 *reply_bytes)
{
	const struct sofdsp_comp_ops *ops;
	const struct sof3_comp *m = msg;
	struct comp_extra extra;
	int ret;

	if (bytes < sizeof(*m))
		return -EINVAL;
	ret = comp_extra(m, bytes, &extra);
	if (ret < 0)
		return ret;
	ops = sofdsp_comp_ops_find(sofv_le32_to_cpu(m->type), extra.uuid);
	if (!ops)
		return -EINVAL;
	/* There is one core. */
	if (bytes < ops->msg_bytes ||
	    sofv_le32_to_cpu(m->ext_data_length) > bytes - ops->msg_bytes ||
	    sofv_le32_to_cpu(m->core))
		return -EINVAL;
	if (topology_id_used(dsp, sofv_le32_to_cpu(m->id)))
		return -EINVAL;

	ret = comp_create(dsp, m, ops, &extra);
	if (ret < 0)
		return ret;
	topology_reply(dsp, &m->hdr, sofv_le32_to_cpu(m->id), reply_bytes);
	return 0;
}

static int topology_comp_free(struct sofdsp *dsp, u32 id)
{
	struct sofdsp_comp *comp = sofdsp_find_comp(dsp, id);

	if (!comp)
		return -ENODEV;
	if (comp->level != SOFDSP_IDLE)
		return -EINVAL;
	while (comp->ins)
		sofdsp_unlink_sink(comp->ins);
	while (comp->outs)
		sofdsp_unlink_source(comp->outs);
	comp_destroy(comp);
	return sofdsp_graph_update(dsp);
}

static int topology_buffer_new(struct sofdsp *dsp, const void *msg, u32 bytes,
			       u32 *reply_bytes)
{
	const struct sof3_buffer *m = msg;
	struct sofdsp_buffer *buf = NULL;
	u32 size, i;

	if (bytes < sizeof(*m))
		return -EINVAL;
	size = sofv_le32_to_cpu(m->size);
	if (!size || size > SOFDSP_BUFFER_MAX_BYTES ||
	    sofv_le32_to_cpu(m->comp.core) ||
	    topology_id_used(dsp, sofv_le32_to_cpu(m->comp.id)))
		return -EINVAL;

	for (i = 0; i < SOFDSP_MAX_BUFFERS && !buf; i++)
		if (!dsp->buffers[i].used)
			buf = &dsp->buffers[i];
	if (!buf)
		return -ENOMEM;
	if (size < SOFDSP_BUFFER_MIN_BYTES)
		size = SOFDSP_BUFFER_MIN_BYTES;
	buf->samples = sofdsp_alloc(dsp, size);
	if (!buf->samples)
		return -ENOMEM;
	buf->n_samples = size / (u32)sizeof(*buf->samples);
	buf->id = sofv_le32_to_cpu(m->comp.id);
	buf->pipeline_id = sofv_le32_to_cpu(m->comp.pipeline_id);
	buf->used = true;
	topology_reply(dsp, &m->comp.hdr, buf->id, reply_bytes);
	return 0;
}

/*
 * A buffer between two pipelines goes with the one that is freed, while the
 * other one may be at work: refuse only if frames flow through it.
 */
static int topology_buffer_free(struct sofdsp *dsp, u32 id)
{
	struct sofdsp_buffer *buf = sofdsp_find_buffer(dsp, id);

	if (!buf)
		return -ENODEV;
	if (buf->source && buf->source->level != SOFDSP_IDLE &&
	    buf->sink && buf->sink->level != SOFDSP_IDLE)
		return -EINVAL;
	sofdsp_unlink_source(buf);
	sofdsp_unlink_sink(buf);
	sofdsp_free(dsp, buf->samples);
	memset(buf, 0, sizeof(*buf));
	return sofdsp_graph_update(dsp);
}

static int topology_pipe_new(struct sofdsp *dsp, const void *msg, u32 bytes,
			     u32 *reply_bytes)
{
	const struct sof3_pipe_new *m = msg;
	struct sofdsp_pipeline *pipe = NULL;
	u32 pipeline_id, i;

	if (bytes < sizeof(*m) || sofv_le32_to_cpu(m->core) ||
	    topology_id_used(dsp, sofv_le32_to_cpu(m->comp_id)))
		return -EINVAL;
	pipeline_id = sofv_le32_to_cpu(m->pipeline_id);
	for (i = 0; i < SOFDSP_MAX_PIPELINES; i++) {
		if (!dsp->pipelines[i].used)
			pipe = pipe ? pipe : &dsp->pipelines[i];
		else if (dsp->pipelines[i].pipeline_id == pipeline_id)
			return -EINVAL;
	}
	if (!pipe)
		return -ENOMEM;
	pipe->used = true;
	pipe->id = sofv_le32_to_cpu(m->comp_id);
	pipe->pipeline_id = pipeline_id;
	topology_reply(dsp, &m->hdr, pipe->id, reply_bytes);
	return 0;
}

static bool pipe_has_parts(const struct sofdsp *dsp, const struct sofdsp_pipeline *pipe)
{
	u32 i;

	for (i = 0; i < SOFDSP_MAX_COMPS; i++)
		if (dsp->comps[i].ops &&
		    dsp->comps[i].pipeline_id == pipe->pipeline_id)
			return true;
	for (i = 0; i < SOFDSP_MAX_BUFFERS; i++)
		if (dsp->buffers[i].used &&
		    dsp->buffers[i].pipeline_id == pipe->pipeline_id)
			return true;
	return false;
}

static int topology_pipe_free(struct sofdsp *dsp, u32 id)
{
	struct sofdsp_pipeline *pipe = sofdsp_find_pipeline(dsp, id);

	if (!pipe)
		return -ENODEV;
	if (pipe_has_parts(dsp, pipe))
		return -EBUSY;
	memset(pipe, 0, sizeof(*pipe));
	return 0;
}

static int topology_pipe_complete(struct sofdsp *dsp, u32 id)
{
	struct sofdsp_pipeline *pipe = sofdsp_find_pipeline(dsp, id);

	if (!pipe || pipe->complete || !pipe_has_parts(dsp, pipe))
		return -EINVAL;
	pipe->complete = true;
	return 0;
}

static int connect_into(struct sofdsp *dsp, struct sofdsp_comp *source,
			struct sofdsp_buffer *buf)
{
	int ret;

	if (buf->sink && sofdsp_reaches(dsp, buf->sink, source))
		return -EINVAL;
	ret = sofdsp_link_source(buf, source);
	if (ret < 0)
		return ret;
	ret = sofdsp_graph_update(dsp);
	if (ret < 0) {
		sofdsp_unlink_source(buf);
		sofdsp_graph_update(dsp);
	}
	return ret;
}

static int connect_out_of(struct sofdsp *dsp, struct sofdsp_buffer *buf,
			  struct sofdsp_comp *sink)
{
	int ret;

	if (buf->source && sofdsp_reaches(dsp, sink, buf->source))
		return -EINVAL;
	ret = sofdsp_link_sink(buf, sink);
	if (ret < 0)
		return ret;
	ret = sofdsp_graph_update(dsp);
	if (ret < 0) {
		sofdsp_unlink_sink(buf);
		sofdsp_graph_update(dsp);
	}
	return ret;
}

static int topology_connect(struct sofdsp *dsp, const void *msg, u32 bytes)
{
	const struct sof3_comp_connect *m = msg;
	struct sofdsp_comp *source, *sink;
	struct sofdsp_buffer *buf;

	if (bytes < sizeof(*m))
		return -EINVAL;
	source = sofdsp_find_comp(dsp, sofv_le32_to_cpu(m->source_id));
	sink = sofdsp_find_comp(dsp, sofv_le32_to_cpu(m->sink_id));
	if (source && sink)
		return -EINVAL;
	buf = sofdsp_find_buffer(dsp, sofv_le32_to_cpu(source ? m->sink_id :
						       m->source_id));
	if (!buf || (!source && !sink))
		return -EINVAL;
	return source ? connect_into(dsp, source, buf) :
			connect_out_of(dsp, buf, sink);
}

int sofdsp_ipc_topology(struct sofdsp *dsp, u32 cmd, const void *msg,
			u32 bytes, u32 *reply_bytes)
{
	const struct sof3_free *m = msg;	/* also struct sof3_pipe_ready */

	switch (cmd) {
	case SOF3_TPLG_COMP_NEW:
		return topology_comp_new(dsp, msg, bytes, reply_bytes);
	case SOF3_TPLG_BUFFER_NEW:
		return topology_buffer_new(dsp, msg, bytes, reply_bytes);
	case SOF3_TPLG_PIPE_NEW:
		return topology_pipe_new(dsp, msg, bytes, reply_bytes);
	case SOF3_TPLG_COMP_CONNECT:
		return topology_connect(dsp, msg, bytes);
	default:
		break;
	}

	if (bytes < sizeof(*m))
		return -EINVAL;
	switch (cmd) {
	case SOF3_TPLG_COMP_FREE:
		return topology_comp_free(dsp, sofv_le32_to_cpu(m->id));
	case SOF3_TPLG_BUFFER_FREE:
		return topology_buffer_free(dsp, sofv_le32_to_cpu(m->id));
	case SOF3_TPLG_PIPE_FREE:
		return topology_pipe_free(dsp, sofv_le32_to_cpu(m->id));
	case SOF3_TPLG_PIPE_COMPLETE:
		return topology_pipe_complete(dsp, sofv_le32_to_cpu(m->id));
	default:
		return -EINVAL;
	}
}

static int dai_set(struct sofdsp_comp *comp, const struct sof3_dai_config_ssp *m)
{
	u32 slots = sofv_le32_to_cpu(m->ssp.tdm_slots);
	u32 rate_hz = sofv_le32_to_cpu(m->ssp.fsync_rate);
	struct sofdsp_dai *dai = comp->priv;

	if (!sofdsp_rate_ok(rate_hz) || !slots || slots > SOFDSP_MAX_CHANNELS)
		return -EINVAL;
	if (comp->level != SOFDSP_IDLE &&
	    (dai->slots != slots || dai->rate_hz != rate_hz))
		return -EBUSY;
	dai->slots = slots;
	dai->rate_hz = rate_hz;
	return 0;
}

static int dai_configure(struct sofdsp_comp *comp, const struct sof3_dai_config_ssp *m)
{
	switch (m->config.flags & SOF3_DAI_FLAG_CMD_MASK) {
	case SOF3_DAI_FLAG_NONE:
	case SOF3_DAI_FLAG_HW_PARAMS:
		return dai_set(comp, m);
	case SOF3_DAI_FLAG_HW_FREE:
	case SOF3_DAI_FLAG_PAUSE:
		/* Nothing is held between periods that these could let go. */
		return 0;
	default:
		return -EINVAL;
	}
}

int sofdsp_ipc_dai(struct sofdsp *dsp, u32 cmd, const void *msg, u32 bytes)
{
	const struct sof3_dai_config_ssp *m = msg;
	const struct sofdsp_dai *dai;
	struct sofdsp_comp *comp;
	bool found = false;
	int ret;
	u32 i;

	if (cmd != SOF3_DAI_CONFIG || bytes < sizeof(*m))
		return -EINVAL;
	if (sofv_le32_to_cpu(m->config.type) != SOF3_DAI_INTEL_SSP)
		return -ENODEV;

	/* One message serves both directions. */
	for (i = 0; i < SOFDSP_MAX_COMPS; i++) {
		comp = &dsp->comps[i];
		dai = comp->ops ? sofdsp_to_dai(comp) : NULL;
		if (!dai || dai->dai_index != sofv_le32_to_cpu(m->config.dai_index))
			continue;
		ret = dai_configure(comp, m);
		if (ret < 0)
			return ret;
		found = true;
	}
	return found ? 0 : -ENODEV;
}

u32 sofdsp_dai_rate_hz(const struct sofdsp *dsp, u32 dai_index, u32 direction)
{
	const struct sofdsp_dai *dai;
	u32 i;

	for (i = 0; i < SOFDSP_MAX_COMPS; i++) {
		if (dsp->comps[i].ops != &sofdsp_dai_ops)
			continue;
		dai = dsp->comps[i].priv;
		if (dai->dai_index == dai_index && dai->direction == direction)
			return dai->rate_hz;
	}
	return 0;
}
