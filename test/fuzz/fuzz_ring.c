// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * A stream's ring and a data queue full of anything, and the rate of requests.
 * The first 8 bytes are size of the ring and direction; then come data requests
 * (17 bytes) and moves of the DSP (9 bytes), told by their first byte.
 *
 * Whatever it is: no offset leaves the ring, positions do not go back, nothing is
 * taken twice, and a guest gets its rate and no more.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <linux/virtio_sof.h>
#include <sof/ipc3.h>
#include <sofv/quota.h>
#include <sofv/ring.h>
#include <sofv/wire.h>

static void must(int ok, const char *what)
{
	if (!ok) {
		fprintf(stderr, "fuzz_ring: %s\n", what);
		abort();
	}
}

static u32 word(const u8 *p)
{
	return p[0] | p[1] << 8 | p[2] << 16 | (u32)p[3] << 24;
}

static void piece_in_ring(const struct sofv_ring *ring, const struct sofv_piece *p)
{
	must(p->offset <= ring->bytes && p->bytes <= ring->bytes - p->offset,
	     "silence beyond the ring");
}

static void move(struct sofv_ring *ring, u64 moved)
{
	struct sofv_piece silence[2];
	u64 before = ring->position;

	/* positions do not get that far in a lifetime */
	moved &= ~0ull >> 8;
	if (before + moved > ~0ull >> 4)
		return;
	sofv_ring_advance(ring, moved, silence);
	piece_in_ring(ring, &silence[0]);
	piece_in_ring(ring, &silence[1]);
	must(ring->position == before + moved && ring->offset < ring->bytes &&
	     ring->offset == ring->position % ring->bytes, "the DSP is elsewhere");
	must(ring->direction == SOF3_DIR_CAPTURE ||
	     silence[0].bytes + silence[1].bytes ==
	     (moved < ring->bytes ? moved : ring->bytes), "old audio is left");
}

static void request(struct sofv_ring *ring, const u8 *buf)
{
	u64 driver = ring->driver;
	struct sofv_data data;
	u32 moved = 0;
	bool xrun;
	int ret;

	if (sofv_decode_data(&data, buf, 16))
		return;
	if (ring->direction == SOF3_DIR_PLAYBACK)
		ret = sofv_ring_put(ring, data.offset_bytes, data.bytes, &xrun);
	else
		ret = sofv_ring_take(ring, data.offset_bytes, data.bytes, &moved,
				     &xrun);
	must(!ret == sofv_data_in_ring(&data, ring->bytes), "request beyond the ring");
	must(moved <= data.bytes && (!ret || !moved), "more than was asked for");
	if (ring->direction == SOF3_DIR_PLAYBACK)
		must(ret || (ring->driver > ring->position &&
			     ring->driver <= ring->position + 2ull * ring->bytes),
		     "the driver is nowhere near");
	else
		must(ring->driver >= driver && ring->driver <= ring->position &&
		     (ret || ring->position - ring->driver <= ring->bytes),
		     "taken twice, or before it is there");
}

static void rate(const u8 *data, size_t size)
{
	u32 hz = 1 + word(data) % 5000, burst = 1 + word(data + 4) % 100, taken = 0;
	struct sofv_bucket bucket;
	u64 now = 0, wait_ns;

	sofv_bucket_init(&bucket, hz, burst);
	for (; size >= 4; size -= 4, data += 4) {
		now += word(data) & 0xfffff;
		taken += !sofv_bucket_take(&bucket, now, &wait_ns);
		must(wait_ns <= bucket.interval_ns, "a wait too long");
	}
	must(taken <= burst + now / bucket.interval_ns + 1, "more than the rate");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct sofv_ring ring;

	if (size < 8)
		return 0;
	rate(data, size);
	sofv_ring_start(&ring, data[7] % 2, 1 + word(data) % (1u << 24));
	data += 8;
	size -= 8;
	while (size >= 17) {
		if (data[0] % 2) {
			request(&ring, data + 1);
			data += 17;
			size -= 17;
		} else {
			move(&ring, word(data + 1) |
				    (u64)(data[0] % 8 ? 0 : word(data + 5)) << 32);
			data += 9;
			size -= 9;
		}
	}

	return 0;
}
