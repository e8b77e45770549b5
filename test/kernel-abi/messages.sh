#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# messages.sh HEADER OURS: every class and command of SOF's header.h is in our
# <sof/ipc3.h>, with the same number, and the other way round: a message that a
# new kernel brings must not go unnoticed. The table of doc/protocol.md and the
# firewall follow <sof/ipc3.h> (test_protocol_tables).
set -eu

header=$1 ours=$2
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

# "GLB PM 0x4", "PM_CTX_SAVE 0x001": names without what the two add to them
sed -nE 's/^#define SOF_IPC_(GLB_)?([A-Z_]+)[[:space:]]+SOF_GLB_TYPE\((0x[0-9A-Fa-f]+)U?\).*/GLB \2 \3/p
	s/^#define SOF_IPC_([A-Z_]+)[[:space:]]+SOF_CMD_TYPE\((0x[0-9A-Fa-f]+)\).*/\1 \2/p' "$header" |
	sed -E 's/^(GLB [A-Z_]+)_MSG /\1 /; s/0x.*/\L&/' | sort >"$dir/theirs"
sed -nE 's/^#define SOF3_(GLB_)?([A-Z_]+)[[:space:]]+SOF3_GLB\((0x[0-9A-Fa-f]+)\).*/GLB \2 \3/p
	s/^#define SOF3_([A-Z_]+)[[:space:]]+SOF3_CMD\((0x[0-9A-Fa-f]+)\).*/\1 \2/p' "$ours" |
	sed -E 's/0x.*/\L&/' | sort >"$dir/ours"

[ "$(wc -l <"$dir/theirs")" -gt 50 ] || {
	echo "messages: $header has hardly any messages" >&2
	exit 1
}
diff "$dir/theirs" "$dir/ours" >&2 || {
	echo "messages: $ours (>) has other messages than the kernel (<)" >&2
	exit 1
}
echo "messages: the kernel's $(wc -l <"$dir/theirs") classes and commands are ours"
