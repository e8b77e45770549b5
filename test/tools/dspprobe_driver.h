/* SPDX-License-Identifier: GPL-2.0-only */
/* Copyright (C) 2026 The sof-virtio authors */
#ifndef DSPPROBE_DRIVER_H
#define DSPPROBE_DRIVER_H

/*
 * A driver that does what it is told, right or wrong. It has one graph for each
 * direction @p, 0 playback and 1 capture: host, volume and virtual DAI.
 */
#include <linux/vhost_dsp.h>
#include <sofv/wire.h>

#include "core_bench.h"
#include "dspprobe.h"

#define RING_BYTES	65536u
#define PERIOD_BYTES	8192u
#define FRAME_BYTES	8u
#define WAIT_MS		3000
/* a message that a crash comes upon is given up by the host's SOF core after 3 s */
#define CRASH_WAIT_MS	12000

/* The host component of a graph */
#define HOST(p)	(comp_base + 8 * (p) + 1)

extern int answer_ms;		/* how long to wait for a reply */
extern int failures;
extern u8 *request, *reply;
extern u32 reply_bytes;
extern u32 comp_base, comp_count, pipe_base;

struct probe_data {
	struct sofv_data_req *req;
	struct sofv_data_resp *resp;
	u8 *payload;
};

extern struct probe_data data;

/* Prints @what, and whether it holds. */
void check(bool ok, const char *what);
u64 now_ms(void);

/* Opens the device, starts the rings, asks for the ids. Returns the file. */
int session(const char *guest);
void read_ids(void);

/* A request with room for a reply. Returns its error; 1 if there is no reply. */
int call_room(const void *msg, u32 bytes, u32 room);
int call(const void *msg, u32 bytes);
u32 reply_word(u32 i);
int tplg_get(u32 offset, u32 room);
int vote(u32 state);

/* Message @i of graph @p; 0 behind the last. */
u32 graph_msg(void *m, u32 p, u32 i);
int build(u32 p);
int params(u32 p);
int trigger(u32 p, u32 cmd);

void post_events(void);
/* The next event, its buffer posted again; false if none comes in time. */
bool next_event(struct sofv_event_info *event, int ms);

void data_init(void);
/* Returns the response's error; 1 if there is none. @payload: what the chain has */
int move(u32 p, u32 offset, u32 bytes, u32 payload, u32 *moved);

#endif
