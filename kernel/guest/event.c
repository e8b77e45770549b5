// SPDX-License-Identifier: GPL-2.0-only
/* Copyright (C) 2026 The sof-virtio authors */

/*
 * The position queue.
 *
 * All buffers belong to the device except while the callback looks at one;
 * each is posted again at once. They are allocated before the queue exists and
 * freed after the device was reset. An event finds its stream in
 * sof_virtio.streams under stream_lock, and the stream leaves that list under
 * the same lock before it is freed.
 */
#include <linux/slab.h>
#include <linux/virtio_config.h>
#include "sof-virtio.h"
#include "sof-audio.h"

/* The host's position, which never goes back while the stream runs (P-5.3) */
static void event_position(struct sof_virtio_stream *st, u64 position_bytes)
{
	if (!st->capture && position_bytes > st->position_bytes)
		st->position_bytes = position_bytes;
}

/* Return: whether the data queue must be notified */
static bool event_period(struct sof_virtio *sv, struct sof_virtio_stream *st,
			 u64 position_bytes)
{
	if (st->capture)
		return sof_virtio_data_fetch(sv, st, position_bytes);

	event_position(st, position_bytes);
	snd_sof_pcm_period_elapsed(st->substream);
	return false;
}

/*
 * Events that don't concern us are ignored (P-5.5); those of types that we don't
 * know don't get here.
 * Return: whether the data queue must be notified
 */
static bool event_handle(struct sof_virtio *sv, const struct sofv_event_info *event)
{
	struct sof_virtio_stream *st;

	lockdep_assert_held(&sv->stream_lock);

	sv->events_lost = event->events_lost;
	st = sof_virtio_stream_find(sv, event->comp_id);
	if (st && !st->running)
		st = NULL;

	switch (event->type) {
	case SOFV_EVENT_POSITION:
		if (st)
			return event_period(sv, st, event->position_bytes);
		break;
	case SOFV_EVENT_XRUN:
		if (!st)
			break;
		event_position(st, event->position_bytes);
		sof_virtio_stream_xrun(st);
		break;
	case SOFV_EVENT_DSP_RESET:
		sof_virtio_power_lost(sv);
		break;
	default:
		break;
	}
	return false;
}

static int event_post_one(struct sof_virtio *sv, struct sofv_event *event)
{
	struct scatterlist sg;

	sg_init_one(&sg, event, sizeof(*event));
	return virtqueue_add_inbuf(sv->vqs[SOFV_VQ_POSITION], &sg, 1, event,
				   GFP_ATOMIC);
}

/* Return: whether buffers were posted again; and what event_handle() says */
static bool event_serve(struct sof_virtio *sv, bool *notify_data)
{
	struct virtqueue *vq = sv->vqs[SOFV_VQ_POSITION];
	struct sofv_event_info info;
	struct sofv_event *event;
	bool posted = false;
	u32 bytes;

	lockdep_assert_held(&sv->stream_lock);

	while ((event = virtqueue_get_buf(vq, &bytes))) {
		if (!sofv_decode_event(&info, event, bytes))
			*notify_data |= event_handle(sv, &info);
		if (!event_post_one(sv, event))
			posted = true;
	}
	return posted;
}

/**
 * sof_virtio_event_callback - the device wrote events
 * @vq: the position queue
 *
 * Context: Interrupt.
 */
void sof_virtio_event_callback(struct virtqueue *vq)
{
	struct sof_virtio *sv = vq->vdev->priv;
	bool kick = false, notify_data = false;
	unsigned long flags;

	spin_lock_irqsave(&sv->stream_lock, flags);
	do {
		virtqueue_disable_cb(vq);
		kick |= event_serve(sv, &notify_data);
	} while (!virtqueue_enable_cb(vq));
	kick = kick && virtqueue_kick_prepare(vq);
	spin_unlock_irqrestore(&sv->stream_lock, flags);

	if (kick)
		virtqueue_notify(vq);
	if (notify_data)
		virtqueue_notify(sv->vqs[SOFV_VQ_DATA]);
}

/**
 * sof_virtio_event_drain - handle the events that are there already
 * @sv: the device
 *
 * Before a stream starts: what the host said about its last run shall not be
 * taken for something about the next.
 *
 * Context: Process context.
 */
void sof_virtio_event_drain(struct sof_virtio *sv)
{
	if (READ_ONCE(sv->ready))
		sof_virtio_event_callback(sv->vqs[SOFV_VQ_POSITION]);
}

/**
 * sof_virtio_event_post - give all buffers to the device
 * @sv: the device, which is DRIVER_OK
 *
 * Context: Process context.
 * Return: 0 or a negative errno.
 */
int sof_virtio_event_post(struct sof_virtio *sv)
{
	struct virtqueue *vq = sv->vqs[SOFV_VQ_POSITION];
	u32 count = min_t(u32, SOF_VIRTIO_EVENTS, virtqueue_get_vring_size(vq));
	unsigned long flags;
	int ret = 0;
	u32 i;

	spin_lock_irqsave(&sv->stream_lock, flags);
	for (i = 0; i < count && !ret; i++)
		ret = event_post_one(sv, &sv->events[i]);
	virtqueue_kick(vq);
	spin_unlock_irqrestore(&sv->stream_lock, flags);
	return ret;
}

/**
 * sof_virtio_event_init - allocate the buffers
 * @sv: the device
 *
 * Context: Process context. May sleep.
 * Return: 0 or -ENOMEM.
 */
int sof_virtio_event_init(struct sof_virtio *sv)
{
	sv->events = kcalloc(SOF_VIRTIO_EVENTS, sizeof(*sv->events), GFP_KERNEL);
	return sv->events ? 0 : -ENOMEM;
}

/**
 * sof_virtio_event_fini - undo sof_virtio_event_init()
 * @sv: the device, which was reset
 *
 * Context: Process context.
 */
void sof_virtio_event_fini(struct sof_virtio *sv)
{
	kfree(sv->events);
	sv->events = NULL;
}
