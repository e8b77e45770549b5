#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# protocol.sh [TOP]: in doc/protocol.md every MUST has a number, no number stands
# twice, and a test cites each; and nobody cites a number that is not there.
gate=protocol
. "$(dirname "$0")/lib.sh"
cd "$top" || exit 1
top=.

doc=doc/protocol.md
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# One line for each statement: number, and MUST if it says so. A statement is a
# list item and ends with a blank line, a heading or the next item. Text outside
# of one that says MUST comes as "-" and its line number; bold, it is the word
# itself that is meant.
awk '
	function flush() { if (id) print id, must; id = ""; must = "" }
	/^- \*\*P-[0-9.]+\*\*/ {
		flush()
		id = $2
		gsub(/\*/, "", id)
	}
	/^$/ || /^#/ { flush() }
	{
		line = $0
		gsub(/\*\*MUST( NOT)?\*\*/, "", line)
		if (line ~ /(^|[^A-Z])MUST([^A-Z]|$)/) {
			if (id)
				must = "MUST"
			else
				print "-", NR
		}
	}
	END { flush() }
' "$doc" >"$work/statements"

awk '$1 == "-" { print $2 }' "$work/statements" >"$work/loose"
while read -r line; do
	finding "$doc:$line: MUST without a number"
done <"$work/loose"

awk '$1 != "-" { print $1 }' "$work/statements" | sort >"$work/numbers"
[ -s "$work/numbers" ] || finding "$doc has no statements"
uniq -d "$work/numbers" >"$work/twice"
while read -r number; do
	finding "$doc: $number stands twice"
done <"$work/twice"

# citations FILE...: "file number", one line for each
citations()
{
	xargs grep -HoE '\bP-[0-9]+(\.[0-9]+)+' | sed 's/:/ /'
}

tracked | grep -E '^(cli|core|dsp|include|kernel|lab|qemu|test|topology)/' |
	grep -vE '^test/(gates|golden|fuzz/corpus)/' |
	while read -r file; do [ ! -f "$file" ] || echo "$file"; done >"$work/files"
citations <"$work/files" | sort -u >"$work/cited"

awk 'NR == FNR { have[$1]; next } !($2 in have)' \
	"$work/numbers" "$work/cited" >"$work/unknown"
while read -r file number; do
	finding "$file cites $number, which $doc does not have"
done <"$work/unknown"

awk '$1 ~ /^test\// { print $2 }' "$work/cited" | sort -u >"$work/tested"
awk '$2 == "MUST" { print $1 }' "$work/statements" | sort -u >"$work/musts"
comm -23 "$work/musts" "$work/tested" | sort -V >"$work/untested"
while read -r number; do
	finding "$number says MUST, and no test cites it"
done <"$work/untested"

[ $found -ne 0 ] || echo "protocol: $(wc -l <"$work/musts") statements say MUST, each has a test"
finish
