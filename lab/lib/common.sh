# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# Common to lab's commands: places, messages, and steps that run only when
# what they are made of has changed.
# shellcheck shell=bash

lab_src=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
lab_build=${BUILD:-build}
case $lab_build in /*) ;; *) lab_build=$lab_src/$lab_build ;; esac
lab_out=${OUT:-out}
case $lab_out in /*) ;; *) lab_out=$lab_src/$lab_out ;; esac
lab_name=${0##*/}

say() {
	printf '%s\n' "$*"
}

warn() {
	printf '%s: %s\n' "$lab_name" "$*" >&2
}

die() {
	warn "$@"
	exit 1
}

# lab_lock: one build at a time in a build folder; the lock ends with the process
lab_lock() {
	[ -z "${LAB_LOCKED:-}" ] || return 0
	mkdir -p "$lab_build/log" "$lab_build/stamp"
	exec 9>"$lab_build/lock"
	if ! flock -n 9; then
		warn "another build works in $lab_build, waiting for it"
		flock 9
	fi
	export LAB_LOCKED=1
}

# input_hash INPUT...: INPUT is a file, a folder, or =text. A missing file
# counts as missing, so its appearance changes the hash.
input_hash() {
	local i
	for i in "$@"; do
		case $i in
		=*)
			printf '%s\n' "$i"
			;;
		*)
			if [ -d "$i" ]; then
				(cd "$i" && find . -type f -print0 | LC_ALL=C sort -z |
					xargs -0r stat -c '%a %n' &&
					find . -type f -print0 | LC_ALL=C sort -z |
					xargs -0r sha256sum)
			elif [ -f "$i" ]; then
				stat -c '%a' "$i"
				sha256sum <"$i"
			else
				printf 'none\n'
			fi
			;;
		esac
	done | sha256sum | cut -d' ' -f1
}

# step_stamp NAME: hash of the inputs that NAME was last completed with
step_stamp() {
	cat "$lab_build/stamp/$1" 2>/dev/null || printf 'none\n'
}

step_child=
step_interrupted() {
	trap - INT TERM
	[ -z "$step_child" ] || kill -TERM -- "-$step_child" 2>/dev/null || true
	printf '\n' >&2
	die "interrupted; what was half built will be built again"
}

step_watch() { # PID TITLE T0
	local shown=0 now
	while kill -0 "$1" 2>/dev/null; do
		now=$((SECONDS - $3))
		if [ -t 1 ] && [ $now -ge 2 ]; then
			printf '\r[%4d s] %s ...' "$now" "$2"
			shown=1
		elif [ ! -t 1 ] && [ $now -ge 2 ] && [ $shown = 0 ]; then
			printf '[      ] %s ...\n' "$2"
			shown=1
		fi
		sleep 0.3
	done
}

step_failed() { # NAME TITLE LOG SECONDS
	[ ! -t 1 ] || printf '\r\033[K'
	printf '[%4d s] %s: FAILED\n' "$4" "$2"
	warn "step '$1' failed; last lines of its log $3:"
	tail -n 20 "$3" | sed 's/^/    /' >&2
	exit 1
}

# step NAME TITLE FUNCTION INPUT...: run FUNCTION unless it was completed with
# the same inputs (its own text is one of them). Its output goes to a log.
step() {
	local name=$1 title=$2 fn=$3 hash t0 dt log rc=0
	shift 3
	hash=$(input_hash "=$(declare -f "$fn")" "$@")
	[ "$(step_stamp "$name")" != "$hash" ] || return 0
	log=$lab_build/log/$name.log
	rm -f "$lab_build/stamp/$name"
	t0=$SECONDS
	trap step_interrupted INT TERM
	set -m
	(
		set +m
		set -eu
		exec 9>&- </dev/null
		"$fn"
	) >"$log" 2>&1 &
	step_child=$!
	set +m
	step_watch "$step_child" "$title" "$t0"
	wait "$step_child" || rc=$?
	step_child=
	trap - INT TERM
	dt=$((SECONDS - t0))
	[ $rc = 0 ] || step_failed "$name" "$title" "$log" $dt
	[ ! -t 1 ] || printf '\r\033[K'
	[ $dt -lt 2 ] || printf '[%4d s] %s\n' "$dt" "$title"
	step_warnings "$name" "$log"
	printf '%s\n' "$hash" >"$lab_build/stamp/$name.new"
	mv "$lab_build/stamp/$name.new" "$lab_build/stamp/$name"
}

# Compiler warnings must be seen, though the log is hidden.
step_warnings() {
	case $1 in
	modules | tools | topology)
		grep -E -A4 'warning:|WARNING:' "$2" | head -n 60 >&2 || true
		;;
	esac
}
