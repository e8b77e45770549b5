// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * From the bytes of a file to lists of what is in it. Nothing behind here looks
 * at the file again, but for strings and UUIDs of tuples, which stay in it.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <sofv/tplg.h>
#include <sofv_tplg_file.h>

#include "run_tplg.h"
#include "tplg_priv.h"

/* SNDRV_CTL_ELEM_ACCESS_TLV_READ and _WRITE; SNDRV_CTL_TLVT_DB_SCALE */
#define ACCESS_TLV		0x30u
#define TLV_DB_SCALE		1u
#define TLV_STEP_MASK		0xffffu

/* Gains beyond what Q16.16 can hold both ways. */
#define TLV_MAX			9600

/**
 * struct reader - what is left of a block, and who wants to know
 * @n_mixers, @n_enums, @n_bytes: controls of the widget so far
 * @where: name of the element that is read, for messages
 */
struct reader {
	struct run_tplg *t;
	struct run_error *err;
	struct tplg_cursor cur;
	u32 pipeline_id;
	u32 n_mixers, n_enums, n_bytes;
	const char *where;
};

int run_fail(struct run_error *err, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(err->text, sizeof(err->text), fmt, ap);
	va_end(ap);

	return -1;
}

void *run_realloc(void *old, size_t count, size_t size)
{
	void *p = reallocarray(old, count ? count : 1, size);

	if (!p) {
		fputs("out of memory\n", stderr);
		exit(1);
	}
	return p;
}

/* One more, all zero. Grows by doubling: @n is the only count there is. */
static void *list_add(void *list, u32 *n, size_t size)
{
	u8 **p = list;

	if (!(*n & (*n - 1)))
		*p = run_realloc(*p, *n ? 2 * (size_t)*n : 1, size);
	memset(*p + *n * size, 0, size);

	return *p + (*n)++ * size;
}

static int damaged(const struct reader *r, const char *what)
{
	return run_fail(r->err, "the file is damaged: %s%s%s%s", what,
			*r->where ? " (in '" : "", r->where, *r->where ? "')" : "");
}

/* Files have no alignment. */
static u32 get_le32(const void *p)
{
	sofv_le32 le;

	memcpy(&le, p, sizeof(le));

	return sofv_le32_to_cpu(le);
}

static const void *take(struct reader *r, u32 bytes)
{
	return sofv_tplg_take(&r->cur, bytes);
}

/* The next element, whose first word must say that it is @bytes long. */
static const void *take_sized(struct reader *r, u32 bytes)
{
	const void *p = take(r, bytes);

	return p && get_le32(p) == bytes ? p : NULL;
}

static int copy_name(const struct reader *r, char *to, const char *from)
{
	if (!sofv_tplg_name_ends(from))
		return damaged(r, "a name has no end");

	memcpy(to, from, TPLG_NAME_BYTES);

	return 0;
}

static int name_it(struct reader *r, char *to, const char *from)
{
	if (copy_name(r, to, from) < 0)
		return -1;
	if (!*to)
		return damaged(r, "a name is missing");
	/* to the file, for @to may move */
	r->where = from;

	return 0;
}

/* Vendor tuples: the private data of widgets and links. */
static int read_tokens(struct reader *r, struct run_tokens *tokens, u32 bytes)
{
	struct tplg_tuples it = { .arrays = { take(r, bytes), bytes } };
	struct tplg_tuple tuple, *token;
	int ret;

	if (!it.arrays.p)
		return damaged(r, "private data ends beyond its block");
	while ((ret = sofv_tplg_next_tuple(&it, &tuple)) > 0) {
		token = list_add(&tokens->list, &tokens->n, sizeof(*token));
		*token = tuple;
	}

	return ret ? damaged(r, "private data is no list of tokens") : 0;
}

static int read_tlv(const struct reader *r, struct run_ctl *ctl,
		    const struct tplg_ctl *from)
{
	u32 i;

	ctl->tlv_min = (s32)sofv_le32_to_cpu(from->tlv_data[0]);
	ctl->tlv_step = sofv_le32_to_cpu(from->tlv_data[1]) & TLV_STEP_MASK;
	ctl->tlv_mute = from->tlv_data[2] != 0;
	if (!(sofv_le32_to_cpu(from->access) & ACCESS_TLV) || !from->tlv_size ||
	    sofv_le32_to_cpu(from->tlv_type) != TLV_DB_SCALE)
		return run_fail(r->err, "control '%s' has no dB scale", ctl->name);
	if (ctl->max > RUN_MAX_STEPS)
		return run_fail(r->err, "control '%s' has more than %u steps",
				ctl->name, RUN_MAX_STEPS);
	if (ctl->tlv_min < -2 * TLV_MAX || ctl->tlv_min > TLV_MAX ||
	    ctl->tlv_min + (s64)ctl->tlv_step * ctl->max > TLV_MAX)
		return run_fail(r->err, "control '%s' reaches beyond 96 dB",
				ctl->name);

	ctl->gain_q16 = run_realloc(NULL, ctl->max + 1, sizeof(u32));
	for (i = 0; i <= ctl->max; i++)
		ctl->gain_q16[i] = run_gain_q16(ctl, i);

	return 0;
}

/* Volumes start at 0 dB and not muted; what else has a switch starts off. */
static u32 first_value(const struct reader *r, const struct run_ctl *ctl)
{
	if (ctl->kind == RUN_CTL_VOLUME)
		return 1u << 16;

	return r->t->widgets[ctl->widget].id == TPLG_WIDGET_PGA;
}

static int read_mixer(const struct reader *r, struct run_ctl *ctl,
		      const struct tplg_mixer *from)
{
	u32 i;

	ctl->n_channels = sofv_le32_to_cpu(from->num_channels);
	ctl->min = sofv_le32_to_cpu(from->min);
	ctl->max = sofv_le32_to_cpu(from->max);
	if (ctl->n_channels > RUN_MAX_CHANNELS || ctl->min > ctl->max)
		return run_fail(r->err,
				"control '%s' has %u channels and steps from %u to %u",
				ctl->name, ctl->n_channels, ctl->min, ctl->max);
	ctl->kind = ctl->max == 1 ? RUN_CTL_SWITCH : RUN_CTL_VOLUME;
	for (i = 0; i < ctl->n_channels; i++)
		ctl->value[i] = first_value(r, ctl);

	return ctl->kind == RUN_CTL_SWITCH ? 0 : read_tlv(r, ctl, &from->ctl);
}

static int read_enum(const struct reader *r, struct run_ctl *ctl,
		     const struct tplg_enum *from)
{
	u32 i;

	ctl->kind = RUN_CTL_ENUM;
	ctl->n_channels = sofv_le32_to_cpu(from->num_channels);
	ctl->n_items = sofv_le32_to_cpu(from->items);
	if (ctl->n_channels > RUN_MAX_CHANNELS || ctl->n_items > RUN_MAX_ITEMS)
		return run_fail(r->err, "control '%s' has %u channels and %u items",
				ctl->name, ctl->n_channels, ctl->n_items);
	for (i = 0; i < ctl->n_items; i++)
		if (copy_name(r, ctl->items[i], from->texts[i]) < 0)
			return -1;
	return 0;
}

/* SOF core keeps the data behind a struct sof3_ctrl_data, in max bytes. */
static int read_bytes(const struct reader *r, struct run_ctl *ctl,
		      const struct tplg_bytes *from, const u8 *priv,
		      u32 priv_bytes)
{
	const struct sof3_abi_hdr *abi = (const void *)priv;

	ctl->kind = RUN_CTL_BYTES;
	ctl->max_bytes = sofv_le32_to_cpu(from->max);
	if (ctl->max_bytes < sizeof(struct sof3_ctrl_data) + sizeof(*abi) ||
	    priv_bytes > ctl->max_bytes - sizeof(struct sof3_ctrl_data))
		return run_fail(r->err,
				"bytes control '%s': %u bytes don't fit its maximum of %u",
				ctl->name, priv_bytes, ctl->max_bytes);
	if (!priv_bytes)
		return 0;
	if (priv_bytes < sizeof(*abi) ||
	    sofv_le32_to_cpu(abi->size) != priv_bytes - sizeof(*abi))
		return run_fail(r->err,
				"bytes control '%s': its header and its %u bytes disagree",
				ctl->name, priv_bytes);
	if (sofv_le32_to_cpu(abi->magic) != SOF3_ABI_MAGIC ||
	    sofv_le32_to_cpu(abi->abi) >> 24 != SOF3_ABI_MAJOR)
		return run_fail(r->err,
				"bytes control '%s': its data is not for SOF IPC3",
				ctl->name);

	ctl->data = run_realloc(NULL, priv_bytes, 1);
	memcpy(ctl->data, priv, priv_bytes);
	ctl->data_bytes = priv_bytes;

	return 0;
}

static int read_ctl_body(const struct reader *r, struct run_ctl *ctl, u32 info,
			 const void *from, const u8 *priv, u32 priv_bytes)
{
	switch (info) {
	case TPLG_CTL_VOLSW:
	case TPLG_CTL_VOLSW_SX:
	case TPLG_CTL_VOLSW_XR_SX:
		return read_mixer(r, ctl, from);
	case TPLG_CTL_ENUM:
	case TPLG_CTL_ENUM_VALUE:
		return read_enum(r, ctl, from);
	case TPLG_CTL_BYTES:
		return read_bytes(r, ctl, from, priv, priv_bytes);
	default:
		/* ALSA knows it, SOF core does not: nothing to send */
		r->t->n_ctls--;
		return 0;
	}
}

/* The index that soc-topology.c of Linux gives the next control of such a length. */
static u32 next_index(struct reader *r, u32 bytes)
{
	if (bytes == sizeof(struct tplg_mixer))
		return r->n_mixers++;

	return bytes == sizeof(struct tplg_enum) ? r->n_enums++ : r->n_bytes++;
}

/* @widget: RUN_NONE for a control that stands alone. */
static int read_ctl(struct reader *r, u32 widget)
{
	const struct tplg_ctl *from = (const void *)r->cur.p;
	u32 info, bytes, priv_bytes;
	struct run_ctl *ctl;
	const u8 *priv;
	char name[RUN_NAME_BYTES];

	if (r->cur.left < sizeof(*from) || sofv_le32_to_cpu(from->size) != sizeof(*from))
		return damaged(r, "a control is cut short");
	if (name_it(r, name, from->name) < 0)
		return -1;
	info = sofv_le32_to_cpu(from->info);
	bytes = sofv_tplg_ctl_bytes(info);
	if (!bytes)
		return run_fail(r->err, "control '%s' is of an unknown type %u",
				name, info);
	if (!take(r, bytes))
		return damaged(r, "a control is cut short");
	/* All kinds end with the length of their private data. */
	priv_bytes = get_le32(r->cur.p - sizeof(u32));
	priv = take(r, priv_bytes);
	if (!priv)
		return damaged(r, "private data ends beyond its block");
	if (widget == RUN_NONE)
		return 0;

	ctl = list_add(&r->t->ctls, &r->t->n_ctls, sizeof(*ctl));
	memcpy(ctl->name, name, sizeof(name));
	ctl->widget = widget;
	ctl->index = next_index(r, bytes);

	return read_ctl_body(r, ctl, info, from, priv, priv_bytes);
}

static int read_widget(struct reader *r)
{
	const struct tplg_widget *from = take_sized(r, sizeof(*from));
	u32 index = r->t->n_widgets, n_ctls, i;
	struct run_widget *w;

	if (!from)
		return damaged(r, "a widget is cut short");
	w = list_add(&r->t->widgets, &r->t->n_widgets, sizeof(*w));
	if (name_it(r, w->name, from->name) < 0 ||
	    copy_name(r, w->sname, from->sname) < 0)
		return -1;
	w->id = sofv_le32_to_cpu(from->id);
	w->pipeline_id = r->pipeline_id;
	w->comp_id = index;
	w->ctl = r->t->n_ctls;
	if (read_tokens(r, &w->tokens, sofv_le32_to_cpu(from->priv_bytes)) < 0)
		return -1;

	r->n_mixers = 0;
	r->n_enums = 0;
	r->n_bytes = 0;
	n_ctls = sofv_le32_to_cpu(from->num_kcontrols);
	for (i = 0; i < n_ctls; i++)
		if (read_ctl(r, index) < 0)
			return -1;
	w->n_ctls = r->t->n_ctls - w->ctl;

	return 0;
}

static int read_route(struct reader *r)
{
	const struct tplg_route *from = take(r, sizeof(*from));
	struct run_route *route;

	if (!from)
		return damaged(r, "a route is cut short");
	route = list_add(&r->t->routes, &r->t->n_routes, sizeof(*route));
	if (name_it(r, route->source_name, from->source) < 0)
		return -1;

	return name_it(r, route->sink_name, from->sink);
}

static int read_caps(const struct reader *r, struct run_caps *caps,
		     const struct tplg_caps *from)
{
	if (copy_name(r, caps->name, from->name) < 0)
		return -1;

	caps->formats = sofv_le64_to_cpu(from->formats);
	caps->rates = sofv_le32_to_cpu(from->limits[0]);
	caps->rate_min = sofv_le32_to_cpu(from->limits[1]);
	caps->rate_max = sofv_le32_to_cpu(from->limits[2]);
	caps->channels_min = sofv_le32_to_cpu(from->limits[3]);
	caps->channels_max = sofv_le32_to_cpu(from->limits[4]);

	return 0;
}

static int read_pcm(struct reader *r)
{
	const struct tplg_pcm *from = take_sized(r, sizeof(*from));
	struct run_pcm *pcm;

	if (!from || !take(r, sofv_le32_to_cpu(from->priv_bytes)))
		return damaged(r, "a PCM is cut short");
	pcm = list_add(&r->t->pcms, &r->t->n_pcms, sizeof(*pcm));
	if (name_it(r, pcm->name, from->pcm_name) < 0 ||
	    read_caps(r, &pcm->caps[0], &from->caps[0]) < 0 ||
	    read_caps(r, &pcm->caps[1], &from->caps[1]) < 0)
		return -1;
	pcm->id = sofv_le32_to_cpu(from->pcm_id);
	/* a direction that the PCM has not must not find a host widget */
	if (!from->playback)
		pcm->caps[SOF3_DIR_PLAYBACK].name[0] = '\0';
	if (!from->capture)
		pcm->caps[SOF3_DIR_CAPTURE].name[0] = '\0';

	return 0;
}

static void read_hw_config(struct run_hw_config *hw,
			   const struct tplg_hw_config *from)
{
	hw->id = sofv_le32_to_cpu(from->id);
	hw->fmt = sofv_le32_to_cpu(from->fmt);
	hw->invert_bclk = from->clocks[1];
	hw->invert_fsync = from->clocks[2];
	hw->codec_takes_bclk = from->clocks[3];
	hw->codec_takes_fsync = from->clocks[4];
	hw->mclk_direction = from->clocks[5];
	hw->mclk_hz = sofv_le32_to_cpu(from->rates[0]);
	hw->bclk_hz = sofv_le32_to_cpu(from->rates[1]);
	hw->fsync_hz = sofv_le32_to_cpu(from->rates[2]);
	hw->tdm_slots = sofv_le32_to_cpu(from->slots[0]);
	hw->tdm_slot_width = sofv_le32_to_cpu(from->slots[1]);
	hw->tx_slots = sofv_le32_to_cpu(from->slots[2]);
	hw->rx_slots = sofv_le32_to_cpu(from->slots[3]);
}

static int read_link(struct reader *r)
{
	const struct tplg_link *from = take_sized(r, sizeof(*from));
	struct run_link *link;
	u32 i;

	if (!from)
		return damaged(r, "a link is cut short");
	link = list_add(&r->t->links, &r->t->n_links, sizeof(*link));
	if (name_it(r, link->name, from->name) < 0 ||
	    copy_name(r, link->stream_name, from->stream_name) < 0)
		return -1;
	link->id = sofv_le32_to_cpu(from->id);
	link->n_hw = sofv_le32_to_cpu(from->num_hw_configs);
	if (link->n_hw > TPLG_HW_CONFIGS)
		return damaged(r, "a link has too many configurations");
	for (i = 0; i < link->n_hw; i++) {
		read_hw_config(&link->hw[i], &from->hw_config[i]);
		if (from->hw_config[i].id == from->default_hw_config_id)
			link->current = i;
	}
	return read_tokens(r, &link->tokens, sofv_le32_to_cpu(from->priv_bytes));
}

/* SOF's topologies say in three bytes which ABI they were made for. */
static int read_manifest(struct reader *r)
{
	const struct tplg_manifest *from = take_sized(r, sizeof(*from));
	const u8 *abi;
	u32 bytes;

	if (!from)
		return damaged(r, "the manifest is cut short");
	bytes = sofv_le32_to_cpu(from->priv_bytes);
	abi = take(r, bytes);
	if (!abi)
		return damaged(r, "the manifest is cut short");
	if (bytes && (bytes != 3 || abi[0] != SOF3_ABI_MAJOR))
		return run_fail(r->err,
				"not made for SOF IPC3 (its manifest does not say ABI 3)");
	return 0;
}

static int read_dai(struct reader *r)
{
	const struct tplg_dai *from = take_sized(r, sizeof(*from));

	if (!from || !take(r, sofv_le32_to_cpu(from->priv_bytes)))
		return damaged(r, "a DAI is cut short");
	return 0;
}

static int read_element(struct reader *r, u32 type)
{
	switch (type) {
	case TPLG_TYPE_MANIFEST:
		return read_manifest(r);
	case TPLG_TYPE_MIXER:
	case TPLG_TYPE_ENUM:
	case TPLG_TYPE_BYTES:
		return read_ctl(r, RUN_NONE);
	case TPLG_TYPE_GRAPH:
		return read_route(r);
	case TPLG_TYPE_WIDGET:
		return read_widget(r);
	case TPLG_TYPE_PCM:
		return read_pcm(r);
	case TPLG_TYPE_DAI_LINK:
	case TPLG_TYPE_BACKEND_LINK:
		return read_link(r);
	case TPLG_TYPE_DAI:
		return read_dai(r);
	default:
		return run_fail(r->err, "a block is of an unknown type %u", type);
	}
}

/* Every element takes bytes, so the count needs no bound of its own. */
static int read_block(struct reader *r, const struct tplg_block *block)
{
	u32 i;

	r->cur.p = block->payload;
	r->cur.left = block->payload_bytes;
	r->pipeline_id = block->index;
	for (i = 0; i < block->count; i++) {
		r->where = "";
		if (read_element(r, block->type) < 0)
			return -1;
	}
	r->where = "";

	return r->cur.left ? damaged(r, "a count does not fit what it counts") : 0;
}

static int read_blocks(struct reader *r, const u8 *file, u32 bytes)
{
	struct sofv_tplg_error error;
	struct tplg_block block;
	u32 offset = 0;

	while (offset < bytes) {
		if (sofv_tplg_block(&block, file, bytes, offset, &error) < 0)
			return run_fail(r->err, "%s (at byte %u)",
					sofv_tplg_strerror(error.reason), offset);
		if (read_block(r, &block) < 0)
			return -1;
		offset += (u32)sizeof(struct tplg_hdr) + block.payload_bytes;
	}
	return 0;
}

struct run_tplg *run_tplg_read(const void *buf, size_t bytes,
			       struct run_error *err)
{
	struct run_tplg *t = run_realloc(NULL, 1, sizeof(*t));
	struct reader r = { .t = t, .err = err, .where = "" };
	int ret;

	memset(t, 0, sizeof(*t));
	if (!bytes || bytes > UINT32_MAX / 2) {
		run_fail(err, bytes ? "the file is too large" : "the file is empty");
		run_tplg_free(t);
		return NULL;
	}
	t->file = run_realloc(NULL, bytes, 1);
	memcpy(t->file, buf, bytes);

	ret = read_blocks(&r, t->file, (u32)bytes);
	if (ret < 0 || run_tplg_resolve(t, err) < 0) {
		run_tplg_free(t);
		return NULL;
	}
	return t;
}

void run_tplg_free(struct run_tplg *t)
{
	u32 i;

	if (!t)
		return;
	for (i = 0; i < t->n_widgets; i++)
		free(t->widgets[i].tokens.list);
	for (i = 0; i < t->n_links; i++)
		free(t->links[i].tokens.list);
	for (i = 0; i < t->n_ctls; i++) {
		free(t->ctls[i].gain_q16);
		free(t->ctls[i].data);
	}
	free(t->widgets);
	free(t->ctls);
	free(t->routes);
	free(t->pcms);
	free(t->links);
	free(t->file);
	free(t);
}
