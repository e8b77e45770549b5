// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Machine driver: the board that the software DSP sits on. Each of its DAIs has a
 * back-end link to a codec without registers, both ways; front ends come with the
 * topology. A link that the topology has no DAI for stays unconnected.
 */
#include <linux/module.h>
#include <linux/platform_device.h>
#include <sound/soc.h>

#include "softdsp.h"

#define SOFTDSP_LINK_DEFS(index)				\
SND_SOC_DAILINK_DEFS(ssp##index,				\
	DAILINK_COMP_ARRAY(COMP_CPU("SSP" #index " Pin")),	\
	DAILINK_COMP_ARRAY(COMP_DUMMY()),			\
	DAILINK_COMP_ARRAY(COMP_EMPTY()))

/* Names and ids as in the topologies. */
#define SOFTDSP_LINK(index)					\
{								\
	.name = "SSP" #index "-Codec",				\
	.stream_name = "SSP" #index "-Codec",			\
	.id = (index),						\
	.no_pcm = 1,						\
	.nonatomic = 1,						\
	SND_SOC_DAILINK_REG(ssp##index),			\
}

SOFTDSP_LINK_DEFS(0);
SOFTDSP_LINK_DEFS(1);
SOFTDSP_LINK_DEFS(2);

static struct snd_soc_dai_link softdsp_links[SOFTDSP_N_DAIS] = {
	SOFTDSP_LINK(0),
	SOFTDSP_LINK(1),
	SOFTDSP_LINK(2),
};

static int softdsp_machine_probe(struct platform_device *pdev)
{
	struct snd_soc_card *card;
	unsigned int i;

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
	for (i = 0; i < ARRAY_SIZE(softdsp_links); i++)
		softdsp_links[i].platforms->name = dev_name(pdev->dev.parent);
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
