// SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause
/* Copyright (C) 2026 The sof-virtio authors */
/*
 * May a message go on? One function for each message that the firewall lets
 * through; each looks at the ledger and changes nothing.
 */
#include <linux/virtio_sof.h>
#include <sof/ipc3.h>
#include <sofv/ledger.h>

#include "sofv_ledger_priv.h"

#define CHANNELS_MAX	SOF3_MAX_CHANNELS

static int check_new_object(const struct sofv_guest *guest, u32 id,
			    u32 pipeline_id)
{
	if (!sofv_range_has_comp(&guest->range, id) ||
	    !sofv_range_has_pipe(&guest->range, pipeline_id))
		return -EACCES;
	if (sofv_object_find(guest, id))
		return -EEXIST;

	return guest->n_objects < SOFV_OBJECTS_MAX ? 0 : -ENOSPC;
}

/* Looks an existing object up. */
static int get_object(const struct sofv_guest *guest,
		      const struct sofv_object **object, u32 id)
{
	if (!sofv_range_has_comp(&guest->range, id))
		return -EACCES;

	*object = sofv_object_find(guest, id);

	return *object ? 0 : -ENOENT;
}

static int get_kind(const struct sofv_guest *guest,
		    const struct sofv_object **object, u32 id,
		    enum sofv_object_kind kind)
{
	int ret = get_object(guest, object, id);

	if (!ret && (*object)->kind != kind)
		ret = -EINVAL;

	return ret;
}

/* P-7.4: nor twice by one */
static bool point_taken(const struct sofv_guest *guest, u32 direction, u32 index)
{
	u32 i;

	for (i = 0; i < guest->n_objects; i++) {
		const struct sofv_object *object = &guest->objects[i];

		if (object->kind == SOFV_OBJECT_VDAI &&
		    object->direction == direction &&
		    object->point_index == index)
			return true;
	}

	return false;
}

static int check_vdai_new(const struct sofv_guest *guest,
			  const struct sofv_comp_new *comp)
{
	u32 comp_id;

	if (sofv_points_get(&guest->points, &comp_id, comp->direction,
			    comp->point_index))
		return -EACCES;

	return point_taken(guest, comp->direction, comp->point_index) ? -EBUSY : 0;
}

/* Is there room for @bytes in place of @instead that are counted already? */
static int check_memory(const struct sofv_guest *guest, u32 bytes, u32 instead)
{
	u32 used = sofv_guest_buffer_bytes(guest) - instead;

	return bytes <= guest->limits.buffer_bytes - used ?
	       0 : sofv_quota_error(SOFV_QUOTA_BUFFER_BYTES);
}

static int check_comp_new(const struct sofv_guest *guest,
			  struct sofv_action *action, const struct sofv_ipc *ipc)
{
	int ret = check_new_object(guest, ipc->id, ipc->comp.pipeline_id);

	if (ret)
		return ret;
	if (action->verdict == SOFV_HANDLE)
		return check_vdai_new(guest, &ipc->comp);

	if (ipc->comp.type == SOF3_TYPE_HOST &&
	    ipc->comp.direction >= SOFV_DIRECTIONS)
		return -EINVAL;
	if (sofv_guest_components(guest) >= guest->limits.components)
		return sofv_quota_error(SOFV_QUOTA_COMPONENTS);

	return check_memory(guest, ipc->comp.blob_bytes, 0);
}

static int check_comp_free(const struct sofv_guest *guest,
			   struct sofv_action *action, const struct sofv_ipc *ipc)
{
	const struct sofv_object *object;
	int ret = get_object(guest, &object, ipc->id);

	if (ret)
		return ret;

	switch (object->kind) {
	case SOFV_OBJECT_VDAI:
		action->verdict = SOFV_HANDLE;
		return 0;
	case SOFV_OBJECT_COMP:
		return sofv_stream_peek(guest, ipc->id) ? -EBUSY : 0;
	default:
		return -EINVAL;
	}
}

static int check_buffer_new(const struct sofv_guest *guest,
			    struct sofv_action *action,
			    const struct sofv_ipc *ipc)
{
	int ret = check_new_object(guest, ipc->id, ipc->buffer.pipeline_id);

	(void)action;
	if (ret)
		return ret;
	if (!ipc->buffer.bytes)
		return -EINVAL;

	return check_memory(guest, ipc->buffer.bytes, 0);
}

static int check_buffer_free(const struct sofv_guest *guest,
			     struct sofv_action *action,
			     const struct sofv_ipc *ipc)
{
	const struct sofv_object *object;

	(void)action;

	return get_kind(guest, &object, ipc->id, SOFV_OBJECT_BUFFER);
}

static bool pipeline_exists(const struct sofv_guest *guest, u32 pipeline_id)
{
	u32 i;

	for (i = 0; i < guest->n_objects; i++)
		if (guest->objects[i].kind == SOFV_OBJECT_PIPE &&
		    guest->objects[i].pipeline_id == pipeline_id)
			return true;

	return false;
}

static void patch(struct sofv_action *action, u32 offset, u32 value)
{
	action->verdict = SOFV_REWRITE;
	action->patch_offset = offset;
	action->patch_value = value;
}

/*
 * SOF core may create a pipeline before the component that drives it. Then the
 * id alone is looked at; firmware asks for the component when the pipeline is
 * complete, and takes another one if it never came.
 */
static int check_sched(const struct sofv_guest *guest,
		       struct sofv_action *action, u32 sched_id)
{
	const struct sofv_object *object;
	u32 comp_id = 0;
	int ret = get_object(guest, &object, sched_id);

	if (ret)
		return ret == -ENOENT ? 0 : ret;

	switch (object->kind) {
	case SOFV_OBJECT_COMP:
		return 0;
	case SOFV_OBJECT_VDAI:
		ret = sofv_points_get(&guest->points, &comp_id,
				      object->direction, object->point_index);
		patch(action, offsetof(struct sof3_pipe_new, sched_id), comp_id);
		return ret;
	default:
		return -EINVAL;
	}
}

static int check_pipe_new(const struct sofv_guest *guest,
			  struct sofv_action *action, const struct sofv_ipc *ipc)
{
	int ret = check_new_object(guest, ipc->id, ipc->pipe.pipeline_id);

	if (ret)
		return ret;
	if (pipeline_exists(guest, ipc->pipe.pipeline_id))
		return -EEXIST;
	if (sofv_guest_pipelines(guest) >= guest->limits.pipelines)
		return sofv_quota_error(SOFV_QUOTA_PIPELINES);
	/* it would drive itself */
	if (ipc->pipe.sched_id == ipc->id)
		return -EINVAL;

	action->verdict = SOFV_ALLOW;

	return check_sched(guest, action, ipc->pipe.sched_id);
}

static int check_pipe_free(const struct sofv_guest *guest,
			   struct sofv_action *action, const struct sofv_ipc *ipc)
{
	const struct sofv_object *pipe;
	int ret = get_kind(guest, &pipe, ipc->id, SOFV_OBJECT_PIPE);
	u32 i;

	(void)action;
	if (ret)
		return ret;

	for (i = 0; i < guest->n_objects; i++)
		if (guest->objects[i].kind != SOFV_OBJECT_PIPE &&
		    guest->objects[i].pipeline_id == pipe->pipeline_id)
			return -EBUSY;

	return 0;
}

static int check_pipe_complete(const struct sofv_guest *guest,
			       struct sofv_action *action,
			       const struct sofv_ipc *ipc)
{
	const struct sofv_object *pipe;

	(void)action;

	return get_kind(guest, &pipe, ipc->id, SOFV_OBJECT_PIPE);
}

/* P-7.3: a playback point is a sink, a capture point a source. */
static bool vdai_turned(const struct sofv_object *source,
			const struct sofv_object *sink)
{
	return (source->kind == SOFV_OBJECT_VDAI &&
		source->direction != SOF3_DIR_CAPTURE) ||
	       (sink->kind == SOFV_OBJECT_VDAI &&
		sink->direction != SOF3_DIR_PLAYBACK);
}

static int check_ends(const struct sofv_object *source,
		      const struct sofv_object *sink)
{
	if (source->kind == SOFV_OBJECT_PIPE || sink->kind == SOFV_OBJECT_PIPE)
		return -EINVAL;
	if ((source->kind == SOFV_OBJECT_BUFFER) ==
	    (sink->kind == SOFV_OBJECT_BUFFER))
		return -EINVAL;

	return vdai_turned(source, sink) ? -EINVAL : 0;
}

/*
 * A buffer has one source and one sink; a connection point takes one buffer.
 * Components may have several.
 */
static int check_link_free(const struct sofv_guest *guest,
			   const struct sofv_link *link, bool single_source,
			   bool single_sink)
{
	u32 i;

	for (i = 0; i < guest->n_links; i++) {
		bool source = guest->links[i].source_id == link->source_id;
		bool sink = guest->links[i].sink_id == link->sink_id;

		if (source && sink)
			return -EEXIST;
		if ((source && single_source) || (sink && single_sink))
			return -EBUSY;
	}

	return guest->n_links < SOFV_LINKS_MAX ? 0 : -ENOSPC;
}

static int check_connect(const struct sofv_guest *guest,
			 struct sofv_action *action, const struct sofv_ipc *ipc)
{
	const struct sofv_object *source, *sink;
	struct sofv_link link;
	int ret = get_object(guest, &source, ipc->connect.source_id);

	if (!ret)
		ret = get_object(guest, &sink, ipc->connect.sink_id);
	if (!ret)
		ret = check_ends(source, sink);
	if (ret)
		return ret;

	link = sofv_link_resolve(guest, &ipc->connect);
	action->verdict = SOFV_ALLOW;
	if (source->kind == SOFV_OBJECT_VDAI)
		patch(action, offsetof(struct sof3_comp_connect, source_id),
		      link.source_id);
	if (sink->kind == SOFV_OBJECT_VDAI)
		patch(action, offsetof(struct sof3_comp_connect, sink_id),
		      link.sink_id);

	return check_link_free(guest, &link, source->kind != SOFV_OBJECT_COMP,
			       sink->kind != SOFV_OBJECT_COMP);
}

static int check_ctrl(const struct sofv_guest *guest, struct sofv_action *action,
		      const struct sofv_ipc *ipc)
{
	const struct sofv_object *object;

	(void)action;

	return get_kind(guest, &object, ipc->id, SOFV_OBJECT_COMP);
}

/* P-3.4.2: parts come in order and add up to what the first one announced. */
static bool part_in_turn(const struct sofv_object *object,
			 const struct sofv_ctrl *ctrl)
{
	if (!ctrl->num_elems && (ctrl->msg_index || ctrl->elems_remaining))
		return false;
	if (!ctrl->msg_index)
		return true;

	return object->data_left && object->data_type == ctrl->type &&
	       object->data_part == ctrl->msg_index &&
	       object->data_left == ctrl->num_elems + ctrl->elems_remaining;
}

static int check_ctrl_data(const struct sofv_guest *guest,
			   struct sofv_action *action, const struct sofv_ipc *ipc)
{
	u32 bytes = ipc->ctrl.num_elems + ipc->ctrl.elems_remaining;
	const struct sofv_object *object;
	int ret = get_kind(guest, &object, ipc->id, SOFV_OBJECT_COMP);

	(void)action;
	if (ret)
		return ret;
	if (!part_in_turn(object, &ipc->ctrl))
		return -EINVAL;
	if (bytes > SOFV_CTRL_DATA_MAX_BYTES)
		return -EMSGSIZE;
	if (ipc->ctrl.msg_index || ipc->ctrl.type != SOF3_CTRL_DATA_SET)
		return 0;

	return check_memory(guest, bytes, object->bytes);
}

static bool pcm_params_ok(const struct sofv_pcm_params *pcm, u32 direction)
{
	return pcm->direction == direction && pcm->rate_hz &&
	       pcm->channels && pcm->channels <= CHANNELS_MAX &&
	       pcm->buffer_bytes && pcm->host_period_bytes <= pcm->buffer_bytes;
}

static int check_pcm_params(const struct sofv_guest *guest,
			    const struct sofv_stream *stream,
			    const struct sofv_object *host,
			    const struct sofv_ipc *ipc)
{
	if (stream && stream->state != SOFV_STREAM_SETUP)
		return -EBUSY;
	if (!pcm_params_ok(&ipc->pcm, host->direction))
		return -EINVAL;

	return stream || guest->n_streams < guest->limits.streams ?
	       0 : sofv_quota_error(SOFV_QUOTA_STREAMS);
}

/* P-8.3 */
static bool in_turn(u32 cmd, u32 state)
{
	switch (cmd) {
	case SOF3_GLB_STREAM | SOF3_STREAM_TRIG_START:
		return state == SOFV_STREAM_SETUP;
	case SOF3_GLB_STREAM | SOF3_STREAM_TRIG_PAUSE:
		return state == SOFV_STREAM_RUNNING;
	case SOF3_GLB_STREAM | SOF3_STREAM_TRIG_RELEASE:
		return state == SOFV_STREAM_PAUSED;
	case SOF3_GLB_STREAM | SOF3_STREAM_TRIG_STOP:
		return state != SOFV_STREAM_SETUP;
	default:
		/* PCM_FREE */
		return true;
	}
}

/* One stream at a time for a connection point (P-8.6) */
static bool point_streams(const struct sofv_guest *guest, u32 comp_id,
			  const struct sofv_action *action)
{
	u32 i;

	for (i = 0; i < guest->n_streams; i++) {
		const struct sofv_stream *stream = &guest->streams[i];

		if (stream->comp_id != comp_id &&
		    stream->direction == action->direction &&
		    stream->point_index == action->point_index)
			return true;
	}

	return false;
}

static int check_new_path(const struct sofv_guest *guest,
			  struct sofv_action *action, u32 comp_id)
{
	int ret = sofv_guest_find_point(guest, comp_id, &action->point_index,
					&action->direction);

	if (!ret && point_streams(guest, comp_id, action))
		ret = -EBUSY;

	return ret;
}

/*
 * What starts a stream needs the point that it was set up for. What stops or
 * frees it must work even if the path has gone meanwhile.
 */
static int check_path(const struct sofv_guest *guest, struct sofv_action *action,
		      const struct sofv_stream *stream,
		      const struct sofv_object *host, u32 cmd)
{
	action->point_index = stream->point_index;
	action->direction = stream->direction;
	if (cmd != (SOF3_GLB_STREAM | SOF3_STREAM_TRIG_START) &&
	    cmd != (SOF3_GLB_STREAM | SOF3_STREAM_TRIG_RELEASE))
		return 0;

	return sofv_points_reached(guest, host) & (1u << stream->point_index) ?
	       0 : -ENOTCONN;
}

static int check_stream(const struct sofv_guest *guest,
			struct sofv_action *action, const struct sofv_ipc *ipc)
{
	const struct sofv_stream *stream = sofv_stream_peek(guest, ipc->id);
	const struct sofv_object *host;
	int ret = get_kind(guest, &host, ipc->id, SOFV_OBJECT_COMP);

	if (ret)
		return ret;
	if (host->comp_type != SOF3_TYPE_HOST)
		return -EINVAL;

	if (ipc->cmd == (SOF3_GLB_STREAM | SOF3_STREAM_PCM_PARAMS)) {
		ret = check_pcm_params(guest, stream, host, ipc);
		return ret ? ret : check_new_path(guest, action, ipc->id);
	}
	if (!stream || !in_turn(ipc->cmd, stream->state))
		return -EINVAL;

	return check_path(guest, action, stream, host, ipc->cmd);
}

/* By message; those without a row name no id. */
static const struct {
	u32 cmd;
	int (*check)(const struct sofv_guest *guest, struct sofv_action *action,
		     const struct sofv_ipc *ipc);
} checks[] = {
	{ SOF3_GLB_TPLG | SOF3_TPLG_COMP_NEW, check_comp_new },
	{ SOF3_GLB_TPLG | SOF3_TPLG_COMP_FREE, check_comp_free },
	{ SOF3_GLB_TPLG | SOF3_TPLG_COMP_CONNECT, check_connect },
	{ SOF3_GLB_TPLG | SOF3_TPLG_PIPE_NEW, check_pipe_new },
	{ SOF3_GLB_TPLG | SOF3_TPLG_PIPE_FREE, check_pipe_free },
	{ SOF3_GLB_TPLG | SOF3_TPLG_PIPE_COMPLETE, check_pipe_complete },
	{ SOF3_GLB_TPLG | SOF3_TPLG_BUFFER_NEW, check_buffer_new },
	{ SOF3_GLB_TPLG | SOF3_TPLG_BUFFER_FREE, check_buffer_free },
	{ SOF3_GLB_COMP | SOF3_COMP_SET_VALUE, check_ctrl },
	{ SOF3_GLB_COMP | SOF3_COMP_GET_VALUE, check_ctrl },
	{ SOF3_GLB_COMP | SOF3_COMP_SET_DATA, check_ctrl_data },
	{ SOF3_GLB_COMP | SOF3_COMP_GET_DATA, check_ctrl_data },
	{ SOF3_GLB_STREAM | SOF3_STREAM_PCM_PARAMS, check_stream },
	{ SOF3_GLB_STREAM | SOF3_STREAM_PCM_FREE, check_stream },
	{ SOF3_GLB_STREAM | SOF3_STREAM_TRIG_START, check_stream },
	{ SOF3_GLB_STREAM | SOF3_STREAM_TRIG_STOP, check_stream },
	{ SOF3_GLB_STREAM | SOF3_STREAM_TRIG_PAUSE, check_stream },
	{ SOF3_GLB_STREAM | SOF3_STREAM_TRIG_RELEASE, check_stream },
};

/*
 * A message that goes to the DSP must have been looked at; one that the host
 * serves by itself may name nothing.
 */
static int check_by_cmd(const struct sofv_guest *guest,
			struct sofv_action *action, const struct sofv_ipc *ipc)
{
	u32 i;

	for (i = 0; i < sizeof(checks) / sizeof(checks[0]); i++)
		if (checks[i].cmd == ipc->cmd)
			return checks[i].check(guest, action, ipc);

	return action->verdict == SOFV_HANDLE ? 0 : -EPERM;
}

/* What stops or frees a stream must work while the DSP is away, too. */
static bool needs_dsp(u32 cmd, enum sofv_verdict verdict)
{
	return verdict != SOFV_HANDLE ||
	       cmd == (SOF3_GLB_STREAM | SOF3_STREAM_PCM_PARAMS) ||
	       cmd == (SOF3_GLB_STREAM | SOF3_STREAM_TRIG_START) ||
	       cmd == (SOF3_GLB_STREAM | SOF3_STREAM_TRIG_RELEASE);
}

int sofv_guest_check(const struct sofv_guest *guest, struct sofv_action *action,
		     const struct sofv_ipc *ipc)
{
	int ret;

	memset(action, 0, sizeof(*action));
	action->verdict = sofv_firewall(ipc);
	if (action->verdict == SOFV_REFUSE)
		return -EPERM;

	ret = check_by_cmd(guest, action, ipc);
	if (ret)
		action->verdict = SOFV_REFUSE;
	else
		action->needs_dsp = needs_dsp(ipc->cmd, action->verdict);

	return ret;
}
