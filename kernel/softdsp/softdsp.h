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
 *                 (engine.c)
 *   SOF core      boots, powers off, sends messages (ops.c), sets up host rings
 *                 (stream.c)
 *   codec card    starts and stops recordings of what a DAI plays (codec.c)
 *
 * Locks, outermost first
 *
 *   softdsp.rx_lock     mutex: messages from DSP to SOF core. Held by the DSP
 *                       thread while it delivers, so that a power-off can wait
 *                       for the last one. SOF core may take its own mutexes
 *                       inside; it must not call back into this driver.
 *   softdsp.lock        mutex: the DSP itself, its host rings, .powered. Held for
 *                       one tick or one message. No SOF call is made inside,
 *                       since SOF's locks are held around our hw_params.
 *   PCM stream lock     of the codec card's substreams, by ALSA
 *   softdsp_dai.lock    spinlock: where a recording is
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
#include <sound/pcm.h>

#include <sofdsp/sofdsp.h>

struct dentry;
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

#define SOFTDSP_N_DAIS			2
#define SOFTDSP_CODEC_CHANNELS		2
#define SOFTDSP_SRAM_BAR		0

/* Messages the DSP may send in one tick: a position and an xrun per stream. */
#define SOFTDSP_N_NOTES			(2 * SOFDSP_MAX_STREAMS)
#define SOFTDSP_NOTE_BYTES		128

struct softdsp_note {
	u32 bytes;
	u8 msg[SOFTDSP_NOTE_BYTES];
};

/* The codec's side of a DAI. */
struct softdsp_dai {
	struct snd_pcm *pcm;

	/* Of the DSP thread: what the DAI played in this tick. */
	s32 period[SOFDSP_PERIOD_FRAMES * SOFTDSP_CODEC_CHANNELS];
	bool fresh;

	/* lock protects: substream, hw_frames, period_pos_frames */
	spinlock_t lock;
	struct snd_pcm_substream *substream;	/* while it runs */
	snd_pcm_uframes_t hw_frames;		/* in the ring */
	snd_pcm_uframes_t period_pos_frames;	/* since the last period elapsed */
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
};

struct softdsp {
	struct device *dev;
	struct snd_sof_dev *sdev;	/* from probe to remove of the SOF ops */
	void *sram;			/* mailbox, SOFDSP_SRAM_BYTES */
	struct dentry *debugfs;
	bool probed;			/* SOF core is through with its probe */

	struct mutex rx_lock;

	/* lock protects: dsp, powered, stats, streams */
	struct mutex lock;
	void *dsp_mem;
	struct sofdsp *dsp;
	bool powered;
	struct softdsp_stats stats;
	struct softdsp_stream streams[2][SOFDSP_MAX_STREAMS];

	/* Bits SOFTDSP_DOORBELL_*; who sets one wakes the thread */
	unsigned long doorbells;
	u32 msg_bytes;			/* of the message in the downbox */

	/* Of the DSP thread */
	struct task_struct *thread;
	struct softdsp_note notes[SOFTDSP_N_NOTES];
	u32 n_notes;
	bool dsp_runs;			/* a stream is started */
	bool clock_on;
	ktime_t next_tick;

	struct snd_card *codec_card;
	struct softdsp_dai dais[SOFTDSP_N_DAIS];
};

#define SOFTDSP_DOORBELL_IPC		0
#define SOFTDSP_DOORBELL_BOOTED		1

/* engine.c */
int softdsp_engine_create(struct softdsp *sd);
void softdsp_engine_destroy(struct softdsp *sd);
void softdsp_engine_wake(struct softdsp *sd);
void softdsp_engine_ring(struct softdsp *sd, unsigned int doorbell);
void softdsp_engine_boot(struct softdsp *sd);
void softdsp_engine_power_off(struct softdsp *sd);

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

/* codec.c */
int softdsp_codec_create(struct softdsp *sd);
void softdsp_codec_destroy(struct softdsp *sd);
bool softdsp_codec_runs(struct softdsp *sd);
void softdsp_codec_take(struct softdsp *sd, u32 dai_index, const s32 *samples,
			u32 channels, u32 n_frames);
void softdsp_codec_tick(struct softdsp *sd);

/* machine.c */
int softdsp_machine_register_driver(void);
void softdsp_machine_unregister_driver(void);

/* debug.c */
void softdsp_debug_create(struct softdsp *sd);
void softdsp_debug_destroy(struct softdsp *sd);

#endif /* SOFTDSP_H */
