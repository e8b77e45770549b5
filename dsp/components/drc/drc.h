/* SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause */
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * The compressor apart from its audio: from the level of a frame to a gain. The
 * model is the one of the Web Audio specification (DynamicsCompressorNode): a
 * detector that follows the wanted gain, falling at once and rising slowly, and
 * once per division of 32 frames a decision how fast the compressor's gain goes
 * after it. Gains rest at 1.
 */
#ifndef SOFDSP_DRC_H
#define SOFDSP_DRC_H

#include <sofv_port.h>

#define DRC_DIVISION_FRAMES	32u

/* Settings, checked and made ready. */
struct drc_params {
	bool enabled;
	s32 pre_delay_q30;		/* seconds */
	u32 linear_threshold_q31;
	u32 knee_threshold_q31;
	s64 k_octaves_q20;		/* k log2(e) */
	s32 knee_alpha_q24;
	s32 knee_beta_q24;
	s32 slope_minus_1_q30;
	s32 ratio_base_octaves_q26;
	s32 master_gain_q24;
	s32 attack_per_frame_q30;
	s32 detector_power_q30;
	s32 detector_least_q30;
	u64 spacing_octaves_q40;
	s32 release_q12[5];
};

struct drc_state {
	s32 average_q30;		/* of the detector */
	s32 gain_q30;			/* before it is warped by sin() */
	s32 target_q30;
	s32 rate_q30;			/* factor per frame, see sofdsp_drc_step() */
	bool releasing;
	s32 attack_db_q20;		/* most of this attack */
	u32 phase;			/* frame of the division */
};

/*
 * Returns 0, or -EINVAL for what has another size or makes no compressor (only if
 * it is enabled: settings of a disabled one don't matter).
 */
int sofdsp_drc_decode(struct drc_params *params, const void *data, u32 bytes);

/* The static curve: wanted gain, 0..1, at @level (2^31 is full scale). */
s32 sofdsp_drc_curve_q30(const struct drc_params *params, u32 level_q31);

/* To rest. */
void sofdsp_drc_reset(struct drc_state *state);

/*
 * One frame: takes the level of what comes in, returns the gain, 0..1, of what goes
 * out. It depends on levels before this division only.
 */
s32 sofdsp_drc_step(struct drc_state *state, const struct drc_params *params,
	     u32 level_q31);

#endif /* SOFDSP_DRC_H */
