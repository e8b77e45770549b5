// SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause
/* Copyright (C) 2026 The sof-virtio authors */
#include <sof/ipc3.h>
#include <sofv/ledger.h>

#include "sofv_bytes.h"
#include "sofv_ledger_priv.h"

static u32 default_limit(u32 limit, u32 largest)
{
	return limit && limit < largest ? limit : largest;
}

void sofv_guest_init(struct sofv_guest *guest, const struct sofv_range *range,
		     const struct sofv_guest_limits *limits)
{
	memset(guest, 0, sizeof(*guest));
	guest->range = *range;
	guest->limits.components = default_limit(limits->components,
						 SOFV_OBJECTS_MAX);
	guest->limits.pipelines = default_limit(limits->pipelines,
						range->pipe_id_count);
	guest->limits.streams = default_limit(limits->streams,
					      SOFV_STREAMS_MAX);
	guest->limits.buffer_bytes = limits->buffer_bytes ?
				     limits->buffer_bytes :
				     SOFV_BUFFER_BYTES_DEFAULT;
	guest->limits.ipc_hz = limits->ipc_hz ? limits->ipc_hz :
						SOFV_IPC_HZ_DEFAULT;
	guest->limits.ipc_burst = limits->ipc_burst ? limits->ipc_burst :
						      SOFV_IPC_BURST_DEFAULT;
	sofv_bucket_init(&guest->bucket, guest->limits.ipc_hz,
			 guest->limits.ipc_burst);
	sofv_bucket_init(&guest->failures, SOFV_FAILURES_HZ, SOFV_FAILURES_BURST);
}

int sofv_guest_admit(struct sofv_guest *guest, u64 now_ns, u64 *wait_ns)
{
	int ret = sofv_bucket_peek(&guest->failures, now_ns, wait_ns);

	return ret ? ret : sofv_bucket_take(&guest->bucket, now_ns, wait_ns);
}

void sofv_guest_failed(struct sofv_guest *guest, u64 now_ns)
{
	u64 wait_ns;

	sofv_bucket_take(&guest->failures, now_ns, &wait_ns);
}

int sofv_guest_grant(struct sofv_guest *guest, u32 direction, u32 comp_id)
{
	return sofv_points_add(&guest->points, direction, comp_id);
}

const struct sofv_object *sofv_object_find(const struct sofv_guest *guest,
					   u32 id)
{
	u32 i;

	for (i = 0; i < guest->n_objects; i++)
		if (guest->objects[i].id == id)
			return &guest->objects[i];

	return NULL;
}

const struct sofv_stream *sofv_stream_peek(const struct sofv_guest *guest,
					   u32 comp_id)
{
	u32 i;

	for (i = 0; i < guest->n_streams; i++)
		if (guest->streams[i].comp_id == comp_id)
			return &guest->streams[i];

	return NULL;
}

struct sofv_stream *sofv_stream_find(struct sofv_guest *guest, u32 comp_id)
{
	const struct sofv_stream *stream = sofv_stream_peek(guest, comp_id);

	return stream ? &guest->streams[stream - guest->streams] : NULL;
}

u32 sofv_object_count(const struct sofv_guest *guest, enum sofv_object_kind kind)
{
	u32 count = 0;
	u32 i;

	for (i = 0; i < guest->n_objects; i++)
		count += guest->objects[i].kind == kind;

	return count;
}

u32 sofv_guest_components(const struct sofv_guest *guest)
{
	return sofv_object_count(guest, SOFV_OBJECT_COMP);
}

u32 sofv_guest_pipelines(const struct sofv_guest *guest)
{
	return sofv_object_count(guest, SOFV_OBJECT_PIPE);
}

u32 sofv_guest_buffer_bytes(const struct sofv_guest *guest)
{
	u32 bytes = 0;
	u32 i;

	/* the quota keeps the sum within 32 bits */
	for (i = 0; i < guest->n_objects; i++)
		bytes += guest->objects[i].bytes;

	return bytes;
}

static u32 resolve_end(const struct sofv_guest *guest, u32 id)
{
	const struct sofv_object *object = sofv_object_find(guest, id);

	if (object && object->kind == SOFV_OBJECT_VDAI)
		sofv_points_get(&guest->points, &id, object->direction,
				object->point_index);

	return id;
}

struct sofv_link sofv_link_resolve(const struct sofv_guest *guest,
				   const struct sofv_connect *connect)
{
	struct sofv_link link = {
		.source_id = resolve_end(guest, connect->source_id),
		.sink_id = resolve_end(guest, connect->sink_id),
	};

	return link;
}

static void remove_links(struct sofv_guest *guest, u32 id)
{
	u32 kept = 0;
	u32 i;

	for (i = 0; i < guest->n_links; i++) {
		const struct sofv_link *link = &guest->links[i];

		if (link->source_id != id && link->sink_id != id)
			guest->links[kept++] = *link;
	}

	guest->n_links = kept;
}

/*
 * The DSP drops the links of what it frees. It never had a virtual DAI, so a
 * buffer stays linked to the connection point until the buffer goes.
 */
static void remove_object(struct sofv_guest *guest, u32 index)
{
	u32 id = guest->objects[index].id;
	u32 behind = guest->n_objects - index - 1;

	memmove(&guest->objects[index], &guest->objects[index + 1],
		behind * sizeof(guest->objects[0]));
	guest->n_objects--;
	remove_links(guest, id);
}

static void add_object(struct sofv_guest *guest, const struct sofv_object *object)
{
	guest->objects[guest->n_objects++] = *object;
}

static void commit_comp_new(struct sofv_guest *guest, const struct sofv_ipc *ipc)
{
	bool dai = ipc->comp.type == SOF3_TYPE_DAI;
	struct sofv_object object = {
		.id = ipc->id,
		.pipeline_id = ipc->comp.pipeline_id,
		.bytes = ipc->comp.blob_bytes,
		.comp_type = (u16)ipc->comp.type,
		.kind = dai ? SOFV_OBJECT_VDAI : SOFV_OBJECT_COMP,
		.direction = (u8)ipc->comp.direction,
		.point_index = (u8)ipc->comp.point_index,
	};

	add_object(guest, &object);
}

static void commit_buffer_new(struct sofv_guest *guest, const struct sofv_ipc *ipc)
{
	struct sofv_object object = {
		.id = ipc->id,
		.pipeline_id = ipc->buffer.pipeline_id,
		.bytes = ipc->buffer.bytes,
		.kind = SOFV_OBJECT_BUFFER,
	};

	add_object(guest, &object);
}

static void commit_pipe_new(struct sofv_guest *guest, const struct sofv_ipc *ipc)
{
	struct sofv_object object = {
		.id = ipc->id,
		.pipeline_id = ipc->pipe.pipeline_id,
		.kind = SOFV_OBJECT_PIPE,
	};

	add_object(guest, &object);
}

static void commit_free(struct sofv_guest *guest, const struct sofv_ipc *ipc)
{
	const struct sofv_object *object = sofv_object_find(guest, ipc->id);

	remove_object(guest, (u32)(object - guest->objects));
}

static void commit_connect(struct sofv_guest *guest, const struct sofv_ipc *ipc)
{
	guest->links[guest->n_links++] = sofv_link_resolve(guest, &ipc->connect);
}

static void commit_ctrl_data(struct sofv_guest *guest, const struct sofv_ipc *ipc)
{
	const struct sofv_object *found = sofv_object_find(guest, ipc->id);
	struct sofv_object *object = &guest->objects[found - guest->objects];
	const struct sofv_ctrl *ctrl = &ipc->ctrl;

	if (!ctrl->msg_index && ctrl->type == SOF3_CTRL_DATA_SET)
		object->bytes = ctrl->num_elems + ctrl->elems_remaining;

	object->data_left = ctrl->elems_remaining;
	object->data_part = ctrl->msg_index + 1;
	object->data_type = ctrl->type;
}

static void commit_pcm_params(struct sofv_guest *guest, const struct sofv_ipc *ipc,
			      const struct sofv_action *action)
{
	struct sofv_stream *stream = sofv_stream_find(guest, ipc->id);

	if (!stream)
		stream = &guest->streams[guest->n_streams++];

	stream->comp_id = ipc->id;
	stream->state = SOFV_STREAM_SETUP;
	stream->direction = (u8)action->direction;
	stream->point_index = (u8)action->point_index;
}

void sofv_guest_stream_gone(struct sofv_guest *guest, u32 comp_id)
{
	struct sofv_stream *stream = sofv_stream_find(guest, comp_id);

	if (!stream)
		return;

	guest->n_streams--;
	*stream = guest->streams[guest->n_streams];
}

static void commit_state(struct sofv_guest *guest, u32 comp_id,
			 enum sofv_stream_state state)
{
	sofv_stream_find(guest, comp_id)->state = (u8)state;
}

/* What sofv_guest_check() has passed cannot fail here. */
static void commit_checked(struct sofv_guest *guest, const struct sofv_ipc *ipc,
			   const struct sofv_action *action)
{
	switch (ipc->cmd) {
	case SOF3_GLB_TPLG | SOF3_TPLG_COMP_NEW:
		commit_comp_new(guest, ipc);
		break;
	case SOF3_GLB_TPLG | SOF3_TPLG_BUFFER_NEW:
		commit_buffer_new(guest, ipc);
		break;
	case SOF3_GLB_TPLG | SOF3_TPLG_PIPE_NEW:
		commit_pipe_new(guest, ipc);
		break;
	case SOF3_GLB_TPLG | SOF3_TPLG_COMP_FREE:
	case SOF3_GLB_TPLG | SOF3_TPLG_BUFFER_FREE:
	case SOF3_GLB_TPLG | SOF3_TPLG_PIPE_FREE:
		commit_free(guest, ipc);
		break;
	case SOF3_GLB_TPLG | SOF3_TPLG_COMP_CONNECT:
		commit_connect(guest, ipc);
		break;
	case SOF3_GLB_COMP | SOF3_COMP_SET_DATA:
	case SOF3_GLB_COMP | SOF3_COMP_GET_DATA:
		commit_ctrl_data(guest, ipc);
		break;
	case SOF3_GLB_STREAM | SOF3_STREAM_PCM_PARAMS:
		commit_pcm_params(guest, ipc, action);
		break;
	case SOF3_GLB_STREAM | SOF3_STREAM_PCM_FREE:
		sofv_guest_stream_gone(guest, ipc->id);
		break;
	case SOF3_GLB_STREAM | SOF3_STREAM_TRIG_START:
	case SOF3_GLB_STREAM | SOF3_STREAM_TRIG_RELEASE:
		commit_state(guest, ipc->id, SOFV_STREAM_RUNNING);
		break;
	case SOF3_GLB_STREAM | SOF3_STREAM_TRIG_STOP:
		commit_state(guest, ipc->id, SOFV_STREAM_SETUP);
		break;
	case SOF3_GLB_STREAM | SOF3_STREAM_TRIG_PAUSE:
		commit_state(guest, ipc->id, SOFV_STREAM_PAUSED);
		break;
	default:
		break;
	}
}

int sofv_guest_commit(struct sofv_guest *guest, const struct sofv_ipc *ipc)
{
	struct sofv_action action;
	int ret = sofv_guest_check(guest, &action, ipc);

	if (!ret)
		commit_checked(guest, ipc, &action);

	return ret;
}

void sofv_action_apply(const struct sofv_action *action, void *msg, u32 bytes)
{
	if (action->verdict != SOFV_REWRITE || bytes < sizeof(u32) ||
	    action->patch_offset > bytes - sizeof(u32))
		return;

	sofv_put_le32((u8 *)msg + action->patch_offset, action->patch_value);
}

void sofv_guest_forget(struct sofv_guest *guest)
{
	guest->n_objects = 0;
	guest->n_links = 0;
	guest->n_streams = 0;
}

/* Index of the newest object of the DSP that may go now, or n_objects. */
static u32 newest(const struct sofv_guest *guest, bool pipes)
{
	u32 i;

	for (i = guest->n_objects; i-- > 0; ) {
		u8 kind = guest->objects[i].kind;

		if (kind != SOFV_OBJECT_VDAI &&
		    (kind == SOFV_OBJECT_PIPE) == pipes)
			return i;
	}

	return guest->n_objects;
}

static u32 free_cmd(const struct sofv_object *object)
{
	switch (object->kind) {
	case SOFV_OBJECT_BUFFER:
		return SOF3_GLB_TPLG | SOF3_TPLG_BUFFER_FREE;
	case SOFV_OBJECT_PIPE:
		return SOF3_GLB_TPLG | SOF3_TPLG_PIPE_FREE;
	default:
		return SOF3_GLB_TPLG | SOF3_TPLG_COMP_FREE;
	}
}

bool sofv_guest_next_teardown(struct sofv_guest *guest, void *msg, u32 cap,
			      u32 *bytes)
{
	struct sof3_free free_msg;
	u32 i;

	if (cap < sizeof(free_msg))
		return false;

	guest->n_streams = 0;
	i = newest(guest, false);
	if (i == guest->n_objects)
		i = newest(guest, true);
	if (i == guest->n_objects) {
		/* only virtual DAIs are left */
		sofv_guest_forget(guest);
		return false;
	}

	free_msg.hdr.size = sofv_cpu_to_le32(sizeof(free_msg));
	free_msg.hdr.cmd = sofv_cpu_to_le32(free_cmd(&guest->objects[i]));
	free_msg.id = sofv_cpu_to_le32(guest->objects[i].id);
	memcpy(msg, &free_msg, sizeof(free_msg));
	*bytes = sizeof(free_msg);
	remove_object(guest, i);

	return true;
}

/* Objects that sofv_points_reached() has come to, each once. */
struct walk {
	u32 points;			/* bit for each connection point */
	u32 n_seen;
	u16 seen[SOFV_OBJECTS_MAX];	/* indices of objects, in order */
	u8 marked[SOFV_OBJECTS_MAX];
};

static void walk_visit(struct walk *walk, u32 index)
{
	if (walk->marked[index])
		return;

	walk->marked[index] = 1;
	walk->seen[walk->n_seen++] = (u16)index;
}

/* Visits what is linked to @id. */
static void walk_on(const struct sofv_guest *guest, struct walk *walk, u32 id,
		    u32 direction)
{
	bool down = direction == SOF3_DIR_PLAYBACK;
	u32 i, index;

	for (i = 0; i < guest->n_links; i++) {
		const struct sofv_link *link = &guest->links[i];
		u32 near = down ? link->source_id : link->sink_id;
		u32 far = down ? link->sink_id : link->source_id;
		const struct sofv_object *object;

		if (near != id)
			continue;
		object = sofv_object_find(guest, far);
		if (object)
			walk_visit(walk, (u32)(object - guest->objects));
		else if (!sofv_points_find(&guest->points, &index, direction, far))
			walk->points |= 1u << index;
	}
}

static_assert(SOFV_GRANTS_MAX <= 32, "a bit for each point");

u32 sofv_points_reached(const struct sofv_guest *guest,
			const struct sofv_object *host)
{
	struct walk walk;
	u32 i;

	memset(&walk, 0, sizeof(walk));
	walk_visit(&walk, (u32)(host - guest->objects));
	for (i = 0; i < walk.n_seen; i++)
		walk_on(guest, &walk, guest->objects[walk.seen[i]].id,
			host->direction);

	return walk.points;
}

int sofv_guest_find_point(const struct sofv_guest *guest, u32 comp_id,
			  u32 *index, u32 *direction)
{
	const struct sofv_object *host = sofv_object_find(guest, comp_id);
	u32 points, i = 0;

	if (!host || host->kind != SOFV_OBJECT_COMP ||
	    host->comp_type != SOF3_TYPE_HOST)
		return -ENOENT;

	points = sofv_points_reached(guest, host);
	if (!points)
		return -ENOTCONN;
	while (!(points & (1u << i)))
		i++;

	*index = i;
	*direction = host->direction;

	return 0;
}
