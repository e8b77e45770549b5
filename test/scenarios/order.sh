# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# Streams that start and stop in any order. Each stream and direction has a plan, which
# a seed decides, and follows it beside all others: lines
#
#	N KIND WAIT-S LENGTH-S FRAMES
#
# KIND says how it stops:
#
#	end	by itself, after FRAMES frames
#	kill	by SIGKILL, LENGTH-S after it runs
#	wild	by SIGTERM, LENGTH-S after it was begun: perhaps before it runs
#
# Who plays, plays noise, but silence if wild. Who records, records a long noise.
#
# A scenario that uses this says in its streams.sh:
#
#	seed, batches, per_batch	plans: batches of so many starts each
#	guests				all of them
#	long_running			front ends that run all the while (dpcm_running)
#	changing WHO p|c		streams that start and stop
#	number_of STREAM		one for each
#	pcm_of STREAM, channels_of STREAM
#	noise STREAM N FRAMES FILE	what it plays the N-th time
#	heard_by STREAM FILE		what it hears of FILE, into /tmp/heard.wav
#
# shellcheck shell=sh disable=SC2154

# plan STREAM p|c
plan() {
	plan_seed=$((1000 * seed + 10 * $(number_of "$1")))
	[ "$2" = p ] || plan_seed=$((plan_seed + 1))
	awk -v seed=$plan_seed -v n=$((batches * per_batch)) 'BEGIN {
		srand(seed)
		for (i = 1; i <= n; i++) {
			r = rand()
			kind = r < 0.4 ? "end" : r < 0.75 ? "kill" : "wild"
			printf "%d %s %.3f %.3f %d\n", i, kind, rand() * 0.15,
				0.02 + rand() * 0.2, 2400 + rand() * 7200
		}
	}'
}

# --- those that start and stop

# stream_cmd STREAM p|c ARG...
stream_cmd() {
	cmd_stream=$1
	cmd_dir=$2
	shift 2
	# shellcheck disable=SC2086
	case $cmd_dir in
	p) exec aplay -q -D "$(pcm_of "$cmd_stream")" $pcm_options "$@" ;;
	c) exec arecord -q -D "$(pcm_of "$cmd_stream")" -t raw -f S16_LE -r 48000 \
		-c "$(channels_of "$cmd_stream")" \
		${pcm_options:---period-size 960 --buffer-size 9600} "$@" ;;
	esac
}

# stream_runs STREAM p|c
stream_runs() {
	pcm_runs "$(pcm_of "$1")" "$2"
}

# one_wild STREAM p|c LENGTH-S
one_wild() {
	case $2 in
	p) stream_cmd "$1" p -t raw -f S16_LE -r 48000 -c "$(channels_of "$1")" /dev/zero & ;;
	c) stream_cmd "$1" c /dev/null & ;;
	esac
	wild_pid=$!
	sleep "$3"
	kill -TERM $wild_pid
	wait $wild_pid 2>/dev/null || true
}

# one_kill STREAM p|c LENGTH-S FILE
one_kill() {
	stream_cmd "$1" "$2" "$4" &
	kill_pid=$!
	kill_left=500
	until stream_runs "$1" "$2"; do
		[ $kill_left -gt 0 ] || fail "it did not run"
		kill_left=$((kill_left - 1))
		sleep 0.01
	done
	sleep "$3"
	# a slow clock may not have come to the end of a period yet
	[ "$LAB_LANE" = virtual ] || [ "$2" = p ] || wait_for 10 test -s "$4"
	kill -KILL $kill_pid
	wait $kill_pid 2>/dev/null || true
}

# one_end STREAM p|c FRAMES FILE
one_end() {
	case $2 in
	p) (stream_cmd "$1" p "$4") ;;
	c) (stream_cmd "$1" c -s "$3" "$4") ;;
	esac
}

# order_file STREAM p|c N
order_file() {
	case $2 in
	p) echo "/tmp/$1-$3.wav" ;;
	c) echo "/tmp/$1-$3.raw" ;;
	esac
}

# order_follow STREAM p|c BATCH: this part of its plan
order_follow() {
	follow_log=/tmp/$1-$2.log
	plan "$1" "$2" | sed -n "$((($3 - 1) * per_batch + 1)),$(($3 * per_batch))p" |
	while read -r n kind wait_s length_s frames; do
		sleep "$wait_s"
		(case $kind in
		end) one_end "$1" "$2" "$frames" "$(order_file "$1" "$2" "$n")" ;;
		kill) one_kill "$1" "$2" "$length_s" "$(order_file "$1" "$2" "$n")" ;;
		wild) one_wild "$1" "$2" "$length_s" ;;
		esac) 2>"$follow_log" || fail "$1 $2 $n $kind: $(tail -n 1 "$follow_log")"
		[ ! -s "$follow_log" ] || fail "$1 $2 $n $kind: $(head -n 1 "$follow_log")"
	done
}

# ended WHAT PID...: all of them, and well
ended() {
	ended_what=$1
	shift
	for pid; do
		wait "$pid" || fail "$ended_what"
	done
}

# order_run CMD...: all batches; after each, CMD with its number
order_run() {
	for batch in $(seq "$batches"); do
		lab-barrier "batch-$batch"
		order_pids=
		for dir in p c; do
			for stream in $(changing "$LAB_NAME" $dir); do
				order_follow "$stream" $dir "$batch" &
				order_pids="$order_pids $!"
			done
		done
		# shellcheck disable=SC2086
		ended "batch $batch" $order_pids
		lab-barrier "batch-$batch-over"
		"$@" "$batch"
		lab-barrier "batch-$batch-checked"
	done
}

# --- what they play and record

# order_files WHO: what it will play
order_files() {
	for stream in $(changing "$1" p); do
		plan "$stream" p | while read -r n kind _ _ frames; do
			[ "$kind" != kill ] || frames=48000
			[ "$kind" = wild ] || noise "$stream" "$n" "$frames" "/tmp/$stream-$n.wav"
		done
	done
}

# order_sources WHO: the same as pcmcheck takes it
order_sources() {
	for stream in $(changing "$1" p); do
		plan "$stream" p | while read -r n kind _; do
			case $kind in
			end) echo "$stream-$n=/tmp/$stream-$n.wav" ;;
			kill) echo "$stream-$n=/tmp/$stream-$n.wav~" ;;
			esac
		done
	done
}

# order_heard WHO FILE: each of its recordings is a piece of FILE
order_heard() {
	for stream in $(changing "$1" c); do
		heard_by "$stream" "$2"
		plan "$stream" c | while read -r n kind _ _ frames; do
			[ "$kind" != wild ] || continue
			[ "$kind" != kill ] || frames=1
			sox -t raw -r 48000 -e signed -b 16 -c "$(channels_of "$stream")" \
				"/tmp/$stream-$n.raw" /tmp/piece.wav
			pcmcheck part --min-frames "$frames" /tmp/piece.wav /tmp/heard.wav ||
				fail "$stream: recording $n ($kind)"
		done
	done
}

# --- on the host: is everything where it was?

# order_objects PREFIX: what is on the DSP, and what the guests have of it
order_objects() {
	dsp_objects >"$1-dsp"
	for guest in $guests; do
		guest_objects "$guest" >"$1-$guest"
	done
}

# order_begin: what runs all the while does
order_begin() {
	order_objects /out/before
	[ "$(dpcm_running)" = "$long_running" ] || fail "not '$long_running' runs, but $(dpcm_running)"
}

# order_nothing_left BATCH
order_nothing_left() {
	[ "$(dpcm_running)" = "$long_running" ] ||
		fail "batch $1: not '$long_running' runs, but $(dpcm_running)"
	order_objects /out/after
	for what in dsp $guests; do
		diff "/out/before-$what" "/out/after-$what" >&2 ||
			fail "batch $1: $what has other objects than before"
	done
	dsp_healthy
	lab-say "batch $1 of $batches at $(cut -d' ' -f1 /proc/uptime) s"
}

# sum_of WHAT FILE...
sum_of() {
	sum_what=$1
	shift
	cat "$@" | awk -v what="$sum_what" '$1 == what { n += $2 } END { print n + 0 }'
}

# order_all_gone: when the guests have ended, nothing is left of them
order_all_gone() {
	wait_for 60 no_guest_runs
	# If the DSP has slept meanwhile, this wakes it.
	play "$media" /dev/zero -t raw -f S16_LE -r 48000 -c 2 -s 4800
	order_objects /out/gone
	for guest in $guests; do
		[ "$(tr -d '\n' <"/out/gone-$guest")" = "components 0pipelines 0streams 0" ] ||
			fail "guest $guest is gone, but has: $(cat "/out/gone-$guest")"
		set -- "$@" "/out/before-$guest"
	done
	for what in components pipelines; do
		of_guests=$(sum_of $what "$@")
		[ "$of_guests" -gt 0 ] || fail "the guests had no $what"
		[ "$(sum_of $what /out/gone-dsp)" = $(($(sum_of $what /out/before-dsp) - of_guests)) ] ||
			fail "$what: $(sum_of $what /out/before-dsp) with the $of_guests of the guests, $(sum_of $what /out/gone-dsp) without"
	done
	[ -z "$(dpcm_running)" ] || fail "$(dpcm_running) still runs"
	dsp_healthy
	wait_for 10 dsp_suspended
}
