// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * P-3.3.1, P-3.3.4, P-3.3.5: what is not named is refused.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <sofv/firewall.h>
#include <sofv/ipc.h>

#include "core_bench.h"

/* The table of doc/protocol.md section 3.3, written down a second time. */
static const struct {
	u32 cmd;
	enum sofv_verdict verdict;
} protocol[] = {
	{ 0x30010000, SOFV_ALLOW },	/* TPLG_COMP_NEW */
	{ 0x30020000, SOFV_ALLOW },	/* TPLG_COMP_FREE */
	{ 0x30030000, SOFV_REWRITE },	/* TPLG_COMP_CONNECT */
	{ 0x30100000, SOFV_REWRITE },	/* TPLG_PIPE_NEW */
	{ 0x30110000, SOFV_ALLOW },	/* TPLG_PIPE_FREE */
	{ 0x30130000, SOFV_ALLOW },	/* TPLG_PIPE_COMPLETE */
	{ 0x30200000, SOFV_ALLOW },	/* TPLG_BUFFER_NEW */
	{ 0x30210000, SOFV_ALLOW },	/* TPLG_BUFFER_FREE */
	{ 0x30f00000, SOFV_HANDLE },	/* TPLG_VFE_GET */
	{ 0x30f10000, SOFV_HANDLE },	/* TPLG_VFE_COMP_ID */
	{ 0x40010000, SOFV_HANDLE },	/* PM_CTX_SAVE */
	{ 0x40f00000, SOFV_HANDLE },	/* PM_VFE_POWER_STATUS */
	{ 0x50010000, SOFV_ALLOW },	/* COMP_SET_VALUE */
	{ 0x50020000, SOFV_ALLOW },	/* COMP_GET_VALUE */
	{ 0x50030000, SOFV_ALLOW },	/* COMP_SET_DATA */
	{ 0x50040000, SOFV_ALLOW },	/* COMP_GET_DATA */
	{ 0x60010000, SOFV_HANDLE },	/* STREAM_PCM_PARAMS */
	{ 0x60030000, SOFV_HANDLE },	/* STREAM_PCM_FREE */
	{ 0x60040000, SOFV_HANDLE },	/* STREAM_TRIG_START */
	{ 0x60050000, SOFV_HANDLE },	/* STREAM_TRIG_STOP */
	{ 0x60060000, SOFV_HANDLE },	/* STREAM_TRIG_PAUSE */
	{ 0x60070000, SOFV_HANDLE },	/* STREAM_TRIG_RELEASE */
};

static enum sofv_verdict expected(u32 cmd)
{
	u32 i;

	for (i = 0; i < sizeof(protocol) / sizeof(protocol[0]); i++)
		if (protocol[i].cmd == cmd)
			return protocol[i].verdict;

	return SOFV_REFUSE;
}

static enum sofv_verdict verdict_of(u32 cmd)
{
	struct sofv_ipc ipc = { .cmd = cmd };

	/* of COMP_NEW, one that is allowed */
	if (cmd == TPLG(COMP_NEW))
		ipc.comp.type = SOF3_TYPE_VOLUME;

	return sofv_firewall(&ipc);
}

/* All 16 classes with all 4096 types, low bits clear: 65536 messages. */
static void test_every_class_and_type(void **state)
{
	u32 high;

	(void)state;
	for (high = 0; high < 0x10000; high++)
		assert_int_equal(verdict_of(high << 16), expected(high << 16));
}

/* Firmware would ignore the low bits; they must not open a side door. */
static void test_low_bits(void **state)
{
	u32 i, bit;

	(void)state;
	for (i = 0; i < sizeof(protocol) / sizeof(protocol[0]); i++)
		for (bit = 0; bit < 16; bit++)
			assert_int_equal(verdict_of(protocol[i].cmd | 1u << bit),
					 SOFV_REFUSE);
}

static void test_table_is_sound(void **state)
{
	const struct sofv_rule *rules;
	u32 count, i, j;

	(void)state;
	rules = sofv_firewall_rules(&count);
	assert_true(count > 50);
	for (i = 0; i < count; i++) {
		assert_non_null(rules[i].name);
		assert_ptr_equal(sofv_firewall_find(rules[i].cmd), &rules[i]);
		assert_string_equal(sofv_firewall_name(rules[i].cmd),
				    rules[i].name);
		for (j = 0; j < i; j++)
			assert_int_not_equal(rules[i].cmd, rules[j].cmd);
	}
	assert_string_equal(sofv_firewall_name(TPLG(COMP_NEW)), "TPLG_COMP_NEW");
	assert_string_equal(sofv_firewall_name(0xffffffff), "unknown");
	assert_null(sofv_firewall_find(0xffffffff));
}

static enum sofv_verdict comp_new(u32 type, u32 core, u32 dai_type)
{
	struct sofv_ipc ipc = {
		.cmd = TPLG(COMP_NEW),
		.comp = { .type = type, .core = core, .dai_type = dai_type },
	};

	return sofv_firewall(&ipc);
}

static void test_component_types(void **state)
{
	static const u32 soft[] = { 1, 5, 6, 7, 8, 13, 14, 17, 18, 19, 20 };
	u32 type, i;

	(void)state;
	for (type = 0; type < 20000; type++) {
		enum sofv_verdict want = SOFV_REFUSE;

		for (i = 0; i < sizeof(soft) / sizeof(soft[0]); i++)
			if (soft[i] == type)
				want = SOFV_ALLOW;
		assert_int_equal(comp_new(type, 0, 0), want);
		assert_int_equal(comp_new(type, 1, 0), SOFV_REFUSE);
	}
}

static void test_dais(void **state)
{
	u32 dai_type;

	(void)state;
	for (dai_type = 0; dai_type < 0x200; dai_type++)
		assert_int_equal(comp_new(SOF3_TYPE_DAI, 0, dai_type),
				 dai_type == 0x7f ? SOFV_HANDLE : SOFV_REFUSE);
	assert_int_equal(comp_new(SOF3_TYPE_DAI, 1, 0x7f), SOFV_REFUSE);
}

static void test_core(void **state)
{
	struct sofv_ipc ipc = { .cmd = TPLG(PIPE_NEW), .pipe = { .core = 0 } };

	(void)state;
	assert_int_equal(sofv_firewall(&ipc), SOFV_REWRITE);
	ipc.pipe.core = 1;
	assert_int_equal(sofv_firewall(&ipc), SOFV_REFUSE);

	memset(&ipc, 0, sizeof(ipc));
	ipc.cmd = TPLG(BUFFER_NEW);
	assert_int_equal(sofv_firewall(&ipc), SOFV_ALLOW);
	ipc.buffer.core = 3;
	assert_int_equal(sofv_firewall(&ipc), SOFV_REFUSE);
}

/* A volume that is really a host copier, a DAI or unknown is none. */
static void test_uuid_must_be_the_types(void **state)
{
	static const u8 volume[16] = {
		0x7e, 0x67, 0x7e, 0xb7, 0xf4, 0x5f, 0x88, 0x41,
		0xaf, 0x14, 0xfb, 0xa8, 0xbd, 0xbf, 0x86, 0x82
	};
	static const u8 dai[16] = {
		0x27, 0x0d, 0xb0, 0xc2, 0xbc, 0xff, 0x50, 0x41,
		0xa5, 0x1a, 0x24, 0x5c, 0x79, 0xc5, 0xe5, 0x4b
	};
	struct sofv_ipc ipc = {
		.cmd = TPLG(COMP_NEW),
		.comp = { .type = SOF3_TYPE_VOLUME, .uuid_bytes = 16 },
	};

	(void)state;
	memcpy(ipc.comp.uuid, volume, 16);
	assert_int_equal(sofv_firewall(&ipc), SOFV_ALLOW);
	ipc.comp.type = SOF3_TYPE_MIXER;
	assert_int_equal(sofv_firewall(&ipc), SOFV_REFUSE);

	ipc.comp.type = SOF3_TYPE_VOLUME;
	memcpy(ipc.comp.uuid, dai, 16);
	assert_int_equal(sofv_firewall(&ipc), SOFV_REFUSE);
	memset(ipc.comp.uuid, 0, 16);
	assert_int_equal(sofv_firewall(&ipc), SOFV_REFUSE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_class_and_type),
		cmocka_unit_test(test_low_bits),
		cmocka_unit_test(test_table_is_sound),
		cmocka_unit_test(test_component_types),
		cmocka_unit_test(test_dais),
		cmocka_unit_test(test_core),
		cmocka_unit_test(test_uuid_must_be_the_types),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
