# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# Shared by the gates. A gate is a script that checks the tree whose top is its
# argument (default: here), prints one line per finding and exits 1 if there is
# any. test/gates/selftest.sh shows each of them something bad.

top=${1:-.}
found=0

finding()
{
	echo "$gate: $*" >&2
	found=1
}

# need PROGRAM PACKAGE
need()
{
	command -v "$1" >/dev/null || {
		echo "$gate: no $1: install the package $2" >&2
		exit 1
	}
}

# Files under version control, or all of them where there is none (self-test).
tracked()
{
	if git -C "$top" rev-parse --git-dir >/dev/null 2>&1 &&
	   [ "$(git -C "$top" rev-parse --show-prefix)" = "" ]; then
		git -C "$top" ls-files -co --exclude-standard
	else
		(cd "$top" && find . -type f | sed 's|^\./||')
	fi
}

finish()
{
	[ $found -eq 0 ] || exit 1
	echo "$gate: ok"
}
