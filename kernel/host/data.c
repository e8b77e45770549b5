// SPDX-License-Identifier: GPL-2.0-only
/* Copyright (C) 2026 The sof-virtio authors */
/*
 * The data queue (doc/protocol.md section 6): audio goes from the guest's pages
 * straight into the ring that the DSP reads, or from the one that it writes straight
 * into the guest's pages: one copy.
 *
 * A VMM can make a page of its memory wait as long as it likes. So no page fault is
 * served while the ring's lock is held: whoever takes a stream away waits for that.
 */
#include <linux/pagemap.h>
#include <linux/uaccess.h>
#include <linux/uio.h>
#include <sound/asound.h>
#include <sofv/wire.h>

#include "trace.h"
#include "vhost_dsp.h"

/* Pages of the guest may go again before they are used, but not for ever. */
#define VHOST_DSP_DATA_TRIES	8

/* Only the ring's lock is held here, so nothing but ring fields may be used. */
static struct vhost_dsp_stream *find_ring(struct vhost_dsp *vd, u32 comp_id)
{
	int i;

	lockdep_assert_held(&vd->ring_lock);

	for (i = 0; i < VHOST_DSP_MAX_STREAMS; i++)
		if (vd->streams[i].ring && vd->streams[i].comp_id == comp_id)
			return &vd->streams[i];

	return NULL;
}

/**
 * struct data_chain - a request as it came off the queue
 * @from: what follows the request's head in the readable part
 * @to: what follows the room for the response in the writable part
 * @moved: bytes that were moved
 */
struct data_chain {
	struct iov_iter from;
	struct iov_iter to;
	u32 moved;
};

static void tell_xrun(struct vhost_dsp_stream *s, bool xrun)
{
	if (!xrun)
		return;
	atomic64_inc(&s->vd->def->stats.xruns);
	vhost_dsp_event_due(s, VHOST_DSP_EVENT_XRUN);
}

static int copy_to_ring(struct vhost_dsp_stream *s, const struct sofv_data *data,
			struct data_chain *chain)
{
	bool xrun;
	int ret;

	if (iov_iter_count(&chain->from) != data->bytes)
		return -EINVAL;					/* P-6.2 */
	if (copy_from_iter(s->ring + data->offset_bytes, data->bytes,
			   &chain->from) != data->bytes)
		return -EFAULT;

	/* what comes too late goes the way of what was read: it is silent */
	vhost_dsp_stream_update(s);
	ret = sofv_ring_put(&s->at, data->offset_bytes, data->bytes, &xrun);
	if (ret)
		return ret;

	tell_xrun(s, xrun);
	chain->moved = data->bytes;
	return 0;
}

/*
 * The DSP may come around while this copies. The position is looked at before, for
 * what there is; whether it was overtaken shows in the next request (P-6.8).
 */
static int copy_from_ring(struct vhost_dsp_stream *s, const struct sofv_data *data,
			  struct data_chain *chain)
{
	struct sofv_ring at;
	u32 bytes;
	bool xrun;
	int ret;

	if (iov_iter_count(&chain->to) != data->bytes)
		return -EINVAL;					/* P-6.2 */

	vhost_dsp_stream_update(s);
	at = s->at;
	ret = sofv_ring_take(&at, data->offset_bytes, data->bytes, &bytes, &xrun);
	if (ret)
		return ret;
	if (copy_to_iter(s->ring + data->offset_bytes, bytes, &chain->to) != bytes)
		return -EFAULT;

	s->at = at;
	tell_xrun(s, xrun);
	chain->moved = bytes;
	return 0;
}

/* A request of the other direction has its payload in the other part. */
static int copy_either_way(struct vhost_dsp_stream *s, const struct sofv_data *data,
			   struct data_chain *chain)
{
	bool playback = s->at.direction == SNDRV_PCM_STREAM_PLAYBACK;

	if (iov_iter_count(playback ? &chain->to : &chain->from))
		return -ENOENT;					/* P-6.3 */
	if (!sofv_data_in_ring(data, s->at.bytes))
		return -EINVAL;					/* P-6.1 */

	return playback ? copy_to_ring(s, data, chain) :
			  copy_from_ring(s, data, chain);
}

static int data_try(struct vhost_dsp *vd, const struct sofv_data *data,
		    struct data_chain *chain)
{
	struct vhost_dsp_stream *s;
	int ret;

	mutex_lock(&vd->ring_lock);
	pagefault_disable();
	s = find_ring(vd, data->comp_id);
	ret = s ? copy_either_way(s, data, chain) : -ENOENT;
	pagefault_enable();
	if (!ret)
		atomic64_add(chain->moved,
			     &vd->def->stats.data_bytes[s->at.direction]);
	mutex_unlock(&vd->ring_lock);

	return ret;
}

static int data_fault_in(struct data_chain *chain)
{
	return fault_in_iov_iter_readable(&chain->from, iov_iter_count(&chain->from)) ||
	       fault_in_iov_iter_writeable(&chain->to, iov_iter_count(&chain->to)) ?
	       -EFAULT : 0;
}

static int data_move(struct vhost_dsp *vd, const struct sofv_data *data,
		     struct data_chain *chain)
{
	const struct data_chain whole = *chain;
	int tries, ret;

	for (tries = 0; tries < VHOST_DSP_DATA_TRIES; tries++) {
		ret = data_try(vd, data, chain);
		if (ret != -EFAULT)
			break;
		*chain = whole;
		if (data_fault_in(chain))
			break;
	}

	return ret;
}

static int data_serve(struct vhost_dsp *vd, struct data_chain *chain)
{
	struct sofv_data_req req;
	struct sofv_data data;
	int ret;

	if (copy_from_iter(&req, sizeof(req), &chain->from) != sizeof(req))
		return -EINVAL;
	ret = sofv_decode_data(&data, &req, sizeof(req));
	if (ret)
		return ret;

	ret = data_move(vd, &data, chain);
	trace_vhost_dsp_data(vd->def->name, &data, chain->moved, ret);
	return ret;
}

/* Returns the used length of a chain whose response goes to its writable start. */
static u32 data_answer(struct vhost_virtqueue *vq, unsigned int out,
		       unsigned int in, int error, const struct data_chain *chain)
{
	struct sofv_data_resp resp = {
		.error = cpu_to_le32(error),
		.bytes = cpu_to_le32(error ? 0 : chain->moved),
	};
	size_t in_bytes = iov_length(vq->iov + out, in);
	struct iov_iter to;

	iov_iter_init(&to, ITER_DEST, vq->iov + out, in, sizeof(resp));
	if (copy_to_iter(&resp, sizeof(resp), &to) != sizeof(resp))
		return 0;

	/* and the payload that was written behind it */
	return in_bytes - iov_iter_count(&chain->to);
}

/* Returns the bytes moved, or a negative number if the queue is empty. */
static int data_one(struct vhost_dsp *vd, struct vhost_virtqueue *vq)
{
	struct data_chain chain = {};
	unsigned int out, in;
	size_t in_bytes;
	u32 used = 0;
	int head, error;

	head = vhost_get_vq_desc(vq, vq->iov, ARRAY_SIZE(vq->iov), &out, &in,
				 NULL, NULL);
	if (head < 0)
		return head;
	if (head == vq->num)
		return -EAGAIN;

	in_bytes = iov_length(vq->iov + out, in);
	if (in_bytes >= sizeof(struct sofv_data_resp)) {	/* P-6.9 */
		iov_iter_init(&chain.from, ITER_SOURCE, vq->iov, out,
			      iov_length(vq->iov, out));
		iov_iter_init(&chain.to, ITER_DEST, vq->iov + out, in, in_bytes);
		iov_iter_advance(&chain.to, sizeof(struct sofv_data_resp));
		error = data_serve(vd, &chain);
		used = data_answer(vq, out, in, error, &chain);
	}
	vhost_add_used(vq, head, used);

	return chain.moved;
}

static void data_pump(struct vhost_dsp *vd, bool bounded)
{
	struct vhost_virtqueue *vq = &vd->vqs[SOFV_VQ_DATA];
	int pkts = 0, total = 0, ret;

	mutex_lock(&vq->mutex);
	if (!vhost_vq_get_backend(vq))
		goto unlock;

	vhost_disable_notify(&vd->dev, vq);
	for (;;) {
		ret = data_one(vd, vq);
		if (ret == -EAGAIN && vhost_enable_notify(&vd->dev, vq)) {
			vhost_disable_notify(&vd->dev, vq);
			continue;
		}
		if (ret < 0)
			break;

		total += ret;
		pkts++;
		/* requeues the kick, so the rest is not forgotten */
		if (bounded && vhost_exceeds_weight(vq, pkts, total))
			break;
		/* what the guest adds meanwhile is for the next kick, not for now */
		if (!bounded && pkts >= vq->num) {
			vhost_poll_queue(&vq->poll);
			break;
		}
	}
	if (pkts)
		vhost_signal(&vd->dev, vq);
unlock:
	mutex_unlock(&vq->mutex);
}

void vhost_dsp_data_kick(struct vhost_work *work)
{
	struct vhost_virtqueue *vq = container_of(work, struct vhost_virtqueue,
						  poll.work);

	data_pump(container_of(vq->dev, struct vhost_dsp, dev), true);
}

/**
 * vhost_dsp_data_drain - serve all data that the guest has made available
 * @vd: guest
 *
 * Before a stream starts, so that the DSP finds what was written (P-6.4).
 *
 * Context: vhost worker, no queue's mutex held.
 */
void vhost_dsp_data_drain(struct vhost_dsp *vd)
{
	data_pump(vd, false);
}
