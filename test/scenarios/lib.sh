# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# What the scenarios share; each folder has a link to it. Runs inside the
# virtual machines, started in the scenario's folder.
# shellcheck shell=sh disable=SC2034

card=sofsoftdsp		# the host's own, on the software DSP
media=hw:$card,0
phone=hw:$card,1
codec=softdspcodec	# what the speaker gets
softdsp=/sys/kernel/debug/softdsp
guest_pcm=hw:0,0	# in a guest: its only card
pcm_options=		# of aplay and arecord, for all that these functions start
slow=1			# so many times as slow as real is the DSP's clock
# then: reads and writes that wait give up after half a second without a period
slow_options="-N --period-size 960 --buffer-size 24000"

fail() {
	echo "FAIL: $*" >&2
	exit 1
}

# go_slowly N: with threads and in real time the machine is too slow for all that the
# scenario does, so the DSP's clock is slowed down to one N-th there. All scripts say
# this first.
go_slowly() {
	[ "$LAB_LANE" != virtual ] || return 0
	slow=$1
	pcm_options=$slow_options
	[ "$LAB_NAME" != host ] ||
		echo $((slow * 1000)) >/sys/module/snd_sof_softdsp/parameters/clock_scale
}

# play DEVICE FILE [APLAY-OPTION...]: an underrun is a failure
play() {
	play_log=$(mktemp)
	play_dev=$1
	play_file=$2
	shift 2
	# shellcheck disable=SC2086
	aplay -q -D "$play_dev" $pcm_options "$@" "$play_file" 2>"$play_log" ||
		fail "aplay -D $play_dev $* $play_file: $(tail -n 1 "$play_log")"
	[ ! -s "$play_log" ] || fail "aplay -D $play_dev $play_file: $(head -n 1 "$play_log")"
	rm -f "$play_log"
}

# pcm_runs hw:CARD,DEVICE p|c: a stream of it runs
pcm_runs() {
	runs_card=${1#hw:}
	runs_card=${runs_card%,*}
	[ "$runs_card" != 0 ] || runs_card=card0
	grep -q RUNNING "/proc/asound/$runs_card/pcm${1#*,}$2/sub0/status"
}

# recording PID hw:CARD,DEVICE: arecord has begun, or given up
recording() {
	! kill -0 "$1" || pcm_runs "$2" c
}

# record_start FILE: record the codec until record_stop
record_start() {
	# shellcheck disable=SC2086
	arecord -q -D "hw:$codec" $pcm_options -t wav -f S32_LE -r 48000 -c 2 "$1" 2>/out/arecord.log &
	record_pid=$!
	sleep 0.5
	wait_for 10 recording $record_pid "hw:$codec,0"
	kill -0 "$record_pid" 2>/dev/null || fail "arecord: $(tail -n 1 /out/arecord.log)"
}

record_stop() {
	sleep 0.5
	kill -TERM "$record_pid"
	wait "$record_pid" || true
	[ ! -s /out/arecord.log ] || fail "arecord: $(head -n 1 /out/arecord.log)"
}

# capture_start DEVICE FORMAT CHANNELS RATE FILE: record until capture_stop
capture_start() {
	# shellcheck disable=SC2086
	arecord -q -D "$1" $pcm_options -t wav -f "$2" -c "$3" -r "$4" "$5" 2>/out/capture.log &
	capture_pid=$!
	sleep 0.2
	wait_for 10 recording $capture_pid "$1"
	kill -0 "$capture_pid" 2>/dev/null || fail "arecord -D $1: $(tail -n 1 /out/capture.log)"
}

capture_stop() {
	sleep 0.2
	kill -TERM "$capture_pid"
	wait "$capture_pid" || true
	[ ! -s /out/capture.log ] || fail "arecord: $(head -n 1 /out/capture.log)"
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

# refused TEXT CMD...: CMD fails and says TEXT in one line, after which there may
# be one more that says what to do
refused() {
	refused_text=$1
	shift
	if "$@" >/tmp/refused 2>&1 </dev/null; then
		fail "'$*' succeeded; expected was: $refused_text"
	fi
	{ [ "$(grep -c . /tmp/refused)" -le 2 ] &&
		head -n 1 /tmp/refused | grep -qF -e "$refused_text"; } ||
		fail "'$*' should say '$refused_text', but says: $(head -n 5 /tmp/refused)"
	sed 's/^/    /' /tmp/refused
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

# dsp_stat NAME: a figure of the software DSP
dsp_stat() {
	sed -n "s/^$1 //p" $softdsp/stats
}

# What must be back where it was when all that was set up has been taken down
dsp_objects() {
	grep -E '^(pipelines|components|buffers|rings|streams|running|arena_bytes) ' \
		$softdsp/stats
}

# dsp_healthy: no stream ran dry, and the DSP kept its time
dsp_healthy() {
	for stat in xruns skipped_ticks message_errors lost_notifications; do
		[ "$(dsp_stat $stat)" = 0 ] || fail "DSP: $stat $(dsp_stat $stat)"
	done
}

# Memory in use that a module could have lost
used_kb() {
	sync
	echo 3 >/proc/sys/vm/drop_caches
	awk '/^(SUnreclaim|VmallocUsed|Percpu):/ { n += $2 } END { print n }' /proc/meminfo
}

# The DSP sleeps when nobody needs it
dsp_suspended() {
	[ "$(cat /sys/devices/platform/softdsp/power/runtime_status)" = suspended ]
}

# In a guest: its card, on the device that SOF core works on
guest_power=/sys/bus/platform/devices/sof-virtio.*/power

guest_asleep() {
	[ "$(cat $guest_power/runtime_status)" = suspended ]
}

# guest_stays_awake: its graph stays on the DSP, so that it can be counted
guest_stays_awake() {
	for power in $guest_power; do
		echo on >"$power/control"
	done
}

# dpcm_closed PCM: no stream of this front end is left, on any card
dpcm_closed() {
	dpcm_file=$(find /sys/kernel/debug/asoc -path "*/$1/state" | head -n 1)
	[ -n "$dpcm_file" ] || fail "no DPCM state of $1"
	dpcm_state=$(sed -n 's/^State: //p' "$dpcm_file" | sort -u)
	case $dpcm_state in
	new | close | "new
close" | "close
new") ;;
	*) fail "$1: DPCM state is '$dpcm_state', not closed" ;;
	esac
}

# dpcm_running: front ends with a stream that is not closed, "A,B"
dpcm_running() {
	find /sys/kernel/debug/asoc -name state | while read -r dpcm_file; do
		! grep '^State: ' "$dpcm_file" | grep -qvE ': (new|close)$' ||
			basename "$(dirname "$dpcm_file")"
	done | sort | tr '\n' ',' | sed 's/,$//'
}

# guest_names: those defined on the host
guest_names() {
	sofvctl guest list --json >/tmp/guests.json || fail "sofvctl guest list failed"
	sed -n 's/^ *"name" *: *"\(.*\)",$/\1/p' /tmp/guests.json | tr '\n' ' ' | sed 's/ $//'
}

# guest_objects NAME: what it has on the DSP, as the backend counts it
guest_objects() {
	sofvctl guest show "$1" --json |
		sed -n 's/^ *"\(components\|pipelines\|streams\)" *: *\([0-9]*\),$/\1 \2/p' | sort
}
