# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# What the scenarios share; each folder has a link to it. Runs inside the
# virtual machines, started in the scenario's folder.
# shellcheck shell=sh

codec=softdspcodec	# what the speaker gets
media=hw:softdsp,0	# the host's own PCMs
phone=hw:softdsp,1
guest_pcm=hw:0,0	# in a guest: its only card

fail() {
	echo "FAIL: $*" >&2
	exit 1
}

# play DEVICE FILE [APLAY-OPTION...]: an underrun is a failure
play() {
	play_log=$(mktemp)
	play_dev=$1
	play_file=$2
	shift 2
	aplay -q -D "$play_dev" "$@" "$play_file" 2>"$play_log" ||
		fail "aplay -D $play_dev $* $play_file: $(tail -n 1 "$play_log")"
	[ ! -s "$play_log" ] || fail "aplay -D $play_dev $play_file: $(head -n 1 "$play_log")"
	rm -f "$play_log"
}

# record_start FILE: record the codec until record_stop
record_start() {
	arecord -q -D "hw:$codec" -t wav -f S32_LE -r 48000 -c 2 "$1" 2>/out/arecord.log &
	record_pid=$!
	sleep 0.5
	kill -0 $record_pid 2>/dev/null || fail "arecord: $(tail -n 1 /out/arecord.log)"
}

record_stop() {
	sleep 0.5
	kill -TERM $record_pid
	wait $record_pid || true
	[ ! -s /out/arecord.log ] || fail "arecord: $(head -n 1 /out/arecord.log)"
}

# turn NAME WHO CMD...: all wait for one another, then WHO runs CMD
turn() {
	lab-barrier "$1"
	turn_who=$2
	shift 2
	[ "$LAB_NAME" != "$turn_who" ] || "$@"
}

# control_id CARD NAME: numid of a control, whatever the core puts before NAME
control_id() {
	amixer -c "$1" controls | sed -n "s/^numid=\([0-9]*\),.*name='\(.* \)\{0,1\}$2'\$/\1/p"
}

# control_set CARD NAME VALUE
control_set() {
	set -- "$1" "$2" "$3" "$(control_id "$1" "$2")"
	[ -n "$4" ] || fail "card $1 has no control '$2'"
	amixer -q -c "$1" cset "numid=$4" "$3"
}

# control_db CARD NAME: what the control says it is set to now
control_db() {
	amixer -c "$1" cget "numid=$(control_id "$1" "$2")" | sed -n '
		s/^  : values=\([0-9]*\).*/value \1/p
		s/.*dBscale-min=\(-\{0,1\}[0-9.]*\)dB,step=\([0-9.]*\)dB.*/scale \1 \2/p' |
		awk '$1 == "value" { v = $2 } $1 == "scale" { printf "%.2f\n", $2 + v * $3 }'
}

# expect_line FILE TEXT: FILE is one line that holds TEXT
expect_line() {
	[ "$(grep -c . "$1")" = 1 ] || fail "one line expected, got: $(cat "$1")"
	grep -qF -e "$2" "$1" || fail "'$2' expected, got: $(cat "$1")"
}

# refused TEXT CMD...: CMD fails and says so in one line that holds TEXT
refused() {
	refused_text=$1
	shift
	if timeout 60 "$@" >/tmp/refused.out 2>&1 </dev/null; then
		fail "$*: succeeded, though it should say: $refused_text"
	fi
	expect_line /tmp/refused.out "$refused_text"
	sed "s|^|    |" /tmp/refused.out
}

# wait_for SECONDS CMD...: until CMD succeeds
wait_for() {
	wait_left=$(($1 * 10))
	shift
	until "$@" >/dev/null 2>&1; do
		[ $wait_left -gt 0 ] || fail "waited in vain for: $*"
		wait_left=$((wait_left - 1))
		sleep 0.1
	done
}

no_guest_runs() {
	! pidof qemu-system-x86_64
}
