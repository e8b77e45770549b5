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
	# shellcheck disable=SC2016,SC2046
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

# Packages are built from a copy, as Debian's tools write into the source; that of
# the modules again as the next version, for trying an upgrade. The source package
# is made for lintian only.
packages_build() {
	local dir=$lab_build/deb f
	as_root rm -rf "$dir.new"
	mkdir -p "$dir.new/sof-virtio"
	for f in Makefile mk LICENSES cli core dsp include kernel port qemu test topology packaging; do
		cp -r "$lab_src/$f" "$dir.new/sof-virtio"
	done
	cp -r "$lab_src/packaging/debian" "$dir.new/sof-virtio/debian"
	in_root "$lab_build/pkgroot" /bin/sh -euc '
		lint() {
			lintian --fail-on error,warning --suppress-tags initial-upload-closes-no-bugs \
				--display-info "$@"
		}
		cd /build/deb.new/sof-virtio
		dpkg-buildpackage -us -uc -S
		lint ../*_source.changes
		rm ../*_source.* ../*.dsc ../*.tar.*
		dpkg-buildpackage -us -uc -b
		mkdir ../next
		sed "1s/(\([^)]*\))/(\1+next)/" debian/changelog >debian/changelog.next
		mv debian/changelog.next debian/changelog
		rm -rf debian/sof-virtio-dkms
		debian/rules binary-indep
		mv ../sof-virtio-dkms_*+next_all.deb ../next
		cd ..
		rm -rf sof-virtio *+next_*
		lint *.changes
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

# What systemd and udev say about the files that are for them.
packages_verify() {
	# shellcheck disable=SC2016
	in_root "$lab_build/pkgroot" /bin/sh -euc '
		dpkg -i /build/deb/sof-virtio-tools_*.deb
		systemd-analyze verify --man=no /usr/lib/systemd/system/sof-virtio-guests.service >/tmp/said 2>&1 ||
			{ echo "FAILED: systemd-analyze: $(cat /tmp/said)"; exit 1; }
		[ ! -s /tmp/said ] || { echo "FAILED: systemd-analyze says: $(cat /tmp/said)"; exit 1; }
		udevadm verify /usr/lib/udev/rules.d/60-sof-virtio.rules
		dpkg -P sof-virtio-tools
		'
}

# A real installation, upgrade and removal, in the root: dkms builds all modules,
# and they are kept as the tarball that the package takes instead of compiling.
packages_try() {
	local dir=$lab_build/dkms
	rm -rf "$dir"
	mkdir -p "$dir"
	# shellcheck disable=SC2016
	in_root "$lab_build/pkgroot" /bin/sh -euc '
		fail() { echo "FAILED: $*"; exit 1; }
		kv=$(ls /usr/lib/modules)
		dpkg -P sof-virtio-dkms >/dev/null 2>&1 || true
		files() { find /etc /usr/lib/modules /usr/src -not -path "/usr/src/linux-*" | sort; }
		files >/tmp/before

		dpkg -i /build/deb/sof-virtio-dkms_*.deb
		cat /var/lib/dkms/sof-virtio/*/"$kv"/x86_64/log/make.log
		dkms status | grep -q "^sof-virtio/.*, $kv, x86_64: installed" || fail "not installed"
		modinfo -n -k "$kv" snd-sof | grep -q /updates/dkms/ || fail "snd-sof is the stock one"
		log=$(cat /var/lib/dkms/sof-virtio/*/"$kv"/x86_64/log/make.log)
		echo "$log" | grep -q "check-layout: struct vhost_dev is as in" || fail "layouts not compared"
		version=$(dpkg-query -W -f "\${Version}" sof-virtio-dkms)
		dkms mktarball "sof-virtio/$version" -k "$kv" --binaries-only \
			--archive "sof-virtio-$version.dkms.tar.gz"
		cp /var/lib/dkms/sof-virtio/"$version"/tarball/*.tar.gz /build/dkms

		# another version of the source, or none for this kernel: one clear line
		cp -r /usr/src/sof-virtio-"$version" /tmp/try
		cd /tmp/try
		if ./dkms-prepare 6.12.0-other-amd64 2>/tmp/said; then fail "prepared for no kernel"; fi
		grep -qx "sof-virtio: the package linux-headers-6.12.0-other-amd64 is not installed" /tmp/said ||
			fail "said: $(cat /tmp/said)"
		mkdir /tmp/bin
		printf "#!/bin/sh\ncase \$* in *linux-source*) echo 6.12.1-1 ;; *) exec /usr/bin/dpkg-query \"\$@\" ;; esac\n" \
			>/tmp/bin/dpkg-query
		chmod +x /tmp/bin/dpkg-query
		if PATH=/tmp/bin:$PATH ./dkms-prepare "$kv" 2>/tmp/said; then fail "prepared from another version"; fi
		grep -q "^sof-virtio: linux-source-6.12 has version 6.12.1-1, but kernel $kv is of version" /tmp/said ||
			fail "said: $(cat /tmp/said)"

		# To the next version: its modules instead of the old ones, of which
		# nothing is left. To compile all again would take minutes, so its modules
		# come as a tarball too: the same, but in other bytes.
		next=$version+next
		rm -rf /usr/share/sof-virtio-dkms
		mkdir /tmp/next /usr/share/sof-virtio-dkms
		tar -C /tmp/next -xzf /build/dkms/*.tar.gz
		echo "$next" >/tmp/next/dkms_binaries_only/PACKAGE_VERSION
		sed -i "s/^PACKAGE_VERSION=.*/PACKAGE_VERSION=\"$next\"/" /tmp/next/dkms_binaries_only/dkms.conf
		find /tmp/next -name "*.ko.xz" -exec unxz {} +
		find /tmp/next -name "*.ko" -exec xz -0 {} +
		tar -C /tmp/next -czf "/usr/share/sof-virtio-dkms/sof-virtio-$next.dkms.tar.gz" .
		dpkg -i /build/deb/next/sof-virtio-dkms_*.deb
		[ "$(dpkg-query -W -f "\${Version}" sof-virtio-dkms)" = "$next" ] || fail "no upgrade to $next"
		dkms status >/tmp/said
		grep -q "^sof-virtio/$next, $kv, x86_64: installed" /tmp/said || fail "$next is not installed"
		[ "$(grep -c "^sof-virtio/" /tmp/said)" = 1 ] || fail "dkms knows: $(cat /tmp/said)"
		[ ! -e "/var/lib/dkms/sof-virtio/$version" ] || fail "dkms has kept $version"
		[ ! -e "/usr/src/sof-virtio-$version" ] || fail "the source of $version is still there"
		for module in vhost_dsp snd-sof-virtio snd-sof-softdsp snd-sof; do
			cmp "/tmp/next/dkms_main_tree/$kv/x86_64/module/$module.ko.xz" \
				"/usr/lib/modules/$kv/updates/dkms/$module.ko.xz" || fail "$module is not of $next"
		done
		# no stock SOF module, which would not load with our core, is left in use
		grep "/kernel/sound/soc/sof/.*\.ko" /tmp/before >/tmp/stock
		for module in $(sed "s|.*/||" /tmp/stock); do
			modinfo -n -k "$kv" "${module%%.ko*}" | grep -q /updates/dkms/ || fail "$module is the stock one"
		done

		dpkg -P sof-virtio-dkms
		rm -r /usr/share/sof-virtio-dkms
		[ ! -e /var/lib/dkms/sof-virtio ] || fail "dkms still knows it"
		files >/tmp/after
		diff /tmp/before /tmp/after || fail "files before and after differ"
		modinfo -n -k "$kv" snd-sof | grep -q /kernel/sound/soc/sof/ || fail "the stock snd-sof is not back"
		! modinfo -k "$kv" vhost_dsp >/dev/null 2>&1 || fail "vhost_dsp is still there"
		'
}

# Images of a machine with nothing of ours but QEMU and the lab's tools: the
# packages lie in /packages.
package_image_make() {
	# shellcheck disable=SC2016
	in_root "$lab_build/devroot" /bin/sh -euc '
		top=/build/pkgtop
		rm -rf $top
		mkdir -p $top/usr/bin $top/usr/lib $top/opt $top/packages
		cp -a /build/top/boot $top
		cp -a /build/top/usr/lib/lab $top/usr/lib
		cp -a /build/top/opt/sof-virtio $top/opt
		cp -a /build/tools/. $top/usr
		rm -f $top/usr/bin/sofvctl
		cp -a /build/rootmods/. $top
		cp /build/deb/sof-virtio-dkms_*.deb /build/deb/sof-virtio-tools_*.deb \
			/build/deb/sof-virtio-topologies_*.deb /build/deb/sof-virtio-ucm_*.deb \
			/build/dkms/*.tar.gz $top/packages
		mkdir -p /build/pkgroot/lab /build/pkgroot/opt/sof-virtio
		mksquashfs /build/pkgroot /build/image/pkg-base.new -quiet -no-progress -no-xattrs \
			-noI -noD -noF -noX -mkfs-time 1 -wildcards -e "usr/src/linux-source-*" \
			"usr/lib/modules/*/kernel" "var/cache/apt/*" "var/lib/apt/lists/*" "usr/share/doc/*"
		mksquashfs $top /build/image/pkg-top.new -quiet -no-progress -no-xattrs \
			-noI -noD -noF -noX -mkfs-time 2
		cd /build/image
		for i in pkg-base pkg-top; do
			truncate -s %2M $i.new
			mv $i.new $i.img
		done
		'
}

build_package_image() {
	build_packages
	step packages-verify "unit and udev rule" packages_verify "=$(step_stamp packages)"
	step packages-dkms "dkms build, installation, upgrade and removal" packages_try \
		"=$(step_stamp packages)"
	build_image
	step package-image "image for packages" package_image_make "=$(step_stamp packages-dkms)" \
		"=$(step_stamp image-top)"
}
