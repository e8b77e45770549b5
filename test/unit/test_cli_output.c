// SPDX-License-Identifier: GPL-2.0-only
/* Copyright (C) 2026 The sof-virtio authors */
/* sofvctl: from the kernel's messages to text and JSON */
#include <errno.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <setjmp.h>
#include <cmocka.h>
#include <json-c/json.h>

#include "cli_bench.h"

static void assert_key(struct json_object *obj, const char *key,
		       const char *json)
{
	struct json_object *value;

	assert_true(json_object_object_get_ex(obj, key, &value));
	assert_string_equal(json_object_to_json_string_ext(value,
					JSON_C_TO_STRING_PLAIN |
					JSON_C_TO_STRING_NOSLASHESCAPE), json);
}

static void assert_alpha(struct json_object *guest)
{
	assert_key(guest, "name", "\"alpha\"");
	assert_key(guest, "topology", "\"sof/guest.tplg\"");
	assert_key(guest, "playback", "[\"Guest 1\",\"Guest 2\"]");
	assert_key(guest, "capture", "[\"Mic\"]");
	assert_key(guest, "card", "\"softdsp\"");
	assert_key(guest, "max_streams", "3");
	assert_key(guest, "max_components", "16");
	assert_key(guest, "max_pipelines", "4");
	assert_key(guest, "max_buffer_bytes", "65536");
	assert_key(guest, "max_ipc_per_second", "500");
	assert_key(guest, "max_ipc_burst", "200");
	assert_key(guest, "ipc_delayed", "7");
	assert_key(guest, "state", "\"running\"");
	assert_key(guest, "components", "5");
	assert_key(guest, "pipelines", "2");
	assert_key(guest, "buffer_bytes", "1536");
	assert_key(guest, "streams", "1");
	assert_key(guest, "ipc_received", "1099511627799");
	assert_key(guest, "ipc_forwarded", "1099511627776");
	assert_key(guest, "ipc_handled", "11");
	assert_key(guest, "ipc_refused", "12");
	assert_key(guest, "ipc_over_quota", "9");
	assert_key(guest, "ipc_failed", "16");
	assert_key(guest, "data_bytes", "13");
	assert_key(guest, "playback_bytes", "8");
	assert_key(guest, "capture_bytes", "5");
	assert_key(guest, "refused",
		   "{\"not_allowed\":2,\"not_granted\":0,\"no_object\":0,"
		   "\"out_of_turn\":0,\"malformed\":0,\"ledger_full\":0,"
		   "\"quota_components\":3,\"quota_pipelines\":0,\"quota_buffer_bytes\":0,"
		   "\"quota_streams\":6,\"dsp_asleep\":0,\"dsp_lost\":0,"
		   "\"no_dsp\":0,\"other\":1}");
	assert_key(guest, "events_lost", "14");
	assert_key(guest, "xruns", "15");
}

static struct json_object *run_json(struct cli_bench *bench, const char *words)
{
	struct json_object *obj;

	assert_int_equal(cli_bench_run(bench, words), SOFVCTL_OK);
	obj = json_tokener_parse(bench->out);
	assert_non_null(obj);
	return obj;
}

static void test_guest_list(void **state)
{
	struct cli_bench *bench = *state;
	struct nl_msg *msg;

	cli_bench_add_alpha(bench);
	msg = cli_bench_reply(bench, VHOST_DSP_CMD_GUEST_GET);
	nla_put_string(msg, VHOST_DSP_ATTR_NAME, "b");
	nla_put_string(msg, VHOST_DSP_ATTR_TOPOLOGY, "t");

	assert_int_equal(cli_bench_run(bench, "guest list"), SOFVCTL_OK);
	assert_string_equal(bench->out,
		"GUEST  STATE    STREAMS  IPC            REFUSED  "
		"PLAYBACK          CAPTURE  TOPOLOGY\n"
		"alpha  running  1 of 3   1099511627799  12       "
		"Guest 1, Guest 2  Mic      sof/guest.tplg\n"
		"b      defined  0 of 0   0              0        "
		"-                 -        t\n");
}

static void test_guest_list_json(void **state)
{
	struct cli_bench *bench = *state;
	struct json_object *obj;

	cli_bench_add_alpha(bench);
	obj = run_json(bench, "guest list --json");
	assert_int_equal(json_object_array_length(obj), 1);
	assert_alpha(json_object_array_get_idx(obj, 0));
	json_object_put(obj);
}

static void test_no_guests_json(void **state)
{
	struct json_object *obj = run_json(*state, "guest list --json");

	assert_true(json_object_is_type(obj, json_type_array));
	assert_int_equal(json_object_array_length(obj), 0);
	json_object_put(obj);
}

static void test_guest_show(void **state)
{
	struct cli_bench *bench = *state;

	cli_bench_add_alpha(bench);
	assert_int_equal(cli_bench_run(bench, "guest show alpha"), SOFVCTL_OK);
	assert_string_equal(bench->out,
		"guest        alpha\n"
		"state        running\n"
		"topology     sof/guest.tplg\n"
		"card         softdsp\n"
		"playback     Guest 1, Guest 2\n"
		"capture      Mic\n"
		"streams      1 of 3\n"
		"components   5 of 16\n"
		"pipelines    2 of 4\n"
		"buffers      1536 of 65536 bytes\n"
		"IPC          1099511627799 received: 1099511627776 forwarded, "
		"11 handled, 12 refused (9 over quota)\n"
		"refused      2: no guest may send such a message\n"
		"             3: quota of components\n"
		"             6: quota of streams\n"
		"             1: other reasons\n"
		"failed       16 forwarded or handled, but answered with an error\n"
		"IPC rate     500 per second, 200 at once; 7 had to wait\n"
		"copied       13 bytes: 8 played, 5 recorded\n"
		"events lost  14\n"
		"xruns        15\n");
}

static void test_guest_show_json(void **state)
{
	struct cli_bench *bench = *state;
	struct json_object *obj;

	cli_bench_add_alpha(bench);
	obj = run_json(bench, "guest show alpha --json");
	assert_alpha(obj);
	json_object_put(obj);
}

static void test_guest_show_unknown(void **state)
{
	struct cli_bench *bench = *state;

	cli_bench_add_alpha(bench);
	assert_int_equal(cli_bench_run(bench, "guest show alph"),
			 SOFVCTL_FAILED);
	assert_string_equal(bench->out, "");
	assert_non_null(strstr(bench->err, "guest 'alph' is not defined"));
}

static void test_point_list(void **state)
{
	struct cli_bench *bench = *state;

	cli_bench_add_points(bench);
	assert_int_equal(cli_bench_run(bench, "point list"), SOFVCTL_OK);
	assert_string_equal(bench->out,
			    "POINT    DIRECTION  CARD     USED BY\n"
			    "Guest 1  playback   softdsp  alpha\n"
			    "Mic      capture    softdsp  -\n");
}

static void test_point_list_json(void **state)
{
	struct cli_bench *bench = *state;
	struct json_object *obj, *point;

	cli_bench_add_points(bench);
	obj = run_json(bench, "point list -j");
	assert_int_equal(json_object_array_length(obj), 2);
	point = json_object_array_get_idx(obj, 0);
	assert_key(point, "name", "\"Guest 1\"");
	assert_key(point, "direction", "\"playback\"");
	assert_key(point, "card", "\"softdsp\"");
	assert_key(point, "owner", "\"alpha\"");
	point = json_object_array_get_idx(obj, 1);
	assert_key(point, "direction", "\"capture\"");
	assert_key(point, "owner", "null");
	json_object_put(obj);
}

static void test_status(void **state)
{
	struct cli_bench *bench = *state;

	cli_bench_add_alpha(bench);
	cli_bench_add_points(bench);
	assert_int_equal(cli_bench_run(bench, "status"), SOFVCTL_OK);
	assert_string_equal(bench->out,
		"1 guests, 1 running, 1 streams; 12 messages refused, "
		"14 events lost, 15 xruns\n\n"
		"GUEST  STATE    STREAMS  IPC            REFUSED  "
		"PLAYBACK          CAPTURE  TOPOLOGY\n"
		"alpha  running  1 of 3   1099511627799  12       "
		"Guest 1, Guest 2  Mic      sof/guest.tplg\n"
		"\n"
		"GUEST  COMPONENTS  PIPELINES  BUFFER BYTES   BYTES PLAYED  "
		"RECORDED  EVENTS LOST  XRUNS\n"
		"alpha  5 of 16     2 of 4     1536 of 65536  8             "
		"5         14           15\n"
		"\n"
		"GUEST  REFUSED  WHY\n"
		"alpha  2        no guest may send such a message\n"
		"alpha  3        quota of components\n"
		"alpha  6        quota of streams\n"
		"alpha  1        other reasons\n"
		"\n"
		"POINT    DIRECTION  CARD     USED BY\n"
		"Guest 1  playback   softdsp  alpha\n"
		"Mic      capture    softdsp  -\n");
}

static void test_status_json(void **state)
{
	struct cli_bench *bench = *state;
	struct json_object *obj, *part;

	cli_bench_add_alpha(bench);
	cli_bench_add_points(bench);
	obj = run_json(bench, "status --json");
	assert_true(json_object_object_get_ex(obj, "guests", &part));
	assert_alpha(json_object_array_get_idx(part, 0));
	assert_true(json_object_object_get_ex(obj, "points", &part));
	assert_int_equal(json_object_array_length(part), 2);
	json_object_put(obj);
}

/* A failure half way prints nothing of what came before. */
static void test_failed_dump(void **state)
{
	struct cli_bench *bench = *state;

	cli_bench_add_points(bench);
	bench->exchange_error = -ENODEV;
	bench->text = "this host has no SOF card";
	assert_int_equal(cli_bench_run(bench, "point list"), SOFVCTL_FAILED);
	assert_string_equal(bench->out, "");
	assert_string_equal(bench->err,
			    "sofvctl: point list: this host has no SOF card\n");
}

/* A newer kernel: unknown attributes and states; a wrong one: short numbers */
static void test_odd_messages(void **state)
{
	struct cli_bench *bench = *state;
	struct nl_msg *msg = cli_bench_reply(bench, VHOST_DSP_CMD_GUEST_GET);

	nla_put_string(msg, VHOST_DSP_ATTR_NAME, "odd");
	nla_put_string(msg, VHOST_DSP_ATTR_MAX + 7, "from the future");
	nla_put_u32(msg, VHOST_DSP_ATTR_STATE, 99);
	nla_put_u16(msg, VHOST_DSP_ATTR_XRUNS, 0xffff);
	nla_put(msg, VHOST_DSP_ATTR_TOPOLOGY, 3, "abcdef");
	assert_int_equal(cli_bench_run(bench, "guest show odd"), SOFVCTL_OK);
	assert_non_null(strstr(bench->out, "state        unknown\n"));
	assert_non_null(strstr(bench->out, "xruns        0\n"));
	assert_non_null(strstr(bench->out, "topology     abc\n"));
}

/* A kernel that gives no reasons: there are some all the same. */
static void test_refused_without_reason(void **state)
{
	struct cli_bench *bench = *state;
	struct nl_msg *msg = cli_bench_reply(bench, VHOST_DSP_CMD_GUEST_GET);
	struct nlattr *nest;

	nla_put_string(msg, VHOST_DSP_ATTR_NAME, "old");
	nla_put_u64(msg, VHOST_DSP_ATTR_IPC_REFUSED, 4);
	nest = nla_nest_start(msg, VHOST_DSP_ATTR_REFUSED);
	nla_put_u16(msg, VHOST_DSP_REFUSED_MALFORMED, 9);
	nla_put_u64(msg, VHOST_DSP_REFUSED_PAD, 1);
	nla_nest_end(msg, nest);
	assert_int_equal(cli_bench_run(bench, "guest show old"), SOFVCTL_OK);
	assert_non_null(strstr(bench->out, "refused      4: other reasons\n"));
	assert_null(strstr(bench->out, "malformed"));
}

/* Nothing refused: nothing to be said about it */
static void test_nothing_refused(void **state)
{
	struct cli_bench *bench = *state;
	struct nl_msg *msg = cli_bench_reply(bench, VHOST_DSP_CMD_GUEST_GET);

	nla_put_string(msg, VHOST_DSP_ATTR_NAME, "b");
	assert_int_equal(cli_bench_run(bench, "status"), SOFVCTL_OK);
	assert_null(strstr(bench->out, "WHY"));
	assert_int_equal(cli_bench_run(bench, "guest show b"), SOFVCTL_OK);
	assert_null(strstr(bench->out, "\nrefused"));
}

static void test_long_name(void **state)
{
	struct cli_bench *bench = *state;
	struct nl_msg *msg = cli_bench_reply(bench, VHOST_DSP_CMD_POINT_GET);
	char name[200];

	memset(name, 'x', sizeof(name));
	name[199] = '\0';
	nla_put_string(msg, VHOST_DSP_ATTR_NAME, name);
	assert_int_equal(cli_bench_run(bench, "point list"), SOFVCTL_OK);
	name[VHOST_DSP_NAME_BYTES - 1] = '\0';
	assert_non_null(strstr(bench->out, name));
	assert_null(strstr(bench->out, "xplayback"));
}

static void test_nameless(void **state)
{
	struct cli_bench *bench = *state;
	struct nl_msg *msg = cli_bench_reply(bench, VHOST_DSP_CMD_GUEST_GET);

	nla_put_u32(msg, VHOST_DSP_ATTR_STATE, 0);
	assert_int_equal(cli_bench_run(bench, "guest list"), SOFVCTL_FAILED);
	assert_string_equal(bench->out, "");
}

#define BENCH_TEST(f) \
	cmocka_unit_test_setup_teardown(f, cli_bench_setup, cli_bench_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		BENCH_TEST(test_guest_list),
		BENCH_TEST(test_guest_list_json),
		BENCH_TEST(test_no_guests_json),
		BENCH_TEST(test_guest_show),
		BENCH_TEST(test_guest_show_json),
		BENCH_TEST(test_guest_show_unknown),
		BENCH_TEST(test_point_list),
		BENCH_TEST(test_point_list_json),
		BENCH_TEST(test_status),
		BENCH_TEST(test_status_json),
		BENCH_TEST(test_failed_dump),
		BENCH_TEST(test_odd_messages),
		BENCH_TEST(test_refused_without_reason),
		BENCH_TEST(test_nothing_refused),
		BENCH_TEST(test_long_name),
		BENCH_TEST(test_nameless),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
