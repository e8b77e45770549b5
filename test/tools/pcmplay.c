// SPDX-License-Identifier: GPL-2.0-only
/* Copyright (C) 2026 The sof-virtio authors */
/*
 * pcmplay - play a WAV file in exactly the way that was asked for
 *
 * aplay takes the nearest period and buffer, pauses only for somebody at a terminal,
 * and makes up for an underrun. Here each of it is exact or an error, and behind
 * the last frame there is silence, however far the hardware runs over it.
 */
#include <alsa/asoundlib.h>
#include <getopt.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "wav.h"

static const char usage[] =
"usage: pcmplay -D DEVICE [OPTION...] FILE.wav\n"
"\n"
"  --format F    S16_LE, S24_LE or S32_LE (that of the file)\n"
"  --period N    frames of a period (960)\n"
"  --buffer N    frames of the buffer (4 periods)\n"
"  --mmap        write straight into the ring\n"
"  --chunk N     frames given to each write (a period)\n"
"  --pause N     pause for 50 ms each time N frames more are written\n"
"\n"
"Ends when the last frame is played. Exit status: 0, 1 if it could not be played\n"
"or ran dry, 2 for a wrong call.\n";

#define PAUSE_US	50000

struct options {
	const char *device;
	const char *format;
	snd_pcm_uframes_t period;
	snd_pcm_uframes_t buffer;
	snd_pcm_uframes_t chunk;
	size_t pause;
	bool mmap;
};

static snd_pcm_t *pcm;

static void check(int err, const char *what)
{
	if (err >= 0)
		return;
	fprintf(stderr, "pcmplay: %s: %s\n", what, snd_strerror(err));
	exit(1);
}

static snd_pcm_format_t format_of(const struct options *o, const struct wav *w)
{
	if (o->format)
		return snd_pcm_format_value(o->format);
	return w->bits == 16 ? SND_PCM_FORMAT_S16_LE :
	       w->bits == 24 ? SND_PCM_FORMAT_S24_LE : SND_PCM_FORMAT_S32_LE;
}

/* The samples as the device wants them; little-endian machines only, as the lab's. */
static void *convert(const struct wav *w, snd_pcm_format_t format, size_t *frame_bytes)
{
	size_t n = w->frames * w->channels;
	int bits = snd_pcm_format_width(format);
	int bytes = snd_pcm_format_physical_width(format) / 8;
	char *out = malloc(n * bytes);

	if (!out)
		wav_die("out of memory");
	*frame_bytes = bytes * w->channels;
	for (size_t i = 0; i < n; i++) {
		int32_t x = w->pcm[i] >> (32 - bits);

		memcpy(out + i * bytes, &x, bytes);
	}
	return out;
}

static void set_hw(const struct options *o, const struct wav *w, snd_pcm_format_t format)
{
	snd_pcm_hw_params_t *hw;

	snd_pcm_hw_params_alloca(&hw);
	check(snd_pcm_hw_params_any(pcm, hw), "hw_params");
	check(snd_pcm_hw_params_set_rate_resample(pcm, hw, 0), "resampling off");
	check(snd_pcm_hw_params_set_access(pcm, hw, o->mmap ? SND_PCM_ACCESS_MMAP_INTERLEAVED :
					   SND_PCM_ACCESS_RW_INTERLEAVED), "access");
	check(snd_pcm_hw_params_set_format(pcm, hw, format), "format");
	check(snd_pcm_hw_params_set_channels(pcm, hw, w->channels), "channels");
	check(snd_pcm_hw_params_set_rate(pcm, hw, w->rate, 0), "rate");
	check(snd_pcm_hw_params_set_period_size(pcm, hw, o->period, 0), "period");
	check(snd_pcm_hw_params_set_buffer_size(pcm, hw, o->buffer), "buffer");
	check(snd_pcm_hw_params(pcm, hw), "hw_params");
}

/* Starts when the buffer is full; what is played turns to silence behind. */
static void set_sw(const struct options *o)
{
	snd_pcm_uframes_t boundary;
	snd_pcm_sw_params_t *sw;

	snd_pcm_sw_params_alloca(&sw);
	check(snd_pcm_sw_params_current(pcm, sw), "sw_params");
	check(snd_pcm_sw_params_get_boundary(sw, &boundary), "boundary");
	check(snd_pcm_sw_params_set_start_threshold(pcm, sw, o->buffer), "start threshold");
	check(snd_pcm_sw_params_set_silence_threshold(pcm, sw, 0), "silence threshold");
	check(snd_pcm_sw_params_set_silence_size(pcm, sw, boundary), "silence size");
	check(snd_pcm_sw_params(pcm, sw), "sw_params");
}

static void pause_now(void)
{
	if (snd_pcm_state(pcm) != SND_PCM_STATE_RUNNING)
		return;
	check(snd_pcm_pause(pcm, 1), "pause");
	usleep(PAUSE_US);
	check(snd_pcm_pause(pcm, 0), "resume");
}

static void write_all(const struct options *o, const char *data, size_t frames,
		      size_t frame_bytes)
{
	size_t done = 0, paused = 0;

	while (done < frames) {
		size_t n = frames - done < o->chunk ? frames - done : o->chunk;
		snd_pcm_sframes_t wrote;

		wrote = o->mmap ? snd_pcm_mmap_writei(pcm, data + done * frame_bytes, n) :
				  snd_pcm_writei(pcm, data + done * frame_bytes, n);
		check(wrote, "write");
		done += wrote;
		if (o->pause && done - paused >= o->pause) {
			pause_now();
			paused = done;
		}
	}
}

static void play(const struct options *o, const struct wav *w)
{
	snd_pcm_format_t format = format_of(o, w);
	size_t frame_bytes;
	char *data;

	check(snd_pcm_open(&pcm, o->device, SND_PCM_STREAM_PLAYBACK, 0), o->device);
	set_hw(o, w, format);
	set_sw(o);
	data = convert(w, format, &frame_bytes);
	write_all(o, data, w->frames, frame_bytes);
	check(snd_pcm_drain(pcm), "drain");
	check(snd_pcm_close(pcm), "close");
	free(data);
}

static int bad_usage(void)
{
	fputs(usage, stderr);
	return 2;
}

int main(int argc, char **argv)
{
	static const struct option options[] = {
		{ "format", required_argument, NULL, 'f' },
		{ "period", required_argument, NULL, 'p' },
		{ "buffer", required_argument, NULL, 'b' },
		{ "chunk", required_argument, NULL, 'c' },
		{ "pause", required_argument, NULL, 's' },
		{ "mmap", no_argument, NULL, 'm' },
		{ 0 }
	};
	struct options o = { .period = 960 };
	struct wav w;
	int c;

	while ((c = getopt_long(argc, argv, "D:", options, NULL)) != -1) {
		switch (c) {
		case 'D': o.device = optarg; break;
		case 'f': o.format = optarg; break;
		case 'p': o.period = strtoul(optarg, NULL, 0); break;
		case 'b': o.buffer = strtoul(optarg, NULL, 0); break;
		case 'c': o.chunk = strtoul(optarg, NULL, 0); break;
		case 's': o.pause = strtoul(optarg, NULL, 0); break;
		case 'm': o.mmap = true; break;
		default: return bad_usage();
		}
	}
	if (optind != argc - 1 || !o.device || !o.period)
		return bad_usage();
	if (!o.buffer)
		o.buffer = 4 * o.period;
	if (!o.chunk)
		o.chunk = o.period;
	wav_read(&w, argv[optind]);
	play(&o, &w);

	return 0;
}
