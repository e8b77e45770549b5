// SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause
/* Copyright (C) 2026 The sof-virtio authors */
#include <sofv/quota.h>
#include <sofv/refusal.h>

static const u8 by_quota[SOFV_QUOTAS] = {
	[SOFV_QUOTA_COMPONENTS] = SOFV_REFUSED_COMPONENTS,
	[SOFV_QUOTA_PIPELINES] = SOFV_REFUSED_PIPELINES,
	[SOFV_QUOTA_BUFFER_BYTES] = SOFV_REFUSED_BUFFER_BYTES,
	[SOFV_QUOTA_STREAMS] = SOFV_REFUSED_STREAMS,
	[SOFV_QUOTA_IPC_RATE] = SOFV_REFUSED_IPC_RATE,
};

enum sofv_refusal sofv_refusal_of(int error)
{
	enum sofv_quota quota = sofv_quota_of(error);

	if (quota < SOFV_QUOTAS)
		return (enum sofv_refusal)by_quota[quota];

	switch (error) {
	case -EPERM:
		return SOFV_REFUSED_NOT_ALLOWED;
	case -EACCES:
		return SOFV_REFUSED_NOT_GRANTED;
	case -ENOENT:
		return SOFV_REFUSED_NO_OBJECT;
	case -EEXIST:
	case -EBUSY:
	case -EINVAL:
	case -ENOTCONN:
		return SOFV_REFUSED_OUT_OF_TURN;
	case -EBADMSG:
	case -EMSGSIZE:
	case -EFAULT:
		return SOFV_REFUSED_MALFORMED;
	case -ENOSPC:
		return SOFV_REFUSED_LEDGER_FULL;
	case -EPROTO:
		return SOFV_REFUSED_DSP_ASLEEP;
	case -ESTALE:
		return SOFV_REFUSED_DSP_LOST;
	case -ENODEV:
		return SOFV_REFUSED_NO_DSP;
	default:
		return SOFV_REFUSED_OTHER;
	}
}
