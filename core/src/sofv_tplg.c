// SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause
/* Copyright (C) 2026 The sof-virtio authors */
#include <linux/virtio_sof.h>
#include <sof/ipc3.h>
#include <sofv/ledger.h>
#include <sofv/tplg.h>

#include "sofv_bytes.h"
#include "sofv_tplg_file.h"

#define PIPELINES	SOFV_PIPE_ID_COUNT

static_assert(PIPELINES == 64, "the message of SOFV_TPLG_BAD_PIPELINE says 63");
static_assert(SOFV_OBJECTS_MAX == 256, "the message of TOO_MANY_WIDGETS says 256");
static_assert(SOFV_TPLG_NAME_BYTES == TPLG_NAME_BYTES, "names of the file");

/**
 * struct check - state of one sofv_tplg_check()
 * @buf: file
 * @host: a topology of the host, which may have what it likes
 * @points: granted points by direction
 * @points_seen: bit for each that a virtual DAI has named
 * @schedulers: bit for each pipeline id
 * @members: bit for each pipeline id
 * @member_offset: a member of each pipeline, for the message
 * @info: what was found so far
 * @error: what the caller is told
 */
struct check {
	const u8 *buf;
	bool host;
	u32 points[2];
	u32 points_seen[2];
	u64 schedulers;
	u64 members;
	u32 member_offset[PIPELINES];
	struct sofv_tplg_info info;
	struct sofv_tplg_error *error;
};

/* Of one widget or link: the tokens that matter. */
struct tokens {
	bool is_virtual;
	bool has_ref;
	u32 ref;
	bool has_direction;
	u32 direction;
	u32 core;
	u32 period_us;
};

static int fail(struct check *c, int ret, enum sofv_tplg_reason reason,
		const void *at)
{
	c->error->reason = reason;
	c->error->offset_bytes = (u32)((const u8 *)at - c->buf);

	return ret;
}

static int damaged(struct check *c, enum sofv_tplg_reason reason, const void *at)
{
	return fail(c, -EBADMSG, reason, at);
}

static int forbidden(struct check *c, enum sofv_tplg_reason reason, const void *at)
{
	return fail(c, -EPERM, reason, at);
}

/* The name stays for the error until another element has its turn. */
static int note_name(struct check *c, const char *name, const void *at)
{
	if (!sofv_tplg_name_ends(name) || !name[0])
		return damaged(c, SOFV_TPLG_BAD_NAME, at);

	memcpy(c->error->name, name, TPLG_NAME_BYTES);

	return 0;
}

static bool string_is(const char *string, const char *expected)
{
	while (*expected && *string == *expected) {
		string++;
		expected++;
	}

	return *string == *expected;
}

static void note_tuple(struct tokens *tokens, const struct tplg_tuple *tuple)
{
	if (tuple->string) {
		if (tuple->token == TPLG_TKN_DAI_TYPE)
			tokens->is_virtual = string_is(tuple->string, "VIRTUAL");
		return;
	}
	if (tuple->uuid)
		return;

	switch (tuple->token) {
	case SOFV_TKN_COMP_REF:
		tokens->has_ref = true;
		tokens->ref = tuple->value;
		break;
	case TPLG_TKN_DAI_DIRECTION:
		tokens->has_direction = true;
		tokens->direction = tuple->value;
		break;
	case TPLG_TKN_SCHED_PERIOD:
		tokens->period_us = tuple->value;
		break;
	case TPLG_TKN_COMP_CORE_ID:
		tokens->core |= tuple->value;
		break;
	default:
		break;
	}
}

/* Private data of widgets and links. */
static int check_tuples(struct check *c, struct tokens *tokens,
			const u8 *priv, u32 priv_bytes)
{
	struct tplg_tuples it = { .arrays = { priv, priv_bytes } };
	struct tplg_tuple tuple;
	int ret;

	memset(tokens, 0, sizeof(*tokens));
	while ((ret = sofv_tplg_next_tuple(&it, &tuple)) > 0)
		note_tuple(tokens, &tuple);

	return ret ? damaged(c, SOFV_TPLG_BAD_TUPLES, it.at) : 0;
}

static int check_mixer(struct check *c, const struct tplg_mixer *mixer)
{
	if (sofv_le32_to_cpu(mixer->num_channels) > TPLG_CHANNELS)
		return damaged(c, SOFV_TPLG_BAD_COUNT, mixer);

	return 0;
}

static int check_enum(struct check *c, const struct tplg_enum *e)
{
	u32 i;

	if (sofv_le32_to_cpu(e->num_channels) > TPLG_CHANNELS ||
	    sofv_le32_to_cpu(e->items) > TPLG_TEXTS)
		return damaged(c, SOFV_TPLG_BAD_COUNT, e);

	for (i = 0; i < sofv_le32_to_cpu(e->items); i++)
		if (!sofv_tplg_name_ends(e->texts[i]))
			return damaged(c, SOFV_TPLG_BAD_NAME, e);

	return 0;
}

/* All three kinds end with the length of their private data. */
static int check_ctl(struct check *c, struct tplg_cursor *cur)
{
	const struct tplg_ctl *ctl = (const void *)cur->p;
	u32 bytes;
	int ret;

	if (cur->left < sizeof(*ctl) || sofv_le32_to_cpu(ctl->size) != sizeof(*ctl))
		return damaged(c, SOFV_TPLG_BAD_SIZE, ctl);
	ret = note_name(c, ctl->name, ctl);
	if (ret)
		return ret;

	bytes = sofv_tplg_ctl_bytes(sofv_le32_to_cpu(ctl->info));
	if (!bytes)
		return damaged(c, SOFV_TPLG_BAD_CONTROL, ctl);
	if (!sofv_tplg_take(cur, bytes) ||
	    !sofv_tplg_take(cur, sofv_get_le32((const u8 *)ctl + bytes - sizeof(u32))))
		return damaged(c, SOFV_TPLG_BAD_SIZE, ctl);

	if (bytes == sizeof(struct tplg_mixer))
		return check_mixer(c, (const void *)ctl);
	if (bytes == sizeof(struct tplg_enum))
		return check_enum(c, (const void *)ctl);

	return 0;
}

/* Widgets that SOF core draws but does not send. */
static bool widget_is_drawn_only(u32 id)
{
	return id == TPLG_WIDGET_INPUT || id == TPLG_WIDGET_OUTPUT ||
	       id == TPLG_WIDGET_OUT_DRV;
}

static bool widget_is_dai(u32 id)
{
	return id == TPLG_WIDGET_DAI_IN || id == TPLG_WIDGET_DAI_OUT;
}

static bool widget_is_comp(u32 id)
{
	switch (id) {
	case TPLG_WIDGET_MUX:
	case TPLG_WIDGET_MIXER:
	case TPLG_WIDGET_PGA:
	case TPLG_WIDGET_AIF_IN:
	case TPLG_WIDGET_AIF_OUT:
	case TPLG_WIDGET_EFFECT:
	case TPLG_WIDGET_SRC:
	case TPLG_WIDGET_ASRC:
		return true;
	default:
		return false;
	}
}

/* P-7.1 and P-7.4, before the guest gets so far */
static int check_dai_widget(struct check *c, const struct tplg_widget *w,
			    const struct tokens *tokens)
{
	u32 direction = sofv_le32_to_cpu(w->id) == TPLG_WIDGET_DAI_IN ?
			SOF3_DIR_PLAYBACK : SOF3_DIR_CAPTURE;

	if (!tokens->is_virtual)
		return forbidden(c, SOFV_TPLG_DAI_NOT_VIRTUAL, w);
	if (!tokens->has_ref)
		return forbidden(c, SOFV_TPLG_DAI_NO_REF, w);
	if (tokens->ref >= c->points[direction] ||
	    (tokens->has_direction && tokens->direction != direction))
		return forbidden(c, SOFV_TPLG_POINT_NOT_GRANTED, w);
	if (c->points_seen[direction] & (1u << tokens->ref))
		return forbidden(c, SOFV_TPLG_POINT_TWICE, w);

	c->points_seen[direction] |= 1u << tokens->ref;
	c->info.points[direction]++;

	return 0;
}

static int check_scheduler(struct check *c, const struct tplg_widget *w,
			   const struct tokens *tokens, u32 index)
{
	if (c->schedulers & (1ULL << index))
		return damaged(c, SOFV_TPLG_PIPELINE_TWICE, w);
	if (tokens->period_us < SOFV_PIPE_PERIOD_MIN_US)
		return forbidden(c, SOFV_TPLG_BAD_PERIOD, w);

	c->schedulers |= 1ULL << index;
	c->info.pipelines++;
	if (index > c->info.pipeline_max)
		c->info.pipeline_max = index;

	return 0;
}

static int check_widget_type(struct check *c, const struct tplg_widget *w,
			     const struct tokens *tokens, u32 index)
{
	u32 id = sofv_le32_to_cpu(w->id);

	if (c->host && widget_is_dai(id) && tokens->is_virtual)
		return forbidden(c, SOFV_TPLG_DAI_VIRTUAL, w);
	if (widget_is_drawn_only(id) || c->host)
		return 0;
	if (tokens->core)
		return forbidden(c, SOFV_TPLG_BAD_CORE, w);
	if (id == TPLG_WIDGET_SCHEDULER)
		return check_scheduler(c, w, tokens, index);

	c->members |= 1ULL << index;
	c->member_offset[index] = (u32)((const u8 *)w - c->buf);
	if (widget_is_dai(id))
		return check_dai_widget(c, w, tokens);
	if (widget_is_comp(id))
		c->info.components++;
	else if (id != TPLG_WIDGET_BUFFER)
		return forbidden(c, SOFV_TPLG_BAD_WIDGET, w);

	return 0;
}

static int check_widget(struct check *c, struct tplg_cursor *cur, u32 index)
{
	const struct tplg_widget *w = sofv_tplg_take(cur, sizeof(*w));
	struct tokens tokens;
	const u8 *priv;
	int ret;
	u32 i;

	if (!w || sofv_le32_to_cpu(w->size) != sizeof(*w))
		return damaged(c, SOFV_TPLG_BAD_SIZE, w ? (const void *)w : cur->p);
	ret = note_name(c, w->name, w);
	if (ret)
		return ret;
	if (!sofv_tplg_name_ends(w->sname))
		return damaged(c, SOFV_TPLG_BAD_NAME, w);

	priv = sofv_tplg_take(cur, sofv_le32_to_cpu(w->priv_bytes));
	if (!priv)
		return damaged(c, SOFV_TPLG_BAD_SIZE, w);
	ret = check_tuples(c, &tokens, priv, sofv_le32_to_cpu(w->priv_bytes));
	if (!ret)
		ret = check_widget_type(c, w, &tokens, index);

	for (i = 0; i < sofv_le32_to_cpu(w->num_kcontrols) && !ret; i++)
		ret = check_ctl(c, cur);
	if (!ret && ++c->info.widgets > SOFV_OBJECTS_MAX && !c->host)
		ret = fail(c, -EDQUOT, SOFV_TPLG_TOO_MANY_WIDGETS, w);

	return ret;
}

static int check_route(struct check *c, struct tplg_cursor *cur)
{
	const struct tplg_route *route = sofv_tplg_take(cur, sizeof(*route));

	if (!route)
		return damaged(c, SOFV_TPLG_BAD_SIZE, cur->p);
	if (!sofv_tplg_name_ends(route->sink) || !sofv_tplg_name_ends(route->control) ||
	    !sofv_tplg_name_ends(route->source))
		return damaged(c, SOFV_TPLG_BAD_NAME, route);

	c->info.routes++;

	return 0;
}

static int check_pcm(struct check *c, struct tplg_cursor *cur)
{
	const struct tplg_pcm *pcm = sofv_tplg_take(cur, sizeof(*pcm));
	int ret;

	if (!pcm || sofv_le32_to_cpu(pcm->size) != sizeof(*pcm))
		return damaged(c, SOFV_TPLG_BAD_SIZE, pcm ? (const void *)pcm : cur->p);
	ret = note_name(c, pcm->pcm_name, pcm);
	if (ret)
		return ret;
	if (!sofv_tplg_name_ends(pcm->dai_name) || !sofv_tplg_name_ends(pcm->caps[0].name) ||
	    !sofv_tplg_name_ends(pcm->caps[1].name))
		return damaged(c, SOFV_TPLG_BAD_NAME, pcm);
	if (sofv_le32_to_cpu(pcm->num_streams) > TPLG_STREAMS)
		return damaged(c, SOFV_TPLG_BAD_COUNT, pcm);
	if (!sofv_tplg_take(cur, sofv_le32_to_cpu(pcm->priv_bytes)))
		return damaged(c, SOFV_TPLG_BAD_SIZE, pcm);

	c->info.pcms++;

	return 0;
}

static int check_link(struct check *c, struct tplg_cursor *cur)
{
	const struct tplg_link *link = sofv_tplg_take(cur, sizeof(*link));
	struct tokens tokens;
	const u8 *priv;
	int ret;

	if (!link || sofv_le32_to_cpu(link->size) != sizeof(*link))
		return damaged(c, SOFV_TPLG_BAD_SIZE, link ? (const void *)link : cur->p);
	ret = note_name(c, link->name, link);
	if (ret)
		return ret;
	if (!sofv_tplg_name_ends(link->stream_name))
		return damaged(c, SOFV_TPLG_BAD_NAME, link);
	if (sofv_le32_to_cpu(link->num_streams) > TPLG_STREAMS ||
	    sofv_le32_to_cpu(link->num_hw_configs) > TPLG_HW_CONFIGS)
		return damaged(c, SOFV_TPLG_BAD_COUNT, link);

	priv = sofv_tplg_take(cur, sofv_le32_to_cpu(link->priv_bytes));
	if (!priv)
		return damaged(c, SOFV_TPLG_BAD_SIZE, link);
	ret = check_tuples(c, &tokens, priv, sofv_le32_to_cpu(link->priv_bytes));
	if (!ret && !tokens.is_virtual && !c->host)
		ret = forbidden(c, SOFV_TPLG_DAI_NOT_VIRTUAL, link);

	return ret;
}

static int check_dai(struct check *c, struct tplg_cursor *cur)
{
	const struct tplg_dai *dai = sofv_tplg_take(cur, sizeof(*dai));
	int ret;

	if (!dai || sofv_le32_to_cpu(dai->size) != sizeof(*dai))
		return damaged(c, SOFV_TPLG_BAD_SIZE, dai ? (const void *)dai : cur->p);
	ret = note_name(c, dai->name, dai);
	if (ret)
		return ret;
	if (!sofv_tplg_name_ends(dai->caps[0].name) || !sofv_tplg_name_ends(dai->caps[1].name))
		return damaged(c, SOFV_TPLG_BAD_NAME, dai);

	return sofv_tplg_take(cur, sofv_le32_to_cpu(dai->priv_bytes)) ? 0 :
	       damaged(c, SOFV_TPLG_BAD_SIZE, dai);
}

/* SOF's topologies say in three bytes which ABI they were made for. */
static int check_manifest(struct check *c, struct tplg_cursor *cur)
{
	const struct tplg_manifest *m = sofv_tplg_take(cur, sizeof(*m));
	const u8 *abi;
	u32 abi_bytes;

	if (!m || sofv_le32_to_cpu(m->size) != sizeof(*m))
		return damaged(c, SOFV_TPLG_BAD_SIZE, m ? (const void *)m : cur->p);

	abi_bytes = sofv_le32_to_cpu(m->priv_bytes);
	abi = sofv_tplg_take(cur, abi_bytes);
	if (!abi)
		return damaged(c, SOFV_TPLG_BAD_SIZE, m);
	if (!abi_bytes)
		return 0;
	if (abi_bytes != 3 || abi[0] != SOF3_ABI_MAJOR || abi[1] > SOF3_ABI_MINOR)
		return damaged(c, SOFV_TPLG_BAD_SOF_ABI, m);

	return 0;
}

static int check_element(struct check *c, struct tplg_cursor *cur,
			 const struct tplg_block *block)
{
	switch (block->type) {
	case TPLG_TYPE_MANIFEST:
		return check_manifest(c, cur);
	case TPLG_TYPE_MIXER:
	case TPLG_TYPE_ENUM:
	case TPLG_TYPE_BYTES:
		return check_ctl(c, cur);
	case TPLG_TYPE_GRAPH:
		return check_route(c, cur);
	case TPLG_TYPE_WIDGET:
		return check_widget(c, cur, block->index);
	case TPLG_TYPE_PCM:
		return check_pcm(c, cur);
	case TPLG_TYPE_DAI_LINK:
	case TPLG_TYPE_BACKEND_LINK:
		return check_link(c, cur);
	case TPLG_TYPE_DAI:
		return check_dai(c, cur);
	default:
		return forbidden(c, SOFV_TPLG_BAD_BLOCK_TYPE,
				 c->buf + block->offset_bytes);
	}
}

/* Every element takes bytes, so the count needs no bound of its own. */
static int check_block(struct check *c, const struct tplg_block *block)
{
	struct tplg_cursor cur = { block->payload, block->payload_bytes };
	const u8 *start = c->buf + block->offset_bytes;
	int ret;
	u32 i;

	if ((block->type == TPLG_TYPE_WIDGET || block->type == TPLG_TYPE_GRAPH) &&
	    block->index >= PIPELINES && !c->host)
		return damaged(c, SOFV_TPLG_BAD_PIPELINE, start);

	for (i = 0; i < block->count; i++) {
		ret = check_element(c, &cur, block);
		if (ret)
			return ret;
	}

	c->error->name[0] = '\0';
	if (cur.left)
		return damaged(c, SOFV_TPLG_BAD_COUNT, start);
	c->info.blocks++;

	return 0;
}

static int lost_member(struct check *c, u32 index)
{
	const struct tplg_widget *w =
		(const void *)(c->buf + c->member_offset[index]);

	memcpy(c->error->name, w->name, TPLG_NAME_BYTES);

	return damaged(c, SOFV_TPLG_NO_PIPELINE, w);
}

static int check_whole(struct check *c)
{
	u64 lost = c->members & ~c->schedulers;
	u32 i;

	for (i = 0; i < PIPELINES; i++)
		if (lost & (1ULL << i))
			return lost_member(c, i);
	if (!c->info.widgets)
		return damaged(c, SOFV_TPLG_NO_WIDGETS, c->buf);
	if (!c->info.pcms)
		return damaged(c, SOFV_TPLG_NO_PCM, c->buf);

	return 0;
}

static int check_blocks(struct check *c, u32 bytes)
{
	struct tplg_block block;
	u32 offset = 0;
	int ret;

	while (offset < bytes) {
		ret = sofv_tplg_block(&block, c->buf, bytes, offset, c->error);
		if (!ret)
			ret = check_block(c, &block);
		if (ret)
			return ret;

		offset += (u32)sizeof(struct tplg_hdr) + block.payload_bytes;
	}

	return check_whole(c);
}

static int check_file(struct check *c, u32 bytes, struct sofv_tplg_info *info)
{
	int ret;

	memset(c->error, 0, sizeof(*c->error));
	if (!bytes)
		return damaged(c, SOFV_TPLG_EMPTY, c->buf);
	if (bytes > SOFV_TPLG_MAX_BYTES)
		return fail(c, -EDQUOT, SOFV_TPLG_TOO_LARGE, c->buf);

	ret = check_blocks(c, bytes);
	if (!ret && info)
		*info = c->info;

	return ret;
}

int sofv_tplg_check_host(const void *buf, u32 bytes, struct sofv_tplg_info *info,
			 struct sofv_tplg_error *error)
{
	struct check c;

	memset(&c, 0, sizeof(c));
	c.buf = buf;
	c.error = error;
	c.host = true;

	return check_file(&c, bytes, info);
}

int sofv_tplg_check(const void *buf, u32 bytes, u32 n_playback, u32 n_capture,
		    struct sofv_tplg_info *info, struct sofv_tplg_error *error)
{
	struct check c;

	memset(&c, 0, sizeof(c));
	c.buf = buf;
	c.error = error;
	c.points[SOF3_DIR_PLAYBACK] = n_playback < SOFV_GRANTS_MAX ?
				      n_playback : SOFV_GRANTS_MAX;
	c.points[SOF3_DIR_CAPTURE] = n_capture < SOFV_GRANTS_MAX ?
				     n_capture : SOFV_GRANTS_MAX;

	return check_file(&c, bytes, info);
}
