// SPDX-License-Identifier: GPL-2.0-only
/* Copyright (C) 2026 The sof-virtio authors */

/*
 * The machine driver: a back end for each virtual DAI, with nothing behind it.
 * Front ends, controls and routes come with the topology.
 */
#include <linux/module.h>
#include <linux/platform_device.h>
#include <linux/slab.h>
#include <sound/soc.h>
#include "sof-virtio.h"

/* Everything a card needs; belongs to the card's platform device */
struct sof_virtio_card {
	struct snd_soc_card card;
	struct snd_soc_dai_link links[SOF_VIRTIO_DAIS];
	struct snd_soc_dai_link_component cpus[SOF_VIRTIO_DAIS];
	struct snd_soc_dai_link_component platforms[SOF_VIRTIO_DAIS];
};

/*
 * A topology names a back end by its link's id and name, and a DAI widget by
 * its stream name. All are the DAI's.
 */
static void card_init_link(struct sof_virtio_card *priv, int n, const char *sof_name)
{
	struct snd_soc_dai_link *link = &priv->links[n];

	priv->cpus[n].name = sof_name;
	priv->cpus[n].dai_name = sof_virtio_dais[n].name;
	priv->platforms[n].name = sof_name;

	link->id = n;
	link->name = sof_virtio_dais[n].name;
	link->stream_name = sof_virtio_dais[n].name;
	link->cpus = &priv->cpus[n];
	link->num_cpus = 1;
	link->platforms = &priv->platforms[n];
	link->num_platforms = 1;
	link->codecs = &snd_soc_dummy_dlc;
	link->num_codecs = 1;
	link->no_pcm = 1;
	link->dpcm_playback = 1;
	link->dpcm_capture = 1;
}

static int sof_virtio_card_probe(struct platform_device *pdev)
{
	struct device *sof_dev = pdev->dev.parent;
	struct sof_virtio_card *priv;
	struct snd_soc_card *card;
	int i;

	priv = devm_kzalloc(&pdev->dev, sizeof(*priv), GFP_KERNEL);
	if (!priv)
		return -ENOMEM;

	for (i = 0; i < SOF_VIRTIO_DAIS; i++)
		card_init_link(priv, i, dev_name(sof_dev));

	card = &priv->card;
	card->dev = &pdev->dev;
	card->owner = THIS_MODULE;
	/* SOF core puts "sof-" before it */
	card->name = "virtio";
	card->driver_name = "sof-virtio";
	card->long_name = devm_kasprintf(&pdev->dev, GFP_KERNEL, "SOF on the host's DSP, %s",
					 dev_name(sof_dev->parent));
	if (!card->long_name)
		return -ENOMEM;
	card->dai_link = priv->links;
	card->num_links = SOF_VIRTIO_DAIS;

	return devm_snd_soc_register_card(&pdev->dev, card);
}

struct platform_driver sof_virtio_card_driver = {
	.probe = sof_virtio_card_probe,
	.driver = {
		.name = SOF_VIRTIO_CARD_DRIVER,
		.pm = &snd_soc_pm_ops,
		/* comes and goes with SOF core */
		.suppress_bind_attrs = true,
	},
};
