#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
set -eu
. ./lib.sh

go_slowly 4
pause=9600
buffer=
if [ "$slow" != 1 ]; then
	# a drain waits for each period as long as the buffer would last in real time
	buffer="--buffer 14400"
	pause=15000
fi

# keyed FIFO COMMAND: run it at a terminal, where aplay and arecord listen to keys
keyed() {
	script -qec "$2" /dev/null <"$1" >/dev/null &
}

# key FD: what pauses aplay or arecord -i, and lets it go on
key() {
	printf ' ' >&"$1"
}

pcmgen --seed 1 --bits 32 --frames 47000 --peak-db 0 /tmp/main.wav
pcmgen --seed 2 --bits 16 --frames 72000 --peak-db 0 /tmp/music.wav
for access in "" mmap; do
	lab-barrier "main-$access"
	# shellcheck disable=SC2086
	pcmplay -D hw:0,1 $buffer /tmp/music.wav &
	music_pid=$!
	# shellcheck disable=SC2086
	pcmplay -D hw:0,0 --pause $pause $buffer ${access:+--$access} /tmp/main.wav || fail "Main"
	wait $music_pid || fail "Music"
	lab-barrier "over-$access"
done

sox -D /tmp/music.wav /tmp/zero.wav vol 0
lab-barrier beside
sleep 0.3
# shellcheck disable=SC2086
pcmplay -D hw:0,0 --pause $pause $buffer /tmp/zero.wav || fail "silence on Main"
lab-barrier beside-over

pcmgen --seed 4 --bits 32 --frames 24000 --peak-db 0 /tmp/one.wav
pcmgen --seed 5 --bits 32 --frames 24000 --peak-db 0 /tmp/two.wav
mkfifo /tmp/rec-keys /tmp/play-keys
uptime_cs() {
	sed 's/ .*//; s/\.//' /proc/uptime
}
start_cs=$(uptime_cs)
keyed /tmp/rec-keys \
	"arecord -q -i -D hw:0,0 $pcm_options -t wav -f S32_LE -r 48000 -c 2 -d 4 /tmp/rec.wav 2>/tmp/rec.log"
rec_pid=$!
exec 3>/tmp/rec-keys
sleep 0.3
wait_for 10 pcm_runs hw:0,0 c
lab-barrier record
lab-barrier pause
sleep 0.2	# what is on its way
key 3
sleep 0.6
key 3
sleep 0.2
lab-barrier release
wait $rec_pid || fail "arecord: $(tail -n 1 /tmp/rec.log)"
! grep -v '^=* *PAUSE' /tmp/rec.log | grep -q '[a-z]' || fail "arecord: $(cat /tmp/rec.log)"
took_cs=$(($(uptime_cs) - start_cs))
pcmcheck sum /tmp/rec.wav /tmp/one.wav /tmp/two.wav || fail "recording"
lab-figure "recorded_4_s_in_cs=$took_cs"
[ $took_cs -ge $((400 * slow + 50)) ] || fail "4 s with a pause of 0.6 s took only $took_cs cs"
lab-barrier record-over

keyed /tmp/rec-keys "arecord -q -i -D hw:0,0 $pcm_options -t raw -f S32_LE -r 48000 -c 2 /dev/null"
keyed /tmp/play-keys "aplay -q -i -D hw:0,0 $pcm_options -t raw -f S32_LE -r 48000 -c 2 /dev/zero"
exec 3>/tmp/rec-keys 4>/tmp/play-keys
sleep 0.5
key 3
key 4
sleep 0.3
lab-barrier paused
for dir in c p; do
	wait_for 5 grep -q '^state: PAUSED' /proc/asound/card0/pcm0$dir/sub0/status
done
lab-barrier kill
pkill -KILL -x arecord
pkill -KILL -x aplay
wait || true
lab-barrier again
play hw:0,0 /tmp/main.wav
lab-barrier end
