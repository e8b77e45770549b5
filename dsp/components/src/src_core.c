// SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * One stream through the filter. The history is kept per channel, so that the
 * inner loop walks two plain arrays.
 */
#include "components/src/src_core.h"

bool sofdsp_src_rate_ok(u32 rate_hz)
{
	static const u32 rates_hz[] = {
		8000, 16000, 24000, 32000, 44100, 48000, 88200, 96000, 176400,
		192000,
	};
	u32 i;

	for (i = 0; i < sizeof(rates_hz) / sizeof(rates_hz[0]); i++)
		if (rates_hz[i] == rate_hz)
			return true;
	return false;
}

void sofdsp_src_ratio_set(struct src_ratio *ratio, u32 in_hz, u32 out_hz)
{
	u32 a = in_hz, b = out_hz, rest;

	while (b) {
		rest = a % b;
		a = b;
		b = rest;
	}
	ratio->up = out_hz / a;
	ratio->down = in_hz / a;

	ratio->taps = SRC_PROTO_PERIODS;
	if (ratio->down > ratio->up)
		ratio->taps = (SRC_PROTO_PERIODS * ratio->down + ratio->up - 1) /
			      ratio->up;
	ratio->taps = (ratio->taps + SRC_TAPS_STEP - 1) / SRC_TAPS_STEP *
		      SRC_TAPS_STEP;
}

static u32 src_history_frames(const struct src_ratio *ratio)
{
	return ratio->taps + SRC_ROOM_FRAMES;
}

u32 sofdsp_src_history_bytes(const struct src_ratio *ratio, u32 channels)
{
	return src_history_frames(ratio) * channels * (u32)sizeof(s32);
}

void sofdsp_src_start(struct src_stream *st, const struct src_bank *bank,
		      s32 *history, u32 channels)
{
	const struct src_ratio *r = &bank->ratio;

	st->bank = bank;
	st->channels = channels;
	st->history = history;
	st->cap = src_history_frames(r);
	st->fill = r->taps - 1;
	st->next = st->fill + (r->down - 1) / r->up;
	st->phase = (r->down - 1) % r->up;
	memset(history, 0, sofdsp_src_history_bytes(r, channels));
}

u32 sofdsp_src_need(const struct src_stream *st, u32 out_frames)
{
	const struct src_ratio *r = &st->bank->ratio;
	u32 last;

	if (!out_frames)
		return 0;
	if (out_frames > (0xffffffffu - r->up) / r->down)
		return 0xffffffffu;
	last = st->next + (st->phase + (out_frames - 1) * r->down) / r->up;
	return last < st->fill ? 0 : last + 1 - st->fill;
}

/* Drop what no output will look at any more. */
static void src_forget(struct src_stream *st)
{
	u32 old = st->next - (st->bank->ratio.taps - 1), c;
	s32 *line;

	st->fill -= old;
	st->next -= old;
	for (c = 0; c < st->channels; c++) {
		line = st->history + c * st->cap;
		memmove(line, line + old, st->fill * sizeof(*line));
	}
}

u32 sofdsp_src_push(struct src_stream *st, const s32 *from, u32 n_frames)
{
	u32 room = st->cap - st->fill, c, i;
	s32 *line;

	if (n_frames > room) {
		src_forget(st);
		room = st->cap - st->fill;
	}
	if (n_frames > room)
		n_frames = room;
	for (c = 0; c < st->channels; c++) {
		line = st->history + c * st->cap + st->fill;
		for (i = 0; i < n_frames; i++)
			line[i] = from[i * st->channels + c];
	}
	st->fill += n_frames;
	return n_frames;
}

static s32 src_round(s64 sum)
{
	sum = (sum + (1ll << (SRC_COEF_Q - 1))) >> SRC_COEF_Q;
	if (sum > 0x7fffffff)
		return 0x7fffffff;
	return sum < -0x7fffffffll - 1 ? -0x7fffffff - 1 : (s32)sum;
}

u32 sofdsp_src_pull(struct src_stream *st, s32 *to, u32 n_frames)
{
	const struct src_ratio *r = &st->bank->ratio;
	u32 whole = r->down / r->up, part = r->down % r->up, i, c;
	const s32 *coef, *x;

	for (i = 0; i < n_frames && st->next < st->fill; i++) {
		coef = st->bank->coef_q30 + st->phase * r->taps;
		x = st->history + st->next - (r->taps - 1);
		for (c = 0; c < st->channels; c++, x += st->cap)
			*to++ = src_round(sofdsp_src_dot(x, coef, r->taps));
		st->next += whole;
		st->phase += part;
		if (st->phase >= r->up) {
			st->phase -= r->up;
			st->next++;
		}
	}
	return i;
}
