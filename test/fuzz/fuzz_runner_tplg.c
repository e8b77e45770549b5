// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Any bytes as a topology for sofdsp-run: refused with a reason, or loaded into a
 * DSP, all its PCMs started, some ticks run, and taken off again. Whatever the
 * DSP refuses on the way, nothing may stay on it.
 */
#include <stdint.h>
#include <stdlib.h>

#include <run.h>

#define TICKS		12u
#define RING_FRAMES	1024u
#define MAX_STREAMS	16u

static FILE *null;
static u8 rings[MAX_STREAMS][RING_FRAMES * RUN_MAX_CHANNELS * sizeof(s32)];

static void must(int ok, const char *what, const char *why)
{
	if (!ok) {
		fprintf(stderr, "fuzz_runner_tplg: %s: %s\n", what, why);
		abort();
	}
}

static void dai_tx(void *ctx, u32 dai_index, const s32 *samples, u32 channels,
		   u32 n_frames)
{
	u32 *sum = ctx, i;

	for (i = 0; i < channels * n_frames; i++)
		*sum += (u32)samples[i] + dai_index;
}

static void dai_rx(void *ctx, u32 dai_index, s32 *samples, u32 channels,
		   u32 n_frames)
{
	u32 i;

	(void)ctx;
	for (i = 0; i < channels * n_frames; i++)
		samples[i] = (s32)((i + dai_index) * 2654435761u);
}

static u32 send(struct run_dsp *dsp, u64 *msg, u32 bytes)
{
	const struct run_port *port = run_dsp_port(dsp);

	return port->send(port->ctx, msg, bytes, NULL, 0) ? 0 : bytes;
}

/* A stream with the least that the PCM takes; the DSP may refuse it. */
static void start(struct run_dsp *dsp, struct run_tplg *t, const struct run_pcm *pcm,
		  u32 direction, u32 tag)
{
	const struct run_caps *caps = &pcm->caps[direction];
	u32 channels = caps->channels_min;
	struct run_stream_params params = {
		.direction = direction,
		.frame_fmt = tag % 3,
		.rate_hz = caps->rate_min,
		.n_channels = channels && channels <= RUN_MAX_CHANNELS ? channels : 2,
		.stream_tag = tag,
	};
	const struct run_widget *host = &t->widgets[pcm->host[direction]];
	u64 msg[SOF3_MSG_MAX_BYTES / sizeof(u64)];
	static struct sofdsp_sg sg[MAX_STREAMS];
	struct run_error err;

	params.buffer_bytes = RING_FRAMES * params.n_channels *
			      run_sample_bytes(params.frame_fmt);
	params.period_bytes = params.buffer_bytes / 4;
	sg[tag - 1] = (struct sofdsp_sg) { rings[tag - 1], params.buffer_bytes };
	if (run_path_up(t, pcm->host[direction], run_dsp_port(dsp), &err) < 0)
		return;
	must(!sofdsp_dma_setup(run_dsp_lib(dsp), tag, direction, &sg[tag - 1], 1,
			       params.buffer_bytes), "no ring", pcm->name);
	if (send(dsp, msg, run_msg_pcm_params(host, &params, msg)))
		send(dsp, msg, run_msg_stream(host, SOF3_STREAM_TRIG_START, msg));
}

static void stop(struct run_dsp *dsp, const struct run_tplg *t,
		 const struct run_pcm *pcm, u32 direction, u32 tag)
{
	const struct run_widget *host = &t->widgets[pcm->host[direction]];
	u64 msg[SOF3_MSG_MAX_BYTES / sizeof(u64)];

	send(dsp, msg, run_msg_stream(host, SOF3_STREAM_TRIG_STOP, msg));
	send(dsp, msg, run_msg_stream(host, SOF3_STREAM_PCM_FREE, msg));
	sofdsp_dma_free(run_dsp_lib(dsp), tag, direction);
}

static void for_each_stream(struct run_dsp *dsp, struct run_tplg *t, bool is_start)
{
	const struct run_pcm *pcm;
	u32 i, dir, tag = 1;

	for (i = 0; i < t->n_pcms; i++) {
		pcm = &t->pcms[i];
		for (dir = 0; dir < 2 && tag <= MAX_STREAMS; dir++) {
			if (pcm->host[dir] == RUN_NONE ||
			    t->widgets[pcm->host[dir]].is_virtual)
				continue;
			if (is_start)
				start(dsp, t, pcm, dir, tag);
			else
				stop(dsp, t, pcm, dir, tag);
			tag++;
		}
	}
}

static void turn_knobs(struct run_dsp *dsp, struct run_tplg *t)
{
	static const char *const values[] = { "0dB", "mute", "on", "1", "-6dB,0dB" };
	struct run_error err;
	char text[100];
	u32 i;

	for (i = 0; i < t->n_ctls; i++) {
		run_ctl_format(&t->ctls[i], text, sizeof(text));
		if (!run_ctl_parse(&t->ctls[i], values[i % 5], &err) &&
		    t->widgets[t->ctls[i].widget].used)
			run_ctl_send(t, &t->ctls[i], run_dsp_port(dsp), &err);
	}
}

static void run(struct run_tplg *t)
{
	u32 sum = 0, i;
	struct run_dai_ops dais = { .tx = dai_tx, .rx = dai_rx, .ctx = &sum };
	struct run_dsp *dsp = run_dsp_new(t, &dais, null);
	struct run_error err = { "" };

	run_dot(t, null);
	if (!run_load(t, run_dsp_port(dsp), &err)) {
		for_each_stream(dsp, t, true);
		for (i = 0; i < TICKS; i++) {
			run_dsp_tick(dsp);
			if (i == TICKS / 2)
				turn_knobs(dsp, t);
		}
		for_each_stream(dsp, t, false);
	} else {
		must(err.text[0], "load", "refused without reason");
	}
	must(!run_unload(t, run_dsp_port(dsp), &err), "unload", err.text);
	must(!run_dsp_check_empty(dsp, &err), "after unload", err.text);
	run_dsp_free(dsp);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct run_error err = { "" };
	struct run_tplg *t;
	u32 i;

	if (!null)
		null = fopen("/dev/null", "w");
	t = run_tplg_read(data, size, &err);
	must(!t == !!err.text[0], "read", "refused without reason");
	if (!t)
		return 0;
	/* numbers decide: as it is, or a guest's topology alone, guests played */
	if (t->n_routes % 2)
		run_tplg_ground(t);
	for (i = 0; i < 2 * t->n_pcms && t->n_ctls % 2; i++)
		if (t->pcms[i / 2].host[i % 2] != RUN_NONE &&
		    t->widgets[t->pcms[i / 2].host[i % 2]].is_virtual)
			run_tplg_lend(t, t->pcms[i / 2].host[i % 2]);
	run(t);
	run_tplg_free(t);

	return 0;
}
