# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# Judges a run by what it left, and writes report.json.
# shellcheck shell=bash

log_patterns='BUG:|WARNING:|Oops|Kernel panic|general protection|Call Trace|refcount_t|UBSAN|KASAN|possible recursive locking|circular locking|blocked for more than|soft lockup|memory leak|Unable to handle'

# console_log FILE: kernel messages in a guest's console, which shows those of
# warning level and above, in the form of dmesg -r
console_log() {
	tr -d '\r' <"$1" | sed -n 's/^.*\(\[ *[0-9]*\.[0-9]*\] \)/<4>\1/p'
}

# log_scan DMESG: its lines of warning level and above, or that look like a
# bug at any level, except those of the allow-list, of EXPECT_LOG and of ALLOW_LOG
log_scan() {
	local allow
	allow=$(sed '/^#/d;/^$/d;s/^/^(/;s/$/)$/' "$lab_src/lab/kernel-log.allow" | paste -sd'|')
	[ -z "$EXPECT_LOG" ] || allow="$allow|$EXPECT_LOG"
	[ -z "$ALLOW_LOG" ] || allow="$allow|$ALLOW_LOG"
	allow=$allow patterns=$log_patterns awk '
		BEGIN {
			allow = ENVIRON["allow"]
			patterns = ENVIRON["patterns"]
		}
		match($0, /^<[0-9]+>/) {
			level = substr($0, 2, RLENGTH - 2) % 8
			text = substr($0, RLENGTH + 1)
			sub(/^\[[ 0-9.]+\] /, "", text)
			if ((level <= 4 || text ~ patterns) && text !~ allow)
				print text
		}' "$1"
}

json_string() {
	local s=$1
	s=${s//\\/\\\\}
	s=${s//\"/\\\"}
	s=${s//$'\t'/ }
	printf '"%s"' "$(printf '%s' "$s" | tr -d '\000-\037')"
}

json_array() {
	local s sep=
	printf '['
	for s in "$@"; do
		printf '%s' "$sep"
		json_string "$s"
		sep=', '
	done
	printf ']'
}

# Figures that scripts reported: "party figure key=value" lines
json_figures() { # EVENTS
	local party key value sep=
	printf '{'
	while IFS=$'\t' read -r party key value; do
		[ "$party" = host ] || key=$party.$key
		printf '%s\n    ' "$sep"
		json_string "$key"
		printf ': '
		if [[ $value =~ ^-?(0|[1-9][0-9]*)(\.[0-9]+)?$ ]]; then
			printf '%s' "$value"
		else
			json_string "$value"
		fi
		sep=,
	done < <(sed -n 's/^\([a-z0-9]*\) figure \([^=]*\)=\(.*\)$/\1\t\2\t\3/p' "$1")
	printf '}'
}

# run_problems NAME TMP RC: every reason why the run is not good, one per line
run_problems() {
	local out=$lab_out/$1 party verdict word f
	case $3 in
	1) printf '%s at: %s\n' "$vm_why" "$(vm_place "$2")" ;;
	2) printf 'not ended after %s s\n' "$WALL_S" ;;
	esac
	verdict=$(sed -n 's/^host verdict //p' "$2/events" | tail -n 1)
	if [ -z "$verdict" ]; then
		printf 'no verdict arrived\n'
		[ ! -s "$2/qemu.log" ] || tail -n 1 "$2/qemu.log"
	fi
	for word in $verdict; do
		case $word in
		*=0) ;;
		timeout=1) printf 'scripts not ended after %s s of their time\n' "$TIMEOUT_S" ;;
		setup=1) printf 'the host could not be set up\n' ;;
		*) printf '%s: script ended with status %s\n' "${word%=*}" "${word#*=}" ;;
		esac
	done
	if [ -n "$EXPECT_LOG" ] && [ -n "$verdict" ] &&
		! grep -qE -e "$EXPECT_LOG" "$out"/*/dmesg 2>/dev/null; then
		printf 'no kernel log holds what EXPECT_LOG expects: %s\n' "$EXPECT_LOG"
	fi
	sed -n 's/^\([a-z0-9]*\) lost \(.*\)$/\1: \2/p' "$2/events"
	for party in host $GUESTS; do
		f=$out/$party/dmesg
		if [ -s "$f" ]; then
			log_scan "$f" | head -n 5 | sed "s/^/$party: kernel: /"
		elif [ -n "$verdict" ] && [ "$verdict" != setup=1 ]; then
			printf '%s: its kernel log did not arrive\n' "$party"
		fi
		# what a life said that did not live to hand in its log
		if [ "$party" != host ] && [ "$(conf_of_guest GUEST_MORTAL "$party")" = yes ]; then
			console_log "$out/$party.log" >"$out/$party/console-dmesg"
			log_scan "$out/$party/console-dmesg" | sort | uniq -c | head -n 5 |
				sed "s/^ */$party: console: /"
		fi
		[ ! -f "$out/$party.log" ] || [ -s "$f" ] ||
			grep -aE "$log_patterns" "$out/$party.log" | head -n 5 |
			tr -d '\r' | sed "s/^/$party: console: /"
	done
}

# run_judge NAME TMP RC WALL: report.json; status 0 if all is well
run_judge() {
	local out=$lab_out/$1 verdict=ok virtual
	local -a problems
	mapfile -t problems < <(run_problems "$1" "$2" "$3")
	[ ${#problems[@]} = 0 ] || verdict=failed
	virtual=$(sed -n 's/^host virtual //p' "$2/events" | tail -n 1)
	{
		printf '{\n  "name": %s,\n' "$(json_string "$1")"
		printf '  "verdict": "%s",\n  "lane": "%s",\n' "$verdict" "$lane"
		printf '  "virtual_s": %s,\n  "wall_s": %s,\n' "${virtual:-null}" "$4"
		printf '  "retries": %s,\n' "$(json_array "${retried[@]}")"
		printf '  "problems": %s,\n' "$(json_array "${problems[@]}")"
		printf '  "figures": %s\n}\n' "$(json_figures "$2/events")"
	} >"$out/report.json.new"
	mv "$out/report.json.new" "$out/report.json"
	[ $verdict = ok ]
}

report_field() { # NAME FIELD
	sed -n "s/^  \"$2\": \"\?\([^\",]*\)\"\?,\?$/\1/p" "$lab_out/$1/report.json"
}

report_list() { # NAME FIELD: elements of an array of strings, one per line
	sed -n "s/^  \"$2\": \[\(.*\)\],\?$/\1/p" "$lab_out/$1/report.json" |
		sed 's/", "/\n/g;s/^"//;s/"$//;s/\n"/\n/g;s/\\"/"/g;/^$/d'
}

report_all_ok() { # NAME...
	local n
	for n in "$@"; do
		[ "$(report_field "$n" verdict 2>/dev/null)" = ok ] || return 1
	done
}

report_json() { # NAME...
	local n sep=
	printf '[\n'
	for n in "$@"; do
		printf '%s' "$sep"
		cat "$lab_out/$n/report.json"
		sep=,
	done
	printf ']\n'
}

report_table() { # NAME...
	local n r
	printf '\n%-24s %-8s %10s %8s\n' scenario verdict 'virtual s' 'wall s'
	for n in "$@"; do
		if [ ! -f "$lab_out/$n/report.json" ]; then
			printf '%-24s %-8s\n' "$n" failed
			continue
		fi
		printf '%-24s %-8s %10s %8s\n' "$n" "$(report_field "$n" verdict)" \
			"$(report_field "$n" virtual_s)" "$(report_field "$n" wall_s)"
		report_list "$n" problems | sed 's/^/    /'
		r=$(report_list "$n" retries | grep -c . || true)
		[ "$r" = 0 ] || printf '    retried: %s (%s)\n' "$r" "$(report_list "$n" retries | paste -sd';')"
	done
}
