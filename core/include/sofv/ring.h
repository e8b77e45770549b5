/* SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause */
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * The ring of a stream as the data queue sees it (doc/protocol.md section 6):
 * where the DSP is, how far the driver has come, who overtook whom. Numbers
 * only; the caller has the memory.
 *
 * Positions count bytes since the stream's start and never go back. An offset
 * is a position's place in the ring.
 */
#ifndef SOFV_RING_H
#define SOFV_RING_H

#include <sofv_port.h>

/**
 * struct sofv_ring - one stream
 * @direction: SOF3_DIR_*
 * @bytes: size of the ring
 * @offset: of @position
 * @position: the DSP has read or written so many
 * @driver: the driver has delivered (playback) or taken (capture) so many;
 *	playback: 0 means nothing yet
 */
struct sofv_ring {
	u32 direction;
	u32 bytes;
	u32 offset;
	u64 position;
	u64 driver;
};

/* A part of the ring. */
struct sofv_piece {
	u32 offset;
	u32 bytes;
};

/**
 * sofv_ring_start - at the beginning
 * @ring: ring
 * @direction: SOF3_DIR_*
 * @bytes: size of the ring, not 0
 */
void sofv_ring_start(struct sofv_ring *ring, u32 direction, u32 bytes);

/**
 * sofv_ring_advance - the DSP has moved on
 * @ring: ring
 * @moved_bytes: since the last call; may be more than the ring
 * @silence: parts that the DSP has read, to be cleared (P-6.6); not yet set
 *	parts have 0 bytes. Nothing for capture.
 */
void sofv_ring_advance(struct sofv_ring *ring, u64 moved_bytes,
		       struct sofv_piece silence[2]);

/**
 * sofv_ring_put - the driver delivers playback data
 * @ring: ring
 * @offset: where
 * @bytes: how many
 * @xrun: set to whether the DSP had run dry before (P-6.6)
 *
 * Return: 0; -EINVAL if it does not lie within the ring; -ENOENT for a ring of
 * the other direction (P-6.3).
 */
int sofv_ring_put(struct sofv_ring *ring, u32 offset, u32 bytes, bool *xrun);

/**
 * sofv_ring_take - the driver asks for captured data
 * @ring: ring
 * @offset: from where
 * @bytes: how many at most
 * @moved_bytes: set to how many there are from @offset on (P-6.7)
 * @xrun: set to whether the DSP has overwritten some that were not taken (P-6.8)
 *
 * Return: as sofv_ring_put().
 */
int sofv_ring_take(struct sofv_ring *ring, u32 offset, u32 bytes,
		   u32 *moved_bytes, bool *xrun);

#endif /* SOFV_RING_H */
