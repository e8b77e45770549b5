// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 */
#include <math.h>
#include <stdlib.h>

#include "bench.h"
#include "quality.h"

#define SINE_HZ		997.0
#define AMPLITUDE	0.8912509381337456	/* -1 dB */

void quality_begin(struct quality *q, u32 in_hz, u32 out_hz)
{
	q->in_step = 2 * M_PI * SINE_HZ / in_hz;
	q->out_step = 2 * M_PI * SINE_HZ / out_hz;
	q->n_in = 0;
	q->n_out = 0;
	q->n_skip = out_hz / 2;
	q->n_want = out_hz;
	q->out = malloc(q->n_want * sizeof(*q->out));
	if (!q->out)
		bench_die("no memory");
}

s32 quality_next(struct quality *q)
{
	double x = AMPLITUDE * sin(q->in_step * q->n_in++);

	return (s32)(u32)((u32)(s32)lrint(x * 8388608.0) << 8);
}

void quality_add(struct quality *q, double x)
{
	if (q->n_out >= q->n_skip && !quality_full(q))
		q->out[q->n_out - q->n_skip] = x;
	q->n_out++;
}

bool quality_full(const struct quality *q)
{
	return q->n_out >= q->n_skip + q->n_want;
}

/* Least squares for sine and cosine: two equations. */
double quality_end(struct quality *q)
{
	double ss = 0, sc = 0, cc = 0, xs = 0, xc = 0, a, b, d, rest = 0, tone = 0;
	u32 i;

	for (i = 0; i < q->n_want; i++) {
		double s = sin(q->out_step * i), c = cos(q->out_step * i);

		ss += s * s;
		sc += s * c;
		cc += c * c;
		xs += q->out[i] * s;
		xc += q->out[i] * c;
	}
	d = ss * cc - sc * sc;
	a = (xs * cc - xc * sc) / d;
	b = (xc * ss - xs * sc) / d;
	for (i = 0; i < q->n_want; i++) {
		double t = a * sin(q->out_step * i) + b * cos(q->out_step * i);

		tone += t * t;
		rest += (q->out[i] - t) * (q->out[i] - t);
	}
	free(q->out);
	return 10 * log10(rest / tone);
}
