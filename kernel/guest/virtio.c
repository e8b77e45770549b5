// SPDX-License-Identifier: GPL-2.0-only
/* Copyright (C) 2026 The sof-virtio authors */

/*
 * The virtio driver.
 *
 * Lifetime: struct sof_virtio lives from probe() to remove(). Its child, the
 * platform device that SOF core works on, is created last and unregistered
 * first; while it exists the sound card may exist, and unregistering it waits
 * until the card's last user is gone. Then the device is reset, after which
 * no queue callback runs, and only then memory that the device knew is freed.
 *
 * A device that is pulled out, or that keeps our memory too long
 * (sof_virtio_kill()), loses @ready and becomes @gone. From then on requests
 * fail at once with -ENODEV, and everything that waits for the device goes on.
 */
#include <linux/debugfs.h>
#include <linux/dma-mapping.h>
#include <linux/module.h>
#include <linux/platform_device.h>
#include <linux/slab.h>
#include <linux/virtio_config.h>
#include <linux/virtio_ids.h>
#include <sound/core.h>
#include <sound/sof/header.h>
#include <uapi/sound/sof/abi.h>
#include "sof-virtio.h"
#include "sof-priv.h"

static_assert(SOFV_IPC_MAX_BYTES == SOF_IPC_MSG_MAX_SIZE, "SOF ABI");

static int sof_virtio_check_features(struct virtio_device *vdev)
{
	if (!virtio_has_feature(vdev, VIRTIO_F_VERSION_1)) {
		dev_err(&vdev->dev, "legacy device: the host must offer virtio 1\n");
		return -ENODEV;
	}
	if (!virtio_has_feature(vdev, SOFV_F_DATA_QUEUE)) {
		dev_err(&vdev->dev,
			"the host offers no way to move audio data that this driver knows; update the driver\n");
		return -ENODEV;
	}
	return 0;
}

static int sof_virtio_read_config(struct sof_virtio *sv)
{
	struct sofv_config_info *info = &sv->limits;
	struct virtio_device *vdev = sv->vdev;
	struct sofv_config config;
	int ret;

	virtio_cread_bytes(vdev, 0, &config, sizeof(config));
	ret = sofv_decode_config(info, &config, sizeof(config));

	if (ret == -EPROTO)
		dev_err(&vdev->dev, "the host is broken: IPC messages of %u bytes at most, %u streams\n",
			info->max_ipc_bytes, info->streams);
	else if (ret && info->protocol_version != SOFV_PROTOCOL_VERSION)
		dev_err(&vdev->dev,
			"the host speaks version %u of the protocol, this driver %u; update the older one\n",
			info->protocol_version, SOFV_PROTOCOL_VERSION);
	else if (ret)
		dev_err(&vdev->dev,
			"the host's DSP speaks IPC %u, this driver %u; load a firmware with IPC %u on the host\n",
			info->ipc_major, SOFV_IPC_MAJOR, SOFV_IPC_MAJOR);
	return ret;
}

static int sof_virtio_find_vqs(struct sof_virtio *sv)
{
	struct virtqueue_info info[SOFV_VQ_COUNT] = {
		[SOFV_VQ_IPC] = { "ipc", sof_virtio_ipc_callback },
		[SOFV_VQ_POSITION] = { "position", sof_virtio_event_callback },
		[SOFV_VQ_DATA] = { "data", sof_virtio_data_callback },
	};

	return virtio_find_vqs(sv->vdev, SOFV_VQ_COUNT, sv->vqs, info, NULL);
}

static int sof_virtio_create_child(struct sof_virtio *sv)
{
	const struct platform_device_info info = {
		.parent = &sv->vdev->dev,
		.name = "sof-virtio",
		.id = PLATFORM_DEVID_AUTO,
		.data = &sv,
		.size_data = sizeof(sv),
		.dma_mask = DMA_BIT_MASK(64),
	};

	sv->pdev = platform_device_register_full(&info);
	return PTR_ERR_OR_ZERO(sv->pdev);
}

static void sof_virtio_set_ready(struct sof_virtio *sv, bool ready)
{
	unsigned long flags;

	spin_lock_irqsave(&sv->stream_lock, flags);
	WRITE_ONCE(sv->ready, ready);
	spin_unlock_irqrestore(&sv->stream_lock, flags);
}

/* The device can't reach our memory any more: whoever waits for it goes on. */
static void sof_virtio_set_gone(struct sof_virtio *sv)
{
	struct sof_virtio_stream *st;
	unsigned long flags;

	spin_lock_irqsave(&sv->stream_lock, flags);
	WRITE_ONCE(sv->ready, false);
	WRITE_ONCE(sv->gone, true);
	list_for_each_entry(st, &sv->streams, node) {
		if (st->running)
			sof_virtio_stream_dead(st);
		wake_up(&st->wait);
	}
	spin_unlock_irqrestore(&sv->stream_lock, flags);
	sof_virtio_ipc_abort(sv);
}

/* A card that can't work goes, or everybody who tries it fills the log. */
static void sof_virtio_disconnect_work(struct work_struct *work)
{
	struct sof_virtio *sv = container_of(work, struct sof_virtio, disconnect_work);
	struct snd_sof_dev *sdev = platform_get_drvdata(sv->pdev);

	snd_card_disconnect(sdev->component->card->snd_card);
}

/**
 * sof_virtio_cut_off - take everything away from the device, for good
 * @sv: the device
 *
 * After the reset it can't reach our memory any more. Nobody waits for it any more.
 *
 * Context: Process context. May sleep.
 */
void sof_virtio_cut_off(struct sof_virtio *sv)
{
	sof_virtio_set_ready(sv, false);
	virtio_reset_device(sv->vdev);
	virtio_synchronize_cbs(sv->vdev);
	sof_virtio_set_gone(sv);
}

/**
 * sof_virtio_kill - cut the device off, and the sound card with it
 * @sv: the device
 *
 * For a host that does not give memory back in time.
 *
 * Context: Process context, while the sound card exists. May sleep.
 */
void sof_virtio_kill(struct sof_virtio *sv)
{
	sof_virtio_cut_off(sv);
	schedule_work(&sv->disconnect_work);
}

static int sof_virtio_init_queues(struct sof_virtio *sv)
{
	int ret;

	ret = sof_virtio_ipc_init(sv);
	if (ret)
		return ret;

	ret = sof_virtio_event_init(sv);
	if (ret)
		goto fini_ipc;

	ret = sof_virtio_find_vqs(sv);
	if (ret)
		goto fini_event;

	ret = sof_virtio_data_init(sv);
	if (ret)
		goto del_vqs;

	return 0;

del_vqs:
	sv->vdev->config->del_vqs(sv->vdev);
fini_event:
	sof_virtio_event_fini(sv);
fini_ipc:
	sof_virtio_ipc_fini(sv);
	return ret;
}

static void sof_virtio_fini_queues(struct sof_virtio *sv)
{
	sof_virtio_data_fini(sv);
	sv->vdev->config->del_vqs(sv->vdev);
	sof_virtio_event_fini(sv);
	sof_virtio_ipc_fini(sv);
}

static void sof_virtio_log(struct sof_virtio *sv)
{
	u32 abi = sv->limits.fw_abi_version;

	dev_info(&sv->vdev->dev,
		 "protocol %u, DSP with ABI %u.%u.%u, %u streams, audio by data queue\n",
		 SOFV_PROTOCOL_VERSION, SOF_ABI_VERSION_MAJOR(abi),
		 SOF_ABI_VERSION_MINOR(abi), SOF_ABI_VERSION_PATCH(abi),
		 sv->limits.streams);
}

static void sof_virtio_create_debugfs(struct sof_virtio *sv)
{
	char name[64];

	snprintf(name, sizeof(name), KBUILD_MODNAME ".%s", dev_name(&sv->vdev->dev));
	sv->debugfs = debugfs_create_dir(name, NULL);
	debugfs_create_u32("events_lost", 0400, sv->debugfs, &sv->events_lost);
	debugfs_create_u32("rebuilds", 0400, sv->debugfs, &sv->rebuilds);
	debugfs_create_u32("data_requests", 0400, sv->debugfs, &sv->data.requests);
	debugfs_create_u32("data_errors", 0400, sv->debugfs, &sv->data.errors);
}

static int sof_virtio_probe(struct virtio_device *vdev)
{
	struct sof_virtio *sv;
	int ret;

	ret = sof_virtio_check_features(vdev);
	if (ret)
		return ret;

	sv = kzalloc(sizeof(*sv), GFP_KERNEL);
	if (!sv)
		return -ENOMEM;
	sv->vdev = vdev;
	vdev->priv = sv;
	spin_lock_init(&sv->stream_lock);
	mutex_init(&sv->open_mutex);
	INIT_LIST_HEAD(&sv->streams);
	sof_virtio_power_init(sv);
	INIT_WORK(&sv->disconnect_work, sof_virtio_disconnect_work);

	ret = sof_virtio_read_config(sv);
	if (ret)
		goto free;

	ret = sof_virtio_init_queues(sv);
	if (ret)
		goto free;

	virtio_device_ready(vdev);
	ret = sof_virtio_event_post(sv);
	if (ret)
		goto reset;

	sof_virtio_log(sv);
	sof_virtio_set_ready(sv, true);
	ret = sof_virtio_create_child(sv);
	if (ret)
		goto reset;
	sof_virtio_create_debugfs(sv);
	return 0;

reset:
	sof_virtio_set_ready(sv, false);
	virtio_reset_device(vdev);
	sof_virtio_fini_queues(sv);
free:
	vdev->priv = NULL;
	kfree(sv);
	return ret;
}

static void sof_virtio_remove(struct virtio_device *vdev)
{
	struct sof_virtio *sv = vdev->priv;

	/* Pulled out, or not restored? Then nobody shall wait for an answer. */
	if (!sv->vqs[SOFV_VQ_IPC] || virtqueue_is_broken(sv->vqs[SOFV_VQ_IPC]))
		sof_virtio_set_gone(sv);

	debugfs_remove(sv->debugfs);
	/* for good: a host that lets go too late would queue it for a card that is gone */
	disable_work_sync(&sv->disconnect_work);
	platform_device_unregister(sv->pdev);

	sof_virtio_set_ready(sv, false);
	virtio_reset_device(vdev);
	virtio_synchronize_cbs(vdev);
	sof_virtio_fini_queues(sv);
	sof_virtio_topology_fini(sv);
	vdev->priv = NULL;
	kfree(sv);
}

/*
 * The machine goes to sleep. What hangs on us sleeps already: streams have stopped,
 * our vote is SUSPENDED, and no request is under way. The device forgets everything
 * (P-9.1), and its queues are made anew when it is back.
 */
static int sof_virtio_freeze(struct virtio_device *vdev)
{
	struct sof_virtio *sv = vdev->priv;

	sof_virtio_set_ready(sv, false);
	virtio_reset_device(vdev);
	virtio_synchronize_cbs(vdev);
	/* for an answer that nobody waits for any more */
	sof_virtio_ipc_abort(sv);
	vdev->config->del_vqs(vdev);
	memset(sv->vqs, 0, sizeof(sv->vqs));
	sv->forgotten = true;
	return 0;
}

static int sof_virtio_restore(struct virtio_device *vdev)
{
	struct sof_virtio *sv = vdev->priv;
	int ret;

	/* cut off for good: stays so */
	if (READ_ONCE(sv->gone))
		return 0;

	ret = sof_virtio_read_config(sv);
	if (ret)
		return ret;

	ret = sof_virtio_find_vqs(sv);
	if (ret)
		return ret;

	virtio_device_ready(vdev);
	ret = sof_virtio_event_post(sv);
	if (ret) {
		virtio_reset_device(vdev);
		vdev->config->del_vqs(vdev);
		memset(sv->vqs, 0, sizeof(sv->vqs));
		return ret;
	}
	sof_virtio_set_ready(sv, true);
	return 0;
}

static const unsigned int sof_virtio_features[] = {
	SOFV_F_DATA_QUEUE,
};

static const struct virtio_device_id sof_virtio_ids[] = {
	{ VIRTIO_ID_SOF, VIRTIO_DEV_ANY_ID },
	{ 0 },
};
MODULE_DEVICE_TABLE(virtio, sof_virtio_ids);

static struct virtio_driver sof_virtio_driver = {
	.driver.name = KBUILD_MODNAME,
	.id_table = sof_virtio_ids,
	.feature_table = sof_virtio_features,
	.feature_table_size = ARRAY_SIZE(sof_virtio_features),
	.probe = sof_virtio_probe,
	.remove = sof_virtio_remove,
	.freeze = pm_sleep_ptr(sof_virtio_freeze),
	.restore = pm_sleep_ptr(sof_virtio_restore),
};

static int __init sof_virtio_module_init(void)
{
	int ret;

	ret = platform_driver_register(&sof_virtio_card_driver);
	if (ret)
		return ret;

	ret = platform_driver_register(&sof_virtio_platform_driver);
	if (ret)
		goto unregister_card;

	ret = register_virtio_driver(&sof_virtio_driver);
	if (ret)
		goto unregister_platform;
	return 0;

unregister_platform:
	platform_driver_unregister(&sof_virtio_platform_driver);
unregister_card:
	platform_driver_unregister(&sof_virtio_card_driver);
	return ret;
}
module_init(sof_virtio_module_init);

static void __exit sof_virtio_module_exit(void)
{
	unregister_virtio_driver(&sof_virtio_driver);
	platform_driver_unregister(&sof_virtio_platform_driver);
	platform_driver_unregister(&sof_virtio_card_driver);
}
module_exit(sof_virtio_module_exit);

MODULE_AUTHOR("The sof-virtio authors");
MODULE_DESCRIPTION("Sound Open Firmware in a virtual machine, on the DSP of its host");
MODULE_LICENSE("GPL");
