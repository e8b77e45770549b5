// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * The driver's half of dspprobe.c: requests and their replies, a graph for each
 * direction, events, data. See dspprobe_driver.h.
 */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "dspprobe_driver.h"
#include "wav.h"

#define EVENTS		32u

int answer_ms = WAIT_MS;
int failures;
u8 *request, *reply;
u32 reply_bytes;
u32 comp_base, comp_count, pipe_base;

void check(bool ok, const char *what)
{
	printf("%s: %s\n", ok ? "ok" : "FAILED", what);
	failures += !ok;
}

u64 now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);

	return (u64)t.tv_sec * 1000 + (u64)t.tv_nsec / 1000000;
}

u32 reply_word(u32 i)
{
	sofv_le32 le;

	memcpy(&le, reply + 4 * i, sizeof(le));

	return sofv_le32_to_cpu(le);
}

/* A request with room for a reply. Returns its error; 1 if there is no reply. */
int call_room(const void *msg, u32 bytes, u32 room)
{
	struct probe_piece pieces[2] = {
		{ request, bytes, false }, { reply, room, true },
	};
	u32 head, n = room ? 2 : 1;

	memcpy(request, msg, bytes);
	memset(reply, 0xee, SOFV_IPC_MAX_BYTES);
	probe_add(SOFV_VQ_IPC, pieces, n, true);
	if (!probe_used(SOFV_VQ_IPC, &head, &reply_bytes, answer_ms))
		wav_die("no answer to a request");

	return reply_bytes >= 12 ? (s32)reply_word(2) : 1;
}

int call(const void *msg, u32 bytes)
{
	return call_room(msg, bytes, SOFV_IPC_MAX_BYTES);
}

int tplg_get(u32 offset, u32 room)
{
	bench_msg m;

	return call_room(m, msg_own(m, SOFV_IPC_TPLG_VFE_GET, 16, offset), room);
}

int vote(u32 state)
{
	bench_msg m;

	return call(m, msg_own(m, SOFV_IPC_PM_VFE_POWER_STATUS, 12, state));
}

/* ---------------------------------------------------------------- graph */

u32 graph_msg(void *m, u32 p, u32 i)
{
	u32 b = comp_base + 8 * p, pipe = pipe_base + 1 + p;
	u32 direction = p ? SOF3_DIR_CAPTURE : SOF3_DIR_PLAYBACK;

	switch (i) {
	case 0:
		return msg_vdai_new(m, b + 5, pipe, direction, 0);
	case 1:
		return msg_buffer_new(m, b + 4, pipe, 6144);
	case 2:
		return msg_buffer_new(m, b + 3, pipe, 6144);
	case 3:
		return msg_volume_new(m, b + 2, pipe, 0);
	case 4:
		return msg_host_new(m, b + 1, pipe, direction);
	case 5:
		return msg_pipe_new_sched(m, b, pipe, b + 1);
	case 6:
		return p ? msg_connect(m, b + 5, b + 4) : msg_connect(m, b + 4, b + 5);
	case 7:
		return p ? msg_connect(m, b + 4, b + 2) : msg_connect(m, b + 2, b + 4);
	case 8:
		return p ? msg_connect(m, b + 2, b + 3) : msg_connect(m, b + 3, b + 2);
	case 9:
		return p ? msg_connect(m, b + 3, b + 1) : msg_connect(m, b + 1, b + 3);
	case 10:
		return msg_tplg_id(m, SOF3_TPLG_PIPE_COMPLETE, b);
	default:
		return 0;
	}
}

int build(u32 p)
{
	u32 i, bytes;
	bench_msg m;
	int ret;

	for (i = 0; (bytes = graph_msg(m, p, i)); i++) {
		ret = call(m, bytes);
		if (ret) {
			printf("message %u of pipeline %u: %d\n", i, p, ret);
			return ret;
		}
	}

	return 0;
}

int params(u32 p)
{
	bench_msg m;

	return call(m, msg_pcm_params(m, HOST(p), 1, p, SOF3_FRAME_S32_LE, 2,
				      RING_BYTES, PERIOD_BYTES));
}

int trigger(u32 p, u32 cmd)
{
	bench_msg m;

	return call(m, msg_stream(m, cmd, HOST(p)));
}

/* -------------------------------------------------------------- session */

void read_ids(void)
{
	bench_msg m;

	if (call(m, msg_own(m, SOFV_IPC_TPLG_VFE_COMP_ID, 8, 0)))
		wav_die("no component ids");
	comp_base = reply_word(3);
	comp_count = reply_word(4);
	/* as core/include/sofv/range.h pairs them; the topology has them too */
	pipe_base = SOFV_PIPE_ID_FIRST + (comp_base - SOFV_COMP_ID_FIRST) /
		    SOFV_COMP_ID_COUNT * SOFV_PIPE_ID_COUNT;
}

int session(const char *guest)
{
	int fd = probe_open(guest);

	if (fd < 0)
		wav_die("guest '%s': %s", guest, strerror(-fd));
	request = probe_alloc(4096);
	reply = probe_alloc(4096);
	probe_start(fd);
	read_ids();

	return fd;
}

static struct sofv_event *events;
static u32 event_heads[PROBE_RING];

static void post_event(u32 i)
{
	struct probe_piece piece = { &events[i], sizeof(*events), true };

	event_heads[probe_add(SOFV_VQ_POSITION, &piece, 1, true)] = i;
}

void post_events(void)
{
	u32 i;

	if (!events)
		events = probe_alloc(EVENTS * sizeof(*events));
	for (i = 0; i < EVENTS; i++)
		post_event(i);
}

/* The next event, its buffer posted again; false if none comes in time. */
bool next_event(struct sofv_event_info *event, int ms)
{
	u32 head, bytes, i;

	if (!probe_used(SOFV_VQ_POSITION, &head, &bytes, ms))
		return false;
	i = event_heads[head];
	if (sofv_decode_event(event, &events[i], bytes))
		wav_die("an event that is none");
	post_event(i);

	return true;
}

/* ----------------------------------------------------------------- data */

struct probe_data data;

void data_init(void)
{
	data.req = probe_alloc(4096);
	data.resp = probe_alloc(4096);
	data.payload = probe_alloc(2 * SOFV_DATA_MAX_BYTES);
}

/* Returns the response's error; 1 if there is none. @payload: what the chain has */
int move(u32 p, u32 offset, u32 bytes, u32 payload, u32 *moved)
{
	struct probe_piece out[3] = {
		{ data.req, sizeof(*data.req), false },
		{ data.payload, payload, false },
		{ data.resp, sizeof(*data.resp), true },
	};
	struct probe_piece in[3] = {
		out[0], out[2], { data.payload, payload, true },
	};
	u32 head, used;

	data.req->comp_id = sofv_cpu_to_le32(HOST(p));
	data.req->offset_bytes = sofv_cpu_to_le32(offset);
	data.req->bytes = sofv_cpu_to_le32(bytes);
	data.req->reserved = 0;
	memset(data.resp, 0xee, sizeof(*data.resp));
	probe_add(SOFV_VQ_DATA, p ? in : out, 3, true);
	if (!probe_used(SOFV_VQ_DATA, &head, &used, WAIT_MS))
		wav_die("no answer to data");
	*moved = sofv_le32_to_cpu(data.resp->bytes);

	return used >= sizeof(*data.resp) ? (s32)sofv_le32_to_cpu(data.resp->error) : 1;
}
