// SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Memory of variable size: audio buffers and private parts of components. First
 * fit over blocks of 1 KiB. runs[] holds the length of a run at its first block,
 * ARENA_INSIDE at the others and 0 at free ones; freeing needs no merging.
 */
#include "dsp_priv.h"

#define ARENA_INSIDE	0xffffu

static_assert(SOFDSP_ARENA_BLOCKS < ARENA_INSIDE, "run length fits");

static u32 arena_free_run(const struct sofdsp *dsp, u32 first, u32 want)
{
	u32 n = 0;

	while (n < want && first + n < SOFDSP_ARENA_BLOCKS && !dsp->runs[first + n])
		n++;
	return n;
}

void *sofdsp_alloc(struct sofdsp *dsp, u32 bytes)
{
	u32 want, first, n, i;
	u8 *mem;

	if (!bytes || bytes > SOFDSP_ARENA_BYTES)
		return NULL;
	want = (bytes + SOFDSP_ARENA_BLOCK_BYTES - 1) / SOFDSP_ARENA_BLOCK_BYTES;

	for (first = 0; first < SOFDSP_ARENA_BLOCKS; first += n + 1) {
		n = arena_free_run(dsp, first, want);
		if (n == want)
			break;
	}
	if (first >= SOFDSP_ARENA_BLOCKS)
		return NULL;

	dsp->runs[first] = (u16)want;
	for (i = 1; i < want; i++)
		dsp->runs[first + i] = ARENA_INSIDE;

	mem = (u8 *)dsp->arena + first * SOFDSP_ARENA_BLOCK_BYTES;
	memset(mem, 0, want * SOFDSP_ARENA_BLOCK_BYTES);
	return mem;
}

void sofdsp_free(struct sofdsp *dsp, void *mem)
{
	u32 first, n, i;

	if (!mem)
		return;
	first = (u32)((u8 *)mem - (u8 *)dsp->arena) / SOFDSP_ARENA_BLOCK_BYTES;
	n = dsp->runs[first];
	for (i = 0; i < n; i++)
		dsp->runs[first + i] = 0;
}

u32 sofdsp_alloc_used_bytes(const struct sofdsp *dsp)
{
	u32 n = 0, i;

	for (i = 0; i < SOFDSP_ARENA_BLOCKS; i++)
		if (dsp->runs[i])
			n++;
	return n * SOFDSP_ARENA_BLOCK_BYTES;
}
