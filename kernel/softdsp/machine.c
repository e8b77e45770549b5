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
#include <sound/sof.h>

#include <sof-priv.h>

#include "softdsp.h"

/* Names as in the topologies */
static const char * const softdsp_dai_names[SOFTDSP_N_DAIS] = {
	"SSP0 Pin", "SSP1 Pin", "SSP2 Pin",
};

static const char * const softdsp_link_names[SOFTDSP_N_DAIS] = {
	"SSP0-Codec", "SSP1-Codec", "SSP2-Codec",
};

/* SOF core makes "sof-softdsp" of this, and so on */
static const char * const softdsp_card_names[SOFTDSP_MAX_DSPS] = {
	"softdsp", "softdsp1", "softdsp2", "softdsp3",
};

/* A card, and what each of its links needs */
struct softdsp_machine {
	struct snd_soc_card card;
	struct snd_soc_dai_link links[SOFTDSP_N_DAIS];
	struct snd_soc_dai_link_component cpus[SOFTDSP_N_DAIS];
	struct snd_soc_dai_link_component platforms[SOFTDSP_N_DAIS];
};

/* @dsp: name of the DSP; all of them have the same DAIs */
static void softdsp_machine_init_link(struct softdsp_machine *machine, unsigned int i,
				      const char *dsp)
{
	struct snd_soc_dai_link *link = &machine->links[i];

	machine->cpus[i].name = dsp;
	machine->cpus[i].dai_name = softdsp_dai_names[i];
	machine->platforms[i].name = dsp;

	link->name = softdsp_link_names[i];
	link->stream_name = softdsp_link_names[i];
	link->id = i;
	link->no_pcm = 1;
	link->nonatomic = 1;
	link->cpus = &machine->cpus[i];
	link->num_cpus = 1;
	link->platforms = &machine->platforms[i];
	link->num_platforms = 1;
	link->codecs = &snd_soc_dummy_dlc;
	link->num_codecs = 1;
}

static int softdsp_machine_probe(struct platform_device *pdev)
{
	struct device *dsp = pdev->dev.parent;
	struct softdsp_machine *machine;
	struct snd_soc_card *card;
	unsigned int i;

	machine = devm_kzalloc(&pdev->dev, sizeof(*machine), GFP_KERNEL);
	if (!machine)
		return -ENOMEM;
	card = &machine->card;
	card->name = softdsp_card_names[softdsp_of(dev_get_drvdata(dsp))->index];
	card->long_name = "software DSP with Sound Open Firmware interface";
	card->driver_name = "sof-softdsp";
	card->owner = THIS_MODULE;
	card->dev = &pdev->dev;
	for (i = 0; i < SOFTDSP_N_DAIS; i++)
		softdsp_machine_init_link(machine, i, dev_name(dsp));
	card->dai_link = machine->links;
	card->num_links = SOFTDSP_N_DAIS;
	card->fully_routed = true;
	return devm_snd_soc_register_card(&pdev->dev, card);
}

static struct platform_driver softdsp_machine_driver = {
	.probe = softdsp_machine_probe,
	.driver = {
		.name = SOFTDSP_MACHINE_NAME,
		.pm = &snd_soc_pm_ops,
	},
};

/* As SOF core does it, but each DSP has its own. */
int softdsp_machine_register(struct snd_sof_dev *sdev, void *pdata)
{
	struct snd_sof_pdata *sof_pdata = pdata;
	struct platform_device *pdev;

	pdev = platform_device_register_data(sdev->dev, SOFTDSP_MACHINE_NAME,
					     softdsp_of(sdev)->index, NULL, 0);
	sof_pdata->pdev_mach = pdev;
	return PTR_ERR_OR_ZERO(pdev);
}

int softdsp_machine_register_driver(void)
{
	return platform_driver_register(&softdsp_machine_driver);
}

void softdsp_machine_unregister_driver(void)
{
	platform_driver_unregister(&softdsp_machine_driver);
}
