/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * The sample rate converter in double precision: the formula of its filter,
 * taken as it stands at every tap, and a clear loop for the conversion. Also
 * makes the table that dsp/components/src/ interpolates.
 */
#ifndef SRC_MODEL_H
#define SRC_MODEL_H

#include "components/src/src_core.h"

/*
 * Kaiser-windowed sinc. Cutoff (half amplitude) as a fraction of the lower
 * rate, and the window's beta.
 */
#define SRC_MODEL_CUTOFF	0.4716
#define SRC_MODEL_BETA		11.9

struct src_model {
	u32 up;
	u32 down;
	u32 taps;
	double *coef;	/* [up][taps], oldest sample first */
};

/* The prototype, not yet scaled; t in periods of the lower rate. */
double src_model_curve(double t);
/* 1 / (its sum over the points of the table / their number per period). */
double src_model_scale(void);
/* Point @i of sofdsp_src_proto_q31[]. */
s32 src_model_point(u32 i);

void src_model_init(struct src_model *m, u32 in_hz, u32 out_hz);
void src_model_free(struct src_model *m);

/*
 * Output frame @n of one channel whose input is x[0..n_in-1] after silence. The
 * input must reach as far as that takes.
 */
double src_model_output(const struct src_model *m, const s32 *x, u32 n_in,
			u32 n);

#endif /* SRC_MODEL_H */
