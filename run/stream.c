// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * The host's side: what an application, ALSA and SOF core do for a stream.
 */
#include <stdlib.h>

#include "job.h"

/* The ring holds 40 ms in four periods; the DSP takes about one of them a tick. */
#define RINGS_PER_SECOND	25u
#define PERIODS_PER_RING	4u
#define RING_MIN_FRAMES		2048u

/* SNDRV_PCM_RATE_* of Linux 6.12: the rates that have a bit, and bits for "any" */
#define RATE_ANY		0xc0000000u
static const u32 rate_bits[] = {
	5512, 8000, 11025, 16000, 22050, 32000, 44100, 48000, 64000, 88200,
	96000, 176400, 192000, 352800, 384000, 705600, 768000, 12000, 24000,
	128000,
};

static bool rate_in_caps(const struct run_caps *caps, u32 rate_hz)
{
	u32 i;

	if (rate_hz < caps->rate_min || rate_hz > caps->rate_max)
		return false;
	if (!caps->rates || (caps->rates & RATE_ANY))
		return true;
	for (i = 0; i < sizeof(rate_bits) / sizeof(rate_bits[0]); i++)
		if (rate_bits[i] == rate_hz)
			return caps->rates >> i & 1;
	return false;
}

static bool format_in_caps(const struct run_caps *caps, u32 frame_fmt)
{
	/* SNDRV_PCM_FORMAT_S16_LE, S24_LE, S32_LE */
	static const u8 bits[] = { 2, 6, 10 };

	return caps->formats >> bits[frame_fmt] & 1;
}

/* What ALSA would ask, and answer. */
static int check_caps(const struct job_stream *s, struct run_error *err)
{
	const struct run_caps *caps = &s->pcm->caps[s->params.direction];
	const char *file = s->file->path, *pcm = s->pcm->name;

	if (s->params.n_channels < caps->channels_min ||
	    s->params.n_channels > caps->channels_max)
		return run_fail(err, "%s: %u channels, but PCM '%s' has %u to %u",
				file, s->params.n_channels, pcm,
				caps->channels_min, caps->channels_max);
	if (!rate_in_caps(caps, s->params.rate_hz))
		return run_fail(err, "%s: %u Hz, but PCM '%s' takes %u to %u Hz, those that the topology names",
				file, s->params.rate_hz, pcm, caps->rate_min,
				caps->rate_max);
	if (!format_in_caps(caps, s->params.frame_fmt))
		return run_fail(err, "%s: PCM '%s' does not take %s samples", file,
				pcm, run_format_name(s->params.frame_fmt));
	return 0;
}

const struct run_pcm *job_find_pcm(const struct run_tplg *t, const char *name,
				   u32 direction, struct run_error *err)
{
	const struct run_pcm *pcm = run_pcm_find(t, name);
	char list[160] = "";
	size_t used = 0;
	u32 i;

	if (pcm && pcm->host[direction] == RUN_NONE) {
		run_fail(err, "PCM '%s' has no %s", name,
			 run_direction_name(direction));
		return NULL;
	}
	if (pcm)
		return pcm;

	for (i = 0; i < t->n_pcms && used < sizeof(list); i++)
		if (t->pcms[i].host[direction] != RUN_NONE)
			used += (size_t)snprintf(list + used, sizeof(list) - used,
						 "%s%s", used ? ", " : "",
						 t->pcms[i].name);
	run_fail(err, "there is no PCM '%s'; for %s there is: %s", name,
		 run_direction_name(direction), *list ? list : "none");

	return NULL;
}

static u32 clamp(u32 value, u32 low, u32 high)
{
	return value < low ? low : value > high ? high : value;
}

/* What --params leaves open: as the DAI has it, if the PCM can do that. */
static void choose_params(const struct job *job, struct job_stream *s)
{
	const struct run_caps *caps = &s->pcm->caps[SOF3_DIR_CAPTURE];
	const struct run_widget *dai = run_dai_of(job->t, s->host);
	const struct run_hw_config *hw = dai ? job_dai_hw(job->t, dai) : NULL;
	u32 fmt = SOF3_FRAME_S32_LE;

	while (fmt && !format_in_caps(caps, fmt))
		fmt--;
	s->params.rate_hz = clamp(hw ? hw->fsync_hz : 48000, caps->rate_min,
				  caps->rate_max);
	s->params.n_channels = clamp(hw ? hw->tdm_slots : 2, caps->channels_min,
				     caps->channels_max);
	s->params.frame_fmt = fmt;
	if (s->file->rate_hz != RUN_NONE)
		s->params.rate_hz = s->file->rate_hz;
	if (s->file->n_channels != RUN_NONE)
		s->params.n_channels = s->file->n_channels;
	if (s->file->frame_fmt != RUN_NONE)
		s->params.frame_fmt = s->file->frame_fmt;
}

static int open_file(struct job *job, struct job_stream *s)
{
	if (s->params.direction == SOF3_DIR_PLAYBACK) {
		s->wav = run_wav_open(s->file->path, &s->info, job->err);
		if (!s->wav)
			return -1;
		s->params.rate_hz = s->info.rate_hz;
		s->params.n_channels = s->info.n_channels;
		s->params.frame_fmt = s->info.frame_fmt;
		s->end_frames = s->info.n_frames +
				(u64)job_tail_ms(job, s->host) * s->info.rate_hz / 1000;
		return check_caps(s, job->err);
	}

	choose_params(job, s);
	if (check_caps(s, job->err) < 0)
		return -1;
	s->info = (struct run_wav_info) {
		.rate_hz = s->params.rate_hz,
		.n_channels = s->params.n_channels,
		.frame_fmt = s->params.frame_fmt,
	};
	s->wav = run_wav_create(s->file->path, &s->info, job->err);

	return s->wav ? 0 : -1;
}

int job_stream_add(struct job *job, const struct run_file *file, u32 direction)
{
	struct job_stream *s = &job->streams[job->n_streams];
	u32 ring_frames;

	s->file = file;
	s->params.direction = direction;
	s->pcm = job_find_pcm(job->t, file->name, direction, job->err);
	if (!s->pcm)
		return -1;
	s->host = s->pcm->host[direction];
	job->n_streams++;
	if (open_file(job, s) < 0)
		return -1;

	s->frame_bytes = s->params.n_channels *
			 run_sample_bytes(s->params.frame_fmt);
	ring_frames = s->params.rate_hz / RINGS_PER_SECOND;
	if (ring_frames < RING_MIN_FRAMES)
		ring_frames = RING_MIN_FRAMES;
	ring_frames -= ring_frames % PERIODS_PER_RING;
	s->params.stream_tag = job->n_streams;
	s->params.buffer_bytes = ring_frames * s->frame_bytes;
	s->params.period_bytes = s->params.buffer_bytes / PERIODS_PER_RING;
	s->ring = run_realloc(NULL, s->params.buffer_bytes, 1);
	memset(s->ring, 0, s->params.buffer_bytes);
	s->sg = (struct sofdsp_sg) { s->ring, s->params.buffer_bytes };

	return 0;
}

static void to_ring(u8 *ring, const s32 *from, u32 n, u32 frame_fmt)
{
	sofv_le16 le16;
	sofv_le32 le32;
	u32 i;

	for (i = 0; i < n; i++) {
		if (frame_fmt == SOF3_FRAME_S16_LE) {
			le16 = sofv_cpu_to_le16((u16)(from[i] >> 16));
			memcpy(ring + i * sizeof(le16), &le16, sizeof(le16));
		} else {
			le32 = sofv_cpu_to_le32((u32)(frame_fmt == SOF3_FRAME_S24_4LE ?
						      from[i] >> 8 : from[i]));
			memcpy(ring + i * sizeof(le32), &le32, sizeof(le32));
		}
	}
}

static void from_ring(s32 *to, const u8 *ring, u32 n, u32 frame_fmt)
{
	sofv_le16 le16;
	sofv_le32 le32;
	u32 i;

	for (i = 0; i < n; i++) {
		if (frame_fmt == SOF3_FRAME_S16_LE) {
			memcpy(&le16, ring + i * sizeof(le16), sizeof(le16));
			to[i] = (s32)((u32)sofv_le16_to_cpu(le16) << 16);
		} else {
			memcpy(&le32, ring + i * sizeof(le32), sizeof(le32));
			to[i] = (s32)(sofv_le32_to_cpu(le32) <<
				      (frame_fmt == SOF3_FRAME_S24_4LE ? 8 : 0));
		}
	}
}

/* Moves @bytes at s->position between ring and file. */
static int move(struct job *job, struct job_stream *s, u32 bytes)
{
	s32 samples[JOB_MAX_TICK_FRAMES * RUN_MAX_CHANNELS];
	u32 frames, room;

	while (bytes) {
		room = s->params.buffer_bytes - s->position;
		frames = (bytes < room ? bytes : room) / s->frame_bytes;
		if (frames > JOB_MAX_TICK_FRAMES)
			frames = JOB_MAX_TICK_FRAMES;
		if (s->params.direction == SOF3_DIR_PLAYBACK) {
			if (run_wav_read(s->wav, samples, frames, job->err) < 0)
				return -1;
			to_ring(s->ring + s->position, samples,
				frames * s->params.n_channels, s->params.frame_fmt);
		} else {
			from_ring(samples, s->ring + s->position,
				  frames * s->params.n_channels, s->params.frame_fmt);
			if (run_wav_write(s->wav, samples, frames, job->err) < 0)
				return -1;
		}
		bytes -= frames * s->frame_bytes;
		s->position = (s->position + frames * s->frame_bytes) %
			      s->params.buffer_bytes;
	}
	return 0;
}

static int send_stream(struct job *job, const struct job_stream *s, u32 cmd)
{
	u64 msg[SOF3_MSG_MAX_BYTES / sizeof(u64)];
	const struct run_port *port = run_dsp_port(job->dsp);
	u32 bytes = run_msg_stream(&job->t->widgets[s->host], cmd, msg);

	return port->send(port->ctx, msg, bytes, NULL, 0);
}

static int refused(struct job *job, const struct job_stream *s, int error)
{
	const struct run_widget *dai = run_dai_of(job->t, s->host);
	const struct run_hw_config *hw = dai ? job_dai_hw(job->t, dai) : NULL;
	char hint[120] = "";

	if (hw && hw->fsync_hz != s->params.rate_hz)
		snprintf(hint, sizeof(hint), ": '%s' runs at %u Hz, and no SRC between fits",
			 dai->name, hw->fsync_hz);
	else if (hw && hw->tdm_slots < s->params.n_channels)
		snprintf(hint, sizeof(hint), ": '%s' has %u slots", dai->name,
			 hw->tdm_slots);

	return run_fail(job->err, "the DSP refuses %u channels of %s at %u Hz on PCM '%s' (%s)%s",
			s->params.n_channels, run_format_name(s->params.frame_fmt),
			s->params.rate_hz, s->pcm->name, strerror(-error), hint);
}

int job_stream_begin(struct job *job, struct job_stream *s)
{
	u64 msg[SOF3_MSG_MAX_BYTES / sizeof(u64)];
	const struct run_port *port = run_dsp_port(job->dsp);
	u32 bytes;
	int ret;

	if (s->state != JOB_WAITING || job->tick < s->file->start_ms)
		return 0;
	s->state = JOB_RUNNING;
	if (run_path_up(job->t, s->host, port, job->err) < 0)
		return -1;
	ret = sofdsp_dma_setup(run_dsp_lib(job->dsp), s->params.stream_tag,
			       s->params.direction, &s->sg, 1,
			       s->params.buffer_bytes);
	if (ret)
		return run_fail(job->err, "no ring for PCM '%s': %s", s->pcm->name,
				strerror(-ret));
	bytes = run_msg_pcm_params(&job->t->widgets[s->host], &s->params, msg);
	ret = port->send(port->ctx, msg, bytes, NULL, 0);
	if (ret)
		return refused(job, s, ret);
	if (s->params.direction == SOF3_DIR_PLAYBACK &&
	    move(job, s, s->params.buffer_bytes) < 0)
		return -1;
	ret = send_stream(job, s, SOF3_STREAM_TRIG_START);
	if (ret)
		return run_fail(job->err, "the DSP refuses to start PCM '%s' (%s)",
				s->pcm->name, strerror(-ret));
	return 0;
}

int job_stream_go_on(struct job *job, struct job_stream *s)
{
	u32 position, bytes;

	if (s->state != JOB_RUNNING)
		return 0;
	position = sofdsp_dma_position(run_dsp_lib(job->dsp), s->params.stream_tag,
				       s->params.direction);
	bytes = (position + s->params.buffer_bytes - s->position) %
		s->params.buffer_bytes;
	s->n_frames += bytes / s->frame_bytes;
	if (move(job, s, bytes) < 0)
		return -1;

	return s->params.direction == SOF3_DIR_PLAYBACK &&
	       s->n_frames >= s->end_frames ? job_stream_end(job, s) : 0;
}

int job_stream_end(struct job *job, struct job_stream *s)
{
	struct run_error later = { "" };
	int ret = 0, error;

	if (s->state == JOB_RUNNING) {
		s->state = JOB_DONE;
		error = send_stream(job, s, SOF3_STREAM_TRIG_STOP);
		if (!error)
			error = send_stream(job, s, SOF3_STREAM_PCM_FREE);
		if (error)
			ret = run_fail(&later, "the DSP refuses to stop PCM '%s' (%s)",
				       s->pcm->name, strerror(-error));
		sofdsp_dma_free(run_dsp_lib(job->dsp), s->params.stream_tag,
				s->params.direction);
		if (run_path_down(job->t, s->host, run_dsp_port(job->dsp),
				  &later) < 0)
			ret = -1;
	}
	/* what came before it is what matters */
	if (ret < 0 && !job->err->text[0])
		*job->err = later;

	return ret;
}
