// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * The host DMA of the DSP: one ring per PCM substream, known to the DSP by its
 * stream tag.
 *
 * Lifetime: the tag belongs to a substream from open to close; with open_lock held
 * it does not close. The DSP has the
 * ring from hw_params to hw_free; softdsp.lock makes sure that it is not reading it
 * any more when hw_free returns. ALSA frees the buffer after that.
 *
 * Periods are told by the DSP's position messages, which are sent in the very tick
 * in which the DMA crosses the end of a period; positions are read from the DMA.
 */
#include <sound/pcm.h>
#include <sound/pcm_params.h>

#include <ops.h>
#include <sof-audio.h>
#include <sof-priv.h>

#include "softdsp.h"

static u32 softdsp_direction(const struct snd_pcm_substream *ss)
{
	return ss->stream == SNDRV_PCM_STREAM_PLAYBACK ?
		SOFDSP_DIR_PLAYBACK : SOFDSP_DIR_CAPTURE;
}

/* Tag of an open substream. An entry of it can't change under its owner. */
static u32 softdsp_tag(const struct softdsp *sd, const struct snd_pcm_substream *ss)
{
	u32 i, dir = softdsp_direction(ss);

	for (i = 0; i < SOFDSP_MAX_STREAMS; i++)
		if (READ_ONCE(sd->streams[dir][i].ss) == ss)
			return i + 1;
	return 0;
}

static int softdsp_tag_get(struct softdsp *sd, struct snd_pcm_substream *ss)
{
	u32 i, dir = softdsp_direction(ss);
	int ret = -EBUSY;

	mutex_lock(&sd->open_lock);
	for (i = 0; i < SOFDSP_MAX_STREAMS; i++) {
		if (sd->streams[dir][i].ss)
			continue;
		WRITE_ONCE(sd->streams[dir][i].ss, ss);
		ret = 0;
		break;
	}
	mutex_unlock(&sd->open_lock);
	return ret;
}

int softdsp_pcm_open(struct snd_sof_dev *sdev, struct snd_pcm_substream *ss)
{
	struct softdsp *sd = softdsp_of(sdev);
	int ret;

	ret = softdsp_crash_heal(sd);
	if (ret)
		return ret;
	ret = softdsp_tag_get(sd, ss);
	if (ret) {
		dev_err(sdev->dev, "all %u stream tags are in use\n",
			SOFDSP_MAX_STREAMS);
		return ret;
	}
	ret = sof_stream_pcm_open(sdev, ss);
	if (ret)
		softdsp_pcm_close(sdev, ss);
	return ret;
}

int softdsp_pcm_close(struct snd_sof_dev *sdev, struct snd_pcm_substream *ss)
{
	struct softdsp *sd = softdsp_of(sdev);
	u32 tag = softdsp_tag(sd, ss);

	if (!tag)
		return 0;
	softdsp_pcm_hw_free(sdev, ss);
	if (ss->runtime->private_data)
		sof_stream_pcm_close(sdev, ss);
	mutex_lock(&sd->open_lock);
	WRITE_ONCE(sd->streams[softdsp_direction(ss)][tag - 1].ss, NULL);
	mutex_unlock(&sd->open_lock);
	return 0;
}

static void softdsp_stream_disconnect(struct snd_pcm_substream *ss)
{
	snd_pcm_stream_lock_irq(ss);
	/* one that was only opened has nothing on the DSP, and may go on */
	if (ss->runtime->state != SNDRV_PCM_STATE_OPEN)
		snd_pcm_stop(ss, SNDRV_PCM_STATE_DISCONNECTED);
	snd_pcm_stream_unlock_irq(ss);
}

/* The DSP has lost what belongs to the streams: they are good for nothing more. */
void softdsp_stream_disconnect_all(struct softdsp *sd)
{
	struct snd_pcm_substream *ss;
	u32 dir, i;

	mutex_lock(&sd->open_lock);
	for (dir = 0; dir < ARRAY_SIZE(sd->streams); dir++) {
		for (i = 0; i < SOFDSP_MAX_STREAMS; i++) {
			ss = sd->streams[dir][i].ss;
			if (ss)
				softdsp_stream_disconnect(ss);
		}
	}
	mutex_unlock(&sd->open_lock);
}

int softdsp_pcm_hw_params(struct snd_sof_dev *sdev, struct snd_pcm_substream *ss,
			  struct snd_pcm_hw_params *params,
			  struct snd_sof_platform_stream_params *platform)
{
	struct softdsp *sd = softdsp_of(sdev);
	u32 tag = softdsp_tag(sd, ss), dir = softdsp_direction(ss);
	struct sofdsp_sg *sg;
	int ret;

	if (!tag)
		return -ENODEV;
	sg = &sd->streams[dir][tag - 1].sg;

	mutex_lock(&sd->lock);
	/* hw_params may come twice without hw_free */
	sofdsp_dma_free(sd->dsp, tag, dir);
	/* the pages are scattered, but mapped in a row for us as for the application */
	sg->addr = ss->runtime->dma_area;
	sg->bytes = ss->runtime->dma_bytes;
	ret = sofdsp_dma_setup(sd->dsp, tag, dir, sg, 1, sg->bytes);
	mutex_unlock(&sd->lock);
	if (ret)
		return ret;

	platform->stream_tag = tag;
	return 0;
}

int softdsp_pcm_hw_free(struct snd_sof_dev *sdev, struct snd_pcm_substream *ss)
{
	struct softdsp *sd = softdsp_of(sdev);
	u32 tag = softdsp_tag(sd, ss);

	if (!tag)
		return 0;
	mutex_lock(&sd->lock);
	sofdsp_dma_free(sd->dsp, tag, softdsp_direction(ss));
	mutex_unlock(&sd->lock);
	return 0;
}

/* Any context. */
snd_pcm_uframes_t softdsp_pcm_pointer(struct snd_sof_dev *sdev,
				      struct snd_pcm_substream *ss)
{
	struct softdsp *sd = softdsp_of(sdev);
	u32 tag = softdsp_tag(sd, ss);

	if (!tag)
		return 0;
	return bytes_to_frames(ss->runtime,
			       sofdsp_dma_position(sd->dsp, tag,
						   softdsp_direction(ss)));
}
