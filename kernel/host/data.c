// SPDX-License-Identifier: GPL-2.0-only
/* Copyright (C) 2026 The sof-virtio authors */
/*
 * The data queue (doc/protocol.md section 6): audio goes from the guest's
 * pages straight into the ring that the DSP reads, one copy.
 */
#include <linux/uio.h>
#include <sound/asound.h>
#include <sofv/wire.h>

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

static int copy_to_ring(struct vhost_dsp_stream *s, const struct sofv_data *data,
			struct iov_iter *from)
{
	bool xrun;
	int ret;

	if (s->at.direction != SNDRV_PCM_STREAM_PLAYBACK)
		return -ENOENT;
	if (!sofv_data_in_ring(data, s->at.bytes))
		return -EINVAL;
	if (copy_from_iter(s->ring + data->offset_bytes, data->bytes, from) !=
	    data->bytes)
		return -EFAULT;

	/* what comes too late goes the way of what was read: it is silent */
	vhost_dsp_stream_update(s);
	ret = sofv_ring_put(&s->at, data->offset_bytes, data->bytes, &xrun);
	if (ret)
		return ret;
	if (xrun) {
		set_bit(VHOST_DSP_EVENT_XRUN, &s->events);
		vhost_dsp_event_queue(s->vd);
	}

	return 0;
}

static int data_serve(struct vhost_dsp *vd, struct iov_iter *from, u32 *moved)
{
	struct vhost_dsp_stream *s;
	struct sofv_data_req req;
	struct sofv_data data;
	int ret;

	*moved = 0;
	if (copy_from_iter(&req, sizeof(req), from) != sizeof(req))
		return -EINVAL;
	ret = sofv_decode_data(&data, &req, sizeof(req));
	if (ret)
		return ret;
	if (iov_iter_count(from) != data.bytes)
		return -EINVAL;					/* P-6.2 */

	mutex_lock(&vd->ring_lock);
	s = find_ring(vd, data.comp_id);
	ret = s ? copy_to_ring(s, &data, from) : -ENOENT;
	mutex_unlock(&vd->ring_lock);

	if (!ret) {
		*moved = data.bytes;
		atomic64_add(data.bytes, &vd->def->stats.data_bytes);
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
