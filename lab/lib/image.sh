# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# Steps: the two disk images that level 1 and level 2 boot from. base holds
# Debian and the stock kernel's modules; top what changes often: our modules,
# QEMU, topologies, tools. They are laid over one another read-only.
# shellcheck shell=bash

# Of the stock kernel's modules only what can be of use in a virtual machine
# with sound goes into the image.
image_module_dirs="
arch crypto drivers/crypto/ccp lib mm virt sound fs/ext4 fs/jbd2 fs/mbcache.ko.xz
fs/overlayfs fs/fuse fs/squashfs fs/nls fs/9p fs/netfs drivers/block/virtio_blk.ko.xz drivers/block/loop.ko.xz
drivers/vhost drivers/virtio drivers/vdpa drivers/net/tun.ko.xz
drivers/net/tap.ko.xz drivers/net/virtio_net.ko.xz drivers/net/net_failover.ko.xz
drivers/char drivers/base drivers/regmap drivers/i2c/i2c-core.ko.xz
drivers/firmware drivers/nvdimm drivers/acpi/nfit net/core net/9p net/vmw_vsock
"

image_initrd_modules="virtio_blk squashfs overlay"
image_initrd_host_modules="nfit nd_pmem"	# the images of level 1

image_base_make() {
	# shellcheck disable=SC2086
	in_root "$lab_build/devroot" /bin/sh -euc '
		kv=$1
		shift
		rm -rf /build/rootmods
		src=/build/kernel/usr/lib/modules/$kv
		dst=/build/rootmods/usr/lib/modules/$kv
		mkdir -p "$dst/kernel"
		cp "$src"/modules.order "$src"/modules.builtin* "$dst"
		for m; do
			[ -e "$src/kernel/$m" ] || continue
			mkdir -p "$dst/kernel/$(dirname "$m")"
			cp -a "$src/kernel/$m" "$dst/kernel/$m"
		done
		rm -rf "$dst/kernel/sound/pci" "$dst/kernel/sound/usb" \
			"$dst/kernel/sound/soc/sof/intel" "$dst/kernel/sound/soc/sof/amd" \
			"$dst/kernel/sound/soc/intel" "$dst/kernel/sound/soc/amd" \
			"$dst/kernel/sound/soc/codecs"
		depmod -b /build/rootmods/usr "$kv"
		# Nor are modules compressed that are loaded at each boot.
		rm -rf /build/plainmods
		cp -a /build/rootmods /build/plainmods
		find /build/plainmods -name "*.ko.xz" -exec xz -d {} +
		depmod -b /build/plainmods/usr "$kv"
		' image_base_make "$(kernel_version)" $image_module_dirs
	image_write base /build/root /build/plainmods
}

# image_write NAME FOLDER...: build/image/NAME.img, squashfs, from the union of
# the folders (as seen in devroot). Not compressed: it is read far more often
# than written, by emulated processors. Its time stamp tells base (1) from top (2).
image_write() {
	mkdir -p "$lab_build/image"
	in_root "$lab_build/devroot" /bin/sh -euc '
		img=/build/image/$1
		time=1
		[ "$1" != top ] || time=2
		shift
		mkdir /tmp/union
		for d; do
			cp -a --reflink=auto "$d/." /tmp/union
		done
		rm -rf /tmp/union/var/lib/apt /tmp/union/var/cache/* /tmp/union/usr/share/doc
		mkdir -p /tmp/union/lab /tmp/union/.lower /tmp/union/.upper
		rm -f "$img.new"
		mksquashfs /tmp/union "$img.new" -quiet -no-progress -no-xattrs -noI -noD -noF -noX \
			-mkfs-time $time
		truncate -s %2M "$img.new"
		mv "$img.new" "$img.img"
		' image_write "$@"
}

# The small initial root file system: busybox, a script, and what it needs to
# find the images.
image_top_tree() {
	# shellcheck disable=SC2086
	in_root "$lab_build/devroot" /bin/sh -euc '
		kv=$1
		modules=$2
		host_modules=$3
		top=/build/top
		rm -rf $top /build/initrd
		mods=$top/usr/lib/modules/$kv
		mkdir -p "$mods/updates" $top/usr/lib/lab $top/usr/bin $top/boot $top/opt/sof-virtio
		cp -a /build/plainmods/usr/lib/modules/$kv/modules.order \
			/build/plainmods/usr/lib/modules/$kv/modules.builtin* "$mods"
		[ ! -d /build/modules ] || cp /build/modules/*.ko "$mods/updates"
		ln -s "/build/plainmods/usr/lib/modules/$kv/kernel" "$mods/kernel"
		depmod -b $top/usr "$kv"
		rm "$mods/kernel"
		# Uncompressed: no machine has to unpack it, nor picks an address at random.
		sh /build/ksrc/scripts/extract-vmlinux /build/kernel/boot/vmlinuz-* >/tmp/vmlinux
		strip -s -o $top/boot/vmlinux /tmp/vmlinux
		cp /build/kernel/boot/config-* $top/boot/
		cp /src/lab/inside/* $top/usr/lib/lab/
		cp -a /build/qemu/install/. $top/opt/sof-virtio
		cp -a /build/tools/. $top/usr/
		if [ -d /build/topology ]; then
			mkdir -p $top/usr/lib/firmware
			cp -a /build/topology/. $top/usr/lib/firmware
		fi
		make -s -C /src/topology install-ucm DESTDIR=$top

		i=/build/initrd
		mkdir -p $i/bin $i/m $i/hm $i/proc $i/sys $i/dev $i/lower $i/top $i/rw $i/new
		cp /usr/bin/busybox $i/bin/busybox
		ln -s busybox $i/bin/sh
		n=10
		add() { # FOLDER MODULE...: with what they depend on
			to=$1
			shift
			for m; do
				modprobe -d /build/plainmods/usr -S "$kv" --show-depends "$m"
			done | sed -n "s/^insmod \([^ ]*\).*/\1/p" | while read -r ko; do
				[ -e $i/m/*-"$(basename "$ko")" ] || [ -e $to/*-"$(basename "$ko")" ] ||
					cp "$ko" "$to/$n-$(basename "$ko")"
				n=$((n + 1))
			done
		}
		add $i/m $modules
		add $i/hm $host_modules
		cp /src/lab/inside/initrd-init $i/init
		chmod 755 $i/init
		(cd $i && find . | LC_ALL=C sort | cpio -o -H newc --quiet -R 0:0) >$top/boot/initrd
		' image_top_tree "$(kernel_version)" "$image_initrd_modules" \
		"$image_initrd_host_modules"
}

# A base with a desktop's sound; the top over it is the same.
desktop_image_make() {
	image_write desktop-base /build/desktop /build/plainmods
}

# And one with libvirt.
libvirt_image_make() {
	image_write libvirt-base /build/libvirt /build/plainmods
}

image_top_make() {
	image_top_tree
	image_write top /build/top
}

tools_make() {
	in_root "$lab_build/devroot" /bin/sh -euc '
		t=/build/tools.new
		rm -rf $t
		mkdir -p $t/bin $t/lib/lab
		cc -std=gnu11 -O2 -Wall -Wextra -Werror -o $t/bin/lab-agent /src/lab/tools/lab-agent.c
		cc -std=gnu11 -O2 -Wall -Wextra -Werror -o $t/bin/guest /src/lab/tools/lab-console.c
		cc -std=gnu11 -O2 -Wall -Wextra -Werror -o $t/bin/lab-monitor /src/lab/tools/lab-monitor.c
		cp /src/lab/inside/guests /src/lab/inside/lab-guest $t/bin/
		for n in say figure barrier; do
			ln -s lab-agent $t/bin/lab-$n
		done
		make -s -C /src pcmtools pcmplay dspprobe tplgmsg ctlbytes eqblob dspblob run-tool cli \
			BUILD=/tmp/tools CLI_CC=cc
		for n in dspprobe tplgmsg ctlbytes eqblob dspblob sofdsp-run sofvctl; do
			cp /tmp/tools/bin/$n $t/bin
		done
		cp /tmp/tools/bin/pcm* $t/bin
		'
	as_root rm -rf "$lab_build/tools"
	mv "$lab_build/tools.new" "$lab_build/tools"
}

build_tools() {
	build_devroot
	step tools "tools of the virtual machines" tools_make "$lab_src/lab/tools" "$lab_src/lab/inside/guests" "$lab_src/lab/inside/lab-guest" \
		"$lab_src/test/tools" "$lab_src/test/unit/core_bench.c" "$lab_src/test/unit/dsp_msg.c" \
		"$lab_src/test/unit/eq_blob.c" "$lab_src/test/unit/eq_blob.h" "$lab_src/mk/blobs.mk" \
		"$lab_src/mk/pcmtools.mk" "$lab_src/mk/cli.mk" "$lab_src/cli" "$lab_src/mk/run.mk" "$lab_src/run" "$lab_src/include" "$lab_src/core" "$lab_src/dsp" \
		"$lab_src/port"
}

topology_make() {
	in_root "$lab_build/devroot" make -C /src/topology BUILD=/build
}

build_topology() {
	build_devroot
	step topology "topologies" topology_make "$lab_src/topology"
}

build_image() {
	build_devroot
	build_root
	build_kernel_source
	build_modules
	build_qemu
	build_tools
	build_topology
	step image-base "base image" image_base_make "=$(step_stamp root)" \
		"=$(step_stamp kernel)" "=$image_module_dirs" "=$(declare -f image_write)"
	step image-top "top image" image_top_make "=$(step_stamp image-base)" \
		"=$(step_stamp modules)" "=$(step_stamp qemu)" "=$(step_stamp tools)" \
		"=$(step_stamp topology)" "=$image_initrd_modules" "=$image_initrd_host_modules" \
		"=$(declare -f image_top_tree image_write)" "$lab_src/lab/inside"
}

build_desktop_image() {
	build_image
	build_desktop
	step desktop-image "base image of a desktop" desktop_image_make "=$(step_stamp desktop)" \
		"=$(step_stamp image-base)"
}

build_libvirt_image() {
	build_image
	build_libvirt
	step libvirt-image "base image with libvirt" libvirt_image_make "=$(step_stamp libvirt)" \
		"=$(step_stamp image-base)"
}
