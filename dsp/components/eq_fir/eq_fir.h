/* SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause */
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * EQ FIR: what a blob says, in host order and within bounds.
 */
#ifndef EQ_FIR_H
#define EQ_FIR_H

#include <sof/ipc3_eq.h>

#include "dsp_priv.h"

/* Sum of out_shift and 15, the latter for the Q1.15 of the taps. */
#define EQ_FIR_MAX_SHIFT	46u

/* Arrays first: sanitizers take one at the end for one without bounds. */
struct eq_fir_response {
	s16 taps_q15[SOF3_FIR_MAX_TAPS];	/* h[n_taps - 1] first */
	u32 n_taps;		/* a multiple of 4, 4..SOF3_FIR_MAX_TAPS */
	u32 shift;		/* 0..EQ_FIR_MAX_SHIFT */
};

struct eq_fir_params {
	struct eq_fir_response responses[SOF3_EQ_MAX_RESPONSES];
	u8 assigned[SOFDSP_MAX_CHANNELS];	/* response + 1; 0: passes */
};

/* Returns 0 or -EINVAL, and then what is in @params is of no use. */
int eq_fir_decode(struct eq_fir_params *params, const void *data, u32 bytes);

#endif /* EQ_FIR_H */
