// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Volumes as SOF core has them: whole decibels by repeated multiplication with
 * the rounded 20th root of ten, half ones by the 40th root. To get the very
 * numbers of a real card it has to be done the same way, rounding and all.
 */
#include <math.h>

#include "run_tplg.h"

#define ONE_Q16			(1u << 16)
#define ROOT_20_OF_TEN_Q16	73533u
#define ROOT_40_OF_TEN_Q16	69419u
#define HALF_DB			50u

static u32 times_q16(u32 a_q16, u32 b_q16)
{
	u64 product = ((u64)a_q16 * b_q16 + (1u << 15)) >> 16;

	return product > UINT32_MAX ? UINT32_MAX : (u32)product;
}

static u32 db_to_q16(s32 db)
{
	u32 gain = ONE_Q16;
	s32 i;

	for (i = 0; i < (db < 0 ? -db : db); i++)
		gain = times_q16(gain, ROOT_20_OF_TEN_Q16);

	return db < 0 ? (u32)((1ull << 32) / gain) : gain;
}

u32 run_gain_q16(const struct run_ctl *ctl, u32 step)
{
	s32 db = ctl->tlv_min / 100 + (s32)(step * ctl->tlv_step / 100);
	u32 gain;

	if (!step && ctl->tlv_mute)
		return 0;

	gain = db_to_q16(db);
	if (ctl->tlv_step == HALF_DB && (step & 1))
		gain = times_q16(gain, ROOT_40_OF_TEN_Q16);

	return gain;
}

double run_gain_db(const struct run_ctl *ctl, u32 step)
{
	if (!step && ctl->tlv_mute)
		return -HUGE_VAL;

	return (ctl->tlv_min + (double)step * ctl->tlv_step) / 100;
}

u32 run_gain_step(const struct run_ctl *ctl, double db)
{
	double distance, best = HUGE_VAL;
	u32 step, found = ctl->min;

	for (step = ctl->min; step <= ctl->max; step++) {
		if (isinf(db) && isinf(run_gain_db(ctl, step)))
			return step;
		distance = fabs(run_gain_db(ctl, step) - db);
		if (distance < best) {
			best = distance;
			found = step;
		}
	}
	return found;
}
