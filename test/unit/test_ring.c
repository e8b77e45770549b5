// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * The ring of a stream: against a plain array that numbers every byte.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include <sof/ipc3.h>
#include <sofv/ring.h>

#define RING	96u

static u32 noise(u32 *seed)
{
	*seed = *seed * 1664525u + 1013904223u;

	return *seed >> 8;
}

/* P-6.1, P-6.3 */
static void test_bounds(void **state)
{
	struct sofv_ring r;
	u32 moved;
	bool xrun;

	(void)state;
	sofv_ring_start(&r, SOF3_DIR_PLAYBACK, RING);
	assert_int_equal(sofv_ring_put(&r, 0, RING, &xrun), 0);
	assert_int_equal(sofv_ring_put(&r, RING - 1, 1, &xrun), 0);
	assert_int_equal(sofv_ring_put(&r, 0, 0, &xrun), -EINVAL);
	assert_int_equal(sofv_ring_put(&r, 1, RING, &xrun), -EINVAL);
	assert_int_equal(sofv_ring_put(&r, RING, 1, &xrun), -EINVAL);
	assert_int_equal(sofv_ring_put(&r, 0xffffffff, 2, &xrun), -EINVAL);
	assert_int_equal(sofv_ring_put(&r, 2, 0xffffffff, &xrun), -EINVAL);
	assert_int_equal(sofv_ring_take(&r, 0, 1, &moved, &xrun), -ENOENT);

	sofv_ring_start(&r, SOF3_DIR_CAPTURE, RING);
	assert_int_equal(sofv_ring_take(&r, 0, RING, &moved, &xrun), 0);
	assert_int_equal(sofv_ring_take(&r, 1, RING, &moved, &xrun), -EINVAL);
	assert_int_equal(sofv_ring_put(&r, 0, 1, &xrun), -ENOENT);
}

/*
 * P-6.6, P-5.3: the model writes a number for each byte delivered; what the DSP
 * reads is the byte of its position, or silence.
 */
static void test_playback(void **state)
{
	struct sofv_piece silence[2];
	u64 written = 0, read = 0, played;
	u32 content[RING] = { 0 }, seed, i;
	struct sofv_ring r;
	bool xrun;

	(void)state;
	for (seed = 1; seed < 200; seed++) {
		u32 noisy = seed;

		memset(content, 0, sizeof(content));
		written = 0;
		read = 0;
		sofv_ring_start(&r, SOF3_DIR_PLAYBACK, RING);
		for (played = 0; played < 3000;) {
			u32 n = noise(&noisy) % 40 + 1, offset;

			/* a driver that writes what there is room for */
			if (written - read + n <= RING && noise(&noisy) % 3) {
				bool dry = written && read > written;

				/* it writes on where it is, or where the DSP is by now */
				if (read > written)
					written = read;
				offset = (u32)(written % RING);
				if (n > RING - offset)
					n = RING - offset;
				assert_int_equal(sofv_ring_put(&r, offset, n, &xrun), 0);
				assert_int_equal(xrun, dry);
				for (i = 0; i < n; i++)
					content[offset + i] = (u32)(written + i + 1);
				written += n;
				assert_int_equal(r.driver, written);
				continue;
			}
			for (i = 0; i < n; i++) {
				u32 got = content[(read + i) % RING];

				assert_true(got == 0 || got == read + i + 1);
				assert_true(got || read + i >= written);
			}
			sofv_ring_advance(&r, n, silence);
			assert_int_equal(silence[0].bytes + silence[1].bytes, n);
			for (i = 0; i < silence[0].bytes; i++)
				content[silence[0].offset + i] = 0;
			for (i = 0; i < silence[1].bytes; i++)
				content[silence[1].offset + i] = 0;
			read += n;
			played += n;
			assert_int_equal(r.position, read);
			assert_int_equal(r.offset, read % RING);
		}
	}
}

/* A DSP that runs free for long: all of it becomes silence, the place is right. */
static void test_far_ahead(void **state)
{
	struct sofv_piece silence[2];
	struct sofv_ring r;

	(void)state;
	sofv_ring_start(&r, SOF3_DIR_PLAYBACK, RING);
	sofv_ring_advance(&r, 50, silence);
	sofv_ring_advance(&r, (1ull << 60) + 7, silence);
	assert_int_equal(silence[0].offset, 0);
	assert_int_equal(silence[0].bytes, RING);
	assert_int_equal(silence[1].bytes, 0);
	assert_int_equal(r.position, (1ull << 60) + 57);
	assert_int_equal(r.offset, ((1ull << 60) + 57) % RING);
}

/* A rewind writes again what was not played yet, and is no xrun. */
static void test_rewind(void **state)
{
	struct sofv_piece silence[2];
	struct sofv_ring r;
	bool xrun;

	(void)state;
	sofv_ring_start(&r, SOF3_DIR_PLAYBACK, RING);
	assert_int_equal(sofv_ring_put(&r, 0, 80, &xrun), 0);
	sofv_ring_advance(&r, 20, silence);
	assert_int_equal(sofv_ring_put(&r, 40, 20, &xrun), 0);
	assert_false(xrun);
	assert_int_equal(r.driver, 60);
	sofv_ring_advance(&r, 41, silence);
	assert_int_equal(sofv_ring_put(&r, 61, 5, &xrun), 0);
	assert_true(xrun);
}

/*
 * P-6.7, P-6.8: what is taken is, in order and once, what the DSP has written;
 * and if it has written over some, that is told.
 */
static void test_capture(void **state)
{
	struct sofv_piece silence[2];
	u32 xruns = 0, seed, moved, i;
	u64 content[RING];
	struct sofv_ring r;
	bool xrun;

	(void)state;
	for (seed = 1; seed < 200; seed++) {
		u64 written = 0, took = 0;
		u32 noisy = seed;

		memset(content, 0, sizeof(content));
		sofv_ring_start(&r, SOF3_DIR_CAPTURE, RING);
		while (written < 3000) {
			u32 n = noise(&noisy) % 40 + 1, offset = took % RING;
			u64 there;

			if (noise(&noisy) % 5 < 3) {
				for (i = 0; i < n; i++)
					content[(written + i) % RING] = written + i;
				written += n;
				sofv_ring_advance(&r, n, silence);
				assert_int_equal(silence[0].bytes + silence[1].bytes, 0);
				continue;
			}
			if (n > RING - offset)
				n = RING - offset;
			there = written - took;
			assert_int_equal(sofv_ring_take(&r, offset, n, &moved, &xrun), 0);
			assert_int_equal(xrun, there > RING);
			if (xrun) {
				/* the application begins anew */
				xruns++;
				took = r.driver;
				continue;
			}
			assert_int_equal(moved, there < n ? there : n);
			for (i = 0; i < moved; i++)
				assert_int_equal(content[offset + i], took + i);
			took += moved;
			assert_int_equal(r.driver, took);
		}
	}
	assert_true(xruns > 100);
}

/* P-6.7: nothing twice, and nothing that is not there yet */
static void test_capture_out_of_turn(void **state)
{
	struct sofv_piece silence[2];
	struct sofv_ring r;
	u32 moved;
	bool xrun;

	(void)state;
	sofv_ring_start(&r, SOF3_DIR_CAPTURE, RING);
	assert_int_equal(sofv_ring_take(&r, 0, 10, &moved, &xrun), 0);
	assert_int_equal(moved, 0);
	sofv_ring_advance(&r, 30, silence);
	assert_int_equal(sofv_ring_take(&r, 40, 10, &moved, &xrun), 0);
	assert_int_equal(moved, 0);
	assert_int_equal(sofv_ring_take(&r, 0, 20, &moved, &xrun), 0);
	assert_int_equal(moved, 20);
	assert_int_equal(sofv_ring_take(&r, 0, 20, &moved, &xrun), 0);
	assert_int_equal(moved, 0);
	assert_int_equal(sofv_ring_take(&r, 20, 20, &moved, &xrun), 0);
	assert_int_equal(moved, 10);
	assert_int_equal(r.driver, 30);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_bounds),
		cmocka_unit_test(test_playback),
		cmocka_unit_test(test_far_ahead),
		cmocka_unit_test(test_rewind),
		cmocka_unit_test(test_capture),
		cmocka_unit_test(test_capture_out_of_turn),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
