/* SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause */
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * The ledger of one guest: what it has on the DSP, how that is linked, which
 * streams are set up. It says whether a message may go on, what must be
 * replaced in it, and in the end how to take everything back.
 *
 * Use, for each request:
 *
 *	ret = sofv_guest_admit(guest, now_ns, &wait_ns);
 *	if (ret)
 *		wait, and try again
 *	ret = sofv_ipc_decode(&ipc, msg, bytes);
 *	if (!ret)
 *		ret = sofv_guest_check(guest, &action, &ipc);
 *	if (!ret && action.needs_dsp)
 *		ret = sofv_votes_admit(votes, guest->range.slot);
 *	if (ret)
 *		count sofv_refusal_of(ret) and reply with ret
 *	switch (action.verdict) {
 *	case SOFV_ALLOW:
 *	case SOFV_REWRITE:
 *		sofv_action_apply(&action, msg, bytes);
 *		ret = send msg to the DSP
 *		break;
 *	case SOFV_HANDLE:
 *		ret = switch over ipc.cmd; TPLG_* and PM_CTX_* need nothing
 *		break;
 *	}
 *	if (!ret)
 *		sofv_guest_commit(guest, &ipc);
 *	else
 *		sofv_guest_failed(guest, now_ns);
 *
 * If the DSP gives no answer (timeout), commit too: teardown then frees an
 * object that may be there, which does no harm if it is not.
 *
 * Context: no locks here; the caller serialises all calls for one guest.
 * Guests do not know each other: their id ranges are disjoint, and the caller
 * grants no connection point to two guests that run.
 */
#ifndef SOFV_LEDGER_H
#define SOFV_LEDGER_H

#include <sofv_port.h>

#include <sofv/firewall.h>
#include <sofv/ipc.h>
#include <sofv/points.h>
#include <sofv/quota.h>
#include <sofv/range.h>

#define SOFV_OBJECTS_MAX		256	/* components, buffers, pipelines */
#define SOFV_LINKS_MAX			512
#define SOFV_STREAMS_MAX		16

#define SOFV_BUFFER_BYTES_DEFAULT	(1024 * 1024)

/* A whole topology with its controls is loaded at once: about 1000 requests. */
#define SOFV_IPC_HZ_DEFAULT		4000
#define SOFV_IPC_BURST_DEFAULT		2000

/* For those that are let through and fail there are lines in the host's log. */
#define SOFV_FAILURES_HZ		1
#define SOFV_FAILURES_BURST		64

/* Quotas. 0 means the default; for those without, the largest possible. */
struct sofv_guest_limits {
	u32 components;		/* buffers and virtual DAIs not counted */
	u32 pipelines;
	u32 buffer_bytes;	/* buffers and control data */
	u32 streams;
	u32 ipc_hz;		/* requests per second */
	u32 ipc_burst;		/* requests at once */
};

enum sofv_object_kind {
	SOFV_OBJECT_COMP,
	SOFV_OBJECT_BUFFER,
	SOFV_OBJECT_PIPE,
	SOFV_OBJECT_VDAI,	/* virtual DAI: only here, not on the DSP */
};

struct sofv_object {
	u32 id;
	u32 pipeline_id;
	u32 bytes;		/* buffer; component: its control data */
	u32 data_left;		/* control data that comes in parts: bytes to come */
	u32 data_part;		/* and the next part */
	u32 data_type;		/* SOF3_CTRL_DATA_* */
	u16 comp_type;		/* component */
	u8 kind;		/* enum sofv_object_kind */
	u8 direction;		/* host component, virtual DAI */
	u8 point_index;		/* virtual DAI */
};

/* As the DSP has it: an end at a connection point is the host's component. */
struct sofv_link {
	u32 source_id;
	u32 sink_id;
};

enum sofv_stream_state {
	SOFV_STREAM_SETUP,
	SOFV_STREAM_RUNNING,
	SOFV_STREAM_PAUSED,
};

struct sofv_stream {
	u32 comp_id;
	u8 state;		/* enum sofv_stream_state */
	u8 direction;		/* of the connection point that it was set up for */
	u8 point_index;		/* and its index */
};

/**
 * struct sofv_guest - ledger; about 13 KiB, zeroed and allocated by the caller
 * @range: ids that the guest may use
 * @limits: quotas, none of them 0
 * @points: granted connection points
 * @bucket: requests per second
 * @failures: of these, that failed
 * @n_objects: used entries of @objects
 * @n_links: used entries of @links
 * @n_streams: used entries of @streams
 * @objects: in order of creation
 * @links: in order of creation
 * @streams: in no order
 */
struct sofv_guest {
	struct sofv_range range;
	struct sofv_guest_limits limits;
	struct sofv_points points;
	struct sofv_bucket bucket;
	struct sofv_bucket failures;
	u32 n_objects;
	u32 n_links;
	u32 n_streams;
	struct sofv_object objects[SOFV_OBJECTS_MAX];
	struct sofv_link links[SOFV_LINKS_MAX];
	struct sofv_stream streams[SOFV_STREAMS_MAX];
};

/**
 * struct sofv_action - what to do with a message
 * @verdict: SOFV_ALLOW, SOFV_REWRITE or SOFV_HANDLE; SOFV_REFUSE on error
 * @patch_offset: SOFV_REWRITE: which 32-bit word of the message
 * @patch_value: SOFV_REWRITE: new value
 * @point_index: STREAM_*: connection point that the stream leads to
 * @direction: STREAM_*: of that point, SOF3_DIR_*
 * @needs_dsp: only while sofv_votes_admit() says so: what goes to the DSP, and
 *	what sets up or starts a stream
 */
struct sofv_action {
	enum sofv_verdict verdict;
	u32 patch_offset;
	u32 patch_value;
	u32 point_index;
	u32 direction;
	bool needs_dsp;
};

/**
 * sofv_guest_init - start a ledger
 * @guest: ledger, filled
 * @range: ids for this guest, see sofv_ranges_get()
 * @limits: quotas
 */
void sofv_guest_init(struct sofv_guest *guest, const struct sofv_range *range,
		     const struct sofv_guest_limits *limits);

/**
 * sofv_guest_grant - append a connection point to the guest's list
 * @guest: ledger
 * @direction: SOF3_DIR_*
 * @comp_id: component of the host that the point stands for
 *
 * Return: see sofv_points_add().
 */
int sofv_guest_grant(struct sofv_guest *guest, u32 direction, u32 comp_id);

/**
 * sofv_guest_admit - count a request against the guest's rate (P-3.5.2)
 * @guest: ledger
 * @now_ns: as for sofv_bucket_take()
 * @wait_ns: as for sofv_bucket_take()
 *
 * Return: as for sofv_bucket_take(). There is no token either while more requests
 * failed than may (P-3.5.4).
 */
int sofv_guest_admit(struct sofv_guest *guest, u64 now_ns, u64 *wait_ns);

/**
 * sofv_guest_failed - count a request that was let through and failed
 * @guest: ledger
 * @now_ns: as for sofv_guest_admit()
 */
void sofv_guest_failed(struct sofv_guest *guest, u64 now_ns);

/**
 * sofv_guest_check - may this message go on, and how
 * @guest: ledger
 * @action: filled
 * @ipc: decoded request
 *
 * Changes nothing.
 *
 * Return: 0, or why not:
 *   -EPERM     the firewall refuses it, whoever sends it
 *   -EACCES    an id is out of the guest's range, or a point was not granted
 *   -ENOENT    no such object
 *   -EEXIST    the id, the pipeline or the link is there already
 *   -EBUSY     the object has a stream or members, or the point or the buffer's
 *              end is linked already, or the point has a stream
 *   -EINVAL    not for an object of this kind, or a stream message or a part
 *              of control data out of turn
 *   -ENOTCONN  the component leads to no connection point, or to another one
 *              than when the stream was set up
 *   -EMSGSIZE  more control data than there may be
 *   -ENOSPC    the ledger is full
 *   sofv_quota_error() of a quota that is used up
 */
int sofv_guest_check(const struct sofv_guest *guest, struct sofv_action *action,
		     const struct sofv_ipc *ipc);

/**
 * sofv_action_apply - carry out SOFV_REWRITE
 * @action: from sofv_guest_check(); anything but SOFV_REWRITE does nothing
 * @msg: the message that was checked; any alignment
 * @bytes: its length
 */
void sofv_action_apply(const struct sofv_action *action, void *msg, u32 bytes);

/**
 * sofv_guest_commit - write down what a message did
 * @guest: ledger
 * @ipc: as given to sofv_guest_check(), before anything was replaced
 *
 * Call it for every message that was carried out, those with SOFV_HANDLE too;
 * most change nothing here.
 *
 * Return: 0, or what sofv_guest_check() says if it would now be refused; then
 * nothing was written.
 */
int sofv_guest_commit(struct sofv_guest *guest, const struct sofv_ipc *ipc);

/**
 * sofv_guest_stream_gone - a stream ended without PCM_FREE
 * @guest: ledger
 * @comp_id: host component
 *
 * For a PCM_PARAMS that failed after what was set up before was taken down.
 * Does nothing if there is no such stream.
 */
void sofv_guest_stream_gone(struct sofv_guest *guest, u32 comp_id);

/**
 * sofv_guest_next_teardown - next message that takes something off the DSP
 * @guest: ledger
 * @msg: filled with an IPC3 message; any alignment
 * @cap: room there; 12 bytes are enough
 * @bytes: set to the length of the message
 *
 * Components and buffers come first, then pipelines, each in reverse order of
 * creation: a pipeline must not go while it has members. The object leaves the
 * ledger with the call, whatever the DSP says to the message. Virtual DAIs and
 * links vanish silently. The caller has stopped and freed all streams before;
 * their entries are dropped by the first call.
 *
 * Return: false when nothing is left (or @cap is too small).
 */
bool sofv_guest_next_teardown(struct sofv_guest *guest, void *msg, u32 cap,
			      u32 *bytes);

/**
 * sofv_guest_forget - the DSP lost its content
 * @guest: ledger
 *
 * Empties the ledger; range, quotas and granted points stay.
 */
void sofv_guest_forget(struct sofv_guest *guest);

/**
 * sofv_guest_find_point - where a stream plugs in
 * @guest: ledger
 * @comp_id: host component of the stream
 * @index: set to the index of the connection point
 * @direction: set to its direction
 *
 * Follows links downstream for playback, upstream for capture; of several
 * points the one with the lowest index.
 *
 * Return: 0, -ENOENT if @comp_id is not a host component of the guest,
 * -ENOTCONN if it leads to no connection point.
 */
int sofv_guest_find_point(const struct sofv_guest *guest, u32 comp_id,
			  u32 *index, u32 *direction);

/* What the guest has on the DSP now. */
u32 sofv_guest_components(const struct sofv_guest *guest);
u32 sofv_guest_pipelines(const struct sofv_guest *guest);
u32 sofv_guest_buffer_bytes(const struct sofv_guest *guest);

#endif /* SOFV_LEDGER_H */
