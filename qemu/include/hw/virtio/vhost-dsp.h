/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * vhost-dsp: a guest's share of the host's audio DSP
 *
 * Copyright (C) 2026 The sof-virtio authors
 */

#ifndef HW_VIRTIO_VHOST_DSP_H
#define HW_VIRTIO_VHOST_DSP_H

#include "standard-headers/linux/virtio_sof.h"
#include "hw/virtio/vhost.h"
#include "hw/virtio/virtio.h"
#include "qom/object.h"

#define TYPE_VHOST_DSP "vhost-dsp-device"
OBJECT_DECLARE_SIMPLE_TYPE(VHostDsp, VHOST_DSP)

struct VHostDsp {
    /*< private >*/
    VirtIODevice parent_obj;

    /*< public >*/
    char *guest;                /* property: name defined on the host */
    char *vhostfd;              /* property: NULL means open it ourselves */

    struct vhost_dev vhost_dev;
    struct vhost_virtqueue vhost_vqs[SOFV_VQ_COUNT];
    int fd;                     /* closed by vhost_dev_cleanup() */
    struct sofv_config config;  /* as the host gave it, little-endian */
    Error *migration_blocker;
};

#endif /* HW_VIRTIO_VHOST_DSP_H */
