// SPDX-License-Identifier: GPL-2.0-only
/* Copyright (C) 2026 The sof-virtio authors */

/*
 * The SOF platform.
 *
 * To SOF core this is a DSP that needs no firmware and has booted already. It
 * has no memory to look at, sends no messages of its own (events have a queue,
 * event.c), and all that it is told goes to the host.
 *
 * Lifetime: struct snd_sof_dev belongs to the platform device, a child of the
 * virtio device. SOF core probes in a work item. remove_late is called once
 * after each probe, the last thing before SOF core's structures are freed.
 */
#include <linux/module.h>
#include <linux/platform_device.h>
#include <linux/pm_runtime.h>
#include <linux/slab.h>
#include <sound/soc-acpi.h>
#include <sound/sof.h>
#include <uapi/sound/sof/abi.h>
#include "sof-virtio.h"
#include "sof-audio.h"
#include "ops.h"

/**
 * to_sof_virtio - the device that SOF core works on
 * @sdev: SOF core
 *
 * Context: Any.
 * Return: the device
 */
struct sof_virtio *to_sof_virtio(struct snd_sof_dev *sdev)
{
	return sdev->pdata->hw_pdata;
}

static int platform_probe(struct snd_sof_dev *sdev)
{
	struct sof_virtio *sv = to_sof_virtio(sdev);
	int ret;

	sdev->num_cores = 1;
	ret = sof_virtio_power_on(sdev);
	if (ret)
		dev_err(&sv->vdev->dev,
			"the host does not power its DSP for us (%d); is its sound card there?\n",
			ret);
	return ret;
}

static void platform_remove_late(struct snd_sof_dev *sdev)
{
	struct sof_virtio *sv = to_sof_virtio(sdev);

	sof_virtio_ipc_disown(sv);
	sof_virtio_power_off(sdev);
}

/* SOF core calls these two when it is called by power.c, which does what is to do. */
static int platform_runtime_suspend(struct snd_sof_dev *sdev)
{
	return 0;
}

static int platform_runtime_resume(struct snd_sof_dev *sdev)
{
	return 0;
}

/* The host's DSP has its firmware. */
static int platform_load_firmware(struct snd_sof_dev *sdev)
{
	return 0;
}

/*
 * The firmware runs: set what SOF core otherwise takes from the message with
 * which a firmware says so.
 */
static int platform_run(struct snd_sof_dev *sdev)
{
	struct sof_ipc_fw_version *version = &sdev->fw_ready.version;
	struct sof_virtio *sv = to_sof_virtio(sdev);
	struct snd_sof_ipc *ipc = sdev->ipc;

	if (SOF_ABI_VERSION_INCOMPATIBLE(SOF_ABI_VERSION, sv->limits.fw_abi_version)) {
		dev_err(sdev->dev,
			"the firmware of the host's DSP has ABI major %u, this kernel %u; they don't fit\n",
			SOF_ABI_VERSION_MAJOR(sv->limits.fw_abi_version), SOF_ABI_MAJOR);
		return -EINVAL;
	}

	if (!ipc->msg.reply_data)
		ipc->msg.reply_data = devm_kzalloc(sdev->dev, SOFV_IPC_MAX_BYTES,
						   GFP_KERNEL);
	if (!ipc->msg.reply_data)
		return -ENOMEM;
	ipc->max_payload_size = sv->limits.max_ipc_bytes;

	/* from SOF 2.2 on, static pipelines are freed one by one */
	version->hdr.size = sizeof(*version);
	version->major = 2;
	version->minor = 2;
	version->abi_version = sv->limits.fw_abi_version;
	sdev->fw_version = *version;

	sof_set_fw_state(sdev, SOF_FW_BOOT_READY_OK);
	return 0;
}

/* There is no memory of the DSP to be seen from here. */
static int platform_block_read(struct snd_sof_dev *sdev, enum snd_sof_fw_blk_type type,
			       u32 offset, void *dest, size_t size)
{
	return -EOPNOTSUPP;
}

static int platform_block_write(struct snd_sof_dev *sdev, enum snd_sof_fw_blk_type type,
				u32 offset, void *src, size_t size)
{
	return -EOPNOTSUPP;
}

/* There are no messages from the DSP, so no data of them. */
static int platform_msg_data(struct snd_sof_dev *sdev, struct snd_sof_pcm_stream *sps,
			     void *p, size_t sz)
{
	return -EOPNOTSUPP;
}

/*
 * By drv_name ASoC tells whose card a card is: the name of the card's device, since a
 * machine may have several of us.
 */
static struct snd_soc_acpi_mach *platform_machine_select(struct snd_sof_dev *sdev)
{
	struct snd_soc_acpi_mach *mach;

	mach = devm_kzalloc(sdev->dev, sizeof(*mach), GFP_KERNEL);
	if (!mach)
		return NULL;
	mach->drv_name = devm_kasprintf(sdev->dev, GFP_KERNEL, SOF_VIRTIO_CARD_DRIVER ".%d",
					to_platform_device(sdev->dev)->id);
	return mach->drv_name ? mach : NULL;
}

/* As SOF core does it, but each device has its own. */
static int platform_machine_register(struct snd_sof_dev *sdev, void *pdata)
{
	struct snd_sof_pdata *plat_data = pdata;

	plat_data->pdev_mach =
		platform_device_register_data(sdev->dev, SOF_VIRTIO_CARD_DRIVER,
					      to_platform_device(sdev->dev)->id, NULL, 0);
	return PTR_ERR_OR_ZERO(plat_data->pdev_mach);
}

#define VIRTUAL_STREAM {			\
	.channels_min = 1,			\
	.channels_max = 8,			\
	.rates = SNDRV_PCM_RATE_8000_192000,	\
	.formats = SNDRV_PCM_FMTBIT_S16_LE |	\
		   SNDRV_PCM_FMTBIT_S24_LE |	\
		   SNDRV_PCM_FMTBIT_S32_LE,	\
}

#define VIRTUAL_DAI(n) {			\
	.name = "Virtual" #n,			\
	.playback = VIRTUAL_STREAM,		\
	.capture = VIRTUAL_STREAM,		\
}

struct snd_soc_dai_driver sof_virtio_dais[SOF_VIRTIO_DAIS] = {
	VIRTUAL_DAI(0), VIRTUAL_DAI(1), VIRTUAL_DAI(2), VIRTUAL_DAI(3),
	VIRTUAL_DAI(4), VIRTUAL_DAI(5), VIRTUAL_DAI(6), VIRTUAL_DAI(7),
};

static const struct snd_sof_dsp_ops platform_ops = {
	.probe = platform_probe,
	.remove_late = platform_remove_late,

	.load_firmware = platform_load_firmware,
	.run = platform_run,
	.runtime_suspend = platform_runtime_suspend,
	.runtime_resume = platform_runtime_resume,
	.block_read = platform_block_read,
	.block_write = platform_block_write,

	.send_msg = sof_virtio_ipc_send_msg,
	.mailbox_read = sof_virtio_ipc_mailbox_read,
	.ipc_msg_data = platform_msg_data,
	.request_topology = sof_virtio_topology_request,

	.pcm_open = sof_virtio_pcm_open,
	.pcm_close = sof_virtio_pcm_close,
	.pcm_hw_params = sof_virtio_pcm_hw_params,
	.pcm_hw_free = sof_virtio_pcm_hw_free,
	.pcm_trigger = sof_virtio_pcm_trigger,
	.pcm_pointer = sof_virtio_pcm_pointer,
	.pcm_ack = sof_virtio_pcm_ack,

	.machine_select = platform_machine_select,
	.machine_register = platform_machine_register,
	.machine_unregister = sof_machine_unregister,

	.drv = sof_virtio_dais,
	.num_drv = ARRAY_SIZE(sof_virtio_dais),

	/*
	 * BATCH: the pointer moves once per period. SYNC_APPLPTR: we must hear
	 * of every write, those by mmap included.
	 */
	.hw_info = SNDRV_PCM_INFO_INTERLEAVED | SNDRV_PCM_INFO_MMAP |
		   SNDRV_PCM_INFO_MMAP_VALID | SNDRV_PCM_INFO_SYNC_APPLPTR |
		   SNDRV_PCM_INFO_PAUSE | SNDRV_PCM_INFO_BATCH,
};

static const struct sof_dev_desc platform_desc = {
	.ops = &platform_ops,
	.ipc_supported_mask = BIT(SOF_IPC_TYPE_3),
	.ipc_default = SOF_IPC_TYPE_3,
	.ipc_timeout = SOF_VIRTIO_IPC_TIMEOUT_MS,
	.resindex_lpe_base = -1,
	.resindex_pcicfg_base = -1,
	.resindex_imr_base = -1,
	.irqindex_host_ipc = -1,
	/* names for the log and debugfs, which takes no NULL; there are no files */
	.default_tplg_path[SOF_IPC_TYPE_3] = "virtio",
	.default_fw_path[SOF_IPC_TYPE_3] = "",
	.default_fw_filename[SOF_IPC_TYPE_3] = "",
};

/* From here on we sleep when no PCM is open. */
static void platform_probe_complete(struct device *dev)
{
	struct sof_virtio *sv = to_sof_virtio(dev_get_drvdata(dev));

	pm_runtime_set_autosuspend_delay(dev, SOF_VIRTIO_AUTOSUSPEND_MS);
	pm_runtime_use_autosuspend(dev);
	pm_runtime_mark_last_busy(dev);
	pm_runtime_put_autosuspend(dev);
	sv->probed = true;
	sof_virtio_power_watch(sv, true);
}

/* Awake, and held until SOF core has probed: it gets and puts references itself. */
static void platform_pm_start(struct device *dev)
{
	pm_runtime_set_active(dev);
	pm_runtime_get_noresume(dev);
	pm_runtime_enable(dev);
}

static void platform_pm_stop(struct device *dev)
{
	pm_runtime_disable(dev);
	pm_runtime_dont_use_autosuspend(dev);
	pm_runtime_set_suspended(dev);
	pm_runtime_put_noidle(dev);
}

static int sof_virtio_platform_probe(struct platform_device *pdev)
{
	struct device *dev = &pdev->dev;
	struct snd_sof_pdata *pdata;
	int ret;

	pdata = devm_kzalloc(dev, sizeof(*pdata), GFP_KERNEL);
	if (!pdata)
		return -ENOMEM;
	pdata->name = pdev->name;
	pdata->dev = dev;
	pdata->desc = &platform_desc;
	pdata->hw_pdata = *(struct sof_virtio **)dev_get_platdata(dev);
	pdata->ipc_file_profile_base.ipc_type = SOF_IPC_TYPE_3;
	pdata->ipc_file_profile_base.tplg_name = "from-the-host";

	/* whoever created us learns of it later than SOF core's probe may need it */
	((struct sof_virtio *)pdata->hw_pdata)->pdev = pdev;
	pdata->sof_probe_complete = platform_probe_complete;

	platform_pm_start(dev);
	ret = snd_sof_device_probe(dev, pdata);
	if (ret)
		platform_pm_stop(dev);
	return ret;
}

static void sof_virtio_platform_remove(struct platform_device *pdev)
{
	struct snd_sof_dev *sdev = platform_get_drvdata(pdev);
	struct sof_virtio *sv = to_sof_virtio(sdev);

	/* the probe's work item may still be under way */
	if (IS_ENABLED(CONFIG_SND_SOC_SOF_PROBE_WORK_QUEUE))
		flush_work(&sdev->probe_work);
	sof_virtio_power_watch(sv, false);
	/* SOF core only cleans up behind a DSP that is on */
	if (sv->probed)
		pm_runtime_get_sync(&pdev->dev);
	snd_sof_device_remove(&pdev->dev);
	platform_pm_stop(&pdev->dev);
	sv->probed = false;
}

/*
 * The machine goes down, and streams may run: next the device is taken away from us.
 * Streams end before that, without a message to a host that would not answer.
 */
static void sof_virtio_platform_shutdown(struct platform_device *pdev)
{
	struct snd_sof_dev *sdev = platform_get_drvdata(pdev);
	struct sof_virtio *sv;

	if (!sdev)
		return;
	sv = to_sof_virtio(sdev);
	if (IS_ENABLED(CONFIG_SND_SOC_SOF_PROBE_WORK_QUEUE))
		flush_work(&sdev->probe_work);
	if (!sv->probed)
		return;

	sof_virtio_power_watch(sv, false);
	sof_set_fw_state(sdev, SOF_FW_CRASHED);
	sof_virtio_cut_off(sv);
	sof_virtio_pcm_disconnect_all(sv);
}

struct platform_driver sof_virtio_platform_driver = {
	.probe = sof_virtio_platform_probe,
	.remove = sof_virtio_platform_remove,
	.shutdown = sof_virtio_platform_shutdown,
	.driver = {
		.name = "sof-virtio",
		.pm = pm_ptr(&sof_virtio_power_ops),
		/* comes and goes with the virtio device */
		.suppress_bind_attrs = true,
	},
};
