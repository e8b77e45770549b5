// SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause
/* Copyright (C) 2026 The sof-virtio authors */
#include <sofv/range.h>

static_assert(SOFV_RANGES_MAX == 64, "one bit of sofv_ranges.used each");
static_assert(SOFV_COMP_ID_FIRST + SOFV_RANGES_MAX * SOFV_COMP_ID_COUNT <= 0x10000,
	      "ids fit into a position message");

int sofv_ranges_get(struct sofv_ranges *ranges, struct sofv_range *range)
{
	u32 i;

	for (i = 0; i < SOFV_RANGES_MAX; i++)
		if (!(ranges->used & (1ULL << i)))
			break;
	if (i == SOFV_RANGES_MAX)
		return -ENOSPC;

	ranges->used |= 1ULL << i;
	range->slot = i;
	range->comp_id_base = SOFV_COMP_ID_FIRST + i * SOFV_COMP_ID_COUNT;
	range->comp_id_count = SOFV_COMP_ID_COUNT;
	range->pipe_id_base = SOFV_PIPE_ID_FIRST + i * SOFV_PIPE_ID_COUNT;
	range->pipe_id_count = SOFV_PIPE_ID_COUNT;

	return 0;
}

int sofv_ranges_put(struct sofv_ranges *ranges, const struct sofv_range *range)
{
	u32 offset = range->comp_id_base - SOFV_COMP_ID_FIRST;
	u32 i = offset / SOFV_COMP_ID_COUNT;

	if (range->comp_id_base < SOFV_COMP_ID_FIRST || i >= SOFV_RANGES_MAX ||
	    offset % SOFV_COMP_ID_COUNT || !(ranges->used & (1ULL << i)))
		return -EINVAL;

	ranges->used &= ~(1ULL << i);

	return 0;
}
