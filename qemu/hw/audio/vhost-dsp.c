/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * vhost-dsp: a guest's share of the host's audio DSP
 *
 * All three virtqueues are served by the host kernel (/dev/vhost-dsp). QEMU
 * says which guest this is, hands over the rings and tells when the guest
 * starts and resets its device; it never sees an IPC message or a sample.
 *
 * Copyright (C) 2026 The sof-virtio authors
 */

#include "qemu/osdep.h"
#include <sys/ioctl.h>
#include <linux/vhost_dsp.h>
#include "qapi/error.h"
#include "qemu/cutils.h"
#include "qemu/error-report.h"
#include "qemu/module.h"
#include "hw/qdev-properties.h"
#include "hw/virtio/vhost-dsp.h"
#include "hw/virtio/virtio-bus.h"
#include "migration/blocker.h"
#include "monitor/monitor.h"

#define VHOST_DSP_PATH          "/dev/vhost-dsp"
#define VHOST_DSP_QUEUE_SIZE    128

/* Offered to the guest only if the host kernel offers them too. */
static const int vhost_dsp_feature_bits[] = {
    SOFV_F_ZERO_COPY,
    SOFV_F_DATA_QUEUE,
    SOFV_F_POSITION_PAGE,
    SOFV_F_FOCUS_EVENTS,
    VIRTIO_F_VERSION_1,
    VIRTIO_RING_F_INDIRECT_DESC,
    VIRTIO_RING_F_EVENT_IDX,
    VIRTIO_F_IOMMU_PLATFORM,
    VIRTIO_F_RING_PACKED,
    VIRTIO_F_RING_RESET,
    VIRTIO_F_IN_ORDER,
    VIRTIO_F_NOTIFICATION_DATA,
    VHOST_INVALID_FEATURE_BIT
};

static int vhost_dsp_ioctl(VHostDsp *s, unsigned long request, void *arg)
{
    return ioctl(s->fd, request, arg) < 0 ? -errno : 0;
}

static int vhost_dsp_set_running(VHostDsp *s, int running)
{
    return vhost_dsp_ioctl(s, VHOST_SET_RUNNING, &running);
}

/* Run state */

static int vhost_dsp_set_guest_notifiers(VirtIODevice *vdev, bool assign)
{
    BusState *bus = qdev_get_parent_bus(DEVICE(vdev));
    VirtioBusClass *k = VIRTIO_BUS_GET_CLASS(bus);

    if (!k->set_guest_notifiers) {
        return -ENOSYS;
    }
    return k->set_guest_notifiers(bus->parent, SOFV_VQ_COUNT, assign);
}

static int vhost_dsp_start(VirtIODevice *vdev)
{
    VHostDsp *s = VHOST_DSP(vdev);
    struct vhost_dev *hdev = &s->vhost_dev;
    int ret;

    ret = vhost_dev_enable_notifiers(hdev, vdev);
    if (ret < 0) {
        return ret;
    }

    ret = vhost_dsp_set_guest_notifiers(vdev, true);
    if (ret < 0) {
        goto disable_notifiers;
    }

    hdev->acked_features = 0;
    vhost_ack_features(hdev, vhost_dsp_feature_bits, vdev->guest_features);
    ret = vhost_dev_start(hdev, vdev, true);
    if (ret < 0) {
        goto unset_guest_notifiers;
    }

    /* What the transport masked before, it has masked at its own level. */
    for (int i = 0; i < SOFV_VQ_COUNT; i++) {
        vhost_virtqueue_mask(hdev, vdev, i, false);
    }

    ret = vhost_dsp_set_running(s, 1);
    if (ret < 0) {
        goto stop_vhost;
    }
    return 0;

stop_vhost:
    vhost_dev_stop(hdev, vdev, true);
unset_guest_notifiers:
    vhost_dsp_set_guest_notifiers(vdev, false);
disable_notifiers:
    vhost_dev_disable_notifiers(hdev, vdev);
    return ret;
}

/* Goes all the way whatever fails: the guest has let go of its rings. */
static void vhost_dsp_stop(VirtIODevice *vdev)
{
    VHostDsp *s = VHOST_DSP(vdev);
    int ret;

    ret = vhost_dsp_set_running(s, 0);
    if (ret < 0) {
        error_report("vhost-dsp: cannot stop guest '%s' on the DSP: %s",
                     s->guest, strerror(-ret));
    }

    vhost_dev_stop(&s->vhost_dev, vdev, true);
    ret = vhost_dsp_set_guest_notifiers(vdev, false);
    if (ret < 0) {
        error_report("vhost-dsp: cannot release guest notifiers: %s",
                     strerror(-ret));
    }
    vhost_dev_disable_notifiers(&s->vhost_dev, vdev);
}

/*
 * A virtual machine that is merely paused keeps what it has on the DSP, so
 * its run state plays no part here: stopping would take the guest's topology
 * away without its driver knowing. Nothing needs the rings to stand still
 * meanwhile, since migration is blocked.
 */
static void vhost_dsp_set_status(VirtIODevice *vdev, uint8_t status)
{
    VHostDsp *s = VHOST_DSP(vdev);
    bool start = virtio_device_started(vdev, status);
    int ret;

    if (vhost_dev_is_started(&s->vhost_dev) == start) {
        return;
    }

    if (!start) {
        vhost_dsp_stop(vdev);
        return;
    }

    ret = vhost_dsp_start(vdev);
    if (ret < 0) {
        virtio_error(vdev, "vhost-dsp: cannot start guest '%s' on the DSP: %s",
                     s->guest, strerror(-ret));
    }
}

/* What the virtio core asks */

static uint64_t vhost_dsp_get_features(VirtIODevice *vdev, uint64_t features,
                                       Error **errp)
{
    VHostDsp *s = VHOST_DSP(vdev);

    virtio_add_feature(&features, SOFV_F_ZERO_COPY);
    virtio_add_feature(&features, SOFV_F_DATA_QUEUE);
    virtio_add_feature(&features, SOFV_F_POSITION_PAGE);
    virtio_add_feature(&features, SOFV_F_FOCUS_EVENTS);
    return vhost_get_features(&s->vhost_dev, vhost_dsp_feature_bits, features);
}

static void vhost_dsp_get_config(VirtIODevice *vdev, uint8_t *config)
{
    VHostDsp *s = VHOST_DSP(vdev);

    memcpy(config, &s->config, sizeof(s->config));
}

/* Queues belong to the host kernel; a kick that comes too early is nothing. */
static void vhost_dsp_handle_output(VirtIODevice *vdev, VirtQueue *vq)
{
}

static void vhost_dsp_guest_notifier_mask(VirtIODevice *vdev, int idx,
                                          bool mask)
{
    VHostDsp *s = VHOST_DSP(vdev);

    /* The configuration space never changes, so it never interrupts. */
    if (idx != VIRTIO_CONFIG_IRQ_IDX) {
        vhost_virtqueue_mask(&s->vhost_dev, vdev, idx, mask);
    }
}

static bool vhost_dsp_guest_notifier_pending(VirtIODevice *vdev, int idx)
{
    VHostDsp *s = VHOST_DSP(vdev);

    return idx != VIRTIO_CONFIG_IRQ_IDX &&
           vhost_virtqueue_pending(&s->vhost_dev, idx);
}

static struct vhost_dev *vhost_dsp_get_vhost(VirtIODevice *vdev)
{
    return &VHOST_DSP(vdev)->vhost_dev;
}

/* Realize */

static bool vhost_dsp_check_props(VHostDsp *s, Error **errp)
{
    if (!s->guest || !*s->guest) {
        error_setg(errp, "vhost-dsp: property 'guest' is missing");
        error_append_hint(errp, "Say which guest this is, by the name it has "
                          "on the host: guest=NAME.\n"
                          "'sofvctl guest list' shows the names.\n");
        return false;
    }
    if (strlen(s->guest) >= VHOST_DSP_NAME_BYTES) {
        error_setg(errp, "vhost-dsp: guest name '%s' is longer than %d bytes",
                   s->guest, VHOST_DSP_NAME_BYTES - 1);
        return false;
    }
    return true;
}

static int vhost_dsp_open(VHostDsp *s, Error **errp)
{
    int fd;

    if (s->vhostfd) {
        fd = monitor_fd_param(monitor_cur(), s->vhostfd, errp);
        if (fd < 0) {
            error_prepend(errp, "vhost-dsp: property 'vhostfd': ");
        }
        return fd;
    }

    fd = open(VHOST_DSP_PATH, O_RDWR | O_CLOEXEC);
    if (fd >= 0) {
        return fd;
    }

    error_setg_errno(errp, errno, "vhost-dsp: cannot open " VHOST_DSP_PATH);
    if (errno == ENOENT || errno == ENODEV || errno == ENXIO) {
        error_append_hint(errp, "Load the module vhost-dsp on the host "
                          "(modprobe vhost_dsp); with libvirt, it must also "
                          "be in cgroup_device_acl of qemu.conf.\n");
    } else if (errno == EACCES || errno == EPERM) {
        error_append_hint(errp, "Run QEMU as a user who may open "
                          VHOST_DSP_PATH ", or pass it an open file "
                          "descriptor with vhostfd=N.\n");
    }
    return -1;
}

static bool vhost_dsp_init_backend(VHostDsp *s, Error **errp)
{
    struct vhost_dev *hdev = &s->vhost_dev;
    int ret;

    hdev->nvqs = SOFV_VQ_COUNT;
    hdev->vqs = s->vhost_vqs;
    ret = vhost_dev_init(hdev, (void *)(uintptr_t)s->fd,
                         VHOST_BACKEND_TYPE_KERNEL, 0, errp);
    if (ret < 0) {
        error_prepend(errp, "vhost-dsp: ");
        if (ret == -ENOTTY) {
            error_append_hint(errp, "%s is not an open " VHOST_DSP_PATH ".\n",
                              s->vhostfd ? "The file descriptor in vhostfd=" :
                              VHOST_DSP_PATH);
        }
        return false;
    }
    return true;
}

static void vhost_dsp_guest_error(VHostDsp *s, int ret, Error **errp)
{
    switch (ret) {
    case -ENOENT:
        error_setg(errp, "vhost-dsp: guest '%s' is not defined on this host",
                   s->guest);
        error_append_hint(errp, "Define it with: sofvctl guest add %s "
                          "--topology FILE --playback POINT\n", s->guest);
        break;
    case -EBUSY:
        error_setg(errp, "vhost-dsp: guest '%s' is already in use by another "
                   "virtual machine", s->guest);
        error_append_hint(errp, "Stop that one, or define a second guest with "
                          "sofvctl guest add.\n");
        break;
    case -ENODEV:
        error_setg(errp, "vhost-dsp: the host has no SOF sound card that "
                   "could serve guest '%s'", s->guest);
        error_append_hint(errp, "/proc/asound/cards of the host shows its "
                          "cards; its kernel log says why one is missing.\n");
        break;
    case -EPROTONOSUPPORT:
        error_setg(errp, "vhost-dsp: the SOF sound card of this host speaks "
                   "IPC4; guest '%s' can share only one with IPC3", s->guest);
        break;
    case -EADDRINUSE:
        error_setg(errp, "vhost-dsp: another guest that runs uses a connection "
                   "point of guest '%s'", s->guest);
        error_append_hint(errp, "'sofvctl point list' shows which; stop that "
                          "guest, or give each its own.\n");
        break;
    case -ENXIO:
        error_setg(errp, "vhost-dsp: the host's topology has not got a "
                   "connection point of guest '%s' any more", s->guest);
        error_append_hint(errp, "Compare 'sofvctl point list' with "
                          "'sofvctl guest show %s'.\n", s->guest);
        break;
    case -ENOSPC:
        error_setg(errp, "vhost-dsp: as many guests as the host can serve run "
                   "already; there is no room for guest '%s'", s->guest);
        error_append_hint(errp, "'sofvctl guest list' shows them; stop one.\n");
        break;
    case -EALREADY:
        error_setg(errp, "vhost-dsp: the file descriptor in vhostfd=%s already "
                   "serves a guest", s->vhostfd ?: "");
        error_append_hint(errp, "Each vhost-dsp device needs a file "
                          "descriptor of its own.\n");
        break;
    case -ENOTTY:
        error_setg(errp, "vhost-dsp: the file descriptor is a vhost device, "
                   "but not " VHOST_DSP_PATH);
        break;
    default:
        error_setg_errno(errp, -ret, "vhost-dsp: the host refuses guest '%s'",
                         s->guest);
        break;
    }
}

static bool vhost_dsp_attach_guest(VHostDsp *s, Error **errp)
{
    struct vhost_dsp_guest guest = { };
    int ret;

    pstrcpy(guest.name, sizeof(guest.name), s->guest);
    ret = vhost_dsp_ioctl(s, VHOST_DSP_SET_GUEST, &guest);
    if (ret < 0) {
        vhost_dsp_guest_error(s, ret, errp);
        return false;
    }

    ret = vhost_dsp_ioctl(s, VHOST_DSP_GET_CONFIG, &s->config);
    if (ret < 0) {
        error_setg_errno(errp, -ret, "vhost-dsp: cannot read the device "
                         "configuration of guest '%s'", s->guest);
        return false;
    }

    if (!virtio_has_feature(s->vhost_dev.features, VIRTIO_F_VERSION_1)) {
        error_setg(errp, "vhost-dsp: the module vhost-dsp on the host does "
                   "not speak virtio 1");
        return false;
    }
    return true;
}

static bool vhost_dsp_block_migration(VHostDsp *s, Error **errp)
{
    error_setg(&s->migration_blocker,
               "guest '%s' has its sound on the DSP of this host (vhost-dsp) "
               "and cannot leave it; unplug that device first", s->guest);
    return migrate_add_blocker(&s->migration_blocker, errp) == 0;
}

static void vhost_dsp_add_queues(VirtIODevice *vdev)
{
    virtio_init(vdev, VIRTIO_ID_SOF, sizeof(struct sofv_config));
    for (int i = 0; i < SOFV_VQ_COUNT; i++) {
        virtio_add_queue(vdev, VHOST_DSP_QUEUE_SIZE, vhost_dsp_handle_output);
    }
}

static void vhost_dsp_del_queues(VirtIODevice *vdev)
{
    for (int i = 0; i < SOFV_VQ_COUNT; i++) {
        virtio_del_queue(vdev, i);
    }
    virtio_cleanup(vdev);
}

static void vhost_dsp_realize(DeviceState *dev, Error **errp)
{
    ERRP_GUARD();
    VirtIODevice *vdev = VIRTIO_DEVICE(dev);
    VHostDsp *s = VHOST_DSP(dev);

    if (!vhost_dsp_check_props(s, errp)) {
        return;
    }
    s->fd = vhost_dsp_open(s, errp);
    if (s->fd < 0) {
        return;
    }

    vhost_dsp_add_queues(vdev);
    /* From here on the descriptor belongs to vhost_dev, failed or not. */
    if (!vhost_dsp_init_backend(s, errp)) {
        goto del_queues;
    }
    if (!vhost_dsp_attach_guest(s, errp)) {
        goto cleanup_vhost;
    }
    if (!vhost_dsp_block_migration(s, errp)) {
        goto cleanup_vhost;
    }
    return;

cleanup_vhost:
    vhost_dev_cleanup(&s->vhost_dev);
del_queues:
    vhost_dsp_del_queues(vdev);
}

static void vhost_dsp_unrealize(DeviceState *dev)
{
    VirtIODevice *vdev = VIRTIO_DEVICE(dev);
    VHostDsp *s = VHOST_DSP(dev);

    /* Unplugged without a reset: the virtio core still says "started". */
    if (vhost_dev_is_started(&s->vhost_dev)) {
        vhost_dsp_stop(vdev);
    }
    migrate_del_blocker(&s->migration_blocker);
    vhost_dev_cleanup(&s->vhost_dev);
    vhost_dsp_del_queues(vdev);
}

static const Property vhost_dsp_properties[] = {
    DEFINE_PROP_STRING("guest", VHostDsp, guest),
    DEFINE_PROP_STRING("vhostfd", VHostDsp, vhostfd),
};

static void vhost_dsp_class_init(ObjectClass *klass, void *data)
{
    DeviceClass *dc = DEVICE_CLASS(klass);
    VirtioDeviceClass *vdc = VIRTIO_DEVICE_CLASS(klass);

    device_class_set_props(dc, vhost_dsp_properties);
    object_class_property_set_description(klass, "guest",
        "Name under which the host's administrator defined this guest "
        "(sofvctl guest add NAME)");
    object_class_property_set_description(klass, "vhostfd",
        "Open file descriptor of " VHOST_DSP_PATH ", by number or by the name "
        "given to getfd; default: open it");
    dc->desc = "Sound Open Firmware DSP of the host, shared with it";
    set_bit(DEVICE_CATEGORY_SOUND, dc->categories);

    vdc->realize = vhost_dsp_realize;
    vdc->unrealize = vhost_dsp_unrealize;
    vdc->get_features = vhost_dsp_get_features;
    vdc->get_config = vhost_dsp_get_config;
    vdc->set_status = vhost_dsp_set_status;
    vdc->guest_notifier_mask = vhost_dsp_guest_notifier_mask;
    vdc->guest_notifier_pending = vhost_dsp_guest_notifier_pending;
    vdc->get_vhost = vhost_dsp_get_vhost;
}

static const TypeInfo vhost_dsp_info = {
    .name = TYPE_VHOST_DSP,
    .parent = TYPE_VIRTIO_DEVICE,
    .instance_size = sizeof(VHostDsp),
    .class_init = vhost_dsp_class_init,
};

static void vhost_dsp_register_types(void)
{
    type_register_static(&vhost_dsp_info);
}

type_init(vhost_dsp_register_types)
