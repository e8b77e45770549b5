// SPDX-License-Identifier: GPL-2.0-only
/* Copyright (C) 2026 The sof-virtio authors */
#include <linux/virtio_sof.h>

#include "run_bench.h"

#define LE32(x)		sofv_cpu_to_le32(x)

static int bench_send(void *ctx, const void *msg, u32 bytes, void *reply,
		      u32 reply_cap)
{
	struct run_bench *r = ctx;

	assert_in_range(bytes, sizeof(struct sof3_cmd_hdr), SOF3_MSG_MAX_BYTES);
	assert_true(r->n < RUN_BENCH_MAX_MSGS);
	memcpy(r->msgs[r->n], msg, bytes);
	r->bytes[r->n] = bytes;
	if (r->n++ == r->fail_at)
		return -ENOMEM;

	return r->next ? r->next->send(r->next->ctx, msg, bytes, reply, reply_cap) : 0;
}

static u32 add_widget(struct tplg_build *b, u32 id, const char *name,
		      const char *sname)
{
	u32 at = tplg_widget(b, id, name);
	struct tplg_widget *w = (void *)(b->buf + at);

	memcpy(w->sname, sname, strlen(sname));

	return at;
}

u32 run_bench_volume(struct tplg_build *b, const char *name)
{
	u32 at = tplg_mixer_ctl(b, name);
	struct tplg_mixer *m = (void *)(b->buf + at);

	m->ctl.access = LE32(0x13);
	m->ctl.tlv_size = LE32(20);
	m->ctl.tlv_type = LE32(1);
	m->ctl.tlv_data[0] = LE32((u32)-6000);
	m->ctl.tlv_data[1] = LE32(100);
	m->ctl.tlv_data[2] = LE32(1);
	m->max = LE32(60);

	return at;
}

u32 run_bench_bytes(struct tplg_build *b, const char *name, u32 bytes)
{
	u32 at = tplg_bytes_ctl(b, name, (u32)sizeof(struct sof3_abi_hdr) + bytes);
	struct tplg_bytes *ctl = (void *)(b->buf + at);
	struct sof3_abi_hdr *abi = (void *)(ctl + 1);
	u32 i;

	ctl->max = LE32((u32)(sizeof(struct sof3_ctrl_data) + sizeof(*abi)) + 1000);
	abi->magic = LE32(SOF3_ABI_MAGIC);
	abi->size = LE32(bytes);
	abi->abi = LE32(SOF3_ABI_VERSION);
	for (i = 0; i < bytes; i++)
		((u8 *)(abi + 1))[i] = (u8)(i + 1);

	return at;
}

static u32 add_pipe(struct tplg_build *b, const char *name, bool is_dynamic)
{
	const u32 tokens[] = { 200, 1000, 201, 0, 202, 5000, 205, 1, 206, is_dynamic };
	u32 at = add_widget(b, TPLG_WIDGET_SCHEDULER, name, "dai.9");

	tplg_words(b, at, tokens, sizeof(tokens) / 8);

	return at;
}

/* As all components of the project's topologies have them. */
static u32 add_comp(struct tplg_build *b, u32 id, const char *name,
		    const char *sname)
{
	const u32 tokens[] = { 400, 2, 401, 2, 404, 0, 417, 1 };
	u32 at = add_widget(b, id, name, sname);

	tplg_words(b, at, tokens, sizeof(tokens) / 8);

	return at;
}

static void add_buffer(struct tplg_build *b, const char *name, u32 bytes)
{
	const u32 tokens[] = { 100, bytes, 101, 65 };

	tplg_words(b, add_widget(b, TPLG_WIDGET_BUFFER, name, ""), tokens, 2);
}

static u32 add_pga(struct tplg_build *b, const char *name, const char *ctl,
		   u32 *ctl_at)
{
	const u32 tokens[] = { 250, 0, 251, 20 };
	u32 at = add_comp(b, TPLG_WIDGET_PGA, name, "");

	tplg_words(b, at, tokens, 2);
	tplg_has_controls(b, at, 1);
	*ctl_at = run_bench_volume(b, ctl);

	return at;
}

static u32 add_pcm(struct tplg_build *b, const char *name, const char *caps_name)
{
	const u32 limits[] = { 1 << 7, 48000, 48000, 2, 2 };
	u32 at = tplg_pcm(b, name), i;
	struct tplg_pcm *pcm = (void *)(b->buf + at);

	memcpy(pcm->caps[0].name, caps_name, strlen(caps_name));
	pcm->caps[0].formats = sofv_cpu_to_le64(1 << 2 | 1 << 6 | 1 << 10);
	for (i = 0; i < 5; i++)
		pcm->caps[0].limits[i] = LE32(limits[i]);

	return at;
}

static u32 add_link(struct tplg_build *b)
{
	u32 at = tplg_link(b, "SSP0");
	struct tplg_hw_config *hw = ((struct tplg_link *)(b->buf + at))->hw_config;

	hw->fmt = LE32(1);
	hw->clocks[3] = 1;
	hw->clocks[4] = 1;
	hw->rates[0] = LE32(24576000);
	hw->rates[1] = LE32(3072000);
	hw->rates[2] = LE32(48000);
	hw->slots[0] = LE32(2);
	hw->slots[1] = LE32(32);
	hw->slots[2] = LE32(3);
	hw->slots[3] = LE32(3);
	tplg_string(b, at, 154, "SSP");
	tplg_word(b, at, 502, 32);

	return at;
}

/* In pipeline 1 */
static void add_comp_5(struct tplg_build *b, const struct run_bench_comp *comp)
{
	u32 at, ctl, uuid;

	add_buffer(b, "b.5", 768);
	at = tplg_widget(b, comp->id, "comp.5");
	if (comp->n_tokens)
		tplg_words(b, at, comp->tokens, comp->n_tokens);
	if (comp->process)
		tplg_string(b, at, 900, comp->process);
	if (comp->uuid) {
		uuid = tplg_uuid(b, at, 405) +
		       (u32)(sizeof(struct tplg_array) + sizeof(u32));
		memcpy(b->buf + uuid, comp->uuid, 16);
	}
	if (!comp->blob)
		return;
	tplg_has_controls(b, at, 1);
	ctl = run_bench_bytes(b, "Data", comp->blob_bytes);
	memcpy(b->buf + ctl + sizeof(struct tplg_bytes) +
	       sizeof(struct sof3_abi_hdr), comp->blob, comp->blob_bytes);
}

static void add_routes(struct tplg_build *b, bool has_comp)
{
	static const char *const names[][2] = {
		{ "host.1", "b.1" }, { "b.1", "pga.1" }, { "b.2", "mixer.9" }, { "host.2", "b.3" }, { "b.3", "pga.2" },
		{ "pga.2", "b.4" }, { "b.4", "mixer.9" }, { "mixer.9", "b.9" },
		{ "b.9", "dai.9" },
	};
	u32 i;

	tplg_begin(b, TPLG_TYPE_GRAPH, 1);
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		tplg_route(b, names[i][1], names[i][0]);
	tplg_route(b, has_comp ? "b.5" : "b.2", "pga.1");
	if (has_comp) {
		tplg_route(b, "comp.5", "b.5");
		tplg_route(b, "b.2", "comp.5");
	}
}

struct run_bench *run_bench_build(bool is_dynamic, struct run_bench_at *at)
{
	return run_bench_build_with(is_dynamic, at, NULL);
}

struct run_bench *run_bench_build_with(bool is_dynamic, struct run_bench_at *at,
				       const struct run_bench_comp *comp)
{
	static const u8 abi[3] = { 3, 23, 0 };
	const u32 dai_tokens[] = { 155, 0, 156, 0 };
	struct run_bench *r = calloc(1, sizeof(*r));
	struct tplg_build *b = &r->b;
	u32 other;

	r->fail_at = RUN_NONE;
	r->port = (struct run_port) { bench_send, r };
	tplg_begin(b, TPLG_TYPE_MANIFEST, 0);
	tplg_manifest(b, abi, sizeof(abi));

	tplg_begin(b, TPLG_TYPE_WIDGET, 1);
	at->pipe = add_pipe(b, "pipe.1", is_dynamic);
	at->host = add_comp(b, TPLG_WIDGET_AIF_IN, "host.1", "Media Playback");
	add_buffer(b, "b.1", 768);
	at->pga = add_pga(b, "pga.1", "Media Volume", &at->ctl);
	add_buffer(b, "b.2", 768);
	if (comp)
		add_comp_5(b, comp);

	tplg_begin(b, TPLG_TYPE_WIDGET, 2);
	add_pipe(b, "pipe.2", false);
	other = add_comp(b, TPLG_WIDGET_AIF_IN, "host.2", "Guest Playback");
	tplg_word(b, other, SOFV_TKN_COMP_REF, 0);
	add_buffer(b, "b.3", 0);
	add_pga(b, "pga.2", "Guest Volume", &other);
	add_buffer(b, "b.4", 768);

	tplg_begin(b, TPLG_TYPE_WIDGET, 9);
	add_pipe(b, "pipe.9", false);
	add_comp(b, TPLG_WIDGET_MIXER, "mixer.9", "");
	add_buffer(b, "b.9", 768);
	at->dai = add_comp(b, TPLG_WIDGET_DAI_IN, "dai.9", "SSP0");
	tplg_words(b, at->dai, dai_tokens, 2);
	tplg_string(b, at->dai, 154, "SSP");
	tplg_string(b, at->dai, 402, "s32le");

	tplg_begin(b, TPLG_TYPE_PCM, 0);
	at->pcm = add_pcm(b, "Media", "Media Playback");
	add_pcm(b, "Guest 1", "Guest Playback");
	tplg_begin(b, TPLG_TYPE_BACKEND_LINK, 0);
	at->link = add_link(b);
	add_routes(b, comp);
	tplg_end(b);

	return r;
}

bool run_bench_read(struct run_bench *r, u32 bytes)
{
	void *exact = malloc(bytes ? bytes : 1);

	memcpy(exact, r->b.buf, bytes);
	r->err.text[0] = '\0';
	r->t = run_tplg_read(exact, bytes, &r->err);
	free(exact);

	return r->t;
}

struct run_bench *run_bench_new(bool is_dynamic)
{
	struct run_bench_at at;
	struct run_bench *r = run_bench_build(is_dynamic, &at);

	if (!run_bench_read(r, r->b.bytes))
		fail_msg("%s", r->err.text);

	return r;
}

void run_bench_free(struct run_bench *r)
{
	run_tplg_free(r->t);
	free(r);
}

static const char *cmd_name(u32 cmd)
{
	switch (cmd) {
	case SOF3_GLB_TPLG | SOF3_TPLG_COMP_NEW:
		return "new";
	case SOF3_GLB_TPLG | SOF3_TPLG_BUFFER_NEW:
		return "buffer";
	case SOF3_GLB_TPLG | SOF3_TPLG_PIPE_NEW:
		return "pipe";
	case SOF3_GLB_TPLG | SOF3_TPLG_COMP_CONNECT:
		return "connect";
	case SOF3_GLB_TPLG | SOF3_TPLG_PIPE_COMPLETE:
		return "complete";
	case SOF3_GLB_TPLG | SOF3_TPLG_COMP_FREE:
	case SOF3_GLB_TPLG | SOF3_TPLG_BUFFER_FREE:
	case SOF3_GLB_TPLG | SOF3_TPLG_PIPE_FREE:
		return "free";
	case SOF3_GLB_DAI | SOF3_DAI_CONFIG:
		return "dai";
	case SOF3_GLB_COMP | SOF3_COMP_SET_VALUE:
		return "set";
	case SOF3_GLB_COMP | SOF3_COMP_GET_VALUE:
		return "get";
	default:
		return "?";
	}
}

static const char *name_at(const struct run_bench *r, const u8 *word)
{
	sofv_le32 id;

	memcpy(&id, word, sizeof(id));
	assert_true(sofv_le32_to_cpu(id) < r->t->n_widgets);

	return r->t->widgets[sofv_le32_to_cpu(id)].name;
}

char *run_bench_text(const struct run_bench *r)
{
	char *text = NULL;
	size_t bytes;
	FILE *f = open_memstream(&text, &bytes);
	u32 i;

	for (i = 0; i < r->n; i++) {
		const u8 *msg = r->msgs[i];
		const struct sof3_cmd_hdr *hdr = (const void *)msg;
		const char *name = cmd_name(sofv_le32_to_cpu(hdr->cmd));

		fprintf(f, "%s", name);
		if (!strcmp(name, "connect"))
			fprintf(f, " %s %s", name_at(r, msg + 8), name_at(r, msg + 12));
		else if (!strcmp(name, "set") || !strcmp(name, "get"))
			fprintf(f, " %s", name_at(r, msg + 12));
		else if (strcmp(name, "dai"))
			fprintf(f, " %s", name_at(r, msg + 8));
		fputc('\n', f);
	}
	fclose(f);

	return text;
}
