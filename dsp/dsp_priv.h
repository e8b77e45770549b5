/* SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause */
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Inside of the software DSP: objects, pools, and what its files offer to each
 * other. Components (components/) include this too; see struct sofdsp_comp_ops.
 *
 * How activity works. A host component has a stream level, set by IPC. The
 * level of every other component is derived: the highest level of a host that
 * reaches it along the direction of its audio. sofdsp_graph_update() derives
 * all of them anew after every change of graph or stream, so there is no count
 * that could get out of step, and a mixer with its DAI runs exactly as long as
 * somebody plays into it.
 *
 * How audio flows. A tick runs the running components once each, sources before
 * sinks, one period at most. What the host copier takes in a tick leaves the
 * DAI in the same tick, and no buffer holds anything between two ticks: so a
 * stop loses nothing that was counted as played, and a start needs no preload.
 */
#ifndef SOFDSP_PRIV_H
#define SOFDSP_PRIV_H

#include <sof/ipc3.h>
#include <sofdsp/sofdsp.h>

#define SOFDSP_ARENA_BLOCK_BYTES	1024u
#define SOFDSP_ARENA_BLOCKS		(SOFDSP_ARENA_BYTES / SOFDSP_ARENA_BLOCK_BYTES)

/* Two periods of the widest format, whatever less a topology asks for. */
#define SOFDSP_BUFFER_MIN_BYTES \
	(2 * SOFDSP_PERIOD_FRAMES * SOFDSP_MAX_CHANNELS * (u32)sizeof(s32))
#define SOFDSP_BUFFER_MAX_BYTES		(64u << 10)

enum sofdsp_level {
	SOFDSP_IDLE,
	SOFDSP_PREPARED,
	SOFDSP_PAUSED,
	SOFDSP_RUNNING,
};

struct sofdsp_comp;

/* Ring of S32 frames between two components. */
struct sofdsp_buffer {
	bool used;
	u32 id;
	u32 pipeline_id;

	struct sofdsp_comp *source;
	struct sofdsp_comp *sink;
	struct sofdsp_buffer *next_out;	/* of the same source */
	struct sofdsp_buffer *next_in;	/* of the same sink */

	s32 *samples;
	u32 n_samples;		/* room */
	u32 channels;		/* 0 until the source is prepared */
	u32 room_frames;
	u32 read_frame;
	u32 fill_frames;
};

/*
 * A kind of component. All run in the context of the public call; none may
 * fail except where it returns int.
 */
struct sofdsp_comp_ops {
	u32 type;		/* SOF3_TYPE_* */
	u32 msg_bytes;		/* of its COMP_NEW, without extended data */
	u32 priv_bytes;		/* zeroed memory at comp->priv */

	/*
	 * Read the COMP_NEW, msg_bytes of it are there. Sets max_ins, max_outs.
	 * Returns 0 or a negative errno.
	 */
	int (*init)(struct sofdsp_comp *comp, const void *msg);

	/*
	 * Idle to prepared. Sources are prepared before. Sets comp->channels,
	 * and the channels of the buffers it writes.
	 */
	int (*prepare)(struct sofdsp_comp *comp);

	/* Optional: comp->level was @old and is now another one. */
	void (*level_changed)(struct sofdsp_comp *comp, enum sofdsp_level old);

	/* One period; called while running. */
	void (*process)(struct sofdsp_comp *comp);

	/* Optional: prepared to idle. Undoes prepare. */
	void (*reset)(struct sofdsp_comp *comp);

	/* Optional: before the component is gone. Undoes init. */
	void (*free)(struct sofdsp_comp *comp);

	/* Optional: one channel of a control. @cmd: SOF3_CTRL_CMD_*. */
	int (*get_value)(struct sofdsp_comp *comp, u32 cmd, u32 channel,
			 u32 *value);
	/* Asked with @apply false for all channels before it is told with true. */
	int (*set_value)(struct sofdsp_comp *comp, u32 cmd, u32 channel,
			 u32 value, bool apply);
};

struct sofdsp_comp {
	struct sofdsp *dsp;
	const struct sofdsp_comp_ops *ops;	/* NULL: slot is free */
	void *priv;
	u32 id;
	u32 pipeline_id;
	u32 max_ins;
	u32 max_outs;
	struct sofdsp_buffer *ins;
	struct sofdsp_buffer *outs;

	enum sofdsp_level level;

	/* Marks of dsp_graph.c. */
	enum sofdsp_level want;
	enum sofdsp_level upstream;
	enum sofdsp_level limit;
	u32 n_pending;

	u32 channels;			/* of its input; of its output for sources */
};

struct sofdsp_pipeline {
	bool used;
	bool complete;
	u32 id;
	u32 pipeline_id;
};

/* The host's ring of one stream tag and direction. */
struct sofdsp_dma {
	const struct sofdsp_sg *sg;	/* NULL: not set up */
	u32 n_sg;
	u32 buffer_bytes;
	u32 sg_index;
	u32 sg_offset;
	u32 position;			/* read by other contexts at any time */
	bool claimed;			/* by a host component */
};

/* A host component's private part; here since streams are set up from IPC. */
struct sofdsp_host {
	u32 direction;
	enum sofdsp_level level;	/* what IPC asked for */
	u32 slot;			/* in the stream window */
	u32 stream_tag;
	struct sofdsp_dma *dma;		/* NULL: taken back */
	u32 frame_fmt;
	u32 channels;
	u32 sample_bytes;
	u32 period_bytes;		/* 0: no position messages */
	u32 since_period_bytes;
	bool period_elapsed;
	u64 raw[SOFDSP_PERIOD_FRAMES * SOFDSP_MAX_CHANNELS * sizeof(s32) /
		sizeof(u64)];	/* one period as the host sees it */
};

/* A DAI component's private part; here since DAI_CONFIG looks for it. */
struct sofdsp_dai {
	u32 direction;
	u32 dai_index;
	u32 type;
	u32 frame_fmt;
	u32 channels;			/* 0: no DAI_CONFIG yet */
	s32 period[SOFDSP_PERIOD_FRAMES * SOFDSP_MAX_CHANNELS];
};

struct sofdsp {
	const struct sofdsp_env *env;
	void *env_ctx;

	struct sofdsp_pipeline pipelines[SOFDSP_MAX_PIPELINES];
	struct sofdsp_comp comps[SOFDSP_MAX_COMPS];
	struct sofdsp_buffer buffers[SOFDSP_MAX_BUFFERS];
	struct sofdsp_dma dmas[2][SOFDSP_MAX_STREAMS];
	struct sofdsp_comp *streams[SOFDSP_MAX_STREAMS];	/* by slot */

	struct sofdsp_comp *order[SOFDSP_MAX_COMPS];	/* sources first */
	u32 n_order;

	u64 n_ticks;
	u64 n_ipcs;
	u64 n_ipc_errors;
	u64 n_xruns;

	u64 msg[SOFDSP_MSG_MAX_BYTES / sizeof(u64)];
	u64 reply[SOFDSP_MSG_MAX_BYTES / sizeof(u64)];

	/* Blocks of the run that starts here; 0 free; see dsp_arena.c. */
	u16 runs[SOFDSP_ARENA_BLOCKS];
	u64 arena[SOFDSP_ARENA_BYTES / sizeof(u64)];
};

static inline u32 sofdsp_min(u32 a, u32 b)
{
	return a < b ? a : b;
}

static inline s32 sofdsp_sat_s32(s64 x)
{
	if (x > 0x7fffffff)
		return 0x7fffffff;
	if (x < -0x7fffffffll - 1)
		return -0x7fffffff - 1;
	return (s32)x;
}

/* Nearest multiple of 2^16 (ties up), saturated: S32 to S16 in its top bits. */
static inline s32 sofdsp_round_s16(s32 x)
{
	return sofdsp_sat_s32((s64)x + (1 << 15)) >> 16;
}

/* dsp_arena.c. Zeroed memory, aligned for u64, or NULL. */
void *sofdsp_alloc(struct sofdsp *dsp, u32 bytes);
void sofdsp_free(struct sofdsp *dsp, void *mem);
u32 sofdsp_alloc_used_bytes(const struct sofdsp *dsp);

/* dsp_buffer.c */
void sofdsp_buffer_flush(struct sofdsp_buffer *buf);
void sofdsp_buffer_set_channels(struct sofdsp_buffer *buf, u32 channels);
u32 sofdsp_buffer_room(const struct sofdsp_buffer *buf);
/* Frames to read: none while the source is stopped or paused. */
u32 sofdsp_buffer_fill(const struct sofdsp_buffer *buf);
/* Contiguous frames at the front or the end, at most *n_frames, into *n_frames. */
const s32 *sofdsp_buffer_read(const struct sofdsp_buffer *buf, u32 *n_frames);
s32 *sofdsp_buffer_write(const struct sofdsp_buffer *buf, u32 *n_frames);
void sofdsp_buffer_consume(struct sofdsp_buffer *buf, u32 n_frames);
void sofdsp_buffer_produce(struct sofdsp_buffer *buf, u32 n_frames);

/* components/comp_table.c. NULL if there is no such type. */
const struct sofdsp_comp_ops *sofdsp_comp_ops_find(u32 type);
extern const struct sofdsp_comp_ops sofdsp_dai_ops;
extern const struct sofdsp_comp_ops sofdsp_host_ops;
extern const struct sofdsp_comp_ops sofdsp_mixer_ops;
extern const struct sofdsp_comp_ops sofdsp_volume_ops;

/* Private part if @comp is of that kind, else NULL. */
struct sofdsp_host *sofdsp_to_host(struct sofdsp_comp *comp);
struct sofdsp_dai *sofdsp_to_dai(struct sofdsp_comp *comp);

/* dsp_graph.c */
struct sofdsp_comp *sofdsp_find_comp(struct sofdsp *dsp, u32 id);
struct sofdsp_buffer *sofdsp_find_buffer(struct sofdsp *dsp, u32 id);
struct sofdsp_pipeline *sofdsp_find_pipeline(struct sofdsp *dsp, u32 id);
int sofdsp_link_source(struct sofdsp_buffer *buf, struct sofdsp_comp *source);
int sofdsp_link_sink(struct sofdsp_buffer *buf, struct sofdsp_comp *sink);
void sofdsp_unlink_source(struct sofdsp_buffer *buf);
void sofdsp_unlink_sink(struct sofdsp_buffer *buf);
bool sofdsp_reaches(struct sofdsp *dsp, struct sofdsp_comp *from,
		    const struct sofdsp_comp *to);
/*
 * Derive order and levels, prepare what came up, reset what went down. If it
 * fails (a component refuses, formats differ), the caller undoes its change and
 * calls again, which then succeeds.
 */
int sofdsp_graph_update(struct sofdsp *dsp);

/* dsp_dma.c: move frames between ring and samples; advance the position. */
void sofdsp_dma_rewind(struct sofdsp_dma *dma);
void sofdsp_dma_get(struct sofdsp_dma *dma, void *to, u32 bytes);
void sofdsp_dma_put(struct sofdsp_dma *dma, const void *from, u32 bytes);

/* dsp_stream.c */
void sofdsp_stream_release(struct sofdsp_comp *comp);
void sofdsp_stream_report(struct sofdsp *dsp);

/*
 * IPC handlers, one per class. @msg is aligned, holds @bytes (the header's own
 * size, checked). They may put a reply into dsp->reply and set *@reply_bytes;
 * else the generic one with the returned error is sent.
 */
int sofdsp_ipc_topology(struct sofdsp *dsp, u32 cmd, const void *msg,
			u32 bytes, u32 *reply_bytes);
int sofdsp_ipc_dai(struct sofdsp *dsp, u32 cmd, const void *msg, u32 bytes);
int sofdsp_ipc_stream(struct sofdsp *dsp, u32 cmd, const void *msg, u32 bytes,
		      u32 *reply_bytes);
int sofdsp_ipc_control(struct sofdsp *dsp, u32 cmd, const void *msg, u32 bytes,
		       u32 *reply_bytes);

#endif /* SOFDSP_PRIV_H */
