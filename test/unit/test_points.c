// SPDX-License-Identifier: GPL-2.0-only
/* Copyright (C) 2026 The sof-virtio authors */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <sofv/points.h>

static void test_index_is_order_of_grant(void **state)
{
	struct sofv_points points = { 0 };
	u32 comp_id, index;

	(void)state;
	assert_int_equal(sofv_points_add(&points, 0, 17), 0);
	assert_int_equal(sofv_points_add(&points, 1, 30), 0);
	assert_int_equal(sofv_points_add(&points, 0, 11), 1);

	assert_int_equal(sofv_points_get(&points, &comp_id, 0, 1), 0);
	assert_int_equal(comp_id, 11);
	assert_int_equal(sofv_points_get(&points, &comp_id, 1, 0), 0);
	assert_int_equal(comp_id, 30);
	assert_int_equal(sofv_points_find(&points, &index, 0, 11), 0);
	assert_int_equal(index, 1);
}

static void test_what_was_not_granted(void **state)
{
	struct sofv_points points = { 0 };
	u32 comp_id = 77, index = 77;

	(void)state;
	sofv_points_add(&points, 0, 17);
	assert_int_equal(sofv_points_get(&points, &comp_id, 0, 1), -ENOENT);
	assert_int_equal(sofv_points_get(&points, &comp_id, 1, 0), -ENOENT);
	assert_int_equal(sofv_points_get(&points, &comp_id, 2, 0), -ENOENT);
	assert_int_equal(sofv_points_find(&points, &index, 1, 17), -ENOENT);
	assert_int_equal(sofv_points_find(&points, &index, 2, 17), -ENOENT);
	assert_int_equal(comp_id, 77);
	assert_int_equal(index, 77);
}

static void test_bounds(void **state)
{
	struct sofv_points points = { 0 };
	u32 i;

	(void)state;
	for (i = 0; i < SOFV_GRANTS_MAX; i++)
		assert_int_equal(sofv_points_add(&points, 1, 100 + i), i);
	assert_int_equal(sofv_points_add(&points, 1, 200), -ENOSPC);
	assert_int_equal(sofv_points_add(&points, 1, 100), -EEXIST);
	assert_int_equal(sofv_points_add(&points, 0, 100), 0);
	assert_int_equal(sofv_points_add(&points, 2, 100), -EINVAL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_index_is_order_of_grant),
		cmocka_unit_test(test_what_was_not_granted),
		cmocka_unit_test(test_bounds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
