/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * A DSP with something set up on it by messages, so that a benchmark can run ticks of
 * it, or one of its components alone. Whatever fails ends the program.
 */
#ifndef RIG_H
#define RIG_H

#include "bench.h"

#define RIG_RING_FRAMES		4800u

/* Ids of a line: host, component, DAI, and the buffers between. */
#define RIG_HOST		2u
#define RIG_DAI			3u
#define RIG_COMP		4u

struct rig {
	const struct bench_flavour *flavour;
	struct sofdsp *dsp;
	void *ring;
	struct sofdsp_sg sg;

	/* One component alone (rig_run_comp()). */
	struct sofdsp_comp *comp;
	u32 out_rate_hz;
};

/* Message under construction; its size is in its header. */
typedef u64 rig_msg[SOFDSP_MSG_MAX_BYTES / sizeof(u64)];

struct rig *rig_new(const struct bench_flavour *flavour);
void rig_free(struct rig *rig);

/* @direction, @channels, rates: of host and DAI. */
struct rig_format {
	u32 direction;
	u32 channels;
	u32 slots;
	u32 host_rate_hz;
	u32 dai_rate_hz;
	u32 host_fmt;			/* SOF3_FRAME_* */
	u32 dai_fmt;
};

/* COMP_NEW of @type with room for the struct of a process component. Returns it. */
struct sof3_comp_process *rig_comp_msg(rig_msg m, u32 id, u32 type, u32 bytes);
void rig_send(struct rig *rig, const void *msg);
void rig_comp_new(struct rig *rig, u32 id, u32 type, u32 bytes);
void rig_host_new(struct rig *rig, u32 id, u32 direction);
void rig_dai_new(struct rig *rig, u32 id, u32 dai_index, const struct rig_format *f);
void rig_pipe_new(struct rig *rig, u32 id);
/* A new buffer between two components. */
void rig_connect(struct rig *rig, u32 source, u32 sink);
void rig_complete(struct rig *rig, u32 id);
/* Set it up with stream tag @tag and start it. */
void rig_start(struct rig *rig, u32 host, u32 tag, const struct rig_format *f);
/* A bytes control, in as many parts as it takes. */
void rig_set_data(struct rig *rig, u32 id, const void *data, u32 bytes);
void rig_set_volume(struct rig *rig, u32 id, u32 gain_q16);

/*
 * host -> component -> DAI, or the other way round for capture; started.
 * @comp_new: its message with id RIG_COMP; NULL: there is none.
 */
struct rig *rig_line(const struct bench_flavour *flavour, const void *comp_new,
		     const struct rig_format *f);

struct sofdsp_comp *rig_find(struct rig *rig, u32 id);
/* From now on rig_run_comp() runs @id alone; its inputs are full of noise. */
void rig_single_out(struct rig *rig, u32 id);
/* That component alone for so many ticks; returns the frames it made or took. */
u64 rig_run_comp(void *rig, u32 ticks);
/* All of the DSP. */
void rig_run_all(struct rig *rig, u32 ticks);

/* White noise at about -20 dB of full scale, the same each time. */
void rig_noise(s32 *to, u32 n);

#endif /* RIG_H */
