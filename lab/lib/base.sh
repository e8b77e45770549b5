# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# Steps: tools of this machine, the two root folders, the kernel package.
# shellcheck shell=bash

# Debian names the run-time library of its compiler by version.
deps_expand() { # PACKAGE
	local clang
	case $1 in
	libclang-rt-dev)
		clang=$(apt-cache depends clang 2>/dev/null |
			sed -n 's/^ *Depends: clang-\([0-9]*\)$/\1/p' | head -n1)
		printf 'libclang-rt-%s-dev\n' "${clang:-14}"
		;;
	*)
		printf '%s\n' "$1"
		;;
	esac
}

deps_missing() {
	local p
	for p in $(package_list "$lab_src/lab/packages/machine.list"); do
		p=$(deps_expand "$p")
		dpkg-query -W -f '${db:Status-Status}\n' "$p" 2>/dev/null |
			grep -qx installed || printf '%s\n' "$p"
	done
}

deps_install() {
	export DEBIAN_FRONTEND=noninteractive
	local -a missing
	mapfile -t missing < <(deps_missing)
	if ! apt-get install -y --no-install-recommends "${missing[@]}"; then
		apt-get update
		mapfile -t missing < <(deps_missing)
		apt-get install -y --no-install-recommends "${missing[@]}"
	fi
}

build_deps() {
	local missing
	command -v dpkg-query >/dev/null ||
		die "this machine is no Debian or Ubuntu; install what lab/packages/machine.list names"
	missing=$(deps_missing | paste -sd' ')
	[ -n "$missing" ] || return 0
	if [ "$(id -u)" != 0 ]; then
		warn "some tools are missing here; as root, type:"
		printf '    apt-get install --no-install-recommends %s\n' "$missing" >&2
		exit 1
	fi
	step deps "install missing tools: $missing" deps_install "=$missing"
}

devroot_make() {
	make_root "$lab_build/devroot" minbase "$lab_src/lab/packages/devroot.list"
	devroot_deb_src
	in_root "$lab_build/devroot" apt-get -q update
}

# mmdebstrap writes entries for binary packages only; source packages come
# from the same places.
devroot_deb_src() {
	in_root "$lab_build/devroot" /bin/sh -euc '
		cd /etc/apt
		for f in sources.list sources.list.d/*.list; do
			[ ! -f "$f" ] || sed -i "/^deb /{p;s/^deb /deb-src /}" "$f"
		done
		for f in sources.list.d/*.sources; do
			[ ! -f "$f" ] || sed -i "s/^Types:.*/Types: deb deb-src/" "$f"
		done'
}

build_devroot() {
	step devroot "development root (Debian $lab_suite)" devroot_make \
		"$lab_src/lab/packages/devroot.list" "=$(declare -f make_root devroot_deb_src)"
}

# vm_root_make NAME LIST...: a root of the virtual machines
vm_root_make() {
	local name=$1 list=$lab_build/$1.list
	shift
	cat "${@/#/$lab_src/lab/packages/}" >"$list"
	make_root "$lab_build/$name" essential "$list" \
		--customize-hook='mkdir -p "$1/src" "$1/build" "$1/out" "$1/opt/sof-virtio"' \
		--customize-hook='rm -rf "$1/var/cache/apt" "$1/var/lib/apt"'
}

root_make() {
	vm_root_make root root.list
}

desktop_make() {
	vm_root_make desktop root.list desktop.list
}

libvirt_make() {
	vm_root_make libvirt root.list libvirt.list
}

build_root() {
	step root "runtime root (Debian $lab_suite)" root_make \
		"$lab_src/lab/packages/root.list" "=$(declare -f make_root vm_root_make)"
}

build_desktop() {
	step desktop "runtime root of a desktop (Debian $lab_suite)" desktop_make \
		"$lab_src/lab/packages/root.list" "$lab_src/lab/packages/desktop.list" \
		"=$(declare -f make_root vm_root_make)"
}

build_libvirt() {
	step libvirt "runtime root with libvirt (Debian $lab_suite)" libvirt_make \
		"$lab_src/lab/packages/root.list" "$lab_src/lab/packages/libvirt.list" \
		"=$(declare -f make_root vm_root_make)"
}

# kernel_version: release string of the kernel, from the headers in devroot
kernel_version() {
	local d
	for d in "$lab_build"/devroot/usr/src/linux-headers-*-amd64; do
		printf '%s\n' "${d##*/linux-headers-}"
		return 0
	done
}

# The stock kernel: image and modules from their package, unpacked only, so
# that nothing builds an initramfs that we don't use.
kernel_unpack() {
	in_root "$lab_build/devroot" /bin/sh -euc '
		kv=$1
		ver=$(dpkg-query -W -f "\${Version}" "linux-headers-$kv")
		mkdir -p /build/cache
		cd /build/cache
		apt-get -q download "linux-image-$kv=$ver" "linux-source-6.12=$ver" ||
			{ apt-get -q update &&
			  apt-get -q download "linux-image-$kv=$ver" "linux-source-6.12=$ver"; }
		rm -rf /build/kernel.new /build/ksrc.new /tmp/s
		mkdir /build/kernel.new /build/ksrc.new
		dpkg -x linux-image-"$kv"_*.deb /build/kernel.new
		dpkg -x linux-source-6.12_*.deb /tmp/s
		tar -C /build/ksrc.new --strip-components=1 --wildcards -xf /tmp/s/usr/src/linux-source-6.12.tar.xz \
			"*/sound/soc/sof" "*/sound/soc/*.[ch]" "*/drivers/vhost" \
			"*/include/sound" "*/include/uapi/sound" "*/include/trace/events/sof*.h" \
			"*/scripts/checkpatch.pl" "*/scripts/spelling.txt" "*/scripts/const_structs.checkpatch" \
			"*/scripts/kernel-doc" "*/scripts/extract-vmlinux"
		' kernel_unpack "$(kernel_version)"
	rm -rf "$lab_build/kernel" "$lab_build/ksrc"
	mv "$lab_build/kernel.new" "$lab_build/kernel"
	mv "$lab_build/ksrc.new" "$lab_build/ksrc"
}

build_kernel_source() {
	build_devroot
	step kernel "kernel $(kernel_version): package and source" kernel_unpack \
		"=$(kernel_version)"
}
