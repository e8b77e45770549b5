/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * What the tests of EQ IIR, EQ FIR and DC block share: one of them on a line
 * (dsp_line.h), its bytes control, and how far off a model its output is.
 */
#ifndef EQ_BENCH_H
#define EQ_BENCH_H

#include "dsp_line.h"

/* The component alone, playback, both ends alike. @type: SOF3_TYPE_*. */
void eq_line_new(struct line *line, u32 type, u32 channels, u32 rate_hz);

/* Plays on a line that has not played yet; returns what left the DAI. */
const s32 *eq_line_play(struct line *line, const s32 *in, u32 frames);

/* GET_DATA returns exactly this. */
void eq_expect_data(struct line *line, const void *data, u32 bytes);

/*
 * Must be refused with -EINVAL, and what was set before must still be there.
 */
void eq_expect_refused(struct line *line, const void *data, u32 bytes,
		       const void *before, u32 before_bytes);

/*
 * The same for @good, which is set, cut at each byte, also with a size in its first word
 * that says so, and with zeros behind it up to @too_large bytes, of that size.
 */
void eq_expect_cut_refused(struct line *line, const void *good, u32 bytes,
			   u32 too_large);

/* @n_frames frames of mono noise come out the same a second time. */
void eq_expect_fresh_start(struct line *line, u32 n_frames);

s32 *eq_noise_new(u32 n_samples, double peak);
s32 *eq_sine_new(u32 frames, u32 channels, double rate_hz, double f_hz, double peak);

double eq_saturated(double x);

/* |X(f)|, of every @stride-th sample, full scale is 1 */
double eq_magnitude(const s32 *x, u32 frames, u32 stride, double rate_hz,
		    double f_hz);

struct eq_error {
	double worst;		/* of |got - want|, in units of 2^-31 */
	double noise;		/* sum of squares of the same */
	double signal;		/* sum of squares of what was wanted */
};

void eq_error_add(struct eq_error *e, s32 got, double want);
double eq_error_snr_db(const struct eq_error *e);

#endif /* EQ_BENCH_H */
