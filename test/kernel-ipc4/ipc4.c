// SPDX-License-Identifier: GPL-2.0-only
/* Copyright (C) 2026 The sof-virtio authors */
/*
 * A SOF device with IPC4 and no DSP behind it, for tests of what a host with such a
 * card is told. SOF core is the real one, with its IPC4; here is just so much of
 * a firmware as it needs to take it for booted: every message is answered with
 * success, and who asks for data gets a firmware version.
 */
#include <linux/module.h>
#include <linux/platform_device.h>
#include <sound/sof.h>
#include <sound/sof/ipc4/header.h>

#include <ipc4-priv.h>
#include <ops.h>
#include <sof-audio.h>
#include <sof-priv.h>

#define IPC4_TEST_NAME	"sof-ipc4-test"

static struct platform_device *ipc4_test_pdev;

/* What the firmware says of itself */
static const struct {
	u32 type;
	u32 bytes;
	struct sof_ipc4_fw_version version;
} __packed ipc4_test_config = {
	.type = SOF_IPC4_FW_CFG_FW_VERSION,
	.bytes = sizeof(struct sof_ipc4_fw_version),
	.version = { .major = 2, .minor = 9 },
};

/**
 * struct ipc4_test - the device
 * @sdev: SOF core's view of it
 * @reply_work: answers, once the sender has begun to wait
 * @request: header of the message to be answered; sdev->ipc_lock
 */
struct ipc4_test {
	struct snd_sof_dev *sdev;
	struct work_struct reply_work;
	struct sof_ipc4_msg request;
};

static struct ipc4_test *ipc4_test_of(struct snd_sof_dev *sdev)
{
	return sdev->pdata->hw_pdata;
}

static void ipc4_test_reply(struct work_struct *work)
{
	struct ipc4_test *t = container_of(work, struct ipc4_test, reply_work);
	struct sof_ipc4_msg *reply;

	spin_lock_irq(&t->sdev->ipc_lock);
	reply = t->sdev->msg->reply_data;
	reply->primary = t->request.primary & ~SOF_IPC4_REPLY_STATUS;
	reply->primary |= SOF_IPC4_MSG_DIR(SOF_IPC4_MSG_REPLY);
	reply->extension = t->request.extension & ~SOF_IPC4_MOD_EXT_MSG_SIZE_MASK;
	reply->extension |= SOF_IPC4_MOD_EXT_MSG_SIZE(sizeof(ipc4_test_config));
	snd_sof_ipc_process_reply(t->sdev, 0);
	spin_unlock_irq(&t->sdev->ipc_lock);
}

/* With sdev->ipc_lock held. */
static int ipc4_test_send_msg(struct snd_sof_dev *sdev, struct snd_sof_ipc_msg *msg)
{
	struct ipc4_test *t = ipc4_test_of(sdev);

	t->request = *(struct sof_ipc4_msg *)msg->msg_data;
	schedule_work(&t->reply_work);
	return 0;
}

static void ipc4_test_mailbox_read(struct snd_sof_dev *sdev, u32 offset,
				   void *message, size_t bytes)
{
	memset(message, 0, bytes);
	memcpy(message, &ipc4_test_config, min(bytes, sizeof(ipc4_test_config)));
}

static int ipc4_test_probe_dsp(struct snd_sof_dev *sdev)
{
	ipc4_test_of(sdev)->sdev = sdev;
	sdev->num_cores = 1;
	sdev->private = devm_kzalloc(sdev->dev, sizeof(struct sof_ipc4_fw_data),
				     GFP_KERNEL);
	return sdev->private ? 0 : -ENOMEM;
}

static void ipc4_test_remove_dsp(struct snd_sof_dev *sdev)
{
	cancel_work_sync(&ipc4_test_of(sdev)->reply_work);
}

static int ipc4_test_load_firmware(struct snd_sof_dev *sdev)
{
	return 0;
}

static int ipc4_test_run(struct snd_sof_dev *sdev)
{
	sof_set_fw_state(sdev, SOF_FW_BOOT_READY_OK);
	wake_up(&sdev->boot_wait);
	return 0;
}

static int ipc4_test_mailbox_offset(struct snd_sof_dev *sdev)
{
	return 0;
}

static int ipc4_test_window_offset(struct snd_sof_dev *sdev, u32 id)
{
	return 0;
}

static int ipc4_test_block_read(struct snd_sof_dev *sdev,
				enum snd_sof_fw_blk_type type, u32 offset,
				void *dest, size_t bytes)
{
	return -EIO;
}

static int ipc4_test_block_write(struct snd_sof_dev *sdev,
				 enum snd_sof_fw_blk_type type, u32 offset,
				 void *src, size_t bytes)
{
	return -EIO;
}

static int ipc4_test_msg_data(struct snd_sof_dev *sdev,
			      struct snd_sof_pcm_stream *sps, void *data,
			      size_t bytes)
{
	return -EIO;
}

/* A device like this has a sound card when someone brings a machine driver. */
static struct snd_soc_acpi_mach ipc4_test_mach = {
	.drv_name = "none",
};

static struct snd_soc_acpi_mach *ipc4_test_machine(struct snd_sof_dev *sdev)
{
	/* debugfs shows it, and wants it to be there */
	sdev->pdata->tplg_filename = "none";
	return &ipc4_test_mach;
}

static const struct snd_sof_dsp_ops ipc4_test_ops = {
	.probe = ipc4_test_probe_dsp,
	.remove = ipc4_test_remove_dsp,
	.load_firmware = ipc4_test_load_firmware,
	.run = ipc4_test_run,
	.block_read = ipc4_test_block_read,
	.block_write = ipc4_test_block_write,
	.mailbox_read = ipc4_test_mailbox_read,
	.send_msg = ipc4_test_send_msg,
	.get_mailbox_offset = ipc4_test_mailbox_offset,
	.get_window_offset = ipc4_test_window_offset,
	.ipc_msg_data = ipc4_test_msg_data,
	.machine_select = ipc4_test_machine,
};

static const struct sof_dev_desc ipc4_test_desc = {
	.resindex_lpe_base = -1,
	.resindex_pcicfg_base = -1,
	.resindex_imr_base = -1,
	.irqindex_host_ipc = -1,
	.ipc_timeout = 500,
	.boot_timeout = 500,
	.ipc_supported_mask = BIT(SOF_IPC_TYPE_4),
	.ipc_default = SOF_IPC_TYPE_4,
	.default_fw_path = { [SOF_IPC_TYPE_4] = "none" },
	.default_tplg_path = { [SOF_IPC_TYPE_4] = "none" },
	.default_fw_filename = { [SOF_IPC_TYPE_4] = "none" },
	.ops = &ipc4_test_ops,
};

static int ipc4_test_probe(struct platform_device *pdev)
{
	struct device *dev = &pdev->dev;
	struct snd_sof_pdata *pdata;
	struct ipc4_test *t;

	pdata = devm_kzalloc(dev, sizeof(*pdata), GFP_KERNEL);
	t = devm_kzalloc(dev, sizeof(*t), GFP_KERNEL);
	if (!pdata || !t)
		return -ENOMEM;

	INIT_WORK(&t->reply_work, ipc4_test_reply);
	pdata->desc = &ipc4_test_desc;
	pdata->dev = dev;
	pdata->hw_pdata = t;
	pdata->ipc_file_profile_base.ipc_type = SOF_IPC_TYPE_4;
	return snd_sof_device_probe(dev, pdata);
}

static void ipc4_test_remove(struct platform_device *pdev)
{
	snd_sof_device_remove(&pdev->dev);
}

static struct platform_driver ipc4_test_driver = {
	.probe = ipc4_test_probe,
	.remove = ipc4_test_remove,
	.driver = {
		.name = IPC4_TEST_NAME,
	},
};

static int __init ipc4_test_init(void)
{
	int ret = platform_driver_register(&ipc4_test_driver);

	if (ret)
		return ret;
	ipc4_test_pdev = platform_device_register_simple(IPC4_TEST_NAME,
							 PLATFORM_DEVID_NONE,
							 NULL, 0);
	if (IS_ERR(ipc4_test_pdev)) {
		platform_driver_unregister(&ipc4_test_driver);
		return PTR_ERR(ipc4_test_pdev);
	}
	return 0;
}
module_init(ipc4_test_init);

static void __exit ipc4_test_exit(void)
{
	platform_device_unregister(ipc4_test_pdev);
	platform_driver_unregister(&ipc4_test_driver);
}
module_exit(ipc4_test_exit);

MODULE_DESCRIPTION("SOF device with IPC4 and no DSP, for tests");
MODULE_AUTHOR("The sof-virtio authors");
MODULE_LICENSE("GPL");
