/* SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause */
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Power votes of the guests of one DSP (doc/protocol.md section 4.3). The table
 * also knows which guest's graph the DSP still holds: the DSP has a generation,
 * the number of times that it lost its content, and each guest the one in which
 * it built its graph. How often the DSP or the guest booted does not enter into it.
 */
#ifndef SOFV_VOTES_H
#define SOFV_VOTES_H

#include <sofv_port.h>

#include <sofv/range.h>

struct sofv_vote {
	u32 generation;
	bool active;	/* votes for a DSP that is awake */
	bool built;	/* has voted so since its reset: @generation is valid */
};

/**
 * struct sofv_votes - all votes; all zeroes: nobody is there
 * @generation: of the DSP
 * @n_active: votes that keep it awake: those of guests that have something there
 * @votes: by sofv_range.slot
 */
struct sofv_votes {
	u32 generation;
	u32 n_active;
	struct sofv_vote votes[SOFV_RANGES_MAX];
};

/**
 * sofv_votes_cast - PM_VFE_POWER_STATUS of a guest
 * @votes: of all guests
 * @slot: of the guest, below SOFV_RANGES_MAX
 * @state: SOFV_POWER_*
 *
 * Return: flags of the reply, SOFV_POWER_FLAG_*.
 */
u32 sofv_votes_cast(struct sofv_votes *votes, u32 slot, u32 state);

/* sofv_votes_drop - the guest was reset or is gone (P-4.3.4) */
void sofv_votes_drop(struct sofv_votes *votes, u32 slot);

/* sofv_votes_lost - the DSP lost its content: crash, power-off, reset */
void sofv_votes_lost(struct sofv_votes *votes);

/**
 * sofv_votes_admit - may a message of this guest go to the DSP
 * @votes: of all guests
 * @slot: of the guest, below SOFV_RANGES_MAX
 *
 * Return: 0; -EPROTO if the guest does not vote for a DSP that is awake
 * (P-4.3.5); -ESTALE if the DSP lost the guest's content and the guest has not
 * voted since (P-4.3.6).
 */
int sofv_votes_admit(const struct sofv_votes *votes, u32 slot);

/**
 * sofv_votes_holds - does the DSP still hold what this guest built
 * @votes: of all guests
 * @slot: of the guest, below SOFV_RANGES_MAX
 *
 * If not, there is nothing to take back from it.
 */
bool sofv_votes_holds(const struct sofv_votes *votes, u32 slot);

/* sofv_votes_may_sleep - no guest needs the DSP (P-4.3.2) */
static inline bool sofv_votes_may_sleep(const struct sofv_votes *votes)
{
	return !votes->n_active;
}

#endif /* SOFV_VOTES_H */
