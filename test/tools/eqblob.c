// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * eqblob - content for the bytes controls of EQ IIR, EQ FIR and DC block
 *
 * The equalizers that topology/include/eq/ offers as defaults, designed here, in
 * the forms in which a topology and sof-ctl take them.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "eq_blob.h"

static const char usage[] =
"usage: eqblob --list\n"
"       eqblob NAME conf|text|bin|raw\n"
"\n"
"Writes the content of a bytes control to standard output.\n"
"  conf  as an object for ALSA topologies (topology/include/eq/NAME.conf)\n"
"  text  words separated by commas, for sof-ctl -s FILE\n"
"  bin   the same as bytes, for sof-ctl -b -s FILE\n"
"  raw   without any header\n"
"\n"
"Not listed, for tests: test-iir-half and test-fir-half (-6.02 dB; the latter as long\n"
"as may be), test-iir-bad (no firmware takes it).\n";

#define RATE_HZ		48000
/* First word of what snd_ctl_elem_tlv_write() takes; SOF wants the command there. */
#define TLV_TAG		SOF3_CTRL_CMD_BINARY

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

struct preset {
	const char *name;
	const char *about;		/* NULL: for tests, not listed */
	u32 (*make)(void *to);
};

static const struct preset presets[] = {
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

#define N_PRESETS	(sizeof(presets) / sizeof(presets[0]))

/* --------------------------------------------------------------- forms */

/* TLV header, ABI header, content */
#define HEAD_TLV	8u
#define HEAD_ABI	((u32)sizeof(struct sof3_abi_hdr))

struct blob {
	u8 all[HEAD_TLV + HEAD_ABI + EQ_BLOB_ROOM_BYTES];
	u32 bytes;			/* of content */
};

static void blob_make(struct blob *blob, const struct preset *preset)
{
	struct sof3_abi_hdr abi = {
		.magic = sofv_cpu_to_le32(SOF3_ABI_MAGIC),
		.abi = sofv_cpu_to_le32(SOF3_ABI_VERSION),
	};
	sofv_le32 tlv[2];

	blob->bytes = preset->make(blob->all + HEAD_TLV + HEAD_ABI);
	tlv[0] = sofv_cpu_to_le32(TLV_TAG);
	tlv[1] = sofv_cpu_to_le32(HEAD_ABI + blob->bytes);
	abi.size = sofv_cpu_to_le32(blob->bytes);
	memcpy(blob->all, tlv, HEAD_TLV);
	memcpy(blob->all + HEAD_TLV, &abi, HEAD_ABI);
}

static void write_text(const struct blob *blob)
{
	u32 n = (HEAD_TLV + HEAD_ABI + blob->bytes) / 4, i;
	sofv_le32 word;

	for (i = 0; i < n; i++) {
		memcpy(&word, blob->all + 4 * i, 4);
		printf("%u%s", sofv_le32_to_cpu(word), i + 1 < n ? "," : "\n");
	}
}

static void write_conf(const struct blob *blob, const struct preset *preset)
{
	const u8 *data = blob->all + HEAD_TLV;
	u32 n = HEAD_ABI + blob->bytes, i;

	printf("# SPDX-License-Identifier: BSD-3-Clause\n");
	printf("# Copyright (C) 2026 The sof-virtio authors\n#\n");
	printf("# %s\n", preset->about ? preset->about : "For tests");
	printf("# Written by \"make eq-conf\" (test/tools/eqblob.c), for %d Hz.\n\n", RATE_HZ);
	printf("Object.Base.data.\"%s\" {\n\tbytes \"\n", preset->name);
	for (i = 0; i < n; i++)
		printf("%s0x%02x%s", i % 8 ? "" : "\t\t", data[i],
		       i + 1 == n ? "\"\n}\n" : i % 8 == 7 ? ",\n" : ",");
}

static int write_blob(const struct preset *preset, const char *form)
{
	static struct blob blob;

	blob_make(&blob, preset);
	if (!strcmp(form, "conf"))
		write_conf(&blob, preset);
	else if (!strcmp(form, "text"))
		write_text(&blob);
	else if (!strcmp(form, "bin"))
		fwrite(blob.all, 1, HEAD_TLV + HEAD_ABI + blob.bytes, stdout);
	else if (!strcmp(form, "raw"))
		fwrite(blob.all + HEAD_TLV + HEAD_ABI, 1, blob.bytes, stdout);
	else
		return -1;
	if (fflush(stdout) || ferror(stdout)) {
		perror("eqblob");
		exit(1);
	}
	return 0;
}

int main(int argc, char **argv)
{
	u32 i;

	if (argc == 2 && !strcmp(argv[1], "--list")) {
		for (i = 0; i < N_PRESETS; i++)
			if (presets[i].about)
				printf("%-14s %s\n", presets[i].name, presets[i].about);
		return 0;
	}
	if (argc == 2 && !strcmp(argv[1], "--help")) {
		fputs(usage, stdout);
		return 0;
	}
	for (i = 0; argc == 3 && i < N_PRESETS; i++)
		if (!strcmp(argv[1], presets[i].name) &&
		    !write_blob(&presets[i], argv[2]))
			return 0;
	fputs(usage, stderr);
	return 2;
}
