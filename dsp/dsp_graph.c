// SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * The graph: finding, linking, and deriving who runs and in which order. A
 * buffer links one component to one other; the graph has no loops, since
 * COMP_CONNECT refuses them, so every walk ends.
 */
#include "dsp_priv.h"

struct sofdsp_comp *sofdsp_find_comp(struct sofdsp *dsp, u32 id)
{
	u32 i;

	for (i = 0; i < SOFDSP_MAX_COMPS; i++)
		if (dsp->comps[i].ops && dsp->comps[i].id == id)
			return &dsp->comps[i];
	return NULL;
}

struct sofdsp_buffer *sofdsp_find_buffer(struct sofdsp *dsp, u32 id)
{
	u32 i;

	for (i = 0; i < SOFDSP_MAX_BUFFERS; i++)
		if (dsp->buffers[i].used && dsp->buffers[i].id == id)
			return &dsp->buffers[i];
	return NULL;
}

struct sofdsp_pipeline *sofdsp_find_pipeline(struct sofdsp *dsp, u32 id)
{
	u32 i;

	for (i = 0; i < SOFDSP_MAX_PIPELINES; i++)
		if (dsp->pipelines[i].used && dsp->pipelines[i].id == id)
			return &dsp->pipelines[i];
	return NULL;
}

int sofdsp_link_source(struct sofdsp_buffer *buf, struct sofdsp_comp *source)
{
	struct sofdsp_buffer **end = &source->outs;
	u32 n = 1;

	for (; *end; end = &(*end)->next_out)
		n++;
	if (buf->source || n > source->max_outs)
		return -EBUSY;
	*end = buf;
	buf->next_out = NULL;
	buf->source = source;
	if (source->level == SOFDSP_IDLE)
		return 0;
	if (source->ops->out_linked)
		source->ops->out_linked(source, buf);
	else
		sofdsp_buffer_set_format(buf, source->channels, source->rate_hz);
	return 0;
}

int sofdsp_link_sink(struct sofdsp_buffer *buf, struct sofdsp_comp *sink)
{
	struct sofdsp_buffer **end = &sink->ins;
	u32 n = 1;

	for (; *end; end = &(*end)->next_in)
		n++;
	if (buf->sink || n > sink->max_ins)
		return -EBUSY;
	*end = buf;
	buf->next_in = NULL;
	buf->sink = sink;
	return 0;
}

void sofdsp_unlink_source(struct sofdsp_buffer *buf)
{
	struct sofdsp_buffer **link;

	if (!buf->source)
		return;
	for (link = &buf->source->outs; *link != buf; link = &(*link)->next_out)
		;
	*link = buf->next_out;
	buf->source = NULL;
	sofdsp_buffer_set_format(buf, 0, 0);
}

void sofdsp_unlink_sink(struct sofdsp_buffer *buf)
{
	struct sofdsp_buffer **link;

	if (!buf->sink)
		return;
	for (link = &buf->sink->ins; *link != buf; link = &(*link)->next_in)
		;
	*link = buf->next_in;
	buf->sink = NULL;
	sofdsp_buffer_flush(buf);
}

/*
 * Sources first: a component goes into the order when all components before it
 * are there. The order array is its own work queue.
 */
static void graph_sort(struct sofdsp *dsp)
{
	const struct sofdsp_buffer *buf;
	struct sofdsp_comp *comp;
	u32 i, n = 0;

	for (i = 0; i < SOFDSP_MAX_COMPS; i++) {
		comp = &dsp->comps[i];
		if (!comp->ops)
			continue;
		comp->n_pending = 0;
		for (buf = comp->ins; buf; buf = buf->next_in)
			if (buf->source)
				comp->n_pending++;
		if (!comp->n_pending)
			dsp->order[n++] = comp;
	}
	for (i = 0; i < n; i++)
		for (buf = dsp->order[i]->outs; buf; buf = buf->next_out)
			if (buf->sink && !--buf->sink->n_pending)
				dsp->order[n++] = buf->sink;
	dsp->n_order = n;
}

/*
 * The level of a host goes to everything between it and the DAIs. Downstream in
 * sorted order and upstream in reverse, one pass each is enough. A host's own
 * level is never raised by another one. Paths of the two directions are kept
 * apart: what is upstream of a capture host is raised by that one only.
 */
static void graph_want_raise(struct sofdsp_comp *comp, enum sofdsp_level level)
{
	if (!sofdsp_to_host(comp) && comp->want < level)
		comp->want = level;
}

static void graph_want(struct sofdsp *dsp)
{
	const struct sofdsp_buffer *buf;
	const struct sofdsp_host *host;
	struct sofdsp_comp *comp;
	u32 i;

	for (i = 0; i < dsp->n_order; i++) {
		host = sofdsp_to_host(dsp->order[i]);
		dsp->order[i]->want = host ? host->level : SOFDSP_IDLE;
	}
	for (i = 0; i < dsp->n_order; i++) {
		comp = dsp->order[i];
		for (buf = comp->outs; buf; buf = buf->next_out)
			if (buf->sink)
				graph_want_raise(buf->sink, comp->want);
	}
	for (i = dsp->n_order; i-- > 0;) {
		comp = dsp->order[i];
		host = sofdsp_to_host(comp);
		comp->upstream = host && host->direction == SOF3_DIR_CAPTURE ?
				 host->level : SOFDSP_IDLE;
		for (buf = comp->outs; buf; buf = buf->next_out)
			if (buf->sink && comp->upstream < buf->sink->upstream)
				comp->upstream = buf->sink->upstream;
		graph_want_raise(comp, comp->upstream);
	}
}

/* How far up those before an end of the graph may go. */
static enum sofdsp_level graph_end_limit(struct sofdsp_comp *comp)
{
	const struct sofdsp_host *host = sofdsp_to_host(comp);

	if (comp->max_outs || (host && host->level < SOFDSP_PREPARED))
		return SOFDSP_PREPARED;
	return host ? host->level : SOFDSP_RUNNING;
}

/*
 * What leads nowhere does not run: else it would fill its buffers, and the first
 * to be connected would find old frames there.
 */
static void graph_want_limit(struct sofdsp *dsp)
{
	const struct sofdsp_buffer *buf;
	struct sofdsp_comp *comp;
	u32 i;

	for (i = dsp->n_order; i-- > 0;) {
		comp = dsp->order[i];
		comp->limit = graph_end_limit(comp);
		for (buf = comp->outs; buf; buf = buf->next_out)
			if (buf->sink && buf->sink->limit > comp->limit)
				comp->limit = buf->sink->limit;
		if (comp->want > comp->limit)
			comp->want = comp->limit;
	}
}

/* Prepare what is wanted and idle; then both ends of a buffer must agree. */
static int graph_prepare(struct sofdsp *dsp)
{
	const struct sofdsp_buffer *buf;
	struct sofdsp_comp *comp;
	u32 i;
	int ret;

	for (i = 0; i < dsp->n_order; i++) {
		comp = dsp->order[i];
		if (comp->level != SOFDSP_IDLE || comp->want == SOFDSP_IDLE)
			continue;
		ret = comp->ops->prepare(comp);
		if (ret < 0) {
			comp->channels = 0;
			comp->rate_hz = 0;
			return ret;
		}
		comp->level = SOFDSP_PREPARED;
	}
	for (i = 0; i < SOFDSP_MAX_BUFFERS; i++) {
		buf = &dsp->buffers[i];
		if (!buf->used || !buf->source || !buf->sink ||
		    buf->source->want == SOFDSP_IDLE ||
		    buf->sink->want == SOFDSP_IDLE)
			continue;
		if (!buf->room_frames || buf->rate_hz != buf->sink->rate_hz)
			return -EINVAL;
		if (buf->channels != buf->sink->channels &&
		    !buf->sink->ops->ins_any_channels)
			return -EINVAL;
	}
	return 0;
}

static void graph_set_level(struct sofdsp_comp *comp)
{
	enum sofdsp_level old = comp->level;

	if (old == comp->want)
		return;
	comp->level = comp->want;
	if (comp->ops->level_changed)
		comp->ops->level_changed(comp, old);
	if (comp->level != SOFDSP_IDLE)
		return;
	comp->channels = 0;
	comp->rate_hz = 0;
	if (comp->ops->reset)
		comp->ops->reset(comp);
}

static bool graph_stopped(const struct sofdsp_comp *comp)
{
	return !comp || comp->level < SOFDSP_PAUSED;
}

int sofdsp_graph_update(struct sofdsp *dsp)
{
	struct sofdsp_buffer *buf;
	u32 i;
	int ret;

	graph_sort(dsp);
	graph_want(dsp);
	graph_want_limit(dsp);
	ret = graph_prepare(dsp);
	if (ret < 0)
		return ret;
	for (i = 0; i < dsp->n_order; i++)
		graph_set_level(dsp->order[i]);

	/* Nothing that a stopped one left behind is ever heard. */
	for (i = 0; i < SOFDSP_MAX_BUFFERS; i++) {
		buf = &dsp->buffers[i];
		if (buf->used && (graph_stopped(buf->source) ||
				  graph_stopped(buf->sink)))
			sofdsp_buffer_flush(buf);
	}
	return 0;
}

bool sofdsp_reaches(struct sofdsp *dsp, struct sofdsp_comp *from,
		    const struct sofdsp_comp *to)
{
	const struct sofdsp_buffer *buf;
	u32 i;

	/* The order is up to date: mark forward from @from. */
	for (i = 0; i < dsp->n_order; i++)
		dsp->order[i]->n_pending = dsp->order[i] == from;
	for (i = 0; i < dsp->n_order; i++) {
		if (!dsp->order[i]->n_pending)
			continue;
		for (buf = dsp->order[i]->outs; buf; buf = buf->next_out)
			if (buf->sink)
				buf->sink->n_pending = 1;
	}
	return to->n_pending;
}
