/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * snd-sof-softdsp: SOF platform driver around the software DSP (dsp/).
 *
 * Who runs what
 *
 *   DSP thread    the only one that calls sofdsp_tick() and sofdsp_ipc(); one per
 *                 device, SCHED_FIFO, woken by its own clock and by doorbells
 *                 (engine.c); so is all that samples go through (dai.c)
 *   SOF core      boots, powers off, sends messages (ops.c), sets up host rings
 *                 (stream.c)
 *   codec card    starts and stops recordings of what a DAI plays, and playback of
 *                 what it hears (codec.c)
 *   crash_work    tells SOF core and the applications that the DSP is dead (crash.c)
 *
 * Locks, outermost first
 *
 *   softdsp.open_lock  mutex: an open substream stays open. ASoC's mutex of the card
 *                 may be held around it, the PCM stream lock is taken inside.
 *   softdsp.rx_lock     mutex: messages from DSP to SOF core. Held by the DSP
 *                       thread while it delivers, so that a power-off can wait
 *                       for the last one. SOF core may take its own mutexes
 *                       inside; it must not call back into this driver.
 *   softdsp.lock        mutex: the DSP itself, its host rings, .powered, .crashed.
 *                       Held for one tick or one message. No SOF call is made inside,
 *                       since SOF's locks are held around our hw_params.
 *   PCM stream lock     of the codec card's substreams, by ALSA
 *   softdsp_dai.lock    spinlock: which codec streams run and where they are
 *
 * SOF's ipc_lock is held around softdsp_send_msg() and taken by the DSP thread to
 * complete a message, with none of the above.
 */
#ifndef SOFTDSP_H
#define SOFTDSP_H

#include <linux/device.h>
#include <linux/ktime.h>
#include <linux/mutex.h>
#include <linux/spinlock.h>
#include <linux/types.h>
#include <linux/workqueue.h>
#include <sound/pcm.h>

#include <sofdsp/sofdsp.h>

struct dentry;
struct dsp_arch_ops;
struct platform_device;
struct snd_card;
struct snd_sof_dev;
struct snd_sof_dsp_ops;
struct task_struct;

#define SOFTDSP_NAME			"softdsp"
#define SOFTDSP_MACHINE_NAME		"softdsp-machine"
/* Below /lib/firmware */
#define SOFTDSP_TPLG_PATH		"sof-softdsp"
#define SOFTDSP_TPLG_NAME		"sof-softdsp.tplg"

/* The module's parameter "dsps" makes them. */
#define SOFTDSP_MAX_DSPS		4
#define SOFTDSP_N_DAIS			3
#define SOFTDSP_MAX_SLOTS		SOFDSP_MAX_CHANNELS
#define SOFTDSP_TICKS_PER_S		1000u
#define SOFTDSP_TICK_MAX_FRAMES		SOFDSP_DAI_MAX_FRAMES
#define SOFTDSP_SRAM_BAR		0

/* Messages the DSP may send in one tick: a position and an xrun per stream. */
#define SOFTDSP_N_NOTES			(2 * SOFDSP_MAX_STREAMS)
#define SOFTDSP_NOTE_BYTES		128

struct softdsp_note {
	u32 bytes;
	u8 msg[SOFTDSP_NOTE_BYTES];
};

/* One direction of a codec PCM. */
struct softdsp_codec_stream {
	struct snd_pcm_substream *substream;	/* while it runs */
	bool in_step;			/* the tick it was started in is over */
	bool moved;			/* the DAI has taken this tick's frames */
	bool elapsed;			/* a period is complete */
	snd_pcm_uframes_t hw_frames;	/* in the ring */
	snd_pcm_uframes_t total_frames;	/* since prepare, as ALSA counts */
	snd_pcm_uframes_t period_pos_frames;
};

/* Two ticks, and a frame of lead. */
#define SOFTDSP_LOOP_FRAMES		(2 * SOFTDSP_TICK_MAX_FRAMES + 1)

struct softdsp_loop {
	s32 frames[SOFTDSP_LOOP_FRAMES][SOFTDSP_MAX_SLOTS];
	u32 begin;
	u32 fill;
	bool leads;			/* a frame of silence went ahead of the sound */
};

/* The codec's side of a DAI. */
struct softdsp_dai {
	bool loopback;			/* by ALSA control, any time */

	/* Of the DSP thread: what the DAI played in this tick, and how much it heard. */
	s32 tx[SOFTDSP_TICK_MAX_FRAMES * SOFTDSP_MAX_SLOTS];
	u32 tx_channels;
	u32 tx_frames;
	u32 rx_frames;
	struct softdsp_loop loop;

	/* Written by the DSP thread under softdsp.lock, for statistics */
	u64 n_tx_frames;
	u64 n_rx_frames;
	u64 n_wrong_rate;		/* ticks of codec streams at another rate */

	/* lock protects: streams; indexed by SNDRV_PCM_STREAM_* */
	spinlock_t lock;
	struct softdsp_codec_stream streams[2];
};

/* A host ring; the index in the table is the stream tag less 1. */
struct softdsp_stream {
	struct snd_pcm_substream *ss;	/* NULL: tag is free */
	struct sofdsp_sg sg;
};

struct softdsp_stats {
	u64 n_boots;
	u64 n_late_ticks;	/* more than a period after their time */
	u64 n_skipped_ticks;	/* given up: thread was held up for a second */
	u64 n_lost_notes;	/* notifications that did not fit */
	u64 n_crashes;
	u64 n_dropped_replies;	/* by request */
	u64 n_injected;		/* messages by request */
};

/* A message to be sent as if the DSP had; bytes is 0 if there is none. */
struct softdsp_inject {
	u32 bytes;
	u8 msg[SOFDSP_MSG_MAX_BYTES];
};

struct softdsp {
	struct device *dev;
	u8 index;			/* from 0; in the names of all but the first */
	struct snd_sof_dev *sdev;	/* from probe to remove of the SOF ops */
	void *sram;			/* mailbox, SOFDSP_SRAM_BYTES */
	struct dentry *debugfs;
	bool probed;			/* SOF core is through with its probe */
	bool sleeps_on;			/* was asleep when the machine was suspended */

	struct mutex open_lock;
	struct mutex rx_lock;

	/* lock protects: dsp, powered, crashed, stats, streams, inject, drop_reply, last_msgs */
	struct mutex lock;
	void *dsp_mem;
	struct sofdsp *dsp;
	bool powered;
	bool crashed;			/* powered, but does nothing any more */
	bool drop_reply;		/* to the next message */
	u32 last_msgs;			/* it answers so many and crashes; 0: it does not */
	struct softdsp_inject inject;
	struct softdsp_stats stats;
	struct softdsp_stream streams[2][SOFDSP_MAX_STREAMS];

	struct work_struct crash_work;

	/* Bits SOFTDSP_DOORBELL_*; who sets one wakes the thread */
	unsigned long doorbells;
	u32 msg_bytes;			/* of the message in the downbox */
	u32 hold_ticks;			/* the thread is to do nothing for so long */

	/* Of the DSP thread */
	struct task_struct *thread;
	struct softdsp_note notes[SOFTDSP_N_NOTES];
	u32 n_notes;
	bool dsp_runs;			/* a stream is started */
	bool clock_on;
	ktime_t next_tick;
	u32 tick;			/* counts to SOFTDSP_TICKS_PER_S */

	struct snd_card *codec_card;
	struct softdsp_dai dais[SOFTDSP_N_DAIS];
};

#define SOFTDSP_DOORBELL_IPC		0
#define SOFTDSP_DOORBELL_BOOTED		1
#define SOFTDSP_DOORBELL_INJECT		2

/* engine.c */
int softdsp_engine_create(struct softdsp *sd);
void softdsp_engine_destroy(struct softdsp *sd);
void softdsp_engine_wake(struct softdsp *sd);
void softdsp_engine_ring(struct softdsp *sd, unsigned int doorbell);
void softdsp_engine_boot(struct softdsp *sd);
void softdsp_engine_power_off(struct softdsp *sd);
int softdsp_engine_inject(struct softdsp *sd, const void *msg, u32 bytes);
int softdsp_engine_xrun(struct softdsp *sd, u32 comp_id);
int softdsp_engine_drop_reply(struct softdsp *sd);
int softdsp_engine_crash_after(struct softdsp *sd, u32 n_msgs);
void softdsp_engine_hold(struct softdsp *sd, u32 n_ticks);
u32 softdsp_clock_scale(void);

/* crash.c */
void softdsp_crash_init(struct softdsp *sd);
int softdsp_crash(struct softdsp *sd, u32 panic_code, const char *by);
int softdsp_crash_locked(struct softdsp *sd, u32 panic_code, const char *by);
int softdsp_crash_heal(struct softdsp *sd);
void softdsp_crash_cancel(struct softdsp *sd);
void softdsp_crash_dump(struct softdsp *sd);
extern const struct dsp_arch_ops softdsp_arch_ops;

/* ops.c */
extern const struct snd_sof_dsp_ops softdsp_sof_ops;
struct softdsp *softdsp_of(struct snd_sof_dev *sdev);

/* stream.c: struct snd_sof_dsp_ops.pcm_* */
struct snd_sof_platform_stream_params;
int softdsp_pcm_open(struct snd_sof_dev *sdev, struct snd_pcm_substream *ss);
int softdsp_pcm_close(struct snd_sof_dev *sdev, struct snd_pcm_substream *ss);
int softdsp_pcm_hw_params(struct snd_sof_dev *sdev, struct snd_pcm_substream *ss,
			  struct snd_pcm_hw_params *params,
			  struct snd_sof_platform_stream_params *platform);
int softdsp_pcm_hw_free(struct snd_sof_dev *sdev, struct snd_pcm_substream *ss);
snd_pcm_uframes_t softdsp_pcm_pointer(struct snd_sof_dev *sdev,
				      struct snd_pcm_substream *ss);
void softdsp_stream_disconnect_all(struct softdsp *sd);

/* codec.c */
int softdsp_codec_create(struct softdsp *sd);
void softdsp_codec_destroy(struct softdsp *sd);
bool softdsp_codec_runs(struct softdsp *sd);

/* dai.c */
void softdsp_dai_tx(struct softdsp *sd, u32 dai_index, const s32 *samples,
		    u32 channels, u32 n_frames);
void softdsp_dai_rx(struct softdsp *sd, u32 dai_index, s32 *samples, u32 channels,
		    u32 n_frames);
void softdsp_dai_tick(struct softdsp *sd);

/* machine.c */
int softdsp_machine_register(struct snd_sof_dev *sdev, void *pdata);
int softdsp_machine_register_driver(void);
void softdsp_machine_unregister_driver(void);

/* debug.c */
void softdsp_debug_create(struct softdsp *sd);
void softdsp_debug_destroy(struct softdsp *sd);

#endif /* SOFTDSP_H */
