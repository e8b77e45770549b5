// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Power votes: who keeps the DSP awake, and who must send its topology again.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <linux/virtio_sof.h>
#include <sofv/votes.h>

#define ACTIVE		SOFV_POWER_ACTIVE
#define SUSPENDED	SOFV_POWER_SUSPENDED
#define LOST		SOFV_POWER_FLAG_TPLG_LOST

/* P-4.3.2 */
static void test_awake(void **state)
{
	struct sofv_votes v = { 0 };

	(void)state;
	assert_true(sofv_votes_may_sleep(&v));
	sofv_votes_cast(&v, 3, ACTIVE);
	sofv_votes_cast(&v, 3, ACTIVE);
	sofv_votes_cast(&v, 63, ACTIVE);
	assert_false(sofv_votes_may_sleep(&v));
	sofv_votes_cast(&v, 3, SUSPENDED);
	sofv_votes_cast(&v, 3, SUSPENDED);
	assert_false(sofv_votes_may_sleep(&v));
	sofv_votes_cast(&v, 63, SUSPENDED);
	assert_true(sofv_votes_may_sleep(&v));
}

/* P-4.3.2: who has lost all does not keep the rest awake, until it votes again */
static void test_lost_keeps_nothing_awake(void **state)
{
	struct sofv_votes v = { 0 };

	(void)state;
	sofv_votes_cast(&v, 3, ACTIVE);
	sofv_votes_cast(&v, 4, ACTIVE);
	sofv_votes_lost(&v);
	assert_true(sofv_votes_may_sleep(&v));
	sofv_votes_cast(&v, 3, SUSPENDED);
	assert_true(sofv_votes_may_sleep(&v));
	sofv_votes_cast(&v, 4, ACTIVE);
	assert_false(sofv_votes_may_sleep(&v));
	sofv_votes_drop(&v, 3);
	assert_false(sofv_votes_may_sleep(&v));
	sofv_votes_cast(&v, 4, ACTIVE);
	sofv_votes_drop(&v, 4);
	assert_true(sofv_votes_may_sleep(&v));
}

/* P-4.3.4 */
static void test_reset_is_a_vote(void **state)
{
	struct sofv_votes v = { 0 };

	(void)state;
	sofv_votes_cast(&v, 0, ACTIVE);
	sofv_votes_drop(&v, 0);
	assert_true(sofv_votes_may_sleep(&v));
	assert_int_equal(sofv_votes_admit(&v, 0), -EPROTO);
	sofv_votes_drop(&v, 0);
	assert_true(sofv_votes_may_sleep(&v));
}

/* P-4.3.3, P-4.3.8 */
static void test_lost(void **state)
{
	struct sofv_votes v = { 0 };

	(void)state;
	/* nothing to lose yet, although the DSP lost its content before */
	sofv_votes_lost(&v);
	assert_int_equal(sofv_votes_cast(&v, 0, ACTIVE), 0);
	assert_int_equal(sofv_votes_cast(&v, 0, SUSPENDED), 0);
	assert_int_equal(sofv_votes_cast(&v, 0, ACTIVE), 0);

	/* lost once or often while asleep: told once */
	assert_int_equal(sofv_votes_cast(&v, 0, SUSPENDED), 0);
	sofv_votes_lost(&v);
	sofv_votes_lost(&v);
	assert_int_equal(sofv_votes_cast(&v, 0, SUSPENDED), 0);
	assert_int_equal(sofv_votes_cast(&v, 0, ACTIVE), LOST);
	assert_int_equal(sofv_votes_cast(&v, 0, ACTIVE), 0);

	/* lost while awake: a crash */
	sofv_votes_lost(&v);
	assert_int_equal(sofv_votes_cast(&v, 0, ACTIVE), LOST);

	/* after a reset of the guest there is nothing to lose again */
	sofv_votes_lost(&v);
	sofv_votes_drop(&v, 0);
	assert_int_equal(sofv_votes_cast(&v, 0, ACTIVE), 0);
}

/* Each guest is told for itself. */
static void test_lost_for_each(void **state)
{
	struct sofv_votes v = { 0 };

	(void)state;
	sofv_votes_cast(&v, 0, ACTIVE);
	sofv_votes_cast(&v, 1, ACTIVE);
	sofv_votes_lost(&v);
	sofv_votes_cast(&v, 2, ACTIVE);
	assert_int_equal(sofv_votes_cast(&v, 1, ACTIVE), LOST);
	assert_int_equal(sofv_votes_cast(&v, 2, ACTIVE), 0);
	assert_int_equal(sofv_votes_cast(&v, 0, ACTIVE), LOST);
}

/* P-4.3.1, P-4.3.5, P-4.3.6 */
static void test_admit(void **state)
{
	struct sofv_votes v = { 0 };

	(void)state;
	assert_int_equal(sofv_votes_admit(&v, 5), -EPROTO);
	assert_false(sofv_votes_holds(&v, 5));
	sofv_votes_cast(&v, 5, ACTIVE);
	assert_int_equal(sofv_votes_admit(&v, 5), 0);
	assert_true(sofv_votes_holds(&v, 5));
	assert_int_equal(sofv_votes_admit(&v, 4), -EPROTO);

	sofv_votes_lost(&v);
	assert_int_equal(sofv_votes_admit(&v, 5), -ESTALE);
	assert_false(sofv_votes_holds(&v, 5));
	sofv_votes_cast(&v, 5, ACTIVE);
	assert_int_equal(sofv_votes_admit(&v, 5), 0);

	/* asleep, the DSP may hold it still */
	sofv_votes_cast(&v, 5, SUSPENDED);
	assert_int_equal(sofv_votes_admit(&v, 5), -EPROTO);
	assert_true(sofv_votes_holds(&v, 5));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_awake),
		cmocka_unit_test(test_lost_keeps_nothing_awake),
		cmocka_unit_test(test_reset_is_a_vote),
		cmocka_unit_test(test_lost),
		cmocka_unit_test(test_lost_for_each),
		cmocka_unit_test(test_admit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
