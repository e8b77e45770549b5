// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * A guest. A good one does what a SOF core does, one request at a time, and
 * must never be refused: it votes, reads ids and topology, builds its graph,
 * streams, turns its controls, sleeps with or without its graph, and builds
 * anew if and only if it is told to (P-4.3.1, P-4.3.3). An evil one sends what
 * it likes. A fault on the way makes a good one lose its own view; it is
 * tainted then, as bad as an evil one, until it resets its device.
 */
#include "sim.h"

/* Ids of pipeline @p, from the driver's base on. */
#define ID(drv, p, n)	((drv)->comp_id_base + 8 * (p) + (n))
#define PIPE_ID(d, p)	ID(d, p, 0)
#define HOST_ID(d, p)	ID(d, p, 1)
#define GAIN_ID(d, p)	ID(d, p, 2)
#define NEAR_ID(d, p)	ID(d, p, 3)	/* buffer at the host component */
#define FAR_ID(d, p)	ID(d, p, 4)	/* buffer at the connection point */
#define VDAI_ID(d, p)	ID(d, p, 5)

#define LOAD_MSGS	11u
#define UNLOAD_MSGS	6u
#define DATA_BYTES	600u

static u32 direction(u32 p)
{
	return p == SIM_CAPTURE ? SOF3_DIR_CAPTURE : SOF3_DIR_PLAYBACK;
}

static u32 connect(void *m, u32 p, u32 upper, u32 lower)
{
	return p == SIM_CAPTURE ? msg_connect(m, lower, upper) :
				  msg_connect(m, upper, lower);
}

static u32 load_msg(const struct sim_driver *drv, void *m, u32 p, u32 i)
{
	u32 pipe = drv->pipe_id_base + 1 + p;

	switch (i) {
	case 0:
		return msg_vdai_new(m, VDAI_ID(drv, p), pipe, direction(p),
				    p == SIM_CAPTURE ? 0 : p);
	case 1:
		return msg_buffer_new(m, FAR_ID(drv, p), pipe, 3072);
	case 2:
		return msg_buffer_new(m, NEAR_ID(drv, p), pipe, 3072);
	case 3:
		return msg_volume_new(m, GAIN_ID(drv, p), pipe, 0);
	case 4:
		return msg_host_new(m, HOST_ID(drv, p), pipe, direction(p));
	case 5:
		return msg_pipe_new_sched(m, PIPE_ID(drv, p), pipe, VDAI_ID(drv, p));
	case 6:
		return connect(m, p, FAR_ID(drv, p), VDAI_ID(drv, p));
	case 7:
		return connect(m, p, GAIN_ID(drv, p), FAR_ID(drv, p));
	case 8:
		return connect(m, p, NEAR_ID(drv, p), GAIN_ID(drv, p));
	case 9:
		return connect(m, p, HOST_ID(drv, p), NEAR_ID(drv, p));
	default:
		return msg_tplg_id(m, SOF3_TPLG_PIPE_COMPLETE, PIPE_ID(drv, p));
	}
}

static u32 unload_msg(const struct sim_driver *drv, void *m, u32 p, u32 i)
{
	switch (i) {
	case 0:
		return msg_tplg_id(m, SOF3_TPLG_COMP_FREE, VDAI_ID(drv, p));
	case 1:
		return msg_tplg_id(m, SOF3_TPLG_BUFFER_FREE, FAR_ID(drv, p));
	case 2:
		return msg_tplg_id(m, SOF3_TPLG_BUFFER_FREE, NEAR_ID(drv, p));
	case 3:
		return msg_tplg_id(m, SOF3_TPLG_COMP_FREE, GAIN_ID(drv, p));
	case 4:
		return msg_tplg_id(m, SOF3_TPLG_COMP_FREE, HOST_ID(drv, p));
	default:
		return msg_tplg_id(m, SOF3_TPLG_PIPE_FREE, PIPE_ID(drv, p));
	}
}

static struct sim_chain *post(struct sim *sim, u32 g, const void *msg, u32 bytes,
			      u32 room, bool awaited)
{
	struct sim_driver *drv = &sim->drivers[g];
	u32 i;

	for (i = 0; i < SIM_CHAINS; i++) {
		struct sim_chain *chain = &drv->chains[i];

		if (chain->used)
			continue;
		memset(chain, 0, sizeof(*chain));
		chain->used = true;
		chain->awaited = awaited;
		chain->number = ++drv->next_number;
		chain->bytes = bytes;
		chain->room = room;
		memcpy(chain->msg, msg, bytes);

		return chain;
	}

	return NULL;
}

static bool waiting(const struct sim_driver *drv)
{
	u32 i;

	for (i = 0; i < SIM_CHAINS; i++)
		if (drv->chains[i].used)
			return true;

	return false;
}

/* --------------------------------------------------------------- good */

static u32 some_pipe(struct sim *sim, const struct sim_driver *drv)
{
	u32 p;

	do
		p = sim_random(sim, SIM_PIPES);
	while (!(drv->pipes & (1u << p)));

	return p;
}

static u32 stream_msg(struct sim *sim, struct sim_driver *drv, void *m, u32 p)
{
	static const u32 running[] = {
		SOF3_STREAM_TRIG_PAUSE, SOF3_STREAM_TRIG_STOP, SOF3_STREAM_PCM_FREE
	};

	switch (drv->streams[p].state) {
	case SIM_NONE:
		drv->op = SOF3_STREAM_PCM_PARAMS;
		break;
	case SIM_SETUP:
		drv->op = sim_one_in(sim, 4) ? SOF3_STREAM_PCM_FREE :
			  sim_one_in(sim, 4) ? SOF3_STREAM_PCM_PARAMS :
					       SOF3_STREAM_TRIG_START;
		break;
	case SIM_RUNNING:
		drv->op = running[sim_random(sim, 3)];
		break;
	default:
		drv->op = sim_one_in(sim, 3) ? SOF3_STREAM_TRIG_STOP :
					       SOF3_STREAM_TRIG_RELEASE;
		break;
	}
	drv->op_pipe = p;
	if (drv->op == SOF3_STREAM_PCM_PARAMS)
		return msg_pcm_params(m, HOST_ID(drv, p), 1, direction(p),
				      SOF3_FRAME_S32_LE, 2, SIM_RING_BYTES,
				      SIM_PERIOD);

	return msg_stream(m, drv->op, HOST_ID(drv, p));
}

static u32 next_part(struct sim_driver *drv, void *m)
{
	u32 bytes = drv->data_left < 250 ? drv->data_left : 250;

	drv->data_left -= bytes;

	return msg_ctrl_data(m, drv->data_set, GAIN_ID(drv, drv->op_pipe),
			     drv->data_part++, bytes, drv->data_left, 0xa5);
}

static u32 set_gain(const struct sim_driver *drv, void *m, u32 p)
{
	return msg_control(m, true, GAIN_ID(drv, p), SOF3_CTRL_CMD_VOLUME, 2,
			   drv->gain[p]);
}

/* P-4.3.11: after LOAD, and after each sleep, in which they may have been turned */
static u32 controls_msg(struct sim *sim, struct sim_driver *drv, void *m)
{
	if (sim->sabotage == SIM_KEEP_VALUES && drv->slept)
		drv->index = SIM_PIPES;
	while (drv->index < SIM_PIPES && !(drv->pipes & (1u << drv->index)))
		drv->index++;
	if (drv->index < SIM_PIPES)
		return set_gain(drv, m, drv->index);

	drv->slept = false;
	drv->state = SIM_UP;
	return 0;
}

static u32 up_msg(struct sim *sim, struct sim_driver *drv, void *m)
{
	u32 p = some_pipe(sim, drv);

	drv->op = 0;
	if (drv->data_left)
		return next_part(drv, m);

	switch (sim_random(sim, 12)) {
	case 0:
		drv->gain[p] = sim_random(sim, 1u << 16);
		return set_gain(drv, m, p);
	case 1:
		drv->op_pipe = p;
		return msg_control(m, false, GAIN_ID(drv, p), SOF3_CTRL_CMD_VOLUME,
				   2, 0);
	case 2:
		drv->op_pipe = p;
		drv->data_set = sim_one_in(sim, 2);
		drv->data_left = 1 + sim_random(sim, DATA_BYTES);
		drv->data_part = 0;
		return next_part(drv, m);
	default:
		return stream_msg(sim, drv, m, p);
	}
}

static bool streams(const struct sim_driver *drv)
{
	u32 p;

	for (p = 0; p < SIM_PIPES; p++)
		if (drv->streams[p].state != SIM_NONE)
			return true;

	return false;
}

/* Messages of the pipelines that this driver has, one after the other. */
static u32 graph_msg(struct sim_driver *drv, void *m, bool load)
{
	u32 each = load ? LOAD_MSGS : UNLOAD_MSGS;

	while (drv->index < SIM_PIPES * each &&
	       !(drv->pipes & (1u << drv->index / each)))
		drv->index += each;
	if (drv->index >= SIM_PIPES * each)
		return 0;

	return load ? load_msg(drv, m, drv->index / each, drv->index % each) :
		      unload_msg(drv, m, drv->index / each, drv->index % each);
}

static u32 next_msg(struct sim *sim, struct sim_driver *drv, void *m)
{
	u32 bytes;

	switch (drv->state) {
	case SIM_DOWN:
		drv->state = SIM_VOTE;
		return 0;
	case SIM_ASLEEP:
		drv->slept = true;
		if (sim_one_in(sim, 5))
			drv->gain[some_pipe(sim, drv)] = sim_random(sim, 1u << 16);
		if (sim_one_in(sim, 15))
			drv->state = SIM_VOTE;
		return 0;
	case SIM_VOTE:
		return msg_own(m, SOFV_IPC_PM_VFE_POWER_STATUS, 12, SOFV_POWER_ACTIVE);
	case SIM_IDS:
		return msg_own(m, SOFV_IPC_TPLG_VFE_COMP_ID, 8, 0);
	case SIM_TOPOLOGY:
		return msg_own(m, SOFV_IPC_TPLG_VFE_GET, 16, drv->tplg_have);
	case SIM_LOAD:
		bytes = graph_msg(drv, m, true);
		if (!bytes) {
			drv->built = true;
			drv->slept = false;
			drv->index = 0;
			drv->state = SIM_CONTROLS;
		}
		return bytes;
	case SIM_CONTROLS:
		return controls_msg(sim, drv, m);
	case SIM_UP:
		if (!streams(drv) && !drv->data_left && sim_one_in(sim, 12)) {
			/* it may sleep with its graph, or take it away before */
			drv->index = 0;
			drv->state = sim_one_in(sim, 2) ? SIM_UNLOAD : SIM_SAVE;
			return 0;
		}
		return up_msg(sim, drv, m);
	case SIM_UNLOAD:
		bytes = graph_msg(drv, m, false);
		if (!bytes) {
			drv->built = false;
			drv->state = SIM_SAVE;
		}
		return bytes;
	case SIM_SAVE:
		return msg_pm(m, SOF3_PM_CTX_SAVE, 0);
	default:
		return msg_own(m, SOFV_IPC_PM_VFE_POWER_STATUS, 12,
			       SOFV_POWER_SUSPENDED);
	}
}

/* --------------------------------------------------------------- evil */

static u32 any_id(struct sim *sim, const struct sim_driver *drv)
{
	switch (sim_random(sim, 6)) {
	case 0:
		/* a neighbour's */
		return SOFV_COMP_ID_FIRST + sim_random(sim, SIM_GUESTS) *
		       SOFV_COMP_ID_COUNT + sim_random(sim, 24);
	case 1:
		return sim_random(sim, 340);
	default:
		return drv->comp_id_base + sim_random(sim, 24);
	}
}

static u32 evil_msg(struct sim *sim, struct sim_driver *drv, void *m)
{
	static const u32 cmds[] = {
		SOF3_STREAM_PCM_FREE, SOF3_STREAM_TRIG_START, SOF3_STREAM_TRIG_STOP,
		SOF3_STREAM_TRIG_PAUSE, SOF3_STREAM_TRIG_RELEASE,
		SOF3_STREAM_TRIG_XRUN, SOF3_STREAM_POSITION,
	};
	static const u32 frees[] = {
		SOF3_TPLG_COMP_FREE, SOF3_TPLG_BUFFER_FREE, SOF3_TPLG_PIPE_FREE,
		SOF3_TPLG_PIPE_COMPLETE,
	};
	u32 id = any_id(sim, drv), r = sim_random(sim, 1u << 20);
	u32 pipe = r % 7 ? drv->pipe_id_base + r % 4 : r % 1200;

	switch (sim_random(sim, 12)) {
	case 0:
		return msg_volume_new(m, id, pipe, 0);
	case 1:
		return msg_buffer_new(m, id, pipe, r % 5000);
	case 2:
		return msg_host_new(m, id, pipe, r % 3);
	case 3:
		return r % 2 ? msg_vdai_new(m, id, pipe, (r >> 4) % 2, (r >> 8) % 3) :
			       msg_dai_new(m, id, pipe, 0, 0, SOF3_FRAME_S32_LE);
	case 4:
		return msg_pipe_new_sched(m, id, pipe, any_id(sim, drv));
	case 5:
	case 6:
		return msg_connect(m, id, any_id(sim, drv));
	case 7:
		return msg_tplg_id(m, frees[r % 4], id);
	case 8:
		return msg_stream(m, cmds[r % 7], id);
	case 9:
		return msg_pcm_params(m, id, r % 70, r % 2, 2, 2, SIM_RING_BYTES,
				      SIM_PERIOD);
	case 10:
		return r % 2 ? msg_control(m, r % 4 == 0, id, 0, 2, r) :
			       msg_ctrl_data(m, r % 4 == 1, id, r % 3, r % 200,
					     r % 70000, 1);
	default:
		return r % 3 ? msg_own(m, SOFV_IPC_PM_VFE_POWER_STATUS, 12, r % 2) :
			       msg_own(m, (r << 16) ^ r, 8 + 4 * (r % 90), r);
	}
}

void sim_driver_next(struct sim *sim, u32 g)
{
	struct sim_driver *drv = &sim->drivers[g];
	bench_msg m;
	u32 bytes;

	if (sim_one_in(sim, 2) && drv->buffers < 8)
		drv->buffers++;
	if (drv->tainted && !drv->evil && sim_one_in(sim, 20)) {
		/* unbind and bind: as good as new */
		sim_driver_gone(sim, g);
		sim_device_reset(sim, g);
		sim_driver_boot(sim, g);
		return;
	}
	if (drv->evil || drv->tainted) {
		bytes = evil_msg(sim, drv, m);
		post(sim, g, m, bytes, sim_one_in(sim, 30) ? sim_random(sim, 30) :
		     SOFV_IPC_MAX_BYTES, false);
		return;
	}
	if (waiting(drv))
		return;

	bytes = next_msg(sim, drv, m);
	if (bytes)
		post(sim, g, m, bytes, SOFV_IPC_MAX_BYTES, true);
}

/* -------------------------------------------------------------- faults */

static void swap_requests(struct sim *sim, u32 g)
{
	struct sim_driver *drv = &sim->drivers[g];
	bench_msg m;
	u32 bytes;

	/* a second one that should have come later, before the first is served */
	bytes = drv->state == SIM_LOAD ? load_msg(drv, m, sim_random(sim, SIM_PIPES),
						  sim_random(sim, LOAD_MSGS)) :
					 evil_msg(sim, drv, m);
	post(sim, g, m, bytes, SOFV_IPC_MAX_BYTES, false);
}

/*
 * Something happens to a request on its way: it comes twice, short, garbled, out
 * of order, or its reply finds no room. One that comes twice at once changes
 * nothing that the first did not; all else makes a good driver's view wrong.
 */
void sim_driver_fault(struct sim *sim, u32 g)
{
	struct sim_driver *drv = &sim->drivers[g];
	struct sim_chain *chain = drv->chains;
	u32 n;

	while (chain < drv->chains + SIM_CHAINS && (!chain->used || chain->served))
		chain++;
	if (chain == drv->chains + SIM_CHAINS || !drv->comp_id_count)
		return;

	sim->tally->faults++;
	switch (sim_random(sim, 5)) {
	case 0:
		post(sim, g, chain->msg, chain->bytes, chain->room, false);
		return;
	case 1:
		chain->bytes = sim_random(sim, chain->bytes + 1);
		if (chain->bytes >= 4 && sim_one_in(sim, 2)) {
			sofv_le32 le = sofv_cpu_to_le32(chain->bytes);

			memcpy(chain->msg, &le, sizeof(le));
		}
		break;
	case 2:
		for (n = 1 + sim_random(sim, 4); chain->bytes && n; n--)
			chain->msg[sim_random(sim, chain->bytes)] ^=
				(u8)(1u << sim_random(sim, 8));
		break;
	case 3:
		swap_requests(sim, g);
		break;
	default:
		chain->room = sim_random(sim, 16);
		break;
	}
	drv->tainted = true;
}

/* ------------------------------------------------------------- replies */

static int reply_error(const struct sim_chain *chain)
{
	struct sofv_ipc_reply reply;

	memcpy(&reply, chain->reply, sizeof(reply));

	return (s32)sofv_le32_to_cpu(reply.error);
}

static u32 reply_word(const struct sim_chain *chain, u32 index)
{
	sofv_le32 le;

	memcpy(&le, chain->reply + 4 * index, sizeof(le));

	return sofv_le32_to_cpu(le);
}

static void streams_lost(struct sim_driver *drv)
{
	memset(drv->streams, 0, sizeof(drv->streams));
	drv->data_left = 0;
}

/* P-4.3.3: the flag is set if and only if there was something to lose */
static void power_reply(struct sim *sim, struct sim_driver *drv,
			const struct sim_chain *chain)
{
	bool lost = reply_word(chain, 3) & SOFV_POWER_FLAG_TPLG_LOST;

	if (drv->state == SIM_SUSPEND) {
		drv->state = SIM_ASLEEP;
		return;
	}
	sim_must(sim, lost == (drv->voted && drv->losses != chain->losses),
		 "the driver is told wrongly whether the DSP lost its content");
	drv->losses = chain->losses;
	if (lost) {
		streams_lost(drv);
		drv->built = false;
	}
	drv->voted = true;
	drv->index = 0;
	/* the loss may have come while it was still reading */
	if (!drv->comp_id_count)
		drv->state = SIM_IDS;
	else if (!drv->tplg_have || drv->tplg_have < drv->tplg_total)
		drv->state = SIM_TOPOLOGY;
	else
		drv->state = drv->built ? SIM_CONTROLS : SIM_LOAD;
}

/* P-4.1.1, P-4.1.2 */
static void topology_reply(struct sim *sim, struct sim_driver *drv,
			   const struct sim_chain *chain)
{
	u32 total = reply_word(chain, 3), crc = reply_word(chain, 4);
	u32 n = reply_word(chain, 6);
	sofv_le32 base;

	sim_must(sim, chain->reply_bytes == 28 + n && n &&
		      n <= sizeof(drv->tplg) - drv->tplg_have &&
		      reply_word(chain, 5) == drv->tplg_have,
		 "a chunk of the topology is wrong");
	sim_must(sim, !drv->tplg_have || (drv->tplg_total == total &&
					  drv->tplg_crc32 == crc),
		 "the topology changes while it is read");
	drv->tplg_total = total;
	drv->tplg_crc32 = crc;
	memcpy(drv->tplg + drv->tplg_have, chain->reply + 28, n);
	drv->tplg_have += n;
	if (drv->tplg_have < total)
		return;

	sim_must(sim, sofv_crc32(drv->tplg, total) == crc, "the topology is damaged");
	memcpy(&base, drv->tplg, sizeof(base));
	drv->pipe_id_base = sofv_le32_to_cpu(base);
	drv->index = 0;
	drv->state = SIM_LOAD;
}

static void stream_reply(struct sim_driver *drv)
{
	struct sim_driver_stream *s = &drv->streams[drv->op_pipe];

	switch (drv->op) {
	case SOF3_STREAM_PCM_PARAMS:
	case SOF3_STREAM_TRIG_STOP:
		s->state = SIM_SETUP;
		break;
	case SOF3_STREAM_TRIG_START:
		s->position = 0;
		s->state = SIM_RUNNING;
		break;
	case SOF3_STREAM_TRIG_RELEASE:
		s->state = SIM_RUNNING;
		break;
	case SOF3_STREAM_TRIG_PAUSE:
		s->state = SIM_PAUSED;
		break;
	case SOF3_STREAM_PCM_FREE:
		s->state = SIM_NONE;
		break;
	default:
		break;
	}
}

static u32 request_cmd(const struct sim_chain *chain)
{
	sofv_le32 le;

	memcpy(&le, chain->msg + 4, sizeof(le));

	return sofv_le32_to_cpu(le);
}

static void good_reply(struct sim *sim, struct sim_driver *drv,
		       const struct sim_chain *chain)
{
	switch (drv->state) {
	case SIM_VOTE:
	case SIM_SUSPEND:
		power_reply(sim, drv, chain);
		break;
	case SIM_IDS:
		drv->comp_id_base = reply_word(chain, 3);
		drv->comp_id_count = reply_word(chain, 4);
		drv->tplg_have = 0;
		drv->state = SIM_TOPOLOGY;
		break;
	case SIM_TOPOLOGY:
		topology_reply(sim, drv, chain);
		break;
	case SIM_LOAD:
	case SIM_CONTROLS:
	case SIM_UNLOAD:
		drv->index++;
		break;
	case SIM_SAVE:
		drv->state = SIM_SUSPEND;
		break;
	default:
		if (request_cmd(chain) == (SOF3_GLB_COMP | SOF3_COMP_GET_VALUE))
			/* of the first channel, behind its number */
			sim_must(sim, reply_word(chain, sizeof(struct sof3_ctrl_data) / 4 + 1) ==
				      drv->gain[drv->op_pipe],
				 "a control is not what the driver set it to");
		else
			stream_reply(drv);
		break;
	}
}

static bool is_data(const struct sim_chain *chain)
{
	u32 cmd = request_cmd(chain);

	return cmd == (SOF3_GLB_COMP | SOF3_COMP_SET_DATA) ||
	       cmd == (SOF3_GLB_COMP | SOF3_COMP_GET_DATA);
}

void sim_driver_reply(struct sim *sim, u32 g, const struct sim_chain *chain)
{
	struct sim_driver *drv = &sim->drivers[g];
	int error;

	/* P-3.2.2, P-3.1.3 */
	sim_must(sim, chain->reply_bytes <= chain->room, "a reply beyond its room");
	if (chain->reply_bytes)
		sim_must(sim, reply_word(chain, 0) == chain->reply_bytes,
			 "a reply's size is not its used length");
	if (!chain->awaited || drv->tainted || drv->evil)
		return;

	error = reply_error(chain);
	sim_log(sim, "guest %u: state %d, %s: %d", g, drv->state,
		sofv_firewall_name(request_cmd(chain)), error);
	if (!error) {
		good_reply(sim, drv, chain);
	} else if (error == -ETIMEDOUT || error == -ENODEV) {
		/* a DSP that does not answer: begin anew */
		drv->tainted = true;
	} else if (error == -ESTALE) {
		/* P-4.3.6 */
		sim_must(sim, drv->losses != chain->losses, "stale without a loss");
		drv->state = SIM_VOTE;
	} else if (is_data(chain)) {
		/* the DSP's gain takes no data; it was asked, that is enough */
		sim_must(sim, error == -EINVAL, "control data is refused");
		drv->data_left = 0;
	} else {
		sim_must(sim, false, "a good driver is refused");
	}
}

/* P-5.3, P-5.5, P-5.8 */
void sim_driver_event(struct sim *sim, u32 g, const void *buf, u32 bytes)
{
	struct sim_driver *drv = &sim->drivers[g];
	struct sofv_event_info event;
	u32 p;

	sim_must(sim, !sofv_decode_event(&event, buf, bytes), "an event that is none");
	if (drv->evil || drv->tainted)
		return;
	if (event.type == SOFV_EVENT_DSP_RESET) {
		/* it may come before the reply to the first vote */
		if (!drv->voted)
			return;
		/* P-5.7, P-4.3.8: ask at once, vote or no vote */
		sim_must(sim, drv->losses != sim->losses,
			 "a loss is told that there was not");
		if (!waiting(drv))
			drv->state = SIM_VOTE;
		return;
	}
	for (p = 0; p < SIM_PIPES; p++) {
		if (event.comp_id != HOST_ID(drv, p) ||
		    drv->streams[p].state != SIM_RUNNING)
			continue;
		sim_must(sim, event.position_bytes >= drv->streams[p].position,
			 "a position goes back");
		drv->streams[p].position = event.position_bytes;
	}
}

void sim_driver_gone(struct sim *sim, u32 g)
{
	struct sim_driver *drv = &sim->drivers[g];
	u32 i;

	/* P-9.3: what was under way is never answered */
	for (i = 0; i < SIM_CHAINS; i++)
		drv->chains[i].used = false;
}

void sim_driver_boot(struct sim *sim, u32 g)
{
	struct sim_driver *drv = &sim->drivers[g];
	bool evil = drv->evil;
	u32 next = drv->next_number;

	memset(drv, 0, sizeof(*drv));
	drv->evil = evil;
	drv->next_number = next;
	drv->last_completed = next;
	drv->pipes = 1 + sim_random(sim, (1u << SIM_PIPES) - 1);
	/* an evil one knows them without asking */
	if (evil) {
		drv->comp_id_base = sim->devices[g].guest.range.comp_id_base;
		drv->pipe_id_base = sim->devices[g].guest.range.pipe_id_base;
		drv->comp_id_count = SOFV_COMP_ID_COUNT;
	}
}
