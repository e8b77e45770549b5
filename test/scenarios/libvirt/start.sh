#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
# start.sh GUEST: its virtual machine, by libvirt
set -eu
. ./lib.sh
. ./domain.sh

domain "$1" >"/run/lab/$1.xml"
chmod 666 "/run/lab/$1.ctl"
virsh create "/run/lab/$1.xml"
cat "/run/libvirt/qemu/$1.pid" >"/run/lab/$1.pid"
