// SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause
/* Copyright (C) 2026 The sof-virtio authors */
#include <linux/virtio_sof.h>
#include <sofv/votes.h>

static void set_active(struct sofv_votes *votes, struct sofv_vote *vote,
		       bool active)
{
	votes->n_active += (u32)active - (u32)vote->active;
	vote->active = active;
}

u32 sofv_votes_cast(struct sofv_votes *votes, u32 slot, u32 state)
{
	struct sofv_vote *vote = &votes->votes[slot];
	bool lost;

	set_active(votes, vote, state == SOFV_POWER_ACTIVE);
	if (!vote->active)
		return 0;

	lost = vote->built && vote->generation != votes->generation;
	vote->generation = votes->generation;
	vote->built = true;

	return lost ? SOFV_POWER_FLAG_TPLG_LOST : 0;
}

void sofv_votes_drop(struct sofv_votes *votes, u32 slot)
{
	struct sofv_vote *vote = &votes->votes[slot];

	set_active(votes, vote, false);
	vote->built = false;
}

void sofv_votes_lost(struct sofv_votes *votes)
{
	votes->generation++;
}

bool sofv_votes_holds(const struct sofv_votes *votes, u32 slot)
{
	const struct sofv_vote *vote = &votes->votes[slot];

	return vote->built && vote->generation == votes->generation;
}

int sofv_votes_admit(const struct sofv_votes *votes, u32 slot)
{
	if (!votes->votes[slot].active)
		return -EPROTO;

	return sofv_votes_holds(votes, slot) ? 0 : -ESTALE;
}
