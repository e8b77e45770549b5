/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * sofdsp-run: plays WAV files through a topology on a DSP of its own.
 */
#ifndef RUN_H
#define RUN_H

#include <stdio.h>

#include <sofdsp/sofdsp.h>

#include "run_tplg.h"

#define RUN_OK			0
#define RUN_FAILED		1
#define RUN_USAGE		2

#define RUN_MAX_FILES		64u	/* of -p, -c, -i and -o each */
#define RUN_MAX_SETS		256u

/*
 * WAV files (wav.c, with libsndfile)
 */
struct run_wav;

struct run_wav_info {
	u32 rate_hz;
	u32 n_channels;
	u32 frame_fmt;		/* SOF3_FRAME_* that holds its samples */
	u64 n_frames;
};

/* NULL with @err filled if it is not 16, 24 or 32 bit PCM of 1 to 8 channels. */
struct run_wav *run_wav_open(const char *path, struct run_wav_info *info,
			     struct run_error *err);
struct run_wav *run_wav_create(const char *path, const struct run_wav_info *info,
			       struct run_error *err);
/*
 * Frames of S32, full scale 2^31. Reading past the end gives silence. Writing
 * rounds to the width of the file. -1 with @err filled.
 */
int run_wav_read(struct run_wav *wav, s32 *to, u32 n_frames,
		 struct run_error *err);
int run_wav_write(struct run_wav *wav, const s32 *from, u32 n_frames,
		  struct run_error *err);
u64 run_wav_frames(const struct run_wav *wav);	/* read or written */
/* Everything is on the disk then, or it is -1. @wav may be NULL. */
int run_wav_close(struct run_wav *wav, struct run_error *err);

/*
 * A DSP (dsp.c)
 */
struct run_dsp;

/**
 * struct run_dai_ops - what is at the DAIs
 * @tx, @rx: as in struct sofdsp_env
 */
struct run_dai_ops {
	void (*tx)(void *ctx, u32 dai_index, const s32 *samples, u32 channels,
		   u32 n_frames);
	void (*rx)(void *ctx, u32 dai_index, s32 *samples, u32 channels,
		   u32 n_frames);
	void *ctx;
};

/* @log: each message is written there, with names out of @t; or NULL. */
struct run_dsp *run_dsp_new(const struct run_tplg *t,
			    const struct run_dai_ops *dais, FILE *log);
void run_dsp_free(struct run_dsp *d);
struct sofdsp *run_dsp_lib(struct run_dsp *d);
const struct run_port *run_dsp_port(struct run_dsp *d);
void run_dsp_tick(struct run_dsp *d);
/* Position and xrun notifications that have come. */
u64 run_dsp_positions(const struct run_dsp *d);
u64 run_dsp_xruns(const struct run_dsp *d);
/* -1 with @err filled if anything has been left on it. */
int run_dsp_check_empty(struct run_dsp *d, struct run_error *err);

/* One line for a message and its reply (ipclog.c). */
void run_ipclog(FILE *log, const struct run_tplg *t, u64 tick, const void *msg,
		u32 bytes, int error);

/*
 * What to do (options.c)
 */

/**
 * struct run_file - one "NAME=FILE"
 * @start_ms: of -p, when it begins
 * @rate_hz, @n_channels, @frame_fmt: of -c; RUN_NONE where the PCM decides
 */
struct run_file {
	char *name;
	char *path;
	u32 start_ms;
	u32 rate_hz;
	u32 n_channels;
	u32 frame_fmt;
};

struct run_set {
	u32 at_ms;
	bool is_later;		/* --set-at: while running */
	char *name;
	char *value;
};

struct run_options {
	const char *topology;
	struct run_file play[RUN_MAX_FILES], record[RUN_MAX_FILES];
	struct run_file dai_in[RUN_MAX_FILES], dai_out[RUN_MAX_FILES];
	u32 n_play, n_record, n_dai_in, n_dai_out;
	struct run_set sets[RUN_MAX_SETS];
	u32 n_sets;
	u32 out_fmt;		/* of the files of -o */
	double seconds;		/* 0: as long as the files */
	double tail_ms;		/* < 0: what the components need */
	const char *ipc_log;
	bool list;
	bool dot;
	bool json;
	bool quiet;
};

/* Returns -1, or the exit code if there is nothing left to do. */
int run_options_parse(struct run_options *o, int argc, char **argv);
void run_options_free(struct run_options *o);

/*
 * Doing it (job.c)
 */

/* Of one file, for the summary. */
struct run_done {
	const struct run_file *file;
	const char *what;	/* "play", "record", "dai-in", "dai-out" */
	struct run_wav_info info;
	u64 n_frames;		/* really played or written */
};

struct run_result {
	struct run_done files[4 * RUN_MAX_FILES];
	u32 n_files;
	u64 n_ticks;
	u64 n_ipcs;
	u64 n_positions;
	u64 n_xruns;		/* ticks of a DAI with too few frames */
	u64 n_xrun_notes;
};

int run_job(const struct run_options *o, struct run_tplg *t,
	    struct run_result *result, struct run_error *err);

/*
 * Telling about it (list.c, dot.c, summary.c)
 */
void run_list(const struct run_tplg *t, FILE *out);
void run_list_json(const struct run_tplg *t, FILE *out);
void run_dot(const struct run_tplg *t, FILE *out);
void run_summary(const struct run_result *result, FILE *out);
void run_summary_json(const struct run_result *result, FILE *out);
const char *run_format_name(u32 frame_fmt);
const char *run_direction_name(u32 direction);

/* The name of DAI widget @w on the command line: "DAI0". */
void run_dai_name(const struct run_widget *w, char to[RUN_NAME_BYTES]);

#endif /* RUN_H */
