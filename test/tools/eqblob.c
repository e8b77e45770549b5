// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * eqblob - content for the bytes controls of EQ IIR, EQ FIR and DC block
 *
 * The equalizers that topology/include/eq/ offers as defaults, designed here.
 */
#include "blob_tool.h"
#include "eq_blob.h"

#define RATE_HZ		48000
/* ------------------------------------------------------------- presets */

static u32 iir_one(void *to, const struct eq_biquad *bands, u32 n)
{
	struct eq_iir_spec spec = { .n_channels = 2, .n_responses = 1 };
	u32 i;

	for (i = 0; i < n; i++)
		eq_chain_add(&spec.responses[0], bands[i]);
	return eq_iir_blob(to, &spec);
}

static u32 iir_flat(void *to)
{
	const struct eq_biquad bands[] = { eq_gain(0) };

	return iir_one(to, bands, 1);
}

static u32 iir_pass(void *to)
{
	const struct eq_iir_spec spec = { .n_channels = 2, .assigned = { -1, -1 } };

	return eq_iir_blob(to, &spec);
}

/* Loudest at +6 dB, which the first section takes away again. */
static u32 iir_loudness(void *to)
{
	const struct eq_biquad bands[] = {
		eq_gain(-6),
		eq_low_shelf(RATE_HZ, 120, 0.707, 6),
		eq_high_shelf(RATE_HZ, 7000, 0.707, 4),
	};

	return iir_one(to, bands, 3);
}

static u32 iir_high_pass(void *to)
{
	/* Butterworth of fourth order */
	const struct eq_biquad bands[] = {
		eq_high_pass(RATE_HZ, 80, 0.54119610),
		eq_high_pass(RATE_HZ, 80, 1.30656296),
	};

	return iir_one(to, bands, 2);
}

static u32 fir_one(void *to, struct eq_fir_taps fir)
{
	struct eq_fir_spec spec = { .n_channels = 2, .n_responses = 1 };

	spec.responses[0] = fir;
	return eq_fir_blob(to, &spec);
}

static u32 fir_flat(void *to)
{
	/* 0.5, shifted to the left: 1.0 is no Q1.15 */
	const struct eq_fir_taps fir = { .n_taps = 4, .shift = -1, .h = { 16384 } };

	return fir_one(to, fir);
}

static u32 fir_low_pass(void *to)
{
	return fir_one(to, eq_fir_low_pass(RATE_HZ, 4000, 96, 0));
}

static u32 test_iir_half(void *to)
{
	struct eq_biquad half = { .b0 = 0.5 };

	return iir_one(to, &half, 1);
}

static u32 test_iir_bad(void *to)
{
	u32 bytes = test_iir_half(to);

	/* no channels */
	memset((u8 *)to + offsetof(struct sof3_eq_iir_config, channels_in_config), 0, 4);
	return bytes;
}

/* 4092 bytes; the channels use the last response. */
static u32 test_fir_half(void *to)
{
	struct eq_fir_spec spec = {
		.n_channels = 2, .n_responses = 8, .assigned = { 7, 7 },
	};
	u32 i;

	for (i = 0; i < 8; i++) {
		spec.responses[i].n_taps = i < 7 ? 252 : 188;
		spec.responses[i].h[0] = i < 7 ? 1 : 16384;
	}
	return eq_fir_blob(to, &spec);
}

static u32 dcblock(void *to, s32 r_q30)
{
	s32 r[SOF3_MAX_CHANNELS];
	u32 ch;

	for (ch = 0; ch < SOF3_MAX_CHANNELS; ch++)
		r[ch] = r_q30;
	return eq_dcblock_blob(to, r);
}

static u32 dcblock_20hz(void *to)
{
	return dcblock(to, eq_dcblock_r_q30(RATE_HZ, 20));
}

static u32 dcblock_pass(void *to)
{
	return dcblock(to, 1 << 30);
}

static const struct blob_preset presets[] = {
	{ "iir-flat", "EQ IIR: one biquad of 0 dB; bit-exact", iir_flat },
	{ "iir-pass", "EQ IIR: no response in any channel", iir_pass },
	{ "iir-loudness", "EQ IIR: 0 dB below 120 Hz, -2 dB above 7 kHz, -6 dB between",
	  iir_loudness },
	{ "iir-highpass", "EQ IIR: high-pass, 80 Hz, 24 dB per octave", iir_high_pass },
	{ "fir-flat", "EQ FIR: 0 dB; bit-exact", fir_flat },
	{ "fir-lowpass", "EQ FIR: low-pass, 4 kHz, 96 taps", fir_low_pass },
	{ "dcblock-20hz", "DC block: 3 dB down at 20 Hz", dcblock_20hz },
	{ "dcblock-pass", "DC block: passes everything", dcblock_pass },
	{ "test-iir-half", NULL, test_iir_half },
	{ "test-iir-bad", NULL, test_iir_bad },
	{ "test-fir-half", NULL, test_fir_half },
};

int main(int argc, char **argv)
{
	static const struct blob_tool tool = {
		.name = "eqblob",
		.folder = "eq",
		.target = "eq-conf",
		.more = "\nNot listed, for tests: test-iir-half and test-fir-half (-6.02 dB; "
			"the latter as\nlong as may be), test-iir-bad (no firmware takes it).\n",
		.presets = presets,
		.n_presets = sizeof(presets) / sizeof(presets[0]),
	};

	static_assert(EQ_BLOB_ROOM_BYTES <= BLOB_ROOM_BYTES, "fits");
	return blob_tool_main(&tool, argc, argv);
}
