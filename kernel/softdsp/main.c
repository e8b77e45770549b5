// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Loading the module makes one platform device with a software DSP, or several; its
 * driver hands each to SOF core. SOF core probes in a work item; the codec's card appears
 * when that is done, so whoever sees it sees both cards.
 */
#include <linux/dma-mapping.h>
#include <linux/firmware.h>
#include <linux/module.h>
#include <linux/platform_device.h>
#include <linux/pm_runtime.h>
#include <linux/vmalloc.h>
#include <sound/sof.h>

#include <sofv/tplg.h>

#include <sof-audio.h>
#include <sof-priv.h>

#include "softdsp.h"

#define SOFTDSP_AUTOSUSPEND_MS	2000
/* A machine without KVM, busy with something else, may take its time. */
#define SOFTDSP_IPC_TIMEOUT_MS	3000
#define SOFTDSP_BOOT_TIMEOUT_MS	5000

static char *tplg_path;
module_param(tplg_path, charp, 0444);
MODULE_PARM_DESC(tplg_path, "folder of the topology below /lib/firmware (default: sof-softdsp)");

static char *tplg_name[SOFTDSP_MAX_DSPS];
module_param_array(tplg_name, charp, NULL, 0444);
MODULE_PARM_DESC(tplg_name, "file name of the topology, one for each DSP (default: sof-softdsp.tplg)");

static unsigned int dsps = 1;

static int softdsp_set_dsps(const char *val, const struct kernel_param *kp)
{
	return param_set_uint_minmax(val, kp, 1, SOFTDSP_MAX_DSPS);
}

static const struct kernel_param_ops softdsp_dsps_ops = {
	.set = softdsp_set_dsps,
	.get = param_get_uint,
};
module_param_cb(dsps, &softdsp_dsps_ops, &dsps, 0444);
MODULE_PARM_DESC(dsps, "number of DSPs, each with a card of its own, 1 to 4 (default: 1)");

static struct platform_device *softdsp_pdevs[SOFTDSP_MAX_DSPS];

static const struct sof_dev_desc softdsp_desc = {
	.resindex_lpe_base = -1,
	.resindex_pcicfg_base = -1,
	.resindex_imr_base = -1,
	.irqindex_host_ipc = -1,
	.ipc_timeout = SOFTDSP_IPC_TIMEOUT_MS,
	.boot_timeout = SOFTDSP_BOOT_TIMEOUT_MS,
	.ipc_supported_mask = BIT(SOF_IPC_TYPE_3),
	.ipc_default = SOF_IPC_TYPE_3,
	.default_fw_path = { [SOF_IPC_TYPE_3] = SOFTDSP_TPLG_PATH },
	.default_tplg_path = { [SOF_IPC_TYPE_3] = SOFTDSP_TPLG_PATH },
	.default_fw_filename = { [SOF_IPC_TYPE_3] = "built-in" },
	.nocodec_tplg_filename = SOFTDSP_TPLG_NAME,
	.ops = &softdsp_sof_ops,
};

static void softdsp_probe_complete(struct device *dev)
{
	struct snd_sof_dev *sdev = dev_get_drvdata(dev);
	struct softdsp *sd = softdsp_of(sdev);
	int ret;

	/* the machine driver gives up if SOF core can't load the topology */
	if (!device_is_bound(&sdev->pdata->pdev_mach->dev)) {
		dev_err(dev, "no sound card: topology %s/%s does not load, see above\n",
			sdev->pdata->tplg_filename_prefix,
			sdev->pdata->tplg_filename);
	} else {
		ret = softdsp_codec_create(sd);
		if (ret)
			dev_err(dev, "no codec card: %d\n", ret);
	}

	sd->probed = true;
	pm_runtime_set_autosuspend_delay(dev, SOFTDSP_AUTOSUSPEND_MS);
	pm_runtime_use_autosuspend(dev);
	pm_runtime_mark_last_busy(dev);
	pm_runtime_put_autosuspend(dev);
}

/* On, and held until SOF core has probed: it gets and puts references itself. */
static void softdsp_pm_start(struct device *dev)
{
	pm_runtime_get_noresume(dev);
	pm_runtime_set_active(dev);
	pm_runtime_enable(dev);
}

static void softdsp_pm_stop(struct device *dev)
{
	pm_runtime_disable(dev);
	pm_runtime_dont_use_autosuspend(dev);
	pm_runtime_set_suspended(dev);
	pm_runtime_put_noidle(dev);
}

/*
 * The topology core trusts lengths and counts that SOF's parsers use, so what is
 * damaged is turned away before it gets there.
 */
static int softdsp_check_file(struct device *dev, const char *path,
			      const struct firmware *fw)
{
	struct sofv_tplg_error err = {};
	int ret;

	ret = sofv_tplg_check_host(fw->data, fw->size, NULL, &err);
	if (ret && err.name[0])
		dev_err(dev, "topology %s is no good at byte %u, '%s': %s\n", path,
			err.offset_bytes, err.name, sofv_tplg_strerror(err.reason));
	else if (ret)
		dev_err(dev, "topology %s is no good at byte %u: %s\n", path,
			err.offset_bytes, sofv_tplg_strerror(err.reason));
	/* of another error the driver core makes a second line, with a number */
	return ret ? -ENODEV : 0;
}

/* SOF core looks for it too, but in a work item, when nobody listens any more. */
static int softdsp_check_topology(struct device *dev, const char *name)
{
	const struct firmware *fw;
	char *path;
	int ret;

	path = kasprintf(GFP_KERNEL, "%s/%s", tplg_path ?: SOFTDSP_TPLG_PATH,
			 name ?: SOFTDSP_TPLG_NAME);
	if (!path)
		return -ENOMEM;
	ret = firmware_request_nowarn(&fw, path, dev);
	if (ret) {
		dev_err(dev, "no topology /lib/firmware/%s (\"make topology\" builds it): %d\n",
			path, ret);
	} else {
		ret = softdsp_check_file(dev, path, fw);
		release_firmware(fw);
	}
	kfree(path);
	return ret;
}

static unsigned int softdsp_index(const struct platform_device *pdev)
{
	return pdev->id == PLATFORM_DEVID_NONE ? 0 : pdev->id;
}

static void softdsp_free(void *sd)
{
	vfree(sd);
}

/* Too large for kmalloc() to be sure of. */
static struct softdsp *softdsp_alloc(struct device *dev)
{
	struct softdsp *sd = vzalloc(sizeof(*sd));

	if (!sd || devm_add_action_or_reset(dev, softdsp_free, sd))
		return NULL;
	return sd;
}

static void softdsp_init(struct softdsp *sd, struct platform_device *pdev)
{
	unsigned int i;

	sd->dev = &pdev->dev;
	sd->index = softdsp_index(pdev);
	softdsp_crash_init(sd);
	for (i = 0; i < SOFTDSP_N_DAIS; i++)
		spin_lock_init(&sd->dais[i].lock);
}

static int softdsp_probe(struct platform_device *pdev)
{
	char *name = tplg_name[softdsp_index(pdev)];
	struct device *dev = &pdev->dev;
	struct snd_sof_pdata *pdata;
	struct softdsp *sd;
	int ret;

	pdata = devm_kzalloc(dev, sizeof(*pdata), GFP_KERNEL);
	sd = softdsp_alloc(dev);
	if (!pdata || !sd)
		return -ENOMEM;
	ret = softdsp_check_topology(dev, name);
	if (ret)
		return ret;
	ret = dma_set_mask_and_coherent(dev, DMA_BIT_MASK(64));
	if (ret)
		return ret;

	softdsp_init(sd, pdev);
	ret = softdsp_engine_create(sd);
	if (ret)
		return ret;
	softdsp_debug_create(sd);

	pdata->desc = &softdsp_desc;
	pdata->dev = dev;
	pdata->hw_pdata = sd;
	pdata->ipc_file_profile_base.ipc_type = SOF_IPC_TYPE_3;
	pdata->ipc_file_profile_base.tplg_path = tplg_path;
	pdata->ipc_file_profile_base.tplg_name = name;
	pdata->sof_probe_complete = softdsp_probe_complete;
	softdsp_pm_start(dev);
	ret = snd_sof_device_probe(dev, pdata);
	if (ret)
		goto stop_pm;
	return 0;

stop_pm:
	softdsp_pm_stop(dev);
	softdsp_debug_destroy(sd);
	softdsp_engine_destroy(sd);
	return ret;
}

static void softdsp_remove(struct platform_device *pdev)
{
	struct snd_sof_dev *sdev = platform_get_drvdata(pdev);
	struct softdsp *sd = softdsp_of(sdev);

	/* the probe's work item makes the codec's card: let it end first */
	if (IS_ENABLED(CONFIG_SND_SOC_SOF_PROBE_WORK_QUEUE))
		flush_work(&sdev->probe_work);
	softdsp_codec_destroy(sd);
	softdsp_debug_destroy(sd);
	/* SOF core only cleans up behind a DSP that is on */
	if (sd->probed)
		pm_runtime_get_sync(&pdev->dev);
	snd_sof_device_remove(&pdev->dev);
	softdsp_pm_stop(&pdev->dev);
	softdsp_engine_destroy(sd);
}

static void softdsp_shutdown(struct platform_device *pdev)
{
	snd_sof_device_shutdown(&pdev->dev);
}

/*
 * SOF core expects a DSP that is on. One that sleeps already sleeps on, through the
 * suspend of the machine.
 */
static int softdsp_pm_suspend(struct device *dev)
{
	struct softdsp *sd = softdsp_of(dev_get_drvdata(dev));

	sd->sleeps_on = pm_runtime_suspended(dev);
	return sd->sleeps_on ? 0 : snd_sof_suspend(dev);
}

static int softdsp_pm_resume(struct device *dev)
{
	struct softdsp *sd = softdsp_of(dev_get_drvdata(dev));

	return sd->sleeps_on ? 0 : snd_sof_resume(dev);
}

static const struct dev_pm_ops softdsp_pm = {
	.prepare = snd_sof_prepare,
	.complete = snd_sof_complete,
	SYSTEM_SLEEP_PM_OPS(softdsp_pm_suspend, softdsp_pm_resume)
	RUNTIME_PM_OPS(snd_sof_runtime_suspend, snd_sof_runtime_resume, NULL)
};

static struct platform_driver softdsp_driver = {
	.probe = softdsp_probe,
	.remove = softdsp_remove,
	.shutdown = softdsp_shutdown,
	.driver = {
		.name = SOFTDSP_NAME,
		.pm = pm_ptr(&softdsp_pm),
	},
};

static void softdsp_unregister_devices(void)
{
	unsigned int i;

	for (i = SOFTDSP_MAX_DSPS; i-- > 0;)
		platform_device_unregister(softdsp_pdevs[i]);
}

static int __init softdsp_register_device(unsigned int index)
{
	struct platform_device *pdev;

	pdev = platform_device_register_simple(SOFTDSP_NAME,
					       index ? index : PLATFORM_DEVID_NONE,
					       NULL, 0);
	if (IS_ERR(pdev))
		return PTR_ERR(pdev);
	softdsp_pdevs[index] = pdev;
	/* the probe has said why; let modprobe say that it failed */
	return device_is_bound(&pdev->dev) ? 0 : -ENODEV;
}

static int __init softdsp_module_init(void)
{
	unsigned int i;
	int ret;

	ret = softdsp_machine_register_driver();
	if (ret)
		return ret;
	ret = platform_driver_register(&softdsp_driver);
	if (ret)
		goto unregister_machine;
	for (i = 0; i < dsps; i++) {
		ret = softdsp_register_device(i);
		if (ret)
			goto unregister_devices;
	}
	return 0;

unregister_devices:
	softdsp_unregister_devices();
	platform_driver_unregister(&softdsp_driver);
unregister_machine:
	softdsp_machine_unregister_driver();
	return ret;
}
module_init(softdsp_module_init);

static void __exit softdsp_module_exit(void)
{
	softdsp_unregister_devices();
	platform_driver_unregister(&softdsp_driver);
	softdsp_machine_unregister_driver();
}
module_exit(softdsp_module_exit);

MODULE_DESCRIPTION("SOF platform driver of the software DSP");
MODULE_AUTHOR("The sof-virtio authors");
MODULE_LICENSE("GPL");
