// SPDX-License-Identifier: GPL-2.0-only
/* Copyright (C) 2026 The sof-virtio authors */
/*
 * Netlink to the kernel, through libnl. The kernel explains a refusal in an
 * attribute behind the error code ("extended acknowledgement"); a dump can end
 * with one too.
 */
#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <linux/netlink.h>
#include <netlink/genl/ctrl.h>

#include "sofvctl.h"

/* What one exchange has come to */
struct sofvctl_exchange {
	struct sofvctl_nl *nl;
	sofvctl_reply_fn reply;
	void *data;
	bool done;
	int status;
};

static void sofvctl_set_text(struct sofvctl_nl *nl, const char *text)
{
	snprintf(nl->text, sizeof(nl->text), "%s", text);
}

/* Where the attributes behind the error code start */
static size_t sofvctl_end_bytes(struct nlmsghdr *hdr)
{
	const struct nlmsgerr *error = nlmsg_data(hdr);
	size_t used;

	if (hdr->nlmsg_type == NLMSG_DONE)
		return NLMSG_ALIGN(NLMSG_HDRLEN + sizeof(int));

	used = NLMSG_HDRLEN + sizeof(*error);
	if (hdr->nlmsg_len < used)
		return used;
	/* Unless it was told to be short, the kernel repeats the request. */
	if (!(hdr->nlmsg_flags & NLM_F_CAPPED) &&
	    error->msg.nlmsg_len > NLMSG_HDRLEN)
		used += NLMSG_ALIGN(error->msg.nlmsg_len - NLMSG_HDRLEN);
	return used;
}

int sofvctl_read_end(struct nlmsghdr *hdr, char *text, size_t text_bytes)
{
	size_t used = sofvctl_end_bytes(hdr);
	struct nlattr *attr;
	int status;

	if (hdr->nlmsg_len < NLMSG_HDRLEN + sizeof(status))
		return hdr->nlmsg_type == NLMSG_DONE ? 0 : -EBADMSG;
	memcpy(&status, nlmsg_data(hdr), sizeof(status));
	if (status >= 0)
		return 0;
	if (!(hdr->nlmsg_flags & NLM_F_ACK_TLVS) || hdr->nlmsg_len < used)
		return status;

	attr = nla_find((struct nlattr *)((char *)hdr + used),
			hdr->nlmsg_len - used, NLMSGERR_ATTR_MSG);
	if (attr)
		snprintf(text, text_bytes, "%.*s", nla_len(attr),
			 (const char *)nla_data(attr));
	return status;
}

static void sofvctl_end(struct sofvctl_exchange *x, struct nlmsghdr *hdr)
{
	int status = sofvctl_read_end(hdr, x->nl->text, sizeof(x->nl->text));

	x->done = true;
	if (!x->status)
		x->status = status;
}

static int sofvctl_on_valid(struct nl_msg *msg, void *data)
{
	struct sofvctl_exchange *x = data;
	struct nlmsghdr *hdr = nlmsg_hdr(msg);

	if (!genlmsg_valid_hdr(hdr, 0) || !x->reply || x->status)
		return NL_OK;
	x->status = x->reply(hdr, x->data);
	return NL_OK;
}

static int sofvctl_on_ack(struct nl_msg *msg, void *data)
{
	struct sofvctl_exchange *x = data;

	(void)msg;
	x->done = true;
	return NL_STOP;
}

static int sofvctl_on_finish(struct nl_msg *msg, void *data)
{
	sofvctl_end(data, nlmsg_hdr(msg));
	return NL_STOP;
}

static int sofvctl_on_error(struct sockaddr_nl *from, struct nlmsgerr *error,
			    void *data)
{
	(void)from;
	sofvctl_end(data, (struct nlmsghdr *)((char *)error - NLMSG_HDRLEN));
	return NL_STOP;
}

static void sofvctl_want_text(struct nl_sock *sock)
{
	int one = 1;

	/* A kernel that can't do this gives codes without words. */
	setsockopt(nl_socket_get_fd(sock), SOL_NETLINK, NETLINK_EXT_ACK, &one,
		   sizeof(one));
	setsockopt(nl_socket_get_fd(sock), SOL_NETLINK, NETLINK_CAP_ACK, &one,
		   sizeof(one));
}

static int sofvctl_nl_connect(struct sofvctl_nl *nl)
{
	struct nl_sock *sock = nl_socket_alloc();
	int ret;

	if (!sock)
		return -ENOMEM;
	ret = genl_connect(sock);
	if (ret < 0)
		goto free_sock;
	sofvctl_want_text(sock);

	ret = genl_ctrl_resolve(sock, nl->name);
	if (ret < 0)
		goto free_sock;
	nl->priv = sock;
	return ret;

free_sock:
	nl_socket_free(sock);
	if (ret == -NLE_OBJ_NOTFOUND)
		return -ENOENT;
	sofvctl_set_text(nl, nl_geterror(ret));
	return -EIO;
}

static int sofvctl_nl_receive(struct sofvctl_nl *nl, struct sofvctl_exchange *x)
{
	struct nl_cb *cb = nl_cb_alloc(NL_CB_DEFAULT);
	int ret = 0;

	if (!cb)
		return -ENOMEM;
	nl_cb_set(cb, NL_CB_VALID, NL_CB_CUSTOM, sofvctl_on_valid, x);
	nl_cb_set(cb, NL_CB_ACK, NL_CB_CUSTOM, sofvctl_on_ack, x);
	nl_cb_set(cb, NL_CB_FINISH, NL_CB_CUSTOM, sofvctl_on_finish, x);
	nl_cb_err(cb, NL_CB_CUSTOM, sofvctl_on_error, x);
	while (!x->done && ret >= 0)
		ret = nl_recvmsgs(nl->priv, cb);
	nl_cb_put(cb);

	if (x->done)
		return x->status;
	sofvctl_set_text(nl, nl_geterror(ret));
	return -EIO;
}

static int sofvctl_nl_exchange(struct sofvctl_nl *nl, struct nl_msg *msg,
			       sofvctl_reply_fn reply, void *data)
{
	struct sofvctl_exchange x = { .nl = nl, .reply = reply, .data = data };
	int ret;

	nl->text[0] = '\0';
	ret = nl_send_auto(nl->priv, msg);
	nlmsg_free(msg);
	if (ret < 0) {
		sofvctl_set_text(nl, nl_geterror(ret));
		return -EIO;
	}
	return sofvctl_nl_receive(nl, &x);
}

static void sofvctl_nl_disconnect(struct sofvctl_nl *nl)
{
	nl_socket_free(nl->priv);
	nl->priv = NULL;
}

const struct sofvctl_nl_ops sofvctl_kernel_ops = {
	.connect = sofvctl_nl_connect,
	.exchange = sofvctl_nl_exchange,
	.disconnect = sofvctl_nl_disconnect,
};
