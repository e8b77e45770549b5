// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Data requests, and topology replies for any offset and room: what comes out
 * fits and is what was asked for.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <linux/virtio_sof.h>
#include <sofv/wire.h>

static void must(int ok, const char *what)
{
	if (!ok) {
		fprintf(stderr, "fuzz_wire: %s\n", what);
		abort();
	}
}

static u32 word(const u8 *p)
{
	return p[0] | p[1] << 8 | p[2] << 16 | (u32)p[3] << 24;
}

static void fuzz_data(const u8 *buf, u32 bytes, u32 ring_bytes)
{
	struct sofv_data data;

	if (sofv_decode_data(&data, buf, bytes))
		return;

	must(bytes >= 16 && data.bytes && data.bytes <= SOFV_DATA_MAX_BYTES,
	     "data request out of bounds");
	must(data.comp_id == word(buf) && data.offset_bytes == word(buf + 4) &&
	     data.bytes == word(buf + 8), "data request misread");
	if (sofv_data_in_ring(&data, ring_bytes))
		must((u64)data.offset_bytes + data.bytes <= ring_bytes,
		     "data request beyond the ring");
	else
		must((u64)data.offset_bytes + data.bytes > ring_bytes,
		     "data request refused for nothing");
}

static void fuzz_tplg_reply(const u8 *tplg, u32 tplg_bytes, u32 cap, u32 offset)
{
	u8 *buf = malloc(cap ? cap : 1);
	int ret = sofv_encode_tplg_reply(buf, cap, tplg, tplg_bytes, 7, offset);

	if (offset > tplg_bytes) {
		must(ret == -EINVAL, "offset beyond the end");
	} else if (cap < 28 || (cap == 28 && offset < tplg_bytes)) {
		must(ret == -ENOSPC, "no room");
	} else {
		must(ret >= 28 && (u32)ret <= cap && ret <= SOFV_IPC_MAX_BYTES,
		     "reply too long");
		must(word(buf) == (u32)ret && word(buf + 24) == (u32)ret - 28,
		     "lengths disagree");
		must(!memcmp(buf + 28, tplg + offset, (u32)ret - 28),
		     "wrong bytes");
		must((u32)ret > 28 || offset == tplg_bytes,
		     "no progress");
	}
	free(buf);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	u32 a, b;

	if (size < 8)
		return 0;

	a = word(data);
	b = word(data + 4);
	data += 8;
	size -= 8;
	fuzz_data(data, (u32)size, a);
	fuzz_tplg_reply(data, (u32)size, a % 1024, b);
	fuzz_tplg_reply(data, (u32)size, a % 1024, b % ((u32)size + 2));

	return 0;
}
