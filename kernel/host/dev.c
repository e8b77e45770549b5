// SPDX-License-Identifier: GPL-2.0-only
/* Copyright (C) 2026 The sof-virtio authors */
/*
 * /dev/vhost-dsp.
 *
 * An open file goes through: open, VHOST_SET_OWNER, VHOST_DSP_SET_GUEST, rings
 * set up, VHOST_SET_RUNNING 1 and 0 any number of times (guest resets), close.
 *
 * Whatever runs for it runs in the vhost worker or in its own workqueue.
 * dsp_stop() first makes both idle, then takes the guest's objects off the DSP.
 */
#include <linux/fs.h>
#include <linux/miscdevice.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/pm_runtime.h>
#include <linux/slab.h>
#include <linux/vhost.h>
#include <linux/virtio_config.h>

#include "sof-client.h"
#include "vhost_dsp.h"

/* One pass of the worker over one queue, then the others get their turn. */
#define VHOST_DSP_PKT_WEIGHT	256
#define VHOST_DSP_BYTE_WEIGHT	0x80000

#define VHOST_DSP_FEATURES	(VHOST_FEATURES | BIT_ULL(SOFV_F_DATA_QUEUE))

static const vhost_work_fn_t kick_fns[SOFV_VQ_COUNT] = {
	[SOFV_VQ_IPC] = vhost_dsp_ipc_kick,
	[SOFV_VQ_POSITION] = vhost_dsp_event_kick,
	[SOFV_VQ_DATA] = vhost_dsp_data_kick,
};

static void set_backends(struct vhost_dsp *vd, void *backend)
{
	int i;

	for (i = 0; i < SOFV_VQ_COUNT; i++) {
		mutex_lock(&vd->vqs[i].mutex);
		vhost_vq_set_backend(&vd->vqs[i], backend);
		mutex_unlock(&vd->vqs[i].mutex);
	}
}

/*
 * Takes back, in reverse order, all that the guest put on the DSP.
 *
 * A DSP that sleeps, or has slept since the guest used it, has forgotten
 * everything by itself. It is not woken for this: the card may be on its way
 * out, with the lock held that resuming it would take.
 */
static void dsp_take_back(struct vhost_dsp *vd)
{
	struct device *sof_dev = vhost_dsp_card_dev(vd->card)->parent;
	u8 msg[SOFV_IPC_MAX_BYTES] __aligned(8);
	int active;
	u32 bytes;

	vhost_dsp_stream_free_all(vd);

	/* negative: without runtime PM it is always on */
	active = pm_runtime_get_if_active(sof_dev);
	if (!active)
		return;

	if (vhost_dsp_card_holds(vd))
		while (sofv_guest_next_teardown(vd->guest, msg, sizeof(msg),
						&bytes))
			sof_client_ipc_tx_message_no_reply(vd->card->cdev, msg);
	if (active > 0)
		pm_runtime_put_autosuspend(sof_dev);
}

static void dsp_reset(struct vhost_dsp *vd)
{
	lockdep_assert_held(&vd->dsp_lock);

	if (vd->card) {
		dsp_take_back(vd);
		vhost_dsp_card_drop_vote(vd);
	}
	sofv_guest_forget(vd->guest);
}

/*
 * Whatever was begun before is over then: a request that is being served holds
 * addresses of the memory table that it came with.
 */
static void dsp_flush(struct vhost_dsp *vd)
{
	vhost_dev_flush(&vd->dev);
	flush_work(&vd->ipc.work);
	vhost_dev_flush(&vd->dev);
}

static void dsp_stop(struct vhost_dsp *vd)
{
	set_backends(vd, NULL);
	vhost_dev_flush(&vd->dev);
	cancel_work_sync(&vd->ipc.work);
	vhost_dev_flush(&vd->dev);
	vhost_dsp_ipc_reset(vd);

	mutex_lock(&vd->dsp_lock);
	dsp_reset(vd);
	mutex_unlock(&vd->dsp_lock);
}

/**
 * vhost_dsp_card_gone - the SOF card goes away under a guest
 * @vd: guest
 *
 * Its streams end; from now on its messages are answered with -ENODEV, but for what
 * stops or frees a stream. Both at once: a message in between could set something up
 * again. Who is awake is told, as of any loss of the DSP's content (P-5.7).
 *
 * Context: vhost_dsp_lock held.
 */
void vhost_dsp_card_gone(struct vhost_dsp *vd)
{
	bool tell;

	mutex_lock(&vd->dsp_lock);
	tell = vd->awake;
	dsp_reset(vd);
	vd->card = NULL;
	/* a point of a card that comes may have the address of one of this card */
	memset(vd->points, 0, sizeof(vd->points));
	if (tell)
		vhost_dsp_event_dsp_lost(vd);
	mutex_unlock(&vd->dsp_lock);
}

static int start_queue(struct vhost_dsp *vd, struct vhost_virtqueue *vq)
{
	int ret = -EFAULT;

	mutex_lock(&vq->mutex);
	if (vhost_vq_access_ok(vq)) {
		vhost_vq_set_backend(vq, vd);
		ret = vhost_vq_init_access(vq);
	}
	mutex_unlock(&vq->mutex);

	return ret;
}

static int start_queues(struct vhost_dsp *vd)
{
	int i, ret;

	for (i = 0; i < SOFV_VQ_COUNT; i++) {
		ret = start_queue(vd, &vd->vqs[i]);
		if (ret) {
			/* those before may be at work already */
			dsp_stop(vd);
			return ret;
		}
	}

	/* a kick may have come before the backend was there */
	for (i = 0; i < SOFV_VQ_COUNT; i++)
		vhost_poll_queue(&vd->vqs[i].poll);

	return 0;
}

static long set_running(struct vhost_dsp *vd, int running)
{
	long ret;

	mutex_lock(&vd->dev.mutex);
	ret = vhost_dev_check_owner(&vd->dev);
	if (!ret && !vd->def)
		ret = -ENXIO;
	if (!ret) {
		dsp_stop(vd);
		if (running)
			ret = start_queues(vd);
	}
	mutex_unlock(&vd->dev.mutex);

	return ret;
}

static long set_features(struct vhost_dsp *vd, u64 features)
{
	long ret = 0;
	int i;

	if (features & ~VHOST_DSP_FEATURES)
		return -EOPNOTSUPP;

	mutex_lock(&vd->dev.mutex);
	if ((features & BIT_ULL(VHOST_F_LOG_ALL)) &&
	    !vhost_log_access_ok(&vd->dev)) {
		ret = -EFAULT;
		goto unlock;
	}

	for (i = 0; i < SOFV_VQ_COUNT; i++) {
		mutex_lock(&vd->vqs[i].mutex);
		vd->vqs[i].acked_features = features;
		mutex_unlock(&vd->vqs[i].mutex);
	}
unlock:
	mutex_unlock(&vd->dev.mutex);
	return ret;
}

static long set_guest(struct vhost_dsp *vd, const void __user *argp)
{
	struct vhost_dsp_guest guest;
	long ret;

	if (copy_from_user(&guest, argp, sizeof(guest)))
		return -EFAULT;
	if (guest.flags || guest.reserved || !guest.name[0] ||
	    strnlen(guest.name, sizeof(guest.name)) == sizeof(guest.name))
		return -EINVAL;

	mutex_lock(&vd->dev.mutex);
	ret = vhost_dev_check_owner(&vd->dev);
	mutex_unlock(&vd->dev.mutex);
	if (ret)
		return ret;

	return vhost_dsp_guest_attach(vd, guest.name);
}

static long get_config(struct vhost_dsp *vd, void __user *argp)
{
	struct sofv_config config = {
		.protocol_version = cpu_to_le32(SOFV_PROTOCOL_VERSION),
		.ipc_major = cpu_to_le32(SOFV_IPC_MAJOR),
		.max_ipc_bytes = cpu_to_le32(SOFV_IPC_MAX_BYTES),
	};
	long ret = -ENXIO;

	mutex_lock(&vhost_dsp_lock);
	if (vd->def && vd->card) {
		config.fw_abi_version = cpu_to_le32(vhost_dsp_card_abi(vd->card));
		config.streams = cpu_to_le32(vd->def->limits.streams);
		ret = 0;
	}
	mutex_unlock(&vhost_dsp_lock);

	if (!ret && copy_to_user(argp, &config, sizeof(config)))
		ret = -EFAULT;

	return ret;
}

static long generic_ioctl(struct vhost_dsp *vd, unsigned int cmd,
			  void __user *argp)
{
	long ret;

	mutex_lock(&vd->dev.mutex);
	ret = vhost_dev_ioctl(&vd->dev, cmd, argp);
	if (ret == -ENOIOCTLCMD)
		ret = vhost_vring_ioctl(&vd->dev, cmd, argp);
	else
		dsp_flush(vd);
	mutex_unlock(&vd->dev.mutex);

	return ret;
}

static long vhost_dsp_ioctl(struct file *file, unsigned int cmd,
			    unsigned long arg)
{
	struct vhost_dsp *vd = file->private_data;
	void __user *argp = (void __user *)arg;
	u64 features = VHOST_DSP_FEATURES;
	int running;

	switch (cmd) {
	case VHOST_DSP_SET_GUEST:
		return set_guest(vd, argp);
	case VHOST_DSP_GET_CONFIG:
		return get_config(vd, argp);
	case VHOST_SET_RUNNING:
		if (copy_from_user(&running, argp, sizeof(running)))
			return -EFAULT;
		return set_running(vd, running);
	case VHOST_GET_FEATURES:
		return copy_to_user(argp, &features, sizeof(features)) ?
		       -EFAULT : 0;
	case VHOST_SET_FEATURES:
		if (copy_from_user(&features, argp, sizeof(features)))
			return -EFAULT;
		return set_features(vd, features);
	default:
		return generic_ioctl(vd, cmd, argp);
	}
}

static int alloc_parts(struct vhost_dsp *vd, struct vhost_virtqueue ***vqs)
{
	vd->guest = kvzalloc(sizeof(*vd->guest), GFP_KERNEL);
	*vqs = kcalloc(SOFV_VQ_COUNT, sizeof(**vqs), GFP_KERNEL);
	/* freezable: no message to a DSP that the sleep of the machine is taking away */
	vd->wq = alloc_ordered_workqueue("vhost-dsp-%d", WQ_FREEZABLE,
					 task_pid_nr(current));
	if (vd->guest && *vqs && vd->wq)
		return 0;

	if (vd->wq)
		destroy_workqueue(vd->wq);
	kfree(*vqs);
	kvfree(vd->guest);
	return -ENOMEM;
}

static int vhost_dsp_open(struct inode *inode, struct file *file)
{
	struct vhost_virtqueue **vqs;
	struct vhost_dsp *vd;
	int i, ret;

	vd = kvzalloc(sizeof(*vd), GFP_KERNEL);
	if (!vd)
		return -ENOMEM;

	ret = alloc_parts(vd, &vqs);
	if (ret) {
		kvfree(vd);
		return ret;
	}

	mutex_init(&vd->dsp_lock);
	mutex_init(&vd->ring_lock);
	vd->file = file;
	for (i = 0; i < SOFV_VQ_COUNT; i++) {
		vqs[i] = &vd->vqs[i];
		vd->vqs[i].handle_kick = kick_fns[i];
	}
	for (i = 0; i < VHOST_DSP_MAX_STREAMS; i++)
		vd->streams[i].vd = vd;

	vhost_dev_init(&vd->dev, vqs, SOFV_VQ_COUNT, UIO_MAXIOV,
		       VHOST_DSP_PKT_WEIGHT, VHOST_DSP_BYTE_WEIGHT, true, NULL);
	vhost_dsp_ipc_init(vd);
	vhost_dsp_event_init(vd);

	file->private_data = vd;
	return 0;
}

static int vhost_dsp_release(struct inode *inode, struct file *file)
{
	struct vhost_dsp *vd = file->private_data;

	mutex_lock(&vd->dev.mutex);
	dsp_stop(vd);
	mutex_unlock(&vd->dev.mutex);

	vhost_dev_stop(&vd->dev);
	vhost_dev_cleanup(&vd->dev);
	vhost_dsp_guest_detach(vd);

	destroy_workqueue(vd->wq);
	kfree(vd->dev.vqs);
	kvfree(vd->guest);
	kvfree(vd);
	return 0;
}

static const struct file_operations vhost_dsp_fops = {
	.owner = THIS_MODULE,
	.open = vhost_dsp_open,
	.release = vhost_dsp_release,
	.llseek = noop_llseek,
	.unlocked_ioctl = vhost_dsp_ioctl,
	.compat_ioctl = compat_ptr_ioctl,
};

static struct miscdevice vhost_dsp_misc = {
	.minor = MISC_DYNAMIC_MINOR,
	.name = "vhost-dsp",
	.fops = &vhost_dsp_fops,
};

struct device *vhost_dsp_dev(void)
{
	return vhost_dsp_misc.this_device;
}

int vhost_dsp_dev_register(void)
{
	return misc_register(&vhost_dsp_misc);
}

void vhost_dsp_dev_unregister(void)
{
	misc_deregister(&vhost_dsp_misc);
}
