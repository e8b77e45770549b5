/* SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause */
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * What include/uapi/linux/virtio_sof.h asks of <linux/types.h>, from the
 * compiler alone.
 */
#ifndef _LINUX_TYPES_H
#define _LINUX_TYPES_H

typedef __UINT8_TYPE__ __u8;
typedef __UINT16_TYPE__ __u16;
typedef __UINT32_TYPE__ __u32;
typedef __UINT64_TYPE__ __u64;

typedef __u16 __le16;
typedef __u32 __le32;
typedef __u64 __le64;

#endif /* _LINUX_TYPES_H */
