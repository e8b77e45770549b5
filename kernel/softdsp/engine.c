// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * The thread that is the DSP: it serves doorbells at once and runs one period of
 * audio every millisecond of CLOCK_MONOTONIC, or what clock_scale makes of a
 * millisecond. Ticks never drift: a late one is run as soon as possible, and the
 * next keeps its time.
 */
#include <linux/hrtimer.h>
#include <linux/kthread.h>
#include <linux/moduleparam.h>
#include <linux/sched.h>
#include <linux/vmalloc.h>
#include <sound/sof/trace.h>

#include <sof-audio.h>
#include <sof-priv.h>

#include "softdsp.h"

/* Of clock_scale */
#define SOFTDSP_REAL_TIME	1000
#define SOFTDSP_SCALE_MIN	100
#define SOFTDSP_SCALE_MAX	100000

/* Missed ticks run in one go before doorbells are looked at again. */
#define SOFTDSP_BURST_TICKS	16

/* Held up for longer than this, the DSP gives up what it has missed. */
#define SOFTDSP_GIVE_UP_NS	((u64)NSEC_PER_SEC)

/* What an injected xrun says was missing. */
#define SOFTDSP_XRUN_BYTES	192

static unsigned int clock_scale = SOFTDSP_REAL_TIME;

static int softdsp_set_clock_scale(const char *val, const struct kernel_param *kp)
{
	return param_set_uint_minmax(val, kp, SOFTDSP_SCALE_MIN, SOFTDSP_SCALE_MAX);
}

static const struct kernel_param_ops softdsp_clock_scale_ops = {
	.set = softdsp_set_clock_scale,
	.get = param_get_uint,
};
module_param_cb(clock_scale, &softdsp_clock_scale_ops, &clock_scale, 0644);
MODULE_PARM_DESC(clock_scale, "length of a DSP tick in 1/1000 ms, 100 to 100000 (default: 1000, real time)");

/* Any context. */
u32 softdsp_clock_scale(void)
{
	return READ_ONCE(clock_scale);
}

static u64 softdsp_tick_ns(void)
{
	return (u64)SOFDSP_PERIOD_US * NSEC_PER_USEC / SOFTDSP_REAL_TIME *
	       softdsp_clock_scale();
}

/* Called by the library, in the DSP thread with softdsp.lock held. */

static void softdsp_env_notify(void *ctx, const void *msg, u32 msg_bytes)
{
	struct softdsp *sd = ctx;
	struct softdsp_note *note;

	lockdep_assert_held(&sd->lock);
	if (sd->n_notes == SOFTDSP_N_NOTES || msg_bytes > SOFTDSP_NOTE_BYTES) {
		sd->stats.n_lost_notes++;
		return;
	}
	note = &sd->notes[sd->n_notes++];
	note->bytes = msg_bytes;
	memcpy(note->msg, msg, msg_bytes);
}

static void softdsp_env_stream_write(void *ctx, u32 offset, const void *data,
				     u32 bytes)
{
	struct softdsp *sd = ctx;

	if (WARN_ON_ONCE(offset > SOFDSP_STREAM_BYTES ||
			 bytes > SOFDSP_STREAM_BYTES - offset))
		return;
	memcpy(sd->sram + SOFDSP_STREAM_OFFSET + offset, data, bytes);
}

static void softdsp_env_dai_tx(void *ctx, u32 dai_index, const s32 *samples,
			       u32 channels, u32 n_frames)
{
	softdsp_dai_tx(ctx, dai_index, samples, channels, n_frames);
}

static void softdsp_env_dai_rx(void *ctx, u32 dai_index, s32 *samples,
			       u32 channels, u32 n_frames)
{
	softdsp_dai_rx(ctx, dai_index, samples, channels, n_frames);
}

static const struct sofdsp_env softdsp_env = {
	.notify = softdsp_env_notify,
	.stream_write = softdsp_env_stream_write,
	.dai_tx = softdsp_env_dai_tx,
	.dai_rx = softdsp_env_dai_rx,
};

static void softdsp_update_runs(struct softdsp *sd)
{
	struct sofdsp_stats stats;

	lockdep_assert_held(&sd->lock);
	sofdsp_get_stats(sd->dsp, &stats);
	sd->dsp_runs = sd->powered && !sd->crashed && stats.n_running;
}

/* A dead DSP sends nothing. Stays true while rx_lock is held if it was then. */
static bool softdsp_alive(struct softdsp *sd)
{
	return READ_ONCE(sd->powered) && !READ_ONCE(sd->crashed);
}

/* With rx_lock held. */
static void softdsp_send_up(struct softdsp *sd, const void *msg, u32 bytes)
{
	memcpy(sd->sram + SOFDSP_UPBOX_OFFSET, msg, bytes);
	snd_sof_ipc_msgs_rx(sd->sdev);
}

/*
 * Hand what the DSP sent to SOF core, one message at a time: there is one upbox.
 * Once .powered is false and rx_lock was free, nothing is delivered any more.
 */
static void softdsp_deliver(struct softdsp *sd)
{
	u32 i;

	if (!sd->n_notes)
		return;
	mutex_lock(&sd->rx_lock);
	for (i = 0; i < sd->n_notes && softdsp_alive(sd); i++)
		softdsp_send_up(sd, sd->notes[i].msg, sd->notes[i].bytes);
	mutex_unlock(&sd->rx_lock);
	sd->n_notes = 0;
}

/* What debugfs asked for: it is SOF core's to bear whatever a DSP may send. */
static void softdsp_serve_inject(struct softdsp *sd)
{
	struct softdsp_inject inject;

	mutex_lock(&sd->lock);
	inject = sd->inject;
	sd->inject.bytes = 0;
	sd->stats.n_injected++;
	mutex_unlock(&sd->lock);

	mutex_lock(&sd->rx_lock);
	if (softdsp_alive(sd))
		softdsp_send_up(sd, inject.msg, sizeof(inject.msg));
	mutex_unlock(&sd->rx_lock);
}

static void softdsp_serve_booted(struct softdsp *sd)
{
	mutex_lock(&sd->rx_lock);
	if (softdsp_alive(sd))
		snd_sof_ipc_msgs_rx(sd->sdev);
	mutex_unlock(&sd->rx_lock);
}

/*
 * What the message caused is delivered before its reply, so that nothing about a
 * stream comes after the reply to the message that ended it.
 */
static void softdsp_serve_ipc(struct softdsp *sd)
{
	u8 msg[SOFDSP_MSG_MAX_BYTES], reply[SOFDSP_MSG_MAX_BYTES];
	u32 msg_bytes = min_t(u32, READ_ONCE(sd->msg_bytes), sizeof(msg));
	struct snd_sof_dev *sdev;
	bool drop;
	u32 bytes;

	mutex_lock(&sd->lock);
	if (!softdsp_alive(sd)) {
		mutex_unlock(&sd->lock);
		return;
	}
	sdev = sd->sdev;
	memcpy(msg, sd->sram + SOFDSP_DOWNBOX_OFFSET, msg_bytes);
	bytes = sofdsp_ipc(sd->dsp, msg, msg_bytes, reply, sizeof(reply));
	memcpy(sd->sram + SOFDSP_DOWNBOX_OFFSET, reply, bytes);
	softdsp_update_runs(sd);
	drop = sd->drop_reply;
	sd->drop_reply = false;
	sd->stats.n_dropped_replies += drop;
	if (sd->last_msgs && !--sd->last_msgs)
		softdsp_crash_locked(sd, SOF_IPC_PANIC_EXCEPTION, "debugfs");
	mutex_unlock(&sd->lock);

	softdsp_deliver(sd);
	if (drop)
		return;

	spin_lock_irq(&sdev->ipc_lock);
	snd_sof_ipc_get_reply(sdev);
	snd_sof_ipc_reply(sdev, 0);
	spin_unlock_irq(&sdev->ipc_lock);
}

static void softdsp_tick(struct softdsp *sd, bool late)
{
	mutex_lock(&sd->lock);
	sd->stats.n_late_ticks += late;
	if (sd->dsp_runs && softdsp_alive(sd))
		sofdsp_tick(sd->dsp);
	softdsp_update_runs(sd);
	softdsp_dai_tick(sd);
	mutex_unlock(&sd->lock);

	softdsp_deliver(sd);
}

static void softdsp_clock_update(struct softdsp *sd)
{
	bool on = sd->dsp_runs || softdsp_codec_runs(sd);

	if (on && !sd->clock_on) {
		/* the first multiple of a tick at or after now */
		u64 tick_ns = softdsp_tick_ns();
		u64 n = div64_u64(ktime_get_ns() + tick_ns - 1, tick_ns);

		sd->next_tick = ns_to_ktime(n * tick_ns);
	}
	sd->clock_on = on;
}

/* Skip the ticks that were missed. Returns how late the next one is. */
static s64 softdsp_give_up(struct softdsp *sd, s64 late_ns, u64 tick_ns)
{
	u64 n = div64_u64(late_ns, tick_ns);

	mutex_lock(&sd->lock);
	sd->stats.n_skipped_ticks += n;
	mutex_unlock(&sd->lock);
	sd->next_tick = ktime_add_ns(sd->next_tick, n * tick_ns);
	return late_ns - n * tick_ns;
}

static void softdsp_run_due_ticks(struct softdsp *sd)
{
	unsigned int n;
	u64 tick_ns;
	s64 late_ns;

	for (n = 0; n < SOFTDSP_BURST_TICKS && sd->clock_on; n++) {
		tick_ns = softdsp_tick_ns();
		late_ns = ktime_to_ns(ktime_sub(ktime_get(), sd->next_tick));
		if (late_ns < 0)
			break;
		if (late_ns >= SOFTDSP_GIVE_UP_NS)
			late_ns = softdsp_give_up(sd, late_ns, tick_ns);
		softdsp_tick(sd, late_ns >= tick_ns);
		sd->next_tick = ktime_add_ns(sd->next_tick, tick_ns);
		softdsp_clock_update(sd);
	}
}

static void softdsp_sleep(struct softdsp *sd)
{
	set_current_state(TASK_IDLE);
	if (READ_ONCE(sd->doorbells) || READ_ONCE(sd->hold_ticks) ||
	    kthread_should_stop() ||
	    sd->clock_on != (sd->dsp_runs || softdsp_codec_runs(sd)))
		__set_current_state(TASK_RUNNING);
	else if (sd->clock_on)
		schedule_hrtimeout(&sd->next_tick, HRTIMER_MODE_ABS);
	else
		schedule();
	__set_current_state(TASK_RUNNING);
}

/* As if something had kept the processor: no doorbell is served either. */
static void softdsp_hold(struct softdsp *sd, u32 n_ticks)
{
	ktime_t until = ktime_add_ns(ktime_get(), n_ticks * softdsp_tick_ns());

	while (ktime_before(ktime_get(), until) && !kthread_should_stop()) {
		set_current_state(TASK_IDLE);
		schedule_hrtimeout(&until, HRTIMER_MODE_ABS);
	}
}

static int softdsp_thread(void *data)
{
	struct softdsp *sd = data;

	while (!kthread_should_stop()) {
		if (READ_ONCE(sd->hold_ticks))
			softdsp_hold(sd, xchg(&sd->hold_ticks, 0));
		if (test_and_clear_bit(SOFTDSP_DOORBELL_BOOTED, &sd->doorbells))
			softdsp_serve_booted(sd);
		if (test_and_clear_bit(SOFTDSP_DOORBELL_IPC, &sd->doorbells))
			softdsp_serve_ipc(sd);
		if (test_and_clear_bit(SOFTDSP_DOORBELL_INJECT, &sd->doorbells))
			softdsp_serve_inject(sd);
		softdsp_clock_update(sd);
		softdsp_run_due_ticks(sd);
		softdsp_sleep(sd);
	}
	return 0;
}

/* Any context. */
void softdsp_engine_wake(struct softdsp *sd)
{
	wake_up_process(sd->thread);
}

/* Any context. */
void softdsp_engine_ring(struct softdsp *sd, unsigned int doorbell)
{
	set_bit(doorbell, &sd->doorbells);
	softdsp_engine_wake(sd);
}

/* Cold boot; the doorbell announces FW_READY. May sleep. */
void softdsp_engine_boot(struct softdsp *sd)
{
	mutex_lock(&sd->lock);
	memset(sd->sram, 0, SOFDSP_SRAM_BYTES);
	sofdsp_boot(sd->dsp);
	WARN_ON(!sofdsp_fw_ready(sd->dsp, sd->sram + SOFDSP_UPBOX_OFFSET,
				 SOFDSP_UPBOX_BYTES));
	sd->stats.n_boots++;
	sd->drop_reply = false;
	sd->last_msgs = 0;
	sd->inject.bytes = 0;
	WRITE_ONCE(sd->crashed, false);
	WRITE_ONCE(sd->powered, true);
	mutex_unlock(&sd->lock);
	softdsp_engine_ring(sd, SOFTDSP_DOORBELL_BOOTED);
}

/*
 * The DSP loses its contents. When this returns, it touches no host memory and
 * tells SOF core nothing more. Doing it twice does no harm. May sleep.
 */
void softdsp_engine_power_off(struct softdsp *sd)
{
	mutex_lock(&sd->lock);
	WRITE_ONCE(sd->powered, false);
	WRITE_ONCE(sd->crashed, false);
	sofdsp_boot(sd->dsp);
	mutex_unlock(&sd->lock);

	/* wait for a delivery under way */
	mutex_lock(&sd->rx_lock);
	sd->doorbells = 0;
	mutex_unlock(&sd->rx_lock);
}

/* Send a message as if the DSP had. May sleep. */
int softdsp_engine_inject(struct softdsp *sd, const void *msg, u32 bytes)
{
	int ret = 0;

	mutex_lock(&sd->lock);
	if (!softdsp_alive(sd)) {
		ret = -ENODEV;
	} else if (sd->inject.bytes) {
		ret = -EBUSY;
	} else {
		memset(sd->inject.msg, 0, sizeof(sd->inject.msg));
		memcpy(sd->inject.msg, msg, bytes);
		sd->inject.bytes = bytes;
	}
	mutex_unlock(&sd->lock);
	if (!ret)
		softdsp_engine_ring(sd, SOFTDSP_DOORBELL_INJECT);
	return ret;
}

/* The stream of a host component has an xrun, for all SOF core can tell. May sleep. */
int softdsp_engine_xrun(struct softdsp *sd, u32 comp_id)
{
	int ret = -ENODEV;

	mutex_lock(&sd->lock);
	if (softdsp_alive(sd))
		ret = sofdsp_inject_xrun(sd->dsp, comp_id, -SOFTDSP_XRUN_BYTES);
	mutex_unlock(&sd->lock);
	return ret;
}

/* Do what the next message asks for, but don't answer it. May sleep. */
int softdsp_engine_drop_reply(struct softdsp *sd)
{
	int ret = -ENODEV;

	mutex_lock(&sd->lock);
	if (softdsp_alive(sd)) {
		sd->drop_reply = true;
		ret = 0;
	}
	mutex_unlock(&sd->lock);
	return ret;
}

/* Answer so many messages, then crash. May sleep. */
int softdsp_engine_crash_after(struct softdsp *sd, u32 n_msgs)
{
	int ret = -ENODEV;

	mutex_lock(&sd->lock);
	if (softdsp_alive(sd)) {
		sd->last_msgs = n_msgs;
		ret = 0;
	}
	mutex_unlock(&sd->lock);
	return ret;
}

/* Hold the DSP up for so many ticks; it will run them late. Any context. */
void softdsp_engine_hold(struct softdsp *sd, u32 n_ticks)
{
	WRITE_ONCE(sd->hold_ticks, n_ticks);
	softdsp_engine_wake(sd);
}

static int softdsp_engine_alloc(struct softdsp *sd)
{
	sd->sram = vzalloc(SOFDSP_SRAM_BYTES);
	sd->dsp_mem = vzalloc(sofdsp_footprint());
	if (!sd->sram || !sd->dsp_mem)
		return -ENOMEM;
	sd->dsp = sofdsp_init(sd->dsp_mem, sofdsp_footprint(), &softdsp_env, sd);
	return sd->dsp ? 0 : -EINVAL;
}

int softdsp_engine_create(struct softdsp *sd)
{
	int ret;

	mutex_init(&sd->lock);
	mutex_init(&sd->rx_lock);
	mutex_init(&sd->open_lock);
	ret = softdsp_engine_alloc(sd);
	if (ret)
		goto free_mem;
	sd->thread = kthread_create(softdsp_thread, sd, "%s", dev_name(sd->dev));
	if (IS_ERR(sd->thread)) {
		ret = PTR_ERR(sd->thread);
		goto free_mem;
	}
	sched_set_fifo(sd->thread);
	wake_up_process(sd->thread);
	return 0;

free_mem:
	vfree(sd->dsp_mem);
	vfree(sd->sram);
	return ret;
}

void softdsp_engine_destroy(struct softdsp *sd)
{
	kthread_stop(sd->thread);
	vfree(sd->dsp_mem);
	vfree(sd->sram);
}
