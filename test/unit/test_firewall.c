// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * P-3.3.5, P-3.3.6, P-3.3.11: the firewall beyond its table, which
 * test_protocol_tables.c walks.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <sofv/firewall.h>
#include <sofv/ipc.h>

#include "core_bench.h"

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
	struct sofv_ipc ipc = {
		.cmd = TPLG(PIPE_NEW),
		.pipe = { .core = 0, .period_us = 1000 },
	};

	(void)state;
	assert_int_equal(comp_new(SOF3_TYPE_VOLUME, 0, 0), SOFV_ALLOW);
	assert_int_equal(comp_new(SOF3_TYPE_VOLUME, 1, 0), SOFV_REFUSE);
	assert_int_equal(sofv_firewall(&ipc), SOFV_REWRITE);
	ipc.pipe.core = 1;
	assert_int_equal(sofv_firewall(&ipc), SOFV_REFUSE);

	memset(&ipc, 0, sizeof(ipc));
	ipc.cmd = TPLG(BUFFER_NEW);
	assert_int_equal(sofv_firewall(&ipc), SOFV_ALLOW);
	ipc.buffer.core = 3;
	assert_int_equal(sofv_firewall(&ipc), SOFV_REFUSE);
}

/* P-3.3.11 */
static void test_period(void **state)
{
	static const u32 bad[] = { 0, 1, 333, 999 };
	static const u32 good[] = { 1000, 1001, 20000, 0xffffffff };
	struct sofv_ipc ipc = { .cmd = TPLG(PIPE_NEW) };
	u32 i;

	(void)state;
	for (i = 0; i < 4; i++) {
		ipc.pipe.period_us = bad[i];
		assert_int_equal(sofv_firewall(&ipc), SOFV_REFUSE);
		ipc.pipe.period_us = good[i];
		assert_int_equal(sofv_firewall(&ipc), SOFV_REWRITE);
	}
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
		cmocka_unit_test(test_table_is_sound),
		cmocka_unit_test(test_dais),
		cmocka_unit_test(test_core),
		cmocka_unit_test(test_period),
		cmocka_unit_test(test_uuid_must_be_the_types),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
