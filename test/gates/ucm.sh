#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# ucm.sh [TOP]: every volume and PCM that a UCM profile names is in the topology
# it is for, as test/golden has it.
gate=ucm
. "$(dirname "$0")/lib.sh"
cd "$top" || exit 1
top=.
profiles=topology/ucm2/sof-virtio

# values FILE KEY: what the keys that end in KEY are set to
values()
{
	sed -nE "s/^[[:space:]]*(Playback|Capture)$2 \"(.*)\"/\1 \2/p" "$1"
}

list=$(mktemp)
trap 'rm -f "$list"' EXIT
for profile in "$profiles"/[A-Z]*.conf; do
	[ -f "$profile" ] || continue
	name=$(basename "$profile" .conf | tr '[:upper:]' '[:lower:]')
	golden=test/golden/sof-virtio-$name.txt
	[ -f "$golden" ] || {
		finding "$profile is for no topology: there is no $golden"
		continue
	}
	values "$profile" MixerElem >"$list"
	while read -r direction elem; do
		grep -q "^	'$elem $direction Volume' {" "$golden" ||
			finding "$profile: $golden has no '$elem $direction Volume'"
	done <"$list"
	values "$profile" PCM >"$list"
	while read -r direction pcm; do
		grep -qE "^[[:space:]]*dai\..*\.id ${pcm##*,}$" "$golden" ||
			finding "$profile: $golden has no PCM ${pcm##*,} for $direction"
	done <"$list"
	grep -q "File \"/sof-virtio/$(basename "$profile")\"" "$profiles/sof-virtio.conf" ||
		finding "$profile is never chosen"
done
if [ -f "$profiles/sof-virtio.conf" ]; then
	sed -nE "s/.*Control \"name='(.*)'\".*/\1/p" "$profiles/sof-virtio.conf" >"$list"
	while read -r control; do
		grep -q "^	'$control' {" test/golden/sof-virtio-*.txt ||
			finding "$profiles/sof-virtio.conf: no topology has '$control'"
	done <"$list"
fi
finish
