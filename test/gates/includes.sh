#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# includes.sh [TOP]: who may include whom.
#   include/   <linux/types.h>, <linux/ioctl.h>, <sofv_port.h>, include/
#   core/      <sofv_port.h>, include/, core/
#   dsp/       <sofv_port.h>, include/, dsp/
#   anybody    nothing from test/, except test/ itself
# core/ and dsp/ also have no conditional on their environment.
gate=includes
. "$(dirname "$0")/lib.sh"
cd "$top" || exit 1

# file:name for each include
includes()
{
	tracked | grep -E "^($1)/.*\.[ch]$" | while read -r file; do
		[ -f "$file" ] || continue
		sed -nE 's/^[[:space:]]*#[[:space:]]*include[[:space:]]*[<"]([^>"]+)[>"].*/\1/p' \
			"$file" | sed "s|^|$file:|"
	done
}

# is the name found under one of these folders, or beside the file?
under()
{
	name=$1 file=$2
	shift 2
	for dir in "$@" "$(dirname "$file")"; do
		[ -f "$dir/$name" ] && return 0
	done
	return 1
}

top=.
list=$(mktemp)
trap 'rm -f "$list"' EXIT

includes 'include|core|dsp' >"$list"
while IFS=: read -r file name; do
	case $file in
	include/uapi/*)
		case $name in
		linux/types.h | linux/ioctl.h) ;;
		*) under "$name" "$file" include/uapi include ||
			finding "$file includes $name" ;;
		esac ;;
	include/*)
		[ "$name" = sofv_port.h ] ||
			under "$name" "$file" include/uapi include ||
			finding "$file includes $name" ;;
	core/* | dsp/*)
		part=${file%%/*}
		[ "$name" = sofv_port.h ] ||
			under "$name" "$file" include include/uapi "$part/include" "$part" ||
			finding "$file includes $name"
		case $name in
		*..*) finding "$file includes by relative path: $name" ;;
		esac ;;
	esac
done <"$list"

includes '[^t].*|t[^e].*|te[^s].*|tes[^t].*' >"$list"
while IFS=: read -r file name; do
	case $name in
	test/* | */test/*) finding "$file includes $name from test/" ;;
	*) if [ -f "test/unit/$name" ] && ! [ -f "$(dirname "$file")/$name" ]; then
		finding "$file includes $name from test/"
	   fi ;;
	esac
done <"$list"

tracked | grep -E '^(core|dsp)/.*\.[ch]$' >"$list"
while read -r file; do
	[ -f "$file" ] || continue
	! grep -nE '^[[:space:]]*#.*(__KERNEL__|LINUX_VERSION_CODE|CONFIG_|__linux__|__STDC_HOSTED__)' \
		"$file" >&2 || finding "$file depends on its environment"
done <"$list"
finish
