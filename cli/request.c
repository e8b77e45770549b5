// SPDX-License-Identifier: GPL-2.0-only
/* Copyright (C) 2026 The sof-virtio authors */
#include <errno.h>
#include <string.h>

#include "sofvctl.h"

int sofvctl_connect(struct sofvctl *ctl)
{
	int ret;

	if (ctl->nl.family)
		return SOFVCTL_OK;

	ctl->nl.text[0] = '\0';
	ret = ctl->nl.ops->connect(&ctl->nl);
	if (ret == -ENOENT)
		return sofvctl_fail(ctl, "vhost-dsp is not loaded: "
				    "modprobe vhost_dsp");
	if (ret < 0)
		return sofvctl_fail(ctl, "cannot talk to the kernel: %s",
				    *ctl->nl.text ? ctl->nl.text :
				    strerror(-ret));
	ctl->nl.family = ret;
	return SOFVCTL_OK;
}

struct nl_msg *sofvctl_message(struct sofvctl *ctl, int command, int flags)
{
	struct nl_msg *msg = nlmsg_alloc();

	if (msg && !genlmsg_put(msg, NL_AUTO_PORT, NL_AUTO_SEQ, ctl->nl.family,
				0, flags, command, VHOST_DSP_GENL_VERSION)) {
		nlmsg_free(msg);
		return NULL;
	}
	return msg;
}

/* One exchange; what went wrong is put into words. */
static int sofvctl_tell(struct sofvctl *ctl, struct nl_msg *msg,
			sofvctl_reply_fn reply, void *data, char *error,
			size_t error_bytes)
{
	int ret = -ENOMEM;

	if (msg) {
		ret = ctl->nl.ops->exchange(&ctl->nl, msg, reply, data);
		if (!ret)
			return SOFVCTL_OK;
	}
	if (!msg)
		snprintf(error, error_bytes, "out of memory");
	else if (*ctl->nl.text)
		snprintf(error, error_bytes, "%s", ctl->nl.text);
	else if (ret == -EPERM)
		snprintf(error, error_bytes, "not permitted: run it as root");
	else
		snprintf(error, error_bytes, "the host refuses: %s",
			 strerror(-ret));
	return SOFVCTL_FAILED;
}

int sofvctl_ask(struct sofvctl *ctl, struct nl_msg *msg, char *error,
		size_t error_bytes)
{
	return sofvctl_tell(ctl, msg, NULL, NULL, error, error_bytes);
}

int sofvctl_exchange(struct sofvctl *ctl, struct nl_msg *msg,
		     sofvctl_reply_fn reply, void *data)
{
	char error[256];

	if (sofvctl_tell(ctl, msg, reply, data, error, sizeof(error)))
		return sofvctl_fail(ctl, "%s", error);
	return SOFVCTL_OK;
}
