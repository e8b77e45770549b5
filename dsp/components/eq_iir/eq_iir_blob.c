// SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause
/*
 * Copyright (C) 2026 The sof-virtio authors
 */
#include "dsp_bytes.h"
#include "eq_iir.h"

static s32 le32(sofv_le32 x)
{
	return (s32)sofv_le32_to_cpu(x);
}

/* By index, not by pointer: so sanitizers see the bounds. */
static bool eq_iir_section(struct sofdsp_bytes *b, struct eq_iir_response *r, u32 i)
{
	struct sof3_eq_iir_biquad raw;
	s32 gain, shift;

	if (!sofdsp_bytes_take(b, &raw, sizeof(raw)))
		return false;
	gain = le32(raw.output_gain);
	shift = le32(raw.output_shift);
	if (gain < -0x8000 || gain > 0x7fff || shift < -14 ||
	    shift > (s32)BIQUAD_MAX_SHIFT - 14)
		return false;
	r->sections[i].a2_q30 = le32(raw.a2);
	r->sections[i].a1_q30 = le32(raw.a1);
	r->sections[i].b2_q30 = le32(raw.b2);
	r->sections[i].b1_q30 = le32(raw.b1);
	r->sections[i].b0_q30 = le32(raw.b0);
	r->sections[i].gain_q14 = gain;
	r->sections[i].shift = (u32)(shift + 14);
	return true;
}

static bool eq_iir_response(struct sofdsp_bytes *b, struct eq_iir_response *r)
{
	struct sof3_eq_iir_response raw;
	u32 i;

	if (!sofdsp_bytes_take(b, &raw, sizeof(raw)))
		return false;
	r->n_sections = sofv_le32_to_cpu(raw.num_sections);
	r->n_in_series = sofv_le32_to_cpu(raw.num_sections_in_series);
	if (!r->n_sections || r->n_sections > SOF3_EQ_IIR_MAX_BIQUADS ||
	    !r->n_in_series || r->n_sections % r->n_in_series)
		return false;
	for (i = 0; i < r->n_sections; i++)
		if (!eq_iir_section(b, r, i))
			return false;
	return true;
}

static bool eq_iir_assign(struct sofdsp_bytes *b, u8 *assigned, u32 n_channels,
			  u32 n_responses)
{
	sofv_le32 raw;
	u32 ch;

	for (ch = 0; ch < n_channels; ch++) {
		if (!sofdsp_bytes_take(b, &raw, sizeof(raw)))
			return false;
		if (le32(raw) >= (s32)n_responses)
			return false;
		assigned[ch] = le32(raw) < 0 ? 0 : (u8)(le32(raw) + 1);
	}
	for (; ch < SOFDSP_MAX_CHANNELS; ch++)
		assigned[ch] = assigned[n_channels - 1];
	return true;
}

int eq_iir_decode(struct eq_iir_params *params, const void *data, u32 bytes)
{
	struct sofdsp_bytes b = { data, bytes };
	struct sof3_eq_iir_config raw;
	u32 n_channels, n_responses, i;

	if (bytes > SOF3_EQ_IIR_MAX_BYTES ||
	    !sofdsp_bytes_take(&b, &raw, sizeof(raw)) ||
	    sofv_le32_to_cpu(raw.size) != bytes)
		return -EINVAL;
	n_channels = sofv_le32_to_cpu(raw.channels_in_config);
	n_responses = sofv_le32_to_cpu(raw.number_of_responses);
	if (!n_channels || n_channels > SOFDSP_MAX_CHANNELS ||
	    n_responses > SOF3_EQ_MAX_RESPONSES)
		return -EINVAL;
	if (!eq_iir_assign(&b, params->assigned, n_channels, n_responses))
		return -EINVAL;
	for (i = 0; i < n_responses; i++)
		if (!eq_iir_response(&b, &params->responses[i]))
			return -EINVAL;
	return 0;
}
