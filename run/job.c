// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * A run from the topology to the last frame. A tick is a millisecond.
 */
#include <stdlib.h>
#include <sys/stat.h>

#include "job.h"

/* Long enough for the filters there are, inaudible afterwards. */
#define TAIL_MS			100u

/* Does it hold samples back? */
static bool has_delay(const struct run_widget *w)
{
	static const char *const prompt[] = {
		"host", "volume", "mixer", "mux", "demux", "selector", "dai",
		"buffer", "pipeline", "drawn",
	};
	const char *kind = run_widget_kind(w);
	u32 i;

	for (i = 0; i < sizeof(prompt) / sizeof(prompt[0]); i++)
		if (!strcmp(prompt[i], kind))
			return false;
	return true;
}

u32 job_tail_ms(const struct job *job, u32 host)
{
	u32 *list, n, i, tail_ms = 0;

	if (job->o->tail_ms >= 0)
		return (u32)job->o->tail_ms;
	list = run_realloc(NULL, job->t->n_widgets, sizeof(*list));
	n = run_path(job->t, host, list);
	for (i = 0; i < n; i++)
		if (has_delay(&job->t->widgets[list[i]]))
			tail_ms = TAIL_MS;
	free(list);

	return tail_ms;
}

static struct run_ctl *find_ctl(const struct run_tplg *t, const char *name,
				struct run_error *err)
{
	struct run_ctl *ctl = run_ctl_find(t, name, err);
	size_t used = strlen(err->text);
	u32 i;

	if (ctl || !t->n_ctls || strncmp(err->text, "there is no", 11))
		return ctl;
	for (i = 0; i < t->n_ctls && used < sizeof(err->text); i++)
		used += (size_t)snprintf(err->text + used, sizeof(err->text) - used,
					 "%s%s", i ? ", " : "; there is: ",
					 t->ctls[i].long_name);
	return NULL;
}

/* So that a mistake shows before anything is written. */
static int check_set(const struct job *job, const struct run_set *set)
{
	const struct run_ctl *ctl = find_ctl(job->t, set->name, job->err);
	struct run_ctl trial;
	int ret;

	if (!ctl)
		return -1;
	trial = *ctl;
	trial.data = NULL;
	ret = run_ctl_parse(&trial, set->value, job->err);
	free(trial.data);

	return ret;
}

static int apply_set(struct job *job, const struct run_set *set)
{
	struct run_ctl *ctl = find_ctl(job->t, set->name, job->err);

	if (!ctl || run_ctl_parse(ctl, set->value, job->err) < 0)
		return -1;
	/* what is not on the DSP now gets the value when it is made */
	if (!job->t->widgets[ctl->widget].used)
		return 0;
	return run_ctl_send(job->t, ctl, run_dsp_port(job->dsp), job->err);
}

static int apply_sets(struct job *job, bool later)
{
	const struct run_set *set = job->o->sets;
	u32 i;

	for (i = 0; i < job->o->n_sets; i++, set++)
		if (set->is_later == later &&
		    (!later || set->at_ms == job->tick) && apply_set(job, set) < 0)
			return -1;
	return 0;
}

static bool is_same_file(const char *a, const char *b)
{
	struct stat sa, sb;

	return !stat(a, &sa) && !stat(b, &sb) && sa.st_dev == sb.st_dev &&
	       sa.st_ino == sb.st_ino && S_ISREG(sa.st_mode);
}

/* An output that is also an input would be emptied before it is read. */
static int check_output(const struct job *job, const char *path)
{
	const struct run_options *o = job->o;
	bool clash = is_same_file(path, o->topology);
	u32 i;

	for (i = 0; i < o->n_play; i++)
		clash |= is_same_file(path, o->play[i].path);
	for (i = 0; i < o->n_dai_in; i++)
		clash |= is_same_file(path, o->dai_in[i].path);

	return clash ? run_fail(job->err, "%s: is it input or output?", path) : 0;
}

static int open_all(struct job *job)
{
	const struct run_options *o = job->o;
	u32 i;

	for (i = 0; i < o->n_record; i++)
		if (check_output(job, o->record[i].path) < 0)
			return -1;
	for (i = 0; i < o->n_dai_out; i++)
		if (check_output(job, o->dai_out[i].path) < 0)
			return -1;
	for (i = 0; i < o->n_sets; i++)
		if (check_set(job, &o->sets[i]) < 0)
			return -1;
	for (i = 0; i < o->n_play; i++)
		if (job_stream_add(job, &o->play[i], SOF3_DIR_PLAYBACK) < 0)
			return -1;
	for (i = 0; i < o->n_record; i++)
		if (job_stream_add(job, &o->record[i], SOF3_DIR_CAPTURE) < 0)
			return -1;
	for (i = 0; i < o->n_dai_in; i++)
		if (job_codec_add(job, &o->dai_in[i], true) < 0)
			return -1;
	for (i = 0; i < o->n_dai_out; i++)
		if (job_codec_add(job, &o->dai_out[i], false) < 0)
			return -1;
	return 0;
}

static int run_tick(struct job *job)
{
	u32 frames[RUN_MAX_FILES], i;

	if (apply_sets(job, true) < 0)
		return -1;
	for (i = 0; i < job->n_streams; i++)
		if (job_stream_begin(job, &job->streams[i]) < 0)
			return -1;

	job_codec_expect(job, frames);
	run_dsp_tick(job->dsp);
	job->tick++;

	if (job_codec_go_on(job, frames) < 0)
		return -1;
	for (i = 0; i < job->n_streams; i++)
		if (job_stream_go_on(job, &job->streams[i]) < 0)
			return -1;
	return 0;
}

static bool is_over(const struct job *job)
{
	bool is_recording = false;
	u32 i;

	if (job->o->seconds)
		return (double)job->tick >= job->o->seconds * 1000;
	for (i = 0; i < job->n_streams; i++) {
		if (job->streams[i].params.direction == SOF3_DIR_CAPTURE)
			is_recording = true;
		else if (job->streams[i].state != JOB_DONE)
			return false;
	}
	for (i = 0; i < job->n_ins && is_recording; i++)
		if (job->ins[i].n_frames < job->ins[i].end_frames)
			return false;
	return true;
}

/* A microphone that nobody listens to would never come to its end. */
static int check_ins(const struct job *job)
{
	u32 i;

	for (i = 0; i < job->n_ins; i++)
		if (!job->ins[i].n_frames)
			return run_fail(job->err, "nothing records from DAI '%s': give -c with a PCM behind it",
					job->ins[i].file->name);
	return 0;
}

static int run_ticks(struct job *job)
{
	if (apply_sets(job, false) < 0)
		return -1;
	while (!is_over(job)) {
		if (run_tick(job) < 0 || (job->tick == 1 && check_ins(job) < 0))
			return -1;
	}
	return 0;
}

static int stop_all(struct job *job)
{
	struct run_error later = { "" };
	int ret = 0;
	u32 i;

	for (i = 0; i < job->n_streams; i++)
		if (job_stream_end(job, &job->streams[i]) < 0)
			ret = -1;
	if (run_unload(job->t, run_dsp_port(job->dsp), &later) < 0 ||
	    run_dsp_check_empty(job->dsp, &later) < 0)
		ret = -1;
	if (later.text[0] && !job->err->text[0])
		*job->err = later;

	return ret;
}

static int close_wav(struct job *job, struct run_wav *wav)
{
	struct run_error later = { "" };
	int ret = run_wav_close(wav, &later);

	if (ret < 0 && !job->err->text[0])
		*job->err = later;

	return ret;
}

static void note(struct run_result *result, const char *what,
		 const struct run_file *file, const struct run_wav_info *info,
		 const struct run_wav *wav)
{
	if (wav)
		result->files[result->n_files++] = (struct run_done) {
			.file = file,
			.what = what,
			.info = *info,
			.n_frames = run_wav_frames(wav),
		};
}

static void take_stock(const struct job *job, struct run_result *result)
{
	struct sofdsp_stats stats;
	const struct job_stream *s;
	u32 i;

	for (i = 0; i < job->n_streams; i++) {
		s = &job->streams[i];
		note(result, s->params.direction == SOF3_DIR_PLAYBACK ? "play" :
		     "record", s->file, &s->info, s->wav);
		/* the ring was filled ahead of what has been played */
		if (s->wav && s->params.direction == SOF3_DIR_PLAYBACK &&
		    s->n_frames < result->files[result->n_files - 1].n_frames)
			result->files[result->n_files - 1].n_frames = s->n_frames;
	}
	for (i = 0; i < job->n_ins; i++)
		note(result, "dai-in", job->ins[i].file, &job->ins[i].info,
		     job->ins[i].wav);
	for (i = 0; i < job->n_outs; i++)
		note(result, "dai-out", job->outs[i].file, &job->outs[i].info,
		     job->outs[i].wav);

	sofdsp_get_stats(run_dsp_lib(job->dsp), &stats);
	result->n_ticks = job->tick;
	result->n_ipcs = stats.n_ipcs;
	result->n_xruns = stats.n_xruns;
	result->n_positions = run_dsp_positions(job->dsp);
	result->n_xrun_notes = run_dsp_xruns(job->dsp);
}

static int close_all(struct job *job)
{
	int ret = 0;
	u32 i;

	for (i = 0; i < job->n_streams; i++) {
		ret |= close_wav(job, job->streams[i].wav);
		free(job->streams[i].ring);
	}
	for (i = 0; i < job->n_ins; i++)
		ret |= close_wav(job, job->ins[i].wav);
	for (i = 0; i < job->n_outs; i++)
		ret |= close_wav(job, job->outs[i].wav);
	run_dsp_free(job->dsp);
	if (job->log && fclose(job->log) && !job->err->text[0])
		ret = run_fail(job->err, "%s: %s", job->o->ipc_log, strerror(errno));

	return ret;
}

/* Connection points that files are for; the others stay out. */
static int lend(struct job *job, const struct run_file *files, u32 n,
		u32 direction)
{
	const struct run_pcm *pcm;
	u32 i;

	for (i = 0; i < n; i++) {
		pcm = job_find_pcm(job->t, files[i].name, direction, job->err);
		if (!pcm)
			return -1;
		if (job->t->widgets[pcm->host[direction]].is_virtual)
			run_tplg_lend(job->t, pcm->host[direction]);
	}
	return 0;
}

static int open_log(struct job *job)
{
	if (!job->o->ipc_log)
		return 0;
	job->log = fopen(job->o->ipc_log, "w");

	return job->log ? 0 : run_fail(job->err, "%s: %s", job->o->ipc_log,
				       strerror(errno));
}

int run_job(const struct run_options *o, struct run_tplg *t,
	    struct run_result *result, struct run_error *err)
{
	struct job *job = run_realloc(NULL, 1, sizeof(*job));
	struct run_dai_ops codec = job_codec_ops;
	int ret;

	memset(job, 0, sizeof(*job));
	memset(result, 0, sizeof(*result));
	err->text[0] = '\0';
	job->o = o;
	job->t = t;
	job->err = err;
	codec.ctx = job;

	ret = open_log(job);
	job->dsp = run_dsp_new(t, &codec, job->log);
	if (!ret)
		ret = lend(job, o->play, o->n_play, SOF3_DIR_PLAYBACK);
	if (!ret)
		ret = lend(job, o->record, o->n_record, SOF3_DIR_CAPTURE);
	if (!ret)
		ret = run_load(t, run_dsp_port(job->dsp), err);
	if (!ret)
		ret = open_all(job);
	if (!ret)
		ret = run_ticks(job);
	ret |= stop_all(job);
	take_stock(job, result);
	ret |= close_all(job);
	free(job);

	return ret ? -1 : 0;
}
