// SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause
/* Copyright (C) 2026 The sof-virtio authors */
#include <sofv/points.h>

int sofv_points_add(struct sofv_points *points, u32 direction, u32 comp_id)
{
	u32 index;

	if (direction >= SOFV_DIRECTIONS)
		return -EINVAL;
	if (!sofv_points_find(points, &index, direction, comp_id))
		return -EEXIST;
	if (points->count[direction] >= SOFV_GRANTS_MAX)
		return -ENOSPC;

	index = points->count[direction]++;
	points->comp_id[direction][index] = comp_id;

	return (int)index;
}

int sofv_points_get(const struct sofv_points *points, u32 *comp_id,
		    u32 direction, u32 index)
{
	if (direction >= SOFV_DIRECTIONS || index >= points->count[direction])
		return -ENOENT;

	*comp_id = points->comp_id[direction][index];

	return 0;
}

int sofv_points_find(const struct sofv_points *points, u32 *index,
		     u32 direction, u32 comp_id)
{
	u32 i;

	if (direction >= SOFV_DIRECTIONS)
		return -ENOENT;

	for (i = 0; i < points->count[direction]; i++) {
		if (points->comp_id[direction][i] == comp_id) {
			*index = i;
			return 0;
		}
	}

	return -ENOENT;
}
