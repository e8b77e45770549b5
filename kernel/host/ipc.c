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
#include <linux/delay.h>
#include <linux/ktime.h>
#include <linux/math64.h>
#include <linux/slab.h>
#include <linux/uio.h>
#include <sof/ipc3.h>
#include <sofv/firewall.h>
#include <sofv/ipc.h>
#include <sofv/wire.h>

#include "sof-client.h"
#include "trace.h"
#include "vhost_dsp.h"

static u32 error_reply(struct vhost_dsp_ipc *ipc, int error)
{
	struct sofv_ipc_hdr *hdr = (void *)ipc->msg;
	u32 cmd = ipc->msg_bytes >= sizeof(*hdr) ? le32_to_cpu(hdr->cmd) : 0;

	return sofv_encode_reply(ipc->reply, sizeof(ipc->reply), cmd, error);
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

static u32 reply_cap(const struct vhost_dsp_ipc *ipc)
{
	return min_t(u32, ipc->reply_room, sizeof(ipc->reply));
}

/* What an encoder of <sofv/wire.h> returned, or its error as a reply. */
static u32 encoded(struct vhost_dsp_ipc *ipc, int ret)
{
	return ret < 0 ? error_reply(ipc, ret) : ret;
}

static u32 serve_topology(struct vhost_dsp *vd, const struct sofv_ipc *msg)
{
	struct vhost_dsp_ipc *ipc = &vd->ipc;

	return encoded(ipc, sofv_encode_tplg_reply(ipc->reply, reply_cap(ipc),
						   vd->tplg, vd->tplg_bytes,
						   vd->tplg_crc32,
						   msg->tplg_offset_bytes));
}

static u32 serve_comp_id(struct vhost_dsp *vd)
{
	const struct sofv_range *range = &vd->guest->range;
	struct vhost_dsp_ipc *ipc = &vd->ipc;

	return encoded(ipc, sofv_encode_comp_id_reply(ipc->reply, reply_cap(ipc),
						      range->comp_id_base,
						      range->comp_id_count));
}

static u32 serve_power(struct vhost_dsp *vd, const struct sofv_ipc *msg)
{
	struct vhost_dsp_ipc *ipc = &vd->ipc;
	u32 flags;
	int ret;

	ret = vhost_dsp_card_vote(vd, msg->power_state, &flags);
	if (ret)
		return error_reply(ipc, ret);

	if (flags & SOFV_POWER_FLAG_TPLG_LOST) {
		vhost_dsp_stream_free_all(vd);
		sofv_guest_forget(vd->guest);
	}

	return encoded(ipc, sofv_encode_power_reply(ipc->reply, reply_cap(ipc),
						    flags));
}

static u32 serve_params(struct vhost_dsp *vd, const struct sofv_ipc *msg,
			const struct sofv_action *action)
{
	struct vhost_dsp_ipc *ipc = &vd->ipc;
	int ret = vhost_dsp_stream_params(vd, msg->id, &msg->pcm, action);

	if (ret) {
		/* what was set up before was taken down for it */
		if (!vhost_dsp_stream_find(vd, msg->id))
			sofv_guest_stream_gone(vd->guest, msg->id);
		return error_reply(ipc, ret);
	}

	return encoded(ipc, sofv_encode_pcm_params_reply(ipc->reply,
							 reply_cap(ipc),
							 msg->id, 0));
}

/* Messages that end here; returns the length of the reply. */
static u32 handle(struct vhost_dsp *vd, const struct sofv_ipc *msg,
		  const struct sofv_action *action)
{
	struct vhost_dsp_ipc *ipc = &vd->ipc;

	switch (msg->cmd) {
	case SOFV_IPC_TPLG_VFE_GET:
		return serve_topology(vd, msg);
	case SOFV_IPC_TPLG_VFE_COMP_ID:
		return serve_comp_id(vd);
	case SOFV_IPC_PM_VFE_POWER_STATUS:
		return serve_power(vd, msg);
	case SOF3_GLB_STREAM | SOF3_STREAM_PCM_PARAMS:
		return serve_params(vd, msg, action);
	case SOF3_GLB_STREAM | SOF3_STREAM_PCM_FREE:
		return error_reply(ipc, vhost_dsp_stream_free(vd, msg->id));
	case SOF3_GLB_STREAM | SOF3_STREAM_TRIG_START:
		return error_reply(ipc, vhost_dsp_stream_start(vd, msg->id));
	case SOF3_GLB_STREAM | SOF3_STREAM_TRIG_STOP:
		return error_reply(ipc, vhost_dsp_stream_stop(vd, msg->id));
	case SOF3_GLB_STREAM | SOF3_STREAM_TRIG_PAUSE:
		return error_reply(ipc, vhost_dsp_stream_pause(vd, msg->id, true));
	case SOF3_GLB_STREAM | SOF3_STREAM_TRIG_RELEASE:
		return error_reply(ipc, vhost_dsp_stream_pause(vd, msg->id, false));
	case SOF3_GLB_PM | SOF3_PM_CTX_SAVE:
	case SOF3_GLB_PM | SOF3_PM_CTX_RESTORE:
	case SOF3_GLB_TPLG | SOF3_TPLG_COMP_NEW:	/* of a virtual DAI */
	case SOF3_GLB_TPLG | SOF3_TPLG_COMP_FREE:
	case SOF3_GLB_TPLG | SOF3_TPLG_COMP_CONNECT:
		return error_reply(ipc, 0);
	default:
		return error_reply(ipc, -EOPNOTSUPP);
	}
}

/* of the request, 0 if it is too short to have one */
static u32 request_cmd(const struct vhost_dsp_ipc *ipc)
{
	const struct sofv_ipc_hdr *hdr = (const void *)ipc->msg;

	return ipc->msg_bytes < sizeof(*hdr) ? 0 : le32_to_cpu(hdr->cmd);
}

static u32 refuse(struct vhost_dsp *vd, int error, enum sofv_refusal reason)
{
	trace_vhost_dsp_ipc_refused(vd->def->name, request_cmd(&vd->ipc),
				    vhost_dsp_refusal_name(reason), error);
	atomic64_inc(&vd->def->stats.ipc_refused[reason]);

	return error_reply(&vd->ipc, error);
}

static int reply_error(const struct vhost_dsp_ipc *ipc)
{
	const struct sofv_ipc_reply *reply = (const void *)ipc->reply;

	return (int)le32_to_cpu(reply->error);
}

/* P-4.3.12. The guest's streams have ended (P-4.3.10). */
static u32 serve_without_card(struct vhost_dsp *vd)
{
	u32 cmd = request_cmd(&vd->ipc);

	if (cmd != (SOF3_GLB_STREAM | SOF3_STREAM_TRIG_STOP) &&
	    cmd != (SOF3_GLB_STREAM | SOF3_STREAM_PCM_FREE))
		return refuse(vd, -ENODEV, SOFV_REFUSED_NO_DSP);

	atomic64_inc(&vd->def->stats.ipc_handled);
	trace_vhost_dsp_ipc_served(vd->def->name, cmd, false, 0);
	return error_reply(&vd->ipc, 0);
}

static u32 serve_locked(struct vhost_dsp *vd)
{
	struct vhost_dsp_stats *stats = &vd->def->stats;
	struct vhost_dsp_ipc *ipc = &vd->ipc;
	struct sofv_action action;
	struct sofv_ipc msg;
	u32 bytes;
	int ret;

	if (!vd->card)
		return serve_without_card(vd);

	ret = sofv_ipc_decode(&msg, ipc->msg, ipc->msg_bytes);
	if (!ret && ipc->reply_room < sofv_ipc_reply_bytes(msg.cmd))
		return refuse(vd, -ENOSPC, SOFV_REFUSED_MALFORMED);	/* P-3.2.3 */
	if (!ret)
		ret = sofv_guest_check(vd->guest, &action, &msg);
	if (!ret && action.needs_dsp)
		ret = vhost_dsp_card_admit(vd);
	if (ret)
		return refuse(vd, ret, sofv_refusal_of(ret));

	if (action.verdict == SOFV_HANDLE) {
		atomic64_inc(&stats->ipc_handled);
		bytes = handle(vd, &msg, &action);
		ret = reply_error(ipc);
	} else {
		atomic64_inc(&stats->ipc_forwarded);
		sofv_action_apply(&action, ipc->msg, ipc->msg_bytes);
		bytes = forward(vd, &ret);
	}

	trace_vhost_dsp_ipc_served(vd->def->name, msg.cmd, action.verdict != SOFV_HANDLE,
				   ret);
	if (ret) {
		atomic64_inc(&stats->ipc_failed);
		sofv_guest_failed(vd->guest, ktime_get_ns());	/* P-3.5.4 */
	}

	/*
	 * Without an answer of the DSP the object may be there, so it must be freed one
	 * day. What is served here is known to have been undone.
	 */
	if (!ret || (ret == -ETIMEDOUT && action.verdict != SOFV_HANDLE))
		sofv_guest_commit(vd->guest, &msg);

	return bytes;
}

/* P-3.5.2: a guest above its rate waits, in a workqueue that is its own */
static void wait_for_rate(struct vhost_dsp *vd)
{
	bool counted = false;
	u64 wait_ns;

	lockdep_assert_held(&vd->dsp_lock);

	while (sofv_guest_admit(vd->guest, ktime_get_ns(), &wait_ns)) {
		if (!counted)
			atomic64_inc(&vd->def->stats.ipc_delayed);
		counted = true;
		mutex_unlock(&vd->dsp_lock);
		fsleep(1 + div_u64(wait_ns, NSEC_PER_USEC));
		mutex_lock(&vd->dsp_lock);
	}
}

static void ipc_work(struct work_struct *work)
{
	struct vhost_dsp *vd = container_of(work, struct vhost_dsp, ipc.work);
	struct vhost_dsp_ipc *ipc = &vd->ipc;

	mutex_lock(&vd->dsp_lock);
	wait_for_rate(vd);
	ipc->reply_bytes = serve_locked(vd);
	mutex_unlock(&vd->dsp_lock);

	if (ipc->reply_bytes > ipc->reply_room)
		ipc->reply_bytes = error_reply(ipc, -ENOSPC);

	vhost_vq_work_queue(&vd->vqs[SOFV_VQ_IPC], &ipc->done);
}

/* Returns true for a request that goes on to ipc_work(). */
static bool take_request(struct vhost_dsp *vd, struct vhost_virtqueue *vq,
			 unsigned int head, unsigned int out, unsigned int in)
{
	struct vhost_dsp_ipc *ipc = &vd->ipc;
	size_t bytes = iov_length(vq->iov, out);
	struct iov_iter from;
	int ret;

	ipc->head = head;
	ipc->n_in = in;
	memcpy(ipc->in_iov, vq->iov + out, in * sizeof(*vq->iov));
	ipc->reply_room = min_t(size_t, iov_length(ipc->in_iov, in), U32_MAX);
	ipc->msg_bytes = 0;

	atomic64_inc(&vd->def->stats.ipc_received);
	ret = sofv_ipc_chain(bytes, ipc->reply_room);
	if (ret) {
		ipc->reply_bytes = refuse(vd, ret, SOFV_REFUSED_MALFORMED);
		if (ret == -ENOSPC)
			ipc->reply_bytes = 0;
		return false;
	}

	memset(ipc->msg, 0, sizeof(ipc->msg));
	iov_iter_init(&from, ITER_SOURCE, vq->iov, out, bytes);
	if (copy_from_iter(ipc->msg, bytes, &from) != bytes) {
		ipc->reply_bytes = refuse(vd, -EFAULT, SOFV_REFUSED_MALFORMED);
		return false;
	}

	ipc->msg_bytes = bytes;
	trace_vhost_dsp_ipc_request(vd->def->name, request_cmd(ipc), bytes);
	return true;
}

static void give_reply(struct vhost_dsp *vd, struct vhost_virtqueue *vq)
{
	struct vhost_dsp_ipc *ipc = &vd->ipc;
	u32 bytes = ipc->reply_bytes;
	struct iov_iter to;

	iov_iter_init(&to, ITER_DEST, ipc->in_iov, ipc->n_in, ipc->reply_room);
	if (copy_to_iter(ipc->reply, bytes, &to) != bytes)
		bytes = 0;

	vhost_add_used_and_signal(&vd->dev, vq, ipc->head, bytes);
}

/* Takes one request. Returns true if it goes on to ipc_work(). */
static bool ipc_next(struct vhost_dsp *vd, struct vhost_virtqueue *vq)
{
	unsigned int out, in;
	int head, pkts = 0;

	vhost_disable_notify(&vd->dev, vq);
	for (;;) {
		head = vhost_get_vq_desc(vq, vq->iov, ARRAY_SIZE(vq->iov), &out,
					 &in, NULL, NULL);
		if (head < 0)
			return false;
		if (head == vq->num) {
			if (!vhost_enable_notify(&vd->dev, vq))
				return false;
			vhost_disable_notify(&vd->dev, vq);
			continue;
		}
		if (take_request(vd, vq, head, out, in))
			return true;

		give_reply(vd, vq);
		/* a malformed one after the other must not keep the worker */
		if (vhost_exceeds_weight(vq, ++pkts, 0))
			return false;
	}
}

static bool is_start(const struct vhost_dsp_ipc *ipc)
{
	return request_cmd(ipc) == (SOF3_GLB_STREAM | SOF3_STREAM_TRIG_START);
}

static void ipc_pump(struct vhost_dsp *vd)
{
	struct vhost_virtqueue *vq = &vd->vqs[SOFV_VQ_IPC];
	struct vhost_dsp_ipc *ipc = &vd->ipc;

	mutex_lock(&vq->mutex);
	if (vhost_vq_get_backend(vq) && !ipc->busy)
		ipc->busy = ipc_next(vd, vq);
	else
		goto unlock;
	if (!ipc->busy)
		goto unlock;
	mutex_unlock(&vq->mutex);

	if (is_start(ipc))
		vhost_dsp_data_drain(vd);			/* P-6.4 */
	queue_work(vd->wq, &ipc->work);
	return;

unlock:
	mutex_unlock(&vq->mutex);
}

static void ipc_done(struct vhost_work *work)
{
	struct vhost_dsp *vd = container_of(work, struct vhost_dsp, ipc.done);
	struct vhost_virtqueue *vq = &vd->vqs[SOFV_VQ_IPC];

	mutex_lock(&vq->mutex);
	if (vhost_vq_get_backend(vq)) {
		give_reply(vd, vq);
		vd->ipc.busy = false;
	}
	mutex_unlock(&vq->mutex);

	ipc_pump(vd);
}

void vhost_dsp_ipc_kick(struct vhost_work *work)
{
	struct vhost_virtqueue *vq = container_of(work, struct vhost_virtqueue,
						  poll.work);

	ipc_pump(container_of(vq->dev, struct vhost_dsp, dev));
}

/**
 * vhost_dsp_ipc_reset - forget the request that was under way
 * @vd: guest, its queues stopped and its works idle
 */
void vhost_dsp_ipc_reset(struct vhost_dsp *vd)
{
	vd->ipc.busy = false;
}

void vhost_dsp_ipc_init(struct vhost_dsp *vd)
{
	INIT_WORK(&vd->ipc.work, ipc_work);
	vhost_work_init(&vd->ipc.done, ipc_done);
}
