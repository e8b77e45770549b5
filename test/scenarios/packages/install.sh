# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
# shellcheck shell=sh

# installed MODULE: of these packages
installed() {
	case $(modinfo -n "$1" 2>/dev/null) in
	*/updates/dkms/*) true ;;
	*) false ;;
	esac
}

# What dkms has built of it before comes as a tarball; the package takes it.
install_dkms() {
	! installed vhost_dsp || fail "there are modules before there is a package"
	mkdir -p /usr/share/sof-virtio-dkms
	cp /packages/*.dkms.tar.gz /usr/share/sof-virtio-dkms
	dpkg -i /packages/sof-virtio-dkms_*.deb
	for module in vhost_dsp snd-sof-virtio snd-sof-softdsp snd-sof; do
		installed $module || fail "$module: $(modinfo -n $module 2>&1)"
	done
}
