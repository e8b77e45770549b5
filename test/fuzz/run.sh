#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# run.sh NAME BINDIR WORKDIR SECONDS: one fuzzer for a time. New finds go to
# WORKDIR/NAME, the seeds stay as they are.
set -eu

name=$1 bindir=$2 work=$3 seconds=$4
seeds=test/fuzz/corpus/$name
log=$work/$name.log

mkdir -p "$work/$name"
if [ ! -d "$seeds" ] || [ -z "$(ls -A "$seeds")" ]; then
	echo "fuzz: $name: no seeds in $seeds" >&2
	exit 1
fi

find "$work" -maxdepth 1 -name "$name.*-*" -delete
if ! "$bindir/$name" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 \
	-print_final_stats=1 -artifact_prefix="$work/$name." \
	"$work/$name" "$seeds" >"$log" 2>&1; then
	tail -n 30 "$log" >&2
	echo "fuzz: $name failed; log: $log; input:" $(find "$work" -maxdepth 1 -name "$name.*-*") >&2
	exit 1
fi
runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
echo "fuzz: $name: $runs runs in $seconds s, no failure"
