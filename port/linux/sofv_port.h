/* SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause */
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Environment of core/ and dsp/ inside the Linux kernel.
 */
#ifndef SOFV_PORT_H
#define SOFV_PORT_H

#include <asm/byteorder.h>
#include <linux/build_bug.h>
#include <linux/errno.h>
#include <linux/stddef.h>
#include <linux/string.h>
#include <linux/types.h>

typedef __le16 sofv_le16;
typedef __le32 sofv_le32;
typedef __le64 sofv_le64;

#define SOFV_PACKED __attribute__((packed))
#define SOFV_PACKED_ALIGNED4 __attribute__((packed, aligned(4)))

static inline u16 sofv_le16_to_cpu(sofv_le16 x)
{
	return le16_to_cpu(x);
}

static inline u32 sofv_le32_to_cpu(sofv_le32 x)
{
	return le32_to_cpu(x);
}

static inline u64 sofv_le64_to_cpu(sofv_le64 x)
{
	return le64_to_cpu(x);
}

static inline sofv_le16 sofv_cpu_to_le16(u16 x)
{
	return cpu_to_le16(x);
}

static inline sofv_le32 sofv_cpu_to_le32(u32 x)
{
	return cpu_to_le32(x);
}

static inline sofv_le64 sofv_cpu_to_le64(u64 x)
{
	return cpu_to_le64(x);
}

#endif /* SOFV_PORT_H */
