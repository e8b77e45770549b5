/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * vhost-dsp-pci: vhost-dsp on a PCI bus
 *
 * Copyright (C) 2026 The sof-virtio authors
 */

#include "qemu/osdep.h"
#include "qemu/module.h"
#include "hw/qdev-properties.h"
#include "hw/virtio/vhost-dsp.h"
#include "hw/virtio/virtio-pci.h"
#include "qom/object.h"

#define TYPE_VHOST_DSP_PCI "vhost-dsp-pci"
OBJECT_DECLARE_SIMPLE_TYPE(VHostDspPCI, VHOST_DSP_PCI)

struct VHostDspPCI {
    VirtIOPCIProxy parent_obj;
    VHostDsp vdev;
};

/* One vector for each queue, one for configuration changes. */
static const Property vhost_dsp_pci_properties[] = {
    DEFINE_PROP_BIT("ioeventfd", VirtIOPCIProxy, flags,
                    VIRTIO_PCI_FLAG_USE_IOEVENTFD_BIT, true),
    DEFINE_PROP_UINT32("vectors", VirtIOPCIProxy, nvectors,
                       SOFV_VQ_COUNT + 1),
};

static void vhost_dsp_pci_realize(VirtIOPCIProxy *vpci_dev, Error **errp)
{
    VHostDspPCI *dev = VHOST_DSP_PCI(vpci_dev);

    virtio_pci_force_virtio_1(vpci_dev);
    qdev_realize(DEVICE(&dev->vdev), BUS(&vpci_dev->bus), errp);
}

static void vhost_dsp_pci_class_init(ObjectClass *klass, void *data)
{
    DeviceClass *dc = DEVICE_CLASS(klass);
    VirtioPCIClass *k = VIRTIO_PCI_CLASS(klass);
    PCIDeviceClass *pcidev_k = PCI_DEVICE_CLASS(klass);

    device_class_set_props(dc, vhost_dsp_pci_properties);
    object_class_property_set_description(klass, "ioeventfd",
        "Let the host kernel see the guest's kicks without QEMU");
    object_class_property_set_description(klass, "vectors",
        "MSI-X vectors: one for each queue, one for configuration changes");
    dc->desc = "Sound Open Firmware DSP of the host, shared with it";
    set_bit(DEVICE_CATEGORY_SOUND, dc->categories);
    k->realize = vhost_dsp_pci_realize;
    pcidev_k->class_id = PCI_CLASS_MULTIMEDIA_AUDIO;
}

static void vhost_dsp_pci_instance_init(Object *obj)
{
    VHostDspPCI *dev = VHOST_DSP_PCI(obj);

    virtio_instance_init_common(obj, &dev->vdev, sizeof(dev->vdev),
                                TYPE_VHOST_DSP);
}

static const VirtioPCIDeviceTypeInfo vhost_dsp_pci_info = {
    .generic_name = TYPE_VHOST_DSP_PCI,
    .instance_size = sizeof(VHostDspPCI),
    .instance_init = vhost_dsp_pci_instance_init,
    .class_init = vhost_dsp_pci_class_init,
};

static void vhost_dsp_pci_register(void)
{
    virtio_pci_types_register(&vhost_dsp_pci_info);
}

type_init(vhost_dsp_pci_register)
