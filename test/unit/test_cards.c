// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * The choice of a SOF card: by name, and none that speaks IPC4.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <sofv/cards.h>

static const struct sofv_card cards[] = {
	{ .id = "modern", .device = "0000:00:1f.3", .ipc_major = 4 },
	{ .id = "", .device = "sof-late", .ipc_major = 3 },
	{ .id = "softdsp", .device = "sof-softdsp.0", .ipc_major = 3 },
	{ .id = "soft", .device = "sof-softdsp.1", .ipc_major = 3 },
};

static int choose(const char *wanted)
{
	return sofv_cards_choose(cards, 4, wanted);
}

static void test_first_with_ipc3(void **state)
{
	(void)state;
	assert_int_equal(choose(""), 1);
	assert_int_equal(sofv_cards_choose(cards + 2, 2, ""), 0);
}

static void test_by_name(void **state)
{
	(void)state;
	assert_int_equal(choose("softdsp"), 2);
	assert_int_equal(choose("soft"), 3);
	assert_int_equal(choose("sof-softdsp.1"), 3);
	assert_int_equal(choose("sof-late"), 1);
	assert_int_equal(choose("softds"), -ENODEV);
	assert_int_equal(choose("softdspx"), -ENODEV);
}

static void test_ipc4_is_another_error(void **state)
{
	(void)state;
	assert_int_equal(choose("modern"), -EPROTONOSUPPORT);
	assert_int_equal(choose("0000:00:1f.3"), -EPROTONOSUPPORT);
	assert_int_equal(sofv_cards_choose(cards, 1, ""), -EPROTONOSUPPORT);
	/* one that can be had wins over one that can't */
	assert_int_equal(sofv_cards_choose(cards, 2, ""), 1);
}

static void test_no_card(void **state)
{
	(void)state;
	assert_int_equal(sofv_cards_choose(cards, 0, ""), -ENODEV);
	assert_int_equal(sofv_cards_choose(cards, 0, "softdsp"), -ENODEV);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_first_with_ipc3),
		cmocka_unit_test(test_by_name),
		cmocka_unit_test(test_ipc4_is_another_error),
		cmocka_unit_test(test_no_card),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
