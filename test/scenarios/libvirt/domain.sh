# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
# shellcheck shell=bash
#
# libvirt, set up and used as doc/howto-libvirt.md says.

# shellcheck source=lab/inside/vm
. /usr/lib/lab/vm

# disk NAME DEVICE TARGET [<readonly/>]
disk() {
	cat <<-END
		<disk type='block' device='disk'>
		  <driver name='qemu' type='raw'/><source dev='$2'/><target dev='$3' bus='virtio'/>
		  <serial>$1</serial>${4-}
		</disk>
	END
}

# domain NAME [GUEST]: a machine of the lab that asks for what GUEST may have
domain() {
	cat <<-END
		<domain type='kvm' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
		  <name>$1</name>
		  <memory unit='MiB'>256</memory>
		  <os>
		    <type arch='x86_64' machine='q35'>hvm</type>
		    <kernel>/boot/vmlinux</kernel><initrd>/boot/initrd</initrd>
		    <cmdline>$(guest_append "$1")</cmdline>
		  </os>
		  <features><acpi/></features>
		  <cpu mode='maximum'/>
		  <devices>
		    <emulator>/opt/sof-virtio/bin/qemu-system-x86_64</emulator>
		    $(disk base "$(readlink -f /dev/lab/base)" vda '<readonly/>')
		    $(disk top "$(readlink -f /dev/lab/top)" vdb '<readonly/>')
		    $(disk scenario "$(readlink -f /dev/lab/scenario)" vdc '<readonly/>')
		    $(disk out "/run/lab/$1.out" vdd | sed "s/'block'/'file'/; s/source dev=/source file=/")
		    <controller type='usb' model='none'/>
		    <serial type='file'><source path='/run/lab/$1.console'/></serial>
		    <channel type='unix'>
		      <source mode='connect' path='/run/lab/$1.ctl'/>
		      <target type='virtio' name='lab.ctl'/>
		    </channel>
		    <memballoon model='none'/>
		  </devices>
		  <qemu:commandline>
		    <qemu:arg value='-device'/>
		    <qemu:arg value='vhost-dsp-pci,guest=${2-$1},bus=pcie.0,addr=0x1e'/>
		  </qemu:commandline>
		</domain>
	END
}

libvirt_start() {
	virtlogd -d && libvirtd -d || fail "libvirt does not start"
	wait_for 20 virsh version
}

libvirt_stop() {
	kill "$(cat /run/libvirtd.pid)"
	wait_for 20 test ! -e /run/libvirtd.pid
	kill "$(cat /run/virtlogd.pid)"
	wait_for 20 test ! -e /run/virtlogd.pid
}
