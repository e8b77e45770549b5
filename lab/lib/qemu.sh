# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# Steps: QEMU from Debian's source package with our graft. Source and build
# tree are kept, so a change of our files compiles only what they touch.
# shellcheck shell=bash

qemu_prefix=/opt/sof-virtio
qemu_options="
--target-list=x86_64-softmmu --without-default-features --disable-docs
--disable-install-blobs --disable-werror --disable-debug-info --enable-system
--enable-kvm --enable-tcg --enable-vhost-kernel --enable-vhost-user
--enable-attr --enable-virtfs  --enable-trace-backends=log
"

# Debian's source with Debian's patches, as it is: build/qemu/orig
qemu_unpack() {
	mkdir -p "$lab_build/qemu" "$lab_build/cache/qemu"
	as_root rm -rf "$lab_build/qemu/orig.new"
	in_root "$lab_build/devroot" /bin/sh -euc '
		cd /build/cache/qemu
		apt-get -q --only-source --download-only source qemu ||
			{ apt-get -q update &&
			  apt-get -q --only-source --download-only source qemu; }
		dsc=$(ls -t qemu_*.dsc | head -n1)
		dpkg-source --no-check --no-copy -x "$dsc" /build/qemu/orig.new
		cd /build/qemu/orig.new
		rm -rf roms/* debian .pc
		'
	as_root rm -rf "$lab_build/qemu/orig"
	mv "$lab_build/qemu/orig.new" "$lab_build/qemu/orig"
}

# qemu_sync NEW SRC LIST: bring SRC to the state of NEW, but leave files alone
# that are equal, so that their time stamps tell the truth to ninja. LIST names
# what the graft touched; the list of last time stands in SRC.
qemu_sync() {
	local f
	sort -u "$3" "$2/.grafted" | while IFS= read -r f; do
		if [ ! -e "$1/$f" ]; then
			rm -f "${2:?}/$f"
		elif ! cmp -s "$1/$f" "$2/$f"; then
			mkdir -p "$(dirname "$2/$f")"
			cp "$1/$f" "$2/$f"
		fi
	done
	cp "$3" "$2/.grafted"
}

# Our graft, on a copy: build/qemu/src
qemu_graft() {
	local dir=$lab_build/qemu
	as_root rm -rf "$dir/new"
	cp -a "$dir/orig" "$dir/new"
	touch "$dir/graft.start"
	sleep 0.05
	if [ -x "$lab_src/qemu/graft" ]; then
		(cd "$lab_src" && qemu/graft "$dir/new")
	fi
	(cd "$dir/new" && find . -type f -newer "$dir/graft.start") >"$dir/graft.list"
	# The graft may copy files with their own times: those that orig lacks
	(cd "$dir/new" && find . -type f) | LC_ALL=C sort >"$dir/graft.new"
	(cd "$dir/orig" && find . -type f) | LC_ALL=C sort >"$dir/graft.orig"
	LC_ALL=C comm -23 "$dir/graft.new" "$dir/graft.orig" >>"$dir/graft.list"
	if [ "$(cat "$dir/src/.orig" 2>/dev/null)" = "$(step_stamp qemu-source)" ]; then
		qemu_sync "$dir/new" "$dir/src" "$dir/graft.list"
		rm -rf "$dir/new"
	else
		rm -rf "$dir/src" "$dir/obj"
		cp "$dir/graft.list" "$dir/new/.grafted"
		step_stamp qemu-source >"$dir/new/.orig"
		mv "$dir/new" "$dir/src"
	fi
}

qemu_compile() {
	# shellcheck disable=SC2086
	in_root "$lab_build/devroot" /bin/sh -euc '
		prefix=$1
		shift
		mkdir -p /build/qemu/obj
		cd /build/qemu/obj
		if [ ! -e build.ninja ] || [ "$(cat options 2>/dev/null)" != "$*" ]; then
			rm -f options
			../src/configure --prefix="$prefix" "$@"
			printf "%s\n" "$*" >options
		fi
		nice ninja qemu-system-x86_64
		# configure leaves these out where no 32-bit compiler is installed;
		# they need none.
		mkdir -p pc-bios/optionrom
		printf "%s\n" TOPSRC_DIR=/build/qemu/src TARGET_DIR= CC=cc LD=ld \
			OBJCOPY=objcopy PYTHON=python3 >pc-bios/optionrom/config.mak
		make -C pc-bios/optionrom all
		rm -rf /build/qemu/install.new
		mkdir -p /build/qemu/install.new/bin /build/qemu/install.new/share/qemu
		cp qemu-system-x86_64 /build/qemu/install.new/bin/
		strip /build/qemu/install.new/bin/qemu-system-x86_64
		cp /usr/share/seabios/bios-256k.bin /build/qemu/install.new/share/qemu/
		for rom in kvmvapic linuxboot_dma pvh; do
			cp "pc-bios/optionrom/$rom.bin" /build/qemu/install.new/share/qemu/
		done
		' qemu_compile "$qemu_prefix" $qemu_options
	rm -rf "$lab_build/qemu/install"
	mv "$lab_build/qemu/install.new" "$lab_build/qemu/install"
}

build_qemu() {
	build_devroot
	step qemu-source "QEMU source package" qemu_unpack "=$lab_suite"
	step qemu-graft "QEMU with our device" qemu_graft \
		"=$(step_stamp qemu-source)" "=$(declare -f qemu_sync)" \
		"$lab_src/qemu" "$lab_src/include"
	step qemu "QEMU build" qemu_compile "=$(step_stamp qemu-graft)" \
		"=$(step_stamp devroot)" "=$qemu_options"
}
