// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Quotas: an error for each, and a rate that holds whatever the clock does.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <sofv/quota.h>

#define MS	1000000ull
#define S	1000000000ull

/* P-3.3.3 */
static void test_errors(void **state)
{
	u32 i;
	int e;

	(void)state;
	assert_int_equal(sofv_quota_error(SOFV_QUOTA_COMPONENTS), -EDQUOT);
	assert_int_equal(sofv_quota_error(SOFV_QUOTA_PIPELINES), -EMFILE);
	assert_int_equal(sofv_quota_error(SOFV_QUOTA_BUFFER_BYTES), -ENOBUFS);
	assert_int_equal(sofv_quota_error(SOFV_QUOTA_STREAMS), -EUSERS);
	assert_int_equal(sofv_quota_error(SOFV_QUOTA_IPC_RATE), -EAGAIN);

	for (i = 0; i < SOFV_QUOTAS; i++)
		assert_int_equal(sofv_quota_of(sofv_quota_error(i)), i);
	for (e = -4095; e <= 0; e++)
		if (sofv_quota_of(e) != SOFV_QUOTAS)
			assert_int_equal(sofv_quota_error(sofv_quota_of(e)), e);
	assert_int_equal(sofv_quota_of(-EPERM), SOFV_QUOTAS);
	assert_int_equal(sofv_quota_of(0), SOFV_QUOTAS);
}

static u32 taken(struct sofv_bucket *b, u64 from_ns, u64 to_ns, u64 step_ns)
{
	u32 n = 0;
	u64 wait_ns, now;

	for (now = from_ns; now < to_ns; now += step_ns)
		n += !sofv_bucket_take(b, now, &wait_ns);

	return n;
}

/* P-3.5.2: a burst, then the rate, and the burst again after a rest */
static void test_rate(void **state)
{
	struct sofv_bucket b;
	u64 wait_ns;
	u32 i;

	(void)state;
	sofv_bucket_init(&b, 100, 5);
	for (i = 0; i < 5; i++)
		assert_int_equal(sofv_bucket_take(&b, 77 * S, &wait_ns), 0);
	assert_int_equal(sofv_bucket_take(&b, 77 * S, &wait_ns), -EAGAIN);
	assert_int_equal(wait_ns, 10 * MS);
	assert_int_equal(sofv_bucket_take(&b, 77 * S + 4 * MS, &wait_ns), -EAGAIN);
	assert_int_equal(wait_ns, 6 * MS);
	assert_int_equal(sofv_bucket_take(&b, 77 * S + 10 * MS, &wait_ns), 0);
	assert_int_equal(wait_ns, 0);

	/* a flood over ten seconds gets its rate and no more */
	assert_in_range(taken(&b, 78 * S, 88 * S, MS / 7), 1000, 1005);
	assert_int_equal(taken(&b, 99 * S, 99 * S + 1000, 1), 5);
}

/* Waiting as long as it says is enough, always. */
static void test_wait(void **state)
{
	struct sofv_bucket b;
	u64 now = 0, wait_ns;
	u32 i;

	(void)state;
	sofv_bucket_init(&b, 3, 2);
	for (i = 0; i < 1000; i++) {
		if (sofv_bucket_take(&b, now, &wait_ns)) {
			assert_true(wait_ns && wait_ns <= b.interval_ns);
			now += wait_ns;
			assert_int_equal(sofv_bucket_take(&b, now, &wait_ns), 0);
		}
	}
	assert_in_range(now, 998 * b.interval_ns, 999 * b.interval_ns);
}

/* Who looks into the bucket takes nothing. */
static void test_peek(void **state)
{
	struct sofv_bucket b;
	u64 wait_ns;
	u32 i;

	(void)state;
	sofv_bucket_init(&b, 10, 2);
	for (i = 0; i < 5; i++)
		assert_int_equal(sofv_bucket_peek(&b, S, &wait_ns), 0);
	assert_int_equal(sofv_bucket_take(&b, S, &wait_ns), 0);
	assert_int_equal(sofv_bucket_peek(&b, S, &wait_ns), 0);
	assert_int_equal(sofv_bucket_take(&b, S, &wait_ns), 0);
	assert_int_equal(sofv_bucket_peek(&b, S, &wait_ns), -EAGAIN);
	assert_int_equal(wait_ns, 100 * MS);
	assert_int_equal(sofv_bucket_take(&b, S, &wait_ns), -EAGAIN);
	assert_int_equal(sofv_bucket_peek(&b, S + 100 * MS, &wait_ns), 0);
}

/* A clock that goes back does not lock the guest out. */
static void test_clock_goes_back(void **state)
{
	struct sofv_bucket b;
	u64 wait_ns;

	(void)state;
	sofv_bucket_init(&b, 1000, 10);
	assert_int_equal(sofv_bucket_take(&b, 1000 * S, &wait_ns), 0);
	assert_int_equal(sofv_bucket_take(&b, 5, &wait_ns), -EAGAIN);
	assert_true(wait_ns <= b.interval_ns);
	assert_int_equal(sofv_bucket_take(&b, 5 + wait_ns, &wait_ns), 0);
	assert_int_equal(sofv_bucket_take(&b, 0, &wait_ns), -EAGAIN);
	assert_int_equal(sofv_bucket_take(&b, ~0ull - S, &wait_ns), 0);
}

static void test_extremes(void **state)
{
	struct sofv_bucket b;
	u64 wait_ns;
	u32 i;

	(void)state;
	sofv_bucket_init(&b, 0, 1);
	for (i = 0; i < 100; i++)
		assert_int_equal(sofv_bucket_take(&b, 1, &wait_ns), 0);
	sofv_bucket_init(&b, 0xffffffff, 0);
	assert_int_equal(b.interval_ns, 1);
	assert_int_equal(sofv_bucket_take(&b, 1, &wait_ns), 0);
	sofv_bucket_init(&b, 1, 0xffffffff);
	for (i = 0; i < 100; i++)
		assert_int_equal(sofv_bucket_take(&b, 1, &wait_ns), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_errors),
		cmocka_unit_test(test_rate),
		cmocka_unit_test(test_wait),
		cmocka_unit_test(test_peek),
		cmocka_unit_test(test_clock_goes_back),
		cmocka_unit_test(test_extremes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
