# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors

export BUILD OUT

.PHONY: image qemu modules topology tools lab-selftest lab-shellcheck

## image: everything the virtual machines boot from (builds the rest as needed)
## qemu: QEMU with our device, from Debian's source package
## modules: patched SOF core and our kernel modules, against the stock kernel
## topology: host and guest topologies
## tools: the lab's tools inside the virtual machines
image qemu modules topology tools:
	$(Q)lab/build $@

## lab-selftest: the lab tests itself: good scenarios pass, bad ones fail
lab-selftest:
	$(Q)lab/selftest/run

# The parts of a command share variables, which shellcheck can't see (SC2034,
# SC2154); programs for another shell stand in single quotes (SC2016).
## lab-shellcheck: static check of the lab's scripts
lab-shellcheck:
	$(Q)shellcheck -x -e SC2034,SC2154,SC2016 lab/build lab/run lab/shell lab/lib/*.sh \
		lab/inside/init lab/inside/initrd-init lab/inside/host lab/inside/guest \
		lab/inside/guests lab/selftest/run lab/selftest/*/*.sh

.PHONY: deb
## deb: Debian packages: sof-virtio-dkms, -tools, -topologies, -ucm (build/deb)
deb:
	$(Q)lab/build packages
