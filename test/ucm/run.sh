#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# run.sh BUILD: the UCM profile as it is installed, read by alsa-lib on cards with the
# controls of each guest topology (as test/golden has them). What it makes of each must
# be what expected/ says, and a card with other controls must have no profile. Runs in
# the development root, whose alsa-lib is that of the guests.
set -eu
cd "$(dirname "$0")"
top=../..
build=$1
rm -rf "$build"
mkdir -p "$build"

${CC:-cc} -std=gnu11 -O1 -Wall -Wextra -Werror -shared -fPIC -o "$build/fake_card.so" fake_card.c
make -s -C "$top/topology" install-ucm DESTDIR="$build"
ucm=$build/usr/share/alsa/ucm2
cp ucm.conf "$ucm"

ask() { # CONTROLS ALSAUCM-ARGUMENT...
	controls=$1
	shift
	LD_PRELOAD=$build/fake_card.so FAKE_CARD_CONTROLS=$controls ALSA_CONFIG_UCM2=$ucm \
		alsaucm -c hw:0 "$@"
}

failed=0
for golden in "$top"/test/golden/sof-virtio-*.txt; do
	name=$(basename "$golden" .txt)
	[ -f "expected/$name.txt" ] || continue
	sed -n "s/^	'\(.*\(Volume\|Switch\)\)' {/\1/p" "$golden" >"$build/$name.controls"
	ask "$build/$name.controls" dump text >"$build/$name.txt"
	grep -v '^#' "expected/$name.txt" | diff -u - "$build/$name.txt" || failed=1
	ask "$build/$name.controls" set _verb HiFi >"$build/$name.set"
	echo "ucm: $name: $(grep -c 'Device\.' "$build/$name.txt") devices"
done
[ "$(find "$build" -name '*.set' | wc -l)" = "$(find expected -name '*.txt' | wc -l)" ] || {
	echo "ucm: not every file in expected/ has its topology" >&2
	failed=1
}

echo 'Other Playback Volume' >"$build/other.controls"
if ask "$build/other.controls" dump text >"$build/other.txt" 2>&1; then
	echo "ucm: a card that nothing is known of has a profile:" >&2
	cat "$build/other.txt" >&2
	failed=1
fi
exit $failed
