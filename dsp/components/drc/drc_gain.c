// SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Settings, curve, detector and envelope of the compressor; see drc.h. Ratios are
 * logarithms to base 2 in here ("octaves"), which spares every division per frame.
 */
#include "drc.h"
#include "drc_blob.h"
#include "math/dsp_math.h"

#define DRC_1DB_Q20		(1 << 20)
/* -2 dB: from here up the detector releases at its least rate. */
#define DRC_NEAR_ONE_Q30	852903448
#define DRC_SPACING_MAX_DB	1000

static s32 drc_field(sofv_le32 field)
{
	return (s32)sofv_le32_to_cpu(field);
}

/* 0..128 in Q8.24 to Q1.31, which ends below 2. */
static u32 drc_level_q31(s32 q24)
{
	return q24 >= 2 << 24 ? 0xffffffffu : (u32)q24 << 7;
}

static bool drc_makes_sense(const struct drc_blob_params *m)
{
	const s32 slope = drc_field(m->slope);
	const s32 attack = drc_field(m->one_over_attack_frames);

	return drc_field(m->pre_delay_time) >= 0 &&
	       drc_field(m->linear_threshold) > 0 &&
	       drc_field(m->knee_threshold) >= 0 && drc_field(m->k) > 0 &&
	       slope >= 0 && slope <= SOFDSP_ONE_Q30 &&
	       drc_field(m->ratio_base) > 0 &&
	       drc_field(m->master_linear_gain) >= 0 &&
	       attack > 0 && attack <= SOFDSP_ONE_Q30 &&
	       drc_field(m->sat_release_frames_inv_neg) <= 0 &&
	       drc_field(m->sat_release_frames_inv_neg) >= -SOFDSP_ONE_Q30 &&
	       drc_field(m->sat_release_rate_at_neg_two_db) >= 0 &&
	       drc_field(m->sat_release_rate_at_neg_two_db) <= SOFDSP_ONE_Q30 &&
	       drc_field(m->spacing_db) >= 0 &&
	       drc_field(m->spacing_db) <= DRC_SPACING_MAX_DB;
}

int sofdsp_drc_decode(struct drc_params *params, const void *data, u32 bytes)
{
	const struct drc_blob *blob = data;
	const struct drc_blob_params *m = &blob->params;
	u32 i;

	if (bytes != sizeof(*blob) || sofv_le32_to_cpu(blob->size) != bytes)
		return -EINVAL;
	if (m->enabled && !drc_makes_sense(m))
		return -EINVAL;

	memset(params, 0, sizeof(*params));
	if (!m->enabled)
		return 0;
	params->enabled = true;
	params->pre_delay_q30 = drc_field(m->pre_delay_time);
	params->linear_threshold_q31 = (u32)drc_field(m->linear_threshold) << 1;
	params->knee_threshold_q31 = drc_level_q31(drc_field(m->knee_threshold));
	params->k_octaves_q20 = ((s64)drc_field(m->k) * SOFDSP_LOG2_E_Q30) >> 30;
	params->knee_alpha_q24 = drc_field(m->knee_alpha);
	params->knee_beta_q24 = drc_field(m->knee_beta);
	params->slope_minus_1_q30 = drc_field(m->slope) - SOFDSP_ONE_Q30;
	params->ratio_base_octaves_q26 =
		sofdsp_log2_q26((u32)drc_field(m->ratio_base)) - (30 << 26);
	params->master_gain_q24 = drc_field(m->master_linear_gain);
	params->attack_per_frame_q30 = drc_field(m->one_over_attack_frames);
	params->detector_power_q30 = drc_field(m->sat_release_frames_inv_neg);
	params->detector_least_q30 = drc_field(m->sat_release_rate_at_neg_two_db);
	params->spacing_octaves_q40 = (u64)drc_field(m->spacing_db) *
				      SOFDSP_OCTAVES_PER_DB_Q40;
	for (i = 0; i < 5; i++)
		params->release_q12[i] = drc_field(m->release[i]);
	return 0;
}

/* Octaves to a gain of at most 1. */
static s32 drc_exp2_q30(s64 octaves_q26)
{
	if (octaves_q26 >= 0)
		return SOFDSP_ONE_Q30;
	if (octaves_q26 < -(31ll << 26))
		return 0;
	return (s32)(sofdsp_exp2_q32((s32)octaves_q26) >> 2);
}

static s32 drc_knee_q30(const struct drc_params *p, u32 level_q31)
{
	const s64 octaves_q26 = -((p->k_octaves_q20 * level_q31) >> 25);
	s64 y_q31;

	y_q31 = ((s64)p->knee_alpha_q24 * SOFDSP_ONE_Q30 +
		 (s64)p->knee_beta_q24 * drc_exp2_q30(octaves_q26)) >> 23;
	if (y_q31 <= 0)
		return 0;
	if (y_q31 >= level_q31)
		return SOFDSP_ONE_Q30;
	return drc_exp2_q30(sofdsp_log2_q26((u32)y_q31) -
			    sofdsp_log2_q26(level_q31));
}

s32 sofdsp_drc_curve_q30(const struct drc_params *p, u32 level_q31)
{
	s64 octaves_q26;

	if (level_q31 < p->knee_threshold_q31)
		return level_q31 < p->linear_threshold_q31 ?
		       SOFDSP_ONE_Q30 : drc_knee_q30(p, level_q31);
	/* ratio_base level^slope / level */
	octaves_q26 = sofdsp_log2_q26(level_q31) - (31 << 26);
	octaves_q26 = ((octaves_q26 * p->slope_minus_1_q30) >> 30) +
		      p->ratio_base_octaves_q26;
	return drc_exp2_q30(octaves_q26);
}

void sofdsp_drc_reset(struct drc_state *state)
{
	memset(state, 0, sizeof(*state));
	state->average_q30 = SOFDSP_ONE_Q30;
	state->gain_q30 = SOFDSP_ONE_Q30;
}

static s32 drc_detector_rate_q30(const struct drc_params *p, s32 gain_q30)
{
	s64 octaves_q26;
	u64 rate_q32;

	if (gain_q30 > DRC_NEAR_ONE_Q30)
		return p->detector_least_q30;
	octaves_q26 = sofdsp_log2_q26((u32)gain_q30) - (30 << 26);
	octaves_q26 = (octaves_q26 * p->detector_power_q30) >> 30;
	if (octaves_q26 >= 1 << 26)
		return SOFDSP_ONE_Q30;
	rate_q32 = sofdsp_exp2_q32((s32)octaves_q26) - (1ull << 32);
	return (s32)(rate_q32 >> 2);
}

static void drc_detect(struct drc_state *state, const struct drc_params *p,
		       u32 level_q31)
{
	const s32 gain_q30 = sofdsp_drc_curve_q30(p, level_q31);
	const s32 way_q30 = gain_q30 - state->average_q30;

	if (way_q30 <= 0)
		state->average_q30 = gain_q30;
	else
		state->average_q30 += sofdsp_mul_q30(way_q30,
					drc_detector_rate_q30(p, gain_q30));
}

/* Factor per frame, above 1; @to_go_db is how far the gain is below its goal. */
static s32 drc_release_rate_q30(const struct drc_params *p, s32 to_go_db_q20)
{
	const s32 most = 12 * DRC_1DB_Q20;
	s64 x_q24, frames_q12 = 0;
	u64 octaves_q26;
	u32 i;

	x_q24 = (s64)(most - (to_go_db_q20 < most ? to_go_db_q20 : most)) << 2;
	for (i = 5; i-- > 0;)
		frames_q12 = ((frames_q12 * x_q24) >> 24) + p->release_q12[i];
	if (frames_q12 < 1 << 12)
		frames_q12 = 1 << 12;
	if (frames_q12 > 0xffffffffll)
		frames_q12 = 0xffffffffll;
	octaves_q26 = sofdsp_div_u64(p->spacing_octaves_q40, (u32)frames_q12) >> 2;
	if (octaves_q26 >= 1 << 26)
		return 0x7fffffff;
	return (s32)(sofdsp_exp2_q32((s32)octaves_q26) >> 2);
}

/* Part of the way that is left after a frame: (0.25 / dB)^(1 / attack frames). */
static s32 drc_attack_rate_q30(const struct drc_params *p, s32 db_q20)
{
	const s32 least = DRC_1DB_Q20 / 2;
	s64 octaves_q26;

	db_q20 = db_q20 > least ? db_q20 : least;
	octaves_q26 = -(2ll << 26) - sofdsp_log2_q26((u32)db_q20) + (20ll << 26);
	return drc_exp2_q30((octaves_q26 * p->attack_per_frame_q30) >> 30);
}

static void drc_envelope(struct drc_state *state, const struct drc_params *p)
{
	s64 apart_q26;
	s32 db_q20;

	/* So that it is the average again once it went through sin(). */
	state->target_q30 = sofdsp_asin_q30(state->average_q30);
	state->releasing = state->target_q30 > state->gain_q30;
	apart_q26 = (s64)sofdsp_log2_q26((u32)state->target_q30) -
		    sofdsp_log2_q26((u32)state->gain_q30);
	db_q20 = (s32)((apart_q26 * SOFDSP_DB_PER_OCTAVE_Q26) >> 32);
	if (!state->target_q30 || !state->gain_q30)
		db_q20 = state->releasing ? DRC_1DB_Q20 : -DRC_1DB_Q20;

	if (state->releasing) {
		state->attack_db_q20 = 0;
		state->rate_q30 = drc_release_rate_q30(p, db_q20);
		return;
	}
	if (-db_q20 > state->attack_db_q20)
		state->attack_db_q20 = -db_q20;
	state->rate_q30 = drc_attack_rate_q30(p, state->attack_db_q20);
}

s32 sofdsp_drc_step(struct drc_state *state, const struct drc_params *p, u32 level_q31)
{
	s64 gain_q30;

	if (!state->phase)
		drc_envelope(state, p);
	state->phase = (state->phase + 1) % DRC_DIVISION_FRAMES;

	if (state->releasing) {
		gain_q30 = ((s64)state->gain_q30 * state->rate_q30 + (1 << 29)) >> 30;
		if (gain_q30 > SOFDSP_ONE_Q30)
			gain_q30 = SOFDSP_ONE_Q30;
	} else {
		gain_q30 = state->target_q30 +
			   sofdsp_mul_q30(state->gain_q30 - state->target_q30,
					  state->rate_q30);
	}
	state->gain_q30 = (s32)gain_q30;
	drc_detect(state, p, level_q31);
	return sofdsp_sin_q30((s32)gain_q30);
}
