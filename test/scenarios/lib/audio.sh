# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# For scenarios' scripts (a link to it lies in their folder): recordings of what
# the speaker gets, test signals, counts of the software DSP.
# shellcheck shell=sh disable=SC2034

dsp_card=sofsoftdsp
codec_card=softdspcodec
dsp_stats=/sys/kernel/debug/softdsp/stats
dsp_power=/sys/devices/platform/softdsp/power

[ -d /sys/kernel/debug/softdsp ] || mount -t debugfs none /sys/kernel/debug

die() {
	lab-say "$*"
	exit 1
}

# dsp_stat NAME
dsp_stat() {
	sed -n "s/^$1 //p" $dsp_stats
}

# What the DSP holds: must be the same again when all is over.
dsp_holds() {
	sed '/^arena_bytes/q' $dsp_stats
}

# wait_for SECONDS COMMAND...: until it succeeds
wait_for() {
	_tries=$(($1 * 20))
	shift
	while ! "$@"; do
		_tries=$((_tries - 1))
		[ $_tries -gt 0 ] || return 1
		sleep 0.05
	done
}

le() { # VALUE BYTES
	_value=$1
	_bytes=$2
	while [ "$_bytes" -gt 0 ]; do
		printf '%b' "\\0$(printf '%03o' $((_value & 255)))"
		_value=$((_value >> 8))
		_bytes=$((_bytes - 1))
	done
}

# wav_noise FILE BITS MILLISECONDS: stereo at 48 kHz, full scale white noise
wav_noise() {
	_frame=$((2 * $2 / 8))
	_size=$((48 * $3 * _frame))
	{
		printf RIFF
		le $((_size + 36)) 4
		printf 'WAVEfmt '
		le 16 4
		le 1 2
		le 2 2
		le 48000 4
		le $((48000 * _frame)) 4
		le $_frame 2
		le "$2" 2
		printf data
		le $_size 4
		head -c $_size /dev/urandom
	} >"$1"
}

codec_records() {
	grep -q RUNNING /proc/asound/$codec_card/pcm0c/sub0/status
}

# record_start FILE: what SSP0's speaker gets, from now on
record_start() {
	arecord -q -D hw:$codec_card,0 -t wav -f S32_LE -c 2 -r 48000 \
		--buffer-size=96000 --period-size=4800 "$1" &
	record_pid=$!
	wait_for 5 codec_records || die "the codec does not record"
}

record_stop() {
	sleep 0.3
	kill -INT "$record_pid"
	# arecord ends with status 1 when it is interrupted
	wait "$record_pid" || true
}
