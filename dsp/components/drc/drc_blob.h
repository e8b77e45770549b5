/* SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause */
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * The compressor's settings as they travel in a bytes control. Layout and formats
 * are those of SOF's firmware (src/audio/drc/drc_user.h), whose tuning tools
 * precompute all that depends on a logarithm or on the sample rate.
 */
#ifndef SOFDSP_DRC_BLOB_H
#define SOFDSP_DRC_BLOB_H

#include <sofv_port.h>

/* b36ee4da-006f-47f9-a06d-fecbe2d8b6ce as a topology carries it. */
#define DRC_UUID \
	{ 0xda, 0xe4, 0x6e, 0xb3, 0x6f, 0x00, 0xf9, 0x47, \
	  0xa0, 0x6d, 0xfe, 0xcb, 0xe2, 0xd8, 0xb6, 0xce }

/*
 * Levels are amplitudes, 1.0 is full scale. Of a level above linear_threshold the
 * output is
 *
 *   knee_alpha + knee_beta * exp(-k * level)	up to knee_threshold,
 *   ratio_base * level^slope			above.
 *
 * All fields are signed.
 */
struct drc_blob_params {
	sofv_le32 enabled;		/* 0: passes */
	sofv_le32 db_threshold;		/* Q8.24; for tools, like the next two */
	sofv_le32 db_knee;		/* Q8.24 */
	sofv_le32 ratio;		/* Q8.24 */
	sofv_le32 pre_delay_time;	/* Q2.30, seconds */
	sofv_le32 linear_threshold;	/* Q2.30 */
	sofv_le32 slope;		/* Q2.30, 1 / ratio */
	sofv_le32 k;			/* Q12.20 */
	sofv_le32 knee_alpha;		/* Q8.24 */
	sofv_le32 knee_beta;		/* Q8.24 */
	sofv_le32 knee_threshold;	/* Q8.24 */
	sofv_le32 ratio_base;		/* Q2.30 */
	sofv_le32 master_linear_gain;	/* Q8.24, after the compressor */
	sofv_le32 one_over_attack_frames; /* Q2.30, frames for 10 dB */
	/* The detector lets a gain of g go by g^this - 1 of the way per frame. */
	sofv_le32 sat_release_frames_inv_neg;	/* Q2.30 */
	sofv_le32 sat_release_rate_at_neg_two_db; /* Q2.30, least of these */
	/*
	 * Release: spacing_db in k[0] + k[1] x + ... + k[4] x^4 frames, x from 0
	 * (12 dB or more to go) to 3 (almost there).
	 */
	sofv_le32 spacing_db;		/* whole dB */
	sofv_le32 release[5];		/* Q20.12 */
} SOFV_PACKED_ALIGNED4;

struct drc_blob {
	sofv_le32 size;			/* of all of it */
	sofv_le32 reserved[4];
	struct drc_blob_params params;
} SOFV_PACKED_ALIGNED4;

static_assert(sizeof(struct drc_blob) == 108, "as SOF has it");

#endif /* SOFDSP_DRC_BLOB_H */
