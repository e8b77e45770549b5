// SPDX-License-Identifier: GPL-2.0-only
/* Copyright (C) 2026 The sof-virtio authors */
/*
 * Guests as the administrator defined them, and the marriage of a definition
 * with an open /dev/vhost-dsp.
 *
 * A definition keeps names, not objects: the card may come and go, and names
 * are resolved when a VMM attaches. It cannot be removed while one is attached.
 */
#include <linux/firmware.h>
#include <linux/module.h>
#include <linux/mm.h>
#include <linux/netlink.h>
#include <linux/slab.h>
#include <sound/pcm.h>

#include <sofv/range.h>
#include <sofv/tplg.h>
#include <sofv/wire.h>

#include "vhost_dsp.h"

LIST_HEAD(vhost_dsp_guests);

static struct sofv_ranges vhost_dsp_ranges;

/**
 * vhost_dsp_guest_find - a definition by name
 * @name: name
 *
 * Context: vhost_dsp_lock held.
 */
struct vhost_dsp_guest_def *vhost_dsp_guest_find(const char *name)
{
	struct vhost_dsp_guest_def *def;

	lockdep_assert_held(&vhost_dsp_lock);

	list_for_each_entry(def, &vhost_dsp_guests, list)
		if (!strcmp(def->name, name))
			return def;

	return NULL;
}

static int check_points(struct vhost_dsp_guest_def *def,
			struct netlink_ext_ack *extack)
{
	struct vhost_dsp_card *card;
	struct vhost_dsp_point point;
	int dir, i, ret;

	ret = vhost_dsp_card_choose(def->card, &card, extack);
	if (ret)
		return ret;

	for (dir = 0; dir < 2; dir++) {
		for (i = 0; i < def->n_points[dir]; i++) {
			ret = vhost_dsp_card_find_point(card, def->points[dir][i],
							dir, &point);
			if (ret == -ENOENT)
				NL_SET_ERR_MSG_FMT(extack, "no %s connection point '%.24s' in the host topology",
						   dir ? "capture" : "playback",
						   def->points[dir][i]);
			else if (ret)
				NL_SET_ERR_MSG(extack, "the SOF card of this host is not ready");
			if (ret)
				return ret;
		}
	}

	return 0;
}

/* A topology that can't ever fit is better told now than by the guest's kernel. */
static int check_quotas(const struct vhost_dsp_guest_def *def,
			const struct sofv_tplg_info *info,
			struct netlink_ext_ack *extack)
{
	if (info->components > def->limits.components) {
		NL_SET_ERR_MSG_FMT(extack, "this topology needs %u components, the quota allows %u",
				   info->components, def->limits.components);
		return -EDQUOT;
	}
	if (info->pipelines > def->limits.pipelines) {
		NL_SET_ERR_MSG_FMT(extack, "this topology needs %u pipelines, the quota allows %u",
				   info->pipelines, def->limits.pipelines);
		return -EDQUOT;
	}

	return 0;
}

static int check_topology(struct vhost_dsp_guest_def *def,
			  struct netlink_ext_ack *extack)
{
	struct sofv_tplg_error err = {};
	struct sofv_tplg_info info;
	int ret;

	if (!sofv_tplg_name_ok(def->topology, sizeof(def->topology))) {
		NL_SET_ERR_MSG(extack, "the topology must be a file name below the firmware path, without '..'");
		return -EINVAL;
	}

	ret = request_firmware_direct(&def->tplg, def->topology,
				      vhost_dsp_dev());
	if (ret) {
		NL_SET_ERR_MSG_FMT(extack, "cannot read topology '%.28s' below the firmware path",
				   def->topology);
		return ret;
	}

	ret = sofv_tplg_check(def->tplg->data, def->tplg->size,
			      def->n_points[0], def->n_points[1], &info, &err);
	/* a message has room for 79 characters, so either the name or the place */
	if (ret && err.name[0])
		NL_SET_ERR_MSG_FMT(extack, "bad topology, '%.12s': %s", err.name,
				   sofv_tplg_strerror(err.reason));
	else if (ret)
		NL_SET_ERR_MSG_FMT(extack, "bad topology, byte %u: %s",
				   err.offset_bytes,
				   sofv_tplg_strerror(err.reason));

	return ret ? ret : check_quotas(def, &info, extack);
}

/**
 * vhost_dsp_guest_add - define a guest
 * @def: name, topology and points filled; taken over on success
 * @extack: says why not
 *
 * Context: process. Takes vhost_dsp_lock.
 */
int vhost_dsp_guest_add(struct vhost_dsp_guest_def *def,
			struct netlink_ext_ack *extack)
{
	int ret;

	mutex_lock(&vhost_dsp_lock);
	if (vhost_dsp_guest_find(def->name)) {
		NL_SET_ERR_MSG_FMT(extack, "guest '%.40s' is defined already",
				   def->name);
		ret = -EEXIST;
		goto unlock;
	}

	ret = check_points(def, extack);
	if (!ret)
		ret = check_topology(def, extack);
	if (ret) {
		release_firmware(def->tplg);
		def->tplg = NULL;
		goto unlock;
	}

	list_add_tail(&def->list, &vhost_dsp_guests);
unlock:
	mutex_unlock(&vhost_dsp_lock);
	return ret;
}

static void guest_free(struct vhost_dsp_guest_def *def)
{
	list_del(&def->list);
	release_firmware(def->tplg);
	kfree(def);
}

/**
 * vhost_dsp_guest_remove - forget a guest
 * @name: its name
 * @extack: says why not
 *
 * Context: process. Takes vhost_dsp_lock.
 */
int vhost_dsp_guest_remove(const char *name, struct netlink_ext_ack *extack)
{
	struct vhost_dsp_guest_def *def;
	int ret = 0;

	mutex_lock(&vhost_dsp_lock);
	def = vhost_dsp_guest_find(name);
	if (!def) {
		NL_SET_ERR_MSG_FMT(extack, "guest '%.40s' is not defined", name);
		ret = -ENOENT;
	} else if (def->user) {
		NL_SET_ERR_MSG_FMT(extack, "guest '%.24s' is in use; stop its virtual machine first",
				   name);
		ret = -EBUSY;
	} else {
		guest_free(def);
	}
	mutex_unlock(&vhost_dsp_lock);

	return ret;
}

/* The module goes, so no file is open and nobody is attached. */
void vhost_dsp_guest_remove_all(void)
{
	struct vhost_dsp_guest_def *def, *tmp;

	mutex_lock(&vhost_dsp_lock);
	list_for_each_entry_safe(def, tmp, &vhost_dsp_guests, list)
		guest_free(def);
	mutex_unlock(&vhost_dsp_lock);
}

static int resolve_points(struct vhost_dsp *vd, struct vhost_dsp_guest_def *def,
			  struct vhost_dsp_card *card)
{
	int dir, i, ret;

	/* there may be some of a guest that was named before, in vain */
	memset(vd->points, 0, sizeof(vd->points));
	for (dir = 0; dir < 2; dir++) {
		for (i = 0; i < def->n_points[dir]; i++) {
			ret = vhost_dsp_card_find_point(card, def->points[dir][i],
							dir, &vd->points[dir][i]);
			if (ret)
				return ret == -ENOENT ? -ENXIO : ret;
		}
	}

	return 0;
}

static bool same_point(const struct vhost_dsp_point *a,
		       const struct vhost_dsp_point *b)
{
	return a->pcm == b->pcm && a->direction == b->direction;
}

/* P-7.4: a connection point is used by one guest at a time */
static int check_unused(struct vhost_dsp *vd, struct vhost_dsp_guest_def *mine)
{
	struct vhost_dsp_guest_def *def;
	int dir, i, j;

	list_for_each_entry(def, &vhost_dsp_guests, list) {
		if (def == mine || !def->user)
			continue;
		for (dir = 0; dir < 2; dir++)
			for (i = 0; i < mine->n_points[dir]; i++)
				for (j = 0; j < def->n_points[dir]; j++)
					if (same_point(&vd->points[dir][i],
						       &def->user->points[dir][j]))
						return -EADDRINUSE;
	}

	return 0;
}

static void grant_points(struct vhost_dsp *vd, struct vhost_dsp_guest_def *def)
{
	int dir, i;

	for (dir = 0; dir < 2; dir++)
		for (i = 0; i < def->n_points[dir]; i++)
			sofv_guest_grant(vd->guest, dir,
					 vd->points[dir][i].comp_id);
}

static int take_ranges(struct vhost_dsp *vd, struct vhost_dsp_guest_def *def)
{
	struct sofv_range range;
	int ret;

	ret = sofv_ranges_get(&vhost_dsp_ranges, &range);
	if (ret)
		return ret;

	sofv_guest_init(vd->guest, &range, &def->limits);
	grant_points(vd, def);
	return 0;
}

static int copy_topology(struct vhost_dsp *vd, struct vhost_dsp_guest_def *def)
{
	vd->tplg_bytes = def->tplg->size;
	vd->tplg = kvmemdup(def->tplg->data, vd->tplg_bytes, GFP_KERNEL);
	if (!vd->tplg)
		return -ENOMEM;

	sofv_tplg_rewrite(vd->tplg, vd->tplg_bytes, vd->guest->range.pipe_id_base);
	vd->tplg_crc32 = sofv_crc32(vd->tplg, vd->tplg_bytes);
	return 0;
}

static int attach_locked(struct vhost_dsp *vd, struct vhost_dsp_guest_def *def)
{
	struct vhost_dsp_card *card;
	int ret;

	ret = vhost_dsp_card_choose(def->card, &card, NULL);
	if (!ret)
		ret = resolve_points(vd, def, card);
	if (!ret)
		ret = check_unused(vd, def);
	if (!ret)
		ret = take_ranges(vd, def);
	if (ret)
		return ret;

	ret = copy_topology(vd, def);
	if (ret) {
		sofv_ranges_put(&vhost_dsp_ranges, &vd->guest->range);
		return ret;
	}

	mutex_lock(&vd->dsp_lock);
	vd->card = card;
	mutex_unlock(&vd->dsp_lock);
	vd->def = def;
	def->user = vd;
	return 0;
}

/**
 * vhost_dsp_guest_attach - VHOST_DSP_SET_GUEST
 * @vd: open file
 * @name: guest
 *
 * Context: process. Takes vhost_dsp_lock and vhost_dev.mutex.
 * Return: see include/uapi/linux/vhost_dsp.h.
 */
int vhost_dsp_guest_attach(struct vhost_dsp *vd, const char *name)
{
	struct vhost_dsp_guest_def *def;
	int ret;

	mutex_lock(&vhost_dsp_lock);
	/* another thread of the VMM may be about to start the queues */
	mutex_lock(&vd->dev.mutex);
	def = vhost_dsp_guest_find(name);
	if (vd->def)
		ret = -EALREADY;
	else if (!def)
		ret = -ENOENT;
	else if (def->user)
		ret = -EBUSY;
	else
		ret = attach_locked(vd, def);
	mutex_unlock(&vd->dev.mutex);
	mutex_unlock(&vhost_dsp_lock);

	return ret;
}

/**
 * vhost_dsp_guest_detach - the file is closed, or its guest was never set
 * @vd: open file, stopped
 *
 * Context: process. Takes vhost_dsp_lock.
 */
void vhost_dsp_guest_detach(struct vhost_dsp *vd)
{
	mutex_lock(&vhost_dsp_lock);
	if (vd->def) {
		vd->def->user = NULL;
		vd->def = NULL;
		sofv_ranges_put(&vhost_dsp_ranges, &vd->guest->range);
		kvfree(vd->tplg);
		vd->tplg = NULL;
	}
	mutex_unlock(&vhost_dsp_lock);
}
