/* SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause */
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Reads untrusted bytes from front to end.
 */
#ifndef SOFDSP_BYTES_H
#define SOFDSP_BYTES_H

#include <sofv_port.h>

struct sofdsp_bytes {
	const u8 *at;
	u32 left;
};

/* Copy the next @bytes into @to. False, and nothing done, if there are fewer. */
static inline bool sofdsp_bytes_take(struct sofdsp_bytes *b, void *to, u32 bytes)
{
	if (bytes > b->left)
		return false;
	memcpy(to, b->at, bytes);
	b->at += bytes;
	b->left -= bytes;
	return true;
}

#endif /* SOFDSP_BYTES_H */
