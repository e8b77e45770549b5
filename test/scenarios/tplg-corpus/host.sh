#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# Damaged topologies through the real loader of the kernel: the fuzzer's seeds, the
# host's own topology cut off at many places, and with words overwritten. Each is
# refused with one clear line before SOF core sees it, or SOF core makes a card of it
# or refuses it; nothing is left behind, and the good one still loads and plays.
set -eu
. ./lib.sh

cuts=24
words=100
dir=/lib/firmware/damaged
good=/lib/firmware/sof-softdsp/sof-softdsp.tplg
size=$(stat -c %s "$good")
max_growth_kb=1024

unload() {
	rmmod snd_sof_softdsp || fail "$name: can't unload"
	! grep -q softdsp /proc/asound/cards || fail "$name: cards stay"
	[ ! -e /sys/kernel/debug/softdsp ] || fail "$name: debugfs entries stay"
	! grep softdsp /proc/vmallocinfo || fail "$name: memory stays"
}

log_mark() {
	dmesg >/tmp/log.before
	marked=$(wc -l </tmp/log.before)
}

# lines of the kernel's log since log_mark
log_since() {
	dmesg | tail -n +$((marked + 1))
}

settled() {
	grep -q softdspcodec /proc/asound/cards || log_since | grep -q 'no sound card'
}

# try NAME: load it. What our own check refuses is one line; the rest is SOF core's.
try() {
	name=$1
	log_mark
	if modprobe snd-sof-softdsp tplg_path=damaged tplg_name="$name" 2>/tmp/modprobe; then
		wait_for 10 settled
		if grep -q softdspcodec /proc/asound/cards; then
			loaded=$((loaded + 1))
		else
			core=$((core + 1))
		fi
		unload
	else
		log_since | grep -E 'softdsp softdsp: ' >/tmp/lines || true
		[ "$(grep -c 'is no good at byte' /tmp/lines)" = 1 ] ||
			fail "$name: no clear line: $(cat /tmp/lines)"
		[ "$(wc -l </tmp/lines)" = 1 ] || fail "$name: more than one line: $(cat /tmp/lines)"
		[ ! -e /sys/kernel/debug/softdsp ] || fail "$name: debugfs entries stay"
		refused=$((refused + 1))
	fi
	rm "$dir/$name"
}

# the good one, and sound from it
good_one() {
	name=good
	modprobe snd-sof-softdsp || fail "the good topology does not load any more"
	wait_for 10 grep -q softdspcodec /proc/asound/cards
	record_start /out/good.wav
	play "$media" /tmp/short.wav
	record_stop
	pcmcheck sum /out/good.wav /tmp/short.wav >/tmp/check || fail "good: $(cat /tmp/check)"
	dsp_objects >/tmp/objects
	[ -e /tmp/objects.first ] || cp /tmp/objects /tmp/objects.first
	diff /tmp/objects.first /tmp/objects || fail "the DSP has other objects"
	unload
}

used_kb() {
	sync
	echo 3 >/proc/sys/vm/drop_caches
	awk '$1 == "SUnreclaim:" || $1 == "VmallocUsed:" { n += $2 } END { print n }' /proc/meminfo
}

# overwrite FILE OFFSET OCTAL-BYTES
overwrite() {
	# shellcheck disable=SC2059
	printf "$3" | dd of="$1" bs=1 seek="$2" conv=notrunc status=none
}

loaded=0
core=0
refused=0
mkdir -p "$dir"
pcmgen --frames 9600 --peak-db 0 /tmp/short.wav
name=first
rmmod snd_sof_softdsp
good_one

# its first two bytes are for the fuzzer
for seed in corpus/*; do
	tail -c +3 "$seed" >"$dir/seed"
	try seed
done
lab-say "seeds: $loaded loaded, $core refused by SOF core, $refused by us"
[ $loaded = 0 ] && [ $core = 0 ] || fail "a seed got as far as SOF core"
good_one
before=$(used_kb)

n=0
while [ $n -lt $cuts ]; do
	# no multiple of a block, and more of them near the end
	head -c $((size - 1 - size * n * n / cuts / cuts)) "$good" >"$dir/cut-$n"
	try cut-$n
	n=$((n + 1))
done
[ "$refused" -ge $cuts ] || fail "only $refused of $cuts cut files refused"
lab-say "cut: $loaded loaded, $core refused by SOF core, $refused by us"
good_one

n=0
seed=12345
while [ $n -lt $words ]; do
	seed=$(((seed * 1103515245 + 12345) % 2147483648))
	offset=$((seed / 8 % (size / 4) * 4))
	cp "$good" "$dir/word-$n"
	case $((n % 4)) in
	0) overwrite "$dir/word-$n" $offset '\377\377\377\377' ;;
	1) overwrite "$dir/word-$n" $offset '\000\000\000\000' ;;
	2) overwrite "$dir/word-$n" $offset '\377\377\377\177' ;;
	3) overwrite "$dir/word-$n" $offset '\101\001\002\003' ;;
	esac
	try word-$n
	n=$((n + 1))
	[ $((n % 25)) != 0 ] || lab-say "$n words: $loaded loaded, $core refused by SOF core, $refused by us"
done
good_one
after=$(used_kb)

lab-figure "loaded=$loaded"
lab-figure "refused_by_sof_core=$core"
lab-figure "refused_with_one_line=$refused"
lab-figure "growth_kb=$((after - before))"
[ $((after - before)) -le $max_growth_kb ] || fail "$((after - before)) KiB more in use"
modprobe snd-sof-softdsp
