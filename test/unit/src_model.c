// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 */
#include <math.h>
#include <stdlib.h>

#include "src_model.h"

#define HALF	(SRC_PROTO_PERIODS / 2.0)

/*
 * Bessel function I0(2 sqrt(z)) by its power series. It goes on smoothly to
 * z < 0, and with it the window beyond its ends: the table has points there.
 */
static double bessel_i0(double z)
{
	double sum = 1, term = 1;
	int k;

	for (k = 1; k < 60; k++) {
		term *= z / ((double)k * k);
		sum += term;
	}
	return sum;
}

double src_model_curve(double t)
{
	const double quarter = SRC_MODEL_BETA * SRC_MODEL_BETA / 4;
	double turns = 2 * SRC_MODEL_CUTOFF * t, u = t / HALF, sinc = 1;

	if (t != 0)
		sinc = sin(M_PI * turns) / (M_PI * turns);
	return sinc * bessel_i0(quarter * (1 - u * u)) / bessel_i0(quarter);
}

double src_model_scale(void)
{
	static double scale;
	double sum = src_model_curve(0);
	u32 i;

	if (scale)
		return scale;
	for (i = 1; i <= SRC_PROTO_PERIODS / 2 * SRC_PROTO_STEPS; i++)
		sum += 2 * src_model_curve((double)i / SRC_PROTO_STEPS);
	scale = SRC_PROTO_STEPS / sum;
	return scale;
}

s32 src_model_point(u32 i)
{
	double t = ((double)i - SRC_PROTO_BEFORE) / SRC_PROTO_STEPS;

	return (s32)lrint(src_model_scale() * src_model_curve(t) * 2147483648.0);
}

void src_model_init(struct src_model *m, u32 in_hz, u32 out_hz)
{
	double low = in_hz < out_hz ? in_hz : out_hz, t;
	struct src_ratio ratio;
	u32 phase, tap;

	sofdsp_src_ratio_set(&ratio, in_hz, out_hz);
	m->up = ratio.up;
	m->down = ratio.down;
	m->taps = ratio.taps;
	m->coef = calloc((size_t)m->up * m->taps, sizeof(*m->coef));
	for (phase = 0; phase < m->up; phase++)
		for (tap = 0; tap < m->taps; tap++) {
			/* Time from the middle, in periods of the lower rate. */
			t = ((double)phase / m->up + m->taps - 1 - tap -
			     m->taps / 2.0) * low / in_hz;
			if (fabs(t) < HALF - 1e-9)
				m->coef[phase * m->taps + tap] = low / in_hz *
					src_model_scale() * src_model_curve(t);
		}
}

void src_model_free(struct src_model *m)
{
	free(m->coef);
	m->coef = NULL;
}

double src_model_output(const struct src_model *m, const s32 *x, u32 n_in,
			u32 n)
{
	u64 at = ((u64)n + 1) * m->down - 1;
	const double *coef = m->coef + at % m->up * m->taps;
	u64 newest = at / m->up;
	double sum = 0;
	u32 tap, back;

	if (newest >= n_in)
		return NAN;
	for (tap = 0; tap < m->taps; tap++) {
		back = m->taps - 1 - tap;
		if (back <= newest)
			sum += coef[tap] * x[newest - back];
	}
	return sum;
}
