// SPDX-License-Identifier: GPL-2.0-only
/* Copyright (C) 2026 The sof-virtio authors */
/* sofvctl: from the command line to the request and the exit code */
#include <errno.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <setjmp.h>
#include <cmocka.h>

#include "cli_bench.h"

#define NAME_64	"0123456789abcdef0123456789abcdef" \
		"0123456789abcdef0123456789abcdef"

/* The command lines that make no sense, and a word of the complaint */
static const struct {
	const char *words;
	const char *complaint;
} misuses[] = {
	{ "", "no command given" },
	{ "frob", "unknown command 'frob'" },
	{ "guest", "'guest' needs a second word" },
	{ "guest frob", "unknown command 'guest frob'" },
	{ "guest add", "guest add: the guest's name is missing" },
	{ "guest add a", "needs a topology" },
	{ "guest add a -t f", "needs a connection point" },
	{ "guest add a b -t f -p x", "'b' is too much" },
	{ "guest add a --topology", "option '--topology' needs a value" },
	{ "guest add a --frob", "unknown option '--frob'" },
	{ "guest add a --json -t f -p x", "unknown option '--json'" },
	{ "guest add a -t /lib/firmware/f -p x", "without a leading '/'" },
	{ "guest add a -t  -p x", "the topology is empty" },
	{ "guest add  -t f -p x", "the name is empty" },
	{ "guest add " NAME_64 " -t f -p x", "is longer than 63 bytes" },
	{ "guest add a -t f -p " NAME_64, "is longer than 63 bytes" },
	{ "guest add a -t f -p x -m 0", "not a number from 1" },
	{ "guest add a -t f -p x -m -1", "not a number from 1" },
	{ "guest add a -t f -p x -m 2x", "not a number from 1" },
	{ "guest add a -t f -p x -m 4294967296", "not a number from 1" },
	{ "guest add a -t f -p x -m 1 -m 1", "max-streams is given twice" },
	{ "guest add a -t f -p x --max-components 0", "not a number from 1" },
	{ "guest add a -t f -p x --max-components 1k", "not a number from 1" },
	{ "guest add a -t f -p x --max-pipelines x", "not a number from 1" },
	{ "guest add a -t f -p x --max-buffer-bytes 4096M",
	  "not a number from 1" },
	{ "guest add a -t f -p x --max-buffer-bytes 1kk",
	  "not a number from 1" },
	{ "guest add a -t f -p x --card ", "the card is empty" },
	{ "guest add a -t f -t g -p x", "the topology is given twice" },
	{ "guest load a b", "'b' is too much" },
	{ "guest load --frob", "unknown option '--frob'" },
	{ "doctor a", "'a' is too much" },
	{ "doctor --qemu", "option '--qemu' needs a value" },
	{ "doctor --frob", "unknown option '--frob'" },
	{ "guest list a", "'a' is too much" },
	{ "guest list --frob", "unknown option '--frob'" },
	{ "guest show", "the name is missing" },
	{ "guest show a b", "'b' is too much" },
	{ "guest remove", "the name is missing" },
	{ "point list a", "'a' is too much" },
	{ "status a", "'a' is too much" },
};

static void test_misuse(void **state)
{
	struct cli_bench *bench = *state;
	size_t i;

	for (i = 0; i < sizeof(misuses) / sizeof(misuses[0]); i++) {
		print_message("  %s\n", misuses[i].words);
		assert_int_equal(cli_bench_run(bench, misuses[i].words),
				 SOFVCTL_USAGE);
		assert_string_equal(bench->out, "");
		assert_non_null(strstr(bench->err, misuses[i].complaint));
		assert_non_null(strstr(bench->err, "\ntry: sofvctl "));
	}
	assert_int_equal(bench->n_sent, 0);
}

static void test_help(void **state)
{
	static const char *const commands[] = {
		"guest add", "guest list", "guest show", "guest remove",
		"guest load", "point list", "status", "doctor",
	};
	struct cli_bench *bench = *state;
	char words[64];
	size_t i;

	for (i = 0; i < sizeof(commands) / sizeof(commands[0]); i++) {
		assert_int_equal(cli_bench_run(bench, "--help"), SOFVCTL_OK);
		assert_non_null(strstr(bench->out, commands[i]));

		snprintf(words, sizeof(words), "%s --help", commands[i]);
		assert_int_equal(cli_bench_run(bench, words), SOFVCTL_OK);
		snprintf(words, sizeof(words), "usage: sofvctl %s",
			 commands[i]);
		assert_ptr_equal(strstr(bench->out, words), bench->out);
		assert_string_equal(bench->err, "");
	}
	assert_int_equal(bench->n_sent, 0);
}

static void test_help_of_object(void **state)
{
	struct cli_bench *bench = *state;

	assert_int_equal(cli_bench_run(bench, "guest --help"), SOFVCTL_OK);
	assert_non_null(strstr(bench->out, "guest remove"));
	assert_null(strstr(bench->out, "point list"));
}

/* Compares the attributes of @msg with "TYPE=text" or "TYPE=number" items. */
static void assert_attributes(struct nl_msg *msg, const char *expected)
{
	struct genlmsghdr *hdr = genlmsg_hdr(nlmsg_hdr(msg));
	char text[512] = "";
	struct nlattr *attr;
	int rem;

	nla_for_each_attr(attr, genlmsg_attrdata(hdr, 0),
			  genlmsg_attrlen(hdr, 0), rem) {
		size_t used = strlen(text);

		if (nla_type(attr) == VHOST_DSP_ATTR_MAX_STREAMS ||
		    (nla_type(attr) >= VHOST_DSP_ATTR_MAX_COMPONENTS &&
		     nla_type(attr) <= VHOST_DSP_ATTR_MAX_BUFFER_BYTES) ||
		    nla_type(attr) == VHOST_DSP_ATTR_MAX_IPC_PER_SECOND ||
		    nla_type(attr) == VHOST_DSP_ATTR_MAX_IPC_BURST)
			snprintf(text + used, sizeof(text) - used, "%d=%u ",
				 nla_type(attr), nla_get_u32(attr));
		else
			snprintf(text + used, sizeof(text) - used, "%d=%s ",
				 nla_type(attr), nla_get_string(attr));
	}
	assert_string_equal(text, expected);
}

static void assert_request(struct cli_bench *bench, int command, int flags)
{
	struct nlmsghdr *hdr = nlmsg_hdr(bench->sent[0]);

	assert_int_equal(bench->n_sent, 1);
	assert_int_equal(hdr->nlmsg_type, CLI_BENCH_FAMILY);
	assert_int_equal(hdr->nlmsg_flags & NLM_F_DUMP, flags);
	assert_int_equal(genlmsg_hdr(hdr)->cmd, command);
	assert_int_equal(genlmsg_hdr(hdr)->version, VHOST_DSP_GENL_VERSION);
}

static void test_add(void **state)
{
	struct cli_bench *bench = *state;

	assert_int_equal(cli_bench_run(bench, "guest add alpha "
			 "--topology sof/g.tplg --playback P2 --capture C "
			 "--playback P1 --max-streams 4"), SOFVCTL_OK);
	assert_string_equal(bench->out, "");
	assert_string_equal(bench->err, "");
	assert_request(bench, VHOST_DSP_CMD_GUEST_NEW, 0);
	/* The order of the points is what the guest's topology counts by. */
	assert_attributes(bench->sent[0],
			  "2=alpha 3=sof/g.tplg 4=P2 4=P1 5=C 6=4 ");
}

static void test_add_all(void **state)
{
	struct cli_bench *bench = *state;

	assert_int_equal(cli_bench_run(bench, "guest add alpha -t f -p P "
			 "--card softdsp -m 1 --max-components 5 "
			 "--max-pipelines 2 --max-buffer-bytes 64k "
			 "--max-ipc-per-second 9 --max-ipc-burst 8"),
			 SOFVCTL_OK);
	assert_attributes(bench->sent[0],
			  "2=alpha 3=f 19=softdsp 4=P 6=1 20=5 21=2 22=65536 "
			  "30=9 31=8 ");
}

static void test_add_short(void **state)
{
	struct cli_bench *bench = *state;

	assert_int_equal(cli_bench_run(bench, "guest add -c C -t f alpha"),
			 SOFVCTL_OK);
	assert_attributes(bench->sent[0], "2=alpha 3=f 5=C ");
}

static void test_remove(void **state)
{
	struct cli_bench *bench = *state;

	assert_int_equal(cli_bench_run(bench, "guest remove alpha"),
			 SOFVCTL_OK);
	assert_request(bench, VHOST_DSP_CMD_GUEST_DEL, 0);
	assert_attributes(bench->sent[0], "2=alpha ");
}

static void test_list_is_dump(void **state)
{
	struct cli_bench *bench = *state;

	assert_int_equal(cli_bench_run(bench, "guest list"), SOFVCTL_OK);
	assert_request(bench, VHOST_DSP_CMD_GUEST_GET, NLM_F_DUMP);
}

/*
 * Refusals: one line, and exit code 1
 */
static void test_not_loaded(void **state)
{
	struct cli_bench *bench = *state;

	bench->connect_error = -ENOENT;
	assert_int_equal(cli_bench_run(bench, "status"), SOFVCTL_FAILED);
	assert_string_equal(bench->err, "sofvctl: status: vhost-dsp is not "
			    "loaded: modprobe vhost_dsp\n");
}

static void test_no_netlink(void **state)
{
	struct cli_bench *bench = *state;

	bench->connect_error = -EIO;
	bench->text = "it is broken";
	assert_int_equal(cli_bench_run(bench, "point list"), SOFVCTL_FAILED);
	assert_string_equal(bench->err, "sofvctl: point list: cannot talk to "
			    "the kernel: it is broken\n");
}

static void test_kernel_explains(void **state)
{
	struct cli_bench *bench = *state;

	bench->exchange_error = -EPERM;
	bench->text = "guest 'alpha' is defined already";
	assert_int_equal(cli_bench_run(bench, "guest add alpha -t f -p x"),
			 SOFVCTL_FAILED);
	assert_string_equal(bench->out, "");
	assert_string_equal(bench->err, "sofvctl: guest add: guest 'alpha' is "
			    "defined already\n");
}

static void test_not_permitted(void **state)
{
	struct cli_bench *bench = *state;

	bench->exchange_error = -EPERM;
	assert_int_equal(cli_bench_run(bench, "guest remove alpha"),
			 SOFVCTL_FAILED);
	assert_string_equal(bench->err, "sofvctl: guest remove: not permitted: "
			    "run it as root\n");
}

static void test_kernel_is_terse(void **state)
{
	struct cli_bench *bench = *state;

	bench->exchange_error = -ENOSPC;
	assert_int_equal(cli_bench_run(bench, "guest remove alpha"),
			 SOFVCTL_FAILED);
	assert_string_equal(bench->err, "sofvctl: guest remove: the host "
			    "refuses: No space left on device\n");
}

#define BENCH_TEST(f) \
	cmocka_unit_test_setup_teardown(f, cli_bench_setup, cli_bench_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		BENCH_TEST(test_misuse),
		BENCH_TEST(test_help),
		BENCH_TEST(test_help_of_object),
		BENCH_TEST(test_add),
		BENCH_TEST(test_add_all),
		BENCH_TEST(test_add_short),
		BENCH_TEST(test_remove),
		BENCH_TEST(test_list_is_dump),
		BENCH_TEST(test_not_loaded),
		BENCH_TEST(test_no_netlink),
		BENCH_TEST(test_kernel_explains),
		BENCH_TEST(test_not_permitted),
		BENCH_TEST(test_kernel_is_terse),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
