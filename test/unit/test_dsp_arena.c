// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * The allocator: zeroed, aligned, apart from each other, bounded, and whole
 * again after any order of frees.
 */
#include "dsp_bench.h"
#include "dsp_priv.h"

static void test_whole_after_any_order(void **state)
{
	enum { N = 64 };
	struct bench *b = bench_new();
	u32 seed = 7, round, i, bytes[N];
	u8 *mem[N] = { NULL };

	(void)state;
	for (round = 0; round < 5000; round++) {
		i = (u32)bench_noise(&seed) % N;
		if (mem[i]) {
			u8 want = (u8)i;
			u32 k;

			for (k = 0; k < bytes[i]; k++)
				assert_int_equal(mem[i][k], want);
			sofdsp_free(b->dsp, mem[i]);
			mem[i] = NULL;
			continue;
		}
		bytes[i] = 1 + (u32)bench_noise(&seed) % 9000;
		mem[i] = sofdsp_alloc(b->dsp, bytes[i]);
		assert_non_null(mem[i]);
		assert_int_equal((uintptr_t)mem[i] % sizeof(u64), 0);
		assert_int_equal(mem[i][0] | mem[i][bytes[i] - 1], 0);
		memset(mem[i], (int)i, bytes[i]);
	}
	for (i = 0; i < N; i++)
		sofdsp_free(b->dsp, mem[i]);
	assert_int_equal(sofdsp_alloc_used_bytes(b->dsp), 0);

	mem[0] = sofdsp_alloc(b->dsp, SOFDSP_ARENA_BYTES);
	assert_non_null(mem[0]);
	assert_null(sofdsp_alloc(b->dsp, 1));
	sofdsp_free(b->dsp, mem[0]);
	assert_int_equal(sofdsp_alloc_used_bytes(b->dsp), 0);
	bench_free(b);
}

static void test_bounds(void **state)
{
	struct bench *b = bench_new();

	(void)state;
	assert_null(sofdsp_alloc(b->dsp, 0));
	assert_null(sofdsp_alloc(b->dsp, SOFDSP_ARENA_BYTES + 1));
	assert_null(sofdsp_alloc(b->dsp, 0xffffffffu));
	sofdsp_free(b->dsp, NULL);
	bench_free(b);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_whole_after_any_order),
		cmocka_unit_test(test_bounds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
