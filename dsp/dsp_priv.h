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
 * How audio flows. A tick first asks, from sinks to sources, how many frames each
 * component's sinks want of it: a DAI wants what it plays in a tick, an SRC turns
 * that into frames of its input, a capture host takes all that comes. Then it runs
 * the running components once each, sources before sinks. What the host copier
 * takes in a tick leaves the DAI in the same tick, and no buffer holds anything
 * between two ticks: so a stop loses nothing that was counted as played, a start
 * needs no preload, and rates may differ along the way. (Only if a stream goes to
 * DAIs of two families of rates, a frame or two of it wait for the slower one.)
 */
#ifndef SOFDSP_PRIV_H
#define SOFDSP_PRIV_H

#include <sof/ipc3.h>
#include <sofdsp/sofdsp.h>

#define SOFDSP_ARENA_BLOCK_BYTES	1024u
#define SOFDSP_ARENA_BLOCKS		(SOFDSP_ARENA_BYTES / SOFDSP_ARENA_BLOCK_BYTES)

/*
 * The most that flows through a buffer in a tick: 45 frames at 44.1 kHz may take
 * 196 of 192 kHz.
 */
#define SOFDSP_MAX_FRAMES		200u
#define SOFDSP_MAX_SAMPLES		(SOFDSP_MAX_FRAMES * SOFDSP_MAX_CHANNELS)

/* A tick of the widest format, whatever less a topology asks for. */
#define SOFDSP_BUFFER_MIN_BYTES		(SOFDSP_MAX_SAMPLES * (u32)sizeof(s32))
#define SOFDSP_BUFFER_MAX_BYTES		(64u << 10)

/* Demand of a sink that takes whatever comes. */
#define SOFDSP_DEMAND_ALL		0xffffffffu

#define SOFDSP_UUID_BYTES		16u

/* Largest content of a bytes control. */
#define SOFDSP_BLOB_MAX_BYTES		(16u << 10)

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
	u32 rate_hz;
	u32 room_frames;
	u32 read_frame;
	u32 fill_frames;
	u32 demand_frames;	/* of the sink in this tick; 0 if it does not run */
};

/*
 * A kind of component. All run in the context of the public call; none may
 * fail except where it returns int.
 */
struct sofdsp_comp_ops {
	u32 type;		/* SOF3_TYPE_*; NONE: found by uuid only */
	const u8 *uuid;		/* as a topology carries it; NULL: by type only */
	u32 msg_bytes;		/* of its COMP_NEW, without data and extension */
	u32 priv_bytes;		/* zeroed memory at comp->priv */

	/*
	 * Read the COMP_NEW, msg_bytes of it are there. Sets max_ins, max_outs.
	 * Returns 0 or a negative errno.
	 */
	int (*init)(struct sofdsp_comp *comp, const void *msg);

	/* Its inputs may have other numbers of channels than comp->channels. */
	bool ins_any_channels;

	/*
	 * Optional: @out became an output while not idle; sets its format. That of
	 * the component if it is NULL.
	 */
	void (*out_linked)(struct sofdsp_comp *comp, struct sofdsp_buffer *out);

	/*
	 * Idle to prepared. Sources are prepared before. Sets comp->channels and
	 * comp->rate_hz, and the format of the buffers it writes.
	 */
	int (*prepare)(struct sofdsp_comp *comp);

	/* Optional: comp->level was @old and is now another one. */
	void (*level_changed)(struct sofdsp_comp *comp, enum sofdsp_level old);

	/*
	 * Optional: frames that it wants on each input so that it can make
	 * @out_frames, which may be SOFDSP_DEMAND_ALL. As many if it is NULL.
	 */
	u32 (*need)(struct sofdsp_comp *comp, u32 out_frames);

	/*
	 * One tick; called while running. Makes what its inputs allow, at most
	 * comp->demand_frames, and takes what that needs.
	 */
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

	/*
	 * Optional: a bytes control, without its struct sof3_abi_hdr. @data is
	 * aligned for u32 and may hold anything. At any level; takes effect at
	 * once. A refused one changes nothing. At most SOFDSP_BLOB_MAX_BYTES.
	 */
	int (*set_data)(struct sofdsp_comp *comp, const void *data, u32 bytes);
	/* Bytes that the control has; the first @cap of them into @data. */
	u32 (*get_data)(struct sofdsp_comp *comp, void *data, u32 cap);
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

	/* Of its input; of its output for sources. 0 while idle. */
	u32 channels;
	u32 rate_hz;
	u32 demand_frames;		/* of its sinks in this tick */

	/* A bytes control that arrives in parts (dsp_control.c). */
	u8 *part_data;			/* NULL: none is under way */
	u32 part_bytes;			/* of the whole */
	u32 part_fill;
	u32 part_index;			/* of the next one */
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
	u32 rate_hz;
	u32 sample_bytes;
	u32 period_bytes;		/* 0: no position messages */
	u32 since_period_bytes;
	bool period_elapsed;

	/* Told when it begins, not again while it lasts. */
	bool in_xrun;
	s32 xrun_bytes;			/* to be told; 0: nothing; < 0: underrun */

	/* A tick's frames as the host sees them. */
	u64 raw[SOFDSP_MAX_SAMPLES * sizeof(s32) / sizeof(u64)];
};

/* A DAI component's private part; here since DAI_CONFIG looks for it. */
struct sofdsp_dai {
	u32 direction;
	u32 dai_index;
	u32 type;
	u32 frame_fmt;
	u32 slots;			/* 0: no DAI_CONFIG yet */
	u32 rate_hz;
	s32 period[SOFDSP_DAI_MAX_FRAMES * SOFDSP_MAX_CHANNELS];
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

	u32 tick_phase;			/* 0..9, see sofdsp_tick_frames() */
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
	const s32 low = (s32)x;

	if (low == x)
		return low;
	return x < 0 ? -0x7fffffff - 1 : 0x7fffffff;
}

/* Nearest multiple of 2^16 (ties up), saturated: S32 to S16 in its top bits. */
static inline s32 sofdsp_round_s16(s32 x)
{
	return ((x < 0x7fff7fff ? x : 0x7fff7fff) + (1 << 15)) >> 16;
}

/* The same to S24 in the top bits of S32. */
static inline s32 sofdsp_round_s24(s32 x)
{
	return ((x < 0x7fffff7f ? x : 0x7fffff7f) + (1 << 7)) >> 8;
}

/* dsp_arena.c. Zeroed memory, aligned for u64, or NULL. */
void *sofdsp_alloc(struct sofdsp *dsp, u32 bytes);
void sofdsp_free(struct sofdsp *dsp, void *mem);
u32 sofdsp_alloc_used_bytes(const struct sofdsp *dsp);

/* dsp_buffer.c */
void sofdsp_buffer_flush(struct sofdsp_buffer *buf);
/* Also flushes. Channels 0: none. */
void sofdsp_buffer_set_format(struct sofdsp_buffer *buf, u32 channels, u32 rate_hz);
u32 sofdsp_buffer_room(const struct sofdsp_buffer *buf);
/* Frames to read: none while the source is stopped or paused. */
u32 sofdsp_buffer_fill(const struct sofdsp_buffer *buf);
/* Contiguous frames at the front or the end, at most *n_frames, into *n_frames. */
const s32 *sofdsp_buffer_read(const struct sofdsp_buffer *buf, u32 *n_frames);
s32 *sofdsp_buffer_write(const struct sofdsp_buffer *buf, u32 *n_frames);
void sofdsp_buffer_consume(struct sofdsp_buffer *buf, u32 n_frames);
void sofdsp_buffer_produce(struct sofdsp_buffer *buf, u32 n_frames);

/*
 * dsp_comp.c: what components have in common.
 *
 * Prepare and reset of those with one input and one output of the same format.
 */
int sofdsp_prepare_through(struct sofdsp_comp *comp);
void sofdsp_reset_through(struct sofdsp_comp *comp);

/*
 * Their process: hands @fn contiguous pieces, in order. Neither @to nor @from
 * holds more than @n_frames frames of comp->channels samples.
 */
typedef void (*sofdsp_piece_fn)(struct sofdsp_comp *comp, s32 *to, const s32 *from,
				u32 n_frames);
void sofdsp_comp_run(struct sofdsp_comp *comp, sofdsp_piece_fn fn);

/*
 * Frames that one with many inputs makes of them: as many as are wanted; if any
 * number will do, as many as the fullest input has.
 */
u32 sofdsp_comp_sum_frames(const struct sofdsp_comp *comp);

/*
 * dsp_route.c. Appends @n_frames to @to: its channel c is the sum, saturated, of the
 * channels of @from whose bit is in masks[c]; channel c itself if @masks is NULL.
 * Frames for which there is no room are dropped.
 */
void sofdsp_route(struct sofdsp_buffer *to, const u8 *masks, const s32 *from,
		  u32 from_channels, u32 n_frames);

/* dsp_sched.c. Frames of the current tick at @rate_hz. */
u32 sofdsp_tick_frames(const struct sofdsp *dsp, u32 rate_hz);
static inline bool sofdsp_rate_ok(u32 rate_hz)
{
	return rate_hz >= SOFDSP_MIN_RATE_HZ && rate_hz <= SOFDSP_MAX_RATE_HZ &&
	       rate_hz % 100 == 0;
}

/*
 * components/comp_table.c. By UUID if @uuid is one that a component has, else by
 * type. NULL if there is none. @uuid may be NULL.
 */
const struct sofdsp_comp_ops *sofdsp_comp_ops_find(u32 type, const u8 *uuid);
extern const struct sofdsp_comp_ops sofdsp_dai_ops;
extern const struct sofdsp_comp_ops sofdsp_dcblock_ops;
extern const struct sofdsp_comp_ops sofdsp_eq_fir_ops;
extern const struct sofdsp_comp_ops sofdsp_eq_iir_ops;
extern const struct sofdsp_comp_ops sofdsp_demux_ops;
extern const struct sofdsp_comp_ops sofdsp_drc_ops;
extern const struct sofdsp_comp_ops sofdsp_host_ops;
extern const struct sofdsp_comp_ops sofdsp_mixer_ops;
extern const struct sofdsp_comp_ops sofdsp_mux_ops;
extern const struct sofdsp_comp_ops sofdsp_selector_ops;
extern const struct sofdsp_comp_ops sofdsp_src_ops;
extern const struct sofdsp_comp_ops sofdsp_template_ops;
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

/* dsp_control.c */
void sofdsp_control_drop_parts(struct sofdsp_comp *comp);

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
