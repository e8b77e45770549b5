#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
set -eu
. ./lib.sh
. ./domain.sh

# as systemd, and the udev rule of sof-virtio-tools, have it on any Debian host
mount -t cgroup2 cgroup2 /sys/fs/cgroup
modprobe vhost_dsp
chgrp kvm /dev/kvm /dev/vhost-dsp
chmod 660 /dev/kvm /dev/vhost-dsp

cat >>/etc/libvirt/qemu.conf <<END
cgroup_device_acl = [
    "/dev/null", "/dev/full", "/dev/zero", "/dev/random", "/dev/urandom",
    "/dev/ptmx", "/dev/kvm", "/dev/userfaultfd", "/dev/vhost-dsp"
]
END
cat >>/etc/apparmor.d/local/usr.sbin.libvirtd <<END
/opt/sof-virtio/bin/qemu-system-x86_64 PUx,
END
mkdir -p /etc/apparmor.d/local/abstractions
cat >>/etc/apparmor.d/local/abstractions/libvirt-qemu <<END
/dev/vhost-dsp rw,
/opt/sof-virtio/bin/qemu-system-x86_64 rmix,
/opt/sof-virtio/share/qemu/** r,
END
# each profile is told to the kernel's log; that some were left out would be a warning
echo 1000 >/proc/sys/kernel/printk_ratelimit_burst
mount -t securityfs securityfs /sys/kernel/security
apparmor_parser -r /etc/apparmor.d/usr.sbin.libvirtd /etc/apparmor.d/usr.lib.libvirt.virt-aa-helper
libvirt_start
lab-say "$(virsh version | sed -n 's/^Running hypervisor: //p;s/^Using library: //p' | paste -sd' ')"
