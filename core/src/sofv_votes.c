// SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause
/* Copyright (C) 2026 The sof-virtio authors */
#include <linux/virtio_sof.h>
#include <sofv/votes.h>

static bool holds(const struct sofv_votes *votes, const struct sofv_vote *vote)
{
	return vote->built && vote->generation == votes->generation;
}

static void set(struct sofv_votes *votes, struct sofv_vote *vote,
		const struct sofv_vote *to)
{
	votes->n_active -= vote->active && holds(votes, vote);
	*vote = *to;
	votes->n_active += vote->active && holds(votes, vote);
}

u32 sofv_votes_cast(struct sofv_votes *votes, u32 slot, u32 state)
{
	struct sofv_vote *vote = &votes->votes[slot];
	struct sofv_vote to = *vote;
	bool lost;

	to.active = state == SOFV_POWER_ACTIVE;
	lost = to.active && to.built && !holds(votes, vote);
	if (to.active) {
		to.generation = votes->generation;
		to.built = true;
	}
	set(votes, vote, &to);

	return lost ? SOFV_POWER_FLAG_TPLG_LOST : 0;
}

void sofv_votes_drop(struct sofv_votes *votes, u32 slot)
{
	const struct sofv_vote none = { 0 };

	set(votes, &votes->votes[slot], &none);
}

void sofv_votes_lost(struct sofv_votes *votes)
{
	votes->generation++;
	votes->n_active = 0;
}

bool sofv_votes_holds(const struct sofv_votes *votes, u32 slot)
{
	return holds(votes, &votes->votes[slot]);
}

int sofv_votes_admit(const struct sofv_votes *votes, u32 slot)
{
	if (!votes->votes[slot].active)
		return -EPROTO;

	return sofv_votes_holds(votes, slot) ? 0 : -ESTALE;
}
