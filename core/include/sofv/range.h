/* SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause */
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Ranges of component and pipeline ids, one for each running guest. They are
 * far from the host's own ids, which SOF core counts up from 0. A position
 * message carries the component's id in 16 bits (SOF's include/sound/sof/
 * header.h), so no id may need more.
 */
#ifndef SOFV_RANGE_H
#define SOFV_RANGE_H

#include <sofv_port.h>

#define SOFV_RANGES_MAX			64	/* guests at once */
#define SOFV_COMP_ID_FIRST		0x8000
#define SOFV_COMP_ID_COUNT		512	/* for each guest */
#define SOFV_PIPE_ID_FIRST		1024
#define SOFV_PIPE_ID_COUNT		64	/* for each guest */

/* @slot: which range, below SOFV_RANGES_MAX */
struct sofv_range {
	u32 slot;
	u32 comp_id_base;
	u32 comp_id_count;
	u32 pipe_id_base;
	u32 pipe_id_count;
};

/* All zeroes: no range is in use. */
struct sofv_ranges {
	u64 used;
};

/**
 * sofv_ranges_get - take the lowest free range
 * @ranges: all ranges
 * @range: set to one that is free
 *
 * Context: the caller serialises get and put.
 * Return: 0, or -ENOSPC if SOFV_RANGES_MAX are in use.
 */
int sofv_ranges_get(struct sofv_ranges *ranges, struct sofv_range *range);

/**
 * sofv_ranges_put - give a range back; it may be taken again at once
 * @ranges: all ranges
 * @range: one that is given back
 *
 * Return: 0, or -EINVAL if @range was not taken from @ranges.
 */
int sofv_ranges_put(struct sofv_ranges *ranges, const struct sofv_range *range);

static inline bool sofv_range_has_comp(const struct sofv_range *range, u32 id)
{
	return id >= range->comp_id_base &&
	       id - range->comp_id_base < range->comp_id_count;
}

static inline bool sofv_range_has_pipe(const struct sofv_range *range, u32 id)
{
	return id >= range->pipe_id_base &&
	       id - range->pipe_id_base < range->pipe_id_count;
}

#endif /* SOFV_RANGE_H */
