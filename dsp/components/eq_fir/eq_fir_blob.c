// SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause
/*
 * Copyright (C) 2026 The sof-virtio authors
 */
#include "dsp_bytes.h"
#include "eq_fir.h"

static s32 le16(sofv_le16 x)
{
	return (s16)sofv_le16_to_cpu(x);
}

static bool eq_fir_response(struct sofdsp_bytes *b, struct eq_fir_response *r)
{
	struct sof3_eq_fir_response raw;
	sofv_le16 tap;
	s32 shift;
	u32 i;

	if (!sofdsp_bytes_take(b, &raw, sizeof(raw)))
		return false;
	r->n_taps = sofv_le16_to_cpu(raw.length);
	shift = le16(raw.out_shift) + 15;
	if (!r->n_taps || r->n_taps > SOF3_FIR_MAX_TAPS || r->n_taps % 4 ||
	    shift < 0 || shift > (s32)EQ_FIR_MAX_SHIFT)
		return false;
	r->shift = (u32)shift;
	for (i = r->n_taps; i--;) {
		if (!sofdsp_bytes_take(b, &tap, sizeof(tap)))
			return false;
		r->taps_q15[i] = (s16)le16(tap);
	}
	return true;
}

static bool eq_fir_assign(struct sofdsp_bytes *b, u8 *assigned, u32 n_channels,
			  u32 n_responses)
{
	sofv_le16 raw;
	u32 ch;

	for (ch = 0; ch < n_channels; ch++) {
		if (!sofdsp_bytes_take(b, &raw, sizeof(raw)))
			return false;
		if (le16(raw) >= (s32)n_responses)
			return false;
		assigned[ch] = le16(raw) < 0 ? 0 : (u8)(le16(raw) + 1);
	}
	for (; ch < SOFDSP_MAX_CHANNELS; ch++)
		assigned[ch] = assigned[n_channels - 1];
	return true;
}

int eq_fir_decode(struct eq_fir_params *params, const void *data, u32 bytes)
{
	struct sofdsp_bytes b = { data, bytes };
	struct sof3_eq_fir_config raw;
	u32 n_channels, n_responses, i;

	if (bytes > SOF3_EQ_FIR_MAX_BYTES ||
	    !sofdsp_bytes_take(&b, &raw, sizeof(raw)) ||
	    sofv_le32_to_cpu(raw.size) != bytes)
		return -EINVAL;
	n_channels = sofv_le16_to_cpu(raw.channels_in_config);
	n_responses = sofv_le16_to_cpu(raw.number_of_responses);
	/* Odd: firmware could not read the taps as words. */
	if (!n_channels || n_channels > SOFDSP_MAX_CHANNELS || n_channels % 2 ||
	    n_responses > SOF3_EQ_MAX_RESPONSES)
		return -EINVAL;
	if (!eq_fir_assign(&b, params->assigned, n_channels, n_responses))
		return -EINVAL;
	for (i = 0; i < n_responses; i++)
		if (!eq_fir_response(&b, &params->responses[i]))
			return -EINVAL;
	return 0;
}
