// SPDX-License-Identifier: GPL-2.0-only
/* Copyright (C) 2026 The sof-virtio authors */

/*
 * Streams: PCM operations of the SOF platform.
 *
 * Lifetime: struct sof_virtio_stream lives from open to close and is the
 * private data of the PCM runtime. From open to close it is also in
 * sof_virtio.streams, where the queue callbacks find it; they use it under
 * stream_lock only, and only while it runs. Whoever ends all streams holds
 * open_mutex, so that none closes. SOF core calls trigger STOP and
 * hw_free before close in all cases, and cancels its own work between the
 * two, so after close nothing refers to the stream.
 *
 * The ring buffer belongs to ALSA. The list of its pages is made in hw_params
 * and dropped in hw_free; see data.c for why no request outlives it.
 *
 * SOF core marks the front ends nonatomic: the PCM stream lock is a mutex and
 * trigger may sleep.
 */
#include <linux/slab.h>
#include <sound/pcm_params.h>
#include "sof-virtio.h"
#include "sof-audio.h"
#include "ops.h"

static struct sof_virtio_stream *to_stream(struct snd_pcm_substream *substream)
{
	return substream->runtime->private_data;
}

/**
 * sof_virtio_stream_find - find an open stream
 * @sv: the device
 * @comp_id: id of its host component
 *
 * Context: stream_lock held.
 * Return: the stream or NULL.
 */
struct sof_virtio_stream *sof_virtio_stream_find(struct sof_virtio *sv, u32 comp_id)
{
	struct sof_virtio_stream *st;

	lockdep_assert_held(&sv->stream_lock);

	list_for_each_entry(st, &sv->streams, node)
		if (st->comp_id == comp_id)
			return st;
	return NULL;
}

/**
 * sof_virtio_stream_xrun - there is a gap in what is heard
 * @st: a stream that runs
 *
 * ALSA decides what to do, when it asks for the pointer next.
 *
 * Context: stream_lock held.
 */
void sof_virtio_stream_xrun(struct sof_virtio_stream *st)
{
	st->xrun = true;
	snd_sof_pcm_period_elapsed(st->substream);
}

/**
 * sof_virtio_stream_dead - stop a stream that can't go on
 * @st: a stream that runs
 *
 * Context: stream_lock held.
 */
void sof_virtio_stream_dead(struct sof_virtio_stream *st)
{
	st->dead = true;
	snd_sof_pcm_period_elapsed(st->substream);
}

static void stream_link(struct sof_virtio *sv, struct sof_virtio_stream *st)
{
	unsigned long flags;

	mutex_lock(&sv->open_mutex);
	spin_lock_irqsave(&sv->stream_lock, flags);
	list_add_tail(&st->node, &sv->streams);
	spin_unlock_irqrestore(&sv->stream_lock, flags);
	mutex_unlock(&sv->open_mutex);
}

static void stream_unlink(struct sof_virtio *sv, struct sof_virtio_stream *st)
{
	unsigned long flags;

	mutex_lock(&sv->open_mutex);
	spin_lock_irqsave(&sv->stream_lock, flags);
	list_del(&st->node);
	spin_unlock_irqrestore(&sv->stream_lock, flags);
	mutex_unlock(&sv->open_mutex);
}

static void stream_disconnect(struct snd_pcm_substream *substream)
{
	snd_pcm_stream_lock_irq(substream);
	/* one that was only opened has nothing on the DSP, and may go on */
	if (substream->runtime->state != SNDRV_PCM_STATE_OPEN)
		snd_pcm_stop(substream, SNDRV_PCM_STATE_DISCONNECTED);
	snd_pcm_stream_unlock_irq(substream);
}

/**
 * sof_virtio_pcm_disconnect_all - end all streams that were set up
 * @sv: the device
 *
 * Applications get an error at once, close, and may open again.
 *
 * Context: Process context. May sleep.
 */
void sof_virtio_pcm_disconnect_all(struct sof_virtio *sv)
{
	struct sof_virtio_stream *st;

	mutex_lock(&sv->open_mutex);
	list_for_each_entry(st, &sv->streams, node)
		stream_disconnect(st->substream);
	mutex_unlock(&sv->open_mutex);
}

/**
 * sof_virtio_pcm_open - open a stream
 * @sdev: SOF core
 * @substream: the stream
 *
 * Context: Process context. May sleep.
 * Return: 0 or a negative errno.
 */
int sof_virtio_pcm_open(struct snd_sof_dev *sdev,
			struct snd_pcm_substream *substream)
{
	struct snd_soc_pcm_runtime *rtd = snd_soc_substream_to_rtd(substream);
	struct snd_sof_pcm *spcm = snd_sof_find_spcm_dai(sdev->component, rtd);
	struct sof_virtio_stream *st;
	int ret;

	if (!spcm)
		return -EINVAL;

	ret = sof_virtio_power_open(sdev);
	if (ret)
		return ret;

	/* positions come once per period, and the ring ends with one */
	ret = snd_pcm_hw_constraint_integer(substream->runtime,
					    SNDRV_PCM_HW_PARAM_PERIODS);
	if (ret < 0)
		return ret;

	st = kzalloc(sizeof(*st), GFP_KERNEL);
	if (!st)
		return -ENOMEM;
	st->substream = substream;
	st->capture = substream->stream == SNDRV_PCM_STREAM_CAPTURE;
	st->comp_id = spcm->stream[substream->stream].comp_id;
	init_waitqueue_head(&st->wait);
	substream->runtime->private_data = st;
	stream_link(to_sof_virtio(sdev), st);
	return 0;
}

/**
 * sof_virtio_pcm_close - close a stream
 * @sdev: SOF core
 * @substream: the stream
 *
 * Context: Process context. May sleep.
 * Return: 0
 */
int sof_virtio_pcm_close(struct snd_sof_dev *sdev,
			 struct snd_pcm_substream *substream)
{
	struct sof_virtio_stream *st = to_stream(substream);
	struct sof_virtio *sv = to_sof_virtio(sdev);

	if (!st)
		return 0;

	stream_unlink(sv, st);
	sof_virtio_data_forget(sv, st);
	substream->runtime->private_data = NULL;
	kvfree(st->pages);
	kfree(st);
	return 0;
}

static struct page **stream_list_pages(struct snd_pcm_substream *substream,
				       u32 buffer_bytes)
{
	struct snd_dma_buffer *dmab = snd_pcm_get_dma_buf(substream);
	u32 i, count = PFN_UP(buffer_bytes);
	struct page **pages;

	pages = kvcalloc(count, sizeof(*pages), GFP_KERNEL);
	if (!pages)
		return NULL;
	for (i = 0; i < count; i++)
		pages[i] = snd_sgbuf_get_page(dmab, (size_t)i << PAGE_SHIFT);
	return pages;
}

/**
 * sof_virtio_pcm_hw_params - set a stream up
 * @sdev: SOF core
 * @substream: the stream
 * @params: what the application wants
 * @platform: what we want to be in PCM_PARAMS
 *
 * The host picks the stream tag (P-8.1), and shall send positions (P-5.4), so
 * @platform stays as it is.
 *
 * Context: Process context. May sleep.
 * Return: 0, -EINVAL or -ENOMEM.
 */
int sof_virtio_pcm_hw_params(struct snd_sof_dev *sdev,
			     struct snd_pcm_substream *substream,
			     struct snd_pcm_hw_params *params,
			     struct snd_sof_platform_stream_params *platform)
{
	u32 buffer_bytes = params_buffer_bytes(params);
	struct sof_virtio_stream *st = to_stream(substream);
	struct page **pages;

	if (!buffer_bytes || buffer_bytes > substream->runtime->dma_bytes)
		return -EINVAL;

	pages = stream_list_pages(substream, buffer_bytes);
	if (!pages)
		return -ENOMEM;

	/* the stream does not run, so nobody looks */
	kvfree(st->pages);
	st->pages = pages;
	st->buffer_bytes = buffer_bytes;
	st->position_bytes = 0;
	st->xrun = false;
	st->dead = false;
	return 0;
}

/**
 * sof_virtio_pcm_hw_free - undo sof_virtio_pcm_hw_params()
 * @sdev: SOF core
 * @substream: the stream
 *
 * Context: Process context. May sleep.
 * Return: 0
 */
int sof_virtio_pcm_hw_free(struct snd_sof_dev *sdev,
			   struct snd_pcm_substream *substream)
{
	struct sof_virtio_stream *st = to_stream(substream);

	sof_virtio_data_stop(to_sof_virtio(sdev), st);
	kvfree(st->pages);
	st->pages = NULL;
	return 0;
}

/**
 * sof_virtio_pcm_trigger - start or stop a stream
 * @sdev: SOF core
 * @substream: the stream
 * @cmd: SNDRV_PCM_TRIGGER_*
 *
 * SOF core calls this before it sends TRIG_START and after TRIG_STOP.
 *
 * Context: Process context, PCM stream lock (a mutex) held. May sleep.
 * Return: 0 or -EINVAL.
 */
int sof_virtio_pcm_trigger(struct snd_sof_dev *sdev,
			   struct snd_pcm_substream *substream, int cmd)
{
	struct sof_virtio_stream *st = to_stream(substream);
	struct sof_virtio *sv = to_sof_virtio(sdev);

	switch (cmd) {
	case SNDRV_PCM_TRIGGER_START:
		sof_virtio_data_start(sv, st);
		return 0;
	case SNDRV_PCM_TRIGGER_SUSPEND:
	case SNDRV_PCM_TRIGGER_STOP:
		sof_virtio_data_stop(sv, st);
		return 0;
	default:
		return -EINVAL;
	}
}

static bool stream_stops_on_xrun(const struct snd_pcm_runtime *runtime)
{
	return runtime->state != SNDRV_PCM_STATE_DRAINING &&
	       runtime->stop_threshold < runtime->boundary;
}

/**
 * sof_virtio_pcm_pointer - how far the DSP is
 * @sdev: SOF core
 * @substream: the stream
 *
 * At the end of a stream, when ALSA drains it, the DSP always overtakes what
 * the application has written. That is no xrun but the end. Nor is there an
 * xrun for an application that asked for none: it goes on after a gap.
 *
 * Context: PCM stream lock held.
 * Return: frames from the start of the ring buffer, or SNDRV_PCM_POS_XRUN.
 */
snd_pcm_uframes_t sof_virtio_pcm_pointer(struct snd_sof_dev *sdev,
					 struct snd_pcm_substream *substream)
{
	struct sof_virtio_stream *st = to_stream(substream);
	struct sof_virtio *sv = to_sof_virtio(sdev);
	u64 position_bytes;
	unsigned long flags;
	u32 offset_bytes;
	bool xrun, dead;

	spin_lock_irqsave(&sv->stream_lock, flags);
	position_bytes = st->position_bytes;
	xrun = st->xrun;
	dead = st->dead;
	spin_unlock_irqrestore(&sv->stream_lock, flags);

	if (dead || (xrun && stream_stops_on_xrun(substream->runtime)))
		return SNDRV_PCM_POS_XRUN;
	if (!st->buffer_bytes)
		return 0;
	div_u64_rem(position_bytes, st->buffer_bytes, &offset_bytes);
	return bytes_to_frames(substream->runtime, offset_bytes);
}

/**
 * sof_virtio_pcm_ack - the application wrote something or stepped back
 * @sdev: SOF core
 * @substream: the stream
 *
 * Context: PCM stream lock held.
 * Return: 0
 */
int sof_virtio_pcm_ack(struct snd_sof_dev *sdev,
		       struct snd_pcm_substream *substream)
{
	sof_virtio_data_advance(to_sof_virtio(sdev), to_stream(substream));
	return 0;
}
