// SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * From frames of so many channels to a buffer of other ones.
 */
#include "dsp_priv.h"

static void route_sum(s32 *to, u32 to_channels, const s32 *from, u32 from_channels,
		      u32 n_frames, u32 mask)
{
	s64 sum;
	u32 i, c;

	for (i = 0; i < n_frames; i++, to += to_channels, from += from_channels) {
		sum = 0;
		for (c = 0; c < from_channels; c++)
			if (mask >> c & 1)
				sum += from[c];
		*to = sofdsp_sat_s32(sum);
	}
}

static void route_one(s32 *to, u32 to_channels, const s32 *from, u32 from_channels,
		      u32 n_frames)
{
	u32 i;

	for (i = 0; i < n_frames; i++, to += to_channels, from += from_channels)
		*to = *from;
}

/* Output channel @c of all frames. */
static void route_channel(s32 *to, u32 to_channels, const s32 *from,
			  u32 from_channels, u32 n_frames, u32 mask)
{
	u32 i, c;

	mask &= (1u << from_channels) - 1;
	if (!mask) {
		for (i = 0; i < n_frames; i++)
			to[i * to_channels] = 0;
	} else if (mask & (mask - 1)) {
		route_sum(to, to_channels, from, from_channels, n_frames, mask);
	} else {
		for (c = 0; mask >> c != 1; c++)
			;
		route_one(to, to_channels, from + c, from_channels, n_frames);
	}
}

static bool route_is_copy(const u8 *masks, u32 to_channels, u32 from_channels)
{
	u32 c;

	for (c = 0; c < to_channels && masks; c++)
		if (masks[c] != 1u << c)
			return false;
	return to_channels == from_channels;
}

void sofdsp_route(struct sofdsp_buffer *to, const u8 *masks, const s32 *from,
		  u32 from_channels, u32 n_frames)
{
	const bool copy = route_is_copy(masks, to->channels, from_channels);
	u32 left = sofdsp_min(n_frames, sofdsp_buffer_room(to));
	u32 n, c;
	s32 *out;

	for (; left; left -= n, from += n * from_channels) {
		n = left;
		out = sofdsp_buffer_write(to, &n);
		if (copy)
			memcpy(out, from, n * from_channels * sizeof(*out));
		for (c = 0; c < to->channels && !copy; c++)
			route_channel(out + c, to->channels, from, from_channels,
				      n, masks ? masks[c] : 1u << c);
		sofdsp_buffer_produce(to, n);
	}
}
