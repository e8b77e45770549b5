#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# test-vhost-dsp-device.sh QEMU FAKE
#
# What QEMU's vhost-dsp-pci says to the person at its command line: help text,
# and one clear message with exit code 1 for each mistake. FAKE is the shared
# object made from fake_vhost_dsp.c. The machine must not have /dev/vhost-dsp.

set -u

[ $# -eq 2 ] || { echo "usage: $0 QEMU FAKE" >&2; exit 2; }
qemu=$1
fake=$2
long_name=$(printf '%064d' 0)

[ ! -e /dev/vhost-dsp ] || {
	echo "$0: the vhost-dsp module is loaded here; unload it first" >&2
	exit 1
}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
head -c 65536 /dev/zero >"$work/bios"

tests=0
failures=0

# verdict NAME STATUS: one line of TAP
verdict()
{
	tests=$((tests + 1))
	if [ "$2" -eq 0 ]; then
		echo "ok $tests $1"
	else
		echo "not ok $tests $1"
		sed 's/^/# /' "$work/log"
		failures=$((failures + 1))
	fi
}

# try ARGUMENTS: runs QEMU without a guest to run; sets $status
try()
{
	timeout 20 "$qemu" -machine pc,accel=qtest -nodefaults -display none \
		-m 16 -bios "$work/bios" "$@" >"$work/log" 2>&1 </dev/null
	status=$?
}

# says TEXT...: the log holds every TEXT
says()
{
	for text in "$@"; do
		grep -qF -e "$text" "$work/log" || return 1
	done
}

# refused NAME TEXT...: exit code 1 and every TEXT
refused()
{
	name=$1
	shift
	[ "$status" -eq 1 ] && says "$@"
	verdict "$name" $?
}

# try_guest ERRNO: the host answers VHOST_DSP_SET_GUEST with ERRNO
try_guest()
{
	export FAKE_VHOST_DSP_SET_GUEST="$1" LD_PRELOAD="$fake"
	try -device vhost-dsp-pci,guest=alpha
	unset FAKE_VHOST_DSP_SET_GUEST LD_PRELOAD
}

try -device vhost-dsp-pci,help
[ "$status" -eq 0 ] && says 'guest=<str>' 'vhostfd=<str>' 'sofvctl guest add'
verdict "help describes the properties" $?

described=0
for property in guest vhostfd ioeventfd vectors; do
	grep -Eq "^  $property=<[a-z0-9]*> +- [A-Z]" "$work/log" || described=1
done
verdict "help explains each property of the device" $described

try -device vhost-dsp-pci
refused "guest property missing" "property 'guest' is missing" 'guest=NAME'

try -device vhost-dsp-pci,guest=
refused "guest property empty" "property 'guest' is missing"

try -device "vhost-dsp-pci,guest=$long_name"
refused "guest name too long" 'is longer than 63 bytes'

try -device vhost-dsp-pci,guest=alpha
refused "module not loaded" 'cannot open /dev/vhost-dsp: No such file' \
	'(modprobe vhost_dsp)'

try -device vhost-dsp-pci,guest=alpha,vhostfd=9 9<>/dev/null
refused "descriptor is not vhost-dsp" \
	'The file descriptor in vhostfd= is not an open /dev/vhost-dsp'

try -device vhost-dsp-pci,guest=alpha,vhostfd=nothing
refused "descriptor unknown" "property 'vhostfd': " nothing

try_guest 2 # ENOENT
refused "guest not defined" "guest 'alpha' is not defined on this host" \
	'sofvctl guest add alpha --topology FILE --playback POINT'

try_guest 16 # EBUSY
refused "guest in use" "guest 'alpha' is already in use"

try_guest 19 # ENODEV
refused "host without SOF card" 'the host has no SOF sound card'

try_guest 93 # EPROTONOSUPPORT
refused "host with IPC4" 'the SOF sound card of this host speaks IPC4'

try_guest 98 # EADDRINUSE
refused "point in use" "another guest that runs uses a connection point of guest 'alpha'" \
	'sofvctl point list'

try_guest 6 # ENXIO
refused "point gone" "has not got a connection point of guest 'alpha' any more"

try_guest 28 # ENOSPC
refused "too many guests" "there is no room for guest 'alpha'" 'sofvctl guest list'

export LD_PRELOAD="$fake"
try -only-migratable -device vhost-dsp-pci,guest=alpha
unset LD_PRELOAD
refused "only what can migrate" "guest 'alpha' has its sound on the DSP of this host"

try_guest 5 # EIO
refused "any other error" "the host refuses guest 'alpha': Input/output error"

echo "1..$tests"
[ "$failures" -eq 0 ]
