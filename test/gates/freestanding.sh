#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# freestanding.sh [TOP [WORKDIR]]: core/ and dsp/ compile with nothing but the
# compiler, for 64 and 32 bits, without floating point, and need nothing at link
# time but memcpy, memset, memmove and memcmp (so: no 64-bit division either).
gate=freestanding
. "$(dirname "$0")/lib.sh"
work=${2:-build/gates/freestanding}
cc=${GATE_CC:-gcc}
need "$cc" gcc
need ld binutils
need nm binutils

flags="-std=gnu11 -O2 -ffreestanding -nostdlib -mgeneral-regs-only -fno-pic
	-fno-stack-protector -fno-strict-aliasing -Wall -Wextra -Werror
	-Iport/bare -Iinclude -Iinclude/uapi"

# component, its include paths
check()
{
	part=$1 bits=$2
	shift 2
	[ -d "$top/$part" ] || return 0
	srcs=$(cd "$top" && find "$part" -name '*.c' | sort)
	[ -n "$srcs" ] || return 0
	objs=
	emul=elf_x86_64
	[ "$bits" = 64 ] || emul=elf_i386
	mkdir -p "$work/$part$bits"
	dir=$(cd "$work/$part$bits" && pwd)
	for src in $srcs; do
		obj=$dir/$(echo "$src" | tr / _).o
		# shellcheck disable=SC2086
		(cd "$top" && $cc -m"$bits" $flags "$@" -c "$src" -o "$obj") || {
			finding "$src does not compile with $cc -m$bits"
			return 0
		}
		objs="$objs $obj"
	done
	# shellcheck disable=SC2086
	ld -r -m $emul -o "$dir/all.o" $objs || {
		finding "$part does not link as -m$bits"
		return 0
	}
	wanted=$(nm -u "$dir/all.o" | awk '{ print $2 }' |
		 grep -vxE 'memcpy|memset|memmove|memcmp' | tr '\n' ' ')
	[ -z "$wanted" ] ||
		finding "$part ($bits bits) needs from outside: $wanted"
}

for bits in 64 32; do
	check core $bits -Icore/include -Icore
	check dsp $bits -Idsp/include -Idsp
done
finish
