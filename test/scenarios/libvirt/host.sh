#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# A guest that libvirt runs plays bit-exact, QEMU as a user who is not root; what
# libvirt can't do with it, it says.
set -eu
. ./lib.sh
. ./domain.sh

# virsh_refuses TEXT COMMAND...: and tells what QEMU said
virsh_refuses() {
	refused_text=$1
	shift
	! virsh "$@" >/tmp/refused 2>&1 || fail "virsh $* succeeded"
	cat /tmp/refused
	grep -qF -e "$refused_text" /tmp/refused ||
		fail "virsh $* should say '$refused_text', but says: $(tail -n 1 /tmp/refused)"
}

lab-say "play"
qemu=/proc/$(cat /run/lab/a.pid)
[ "$(stat -c %U "$qemu")" = libvirt-qemu ] || fail "QEMU runs as root"
grep -qx "libvirt-[-0-9a-f]* (enforce)" "$qemu/attr/apparmor/current" ||
	fail "AppArmor does not confine QEMU: $(cat "$qemu/attr/apparmor/current")"
record_start /out/codec.wav
lab-barrier recording
lab-barrier played
record_stop
pcmgen --seed 5 --frames 48000 /tmp/a.wav
pcmcheck sum /out/codec.wav a=/tmp/a.wav
dsp_healthy

lab-say "suspend, save, snapshot"
guest_objects a >/out/objects.before
virsh suspend a
sleep 1
guest_objects a >/out/objects.suspended
virsh resume a
diff /out/objects.before /out/objects.suspended >&2 || fail "the suspended guest lost its place"
virsh_refuses "sound on the DSP of this host" save a /run/lab/a.save
lab-barrier again
record_start /out/again.wav
lab-barrier recording-again
lab-barrier played-again
record_stop
pcmgen --seed 6 --frames 48000 /tmp/a.wav
pcmcheck sum /out/again.wav a=/tmp/a.wav

lab-say "mistakes"
truncate -s 1M /run/lab/b.out
domain b nobody | sed 's/<channel/<!-- &/; s/<\/channel>/& -->/' >/run/lab/b.xml
virsh_refuses "guest 'nobody' is not defined on this host" create /run/lab/b.xml
domain b a | sed 's/<channel/<!-- &/; s/<\/channel>/& -->/' >/run/lab/b.xml
virsh_refuses "guest 'a'" create /run/lab/b.xml
! dmesg | grep 'apparmor="DENIED"' | grep -E "vhost-dsp|/opt/sof-virtio" >&2 ||
	fail "AppArmor denies what the how-to allows"
lab-barrier end
wait_for 60 sh -c '! virsh list --name | grep -q .'
libvirt_stop
sed -i '/^cgroup_device_acl/,$d' /etc/libvirt/qemu.conf
libvirt_start
virsh_refuses "cannot open /dev/vhost-dsp: No such file or directory" create /run/lab/b.xml
grep -q "cgroup_device_acl of qemu.conf" /tmp/refused || fail "QEMU doesn't say what to do"
libvirt_stop
wait_for 20 dsp_suspended
