// SPDX-License-Identifier: GPL-2.0-only
/* Copyright (C) 2026 The sof-virtio authors */

/*
 * The data queue: the copying method.
 *
 * A request points straight into the pages of the PCM's ring buffer; the host
 * copies from there or to there. Nothing is copied here, nothing is allocated:
 * requests are built in slots which exist as long as the device.
 *
 * What the application writes is put on the queue at once. What was recorded is
 * fetched when the host says that it is there, and the application learns of it
 * when it has come.
 *
 * Lifetime of a request: a slot is on the free list or on the queue. On the
 * queue it holds the stream's pages: the stream counts it in @requests, and
 * sof_virtio_data_stop() does not return before that is 0. If the host does
 * not serve requests in DATA_TIMEOUT_MS, it is cut off by a reset of the
 * device, so the pages may be freed in either case. ALSA frees or replaces
 * them only when the stream does not run, and only a running stream puts
 * requests on the queue: what is written before the start goes out with it.
 *
 * If slots or the queue are full, the rest is @pending_bytes and goes out when
 * a request comes back.
 */
#include <linux/minmax.h>
#include <linux/slab.h>
#include <linux/virtio_config.h>
#include "sof-virtio.h"
#include "sof-audio.h"

/* A host that serves requests at all does so within milliseconds. */
#define DATA_TIMEOUT_MS		2000

/*
 * Fill sv->data.sg with the pieces of [offset, offset + *bytes) of the ring.
 * If there are more pieces than a request may have, *bytes becomes smaller.
 * Return: number of pieces
 */
static u32 data_build_payload(struct sof_virtio *sv, struct sof_virtio_stream *st,
			      u32 offset_bytes, u32 *bytes)
{
	struct scatterlist *sg = sv->data.sg;
	u32 done_bytes = 0, segs = 0;

	while (done_bytes < *bytes && segs < sv->data.max_segs) {
		u32 at = offset_bytes + done_bytes;
		u32 piece_bytes = min_t(u32, *bytes - done_bytes,
					PAGE_SIZE - offset_in_page(at));

		sg_set_page(&sg[1 + segs], st->pages[at >> PAGE_SHIFT],
			    piece_bytes, offset_in_page(at));
		done_bytes += piece_bytes;
		segs++;
	}
	*bytes = done_bytes;
	return segs;
}

static int data_add(struct sof_virtio *sv, struct sof_virtio_slot *slot, u32 segs)
{
	struct sof_virtio_data *data = &sv->data;
	struct scatterlist *sgs[2];
	int ret;

	/* first what the device reads, then what it writes */
	if (slot->stream->capture) {
		sg_init_one(&data->other_sg, &slot->req, sizeof(slot->req));
		sg_set_buf(&data->sg[0], &slot->resp, sizeof(slot->resp));
		sgs[0] = &data->other_sg;
		sgs[1] = data->sg;
	} else {
		sg_set_buf(&data->sg[0], &slot->req, sizeof(slot->req));
		sg_init_one(&data->other_sg, &slot->resp, sizeof(slot->resp));
		sgs[0] = data->sg;
		sgs[1] = &data->other_sg;
	}
	sg_mark_end(&data->sg[segs]);
	ret = virtqueue_add_sgs(sv->vqs[SOFV_VQ_DATA], sgs, 1, 1, slot, GFP_ATOMIC);
	sg_unmark_end(&data->sg[segs]);
	return ret;
}

/* Offset of the first pending byte in the ring buffer */
static u32 data_offset(struct sof_virtio_stream *st)
{
	struct snd_pcm_runtime *runtime = st->substream->runtime;
	u32 end_bytes;

	if (st->capture)
		div_u64_rem(st->recorded_bytes, st->buffer_bytes, &end_bytes);
	else
		end_bytes = frames_to_bytes(runtime,
					    st->appl_ptr % runtime->buffer_size);

	if (end_bytes >= st->pending_bytes)
		return end_bytes - st->pending_bytes;
	return end_bytes + st->buffer_bytes - st->pending_bytes;
}

/* Put one request on the queue. Return: whether it went */
static bool data_push_one(struct sof_virtio *sv, struct sof_virtio_stream *st)
{
	u32 offset_bytes = data_offset(st), bytes, segs;
	struct sof_virtio_slot *slot;

	slot = list_first_entry_or_null(&sv->data.free, struct sof_virtio_slot, node);
	if (!slot)
		return false;

	bytes = min3(st->pending_bytes, st->buffer_bytes - offset_bytes,
		     (u32)SOFV_DATA_MAX_BYTES);
	segs = data_build_payload(sv, st, offset_bytes, &bytes);
	slot->req.comp_id = cpu_to_le32(st->comp_id);
	slot->req.offset_bytes = cpu_to_le32(offset_bytes);
	slot->req.bytes = cpu_to_le32(bytes);
	slot->bytes = bytes;
	slot->stream = st;
	if (data_add(sv, slot, segs)) {
		slot->stream = NULL;
		return false;
	}

	list_del(&slot->node);
	st->requests++;
	st->pending_bytes -= bytes;
	return true;
}

/* Return: whether the device must be told */
static bool data_push(struct sof_virtio *sv, struct sof_virtio_stream *st)
{
	bool pushed = false;

	lockdep_assert_held(&sv->stream_lock);

	while (sv->ready && st->running && st->pending_bytes && data_push_one(sv, st))
		pushed = true;
	if (!st->pending_bytes)
		wake_up(&st->wait);
	return pushed;
}

/*
 * Look at what the application did since last time. A step back (rewind)
 * takes bytes off what is pending, and what was on the queue already goes out
 * again once it is written again. A step of more than the buffer leaves one
 * round that matters.
 */
static void data_follow_appl(struct sof_virtio_stream *st)
{
	struct snd_pcm_runtime *runtime = st->substream->runtime;
	snd_pcm_uframes_t appl_ptr = READ_ONCE(runtime->control->appl_ptr);
	snd_pcm_sframes_t step = appl_ptr - st->appl_ptr;
	snd_pcm_sframes_t half = runtime->boundary / 2;
	snd_pcm_uframes_t frames;
	u32 step_bytes;

	if (step > half)
		step -= runtime->boundary;
	else if (step < -half)
		step += runtime->boundary;

	frames = min_t(snd_pcm_uframes_t, abs(step), runtime->buffer_size);
	step_bytes = frames_to_bytes(runtime, frames);
	st->appl_ptr = appl_ptr;
	if (step < 0)
		st->pending_bytes -= min(st->pending_bytes, step_bytes);
	else
		st->pending_bytes = min(st->pending_bytes + step_bytes,
					st->buffer_bytes);
}

/**
 * sof_virtio_data_advance - send what the application has written
 * @sv: the device
 * @st: a stream
 *
 * Context: PCM stream lock held.
 */
void sof_virtio_data_advance(struct sof_virtio *sv, struct sof_virtio_stream *st)
{
	struct virtqueue *vq = sv->vqs[SOFV_VQ_DATA];
	unsigned long flags;
	bool kick = false;

	spin_lock_irqsave(&sv->stream_lock, flags);
	if (st->running && !st->capture) {
		data_follow_appl(st);
		kick = data_push(sv, st) && virtqueue_kick_prepare(vq);
	}
	spin_unlock_irqrestore(&sv->stream_lock, flags);

	if (kick)
		virtqueue_notify(vq);
}

/**
 * sof_virtio_data_fetch - fetch what was recorded
 * @sv: the device
 * @st: a capture stream that runs
 * @recorded_bytes: since TRIG_START, as the host says
 *
 * If more is outstanding than the ring holds, the application has lost some.
 *
 * Context: stream_lock held.
 * Return: whether the data queue must be notified
 */
bool sof_virtio_data_fetch(struct sof_virtio *sv, struct sof_virtio_stream *st,
			   u64 recorded_bytes)
{
	u64 pending_bytes;

	lockdep_assert_held(&sv->stream_lock);

	if (recorded_bytes <= st->recorded_bytes)
		return false;
	pending_bytes = st->pending_bytes + (recorded_bytes - st->recorded_bytes);
	st->recorded_bytes = recorded_bytes;
	if (pending_bytes > st->buffer_bytes) {
		st->pending_bytes = 0;
		sof_virtio_stream_xrun(st);
		return false;
	}
	st->pending_bytes = pending_bytes;
	return data_push(sv, st) && virtqueue_kick_prepare(sv->vqs[SOFV_VQ_DATA]);
}

/**
 * sof_virtio_data_start - send what was written before the start
 * @sv: the device
 * @st: a stream which is set up and does not run
 *
 * When this returns all of it is on the queue, so the host has it before it
 * starts the stream (P-6.4).
 *
 * Context: Process context, PCM stream lock (a mutex) held. May sleep.
 */
void sof_virtio_data_start(struct sof_virtio *sv, struct sof_virtio_stream *st)
{
	unsigned long flags;

	sof_virtio_event_drain(sv);

	spin_lock_irqsave(&sv->stream_lock, flags);
	st->running = true;
	st->xrun = false;
	st->dead = false;
	st->position_bytes = 0;
	st->recorded_bytes = 0;
	st->pending_bytes = 0;
	st->appl_ptr = st->substream->runtime->status->hw_ptr;
	spin_unlock_irqrestore(&sv->stream_lock, flags);

	sof_virtio_data_advance(sv, st);
	wait_event_timeout(st->wait,
			   !READ_ONCE(st->pending_bytes) || !READ_ONCE(sv->ready),
			   msecs_to_jiffies(DATA_TIMEOUT_MS));
}

/**
 * sof_virtio_data_stop - send nothing more, and wait until the host has let go
 * @sv: the device
 * @st: a stream
 *
 * Context: Process context. May sleep.
 */
void sof_virtio_data_stop(struct sof_virtio *sv, struct sof_virtio_stream *st)
{
	unsigned long flags;

	spin_lock_irqsave(&sv->stream_lock, flags);
	st->running = false;
	st->pending_bytes = 0;
	spin_unlock_irqrestore(&sv->stream_lock, flags);

	if (wait_event_timeout(st->wait,
			       !READ_ONCE(st->requests) || READ_ONCE(sv->gone),
			       msecs_to_jiffies(DATA_TIMEOUT_MS)))
		return;

	dev_err(&sv->vdev->dev,
		"the host has not returned audio buffers for %u ms and is cut off; reload this driver when it works again\n",
		DATA_TIMEOUT_MS);
	sof_virtio_kill(sv);
}

/**
 * sof_virtio_data_forget - a stream will be freed
 * @sv: the device
 * @st: a stream, stopped
 *
 * Requests of it exist only if the device is dead, and then never come back.
 *
 * Context: Process context.
 */
void sof_virtio_data_forget(struct sof_virtio *sv, struct sof_virtio_stream *st)
{
	unsigned long flags;
	u32 i;

	spin_lock_irqsave(&sv->stream_lock, flags);
	for (i = 0; i < SOF_VIRTIO_DATA_SLOTS; i++)
		if (sv->data.slots[i].stream == st)
			sv->data.slots[i].stream = NULL;
	spin_unlock_irqrestore(&sv->stream_lock, flags);
}

static bool data_good(const struct sof_virtio_slot *slot, u32 used_bytes)
{
	return sofv_data_resp_good(&slot->resp, used_bytes, slot->bytes,
				   slot->stream && slot->stream->capture);
}

/* Requests come back in order, so what has come so far has no holes. */
static void data_recorded(struct sof_virtio_stream *st, u32 bytes)
{
	st->position_bytes += bytes;
	snd_sof_pcm_period_elapsed(st->substream);
}

/* Bytes that the host did not take or give are a gap in what is heard. */
static void data_complete(struct sof_virtio *sv, struct sof_virtio_slot *slot,
			  u32 used_bytes)
{
	struct sof_virtio_stream *st = slot->stream;
	bool good = data_good(slot, used_bytes);

	slot->stream = NULL;
	list_add_tail(&slot->node, &sv->data.free);
	sv->data.requests++;
	if (!good)
		sv->data.errors++;
	if (!st)
		return;

	st->requests--;
	if (!st->requests)
		wake_up(&st->wait);
	if (!st->running)
		return;
	if (!good)
		sof_virtio_stream_xrun(st);
	else if (st->capture)
		data_recorded(st, slot->bytes);
}

/* Slots are free again: everybody's turn */
static bool data_push_all(struct sof_virtio *sv)
{
	struct sof_virtio_stream *st;
	bool pushed = false;

	list_for_each_entry(st, &sv->streams, node)
		if (st->pending_bytes)
			pushed |= data_push(sv, st);
	return pushed;
}

/**
 * sof_virtio_data_callback - requests came back
 * @vq: the data queue
 *
 * Context: Interrupt.
 */
void sof_virtio_data_callback(struct virtqueue *vq)
{
	struct sof_virtio *sv = vq->vdev->priv;
	struct sof_virtio_slot *slot;
	unsigned long flags;
	bool kick;
	u32 bytes;

	spin_lock_irqsave(&sv->stream_lock, flags);
	do {
		virtqueue_disable_cb(vq);
		while ((slot = virtqueue_get_buf(vq, &bytes)))
			data_complete(sv, slot, bytes);
	} while (!virtqueue_enable_cb(vq));
	kick = data_push_all(sv) && virtqueue_kick_prepare(vq);
	spin_unlock_irqrestore(&sv->stream_lock, flags);

	if (kick)
		virtqueue_notify(vq);
}

/**
 * sof_virtio_data_init - allocate the requests
 * @sv: the device, with its queues
 *
 * Context: Process context. May sleep.
 * Return: 0, -ENOMEM, or -EPROTO if the queue is too short to be used.
 */
int sof_virtio_data_init(struct sof_virtio *sv)
{
	u32 ring_size = virtqueue_get_vring_size(sv->vqs[SOFV_VQ_DATA]);
	struct sof_virtio_data *data = &sv->data;
	u32 i;

	/* header and response take a descriptor each */
	if (ring_size < 3) {
		dev_err(&sv->vdev->dev, "the host is broken: data queue of %u entries\n",
			ring_size);
		return -EPROTO;
	}
	data->max_segs = min_t(u32, SOF_VIRTIO_DATA_SEGS, ring_size - 2);

	data->slots = kcalloc(SOF_VIRTIO_DATA_SLOTS, sizeof(*data->slots), GFP_KERNEL);
	if (!data->slots)
		return -ENOMEM;

	sg_init_table(data->sg, ARRAY_SIZE(data->sg));
	INIT_LIST_HEAD(&data->free);
	for (i = 0; i < SOF_VIRTIO_DATA_SLOTS; i++)
		list_add_tail(&data->slots[i].node, &data->free);
	return 0;
}

/**
 * sof_virtio_data_fini - undo sof_virtio_data_init()
 * @sv: the device, which was reset
 *
 * Context: Process context.
 */
void sof_virtio_data_fini(struct sof_virtio *sv)
{
	kfree(sv->data.slots);
	sv->data.slots = NULL;
}
