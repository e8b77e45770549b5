// SPDX-License-Identifier: GPL-2.0-only
/* Copyright (C) 2026 The sof-virtio authors */
/*
 * Streams of a guest on the host's own front ends.
 *
 * A guest's stream needs on the host what a local one needs: DAPM must power
 * the path behind the connection point, DPCM must configure the back end,
 * runtime PM must keep the DSP awake. All of this happens when a front-end PCM
 * is opened, set up and started, so that is what we do: the virtual PCM of the
 * connection point is opened from here, with the guest's host component lent to
 * it, and the SOF core sends PCM_PARAMS, triggers and PCM_FREE for that
 * component as for any of its own.
 *
 * Lifetime: a stream's slot is part of struct vhost_dsp. The front end is open
 * from stream_set_up() to stream_take_down(); between the two it may wake us at
 * any time through the hooked wait queue entry, which sets a bit. The ring
 * belongs to the front end; ring_lock keeps it in place for the data queue, and
 * stream_take_down() takes it away before the front end closes.
 *
 * The front end runs free: its stop threshold is the boundary, so it never sees
 * an xrun of its own and never stops by itself. What the DSP has read is set to
 * zero before the guest learns of it, so a DSP that overtakes the guest plays
 * silence and no old audio.
 */
#include <linux/slab.h>
#include <sof/ipc3.h>
#include <sofv/ipc.h>
#include <sound/pcm.h>
#include <sound/pcm_params.h>

#include "sof-client.h"
#include "vhost_dsp.h"

/**
 * vhost_dsp_stream_find - the stream of a host component
 * @vd: guest
 * @comp_id: host component
 *
 * Context: dsp_lock held.
 */
struct vhost_dsp_stream *vhost_dsp_stream_find(struct vhost_dsp *vd,
					       u32 comp_id)
{
	int i;

	lockdep_assert_held(&vd->dsp_lock);

	for (i = 0; i < VHOST_DSP_MAX_STREAMS; i++)
		if (vd->streams[i].state != VHOST_DSP_STREAM_FREE &&
		    vd->streams[i].comp_id == comp_id)
			return &vd->streams[i];

	return NULL;
}

u32 vhost_dsp_stream_count(struct vhost_dsp *vd)
{
	u32 count = 0;
	int i;

	for (i = 0; i < VHOST_DSP_MAX_STREAMS; i++)
		count += READ_ONCE(vd->streams[i].state) !=
			 VHOST_DSP_STREAM_FREE;

	return count;
}

/**
 * vhost_dsp_stream_update - find out where the DSP is
 * @s: stream
 *
 * What was read since the last call becomes silence. Before its start a front end's
 * pointer says where its last run ended.
 *
 * Context: ring_lock held.
 */
void vhost_dsp_stream_update(struct vhost_dsp_stream *s)
{
	unsigned long hw_frames, frames;
	struct sofv_piece silence[2];
	int i;

	lockdep_assert_held(&s->vd->ring_lock);

	if (!s->ring || !s->moving)
		return;

	hw_frames = READ_ONCE(s->substream->runtime->status->hw_ptr);
	frames = hw_frames >= s->hw_frames ?
		 hw_frames - s->hw_frames :
		 s->boundary_frames - s->hw_frames + hw_frames;
	s->hw_frames = hw_frames;

	sofv_ring_advance(&s->at, (u64)frames * s->frame_bytes, silence);
	for (i = 0; i < 2; i++)
		memset(s->ring + silence[i].offset, 0, silence[i].bytes);
}

static int stream_woken(wait_queue_entry_t *wait, unsigned int mode, int sync,
			void *key)
{
	struct vhost_dsp_stream *s = container_of(wait, struct vhost_dsp_stream,
						  wait);

	vhost_dsp_event_due(s, VHOST_DSP_EVENT_POSITION);

	return 0;
}

static void set_interval(struct snd_pcm_hw_params *params, int var, u32 value)
{
	struct snd_interval *i = hw_param_interval(params, var);

	snd_interval_any(i);
	i->min = value;
	i->max = value;
	i->integer = 1;
}

static void set_mask(struct snd_pcm_hw_params *params, int var, u32 value)
{
	struct snd_mask *m = hw_param_mask(params, var);

	snd_mask_none(m);
	snd_mask_set(m, value);
}

static int frame_fmt_to_alsa(u32 frame_fmt)
{
	switch (frame_fmt) {
	case SOF3_FRAME_S16_LE:
		return (__force int)SNDRV_PCM_FORMAT_S16_LE;
	case SOF3_FRAME_S24_4LE:
		return (__force int)SNDRV_PCM_FORMAT_S24_LE;
	case SOF3_FRAME_S32_LE:
		return (__force int)SNDRV_PCM_FORMAT_S32_LE;
	default:
		return -EINVAL;
	}
}

static void any_params(struct snd_pcm_hw_params *params)
{
	int var;

	for (var = SNDRV_PCM_HW_PARAM_FIRST_MASK;
	     var <= SNDRV_PCM_HW_PARAM_LAST_MASK; var++)
		snd_mask_any(hw_param_mask(params, var));
	for (var = SNDRV_PCM_HW_PARAM_FIRST_INTERVAL;
	     var <= SNDRV_PCM_HW_PARAM_LAST_INTERVAL; var++)
		snd_interval_any(hw_param_interval(params, var));
	params->rmask = ~0U;
	params->info = ~0U;
}

static int set_hw_params(struct vhost_dsp_stream *s,
			 const struct sofv_pcm_params *pcm)
{
	int format = frame_fmt_to_alsa(pcm->frame_fmt);
	struct snd_pcm_hw_params *params;
	int ret;

	if (format < 0)
		return format;

	params = kzalloc(sizeof(*params), GFP_KERNEL);
	if (!params)
		return -ENOMEM;

	any_params(params);
	set_mask(params, SNDRV_PCM_HW_PARAM_ACCESS,
		 (__force int)SNDRV_PCM_ACCESS_RW_INTERLEAVED);
	set_mask(params, SNDRV_PCM_HW_PARAM_FORMAT, format);
	set_interval(params, SNDRV_PCM_HW_PARAM_CHANNELS, pcm->channels);
	set_interval(params, SNDRV_PCM_HW_PARAM_RATE, pcm->rate_hz);
	set_interval(params, SNDRV_PCM_HW_PARAM_BUFFER_BYTES, pcm->buffer_bytes);
	if (pcm->host_period_bytes)
		set_interval(params, SNDRV_PCM_HW_PARAM_PERIOD_BYTES,
			     pcm->host_period_bytes);

	ret = snd_pcm_kernel_ioctl(s->substream, SNDRV_PCM_IOCTL_HW_PARAMS,
				   params);
	kfree(params);

	return ret;
}

static int set_sw_params(struct vhost_dsp_stream *s)
{
	struct snd_pcm_runtime *runtime = s->substream->runtime;
	struct snd_pcm_sw_params *params;
	int ret;

	params = kzalloc(sizeof(*params), GFP_KERNEL);
	if (!params)
		return -ENOMEM;

	params->period_step = 1;
	params->avail_min = 1;
	params->start_threshold = runtime->boundary;
	params->stop_threshold = runtime->boundary;

	ret = snd_pcm_kernel_ioctl(s->substream, SNDRV_PCM_IOCTL_SW_PARAMS,
				   params);
	kfree(params);

	return ret;
}

/* A run is over; what was not told of it is not told any more. */
static void ring_halt(struct vhost_dsp_stream *s)
{
	lockdep_assert_held(&s->vd->ring_lock);

	s->moving = false;
	s->events = 0;
	s->unsent = 0;
	/* event_send() */
	smp_store_release(&s->run, s->run + 1);
}

/* The front end is prepared: it counts from zero. */
static void ring_go(struct vhost_dsp_stream *s)
{
	mutex_lock(&s->vd->ring_lock);
	s->hw_frames = 0;
	s->moving = true;
	mutex_unlock(&s->vd->ring_lock);
}

static void ring_attach(struct vhost_dsp_stream *s)
{
	struct snd_pcm_runtime *runtime = s->substream->runtime;

	mutex_lock(&s->vd->ring_lock);
	ring_halt(s);
	s->frame_bytes = frames_to_bytes(runtime, 1);
	s->boundary_frames = runtime->boundary;
	sofv_ring_start(&s->at, s->point->direction,
			frames_to_bytes(runtime, runtime->buffer_size));
	s->ring = runtime->dma_area;
	memset(s->ring, 0, s->at.bytes);
	mutex_unlock(&s->vd->ring_lock);
}

static void ring_detach(struct vhost_dsp_stream *s)
{
	mutex_lock(&s->vd->ring_lock);
	ring_halt(s);
	s->ring = NULL;
	mutex_unlock(&s->vd->ring_lock);
}

static int front_end_open(struct vhost_dsp_stream *s)
{
	struct snd_pcm *pcm = s->point->pcm;
	int ret;

	mutex_lock(&pcm->open_mutex);
	ret = snd_pcm_open_substream(pcm, s->point->direction, s->vd->file,
				     &s->substream);
	mutex_unlock(&pcm->open_mutex);

	return ret;
}

static void front_end_close(struct vhost_dsp_stream *s)
{
	struct snd_pcm *pcm = s->point->pcm;

	mutex_lock(&pcm->open_mutex);
	snd_pcm_release_substream(s->substream);
	mutex_unlock(&pcm->open_mutex);
	s->substream = NULL;
}

static void stream_take_down(struct vhost_dsp_stream *s)
{
	remove_wait_queue(&s->substream->runtime->sleep, &s->wait);
	ring_detach(s);
	front_end_close(s);
	sof_client_return_component(s->vd->card->cdev, s->point->pcm,
				    s->point->direction);
	WRITE_ONCE(s->state, VHOST_DSP_STREAM_FREE);
}

static int stream_set_up(struct vhost_dsp_stream *s,
		       const struct sofv_pcm_params *pcm)
{
	struct sof_client_dev *cdev = s->vd->card->cdev;
	int ret;

	ret = sof_client_lend_component(cdev, s->point->pcm,
					s->point->direction, s->comp_id);
	if (ret)
		return ret;

	ret = front_end_open(s);
	if (ret)
		goto return_component;

	ret = set_hw_params(s, pcm);
	if (ret)
		goto close_front_end;

	ret = set_sw_params(s);
	if (ret)
		goto close_front_end;

	ring_attach(s);
	init_waitqueue_func_entry(&s->wait, stream_woken);
	if (!s->quiet)
		add_wait_queue(&s->substream->runtime->sleep, &s->wait);
	else
		INIT_LIST_HEAD(&s->wait.entry);
	WRITE_ONCE(s->state, VHOST_DSP_STREAM_SETUP);
	return 0;

close_front_end:
	front_end_close(s);
return_component:
	sof_client_return_component(cdev, s->point->pcm, s->point->direction);
	return ret;
}

static struct vhost_dsp_stream *free_slot(struct vhost_dsp *vd)
{
	int i;

	for (i = 0; i < VHOST_DSP_MAX_STREAMS; i++)
		if (vd->streams[i].state == VHOST_DSP_STREAM_FREE)
			return &vd->streams[i];

	return NULL;
}

static bool point_in_use(struct vhost_dsp *vd,
			 const struct vhost_dsp_point *point)
{
	int i;

	for (i = 0; i < VHOST_DSP_MAX_STREAMS; i++)
		if (vd->streams[i].state != VHOST_DSP_STREAM_FREE &&
		    vd->streams[i].point == point)
			return true;

	return false;
}

/**
 * vhost_dsp_stream_params - PCM_PARAMS: set a stream up
 * @vd: guest
 * @comp_id: its host component
 * @pcm: what the guest asks for
 * @action: where it leads, from the ledger
 *
 * Context: dsp_lock held. May sleep; sends IPCs.
 * Return: 0, -EBUSY if the point has a stream or this one runs or is paused,
 * or what ALSA says.
 */
int vhost_dsp_stream_params(struct vhost_dsp *vd, u32 comp_id,
			    const struct sofv_pcm_params *pcm,
			    const struct sofv_action *action)
{
	struct vhost_dsp_stream *s = vhost_dsp_stream_find(vd, comp_id);
	struct vhost_dsp_point *point;

	if (s && s->state != VHOST_DSP_STREAM_SETUP)
		return -EBUSY;
	if (s)
		stream_take_down(s);

	point = &vd->points[action->direction][action->point_index];
	if (point_in_use(vd, point))
		return -EBUSY;

	/* the ledger has let no more pass than there are */
	s = free_slot(vd);
	if (!s)
		return sofv_quota_error(SOFV_QUOTA_STREAMS);

	s->vd = vd;
	s->comp_id = comp_id;
	s->point = point;
	s->quiet = pcm->no_stream_position;

	return stream_set_up(s, pcm);
}

/**
 * vhost_dsp_stream_start - TRIG_START
 * @vd: guest
 * @comp_id: host component
 *
 * Context: dsp_lock held. May sleep; sends IPCs.
 */
int vhost_dsp_stream_start(struct vhost_dsp *vd, u32 comp_id)
{
	struct vhost_dsp_stream *s = vhost_dsp_stream_find(vd, comp_id);
	int ret;

	if (!s || s->state != VHOST_DSP_STREAM_SETUP)
		return -EINVAL;

	ret = snd_pcm_kernel_ioctl(s->substream, SNDRV_PCM_IOCTL_PREPARE, NULL);
	if (ret)
		return ret;

	ring_go(s);
	ret = snd_pcm_kernel_ioctl(s->substream, SNDRV_PCM_IOCTL_START, NULL);
	if (ret)
		return ret;

	WRITE_ONCE(s->state, VHOST_DSP_STREAM_RUNNING);
	return 0;
}

/*
 * Pause is the one action that snd_pcm_kernel_ioctl() does not have, so this is
 * what the ioctl of a local application would do. Nobody else has the substream.
 */
static int front_end_pause(struct snd_pcm_substream *substream, bool push)
{
	struct snd_pcm_runtime *runtime = substream->runtime;
	int ret = -EBADFD;

	if (!(runtime->info & SNDRV_PCM_INFO_PAUSE))
		return -EOPNOTSUPP;

	snd_pcm_stream_lock_irq(substream);
	if (runtime->state != (push ? SNDRV_PCM_STATE_RUNNING : SNDRV_PCM_STATE_PAUSED))
		goto unlock;

	/* the time of the pause is no sign of a missed period */
	runtime->hw_ptr_jiffies = jiffies - HZ * 1000;
	ret = substream->ops->trigger(substream, push ? SNDRV_PCM_TRIGGER_PAUSE_PUSH :
							SNDRV_PCM_TRIGGER_PAUSE_RELEASE);
	if (!ret)
		__snd_pcm_set_state(runtime, push ? SNDRV_PCM_STATE_PAUSED :
						    SNDRV_PCM_STATE_RUNNING);
	else if (push)
		/* it goes on running (P-8.7) */
		substream->ops->trigger(substream, SNDRV_PCM_TRIGGER_PAUSE_RELEASE);
unlock:
	snd_pcm_stream_unlock_irq(substream);
	return ret;
}

/**
 * vhost_dsp_stream_pause - TRIG_PAUSE or TRIG_RELEASE
 * @vd: guest
 * @comp_id: host component
 * @push: pause, else go on
 *
 * Context: dsp_lock held. May sleep; sends IPCs.
 * Return: 0, -EINVAL if it is not its turn, -EOPNOTSUPP if the host's card cannot
 * pause, or what ALSA says.
 */
int vhost_dsp_stream_pause(struct vhost_dsp *vd, u32 comp_id, bool push)
{
	struct vhost_dsp_stream *s = vhost_dsp_stream_find(vd, comp_id);
	int ret;

	if (!s || s->state != (push ? VHOST_DSP_STREAM_RUNNING :
				      VHOST_DSP_STREAM_PAUSED))
		return -EINVAL;

	ret = front_end_pause(s->substream, push);
	if (!ret)
		WRITE_ONCE(s->state, push ? VHOST_DSP_STREAM_PAUSED :
					    VHOST_DSP_STREAM_RUNNING);
	return ret;
}

/* Empty, and where a new start begins */
static void ring_rewind(struct vhost_dsp_stream *s)
{
	mutex_lock(&s->vd->ring_lock);
	ring_halt(s);
	sofv_ring_start(&s->at, s->at.direction, s->at.bytes);
	memset(s->ring, 0, s->at.bytes);
	mutex_unlock(&s->vd->ring_lock);
}

/**
 * vhost_dsp_stream_stop - TRIG_STOP
 * @vd: guest
 * @comp_id: host component
 *
 * Context: dsp_lock held. May sleep; sends IPCs.
 */
int vhost_dsp_stream_stop(struct vhost_dsp *vd, u32 comp_id)
{
	struct vhost_dsp_stream *s = vhost_dsp_stream_find(vd, comp_id);
	int ret;

	/* the ledger knows it, so it ended with the DSP's content (P-4.3.10) */
	if (!s)
		return 0;
	if (s->state == VHOST_DSP_STREAM_SETUP)
		return -EINVAL;

	ret = snd_pcm_kernel_ioctl(s->substream, SNDRV_PCM_IOCTL_DROP, NULL);
	ring_rewind(s);
	WRITE_ONCE(s->state, VHOST_DSP_STREAM_SETUP);

	return ret;
}

/**
 * vhost_dsp_stream_free - PCM_FREE; a stream that runs is stopped first
 * @vd: guest
 * @comp_id: host component
 *
 * Context: dsp_lock held. May sleep; sends IPCs.
 */
int vhost_dsp_stream_free(struct vhost_dsp *vd, u32 comp_id)
{
	struct vhost_dsp_stream *s = vhost_dsp_stream_find(vd, comp_id);

	/* as above */
	if (s)
		stream_take_down(s);

	return 0;
}

/**
 * vhost_dsp_stream_free_all - the guest is gone
 * @vd: guest
 *
 * Context: dsp_lock held. May sleep; sends IPCs.
 */
void vhost_dsp_stream_free_all(struct vhost_dsp *vd)
{
	int i;

	lockdep_assert_held(&vd->dsp_lock);

	for (i = 0; i < VHOST_DSP_MAX_STREAMS; i++)
		if (vd->streams[i].state != VHOST_DSP_STREAM_FREE)
			stream_take_down(&vd->streams[i]);
}
