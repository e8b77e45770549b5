// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * What goes over the wires of a DAI: from the DSP to the speaker (recordings of
 * the codec's card), from the microphone (its playbacks) to the DSP, and, with the
 * loopback switched on, from the speaker's wires to the microphone's.
 *
 * All of it runs on the DSP's clock. Every tick moves one tick's frames of every
 * running codec stream, whether or not the DAI runs: a recording then gets
 * silence, and what is played is heard by nobody. Where the DAI runs it says how
 * many frames a tick has; where not, the codec counts for itself.
 *
 * A stream of N channels is the first N slots of the frame. Slots that one side
 * doesn't have are silent. A stream at another rate than the DAI's can't be
 * connected to it: it gets silence, and is counted.
 *
 * Loopback: what the DAI plays in one tick enters its capture side in the next
 * one, a frame later still, since ticks of 44.1 kHz differ by a frame.
 *
 * Runs in the DSP thread, inside a tick, with softdsp.lock held.
 */
#include <linux/minmax.h>
#include <linux/string.h>
#include <sound/pcm.h>

#include "softdsp.h"

/* Does a tick of so many frames belong to this rate? */
static bool softdsp_rate_fits(u32 rate_hz, u32 n_frames)
{
	u32 least = rate_hz / SOFTDSP_TICKS_PER_S;

	return n_frames == least ||
	       (n_frames == least + 1 && rate_hz % SOFTDSP_TICKS_PER_S);
}

/* Frames of this tick for a stream whose DAI is stopped. */
static u32 softdsp_own_frames(const struct softdsp *sd, u32 rate_hz)
{
	return (sd->tick + 1) * rate_hz / SOFTDSP_TICKS_PER_S -
	       sd->tick * rate_hz / SOFTDSP_TICKS_PER_S;
}

/* Upper @bits of a sample, rounded to nearest and saturated. */
static s32 softdsp_narrow(s32 sample, unsigned int bits)
{
	unsigned int shift = 32 - bits;

	return (s32)(min((s64)sample + (1ll << (shift - 1)), (s64)S32_MAX) >> shift);
}

static void softdsp_write_sample(void *ring, size_t i, snd_pcm_format_t format,
				 s32 sample)
{
	switch (format) {
	case SNDRV_PCM_FORMAT_S16_LE:
		((__le16 *)ring)[i] = cpu_to_le16((u16)softdsp_narrow(sample, 16));
		break;
	case SNDRV_PCM_FORMAT_S24_LE:
		((__le32 *)ring)[i] = cpu_to_le32((u32)softdsp_narrow(sample, 24));
		break;
	default:
		((__le32 *)ring)[i] = cpu_to_le32((u32)sample);
		break;
	}
}

static s32 softdsp_read_sample(const void *ring, size_t i, snd_pcm_format_t format)
{
	switch (format) {
	case SNDRV_PCM_FORMAT_S16_LE:
		return (s32)((u32)le16_to_cpu(((const __le16 *)ring)[i]) << 16);
	case SNDRV_PCM_FORMAT_S24_LE:
		return (s32)(le32_to_cpu(((const __le32 *)ring)[i]) << 8);
	default:
		return (s32)le32_to_cpu(((const __le32 *)ring)[i]);
	}
}

/* Go on by a frame of the ring. */
static void softdsp_codec_step(struct softdsp_codec_stream *s)
{
	const struct snd_pcm_runtime *runtime = s->substream->runtime;

	if (++s->hw_frames == runtime->buffer_size)
		s->hw_frames = 0;
	if (++s->total_frames == runtime->boundary)
		s->total_frames = 0;
	if (++s->period_pos_frames == runtime->period_size) {
		s->period_pos_frames = 0;
		s->elapsed = true;
	}
}

/* Append @n_frames to a recording; silence if @samples is NULL. */
static void softdsp_codec_append(struct softdsp_codec_stream *s,
				 const s32 *samples, u32 channels, u32 n_frames)
{
	const struct snd_pcm_runtime *runtime = s->substream->runtime;
	size_t at;
	u32 i, c;

	for (i = 0; i < n_frames; i++) {
		at = s->hw_frames * runtime->channels;
		for (c = 0; c < runtime->channels; c++)
			softdsp_write_sample(runtime->dma_area, at + c, runtime->format,
					     samples && c < channels ?
					     samples[i * channels + c] : 0);
		softdsp_codec_step(s);
	}
}

/* What the application has written and the codec not played yet. */
static snd_pcm_uframes_t softdsp_codec_written(const struct softdsp_codec_stream *s)
{
	const struct snd_pcm_runtime *runtime = s->substream->runtime;
	snd_pcm_sframes_t n = READ_ONCE(runtime->control->appl_ptr) - s->total_frames;

	if (n < 0)
		n += runtime->boundary;
	return n > runtime->buffer_size ? 0 : n;
}

/*
 * Play @n_frames, into @samples if that isn't NULL (zeroed by the caller). Of what
 * the application has not written nothing is heard.
 */
static void softdsp_codec_play(struct softdsp_codec_stream *s, s32 *samples,
			       u32 channels, u32 n_frames)
{
	const struct snd_pcm_runtime *runtime = s->substream->runtime;
	snd_pcm_uframes_t written = softdsp_codec_written(s);
	u32 n_slots = min(channels, runtime->channels);
	size_t at;
	u32 i, c;

	for (i = 0; i < n_frames; i++) {
		at = s->hw_frames * runtime->channels;
		for (c = 0; samples && i < written && c < n_slots; c++)
			samples[i * channels + c] =
				softdsp_read_sample(runtime->dma_area, at + c,
						    runtime->format);
		softdsp_codec_step(s);
	}
}

/* The wires that are looped back: a queue of whole frames. */

static void softdsp_loop_reset(struct softdsp_loop *loop)
{
	loop->begin = 0;
	loop->fill = 0;
	loop->leads = false;
}

static void softdsp_loop_push(struct softdsp_loop *loop, const s32 *samples,
			      u32 channels, u32 n_frames)
{
	u32 i, at;

	for (i = 0; i < n_frames && loop->fill < SOFTDSP_LOOP_FRAMES; i++) {
		at = (loop->begin + loop->fill++) % SOFTDSP_LOOP_FRAMES;
		memset(loop->frames[at], 0, sizeof(loop->frames[at]));
		if (samples)
			memcpy(loop->frames[at], samples + i * channels,
			       channels * sizeof(*samples));
	}
}

static void softdsp_loop_pop(struct softdsp_loop *loop, s32 *samples, u32 channels,
			     u32 n_frames)
{
	u32 i;

	for (i = 0; i < n_frames && loop->fill; i++) {
		memcpy(samples + i * channels, loop->frames[loop->begin],
		       channels * sizeof(*samples));
		loop->begin = (loop->begin + 1) % SOFTDSP_LOOP_FRAMES;
		loop->fill--;
	}
}

/* At the end of a tick: what the next one will hear. */
static void softdsp_loop_tick(struct softdsp_dai *dai)
{
	if (!READ_ONCE(dai->loopback)) {
		softdsp_loop_reset(&dai->loop);
		return;
	}
	/* nobody listens: nothing to catch up with once somebody does */
	if (!dai->rx_frames)
		softdsp_loop_reset(&dai->loop);
	if (!dai->tx_frames) {
		dai->loop.leads = dai->loop.leads && dai->loop.fill;
		return;
	}
	/* once, when the sound begins: the lead may be used up in its midst */
	if (!dai->loop.leads)
		softdsp_loop_push(&dai->loop, NULL, 0, 1);
	dai->loop.leads = true;
	softdsp_loop_push(&dai->loop, dai->tx, dai->tx_channels, dai->tx_frames);
}

/* A DAI plays: keep it until the end of the tick. */
void softdsp_dai_tx(struct softdsp *sd, u32 dai_index, const s32 *samples,
		    u32 channels, u32 n_frames)
{
	struct softdsp_dai *dai;

	lockdep_assert_held(&sd->lock);
	if (dai_index >= SOFTDSP_N_DAIS || channels > SOFTDSP_MAX_SLOTS ||
	    n_frames > SOFTDSP_TICK_MAX_FRAMES)
		return;
	dai = &sd->dais[dai_index];
	memcpy(dai->tx, samples, array3_size(channels, n_frames, sizeof(*samples)));
	dai->tx_channels = channels;
	dai->tx_frames = n_frames;
}

static void softdsp_dai_hear(struct softdsp_dai *dai, s32 *samples, u32 channels,
			     u32 n_frames)
{
	struct softdsp_codec_stream *s = &dai->streams[SNDRV_PCM_STREAM_PLAYBACK];

	spin_lock_irq(&dai->lock);
	if (s->substream && s->in_step) {
		if (softdsp_rate_fits(s->substream->runtime->rate, n_frames)) {
			softdsp_codec_play(s, samples, channels, n_frames);
			s->moved = true;
		} else {
			dai->n_wrong_rate++;
		}
	}
	spin_unlock_irq(&dai->lock);
}

/* A DAI records. */
void softdsp_dai_rx(struct softdsp *sd, u32 dai_index, s32 *samples, u32 channels,
		    u32 n_frames)
{
	struct softdsp_dai *dai;

	lockdep_assert_held(&sd->lock);
	memset(samples, 0, array3_size(channels, n_frames, sizeof(*samples)));
	if (dai_index >= SOFTDSP_N_DAIS || channels > SOFTDSP_MAX_SLOTS ||
	    n_frames > SOFTDSP_TICK_MAX_FRAMES)
		return;
	dai = &sd->dais[dai_index];
	dai->rx_frames = n_frames;
	if (READ_ONCE(dai->loopback))
		softdsp_loop_pop(&dai->loop, samples, channels, n_frames);
	else
		softdsp_dai_hear(dai, samples, channels, n_frames);
}

static void softdsp_dai_record(struct softdsp *sd, struct softdsp_dai *dai)
{
	struct softdsp_codec_stream *s = &dai->streams[SNDRV_PCM_STREAM_CAPTURE];
	u32 rate_hz = s->substream->runtime->rate;

	if (!dai->tx_frames) {
		softdsp_codec_append(s, NULL, 0, softdsp_own_frames(sd, rate_hz));
	} else if (softdsp_rate_fits(rate_hz, dai->tx_frames)) {
		softdsp_codec_append(s, dai->tx, dai->tx_channels, dai->tx_frames);
	} else {
		dai->n_wrong_rate++;
		softdsp_codec_append(s, NULL, 0, softdsp_own_frames(sd, rate_hz));
	}
}

/*
 * What is played to a DAI that didn't ask for it in this tick. A stream that was
 * started in the middle of a tick begins with the next one: the DAI may have asked
 * before.
 */
static void softdsp_dai_unheard(struct softdsp *sd, struct softdsp_dai *dai)
{
	struct softdsp_codec_stream *s = &dai->streams[SNDRV_PCM_STREAM_PLAYBACK];

	if (s->in_step && !s->moved)
		softdsp_codec_play(s, NULL, 0,
				   softdsp_own_frames(sd, s->substream->runtime->rate));
	s->in_step = true;
	s->moved = false;
}

static struct snd_pcm_substream *softdsp_codec_elapsed(struct softdsp_codec_stream *s)
{
	if (!s->substream || !s->elapsed)
		return NULL;
	s->elapsed = false;
	return s->substream;
}

static void softdsp_dai_tick_one(struct softdsp *sd, struct softdsp_dai *dai)
{
	struct snd_pcm_substream *elapsed[2];
	int dir;

	spin_lock_irq(&dai->lock);
	if (dai->streams[SNDRV_PCM_STREAM_CAPTURE].substream)
		softdsp_dai_record(sd, dai);
	if (dai->streams[SNDRV_PCM_STREAM_PLAYBACK].substream)
		softdsp_dai_unheard(sd, dai);
	for_each_pcm_streams(dir)
		elapsed[dir] = softdsp_codec_elapsed(&dai->streams[dir]);
	spin_unlock_irq(&dai->lock);

	softdsp_loop_tick(dai);
	dai->n_tx_frames += dai->tx_frames;
	dai->n_rx_frames += dai->rx_frames;
	dai->tx_frames = 0;
	dai->rx_frames = 0;

	/* takes the stream lock; may call trigger() */
	for_each_pcm_streams(dir)
		if (elapsed[dir])
			snd_pcm_period_elapsed(elapsed[dir]);
}

/* After the DSP's part of a tick. */
void softdsp_dai_tick(struct softdsp *sd)
{
	unsigned int i;

	lockdep_assert_held(&sd->lock);
	for (i = 0; i < SOFTDSP_N_DAIS; i++)
		softdsp_dai_tick_one(sd, &sd->dais[i]);
	sd->tick = (sd->tick + 1) % SOFTDSP_TICKS_PER_S;
}
