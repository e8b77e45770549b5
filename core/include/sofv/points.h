/* SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause */
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * The connection points that were granted to one guest. A guest knows a point
 * by its direction and its index in this list, never by the host's component.
 */
#ifndef SOFV_POINTS_H
#define SOFV_POINTS_H

#include <sofv_port.h>

#define SOFV_GRANTS_MAX			8	/* of each direction */
#define SOFV_DIRECTIONS			2	/* SOF3_DIR_PLAYBACK, _CAPTURE */

/* All zeroes: nothing granted. */
struct sofv_points {
	u32 count[SOFV_DIRECTIONS];
	u32 comp_id[SOFV_DIRECTIONS][SOFV_GRANTS_MAX];
};

/**
 * sofv_points_add - append a point to the list of its direction
 * @points: list
 * @direction: SOF3_DIR_*
 * @comp_id: component of the host that the guest's graph is linked to
 *
 * Return: index, -EINVAL for a direction that does not exist, -EEXIST if the
 * component is in the list of that direction, -ENOSPC if the list is full.
 */
int sofv_points_add(struct sofv_points *points, u32 direction, u32 comp_id);

/**
 * sofv_points_get - component of a point
 * @points: list
 * @comp_id: set on success
 * @direction: SOF3_DIR_*
 * @index: of the point
 *
 * Return: 0 or -ENOENT.
 */
int sofv_points_get(const struct sofv_points *points, u32 *comp_id,
		    u32 direction, u32 index);

/**
 * sofv_points_find - index of the point that is linked to a component
 * @points: list
 * @index: set on success
 * @direction: SOF3_DIR_*
 * @comp_id: component of the host
 *
 * Return: 0 or -ENOENT.
 */
int sofv_points_find(const struct sofv_points *points, u32 *index,
		     u32 direction, u32 comp_id);

#endif /* SOFV_POINTS_H */
