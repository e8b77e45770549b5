#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
set -eu
. ./lib.sh

# key FD: what pauses aplay or arecord -i, and lets it go on
key() {
	printf ' ' >&"$1"
}

pcmgen --seed 1 --bits 32 --frames 47000 --peak-db 0 /tmp/main.wav
pcmgen --seed 2 --bits 16 --frames 72000 --peak-db 0 /tmp/music.wav
for access in "" mmap; do
	lab-barrier "main-$access"
	pcmplay -D hw:0,1 /tmp/music.wav &
	music_pid=$!
	# shellcheck disable=SC2086
	pcmplay -D hw:0,0 --pause 9600 ${access:+--$access} /tmp/main.wav || fail "Main"
	wait $music_pid || fail "Music"
	lab-barrier "over-$access"
done

sox -D /tmp/music.wav /tmp/zero.wav vol 0
lab-barrier beside
sleep 0.3
pcmplay -D hw:0,0 --pause 9600 /tmp/zero.wav || fail "silence on Main"
lab-barrier beside-over

pcmgen --seed 4 --bits 32 --frames 24000 --peak-db 0 /tmp/one.wav
pcmgen --seed 5 --bits 32 --frames 24000 --peak-db 0 /tmp/two.wav
mkfifo /tmp/rec-keys /tmp/play-keys
uptime_cs() {
	sed 's/ .*//; s/\.//' /proc/uptime
}
start_cs=$(uptime_cs)
arecord -q -i -D hw:0,0 -t wav -f S32_LE -r 48000 -c 2 -d 4 /tmp/rec.wav \
	</tmp/rec-keys 2>/tmp/rec.log &
rec_pid=$!
exec 3>/tmp/rec-keys
sleep 0.3
lab-barrier record
lab-barrier pause
sleep 0.2	# what is on its way
key 3
sleep 0.6
key 3
sleep 0.2
lab-barrier release
wait $rec_pid || fail "arecord: $(tail -n 1 /tmp/rec.log)"
[ ! -s /tmp/rec.log ] || fail "arecord: $(head -n 1 /tmp/rec.log)"
took_cs=$(($(uptime_cs) - start_cs))
pcmcheck sum /tmp/rec.wav /tmp/one.wav /tmp/two.wav || fail "recording"
lab-figure "recorded_4_s_in_cs=$took_cs"
[ $took_cs -ge 450 ] || fail "4 s with a pause of 0.6 s took only $took_cs cs"
lab-barrier record-over

arecord -q -i -D hw:0,0 -t raw -f S32_LE -r 48000 -c 2 /dev/null </tmp/rec-keys 2>/tmp/rec.log &
rec_pid=$!
aplay -q -i -D hw:0,0 -t raw -f S32_LE -r 48000 -c 2 /dev/zero </tmp/play-keys 2>/tmp/play.log &
play_pid=$!
exec 3>/tmp/rec-keys 4>/tmp/play-keys
sleep 0.5
key 3
key 4
sleep 0.3
lab-barrier paused
for dir in c p; do
	grep -q '^state: PAUSED' /proc/asound/card0/pcm0$dir/sub0/status ||
		fail "pcm0$dir: $(cat /proc/asound/card0/pcm0$dir/sub0/status)"
done
lab-barrier kill
kill -KILL $rec_pid $play_pid
wait || true
lab-barrier again
play hw:0,0 /tmp/main.wav
lab-barrier end
