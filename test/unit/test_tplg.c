// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Guest topologies: what is well-formed and allowed passes, everything else is
 * refused with a reason and a place; nothing is read beyond the end.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include <linux/virtio_sof.h>
#include <sofv/tplg.h>

#include "tplg_build.h"

static struct tplg_build b;
static struct sofv_tplg_error error;
static struct sofv_tplg_info info;

/* A copy that ends where the file ends, so that ASan sees a step too far. */
static int check_bytes(u32 bytes, u32 n_playback, u32 n_capture)
{
	void *exact = malloc(bytes ? bytes : 1);
	int ret;

	memcpy(exact, b.buf, bytes);
	memset(&error, 0x5a, sizeof(error));
	memset(&info, 0x5a, sizeof(info));
	ret = sofv_tplg_check(exact, bytes, n_playback, n_capture, &info, &error);
	free(exact);

	return ret;
}

static int check(void)
{
	return check_bytes(b.bytes, 1, 1);
}

static void refused(int ret, enum sofv_tplg_reason reason, u32 offset,
		    const char *name)
{
	assert_int_equal(check(), ret);
	assert_string_equal(sofv_tplg_strerror(error.reason),
			    sofv_tplg_strerror(reason));
	assert_int_equal(error.offset_bytes, offset);
	assert_string_equal(error.name, name);
}

/* What the administrator reads must arrive whole. */
static void test_reasons_are_short(void **state)
{
	int reason;

	(void)state;
	for (reason = 0; reason < SOFV_TPLG_REASONS; reason++)
		assert_in_range(strlen(sofv_tplg_strerror(reason)), 1,
				SOFV_TPLG_STRERROR_MAX);
}

static void test_playback(void **state)
{
	(void)state;
	tplg_playback(&b, 0);
	assert_int_equal(check(), 0);
	assert_int_equal(error.reason, SOFV_TPLG_OK);
	assert_int_equal(info.blocks, 6);
	assert_int_equal(info.widgets, 6);
	assert_int_equal(info.components, 2);
	assert_int_equal(info.pipelines, 1);
	assert_int_equal(info.pipeline_max, 1);
	assert_int_equal(info.pcms, 1);
	assert_int_equal(info.routes, 4);
	assert_int_equal(info.points[0], 1);
	assert_int_equal(info.points[1], 0);
}

static void test_two_way(void **state)
{
	(void)state;
	tplg_two_way(&b);
	assert_int_equal(check(), 0);
	assert_int_equal(info.widgets, 8);
	assert_int_equal(info.components, 3);
	assert_int_equal(info.pipelines, 2);
	assert_int_equal(info.pipeline_max, 63);
	assert_int_equal(info.points[0], 1);
	assert_int_equal(info.points[1], 1);
}

static void test_info_is_optional(void **state)
{
	(void)state;
	tplg_playback(&b, 0);
	assert_int_equal(sofv_tplg_check(b.buf, b.bytes, 1, 0, NULL, &error), 0);
}

/* Every prefix of a good file. */
static void test_truncated(void **state)
{
	u32 bytes, good = 0;

	(void)state;
	tplg_two_way(&b);
	for (bytes = 0; bytes < b.bytes; bytes++)
		good += !check_bytes(bytes, 1, 1);

	/* whole blocks behind the PCM can be missing without being missed */
	assert_int_equal(good, 3);
	assert_int_equal(check_bytes(b.bytes - 168, 1, 1), 0);
	assert_int_equal(check_bytes(0, 1, 1), -EBADMSG);
	assert_int_equal(error.reason, SOFV_TPLG_EMPTY);
}

/* Every word of a good file, set to what breaks sums and products. */
static void test_every_word_broken(void **state)
{
	static const u32 values[] = {
		0, 1, 0x7fffffff, 0x80000000, 0xffffffdc, 0xffffffff
	};
	u32 offset, i;

	(void)state;
	for (i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
		for (offset = 0; ; offset += 4) {
			tplg_two_way(&b);
			if (offset > b.bytes - 4)
				break;
			tplg_poke(&b, offset, values[i]);
			if (check())
				assert_int_not_equal(error.reason, SOFV_TPLG_OK);
			else
				assert_int_equal(error.reason, SOFV_TPLG_OK);
		}
	}
}

#define HDR(field)	offsetof(struct tplg_hdr, field)

static void test_header(void **state)
{
	(void)state;
	tplg_playback(&b, 0);
	tplg_poke(&b, HDR(magic), 0x436f5341);
	refused(-EBADMSG, SOFV_TPLG_BAD_MAGIC, 0, "");

	tplg_playback(&b, 0);
	tplg_poke(&b, HDR(abi), 4);
	refused(-EBADMSG, SOFV_TPLG_BAD_ABI, 0, "");

	tplg_playback(&b, 0);
	tplg_poke(&b, HDR(size), 40);
	refused(-EBADMSG, SOFV_TPLG_BAD_HEADER, 0, "");

	tplg_playback(&b, 0);
	tplg_poke(&b, HDR(payload_bytes), 0);
	refused(-EBADMSG, SOFV_TPLG_BAD_HEADER, 0, "");

	tplg_playback(&b, 0);
	tplg_poke(&b, HDR(payload_bytes), 0xffffffff);
	refused(-EBADMSG, SOFV_TPLG_TRUNCATED, 0, "");

	tplg_playback(&b, 0);
	tplg_poke(&b, HDR(count), 0);
	refused(-EBADMSG, SOFV_TPLG_BAD_COUNT, 0, "");
}

static void test_block_types(void **state)
{
	static const u32 bad[] = { 0, 9, 11, 13, 1000, 1001 };
	u32 i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		tplg_playback(&b, 0);
		tplg_poke(&b, HDR(type), bad[i]);
		refused(-EPERM, SOFV_TPLG_BAD_BLOCK_TYPE, 0, "");
	}
}

/* A playback topology whose last block is one more block of widgets. */
static u32 extra_widget(u32 id, u32 index)
{
	tplg_playback(&b, 0);
	tplg_begin(&b, TPLG_TYPE_WIDGET, index);

	return tplg_widget(&b, id, "extra");
}

static void test_widget_types(void **state)
{
	static const u32 good[] = { 0, 1, 2, 3, 4, 5, 11, 12, 16, 18, 20, 21 };
	u32 id, i, w;

	(void)state;
	for (id = 0; id < 40; id++) {
		bool allowed = false;

		for (i = 0; i < sizeof(good) / sizeof(good[0]); i++)
			allowed |= good[i] == id;
		if (id == 13 || id == 14 || id == 17)
			continue;

		w = extra_widget(id, 1);
		tplg_end(&b);
		if (allowed)
			assert_int_equal(check(), 0);
		else
			refused(-EPERM, SOFV_TPLG_BAD_WIDGET, w, "extra");
	}
}

static void test_pipelines(void **state)
{
	u32 w;

	(void)state;
	w = extra_widget(TPLG_WIDGET_SCHEDULER, 1);
	tplg_end(&b);
	refused(-EBADMSG, SOFV_TPLG_PIPELINE_TWICE, w, "extra");

	/* P-3.3.11: what the firewall would refuse later */
	w = extra_widget(TPLG_WIDGET_SCHEDULER, 2);
	tplg_end(&b);
	refused(-EPERM, SOFV_TPLG_BAD_PERIOD, w, "extra");
	w = extra_widget(TPLG_WIDGET_SCHEDULER, 2);
	tplg_word(&b, w, TPLG_TKN_SCHED_PERIOD, 999);
	tplg_end(&b);
	refused(-EPERM, SOFV_TPLG_BAD_PERIOD, w, "extra");
	w = extra_widget(TPLG_WIDGET_SCHEDULER, 2);
	tplg_word(&b, w, TPLG_TKN_SCHED_PERIOD, 1000);
	tplg_end(&b);
	assert_int_equal(check(), 0);

	w = extra_widget(TPLG_WIDGET_PGA, 2);
	tplg_end(&b);
	refused(-EBADMSG, SOFV_TPLG_NO_PIPELINE, w, "extra");

	w = extra_widget(TPLG_WIDGET_PGA, 64);
	tplg_end(&b);
	refused(-EBADMSG, SOFV_TPLG_BAD_PIPELINE, w - 36, "");

	w = extra_widget(TPLG_WIDGET_PGA, 1);
	tplg_word(&b, w, TPLG_TKN_COMP_CORE_ID, 1);
	tplg_end(&b);
	refused(-EPERM, SOFV_TPLG_BAD_CORE, w, "extra");
}

/* P-7.1, P-7.4 */
static void test_virtual_dais(void **state)
{
	u32 w;

	(void)state;
	tplg_playback(&b, 1);
	assert_int_equal(check(), -EPERM);
	assert_int_equal(error.reason, SOFV_TPLG_POINT_NOT_GRANTED);
	assert_string_equal(error.name, "dai.1");
	assert_int_equal(check_bytes(b.bytes, 2, 0), 0);
	assert_int_equal(check_bytes(b.bytes, 0, 2), -EPERM);
	tplg_playback(&b, 0xffffffff);
	assert_int_equal(check_bytes(b.bytes, 0xffffffff, 0), -EPERM);

	w = extra_widget(TPLG_WIDGET_DAI_IN, 1);
	tplg_word(&b, w, SOFV_TKN_COMP_REF, 0);
	tplg_end(&b);
	refused(-EPERM, SOFV_TPLG_DAI_NOT_VIRTUAL, w, "extra");
	tplg_string(&b, w, TPLG_TKN_DAI_TYPE, "SSP");
	tplg_end(&b);
	refused(-EPERM, SOFV_TPLG_DAI_NOT_VIRTUAL, w, "extra");

	w = extra_widget(TPLG_WIDGET_DAI_IN, 1);
	tplg_string(&b, w, TPLG_TKN_DAI_TYPE, "VIRTUALLY");
	tplg_end(&b);
	refused(-EPERM, SOFV_TPLG_DAI_NOT_VIRTUAL, w, "extra");

	w = extra_widget(TPLG_WIDGET_DAI_IN, 1);
	tplg_string(&b, w, TPLG_TKN_DAI_TYPE, "VIRTUAL");
	tplg_end(&b);
	refused(-EPERM, SOFV_TPLG_DAI_NO_REF, w, "extra");
	tplg_word(&b, w, SOFV_TKN_COMP_REF, 0);
	tplg_end(&b);
	refused(-EPERM, SOFV_TPLG_POINT_TWICE, w, "extra");

	/* as capture it is another list */
	tplg_poke(&b, w + 4, TPLG_WIDGET_DAI_OUT);
	assert_int_equal(check(), 0);
	assert_int_equal(info.points[1], 1);

	/* a direction that does not match the widget */
	tplg_word(&b, w, TPLG_TKN_DAI_DIRECTION, 0);
	tplg_end(&b);
	refused(-EPERM, SOFV_TPLG_POINT_NOT_GRANTED, w, "extra");
}

static void test_links_are_virtual(void **state)
{
	u32 link;

	(void)state;
	tplg_playback(&b, 0);
	tplg_begin(&b, TPLG_TYPE_BACKEND_LINK, 0);
	link = tplg_link(&b, "SSP0");
	tplg_string(&b, link, TPLG_TKN_DAI_TYPE, "SSP");
	tplg_end(&b);
	refused(-EPERM, SOFV_TPLG_DAI_NOT_VIRTUAL, link, "SSP0");
}

static void test_tuples(void **state)
{
	u32 w, array;

	(void)state;
	w = extra_widget(TPLG_WIDGET_PGA, 1);
	array = tplg_word(&b, w, 400, 2);
	tplg_end(&b);
	assert_int_equal(check(), 0);

	tplg_poke(&b, array, 8);
	refused(-EBADMSG, SOFV_TPLG_BAD_TUPLES, array, "extra");
	tplg_poke(&b, array, 24);
	refused(-EBADMSG, SOFV_TPLG_BAD_TUPLES, array, "extra");
	tplg_poke(&b, array, 20);
	tplg_poke(&b, array + 4, 6);
	refused(-EBADMSG, SOFV_TPLG_BAD_TUPLES, array, "extra");
	tplg_poke(&b, array + 4, TPLG_TUPLE_WORD);
	tplg_poke(&b, array + 8, 2);
	refused(-EBADMSG, SOFV_TPLG_BAD_TUPLES, array, "extra");
	tplg_poke(&b, array + 8, 0x20000001);
	refused(-EBADMSG, SOFV_TPLG_BAD_TUPLES, array, "extra");
	tplg_poke(&b, array + 8, 0);
	assert_int_equal(check(), 0);

	/* less than the head of an array */
	tplg_poke(&b, w + offsetof(struct tplg_widget, priv_bytes), 11);
	b.bytes = w + (u32)sizeof(struct tplg_widget) + 11;
	tplg_end(&b);
	refused(-EBADMSG, SOFV_TPLG_BAD_TUPLES, array, "extra");

	w = extra_widget(TPLG_WIDGET_PGA, 1);
	array = tplg_string(&b, w, 402,
			    "a string of forty-four bytes and no zero in it");
	tplg_end(&b);
	refused(-EBADMSG, SOFV_TPLG_BAD_TUPLES, array + 12, "extra");
}

static void test_names(void **state)
{
	u32 w;

	(void)state;
	tplg_playback(&b, 0);
	tplg_begin(&b, TPLG_TYPE_WIDGET, 1);
	w = tplg_widget(&b, TPLG_WIDGET_PGA,
			"a name of forty-four bytes and no zero in it");
	tplg_end(&b);
	refused(-EBADMSG, SOFV_TPLG_BAD_NAME, w, "");

	tplg_playback(&b, 0);
	tplg_begin(&b, TPLG_TYPE_WIDGET, 1);
	w = tplg_widget(&b, TPLG_WIDGET_PGA, "");
	tplg_end(&b);
	refused(-EBADMSG, SOFV_TPLG_BAD_NAME, w, "");
}

/* The first element of the first block of a type in a good file. */
static u32 find_element(u32 type)
{
	struct tplg_block block;
	u32 offset = 0;

	tplg_two_way(&b);
	while (offset < b.bytes) {
		assert_int_equal(sofv_tplg_block(&block, b.buf, b.bytes, offset,
						 &error), 0);
		if (block.type == type)
			return offset + (u32)sizeof(struct tplg_hdr);
		offset += (u32)sizeof(struct tplg_hdr) + block.payload_bytes;
	}
	fail();

	return 0;
}

static void test_all_names(void **state)
{
	static const struct {
		u32 type;
		u32 at;
	} names[] = {
		{ TPLG_TYPE_WIDGET, offsetof(struct tplg_widget, name) },
		{ TPLG_TYPE_WIDGET, offsetof(struct tplg_widget, sname) },
		{ TPLG_TYPE_GRAPH, offsetof(struct tplg_route, sink) },
		{ TPLG_TYPE_GRAPH, offsetof(struct tplg_route, control) },
		{ TPLG_TYPE_GRAPH, offsetof(struct tplg_route, source) },
		{ TPLG_TYPE_PCM, offsetof(struct tplg_pcm, pcm_name) },
		{ TPLG_TYPE_PCM, offsetof(struct tplg_pcm, dai_name) },
		{ TPLG_TYPE_PCM, offsetof(struct tplg_pcm, caps[0].name) },
		{ TPLG_TYPE_PCM, offsetof(struct tplg_pcm, caps[1].name) },
		{ TPLG_TYPE_BACKEND_LINK, offsetof(struct tplg_link, name) },
		{ TPLG_TYPE_BACKEND_LINK, offsetof(struct tplg_link, stream_name) },
		{ TPLG_TYPE_DAI, offsetof(struct tplg_dai, name) },
		{ TPLG_TYPE_DAI, offsetof(struct tplg_dai, caps[0].name) },
		{ TPLG_TYPE_DAI, offsetof(struct tplg_dai, caps[1].name) },
	};
	u32 i;

	(void)state;
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		u32 element = find_element(names[i].type);

		memset(b.buf + element + names[i].at, 'x', 43);
		assert_int_equal(check(), 0);
		b.buf[element + names[i].at + 43] = 'x';
		assert_int_equal(check(), -EBADMSG);
		assert_int_equal(error.reason, SOFV_TPLG_BAD_NAME);
		assert_int_equal(error.offset_bytes, element);
	}
}

static void test_all_counts_and_sizes(void **state)
{
	static const struct {
		u32 type;
		u32 at;
		u32 most;	/* largest good value */
		enum sofv_tplg_reason reason;
	} fields[] = {
		{ TPLG_TYPE_MANIFEST, 0, 112, SOFV_TPLG_BAD_SIZE },
		{ TPLG_TYPE_WIDGET, 0, 132, SOFV_TPLG_BAD_SIZE },
		{ TPLG_TYPE_PCM, 0, 912, SOFV_TPLG_BAD_SIZE },
		{ TPLG_TYPE_BACKEND_LINK, 0, 1656, SOFV_TPLG_BAD_SIZE },
		{ TPLG_TYPE_DAI, 0, 280, SOFV_TPLG_BAD_SIZE },
		{ TPLG_TYPE_MANIFEST, offsetof(struct tplg_manifest, priv_bytes), 3,
		  SOFV_TPLG_BAD_SIZE },
		{ TPLG_TYPE_WIDGET, offsetof(struct tplg_widget, priv_bytes), 0,
		  SOFV_TPLG_BAD_SIZE },
		{ TPLG_TYPE_PCM, offsetof(struct tplg_pcm, priv_bytes), 0,
		  SOFV_TPLG_BAD_SIZE },
		{ TPLG_TYPE_DAI, offsetof(struct tplg_dai, priv_bytes), 0,
		  SOFV_TPLG_BAD_SIZE },
		{ TPLG_TYPE_PCM, offsetof(struct tplg_pcm, num_streams), 8,
		  SOFV_TPLG_BAD_COUNT },
		{ TPLG_TYPE_BACKEND_LINK, offsetof(struct tplg_link, num_streams), 8,
		  SOFV_TPLG_BAD_COUNT },
		{ TPLG_TYPE_BACKEND_LINK, offsetof(struct tplg_link, num_hw_configs), 8,
		  SOFV_TPLG_BAD_COUNT },
	};
	u32 i;

	(void)state;
	for (i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		u32 element = find_element(fields[i].type);

		tplg_poke(&b, element + fields[i].at, fields[i].most);
		assert_int_equal(check(), 0);
		tplg_poke(&b, element + fields[i].at, fields[i].most + 1);
		assert_int_equal(check(), -EBADMSG);
		assert_int_equal(error.reason, fields[i].reason);
		assert_int_equal(error.offset_bytes, element);
	}
}

/* A block that says it has one more than there is. */
static void test_count_beyond_the_block(void **state)
{
	static const u32 types[] = {
		TPLG_TYPE_MANIFEST, TPLG_TYPE_WIDGET, TPLG_TYPE_GRAPH,
		TPLG_TYPE_PCM, TPLG_TYPE_BACKEND_LINK, TPLG_TYPE_DAI,
	};
	u32 i;

	(void)state;
	for (i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		u32 element = find_element(types[i]);

		tplg_poke(&b, element - (u32)sizeof(struct tplg_hdr) + HDR(count),
			  100);
		assert_int_equal(check(), -EBADMSG);
		assert_int_equal(error.reason, SOFV_TPLG_BAD_SIZE);
	}
}

static void test_controls(void **state)
{
	u32 w, ctl;

	(void)state;
	w = extra_widget(TPLG_WIDGET_PGA, 1);
	tplg_has_controls(&b, w, 1);
	ctl = tplg_enum_ctl(&b, "Mode");
	tplg_end(&b);
	assert_int_equal(check(), 0);

	tplg_poke(&b, ctl + offsetof(struct tplg_ctl, info), 200);
	refused(-EBADMSG, SOFV_TPLG_BAD_CONTROL, ctl, "Mode");
	tplg_poke(&b, ctl + offsetof(struct tplg_ctl, info), TPLG_CTL_ENUM);
	tplg_poke(&b, ctl + offsetof(struct tplg_enum, items), 17);
	refused(-EBADMSG, SOFV_TPLG_BAD_COUNT, ctl, "Mode");
	tplg_poke(&b, ctl + offsetof(struct tplg_enum, items), 16);
	assert_int_equal(check(), 0);
	tplg_poke(&b, ctl + offsetof(struct tplg_enum, priv_bytes), 1);
	refused(-EBADMSG, SOFV_TPLG_BAD_SIZE, ctl, "Mode");
	tplg_poke(&b, ctl + offsetof(struct tplg_enum, priv_bytes), 0);
	tplg_poke(&b, ctl, 200);
	refused(-EBADMSG, SOFV_TPLG_BAD_SIZE, ctl, "extra");

	tplg_poke(&b, ctl, 204);
	tplg_poke(&b, ctl + offsetof(struct tplg_enum, num_channels), 9);
	refused(-EBADMSG, SOFV_TPLG_BAD_COUNT, ctl, "Mode");
	tplg_poke(&b, ctl + offsetof(struct tplg_enum, num_channels), 8);
	assert_int_equal(check(), 0);

	/* the last of 16 texts, and one that is not counted */
	memset(b.buf + ctl + offsetof(struct tplg_enum, texts[15]), 'x', 44);
	refused(-EBADMSG, SOFV_TPLG_BAD_NAME, ctl, "Mode");
	tplg_poke(&b, ctl + offsetof(struct tplg_enum, items), 15);
	assert_int_equal(check(), 0);

	tplg_has_controls(&b, w, 0xffffffff);
	assert_int_equal(check(), -EBADMSG);
	assert_int_equal(error.reason, SOFV_TPLG_BAD_SIZE);
}

static void test_mixer_control(void **state)
{
	u32 w, ctl, channels_at;

	(void)state;
	w = extra_widget(TPLG_WIDGET_PGA, 1);
	tplg_has_controls(&b, w, 1);
	ctl = tplg_mixer_ctl(&b, "Volume 2");
	tplg_end(&b);
	channels_at = ctl + (u32)offsetof(struct tplg_mixer, num_channels);
	tplg_poke(&b, channels_at, 8);
	assert_int_equal(check(), 0);
	tplg_poke(&b, channels_at, 9);
	refused(-EBADMSG, SOFV_TPLG_BAD_COUNT, ctl, "Volume 2");
}

static void test_sof_abi(void **state)
{
	static const struct {
		u8 abi[4];
		u32 bytes;
		int ret;
	} cases[] = {
		{ { 3, 0, 0 }, 3, 0 }, { { 3, 23, 9 }, 3, 0 }, { { 0 }, 0, 0 },
		{ { 3, 24, 0 }, 3, -EBADMSG }, { { 4, 0, 0 }, 3, -EBADMSG },
		{ { 3, 0, 0, 0 }, 4, -EBADMSG },
	};
	u32 i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		tplg_playback(&b, 0);
		tplg_begin(&b, TPLG_TYPE_MANIFEST, 0);
		tplg_manifest(&b, cases[i].abi, cases[i].bytes);
		tplg_end(&b);
		assert_int_equal(check(), cases[i].ret);
		if (cases[i].ret)
			assert_int_equal(error.reason, SOFV_TPLG_BAD_SOF_ABI);
	}
}

static void test_too_many_widgets(void **state)
{
	u32 i;

	(void)state;
	memset(&b, 0, sizeof(b));
	tplg_begin(&b, TPLG_TYPE_PCM, 0);
	tplg_pcm(&b, "Playback");
	tplg_begin(&b, TPLG_TYPE_WIDGET, 0);
	for (i = 0; i < 256; i++)
		tplg_widget(&b, TPLG_WIDGET_OUT_DRV, "w");
	tplg_end(&b);
	assert_int_equal(check(), 0);
	tplg_widget(&b, TPLG_WIDGET_OUT_DRV, "w");
	tplg_end(&b);
	assert_int_equal(check(), -EDQUOT);
	assert_int_equal(error.reason, SOFV_TPLG_TOO_MANY_WIDGETS);
}

static void test_too_large(void **state)
{
	u32 bytes = SOFV_TPLG_MAX_BYTES + 1;
	u8 *large = calloc(1, bytes);

	(void)state;
	assert_int_equal(sofv_tplg_check(large, bytes, 1, 1, NULL, &error),
			 -EDQUOT);
	assert_int_equal(error.reason, SOFV_TPLG_TOO_LARGE);
	free(large);
}

static void test_parts_that_must_be_there(void **state)
{
	(void)state;
	memset(&b, 0, sizeof(b));
	tplg_begin(&b, TPLG_TYPE_PCM, 0);
	tplg_pcm(&b, "Playback");
	tplg_end(&b);
	refused(-EBADMSG, SOFV_TPLG_NO_WIDGETS, 0, "");

	memset(&b, 0, sizeof(b));
	tplg_begin(&b, TPLG_TYPE_WIDGET, 1);
	tplg_word(&b, tplg_widget(&b, TPLG_WIDGET_SCHEDULER, "pipeline.1"),
		  TPLG_TKN_SCHED_PERIOD, 1000);
	tplg_end(&b);
	refused(-EBADMSG, SOFV_TPLG_NO_PCM, 0, "");
}

/* P-4.1.5 */
static void test_rewrite(void **state)
{
	struct tplg_build before;
	u32 i, changed = 0;

	(void)state;
	tplg_two_way(&b);
	before = b;
	assert_int_equal(sofv_tplg_rewrite(b.buf, b.bytes, 0x01000400), 0);
	for (i = 0; i < b.bytes; i += 1)
		changed += b.buf[i] != before.buf[i];

	/* two bytes of each index of three widget blocks and one graph */
	assert_int_equal(changed, 4 * 2);

	/* the rest is as it was: undone, it is the same file */
	assert_int_equal(sofv_tplg_rewrite(b.buf, b.bytes, 0u - 0x01000400), 0);
	assert_memory_equal(b.buf, before.buf, b.bytes);
}

static void test_rewrite_all_or_nothing(void **state)
{
	struct tplg_build before;

	(void)state;
	tplg_two_way(&b);
	before = b;
	assert_int_equal(sofv_tplg_rewrite(b.buf, b.bytes - 1, 1024), -EBADMSG);
	assert_memory_equal(b.buf, before.buf, b.bytes);
}

static void test_every_reason_has_words(void **state)
{
	u32 i, j;

	(void)state;
	for (i = 0; i < SOFV_TPLG_REASONS; i++) {
		const char *words = sofv_tplg_strerror(i);

		assert_non_null(words);
		assert_true(strlen(words) > 10);
		for (j = 0; j < i; j++)
			assert_string_not_equal(words, sofv_tplg_strerror(j));
	}
	assert_string_equal(sofv_tplg_strerror(SOFV_TPLG_REASONS), "unknown");
}

static void test_file_name(void **state)
{
	(void)state;
	assert_true(sofv_tplg_name_ok("sof-virtio/a.tplg", 18));
	assert_true(sofv_tplg_name_ok("a", 2));
	assert_true(sofv_tplg_name_ok("a.b.c", 64));
	assert_false(sofv_tplg_name_ok("a", 1));
	assert_false(sofv_tplg_name_ok("sof-virtio/a.tplg", 17));
	assert_false(sofv_tplg_name_ok("", 1));
	assert_false(sofv_tplg_name_ok("", 0));
	assert_false(sofv_tplg_name_ok("/etc/passwd", 64));
	assert_false(sofv_tplg_name_ok("../x", 64));
	assert_false(sofv_tplg_name_ok("a/../../x", 64));
	assert_false(sofv_tplg_name_ok("a/..", 64));
}

/* A host's topology may have what a guest's may not, but no damage. */
static void test_host_has_other_rules(void **state)
{
	u32 widget, bytes;

	(void)state;
	tplg_two_way(&b);
	assert_int_equal(check_bytes(b.bytes, 0, 0), -EPERM);
	assert_int_equal(sofv_tplg_check_host(b.buf, b.bytes, &info, &error), -EPERM);
	assert_int_equal(error.reason, SOFV_TPLG_DAI_VIRTUAL);

	/* pipelines beyond the ids of guests, a DAI of its own, another core */
	memset(&b, 0, sizeof(b));
	tplg_begin(&b, TPLG_TYPE_WIDGET, 200);
	widget = tplg_widget(&b, TPLG_WIDGET_DAI_IN, "dai.SSP.0.playback");
	tplg_string(&b, widget, TPLG_TKN_DAI_TYPE, "SSP");
	widget = tplg_widget(&b, TPLG_WIDGET_PGA, "pga.200.1");
	tplg_word(&b, widget, TPLG_TKN_COMP_CORE_ID, 1);
	tplg_begin(&b, TPLG_TYPE_PCM, 0);
	tplg_pcm(&b, "PCM");
	tplg_end(&b);
	assert_int_not_equal(check_bytes(b.bytes, 1, 1), 0);
	assert_int_equal(sofv_tplg_check_host(b.buf, b.bytes, &info, &error), 0);
	assert_int_equal(error.reason, SOFV_TPLG_OK);
	assert_int_equal(info.widgets, 2);

	for (bytes = 0; bytes < b.bytes; bytes++)
		assert_int_not_equal(sofv_tplg_check_host(b.buf, bytes, NULL,
							  &error), 0);
	tplg_poke(&b, widget, 99);
	assert_int_equal(sofv_tplg_check_host(b.buf, b.bytes, NULL, &error), -EBADMSG);
	assert_int_equal(error.reason, SOFV_TPLG_BAD_SIZE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_reasons_are_short),
		cmocka_unit_test(test_playback),
		cmocka_unit_test(test_two_way),
		cmocka_unit_test(test_info_is_optional),
		cmocka_unit_test(test_truncated),
		cmocka_unit_test(test_every_word_broken),
		cmocka_unit_test(test_header),
		cmocka_unit_test(test_block_types),
		cmocka_unit_test(test_widget_types),
		cmocka_unit_test(test_pipelines),
		cmocka_unit_test(test_virtual_dais),
		cmocka_unit_test(test_links_are_virtual),
		cmocka_unit_test(test_tuples),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_all_names),
		cmocka_unit_test(test_all_counts_and_sizes),
		cmocka_unit_test(test_count_beyond_the_block),
		cmocka_unit_test(test_controls),
		cmocka_unit_test(test_mixer_control),
		cmocka_unit_test(test_sof_abi),
		cmocka_unit_test(test_too_many_widgets),
		cmocka_unit_test(test_too_large),
		cmocka_unit_test(test_parts_that_must_be_there),
		cmocka_unit_test(test_rewrite),
		cmocka_unit_test(test_rewrite_all_or_nothing),
		cmocka_unit_test(test_every_reason_has_words),
		cmocka_unit_test(test_file_name),
		cmocka_unit_test(test_host_has_other_rules),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
