#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# test_completion.sh COMPLETION-FILE: what <Tab> offers, with a sofvctl that has
# a guest and two connection points.
set -euo pipefail

sofvctl() {
	case $1 in
	guest) printf '[\n  {\n    "name": "alpha",\n    "state": "running"\n  }\n]\n' ;;
	point)
		printf '[\n  {\n    "name": "Guest 1",\n    "direction": "playback"\n  },'
		printf '\n  {\n    "name": "Mic",\n    "direction": "capture"\n  }\n]\n'
		;;
	esac
}

# shellcheck source=cli/data/sofvctl.bash-completion
. "$1"
failed=0

# offers WANTED WORD...: the last WORD is the one that is completed
offers() {
	local wanted=$1
	shift
	COMP_WORDS=(sofvctl "$@")
	COMP_CWORD=$#
	COMPREPLY=()
	_sofvctl 2>/dev/null || true
	if [ "${COMPREPLY[*]}" = "$wanted" ]; then
		echo "ok   sofvctl $*"
	else
		echo "FAIL sofvctl $*: '${COMPREPLY[*]}' instead of '$wanted'"
		failed=1
	fi
}

offers 'guest' g
offers 'guest point status doctor --help' ''
offers 'add' guest a
offers 'remove' guest r
offers 'list --help' point ''
offers 'alpha' guest show ''
offers 'alpha' guest remove al
offers '' guest remove b
offers 'Guest\ 1' guest add x --playback ''
offers 'Guest\ 1' guest add x -p 'Guest\ '
offers 'Mic' guest add x --capture ''
offers '--playback' guest add x --p
offers '--max-streams --max-components --max-pipelines --max-buffer-bytes --max-ipc-per-second --max-ipc-burst' guest add --max
offers '--check' guest load --c
offers '--wait' guest load --w
offers '--json --help' status ''
offers '--qemu' doctor --q
exit $failed
