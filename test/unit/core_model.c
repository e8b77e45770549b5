// SPDX-License-Identifier: GPL-2.0-only
/* Copyright (C) 2026 The sof-virtio authors */
#include "core_model.h"

#define GRANTED		3

/* As core_bench_guest() grants them. */
static const struct {
	u32 direction;
	u32 index;
	u32 comp_id;
} granted[GRANTED] = {
	{ SOF3_DIR_PLAYBACK, 0, POINT_MUSIC },
	{ SOF3_DIR_PLAYBACK, 1, POINT_VOICE },
	{ SOF3_DIR_CAPTURE, 0, POINT_MIC },
};

static u32 word(const void *msg, u32 index)
{
	const u8 *p = (const u8 *)msg + 4 * index;

	return p[0] | p[1] << 8 | p[2] << 16 | (u32)p[3] << 24;
}

void model_init(struct model *model, const struct sofv_guest *guest)
{
	memset(model, 0, sizeof(*model));
	model->guest = guest;
}

static bool mine(u32 id)
{
	return id >= BASE && id < BASE + SOFV_COMP_ID_COUNT;
}

static bool my_pipeline(u32 id)
{
	return id >= PIPE && id < PIPE + SOFV_PIPE_ID_COUNT;
}

static const struct model_object *get(const struct model *model, u32 id)
{
	return mine(id) ? &model->object[id - BASE] : NULL;
}

static bool is(const struct model *model, u32 id, enum model_kind kind)
{
	return mine(id) && model->object[id - BASE].kind == kind;
}

static u32 count(const struct model *model, enum model_kind kind)
{
	u32 i, n = 0;

	for (i = 0; i < model->top; i++)
		n += kind ? model->object[i].kind == kind :
			    model->object[i].kind != MODEL_NOTHING;

	return n;
}

static u64 buffer_bytes(const struct model *model)
{
	u64 sum = 0;
	u32 i;

	for (i = 0; i < model->top; i++)
		sum += model->object[i].bytes;

	return sum;
}

static u32 streams(const struct model *model)
{
	u32 i, n = 0;

	for (i = 0; i < model->top; i++)
		n += model->object[i].stream != MODEL_NO_STREAM;

	return n;
}

static u32 point_of(u32 direction, u32 index)
{
	u32 i;

	for (i = 0; i < GRANTED; i++)
		if (granted[i].direction == direction &&
		    granted[i].index == index)
			return granted[i].comp_id;

	return 0;
}

static bool new_ok(const struct model *model, u32 id, u32 pipeline_id)
{
	return is(model, id, MODEL_NOTHING) && my_pipeline(pipeline_id) &&
	       count(model, MODEL_NOTHING) < SOFV_OBJECTS_MAX;
}

static bool comp_new_ok(const struct model *model, const struct sofv_ipc *ipc)
{
	u32 point, i;

	if (!new_ok(model, ipc->id, ipc->comp.pipeline_id))
		return false;
	if (ipc->comp.type != SOF3_TYPE_DAI)
		return count(model, MODEL_COMP) < model->guest->limits.components &&
		       buffer_bytes(model) + ipc->comp.blob_bytes <=
		       model->guest->limits.buffer_bytes &&
		       (ipc->comp.type != SOF3_TYPE_HOST || ipc->comp.direction < 2);

	point = point_of(ipc->comp.direction, ipc->comp.point_index);
	if (!point)
		return false;
	for (i = 0; i < model->top; i++)
		if (model->object[i].kind == MODEL_VDAI &&
		    model->object[i].direction == ipc->comp.direction &&
		    model->object[i].point == point)
			return false;

	return true;
}

static bool pipe_new_ok(const struct model *model, const struct sofv_ipc *ipc)
{
	u32 i;

	if (!new_ok(model, ipc->id, ipc->pipe.pipeline_id) ||
	    !mine(ipc->pipe.sched_id) || ipc->pipe.sched_id == ipc->id ||
	    count(model, MODEL_PIPE) >= model->guest->limits.pipelines)
		return false;
	for (i = 0; i < model->top; i++)
		if (model->object[i].kind == MODEL_PIPE &&
		    model->object[i].pipeline_id == ipc->pipe.pipeline_id)
			return false;

	return !is(model, ipc->pipe.sched_id, MODEL_PIPE) &&
	       !is(model, ipc->pipe.sched_id, MODEL_BUFFER);
}

static bool pipe_free_ok(const struct model *model, u32 id)
{
	u32 i;

	if (!is(model, id, MODEL_PIPE))
		return false;
	for (i = 0; i < model->top; i++)
		if (model->object[i].kind != MODEL_NOTHING &&
		    model->object[i].kind != MODEL_PIPE &&
		    model->object[i].pipeline_id == get(model, id)->pipeline_id)
			return false;

	return true;
}

/* The id that the DSP knows. */
static u32 on_dsp(const struct model *model, u32 id)
{
	return is(model, id, MODEL_VDAI) ? get(model, id)->point : id;
}

static bool connect_ok(const struct model *model, u32 source, u32 sink)
{
	const struct model_object *a = get(model, source), *b = get(model, sink);
	u32 from, to, i;

	if (!a || !b || !a->kind || !b->kind)
		return false;
	if (a->kind == MODEL_PIPE || b->kind == MODEL_PIPE ||
	    (a->kind == MODEL_BUFFER) + (b->kind == MODEL_BUFFER) != 1)
		return false;
	if (a->kind == MODEL_VDAI && a->direction == SOF3_DIR_PLAYBACK)
		return false;
	if (b->kind == MODEL_VDAI && b->direction == SOF3_DIR_CAPTURE)
		return false;

	from = on_dsp(model, source);
	to = on_dsp(model, sink);
	for (i = 0; i < model->links; i++) {
		bool same_from = model->link[i][0] == from;
		bool same_to = model->link[i][1] == to;

		if ((same_from && same_to) ||
		    (same_from && a->kind != MODEL_COMP) ||
		    (same_to && b->kind != MODEL_COMP))
			return false;
	}

	return model->links < MODEL_LINKS;
}

/* Does audio of a host component get to this point? Depth first, for once. */
static bool leads_to(const struct model *model, u32 id, u32 direction, u32 point,
		     bool *seen)
{
	u32 i;

	if (!mine(id))
		return id == point;
	if (seen[id - BASE])
		return false;
	seen[id - BASE] = true;

	for (i = 0; i < model->links; i++) {
		u32 near = model->link[i][direction == SOF3_DIR_CAPTURE];
		u32 far = model->link[i][direction != SOF3_DIR_CAPTURE];

		if (near == id && leads_to(model, far, direction, point, seen))
			return true;
	}

	return false;
}

static bool path(const struct model *model, u32 id, u32 point)
{
	bool seen[SOFV_COMP_ID_COUNT] = { false };

	return leads_to(model, id, get(model, id)->direction, point, seen);
}

/* Of those that it leads to, the first that was granted; 0 for none. */
static u32 first_point(const struct model *model, u32 id)
{
	u32 i;

	for (i = 0; i < GRANTED; i++)
		if (granted[i].direction == get(model, id)->direction &&
		    path(model, id, granted[i].comp_id))
			return granted[i].comp_id;

	return 0;
}

static bool others_stream(const struct model *model, u32 id, u32 point)
{
	u32 i;

	for (i = 0; i < model->top; i++)
		if (model->object[i].stream != MODEL_NO_STREAM &&
		    BASE + i != id && model->object[i].point == point)
			return true;

	return false;
}

static bool pcm_ok(const struct sofv_pcm_params *pcm, u32 direction)
{
	return pcm->direction == direction && pcm->rate_hz > 0 &&
	       pcm->channels >= 1 && pcm->channels <= 8 &&
	       pcm->buffer_bytes > 0 &&
	       pcm->host_period_bytes <= pcm->buffer_bytes;
}

static bool stream_ok(const struct model *model, const struct sofv_ipc *ipc)
{
	const struct model_object *host = get(model, ipc->id);
	u32 point;

	if (!host || host->kind != MODEL_COMP || !host->host)
		return false;

	switch (ipc->cmd) {
	case STREAM(PCM_PARAMS):
		point = first_point(model, ipc->id);
		return point && !others_stream(model, ipc->id, point) &&
		       pcm_ok(&ipc->pcm, host->direction) &&
		       (host->stream == MODEL_SETUP ||
			(host->stream == MODEL_NO_STREAM &&
			 streams(model) < model->guest->limits.streams));
	case STREAM(TRIG_START):
		return host->stream == MODEL_SETUP &&
		       path(model, ipc->id, host->point);
	case STREAM(TRIG_RELEASE):
		return host->stream == MODEL_PAUSED &&
		       path(model, ipc->id, host->point);
	case STREAM(TRIG_PAUSE):
		return host->stream == MODEL_RUNNING;
	case STREAM(TRIG_STOP):
		return host->stream == MODEL_RUNNING ||
		       host->stream == MODEL_PAUSED;
	default:
		return host->stream != MODEL_NO_STREAM;
	}
}

static bool data_ok(const struct model *model, const struct sofv_ipc *ipc)
{
	const struct model_object *comp = get(model, ipc->id);
	u32 part = ipc->ctrl.msg_index, here = ipc->ctrl.num_elems;
	u64 all = (u64)here + ipc->ctrl.elems_remaining;

	if (!is(model, ipc->id, MODEL_COMP) || all > 65536)
		return false;
	if (part)
		return here && comp->parts[0] == ipc->ctrl.type &&
		       comp->parts[1] == part && comp->parts[2] == all;

	return (here || !all) &&
	       (ipc->ctrl.type == SOF3_CTRL_DATA_GET ||
		buffer_bytes(model) - comp->bytes + all <=
		model->guest->limits.buffer_bytes);
}

bool model_accepts(const struct model *model, const struct sofv_ipc *ipc)
{
	if (sofv_firewall(ipc) == SOFV_REFUSE)
		return false;

	switch (ipc->cmd) {
	case TPLG(COMP_NEW):
		return comp_new_ok(model, ipc);
	case TPLG(BUFFER_NEW):
		return new_ok(model, ipc->id, ipc->buffer.pipeline_id) &&
		       ipc->buffer.bytes > 0 &&
		       buffer_bytes(model) + ipc->buffer.bytes <=
		       model->guest->limits.buffer_bytes;
	case TPLG(PIPE_NEW):
		return pipe_new_ok(model, ipc);
	case TPLG(COMP_FREE):
		return is(model, ipc->id, MODEL_VDAI) ||
		       (is(model, ipc->id, MODEL_COMP) &&
			get(model, ipc->id)->stream == MODEL_NO_STREAM);
	case TPLG(BUFFER_FREE):
		return is(model, ipc->id, MODEL_BUFFER);
	case TPLG(PIPE_FREE):
		return pipe_free_ok(model, ipc->id);
	case TPLG(PIPE_COMPLETE):
		return is(model, ipc->id, MODEL_PIPE);
	case TPLG(COMP_CONNECT):
		return connect_ok(model, ipc->connect.source_id,
				  ipc->connect.sink_id);
	case SOF3_GLB_COMP | SOF3_COMP_SET_VALUE:
	case SOF3_GLB_COMP | SOF3_COMP_GET_VALUE:
		return is(model, ipc->id, MODEL_COMP);
	case SOF3_GLB_COMP | SOF3_COMP_SET_DATA:
	case SOF3_GLB_COMP | SOF3_COMP_GET_DATA:
		return data_ok(model, ipc);
	default:
		/* of the rest, what names a component is about streams */
		return (ipc->cmd & SOF3_GLB_MASK) != SOF3_GLB_STREAM ||
		       stream_ok(model, ipc);
	}
}

static void drop(struct model *model, u32 id)
{
	u32 i = 0;

	memset(&model->object[id - BASE], 0, sizeof(model->object[0]));
	while (i < model->links) {
		if (model->link[i][0] == id || model->link[i][1] == id) {
			model->links--;
			model->link[i][0] = model->link[model->links][0];
			model->link[i][1] = model->link[model->links][1];
		} else {
			i++;
		}
	}
}

static void create(struct model *model, const struct sofv_ipc *ipc)
{
	struct model_object *object = &model->object[ipc->id - BASE];

	if (ipc->id - BASE >= model->top)
		model->top = ipc->id - BASE + 1;
	switch (ipc->cmd) {
	case TPLG(BUFFER_NEW):
		object->kind = MODEL_BUFFER;
		object->pipeline_id = ipc->buffer.pipeline_id;
		object->bytes = ipc->buffer.bytes;
		break;
	case TPLG(PIPE_NEW):
		object->kind = MODEL_PIPE;
		object->pipeline_id = ipc->pipe.pipeline_id;
		break;
	default:
		object->kind = ipc->comp.type == SOF3_TYPE_DAI ? MODEL_VDAI :
								  MODEL_COMP;
		object->pipeline_id = ipc->comp.pipeline_id;
		object->bytes = ipc->comp.blob_bytes;
		object->host = ipc->comp.type == SOF3_TYPE_HOST;
		object->direction = ipc->comp.direction;
		if (object->kind == MODEL_VDAI)
			object->point = point_of(ipc->comp.direction,
						 ipc->comp.point_index);
	}
}

static enum model_stream stream_after(u32 cmd)
{
	switch (cmd) {
	case STREAM(PCM_PARAMS):
	case STREAM(TRIG_STOP):
		return MODEL_SETUP;
	case STREAM(TRIG_START):
	case STREAM(TRIG_RELEASE):
		return MODEL_RUNNING;
	case STREAM(TRIG_PAUSE):
		return MODEL_PAUSED;
	default:
		return MODEL_NO_STREAM;
	}
}

/* Ids in the bytes that go to the DSP, by their place in the message. */
static bool sent_ok(const struct model *model, const struct sofv_ipc *ipc,
		    const void *sent)
{
	if (!sent)
		return is(model, ipc->id, MODEL_VDAI) ||
		       (ipc->cmd == TPLG(COMP_NEW) &&
			ipc->comp.type == SOF3_TYPE_DAI) ||
		       (ipc->cmd & SOF3_GLB_MASK) == SOF3_GLB_STREAM ||
		       (ipc->cmd & SOF3_GLB_MASK) == SOF3_GLB_PM ||
		       ipc->cmd == SOFV_IPC_TPLG_VFE_GET ||
		       ipc->cmd == SOFV_IPC_TPLG_VFE_COMP_ID;
	if (word(sent, 0) != ipc->bytes || word(sent, 1) != ipc->cmd)
		return false;

	switch (ipc->cmd) {
	case TPLG(COMP_CONNECT):
		return word(sent, 2) == on_dsp(model, ipc->connect.source_id) &&
		       word(sent, 3) == on_dsp(model, ipc->connect.sink_id);
	case TPLG(PIPE_NEW):
		return word(sent, 2) == ipc->id &&
		       word(sent, 3) == ipc->pipe.pipeline_id &&
		       word(sent, 4) == on_dsp(model, ipc->pipe.sched_id);
	case TPLG(COMP_NEW):
	case TPLG(BUFFER_NEW):
		return word(sent, 2) == ipc->id &&
		       word(sent, 3) != SOF3_TYPE_DAI &&
		       my_pipeline(word(sent, 4)) && word(sent, 5) == 0;
	case TPLG(COMP_FREE):
	case TPLG(BUFFER_FREE):
	case TPLG(PIPE_FREE):
	case TPLG(PIPE_COMPLETE):
		return word(sent, 2) == ipc->id && mine(ipc->id);
	default:
		return (ipc->cmd & SOF3_GLB_MASK) == SOF3_GLB_COMP &&
		       word(sent, 3) == ipc->id && mine(ipc->id);
	}
}

static void note_part(struct model_object *comp, const struct sofv_ctrl *ctrl)
{
	if (!ctrl->msg_index && ctrl->type == SOF3_CTRL_DATA_SET)
		comp->bytes = ctrl->num_elems + ctrl->elems_remaining;
	comp->parts[0] = ctrl->type;
	comp->parts[1] = ctrl->msg_index + 1;
	comp->parts[2] = ctrl->elems_remaining;
}

static void note_stream(struct model *model, const struct sofv_ipc *ipc)
{
	struct model_object *host = &model->object[ipc->id - BASE];

	host->stream = stream_after(ipc->cmd);
	if (ipc->cmd == STREAM(PCM_PARAMS))
		host->point = first_point(model, ipc->id);
}

bool model_apply(struct model *model, const struct sofv_ipc *ipc,
		 const void *sent)
{
	bool ok = sent_ok(model, ipc, sent);

	switch (ipc->cmd) {
	case TPLG(COMP_NEW):
	case TPLG(BUFFER_NEW):
	case TPLG(PIPE_NEW):
		create(model, ipc);
		break;
	case TPLG(COMP_FREE):
	case TPLG(BUFFER_FREE):
	case TPLG(PIPE_FREE):
		drop(model, ipc->id);
		break;
	case TPLG(COMP_CONNECT):
		model->link[model->links][0] = on_dsp(model, ipc->connect.source_id);
		model->link[model->links][1] = on_dsp(model, ipc->connect.sink_id);
		model->links++;
		break;
	case SOF3_GLB_COMP | SOF3_COMP_SET_DATA:
	case SOF3_GLB_COMP | SOF3_COMP_GET_DATA:
		note_part(&model->object[ipc->id - BASE], &ipc->ctrl);
		break;
	default:
		if ((ipc->cmd & SOF3_GLB_MASK) == SOF3_GLB_STREAM)
			note_stream(model, ipc);
	}

	return ok;
}

bool model_teardown(struct model *model, const void *sent, u32 bytes)
{
	u32 id = word(sent, 2), i;
	bool ok;

	for (i = 0; i < model->top; i++)
		if (model->object[i].kind == MODEL_VDAI)
			drop(model, BASE + i);

	switch (word(sent, 1)) {
	case TPLG(COMP_FREE):
		ok = is(model, id, MODEL_COMP);
		break;
	case TPLG(BUFFER_FREE):
		ok = is(model, id, MODEL_BUFFER);
		break;
	case TPLG(PIPE_FREE):
		ok = pipe_free_ok(model, id);
		break;
	default:
		ok = false;
	}
	if (ok)
		drop(model, id);

	return ok && bytes == 12 && word(sent, 0) == 12;
}

bool model_is_empty(const struct model *model)
{
	return count(model, MODEL_COMP) + count(model, MODEL_BUFFER) +
	       count(model, MODEL_PIPE) == 0;
}
