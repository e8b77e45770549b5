// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * What SOF core asks of a DSP: boot, mailbox, power.
 */
#include <linux/device.h>
#include <sound/sof/trace.h>

#include <ops.h>
#include <sof-audio.h>
#include <sof-priv.h>

#include "softdsp.h"

/* FW_READY's only window. */
#define SOFTDSP_WINDOW_ID	0

struct softdsp *softdsp_of(struct snd_sof_dev *sdev)
{
	return sdev->pdata->hw_pdata;
}

static int softdsp_ops_probe(struct snd_sof_dev *sdev)
{
	struct softdsp *sd = softdsp_of(sdev);

	sd->sdev = sdev;
	sdev->num_cores = 1;
	sdev->bar[SOFTDSP_SRAM_BAR] = (void __iomem __force *)sd->sram;
	sdev->mmio_bar = SOFTDSP_SRAM_BAR;
	sdev->mailbox_bar = SOFTDSP_SRAM_BAR;
	/* where FW_READY is looked for before the windows are known */
	sdev->dsp_box.offset = SOFDSP_UPBOX_OFFSET;
	return 0;
}

static void softdsp_ops_remove(struct snd_sof_dev *sdev)
{
	struct softdsp *sd = softdsp_of(sdev);

	softdsp_engine_power_off(sd);
	softdsp_crash_cancel(sd);
}

/* The firmware is built in. */
static int softdsp_load_firmware(struct snd_sof_dev *sdev)
{
	return 0;
}

static int softdsp_run(struct snd_sof_dev *sdev)
{
	softdsp_engine_boot(softdsp_of(sdev));
	return 0;
}

/* With sdev->ipc_lock held, interrupts off. */
static int softdsp_send_msg(struct snd_sof_dev *sdev, struct snd_sof_ipc_msg *msg)
{
	struct softdsp *sd = softdsp_of(sdev);

	if (!READ_ONCE(sd->powered))
		return -ENODEV;
	if (msg->msg_size > SOFDSP_MSG_MAX_BYTES)
		return -EMSGSIZE;
	sof_mailbox_write(sdev, sdev->host_box.offset, msg->msg_data,
			  msg->msg_size);
	WRITE_ONCE(sd->msg_bytes, msg->msg_size);
	softdsp_engine_ring(sd, SOFTDSP_DOORBELL_IPC);
	return 0;
}

static int softdsp_get_mailbox_offset(struct snd_sof_dev *sdev)
{
	return SOFDSP_UPBOX_OFFSET;
}

static int softdsp_get_window_offset(struct snd_sof_dev *sdev, u32 id)
{
	return id == SOFTDSP_WINDOW_ID ? 0 : -EINVAL;
}

static int softdsp_get_bar_index(struct snd_sof_dev *sdev, u32 type)
{
	return type == SOF_FW_BLK_TYPE_SRAM ? SOFTDSP_SRAM_BAR : -EINVAL;
}

/* Power: the DSP loses its contents. SOF core boots it again when it resumes. */

static int softdsp_suspend(struct snd_sof_dev *sdev, u32 target_state)
{
	softdsp_engine_power_off(softdsp_of(sdev));
	return 0;
}

/* Not before a crash has been told: streams of the next boot are none of its. */
static int softdsp_runtime_suspend(struct snd_sof_dev *sdev)
{
	struct softdsp *sd = softdsp_of(sdev);

	flush_work(&sd->crash_work);
	softdsp_engine_power_off(sd);
	return 0;
}

static int softdsp_resume(struct snd_sof_dev *sdev)
{
	return 0;
}

static void softdsp_dbg_dump(struct snd_sof_dev *sdev, u32 flags)
{
	struct softdsp *sd = softdsp_of(sdev);
	struct sofdsp_stats stats;

	mutex_lock(&sd->lock);
	sofdsp_get_stats(sd->dsp, &stats);
	mutex_unlock(&sd->lock);
	dev_info(sdev->dev, "software DSP: %s, %u components, %llu ticks, %llu messages, %llu errors\n",
		 !READ_ONCE(sd->powered) ? "off" :
		 READ_ONCE(sd->crashed) ? "crashed" : "on", stats.n_comps,
		 stats.n_ticks, stats.n_ipcs, stats.n_ipc_errors);
	if (READ_ONCE(sd->crashed))
		softdsp_crash_dump(sd);
}

/* SOF core has waited for an answer in vain. */
static void softdsp_ipc_dump(struct snd_sof_dev *sdev)
{
	struct softdsp *sd = softdsp_of(sdev);

	dev_err(sdev->dev, "the DSP has not answered and is taken for dead\n");
	softdsp_crash(sd, SOF_IPC_PANIC_DEADLOCK, "no answer");
}

/*
 * By drv_name ASoC tells whose card a card is: it is the name of the card's device, since
 * all have the same driver.
 */
static struct snd_soc_acpi_mach *softdsp_machine_select(struct snd_sof_dev *sdev)
{
	struct snd_soc_acpi_mach *mach;

	/* set already if the module parameter tplg_name was given */
	if (!sdev->pdata->tplg_filename)
		sdev->pdata->tplg_filename = SOFTDSP_TPLG_NAME;
	mach = devm_kzalloc(sdev->dev, sizeof(*mach), GFP_KERNEL);
	if (!mach)
		return NULL;
	mach->drv_name = devm_kasprintf(sdev->dev, GFP_KERNEL, SOFTDSP_MACHINE_NAME ".%u",
					softdsp_of(sdev)->index);
	return mach->drv_name ? mach : NULL;
}

#define SOFTDSP_DAI(index)						\
{									\
	.name = "SSP" #index " Pin",					\
	.id = (index),							\
	.playback = {							\
		.channels_min = 1,					\
		.channels_max = SOFDSP_MAX_CHANNELS,			\
	},								\
	.capture = {							\
		.channels_min = 1,					\
		.channels_max = SOFDSP_MAX_CHANNELS,			\
	},								\
}

static struct snd_soc_dai_driver softdsp_dai_drivers[SOFTDSP_N_DAIS] = {
	SOFTDSP_DAI(0),
	SOFTDSP_DAI(1),
	SOFTDSP_DAI(2),
};

const struct snd_sof_dsp_ops softdsp_sof_ops = {
	.probe = softdsp_ops_probe,
	.remove = softdsp_ops_remove,

	.load_firmware = softdsp_load_firmware,
	.run = softdsp_run,

	.block_read = sof_block_read,
	.block_write = sof_block_write,
	.mailbox_read = sof_mailbox_read,
	.mailbox_write = sof_mailbox_write,
	.send_msg = softdsp_send_msg,
	.get_mailbox_offset = softdsp_get_mailbox_offset,
	.get_window_offset = softdsp_get_window_offset,
	.get_bar_index = softdsp_get_bar_index,
	.ipc_msg_data = sof_ipc_msg_data,
	.set_stream_data_offset = sof_set_stream_data_offset,

	.pcm_open = softdsp_pcm_open,
	.pcm_close = softdsp_pcm_close,
	.pcm_hw_params = softdsp_pcm_hw_params,
	.pcm_hw_free = softdsp_pcm_hw_free,
	.pcm_pointer = softdsp_pcm_pointer,

	.suspend = softdsp_suspend,
	.resume = softdsp_resume,
	.runtime_suspend = softdsp_runtime_suspend,
	.runtime_resume = softdsp_resume,

	.dbg_dump = softdsp_dbg_dump,
	.ipc_dump = softdsp_ipc_dump,
	.debugfs_add_region_item = snd_sof_debugfs_add_region_item_iomem,

	.machine_select = softdsp_machine_select,
	.machine_register = softdsp_machine_register,
	.machine_unregister = sof_machine_unregister,

	.drv = softdsp_dai_drivers,
	.num_drv = ARRAY_SIZE(softdsp_dai_drivers),

	.hw_info = SNDRV_PCM_INFO_MMAP | SNDRV_PCM_INFO_MMAP_VALID |
		   SNDRV_PCM_INFO_INTERLEAVED | SNDRV_PCM_INFO_PAUSE |
		   SNDRV_PCM_INFO_NO_PERIOD_WAKEUP,

	.dsp_arch_ops = &softdsp_arch_ops,
};
