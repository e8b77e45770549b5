// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Machine driver: the board that the software DSP sits on. It has one back-end
 * link, SSP0 to a codec without registers; front ends come with the topology.
 */
#include <linux/module.h>
#include <linux/platform_device.h>
#include <sound/soc.h>

#include "softdsp.h"

/* As in topology/host.conf. */
#define SOFTDSP_LINK_NAME	"SSP0-Codec"
#define SOFTDSP_LINK_ID		0

SND_SOC_DAILINK_DEFS(ssp0,
	DAILINK_COMP_ARRAY(COMP_CPU("SSP0 Pin")),
	DAILINK_COMP_ARRAY(COMP_DUMMY()),
	DAILINK_COMP_ARRAY(COMP_EMPTY()));

static struct snd_soc_dai_link softdsp_links[] = {
	{
		.name = SOFTDSP_LINK_NAME,
		.stream_name = SOFTDSP_LINK_NAME,
		.id = SOFTDSP_LINK_ID,
		.no_pcm = 1,
		.nonatomic = 1,
		.playback_only = 1,
		SND_SOC_DAILINK_REG(ssp0),
	},
};

static int softdsp_machine_probe(struct platform_device *pdev)
{
	struct snd_soc_card *card;

	card = devm_kzalloc(&pdev->dev, sizeof(*card), GFP_KERNEL);
	if (!card)
		return -ENOMEM;
	/* SOF core makes this "sof-softdsp" */
	card->name = "softdsp";
	card->long_name = "software DSP with Sound Open Firmware interface";
	card->driver_name = "sof-softdsp";
	card->owner = THIS_MODULE;
	card->dev = &pdev->dev;
	card->dai_link = softdsp_links;
	card->num_links = ARRAY_SIZE(softdsp_links);
	card->fully_routed = true;
	softdsp_links[0].platforms->name = dev_name(pdev->dev.parent);
	return devm_snd_soc_register_card(&pdev->dev, card);
}

static struct platform_driver softdsp_machine_driver = {
	.probe = softdsp_machine_probe,
	.driver = {
		.name = SOFTDSP_MACHINE_NAME,
		.pm = &snd_soc_pm_ops,
	},
};

int softdsp_machine_register_driver(void)
{
	return platform_driver_register(&softdsp_machine_driver);
}

void softdsp_machine_unregister_driver(void)
{
	platform_driver_unregister(&softdsp_machine_driver);
}
