// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * P-4.2.1: ranges of guests that run at the same time never overlap, and come
 * back in any order.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <sofv/range.h>

static bool overlap(u32 a, u32 a_count, u32 b, u32 b_count)
{
	return a < b + b_count && b < a + a_count;
}

static void test_all_apart(void **state)
{
	struct sofv_range got[SOFV_RANGES_MAX], more;
	struct sofv_ranges ranges = { 0 };
	u32 i, j;

	(void)state;
	for (i = 0; i < SOFV_RANGES_MAX; i++) {
		assert_int_equal(sofv_ranges_get(&ranges, &got[i]), 0);
		assert_true(got[i].comp_id_base >= 0x8000);
		assert_true(got[i].comp_id_base + got[i].comp_id_count <= 0x10000);
		assert_true(got[i].pipe_id_base >= 1024);
		for (j = 0; j < i; j++) {
			assert_false(overlap(got[i].comp_id_base,
					     got[i].comp_id_count,
					     got[j].comp_id_base,
					     got[j].comp_id_count));
			assert_false(overlap(got[i].pipe_id_base,
					     got[i].pipe_id_count,
					     got[j].pipe_id_base,
					     got[j].pipe_id_count));
		}
	}
	assert_int_equal(sofv_ranges_get(&ranges, &more), -ENOSPC);

	/* what is given back is what the next one gets */
	assert_int_equal(sofv_ranges_put(&ranges, &got[40]), 0);
	assert_int_equal(sofv_ranges_put(&ranges, &got[7]), 0);
	assert_int_equal(sofv_ranges_get(&ranges, &more), 0);
	assert_int_equal(more.comp_id_base, got[7].comp_id_base);
	assert_int_equal(sofv_ranges_get(&ranges, &more), 0);
	assert_int_equal(more.pipe_id_base, got[40].pipe_id_base);
	assert_int_equal(sofv_ranges_get(&ranges, &more), -ENOSPC);
}

static void test_put_only_what_was_taken(void **state)
{
	struct sofv_ranges ranges = { 0 };
	struct sofv_range a, b, bad;

	(void)state;
	assert_int_equal(sofv_ranges_get(&ranges, &a), 0);
	assert_int_equal(sofv_ranges_get(&ranges, &b), 0);
	assert_int_equal(sofv_ranges_put(&ranges, &a), 0);
	assert_int_equal(sofv_ranges_put(&ranges, &a), -EINVAL);

	bad = b;
	bad.comp_id_base++;
	assert_int_equal(sofv_ranges_put(&ranges, &bad), -EINVAL);
	bad.comp_id_base = 0;
	assert_int_equal(sofv_ranges_put(&ranges, &bad), -EINVAL);
	bad.comp_id_base = SOFV_COMP_ID_FIRST +
			   SOFV_RANGES_MAX * SOFV_COMP_ID_COUNT;
	assert_int_equal(sofv_ranges_put(&ranges, &bad), -EINVAL);
	assert_int_equal(sofv_ranges_put(&ranges, &b), 0);
}

static void test_edges(void **state)
{
	struct sofv_range r = {
		.comp_id_base = 100, .comp_id_count = 10,
		.pipe_id_base = 0xfffffff0, .pipe_id_count = 4,
	};

	(void)state;
	assert_false(sofv_range_has_comp(&r, 99));
	assert_true(sofv_range_has_comp(&r, 100));
	assert_true(sofv_range_has_comp(&r, 109));
	assert_false(sofv_range_has_comp(&r, 110));
	assert_false(sofv_range_has_comp(&r, 0));
	assert_true(sofv_range_has_pipe(&r, 0xfffffff3));
	assert_false(sofv_range_has_pipe(&r, 0xfffffff4));
	assert_false(sofv_range_has_pipe(&r, 0));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_all_apart),
		cmocka_unit_test(test_put_only_what_was_taken),
		cmocka_unit_test(test_edges),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
