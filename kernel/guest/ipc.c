// SPDX-License-Identifier: GPL-2.0-only
/* Copyright (C) 2026 The sof-virtio authors */

/*
 * The ipc queue.
 *
 * There is one request buffer and one reply buffer, for there is one request
 * in flight (P-3.1.5). Lifetime of a request: it owns the two buffers from
 * ipc_submit() until the device has completed the chain, whatever happens
 * meanwhile to the one who sent it. SOF core that stops waiting after
 * SOF_VIRTIO_IPC_TIMEOUT_MS, or that goes away (sof_virtio_ipc_disown()),
 * leaves a busy queue behind: the next request is refused with -EBUSY until
 * the old one has come back. So a late reply can't be taken for the reply to
 * another request, and the device never writes into memory that was reused.
 * The buffers are freed after the device was reset.
 *
 * SOF core's send path holds snd_sof_dev.ipc_lock when it calls us and sets
 * its state of waiting under that lock afterwards. A reply is delivered under
 * the same lock, so it can't overtake.
 */
#include <linux/slab.h>
#include <linux/virtio_config.h>
#include "sof-virtio.h"
#include "ops.h"

/*
 * Give the buffers to the device.
 * Context: ipc->lock held.
 */
static int ipc_submit(struct sof_virtio *sv, const void *request, u32 bytes,
		      struct snd_sof_dev *owner)
{
	struct virtqueue *vq = sv->vqs[SOFV_VQ_IPC];
	struct sof_virtio_ipc *ipc = &sv->ipc;
	struct scatterlist out, in, *sgs[] = { &out, &in };
	int ret;

	lockdep_assert_held(&ipc->lock);

	if (!READ_ONCE(sv->ready))
		return -ENODEV;
	if (bytes > sv->limits.max_ipc_bytes)
		return -EMSGSIZE;
	if (ipc->busy)
		return -EBUSY;

	memcpy(ipc->request, request, bytes);
	sg_init_one(&out, ipc->request, bytes);
	sg_init_one(&in, ipc->reply, sv->limits.max_ipc_bytes);
	ret = virtqueue_add_sgs(vq, sgs, 1, 1, ipc, GFP_ATOMIC);
	if (ret)
		return virtqueue_is_broken(vq) ? -ENODEV : ret;

	ipc->busy = true;
	ipc->owner = owner;
	return virtqueue_kick(vq) ? 0 : -ENODEV;
}

/* Make the reply buffer say @error, as the device would */
static void ipc_fake_reply(struct sof_virtio_ipc *ipc, int error)
{
	ipc->reply_bytes = sofv_encode_reply(ipc->reply, SOFV_IPC_MAX_BYTES, 0, error);
	ipc->error = error;
}

/* [3.5] Quotas of this guest, each told by an error of its own (P-3.3.3) */
static const struct {
	int error;
	const char *of;
} ipc_quotas[] = {
	{ -EDQUOT, "components" },
	{ -EMFILE, "pipelines" },
	{ -ENOBUFS, "bytes of buffers and control data" },
	{ -EUSERS, "streams" },
};

/* SOF core shows the number only; the person who looks here needs the words. */
static void ipc_explain(struct sof_virtio *sv, int error)
{
	int i;

	for (i = 0; i < ARRAY_SIZE(ipc_quotas); i++)
		if (ipc_quotas[i].error == error)
			dev_err_ratelimited(&sv->vdev->dev,
					    "the host's quota for this guest is used up: no more %s\n",
					    ipc_quotas[i].of);
}

/* Replies that break P-3.2.2 are turned into errors here, for all readers. */
static void ipc_check_reply(struct sof_virtio *sv, u32 used_bytes)
{
	struct sof_virtio_ipc *ipc = &sv->ipc;

	ipc->reply_bytes = used_bytes;
	if (sofv_decode_reply(&ipc->error, ipc->reply, used_bytes, sv->limits.max_ipc_bytes))
		ipc_fake_reply(ipc, -EPROTO);
	ipc_explain(sv, ipc->error);
}

/* The request is back and its reply checked: tell whoever sent it */
static void ipc_finish(struct sof_virtio *sv, struct snd_sof_dev *owner)
{
	struct sof_virtio_ipc *ipc = &sv->ipc;
	unsigned long flags;

	if (!owner) {
		spin_lock_irqsave(&ipc->lock, flags);
		ipc->busy = false;
		/* before the next request makes its own of it */
		complete(&ipc->done);
		spin_unlock_irqrestore(&ipc->lock, flags);
		return;
	}

	spin_lock_irqsave(&owner->ipc_lock, flags);
	snd_sof_ipc_process_reply(owner, 0);
	/* SOF core has copied the reply and can't send before we unlock */
	spin_lock(&ipc->lock);
	ipc->busy = false;
	ipc->owner = NULL;
	spin_unlock(&ipc->lock);
	spin_unlock_irqrestore(&owner->ipc_lock, flags);
}

/**
 * sof_virtio_ipc_callback - the device completed something on the ipc queue
 * @vq: the ipc queue
 *
 * Context: Interrupt.
 */
void sof_virtio_ipc_callback(struct virtqueue *vq)
{
	struct sof_virtio *sv = vq->vdev->priv;
	struct sof_virtio_ipc *ipc = &sv->ipc;
	struct snd_sof_dev *owner;
	unsigned long flags;
	bool back;
	u32 bytes;

	spin_lock_irqsave(&ipc->lock, flags);
	back = virtqueue_get_buf(vq, &bytes) && ipc->busy;
	owner = ipc->owner;
	spin_unlock_irqrestore(&ipc->lock, flags);
	if (!back)
		return;

	ipc_check_reply(sv, bytes);
	ipc_finish(sv, owner);
}

/**
 * sof_virtio_ipc_send_msg - send a message of SOF core, untouched
 * @sdev: SOF core
 * @msg: the message
 *
 * Context: Any, SOF core holds sdev->ipc_lock.
 * Return: 0; -ENODEV if the device is gone; -EBUSY if it still has an older
 *	request; -ENOSPC if the topology needs more ids than there are.
 */
int sof_virtio_ipc_send_msg(struct snd_sof_dev *sdev,
			    struct snd_sof_ipc_msg *msg)
{
	struct sof_virtio *sv = to_sof_virtio(sdev);
	int ret;

	lockdep_assert_held(&sdev->ipc_lock);

	if (!sof_virtio_topology_fits(sv, sdev->next_comp_id))
		return -ENOSPC;

	spin_lock(&sv->ipc.lock);
	ret = ipc_submit(sv, msg->msg_data, msg->msg_size, sdev);
	spin_unlock(&sv->ipc.lock);
	return ret;
}

/**
 * sof_virtio_ipc_mailbox_read - SOF core wants the reply
 * @sdev: SOF core
 * @offset: where in the mailbox; there is nothing but the reply at 0
 * @dest: where to
 * @bytes: how much; what the reply does not have reads as 0
 *
 * Context: Any, called back from snd_sof_ipc_process_reply() only.
 */
void sof_virtio_ipc_mailbox_read(struct snd_sof_dev *sdev, u32 offset,
				 void *dest, size_t bytes)
{
	struct sof_virtio_ipc *ipc = &to_sof_virtio(sdev)->ipc;
	size_t valid_bytes = min_t(size_t, bytes, ipc->reply_bytes);

	lockdep_assert_held(&sdev->ipc_lock);

	memcpy(dest, ipc->reply, valid_bytes);
	memset(dest + valid_bytes, 0, bytes - valid_bytes);
}

/**
 * sof_virtio_ipc_xfer - send a message of our own and wait for the reply
 * @sv: the device
 * @request: message, starting with struct sofv_ipc_hdr
 * @bytes: its size
 * @reply: room for the reply, which starts with struct sofv_ipc_reply
 * @room_bytes: size of the room
 *
 * Not for use while SOF core may send too.
 *
 * Context: Process context. May sleep.
 * Return: bytes of the reply, at most @room_bytes; the error that the host
 *	replied; -ENODEV, -EBUSY or -ETIMEDOUT.
 */
int sof_virtio_ipc_xfer(struct sof_virtio *sv, const void *request, u32 bytes,
			void *reply, u32 room_bytes)
{
	struct sof_virtio_ipc *ipc = &sv->ipc;
	unsigned long flags;
	int ret;

	might_sleep();

	spin_lock_irqsave(&ipc->lock, flags);
	reinit_completion(&ipc->done);
	ret = ipc_submit(sv, request, bytes, NULL);
	spin_unlock_irqrestore(&ipc->lock, flags);
	if (ret)
		return ret;

	if (!wait_for_completion_timeout(&ipc->done,
					 msecs_to_jiffies(SOF_VIRTIO_IPC_TIMEOUT_MS)))
		return -ETIMEDOUT;

	if (ipc->error)
		return ipc->error;
	if (ipc->reply_bytes > room_bytes)
		return -EPROTO;
	memcpy(reply, ipc->reply, ipc->reply_bytes);
	return ipc->reply_bytes;
}

/**
 * sof_virtio_ipc_disown - SOF core goes away
 * @sv: the device
 *
 * After this, no reply is delivered to SOF core.
 *
 * Context: Process context. May sleep.
 */
void sof_virtio_ipc_disown(struct sof_virtio *sv)
{
	unsigned long flags;

	spin_lock_irqsave(&sv->ipc.lock, flags);
	sv->ipc.owner = NULL;
	spin_unlock_irqrestore(&sv->ipc.lock, flags);
	virtio_synchronize_cbs(sv->vdev);
}

/**
 * sof_virtio_ipc_abort - the device is gone: end the wait for its reply
 * @sv: the device, with @ready false
 *
 * Context: Process context.
 */
void sof_virtio_ipc_abort(struct sof_virtio *sv)
{
	struct sof_virtio_ipc *ipc = &sv->ipc;
	struct snd_sof_dev *owner;
	unsigned long flags;
	bool busy;

	spin_lock_irqsave(&ipc->lock, flags);
	busy = ipc->busy;
	owner = ipc->owner;
	spin_unlock_irqrestore(&ipc->lock, flags);
	if (!busy)
		return;

	ipc_fake_reply(ipc, -ENODEV);
	ipc_finish(sv, owner);
}

/**
 * sof_virtio_ipc_init - allocate what the ipc queue needs
 * @sv: the device
 *
 * Context: Process context. May sleep.
 * Return: 0 or -ENOMEM.
 */
int sof_virtio_ipc_init(struct sof_virtio *sv)
{
	struct sof_virtio_ipc *ipc = &sv->ipc;

	spin_lock_init(&ipc->lock);
	init_completion(&ipc->done);
	ipc->request = kzalloc(SOFV_IPC_MAX_BYTES, GFP_KERNEL);
	ipc->reply = kzalloc(SOFV_IPC_MAX_BYTES, GFP_KERNEL);
	if (!ipc->request || !ipc->reply) {
		sof_virtio_ipc_fini(sv);
		return -ENOMEM;
	}
	return 0;
}

/**
 * sof_virtio_ipc_fini - undo sof_virtio_ipc_init()
 * @sv: the device, which was reset
 *
 * Context: Process context.
 */
void sof_virtio_ipc_fini(struct sof_virtio *sv)
{
	kfree(sv->ipc.request);
	kfree(sv->ipc.reply);
	sv->ipc.request = NULL;
	sv->ipc.reply = NULL;
}
