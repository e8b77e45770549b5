// SPDX-License-Identifier: GPL-2.0-only
/* Copyright (C) 2026 The sof-virtio authors */
/*
 * A SOF card whose firmware speaks IPC4, for tests of what a host with such a DSP
 * is told. SOF core is the real one, with its IPC4. The firmware here boots, says so,
 * answers what SOF core asks of each before it takes it for usable, lets its core be
 * switched off, and refuses everything else; SOF core's error then stands in the
 * kernel log, and fails the test. So nobody can send it anything unseen.
 *
 * There is no audio in it: its sound card has a topology without a PCM.
 */
#include <linux/firmware.h>
#include <linux/io.h>
#include <linux/module.h>
#include <linux/platform_device.h>
#include <linux/pm_runtime.h>
#include <linux/vmalloc.h>
#include <sound/soc.h>
#include <sound/soc-topology.h>
#include <sound/sof.h>
#include <sound/sof/ipc4/header.h>

#include <ipc4-priv.h>
#include <ops.h>
#include <sof-audio.h>
#include <sof-priv.h>

#define IPC4_TEST_NAME		"sof-ipc4-test"
#define IPC4_TEST_CARD_NAME	"ipc4-test-card"
#define IPC4_TEST_DAI_NAME	"IPC4 Pin"
#define IPC4_TEST_BAR		0
#define IPC4_TEST_TIMEOUT_MS	3000

/* The firmware's windows in its memory, in the order of SOF_IPC4_*_WINDOW_IDX */
#define IPC4_TEST_WINDOW_BYTES	8192
#define IPC4_TEST_N_WINDOWS	3
/* the first begins with the firmware's registers */
#define IPC4_TEST_UPLINK	SOF_IPC4_MSG_MAX_SIZE
#define IPC4_TEST_DOWNLINK	(SOF_IPC4_OUTBOX_WINDOW_IDX * IPC4_TEST_WINDOW_BYTES)

/* status of a reply */
#define IPC4_TEST_OK		0
#define IPC4_TEST_UNKNOWN	2

/* What the firmware says of itself: type, bytes, value */
static const u32 ipc4_test_config[] = {
	SOF_IPC4_FW_CFG_FW_VERSION, 8, 2 | 9 << 16, 0 | 1 << 16,
	SOF_IPC4_FW_CFG_DL_MAILBOX_BYTES, 4, SOF_IPC4_MSG_MAX_SIZE,
	SOF_IPC4_FW_CFG_UL_MAILBOX_BYTES, 4, SOF_IPC4_MSG_MAX_SIZE,
	SOF_IPC4_FW_CFG_MAX_PPL_COUNT, 4, 16,
	SOF_IPC4_FW_CFG_MAX_LIBS_COUNT, 4, 1,
};

/**
 * struct ipc4_test - the device
 * @sdev: SOF core's view of it
 * @boot_work: the firmware starts
 * @ipc_work: the firmware answers @request
 * @request: header of the message from the host; ipc_lock of @sdev
 * @n_answered: messages that were answered with success
 * @n_refused: and those that were not
 * @fw_data: what SOF core keeps for IPC4
 * @sram: the firmware's windows
 */
struct ipc4_test {
	struct snd_sof_dev *sdev;
	struct work_struct boot_work;
	struct work_struct ipc_work;
	struct sof_ipc4_msg request;
	u32 n_answered;
	u32 n_refused;
	struct sof_ipc4_fw_data fw_data;
	u8 sram[IPC4_TEST_N_WINDOWS * IPC4_TEST_WINDOW_BYTES];
};

static struct platform_device *ipc4_test_pdev;

static struct ipc4_test *ipc4_test_of(struct snd_sof_dev *sdev)
{
	return sdev->pdata->hw_pdata;
}

/* The firmware */

static void ipc4_test_boot(struct work_struct *work)
{
	struct ipc4_test *t = container_of(work, struct ipc4_test, boot_work);
	struct sof_ipc4_msg ready = {
		.primary = SOF_IPC4_MSG_TYPE_SET(SOF_IPC4_GLB_NOTIFICATION) |
			   SOF_IPC4_NOTIFY_FW_READY << SOF_IPC4_NOTIFICATION_TYPE_SHIFT,
	};

	t->sdev->ipc->msg.rx_data = &ready;
	snd_sof_ipc_msgs_rx(t->sdev);
	t->sdev->ipc->msg.rx_data = NULL;
}

static bool ipc4_test_is_module_msg(const struct sof_ipc4_msg *msg, u32 type)
{
	return SOF_IPC4_MSG_IS_MODULE_MSG(msg->primary) &&
	       SOF_IPC4_MSG_TYPE_GET(msg->primary) == type;
}

static bool ipc4_test_is_config_get(const struct sof_ipc4_msg *msg)
{
	u32 param = msg->extension & SOF_IPC4_MOD_EXT_MSG_PARAM_ID_MASK;

	return ipc4_test_is_module_msg(msg, SOF_IPC4_MOD_LARGE_CONFIG_GET) &&
	       !(msg->primary & (SOF_IPC4_MOD_ID_MASK | SOF_IPC4_MOD_INSTANCE_MASK)) &&
	       param == SOF_IPC4_MOD_EXT_MSG_PARAM_ID(SOF_IPC4_FW_PARAM_FW_CONFIG);
}

/* Its only core off or on */
static bool ipc4_test_is_set_dx(struct ipc4_test *t, const struct sof_ipc4_msg *msg)
{
	struct sof_ipc4_dx_state_info dx;

	memcpy(&dx, t->sram + IPC4_TEST_DOWNLINK, sizeof(dx));
	return ipc4_test_is_module_msg(msg, SOF_IPC4_MOD_SET_DX) &&
	       dx.core_mask == BIT(SOF_DSP_PRIMARY_CORE) && !(dx.dx_mask & ~dx.core_mask);
}

/* Return: IPC4_TEST_*, with the extension of the reply in @extension */
static u32 ipc4_test_serve(struct ipc4_test *t, const struct sof_ipc4_msg *msg,
			   u32 *extension)
{
	if (ipc4_test_is_config_get(msg)) {
		memcpy(t->sram + IPC4_TEST_UPLINK, ipc4_test_config,
		       sizeof(ipc4_test_config));
		*extension = SOF_IPC4_MOD_EXT_MSG_SIZE(sizeof(ipc4_test_config)) |
			     SOF_IPC4_MOD_EXT_MSG_FIRST_BLOCK(1) |
			     SOF_IPC4_MOD_EXT_MSG_LAST_BLOCK(1);
		return IPC4_TEST_OK;
	}

	return ipc4_test_is_set_dx(t, msg) ? IPC4_TEST_OK : IPC4_TEST_UNKNOWN;
}

/* One message is under way at a time: SOF core waits for the answer. */
static void ipc4_test_ipc(struct work_struct *work)
{
	struct ipc4_test *t = container_of(work, struct ipc4_test, ipc_work);
	struct snd_sof_dev *sdev = t->sdev;
	struct sof_ipc4_msg *reply = sdev->ipc->msg.reply_data;
	struct sof_ipc4_msg request;
	u32 status, extension = 0;

	spin_lock_irq(&sdev->ipc_lock);
	request = t->request;
	status = ipc4_test_serve(t, &request, &extension);
	if (status == IPC4_TEST_OK)
		t->n_answered++;
	else
		t->n_refused++;

	reply->primary = (request.primary & (SOF_IPC4_MSG_TARGET_MASK | SOF_IPC4_MSG_TYPE_MASK)) |
			 SOF_IPC4_MSG_DIR(SOF_IPC4_MSG_REPLY) | status;
	reply->extension = extension;
	snd_sof_ipc_process_reply(sdev, reply->primary);
	spin_unlock_irq(&sdev->ipc_lock);
}

/* What SOF core asks of a DSP */

static int ipc4_test_probe_dsp(struct snd_sof_dev *sdev)
{
	struct ipc4_test *t = ipc4_test_of(sdev);

	t->sdev = sdev;
	sdev->num_cores = 1;
	sdev->private = &t->fw_data;
	sdev->bar[IPC4_TEST_BAR] = (void __iomem __force *)t->sram;
	sdev->mmio_bar = IPC4_TEST_BAR;
	sdev->mailbox_bar = IPC4_TEST_BAR;
	return 0;
}

static void ipc4_test_remove_dsp(struct snd_sof_dev *sdev)
{
	struct ipc4_test *t = ipc4_test_of(sdev);

	cancel_work_sync(&t->boot_work);
	cancel_work_sync(&t->ipc_work);
	dev_info(sdev->dev, "%u messages answered, %u refused\n", t->n_answered,
		 t->n_refused);
}

/* The firmware is built in. */
static int ipc4_test_load_firmware(struct snd_sof_dev *sdev)
{
	return 0;
}

static int ipc4_test_run(struct snd_sof_dev *sdev)
{
	schedule_work(&ipc4_test_of(sdev)->boot_work);
	return 0;
}

/* With sdev->ipc_lock held, interrupts off. */
static int ipc4_test_send_msg(struct snd_sof_dev *sdev, struct snd_sof_ipc_msg *msg)
{
	struct ipc4_test *t = ipc4_test_of(sdev);
	const struct sof_ipc4_msg *ipc4_msg = msg->msg_data;

	if (msg->msg_size > SOF_IPC4_MSG_MAX_SIZE)
		return -EMSGSIZE;
	if (msg->msg_size)
		sof_mailbox_write(sdev, sdev->host_box.offset, ipc4_msg->data_ptr,
				  msg->msg_size);
	t->request.primary = ipc4_msg->primary;
	t->request.extension = ipc4_msg->extension;
	schedule_work(&t->ipc_work);
	return 0;
}

static int ipc4_test_get_mailbox_offset(struct snd_sof_dev *sdev)
{
	return IPC4_TEST_UPLINK;
}

static int ipc4_test_get_window_offset(struct snd_sof_dev *sdev, u32 id)
{
	return id < IPC4_TEST_N_WINDOWS ? id * IPC4_TEST_WINDOW_BYTES : -EINVAL;
}

/* It never lets a stream start, so it has nothing to say of one. */
static int ipc4_test_msg_data(struct snd_sof_dev *sdev, struct snd_sof_pcm_stream *sps,
			      void *data, size_t bytes)
{
	return -EIO;
}

static struct snd_soc_acpi_mach ipc4_test_mach = {
	.drv_name = IPC4_TEST_CARD_NAME,
	.sof_tplg_filename = "built-in",
};

static struct snd_soc_acpi_mach *ipc4_test_machine_select(struct snd_sof_dev *sdev)
{
	/* SOF core shows it in debugfs, and warns if it isn't there */
	sdev->pdata->tplg_filename = ipc4_test_mach.sof_tplg_filename;
	return &ipc4_test_mach;
}

/* A topology of nothing but what SOF core with IPC4 insists on */
static const struct {
	struct snd_soc_tplg_hdr hdr;
	struct snd_soc_tplg_manifest manifest;
	struct sof_manifest abi;
} __packed ipc4_test_topology = {
	.hdr = {
		.magic = cpu_to_le32(SND_SOC_TPLG_MAGIC),
		.abi = cpu_to_le32(SND_SOC_TPLG_ABI_VERSION),
		.type = cpu_to_le32(SND_SOC_TPLG_TYPE_MANIFEST),
		.size = cpu_to_le32(sizeof(struct snd_soc_tplg_hdr)),
		.payload_size = cpu_to_le32(sizeof(struct snd_soc_tplg_manifest) +
					    sizeof(struct sof_manifest)),
		.count = cpu_to_le32(1),
	},
	.manifest = {
		.size = cpu_to_le32(sizeof(struct snd_soc_tplg_manifest)),
		.priv.size = cpu_to_le32(sizeof(struct sof_manifest)),
	},
	.abi = {
		.abi_major = cpu_to_le16(SOF_ABI_MAJOR),
		.abi_minor = cpu_to_le16(SOF_ABI_MINOR),
		.abi_patch = cpu_to_le16(SOF_ABI_PATCH),
	},
};

/* For release_firmware(), which frees both. */
static int ipc4_test_request_topology(struct snd_sof_dev *sdev, const char *file,
				      const struct firmware **fw)
{
	struct firmware *image = kzalloc(sizeof(*image), GFP_KERNEL);
	void *data = vmalloc(sizeof(ipc4_test_topology));

	if (!image || !data) {
		vfree(data);
		kfree(image);
		return -ENOMEM;
	}

	memcpy(data, &ipc4_test_topology, sizeof(ipc4_test_topology));
	image->data = data;
	image->size = sizeof(ipc4_test_topology);
	*fw = image;
	return 0;
}

static struct snd_soc_dai_driver ipc4_test_dais[] = {
	{
		.name = IPC4_TEST_DAI_NAME,
		.playback = {
			.channels_min = 1,
			.channels_max = 2,
		},
	},
};

static const struct snd_sof_dsp_ops ipc4_test_ops = {
	.probe = ipc4_test_probe_dsp,
	.remove = ipc4_test_remove_dsp,

	.load_firmware = ipc4_test_load_firmware,
	.run = ipc4_test_run,

	.block_read = sof_block_read,
	.block_write = sof_block_write,
	.mailbox_read = sof_mailbox_read,
	.mailbox_write = sof_mailbox_write,
	.send_msg = ipc4_test_send_msg,
	.get_mailbox_offset = ipc4_test_get_mailbox_offset,
	.get_window_offset = ipc4_test_get_window_offset,
	.ipc_msg_data = ipc4_test_msg_data,

	.machine_select = ipc4_test_machine_select,
	.machine_register = sof_machine_register,
	.machine_unregister = sof_machine_unregister,
	.request_topology = ipc4_test_request_topology,

	.drv = ipc4_test_dais,
	.num_drv = ARRAY_SIZE(ipc4_test_dais),
};

static const struct sof_dev_desc ipc4_test_desc = {
	.resindex_lpe_base = -1,
	.resindex_pcicfg_base = -1,
	.resindex_imr_base = -1,
	.irqindex_host_ipc = -1,
	.ipc_timeout = IPC4_TEST_TIMEOUT_MS,
	.boot_timeout = IPC4_TEST_TIMEOUT_MS,
	.ipc_supported_mask = BIT(SOF_IPC_TYPE_4),
	.ipc_default = SOF_IPC_TYPE_4,
	.default_fw_path = { [SOF_IPC_TYPE_4] = "none" },
	.default_tplg_path = { [SOF_IPC_TYPE_4] = "none" },
	.default_fw_filename = { [SOF_IPC_TYPE_4] = "built-in" },
	.ops = &ipc4_test_ops,
};

static int ipc4_test_probe(struct platform_device *pdev)
{
	struct device *dev = &pdev->dev;
	struct snd_sof_pdata *pdata;
	struct ipc4_test *t;
	int ret;

	pdata = devm_kzalloc(dev, sizeof(*pdata), GFP_KERNEL);
	t = devm_kzalloc(dev, sizeof(*t), GFP_KERNEL);
	if (!pdata || !t)
		return -ENOMEM;

	INIT_WORK(&t->boot_work, ipc4_test_boot);
	INIT_WORK(&t->ipc_work, ipc4_test_ipc);
	pdata->desc = &ipc4_test_desc;
	pdata->dev = dev;
	pdata->hw_pdata = t;
	pdata->ipc_file_profile_base.ipc_type = SOF_IPC_TYPE_4;
	/* always on: SOF core keeps a device awake that can't be suspended */
	pm_runtime_set_active(dev);
	ret = devm_pm_runtime_enable(dev);
	if (ret)
		return ret;
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

/* The board: one link from the DSP to a codec without registers */

SND_SOC_DAILINK_DEFS(ipc4_test,
	DAILINK_COMP_ARRAY(COMP_CPU(IPC4_TEST_DAI_NAME)),
	DAILINK_COMP_ARRAY(COMP_DUMMY()),
	DAILINK_COMP_ARRAY(COMP_EMPTY()));

static struct snd_soc_dai_link ipc4_test_link = {
	.name = "IPC4-Codec",
	.stream_name = "IPC4-Codec",
	.no_pcm = 1,
	.nonatomic = 1,
	SND_SOC_DAILINK_REG(ipc4_test),
};

static int ipc4_test_card_probe(struct platform_device *pdev)
{
	struct snd_soc_card *card;

	card = devm_kzalloc(&pdev->dev, sizeof(*card), GFP_KERNEL);
	if (!card)
		return -ENOMEM;
	/* SOF core puts "sof-" before it */
	card->name = "modern";
	card->long_name = "IPC4 firmware for tests";
	card->driver_name = "sof-ipc4-test";
	card->owner = THIS_MODULE;
	card->dev = &pdev->dev;
	card->dai_link = &ipc4_test_link;
	card->num_links = 1;
	card->fully_routed = true;
	ipc4_test_link.platforms->name = dev_name(pdev->dev.parent);
	return devm_snd_soc_register_card(&pdev->dev, card);
}

static struct platform_driver ipc4_test_card_driver = {
	.probe = ipc4_test_card_probe,
	.driver = {
		.name = IPC4_TEST_CARD_NAME,
	},
};

static struct platform_driver * const ipc4_test_drivers[] = {
	&ipc4_test_card_driver,
	&ipc4_test_driver,
};

static int __init ipc4_test_init(void)
{
	int ret = platform_register_drivers(ipc4_test_drivers,
					    ARRAY_SIZE(ipc4_test_drivers));

	if (ret)
		return ret;
	ipc4_test_pdev = platform_device_register_simple(IPC4_TEST_NAME,
							 PLATFORM_DEVID_NONE,
							 NULL, 0);
	if (IS_ERR(ipc4_test_pdev)) {
		platform_unregister_drivers(ipc4_test_drivers,
					    ARRAY_SIZE(ipc4_test_drivers));
		return PTR_ERR(ipc4_test_pdev);
	}
	return 0;
}
module_init(ipc4_test_init);

static void __exit ipc4_test_exit(void)
{
	platform_device_unregister(ipc4_test_pdev);
	platform_unregister_drivers(ipc4_test_drivers, ARRAY_SIZE(ipc4_test_drivers));
}
module_exit(ipc4_test_exit);

MODULE_DESCRIPTION("SOF card with an IPC4 firmware that only boots, for tests");
MODULE_AUTHOR("The sof-virtio authors");
MODULE_LICENSE("GPL");
