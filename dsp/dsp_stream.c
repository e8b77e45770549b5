// SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Stream messages: PCM_PARAMS binds a host component to its ring and its slot
 * of the stream window, triggers set its level, the graph follows.
 */
#include "dsp_priv.h"

static u32 stream_slot_offset(u32 slot)
{
	return slot * (u32)sizeof(struct sof3_stream_posn);
}

static void stream_posn(const struct sofdsp *dsp, const struct sofdsp_comp *comp,
			const struct sofdsp_host *host, u32 cmd,
			struct sof3_stream_posn *posn)
{
	u32 position = host->dma ? host->dma->position : 0;

	memset(posn, 0, sizeof(*posn));
	posn->rhdr.hdr.size = sofv_cpu_to_le32(sizeof(*posn));
	posn->rhdr.hdr.cmd = sofv_cpu_to_le32(SOF3_GLB_STREAM | cmd |
					      (comp->id & SOF3_ID_MASK));
	posn->comp_id = sofv_cpu_to_le32(comp->id);
	posn->flags = sofv_cpu_to_le32(SOF3_TIME_HOST_VALID | SOF3_TIME_HOST_64 |
				       SOF3_TIME_DAI_VALID | SOF3_TIME_DAI_64 |
				       SOF3_TIME_WALL_VALID | SOF3_TIME_WALL_64);
	posn->wallclock_hz = sofv_cpu_to_le32(SOFDSP_RATE_HZ);
	/* No frame stays between host copier and DAI: both are at one place. */
	posn->host_posn = sofv_cpu_to_le64(position);
	posn->dai_posn = sofv_cpu_to_le64(position);
	posn->wallclock = sofv_cpu_to_le64(dsp->n_ticks * SOFDSP_PERIOD_FRAMES);
}

static void stream_send(struct sofdsp *dsp, u32 slot,
			const struct sof3_stream_posn *posn)
{
	dsp->env->stream_write(dsp->env_ctx, stream_slot_offset(slot), posn,
			       sizeof(*posn));
	dsp->env->notify(dsp->env_ctx, posn, sizeof(*posn));
}

static void stream_tell(struct sofdsp *dsp, u32 slot)
{
	struct sofdsp_comp *comp = dsp->streams[slot];
	struct sofdsp_host *host = sofdsp_to_host(comp);
	struct sof3_stream_posn posn;

	if (host->xrun_bytes) {
		stream_posn(dsp, comp, host, SOF3_STREAM_TRIG_XRUN, &posn);
		posn.xrun_comp_id = sofv_cpu_to_le32(comp->id);
		posn.xrun_size = sofv_cpu_to_le32((u32)host->xrun_bytes);
		host->xrun_bytes = 0;
		stream_send(dsp, slot, &posn);
	}
	if (host->period_elapsed) {
		host->period_elapsed = false;
		stream_posn(dsp, comp, host, SOF3_STREAM_POSITION, &posn);
		stream_send(dsp, slot, &posn);
	}
}

void sofdsp_stream_report(struct sofdsp *dsp)
{
	u32 i;

	for (i = 0; i < SOFDSP_MAX_STREAMS; i++)
		if (dsp->streams[i])
			stream_tell(dsp, i);
}

int sofdsp_inject_xrun(struct sofdsp *dsp, u32 comp_id, s32 bytes)
{
	struct sofdsp_comp *comp = sofdsp_find_comp(dsp, comp_id);
	struct sofdsp_host *host = comp ? sofdsp_to_host(comp) : NULL;

	if (!host || host->level == SOFDSP_IDLE)
		return -ENODEV;
	host->xrun_bytes = bytes;
	return 0;
}

/* What was to be told about a stream is void once it has changed its state. */
static void stream_quiet(struct sofdsp_host *host)
{
	host->period_elapsed = false;
	host->in_xrun = false;
	host->xrun_bytes = 0;
}

static void stream_unbind(struct sofdsp *dsp, struct sofdsp_host *host)
{
	dsp->streams[host->slot] = NULL;
	if (host->dma)
		host->dma->claimed = false;
	host->dma = NULL;
	host->level = SOFDSP_IDLE;
	stream_quiet(host);
}

void sofdsp_stream_release(struct sofdsp_comp *comp)
{
	struct sofdsp_host *host = sofdsp_to_host(comp);

	if (host->level == SOFDSP_IDLE)
		return;
	stream_unbind(comp->dsp, host);
	sofdsp_graph_update(comp->dsp);
}

static bool stream_pipeline_complete(const struct sofdsp *dsp, u32 pipeline_id)
{
	u32 i;

	for (i = 0; i < SOFDSP_MAX_PIPELINES; i++)
		if (dsp->pipelines[i].used && dsp->pipelines[i].complete &&
		    dsp->pipelines[i].pipeline_id == pipeline_id)
			return true;
	return false;
}

/* What the message says about the samples; into @host. */
static int stream_format(struct sofdsp_host *host, const struct sof3_stream_params *p)
{
	u32 container = sofv_le16_to_cpu(p->sample_container_bytes);

	host->frame_fmt = sofv_le32_to_cpu(p->frame_fmt);
	host->channels = sofv_le16_to_cpu(p->channels);
	host->rate_hz = sofv_le32_to_cpu(p->rate);
	host->sample_bytes = host->frame_fmt == SOF3_FRAME_S16_LE ? 2 : 4;
	if (host->frame_fmt > SOF3_FRAME_S32_LE ||
	    sofv_le32_to_cpu(p->direction) != host->direction ||
	    sofv_le32_to_cpu(p->buffer_fmt) != SOF3_BUFFER_INTERLEAVED ||
	    !sofdsp_rate_ok(host->rate_hz) || !host->channels ||
	    host->channels > SOFDSP_MAX_CHANNELS ||
	    (container && container != host->sample_bytes))
		return -EINVAL;

	host->period_bytes = sofv_le32_to_cpu(p->host_period_bytes);
	if (sofv_le16_to_cpu(p->no_stream_position))
		host->period_bytes = 0;
	return 0;
}

static int stream_bind(struct sofdsp *dsp, struct sofdsp_comp *comp,
		       struct sofdsp_host *host, const struct sof3_stream_params *p)
{
	u32 tag = sofv_le16_to_cpu(p->stream_tag);
	u32 bytes = sofv_le32_to_cpu(p->buffer.size);
	struct sofdsp_dma *dma;
	u32 slot = 0;

	if (!tag || tag > SOFDSP_MAX_STREAMS)
		return -EINVAL;
	dma = &dsp->dmas[host->direction][tag - 1];
	if (!dma->sg || (bytes && bytes != dma->buffer_bytes) ||
	    dma->buffer_bytes % (host->channels * host->sample_bytes))
		return -EINVAL;
	if (dma->claimed)
		return -EBUSY;
	while (slot < SOFDSP_MAX_STREAMS && dsp->streams[slot])
		slot++;
	if (slot == SOFDSP_MAX_STREAMS)
		return -ENOMEM;

	dma->claimed = true;
	sofdsp_dma_rewind(dma);
	host->dma = dma;
	host->slot = slot;
	host->level = SOFDSP_PREPARED;
	dsp->streams[slot] = comp;
	return 0;
}

static int stream_params(struct sofdsp *dsp, struct sofdsp_comp *comp,
			 const void *msg, u32 bytes, u32 *reply_bytes)
{
	struct sof3_pcm_params_reply *reply = (void *)dsp->reply;
	struct sofdsp_host *host = sofdsp_to_host(comp);
	const struct sof3_pcm_params *m = msg;
	struct sof3_stream_posn posn;
	int ret;

	if (bytes < sizeof(*m) ||
	    bytes != sizeof(*m) + sofv_le16_to_cpu(m->params.ext_data_length) ||
	    sofv_le32_to_cpu(m->params.hdr.size) !=
	    bytes - offsetof(struct sof3_pcm_params, params))
		return -EINVAL;
	if (host->level > SOFDSP_PREPARED)
		return -EBUSY;
	if (!stream_pipeline_complete(dsp, comp->pipeline_id))
		return -EINVAL;

	sofdsp_stream_release(comp);
	ret = stream_format(host, &m->params);
	if (ret < 0)
		return ret;
	ret = stream_bind(dsp, comp, host, &m->params);
	if (ret < 0)
		return ret;
	ret = sofdsp_graph_update(dsp);
	if (ret < 0) {
		sofdsp_stream_release(comp);
		return ret;
	}

	/* The slot still says what the stream before did. */
	memset(&posn, 0, sizeof(posn));
	dsp->env->stream_write(dsp->env_ctx, stream_slot_offset(host->slot), &posn,
			       sizeof(posn));
	memset(reply, 0, sizeof(*reply));
	reply->rhdr.hdr.size = sofv_cpu_to_le32(sizeof(*reply));
	reply->rhdr.hdr.cmd = sofv_cpu_to_le32(SOF3_GLB_STREAM |
					       SOF3_STREAM_PCM_PARAMS_REPLY);
	reply->comp_id = sofv_cpu_to_le32(comp->id);
	reply->posn_offset = sofv_cpu_to_le32(stream_slot_offset(host->slot));
	*reply_bytes = sizeof(*reply);
	return 0;
}

/*
 * The level that a trigger leads to from @now, or -EINVAL. What is stopped or
 * paused may be told so again; a second start would be an unknown one to somebody.
 */
static int stream_trigger_level(u32 cmd, enum sofdsp_level now)
{
	if (now == SOFDSP_IDLE)
		return -EINVAL;
	switch (cmd) {
	case SOF3_STREAM_TRIG_START:
		return now == SOFDSP_PREPARED ? SOFDSP_RUNNING : -EINVAL;
	case SOF3_STREAM_TRIG_STOP:
		return SOFDSP_PREPARED;
	case SOF3_STREAM_TRIG_PAUSE:
		return now == SOFDSP_PREPARED ? -EINVAL : SOFDSP_PAUSED;
	case SOF3_STREAM_TRIG_RELEASE:
		return now == SOFDSP_PAUSED ? SOFDSP_RUNNING : -EINVAL;
	default:
		return -EINVAL;
	}
}

static int stream_trigger(struct sofdsp_comp *comp, u32 cmd)
{
	struct sofdsp_host *host = sofdsp_to_host(comp);
	int level = stream_trigger_level(cmd, host->level);

	if (level < 0)
		return level;
	if (level == SOFDSP_RUNNING && host->level == SOFDSP_PREPARED) {
		host->since_period_bytes = 0;
		if (host->dma)
			sofdsp_dma_rewind(host->dma);
	}
	host->level = (enum sofdsp_level)level;
	stream_quiet(host);
	return sofdsp_graph_update(comp->dsp);
}

static int stream_position(struct sofdsp *dsp, struct sofdsp_comp *comp,
			   u32 *reply_bytes)
{
	struct sof3_stream_posn *posn = (void *)dsp->reply;
	const struct sofdsp_host *host = sofdsp_to_host(comp);

	if (host->level == SOFDSP_IDLE)
		return -EINVAL;
	stream_posn(dsp, comp, host, SOF3_STREAM_POSITION, posn);
	dsp->env->stream_write(dsp->env_ctx, stream_slot_offset(host->slot), posn,
			       sizeof(*posn));
	*reply_bytes = sizeof(*posn);
	return 0;
}

static int stream_dispatch(struct sofdsp *dsp, struct sofdsp_comp *comp, u32 cmd,
			   const void *msg, u32 bytes, u32 *reply_bytes)
{
	switch (cmd) {
	case SOF3_STREAM_PCM_PARAMS:
		return stream_params(dsp, comp, msg, bytes, reply_bytes);
	case SOF3_STREAM_PCM_FREE:
		sofdsp_stream_release(comp);
		return 0;
	case SOF3_STREAM_TRIG_DRAIN:
		return -ENODEV;		/* as of a trigger that there is not */
	case SOF3_STREAM_TRIG_XRUN:
		return 0;
	case SOF3_STREAM_POSITION:
		return stream_position(dsp, comp, reply_bytes);
	default:
		return stream_trigger(comp, cmd);
	}
}

int sofdsp_ipc_stream(struct sofdsp *dsp, u32 cmd, const void *msg, u32 bytes,
		      u32 *reply_bytes)
{
	const struct sof3_stream *m = msg;
	struct sofdsp_comp *comp;

	if (bytes < sizeof(*m) || cmd < SOF3_STREAM_PCM_PARAMS ||
	    cmd == SOF3_STREAM_PCM_PARAMS_REPLY || cmd > SOF3_STREAM_POSITION)
		return -EINVAL;
	/* comp_id is at the same place in struct sof3_pcm_params. */
	comp = sofdsp_find_comp(dsp, sofv_le32_to_cpu(m->comp_id));
	if (!comp)
		return -ENODEV;
	if (!sofdsp_to_host(comp))
		return -EINVAL;
	return stream_dispatch(dsp, comp, cmd, msg, bytes, reply_bytes);
}
