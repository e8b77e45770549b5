# SPDX-License-Identifier: GPL-2.0-only
# Gates: checks of the sources themselves, in seconds.

.PHONY: gates
## gates: freestanding, include rules, licences, file length, tests of the protocol, names in the UCM profile; and a proof that each can fail
gates:
	$(Q)sh test/gates/selftest.sh
	$(Q)sh test/gates/freestanding.sh . $(BUILD)/gates/freestanding
	$(Q)sh test/gates/includes.sh
	$(Q)sh test/gates/files.sh
	$(Q)sh test/gates/protocol.sh
	$(Q)sh test/gates/ucm.sh
