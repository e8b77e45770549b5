/* SPDX-License-Identifier: GPL-2.0-only */
/* Copyright (C) 2026 The sof-virtio authors */
#ifndef SOF_VIRTIO_H
#define SOF_VIRTIO_H

/*
 * Guest's side of the virtio SOF device (doc/protocol.md; numbers like P-3.1.5
 * are its statements).
 *
 *   virtio.c    virtio driver: configuration, queues, birth and death
 *   ipc.c       ipc queue: one request at a time, for SOF core or for us
 *   event.c     position queue
 *   data.c      data queue: what the application wrote goes to the host, what
 *               was recorded comes from there
 *   pcm.c       streams: PCM operations of the SOF platform
 *   topology.c  topology and component ids, both given by the host
 *   power.c     sleep, and what is to do when the host's DSP lost our graph
 *   sof.c       SOF platform: everything else that SOF core asks for
 *   card.c      machine driver
 *
 * Lock order: ASoC's mutex of the card > open_mutex > PCM stream lock (a mutex
 * here) > snd_sof_dev.ipc_lock > sof_virtio_ipc.lock; PCM stream lock >
 * stream_lock. stream_lock and the two of ipc.c are never held together.
 */
#include <linux/completion.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/pm.h>
#include <linux/scatterlist.h>
#include <linux/spinlock.h>
#include <linux/types.h>
#include <linux/virtio.h>
#include <linux/virtio_sof.h>
#include <linux/wait.h>
#include <linux/workqueue.h>
#include <sound/pcm.h>
#include <sound/soc.h>
#include <sofv/wire.h>

struct dentry;
struct platform_driver;
struct snd_sof_dev;
struct snd_sof_ipc_msg;
struct snd_sof_platform_stream_params;
struct firmware;

/* Virtual DAIs "Virtual0" to "Virtual7"; a topology uses the ones it wants. */
#define SOF_VIRTIO_DAIS			8

/*
 * SOF core gives up on a reply after this time. The host may need several
 * exchanges with the DSP for one of ours, each with a limit of 500 ms.
 */
#define SOF_VIRTIO_IPC_TIMEOUT_MS	3000

/* How long we stay awake after the last PCM was closed */
#define SOF_VIRTIO_AUTOSUSPEND_MS	2000

/* Buffers kept on the position queue, if the queue is that long (P-5.1) */
#define SOF_VIRTIO_EVENTS		64

/* Requests that may be on the data queue at once, of all streams */
#define SOF_VIRTIO_DATA_SLOTS		32

/* Pages that SOFV_DATA_MAX_BYTES can touch */
#define SOF_VIRTIO_DATA_SEGS		(SOFV_DATA_MAX_BYTES / PAGE_SIZE + 1)

/**
 * struct sof_virtio_ipc - the ipc queue
 * @lock: protects the queue, @busy and @owner
 * @request: copy of the message under way, readable for the device
 * @reply: room for its reply, writable for the device while @busy
 * @reply_bytes: valid bytes of @reply while it is being delivered
 * @error: what the reply says, 0 or a negative errno
 * @busy: the device has a request
 * @owner: SOF core whose request it is; NULL if it is one of ours or if
 *	nobody wants the reply any more
 * @done: completed when a request without @owner has come back
 */
struct sof_virtio_ipc {
	spinlock_t lock;
	void *request;
	void *reply;
	u32 reply_bytes;
	int error;
	bool busy;
	struct snd_sof_dev *owner;
	struct completion done;
};

/**
 * struct sof_virtio_stream - one direction of an open PCM
 * @node: in sof_virtio.streams, from open to close
 * @substream: what ALSA calls it
 * @capture: it records
 * @comp_id: what the host calls it: id of the host component
 * @pages: pages of the PCM's ring buffer; from hw_params to hw_free
 * @buffer_bytes: size of the ring buffer
 * @running: from before TRIG_START is sent until after TRIG_STOP was
 * @xrun: the DSP overtook the application, or data got lost on the way
 * @dead: the device is gone
 * @appl_ptr: application pointer as last seen (playback)
 * @recorded_bytes: by the DSP since TRIG_START, as the host said last (capture)
 * @pending_bytes: bytes before @appl_ptr or @recorded_bytes which are not on
 *	the data queue yet
 * @requests: requests on the data queue
 * @position_bytes: moved since TRIG_START: played as the host said last, or
 *	recorded and here
 * @wait: woken when @pending_bytes or @requests falls
 *
 * From @running on, all is protected by sof_virtio.stream_lock.
 */
struct sof_virtio_stream {
	struct list_head node;
	struct snd_pcm_substream *substream;
	bool capture;
	u32 comp_id;

	struct page **pages;
	u32 buffer_bytes;

	bool running;
	bool xrun;
	bool dead;
	snd_pcm_uframes_t appl_ptr;
	u64 recorded_bytes;
	u32 pending_bytes;
	u32 requests;
	u64 position_bytes;
	wait_queue_head_t wait;
};

/**
 * struct sof_virtio_slot - one request on the data queue
 * @req: readable for the device
 * @resp: writable for the device
 * @node: in sof_virtio_data.free, unless on the queue
 * @stream: whose it is; NULL if the stream was closed since
 * @bytes: payload
 */
struct sof_virtio_slot {
	struct sofv_data_req req;
	struct sofv_data_resp resp;
	struct list_head node;
	struct sof_virtio_stream *stream;
	u32 bytes;
};

/**
 * struct sof_virtio_data - the data queue; protected by stream_lock
 * @slots: SOF_VIRTIO_DATA_SLOTS of them
 * @free: those not on the queue
 * @max_segs: pieces of payload that a request may have
 * @sg: scratch for building a request: the payload, and before it the header
 *	(playback) or the response (capture)
 * @other_sg: the same for the other one of the two
 * @requests: requests that came back
 * @errors: those of them that the host did not serve in full
 */
struct sof_virtio_data {
	struct sof_virtio_slot *slots;
	struct list_head free;
	u32 max_segs;
	struct scatterlist sg[1 + SOF_VIRTIO_DATA_SEGS];
	struct scatterlist other_sg;
	u32 requests;
	u32 errors;
};

/**
 * struct sof_virtio - one virtio SOF device
 * @vdev: the device
 * @vqs: its queues, by SOFV_VQ_*
 * @limits: what it said about itself, checked
 * @pdev: child device that SOF core works on
 * @ready: the device may be used; cleared for good before it is reset
 * @gone: the device was reset or pulled out and can't reach our memory
 * @powered: our power vote is ACTIVE
 * @probed: SOF core has probed; the device may sleep
 * @built: SOF core takes its graph for built
 * @lost: the DSP may have lost it (power.c)
 * @forgotten: the device was reset, and the DSP has lost it for sure
 * @watching: @lost_work may run; stream_lock
 * @lost_work: looks into it
 * @retry_s: how long it waits before it tries again to make a card
 * @rebuilds: how often the graph was sent again
 * @disconnect_work: takes the sound card away after sof_virtio_kill()
 * @debugfs: directory with the counters
 * @ipc: ipc queue
 * @open_mutex: held, no stream comes or goes
 * @stream_lock: protects @streams, what hangs on it, @data, @events and the
 *	queues behind the two
 * @streams: open streams
 * @data: data queue
 * @events: buffers of the position queue
 * @events_lost: events that the host dropped
 * @topology: topology of the host (vmalloc), once read
 * @topology_bytes: its size
 * @topology_crc32: its checksum
 * @comp_id_base: first component id that we may use
 * @comp_id_count: how many there are
 * @comp_id_said: logged already that they are too few
 */
struct sof_virtio {
	struct virtio_device *vdev;
	struct virtqueue *vqs[SOFV_VQ_COUNT];
	struct sofv_config_info limits;
	struct platform_device *pdev;
	bool ready;
	bool gone;
	bool powered;
	bool probed;
	bool built;
	bool lost;
	bool forgotten;
	bool watching;
	struct delayed_work lost_work;
	u32 retry_s;
	u32 rebuilds;
	struct work_struct disconnect_work;
	struct dentry *debugfs;

	struct sof_virtio_ipc ipc;

	struct mutex open_mutex;
	spinlock_t stream_lock;
	struct list_head streams;
	struct sof_virtio_data data;
	struct sofv_event *events;
	u32 events_lost;

	void *topology;
	u32 topology_bytes;
	u32 topology_crc32;
	u32 comp_id_base;
	u32 comp_id_count;
	bool comp_id_said;
};

/* virtio.c */
void sof_virtio_cut_off(struct sof_virtio *sv);
void sof_virtio_kill(struct sof_virtio *sv);

/* ipc.c */
int sof_virtio_ipc_init(struct sof_virtio *sv);
void sof_virtio_ipc_fini(struct sof_virtio *sv);
void sof_virtio_ipc_callback(struct virtqueue *vq);
int sof_virtio_ipc_xfer(struct sof_virtio *sv, const void *request, u32 bytes,
			void *reply, u32 room_bytes);
int sof_virtio_ipc_send_msg(struct snd_sof_dev *sdev,
			    struct snd_sof_ipc_msg *msg);
void sof_virtio_ipc_mailbox_read(struct snd_sof_dev *sdev, u32 offset,
				 void *dest, size_t bytes);
void sof_virtio_ipc_disown(struct sof_virtio *sv);
void sof_virtio_ipc_abort(struct sof_virtio *sv);

/* event.c */
int sof_virtio_event_init(struct sof_virtio *sv);
void sof_virtio_event_fini(struct sof_virtio *sv);
int sof_virtio_event_post(struct sof_virtio *sv);
void sof_virtio_event_callback(struct virtqueue *vq);
void sof_virtio_event_drain(struct sof_virtio *sv);

/* data.c */
int sof_virtio_data_init(struct sof_virtio *sv);
void sof_virtio_data_fini(struct sof_virtio *sv);
void sof_virtio_data_callback(struct virtqueue *vq);
void sof_virtio_data_start(struct sof_virtio *sv, struct sof_virtio_stream *st);
void sof_virtio_data_stop(struct sof_virtio *sv, struct sof_virtio_stream *st);
void sof_virtio_data_advance(struct sof_virtio *sv, struct sof_virtio_stream *st);
bool sof_virtio_data_fetch(struct sof_virtio *sv, struct sof_virtio_stream *st,
			   u64 recorded_bytes);
void sof_virtio_data_forget(struct sof_virtio *sv, struct sof_virtio_stream *st);

/* pcm.c */
struct sof_virtio_stream *sof_virtio_stream_find(struct sof_virtio *sv, u32 comp_id);
void sof_virtio_stream_xrun(struct sof_virtio_stream *st);
void sof_virtio_stream_dead(struct sof_virtio_stream *st);
void sof_virtio_pcm_disconnect_all(struct sof_virtio *sv);
int sof_virtio_pcm_open(struct snd_sof_dev *sdev,
			struct snd_pcm_substream *substream);
int sof_virtio_pcm_close(struct snd_sof_dev *sdev,
			 struct snd_pcm_substream *substream);
int sof_virtio_pcm_hw_params(struct snd_sof_dev *sdev,
			     struct snd_pcm_substream *substream,
			     struct snd_pcm_hw_params *params,
			     struct snd_sof_platform_stream_params *platform);
int sof_virtio_pcm_hw_free(struct snd_sof_dev *sdev,
			   struct snd_pcm_substream *substream);
int sof_virtio_pcm_trigger(struct snd_sof_dev *sdev,
			   struct snd_pcm_substream *substream, int cmd);
snd_pcm_uframes_t sof_virtio_pcm_pointer(struct snd_sof_dev *sdev,
					 struct snd_pcm_substream *substream);
int sof_virtio_pcm_ack(struct snd_sof_dev *sdev,
		       struct snd_pcm_substream *substream);

/* topology.c */
int sof_virtio_topology_request(struct snd_sof_dev *sdev, const char *file,
				const struct firmware **fw);
bool sof_virtio_topology_fits(struct sof_virtio *sv, u32 next_comp_id);
int sof_virtio_topology_again(struct sof_virtio *sv);
void sof_virtio_topology_fini(struct sof_virtio *sv);

/* power.c */
extern const struct dev_pm_ops sof_virtio_power_ops;
void sof_virtio_power_init(struct sof_virtio *sv);
int sof_virtio_power_on(struct snd_sof_dev *sdev);
void sof_virtio_power_off(struct snd_sof_dev *sdev);
int sof_virtio_power_open(struct snd_sof_dev *sdev);
void sof_virtio_power_lost(struct sof_virtio *sv);
void sof_virtio_power_watch(struct sof_virtio *sv, bool watch);

/* sof.c */
extern struct platform_driver sof_virtio_platform_driver;
extern struct snd_soc_dai_driver sof_virtio_dais[SOF_VIRTIO_DAIS];
struct sof_virtio *to_sof_virtio(struct snd_sof_dev *sdev);

/* card.c */
#define SOF_VIRTIO_CARD_DRIVER	"sof-virtio-card"
extern struct platform_driver sof_virtio_card_driver;

#endif /* SOF_VIRTIO_H */
