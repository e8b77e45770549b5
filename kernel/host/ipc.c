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

static u32 serve_topology(struct vhost_dsp *vd)
{
	struct vhost_dsp_ipc *ipc = &vd->ipc;
	struct sofv_tplg_get_reply *reply = (void *)ipc->reply;
	u32 room = min_t(u32, ipc->reply_room, sizeof(ipc->reply));
	struct sofv_tplg_get *get = (void *)ipc->msg;
	u32 offset, chunk;

	offset = le32_to_cpu(get->offset_bytes);
	if (offset > vd->tplg_bytes)
		return error_reply(ipc, -EINVAL);
	if (room < sizeof(*reply) + 1)
		return error_reply(ipc, -ENOSPC);

	chunk = min_t(u32, room - sizeof(*reply), vd->tplg_bytes - offset);
	*reply = (struct sofv_tplg_get_reply) {
		.reply.hdr.size = cpu_to_le32(sizeof(*reply) + chunk),
		.reply.hdr.cmd = get->hdr.cmd,
		.total_bytes = cpu_to_le32(vd->tplg_bytes),
		.crc32 = cpu_to_le32(vd->tplg_crc32),
		.offset_bytes = cpu_to_le32(offset),
		.chunk_bytes = cpu_to_le32(chunk),
	};
	memcpy(reply->chunk, vd->tplg + offset, chunk);

	return sizeof(*reply) + chunk;
}

static u32 serve_comp_id(struct vhost_dsp *vd)
{
	struct sofv_comp_id_get_reply *reply = (void *)vd->ipc.reply;
	struct sofv_ipc_hdr *hdr = (void *)vd->ipc.msg;

	*reply = (struct sofv_comp_id_get_reply) {
		.reply.hdr.size = cpu_to_le32(sizeof(*reply)),
		.reply.hdr.cmd = hdr->cmd,
		.comp_id_base = cpu_to_le32(vd->guest->comp_id_base),
		.comp_id_count = cpu_to_le32(vd->guest->comp_id_count),
	};

	return sizeof(*reply);
}

/* P-4.3.3: has the DSP lost what this guest put there? */
static bool topology_lost(struct vhost_dsp *vd)
{
	int generation = atomic_read(&vd->card->generation);
	bool lost = vd->seen && vd->generation != generation;

	vd->generation = generation;
	vd->seen = true;

	return lost;
}

static u32 serve_power(struct vhost_dsp *vd)
{
	struct sofv_power_status_reply *reply = (void *)vd->ipc.reply;
	struct sofv_power_status *power = (void *)vd->ipc.msg;
	u32 state = le32_to_cpu(power->state);
	u32 flags = 0;
	int ret;

	if (state != SOFV_POWER_ACTIVE && state != SOFV_POWER_SUSPENDED)
		return error_reply(&vd->ipc, -EINVAL);

	ret = vhost_dsp_card_vote(vd, state == SOFV_POWER_ACTIVE);
	if (ret)
		return error_reply(&vd->ipc, ret);

	if (state == SOFV_POWER_ACTIVE && topology_lost(vd)) {
		sofv_guest_forget(vd->guest);
		flags = SOFV_POWER_FLAG_TPLG_LOST;
	}

	*reply = (struct sofv_power_status_reply) {
		.reply.hdr.size = cpu_to_le32(sizeof(*reply)),
		.reply.hdr.cmd = power->hdr.cmd,
		.flags = cpu_to_le32(flags),
	};

	return sizeof(*reply);
}

static u32 serve_params(struct vhost_dsp *vd, const struct sofv_ipc *msg)
{
	struct sof3_pcm_params_reply *reply = (void *)vd->ipc.reply;
	int ret = vhost_dsp_stream_params(vd, msg->comp_id, &msg->pcm);

	if (ret)
		return error_reply(&vd->ipc, ret);

	memset(reply, 0, sizeof(*reply));
	reply->rhdr.hdr.size = cpu_to_le32(sizeof(*reply));
	reply->rhdr.hdr.cmd = cpu_to_le32(msg->cmd);
	reply->comp_id = cpu_to_le32(msg->comp_id);

	return sizeof(*reply);
}

/* Messages that end here; returns the length of the reply. */
static u32 handle(struct vhost_dsp *vd, const struct sofv_ipc *msg)
{
	struct vhost_dsp_ipc *ipc = &vd->ipc;

	switch (msg->cmd) {
	case SOFV_IPC_TPLG_VFE_GET:
		return serve_topology(vd);
	case SOFV_IPC_TPLG_VFE_COMP_ID:
		return serve_comp_id(vd);
	case SOFV_IPC_PM_VFE_POWER_STATUS:
		return serve_power(vd);
	case SOF3_GLB_STREAM_MSG | SOF3_STREAM_PCM_PARAMS:
		return serve_params(vd, msg);
	case SOF3_GLB_STREAM_MSG | SOF3_STREAM_PCM_FREE:
		return error_reply(ipc, vhost_dsp_stream_free(vd, msg->comp_id));
	case SOF3_GLB_STREAM_MSG | SOF3_STREAM_TRIG_START:
		return error_reply(ipc, vhost_dsp_stream_start(vd, msg->comp_id));
	case SOF3_GLB_STREAM_MSG | SOF3_STREAM_TRIG_STOP:
		return error_reply(ipc, vhost_dsp_stream_stop(vd, msg->comp_id));
	case SOF3_GLB_PM_MSG | SOF3_PM_CTX_SAVE:
	case SOF3_GLB_TPLG_MSG | SOF3_TPLG_COMP_NEW:	/* of a virtual DAI */
	case SOF3_GLB_TPLG_MSG | SOF3_TPLG_COMP_FREE:
		return error_reply(ipc, 0);
	default:
		return error_reply(ipc, -EOPNOTSUPP);
	}
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
		return error_reply(ipc, -ENODEV);

	ret = sofv_ipc_decode(&msg, ipc->msg, ipc->msg_bytes);
	if (!ret)
		ret = sofv_guest_check(vd->guest, &msg, &action);
	if (ret) {
		atomic64_inc(&stats->ipc_refused);
		return error_reply(ipc, ret);
	}

	if (action.verdict == SOFV_HANDLE) {
		atomic64_inc(&stats->ipc_handled);
		bytes = handle(vd, &msg);
		ret = le32_to_cpu(((struct sofv_ipc_reply *)ipc->reply)->error);
	} else if (!vd->voted) {
		/* P-4.3.1: the DSP may be asleep */
		atomic64_inc(&stats->ipc_refused);
		return error_reply(ipc, -EPROTO);
	} else {
		atomic64_inc(&stats->ipc_forwarded);
		sofv_action_apply(&action, ipc->msg);
		bytes = forward(vd, &ret);
	}

	if (!ret)
		sofv_guest_commit(vd->guest, &msg, &action);

	return bytes;
}

static void ipc_work(struct work_struct *work)
{
	struct vhost_dsp *vd = container_of(work, struct vhost_dsp, ipc.work);
	struct vhost_dsp_ipc *ipc = &vd->ipc;

	mutex_lock(&vd->dsp_lock);
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

	ipc->head = head;
	ipc->n_in = in;
	memcpy(ipc->in_iov, vq->iov + out, in * sizeof(*vq->iov));
	ipc->reply_room = min_t(size_t, iov_length(ipc->in_iov, in), U32_MAX);
	ipc->msg_bytes = 0;

	if (ipc->reply_room < sizeof(struct sofv_ipc_reply)) {
		ipc->reply_bytes = 0;				/* P-3.1.3 */
		return false;
	}

	if (bytes < sizeof(struct sofv_ipc_hdr) || bytes > sizeof(ipc->msg)) {
		atomic64_inc(&vd->def->stats.ipc_refused);
		ipc->reply_bytes = error_reply(ipc, -EMSGSIZE);	/* P-3.1.2 */
		return false;
	}

	memset(ipc->msg, 0, sizeof(ipc->msg));
	iov_iter_init(&from, ITER_SOURCE, vq->iov, out, bytes);
	if (copy_from_iter(ipc->msg, bytes, &from) != bytes) {
		ipc->reply_bytes = error_reply(ipc, -EFAULT);
		return false;
	}

	ipc->msg_bytes = bytes;
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
	const struct sofv_ipc_hdr *hdr = (const void *)ipc->msg;

	return le32_to_cpu(hdr->cmd) ==
	       (SOF3_GLB_STREAM_MSG | SOF3_STREAM_TRIG_START);
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
