// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * The codec's side: what comes out of DAIs goes to files, what is in files goes
 * in. A file of an output has all ticks of the run: where the DAI stood still
 * there is silence, so that files of several DAIs fit together.
 */
#include <stdlib.h>

#include "job.h"
#include "tplg_priv.h"

const struct run_hw_config *job_dai_hw(const struct run_tplg *t,
				       const struct run_widget *w)
{
	const struct run_link *link = run_dai_link(t, w);

	return link && link->n_hw ? &link->hw[link->current] : NULL;
}

void run_dai_name(const struct run_widget *w, char to[RUN_NAME_BYTES])
{
	snprintf(to, RUN_NAME_BYTES, "DAI%u",
		 run_token_value(&w->tokens, RUN_TKN_DAI_INDEX, 0));
}

/* By its number, its widget or its link. */
static const struct run_widget *find_dai(const struct run_tplg *t,
					 const char *name, u32 direction,
					 struct run_error *err)
{
	char dai_name[RUN_NAME_BYTES], list[160] = "";
	const struct run_widget *w;
	size_t used = 0;
	u32 i;

	for (i = 0; i < t->n_widgets; i++) {
		w = &t->widgets[i];
		if (!run_widget_is_dai(w) || run_widget_direction(w) != direction)
			continue;
		run_dai_name(w, dai_name);
		if (!strcmp(dai_name, name) || !strcmp(w->name, name) ||
		    !strcmp(w->sname, name))
			return w;
		if (used < sizeof(list))
			used += (size_t)snprintf(list + used, sizeof(list) - used,
						 "%s%s", used ? ", " : "", dai_name);
	}
	run_fail(err, "there is no DAI '%s'; for %s there is: %s", name,
		 run_direction_name(direction), *list ? list : "none");

	return NULL;
}

static int open_input(struct job *job, struct job_dai *dai,
		      const struct run_hw_config *hw)
{
	u32 tail_ms = 0, i;

	dai->wav = run_wav_open(dai->file->path, &dai->info, job->err);
	if (!dai->wav)
		return -1;
	if (dai->info.rate_hz != hw->fsync_hz ||
	    dai->info.n_channels != hw->tdm_slots)
		return run_fail(job->err, "%s: %u channels at %u Hz, but DAI '%s' has %u at %u Hz",
				dai->file->path, dai->info.n_channels,
				dai->info.rate_hz, dai->file->name, hw->tdm_slots,
				hw->fsync_hz);
	/* as long as the slowest of those who record */
	for (i = 0; i < job->n_streams; i++)
		if (job->streams[i].params.direction == SOF3_DIR_CAPTURE &&
		    job_tail_ms(job, job->streams[i].host) > tail_ms)
			tail_ms = job_tail_ms(job, job->streams[i].host);
	dai->end_frames = dai->info.n_frames +
			  (u64)tail_ms * dai->info.rate_hz / 1000;
	return 0;
}

static int open_output(struct job *job, struct job_dai *dai,
		       const struct run_hw_config *hw)
{
	dai->info = (struct run_wav_info) {
		.rate_hz = hw->fsync_hz,
		.n_channels = hw->tdm_slots,
		.frame_fmt = job->o->out_fmt,
	};
	dai->wav = run_wav_create(dai->file->path, &dai->info, job->err);

	return dai->wav ? 0 : -1;
}

int job_codec_add(struct job *job, const struct run_file *file, bool is_input)
{
	u32 *n = is_input ? &job->n_ins : &job->n_outs;
	struct job_dai *list = is_input ? job->ins : job->outs;
	struct job_dai *dai = &list[*n];
	const struct run_hw_config *hw;
	u32 i;

	dai->file = file;
	dai->widget = find_dai(job->t, file->name, is_input ? SOF3_DIR_CAPTURE :
			       SOF3_DIR_PLAYBACK, job->err);
	if (!dai->widget)
		return -1;
	dai->index = run_token_value(&dai->widget->tokens, RUN_TKN_DAI_INDEX, 0);
	for (i = 0; i < *n; i++)
		if (list[i].widget == dai->widget)
			return run_fail(job->err, "'%s' and '%s' are the same DAI",
					list[i].file->name, file->name);
	hw = job_dai_hw(job->t, dai->widget);
	if (!hw || !hw->tdm_slots || hw->tdm_slots > RUN_MAX_CHANNELS ||
	    !hw->fsync_hz)
		return run_fail(job->err, "DAI '%s' has no sensible configuration",
				file->name);
	(*n)++;

	return is_input ? open_input(job, dai, hw) : open_output(job, dai, hw);
}

static struct job_dai *dai_at(struct job_dai *list, u32 n, u32 index)
{
	u32 i;

	for (i = 0; i < n; i++)
		if (list[i].index == index)
			return &list[i];
	return NULL;
}

static void codec_tx(void *ctx, u32 dai_index, const s32 *samples, u32 channels,
		     u32 n_frames)
{
	struct job *job = ctx;
	struct job_dai *dai = dai_at(job->outs, job->n_outs, dai_index);

	if (!dai || job->failed)
		return;
	dai->was_called = true;
	dai->n_frames += n_frames;
	if (channels != dai->info.n_channels) {
		run_fail(job->err, "DAI '%s' sends %u channels, not %u",
			 dai->file->name, channels, dai->info.n_channels);
		job->failed = true;
	} else if (run_wav_write(dai->wav, samples, n_frames, job->err) < 0) {
		job->failed = true;
	}
}

static void codec_rx(void *ctx, u32 dai_index, s32 *samples, u32 channels,
		     u32 n_frames)
{
	struct job *job = ctx;
	struct job_dai *dai = dai_at(job->ins, job->n_ins, dai_index);

	memset(samples, 0, (size_t)n_frames * channels * sizeof(*samples));
	if (!dai || job->failed)
		return;
	dai->n_frames += n_frames;
	if (channels != dai->info.n_channels) {
		run_fail(job->err, "DAI '%s' takes %u channels, not %u",
			 dai->file->name, channels, dai->info.n_channels);
		job->failed = true;
	} else if (run_wav_read(dai->wav, samples, n_frames, job->err) < 0) {
		job->failed = true;
	}
}

const struct run_dai_ops job_codec_ops = {
	.tx = codec_tx,
	.rx = codec_rx,
};

void job_codec_expect(struct job *job, u32 *frames)
{
	u32 i;

	for (i = 0; i < job->n_outs; i++) {
		job->outs[i].was_called = false;
		frames[i] = sofdsp_next_tick_frames(run_dsp_lib(job->dsp),
						    job->outs[i].info.rate_hz);
	}
}

int job_codec_go_on(struct job *job, const u32 *frames)
{
	static const s32 silence[JOB_MAX_TICK_FRAMES * RUN_MAX_CHANNELS];
	struct job_dai *dai = job->outs;
	u32 i;

	for (i = 0; i < job->n_outs; i++, dai++) {
		if (dai->was_called || frames[i] > JOB_MAX_TICK_FRAMES)
			continue;
		dai->n_frames += frames[i];
		if (run_wav_write(dai->wav, silence, frames[i], job->err) < 0)
			return -1;
	}
	return job->failed ? -1 : 0;
}
