#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
# What sofvctl says about a real kernel: counters of a guest that plays, the
# doctor, definitions in files.
set -eu
. ./lib.sh

guest=a

# number NAME: of $guest
number() {
	sofvctl guest show $guest --json | sed -n "s/^ *\"$1\": *\([0-9]*\),\{0,1\}$/\1/p"
}

# equal NAME NUMBER
equal() {
	[ "$(number "$1")" = "$2" ] || fail "$1 of $guest is '$(number "$1")', not $2"
}

# every message that came in was forwarded, handled or refused
balanced() {
	sofvctl guest show $guest --json >"/out/$guest.json"
	equal ipc_received $(($(number ipc_forwarded) + $(number ipc_handled) + $(number ipc_refused)))
}

# traced EVENT PATTERN: how often
traced() {
	grep -c " vhost_dsp_$1: .*$2" $trace/trace || true
}

trace=/sys/kernel/tracing/instances/guests
mkdir $trace 2>/dev/null || fail "the kernel does not trace"
booted="$(number ipc_received) $(number ipc_forwarded) $(number ipc_handled)"
echo 1 >$trace/events/vhost_dsp/enable

lab-say "a guest that plays"
lab-barrier start
lab-barrier playing
wait_for 5 sh -c 'sofvctl guest show a | grep -q "^streams *1 of 1$"'
equal max_components 256
[ "$(number components)" -ge 2 ] || fail "the guest has $(number components) components"
[ "$(number buffer_bytes)" -gt 0 ] || fail "the guest has no buffers"
sofvctl status | tee /out/status
grep -q "^1 guests, 1 running, 1 streams; 0 messages refused, 0 events lost, 0 xruns$" /out/status ||
	fail "status: $(head -n 1 /out/status)"
grep -q "^Guest 1  *playback  *$card  *a$" /out/status || fail "status shows no owner of Guest 1"
lab-barrier seen
lab-barrier end
balanced
equal ipc_refused 0
equal ipc_over_quota 0
equal streams 0
equal data_bytes $((96000 * 4))
equal playback_bytes $((96000 * 4))
equal capture_bytes 0
equal ipc_failed 0
lab-figure ipc_received="$(number ipc_received)"
cp $trace/trace /out/trace-a
# shellcheck disable=SC2086
set -- $booted
equal ipc_received $(($1 + $(traced ipc_request "guest=a ")))
equal ipc_forwarded $(($2 + $(traced ipc_served "guest=a .* forwarded error=0$")))
equal ipc_handled $(($3 + $(traced ipc_served "guest=a .* handled error=0$")))
[ "$(number ipc_received)" -gt "$1" ] || fail "the guest sent nothing"
equal playback_bytes "$(sed -n 's/.* vhost_dsp_data: guest=a .* moved=\([0-9]*\) error=0$/\1/p' $trace/trace |
	awk '{ n += $1 } END { print n }')"
[ "$(traced event "guest=a type=position ")" -gt 0 ] || fail "no position was traced"
[ "$(traced event "guest=a type=xrun ")" = 0 ] || fail "an xrun was traced"

lab-say "refused for every reason, a known number of times"
guest=r
sofvctl guest add r --topology sof-virtio/sof-virtio-playback.tplg \
	--playback "Guest 2" --capture "Mic 1" --max-streams 1 --max-components 4 \
	--max-pipelines 2 --max-buffer-bytes 24k
dspprobe refused r >/out/refused || fail "dspprobe: $(tail -n 1 /out/refused)"
[ "$(wc -l </out/refused)" = 10 ] || fail "not every reason was tried"
cp $trace/trace /out/trace-r
while read -r reason times; do
	equal "$reason" "$times"
	equal "$reason" "$(traced ipc_refused "guest=r .*reason=$reason ")"
done </out/refused
balanced
for reason in ledger_full dsp_lost no_dsp other; do
	equal $reason 0
done
equal ipc_refused 75
equal ipc_over_quota $((9 + 10 + 11 + 12))
equal ipc_failed 13
equal playback_bytes 0
sofvctl status | tee /out/status-refused
grep -qx "r  *11  *quota of buffer bytes" /out/status-refused || fail "status gives no reason"
sofvctl guest show r | tee /out/r | grep -qx " *6: there is no such object" || fail "show gives no reason"
dspprobe record r /tmp/r.wav 4800
equal capture_bytes $((4800 * 8))
equal data_bytes $((4800 * 8))
sofvctl guest remove r

lab-say "doctor"
sofvctl doctor >/out/doctor || fail "doctor: $(grep ^fail /out/doctor)"
cat /out/doctor
for check in kernel config modules layout card kvm qemu; do
	grep -q "^ok    $check " /out/doctor || fail "doctor: $(grep " $check " /out/doctor)"
done
grep -q "'$card' (softdsp), IPC3, ABI 3\.[0-9.]*, [1-9][0-9]* connection points" /out/doctor ||
	fail "doctor: $(grep card /out/doctor)"

lab-say "definitions in files"
mkdir -p /etc/sof-virtio/guests.d
cat >/etc/sof-virtio/guests.d/b.conf <<END
[guest]
topology = sof-virtio/sof-virtio-playback.tplg
card = $card
playback = Guest 2
max-components = 8
END
sofvctl guest load | grep -qx "b: defined" || fail "b was not defined"
sofvctl guest load | grep -qx "b: unchanged" || fail "b was not left as it is"
sofvctl guest show b | grep -q "^components *0 of 8$" || fail "b: $(sofvctl guest show b)"
sofvctl doctor | grep -q "^ok    guest *'b' with" || fail "doctor does not know b"
sed -i 's/= 8/= 9/' /etc/sof-virtio/guests.d/b.conf
refused "guest 'b' is defined in another way" sofvctl guest load
sofvctl guest remove b
sofvctl guest load --json >/out/load.json
grep -q '"result": "defined"' /out/load.json || fail "b was not defined again"
sofvctl guest remove b
