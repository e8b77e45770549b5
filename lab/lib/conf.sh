# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# lab.conf: lines KEY=VALUE, VALUE perhaps in double quotes. It is read, not
# executed: a scenario's code runs in the virtual machines only.
# shellcheck shell=bash

# Keys that may be given per guest too, as KEY_<guest>.
conf_guest_keys="GUEST_AUDIO GUEST_TOPOLOGY GUEST_POINTS GUEST_CAPTURE GUEST_MEMORY_MB GUEST_CPUS
GUEST_QEMU GUEST_APPEND GUEST_LIMITS GUEST_MORTAL GUEST_HOTPLUG GUEST_VMM"

conf_defaults() {
	GUESTS=
	TIMEOUT_S=300
	WALL_S=900
	HOST_MEMORY_MB=768
	HOST_AUDIO=no
	HOST_MODULES=
	HOST_INIT=
	GUEST_AUDIO=no
	GUEST_WAIT_CARD=yes
	GUEST_DEFINE=yes
	GUEST_TOPOLOGY=sof-virtio/sof-virtio-playback.tplg
	GUEST_POINTS=
	GUEST_CAPTURE=
	GUEST_LIMITS=
	GUEST_MEMORY_MB=256
	GUEST_CPUS=1
	GUEST_QEMU=
	GUEST_APPEND=
	GUEST_MORTAL=no
	GUEST_HOTPLUG=no
	GUEST_VMM=
	EXPECT_LOG=
	ALLOW_LOG=
	IMAGE=
	if [ -f "$lab_src/kernel/softdsp/Kbuild" ]; then
		HOST_AUDIO=yes
	fi
	if [ -f "$lab_src/kernel/host/Kbuild" ] && [ -f "$lab_src/kernel/guest/Kbuild" ]; then
		GUEST_AUDIO=yes
	fi
}

conf_keys="GUESTS TIMEOUT_S WALL_S HOST_MEMORY_MB HOST_AUDIO HOST_MODULES HOST_INIT
GUEST_WAIT_CARD GUEST_DEFINE EXPECT_LOG ALLOW_LOG IMAGE $conf_guest_keys"

scenario_name() { # DIR
	basename "$(cd "$1" && pwd -P)"
}

conf_known() { # KEY
	local k
	for k in $conf_keys; do
		[ "$1" != "$k" ] || return 0
	done
	for k in $conf_guest_keys; do
		[[ $1 != "${k}"_* ]] || return 0
	done
	return 1
}

# conf_lines FILE: its settings as KEY<tab>VALUE
conf_lines() {
	sed -n -e 's/^[[:space:]]*\([A-Z_]*[A-Za-z0-9_]*\)="\([^"]*\)"[[:space:]]*\(#.*\)\?$/\1\t\2/p;t' \
		-e 's/^[[:space:]]*\([A-Z_]*[A-Za-z0-9_]*\)=\([^"#]*[^"#[:space:]]\|\)[[:space:]]*\(#.*\)\?$/\1\t\2/p;t' \
		-e '/^[[:space:]]*\(#.*\)\?$/d' -e 's/^/?\t/p' "$1"
}

conf_guests() { # DIR: guests that have a script
	local f
	for f in "$1"/guest-*.sh; do
		[ -e "$f" ] || continue
		f=${f##*/guest-}
		printf '%s ' "${f%.sh}"
	done
}

# conf_read DIR: sets the variables of the scenario; extra settings (per guest)
# are named in conf_extra
conf_read() {
	local key value g
	conf_defaults
	conf_extra=()
	GUESTS=$(conf_guests "$1")
	GUESTS=${GUESTS% }
	if [ -f "$1/lab.conf" ]; then
		while IFS=$'\t' read -r key value; do
			[ "$key" != '?' ] || die "$1/lab.conf: not KEY=VALUE: $value"
			conf_known "$key" || die "$1/lab.conf: no such setting: $key"
			printf -v "$key" '%s' "$value"
			conf_extra+=("$key")
		done < <(conf_lines "$1/lab.conf")
	fi
	for g in $GUESTS; do
		[[ $g =~ ^[a-z][a-z0-9]*$ ]] ||
			die "$1: guest name '$g': small letters and digits only"
		[ "$g" != host ] || die "$1: a guest can't be called host"
	done
	[ -n "$(conf_image_files)" ] || die "$1/lab.conf: no such IMAGE: $IMAGE"
}

conf_image_files() { # names of the two that IMAGE stands for
	case $IMAGE in
	'') echo base top ;;
	packages) echo pkg-base pkg-top ;;
	desktop) echo desktop-base top ;;
	libvirt) echo libvirt-base top ;;
	esac
}

conf_image() { # DIR: which images it boots from; empty: the usual ones
	(conf_read "$1" && printf '%s\n' "$IMAGE")
}

conf_check() { # DIR
	[ -d "$1" ] || die "no such scenario folder: $1"
	[ -f "$1/host.sh" ] || [ -n "$(conf_guests "$1")" ] ||
		die "$1: no scenario: neither host.sh nor guest-<name>.sh in it"
	(conf_read "$1")
}

conf_of_guest() { # KEY GUEST: as it applies to this guest
	local v=$1_$2
	printf '%s\n' "${!v-${!1}}"
}

# conf_env: the settings as shell assignments, for the virtual machines
conf_env() {
	local k
	for k in $conf_keys "${conf_extra[@]}"; do
		printf '%s=%q\n' "$k" "${!k-}"
	done | sort -u
	printf 'LAB_GUESTS=%q\nLAB_LANE=%q\nLAB_SHELL=%q\n' "$GUESTS" "$lane" "${lab_shell:-no}"
}
