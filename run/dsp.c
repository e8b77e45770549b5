// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * A DSP in this process, and the way of messages to it.
 */
#include <stdlib.h>

#include "run.h"

struct run_dsp {
	struct sofdsp *lib;
	void *mem;
	const struct run_tplg *t;
	struct run_dai_ops dais;
	struct run_port port;
	FILE *log;
	u64 n_ticks;
	u64 n_positions;
	u64 n_xruns;
};

static void dsp_notify(void *ctx, const void *msg, u32 msg_bytes)
{
	struct run_dsp *d = ctx;
	const struct sof3_cmd_hdr *hdr = msg;
	u32 cmd = sofv_le32_to_cpu(hdr->cmd) & SOF3_CMD_MASK;

	(void)msg_bytes;
	if (cmd == SOF3_STREAM_TRIG_XRUN)
		d->n_xruns++;
	else
		d->n_positions++;
}

static void dsp_stream_write(void *ctx, u32 offset, const void *data, u32 bytes)
{
	(void)ctx;
	(void)offset;
	(void)data;
	(void)bytes;
}

static void dsp_dai_tx(void *ctx, u32 dai_index, const s32 *samples,
		       u32 channels, u32 n_frames)
{
	struct run_dsp *d = ctx;

	d->dais.tx(d->dais.ctx, dai_index, samples, channels, n_frames);
}

static void dsp_dai_rx(void *ctx, u32 dai_index, s32 *samples, u32 channels,
		       u32 n_frames)
{
	struct run_dsp *d = ctx;

	d->dais.rx(d->dais.ctx, dai_index, samples, channels, n_frames);
}

static const struct sofdsp_env dsp_env = {
	.notify = dsp_notify,
	.stream_write = dsp_stream_write,
	.dai_tx = dsp_dai_tx,
	.dai_rx = dsp_dai_rx,
};

static int dsp_send(void *ctx, const void *msg, u32 bytes, void *reply,
		    u32 reply_cap)
{
	u64 room[SOFDSP_MSG_MAX_BYTES / sizeof(u64)];
	struct sof3_reply *generic = (void *)room;
	struct run_dsp *d = ctx;
	u32 reply_bytes;
	int error;

	reply_bytes = sofdsp_ipc(d->lib, msg, bytes, room, sizeof(room));
	error = (int)sofv_le32_to_cpu(generic->error);
	if (reply)
		memcpy(reply, room, reply_bytes < reply_cap ? reply_bytes : reply_cap);
	if (d->log)
		run_ipclog(d->log, d->t, d->n_ticks, msg, bytes, error);

	return error;
}

struct run_dsp *run_dsp_new(const struct run_tplg *t,
			    const struct run_dai_ops *dais, FILE *log)
{
	struct run_dsp *d = run_realloc(NULL, 1, sizeof(*d));

	*d = (struct run_dsp) {
		.t = t,
		.dais = *dais,
		.log = log,
		.mem = run_realloc(NULL, sofdsp_footprint(), 1),
		.port = { .send = dsp_send, .ctx = d },
	};
	d->lib = sofdsp_init(d->mem, sofdsp_footprint(), &dsp_env, d);
	if (!d->lib)
		abort();	/* there is nothing it could refuse */

	return d;
}

void run_dsp_free(struct run_dsp *d)
{
	if (!d)
		return;
	free(d->mem);
	free(d);
}

struct sofdsp *run_dsp_lib(struct run_dsp *d)
{
	return d->lib;
}

const struct run_port *run_dsp_port(struct run_dsp *d)
{
	return &d->port;
}

void run_dsp_tick(struct run_dsp *d)
{
	sofdsp_tick(d->lib);
	d->n_ticks++;
}

u64 run_dsp_positions(const struct run_dsp *d)
{
	return d->n_positions;
}

u64 run_dsp_xruns(const struct run_dsp *d)
{
	return d->n_xruns;
}

int run_dsp_check_empty(struct run_dsp *d, struct run_error *err)
{
	struct sofdsp_stats s;

	sofdsp_get_stats(d->lib, &s);
	if (!s.n_comps && !s.n_buffers && !s.n_pipelines && !s.n_streams &&
	    !s.n_dmas && !s.arena_used_bytes)
		return 0;

	return run_fail(err, "left on the DSP: %u components, %u buffers, %u pipelines, %u streams, %u rings, %u bytes",
			s.n_comps, s.n_buffers, s.n_pipelines, s.n_streams,
			s.n_dmas, s.arena_used_bytes);
}
