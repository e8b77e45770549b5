// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * The device model: what kernel/host does around the core, without vhost and
 * ALSA. A stream is driven by messages of its own to the DSP.
 */
#include "sim.h"

static u32 error_reply(struct sim_chain *chain, int error)
{
	u32 cmd = 0;

	if (chain->bytes >= sizeof(struct sofv_ipc_hdr)) {
		struct sofv_ipc_hdr hdr;

		memcpy(&hdr, chain->msg, sizeof(hdr));
		cmd = sofv_le32_to_cpu(hdr.cmd);
	}

	return (u32)sofv_encode_reply(chain->reply, sizeof(chain->reply), cmd, error);
}

static int reply_error(const struct sim_chain *chain)
{
	struct sofv_ipc_reply reply;

	memcpy(&reply, chain->reply, sizeof(reply));

	return (s32)sofv_le32_to_cpu(reply.error);
}

static u32 encoded(struct sim_chain *chain, int ret)
{
	return ret < 0 ? error_reply(chain, ret) : (u32)ret;
}

static u32 reply_cap(const struct sim_chain *chain)
{
	return chain->room < SOFV_IPC_MAX_BYTES ? chain->room : SOFV_IPC_MAX_BYTES;
}

static struct sim_stream *stream_find(struct sim_device *dev, u32 comp_id)
{
	u32 i;

	for (i = 0; i < SOFV_STREAMS_MAX; i++)
		if (dev->streams[i].used && dev->streams[i].comp_id == comp_id)
			return &dev->streams[i];

	return NULL;
}

static bool dsp_holds(struct sim *sim, const struct sim_device *dev)
{
	return sim->alive && sofv_votes_holds(&sim->votes, dev->guest.range.slot);
}

static int stream_send(struct sim *sim, u32 cmd, u32 comp_id)
{
	bench_msg m;

	return sim_dsp_send(sim, m, msg_stream(m, cmd, comp_id), NULL, NULL);
}

/* P-8.4, P-9.4: stopped and freed, unless the DSP has forgotten it anyway */
static void stream_free(struct sim *sim, struct sim_device *dev,
			struct sim_stream *s)
{
	if (dsp_holds(sim, dev)) {
		stream_send(sim, SOF3_STREAM_TRIG_STOP, s->comp_id);
		stream_send(sim, SOF3_STREAM_PCM_FREE, s->comp_id);
	}
	sofdsp_dma_free(sim->dsp, s->tag, s->direction);
	s->used = false;
}

static void stream_free_all(struct sim *sim, struct sim_device *dev)
{
	u32 i;

	for (i = 0; i < SOFV_STREAMS_MAX; i++)
		if (dev->streams[i].used)
			stream_free(sim, dev, &dev->streams[i]);
}

static struct sim_stream *stream_new(struct sim_device *dev, u32 comp_id,
				     u32 direction)
{
	u32 i;

	for (i = 0; i < SOFV_STREAMS_MAX; i++) {
		struct sim_stream *s = &dev->streams[i];

		if (s->used)
			continue;
		s->used = true;
		s->due = false;
		s->comp_id = comp_id;
		s->direction = direction;
		s->dma_position = 0;
		s->sg.addr = s->memory;
		memset(s->memory, 0, sizeof(s->memory));

		return s;
	}

	return NULL;
}

/* P-8.1: with a tag and a buffer of the device's own */
static int serve_params(struct sim *sim, struct sim_device *dev,
			const struct sofv_ipc *ipc)
{
	struct sim_stream *s = stream_find(dev, ipc->id);
	bench_msg m;
	int ret;

	if (s)
		stream_free(sim, dev, s);
	if (ipc->pcm.buffer_bytes > SIM_RING_BYTES)
		return -EINVAL;
	s = stream_new(dev, ipc->id, ipc->pcm.direction);
	sim_must(sim, s != NULL, "more streams than the quota allows");

	s->tag = 1 + dev->guest.range.slot * SOFV_STREAMS_MAX +
		 (u32)(s - dev->streams);
	sim_must(sim, s->tag < SOFDSP_MAX_STREAMS, "too many tags");
	s->sg.bytes = ipc->pcm.buffer_bytes;
	sofv_ring_start(&s->ring, s->direction, ipc->pcm.buffer_bytes);
	ret = sofdsp_dma_setup(sim->dsp, s->tag, s->direction, &s->sg, 1,
			       ipc->pcm.buffer_bytes);
	if (!ret)
		ret = sim_dsp_send(sim, m, msg_pcm_params(m, ipc->id, s->tag,
				   s->direction, ipc->pcm.frame_fmt,
				   ipc->pcm.channels, ipc->pcm.buffer_bytes,
				   ipc->pcm.host_period_bytes), NULL, NULL);
	if (ret)
		stream_free(sim, dev, s);

	return ret;
}

static int serve_trigger(struct sim *sim, struct sim_device *dev,
			 const struct sofv_ipc *ipc)
{
	struct sim_stream *s = stream_find(dev, ipc->id);
	u32 cmd = ipc->cmd & SOF3_CMD_MASK;

	/* went with the DSP: it has stopped */
	if (!s)
		return 0;
	if (cmd == SOF3_STREAM_TRIG_START) {
		sim->tally->starts++;
		sofv_ring_start(&s->ring, s->direction, s->ring.bytes);
		memset(s->memory, 0, sizeof(s->memory));
		s->dma_position = 0;
	}
	s->due = false;

	return stream_send(sim, cmd, ipc->id);
}

static u32 serve_power(struct sim *sim, u32 g, struct sim_chain *chain,
		       const struct sofv_ipc *ipc)
{
	struct sim_device *dev = &sim->devices[g];
	u32 flags;

	/* the vote wakes it, and boots one that has crashed */
	if (ipc->power_state == SOFV_POWER_ACTIVE && !sim->alive)
		sim_dsp_boot(sim);

	flags = sofv_votes_cast(&sim->votes, dev->guest.range.slot, ipc->power_state);
	dev->voted_active = ipc->power_state == SOFV_POWER_ACTIVE;
	if (sim->sabotage == SIM_NO_LOSS)
		flags = 0;
	/* P-4.3.7 */
	if (flags & SOFV_POWER_FLAG_TPLG_LOST) {
		stream_free_all(sim, dev);
		sofv_guest_forget(&dev->guest);
	}
	if (dev->voted_active)
		dev->reset_due = false;

	return encoded(chain, sofv_encode_power_reply(chain->reply, reply_cap(chain),
						      flags));
}

static u32 handle(struct sim *sim, u32 g, struct sim_chain *chain,
		  const struct sofv_ipc *ipc)
{
	struct sim_device *dev = &sim->devices[g];
	const struct sofv_range *range = &dev->guest.range;
	int ret;

	switch (ipc->cmd) {
	case SOFV_IPC_TPLG_VFE_GET:
		return encoded(chain, sofv_encode_tplg_reply(chain->reply,
			       reply_cap(chain), dev->tplg, dev->tplg_bytes,
			       dev->tplg_crc32, ipc->tplg_offset_bytes));
	case SOFV_IPC_TPLG_VFE_COMP_ID:
		return encoded(chain, sofv_encode_comp_id_reply(chain->reply,
			       reply_cap(chain), range->comp_id_base,
			       range->comp_id_count));
	case SOFV_IPC_PM_VFE_POWER_STATUS:
		return serve_power(sim, g, chain, ipc);
	case STREAM(PCM_PARAMS):
		ret = serve_params(sim, dev, ipc);
		if (ret)
			return error_reply(chain, ret);
		return encoded(chain, sofv_encode_pcm_params_reply(chain->reply,
			       reply_cap(chain), ipc->id, 0));
	case STREAM(PCM_FREE):
		if (stream_find(dev, ipc->id))
			stream_free(sim, dev, stream_find(dev, ipc->id));
		return error_reply(chain, 0);
	case STREAM(TRIG_START):
	case STREAM(TRIG_STOP):
	case STREAM(TRIG_PAUSE):
	case STREAM(TRIG_RELEASE):
		return error_reply(chain, serve_trigger(sim, dev, ipc));
	default:
		/* a virtual DAI, or PM_CTX_* */
		return error_reply(chain, 0);
	}
}

static u32 forward(struct sim *sim, struct sim_chain *chain,
		   const struct sofv_action *action)
{
	u32 bytes = 0;
	int ret;

	if (sim->sabotage != SIM_NO_REWRITE)
		sofv_action_apply(action, chain->msg, chain->bytes);
	ret = sim_dsp_send(sim, chain->msg, chain->bytes, chain->reply, &bytes);

	return ret ? error_reply(chain, ret) : bytes;
}

static u32 refuse(struct sim *sim, u32 g, struct sim_chain *chain, int error)
{
	sim->tally->refused++;
	sim->devices[g].refused++;
	sim_must(sim, sofv_refusal_of(error) != SOFV_REFUSED_OTHER,
		 "a refusal without a reason");

	return error_reply(chain, error);
}

/* A sabotage: a guest's COMP_FREE goes to the DSP unchecked. */
static bool foreign_free(struct sim *sim, struct sim_chain *chain,
			 const struct sofv_ipc *ipc)
{
	if (sim->sabotage != SIM_FOREIGN_FREE || sim->asleep ||
	    ipc->cmd != TPLG(BUFFER_FREE))
		return false;

	sim_dsp_send(sim, chain->msg, chain->bytes, NULL, NULL);
	return true;
}

static u32 serve(struct sim *sim, u32 g, struct sim_chain *chain)
{
	struct sim_device *dev = &sim->devices[g];
	u32 refused = dev->guest.n_objects + dev->guest.n_links;
	struct sofv_action action;
	struct sofv_ipc ipc;
	u64 wait_ns;
	u32 bytes;
	int ret;

	while (sofv_guest_admit(&dev->guest, sim->now_ns, &wait_ns))
		sim->now_ns += wait_ns;

	ret = sofv_ipc_decode(&ipc, chain->msg, chain->bytes);
	if (!ret && chain->room < sofv_ipc_reply_bytes(ipc.cmd))
		ret = -ENOSPC;					/* P-3.2.3 */
	if (!ret && foreign_free(sim, chain, &ipc))
		return error_reply(chain, 0);
	if (!ret)
		ret = sofv_guest_check(&dev->guest, &action, &ipc);
	if (!ret && action.needs_dsp)
		ret = sofv_votes_admit(&sim->votes, dev->guest.range.slot);
	if (ret) {
		/* P-3.2.4 */
		sim_must(sim, refused == dev->guest.n_objects + dev->guest.n_links,
			 "a refused request had an effect");
		return refuse(sim, g, chain, ret);
	}

	bytes = action.verdict == SOFV_HANDLE ? handle(sim, g, chain, &ipc) :
						forward(sim, chain, &action);
	ret = reply_error(chain);
	if (ret)
		sofv_guest_failed(&dev->guest, sim->now_ns);	/* P-3.5.4 */
	if (sim->sabotage == SIM_FORGET_COMMIT && ipc.cmd == TPLG(BUFFER_NEW))
		return bytes;
	if (ipc.cmd == STREAM(PCM_PARAMS) && ret)
		sofv_guest_stream_gone(&dev->guest, ipc.id);
	else if (!ret || ret == -ETIMEDOUT)
		sofv_guest_commit(&dev->guest, &ipc);

	return bytes;
}

static struct sim_chain *oldest(struct sim *sim, u32 g, bool served)
{
	struct sim_driver *drv = &sim->drivers[g];
	struct sim_chain *found = NULL;
	u32 i;

	for (i = 0; i < SIM_CHAINS; i++) {
		struct sim_chain *chain = &drv->chains[i];

		if (chain->used && chain->served == served &&
		    (!found || chain->number < found->number))
			found = chain;
	}

	return found;
}

/* Serves a request; the reply comes later. */
static void take(struct sim *sim, u32 g, struct sim_chain *chain)
{
	int ret;

	sim->devices[g].busy = true;
	sim->dsp_ipcs = 0;
	sim->tally->requests++;
	ret = sofv_ipc_chain(chain->bytes, chain->room);
	if (ret == -ENOSPC)
		chain->reply_bytes = 0;				/* P-3.1.3 */
	else if (ret)
		chain->reply_bytes = refuse(sim, g, chain, ret); /* P-3.1.2 */
	else
		chain->reply_bytes = serve(sim, g, chain);
	if (chain->reply_bytes > chain->room)
		chain->reply_bytes = error_reply(chain, -ENOSPC); /* P-3.2.3 */
	chain->served = true;
	chain->losses = sim->losses;
	/* PCM_PARAMS may stop and free, then set up and undo */
	sim_must(sim, sim->dsp_ipcs <= 6, "too much work for one request");
}

/* The reply goes back. */
static void complete(struct sim *sim, u32 g, struct sim_chain *chain)
{
	struct sim_driver *drv = &sim->drivers[g];
	struct sim_chain copy;

	sim->devices[g].busy = false;
	chain->completions++;
	if (sim->sabotage == SIM_ANSWER_TWICE && sim_one_in(sim, 10))
		chain->completions++;
	sim_must(sim, chain->completions == 1, "a request is completed twice");
	sim_must(sim, chain->number > drv->last_completed, "requests are served out of order");
	drv->last_completed = chain->number;
	copy = *chain;
	chain->used = false;
	sim_driver_reply(sim, g, &copy);
}

bool sim_device_work(struct sim *sim, u32 g)
{
	bool busy = sim->devices[g].busy;
	struct sim_chain *chain = oldest(sim, g, busy);

	if (!chain)
		return false;
	if (busy)
		complete(sim, g, chain);
	else
		take(sim, g, chain);

	return true;
}

/* P-9.1, P-9.3 */
void sim_device_reset(struct sim *sim, u32 g)
{
	struct sim_device *dev = &sim->devices[g];
	u32 most = dev->guest.n_objects + 2 * SOFV_STREAMS_MAX, bytes;
	u32 errors = sim->dsp_errors;
	sofv_le32 msg[3];

	if (!dev->attached)
		return;

	dev->busy = false;
	sim->dsp_ipcs = 0;
	sim->lose_reply = false;
	stream_free_all(sim, dev);
	while (dsp_holds(sim, dev) &&
	       sofv_guest_next_teardown(&dev->guest, msg, sizeof(msg), &bytes)) {
		if (sim->sabotage == SIM_LEAVE_ONE) {
			sim->sabotage = SIM_SABOTAGES;
			continue;
		}
		sim_dsp_send(sim, msg, bytes, NULL, NULL);
	}
	sim_must(sim, sim->dsp_ipcs <= most, "too much work for a reset");
	/* P-9.4 */
	sim_must(sim, sim->dsp_errors == errors, "a reset sends messages that fail");
	if (sim->sabotage != SIM_KEEP_VOTE)
		sofv_votes_drop(&sim->votes, dev->guest.range.slot);
	sofv_guest_forget(&dev->guest);
	dev->voted_active = false;
	dev->reset_due = false;
	sim->tally->resets++;
	sim_check_empty(sim, g);
}

/* A topology of which only the pipeline ids matter here. */
static void make_topology(struct sim *sim, struct sim_device *dev)
{
	sofv_le32 base = sofv_cpu_to_le32(dev->guest.range.pipe_id_base);
	u32 i;

	dev->tplg_bytes = 4 + sim_random(sim, SIM_TPLG_BYTES - 4);
	for (i = 0; i < dev->tplg_bytes; i++)
		dev->tplg[i] = (u8)sim_random(sim, 256);
	memcpy(dev->tplg, &base, sizeof(base));
	dev->tplg_crc32 = sofv_crc32(dev->tplg, dev->tplg_bytes);
}

void sim_device_attach(struct sim *sim, u32 g)
{
	struct sofv_guest_limits limits = {
		.components = 30, .pipelines = 8, .streams = 4,
		.buffer_bytes = 100000, .ipc_hz = 1000, .ipc_burst = 50,
	};
	struct sim_device *dev = &sim->devices[g];
	struct sofv_range range;

	sim_must(sim, !sofv_ranges_get(&sim->ranges, &range), "no range is free");
	sofv_guest_init(&dev->guest, &range, &limits);
	sofv_guest_grant(&dev->guest, SOF3_DIR_PLAYBACK, SIM_PLAYBACK_ID(2 * g));
	sofv_guest_grant(&dev->guest, SOF3_DIR_PLAYBACK, SIM_PLAYBACK_ID(2 * g + 1));
	sofv_guest_grant(&dev->guest, SOF3_DIR_CAPTURE, SIM_CAPTURE_ID(g));
	make_topology(sim, dev);
	dev->attached = true;
}

/* P-10.3: the VMM is gone */
void sim_device_detach(struct sim *sim, u32 g)
{
	struct sim_device *dev = &sim->devices[g];

	sim_device_reset(sim, g);
	dev->attached = false;
	sim_must(sim, !sofv_ranges_put(&sim->ranges, &dev->guest.range),
		 "a range was not taken");
}

/* P-5.7; its streams end with it, so that nothing keeps the DSP from sleeping */
void sim_device_dsp_lost(struct sim *sim)
{
	struct sim_device *dev;

	for (dev = sim->devices; dev < sim->devices + SIM_GUESTS; dev++) {
		if (!dev->attached || sofv_votes_admit(&sim->votes,
				       dev->guest.range.slot) != -ESTALE)
			continue;
		stream_free_all(sim, dev);
		dev->reset_due = true;
	}
}

bool sim_device_may_sleep(struct sim *sim)
{
	u32 g, i;

	if (sim->sabotage == SIM_EARLY_SLEEP)
		return true;
	for (g = 0; g < SIM_GUESTS; g++)
		for (i = 0; i < SOFV_STREAMS_MAX; i++)
			if (sim->devices[g].streams[i].used)
				return false;

	return sofv_votes_may_sleep(&sim->votes);
}

static void stream_update(struct sim *sim, struct sim_stream *s)
{
	struct sofv_piece silence[2];
	u32 at = sofdsp_dma_position(sim->dsp, s->tag, s->direction), i;
	u32 moved = at >= s->dma_position ? at - s->dma_position :
					    s->ring.bytes - s->dma_position + at;

	s->dma_position = at;
	sofv_ring_advance(&s->ring, moved, silence);
	for (i = 0; i < 2; i++)
		memset(s->memory + silence[i].offset, 0, silence[i].bytes);
}

/* The DSP says that a period has passed. */
void sim_device_position(struct sim *sim, u32 comp_id)
{
	struct sim_stream *s;
	u32 g;

	for (g = 0; g < SIM_GUESTS; g++) {
		s = sim->devices[g].attached ?
		    stream_find(&sim->devices[g], comp_id) : NULL;
		if (!s)
			continue;
		stream_update(sim, s);
		/* P-5.2: one that was not delivered is replaced */
		if (s->due)
			sim->devices[g].events_lost++;
		s->due = true;
	}
}

static bool put_event(struct sim *sim, u32 g, const struct sofv_event_info *event)
{
	struct sim_driver *drv = &sim->drivers[g];
	u8 wire[sizeof(struct sofv_event)];

	if (!drv->buffers)
		return false;
	drv->buffers--;
	sim_must(sim, sofv_encode_event(wire, sizeof(wire), event) == sizeof(wire),
		 "an event does not fit");
	sim->tally->events++;
	sim_driver_event(sim, g, wire, sizeof(wire));

	return true;
}

void sim_device_events(struct sim *sim, u32 g)
{
	struct sim_device *dev = &sim->devices[g];
	struct sofv_event_info event = { .events_lost = dev->events_lost };
	u32 i;

	if (dev->reset_due) {
		event.type = SOFV_EVENT_DSP_RESET;
		if (!put_event(sim, g, &event))
			return;
		dev->reset_due = false;
	}
	for (i = 0; i < SOFV_STREAMS_MAX; i++) {
		struct sim_stream *s = &dev->streams[i];

		if (!s->used || !s->due || !dsp_holds(sim, dev))
			continue;
		stream_update(sim, s);
		event.type = SOFV_EVENT_POSITION;
		event.comp_id = s->comp_id;
		event.position_bytes = s->ring.position;
		if (!put_event(sim, g, &event))
			return;
		s->due = false;
	}
}

/* A request on the data queue, right or wrong (section 6). */
void sim_device_data(struct sim *sim, u32 g)
{
	struct sim_device *dev = &sim->devices[g];
	struct sofv_data_req req = {
		.comp_id = sofv_cpu_to_le32(dev->guest.range.comp_id_base + 1 +
					    8 * sim_random(sim, SIM_PIPES)),
		.offset_bytes = sofv_cpu_to_le32(sim_random(sim, SIM_RING_BYTES + 64)),
		.bytes = sofv_cpu_to_le32(sim_random(sim, 4096)),
	};
	struct sofv_data data;
	struct sim_stream *s;
	u32 moved = 0;
	bool xrun;
	int ret = sofv_decode_data(&data, &req, sizeof(req));

	s = ret || !dev->attached ? NULL : stream_find(dev, data.comp_id);
	if (!s || !dsp_holds(sim, dev))
		return;

	stream_update(sim, s);
	if (s->direction == SOF3_DIR_PLAYBACK)
		ret = sofv_ring_put(&s->ring, data.offset_bytes, data.bytes, &xrun);
	else
		ret = sofv_ring_take(&s->ring, data.offset_bytes, data.bytes,
				     &moved, &xrun);
	/* P-6.1, P-6.7 */
	sim_must(sim, !ret == sofv_data_in_ring(&data, s->ring.bytes),
		 "data beyond the ring");
	sim_must(sim, moved <= data.bytes, "more data than was asked for");
}
