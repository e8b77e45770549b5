#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
# Mistakes of the administrator: each is told in one clear line where the person
# looks, and leaves nothing half set up.
set -eu
. ./lib.sh

firmware=/usr/lib/firmware
good=sof-virtio/sof-virtio-playback.tplg

# qemu_guest NAME: start its virtual machine, which must fail
qemu_guest() {
	timeout 60 qemu-system-x86_64 -accel kvm -accel tcg -M q35,usb=off -m 64 -nodefaults \
		-display none -device "vhost-dsp-pci,guest=$1"
}

# add NAME TOPOLOGY POINT
add() {
	sofvctl guest add "$1" --topology "$2" --playback "$3"
}

# ipc4_load: a SOF card with IPC4, until it is there and vhost_dsp has found it
ipc4_load() {
	ipc4_logged=$(dmesg | wc -l)
	modprobe snd-sof-ipc4-test
	wait_for 20 test -e /proc/asound/sofmodern
	wait_for 20 sh -c 'ls -d /sys/bus/auxiliary/drivers/vhost_dsp*/snd_sof.vhost_dsp.*'
	ipc4_says "Booted firmware version: 2\.9\.0\.1"
}

# ipc4_unload: all it ever got is what SOF core says to each, at boot and to switch it off
ipc4_unload() {
	modprobe -r snd-sof-ipc4-test
	ipc4_says "2 messages answered, 0 refused"
}

ipc4_says() {
	dmesg | tail -n +$((ipc4_logged + 1)) >/tmp/log
	grep "sof-ipc4-test: $1\$" /tmp/log || fail "no '$1' in: $(cat /tmp/log)"
}

# doctor_fails TEXT: it takes this host for unfit, and says why in one line
doctor_fails() {
	! sofvctl doctor >/tmp/doctor || fail "doctor finds nothing wrong; expected was: $1"
	[ "$(grep -c '^fail ' /tmp/doctor)" = 1 ] || fail "doctor: $(cat /tmp/doctor)"
	grep "^fail *card .*$1" /tmp/doctor || fail "doctor: $(cat /tmp/doctor)"
}

# start_vm NAME: its virtual machine, stopped before its first instruction
start_vm() {
	qemu-system-x86_64 -accel kvm -accel tcg -M q35,usb=off -m 64 -nodefaults -display none -S \
		-device "vhost-dsp-pci,guest=$1" &
	vm=$!
	wait_for 20 sh -c "sofvctl guest show $1 | grep -q '^state *attached'"
}

stop_vm() {
	kill $vm
	wait $vm || true
}

nothing_set_up() {
	[ -z "$(guest_names)" ] || fail "defined after a failure: $(guest_names)"
	dsp_objects >/tmp/objects
	diff /tmp/objects.start /tmp/objects >&2 || fail "a failure left something on the DSP"
}

lab-say "backend not loaded"
refused "/dev/vhost-dsp" qemu_guest a
refused "vhost" add a "$good" "Guest 1"

lab-say "host without a SOF card"
modprobe vhost-dsp
refused "no SOF card" add a "$good" "Guest 1"
[ -z "$(guest_names)" ] || fail "defined without a card: $(guest_names)"

lab-say "host whose SOF card speaks IPC4"
ipc4="the SOF card of this host speaks IPC4; only one with IPC3 can be shared"
ipc4_load
refused "$ipc4" add a "$good" "Guest 1"
refused "$ipc4" sofvctl point list
refused "guest 'a' is not defined" qemu_guest a
[ -z "$(guest_names)" ] || fail "defined with an IPC4 card: $(guest_names)"
doctor_fails "speaks IPC4"

modprobe snd-sof-softdsp
wait_for 20 test -e /proc/asound/sofsoftdsp/pcm0p
lab-say "both: the one with IPC3 is taken"
sofvctl doctor >/tmp/doctor || fail "doctor: $(cat /tmp/doctor)"
grep "^warn *card .*speaks IPC4" /tmp/doctor || fail "doctor: $(cat /tmp/doctor)"
add a "$good" "Guest 1"
sofvctl guest remove a
for name in sofmodern sof-ipc4-test; do
	refused "$ipc4" sofvctl guest add a --topology "$good" --playback "Guest 1" --card $name
done
ipc4_unload
dsp_objects >/tmp/objects.start

lab-say "guests that are not defined"
refused "guest 'nobody' is not defined" qemu_guest nobody
refused "guest 'nobody' is not defined" sofvctl guest remove nobody

lab-say "topologies"
mkdir -p $firmware/bad
head -c 1000 $firmware/$good >$firmware/bad/truncated.tplg
head -c 20 $firmware/$good >$firmware/bad/header.tplg
: >$firmware/bad/empty.tplg
pcmgen --frames 500 /tmp/garbage.wav
tail -c 1900 /tmp/garbage.wav >$firmware/bad/garbage.tplg
refused "sof-virtio/none.tplg" add a sof-virtio/none.tplg "Guest 1"
nothing_set_up
for bad in truncated header garbage; do
	refused "bad topology" add a bad/$bad.tplg "Guest 1"
	nothing_set_up
done
refused "the file ends in the middle of a block" add a bad/truncated.tplg "Guest 1"
refused "wrong magic number" add a bad/garbage.tplg "Guest 1"
refused "bad/empty.tplg" add a bad/empty.tplg "Guest 1"
nothing_set_up
refused "must be a file name below the firmware path" add a ../../../etc/passwd "Guest 1"
nothing_set_up

lab-say "connection points"
refused "no playback connection point 'Guest 9'" add a "$good" "Guest 9"
nothing_set_up
refused "Media" add a "$good" "Media"
nothing_set_up

refused "a DAI names a point that was not granted" add a sof-virtio/sof-virtio-duplex.tplg "Guest 1"
nothing_set_up

lab-say "quotas, and a card by name"
refused "needs 2 components, the quota allows 1" \
	sofvctl guest add a --topology "$good" --playback "Guest 1" --max-components 1
nothing_set_up
refused "max-streams can be 1 to 16" \
	sofvctl guest add a --topology "$good" --playback "Guest 1" --max-streams 17
refused "max-pipelines can be 1 to 64" \
	sofvctl guest add a --topology "$good" --playback "Guest 1" --max-pipelines 65
nothing_set_up
refused "no SOF card 'other'" sofvctl guest add a --topology "$good" --playback "Guest 1" --card other
nothing_set_up
for name in "$card" softdsp; do
	sofvctl guest add a --topology "$good" --playback "Guest 1" --card "$name"
	sofvctl guest remove a
done
nothing_set_up

lab-say "definitions"
add a "$good" "Guest 1"
refused "guest 'a' is defined already" add a "$good" "Guest 1"
sofvctl guest remove a
nothing_set_up
refused "guest 'a' is not defined" qemu_guest a

lab-say "a connection point that another guest uses"
add a "$good" "Guest 1"
add b "$good" "Guest 1"
start_vm a
refused "another guest that runs uses a connection point of guest 'b'" qemu_guest b
refused "guest 'a' is in use; stop its virtual machine first" sofvctl guest remove a
stop_vm
sofvctl guest remove b
sofvctl guest remove a
nothing_set_up

lab-say "card gone"
add a "$good" "Guest 1"
modprobe -r snd-sof-softdsp
refused "no SOF" qemu_guest a
doctor_fails ""

lab-say "one with IPC4 in its place"
ipc4_load
refused "the SOF sound card of this host speaks IPC4" qemu_guest a
sofvctl guest show a | grep '^state *defined' || fail "guest a: $(sofvctl guest show a)"

lab-say "and the right one again"
modprobe snd-sof-softdsp
wait_for 20 test -e /proc/asound/sofsoftdsp/pcm0p
start_vm a
stop_vm
ipc4_unload
sofvctl guest remove a
nothing_set_up
