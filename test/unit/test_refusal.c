// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Why a request was refused: every error has one reason, every quota its own.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <sofv/quota.h>
#include <sofv/refusal.h>

/* P-3.3.3: a counter of its own for each quota */
static void test_quotas(void **state)
{
	static const enum sofv_refusal reasons[SOFV_QUOTAS] = {
		[SOFV_QUOTA_COMPONENTS] = SOFV_REFUSED_COMPONENTS,
		[SOFV_QUOTA_PIPELINES] = SOFV_REFUSED_PIPELINES,
		[SOFV_QUOTA_BUFFER_BYTES] = SOFV_REFUSED_BUFFER_BYTES,
		[SOFV_QUOTA_STREAMS] = SOFV_REFUSED_STREAMS,
		[SOFV_QUOTA_IPC_RATE] = SOFV_REFUSED_IPC_RATE,
	};
	u32 i;
	int e;

	(void)state;
	for (i = 0; i < SOFV_QUOTAS; i++)
		assert_int_equal(sofv_refusal_of(sofv_quota_error(i)), reasons[i]);
	for (e = -4095; e <= 0; e++)
		for (i = 0; i < SOFV_QUOTAS; i++)
			if (sofv_refusal_of(e) == reasons[i])
				assert_int_equal(sofv_quota_error(i), e);
}

/* P-3.2.5: all errors of sofv_guest_check(), the decoder and the votes */
static void test_errors(void **state)
{
	static const struct {
		int error;
		enum sofv_refusal reason;
	} known[] = {
		{ -EPERM, SOFV_REFUSED_NOT_ALLOWED },
		{ -EACCES, SOFV_REFUSED_NOT_GRANTED },
		{ -ENOENT, SOFV_REFUSED_NO_OBJECT },
		{ -EEXIST, SOFV_REFUSED_OUT_OF_TURN },
		{ -EBUSY, SOFV_REFUSED_OUT_OF_TURN },
		{ -EINVAL, SOFV_REFUSED_OUT_OF_TURN },
		{ -ENOTCONN, SOFV_REFUSED_OUT_OF_TURN },
		{ -EBADMSG, SOFV_REFUSED_MALFORMED },
		{ -EMSGSIZE, SOFV_REFUSED_MALFORMED },
		{ -ENOSPC, SOFV_REFUSED_LEDGER_FULL },
		{ -EPROTO, SOFV_REFUSED_DSP_ASLEEP },
		{ -ESTALE, SOFV_REFUSED_DSP_LOST },
		{ -ENODEV, SOFV_REFUSED_NO_DSP },
		{ -EIO, SOFV_REFUSED_OTHER },
		{ 1, SOFV_REFUSED_OTHER },
	};
	size_t i;
	int e;

	(void)state;
	for (i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		assert_int_equal(sofv_refusal_of(known[i].error), known[i].reason);
	for (e = -4095; e <= 0; e++)
		assert_true(sofv_refusal_of(e) < SOFV_REFUSALS);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_quotas),
		cmocka_unit_test(test_errors),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
