// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 */
#include <complex.h>
#include <math.h>
#include <stdlib.h>

#include "eq_bench.h"

void eq_line_new(struct line *line, u32 type, u32 channels, u32 rate_hz)
{
	bench_msg m;
	u32 n = msg_process_new(m, LINE_COMP, LINE_PIPELINE, type, NULL, NULL, 0);

	line_new(line, m, n, SOF3_DIR_PLAYBACK, channels, channels, rate_hz,
		 rate_hz);
}

const s32 *eq_line_play(struct line *line, const s32 *in, u32 frames)
{
	BENCH_OK(line_play(line, in, frames));
	assert_true(line->b->tx_frames >= frames);
	return line->b->tx;
}

/* What GET_DATA returns for a control that the host believes to have @cap bytes. */
static u32 eq_get_data(struct line *line, u8 *to, u32 cap)
{
	const u32 head = sizeof(struct sof3_ctrl_data) + sizeof(struct sof3_abi_hdr);
	u32 i, got = 0;
	struct sof3_abi_hdr abi;
	bench_msg m;

	for (i = 0; i < msg_data_parts(cap); i++) {
		BENCH_OK(bench_send(line->b, m, msg_data(m, false, LINE_COMP, NULL,
							 cap, i)));
		memcpy(to + got, line->b->reply + head, line->b->reply_bytes - head);
		got += line->b->reply_bytes - head;
	}
	assert_int_equal(got, cap);
	memcpy(&abi, line->b->reply + sizeof(struct sof3_ctrl_data), sizeof(abi));
	return sofv_le32_to_cpu(abi.size);
}

void eq_expect_data(struct line *line, const void *data, u32 bytes)
{
	u8 *got = malloc(bytes + 1);

	assert_int_equal(eq_get_data(line, got, bytes), bytes);
	assert_memory_equal(got, data, bytes);
	free(got);
}

void eq_expect_refused(struct line *line, const void *data, u32 bytes,
		       const void *before, u32 before_bytes)
{
	assert_int_equal(line_set_data(line, data, bytes), -EINVAL);
	eq_expect_data(line, before, before_bytes);
}

static void put_size(u8 *data, u32 bytes)
{
	memcpy(data, &(sofv_le32){ sofv_cpu_to_le32(bytes) }, sizeof(sofv_le32));
}

void eq_expect_cut_refused(struct line *line, const void *good, u32 bytes,
			   u32 too_large)
{
	u8 *bad = calloc(1, too_large);
	u32 i;

	for (i = 1; i < bytes; i++) {
		memcpy(bad, good, i);
		eq_expect_refused(line, bad, i, good, bytes);
		if (i < sizeof(sofv_le32))
			continue;
		put_size(bad, i);
		eq_expect_refused(line, bad, i, good, bytes);
	}
	memcpy(bad, good, bytes);
	put_size(bad, too_large);
	eq_expect_refused(line, bad, too_large, good, bytes);
	free(bad);
}

void eq_expect_fresh_start(struct line *line, u32 n_frames)
{
	s32 *in = eq_noise_new(n_frames, 1.0);
	u32 first;

	BENCH_OK(line_play(line, in, n_frames));
	first = line->b->tx_frames;
	BENCH_OK(line_play(line, in, n_frames));
	assert_memory_equal(line->b->tx + first, line->b->tx, n_frames * 4);
	free(in);
}

s32 *eq_noise_new(u32 n_samples, double peak)
{
	s32 *x = malloc(n_samples * sizeof(*x));
	u32 seed = 5, i;

	for (i = 0; i < n_samples; i++)
		x[i] = (s32)lrint(bench_noise(&seed) * peak);
	return x;
}

s32 *eq_sine_new(u32 frames, u32 channels, double rate_hz, double f_hz, double peak)
{
	s32 *x = malloc(frames * channels * sizeof(*x));
	u32 i;

	for (i = 0; i < frames * channels; i++)
		x[i] = (s32)lrint(sin(2 * M_PI * f_hz / rate_hz * (i / channels)) *
				  peak * 2147483647.0);
	return x;
}

double eq_saturated(double x)
{
	return fmin(fmax(x, -2147483648.0), 2147483647.0);
}

double eq_magnitude(const s32 *x, u32 frames, u32 stride, double rate_hz,
		    double f_hz)
{
	double complex z1 = cexp(-I * 2 * M_PI * f_hz / rate_hz), z = 1, sum = 0;
	u32 i;

	for (i = 0; i < frames; i++) {
		sum += x[i * stride] * z;
		z *= z1;
	}
	return cabs(sum) / 2147483648.0;
}

void eq_error_add(struct eq_error *e, s32 got, double want)
{
	double d = got - want;

	e->worst = fmax(e->worst, fabs(d));
	e->noise += d * d;
	e->signal += want * want;
}

double eq_error_snr_db(const struct eq_error *e)
{
	return 10 * log10(e->signal / (e->noise > 0 ? e->noise : 1e-9));
}
