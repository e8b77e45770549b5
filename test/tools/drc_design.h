/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * From what a person says of a compressor to the settings that the DSP takes.
 */
#ifndef DRC_DESIGN_H
#define DRC_DESIGN_H

#include <components/drc/drc_blob.h>

struct drc_design {
	double threshold_db;
	double knee_db;		/* above the threshold, until the ratio holds */
	double ratio;		/* at least 1 */
	double attack_s;	/* for 10 dB */
	double release_s;	/* for 10 dB */
	double pre_delay_s;
	/* Parts of the release time with 12, 8, 4 and 0 dB to go, and dB per part. */
	double release_zone[4];
	int spacing_db;
	double post_gain_db;
};

/* In the middle: what the settings are made of, before they are quantized. */
struct drc_coefs {
	double threshold, k, alpha, beta, knee_threshold, slope, ratio_base;
	double master_gain, attack_per_frame, detector_power, detector_least;
	double release[5];
};

void drc_design_coefs(const struct drc_design *design, double rate_hz,
		      struct drc_coefs *coefs);
void drc_design_blob(const struct drc_design *design, double rate_hz,
		     struct drc_blob *blob);

/* Web Audio's defaults, but for the pre-delay of 6 ms that browsers have. */
extern const struct drc_design drc_design_webaudio;
/* For speech, from -30 dB at 4:1: what is quiet gets 11 dB louder, full scale 7 softer. */
extern const struct drc_design drc_design_speech;

#endif /* DRC_DESIGN_H */
