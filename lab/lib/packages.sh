# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# Steps: Debian packages; and the images of a machine that has nothing of ours
# but those.
# shellcheck shell=bash

# The development root with what packages are built with, the kernel, and its
# source package: as a machine is on which someone installs ours.
pkgroot_make() {
	local root=$lab_build/pkgroot
	as_root rm -rf "$root.new" "$root"
	as_root cp -a --reflink=auto "$lab_build/devroot" "$root.new"
	# shellcheck disable=SC2016
	in_root "$root.new" /bin/sh -euc '
		apt-get install -y --no-install-recommends "$@" ||
			{ apt-get update && apt-get install -y --no-install-recommends "$@"; }
		dpkg -i /build/cache/linux-source-6.12_*.deb
		dpkg -x /build/cache/linux-image-*.deb /tmp/kernel
		cp -a /tmp/kernel/usr/lib/modules/. /usr/lib/modules
		depmod "$(ls /usr/lib/modules)"
		' pkgroot_make $(package_list "$lab_src/lab/packages/packaging.list")
	mv "$root.new" "$root"
}

build_pkgroot() {
	build_kernel_source
	step pkgroot "root for packages" pkgroot_make "=$(step_stamp kernel)" "=$(step_stamp devroot)" \
		"$lab_src/lab/packages/packaging.list"
}

# Packages are built from a copy, as Debian's tools write into the source.
packages_build() {
	local dir=$lab_build/deb f
	as_root rm -rf "$dir.new"
	mkdir -p "$dir.new/sof-virtio"
	for f in Makefile mk LICENSES cli core dsp include kernel port test topology packaging; do
		cp -r "$lab_src/$f" "$dir.new/sof-virtio"
	done
	cp -r "$lab_src/packaging/debian" "$dir.new/sof-virtio/debian"
	in_root "$lab_build/pkgroot" /bin/sh -euc '
		cd /build/deb.new/sof-virtio
		dpkg-buildpackage -us -uc -b
		cd ..
		rm -rf sof-virtio
		lintian --fail-on error,warning --suppress-tags initial-upload-closes-no-bugs \
			--display-info *.changes
		'
	as_root rm -rf "$dir"
	mv "$dir.new" "$dir"
}

build_packages() {
	build_pkgroot
	step packages "Debian packages" packages_build "=$(step_stamp pkgroot)" "$lab_src/packaging" \
		"$lab_src/kernel" "$lab_src/core" "$lab_src/dsp" "$lab_src/port" "$lab_src/include" \
		"$lab_src/cli" "$lab_src/topology" "$lab_src/test/kernel-abi" "$lab_src/mk/cli.mk"
}
