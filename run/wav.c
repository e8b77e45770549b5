// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * WAV files, by libsndfile. It takes what "arecord -f S24_LE" writes, 24 bits in
 * the lower part of four bytes, for three bytes a sample; so that one is looked
 * for first, and read as raw words.
 */
#include <stdlib.h>

#include <sndfile.h>

#include "run.h"

/* Frames that are converted in one go. */
#define CHUNK_FRAMES		1024u

/**
 * struct run_wav - an open file
 * @shift: bits by which samples stand too low
 * @left_frames: to be read, for those that end before their file does
 */
struct run_wav {
	SNDFILE *file;
	char *path;
	u32 n_channels;
	u32 frame_fmt;
	u32 shift;
	u64 n_frames;
	u64 left_frames;
};

static struct run_wav *wav_new(SNDFILE *file, const char *path,
			       const struct run_wav_info *info)
{
	struct run_wav *wav = run_realloc(NULL, 1, sizeof(*wav));

	*wav = (struct run_wav) {
		.file = file,
		.path = strdup(path),
		.n_channels = info->n_channels,
		.frame_fmt = info->frame_fmt,
		.left_frames = info->n_frames,
	};
	if (!wav->path)
		abort();

	return wav;
}

/* SOF3_FRAME_* for a subtype of libsndfile, RUN_NONE if there is none. */
static u32 wav_frame_fmt(int format)
{
	switch (format & SF_FORMAT_SUBMASK) {
	case SF_FORMAT_PCM_16:
		return SOF3_FRAME_S16_LE;
	case SF_FORMAT_PCM_24:
		return SOF3_FRAME_S24_4LE;
	case SF_FORMAT_PCM_32:
		return SOF3_FRAME_S32_LE;
	default:
		return RUN_NONE;
	}
}

static int wav_info(const char *path, const SF_INFO *sf,
		    struct run_wav_info *info, struct run_error *err)
{
	int type = sf->format & SF_FORMAT_TYPEMASK;
	int sub = sf->format & SF_FORMAT_SUBMASK;

	if (type != SF_FORMAT_WAV && type != SF_FORMAT_WAVEX &&
	    type != SF_FORMAT_RF64)
		return run_fail(err, "%s: not a WAV file", path);
	if (sub == SF_FORMAT_FLOAT || sub == SF_FORMAT_DOUBLE)
		return run_fail(err, "%s: holds floating point samples; the DSP takes 16, 24 or 32 "
				"bit integers (sox %s -e signed -b 32 OUT.wav makes them)",
				path, path);
	if (wav_frame_fmt(sf->format) == RUN_NONE)
		return run_fail(err, "%s: its samples are not 16, 24 or 32 bit PCM",
				path);
	if (sf->channels < 1 || sf->channels > (int)RUN_MAX_CHANNELS)
		return run_fail(err, "%s: %d channels; the DSP has 1 to %u", path,
				sf->channels, RUN_MAX_CHANNELS);

	info->rate_hz = (u32)sf->samplerate;
	info->n_channels = (u32)sf->channels;
	info->frame_fmt = wav_frame_fmt(sf->format);
	info->n_frames = (u64)sf->frames;

	return 0;
}

/*
 * Leaves @f at the samples and fills @info if the file is 24 bits in the lower
 * part of four bytes; else returns false.
 */
static bool find_low_24(FILE *f, struct run_wav_info *info)
{
	struct {
		char id[4];
		sofv_le32 bytes;
	} chunk;
	struct {
		sofv_le16 tag, channels;
		sofv_le32 rate, byte_rate;
		sofv_le16 block, bits;
	} fmt = { 0 };
	u32 bytes;

	if (fseek(f, 12, SEEK_SET))
		return false;
	while (fread(&chunk, sizeof(chunk), 1, f) == 1) {
		bytes = sofv_le32_to_cpu(chunk.bytes);
		if (!memcmp(chunk.id, "data", 4))
			break;
		if (!memcmp(chunk.id, "fmt ", 4) && bytes >= sizeof(fmt)) {
			if (fread(&fmt, sizeof(fmt), 1, f) != 1)
				return false;
			bytes -= (u32)sizeof(fmt);
		}
		if (fseek(f, (long)bytes + (bytes & 1), SEEK_CUR))
			return false;
	}
	if (sofv_le16_to_cpu(fmt.tag) != 1 || sofv_le16_to_cpu(fmt.bits) != 24 ||
	    !fmt.channels ||
	    sofv_le16_to_cpu(fmt.block) != 4 * sofv_le16_to_cpu(fmt.channels))
		return false;

	*info = (struct run_wav_info) {
		.rate_hz = sofv_le32_to_cpu(fmt.rate),
		.n_channels = sofv_le16_to_cpu(fmt.channels),
		.frame_fmt = SOF3_FRAME_S24_4LE,
		.n_frames = sofv_le32_to_cpu(chunk.bytes) / sofv_le16_to_cpu(fmt.block),
	};
	return info->n_channels <= RUN_MAX_CHANNELS;
}

/* NULL if it is a file of another kind. */
static struct run_wav *open_low_24(const char *path, struct run_wav_info *info)
{
	SF_INFO sf = { .format = SF_FORMAT_RAW | SF_FORMAT_PCM_32 | SF_ENDIAN_LITTLE };
	FILE *f = fopen(path, "rb");
	bool is_low = f && find_low_24(f, info);
	sf_count_t offset = is_low ? ftell(f) : 0;
	struct run_wav *wav;
	SNDFILE *file;

	if (f)
		fclose(f);
	if (!is_low)
		return NULL;
	sf.samplerate = (int)info->rate_hz;
	sf.channels = (int)info->n_channels;
	file = sf_open(path, SFM_READ, &sf);
	if (!file)
		return NULL;
	sf_command(file, SFC_SET_RAW_START_OFFSET, &offset, sizeof(offset));
	sf_seek(file, 0, SEEK_SET);
	sf.frames -= offset / (4 * sf.channels);
	if (info->n_frames > (u64)sf.frames)
		info->n_frames = (u64)sf.frames;
	wav = wav_new(file, path, info);
	wav->shift = 8;

	return wav;
}

struct run_wav *run_wav_open(const char *path, struct run_wav_info *info,
			     struct run_error *err)
{
	SF_INFO sf = { 0 };
	struct run_wav *low = open_low_24(path, info);
	SNDFILE *file;

	if (low)
		return low;
	file = sf_open(path, SFM_READ, &sf);
	if (!file) {
		run_fail(err, "%s: %s", path, sf_strerror(NULL));
		return NULL;
	}
	if (wav_info(path, &sf, info, err) < 0) {
		sf_close(file);
		return NULL;
	}
	return wav_new(file, path, info);
}

struct run_wav *run_wav_create(const char *path, const struct run_wav_info *info,
			       struct run_error *err)
{
	static const int subtypes[] = {
		SF_FORMAT_PCM_16, SF_FORMAT_PCM_24, SF_FORMAT_PCM_32,
	};
	SF_INFO sf = {
		.samplerate = (int)info->rate_hz,
		.channels = (int)info->n_channels,
		.format = SF_FORMAT_WAV | subtypes[info->frame_fmt],
	};
	SNDFILE *file = sf_open(path, SFM_WRITE, &sf);

	if (!file) {
		run_fail(err, "%s: %s", path, sf_strerror(NULL));
		return NULL;
	}
	return wav_new(file, path, info);
}

int run_wav_read(struct run_wav *wav, s32 *to, u32 n_frames,
		 struct run_error *err)
{
	u32 wanted = n_frames < wav->left_frames ? n_frames : (u32)wav->left_frames;
	sf_count_t got = sf_readf_int(wav->file, to, wanted);
	size_t i;

	if (got < 0 || sf_error(wav->file))
		return run_fail(err, "%s: %s", wav->path, sf_strerror(wav->file));
	for (i = 0; wav->shift && i < (size_t)got * wav->n_channels; i++)
		to[i] = (s32)((u32)to[i] << wav->shift);
	wav->left_frames -= (u64)got;
	memset(to + got * wav->n_channels, 0,
	       (n_frames - (size_t)got) * wav->n_channels * sizeof(*to));
	wav->n_frames += (u64)got;

	return 0;
}

/* libsndfile cuts the lower bits off; what is left shall be the nearest. */
static s32 wav_round(s32 sample, u32 frame_fmt)
{
	u32 drop = frame_fmt == SOF3_FRAME_S16_LE ? 16 : 8;
	s64 rounded = (s64)sample + (1 << (drop - 1));

	if (rounded > INT32_MAX)
		rounded = INT32_MAX;

	return (s32)(rounded >> drop) * (s32)(1u << drop);
}

static int wav_put(struct run_wav *wav, const s32 *from, u32 n_frames,
		   struct run_error *err)
{
	if (sf_writef_int(wav->file, from, n_frames) != (sf_count_t)n_frames)
		return run_fail(err, "%s: %s; %llu frames are in it", wav->path,
				sf_strerror(wav->file),
				(unsigned long long)wav->n_frames);
	wav->n_frames += n_frames;

	return 0;
}

int run_wav_write(struct run_wav *wav, const s32 *from, u32 n_frames,
		  struct run_error *err)
{
	s32 rounded[CHUNK_FRAMES * RUN_MAX_CHANNELS];
	u32 n, i;

	if (wav->frame_fmt == SOF3_FRAME_S32_LE)
		return wav_put(wav, from, n_frames, err);

	for (; n_frames; n_frames -= n, from += n * wav->n_channels) {
		n = n_frames < CHUNK_FRAMES ? n_frames : CHUNK_FRAMES;
		for (i = 0; i < n * wav->n_channels; i++)
			rounded[i] = wav_round(from[i], wav->frame_fmt);
		if (wav_put(wav, rounded, n, err) < 0)
			return -1;
	}
	return 0;
}

u64 run_wav_frames(const struct run_wav *wav)
{
	return wav->n_frames;
}

int run_wav_close(struct run_wav *wav, struct run_error *err)
{
	int ret = 0;

	if (!wav)
		return 0;
	if (sf_close(wav->file))
		ret = run_fail(err, "%s: can't finish it", wav->path);
	free(wav->path);
	free(wav);

	return ret;
}
