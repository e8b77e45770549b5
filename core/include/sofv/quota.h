/* SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause */
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Quotas of a guest: which there are, the error that tells each (P-3.3.3), and
 * the token bucket that bounds requests per second.
 */
#ifndef SOFV_QUOTA_H
#define SOFV_QUOTA_H

#include <sofv_port.h>

enum sofv_quota {
	SOFV_QUOTA_COMPONENTS,
	SOFV_QUOTA_PIPELINES,
	SOFV_QUOTA_BUFFER_BYTES,
	SOFV_QUOTA_STREAMS,
	SOFV_QUOTA_IPC_RATE,

	SOFV_QUOTAS
};

/**
 * sofv_quota_error - negative errno of a request that a quota forbids
 * @quota: which one
 *
 * Each quota has one of its own, and nothing else is refused with it.
 */
int sofv_quota_error(enum sofv_quota quota);

/**
 * sofv_quota_of - which quota an error tells of
 * @error: negative errno
 *
 * Return: the quota, or SOFV_QUOTAS for none.
 */
enum sofv_quota sofv_quota_of(int error);

/**
 * struct sofv_bucket - token bucket without a clock
 * @interval_ns: between two requests at the full rate; 0: no bound
 * @burst_ns: how far ahead of the rate a guest may be
 * @due_ns: when the bucket is full again
 */
struct sofv_bucket {
	u64 interval_ns;
	u64 burst_ns;
	u64 due_ns;
};

/**
 * sofv_bucket_init - a full bucket
 * @bucket: token bucket
 * @rate_hz: requests per second, 1 to 10^9; 0: no bound
 * @burst: requests that may come at once, at least 1
 */
void sofv_bucket_init(struct sofv_bucket *bucket, u32 rate_hz, u32 burst);

/**
 * sofv_bucket_take - take a token for one request
 * @bucket: token bucket
 * @now_ns: of any clock that the caller likes. One that goes back costs the
 *	guest no more than the time to fill the bucket.
 * @wait_ns: set to how long the caller would have to wait for a token
 *
 * Return: 0 with @wait_ns 0, or the error of SOFV_QUOTA_IPC_RATE; then nothing
 * was taken, and @wait_ns is at most one interval.
 */
int sofv_bucket_take(struct sofv_bucket *bucket, u64 now_ns, u64 *wait_ns);

/**
 * sofv_bucket_peek - is there a token
 * @bucket: token bucket
 * @now_ns: as for sofv_bucket_take()
 * @wait_ns: as for sofv_bucket_take()
 *
 * Return: as for sofv_bucket_take(), but nothing is taken.
 */
int sofv_bucket_peek(struct sofv_bucket *bucket, u64 now_ns, u64 *wait_ns);

#endif /* SOFV_QUOTA_H */
