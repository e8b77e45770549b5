// SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause
/* Copyright (C) 2026 The sof-virtio authors */
#include <sofv/quota.h>

#define NS_PER_S	1000000000u

static const int errors[SOFV_QUOTAS] = {
	[SOFV_QUOTA_COMPONENTS] = -EDQUOT,
	[SOFV_QUOTA_PIPELINES] = -EMFILE,
	[SOFV_QUOTA_BUFFER_BYTES] = -ENOBUFS,
	[SOFV_QUOTA_STREAMS] = -EUSERS,
	[SOFV_QUOTA_IPC_RATE] = -EAGAIN,
};

int sofv_quota_error(enum sofv_quota quota)
{
	return errors[quota];
}

enum sofv_quota sofv_quota_of(int error)
{
	u32 i;

	for (i = 0; i < SOFV_QUOTAS; i++)
		if (errors[i] == error)
			break;

	return (enum sofv_quota)i;
}

void sofv_bucket_init(struct sofv_bucket *bucket, u32 rate_hz, u32 burst)
{
	if (rate_hz > NS_PER_S)
		rate_hz = NS_PER_S;

	bucket->interval_ns = rate_hz ? NS_PER_S / rate_hz : 0;
	bucket->burst_ns = (u64)(burst ? burst - 1 : 0) * bucket->interval_ns;
	bucket->due_ns = 0;
}

/*
 * Instead of a level that would have to be filled as time goes by, the bucket
 * keeps the time at which it is full. Each request moves that by an interval.
 */
int sofv_bucket_peek(struct sofv_bucket *bucket, u64 now_ns, u64 *wait_ns)
{
	u64 ahead_ns;

	*wait_ns = 0;
	if (bucket->due_ns < now_ns)
		bucket->due_ns = now_ns;

	/* more can only be if the clock went back */
	ahead_ns = bucket->due_ns - now_ns;
	if (ahead_ns > bucket->burst_ns + bucket->interval_ns)
		ahead_ns = bucket->burst_ns + bucket->interval_ns;
	bucket->due_ns = now_ns + ahead_ns;

	if (ahead_ns > bucket->burst_ns) {
		*wait_ns = ahead_ns - bucket->burst_ns;
		return errors[SOFV_QUOTA_IPC_RATE];
	}

	return 0;
}

int sofv_bucket_take(struct sofv_bucket *bucket, u64 now_ns, u64 *wait_ns)
{
	int ret = sofv_bucket_peek(bucket, now_ns, wait_ns);

	if (!ret)
		bucket->due_ns += bucket->interval_ns;

	return ret;
}
