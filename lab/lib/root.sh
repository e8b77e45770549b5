# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# Debian root folders: made by mmdebstrap, entered in a private mount
# namespace. As an ordinary user the same in a user namespace.
# shellcheck shell=bash

lab_suite=trixie

# as_root CMD...: with root's rights over the root folders
as_root() {
	if [ "$(id -u)" = 0 ]; then
		"$@"
	else
		unshare --map-auto --map-root-user "$@"
	fi
}

# in_root ROOT CMD...: run CMD in ROOT. The project is /src there (read it,
# write below build only), the build folder /build, the results folder /out.
in_root() {
	local root=$1
	shift
	mkdir -p "$lab_out"
	as_root env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 \
		TERM="${TERM:-dumb}" DEBIAN_FRONTEND=noninteractive \
		${http_proxy:+http_proxy="$http_proxy"} \
		${https_proxy:+https_proxy="$https_proxy"} \
		unshare --mount -- /bin/sh -euc '
		r=$1 src=$2 build=$3 out=$4
		shift 4
		mkdir -p "$r/src" "$r/build" "$r/out"
		mount --rbind /dev "$r/dev"
		mount --rbind /proc "$r/proc"
		mount --rbind /sys "$r/sys"
		mount -t tmpfs tmpfs "$r/tmp"
		mount --bind "$src" "$r/src"
		mount --bind "$build" "$r/build"
		mount --bind "$out" "$r/out"
		if [ -e /etc/resolv.conf ] && [ -e "$r/etc/resolv.conf" ]; then
			mount --bind "$(readlink -f /etc/resolv.conf)" "$r/etc/resolv.conf"
		fi
		exec chroot "$r" "$@"
		' in_root "$root" "$lab_src" "$lab_build" "$lab_out" "$@"
}

# package_list FILE: its packages, comments removed
package_list() {
	sed 's/#.*//' "$1" | tr -s ' \t\n' '\n' | sed '/^$/d'
}

# The machine's proxy settings, as mmdebstrap options; they stay in the root's
# own apt configuration, so that apt works inside too.
root_apt_options() {
	apt-config dump --no-empty 2>/dev/null |
		grep -E '^Acquire::https?::([^ ]*::)?Proxy ' || true
}

# Where packages come from: on a machine of the same Debian release its own
# sources of Debian's archive, else what mmdebstrap takes by default.
root_sources() {
	local f
	# shellcheck disable=SC1091
	[ "$(. /etc/os-release && printf %s "${VERSION_CODENAME:-}")" = $lab_suite ] || return 0
	for f in /etc/apt/sources.list /etc/apt/sources.list.d/debian.sources \
		/etc/apt/sources.list.d/debian.list; do
		[ ! -s "$f" ] || grep -q '^[^#]' "$f" && [ -s "$f" ] && printf '%s\n' "$f"
	done
	return 0
}

# make_root TARGET VARIANT LIST [MMDEBSTRAP-OPTION...]
make_root() {
	local target=$1 variant=$2 list=$3 mode=root opt
	local -a args=() sources=()
	shift 3
	[ "$(id -u)" = 0 ] || mode=unshare
	while IFS= read -r opt; do
		args+=(--aptopt="$opt")
	done < <(root_apt_options)
	mapfile -t sources < <(root_sources)
	as_root rm -rf "$target.new"
	mmdebstrap --mode=$mode --variant="$variant" --format=directory \
		--aptopt='APT::Install-Recommends "false"' \
		--aptopt='Acquire::Languages "none"' \
		--dpkgopt='path-exclude=/usr/share/man/*' \
		--dpkgopt='path-exclude=/usr/share/locale/*' \
		--dpkgopt='path-exclude=/usr/share/doc/*' \
		--dpkgopt='path-include=/usr/share/doc/*/copyright' \
		--include="$(package_list "$list" | paste -sd,)" \
		"${args[@]}" "$@" $lab_suite "$target.new" "${sources[@]}"
	as_root rm -rf "$target"
	mv "$target.new" "$target"
}
