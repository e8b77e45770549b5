// SPDX-License-Identifier: GPL-2.0-only
/* Copyright (C) 2026 The sof-virtio authors */
/*
 * The SOF card that guests share, seen through the SOF client API.
 *
 * The core creates one auxiliary device for each SOF device; its driver's
 * probe adds a card to the list, its remove takes the card away from every
 * guest that uses it before it returns, so nobody else has to ask whether the
 * client device is still there: vhost_dsp.card tells, under dsp_lock.
 */
#include <linux/auxiliary_bus.h>
#include <linux/module.h>
#include <linux/netlink.h>
#include <linux/pm_runtime.h>
#include <linux/slab.h>
#include <sofv/cards.h>
#include <sound/control.h>
#include <sound/core.h>
#include <sound/pcm.h>
#include <sound/soc.h>
#include <sound/sof.h>
#include <sound/sof/info.h>

#include "sof-client.h"
#include "vhost_dsp.h"

#define VHOST_DSP_AUTOSUSPEND_MS	1000
#define VHOST_DSP_MAX_CARDS		8

static LIST_HEAD(vhost_dsp_cards);

struct device *vhost_dsp_card_dev(struct vhost_dsp_card *card)
{
	return &card->cdev->auxdev.dev;
}

u32 vhost_dsp_card_abi(struct vhost_dsp_card *card)
{
	return sof_client_get_fw_version(card->cdev)->abi_version;
}

u32 vhost_dsp_card_ipc_major(struct vhost_dsp_card *card)
{
	return sof_client_get_ipc_type(card->cdev) == SOF_IPC_TYPE_3 ? 3 : 4;
}

struct point_walk {
	int (*fn)(const struct vhost_dsp_point *point, void *data);
	void *data;
};

static int visit_point(const struct sof_client_virtual_pcm *vpcm, void *data)
{
	struct point_walk *walk = data;
	struct vhost_dsp_point point = {
		.direction = vpcm->direction,
		.comp_id = vpcm->comp_id,
		.pcm = vpcm->pcm,
	};

	strscpy(point.name, vpcm->name, sizeof(point.name));

	return walk->fn(&point, walk->data);
}

/**
 * vhost_dsp_card_points - call a function for each connection point of a card
 * @card: card
 * @fn: called for each; anything but 0 ends the walk
 * @data: for @fn
 *
 * Context: vhost_dsp_lock held.
 * Return: 0, what @fn returned, or -ENODEV if the sound card is not there yet.
 */
int vhost_dsp_card_points(struct vhost_dsp_card *card,
			  int (*fn)(const struct vhost_dsp_point *point,
				    void *data), void *data)
{
	struct point_walk walk = { .fn = fn, .data = data };

	lockdep_assert_held(&vhost_dsp_lock);

	return sof_client_walk_virtual_pcms(card->cdev, visit_point, &walk);
}

/* Of any SOF card, also one that can't be shared: people call it by this name */
static void note_id(struct vhost_dsp_card *card)
{
	struct device *sof_dev = vhost_dsp_card_dev(card)->parent;
	struct snd_soc_component *component = snd_soc_lookup_component(sof_dev, NULL);

	card->id[0] = '\0';
	if (component && snd_soc_card_is_instantiated(component->card))
		strscpy(card->id, component->card->snd_card->id, sizeof(card->id));
}

/**
 * vhost_dsp_card_walk - call a function for each card, with its id up to date
 * @fn: called for each; anything but 0 ends the walk
 * @data: for @fn
 *
 * Context: vhost_dsp_lock held.
 * Return: 0 or what @fn returned.
 */
int vhost_dsp_card_walk(int (*fn)(struct vhost_dsp_card *card, void *data),
			void *data)
{
	struct vhost_dsp_card *card;
	int ret;

	lockdep_assert_held(&vhost_dsp_lock);

	list_for_each_entry(card, &vhost_dsp_cards, list) {
		note_id(card);
		ret = fn(card, data);
		if (ret)
			return ret;
	}

	return 0;
}

struct card_list {
	struct vhost_dsp_card *cards[VHOST_DSP_MAX_CARDS];
	struct sofv_card facts[VHOST_DSP_MAX_CARDS];
	u32 n;
};

static int collect_card(struct vhost_dsp_card *card, void *data)
{
	struct card_list *list = data;

	list->cards[list->n] = card;
	list->facts[list->n].id = card->id;
	list->facts[list->n].device = dev_name(card->cdev->auxdev.dev.parent);
	list->facts[list->n].ipc_major = vhost_dsp_card_ipc_major(card);

	return ++list->n == VHOST_DSP_MAX_CARDS;
}

static void explain_no_card(const char *name, int error,
			    struct netlink_ext_ack *extack)
{
	if (error == -EPROTONOSUPPORT)
		NL_SET_ERR_MSG(extack, "the SOF card of this host speaks IPC4; only one with IPC3 can be shared");
	else if (*name)
		NL_SET_ERR_MSG_FMT(extack, "this host has no SOF card '%.32s'", name);
	else
		NL_SET_ERR_MSG(extack, "this host has no SOF card with IPC3; load its driver first");
}

/**
 * vhost_dsp_card_choose - the card for a guest
 * @name: ALSA card id or SOF device; "" for the first that can be shared
 * @chosen: set to the card
 * @extack: says why not; may be NULL
 *
 * Context: vhost_dsp_lock held.
 * Return: 0, or what sofv_cards_choose() returned.
 */
int vhost_dsp_card_choose(const char *name, struct vhost_dsp_card **chosen,
			  struct netlink_ext_ack *extack)
{
	struct card_list list = {};
	int i;

	vhost_dsp_card_walk(collect_card, &list);
	i = sofv_cards_choose(list.facts, list.n, name);
	if (i < 0) {
		explain_no_card(name, i, extack);
		return i;
	}

	*chosen = list.cards[i];
	return 0;
}

struct point_wanted {
	const char *name;
	int direction;
	struct vhost_dsp_point *found;
};

static int match_point(const struct vhost_dsp_point *point, void *data)
{
	struct point_wanted *wanted = data;

	if (point->direction != wanted->direction ||
	    strcmp(point->name, wanted->name))
		return 0;

	*wanted->found = *point;
	return 1;
}

/**
 * vhost_dsp_card_find_point - look a connection point up by name
 * @card: card
 * @name: its name
 * @direction: SNDRV_PCM_STREAM_*
 * @point: filled
 *
 * Context: vhost_dsp_lock held.
 * Return: 0, -ENOENT, or an error of vhost_dsp_card_points().
 */
int vhost_dsp_card_find_point(struct vhost_dsp_card *card, const char *name,
			      int direction, struct vhost_dsp_point *point)
{
	struct point_wanted wanted = {
		.name = name,
		.direction = direction,
		.found = point,
	};
	int ret = vhost_dsp_card_points(card, match_point, &wanted);

	if (ret < 0)
		return ret;

	return ret ? 0 : -ENOENT;
}

/* The guest's reference on the card's runtime PM: taken, or left to expire */
static int card_hold(struct vhost_dsp *vd, bool awake)
{
	struct device *dev = vhost_dsp_card_dev(vd->card);
	int ret;

	if (vd->awake == awake)
		return 0;

	if (awake) {
		ret = pm_runtime_resume_and_get(dev);
		if (ret < 0)
			return ret;
	} else {
		pm_runtime_mark_last_busy(dev);
		pm_runtime_put_autosuspend(dev);
	}

	vd->awake = awake;
	return 0;
}

/* Any front end of the card: this guest's */
static struct snd_soc_pcm_runtime *card_rtd(struct vhost_dsp *vd)
{
	struct snd_pcm *pcm = vd->points[0][0].pcm ?: vd->points[1][0].pcm;

	return pcm ? snd_pcm_chip(pcm) : NULL;
}

static bool card_crashed(struct vhost_dsp_card *card)
{
	return sof_client_get_fw_state(card->cdev) == SOF_FW_CRASHED;
}

static int card_restart(struct vhost_dsp_card *card)
{
	struct device *sof_dev = vhost_dsp_card_dev(card)->parent;
	int ret;

	pm_runtime_get_noresume(sof_dev);
	ret = pm_runtime_force_suspend(sof_dev);
	if (!ret)
		ret = pm_runtime_force_resume(sof_dev);
	pm_runtime_put_noidle(sof_dev);

	return ret;
}

/*
 * SOF core has no way back from a crash but the next power-off, which does not
 * come while somebody holds the card awake. So it is switched off and on from
 * here. ASoC's mutex keeps streams from being opened or set up meanwhile; those
 * that were have lost all anyway. The second reference makes PM core switch it on
 * again (P-4.3.9).
 *
 * The mutex is taken in any case: somebody else may be about it, and who votes
 * before the host's own graph is complete would find nothing to connect to.
 */
static int card_revive(struct vhost_dsp *vd)
{
	struct snd_soc_pcm_runtime *rtd = card_rtd(vd);
	int ret = 0;

	if (!rtd)
		return 0;

	snd_soc_dpcm_mutex_lock(rtd);
	if (card_crashed(vd->card))
		ret = card_restart(vd->card);
	snd_soc_dpcm_mutex_unlock(rtd);

	return ret;
}

static u32 cast(struct vhost_dsp *vd, u32 state)
{
	struct vhost_dsp_card *card = vd->card;
	u32 flags;

	spin_lock_irq(&card->votes_lock);
	flags = sofv_votes_cast(&card->votes, vd->guest->range.slot, state);
	spin_unlock_irq(&card->votes_lock);

	return flags;
}

/*
 * A crash between the two is one that this vote takes for over, so nobody would be
 * told of it.
 */
static int cast_awake(struct vhost_dsp *vd, u32 *flags)
{
	int ret, tries = 3;

	do {
		ret = card_revive(vd);
		if (ret)
			return ret;
		*flags |= cast(vd, SOFV_POWER_ACTIVE);
	} while (card_crashed(vd->card) && --tries);

	/* the reply says it */
	vhost_dsp_event_dsp_told(vd);
	return 0;
}

/**
 * vhost_dsp_card_vote - PM_VFE_POWER_STATUS
 * @vd: guest, with a card
 * @state: SOFV_POWER_*
 * @flags: set to the flags of the reply
 *
 * Context: dsp_lock held. May sleep: the DSP may have to boot.
 * Return: 0, or why the DSP does not wake up; then the vote is as it was.
 */
int vhost_dsp_card_vote(struct vhost_dsp *vd, u32 state, u32 *flags)
{
	bool held = vd->awake;
	int ret;

	lockdep_assert_held(&vd->dsp_lock);

	*flags = 0;
	/* first awake, so that a boot on the way is seen */
	ret = card_hold(vd, state == SOFV_POWER_ACTIVE);
	if (!ret && state == SOFV_POWER_ACTIVE) {
		ret = cast_awake(vd, flags);
		if (ret)
			card_hold(vd, held);
	} else if (!ret) {
		cast(vd, state);
	}

	return ret;
}

/**
 * vhost_dsp_card_drop_vote - the guest was reset or is gone (P-4.3.4)
 * @vd: guest, with a card
 *
 * Context: dsp_lock held.
 */
void vhost_dsp_card_drop_vote(struct vhost_dsp *vd)
{
	struct vhost_dsp_card *card = vd->card;

	lockdep_assert_held(&vd->dsp_lock);

	card_hold(vd, false);
	spin_lock_irq(&card->votes_lock);
	sofv_votes_drop(&card->votes, vd->guest->range.slot);
	spin_unlock_irq(&card->votes_lock);
	vhost_dsp_event_dsp_told(vd);
}

/**
 * vhost_dsp_card_admit - may a message of this guest go to the DSP
 * @vd: guest, with a card
 *
 * Context: dsp_lock held.
 * Return: see sofv_votes_admit().
 */
int vhost_dsp_card_admit(struct vhost_dsp *vd)
{
	struct vhost_dsp_card *card = vd->card;
	int ret;

	lockdep_assert_held(&vd->dsp_lock);

	spin_lock_irq(&card->votes_lock);
	ret = sofv_votes_admit(&card->votes, vd->guest->range.slot);
	spin_unlock_irq(&card->votes_lock);

	return ret;
}

/**
 * vhost_dsp_card_holds - does the DSP hold what this guest built
 * @vd: guest, with a card
 *
 * Context: dsp_lock held.
 */
bool vhost_dsp_card_holds(struct vhost_dsp *vd)
{
	struct vhost_dsp_card *card = vd->card;
	bool holds;

	lockdep_assert_held(&vd->dsp_lock);

	spin_lock_irq(&card->votes_lock);
	holds = sofv_votes_holds(&card->votes, vd->guest->range.slot);
	spin_unlock_irq(&card->votes_lock);

	return holds;
}

static void card_fw_state(struct sof_client_dev *cdev, enum sof_fw_state state)
{
	struct vhost_dsp_card *card = cdev->data;
	unsigned long flags;

	/* what crashes or boots has forgotten what it held */
	if (state != SOF_FW_CRASHED && state != SOF_FW_BOOT_COMPLETE)
		return;

	spin_lock_irqsave(&card->votes_lock, flags);
	sofv_votes_lost(&card->votes);
	spin_unlock_irqrestore(&card->votes_lock, flags);
	/* freezable: streams are not touched while the machine is half asleep */
	queue_work(system_freezable_wq, &card->lost_work);
}

/*
 * Who voted for a DSP that is awake had something there. Its streams are over, and
 * its vote keeps nothing awake: the DSP may be switched off, which is the way out
 * of a crash, until the guest votes again. dsp_lock: a vote either comes before
 * and is told here of what it lost, or after and is not (P-5.7).
 */
static void guest_lost(struct vhost_dsp *vd, struct vhost_dsp_card *card)
{
	mutex_lock(&vd->dsp_lock);
	if (vd->card == card && vhost_dsp_card_admit(vd) == -ESTALE) {
		vhost_dsp_stream_free_all(vd);
		card_hold(vd, false);
		vhost_dsp_event_dsp_lost(vd);
	}
	mutex_unlock(&vd->dsp_lock);
}

/* Not from card_fw_state(): a vote may be what boots, with that guest's lock held. */
static void card_lost_work(struct work_struct *work)
{
	struct vhost_dsp_card *card = container_of(work, struct vhost_dsp_card,
						   lost_work);
	struct vhost_dsp_guest_def *def;

	mutex_lock(&vhost_dsp_lock);
	list_for_each_entry(def, &vhost_dsp_guests, list)
		if (def->user)
			guest_lost(def->user, card);
	mutex_unlock(&vhost_dsp_lock);
}

static bool has_point_of(struct vhost_dsp *vd, const struct snd_card *sound_card)
{
	int dir, i;

	for (dir = 0; dir < 2; dir++)
		for (i = 0; i < VHOST_DSP_MAX_POINTS; i++)
			if (vd->points[dir][i].pcm &&
			    vd->points[dir][i].pcm->card == sound_card)
				return true;

	return false;
}

/*
 * The driver of the sound card may go alone, while the SOF device stays. ALSA waits
 * then until the files of the card are closed; front ends that are open without one
 * would be freed under us. ALSA's control layers are told before that. The walk over
 * its connection points ends with the card, so nobody gets one anew.
 */
static void sound_card_gone(struct snd_card *sound_card)
{
	struct vhost_dsp_guest_def *def;

	mutex_lock(&vhost_dsp_lock);
	list_for_each_entry(def, &vhost_dsp_guests, list)
		if (def->user && has_point_of(def->user, sound_card))
			vhost_dsp_card_gone(def->user);
	mutex_unlock(&vhost_dsp_lock);
}

static void sound_card_comes(struct snd_card *sound_card)
{
}

static void sound_card_control(struct snd_card *sound_card, unsigned int mask,
			       struct snd_kcontrol *kctl, unsigned int ioff)
{
}

static struct snd_ctl_layer_ops card_layer = {
	.module_name = KBUILD_MODNAME,
	.lregister = sound_card_comes,
	.ldisconnect = sound_card_gone,
	.lnotify = sound_card_control,
};

static int card_probe(struct auxiliary_device *auxdev,
		      const struct auxiliary_device_id *id)
{
	struct sof_client_dev *cdev = auxiliary_dev_to_sof_client_dev(auxdev);
	struct device *dev = &auxdev->dev;
	struct vhost_dsp_card *card;
	int ret;

	card = kzalloc(sizeof(*card), GFP_KERNEL);
	if (!card)
		return -ENOMEM;

	card->cdev = cdev;
	spin_lock_init(&card->votes_lock);
	INIT_WORK(&card->lost_work, card_lost_work);
	cdev->data = card;

	ret = sof_client_register_fw_state_handler(cdev, card_fw_state);
	if (ret) {
		kfree(card);
		return ret;
	}

	pm_runtime_set_autosuspend_delay(dev, VHOST_DSP_AUTOSUSPEND_MS);
	pm_runtime_use_autosuspend(dev);
	pm_runtime_enable(dev);
	pm_runtime_mark_last_busy(dev);
	pm_runtime_idle(dev);

	mutex_lock(&vhost_dsp_lock);
	list_add_tail(&card->list, &vhost_dsp_cards);
	mutex_unlock(&vhost_dsp_lock);

	return 0;
}

static void card_remove(struct auxiliary_device *auxdev)
{
	struct sof_client_dev *cdev = auxiliary_dev_to_sof_client_dev(auxdev);
	struct vhost_dsp_card *card = cdev->data;
	struct vhost_dsp_guest_def *def;

	mutex_lock(&vhost_dsp_lock);
	list_del(&card->list);
	list_for_each_entry(def, &vhost_dsp_guests, list)
		if (def->user && def->user->card == card)
			vhost_dsp_card_gone(def->user);
	mutex_unlock(&vhost_dsp_lock);

	pm_runtime_disable(&auxdev->dev);
	sof_client_unregister_fw_state_handler(cdev);
	cancel_work_sync(&card->lost_work);
	kfree(card);
}

static const struct auxiliary_device_id card_ids[] = {
	{ .name = "snd_sof.vhost_dsp" },
	{}
};
MODULE_DEVICE_TABLE(auxiliary, card_ids);

/* The core suspends the streams; there is nothing of ours on top of it. */
static struct auxiliary_driver card_driver = {
	.probe = card_probe,
	.remove = card_remove,
	.id_table = card_ids,
};

int vhost_dsp_card_register(void)
{
	int ret = auxiliary_driver_register(&card_driver);

	if (!ret)
		snd_ctl_register_layer(&card_layer);

	return ret;
}

void vhost_dsp_card_unregister(void)
{
	snd_ctl_disconnect_layer(&card_layer);
	auxiliary_driver_unregister(&card_driver);
}

MODULE_IMPORT_NS(SND_SOC_SOF_CLIENT);
