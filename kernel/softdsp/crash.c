// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * A DSP that has crashed, and how it comes back.
 *
 * It crashes on request (debugfs), or is taken for dead when a message got no
 * answer: SOF core and DSP then no longer agree about what is set up. A dead DSP
 * runs no tick, answers nothing and sends nothing. The exception window says why,
 * and SOF core is told, which refuses all further messages.
 *
 * Streams that were set up are disconnected, so that applications get an error at
 * once instead of waiting for periods that don't come. The DSP is switched off and
 * on when the next PCM is opened, or off when all are closed and it would have
 * been anyway; SOF core then loads the topology again.
 */
#include <linux/pm_runtime.h>
#include <linux/string.h>
#include <sound/sof/header.h>
#include <sound/sof/trace.h>

#include <ops.h>
#include <sof-audio.h>
#include <sof-priv.h>

#include "softdsp.h"

/* In the place of an architecture's registers. There is no stack. */
struct softdsp_oops {
	struct sof_ipc_dsp_oops_arch_hdr arch_hdr;
	struct sof_ipc_dsp_oops_plat_hdr plat_hdr;
	u32 n_ticks;
	u32 n_messages;
	u32 n_components;
	u32 n_running;
} __packed;

/* Contents of the exception window. */
struct softdsp_exception {
	struct softdsp_oops oops;
	struct sof_ipc_panic_info info;
} __packed;

static_assert(sizeof(struct softdsp_exception) <= SOFDSP_EXCEPTION_BYTES);

static void softdsp_crash_fill(struct softdsp *sd, u32 panic_code, const char *by)
{
	struct softdsp_exception *e = sd->sram + SOFDSP_EXCEPTION_OFFSET;
	struct sofdsp_stats stats;

	lockdep_assert_held(&sd->lock);
	sofdsp_get_stats(sd->dsp, &stats);
	memset(e, 0, sizeof(*e));
	e->oops.arch_hdr.totalsize = sizeof(e->oops);
	e->oops.plat_hdr.stackoffset = sizeof(e->oops);
	e->oops.n_ticks = stats.n_ticks;
	e->oops.n_messages = stats.n_ipcs;
	e->oops.n_components = stats.n_comps;
	e->oops.n_running = stats.n_running;
	e->info.hdr.size = sizeof(e->info);
	e->info.code = panic_code;
	strscpy((char *)e->info.filename, by, sizeof(e->info.filename));
}

/*
 * The DSP is dead from here on. @panic_code: SOF_IPC_PANIC_*; @by: who says so.
 * Returns -ENODEV if it is off, -EALREADY if it has crashed before. With lock held.
 */
int softdsp_crash_locked(struct softdsp *sd, u32 panic_code, const char *by)
{
	lockdep_assert_held(&sd->lock);
	if (!sd->powered)
		return -ENODEV;
	if (sd->crashed)
		return -EALREADY;
	softdsp_crash_fill(sd, panic_code, by);
	WRITE_ONCE(sd->crashed, true);
	sd->stats.n_crashes++;
	schedule_work(&sd->crash_work);
	return 0;
}

/* The same. May sleep. */
int softdsp_crash(struct softdsp *sd, u32 panic_code, const char *by)
{
	int ret;

	mutex_lock(&sd->lock);
	ret = softdsp_crash_locked(sd, panic_code, by);
	mutex_unlock(&sd->lock);
	return ret;
}

/*
 * rx_lock keeps the DSP from being switched off and on meanwhile: it is this boot
 * that SOF core is told about.
 */
static void softdsp_crash_work(struct work_struct *work)
{
	struct softdsp *sd = container_of(work, struct softdsp, crash_work);
	bool crashed;

	mutex_lock(&sd->rx_lock);
	crashed = READ_ONCE(sd->crashed);
	if (crashed)
		snd_sof_dsp_panic(sd->sdev, SOFDSP_EXCEPTION_OFFSET, true);
	mutex_unlock(&sd->rx_lock);
	if (crashed)
		softdsp_stream_disconnect_all(sd);
}

/*
 * If it has crashed, switch it off and on. The caller holds ASoC's mutex of the
 * card, as in the PCM's open, and a reference of runtime PM. No stream can be
 * under way: what was set up is disconnected, and nothing new gets past SOF core.
 */
int softdsp_crash_heal(struct softdsp *sd)
{
	int ret;

	if (!READ_ONCE(sd->crashed))
		return 0;
	flush_work(&sd->crash_work);
	/* with a second reference PM core is sure to switch it on again */
	pm_runtime_get_noresume(sd->dev);
	ret = pm_runtime_force_suspend(sd->dev);
	if (!ret)
		ret = pm_runtime_force_resume(sd->dev);
	pm_runtime_put_noidle(sd->dev);
	if (ret)
		dev_err(sd->dev, "the DSP has crashed and does not come back: %d\n", ret);
	return ret;
}

/* For SOF core's dump. */
void softdsp_crash_dump(struct softdsp *sd)
{
	struct snd_sof_dev *sdev = sd->sdev;
	struct softdsp_exception e;

	sof_mailbox_read(sdev, sdev->dsp_oops_offset, &e, sizeof(e));
	e.info.filename[sizeof(e.info.filename) - 1] = 0;
	sof_print_oops_and_stack(sdev, KERN_ERR, e.info.code, 0, &e.oops, &e.info,
				 NULL, 0);
}

static void softdsp_arch_oops(struct snd_sof_dev *sdev, const char *level, void *oops)
{
	const struct softdsp_oops *o = oops;

	dev_printk(level, sdev->dev,
		   "at tick %u, message %u, with %u components and %u streams running\n",
		   o->n_ticks, o->n_messages, o->n_components, o->n_running);
}

static void softdsp_arch_stack(struct snd_sof_dev *sdev, const char *level,
			       void *oops, u32 *stack, u32 stack_words)
{
}

const struct dsp_arch_ops softdsp_arch_ops = {
	.dsp_oops = softdsp_arch_oops,
	.dsp_stack = softdsp_arch_stack,
};

void softdsp_crash_init(struct softdsp *sd)
{
	INIT_WORK(&sd->crash_work, softdsp_crash_work);
}

/* After the DSP was switched off. */
void softdsp_crash_cancel(struct softdsp *sd)
{
	cancel_work_sync(&sd->crash_work);
}
