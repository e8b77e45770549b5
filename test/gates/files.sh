#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# files.sh [TOP]: every tracked file that can hold one has an SPDX line within
# its first three, of the licence of its folder, and no source is longer than
# 1000 lines.
gate=files
. "$(dirname "$0")/lib.sh"
cd "$top" || exit 1
top=.

dual='GPL-2.0-only OR BSD-3-Clause'

# licence that the file must name, by where it is
licence()
{
	case $1 in
	core/* | dsp/* | port/* | include/sof/*) echo "$dual" ;;
	include/uapi/*) echo '(GPL-2.0-only WITH Linux-syscall-note) OR BSD-3-Clause' ;;
	topology/*.conf) echo 'BSD-3-Clause' ;;
	test/golden/*) echo 'BSD-3-Clause' ;;	# what alsatplg made of topology/
	qemu/*) echo 'GPL-2.0-or-later' ;;
	*) echo 'GPL-2.0-only' ;;
	esac
}

list=$(mktemp)
trap 'rm -f "$list"' EXIT
tracked >"$list"
while read -r file; do
	[ -f "$file" ] || continue
	case $file in
	packaging/debian/changelog | packaging/debian/copyright | packaging/debian/source/format)
		continue ;;	# formats of Debian that have no comments
	LICENSES/* | test/fuzz/corpus/* | */series | *.patch | *.png | *.wav | *.json | *.bin | *.gitkeep)
		continue ;;
	esac
	line=$(head -n 3 "$file" | grep -m 1 'SPDX-License-Identifier: ') || {
		finding "$file has no SPDX-License-Identifier in its first 3 lines"
		continue
	}
	want=$(licence "$file")
	got=$(echo "$line" | sed -E 's/.*SPDX-License-Identifier: //; s/ *(\*\/|-->)$//')
	case $file in
	*.md) want=$got ;;	# documents: any of the project's licences
	esac
	[ "$got" = "$want" ] ||
		finding "$file says '$got' but its folder is '$want'"
	case $file in
	test/golden/*) continue ;;	# written by a program
	esac
	n=$(wc -l <"$file")
	[ "$n" -le 1000 ] || finding "$file has $n lines, more than 1000"
done <"$list"
finish
