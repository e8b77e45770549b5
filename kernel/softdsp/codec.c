// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * The codec side of the DAIs as an ALSA card of its own, "softdspcodec": one PCM
 * per DAI whose capture stream is what the speaker gets. It runs on the DSP's
 * clock: every tick brings one period of samples, silence while the DAI is
 * stopped, so a recording has no gaps and time in it is time of the clock.
 */
#include <sound/core.h>
#include <sound/initval.h>
#include <sound/pcm.h>

#include "softdsp.h"

#define SOFTDSP_CODEC_FRAME_BYTES	(SOFTDSP_CODEC_CHANNELS * sizeof(s32))

static const struct snd_pcm_hardware softdsp_codec_hw = {
	.info = SNDRV_PCM_INFO_MMAP | SNDRV_PCM_INFO_MMAP_VALID |
		SNDRV_PCM_INFO_INTERLEAVED | SNDRV_PCM_INFO_NO_PERIOD_WAKEUP,
	.formats = SNDRV_PCM_FMTBIT_S32_LE,
	.rates = SNDRV_PCM_RATE_48000,
	.rate_min = SOFDSP_RATE_HZ,
	.rate_max = SOFDSP_RATE_HZ,
	.channels_min = SOFTDSP_CODEC_CHANNELS,
	.channels_max = SOFTDSP_CODEC_CHANNELS,
	.buffer_bytes_max = 2 * 1024 * 1024,
	.period_bytes_min = SOFDSP_PERIOD_FRAMES * SOFTDSP_CODEC_FRAME_BYTES,
	.period_bytes_max = 1024 * 1024,
	.periods_min = 2,
	.periods_max = 1024,
};

static struct softdsp *softdsp_of_codec(struct snd_pcm_substream *ss)
{
	return snd_pcm_substream_chip(ss);
}

static struct softdsp_dai *softdsp_dai_of(struct snd_pcm_substream *ss)
{
	return &softdsp_of_codec(ss)->dais[ss->pcm->device];
}

static int softdsp_codec_open(struct snd_pcm_substream *ss)
{
	ss->runtime->hw = softdsp_codec_hw;
	return 0;
}

static int softdsp_codec_close(struct snd_pcm_substream *ss)
{
	return 0;
}

static int softdsp_codec_prepare(struct snd_pcm_substream *ss)
{
	struct softdsp_dai *dai = softdsp_dai_of(ss);

	dai->hw_frames = 0;
	dai->period_pos_frames = 0;
	return 0;
}

/* With the stream lock held, which makes it atomic. */
static int softdsp_codec_trigger(struct snd_pcm_substream *ss, int cmd)
{
	struct softdsp_dai *dai = softdsp_dai_of(ss);
	unsigned long flags;

	switch (cmd) {
	case SNDRV_PCM_TRIGGER_START:
	case SNDRV_PCM_TRIGGER_RESUME:
		spin_lock_irqsave(&dai->lock, flags);
		dai->substream = ss;
		spin_unlock_irqrestore(&dai->lock, flags);
		softdsp_engine_wake(softdsp_of_codec(ss));
		return 0;
	case SNDRV_PCM_TRIGGER_STOP:
	case SNDRV_PCM_TRIGGER_SUSPEND:
		spin_lock_irqsave(&dai->lock, flags);
		dai->substream = NULL;
		spin_unlock_irqrestore(&dai->lock, flags);
		return 0;
	default:
		return -EINVAL;
	}
}

static snd_pcm_uframes_t softdsp_codec_pointer(struct snd_pcm_substream *ss)
{
	struct softdsp_dai *dai = softdsp_dai_of(ss);
	snd_pcm_uframes_t pos;
	unsigned long flags;

	spin_lock_irqsave(&dai->lock, flags);
	pos = dai->hw_frames;
	spin_unlock_irqrestore(&dai->lock, flags);
	return pos;
}

/* The DSP thread holds softdsp.lock while it uses a substream. */
static int softdsp_codec_sync_stop(struct snd_pcm_substream *ss)
{
	struct softdsp *sd = softdsp_of_codec(ss);

	mutex_lock(&sd->lock);
	mutex_unlock(&sd->lock);
	return 0;
}

static const struct snd_pcm_ops softdsp_codec_ops = {
	.open = softdsp_codec_open,
	.close = softdsp_codec_close,
	.prepare = softdsp_codec_prepare,
	.trigger = softdsp_codec_trigger,
	.pointer = softdsp_codec_pointer,
	.sync_stop = softdsp_codec_sync_stop,
};

/* DSP thread: does anybody record? */
bool softdsp_codec_runs(struct softdsp *sd)
{
	unsigned int i;

	for (i = 0; i < SOFTDSP_N_DAIS; i++)
		if (READ_ONCE(sd->dais[i].substream))
			return true;
	return false;
}

/* DSP thread, inside a tick: a DAI plays. */
void softdsp_codec_take(struct softdsp *sd, u32 dai_index, const s32 *samples,
			u32 channels, u32 n_frames)
{
	struct softdsp_dai *dai;
	u32 i, c;

	if (dai_index >= SOFTDSP_N_DAIS || !channels ||
	    n_frames > SOFDSP_PERIOD_FRAMES)
		return;
	dai = &sd->dais[dai_index];
	/* of more channels the first two; of one, the same on both */
	for (i = 0; i < n_frames; i++)
		for (c = 0; c < SOFTDSP_CODEC_CHANNELS; c++)
			dai->period[i * SOFTDSP_CODEC_CHANNELS + c] =
				samples[i * channels + min(c, channels - 1)];
	dai->fresh = n_frames == SOFDSP_PERIOD_FRAMES;
}

/* Append a period to the recording. True if one of ALSA's periods is complete. */
static bool softdsp_codec_append(struct softdsp_dai *dai)
{
	struct snd_pcm_runtime *runtime = dai->substream->runtime;
	snd_pcm_uframes_t left, n, done = 0;
	s32 *ring = (s32 *)runtime->dma_area;

	lockdep_assert_held(&dai->lock);
	for (left = SOFDSP_PERIOD_FRAMES; left; left -= n, done += n) {
		n = min(left, runtime->buffer_size - dai->hw_frames);
		memcpy(ring + dai->hw_frames * SOFTDSP_CODEC_CHANNELS,
		       dai->period + done * SOFTDSP_CODEC_CHANNELS,
		       n * SOFTDSP_CODEC_FRAME_BYTES);
		dai->hw_frames += n;
		if (dai->hw_frames == runtime->buffer_size)
			dai->hw_frames = 0;
	}
	dai->period_pos_frames += SOFDSP_PERIOD_FRAMES;
	if (dai->period_pos_frames < runtime->period_size)
		return false;
	dai->period_pos_frames %= runtime->period_size;
	return true;
}

/* DSP thread, after a tick: what was played goes into the recordings. */
void softdsp_codec_tick(struct softdsp *sd)
{
	struct snd_pcm_substream *elapsed;
	struct softdsp_dai *dai;
	unsigned int i;

	lockdep_assert_held(&sd->lock);
	for (i = 0; i < SOFTDSP_N_DAIS; i++) {
		dai = &sd->dais[i];
		if (!dai->fresh)
			memset(dai->period, 0, sizeof(dai->period));
		dai->fresh = false;

		elapsed = NULL;
		spin_lock_irq(&dai->lock);
		if (dai->substream && softdsp_codec_append(dai))
			elapsed = dai->substream;
		spin_unlock_irq(&dai->lock);
		/* takes the stream lock; may call trigger() */
		if (elapsed)
			snd_pcm_period_elapsed(elapsed);
	}
}

static int softdsp_codec_add_pcm(struct softdsp *sd, unsigned int index)
{
	struct snd_pcm *pcm;
	char name[16];
	int ret;

	snprintf(name, sizeof(name), "SSP%u speaker", index);
	ret = snd_pcm_new(sd->codec_card, name, index, 0, 1, &pcm);
	if (ret)
		return ret;
	pcm->private_data = sd;
	strscpy(pcm->name, name, sizeof(pcm->name));
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_CAPTURE, &softdsp_codec_ops);
	snd_pcm_set_managed_buffer_all(pcm, SNDRV_DMA_TYPE_VMALLOC, NULL, 0, 0);
	sd->dais[index].pcm = pcm;
	return 0;
}

int softdsp_codec_create(struct softdsp *sd)
{
	unsigned int i;
	int ret;

	ret = snd_card_new(sd->dev, SNDRV_DEFAULT_IDX1, "softdspcodec", THIS_MODULE,
			   0, &sd->codec_card);
	if (ret)
		return ret;
	strscpy(sd->codec_card->driver, "softdsp-codec",
		sizeof(sd->codec_card->driver));
	strscpy(sd->codec_card->shortname, "softdsp codec",
		sizeof(sd->codec_card->shortname));
	strscpy(sd->codec_card->longname, "codec side of the software DSP",
		sizeof(sd->codec_card->longname));
	for (i = 0; i < SOFTDSP_N_DAIS; i++) {
		ret = softdsp_codec_add_pcm(sd, i);
		if (ret)
			goto free_card;
	}
	ret = snd_card_register(sd->codec_card);
	if (ret)
		goto free_card;
	return 0;

free_card:
	snd_card_free(sd->codec_card);
	sd->codec_card = NULL;
	return ret;
}

void softdsp_codec_destroy(struct softdsp *sd)
{
	if (sd->codec_card)
		snd_card_free(sd->codec_card);
	sd->codec_card = NULL;
}
