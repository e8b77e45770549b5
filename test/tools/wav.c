// SPDX-License-Identifier: GPL-2.0-only
/* Copyright (C) 2026 The sof-virtio authors */
/* WAV files of integer PCM, little-endian, for the tools that test sound. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wav.h"

#define WAV_PCM		1
#define WAV_EXTENSIBLE	0xfffe
#define HEADER_BYTES	44

void wav_die(const char *fmt, ...)
{
	va_list ap;

	fprintf(stderr, "%s: ", program_invocation_short_name);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
	exit(2);
}

static uint32_t get_le(const uint8_t *p, int bytes)
{
	uint32_t v = 0;

	while (bytes--)
		v = v << 8 | p[bytes];
	return v;
}

static void put_le(uint8_t *p, uint32_t v, int bytes)
{
	for (int i = 0; i < bytes; i++, v >>= 8)
		p[i] = v & 0xff;
}

static uint8_t *read_whole(const char *path, size_t *bytes)
{
	FILE *f = fopen(path, "rb");
	uint8_t *buf = NULL;
	size_t room = 0, n;

	if (!f)
		wav_die("can't open %s: %s", path, strerror(errno));
	*bytes = 0;
	do {
		if (*bytes == room) {
			room = room ? 2 * room : 1 << 20;
			buf = realloc(buf, room);
			if (!buf)
				wav_die("%s is too large for the memory", path);
		}
		n = fread(buf + *bytes, 1, room - *bytes, f);
		*bytes += n;
	} while (n);
	if (ferror(f))
		wav_die("can't read %s: %s", path, strerror(errno));
	fclose(f);

	return buf;
}

static void parse_format(struct wav *w, const uint8_t *p, size_t bytes,
			 const char *path)
{
	unsigned int tag = bytes >= 16 ? get_le(p, 2) : 0;

	if (tag == WAV_EXTENSIBLE && bytes >= 26)
		tag = get_le(p + 24, 2);
	if (tag != WAV_PCM)
		wav_die("%s: not integer PCM", path);

	w->channels = get_le(p + 2, 2);
	w->rate = get_le(p + 4, 4);
	w->bits = get_le(p + 14, 2);
	if (!w->channels || w->channels > 8 || (w->bits != 16 && w->bits != 24 && w->bits != 32))
		wav_die("%s: %u channels of %u bits: 1 to 8 channels of 16, 24 or 32 bits can be read",
			path, w->channels, w->bits);
}

static void convert(struct wav *w, const uint8_t *p, size_t bytes)
{
	int width = w->bits / 8;
	size_t n;

	w->frames = bytes / width / w->channels;
	n = w->frames * w->channels;
	w->pcm = malloc(n * sizeof(*w->pcm) + 1);
	if (!w->pcm)
		wav_die("out of memory");
	for (size_t i = 0; i < n; i++)
		w->pcm[i] = (int32_t)(get_le(p + i * width, width) <<
				      (32 - w->bits));
}

void wav_read(struct wav *w, const char *path)
{
	size_t bytes, off = 12;
	uint8_t *file = read_whole(path, &bytes);

	*w = (struct wav){ 0 };
	if (bytes < 12 || memcmp(file, "RIFF", 4) || memcmp(file + 8, "WAVE", 4))
		wav_die("%s: not a WAV file", path);

	while (bytes - off >= 8) {
		const uint8_t *chunk = file + off;
		size_t len = get_le(chunk + 4, 4), left = bytes - off - 8;

		if (!memcmp(chunk, "data", 4)) {
			if (!w->channels)
				wav_die("%s: data before format", path);
			convert(w, chunk + 8, !len || len > left ? left : len);
			free(file);
			return;
		}
		if (len > left)
			break;
		if (!memcmp(chunk, "fmt ", 4))
			parse_format(w, chunk + 8, len, path);
		off += 8 + len + (len & 1 && len < left);
	}
	wav_die("%s: no data in it", path);
}

static void make_header(uint8_t *h, const struct wav *w, size_t data_bytes)
{
	unsigned int frame_bytes = w->channels * w->bits / 8;

	memcpy(h, "RIFF    WAVEfmt ", 16);
	put_le(h + 4, HEADER_BYTES - 8 + data_bytes, 4);
	put_le(h + 16, 16, 4);
	put_le(h + 20, WAV_PCM, 2);
	put_le(h + 22, w->channels, 2);
	put_le(h + 24, w->rate, 4);
	put_le(h + 28, w->rate * frame_bytes, 4);
	put_le(h + 32, frame_bytes, 2);
	put_le(h + 34, w->bits, 2);
	memcpy(h + 36, "data", 4);
	put_le(h + 40, data_bytes, 4);
}

void wav_write(const struct wav *w, const char *path)
{
	size_t n = w->frames * w->channels;
	int width = w->bits / 8;
	uint8_t header[HEADER_BYTES];
	FILE *f = fopen(path, "wb");

	if (!f)
		wav_die("can't write %s: %s", path, strerror(errno));
	make_header(header, w, n * width);
	fwrite(header, sizeof(header), 1, f);
	for (size_t i = 0; i < n; i++) {
		uint8_t sample[4];

		put_le(sample, (uint32_t)w->pcm[i] >> (32 - w->bits), width);
		fwrite(sample, width, 1, f);
	}
	if (ferror(f) | fclose(f))
		wav_die("can't write %s: %s", path, strerror(errno));
}
