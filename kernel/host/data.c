// SPDX-License-Identifier: GPL-2.0-only
/* Copyright (C) 2026 The sof-virtio authors */
/*
 * The data queue (doc/protocol.md section 6): audio goes from the guest's
 * pages straight into the ring that the DSP reads, one copy.
 */
#include <linux/uio.h>

#include "vhost_dsp.h"

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

/*
 * How far the guest has written, as a position. A request that starts behind
 * where the last one ended is a rewind: not yet played frames written again.
 * Returns true if the DSP had run dry before.
 */
static bool note_delivery(struct vhost_dsp_stream *s, u32 offset, u32 bytes)
{
	bool dry = s->delivered_bytes && s->position_bytes > s->delivered_bytes;
	u32 ahead = offset >= s->ring_pos ? offset - s->ring_pos :
					    s->ring_bytes - s->ring_pos + offset;

	s->delivered_bytes = s->position_bytes + ahead + bytes;

	return dry;
}

static int copy_to_ring(struct vhost_dsp_stream *s, u32 offset, u32 bytes,
			struct iov_iter *from)
{
	if (!bytes || bytes > SOFV_DATA_MAX_BYTES ||
	    iov_iter_count(from) != bytes ||
	    offset >= s->ring_bytes || bytes > s->ring_bytes - offset)
		return -EINVAL;

	if (copy_from_iter(s->ring + offset, bytes, from) != bytes)
		return -EFAULT;

	vhost_dsp_stream_update(s);
	if (note_delivery(s, offset, bytes)) {
		set_bit(VHOST_DSP_EVENT_XRUN, &s->events);
		vhost_dsp_event_queue(s->vd);
	}

	return 0;
}

static int data_serve(struct vhost_dsp *vd, struct iov_iter *from, u32 *moved)
{
	struct vhost_dsp_stream *s;
	struct sofv_data_req req;
	u32 bytes;
	int ret;

	*moved = 0;
	if (copy_from_iter(&req, sizeof(req), from) != sizeof(req))
		return -EINVAL;

	bytes = le32_to_cpu(req.bytes);

	mutex_lock(&vd->ring_lock);
	s = find_ring(vd, le32_to_cpu(req.comp_id));
	ret = s ? copy_to_ring(s, le32_to_cpu(req.offset_bytes), bytes, from) :
		  -ENOENT;
	mutex_unlock(&vd->ring_lock);

	if (!ret) {
		*moved = bytes;
		atomic64_add(bytes, &vd->def->stats.data_bytes);
	}

	return ret;
}

/* Returns the used length: 0 if there is no room for the response. */
static u32 data_answer(struct vhost_virtqueue *vq, unsigned int out,
		       unsigned int in, int error, u32 moved)
{
	struct sofv_data_resp resp = {
		.error = cpu_to_le32(error),
		.bytes = cpu_to_le32(moved),
	};
	struct iov_iter to;

	iov_iter_init(&to, ITER_DEST, vq->iov + out, in,
		      iov_length(vq->iov + out, in));
	if (iov_iter_count(&to) < sizeof(resp) ||
	    copy_to_iter(&resp, sizeof(resp), &to) != sizeof(resp))
		return 0;

	return sizeof(resp);
}

/* Returns the bytes moved, or a negative number if the queue is empty. */
static int data_one(struct vhost_dsp *vd, struct vhost_virtqueue *vq)
{
	struct iov_iter from;
	unsigned int out, in;
	u32 moved;
	int head, error;

	head = vhost_get_vq_desc(vq, vq->iov, ARRAY_SIZE(vq->iov), &out, &in,
				 NULL, NULL);
	if (head < 0)
		return head;
	if (head == vq->num)
		return -EAGAIN;

	iov_iter_init(&from, ITER_SOURCE, vq->iov, out,
		      iov_length(vq->iov, out));
	error = data_serve(vd, &from, &moved);
	vhost_add_used(vq, head, data_answer(vq, out, in, error, moved));

	return moved;
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
