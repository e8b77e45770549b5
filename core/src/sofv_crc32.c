// SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause
/* Copyright (C) 2026 The sof-virtio authors */
#include <sofv/wire.h>

/* CRC of each value of four bits, polynomial 0xedb88320: 64 bytes, not 1 KiB. */
static const u32 nibble_crc[16] = {
	0x00000000, 0x1db71064, 0x3b6e20c8, 0x26d930ac,
	0x76dc4190, 0x6b6b51f4, 0x4db26158, 0x5005713c,
	0xedb88320, 0xf00f9344, 0xd6d6a3e8, 0xcb61b38c,
	0x9b64c2b0, 0x86d3d2d4, 0xa00ae278, 0xbdbdf21c,
};

u32 sofv_crc32(const void *buf, u32 bytes)
{
	const u8 *p = buf;
	u32 crc = 0xffffffff;

	while (bytes--) {
		crc ^= *p++;
		crc = (crc >> 4) ^ nibble_crc[crc & 0xf];
		crc = (crc >> 4) ^ nibble_crc[crc & 0xf];
	}

	return ~crc;
}
