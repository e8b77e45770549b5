// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 */
#include <complex.h>
#include <math.h>

#include "eq_blob.h"

#define LE16(x) sofv_cpu_to_le16((u16)(x))
#define LE32(x) sofv_cpu_to_le32((u32)(x))

/* ------------------------------------------------------------- designs */

struct cookbook {
	double c;		/* cos w0 */
	double alpha;		/* sin w0 / 2 Q */
	double a;		/* sqrt of the gain */
};

static struct cookbook cookbook(double rate_hz, double f_hz, double q,
				double gain_db)
{
	double w0 = 2 * M_PI * f_hz / rate_hz;
	struct cookbook k = { cos(w0), sin(w0) / (2 * q), pow(10, gain_db / 40) };

	return k;
}

static struct eq_biquad biquad(double b0, double b1, double b2, double a0,
			       double a1, double a2)
{
	struct eq_biquad bq = { b0 / a0, b1 / a0, b2 / a0, a1 / a0, a2 / a0 };

	return bq;
}

struct eq_biquad eq_peaking(double rate_hz, double f_hz, double q, double gain_db)
{
	struct cookbook k = cookbook(rate_hz, f_hz, q, gain_db);

	return biquad(1 + k.alpha * k.a, -2 * k.c, 1 - k.alpha * k.a,
		      1 + k.alpha / k.a, -2 * k.c, 1 - k.alpha / k.a);
}

/* @s: 1 for low shelf, -1 for high shelf */
static struct eq_biquad shelf(struct cookbook k, double s)
{
	double p = k.a + 1, m = k.a - 1, r = 2 * sqrt(k.a) * k.alpha;

	return biquad(k.a * (p - s * m * k.c + r), s * 2 * k.a * (m - s * p * k.c),
		      k.a * (p - s * m * k.c - r), p + s * m * k.c + r,
		      -s * 2 * (m + s * p * k.c), p + s * m * k.c - r);
}

struct eq_biquad eq_low_shelf(double rate_hz, double f_hz, double q, double gain_db)
{
	return shelf(cookbook(rate_hz, f_hz, q, gain_db), 1);
}

struct eq_biquad eq_high_shelf(double rate_hz, double f_hz, double q, double gain_db)
{
	return shelf(cookbook(rate_hz, f_hz, q, gain_db), -1);
}

struct eq_biquad eq_low_pass(double rate_hz, double f_hz, double q)
{
	struct cookbook k = cookbook(rate_hz, f_hz, q, 0);

	return biquad((1 - k.c) / 2, 1 - k.c, (1 - k.c) / 2, 1 + k.alpha,
		      -2 * k.c, 1 - k.alpha);
}

struct eq_biquad eq_high_pass(double rate_hz, double f_hz, double q)
{
	struct cookbook k = cookbook(rate_hz, f_hz, q, 0);

	return biquad((1 + k.c) / 2, -(1 + k.c), (1 + k.c) / 2, 1 + k.alpha,
		      -2 * k.c, 1 - k.alpha);
}

struct eq_biquad eq_gain(double gain_db)
{
	return biquad(pow(10, gain_db / 20), 0, 0, 1, 0, 0);
}

double eq_biquad_db(const struct eq_biquad *bq, double rate_hz, double f_hz)
{
	double complex z1 = cexp(-I * 2 * M_PI * f_hz / rate_hz);
	double complex num = bq->b0 + z1 * (bq->b1 + z1 * bq->b2);
	double complex den = 1 + z1 * (bq->a1 + z1 * bq->a2);

	return 20 * log10(cabs(num / den));
}

struct eq_fir_taps eq_fir_low_pass(double rate_hz, double f_hz, u32 n_taps,
				   double gain_db)
{
	double h[SOF3_FIR_MAX_TAPS], sum = 0, peak = 0, t, x, scale;
	struct eq_fir_taps fir = { .n_taps = n_taps };
	u32 i;

	for (i = 0; i < n_taps; i++) {
		t = i - (n_taps - 1) / 2.0;
		x = 2 * M_PI * (i + 0.5) / n_taps;
		h[i] = t == 0 ? 2 * f_hz / rate_hz :
		       sin(2 * M_PI * f_hz / rate_hz * t) / (M_PI * t);
		h[i] *= 0.42 - 0.5 * cos(x) + 0.08 * cos(2 * x);
		sum += h[i];
		peak = fmax(peak, fabs(h[i]));
	}
	scale = pow(10, gain_db / 20) / sum;
	/* As many bits of the taps as there are. */
	for (; peak * scale < 0.49 && fir.shift < 15; scale *= 2)
		fir.shift++;
	for (; peak * scale > 0.99; scale /= 2)
		fir.shift--;
	for (i = 0; i < n_taps; i++)
		fir.h[i] = (s16)lrint(h[i] * scale * 32768);
	return fir;
}

double eq_fir_db(const struct eq_fir_taps *fir, double rate_hz, double f_hz)
{
	double complex sum = 0;
	u32 i;

	for (i = 0; i < fir->n_taps; i++)
		sum += fir->h[i] * cexp(-I * 2 * M_PI * f_hz / rate_hz * i);
	return 20 * log10(cabs(sum) / 32768 * exp2(-fir->shift));
}

s32 eq_dcblock_r_q30(double rate_hz, double f_hz)
{
	double lo = 0, hi = 1, r, w = 2 * M_PI * f_hz / rate_hz;
	double complex z1 = cexp(-I * w);
	int i;

	/* |H| at Nyquist is 2 / (1 + r), so that is the 0 dB of the pass band. */
	for (i = 0; i < 60; i++) {
		r = (lo + hi) / 2;
		if (cabs((1 - z1) / (1 - r * z1)) > sqrt(0.5) * 2 / (1 + r))
			hi = r;
		else
			lo = r;
	}
	return (s32)lrint(r * (1 << 30));
}

/* -------------------------------------------------------- quantisation */

static s32 q30(double x)
{
	double q = rint(x * (1 << 30));

	return q > 2147483647.0 ? 2147483647 : (s32)q;
}

static bool fits_q30(double x)
{
	return x >= -2 && x <= 2 - 1.0 / (1 << 30);
}

struct eq_section eq_section(const struct eq_biquad *bq)
{
	struct eq_section s = { .gain = 1 << 14 };
	double scale = 1;

	while (!fits_q30(bq->b0 * scale) || !fits_q30(bq->b1 * scale) ||
	       !fits_q30(bq->b2 * scale)) {
		scale /= 2;
		s.shift--;
	}
	s.b0 = q30(bq->b0 * scale);
	s.b1 = q30(bq->b1 * scale);
	s.b2 = q30(bq->b2 * scale);
	s.a1 = q30(-bq->a1);
	s.a2 = q30(-bq->a2);
	return s;
}

struct eq_biquad eq_section_biquad(const struct eq_section *s)
{
	double g = s->gain / 16384.0 * exp2(-s->shift) / (1 << 30);
	struct eq_biquad bq = { s->b0 * g, s->b1 * g, s->b2 * g,
				-s->a1 / 1073741824.0, -s->a2 / 1073741824.0 };

	return bq;
}

void eq_chain_add(struct eq_iir_chain *chain, struct eq_biquad bq)
{
	chain->sections[chain->n_sections++] = eq_section(&bq);
	chain->n_in_series = chain->n_sections;
}

/* --------------------------------------------------------------- blobs */

static u8 *put16(u8 *to, s32 x)
{
	sofv_le16 raw = LE16(x);

	memcpy(to, &raw, sizeof(raw));
	return to + sizeof(raw);
}

static u8 *put32(u8 *to, s32 x)
{
	sofv_le32 raw = LE32(x);

	memcpy(to, &raw, sizeof(raw));
	return to + sizeof(raw);
}

static u8 *put_chain(u8 *to, const struct eq_iir_chain *chain)
{
	struct sof3_eq_iir_response raw = {
		.num_sections = LE32(chain->n_sections),
		.num_sections_in_series = LE32(chain->n_in_series),
	};
	const struct eq_section *s;
	u32 i;

	memcpy(to, &raw, sizeof(raw));
	to += sizeof(raw);
	for (i = 0; i < chain->n_sections; i++) {
		s = &chain->sections[i];
		to = put32(put32(put32(to, s->a2), s->a1), s->b2);
		to = put32(put32(put32(put32(to, s->b1), s->b0), s->shift), s->gain);
	}
	return to;
}

u32 eq_iir_blob(void *to, const struct eq_iir_spec *spec)
{
	struct sof3_eq_iir_config raw = {
		.channels_in_config = LE32(spec->n_channels),
		.number_of_responses = LE32(spec->n_responses),
	};
	u8 *at = (u8 *)to + sizeof(raw);
	u32 i;

	for (i = 0; i < spec->n_channels; i++)
		at = put32(at, spec->assigned[i]);
	for (i = 0; i < spec->n_responses; i++)
		at = put_chain(at, &spec->responses[i]);
	raw.size = LE32(at - (u8 *)to);
	memcpy(to, &raw, sizeof(raw));
	return (u32)(at - (u8 *)to);
}

static u8 *put_taps(u8 *to, const struct eq_fir_taps *fir)
{
	struct sof3_eq_fir_response raw = {
		.length = LE16(fir->n_taps),
		.out_shift = LE16(fir->shift),
	};
	u32 i;

	memcpy(to, &raw, sizeof(raw));
	to += sizeof(raw);
	for (i = 0; i < fir->n_taps; i++)
		to = put16(to, fir->h[i]);
	return to;
}

u32 eq_fir_blob(void *to, const struct eq_fir_spec *spec)
{
	struct sof3_eq_fir_config raw = {
		.channels_in_config = LE16(spec->n_channels),
		.number_of_responses = LE16(spec->n_responses),
	};
	u8 *at = (u8 *)to + sizeof(raw);
	u32 i;

	for (i = 0; i < spec->n_channels; i++)
		at = put16(at, spec->assigned[i]);
	for (i = 0; i < spec->n_responses; i++)
		at = put_taps(at, &spec->responses[i]);
	raw.size = LE32(at - (u8 *)to);
	memcpy(to, &raw, sizeof(raw));
	return (u32)(at - (u8 *)to);
}

u32 eq_dcblock_blob(void *to, const s32 r_q30[SOF3_MAX_CHANNELS])
{
	u8 *at = to;
	u32 i;

	for (i = 0; i < SOF3_MAX_CHANNELS; i++)
		at = put32(at, r_q30[i]);
	return (u32)(at - (u8 *)to);
}
