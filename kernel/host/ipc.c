// SPDX-License-Identifier: GPL-2.0-only
/* Copyright (C) 2026 The sof-virtio authors */
/*
 * The ipc queue (doc/protocol.md sections 3, 4 and 8).
 *
 * A request is taken off the queue in the vhost worker: copied once, and the
 * place for its reply noted. It is served in the guest's own workqueue, since
 * that may wait for the DSP, and comes back to the vhost worker, which alone
 * touches guest memory. One request is under way at a time; while it is, the
 * queue is not looked at.
 */
#include <linux/slab.h>
#include <linux/uio.h>
#include <sof/ipc3.h>
#include <sofv/firewall.h>
#include <sofv/ipc.h>
#include <sofv/wire.h>

#include "sof-client.h"
#include "vhost_dsp.h"

static u32 error_reply(struct vhost_dsp_ipc *ipc, int error)
{
	struct sofv_ipc_reply *reply = (void *)ipc->reply;
	struct sofv_ipc_hdr *hdr = (void *)ipc->msg;

	reply->hdr.size = cpu_to_le32(sizeof(*reply));
	reply->hdr.cmd = ipc->msg_bytes >= sizeof(*hdr) ? hdr->cmd : 0;
	reply->error = cpu_to_le32(error);

	return sizeof(*reply);
}

/* What the DSP answered, or an error reply; returns its length. */
static u32 forward(struct vhost_dsp *vd, int *error)
{
	struct vhost_dsp_ipc *ipc = &vd->ipc;
	struct sofv_ipc_hdr *hdr = (void *)ipc->reply;
	u32 bytes;

	memset(ipc->reply, 0, sizeof(ipc->reply));
	*error = sof_client_ipc_tx_message(vd->card->cdev, ipc->msg, ipc->reply,
					   sizeof(ipc->reply));
	if (*error < 0)
		return error_reply(ipc, *error);

	*error = 0;
	bytes = le32_to_cpu(hdr->size);
	if (bytes < sizeof(struct sofv_ipc_reply) || bytes > sizeof(ipc->reply))
		return error_reply(ipc, 0);

	return bytes;
}
