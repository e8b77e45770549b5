/* SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause */
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * EQ IIR: what a blob says, in host order and within bounds.
 */
#ifndef EQ_IIR_H
#define EQ_IIR_H

#include <sof/ipc3_eq.h>

#include "biquad.h"

/* Arrays first: sanitizers take one at the end for one without bounds. */
struct eq_iir_response {
	struct biquad sections[SOF3_EQ_IIR_MAX_BIQUADS];
	u32 n_sections;		/* 1..SOF3_EQ_IIR_MAX_BIQUADS, a multiple of: */
	u32 n_in_series;
};

struct eq_iir_params {
	struct eq_iir_response responses[SOF3_EQ_MAX_RESPONSES];
	u8 assigned[SOFDSP_MAX_CHANNELS];	/* response + 1; 0: passes */
};

/* Returns 0 or -EINVAL, and then what is in @params is of no use. */
int eq_iir_decode(struct eq_iir_params *params, const void *data, u32 bytes);

#endif /* EQ_IIR_H */
