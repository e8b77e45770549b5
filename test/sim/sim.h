/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * A whole machine in one process: drivers of several guests, the host's device
 * model around the real core, and the real software DSP behind it. A seed
 * decides who does what next and what goes wrong; see sim_main.c.
 *
 *   sim_driver.c   guest: what a SOF core and its driver send, good or evil
 *   sim_device.c   host: queues, verdicts, streams, power, resets
 *   sim_dsp.c      the DSP with the host's own graph and stream
 *   sim_check.c    what must hold after every step
 */
#ifndef SIM_H
#define SIM_H

#include <linux/virtio_sof.h>
#include <sofdsp/sofdsp.h>
#include <sofv/ledger.h>
#include <sofv/refusal.h>
#include <sofv/ring.h>
#include <sofv/votes.h>
#include <sofv/wire.h>

#include "core_bench.h"

#define SIM_GUESTS	3u
#define SIM_CHAINS	8u	/* of a guest in its ipc queue */
#define SIM_MSG_BYTES	512u
#define SIM_RING_BYTES	16384u	/* of every stream */
#define SIM_PERIOD	4096u
#define SIM_TPLG_BYTES	900u

/* Pipelines of a driver: two for playback, one for capture. */
#define SIM_PIPES	3u
#define SIM_CAPTURE	2u

/*
 * Component ids of the host, all below its guests'. Playback point @i is the
 * gain before one of the mixers, capture point @i a gain behind the demux.
 */
#define SIM_PLAYBACK_POINTS	(2 * SIM_GUESTS)
#define SIM_HOST_ID		10u	/* the host's own stream, into mixer 0 */
#define SIM_MIXER_ID(n)		(100u + 10u * (n))
#define SIM_PLAYBACK_ID(i)	(200u + 10u * (i))
#define SIM_CAPTURE_ID(i)	(300u + 10u * (i))
#define SIM_DEMUX_ID		400u
#define SIM_HOST_IDS		1000u

/* Ways to break the device or a driver, each of which the checks must find. */
enum sim_sabotage {
	SIM_NO_SABOTAGE,
	SIM_FORGET_COMMIT,	/* an object is not written down */
	SIM_LEAVE_ONE,		/* a reset forgets an object on the DSP */
	SIM_KEEP_VOTE,		/* a reset forgets the vote */
	SIM_ANSWER_TWICE,	/* a request is completed twice */
	SIM_NO_REWRITE,		/* the virtual DAI goes to the DSP by its id */
	SIM_NO_LOSS,		/* the loss of the DSP's content is not told */
	SIM_FOREIGN_FREE,	/* a guest may free a neighbour's object */
	SIM_EARLY_SLEEP,	/* the DSP sleeps although a guest needs it */
	SIM_KEEP_VALUES,	/* a driver wakes up and doesn't send its controls */

	SIM_SABOTAGES
};

/* A request on its way. */
struct sim_chain {
	bool used;
	bool served;		/* the reply is ready */
	bool awaited;		/* the driver waits for this one */
	u32 number;
	u32 completions;
	u32 bytes;
	u32 room;
	u32 reply_bytes;
	u32 losses;		/* of the DSP's content when it was served */
	u8 msg[SIM_MSG_BYTES];
	u8 reply[SOFV_IPC_MAX_BYTES];
};

enum sim_state {
	SIM_DOWN,
	SIM_VOTE,
	SIM_IDS,
	SIM_TOPOLOGY,
	SIM_LOAD,
	SIM_CONTROLS,
	SIM_UP,
	SIM_UNLOAD,
	SIM_SAVE,
	SIM_SUSPEND,
	SIM_ASLEEP,
};

struct sim_driver_stream {
	enum { SIM_NONE, SIM_SETUP, SIM_RUNNING, SIM_PAUSED } state;
	u64 position;
};

struct sim_driver {
	enum sim_state state;
	bool evil;		/* sends what it likes */
	bool tainted;		/* a fault made its view of itself wrong */
	bool voted;		/* since reset: a loss would concern it */
	bool built;		/* its graph is on the DSP, as far as it knows */
	bool slept;		/* and has not sent its controls since */
	u32 pipes;		/* mask: which of its pipelines it loads */
	u32 losses;		/* seen with its last vote */
	u32 comp_id_base;
	u32 comp_id_count;
	u32 pipe_id_base;
	u32 index;		/* of the message in LOAD, UNLOAD and CONTROLS */
	u32 op;			/* SOF3_STREAM_* under way, or 0 */
	u32 op_pipe;
	u32 gain[SIM_PIPES];	/* what its controls are set to */
	u32 data_left;		/* control data in parts */
	u32 data_part;
	bool data_set;
	u32 buffers;		/* free ones in the position queue */
	u32 tplg_have;
	u32 tplg_total;
	u32 tplg_crc32;
	u8 tplg[SIM_TPLG_BYTES];
	struct sim_driver_stream streams[SIM_PIPES];
	u32 next_number;
	u32 last_completed;
	struct sim_chain chains[SIM_CHAINS];
};

/* The device's stream, as kernel/host has it. */
struct sim_stream {
	bool used;
	bool due;		/* a POSITION event */
	u32 comp_id;
	u32 direction;
	u32 tag;
	u32 dma_position;
	struct sofv_ring ring;
	struct sofdsp_sg sg;
	u8 memory[SIM_RING_BYTES];
};

struct sim_device {
	bool attached;
	bool busy;		/* a request is being served */
	bool reset_due;		/* a DSP_RESET event */
	bool voted_active;	/* as the last reply to a vote said */
	u32 events_lost;
	u64 refused;
	u32 tplg_bytes;
	u32 tplg_crc32;
	u8 tplg[SIM_TPLG_BYTES];
	struct sofv_guest guest;
	struct sim_stream streams[SOFV_STREAMS_MAX];
};

struct sim_tally {
	u64 steps;
	u64 requests;
	u64 refused;
	u64 resets;
	u64 deaths;
	u64 losses;
	u64 sleeps;
	u64 faults;
	u64 starts;
	u64 events;
	u64 frames;
};

struct sim {
	u32 seed;
	u32 random;
	u32 calm;		/* one in so many steps of a guest goes wrong */
	u32 guests;		/* how many of them come */
	u32 step;
	bool verbose;
	enum sim_sabotage sabotage;
	u64 now_ns;
	struct sim_tally *tally;

	/* the DSP */
	struct sofdsp *dsp;
	void *dsp_memory;
	bool alive;		/* false: crashed, or asleep */
	bool asleep;
	u32 losses;
	u32 dsp_ipcs;		/* since the count was last set to 0 */
	u32 dsp_errors;
	bool lose_reply;	/* the next reply of the DSP does not come */
	bool host_plays;
	u32 host_frame;		/* next frame of its stream to leave DAI 0 */
	struct sofdsp_sg host_sg;
	s32 host_ring[SIM_RING_BYTES / sizeof(s32)];

	struct sofv_ranges ranges;
	struct sofv_votes votes;
	struct sim_device devices[SIM_GUESTS];
	struct sim_driver drivers[SIM_GUESTS];
};

/* Fails the run unless @ok, and says how to see it again. */
void sim_must(struct sim *sim, bool ok, const char *what);
void sim_log(const struct sim *sim, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* 0 to @n - 1 */
u32 sim_random(struct sim *sim, u32 n);
static inline bool sim_one_in(struct sim *sim, u32 n)
{
	return sim_random(sim, n) == 0;
}

/* sim_dsp.c */
void sim_dsp_init(struct sim *sim);
void sim_dsp_free(struct sim *sim);
/* A message to the DSP; 0 or an errno, -ETIMEDOUT if no answer comes. */
int sim_dsp_send(struct sim *sim, const void *msg, u32 bytes, void *reply,
		 u32 *reply_bytes);
void sim_dsp_tick(struct sim *sim);
void sim_dsp_crash(struct sim *sim);
void sim_dsp_sleep(struct sim *sim);
/* Boots it and loads the host's graph; its content is lost. */
void sim_dsp_boot(struct sim *sim);
void sim_dsp_host_play(struct sim *sim, bool play);

/* sim_device.c */
void sim_device_attach(struct sim *sim, u32 g);
void sim_device_detach(struct sim *sim, u32 g);
void sim_device_reset(struct sim *sim, u32 g);
/* Serves a request or completes one. Returns false if there is none. */
bool sim_device_work(struct sim *sim, u32 g);
void sim_device_data(struct sim *sim, u32 g);
void sim_device_events(struct sim *sim, u32 g);
void sim_device_position(struct sim *sim, u32 comp_id);
void sim_device_dsp_lost(struct sim *sim);
bool sim_device_may_sleep(struct sim *sim);

/* sim_driver.c */
void sim_driver_boot(struct sim *sim, u32 g);
void sim_driver_next(struct sim *sim, u32 g);
void sim_driver_fault(struct sim *sim, u32 g);
void sim_driver_reply(struct sim *sim, u32 g, const struct sim_chain *chain);
void sim_driver_event(struct sim *sim, u32 g, const void *buf, u32 bytes);
void sim_driver_gone(struct sim *sim, u32 g);

/* sim_check.c */
void sim_check(struct sim *sim);
void sim_check_empty(struct sim *sim, u32 g);
u32 sim_objects_of(const struct sim *sim, u32 g);

#endif /* SIM_H */
