// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * What others take for the same work: rate converters of libsoxr, libsamplerate and
 * libspeexdsp if they are there, and the loop that mixes floats which sound servers
 * have. Two channels, blocks of 1 ms, as in the DSP.
 */
#include <stdlib.h>

#include "bench.h"
#include "quality.h"
#include "rig.h"

#ifdef HAVE_SOXR
#include <soxr.h>
#endif
#ifdef HAVE_SAMPLERATE
#include <samplerate.h>
#endif
#ifdef HAVE_SPEEXDSP
#include <speex/speex_resampler.h>
#endif

#define CHANNELS	2u
#define BLOCK_MAX	400u

/* Needed by what is built in, whichever that is. */
struct peer {
	const struct bench_case *c;
	void *converter;
	u32 phase;
	s32 in_s32[BLOCK_MAX * CHANNELS];
	s32 out_s32[BLOCK_MAX * CHANNELS];
	float in_float[BLOCK_MAX * CHANNELS];
	float out_float[BLOCK_MAX * CHANNELS];
	s16 in_s16[BLOCK_MAX * CHANNELS];
	s16 out_s16[BLOCK_MAX * CHANNELS];
};

enum { IN_HZ, OUT_HZ, QUALITY };

static __attribute__((unused)) struct peer *peer_new(const struct bench_case *c)
{
	struct peer *p = calloc(1, sizeof(*p));
	u32 i;

	if (!p)
		bench_die("no memory");
	p->c = c;
	rig_noise(p->in_s32, BLOCK_MAX * CHANNELS);
	for (i = 0; i < BLOCK_MAX * CHANNELS; i++) {
		p->in_float[i] = (float)p->in_s32[i] / 2147483648.0f;
		p->in_s16[i] = (s16)(p->in_s32[i] >> 16);
	}
	return p;
}

/* Input frames of the next tick. */
static __attribute__((unused)) u32 peer_tick(struct peer *p)
{
	u32 hz = p->c->arg[IN_HZ], phase = p->phase;

	p->phase = (phase + 1) % 10;
	return (phase + 1) * hz / 1000 - phase * hz / 1000;
}

/* Feeds p->in_*, @n frames; gives the frames it made, in p->out_*. */
typedef u32 (*convert_fn)(struct peer *p, u32 n);

static __attribute__((unused)) u64 peer_convert(struct peer *p, u32 ticks, convert_fn fn)
{
	u64 frames = 0;

	while (ticks--)
		frames += fn(p, peer_tick(p));
	return frames;
}

/* A sine of 24 bits through it. */
static __attribute__((unused)) double peer_quality(const struct bench_case *c,
						   convert_fn fn, bool is_float)
{
	struct peer *p = c->open(c, NULL);
	struct quality q;
	u32 i, n;

	quality_begin(&q, c->arg[IN_HZ], c->arg[OUT_HZ]);
	while (!quality_full(&q)) {
		n = peer_tick(p);
		for (i = 0; i < n * CHANNELS; i++) {
			if (i % CHANNELS == 0)
				p->in_s32[i] = quality_next(&q);
			else
				p->in_s32[i] = p->in_s32[i - 1];
			p->in_float[i] = (float)p->in_s32[i] / 2147483648.0f;
		}
		n = fn(p, n);
		for (i = 0; i < n; i++)
			quality_add(&q, is_float ?
				    (double)p->out_float[i * CHANNELS] :
				    p->out_s32[i * CHANNELS] / 2147483648.0);
	}
	c->close(p);
	return quality_end(&q);
}

#ifdef HAVE_SOXR
static void *peer_soxr_open(const struct bench_case *c, const struct bench_flavour *f)
{
	const soxr_io_spec_t io = soxr_io_spec(SOXR_INT32_I, SOXR_INT32_I);
	const soxr_quality_spec_t quality = soxr_quality_spec(c->arg[QUALITY], 0);
	const soxr_runtime_spec_t runtime = soxr_runtime_spec(1);
	struct peer *p = peer_new(c);

	(void)f;
	p->converter = soxr_create(c->arg[IN_HZ], c->arg[OUT_HZ], CHANNELS, NULL, &io,
				   &quality, &runtime);
	if (!p->converter)
		bench_die("libsoxr refuses %s", c->name);
	return p;
}

static u32 peer_soxr_convert(struct peer *p, u32 n)
{
	size_t used, made = 0;

	soxr_process(p->converter, p->in_s32, n, &used, p->out_s32, BLOCK_MAX, &made);
	return (u32)made;
}

static u64 peer_soxr_run(void *state, u32 ticks)
{
	return peer_convert(state, ticks, peer_soxr_convert);
}

static void peer_soxr_close(void *state)
{
	struct peer *p = state;

	soxr_delete(p->converter);
	free(p);
}

static double peer_soxr_quality(const struct bench_case *c, const struct bench_flavour *f)
{
	(void)f;
	return peer_quality(c, peer_soxr_convert, false);
}

#define PEER_SOXR(_what, _in, _out, _quality) { \
	.name = "peer/soxr " _what, .rate_hz = _out, .open = peer_soxr_open, \
	.run = peer_soxr_run, .close = peer_soxr_close, .peer = true, \
	.arg = { _in, _out, _quality }, .quality = peer_soxr_quality }
#endif

#ifdef HAVE_SAMPLERATE
static void *peer_src_open(const struct bench_case *c, const struct bench_flavour *f)
{
	struct peer *p = peer_new(c);
	int error;

	(void)f;
	p->converter = src_new((int)c->arg[QUALITY], CHANNELS, &error);
	if (!p->converter)
		bench_die("libsamplerate refuses %s", c->name);
	return p;
}

static u32 peer_src_convert(struct peer *p, u32 n)
{
	SRC_DATA d = {
		.data_in = p->in_float,
		.data_out = p->out_float,
		.input_frames = n,
		.output_frames = BLOCK_MAX,
		.src_ratio = (double)p->c->arg[OUT_HZ] / p->c->arg[IN_HZ],
	};

	src_process(p->converter, &d);
	return (u32)d.output_frames_gen;
}

static u64 peer_src_run(void *state, u32 ticks)
{
	return peer_convert(state, ticks, peer_src_convert);
}

static void peer_src_close(void *state)
{
	struct peer *p = state;

	src_delete(p->converter);
	free(p);
}

static double peer_src_quality(const struct bench_case *c, const struct bench_flavour *f)
{
	(void)f;
	return peer_quality(c, peer_src_convert, true);
}

#define PEER_SRC(_what, _in, _out, _quality) { \
	.name = "peer/libsamplerate " _what, .rate_hz = _out, .open = peer_src_open, \
	.run = peer_src_run, .close = peer_src_close, .peer = true, \
	.arg = { _in, _out, _quality }, .quality = peer_src_quality }
#endif

#ifdef HAVE_SPEEXDSP
static void *peer_speex_open(const struct bench_case *c, const struct bench_flavour *f)
{
	struct peer *p = peer_new(c);
	int error;

	(void)f;
	p->converter = speex_resampler_init(CHANNELS, c->arg[IN_HZ], c->arg[OUT_HZ],
					    (int)c->arg[QUALITY], &error);
	if (!p->converter)
		bench_die("libspeexdsp refuses %s", c->name);
	return p;
}

static u32 peer_speex_convert(struct peer *p, u32 n)
{
	spx_uint32_t in = n, out = BLOCK_MAX;

	speex_resampler_process_interleaved_float(p->converter, p->in_float, &in,
						  p->out_float, &out);
	return out;
}

static u64 peer_speex_run(void *state, u32 ticks)
{
	return peer_convert(state, ticks, peer_speex_convert);
}

static void peer_speex_close(void *state)
{
	struct peer *p = state;

	speex_resampler_destroy(p->converter);
	free(p);
}

static double peer_speex_quality(const struct bench_case *c, const struct bench_flavour *f)
{
	(void)f;
	return peer_quality(c, peer_speex_convert, true);
}

#define PEER_SPEEX(_what, _in, _out, _quality) { \
	.name = "peer/speexdsp " _what, .rate_hz = _out, .open = peer_speex_open, \
	.run = peer_speex_run, .close = peer_speex_close, .peer = true, \
	.arg = { _in, _out, _quality }, .quality = peer_speex_quality }
#endif

/* Sum of floats, clipped once: the mixer of a sound server, without the server. */
struct float_mix {
	u32 n_inputs;
	float *in;
	float out[SOFDSP_PERIOD_FRAMES * CHANNELS];
};

static void *float_mix_open(const struct bench_case *c, const struct bench_flavour *f)
{
	struct float_mix *m = calloc(1, sizeof(*m));
	u32 n, i;
	s32 x[SOFDSP_PERIOD_FRAMES * CHANNELS];

	(void)f;
	if (!m)
		bench_die("no memory");
	m->n_inputs = c->arg[0];
	m->in = malloc(m->n_inputs * sizeof(m->out));
	if (!m->in)
		bench_die("no memory");
	rig_noise(x, SOFDSP_PERIOD_FRAMES * CHANNELS);
	for (n = 0; n < m->n_inputs; n++)
		for (i = 0; i < SOFDSP_PERIOD_FRAMES * CHANNELS; i++)
			m->in[n * SOFDSP_PERIOD_FRAMES * CHANNELS + i] =
				(float)x[i] / 2147483648.0f;
	return m;
}

static void float_mix_tick(struct float_mix *m)
{
	const u32 n = SOFDSP_PERIOD_FRAMES * CHANNELS;
	const float *in = m->in;
	u32 k, i;

	memset(m->out, 0, sizeof(m->out));
	for (k = 0; k < m->n_inputs; k++, in += n)
		for (i = 0; i < n; i++)
			m->out[i] += in[i];
	for (i = 0; i < n; i++) {
		float x = m->out[i] < 1.0f ? m->out[i] : 1.0f;

		m->out[i] = x > -1.0f ? x : -1.0f;
	}
}

static u64 float_mix_run(void *state, u32 ticks)
{
	u32 i;

	for (i = 0; i < ticks; i++) {
		float_mix_tick(state);
		/* The compiler may not do two ticks in one. */
		__asm__ volatile("" : : "r"(state) : "memory");
	}
	return (u64)ticks * SOFDSP_PERIOD_FRAMES;
}

static void float_mix_close(void *state)
{
	struct float_mix *m = state;

	free(m->in);
	free(m);
}

#define FLOAT_MIX(_name, _n) { \
	.name = "peer/float mix " _name, .rate_hz = 48000, .open = float_mix_open, \
	.run = float_mix_run, .close = float_mix_close, .peer = true, .arg = { _n } }

const struct bench_case bench_cases_peer[] = {
	FLOAT_MIX("8 inputs", 8),
	FLOAT_MIX("32 inputs", 32),
#ifdef HAVE_SOXR
	PEER_SOXR("HQ 44.1 to 48", 44100, 48000, SOXR_HQ),
	PEER_SOXR("VHQ 44.1 to 48", 44100, 48000, SOXR_VHQ),
	PEER_SOXR("VHQ 48 to 44.1", 48000, 44100, SOXR_VHQ),
	PEER_SOXR("VHQ 16 to 48", 16000, 48000, SOXR_VHQ),
#endif
#ifdef HAVE_SAMPLERATE
	PEER_SRC("medium 44.1 to 48", 44100, 48000, SRC_SINC_MEDIUM_QUALITY),
	PEER_SRC("best 44.1 to 48", 44100, 48000, SRC_SINC_BEST_QUALITY),
#endif
#ifdef HAVE_SPEEXDSP
	PEER_SPEEX("q5 44.1 to 48", 44100, 48000, 5),
	PEER_SPEEX("q10 44.1 to 48", 44100, 48000, 10),
#endif
};
const u32 bench_n_cases_peer = sizeof(bench_cases_peer) / sizeof(bench_cases_peer[0]);
