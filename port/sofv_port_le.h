/* SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause */
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Wire types and byte order for the ports without the kernel's <asm/byteorder.h>.
 * Included by port/hosted and port/bare only.
 */
#ifndef SOFV_PORT_LE_H
#define SOFV_PORT_LE_H

typedef u16 sofv_le16;
typedef u32 sofv_le32;
typedef u64 sofv_le64;

#define SOFV_PACKED __attribute__((packed))
#define SOFV_PACKED_ALIGNED4 __attribute__((packed, aligned(4)))

#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#define SOFV_LE16(x) ((u16)(x))
#define SOFV_LE32(x) ((u32)(x))
#define SOFV_LE64(x) ((u64)(x))
#else
#define SOFV_LE16(x) __builtin_bswap16(x)
#define SOFV_LE32(x) __builtin_bswap32(x)
#define SOFV_LE64(x) __builtin_bswap64(x)
#endif

static inline u16 sofv_le16_to_cpu(sofv_le16 x)
{
	return SOFV_LE16(x);
}

static inline u32 sofv_le32_to_cpu(sofv_le32 x)
{
	return SOFV_LE32(x);
}

static inline u64 sofv_le64_to_cpu(sofv_le64 x)
{
	return SOFV_LE64(x);
}

static inline sofv_le16 sofv_cpu_to_le16(u16 x)
{
	return SOFV_LE16(x);
}

static inline sofv_le32 sofv_cpu_to_le32(u32 x)
{
	return SOFV_LE32(x);
}

static inline sofv_le64 sofv_cpu_to_le64(u64 x)
{
	return SOFV_LE64(x);
}

#endif /* SOFV_PORT_LE_H */
