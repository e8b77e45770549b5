/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Private to job.c and its two halves: stream.c, the host's side of the DSP, and
 * codec.c, the other one.
 */
#ifndef RUN_JOB_H
#define RUN_JOB_H

#include "run.h"

#define JOB_MAX_TICK_FRAMES	SOFDSP_DAI_MAX_FRAMES

enum job_state {
	JOB_WAITING,
	JOB_RUNNING,
	JOB_DONE,
};

/**
 * struct job_stream - a PCM and its file
 * @ring: where the DSP reads or writes
 * @position: as far as the ring has been filled again, or emptied; bytes
 * @n_frames: that the DSP has read or written
 * @end_frames: of playback: then it is stopped
 */
struct job_stream {
	const struct run_file *file;
	const struct run_pcm *pcm;
	u32 host;
	struct run_wav *wav;
	struct run_wav_info info;
	struct run_stream_params params;
	u8 *ring;
	struct sofdsp_sg sg;
	u32 frame_bytes;
	u32 position;
	u64 n_frames;
	u64 end_frames;
	enum job_state state;
};

/**
 * struct job_dai - a DAI and its file
 * @end_frames: of an input: its file and the tail
 * @n_frames: that passed
 * @was_called: in this tick
 */
struct job_dai {
	const struct run_file *file;
	const struct run_widget *widget;
	u32 index;
	struct run_wav *wav;
	struct run_wav_info info;
	u64 n_frames;
	u64 end_frames;
	bool was_called;
};

/**
 * struct job - one run
 * @failed: something went wrong inside a callback; @err says what
 */
struct job {
	const struct run_options *o;
	struct run_tplg *t;
	struct run_dsp *dsp;
	FILE *log;
	struct run_error *err;
	bool failed;
	u64 tick;
	struct job_stream streams[2 * RUN_MAX_FILES];
	u32 n_streams;
	struct job_dai ins[RUN_MAX_FILES];
	u32 n_ins;
	struct job_dai outs[RUN_MAX_FILES];
	u32 n_outs;
};

/* How long a stream goes on after its file. */
u32 job_tail_ms(const struct job *job, u32 host);

/* NULL with @err filled if there is no such PCM in this direction. */
const struct run_pcm *job_find_pcm(const struct run_tplg *t, const char *name,
				   u32 direction, struct run_error *err);
/* Finds the PCM, opens the file, agrees on a format. */
int job_stream_add(struct job *job, const struct run_file *file, u32 direction);
/* Once per tick: before and after the DSP works. */
int job_stream_begin(struct job *job, struct job_stream *s);
int job_stream_go_on(struct job *job, struct job_stream *s);
/* Stops it if it runs, and gives everything back. */
int job_stream_end(struct job *job, struct job_stream *s);

int job_codec_add(struct job *job, const struct run_file *file, bool is_input);
extern const struct run_dai_ops job_codec_ops;	/* without .ctx */
/* Once per tick, after the DSP worked: silence where a DAI stood still. */
int job_codec_go_on(struct job *job, const u32 *frames);
/* Frames of the tick that comes, of each output. */
void job_codec_expect(struct job *job, u32 *frames);

/* The hardware configuration in force at a DAI, or NULL. */
const struct run_hw_config *job_dai_hw(const struct run_tplg *t,
				       const struct run_widget *w);

#endif /* RUN_JOB_H */
