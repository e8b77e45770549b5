# SPDX-License-Identifier: GPL-2.0-only
# Front door. Each part brings its own targets in mk/<part>.mk; a line
# "## target: text" there becomes a line of "make help".

BUILD ?= build
OUT ?= out
Q := $(if $(V),,@)

.PHONY: all help clean
all:

include $(sort $(wildcard mk/*.mk))

## help: list the targets
help:
	@sed -n 's/^## \([a-z-]*\): /\1\t/p' $(MAKEFILE_LIST) | sort | \
		awk -F'\t' '{ printf "  make %-14s %s\n", $$1, $$2 }'

## clean: remove what builds made (keeps downloads; "rm -rf build" removes all)
clean:
	$(Q)rm -rf $(BUILD)/obj $(BUILD)/bin $(OUT)
