// SPDX-License-Identifier: GPL-2.0-only
/* Copyright (C) 2026 The sof-virtio authors */

/*
 * Power, and what becomes of our graph on the host's DSP.
 *
 * To sleep is to vote so, and nothing else: the DSP may go on for others, with our
 * graph on it, and then nothing but the values of controls is sent when we wake
 * up. So SOF core's own suspend and resume, which free and build everything, are
 * called only when the host says that the DSP has lost our graph (P-4.3.3):
 * power_rebuild() lets SOF core forget it without a message, since what is gone
 * can't be freed, and build it anew.
 *
 * There are three ways to learn of a loss: the reply to the vote with which we wake
 * up; an event while we are awake, which is looked into by a work; and a message
 * that the host refuses, which the event follows. @lost says that there may be one.
 * It is cleared before the host is asked, so an event that comes meanwhile leads to
 * another question, which does no harm (P-4.3.8), and never gets lost. If the host's
 * DSP does not come back, @lost stays set and the next one who opens a PCM tries
 * again.
 *
 * When the machine sleeps, the device is reset, and what we had is @forgotten.
 *
 * Who may do what: as long as the device is awake, streams and the graph change
 * under ASoC's mutex of the card only, which the PCM's open has and the work takes.
 * While it wakes up or goes to sleep no PCM is open.
 */
#include <linux/pm_runtime.h>
#include "sof-virtio.h"
#include "sof-audio.h"
#include "ops.h"

/* Between two tries to make the card of a host whose DSP does not come back */
#define POWER_RETRY_MAX_S	64

/*
 * Vote (P-4.3.1). SOF core's messages wait meanwhile; before it has an IPC layer
 * there are none.
 */
static int power_vote(struct snd_sof_dev *sdev, u32 state, u32 *flags)
{
	struct sof_virtio *sv = to_sof_virtio(sdev);
	const struct sofv_power_status request = {
		.hdr.size = cpu_to_le32(sizeof(request)),
		.hdr.cmd = cpu_to_le32(SOFV_IPC_PM_VFE_POWER_STATUS),
		.state = cpu_to_le32(state),
	};
	struct sofv_power_status_reply reply = {};
	int ret;

	if (sdev->ipc)
		mutex_lock(&sdev->ipc->tx_mutex);
	ret = sof_virtio_ipc_xfer(sv, &request, sizeof(request), &reply, sizeof(reply));
	if (sdev->ipc)
		mutex_unlock(&sdev->ipc->tx_mutex);
	if (ret < 0)
		return ret;

	sv->powered = state == SOFV_POWER_ACTIVE;
	return sofv_decode_power_reply(flags, &reply, ret);
}

/* Is there something to build? @flags: of the reply to our vote */
static bool power_lost(struct sof_virtio *sv, u32 flags)
{
	/* after a reset the device itself knows of no loss */
	return (flags & SOFV_POWER_FLAG_TPLG_LOST) || sv->forgotten || !sv->built;
}

/*
 * Takes back what a rebuild that failed has left, as far as it goes. SOF core has
 * counted wrongly then: for each widget that fails it drops a reference on the
 * pipeline, which has none of static ones. So pipelines are freed whatever their
 * count says, and all counts start from zero.
 */
static void power_undo(struct snd_sof_dev *sdev)
{
	const struct sof_ipc_tplg_ops *tplg = sof_ipc_get_ops(sdev, tplg);
	struct snd_sof_widget *swidget;

	list_for_each_entry_reverse(swidget, &sdev->widget_list, list)
		if (swidget->id != snd_soc_dapm_scheduler && swidget->use_count > 0)
			sof_widget_free(sdev, swidget);
	list_for_each_entry_reverse(swidget, &sdev->widget_list, list)
		if (swidget->id == snd_soc_dapm_scheduler)
			tplg->widget_free(sdev, swidget);

	list_for_each_entry(swidget, &sdev->widget_list, list) {
		mutex_lock(&swidget->setup_mutex);
		swidget->use_count = 0;
		if (swidget->spipe)
			swidget->spipe->complete = 0;
		mutex_unlock(&swidget->setup_mutex);
	}
}

/* The DSP has nothing of ours: give it everything. */
static int power_rebuild(struct snd_sof_dev *sdev)
{
	struct sof_virtio *sv = to_sof_virtio(sdev);
	int ret;

	sof_set_fw_state(sdev, SOF_FW_CRASHED);
	if (sv->built)
		snd_sof_runtime_suspend(sdev->dev);
	sv->built = false;

	if (sv->forgotten) {
		ret = sof_virtio_topology_again(sv);
		if (ret)
			return ret;
		sv->forgotten = false;
	}

	ret = snd_sof_runtime_resume(sdev->dev);
	if (ret) {
		/* lost again meanwhile? Then there is nothing to free. */
		if (READ_ONCE(sv->lost) || ret == -ESTALE)
			sof_set_fw_state(sdev, SOF_FW_CRASHED);
		power_undo(sdev);
		sof_set_fw_state(sdev, SOF_FW_CRASHED);
		return ret;
	}
	sv->built = true;
	sv->rebuilds++;
	return 0;
}

/* Values that were changed while we slept: SOF core kept them (P-4.3.11) */
static int power_send_controls(struct snd_sof_dev *sdev)
{
	const struct sof_ipc_tplg_ops *tplg = sof_ipc_get_ops(sdev, tplg);
	struct snd_sof_widget *swidget;
	int ret = 0;

	list_for_each_entry(swidget, &sdev->widget_list, list) {
		mutex_lock(&swidget->setup_mutex);
		if (swidget->use_count)
			ret = tplg->control->widget_kcontrol_setup(sdev, swidget);
		mutex_unlock(&swidget->setup_mutex);
		if (ret < 0)
			return ret;
	}
	return 0;
}

/* Not about another loss: its event is on the way, or has come. */
static void power_complain(struct sof_virtio *sv, int error)
{
	if (!READ_ONCE(sv->ready) || error == -ESTALE)
		return;
	if (error == -ENODEV)
		dev_err_ratelimited(&sv->vdev->dev,
				    "no sound: the host's sound card is gone; start this virtual machine anew when it is back\n");
	else
		dev_err_ratelimited(&sv->vdev->dev,
				    "no sound: the host's DSP does not come back (%d); it is asked again when a PCM is opened\n",
				    error);
}

/*
 * Is our graph still there? If not, streams that were set up end, and they do so before
 * the vote: as yet the host takes what stops and frees them, without effect (P-4.3.10),
 * and from then on no trigger is under way that SOF core's state could overtake.
 * Context: ASoC's mutex of the card held, so that none is set up meanwhile; device
 *	awake.
 */
static int power_look(struct snd_sof_dev *sdev)
{
	struct sof_virtio *sv = to_sof_virtio(sdev);
	u32 flags;
	int ret;

	if (!READ_ONCE(sv->lost))
		return 0;

	WRITE_ONCE(sv->lost, false);
	sof_virtio_pcm_disconnect_all(sv);
	ret = power_vote(sdev, SOFV_POWER_ACTIVE, &flags);
	if (!ret && !power_lost(sv, flags) &&
	    sdev->fw_state == SOF_FW_BOOT_COMPLETE)
		return 0;

	/* from here on SOF core sends nothing */
	sof_set_fw_state(sdev, SOF_FW_CRASHED);
	if (!ret)
		ret = power_rebuild(sdev);
	if (ret) {
		WRITE_ONCE(sv->lost, true);
		power_complain(sv, ret);
	} else {
		dev_info(&sv->vdev->dev,
			 "the host's DSP lost what this guest had there; it is loaded again\n");
	}
	return ret;
}

/*
 * The DSP was lost while the topology was loaded for the first time, so there is no
 * card. Its driver probes again, which loads the topology, after another look at the
 * DSP. If that fails for another loss, the next event brings us back at once.
 */
static void power_make_card(struct sof_virtio *sv, struct device *card)
{
	if (device_attach(card) > 0) {
		sv->retry_s = 0;
	} else if (READ_ONCE(sv->lost) && READ_ONCE(sv->ready)) {
		sv->retry_s = clamp(2 * sv->retry_s, 1, POWER_RETRY_MAX_S);
		schedule_delayed_work(&sv->lost_work, sv->retry_s * HZ);
	}
}

static void power_lost_work(struct work_struct *work)
{
	struct sof_virtio *sv = container_of(to_delayed_work(work), struct sof_virtio,
					     lost_work);
	struct snd_sof_dev *sdev = platform_get_drvdata(sv->pdev);
	struct device *mach = &sdev->pdata->pdev_mach->dev;
	struct snd_soc_card *card;

	if (!device_is_bound(mach)) {
		power_make_card(sv, mach);
		return;
	}

	/* asleep: the vote with which we wake up asks */
	if (pm_runtime_get_if_active(sdev->dev) <= 0)
		return;

	card = sdev->component->card;
	if (snd_soc_card_is_instantiated(card)) {
		snd_soc_dpcm_mutex_lock(card);
		power_look(sdev);
		snd_soc_dpcm_mutex_unlock(card);
	}
	pm_runtime_mark_last_busy(sdev->dev);
	pm_runtime_put_autosuspend(sdev->dev);
}

/**
 * sof_virtio_power_lost - the host says that the DSP lost its content
 * @sv: the device
 *
 * Context: stream_lock held.
 */
void sof_virtio_power_lost(struct sof_virtio *sv)
{
	lockdep_assert_held(&sv->stream_lock);

	WRITE_ONCE(sv->lost, true);
	if (sv->watching)
		mod_delayed_work(system_wq, &sv->lost_work, 0);
}

/**
 * sof_virtio_power_open - a PCM is about to be opened, or the topology loaded
 * @sdev: SOF core
 *
 * Context: Process context, ASoC's mutex of the card held if there is a card yet,
 *	device awake.
 * Return: 0, or why the DSP is of no use.
 */
int sof_virtio_power_open(struct snd_sof_dev *sdev)
{
	return power_look(sdev);
}

/**
 * sof_virtio_power_watch - look after losses, or don't any more
 * @sv: the device
 * @watch: whether
 *
 * Context: Process context. May sleep.
 */
void sof_virtio_power_watch(struct sof_virtio *sv, bool watch)
{
	unsigned long flags;

	spin_lock_irqsave(&sv->stream_lock, flags);
	sv->watching = watch;
	if (watch && sv->lost)
		mod_delayed_work(system_wq, &sv->lost_work, 0);
	spin_unlock_irqrestore(&sv->stream_lock, flags);
	if (!watch)
		cancel_delayed_work_sync(&sv->lost_work);
}

/**
 * sof_virtio_power_on - first vote, before there is anything to lose
 * @sdev: SOF core
 *
 * Context: Process context. May sleep.
 * Return: 0 or a negative errno.
 */
int sof_virtio_power_on(struct snd_sof_dev *sdev)
{
	u32 flags;

	to_sof_virtio(sdev)->built = true;
	return power_vote(sdev, SOFV_POWER_ACTIVE, &flags);
}

/**
 * sof_virtio_power_off - last vote
 * @sdev: SOF core
 *
 * If it fails the reset that follows does the same (P-4.3.4).
 *
 * Context: Process context. May sleep.
 */
void sof_virtio_power_off(struct snd_sof_dev *sdev)
{
	struct sof_virtio *sv = to_sof_virtio(sdev);
	u32 flags;

	if (sv->powered)
		power_vote(sdev, SOFV_POWER_SUSPENDED, &flags);
	sv->powered = false;
}

static int power_runtime_suspend(struct device *dev)
{
	struct snd_sof_dev *sdev = dev_get_drvdata(dev);
	u32 flags;
	int ret;

	ret = power_vote(sdev, SOFV_POWER_SUSPENDED, &flags);
	if (!ret || ret == -ENODEV)
		return 0;

	/* later then */
	pm_runtime_mark_last_busy(dev);
	return -EBUSY;
}

/*
 * Never an error: PM core would not try again, however often it is asked, and the
 * card would be lost until its driver is loaded anew.
 */
static int power_runtime_resume(struct device *dev)
{
	struct snd_sof_dev *sdev = dev_get_drvdata(dev);
	struct sof_virtio *sv = to_sof_virtio(sdev);
	u32 flags;
	int ret;

	WRITE_ONCE(sv->lost, false);
	ret = power_vote(sdev, SOFV_POWER_ACTIVE, &flags);
	if (!ret && power_lost(sv, flags))
		ret = power_rebuild(sdev);
	else if (!ret)
		ret = power_send_controls(sdev);
	if (ret) {
		WRITE_ONCE(sv->lost, true);
		power_complain(sv, ret);
	}
	return 0;
}

/*
 * Sleep of the machine. ASoC has stopped the streams; who has a PCM open still holds
 * us awake, and gets us back so, with the graph, to start its stream anew.
 */
static int power_suspend(struct device *dev)
{
	struct snd_sof_dev *sdev = dev_get_drvdata(dev);
	struct sof_virtio *sv = to_sof_virtio(sdev);
	int ret;

	if (IS_ENABLED(CONFIG_SND_SOC_SOF_PROBE_WORK_QUEUE))
		flush_work(&sdev->probe_work);
	/* without a card there is nobody to tell */
	if (!sv->probed)
		return 0;

	sof_virtio_power_watch(sv, false);
	ret = pm_runtime_force_suspend(dev);
	if (ret)
		sof_virtio_power_watch(sv, true);
	return ret;
}

static int power_resume(struct device *dev)
{
	struct sof_virtio *sv = to_sof_virtio(dev_get_drvdata(dev));
	int ret;

	if (!sv->probed)
		return 0;

	ret = pm_runtime_force_resume(dev);
	sof_virtio_power_watch(sv, true);
	return ret;
}

const struct dev_pm_ops sof_virtio_power_ops = {
	SYSTEM_SLEEP_PM_OPS(power_suspend, power_resume)
	RUNTIME_PM_OPS(power_runtime_suspend, power_runtime_resume, NULL)
};

/**
 * sof_virtio_power_init - before anything else of this file
 * @sv: the device
 *
 * Context: Any.
 */
void sof_virtio_power_init(struct sof_virtio *sv)
{
	INIT_DELAYED_WORK(&sv->lost_work, power_lost_work);
}
