// SPDX-License-Identifier: GPL-2.0-only
/* Copyright (C) 2026 The sof-virtio authors */
#include <stdlib.h>

#include <linux/virtio_sof.h>

#include "tplg_build.h"

#define LE32(x)		sofv_cpu_to_le32(x)

static void *add(struct tplg_build *b, u32 bytes)
{
	void *p = b->buf + b->bytes;

	if (bytes > sizeof(b->buf) - b->bytes)
		abort();
	memset(p, 0, bytes);
	b->bytes += bytes;

	return p;
}

/* A new element of the open block. */
static void *element(struct tplg_build *b, u32 bytes)
{
	struct tplg_hdr *hdr = (void *)(b->buf + b->block);

	hdr->count = LE32(sofv_le32_to_cpu(hdr->count) + 1);

	return add(b, bytes);
}

static void set_name(char *to, const char *name)
{
	size_t len = strlen(name);

	memcpy(to, name, len < TPLG_NAME_BYTES ? len : TPLG_NAME_BYTES);
}

static u32 at(const struct tplg_build *b, const void *p)
{
	return (u32)((const u8 *)p - b->buf);
}

void tplg_poke(struct tplg_build *b, u32 offset, u32 value)
{
	sofv_le32 le = LE32(value);

	memcpy(b->buf + offset, &le, sizeof(le));
}

void tplg_end(struct tplg_build *b)
{
	if (b->bytes)
		tplg_poke(b, b->block + offsetof(struct tplg_hdr, payload_bytes),
			  b->bytes - b->block - (u32)sizeof(struct tplg_hdr));
}

void tplg_begin(struct tplg_build *b, u32 type, u32 index)
{
	struct tplg_hdr *hdr;

	tplg_end(b);
	b->block = b->bytes;
	hdr = add(b, sizeof(*hdr));
	hdr->magic = LE32(TPLG_MAGIC);
	hdr->abi = LE32(TPLG_ABI);
	hdr->type = LE32(type);
	hdr->size = LE32(sizeof(*hdr));
	hdr->index = LE32(index);
}

u32 tplg_manifest(struct tplg_build *b, const u8 *abi, u32 abi_bytes)
{
	struct tplg_manifest *m = element(b, sizeof(*m));

	m->size = LE32(sizeof(*m));
	m->priv_bytes = LE32(abi_bytes);
	memcpy(add(b, abi_bytes), abi, abi_bytes);

	return at(b, m);
}

u32 tplg_widget(struct tplg_build *b, u32 id, const char *name)
{
	struct tplg_widget *w = element(b, sizeof(*w));

	w->size = LE32(sizeof(*w));
	w->id = LE32(id);
	set_name(w->name, name);

	return at(b, w);
}

static void set_ctl(struct tplg_ctl *ctl, const char *name, u32 info)
{
	ctl->size = LE32(sizeof(*ctl));
	ctl->info = LE32(info);
	set_name(ctl->name, name);
}

u32 tplg_mixer_ctl(struct tplg_build *b, const char *name)
{
	struct tplg_mixer *m = add(b, sizeof(*m));

	set_ctl(&m->ctl, name, TPLG_CTL_VOLSW);
	m->num_channels = LE32(2);

	return at(b, m);
}

u32 tplg_enum_ctl(struct tplg_build *b, const char *name)
{
	struct tplg_enum *e = add(b, sizeof(*e));

	set_ctl(&e->ctl, name, TPLG_CTL_ENUM);
	e->num_channels = LE32(1);
	e->items = LE32(2);
	set_name(e->texts[0], "off");
	set_name(e->texts[1], "on");

	return at(b, e);
}

u32 tplg_bytes_ctl(struct tplg_build *b, const char *name, u32 priv_bytes)
{
	struct tplg_bytes *bytes = add(b, sizeof(*bytes));

	set_ctl(&bytes->ctl, name, TPLG_CTL_BYTES);
	bytes->priv_bytes = LE32(priv_bytes);
	add(b, priv_bytes);

	return at(b, bytes);
}

u32 tplg_route(struct tplg_build *b, const char *sink, const char *source)
{
	struct tplg_route *r = element(b, sizeof(*r));

	set_name(r->sink, sink);
	set_name(r->source, source);

	return at(b, r);
}

u32 tplg_pcm(struct tplg_build *b, const char *name)
{
	struct tplg_pcm *pcm = element(b, sizeof(*pcm));

	pcm->size = LE32(sizeof(*pcm));
	set_name(pcm->pcm_name, name);
	set_name(pcm->dai_name, name);
	pcm->playback = LE32(1);

	return at(b, pcm);
}

u32 tplg_link(struct tplg_build *b, const char *name)
{
	struct tplg_link *link = element(b, sizeof(*link));

	link->size = LE32(sizeof(*link));
	set_name(link->name, name);
	set_name(link->stream_name, name);
	link->num_hw_configs = LE32(1);

	return at(b, link);
}

u32 tplg_dai(struct tplg_build *b, const char *name)
{
	struct tplg_dai *dai = element(b, sizeof(*dai));

	dai->size = LE32(sizeof(*dai));
	set_name(dai->name, name);

	return at(b, dai);
}

static u32 priv_at(const struct tplg_build *b, u32 element)
{
	sofv_le32 size;

	memcpy(&size, b->buf + element, sizeof(size));
	/* the length is the last word of the fixed part */
	return element + sofv_le32_to_cpu(size) - (u32)sizeof(u32);
}

static struct tplg_array *add_array(struct tplg_build *b, u32 element, u32 type,
				    u32 count, u32 elem_bytes)
{
	u32 bytes = (u32)sizeof(struct tplg_array) + count * elem_bytes;
	struct tplg_array *array = add(b, bytes);
	u32 len_at = priv_at(b, element);
	sofv_le32 len;

	memcpy(&len, b->buf + len_at, sizeof(len));
	tplg_poke(b, len_at, sofv_le32_to_cpu(len) + bytes);
	array->size = LE32(bytes);
	array->type = LE32(type);
	array->num_elems = LE32(count);

	return array;
}

u32 tplg_words(struct tplg_build *b, u32 element, const u32 *pairs, u32 count)
{
	struct tplg_array *array = add_array(b, element, TPLG_TUPLE_WORD, count,
					     sizeof(struct tplg_value));
	u32 i, from = at(b, array) + (u32)sizeof(*array);

	for (i = 0; i < 2 * count; i++)
		tplg_poke(b, from + 4 * i, pairs[i]);

	return at(b, array);
}

u32 tplg_word(struct tplg_build *b, u32 element, u32 token, u32 value)
{
	u32 pair[2] = { token, value };

	return tplg_words(b, element, pair, 1);
}

u32 tplg_string(struct tplg_build *b, u32 element, u32 token, const char *value)
{
	struct tplg_array *array = add_array(b, element, TPLG_TUPLE_STRING, 1,
					     sizeof(struct tplg_string));
	struct tplg_string *string = (void *)(array + 1);

	string->token = LE32(token);
	set_name(string->string, value);

	return at(b, array);
}

u32 tplg_uuid(struct tplg_build *b, u32 element, u32 token)
{
	struct tplg_array *array = add_array(b, element, TPLG_TUPLE_UUID, 1,
					     sizeof(struct tplg_uuid));
	struct tplg_uuid *uuid = (void *)(array + 1);

	uuid->token = LE32(token);
	memset(uuid->uuid, 0x42, sizeof(uuid->uuid));

	return at(b, array);
}

void tplg_has_controls(struct tplg_build *b, u32 widget, u32 count)
{
	tplg_poke(b, widget + offsetof(struct tplg_widget, num_kcontrols), count);
}

static const u8 abi_3_23[3] = { 3, 23, 0 };

static void add_manifest(struct tplg_build *b)
{
	tplg_begin(b, TPLG_TYPE_MANIFEST, 0);
	tplg_manifest(b, abi_3_23, sizeof(abi_3_23));
}

static void add_vdai(struct tplg_build *b, u32 id, const char *name,
		     u32 direction, u32 point)
{
	u32 tokens[6] = {
		TPLG_TKN_COMP_CORE_ID, 0,
		SOFV_TKN_COMP_REF, point,
		TPLG_TKN_DAI_DIRECTION, direction,
	};
	u32 w = tplg_widget(b, id, name);

	tplg_words(b, w, tokens, 3);
	tplg_string(b, w, TPLG_TKN_DAI_TYPE, "VIRTUAL");
}

static void add_links(struct tplg_build *b, u32 count)
{
	static const char *const names[] = { "Virtual0", "Virtual1" };
	u32 i;

	tplg_begin(b, TPLG_TYPE_BACKEND_LINK, 0);
	for (i = 0; i < count; i++)
		tplg_string(b, tplg_link(b, names[i]), TPLG_TKN_DAI_TYPE,
			    "VIRTUAL");
}

void tplg_playback(struct tplg_build *b, u32 point)
{
	memset(b, 0, sizeof(*b));
	add_manifest(b);

	tplg_begin(b, TPLG_TYPE_WIDGET, 1);
	tplg_word(b, tplg_widget(b, TPLG_WIDGET_SCHEDULER, "pipeline.1"), 200, 1000);
	tplg_word(b, tplg_widget(b, TPLG_WIDGET_AIF_IN, "host.1"), 400, 2);
	tplg_has_controls(b, tplg_widget(b, TPLG_WIDGET_PGA, "pga.1"), 1);
	tplg_mixer_ctl(b, "Volume");
	tplg_word(b, tplg_widget(b, TPLG_WIDGET_BUFFER, "buffer.1"), 100, 768);
	tplg_word(b, tplg_widget(b, TPLG_WIDGET_BUFFER, "buffer.2"), 100, 768);
	add_vdai(b, TPLG_WIDGET_DAI_IN, "dai.1", 0, point);

	tplg_begin(b, TPLG_TYPE_PCM, 0);
	tplg_pcm(b, "Playback");
	add_links(b, 1);
	tplg_begin(b, TPLG_TYPE_GRAPH, 0);
	tplg_route(b, "dai.1", "buffer.2");
	tplg_begin(b, TPLG_TYPE_GRAPH, 1);
	tplg_route(b, "buffer.1", "host.1");
	tplg_route(b, "pga.1", "buffer.1");
	tplg_route(b, "buffer.2", "pga.1");
	tplg_end(b);
}

void tplg_two_way(struct tplg_build *b)
{
	u32 eq;

	memset(b, 0, sizeof(*b));
	add_manifest(b);

	tplg_begin(b, TPLG_TYPE_WIDGET, 0);
	tplg_widget(b, TPLG_WIDGET_OUT_DRV, "drawn only");

	tplg_begin(b, TPLG_TYPE_WIDGET, 1);
	tplg_word(b, tplg_widget(b, TPLG_WIDGET_SCHEDULER, "pipeline.1"), 200, 1000);
	tplg_widget(b, TPLG_WIDGET_AIF_IN, "host.1");
	eq = tplg_widget(b, TPLG_WIDGET_EFFECT, "eq.1");
	tplg_uuid(b, eq, 403);
	tplg_has_controls(b, eq, 2);
	tplg_bytes_ctl(b, "EQ", 77);
	tplg_enum_ctl(b, "Mode");
	add_vdai(b, TPLG_WIDGET_DAI_IN, "dai.1", 0, 0);

	tplg_begin(b, TPLG_TYPE_WIDGET, 63);
	tplg_word(b, tplg_widget(b, TPLG_WIDGET_SCHEDULER, "pipeline.63"), 200, 5000);
	tplg_widget(b, TPLG_WIDGET_AIF_OUT, "host.63");
	add_vdai(b, TPLG_WIDGET_DAI_OUT, "dai.63", 1, 0);

	tplg_begin(b, TPLG_TYPE_PCM, 0);
	tplg_pcm(b, "Both");
	add_links(b, 2);
	tplg_begin(b, TPLG_TYPE_DAI, 0);
	tplg_dai(b, "Some DAI");
	tplg_begin(b, TPLG_TYPE_GRAPH, 63);
	tplg_route(b, "host.63", "dai.63");
	tplg_end(b);
}
