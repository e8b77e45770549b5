// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * The tables of doc/protocol.md against the firewall: row for row, and every
 * value of class and command that has no row. Run from the top of the tree.
 *
 * P-3.3.1, P-3.3.4, P-3.3.6
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include <sof/ipc3.h>
#include <sofv/firewall.h>
#include <sofv/ipc.h>

#define ROWS_MAX	128
#define NAME_BYTES	32

struct row {
	u32 cmd;
	char name[NAME_BYTES];
	enum sofv_verdict verdict;
};

struct comp {
	u32 type;
	u8 uuid[SOFV_UUID_BYTES];
};

static struct row rows[ROWS_MAX];
static u32 n_rows;
static struct comp comps[ROWS_MAX];
static u32 n_comps;

static enum sofv_verdict verdict_named(const char *word)
{
	static const char *const words[] = {
		[SOFV_REFUSE] = "refuse", [SOFV_ALLOW] = "allow",
		[SOFV_REWRITE] = "rewrite", [SOFV_HANDLE] = "handle",
	};
	u32 i;

	for (i = 0; i < 4; i++)
		if (!strcmp(word, words[i]))
			return (enum sofv_verdict)i;

	fail_msg("no such verdict: '%s'", word);
	return SOFV_REFUSE;
}

/* As SOF's registry writes it: a little-endian word, two halves, eight bytes. */
static void uuid_from_text(u8 uuid[SOFV_UUID_BYTES], const char *text)
{
	static const u8 place[SOFV_UUID_BYTES] = {
		3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15
	};
	u32 i, value;

	for (i = 0; i < SOFV_UUID_BYTES; i++) {
		if (*text == '-')
			text++;
		assert_int_equal(sscanf(text, "%2x", &value), 1);
		uuid[place[i]] = (u8)value;
		text += 2;
	}
	assert_int_equal(*text, '\0');
}

static int read_tables(void **state)
{
	FILE *f = fopen("doc/protocol.md", "r");
	char line[256], name[64], word[64];
	u32 number;

	(void)state;
	if (!f) {
		print_error("no doc/protocol.md; run it from the top of the tree\n");
		return -1;
	}
	while (fgets(line, sizeof(line), f)) {
		if (sscanf(line, "| `0x%x` | `%31[A-Z_]` | %31[a-z] |", &number,
			   name, word) == 3 && n_rows < ROWS_MAX) {
			rows[n_rows].cmd = number;
			rows[n_rows].verdict = verdict_named(word);
			memcpy(rows[n_rows++].name, name, NAME_BYTES);
		} else if (sscanf(line, "| %u | `%63[0-9a-f-]` |", &number, word) == 2 &&
			   n_comps < ROWS_MAX) {
			comps[n_comps].type = number;
			uuid_from_text(comps[n_comps++].uuid, word);
		}
	}
	fclose(f);

	return 0;
}

static const struct row *find_row(u32 cmd)
{
	u32 i;

	for (i = 0; i < n_rows; i++)
		if (rows[i].cmd == cmd)
			return &rows[i];

	return NULL;
}

/* Document and core have the same rows, by number and by name. */
static void test_rows(void **state)
{
	const struct sofv_rule *rules;
	const struct row *row;
	u32 count, i;

	(void)state;
	rules = sofv_firewall_rules(&count);
	assert_int_equal(n_rows, count);
	for (i = 0; i < count; i++) {
		row = find_row(rules[i].cmd);
		if (!row)
			fail_msg("%s has no row in the document", rules[i].name);
		assert_string_equal(row->name, rules[i].name);
		assert_int_equal(row->verdict, rules[i].verdict);
	}
}

/* All 16 classes with all 4096 types, low bits clear: 65536 messages. */
static void test_every_class_and_type(void **state)
{
	u32 high, allowed = 0;

	(void)state;
	for (high = 0; high < 0x10000; high++) {
		struct sofv_ipc ipc = { .cmd = high << 16 };
		const struct row *row = find_row(ipc.cmd);

		/* of COMP_NEW and PIPE_NEW, one that is allowed */
		if (ipc.cmd == (SOF3_GLB_TPLG | SOF3_TPLG_COMP_NEW))
			ipc.comp.type = SOF3_TYPE_VOLUME;
		if (ipc.cmd == (SOF3_GLB_TPLG | SOF3_TPLG_PIPE_NEW))
			ipc.pipe.period_us = 1000;
		assert_int_equal(sofv_firewall(&ipc),
				 row ? row->verdict : SOFV_REFUSE);
		allowed += sofv_firewall(&ipc) != SOFV_REFUSE;
	}
	print_message("%u rows, %u messages pass, %u are refused\n", n_rows,
		      allowed, 0x10000 - allowed);
	assert_true(allowed > 15 && allowed < 40);
}

/* Firmware would ignore the low bits; they must not open a side door. */
static void test_low_bits(void **state)
{
	u32 i, bit;

	(void)state;
	for (i = 0; i < n_rows; i++) {
		for (bit = 0; bit < 16; bit++) {
			struct sofv_ipc ipc = {
				.cmd = rows[i].cmd | 1u << bit,
				.comp.type = SOF3_TYPE_VOLUME,
			};

			assert_int_equal(sofv_firewall(&ipc), SOFV_REFUSE);
		}
	}
}

/* Every command that our header of SOF's messages knows has a row. */
static void test_header_has_rows(void **state)
{
	static const struct {
		const char *name;
		u32 glb;
	} classes[] = {
		{ "TPLG", SOF3_GLB_TPLG }, { "PM", SOF3_GLB_PM },
		{ "COMP", SOF3_GLB_COMP }, { "STREAM", SOF3_GLB_STREAM },
		{ "DAI", SOF3_GLB_DAI }, { "TRACE", SOF3_GLB_TRACE },
		{ "TEST", SOF3_GLB_TEST }, { "PROBE", SOF3_GLB_PROBE },
		{ "DEBUG", SOF3_GLB_DEBUG },
	};
	FILE *f = fopen("include/sof/ipc3.h", "r");
	u32 i, value, found = 0;
	char line[256], name[64], full[96];

	(void)state;
	assert_non_null(f);
	while (fgets(line, sizeof(line), f)) {
		if (sscanf(line, "#define SOF3_%63[A-Z0-9_] SOF3_CMD(%x)", name,
			   &value) != 2)
			continue;
		for (i = 0; i < sizeof(classes) / sizeof(classes[0]); i++) {
			size_t n = strlen(classes[i].name);

			if (!strncmp(name, classes[i].name, n) && name[n] == '_')
				break;
		}
		assert_true(i < sizeof(classes) / sizeof(classes[0]));
		snprintf(full, sizeof(full), "%s", name);
		value = classes[i].glb | SOF3_CMD(value);
		if (!find_row(value))
			fail_msg("%s has no row in the document", full);
		assert_string_equal(find_row(value)->name, full);
		found++;
	}
	fclose(f);
	assert_true(found > 40);
}

static bool in_document(u32 type, const u8 *uuid)
{
	u32 i;

	for (i = 0; i < n_comps; i++)
		if (comps[i].type == type &&
		    (uuid ? !memcmp(comps[i].uuid, uuid, SOFV_UUID_BYTES) : !!type))
			return true;

	return false;
}

static enum sofv_verdict comp_new(u32 type, const u8 *uuid)
{
	struct sofv_ipc ipc = {
		.cmd = SOF3_GLB_TPLG | SOF3_TPLG_COMP_NEW,
		.comp = { .type = type, .uuid_bytes = uuid ? SOFV_UUID_BYTES : 0 },
	};

	if (uuid)
		memcpy(ipc.comp.uuid, uuid, SOFV_UUID_BYTES);

	return sofv_firewall(&ipc);
}

/* Every type, with no UUID, with each of the table, and with none of them. */
static void test_components(void **state)
{
	u8 other[SOFV_UUID_BYTES] = { 0 };
	u32 type, i, bit;

	(void)state;
	assert_true(n_comps > 10);
	for (type = 0; type < 70000; type++) {
		assert_int_equal(comp_new(type, NULL), in_document(type, NULL) ?
				 SOFV_ALLOW : SOFV_REFUSE);
		if (type == SOF3_TYPE_DAI)
			continue;
		assert_int_equal(comp_new(type, other), SOFV_REFUSE);
		for (i = 0; i < n_comps; i++)
			assert_int_equal(comp_new(type, comps[i].uuid),
					 in_document(type, comps[i].uuid) ?
					 SOFV_ALLOW : SOFV_REFUSE);
	}

	/* not one bit may differ */
	for (i = 0; i < n_comps; i++) {
		for (bit = 0; bit < 8 * SOFV_UUID_BYTES; bit++) {
			memcpy(other, comps[i].uuid, sizeof(other));
			other[bit / 8] ^= (u8)(1u << bit % 8);
			assert_int_equal(comp_new(comps[i].type, other), SOFV_REFUSE);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_every_class_and_type),
		cmocka_unit_test(test_low_bits),
		cmocka_unit_test(test_header_has_rows),
		cmocka_unit_test(test_components),
	};

	return cmocka_run_group_tests(tests, read_tables, NULL);
}
