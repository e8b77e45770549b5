/* SPDX-License-Identifier: GPL-2.0-only */
/* Copyright (C) 2026 The sof-virtio authors */
#ifndef VHOST_DSP_H
#define VHOST_DSP_H

/*
 * vhost-dsp: the host's end of the virtio SOF device.
 *
 *   dev.c      /dev/vhost-dsp: one open file is one running guest
 *   ipc.c      ipc queue: check, serve, forward
 *   data.c     data queue: copy into the stream's ring
 *   event.c    position queue: tell the guest where the DSP is
 *   stream.c   front-end PCMs of the host, driven for the guest
 *   guest.c    what the administrator defined
 *   card.c     the SOF card, through the SOF client API
 *   netlink.c  how sofvctl talks to guest.c
 *
 * Locks, in the order in which they may be taken:
 *
 *   vhost_dsp_lock      all lists: cards, definitions; attach and detach
 *   vhost_dev.mutex     vhost's own: ioctls of one file
 *   vhost_dsp.dsp_lock  what the guest has on the DSP: ledger, streams, vote.
 *                       Held while IPCs are under way, so it may take long.
 *   vhost_virtqueue.mutex  vhost's own: one queue
 *   vhost_dsp.ring_lock whether a stream's ring may be touched. Short.
 *   vhost_dsp_card.votes_lock  a spinlock: the votes
 */
#include <linux/device.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/types.h>
#include <linux/wait.h>
#include <linux/workqueue.h>
#include <linux/vhost_dsp.h>

#include "vhost.h"

#include <sofv/ledger.h>
#include <sofv/points.h>
#include <sofv/refusal.h>
#include <sofv/ring.h>
#include <sofv/votes.h>

struct firmware;
struct netlink_ext_ack;
struct sk_buff;
struct sof_client_dev;
struct snd_pcm;
struct snd_pcm_substream;

#define VHOST_DSP_MAX_POINTS	SOFV_GRANTS_MAX
#define VHOST_DSP_MAX_STREAMS	SOFV_STREAMS_MAX

/**
 * struct vhost_dsp_card - a SOF card that guests can use
 * @list: in vhost_dsp_cards
 * @cdev: our client device
 * @id: ALSA card id as last seen, "" before; vhost_dsp_lock
 * @votes_lock: spinlock for @votes: a boot is reported in any context
 * @votes: who needs the DSP awake, and whose graph it still holds
 * @lost_work: tells the guests that the DSP lost what they built
 */
struct vhost_dsp_card {
	struct list_head list;
	struct sof_client_dev *cdev;
	char id[VHOST_DSP_NAME_BYTES];
	spinlock_t votes_lock;
	struct sofv_votes votes;
	struct work_struct lost_work;
};

/**
 * struct vhost_dsp_point - a connection point of a card
 * @name: name of the virtual PCM in the host's topology
 * @direction: SNDRV_PCM_STREAM_*
 * @comp_id: component that a guest's graph is linked to
 * @pcm: front end
 */
struct vhost_dsp_point {
	char name[VHOST_DSP_NAME_BYTES];
	int direction;
	u32 comp_id;
	struct snd_pcm *pcm;
};

/* Counters of one guest; they live as long as its definition. */
struct vhost_dsp_stats {
	atomic64_t ipc_received;
	atomic64_t ipc_forwarded;
	atomic64_t ipc_handled;
	atomic64_t ipc_failed;		/* of these two: answered with an error */
	atomic64_t ipc_refused[SOFV_REFUSALS];
	atomic64_t ipc_delayed;		/* had to wait for their rate */
	atomic64_t data_bytes[2];	/* by SNDRV_PCM_STREAM_* */
	atomic64_t events_lost;
	atomic64_t xruns;
};

/**
 * struct vhost_dsp_guest_def - a guest as the administrator defined it
 * @list: in vhost_dsp_guests
 * @name: unique
 * @card: ALSA card id or SOF device, "": the first card
 * @topology: file below the firmware path
 * @tplg: its content, checked
 * @points: names of granted connection points, playback then capture
 * @n_points: how many of each direction
 * @limits: quotas, none of them 0
 * @user: the open file that serves it, or NULL
 * @stats: counters
 */
struct vhost_dsp_guest_def {
	struct list_head list;
	char name[VHOST_DSP_NAME_BYTES];
	char card[VHOST_DSP_NAME_BYTES];
	char topology[VHOST_DSP_NAME_BYTES];
	const struct firmware *tplg;
	char points[2][VHOST_DSP_MAX_POINTS][VHOST_DSP_NAME_BYTES];
	u32 n_points[2];
	struct sofv_guest_limits limits;
	struct vhost_dsp *user;
	struct vhost_dsp_stats stats;
};

enum vhost_dsp_event_bit {
	VHOST_DSP_EVENT_POSITION,
	VHOST_DSP_EVENT_XRUN,
};

enum vhost_dsp_stream_state {
	VHOST_DSP_STREAM_FREE,
	VHOST_DSP_STREAM_SETUP,
	VHOST_DSP_STREAM_RUNNING,
	VHOST_DSP_STREAM_PAUSED,
};

/**
 * struct vhost_dsp_stream - a guest's stream and the front end that carries it
 * @vd: owner
 * @comp_id: host component of the stream
 * @point: where it plugs in
 * @state: dsp_lock
 * @substream: open front end; dsp_lock
 * @wait: hooked into the front end's wait queue while it runs
 * @events: what to tell the guest, VHOST_DSP_EVENT_* bits
 * @unsent: those of it that found no buffer
 * @run: counts its runs; written under ring_lock
 * @moving: the front end counts, from its start to its stop; ring_lock
 * @ring: the front end's DMA buffer, or NULL; ring_lock
 * @at: who is where in it; ring_lock
 * @frame_bytes: bytes per frame; ring_lock
 * @boundary_frames: where the front end's pointers wrap; ring_lock
 * @hw_frames: the front end's hardware pointer as last seen; ring_lock
 * @quiet: the guest wants no position events
 */
struct vhost_dsp_stream {
	struct vhost_dsp *vd;
	u32 comp_id;
	const struct vhost_dsp_point *point;
	enum vhost_dsp_stream_state state;
	struct snd_pcm_substream *substream;
	wait_queue_entry_t wait;
	unsigned long events;
	unsigned long unsent;
	u32 run;
	bool moving;
	void *ring;
	struct sofv_ring at;
	u32 frame_bytes;
	unsigned long boundary_frames;
	unsigned long hw_frames;
	bool quiet;
};

/**
 * struct vhost_dsp_ipc - the one request that is being served
 * @work: serves it, in the guest's own workqueue
 * @done: returns the reply, in the vhost worker
 * @busy: a request is being served; mutex of the ipc queue
 * @head: its descriptor
 * @in_iov: where the reply goes
 * @n_in: entries of @in_iov
 * @reply_room: bytes there
 * @msg_bytes: length of @msg
 * @reply_bytes: length of @reply
 * @msg: request, copied once
 * @reply: reply
 */
struct vhost_dsp_ipc {
	struct work_struct work;
	struct vhost_work done;
	bool busy;
	unsigned int head;
	unsigned int n_in;
	u32 reply_room;
	u32 msg_bytes;
	u32 reply_bytes;
	u8 msg[SOFV_IPC_MAX_BYTES] __aligned(8);
	u8 reply[SOFV_IPC_MAX_BYTES] __aligned(8);
	struct iovec in_iov[UIO_MAXIOV];
};

/**
 * struct vhost_dsp - one open /dev/vhost-dsp
 * @dev: vhost's part
 * @vqs: its queues
 * @file: the open file, for opening front ends
 * @wq: serves this guest's IPC and nobody else's
 * @def: which guest; NULL before VHOST_DSP_SET_GUEST; vhost_dsp_lock, and set with
 *	vhost_dev.mutex held too
 * @card: its card; NULL when the card is gone; dsp_lock
 * @tplg: topology with this guest's pipeline ids
 * @tplg_bytes: its size
 * @tplg_crc32: its checksum
 * @points: granted connection points by direction and index; none when the card is
 *	gone; vhost_dsp_lock and dsp_lock
 * @dsp_lock: see above
 * @guest: ledger; dsp_lock
 * @awake: a reference on the card's runtime PM is held; dsp_lock
 * @streams: dsp_lock
 * @ring_lock: see above
 * @event_work: fills buffers of the position queue
 * @losses: of the DSP's content that concern this guest
 * @losses_told: of these, by event or by the reply to a vote
 * @ipc: request that is being served
 */
struct vhost_dsp {
	struct vhost_dev dev;
	struct vhost_virtqueue vqs[SOFV_VQ_COUNT];
	struct file *file;
	struct workqueue_struct *wq;

	struct vhost_dsp_guest_def *def;
	struct vhost_dsp_card *card;
	void *tplg;
	u32 tplg_bytes;
	u32 tplg_crc32;
	struct vhost_dsp_point points[2][VHOST_DSP_MAX_POINTS];

	struct mutex dsp_lock;
	struct sofv_guest *guest;
	bool awake;
	struct vhost_dsp_stream streams[VHOST_DSP_MAX_STREAMS];

	struct mutex ring_lock;
	struct vhost_work event_work;
	atomic_t losses;
	atomic_t losses_told;
	struct vhost_dsp_ipc ipc;
};

extern struct mutex vhost_dsp_lock;
extern struct list_head vhost_dsp_guests;

/* card.c */
int vhost_dsp_card_register(void);
void vhost_dsp_card_unregister(void);
int vhost_dsp_card_choose(const char *name, struct vhost_dsp_card **chosen,
			  struct netlink_ext_ack *extack);
int vhost_dsp_card_walk(int (*fn)(struct vhost_dsp_card *card, void *data),
			void *data);
u32 vhost_dsp_card_ipc_major(struct vhost_dsp_card *card);
struct device *vhost_dsp_card_dev(struct vhost_dsp_card *card);
int vhost_dsp_card_points(struct vhost_dsp_card *card,
			  int (*fn)(const struct vhost_dsp_point *point,
				    void *data), void *data);
int vhost_dsp_card_find_point(struct vhost_dsp_card *card, const char *name,
			      int direction, struct vhost_dsp_point *point);
u32 vhost_dsp_card_abi(struct vhost_dsp_card *card);
int vhost_dsp_card_vote(struct vhost_dsp *vd, u32 state, u32 *flags);
void vhost_dsp_card_drop_vote(struct vhost_dsp *vd);
int vhost_dsp_card_admit(struct vhost_dsp *vd);
bool vhost_dsp_card_holds(struct vhost_dsp *vd);

/* dev.c */
int vhost_dsp_dev_register(void);
void vhost_dsp_dev_unregister(void);
struct device *vhost_dsp_dev(void);
void vhost_dsp_card_gone(struct vhost_dsp *vd);

/* guest.c */
struct vhost_dsp_guest_def *vhost_dsp_guest_find(const char *name);
int vhost_dsp_guest_add(struct vhost_dsp_guest_def *def,
			struct netlink_ext_ack *extack);
int vhost_dsp_guest_remove(const char *name, struct netlink_ext_ack *extack);
int vhost_dsp_guest_attach(struct vhost_dsp *vd, const char *name);
void vhost_dsp_guest_detach(struct vhost_dsp *vd);
void vhost_dsp_guest_remove_all(void);

/* ipc.c */
void vhost_dsp_ipc_init(struct vhost_dsp *vd);
void vhost_dsp_ipc_kick(struct vhost_work *work);
void vhost_dsp_ipc_reset(struct vhost_dsp *vd);

/* data.c */
void vhost_dsp_data_kick(struct vhost_work *work);
void vhost_dsp_data_drain(struct vhost_dsp *vd);

/* event.c */
void vhost_dsp_event_init(struct vhost_dsp *vd);
void vhost_dsp_event_kick(struct vhost_work *work);
void vhost_dsp_event_due(struct vhost_dsp_stream *s, enum vhost_dsp_event_bit bit);
void vhost_dsp_event_queue(struct vhost_dsp *vd);
void vhost_dsp_event_dsp_lost(struct vhost_dsp *vd);
void vhost_dsp_event_dsp_told(struct vhost_dsp *vd);

/* stream.c */
struct sofv_pcm_params;
int vhost_dsp_stream_params(struct vhost_dsp *vd, u32 comp_id,
			    const struct sofv_pcm_params *pcm,
			    const struct sofv_action *action);
int vhost_dsp_stream_start(struct vhost_dsp *vd, u32 comp_id);
int vhost_dsp_stream_stop(struct vhost_dsp *vd, u32 comp_id);
int vhost_dsp_stream_pause(struct vhost_dsp *vd, u32 comp_id, bool push);
int vhost_dsp_stream_free(struct vhost_dsp *vd, u32 comp_id);
void vhost_dsp_stream_free_all(struct vhost_dsp *vd);
struct vhost_dsp_stream *vhost_dsp_stream_find(struct vhost_dsp *vd,
					       u32 comp_id);
void vhost_dsp_stream_update(struct vhost_dsp_stream *s);
u32 vhost_dsp_stream_count(struct vhost_dsp *vd);

/* netlink.c */
const char *vhost_dsp_refusal_name(enum sofv_refusal reason);
int vhost_dsp_netlink_register(void);
void vhost_dsp_netlink_unregister(void);

#endif /* VHOST_DSP_H */
