/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * The converter's arithmetic alone on a bench, and the measures for it.
 */
#ifndef SRC_BENCH_H
#define SRC_BENCH_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "components/src/src_core.h"

#define SRC_N_RATES	10u
extern const u32 src_rates_hz[SRC_N_RATES];

/* A stream with a bank and a history of its own, each its exact bytes. */
struct src_bench {
	struct src_stream st;
	struct src_bank *bank;
	s32 *history;
	u32 in_hz;
	u32 out_hz;
};

void src_bench_init(struct src_bench *b, u32 in_hz, u32 out_hz, u32 channels);
void src_bench_fini(struct src_bench *b);
void src_bench_restart(struct src_bench *b);

/* Call @fn for the 90 pairs of different rates. */
void src_for_pairs(void (*fn)(u32 in_hz, u32 out_hz));

/* One channel: all of the input in, all there is out. Returns its frames. */
u32 src_bench_run(struct src_bench *b, const s32 *x, u32 n_in, s32 *y, u32 cap);

/* x[i] of a sine, rounded to 24 bits, in the upper bits of 32. */
void src_sine_24(s32 *x, u32 n, double amplitude, double hz, double rate_hz);

struct src_fit {
	double amplitude;	/* of the sine that fits best; full scale is 1 */
	double phase;		/* of its first frame */
	double rest_rms;	/* of what is left, constant part included */
};

/* Least squares of a sine of @hz. @hz 0: none, all is rest. */
struct src_fit src_fit_sine(const s32 *y, u32 n, double hz, double rate_hz);

double src_db(double ratio);
/* Repeatable noise, full scale. */
s32 src_noise(u32 *seed);

#endif /* SRC_BENCH_H */
