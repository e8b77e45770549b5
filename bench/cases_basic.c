// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Components of every pipeline, each alone, and whole graphs: copier, DAI, volume,
 * mixer, mux and demux; so many streams into one mixer.
 */
#include <stdlib.h>

#include "rig.h"

static const struct rig_format format_48k = {
	.direction = SOF3_DIR_PLAYBACK,
	.channels = 2,
	.slots = 2,
	.host_rate_hz = 48000,
	.dai_rate_hz = 48000,
	.host_fmt = SOF3_FRAME_S32_LE,
	.dai_fmt = SOF3_FRAME_S32_LE,
};

static void rig_close(void *state)
{
	rig_free(state);
}

enum { DIR, FMT, CHANNELS };

static void *host_open(const struct bench_case *c, const struct bench_flavour *flavour)
{
	struct rig_format f = format_48k;
	struct rig *rig;

	f.direction = c->arg[DIR];
	f.host_fmt = c->arg[FMT];
	f.channels = c->arg[CHANNELS];
	f.slots = f.channels;
	rig = rig_line(flavour, NULL, &f);
	rig_single_out(rig, RIG_HOST);
	return rig;
}

static void *dai_open(const struct bench_case *c, const struct bench_flavour *flavour)
{
	struct rig_format f = format_48k;
	struct rig *rig;

	f.direction = c->arg[DIR];
	f.dai_fmt = c->arg[FMT];
	f.channels = c->arg[CHANNELS];
	f.slots = f.channels;
	rig = rig_line(flavour, NULL, &f);
	rig_single_out(rig, RIG_DAI);
	return rig;
}

enum { GAIN, VOLUME_CHANNELS, SHAPE };
enum { GAIN_0DB, GAIN_STEADY, GAIN_RAMP };

#define RAMP_MS		500u
#define GAIN_LOW_Q16	32768u
#define GAIN_HIGH_Q16	65536u

static void volume_msg(rig_msg m, u32 id, u32 ramp)
{
	struct sof3_comp_volume *v = (void *)m;

	rig_comp_msg(m, id, SOF3_TYPE_VOLUME, sizeof(*v));
	v->max_value = sofv_cpu_to_le32(1u << 20);
	v->ramp = sofv_cpu_to_le32(ramp);
	v->initial_ramp = sofv_cpu_to_le32(RAMP_MS);
}

static void *volume_open(const struct bench_case *c, const struct bench_flavour *flavour)
{
	struct rig_format f = format_48k;
	struct rig *rig;
	rig_msg m;

	f.channels = c->arg[VOLUME_CHANNELS];
	f.slots = f.channels;
	volume_msg(m, RIG_COMP, c->arg[SHAPE]);
	rig = rig_line(flavour, m, &f);
	rig_single_out(rig, RIG_COMP);
	if (c->arg[GAIN] == GAIN_STEADY) {
		rig_set_volume(rig, RIG_COMP, GAIN_LOW_Q16);
		rig_run_comp(rig, RAMP_MS + 1);
	}
	return rig;
}

/* Turned up and down again before the ramp is over. */
static u64 volume_run_ramp(void *state, u32 ticks)
{
	struct rig *rig = state;
	u64 frames = 0;
	u32 n, turn;

	for (turn = 0; ticks; ticks -= n, turn++) {
		rig_set_volume(rig, RIG_COMP, turn & 1 ? GAIN_HIGH_Q16 : GAIN_LOW_Q16);
		n = sofdsp_min(ticks, RAMP_MS - 1);
		frames += rig_run_comp(rig, n);
	}
	return frames;
}

#define GRAPH_MIXER	100u
#define GRAPH_MASTER	101u
#define GRAPH_HOST(i)	(1000u + 2 * (i))
#define GRAPH_VOLUME(i)	(1001u + 2 * (i))

enum { STREAMS, WITH_VOLUMES };

static void graph_stream(struct rig *rig, u32 i, bool with_volume)
{
	rig_msg m;

	rig_host_new(rig, GRAPH_HOST(i), SOF3_DIR_PLAYBACK);
	if (!with_volume) {
		rig_connect(rig, GRAPH_HOST(i), GRAPH_MIXER);
		return;
	}
	volume_msg(m, GRAPH_VOLUME(i), SOF3_RAMP_LINEAR);
	rig_send(rig, m);
	rig_connect(rig, GRAPH_HOST(i), GRAPH_VOLUME(i));
	rig_connect(rig, GRAPH_VOLUME(i), GRAPH_MIXER);
}

/* Streams -> mixer -> volume -> DAI. */
static struct rig *graph_new(const struct bench_flavour *flavour,
			     const struct rig_format *f, u32 n_streams, bool with_volumes)
{
	struct rig *rig = rig_new(flavour);
	rig_msg m;
	u32 i;

	rig_comp_new(rig, GRAPH_MIXER, SOF3_TYPE_MIXER, sizeof(struct sof3_comp_mixer));
	volume_msg(m, GRAPH_MASTER, SOF3_RAMP_LINEAR);
	rig_send(rig, m);
	rig_dai_new(rig, RIG_DAI, 0, f);
	rig_pipe_new(rig, 1);
	rig_connect(rig, GRAPH_MIXER, GRAPH_MASTER);
	rig_connect(rig, GRAPH_MASTER, RIG_DAI);
	for (i = 0; i < n_streams; i++)
		graph_stream(rig, i, with_volumes);
	rig_complete(rig, 1);
	for (i = 0; i < n_streams; i++)
		rig_start(rig, GRAPH_HOST(i), i + 1, f);
	return rig;
}

static void *mixer_open(const struct bench_case *c, const struct bench_flavour *flavour)
{
	struct rig *rig = graph_new(flavour, &format_48k, c->arg[STREAMS], false);

	rig_single_out(rig, GRAPH_MIXER);
	return rig;
}

static void *graph_open(const struct bench_case *c, const struct bench_flavour *flavour)
{
	struct rig_format f = format_48k;

	f.host_fmt = SOF3_FRAME_S16_LE;
	return graph_new(flavour, &f, c->arg[STREAMS], c->arg[WITH_VOLUMES]);
}

static u64 graph_run(void *state, u32 ticks)
{
	rig_run_all(state, ticks);
	return (u64)ticks * SOFDSP_PERIOD_FRAMES;
}

/* DAI -> demux -> so many hosts. */
static void *demux_open(const struct bench_case *c, const struct bench_flavour *flavour)
{
	struct rig_format f = format_48k;
	struct rig *rig = rig_new(flavour);
	u32 i;

	f.direction = SOF3_DIR_CAPTURE;
	rig_dai_new(rig, RIG_DAI, 0, &f);
	rig_comp_new(rig, RIG_COMP, SOF3_TYPE_DEMUX, sizeof(struct sof3_comp_process));
	rig_pipe_new(rig, 1);
	rig_connect(rig, RIG_DAI, RIG_COMP);
	for (i = 0; i < c->arg[STREAMS]; i++) {
		rig_host_new(rig, GRAPH_HOST(i), SOF3_DIR_CAPTURE);
		rig_connect(rig, RIG_COMP, GRAPH_HOST(i));
	}
	rig_complete(rig, 1);
	for (i = 0; i < c->arg[STREAMS]; i++)
		rig_start(rig, GRAPH_HOST(i), i + 1, &f);
	rig_single_out(rig, RIG_COMP);
	return rig;
}

/* So many hosts -> mux -> DAI. */
static void *mux_open(const struct bench_case *c, const struct bench_flavour *flavour)
{
	struct rig *rig = rig_new(flavour);
	u32 i;

	rig_dai_new(rig, RIG_DAI, 0, &format_48k);
	rig_comp_new(rig, RIG_COMP, SOF3_TYPE_MUX, sizeof(struct sof3_comp_process));
	rig_pipe_new(rig, 1);
	for (i = 0; i < c->arg[STREAMS]; i++) {
		rig_host_new(rig, GRAPH_HOST(i), SOF3_DIR_PLAYBACK);
		rig_connect(rig, GRAPH_HOST(i), RIG_COMP);
	}
	rig_connect(rig, RIG_COMP, RIG_DAI);
	rig_complete(rig, 1);
	for (i = 0; i < c->arg[STREAMS]; i++)
		rig_start(rig, GRAPH_HOST(i), i + 1, &format_48k);
	rig_single_out(rig, RIG_COMP);
	return rig;
}

#define CASE(_name, _open, _run, ...) { \
	.name = _name, .rate_hz = 48000, .open = _open, .run = _run, \
	.close = rig_close, .arg = { __VA_ARGS__ } }
#define ALONE(_name, _open, ...) CASE(_name, _open, rig_run_comp, __VA_ARGS__)

#define RAMP(_name, _channels, _shape) \
	CASE(_name, volume_open, volume_run_ramp, GAIN_RAMP, _channels, _shape)

#define P	SOF3_DIR_PLAYBACK
#define C	SOF3_DIR_CAPTURE
#define S16	SOF3_FRAME_S16_LE
#define S24	SOF3_FRAME_S24_4LE
#define S32	SOF3_FRAME_S32_LE

const struct bench_case bench_cases_basic[] = {
	ALONE("host/playback/S16x2", host_open, P, S16, 2),
	ALONE("host/playback/S24x2", host_open, P, S24, 2),
	ALONE("host/playback/S32x2", host_open, P, S32, 2),
	ALONE("host/playback/S16x8", host_open, P, S16, 8),
	ALONE("host/playback/S32x8", host_open, P, S32, 8),
	ALONE("host/capture/S16x2", host_open, C, S16, 2),
	ALONE("host/capture/S24x2", host_open, C, S24, 2),
	ALONE("host/capture/S32x2", host_open, C, S32, 2),
	ALONE("host/capture/S16x8", host_open, C, S16, 8),
	ALONE("host/capture/S32x8", host_open, C, S32, 8),
	ALONE("dai/playback/S16x2", dai_open, P, S16, 2),
	ALONE("dai/playback/S32x2", dai_open, P, S32, 2),
	ALONE("dai/playback/S32x8", dai_open, P, S32, 8),
	ALONE("dai/capture/S32x2", dai_open, C, S32, 2),
	ALONE("volume/0dB/x2", volume_open, GAIN_0DB, 2),
	ALONE("volume/steady/x1", volume_open, GAIN_STEADY, 1),
	ALONE("volume/steady/x2", volume_open, GAIN_STEADY, 2),
	ALONE("volume/steady/x8", volume_open, GAIN_STEADY, 8),
	RAMP("volume/linear ramp/x2", 2, SOF3_RAMP_LINEAR),
	RAMP("volume/linear ramp/x8", 8, SOF3_RAMP_LINEAR),
	RAMP("volume/log ramp/x2", 2, SOF3_RAMP_LOG),
	ALONE("mixer/1 input/x2", mixer_open, 1),
	ALONE("mixer/2 inputs/x2", mixer_open, 2),
	ALONE("mixer/8 inputs/x2", mixer_open, 8),
	ALONE("mixer/32 inputs/x2", mixer_open, 32),
	ALONE("demux/1 output/x2", demux_open, 1),
	ALONE("demux/4 outputs/x2", demux_open, 4),
	ALONE("mux/2 inputs/x2", mux_open, 2),
	CASE("graph/1 stream/S16x2", graph_open, graph_run, 1, true),
	CASE("graph/8 streams/S16x2", graph_open, graph_run, 8, true),
	CASE("graph/32 streams/S16x2", graph_open, graph_run, 32, true),
	CASE("graph/128 streams/S16x2", graph_open, graph_run, 128, true),
};
const u32 bench_n_cases_basic = sizeof(bench_cases_basic) / sizeof(bench_cases_basic[0]);
