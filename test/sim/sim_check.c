// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * What must hold after every step. The DSP's own tables are the witness: they
 * are looked at from inside, not asked.
 */
#include "dsp_priv.h"
#include "sim.h"

#define NOBODY	SIM_GUESTS	/* the host's */

/* Whose id is it: a guest's number, or NOBODY. */
static u32 owner(struct sim *sim, u32 id)
{
	u32 g;

	if (id < SIM_HOST_IDS)
		return NOBODY;
	for (g = 0; g < SIM_GUESTS; g++)
		if (sim->devices[g].attached &&
		    sofv_range_has_comp(&sim->devices[g].guest.range, id))
			return g;

	sim_must(sim, false, "an object on the DSP belongs to nobody");
	return NOBODY;
}

static bool point_of(const struct sim *sim, u32 g, u32 id)
{
	const struct sofv_points *points = &sim->devices[g].guest.points;
	u32 index;

	return !sofv_points_find(points, &index, SOF3_DIR_PLAYBACK, id) ||
	       !sofv_points_find(points, &index, SOF3_DIR_CAPTURE, id);
}

/* P-3.3.2, P-7.3: who is linked to whom */
static void check_link(struct sim *sim, u32 a_id, u32 b_id)
{
	u32 a = owner(sim, a_id), b = owner(sim, b_id);

	if (a == b)
		return;
	sim_must(sim, a == NOBODY || b == NOBODY, "one guest is linked to another");
	sim_must(sim, point_of(sim, a == NOBODY ? b : a, a == NOBODY ? a_id : b_id),
		 "a guest is linked to a point that is not its own");
}

static bool ledger_has_link(const struct sofv_guest *guest, u32 source, u32 sink)
{
	u32 i;

	for (i = 0; i < guest->n_links; i++)
		if (guest->links[i].source_id == source &&
		    guest->links[i].sink_id == sink)
			return true;

	return false;
}

/* Links of one buffer of guest @g. Returns how many there are. */
static u32 check_buffer(struct sim *sim, u32 g, const struct sofdsp_buffer *buf)
{
	const struct sofv_guest *guest = &sim->devices[g].guest;
	u32 links = 0;

	if (buf->source) {
		check_link(sim, buf->source->id, buf->id);
		sim_must(sim, ledger_has_link(guest, buf->source->id, buf->id),
			 "a link of the DSP is not in the ledger");
		links++;
	}
	if (buf->sink) {
		check_link(sim, buf->id, buf->sink->id);
		sim_must(sim, ledger_has_link(guest, buf->id, buf->sink->id),
			 "a link of the DSP is not in the ledger");
		links++;
	}

	return links;
}

static const struct sofv_object *entry(const struct sofv_guest *guest, u32 id,
				       u32 kind)
{
	u32 i;

	for (i = 0; i < guest->n_objects; i++)
		if (guest->objects[i].id == id && guest->objects[i].kind == kind)
			return &guest->objects[i];

	return NULL;
}

static void check_object(struct sim *sim, u32 g, u32 id, u32 kind, u32 pipeline_id)
{
	const struct sofv_object *object = entry(&sim->devices[g].guest, id, kind);

	sim_must(sim, object != NULL, "an object of the DSP is not in the ledger");
	sim_must(sim, object->pipeline_id == pipeline_id,
		 "ledger and DSP differ about a pipeline");
}

struct count {
	u32 objects;
	u32 links;
};

static void check_dsp(struct sim *sim, struct count counts[SIM_GUESTS + 1])
{
	struct sofdsp *dsp = sim->dsp;
	u32 i, g;

	for (i = 0; i < SOFDSP_MAX_COMPS; i++) {
		const struct sofdsp_comp *comp = &dsp->comps[i];

		if (!comp->ops)
			continue;
		g = owner(sim, comp->id);
		counts[g].objects++;
		if (g != NOBODY)
			check_object(sim, g, comp->id, SOFV_OBJECT_COMP,
				     comp->pipeline_id);
	}
	for (i = 0; i < SOFDSP_MAX_BUFFERS; i++) {
		const struct sofdsp_buffer *buf = &dsp->buffers[i];

		if (!buf->used)
			continue;
		g = owner(sim, buf->id);
		counts[g].objects++;
		if (g == NOBODY)
			continue;
		check_object(sim, g, buf->id, SOFV_OBJECT_BUFFER, buf->pipeline_id);
		counts[g].links += check_buffer(sim, g, buf);
	}
	for (i = 0; i < SOFDSP_MAX_PIPELINES; i++) {
		const struct sofdsp_pipeline *pipe = &dsp->pipelines[i];

		if (!pipe->used)
			continue;
		g = owner(sim, pipe->id);
		counts[g].objects++;
		if (g != NOBODY)
			check_object(sim, g, pipe->id, SOFV_OBJECT_PIPE,
				     pipe->pipeline_id);
	}
}

/* An id is one object, and one guest's. */
static void check_unique(struct sim *sim)
{
	static u8 seen[0x10000];
	struct sofdsp *dsp = sim->dsp;
	u32 i;

	memset(seen, 0, sizeof(seen));
	for (i = 0; i < SOFDSP_MAX_COMPS; i++)
		if (dsp->comps[i].ops)
			sim_must(sim, dsp->comps[i].id < 0x10000 &&
				      !seen[dsp->comps[i].id]++, "an id twice on the DSP");
	for (i = 0; i < SOFDSP_MAX_BUFFERS; i++)
		if (dsp->buffers[i].used)
			sim_must(sim, dsp->buffers[i].id < 0x10000 &&
				      !seen[dsp->buffers[i].id]++, "an id twice on the DSP");
	for (i = 0; i < SOFDSP_MAX_PIPELINES; i++)
		if (dsp->pipelines[i].used)
			sim_must(sim, dsp->pipelines[i].id < 0x10000 &&
				      !seen[dsp->pipelines[i].id]++, "an id twice on the DSP");
}

static enum sofdsp_level level_of(u32 state)
{
	switch (state) {
	case SOFV_STREAM_RUNNING:
		return SOFDSP_RUNNING;
	case SOFV_STREAM_PAUSED:
		return SOFDSP_PAUSED;
	default:
		return SOFDSP_PREPARED;
	}
}

static void check_streams(struct sim *sim, const struct sofv_guest *guest)
{
	u32 i;

	for (i = 0; i < guest->n_streams; i++) {
		const struct sofv_stream *stream = &guest->streams[i];
		struct sofdsp_comp *comp = sofdsp_find_comp(sim->dsp, stream->comp_id);
		struct sofdsp_host *host = comp ? sofdsp_to_host(comp) : NULL;

		sim_must(sim, host && host->level == level_of(stream->state),
			 "ledger and DSP differ about a stream");
	}
}

/* P-3.2.4: nothing is set up that was refused */
static void check_device_streams(struct sim *sim, const struct sim_device *dev)
{
	u32 i, j;

	for (i = 0; i < SOFV_STREAMS_MAX; i++) {
		if (!dev->streams[i].used)
			continue;
		for (j = 0; j < dev->guest.n_streams; j++)
			if (dev->guest.streams[j].comp_id == dev->streams[i].comp_id)
				break;
		sim_must(sim, j < dev->guest.n_streams,
			 "a stream of the device is not in the ledger");
	}
}

static void check_ledger(struct sim *sim, u32 g, const struct count *count)
{
	const struct sim_device *dev = &sim->devices[g];
	u32 on_dsp = sofv_guest_components(&dev->guest) +
		     sofv_guest_pipelines(&dev->guest), i;

	for (i = 0; i < dev->guest.n_objects; i++)
		on_dsp += dev->guest.objects[i].kind == SOFV_OBJECT_BUFFER;

	if (!sofv_votes_holds(&sim->votes, dev->guest.range.slot)) {
		sim_must(sim, !count->objects, "what was lost is on the DSP");
		return;
	}
	sim_must(sim, count->objects == on_dsp, "the DSP has fewer objects than the ledger");
	sim_must(sim, count->links == dev->guest.n_links, "the DSP has fewer links than the ledger");
	check_streams(sim, &dev->guest);
	check_device_streams(sim, dev);
}

/* P-4.3.2: whoever was told that it is awake, and has something there, keeps it awake. */
static void check_votes(struct sim *sim)
{
	u32 g, active = 0;

	for (g = 0; g < SIM_GUESTS; g++)
		active += sim->devices[g].attached && sim->devices[g].voted_active &&
			  sofv_votes_holds(&sim->votes,
					   sim->devices[g].guest.range.slot);

	sim_must(sim, sim->votes.n_active == active, "votes are counted wrong");
	sim_must(sim, sofv_votes_may_sleep(&sim->votes) == !active, "votes are counted wrong");
	sim_must(sim, !sim->asleep || !active, "the DSP sleeps while a guest needs it");
}

/* P-3.1.5, P-3.2.1: each once, in order */
static void check_chains(struct sim *sim, u32 g)
{
	const struct sim_driver *drv = &sim->drivers[g];
	u32 i;

	for (i = 0; i < SIM_CHAINS; i++)
		if (drv->chains[i].used)
			sim_must(sim, drv->chains[i].completions == 0,
				 "a chain is completed but not back");
}

void sim_check(struct sim *sim)
{
	struct count counts[SIM_GUESTS + 1] = { { 0 } };
	u32 g;

	if (sim->alive) {
		check_unique(sim);
		check_dsp(sim, counts);
	}
	for (g = 0; g < SIM_GUESTS; g++) {
		if (sim->alive && sim->devices[g].attached)
			check_ledger(sim, g, &counts[g]);
		check_chains(sim, g);
	}
	check_votes(sim);
}

u32 sim_objects_of(const struct sim *sim, u32 g)
{
	const struct sofv_range *range = &sim->devices[g].guest.range;
	u32 i, n = 0;

	for (i = 0; i < SOFDSP_MAX_COMPS; i++)
		n += sim->dsp->comps[i].ops &&
		     sofv_range_has_comp(range, sim->dsp->comps[i].id);
	for (i = 0; i < SOFDSP_MAX_BUFFERS; i++)
		n += sim->dsp->buffers[i].used &&
		     sofv_range_has_comp(range, sim->dsp->buffers[i].id);
	for (i = 0; i < SOFDSP_MAX_PIPELINES; i++)
		n += sim->dsp->pipelines[i].used &&
		     sofv_range_has_comp(range, sim->dsp->pipelines[i].id);

	return n;
}

/* P-9.1: nothing is left of a guest that was reset */
void sim_check_empty(struct sim *sim, u32 g)
{
	const struct sim_device *dev = &sim->devices[g];
	u32 i;

	sim_must(sim, !dev->guest.n_objects && !dev->guest.n_links &&
		      !dev->guest.n_streams, "a reset leaves something in the ledger");
	sim_must(sim, !sim->alive || !sim_objects_of(sim, g),
		 "a reset leaves something on the DSP");
	for (i = 0; i < SOFV_STREAMS_MAX; i++)
		sim_must(sim, !dev->streams[i].used, "a reset leaves a stream");
	sim_must(sim, !dev->busy, "a request outlives the reset");
}
