// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 */
#include <math.h>
#include <stdlib.h>

#include "src_bench.h"

const u32 src_rates_hz[SRC_N_RATES] = {
	8000, 16000, 24000, 32000, 44100, 48000, 88200, 96000, 176400, 192000,
};

void src_bench_init(struct src_bench *b, u32 in_hz, u32 out_hz, u32 channels)
{
	struct src_ratio ratio;

	b->in_hz = in_hz;
	b->out_hz = out_hz;
	sofdsp_src_ratio_set(&ratio, in_hz, out_hz);
	b->bank = calloc(1, sofdsp_src_bank_bytes(&ratio));
	assert_non_null(b->bank);
	sofdsp_src_bank_init(b->bank, &ratio);
	b->history = malloc(sofdsp_src_history_bytes(&ratio, channels));
	sofdsp_src_start(&b->st, b->bank, b->history, channels);
}

void src_bench_fini(struct src_bench *b)
{
	free(b->history);
	free(b->bank);
}

void src_bench_restart(struct src_bench *b)
{
	sofdsp_src_start(&b->st, b->bank, b->history, b->st.channels);
}

void src_for_pairs(void (*fn)(u32 in_hz, u32 out_hz))
{
	u32 i, k;

	for (i = 0; i < SRC_N_RATES; i++)
		for (k = 0; k < SRC_N_RATES; k++)
			if (i != k)
				fn(src_rates_hz[i], src_rates_hz[k]);
}

u32 src_bench_run(struct src_bench *b, const s32 *x, u32 n_in, s32 *y, u32 cap)
{
	u32 out = 0, n;

	while (n_in) {
		n = sofdsp_src_push(&b->st, x, n_in);
		assert_true(n);
		x += n;
		n_in -= n;
		out += sofdsp_src_pull(&b->st, y + out, cap - out);
	}
	return out;
}

void src_sine_24(s32 *x, u32 n, double amplitude, double hz, double rate_hz)
{
	u32 i;

	for (i = 0; i < n; i++)
		x[i] = (s32)lrint(amplitude * 8388607 *
				  sin(2 * M_PI * hz / rate_hz * i + 0.3)) * 256;
}

struct src_fit src_fit_sine(const s32 *y, u32 n, double hz, double rate_hz)
{
	double ss = 0, cc = 0, sc = 0, ys = 0, yc = 0, a = 0, b = 0;
	double w = 2 * M_PI * hz / rate_hz, s, c, d;
	struct src_fit fit = { 0, 0, 0 };
	u32 i;

	if (hz > 0) {
		for (i = 0; i < n; i++) {
			s = sin(w * i);
			c = cos(w * i);
			ss += s * s;
			cc += c * c;
			sc += s * c;
			ys += s * y[i];
			yc += c * y[i];
		}
		d = ss * cc - sc * sc;
		a = (ys * cc - yc * sc) / d;
		b = (yc * ss - ys * sc) / d;
	}
	for (i = 0; i < n; i++) {
		d = y[i] - a * sin(w * i) - b * cos(w * i);
		fit.rest_rms += d * d;
	}
	fit.rest_rms = sqrt(fit.rest_rms / n) / 2147483648.0;
	fit.phase = atan2(b, a);
	fit.amplitude = sqrt(a * a + b * b) / 2147483648.0;
	return fit;
}

double src_db(double ratio)
{
	return 20 * log10(ratio > 1e-12 ? ratio : 1e-12);
}

s32 src_noise(u32 *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (s32)(*seed ^ *seed >> 15);
}
