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
libvirt_start
lab-say "$(virsh version | sed -n 's/^Running hypervisor: //p;s/^Using library: //p' | paste -sd' ')"
