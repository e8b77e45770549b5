// SPDX-License-Identifier: GPL-2.0-only
/* Copyright (C) 2026 The sof-virtio authors */
/*
 * The position queue (doc/protocol.md section 5).
 *
 * A front end's wait queue is woken in atomic context each time the DSP has
 * moved a period. That marks the stream and queues one work, whatever the
 * number of streams; the work reads where each marked stream is *now*, so an
 * event that found no buffer is replaced by the next, never lost without count.
 *
 * A guest that adds buffers as fast as they are looked at does not keep the worker:
 * after so many of them the others get their turn.
 */
#include <linux/uio.h>

#include "trace.h"
#include "vhost_dsp.h"

/* Returns 1, 0 for a buffer that was no use, or a negative number for none. */
static int event_put(struct vhost_virtqueue *vq, const struct sofv_event *event)
{
	struct iov_iter iter;
	unsigned int out, in;
	size_t bytes;
	int head;

	head = vhost_get_vq_desc(vq, vq->iov, ARRAY_SIZE(vq->iov), &out, &in,
				 NULL, NULL);
	if (head < 0)
		return head;
	if (head == vq->num)
		return -EAGAIN;

	bytes = iov_length(vq->iov + out, in);
	if (bytes < sizeof(*event)) {
		vhost_add_used(vq, head, 0);		/* P-5.6 */
		return 0;
	}

	iov_iter_init(&iter, ITER_DEST, vq->iov + out, in, bytes);
	if (copy_to_iter(event, sizeof(*event), &iter) != sizeof(*event)) {
		vhost_add_used(vq, head, 0);
		return 0;
	}

	vhost_add_used(vq, head, sizeof(*event));
	trace_vhost_dsp_event(container_of(vq->dev, struct vhost_dsp, dev)->def->name,
			      event);
	return 1;
}

/*
 * Puts an event into the first buffer that will do; @seen counts all of them. Returns
 * 0, -EAGAIN if there is none, or another error: the rest is for another time.
 */
static int event_deliver(struct vhost_virtqueue *vq, const struct sofv_event *event,
			 int *seen)
{
	int ret;

	do {
		/* requeues the kick */
		if (vhost_exceeds_weight(vq, (*seen)++, 0))
			return -EBUSY;
		ret = event_put(vq, event);
	} while (!ret);

	return min(ret, 0);
}

static void event_fill(struct vhost_dsp_stream *s, u32 type,
		       struct sofv_event *event)
{
	u64 lost = atomic64_read(&s->vd->def->stats.events_lost);

	mutex_lock(&s->vd->ring_lock);
	vhost_dsp_stream_update(s);
	*event = (struct sofv_event) {
		.type = cpu_to_le32(type),
		.comp_id = cpu_to_le32(s->comp_id),
		.position_bytes = cpu_to_le64(s->at.position),
		.events_lost = cpu_to_le32(lost),
	};
	mutex_unlock(&s->vd->ring_lock);
}

/*
 * It stays due, and the next one replaces it (P-5.2). But what is due of a run that
 * has ended meanwhile must not be told of the next.
 */
static void event_keep(struct vhost_dsp_stream *s, int bit, u32 run)
{
	mutex_lock(&s->vd->ring_lock);
	if (s->run == run) {
		set_bit(bit, &s->unsent);
		if (test_and_set_bit(bit, &s->events))
			atomic64_inc(&s->vd->def->stats.events_lost);
	}
	mutex_unlock(&s->vd->ring_lock);
}

/* On an error, see event_deliver(), the event stays due. */
static int event_send(struct vhost_virtqueue *vq, struct vhost_dsp_stream *s,
		      int bit, int *seen)
{
	static const u32 types[] = {
		[VHOST_DSP_EVENT_POSITION] = SOFV_EVENT_POSITION,
		[VHOST_DSP_EVENT_XRUN] = SOFV_EVENT_XRUN,
	};
	struct sofv_event event;
	u32 run;
	int ret;

	/* pairs with ring_halt(): what is due of a run is not taken for the next one's */
	run = smp_load_acquire(&s->run);
	if (!test_and_clear_bit(bit, &s->events))
		return 0;

	event_fill(s, types[bit], &event);
	ret = event_deliver(vq, &event, seen);
	if (ret < 0) {
		event_keep(s, bit, run);
		return ret;
	}

	clear_bit(bit, &s->unsent);
	return 0;
}

/*
 * P-5.7. A vote may tell of the loss meanwhile: its reply goes out from this
 * worker too, after the event.
 */
static int event_send_dsp_lost(struct vhost_dsp *vd, struct vhost_virtqueue *vq,
			       int *seen)
{
	u64 lost = atomic64_read(&vd->def->stats.events_lost);
	struct sofv_event event = {
		.type = cpu_to_le32(SOFV_EVENT_DSP_RESET),
		.events_lost = cpu_to_le32(lost),
	};
	int told = atomic_read(&vd->losses_told);
	int losses = atomic_read(&vd->losses);
	int ret;

	if (told == losses)
		return 0;

	ret = event_deliver(vq, &event, seen);
	if (!ret)
		atomic_cmpxchg(&vd->losses_told, told, losses);

	return ret;
}

static int event_send_all(struct vhost_dsp *vd, struct vhost_virtqueue *vq, int *seen)
{
	struct vhost_dsp_stream *s;
	int ret = event_send_dsp_lost(vd, vq, seen);

	for (s = vd->streams; !ret && s < vd->streams + VHOST_DSP_MAX_STREAMS; s++) {
		ret = event_send(vq, s, VHOST_DSP_EVENT_XRUN, seen);
		if (!ret)
			ret = event_send(vq, s, VHOST_DSP_EVENT_POSITION, seen);
	}

	return ret;
}

static void event_pump(struct vhost_dsp *vd)
{
	struct vhost_virtqueue *vq = &vd->vqs[SOFV_VQ_POSITION];
	int ret, seen = 0;

	mutex_lock(&vq->mutex);
	if (!vhost_vq_get_backend(vq))
		goto unlock;

	do {
		vhost_disable_notify(&vd->dev, vq);
		ret = event_send_all(vd, vq, &seen);
		/* without a buffer, the kick of the guest's next one brings us back */
	} while (ret == -EAGAIN && vhost_enable_notify(&vd->dev, vq));
	vhost_signal(&vd->dev, vq);
unlock:
	mutex_unlock(&vq->mutex);
}

static void event_work(struct vhost_work *work)
{
	event_pump(container_of(work, struct vhost_dsp, event_work));
}

void vhost_dsp_event_kick(struct vhost_work *work)
{
	struct vhost_virtqueue *vq = container_of(work, struct vhost_virtqueue,
						  poll.work);

	event_pump(container_of(vq->dev, struct vhost_dsp, dev));
}

/**
 * vhost_dsp_event_due - there is something to tell of a stream
 * @s: stream
 * @bit: what
 *
 * It replaces one that is due already: that would tell where the DSP is, too. But if
 * that one found no buffer, it is lost (P-5.2).
 *
 * Context: any, atomic too.
 */
void vhost_dsp_event_due(struct vhost_dsp_stream *s, enum vhost_dsp_event_bit bit)
{
	if (test_and_set_bit(bit, &s->events) && test_bit(bit, &s->unsent))
		atomic64_inc(&s->vd->def->stats.events_lost);
	vhost_dsp_event_queue(s->vd);
}

/**
 * vhost_dsp_event_queue - send what is due
 * @vd: guest
 *
 * Context: any, atomic too.
 */
void vhost_dsp_event_queue(struct vhost_dsp *vd)
{
	vhost_vq_work_queue(&vd->vqs[SOFV_VQ_POSITION], &vd->event_work);
}

/**
 * vhost_dsp_event_dsp_lost - the DSP lost what this guest built
 * @vd: guest
 *
 * Context: any.
 */
void vhost_dsp_event_dsp_lost(struct vhost_dsp *vd)
{
	atomic_inc(&vd->losses);
	vhost_dsp_event_queue(vd);
}

/**
 * vhost_dsp_event_dsp_told - the guest learns of all losses by other means
 * @vd: guest
 *
 * Context: dsp_lock held, so no loss comes in between.
 */
void vhost_dsp_event_dsp_told(struct vhost_dsp *vd)
{
	lockdep_assert_held(&vd->dsp_lock);

	atomic_set(&vd->losses_told, atomic_read(&vd->losses));
}

void vhost_dsp_event_init(struct vhost_dsp *vd)
{
	vhost_work_init(&vd->event_work, event_work);
}
