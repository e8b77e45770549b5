/* SPDX-License-Identifier: GPL-2.0-only */
/* Copyright (C) 2026 The sof-virtio authors */
#ifndef WAV_H
#define WAV_H

#include <stddef.h>
#include <stdint.h>

/**
 * struct wav - a WAV file in memory
 * @frames: length
 * @channels: 1 to 8
 * @rate: frames per second
 * @bits: 16, 24 or 32, as in the file
 * @pcm: frames * channels samples, Q1.31 whatever the file holds: a 16-bit
 *	 sample is shifted up by 16, as SOF's host copier does it
 */
struct wav {
	size_t frames;
	unsigned int channels;
	unsigned int rate;
	unsigned int bits;
	int32_t *pcm;
};

/**
 * wav_read - read 16, 24 or 32 bit integer PCM
 *
 * A data chunk of unknown length (a recording that was cut short) reaches to
 * the end of the file. Ends the program with a message if the file is not
 * what it should be: there is nothing a checking tool could do without it.
 */
void wav_read(struct wav *w, const char *path);

/* Writes @w in @w->bits (the upper ones of each sample); ends the program on error. */
void wav_write(const struct wav *w, const char *path);

/* Prints "TOOL: message" and exits with status 2. */
__attribute__((format(printf, 1, 2), noreturn)) void wav_die(const char *fmt, ...);

#endif
