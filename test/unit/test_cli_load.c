// SPDX-License-Identifier: GPL-2.0-only
/* Copyright (C) 2026 The sof-virtio authors */
/* sofvctl guest load: files that define guests */
#include <errno.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <setjmp.h>
#include <cmocka.h>
#include <json-c/json.h>

#include "cli_bench.h"
#include "cli_files.h"

#define ALPHA \
	"# what alpha may have\n" \
	"[guest]\n" \
	"topology = sof/guest.tplg\n" \
	"card = softdsp\n" \
	"playback = Guest 1\n" \
	"playback = Guest 2\n" \
	"capture = Mic\n" \
	"max-streams = 3\n"

/* Text of the attribute @attr of request @n, the @nth of its kind */
static const char *sent_text(struct cli_bench *bench, size_t n, int attr_type,
			     int nth)
{
	struct genlmsghdr *hdr;
	struct nlattr *attr;
	int rem;

	assert_true(n < bench->n_sent);
	hdr = genlmsg_hdr(nlmsg_hdr(bench->sent[n]));
	nla_for_each_attr(attr, genlmsg_attrdata(hdr, 0),
			  genlmsg_attrlen(hdr, 0), rem)
		if (nla_type(attr) == attr_type && !nth--)
			return nla_get_string(attr);
	return NULL;
}

static int load(struct cli_bench *bench, const char *options)
{
	char words[512];

	snprintf(words, sizeof(words), "guest load %s%s", cli_files_dir(),
		 options);
	return cli_bench_run(bench, words);
}

static void test_defines(void **state)
{
	struct cli_bench *bench = *state;

	cli_files_write("20-b.conf", "[guest]\nname=beta\ntopology=t\n"
			"capture=Mic\nmax-buffer-bytes = 1M ; all in all\n");
	cli_files_write("alpha.conf", ALPHA);
	cli_files_write("readme.txt", "[guest]\nthis is not a definition\n");
	assert_int_equal(load(bench, ""), SOFVCTL_OK);
	assert_string_equal(bench->err, "");
	assert_string_equal(bench->out, "beta: defined\nalpha: defined\n");

	/* the first request asks what is there */
	assert_int_equal(bench->n_sent, 3);
	assert_string_equal(sent_text(bench, 1, VHOST_DSP_ATTR_NAME, 0), "beta");
	assert_string_equal(sent_text(bench, 2, VHOST_DSP_ATTR_NAME, 0), "alpha");
	assert_string_equal(sent_text(bench, 2, VHOST_DSP_ATTR_CARD, 0),
			    "softdsp");
	assert_string_equal(sent_text(bench, 2, VHOST_DSP_ATTR_PLAYBACK, 1),
			    "Guest 2");
	assert_string_equal(sent_text(bench, 2, VHOST_DSP_ATTR_CAPTURE, 0),
			    "Mic");
}

static void test_unchanged(void **state)
{
	struct cli_bench *bench = *state;

	cli_bench_add_alpha(bench);
	cli_files_write("alpha.conf", ALPHA);
	assert_int_equal(load(bench, ""), SOFVCTL_OK);
	assert_string_equal(bench->out, "alpha: unchanged\n");
	assert_int_equal(bench->n_sent, 1);
}

static void test_changed(void **state)
{
	static const char *const others[] = {
		"max-components = 17\n", "playback = Guest 3\n",
	};
	struct cli_bench *bench = *state;
	char text[512];
	size_t i;

	cli_bench_add_alpha(bench);
	for (i = 0; i < 2; i++) {
		snprintf(text, sizeof(text), "%s%s", ALPHA, others[i]);
		cli_files_write("alpha.conf", text);
		assert_int_equal(load(bench, ""), SOFVCTL_FAILED);
		assert_non_null(strstr(bench->err, "alpha.conf: guest 'alpha' "
				       "is defined in another way"));
	}
	assert_int_equal(bench->n_sent, 2);
}

static int sent_command(const struct cli_bench *bench, size_t n)
{
	assert_true(n < bench->n_sent);
	return genlmsg_hdr(nlmsg_hdr(bench->sent[n]))->cmd;
}

/* The module came before the sound card. */
static void test_waits(void **state)
{
	struct cli_bench *bench = *state;

	cli_files_write("alpha.conf", ALPHA);
	cli_files_write("bad.conf", "[guest]\ncard = never\n");
	cli_bench_add_card(bench, "softdsp", 3, 5);
	bench->late_cards = 2;
	assert_int_equal(load(bench, " --wait 60"), SOFVCTL_FAILED);
	assert_string_equal(bench->out, "alpha: defined\n");
	assert_int_equal(bench->late_cards, 0);
	assert_int_equal(bench->n_sent, 5);
	assert_int_equal(sent_command(bench, 2), VHOST_DSP_CMD_CARD_GET);
	assert_int_equal(sent_command(bench, 3), VHOST_DSP_CMD_GUEST_GET);
	assert_int_equal(sent_command(bench, 4), VHOST_DSP_CMD_GUEST_NEW);
}

/* One without a sound card, without points, with another name, with IPC4: in vain */
static void test_waits_in_vain(void **state)
{
	struct cli_bench *bench = *state;

	cli_files_write("alpha.conf", ALPHA);
	cli_bench_add_card(bench, "", 3, 0);
	cli_bench_add_card(bench, "softdsp", 3, 0);
	cli_bench_add_card(bench, "other", 3, 5);
	cli_bench_add_card(bench, "softdsp", 4, 5);
	assert_int_equal(load(bench, " -w 1"), SOFVCTL_OK);
	assert_int_equal(bench->n_sent, 11 + 2);
}

static void test_wait_words(void **state)
{
	static const char *const wrong[] = {
		" --wait", " --wait x", " --wait -1", " --wait 3601", " --wait=",
	};
	struct cli_bench *bench = *state;
	size_t i;

	for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		assert_int_equal(load(bench, wrong[i]), SOFVCTL_USAGE);
	assert_int_equal(bench->n_sent, 0);
}

/* Files that make no sense, and what is said about them */
static const struct {
	const char *text;
	const char *complaint;
} bad[] = {
	{ "", "needs a topology" },
	{ "[guest]\ntopology = t\n", "needs a connection point" },
	{ "topology = t\n", "line 1: 'topology' stands outside of a section" },
	{ "[host]\ntopology = t\n", "line 2: 'topology' stands outside" },
	{ "[guest]\nfrob = 1\n", "line 2: unknown key 'frob'" },
	{ "[guest]\n\nfrob\n", "line 3: neither [guest] nor KEY = VALUE" },
	{ "[guest]\nmax-streams = many\n", "line 2: max-streams 'many' is not" },
	{ "[guest]\ntopology = t\ntopology = u\n", "line 3: the topology is "
	  "given twice" },
	{ "[guest]\ntopology = /t\n", "line 2: topology is a file below" },
	{ "[guest]\ntopology =\n", "line 2: the topology is empty" },
};

static void test_bad_file(void **state)
{
	struct cli_bench *bench = *state;
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		print_message("  %s\n", bad[i].complaint);
		cli_files_write("x.conf", bad[i].text);
		assert_int_equal(load(bench, " --check"), SOFVCTL_FAILED);
		assert_non_null(strstr(bench->err, "/x.conf: "));
		assert_non_null(strstr(bench->err, bad[i].complaint));
		/* one line */
		assert_ptr_equal(strchr(bench->err, '\n') + 1,
				 strchr(bench->err, '\0'));
	}
	assert_int_equal(bench->n_sent, 0);
}

static void test_others_go_on(void **state)
{
	struct cli_bench *bench = *state;

	cli_files_write("a.conf", "nonsense\n");
	cli_files_write("alpha.conf", ALPHA);
	assert_int_equal(load(bench, ""), SOFVCTL_FAILED);
	assert_string_equal(bench->out, "alpha: defined\n");
	assert_non_null(strstr(bench->err, "/a.conf: line 1"));
}

static void test_host_refuses(void **state)
{
	struct cli_bench *bench = *state;

	/* the answer to the first question too, which is where it ends */
	bench->exchange_error = -ENODEV;
	bench->text = "this host has no SOF card";
	cli_files_write("alpha.conf", ALPHA);
	assert_int_equal(load(bench, ""), SOFVCTL_FAILED);
	assert_non_null(strstr(bench->err, "this host has no SOF card\n"));
}

static void test_twice(void **state)
{
	struct cli_bench *bench = *state;

	cli_files_write("alpha.conf", ALPHA);
	cli_files_write("other.conf", "[guest]\nname = alpha\ntopology = t\n"
			"playback = x\n");
	assert_int_equal(load(bench, " -n"), SOFVCTL_FAILED);
	assert_string_equal(bench->out, "alpha: valid\n");
	assert_non_null(strstr(bench->err, "/other.conf: guest 'alpha' is in "
			       "another file too\n"));
}

static void test_json(void **state)
{
	struct cli_bench *bench = *state;
	struct json_object *obj, *value;

	cli_files_write("alpha.conf", ALPHA);
	cli_files_write("b.conf", "[guest]\n");
	assert_int_equal(load(bench, " --json"), SOFVCTL_FAILED);
	obj = json_tokener_parse(bench->out);
	assert_int_equal(json_object_array_length(obj), 2);
	json_object_object_get_ex(json_object_array_get_idx(obj, 0), "result",
				  &value);
	assert_string_equal(json_object_get_string(value), "defined");
	json_object_object_get_ex(json_object_array_get_idx(obj, 1), "result",
				  &value);
	assert_string_equal(json_object_get_string(value), "failed");
	json_object_object_get_ex(json_object_array_get_idx(obj, 1), "error",
				  &value);
	assert_string_equal(json_object_get_string(value),
			    "guest 'b' needs a topology");
	json_object_put(obj);
}

static void test_no_folder(void **state)
{
	struct cli_bench *bench = *state;

	assert_int_equal(cli_bench_run(bench, "guest load /does/not/exist"),
			 SOFVCTL_FAILED);
	assert_string_equal(bench->err, "sofvctl: guest load: cannot read "
			    "/does/not/exist: No such file or directory\n");
}

static void test_empty_folder(void **state)
{
	struct cli_bench *bench = *state;

	assert_int_equal(load(bench, ""), SOFVCTL_OK);
	assert_int_equal(bench->n_sent, 0);
}

static int setup(void **state)
{
	return cli_files_begin() ? -1 : cli_bench_setup(state);
}

static int teardown(void **state)
{
	cli_files_end();
	return cli_bench_teardown(state);
}

#define LOAD_TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		LOAD_TEST(test_defines),
		LOAD_TEST(test_unchanged),
		LOAD_TEST(test_changed),
		LOAD_TEST(test_waits),
		LOAD_TEST(test_waits_in_vain),
		LOAD_TEST(test_wait_words),
		LOAD_TEST(test_bad_file),
		LOAD_TEST(test_others_go_on),
		LOAD_TEST(test_host_refuses),
		LOAD_TEST(test_twice),
		LOAD_TEST(test_json),
		LOAD_TEST(test_no_folder),
		LOAD_TEST(test_empty_folder),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
