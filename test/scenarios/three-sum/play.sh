# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# All play loud noise at once; who starts when differs, so that each beginning
# can be seen in the recording.
# shellcheck shell=sh

# loud_file NAME: what NAME plays, into /tmp/NAME.wav
loud_file() {
	case $1 in
	host) set -- "$1" 31 32 ;;
	a) set -- "$1" 32 16 ;;
	b) set -- "$1" 33 32 ;;
	esac
	pcmgen --seed "$2" --bits "$3" --frames 96000 --peak-db -1 "/tmp/$1.wav"
}

# play_loud DEVICE
play_loud() {
	loud_file "$LAB_NAME"
	lab-barrier start
	case $LAB_NAME in
	a) sleep 0.3 ;;
	b) sleep 0.6 ;;
	esac
	play "$1" "/tmp/$LAB_NAME.wav"
	lab-barrier end
}
