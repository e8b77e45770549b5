// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * pcmcheck: is a recording, sample for sample, the saturating sum of the files
 * that were played? Finds out where each begins; says so as JSON.
 *
 * How: walk the recording. Where it stops to be the sum of what has been found so
 * far, one or several of the files must begin: with the first of their frames that
 * is not silence. Take those that explain the most frames that follow. Integers
 * only, so there is nothing to tune; what is not exact is not found.
 */
#include <errno.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_SOURCES	6
#define MAX_CHANNELS	8
#define MAX_FILE_BYTES	(1L << 30)
/* Fewer frames in a row that fit are chance. */
#define MIN_RUN_FRAMES	32
/* More frames need not be looked at to decide. */
#define LOOK_FRAMES	48000
/* A file may begin while the recording is clipped: look back this far. */
#define CLIPPED_FRAMES	4800

struct clip {
	const char *path;
	unsigned int rate_hz;
	unsigned int channels;
	size_t n_frames;
	int32_t *samples;	/* interleaved, full scale 2^31 */

	/* sources only */
	unsigned int gain_q16;
	size_t first;		/* frame that is not silence */
	bool found;
	long offset;		/* frame of the recording with our frame 0 */
	double rms_db, peak_db;
};

struct fmt {
	unsigned int tag, channels, rate_hz, bits;
};

static int fail(const char *path, const char *text)
{
	fprintf(stderr, "pcmcheck: %s: %s\n", path, text);
	return -1;
}

static unsigned int le(const uint8_t *p, unsigned int bytes)
{
	unsigned int v = 0;

	while (bytes--)
		v = v << 8 | p[bytes];
	return v;
}

static int32_t sat(int64_t x)
{
	if (x > INT32_MAX)
		return INT32_MAX;
	return x < INT32_MIN ? INT32_MIN : (int32_t)x;
}

static uint8_t *read_file(const char *path, size_t *n)
{
	FILE *f = fopen(path, "rb");
	uint8_t *data = NULL;
	long size;

	if (!f) {
		fail(path, strerror(errno));
		return NULL;
	}
	if (fseek(f, 0, SEEK_END) || (size = ftell(f)) < 0 || size > MAX_FILE_BYTES) {
		fail(path, "can't tell its size, or it is over 1 GiB");
		goto out;
	}
	rewind(f);
	data = malloc(size + 1);
	*n = data ? fread(data, 1, size, f) : 0;
	if (data && *n != (size_t)size) {
		fail(path, "can't be read to its end");
		free(data);
		data = NULL;
	}
out:
	fclose(f);
	return data;
}

static int parse_fmt(struct fmt *fmt, const uint8_t *p, size_t n)
{
	if (n < 16)
		return -1;
	fmt->tag = le(p, 2);
	fmt->channels = le(p + 2, 2);
	fmt->rate_hz = le(p + 4, 4);
	fmt->bits = le(p + 14, 2);
	/* WAVE_FORMAT_EXTENSIBLE: the real tag begins the GUID */
	if (fmt->tag == 0xfffe && n >= 26)
		fmt->tag = le(p + 24, 2);
	return 0;
}

/* Where the samples are. A length that a killed recorder left wrong is cut. */
static const uint8_t *parse_wav(const uint8_t *p, size_t n, struct fmt *fmt,
				size_t *bytes)
{
	size_t off = 12, len;

	if (n < 12 || memcmp(p, "RIFF", 4) || memcmp(p + 8, "WAVE", 4))
		return NULL;
	while (n - off >= 8) {
		const uint8_t *chunk = p + off;

		off += 8;
		len = le(chunk + 4, 4);
		if (len > n - off || (!len && !memcmp(chunk, "data", 4)))
			len = n - off;
		if (!memcmp(chunk, "fmt ", 4) && parse_fmt(fmt, p + off, len))
			return NULL;
		if (!memcmp(chunk, "data", 4)) {
			*bytes = len;
			return fmt->channels ? p + off : NULL;
		}
		len += len & 1;
		if (len > n - off)
			return NULL;
		off += len;
	}
	return NULL;
}

static int convert(struct clip *clip, const struct fmt *fmt, const uint8_t *p,
		   size_t bytes)
{
	unsigned int width = fmt->bits / 8;
	size_t i, n_samples;

	if (fmt->tag != 1 || (width != 2 && width != 3 && width != 4) ||
	    !fmt->channels || fmt->channels > MAX_CHANNELS)
		return fail(clip->path, "is not PCM of 16, 24 or 32 bits with 1 to 8 channels");
	clip->rate_hz = fmt->rate_hz;
	clip->channels = fmt->channels;
	clip->n_frames = bytes / (width * fmt->channels);
	n_samples = clip->n_frames * fmt->channels;
	clip->samples = malloc(n_samples * sizeof(*clip->samples) + 1);
	if (!clip->samples)
		return fail(clip->path, "no memory");
	for (i = 0; i < n_samples; i++)
		clip->samples[i] = (int32_t)(le(p + i * width, width) << (32 - 8 * width));
	return 0;
}

static int load(struct clip *clip, const char *path)
{
	struct fmt fmt = { 0 };
	const uint8_t *pcm;
	uint8_t *data;
	size_t n, bytes;
	int ret;

	clip->path = path;
	data = read_file(path, &n);
	if (!data)
		return -1;
	pcm = parse_wav(data, n, &fmt, &bytes);
	if (pcm)
		ret = convert(clip, &fmt, pcm, bytes);
	else
		ret = fail(path, "is not a WAV file");
	free(data);
	return ret;
}

/* One channel is played on all. */
static int spread(struct clip *clip, unsigned int channels)
{
	int32_t *to;
	size_t i;

	if (clip->channels == channels)
		return 0;
	if (clip->channels != 1)
		return fail(clip->path, "has other channels than the recording");
	to = malloc(clip->n_frames * channels * sizeof(*to) + 1);
	if (!to)
		return fail(clip->path, "no memory");
	for (i = 0; i < clip->n_frames * channels; i++)
		to[i] = clip->samples[i / channels];
	free(clip->samples);
	clip->samples = to;
	clip->channels = channels;
	return 0;
}

/*
 * Gain of a whole number of dB as SOF core computes it for its volume controls:
 * 10^(1/20) in Q16 to the power of it, each product rounded to nearest, and for
 * negative ones the reciprocal.
 */
static unsigned int gain_of_db(int db)
{
	uint64_t base = 73533, power = 1 << 16;
	unsigned int n = abs(db);

	for (; n; n >>= 1) {
		if (n & 1)
			power = ((power * base >> 15) + 1) >> 1;
		base = ((base * base >> 15) + 1) >> 1;
	}
	return db < 0 ? (1ULL << 32) / power : power;
}

static void apply_gain(struct clip *clip)
{
	double sum = 0, peak = 0, x;
	size_t i, n = clip->n_frames * clip->channels;

	for (i = 0; i < n; i++) {
		if (clip->gain_q16 != 1 << 16)
			clip->samples[i] = sat(((int64_t)clip->samples[i] *
						clip->gain_q16 + (1 << 15)) >> 16);
		x = clip->samples[i] / 2147483648.0;
		sum += x * x;
		peak = fmax(peak, fabs(x));
	}
	clip->rms_db = n && sum > 0 ? 10 * log10(sum / n) : -999;
	clip->peak_db = peak > 0 ? 20 * log10(peak) : -999;
	for (i = 0; i < n && !clip->samples[i]; i++)
		;
	clip->first = i / clip->channels;
}

/* FILE or FILE@DB */
static int load_source(struct clip *clip, char *arg, const struct clip *rec)
{
	char *at = strrchr(arg, '@'), *end;
	long db = 0;

	if (at) {
		*at = '\0';
		db = strtol(at + 1, &end, 10);
		if (end == at + 1 || *end || db < -90 || db > 40)
			return fail(arg, "what follows @ is not a gain in dB");
	}
	clip->gain_q16 = gain_of_db(db);
	if (load(clip, arg) || spread(clip, rec->channels))
		return -1;
	if (clip->rate_hz != rec->rate_hz)
		return fail(arg, "has another rate than the recording");
	apply_gain(clip);
	if (clip->first == clip->n_frames)
		return fail(arg, "is nothing but silence: it can't be found");
	return 0;
}

static int32_t source_at(const struct clip *clip, long offset, size_t frame,
			 unsigned int channel)
{
	if ((long)frame < offset || frame - offset >= clip->n_frames)
		return 0;
	return clip->samples[(frame - offset) * clip->channels + channel];
}

/* Is a frame of the recording explained, with a set of sources added at @start? */
static bool frame_fits(const struct clip *rec, const int64_t *sum,
		       const struct clip *src, unsigned int n_src,
		       unsigned int set, size_t start, size_t frame)
{
	unsigned int c, i;
	int64_t x;

	for (c = 0; c < rec->channels; c++) {
		x = sum[frame * rec->channels + c];
		for (i = 0; i < n_src; i++)
			if (set >> i & 1)
				x += source_at(&src[i], (long)start - (long)src[i].first,
					       frame, c);
		if (sat(x) != rec->samples[frame * rec->channels + c])
			return false;
	}
	return true;
}

static bool frame_clipped(const struct clip *rec, size_t frame)
{
	const int32_t *s = rec->samples + frame * rec->channels;
	unsigned int c;

	for (c = 0; c < rec->channels; c++)
		if (s[c] == INT32_MAX || s[c] == INT32_MIN)
			return true;
	return false;
}

static void place(struct clip *src, const struct clip *rec, int64_t *sum,
		  size_t start)
{
	size_t f;
	unsigned int c;

	src->found = true;
	src->offset = (long)start - (long)src->first;
	for (f = start; f < rec->n_frames; f++)
		for (c = 0; c < rec->channels; c++)
			sum[f * rec->channels + c] += source_at(src, src->offset, f, c);
}

/* Which sources begin at @frame (or shortly before, clipped)? False: none. */
static bool explain(const struct clip *rec, int64_t *sum, struct clip *src,
		    unsigned int n_src, size_t frame)
{
	unsigned int set, best_set = 0, free_set = 0, i;
	size_t back, run, best_run = 0, best_start = 0;

	for (i = 0; i < n_src; i++)
		free_set |= !src[i].found << i;
	for (back = 0; back <= frame && back <= CLIPPED_FRAMES; back++) {
		if (back && !frame_clipped(rec, frame - back))
			break;
		for (set = 1; set < 1U << n_src; set++) {
			if (set & ~free_set)
				continue;
			for (run = 0; run < LOOK_FRAMES && frame + run < rec->n_frames; run++)
				if (!frame_fits(rec, sum, src, n_src, set,
						frame - back, frame + run))
					break;
			if (run > best_run) {
				best_run = run;
				best_set = set;
				best_start = frame - back;
			}
		}
	}
	if (best_run < MIN_RUN_FRAMES)
		return false;
	for (i = 0; i < n_src; i++)
		if (best_set >> i & 1)
			place(&src[i], rec, sum, best_start);
	return true;
}

struct result {
	size_t n_different;	/* frames */
	size_t first_different;
	size_t n_clipped;
};

static void compare(const struct clip *rec, struct clip *src, unsigned int n_src,
		    int64_t *sum, struct result *res)
{
	size_t f;

	memset(res, 0, sizeof(*res));
	for (f = 0; f < rec->n_frames; f++) {
		res->n_clipped += frame_clipped(rec, f);
		if (frame_fits(rec, sum, src, 0, 0, 0, f))
			continue;
		/* once something can't be explained, nothing after it can */
		if (!res->n_different && explain(rec, sum, src, n_src, f))
			continue;
		if (!res->n_different)
			res->first_different = f;
		res->n_different++;
	}
}

static void print_string(const char *s)
{
	putchar('"');
	for (; *s; s++) {
		if (*s == '"' || *s == '\\')
			putchar('\\');
		if ((unsigned char)*s >= ' ')
			putchar(*s);
	}
	putchar('"');
}

static bool complete(const struct clip *src, const struct clip *rec)
{
	return src->found && src->offset + (long)src->n_frames <= (long)rec->n_frames;
}

static void print_source(const struct clip *src, const struct clip *rec)
{
	printf("    { \"file\": ");
	print_string(src->path);
	printf(", \"found\": %s, \"complete\": %s", src->found ? "true" : "false",
	       complete(src, rec) ? "true" : "false");
	if (src->found)
		printf(", \"offset_frames\": %ld, \"offset_s\": %.6f", src->offset,
		       (double)src->offset / rec->rate_hz);
	printf(", \"frames\": %zu, \"gain_q16\": %u, \"rms_dbfs\": %.2f, \"peak_dbfs\": %.2f }",
	       src->n_frames, src->gain_q16, src->rms_db, src->peak_db);
}

static void print_difference(const struct clip *rec, const int64_t *sum,
			     const struct result *res)
{
	size_t i = res->first_different * rec->channels;
	unsigned int c;

	if (!res->n_different) {
		printf("null");
		return;
	}
	printf("{ \"frame\": %zu, \"expected\": [", res->first_different);
	for (c = 0; c < rec->channels; c++)
		printf("%s%d", c ? ", " : "", sat(sum[i + c]));
	printf("], \"recorded\": [");
	for (c = 0; c < rec->channels; c++)
		printf("%s%d", c ? ", " : "", rec->samples[i + c]);
	printf("] }");
}

static bool report(struct clip *rec, const struct clip *src, unsigned int n_src,
		   const int64_t *sum, const struct result *res)
{
	bool ok = !res->n_different;
	unsigned int i;

	for (i = 0; i < n_src; i++)
		ok = ok && complete(&src[i], rec);
	printf("{\n  \"exact\": %s,\n  \"recording\": ", ok ? "true" : "false");
	print_string(rec->path);
	printf(",\n  \"rate_hz\": %u,\n  \"channels\": %u,\n  \"frames\": %zu,\n",
	       rec->rate_hz, rec->channels, rec->n_frames);
	apply_gain(rec);
	printf("  \"rms_dbfs\": %.2f,\n  \"peak_dbfs\": %.2f,\n  \"clipped_frames\": %zu,\n",
	       rec->rms_db, rec->peak_db, res->n_clipped);
	printf("  \"different_frames\": %zu,\n  \"first_difference\": ",
	       res->n_different);
	print_difference(rec, sum, res);
	printf(",\n  \"sources\": [\n");
	for (i = 0; i < n_src; i++) {
		print_source(&src[i], rec);
		printf("%s\n", i + 1 < n_src ? "," : "");
	}
	printf("  ]\n}\n");
	return ok;
}

static void usage(FILE *to)
{
	fprintf(to,
		"usage: pcmcheck RECORDING FILE[@DB]...\n"
		"\n"
		"Is RECORDING the saturating sum of the FILEs, sample for sample, and\n"
		"nothing else? All are WAV files; one channel is taken to be on all.\n"
		"@DB: the file was played through a SOF volume of that many dB.\n"
		"\n"
		"Prints JSON. Exit status: 0 yes, 1 no, 2 a file is not usable.\n");
}

int main(int argc, char **argv)
{
	static struct clip rec = { .gain_q16 = 1 << 16 }, src[MAX_SOURCES];
	struct result res;
	int64_t *sum;
	int i;

	if (argc == 2 && (!strcmp(argv[1], "-h") || !strcmp(argv[1], "--help"))) {
		usage(stdout);
		return 0;
	}
	if (argc < 3 || argc > 2 + MAX_SOURCES) {
		usage(stderr);
		return 2;
	}
	if (load(&rec, argv[1]))
		return 2;
	for (i = 2; i < argc; i++)
		if (load_source(&src[i - 2], argv[i], &rec))
			return 2;
	sum = calloc(rec.n_frames * rec.channels + 1, sizeof(*sum));
	if (!sum) {
		fail(rec.path, "no memory");
		return 2;
	}
	compare(&rec, src, argc - 2, sum, &res);
	return report(&rec, src, argc - 2, sum, &res) ? 0 : 1;
}
