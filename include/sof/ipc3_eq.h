/* SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause */
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Configuration of SOF's equalizers and DC block, as it follows a struct
 * sof3_abi_hdr in a bytes control, or struct sof3_comp_process in COMP_NEW.
 * Numbers and layouts are those of SOF's src/include/user/eq.h and fir.h, and
 * of its DC block; the names differ (sof3_, SOF3_). Little-endian and packed.
 *
 * Responses are shared: each channel names the one it wants by its place in
 * the blob, or none with a negative number. Channels of a stream beyond those
 * in the blob get what the last one in it has.
 */
#ifndef SOF_IPC3_EQ_H
#define SOF_IPC3_EQ_H

#include <sof/ipc3.h>

/* Bytes of a whole blob. */
#define SOF3_EQ_IIR_MAX_BYTES		1024u
#define SOF3_EQ_FIR_MAX_BYTES		4096u

#define SOF3_EQ_MAX_RESPONSES		8u
#define SOF3_EQ_IIR_MAX_BIQUADS		11u	/* of a response */
#define SOF3_FIR_MAX_TAPS		256u

/* EQ IIR: this, channels_in_config x sofv_le32 (s32), then the responses. */
struct sof3_eq_iir_config {
	sofv_le32 size;			/* bytes, all of the blob */
	sofv_le32 channels_in_config;	/* 1..SOF3_MAX_CHANNELS */
	sofv_le32 number_of_responses;
	sofv_le32 reserved[4];
} SOFV_PACKED;

/*
 * A response: this and its biquads. Each num_sections_in_series of them are a
 * chain; the chains run beside each other on the same input and are added.
 */
struct sof3_eq_iir_response {
	sofv_le32 num_sections;
	sofv_le32 num_sections_in_series;
	sofv_le32 reserved[4];
} SOFV_PACKED;

/*
 * y[n] = b0 x[n] + b1 x[n-1] + b2 x[n-2] + a1 y[n-1] + a2 y[n-2]: the signs of
 * a1 and a2 are those of this formula. y * output_gain >> output_shift comes
 * out. All are s32.
 */
struct sof3_eq_iir_biquad {
	sofv_le32 a2;			/* Q2.30, and so the others */
	sofv_le32 a1;
	sofv_le32 b2;
	sofv_le32 b1;
	sofv_le32 b0;
	sofv_le32 output_shift;		/* to the right; negative: to the left */
	sofv_le32 output_gain;		/* Q2.14 */
} SOFV_PACKED;

/* EQ FIR: this, channels_in_config x sofv_le16 (s16), then the responses. */
struct sof3_eq_fir_config {
	sofv_le32 size;			/* bytes, all of the blob */
	sofv_le16 channels_in_config;	/* even, 2..SOF3_MAX_CHANNELS */
	sofv_le16 number_of_responses;
	sofv_le32 reserved[4];
} SOFV_PACKED;

/* A response: this and length x sofv_le16 (s16, Q1.15), h[0] first. */
struct sof3_eq_fir_response {
	sofv_le16 length;		/* a multiple of 4, 4..SOF3_FIR_MAX_TAPS */
	sofv_le16 out_shift;		/* s16; to the right */
	sofv_le32 reserved[4];
} SOFV_PACKED;

/* DC block: y[n] = x[n] - x[n-1] + r y[n-1]. r of 1 << 30 passes everything. */
struct sof3_dcblock_config {
	sofv_le32 r_q30[SOF3_MAX_CHANNELS];	/* s32 */
} SOFV_PACKED;

SOF3_ASSERT_SIZE(sof3_eq_iir_config, 28);
SOF3_ASSERT_SIZE(sof3_eq_iir_response, 24);
SOF3_ASSERT_SIZE(sof3_eq_iir_biquad, 28);
SOF3_ASSERT_OFF(sof3_eq_iir_biquad, b0, 16);
SOF3_ASSERT_SIZE(sof3_eq_fir_config, 24);
SOF3_ASSERT_OFF(sof3_eq_fir_config, reserved, 8);
SOF3_ASSERT_SIZE(sof3_eq_fir_response, 20);
SOF3_ASSERT_SIZE(sof3_dcblock_config, 32);

#endif /* SOF_IPC3_EQ_H */
