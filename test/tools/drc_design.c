// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * The curve is 1:1 up to the threshold, then y = t + (1 - exp(-k (x - t))) / k
 * until its slope in dB per dB is 1 / ratio, then a straight line in dB.
 */
#include <assert.h>
#include <math.h>
#include <string.h>

#include "drc_design.h"

const struct drc_design drc_design_webaudio = {
	.threshold_db = -24, .knee_db = 30, .ratio = 12,
	.attack_s = 0.003, .release_s = 0.25, .pre_delay_s = 0.006,
	.release_zone = { 0.09, 0.16, 0.42, 0.98 }, .spacing_db = 5,
};

const struct drc_design drc_design_speech = {
	.threshold_db = -30, .knee_db = 12, .ratio = 4,
	.attack_s = 0.005, .release_s = 0.2, .pre_delay_s = 0.006,
	.release_zone = { 0.09, 0.16, 0.42, 0.98 }, .spacing_db = 5,
	.post_gain_db = 0,
};

static double from_db(double db)
{
	return pow(10, db / 20);
}

static double knee(double t, double k, double x)
{
	return t + (1 - exp(-k * (x - t))) / k;
}

/* Slope of the knee at its end falls with k: halve the interval. */
static double find_k(double t, double end, double slope)
{
	double low = 1e-3, high = 2000, k;
	int i;

	for (i = 0; i < 100; i++) {
		k = sqrt(low * high);
		if (end * exp(-k * (end - t)) / knee(t, k, end) < slope)
			high = k;
		else
			low = k;
	}
	return k;
}

/* The cubic through (0, y[0]) ... (3, y[3]). */
static void cubic(const double y[4], double c[5])
{
	const double d1 = y[1] - y[0], d2 = y[2] - 2 * y[1] + y[0];
	const double d3 = y[3] - 3 * y[2] + 3 * y[1] - y[0];

	c[0] = y[0];
	c[1] = d1 - d2 / 2 + d3 / 3;
	c[2] = d2 / 2 - d3 / 2;
	c[3] = d3 / 6;
	c[4] = 0;
}

void drc_design_coefs(const struct drc_design *d, double rate_hz,
		      struct drc_coefs *c)
{
	double zone[4], attack_s = d->attack_s < 0.001 ? 0.001 : d->attack_s;
	int i;

	memset(c, 0, sizeof(*c));
	c->threshold = from_db(d->threshold_db);
	c->knee_threshold = from_db(d->threshold_db + d->knee_db);
	c->slope = 1 / d->ratio;
	c->k = find_k(c->threshold, c->knee_threshold, c->slope);
	c->alpha = c->threshold + 1 / c->k;
	c->beta = -exp(c->k * c->threshold) / c->k;
	c->ratio_base = knee(c->threshold, c->k, c->knee_threshold) *
			pow(c->knee_threshold, -c->slope);
	/* Part of what full scale loses is given back to all. */
	c->master_gain = from_db(d->post_gain_db) * pow(1 / c->ratio_base, 0.6);
	c->attack_per_frame = 1 / (attack_s * rate_hz);
	c->detector_power = -1 / (0.0025 * rate_hz);
	c->detector_least = pow(from_db(-2), c->detector_power) - 1;
	for (i = 0; i < 4; i++)
		zone[i] = d->release_zone[i] * d->release_s * rate_hz;
	cubic(zone, c->release);
}

/* A design that does not fit (a steep knee at a high threshold) is no blob. */
static sofv_le32 fixed(double x, int bits)
{
	assert(fabs(ldexp(x, bits)) < 2147483648.0);
	return sofv_cpu_to_le32((u32)(s32)lround(ldexp(x, bits)));
}

void drc_design_blob(const struct drc_design *d, double rate_hz,
		     struct drc_blob *blob)
{
	struct drc_blob_params *m = &blob->params;
	struct drc_coefs c;
	int i;

	drc_design_coefs(d, rate_hz, &c);
	memset(blob, 0, sizeof(*blob));
	blob->size = sofv_cpu_to_le32(sizeof(*blob));
	m->enabled = sofv_cpu_to_le32(1);
	m->db_threshold = fixed(d->threshold_db, 24);
	m->db_knee = fixed(d->knee_db, 24);
	m->ratio = fixed(d->ratio, 24);
	m->pre_delay_time = fixed(d->pre_delay_s, 30);
	m->linear_threshold = fixed(c.threshold, 30);
	m->slope = fixed(c.slope, 30);
	m->k = fixed(c.k, 20);
	m->knee_alpha = fixed(c.alpha, 24);
	m->knee_beta = fixed(c.beta, 24);
	m->knee_threshold = fixed(c.knee_threshold, 24);
	m->ratio_base = fixed(c.ratio_base, 30);
	m->master_linear_gain = fixed(c.master_gain, 24);
	m->one_over_attack_frames = fixed(c.attack_per_frame, 30);
	m->sat_release_frames_inv_neg = fixed(c.detector_power, 30);
	m->sat_release_rate_at_neg_two_db = fixed(c.detector_least, 30);
	m->spacing_db = sofv_cpu_to_le32((u32)d->spacing_db);
	for (i = 0; i < 5; i++)
		m->release[i] = fixed(c.release[i], 12);
}
