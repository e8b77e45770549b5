// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Components that process: rate converter, equalizers, DC block, compressor. Two
 * channels at 48 kHz unless the name says otherwise.
 */
#include <stdlib.h>

#include <sof/ipc3_eq.h>

#include "quality.h"
#include "rig.h"

#define LE32(x) sofv_cpu_to_le32((u32)(x))
#define LE16(x) sofv_cpu_to_le16((u16)(x))

static struct rig_format format(u32 channels, u32 host_rate_hz, u32 dai_rate_hz)
{
	const struct rig_format f = {
		.direction = SOF3_DIR_PLAYBACK,
		.channels = channels,
		.slots = channels,
		.host_rate_hz = host_rate_hz,
		.dai_rate_hz = dai_rate_hz,
		.host_fmt = SOF3_FRAME_S32_LE,
		.dai_fmt = SOF3_FRAME_S32_LE,
	};

	return f;
}

static void process_close(void *state)
{
	rig_free(state);
}

enum { IN_HZ, OUT_HZ, SRC_CHANNELS };

static void *convert_open(const struct bench_case *c, const struct bench_flavour *flavour)
{
	const struct rig_format f = format(c->arg[SRC_CHANNELS], c->arg[IN_HZ],
					   c->arg[OUT_HZ]);
	struct sof3_comp_src *m;
	struct rig *rig;
	rig_msg msg;

	m = (void *)msg;
	rig_comp_msg(msg, RIG_COMP, SOF3_TYPE_SRC, sizeof(*m));
	m->sink_rate = LE32(c->arg[OUT_HZ]);
	rig = rig_line(flavour, msg, &f);
	rig_single_out(rig, RIG_COMP);
	return rig;
}

/* The input is there; give its tick's sine to it, and take what comes. */
static void quality_tick(struct rig *rig, struct quality *q, u32 frames)
{
	struct sofdsp_buffer *in = rig->comp->ins, *out = rig->comp->outs;
	u32 n, i, k;
	s32 x;

	in->read_frame = 0;
	in->fill_frames = rig->comp->ops->need(rig->comp, frames);
	for (i = 0; i < in->fill_frames; i++) {
		x = quality_next(q);
		for (k = 0; k < in->channels; k++)
			in->samples[i * in->channels + k] = x;
	}
	out->read_frame = 0;
	out->fill_frames = 0;
	rig->comp->demand_frames = frames;
	rig->comp->ops->process(rig->comp);
	n = out->fill_frames;
	for (i = 0; i < n; i++)
		quality_add(q, out->samples[i * out->channels] / 2147483648.0);
}

static double convert_quality(const struct bench_case *c, const struct bench_flavour *flavour)
{
	struct rig *rig = convert_open(c, flavour);
	struct quality q;

	quality_begin(&q, c->arg[IN_HZ], c->arg[OUT_HZ]);
	while (!quality_full(&q))
		quality_tick(rig, &q, c->arg[OUT_HZ] / 1000);
	rig_free(rig);
	return quality_end(&q);
}

static struct rig *process_new(const struct bench_flavour *flavour, u32 channels, u32 type,
			       const u8 *uuid, const void *blob, u32 bytes)
{
	const struct rig_format f = format(channels, 48000, 48000);
	struct sof3_comp_process *p;
	struct rig *rig;
	rig_msg m;

	p = rig_comp_msg(m, RIG_COMP, type, sizeof(*p));
	if (uuid) {
		p->comp.hdr.size = LE32(sizeof(*p) + SOFDSP_UUID_BYTES);
		p->comp.ext_data_length = LE32(SOFDSP_UUID_BYTES);
		memcpy(p + 1, uuid, SOFDSP_UUID_BYTES);
	}
	rig = rig_line(flavour, m, &f);
	if (bytes)
		rig_set_data(rig, RIG_COMP, blob, bytes);
	rig_single_out(rig, RIG_COMP);
	return rig;
}

enum { SIZE, CHANNELS };

struct iir_blob {
	struct sof3_eq_iir_config config;
	sofv_le32 assigned[2];
	struct sof3_eq_iir_response response;
	struct sof3_eq_iir_biquad sections[SOF3_EQ_IIR_MAX_BIQUADS];
} SOFV_PACKED;

/* 3 dB more at 1 kHz, q = 1. */
static const struct sof3_eq_iir_biquad peak = {
	.a2 = SOFV_LE32(-961957402),
	.a1 = SOFV_LE32(2018283537),
	.b2 = SOFV_LE32(938899767),
	.b1 = SOFV_LE32(-2018283537),
	.b0 = SOFV_LE32(1096799459),
	.output_gain = SOFV_LE32(1 << 14),
};

static void *iir_open(const struct bench_case *c, const struct bench_flavour *flavour)
{
	u32 bytes = (u32)(offsetof(struct iir_blob, sections) +
			  c->arg[SIZE] * sizeof(peak)), i;
	struct iir_blob blob = {
		.config = {
			.size = LE32(bytes),
			.channels_in_config = LE32(2),
			.number_of_responses = LE32(1),
		},
		.response = {
			.num_sections = LE32(c->arg[SIZE]),
			.num_sections_in_series = LE32(c->arg[SIZE]),
		},
	};

	for (i = 0; i < c->arg[SIZE]; i++)
		blob.sections[i] = peak;
	return process_new(flavour, 2, SOF3_TYPE_EQ_IIR, NULL, &blob, bytes);
}

struct fir_blob {
	struct sof3_eq_fir_config config;
	sofv_le16 assigned[2];
	struct sof3_eq_fir_response response;
	sofv_le16 taps[SOF3_FIR_MAX_TAPS];
} SOFV_PACKED;

/* A mean of so many frames. */
static void *fir_open(const struct bench_case *c, const struct bench_flavour *flavour)
{
	u32 bytes = (u32)(offsetof(struct fir_blob, taps) +
			  c->arg[SIZE] * sizeof(sofv_le16)), i;
	struct fir_blob blob = {
		.config = {
			.size = LE32(bytes),
			.channels_in_config = LE16(2),
			.number_of_responses = LE16(1),
		},
		.response.length = LE16(c->arg[SIZE]),
	};

	for (i = 0; i < c->arg[SIZE]; i++)
		blob.taps[i] = LE16(32767 / c->arg[SIZE]);
	return process_new(flavour, 2, SOF3_TYPE_EQ_FIR, NULL, &blob, bytes);
}

static void *dcblock_open(const struct bench_case *c, const struct bench_flavour *flavour)
{
	struct sof3_dcblock_config blob;
	u32 i;

	for (i = 0; i < SOF3_MAX_CHANNELS; i++)
		blob.r_q30[i] = LE32(1068373115);	/* 0.995 */
	return process_new(flavour, c->arg[CHANNELS], SOF3_TYPE_DCBLOCK, NULL, &blob,
			   sizeof(blob));
}

/* b36ee4da-006f-47f9-a06d-fecbe2d8b6ce */
static const u8 drc_uuid[SOFDSP_UUID_BYTES] = {
	0xda, 0xe4, 0x6e, 0xb3, 0x6f, 0x00, 0xf9, 0x47,
	0xa0, 0x6d, 0xfe, 0xcb, 0xe2, 0xd8, 0xb6, 0xce,
};

/*
 * Threshold -30 dB, knee of 12 dB, then 4:1, attack 5 ms, release 200 ms, at 48 kHz, as
 * SOF's tools put it into numbers; noise of -20 dB is above it.
 */
static const s32 drc_speech[] = {
	108, 0, 0, 0, 0, 1, -503316480, 201326592, 67108864, 6442451, 33954698,
	268435456, 21413621, 1352084, -1567083, 2112126, 132398049, 58902112, 4473924,
	-8947849, 2062296, 5, 3538944, 458752, 1572864, 720896, 0,
};

static void *drc_open(const struct bench_case *c, const struct bench_flavour *flavour)
{
	sofv_le32 blob[sizeof(drc_speech) / sizeof(drc_speech[0])];
	u32 i;

	for (i = 0; i < sizeof(drc_speech) / sizeof(drc_speech[0]); i++)
		blob[i] = LE32(drc_speech[i]);
	if (!c->arg[SIZE])
		blob[5] = LE32(0);		/* enabled */
	return process_new(flavour, c->arg[CHANNELS], SOF3_TYPE_NONE, drc_uuid, blob,
			   sizeof(blob));
}

#define SRC(_name, _in, _out, _channels) { \
	.name = "src/" _name, .rate_hz = _out, .open = convert_open, \
	.run = rig_run_comp, .close = process_close, .quality = convert_quality, \
	.arg = { _in, _out, _channels } }
#define PROCESS(_name, _open, ...) { \
	.name = _name, .rate_hz = 48000, .open = _open, .run = rig_run_comp, \
	.close = process_close, .arg = { __VA_ARGS__ } }

const struct bench_case bench_cases_process[] = {
	SRC("44.1 to 48/x2", 44100, 48000, 2),
	SRC("48 to 44.1/x2", 48000, 44100, 2),
	SRC("16 to 48/x2", 16000, 48000, 2),
	SRC("48 to 16/x2", 48000, 16000, 2),
	SRC("8 to 48/x1", 8000, 48000, 1),
	SRC("96 to 48/x2", 96000, 48000, 2),
	SRC("192 to 44.1/x2", 192000, 44100, 2),
	SRC("44.1 to 48/x8", 44100, 48000, 8),
	PROCESS("eq_iir/1 biquad/x2", iir_open, 1, 2),
	PROCESS("eq_iir/4 biquads/x2", iir_open, 4, 2),
	PROCESS("eq_iir/11 biquads/x2", iir_open, 11, 2),
	PROCESS("eq_fir/16 taps/x2", fir_open, 16, 2),
	PROCESS("eq_fir/64 taps/x2", fir_open, 64, 2),
	PROCESS("eq_fir/256 taps/x2", fir_open, 256, 2),
	PROCESS("dcblock/x2", dcblock_open, 0, 2),
	PROCESS("dcblock/x8", dcblock_open, 0, 8),
	PROCESS("drc/off/x2", drc_open, 0, 2),
	PROCESS("drc/on/x2", drc_open, 1, 2),
	PROCESS("drc/on/x8", drc_open, 1, 8),
};
const u32 bench_n_cases_process =
	sizeof(bench_cases_process) / sizeof(bench_cases_process[0]);
