// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Writes the seeds of fuzz_dsp_blob into the folder that is its argument ("make
 * fuzz-dsp-blob-seeds"): good content for the fuzzer to spoil.
 */
#include <stdio.h>
#include <stdlib.h>

#include "drc_design.h"
#include "eq_blob.h"

/* As in fuzz_dsp_blob.c. */
enum { KIND_EQ_IIR, KIND_EQ_FIR, KIND_DCBLOCK, KIND_MUX, KIND_DEMUX, KIND_SELECTOR,
       KIND_DRC };

static FILE *seed;

static void put16(u32 x)
{
	fputc((int)(x & 0xff), seed);
	fputc((int)(x >> 8), seed);
}

static void put_ticks(u32 n)
{
	while (n--)
		put16(0xffff);
}

static void put_blob(const void *blob, u32 bytes)
{
	put16(bytes);
	fwrite(blob, 1, bytes, seed);
}

/* @format: channels - 1, and which rate in bits 3 and 4. */
static void seed_open(const char *dir, const char *name, u32 kind, u32 format)
{
	char path[4096];

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	seed = fopen(path, "wb");
	if (!seed) {
		fprintf(stderr, "gen_dsp_blob_seeds: can't write %s\n", path);
		exit(1);
	}
	fputc((int)kind, seed);
	fputc((int)format, seed);
}

static void seed_iir(const char *dir)
{
	struct eq_iir_spec spec = {
		.n_channels = 2, .assigned = { 0, 1 }, .n_responses = 2,
	};
	u8 blob[EQ_BLOB_ROOM_BYTES];

	eq_chain_add(&spec.responses[0], eq_peaking(48000, 1000, 1, 6));
	eq_chain_add(&spec.responses[0], eq_low_shelf(48000, 100, 1, -6));
	eq_chain_add(&spec.responses[1], eq_high_pass(48000, 30, 5));
	seed_open(dir, "eq-iir", KIND_EQ_IIR, 2 << 3 | 1);
	put_blob(blob, eq_iir_blob(blob, &spec));
	put_ticks(3);
	spec.responses[0].n_in_series = 1;
	spec.assigned[1] = -1;
	put_blob(blob, eq_iir_blob(blob, &spec));
	put_ticks(12);
	fclose(seed);
}

/* As many as there may be, and more of them behind: one too many is a small step. */
static void seed_iir_most(const char *dir)
{
	struct eq_iir_spec spec = { .n_channels = 1, .n_responses = 1 };
	u8 blob[EQ_BLOB_ROOM_BYTES];
	sofv_le32 n;
	u32 i;

	for (i = 0; i < SOF3_EQ_IIR_MAX_BIQUADS; i++)
		eq_chain_add(&spec.responses[0], eq_gain(-1));
	/* Any number of these is right. */
	spec.responses[0].n_in_series = 1;
	i = eq_iir_blob(blob, &spec);
	memcpy(blob + i, blob + i - 10 * sizeof(struct sof3_eq_iir_biquad),
	       10 * sizeof(struct sof3_eq_iir_biquad));
	i += 10 * sizeof(struct sof3_eq_iir_biquad);
	n = sofv_cpu_to_le32(i);
	memcpy(blob, &n, sizeof(n));
	seed_open(dir, "eq-iir-most", KIND_EQ_IIR, 0);
	put_blob(blob, i);
	put_ticks(2);
	fclose(seed);
}

static void seed_fir(const char *dir)
{
	struct eq_fir_spec spec = {
		.n_channels = 2, .assigned = { 0, -1 }, .n_responses = 1,
	};
	u8 blob[EQ_BLOB_ROOM_BYTES];

	spec.responses[0] = eq_fir_low_pass(48000, 4000, 16, 0);
	seed_open(dir, "eq-fir", KIND_EQ_FIR, 3 << 3 | 2);
	put_blob(blob, eq_fir_blob(blob, &spec));
	put_ticks(3);
	spec.responses[0] = eq_fir_low_pass(48000, 4000, 48, 20);
	put_blob(blob, eq_fir_blob(blob, &spec));
	put_ticks(3);
	fclose(seed);
}

static void seed_dcblock(const char *dir)
{
	s32 r[SOF3_MAX_CHANNELS] = { 1 << 30, 1070930240, 1, 0, -1 };
	u8 blob[EQ_BLOB_ROOM_BYTES];

	seed_open(dir, "dcblock", KIND_DCBLOCK, 1 << 3 | 7);
	put_ticks(2);
	put_blob(blob, eq_dcblock_blob(blob, r));
	put_ticks(2);
	fclose(seed);
}

static void seed_routing(const char *dir)
{
	/* 1 stream, pipeline 6, masks of two channels; see mux_blob.h */
	static const u8 mux[24] = { [4] = 1, [8] = 6, [13] = 1, [14] = 2 };
	/* any number of channels to one, the second; see selector_blob.h */
	static const u8 selector[12] = { [4] = 1, [8] = 1 };

	seed_open(dir, "mux", KIND_MUX, 2 << 3 | 1);
	put_blob(mux, sizeof(mux));
	put_ticks(2);
	fclose(seed);
	seed_open(dir, "demux", KIND_DEMUX, 2 << 3 | 1);
	put_blob(mux, sizeof(mux));
	put_ticks(2);
	fclose(seed);
	seed_open(dir, "selector", KIND_SELECTOR, 2 << 3 | 1);
	put_blob(selector, sizeof(selector));
	put_ticks(2);
	fclose(seed);
}

static void seed_drc(const char *dir)
{
	struct drc_blob blob;

	seed_open(dir, "drc", KIND_DRC, 2 << 3 | 1);
	drc_design_blob(&drc_design_speech, 48000, &blob);
	put_blob(&blob, sizeof(blob));
	put_ticks(5);
	drc_design_blob(&drc_design_webaudio, 48000, &blob);
	put_blob(&blob, sizeof(blob));
	put_ticks(5);
	fclose(seed);
}

int main(int argc, char **argv)
{
	if (argc != 2) {
		fprintf(stderr, "usage: gen_dsp_blob_seeds FOLDER\n");
		return 1;
	}
	seed_iir(argv[1]);
	seed_iir_most(argv[1]);
	seed_fir(argv[1]);
	seed_dcblock(argv[1]);
	seed_routing(argv[1]);
	seed_drc(argv[1]);
	return 0;
}
