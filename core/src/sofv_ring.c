// SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause
/* Copyright (C) 2026 The sof-virtio authors */
#include <sof/ipc3.h>
#include <sofv/ring.h>

void sofv_ring_start(struct sofv_ring *ring, u32 direction, u32 bytes)
{
	memset(ring, 0, sizeof(*ring));
	ring->direction = direction;
	ring->bytes = bytes;
}

/* Without a division of 64 bits, which some 32-bit machines lack. */
static u32 rest_of(u64 value, u32 by)
{
	u64 rest = 0;
	int bit;

	for (bit = 63; bit >= 0; bit--) {
		rest = rest << 1 | (value >> bit & 1);
		if (rest >= by)
			rest -= by;
	}

	return (u32)rest;
}

void sofv_ring_advance(struct sofv_ring *ring, u64 moved_bytes,
		       struct sofv_piece silence[2])
{
	u32 behind = ring->bytes - ring->offset;
	bool round = moved_bytes >= ring->bytes;
	u32 rest = round ? rest_of(moved_bytes, ring->bytes) : (u32)moved_bytes;

	memset(silence, 0, 2 * sizeof(silence[0]));
	if (ring->direction == SOF3_DIR_PLAYBACK && round) {
		silence[0].bytes = ring->bytes;
	} else if (ring->direction == SOF3_DIR_PLAYBACK) {
		silence[0].offset = ring->offset;
		silence[0].bytes = rest < behind ? rest : behind;
		silence[1].bytes = rest - silence[0].bytes;
	}

	ring->position += moved_bytes;
	ring->offset = rest < behind ? ring->offset + rest : rest - behind;
}

static int check(const struct sofv_ring *ring, u32 direction, u32 offset,
		 u32 bytes)
{
	if (ring->direction != direction)
		return -ENOENT;
	if (!bytes || offset >= ring->bytes || bytes > ring->bytes - offset)
		return -EINVAL;

	return 0;
}

/* From the DSP's place forward to @offset. */
static u32 ahead_of_dsp(const struct sofv_ring *ring, u32 offset)
{
	return offset >= ring->offset ? offset - ring->offset :
					ring->bytes - ring->offset + offset;
}

/*
 * A request that starts behind where the last one ended is a rewind: frames not
 * yet played are written again.
 */
int sofv_ring_put(struct sofv_ring *ring, u32 offset, u32 bytes, bool *xrun)
{
	int ret = check(ring, SOF3_DIR_PLAYBACK, offset, bytes);

	*xrun = false;
	if (ret)
		return ret;

	*xrun = ring->driver && ring->position > ring->driver;
	ring->driver = ring->position + ahead_of_dsp(ring, offset) + bytes;

	return 0;
}

/* The last position that the DSP has written at @offset; if none, where it is. */
static u64 last_at(const struct sofv_ring *ring, u32 offset)
{
	u32 behind = ring->bytes - ahead_of_dsp(ring, offset);

	return ring->position >= behind ? ring->position - behind : ring->position;
}

int sofv_ring_take(struct sofv_ring *ring, u32 offset, u32 bytes,
		   u32 *moved_bytes, bool *xrun)
{
	int ret = check(ring, SOF3_DIR_CAPTURE, offset, bytes);
	u64 from, left;

	*moved_bytes = 0;
	*xrun = false;
	if (ret)
		return ret;

	if (ring->position - ring->driver > ring->bytes) {
		*xrun = true;
		ring->driver = ring->position - ring->bytes;
	}

	from = last_at(ring, offset);
	/* taken already: the driver asks for what is yet to come */
	if (from < ring->driver)
		return 0;

	left = ring->position - from;
	*moved_bytes = left < bytes ? (u32)left : bytes;
	if (left)
		ring->driver = from + *moved_bytes;

	return 0;
}
