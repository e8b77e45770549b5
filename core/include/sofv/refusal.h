/* SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause */
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Why a request was refused, for whoever counts refusals (P-3.2.5, P-3.3.3).
 */
#ifndef SOFV_REFUSAL_H
#define SOFV_REFUSAL_H

#include <sofv_port.h>

enum sofv_refusal {
	SOFV_REFUSED_NOT_ALLOWED,	/* by the firewall, whoever sends it */
	SOFV_REFUSED_NOT_GRANTED,	/* id of someone else, point not granted */
	SOFV_REFUSED_NO_OBJECT,		/* there is none of that id */
	SOFV_REFUSED_OUT_OF_TURN,	/* not now, or not with such an object */
	SOFV_REFUSED_MALFORMED,		/* lengths that contradict, bad memory */
	SOFV_REFUSED_LEDGER_FULL,	/* SOFV_OBJECTS_MAX, SOFV_LINKS_MAX */
	SOFV_REFUSED_COMPONENTS,	/* quotas */
	SOFV_REFUSED_PIPELINES,
	SOFV_REFUSED_BUFFER_BYTES,
	SOFV_REFUSED_STREAMS,
	SOFV_REFUSED_IPC_RATE,
	SOFV_REFUSED_DSP_ASLEEP,	/* no vote for a DSP that is awake */
	SOFV_REFUSED_DSP_LOST,		/* its content is lost, no vote since */
	SOFV_REFUSED_NO_DSP,		/* the host's card has gone */
	SOFV_REFUSED_OTHER,

	SOFV_REFUSALS
};

/**
 * sofv_refusal_of - the reason behind an error
 * @error: from sofv_ipc_decode(), sofv_guest_admit(), sofv_guest_check() or
 *	sofv_votes_admit(), or -ENODEV. What sofv_ipc_chain() refuses is always
 *	SOFV_REFUSED_MALFORMED, whatever its error.
 */
enum sofv_refusal sofv_refusal_of(int error);

#endif /* SOFV_REFUSAL_H */
