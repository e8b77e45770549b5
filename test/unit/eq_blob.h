/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Equalizers designed in double precision, and the blobs of <sof/ipc3_eq.h> made
 * of them. For tests, and for what writes blobs into topologies (tools/eqblob.c).
 */
#ifndef EQ_BLOB_H
#define EQ_BLOB_H

#include <sof/ipc3_eq.h>

/* H(z) = (b0 + b1/z + b2/z^2) / (1 + a1/z + a2/z^2) */
struct eq_biquad {
	double b0, b1, b2, a1, a2;
};

/* The formulas of R. Bristow-Johnson's cookbook. */
struct eq_biquad eq_peaking(double rate_hz, double f_hz, double q, double gain_db);
struct eq_biquad eq_low_shelf(double rate_hz, double f_hz, double q, double gain_db);
struct eq_biquad eq_high_shelf(double rate_hz, double f_hz, double q, double gain_db);
struct eq_biquad eq_low_pass(double rate_hz, double f_hz, double q);
struct eq_biquad eq_high_pass(double rate_hz, double f_hz, double q);
struct eq_biquad eq_gain(double gain_db);

/* |H| in dB */
double eq_biquad_db(const struct eq_biquad *bq, double rate_hz, double f_hz);

/* A biquad as a blob has it, host order. */
struct eq_section {
	s32 a2, a1, b2, b1, b0;		/* Q2.30 */
	s32 shift;
	s32 gain;			/* Q2.14 */
};

/* Numerators that Q2.30 can't hold are scaled by a power of two. */
struct eq_section eq_section(const struct eq_biquad *bq);
/* What the section does, exactly. */
struct eq_biquad eq_section_biquad(const struct eq_section *s);

struct eq_iir_chain {
	u32 n_sections;
	u32 n_in_series;
	struct eq_section sections[SOF3_EQ_IIR_MAX_BIQUADS];
};

struct eq_iir_spec {
	u32 n_channels;
	s32 assigned[SOF3_MAX_CHANNELS];
	u32 n_responses;
	struct eq_iir_chain responses[SOF3_EQ_MAX_RESPONSES];
};

struct eq_fir_taps {
	u32 n_taps;
	s32 shift;
	s16 h[SOF3_FIR_MAX_TAPS];	/* Q1.15 */
};

struct eq_fir_spec {
	u32 n_channels;
	s32 assigned[SOF3_MAX_CHANNELS];
	u32 n_responses;
	struct eq_fir_taps responses[SOF3_EQ_MAX_RESPONSES];
};

/* Add @bq to the end of @chain, in series. */
void eq_chain_add(struct eq_iir_chain *chain, struct eq_biquad bq);

/* Low-pass, a sinc in a Blackman window; gain at 0 Hz as given. */
struct eq_fir_taps eq_fir_low_pass(double rate_hz, double f_hz, u32 n_taps,
				   double gain_db);
/* |H| in dB */
double eq_fir_db(const struct eq_fir_taps *fir, double rate_hz, double f_hz);

/*
 * The blob, without struct sof3_abi_hdr. Returns its bytes. @to has room for
 * EQ_BLOB_ROOM_BYTES; nothing here checks the limits of the format.
 */
#define EQ_BLOB_ROOM_BYTES	8192u
u32 eq_iir_blob(void *to, const struct eq_iir_spec *spec);
u32 eq_fir_blob(void *to, const struct eq_fir_spec *spec);
u32 eq_dcblock_blob(void *to, const s32 r_q30[SOF3_MAX_CHANNELS]);

/* r of a DC block that is 3 dB down at @f_hz. */
s32 eq_dcblock_r_q30(double rate_hz, double f_hz);

#endif /* EQ_BLOB_H */
