/* SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause */
/* Copyright (C) 2026 The sof-virtio authors */
#ifndef SOFV_BYTES_H
#define SOFV_BYTES_H

/* Little-endian words at any alignment. Private to the core. */
#include <sofv_port.h>

static inline u32 sofv_get_le32(const void *p)
{
	sofv_le32 le;

	memcpy(&le, p, sizeof(le));

	return sofv_le32_to_cpu(le);
}

static inline void sofv_put_le32(void *p, u32 value)
{
	sofv_le32 le = sofv_cpu_to_le32(value);

	memcpy(p, &le, sizeof(le));
}

#endif /* SOFV_BYTES_H */
