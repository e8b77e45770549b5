// SPDX-License-Identifier: GPL-2.0-only
/* Copyright (C) 2026 The sof-virtio authors */
#include <errno.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <setjmp.h>
#include <cmocka.h>

#include "cli_bench.h"

static int bench_connect(struct sofvctl_nl *nl)
{
	struct cli_bench *bench = nl->priv;

	if (bench->connect_error) {
		if (bench->text)
			snprintf(nl->text, sizeof(nl->text), "%s", bench->text);
		return bench->connect_error;
	}
	bench->connected++;
	return CLI_BENCH_FAMILY;
}

static int bench_exchange(struct sofvctl_nl *nl, struct nl_msg *msg,
			  sofvctl_reply_fn reply, void *data)
{
	struct cli_bench *bench = nl->priv;
	int command = genlmsg_hdr(nlmsg_hdr(msg))->cmd;
	int ret = 0;
	size_t i;

	assert_true(bench->n_sent < CLI_BENCH_MESSAGES);
	bench->sent[bench->n_sent++] = msg;
	nl->text[0] = '\0';
	if (command == VHOST_DSP_CMD_CARD_GET && bench->late_cards) {
		bench->late_cards--;
		return 0;
	}
	for (i = 0; i < bench->n_replies && !ret; i++) {
		struct nlmsghdr *hdr = nlmsg_hdr(bench->replies[i]);

		if (genlmsg_hdr(hdr)->cmd == command)
			ret = reply(hdr, data);
	}
	if (ret || !bench->exchange_error)
		return ret;
	if (bench->text)
		snprintf(nl->text, sizeof(nl->text), "%s", bench->text);
	return bench->exchange_error;
}

static void bench_disconnect(struct sofvctl_nl *nl)
{
	struct cli_bench *bench = nl->priv;

	bench->connected--;
}

static const struct sofvctl_nl_ops bench_ops = {
	.connect = bench_connect,
	.exchange = bench_exchange,
	.disconnect = bench_disconnect,
};

int cli_bench_setup(void **state)
{
	struct cli_bench *bench = calloc(1, sizeof(*bench));

	if (!bench)
		return -1;
	bench->ctl.nl.ops = &bench_ops;
	bench->ctl.nl.priv = bench;
	bench->ctl.root = "";
	bench->ctl.out = open_memstream(&bench->out, &bench->out_bytes);
	bench->ctl.err = open_memstream(&bench->err, &bench->err_bytes);
	*state = bench;
	return bench->ctl.out && bench->ctl.err ? 0 : -1;
}

int cli_bench_teardown(void **state)
{
	struct cli_bench *bench = *state;
	int leaked = bench->connected;
	size_t i;

	for (i = 0; i < bench->n_sent; i++)
		nlmsg_free(bench->sent[i]);
	for (i = 0; i < bench->n_replies; i++)
		nlmsg_free(bench->replies[i]);
	fclose(bench->ctl.out);
	fclose(bench->ctl.err);
	free(bench->out);
	free(bench->err);
	free(bench);
	return leaked;
}

int cli_bench_run(struct cli_bench *bench, const char *words)
{
	char *argv[32] = { "sofvctl" };
	char *line = strdup(words);
	char *rest = line;
	int argc = 1;
	int status;

	assert_non_null(line);
	while (rest && *words) {
		assert_true(argc < 31);
		argv[argc++] = strsep(&rest, " ");
	}
	rewind(bench->ctl.out);
	rewind(bench->ctl.err);
	status = sofvctl_run(&bench->ctl, argc, argv);
	fputc('\0', bench->ctl.out);
	fputc('\0', bench->ctl.err);
	fflush(bench->ctl.out);
	fflush(bench->ctl.err);
	free(line);
	return status;
}

struct nl_msg *cli_bench_reply(struct cli_bench *bench, int command)
{
	struct nl_msg *msg = nlmsg_alloc();

	assert_non_null(msg);
	assert_true(bench->n_replies < CLI_BENCH_MESSAGES);
	genlmsg_put(msg, 0, 0, CLI_BENCH_FAMILY, 0, NLM_F_MULTI, command,
		    VHOST_DSP_GENL_VERSION);
	bench->replies[bench->n_replies++] = msg;
	return msg;
}

void cli_bench_add_alpha(struct cli_bench *bench)
{
	struct nl_msg *msg = cli_bench_reply(bench, VHOST_DSP_CMD_GUEST_GET);
	struct nlattr *nest;

	nla_put_string(msg, VHOST_DSP_ATTR_NAME, "alpha");
	nla_put_string(msg, VHOST_DSP_ATTR_TOPOLOGY, "sof/guest.tplg");
	nla_put_string(msg, VHOST_DSP_ATTR_CARD, "softdsp");
	nla_put_u32(msg, VHOST_DSP_ATTR_MAX_STREAMS, 3);
	nla_put_u32(msg, VHOST_DSP_ATTR_MAX_COMPONENTS, 16);
	nla_put_u32(msg, VHOST_DSP_ATTR_MAX_PIPELINES, 4);
	nla_put_u32(msg, VHOST_DSP_ATTR_MAX_BUFFER_BYTES, 65536);
	nla_put_u32(msg, VHOST_DSP_ATTR_MAX_IPC_PER_SECOND, 500);
	nla_put_u32(msg, VHOST_DSP_ATTR_MAX_IPC_BURST, 200);
	nla_put_string(msg, VHOST_DSP_ATTR_PLAYBACK, "Guest 1");
	nla_put_string(msg, VHOST_DSP_ATTR_PLAYBACK, "Guest 2");
	nla_put_string(msg, VHOST_DSP_ATTR_CAPTURE, "Mic");
	nla_put_u32(msg, VHOST_DSP_ATTR_STATE, VHOST_DSP_STATE_RUNNING);
	nla_put_u32(msg, VHOST_DSP_ATTR_COMPONENTS, 5);
	nla_put_u32(msg, VHOST_DSP_ATTR_PIPELINES, 2);
	nla_put_u32(msg, VHOST_DSP_ATTR_BUFFER_BYTES, 1536);
	nla_put_u32(msg, VHOST_DSP_ATTR_STREAMS, 1);
	nla_put_u64(msg, VHOST_DSP_ATTR_IPC_RECEIVED, (1ULL << 40) + 23);
	nla_put_u64(msg, VHOST_DSP_ATTR_IPC_FORWARDED, 1ULL << 40);
	nla_put_u64(msg, VHOST_DSP_ATTR_IPC_HANDLED, 11);
	nla_put_u64(msg, VHOST_DSP_ATTR_IPC_REFUSED, 12);
	nla_put_u64(msg, VHOST_DSP_ATTR_IPC_OVER_QUOTA, 9);
	nla_put_u64(msg, VHOST_DSP_ATTR_IPC_DELAYED, 7);
	nla_put_u64(msg, VHOST_DSP_ATTR_IPC_FAILED, 16);
	nla_put_u64(msg, VHOST_DSP_ATTR_DATA_BYTES, 13);
	nla_put_u64(msg, VHOST_DSP_ATTR_PLAYBACK_BYTES, 8);
	nla_put_u64(msg, VHOST_DSP_ATTR_CAPTURE_BYTES, 5);
	nla_put_u64(msg, VHOST_DSP_ATTR_EVENTS_LOST, 14);
	nla_put_u64(msg, VHOST_DSP_ATTR_XRUNS, 15);

	/* 12, one of them for a reason that this program does not know */
	nest = nla_nest_start(msg, VHOST_DSP_ATTR_REFUSED);
	nla_put_u64(msg, VHOST_DSP_REFUSED_NOT_ALLOWED, 2);
	nla_put_u64(msg, VHOST_DSP_REFUSED_COMPONENTS, 3);
	nla_put_u64(msg, VHOST_DSP_REFUSED_STREAMS, 6);
	nla_put_u64(msg, VHOST_DSP_REFUSED_MAX + 9, 1);
	nla_nest_end(msg, nest);
}

void cli_bench_add_points(struct cli_bench *bench)
{
	struct nl_msg *msg = cli_bench_reply(bench, VHOST_DSP_CMD_POINT_GET);

	nla_put_string(msg, VHOST_DSP_ATTR_NAME, "Guest 1");
	nla_put_u32(msg, VHOST_DSP_ATTR_DIRECTION, 0);
	nla_put_string(msg, VHOST_DSP_ATTR_CARD, "softdsp");
	nla_put_string(msg, VHOST_DSP_ATTR_OWNER, "alpha");

	msg = cli_bench_reply(bench, VHOST_DSP_CMD_POINT_GET);
	nla_put_string(msg, VHOST_DSP_ATTR_NAME, "Mic");
	nla_put_u32(msg, VHOST_DSP_ATTR_DIRECTION, 1);
	nla_put_string(msg, VHOST_DSP_ATTR_CARD, "softdsp");
}

void cli_bench_add_card(struct cli_bench *bench, const char *id,
			uint32_t ipc_major, uint32_t points)
{
	struct nl_msg *msg = cli_bench_reply(bench, VHOST_DSP_CMD_CARD_GET);

	nla_put_string(msg, VHOST_DSP_ATTR_CARD, id);
	nla_put_string(msg, VHOST_DSP_ATTR_DEVICE, "sof-device");
	nla_put_u32(msg, VHOST_DSP_ATTR_IPC_MAJOR, ipc_major);
	nla_put_u32(msg, VHOST_DSP_ATTR_FW_ABI, 3 << 24 | 23 << 12 | 1);
	nla_put_u32(msg, VHOST_DSP_ATTR_POINTS, points);
}
