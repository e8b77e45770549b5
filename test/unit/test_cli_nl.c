// SPDX-License-Identifier: GPL-2.0-only
/* Copyright (C) 2026 The sof-virtio authors */
/*
 * sofvctl's netlink: the messages that end a reply, byte by byte, and the real
 * kernel, which always has the family "nlctrl".
 */
#include <errno.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <setjmp.h>
#include <cmocka.h>
#include <linux/genetlink.h>

#include "sofvctl.h"

#define WORDS	"the kernel's own words"

/* A message that ends a reply, with room to be wrong */
struct end {
	union {
		struct nlmsghdr hdr;
		char bytes[512];
	};
};

static void put(struct end *end, const void *data, size_t bytes)
{
	memcpy(end->bytes + NLMSG_ALIGN(end->hdr.nlmsg_len), data, bytes);
	end->hdr.nlmsg_len = NLMSG_ALIGN(end->hdr.nlmsg_len) + bytes;
}

static void begin(struct end *end, int type, int flags, int status)
{
	memset(end, 0, sizeof(*end));
	end->hdr.nlmsg_len = NLMSG_HDRLEN;
	end->hdr.nlmsg_type = type;
	end->hdr.nlmsg_flags = flags;
	put(end, &status, sizeof(status));
}

static void put_words(struct end *end)
{
	const struct nlattr offset = {
		.nla_len = NLA_HDRLEN + sizeof(int),
		.nla_type = NLMSGERR_ATTR_OFFS,
	};
	const struct nlattr words = {
		.nla_len = NLA_HDRLEN + sizeof(WORDS),
		.nla_type = NLMSGERR_ATTR_MSG,
	};

	put(end, &offset, sizeof(offset));
	put(end, &(int){ 0 }, sizeof(int));
	put(end, &words, sizeof(words));
	put(end, WORDS, sizeof(WORDS));
}

/* The request as the kernel repeats it: @bytes in all, some of them shown */
static void put_request(struct end *end, size_t bytes, size_t shown)
{
	struct nlmsghdr request = { .nlmsg_len = bytes };
	char payload[64] = { 0 };

	put(end, &request, sizeof(request));
	put(end, payload, shown - sizeof(request));
}

static int read_end(struct end *end, char *text)
{
	text[0] = '\0';
	return sofvctl_read_end(&end->hdr, text, 256);
}

static void test_done(void **state)
{
	char text[256];
	struct end end;

	(void)state;
	begin(&end, NLMSG_DONE, NLM_F_MULTI, 0);
	assert_int_equal(read_end(&end, text), 0);
	assert_string_equal(text, "");

	end.hdr.nlmsg_len = NLMSG_HDRLEN;
	assert_int_equal(read_end(&end, text), 0);
}

static void test_done_with_words(void **state)
{
	char text[256];
	struct end end;

	(void)state;
	begin(&end, NLMSG_DONE, NLM_F_MULTI | NLM_F_ACK_TLVS, -ENODEV);
	put_words(&end);
	assert_int_equal(read_end(&end, text), -ENODEV);
	assert_string_equal(text, WORDS);

	/* Without the flag, what stands there is no attribute. */
	end.hdr.nlmsg_flags = NLM_F_MULTI;
	assert_int_equal(read_end(&end, text), -ENODEV);
	assert_string_equal(text, "");
}

static void test_error_short(void **state)
{
	char text[256];
	struct end end;

	(void)state;
	begin(&end, NLMSG_ERROR, NLM_F_CAPPED | NLM_F_ACK_TLVS, -EEXIST);
	put_request(&end, 48, sizeof(struct nlmsghdr));
	put_words(&end);
	assert_int_equal(read_end(&end, text), -EEXIST);
	assert_string_equal(text, WORDS);
}

static void test_error_with_request(void **state)
{
	char text[256];
	struct end end;

	(void)state;
	begin(&end, NLMSG_ERROR, NLM_F_ACK_TLVS, -EEXIST);
	put_request(&end, 45, 45);
	put_words(&end);
	assert_int_equal(read_end(&end, text), -EEXIST);
	assert_string_equal(text, WORDS);
}

static void test_error_without_words(void **state)
{
	char text[256];
	struct end end;

	(void)state;
	begin(&end, NLMSG_ERROR, NLM_F_CAPPED, -EPERM);
	put_request(&end, 48, sizeof(struct nlmsghdr));
	assert_int_equal(read_end(&end, text), -EPERM);
	assert_string_equal(text, "");
}

/* Cut anywhere, it never reads beyond its end (ASan watches a heap copy). */
static void test_cut(void **state)
{
	char text[256];
	struct end end;
	size_t bytes;

	(void)state;
	begin(&end, NLMSG_ERROR, NLM_F_ACK_TLVS, -EEXIST);
	put_request(&end, 45, 45);
	put_words(&end);
	for (bytes = NLMSG_HDRLEN; bytes < end.hdr.nlmsg_len; bytes++) {
		struct nlmsghdr *cut = test_malloc(bytes);
		int status;

		memcpy(cut, &end, bytes);
		cut->nlmsg_len = bytes;
		text[0] = '\0';
		status = sofvctl_read_end(cut, text, sizeof(text));
		assert_int_equal(status, bytes < NLMSG_HDRLEN + sizeof(int) ?
				 -EBADMSG : -EEXIST);
		assert_string_equal(text, "");
		test_free(cut);
	}
}

/*
 * The real kernel
 */
static int connect_nlctrl(void **state)
{
	static struct sofvctl_nl nl;

	nl = (struct sofvctl_nl) {
		.ops = &sofvctl_kernel_ops,
		.name = "nlctrl",
	};
	nl.family = nl.ops->connect(&nl);
	*state = &nl;
	return nl.family == GENL_ID_CTRL ? 0 : -1;
}

static int disconnect_nlctrl(void **state)
{
	struct sofvctl_nl *nl = *state;

	nl->ops->disconnect(nl);
	return 0;
}

static struct nl_msg *get_family(int flags, const char *name)
{
	struct nl_msg *msg = nlmsg_alloc();

	assert_non_null(msg);
	genlmsg_put(msg, NL_AUTO_PORT, NL_AUTO_SEQ, GENL_ID_CTRL, 0, flags,
		    CTRL_CMD_GETFAMILY, 1);
	if (name)
		nla_put_string(msg, CTRL_ATTR_FAMILY_NAME, name);
	return msg;
}

static int count(struct nlmsghdr *reply, void *data)
{
	assert_int_equal(genlmsg_hdr(reply)->cmd, CTRL_CMD_NEWFAMILY);
	(*(int *)data)++;
	return 0;
}

static int give_up(struct nlmsghdr *reply, void *data)
{
	(void)reply;
	(*(int *)data)++;
	return -ECANCELED;
}

static void test_request(void **state)
{
	struct sofvctl_nl *nl = *state;
	int replies = 0;

	assert_int_equal(nl->ops->exchange(nl, get_family(0, "nlctrl"), count,
					   &replies), 0);
	assert_int_equal(replies, 1);
	assert_int_equal(nl->ops->exchange(nl, get_family(NLM_F_DUMP, NULL),
					   count, &replies), 0);
	assert_true(replies >= 2);
}

static void test_reply_refused(void **state)
{
	struct sofvctl_nl *nl = *state;
	int replies = 0;

	assert_int_equal(nl->ops->exchange(nl, get_family(NLM_F_DUMP, NULL),
					   give_up, &replies), -ECANCELED);
	assert_int_equal(replies, 1);
	/* What was left of the dump does not disturb the next request. */
	replies = 0;
	assert_int_equal(nl->ops->exchange(nl, get_family(0, "nlctrl"), count,
					   &replies), 0);
	assert_int_equal(replies, 1);
}

static void test_unknown_family(void **state)
{
	struct sofvctl_nl *nl = *state;

	assert_int_equal(nl->ops->exchange(nl, get_family(0, "sofv-nobody"),
					   NULL, NULL), -ENOENT);
}

static void test_kernel_words(void **state)
{
	struct sofvctl_nl *nl = *state;

	/* Longer than a family's name may be: the policy says so in words. */
	assert_true(nl->ops->exchange(nl,
			get_family(0, "a-name-of-more-than-sixteen-bytes"),
			NULL, NULL) < 0);
	assert_string_not_equal(nl->text, "");
	print_message("  the kernel says: %s\n", nl->text);
}

static void test_no_such_family(void **state)
{
	struct sofvctl_nl nl = {
		.ops = &sofvctl_kernel_ops,
		.name = "sofv-nobody",
	};

	(void)state;
	assert_int_equal(nl.ops->connect(&nl), -ENOENT);
}

#define KERNEL_TEST(f) \
	cmocka_unit_test_setup_teardown(f, connect_nlctrl, disconnect_nlctrl)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_done),
		cmocka_unit_test(test_done_with_words),
		cmocka_unit_test(test_error_short),
		cmocka_unit_test(test_error_with_request),
		cmocka_unit_test(test_error_without_words),
		cmocka_unit_test(test_cut),
		KERNEL_TEST(test_request),
		KERNEL_TEST(test_reply_refused),
		KERNEL_TEST(test_unknown_family),
		KERNEL_TEST(test_kernel_words),
		cmocka_unit_test(test_no_such_family),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
