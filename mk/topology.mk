# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# "make topology" (mk/lab.mk) compiles; here is what guards against changes that
# nobody meant. alsatplg is the one of the development root, as for the build.

.PHONY: topology-texts topology-check topology-golden ucm-check
topology-texts:
	$(Q)lab/build devroot
	$(Q)bash -euc '. lab/lib/common.sh; . lab/lib/root.sh; \
		in_root "$$lab_build/devroot" make --no-print-directory \
		-C /src/topology BUILD=/build texts'

## topology-check: compare the compiled topologies with test/golden
topology-check: topology-texts
	$(Q)diff -ru test/golden $(BUILD)/obj/topology || { \
		echo 'topologies changed; if that is right: make topology-golden' >&2; \
		exit 1; }

## topology-golden: accept the compiled topologies as the new test/golden
topology-golden: topology-texts
	$(Q)rm -f test/golden/*.txt && cp $(BUILD)/obj/topology/*.txt test/golden/

## ucm-check: what alsa-lib makes of the UCM profile, on a card for each guest topology
ucm-check:
	$(Q)lab/build devroot
	$(Q)bash -euc '. lab/lib/common.sh; . lab/lib/root.sh; \
		in_root "$$lab_build/devroot" sh /src/test/ucm/run.sh /build/ucm'
