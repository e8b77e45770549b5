// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * The codec side of the DAIs as an ALSA card of its own, "softdspcodec" (of further
 * DSPs "softdspcodec1" and so on): a PCM for
 * each DAI whose capture stream is what the speaker gets and whose playback stream
 * is the microphone, and a switch that loops the DAI back. Both streams run on the
 * DSP's clock from their start on (dai.c), so a recording has no gaps and time in
 * it is time of the clock.
 */
#include <sound/control.h>
#include <sound/core.h>
#include <sound/initval.h>
#include <sound/pcm.h>

#include "softdsp.h"

/* Shorter than a tick makes no sense. */
#define SOFTDSP_CODEC_PERIOD_MIN_US	1000

static const unsigned int softdsp_codec_rates[] = {
	8000, 16000, 24000, 32000, 44100, 48000, 88200, 96000, 176400, 192000,
};

static const struct snd_pcm_hw_constraint_list softdsp_codec_rate_list = {
	.list = softdsp_codec_rates,
	.count = ARRAY_SIZE(softdsp_codec_rates),
};

static const struct snd_pcm_hardware softdsp_codec_hw = {
	.info = SNDRV_PCM_INFO_MMAP | SNDRV_PCM_INFO_MMAP_VALID |
		SNDRV_PCM_INFO_INTERLEAVED | SNDRV_PCM_INFO_NO_PERIOD_WAKEUP |
		SNDRV_PCM_INFO_PAUSE | SNDRV_PCM_INFO_RESUME,
	.formats = SNDRV_PCM_FMTBIT_S16_LE | SNDRV_PCM_FMTBIT_S24_LE |
		   SNDRV_PCM_FMTBIT_S32_LE,
	.rates = SNDRV_PCM_RATE_KNOT,
	.rate_min = 8000,
	.rate_max = 192000,
	.channels_min = 1,
	.channels_max = SOFTDSP_MAX_SLOTS,
	.buffer_bytes_max = 4 * 1024 * 1024,
	.period_bytes_min = 16,
	.period_bytes_max = 2 * 1024 * 1024,
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
	struct snd_pcm_runtime *runtime = ss->runtime;
	int ret;

	runtime->hw = softdsp_codec_hw;
	ret = snd_pcm_hw_constraint_list(runtime, 0, SNDRV_PCM_HW_PARAM_RATE,
					 &softdsp_codec_rate_list);
	if (ret < 0)
		return ret;
	ret = snd_pcm_hw_constraint_minmax(runtime, SNDRV_PCM_HW_PARAM_PERIOD_TIME,
					   SOFTDSP_CODEC_PERIOD_MIN_US, UINT_MAX);
	return min(ret, 0);
}

static int softdsp_codec_close(struct snd_pcm_substream *ss)
{
	return 0;
}

static int softdsp_codec_prepare(struct snd_pcm_substream *ss)
{
	struct softdsp_codec_stream *s = &softdsp_dai_of(ss)->streams[ss->stream];

	s->hw_frames = 0;
	s->total_frames = 0;
	s->period_pos_frames = 0;
	s->elapsed = false;
	return 0;
}

/* With the stream lock held, which makes it atomic. */
static int softdsp_codec_trigger(struct snd_pcm_substream *ss, int cmd)
{
	struct softdsp_dai *dai = softdsp_dai_of(ss);
	struct softdsp_codec_stream *s = &dai->streams[ss->stream];
	unsigned long flags;

	switch (cmd) {
	case SNDRV_PCM_TRIGGER_START:
	case SNDRV_PCM_TRIGGER_RESUME:
	case SNDRV_PCM_TRIGGER_PAUSE_RELEASE:
		spin_lock_irqsave(&dai->lock, flags);
		s->substream = ss;
		s->in_step = false;
		s->moved = false;
		spin_unlock_irqrestore(&dai->lock, flags);
		softdsp_engine_wake(softdsp_of_codec(ss));
		return 0;
	case SNDRV_PCM_TRIGGER_STOP:
	case SNDRV_PCM_TRIGGER_SUSPEND:
	case SNDRV_PCM_TRIGGER_PAUSE_PUSH:
		spin_lock_irqsave(&dai->lock, flags);
		s->substream = NULL;
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
	pos = dai->streams[ss->stream].hw_frames;
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

/* DSP thread: does anybody record or play? */
bool softdsp_codec_runs(struct softdsp *sd)
{
	unsigned int i;
	int dir;

	for (i = 0; i < SOFTDSP_N_DAIS; i++)
		for_each_pcm_streams(dir)
			if (READ_ONCE(sd->dais[i].streams[dir].substream))
				return true;
	return false;
}

static int softdsp_loopback_get(struct snd_kcontrol *kctl,
				struct snd_ctl_elem_value *value)
{
	const struct softdsp *sd = snd_kcontrol_chip(kctl);

	value->value.integer.value[0] =
		READ_ONCE(sd->dais[kctl->private_value].loopback);
	return 0;
}

static int softdsp_loopback_put(struct snd_kcontrol *kctl,
				struct snd_ctl_elem_value *value)
{
	struct softdsp *sd = snd_kcontrol_chip(kctl);
	struct softdsp_dai *dai = &sd->dais[kctl->private_value];
	bool on = value->value.integer.value[0];

	return xchg(&dai->loopback, on) != on;
}

static int softdsp_codec_add_loopback(struct softdsp *sd, unsigned int index)
{
	char name[32];
	struct snd_kcontrol_new template = {
		.iface = SNDRV_CTL_ELEM_IFACE_MIXER,
		.name = name,
		.info = snd_ctl_boolean_mono_info,
		.get = softdsp_loopback_get,
		.put = softdsp_loopback_put,
		.private_value = index,
	};

	snprintf(name, sizeof(name), "SSP%u Loopback Switch", index);
	return snd_ctl_add(sd->codec_card, snd_ctl_new1(&template, sd));
}

static int softdsp_codec_add_pcm(struct softdsp *sd, unsigned int index)
{
	struct snd_pcm *pcm;
	char name[16];
	int ret;

	snprintf(name, sizeof(name), "SSP%u codec", index);
	ret = snd_pcm_new(sd->codec_card, name, index, 1, 1, &pcm);
	if (ret)
		return ret;
	pcm->private_data = sd;
	strscpy(pcm->name, name, sizeof(pcm->name));
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &softdsp_codec_ops);
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_CAPTURE, &softdsp_codec_ops);
	return snd_pcm_set_managed_buffer_all(pcm, SNDRV_DMA_TYPE_VMALLOC, NULL, 0, 0);
}

static int softdsp_codec_add_all(struct softdsp *sd)
{
	unsigned int i;
	int ret;

	for (i = 0; i < SOFTDSP_N_DAIS; i++) {
		ret = softdsp_codec_add_pcm(sd, i);
		if (!ret)
			ret = softdsp_codec_add_loopback(sd, i);
		if (ret)
			return ret;
	}
	return 0;
}

int softdsp_codec_create(struct softdsp *sd)
{
	char id[sizeof(sd->codec_card->id)] = "softdspcodec";
	int ret;

	if (sd->index)
		snprintf(id, sizeof(id), "softdspcodec%u", sd->index);
	ret = snd_card_new(sd->dev, SNDRV_DEFAULT_IDX1, id, THIS_MODULE, 0,
			   &sd->codec_card);
	if (ret)
		return ret;
	strscpy(sd->codec_card->driver, "softdsp-codec",
		sizeof(sd->codec_card->driver));
	strscpy(sd->codec_card->shortname, "softdsp codec",
		sizeof(sd->codec_card->shortname));
	strscpy(sd->codec_card->longname, "codec side of the software DSP",
		sizeof(sd->codec_card->longname));
	strscpy(sd->codec_card->mixername, "softdsp codec",
		sizeof(sd->codec_card->mixername));
	ret = softdsp_codec_add_all(sd);
	if (ret)
		goto free_card;
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
