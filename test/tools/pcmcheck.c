// SPDX-License-Identifier: GPL-2.0-only
/* Copyright (C) 2026 The sof-virtio authors */
/*
 * pcmcheck - is a recording what it should be, sample for sample?
 *
 * A recording of the codec should be the saturating sum of everything that was
 * played, each from some frame on, and silence elsewhere. Nobody has to say
 * where: the recording is compared with the sum of the sources found so far,
 * and where they part, another source must begin. The one that explains the
 * most of what follows is it.
 */
#include <getopt.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wav.h"

static const char usage[] =
"usage: pcmcheck [sum] [OPTION...] RECORDING.wav SOURCE...\n"
"       pcmcheck level [OPTION...] RECORDING.wav SOURCE\n"
"       pcmcheck part [--min-frames N] RECORDING.wav SOURCE\n"
"       pcmcheck silent RECORDING.wav\n"
"\n"
"sum: the recording must be the saturating sum of the sources, sample for\n"
"sample, wherever each of them begins, and silence where none is.\n"
"SOURCE is [NAME=]FILE.wav[@DB][~]; with @DB it was played through a SOF volume\n"
"of so many whole dB, with ~ it may have been cut off before its end. A file of one\n"
"channel is taken to be on all.\n"
"With --slots the channels of every file are the first ones of the recording; those\n"
"it has more are silent, those it has fewer were not recorded.\n"
"level: the recording must be the one source at some constant gain.\n"
"part: the recording must be a piece of the source, of at least N frames.\n"
"silent: the recording must hold frames, and nothing but zeros.\n"
"\n"
"  --json FILE         write what was found\n"
"  --slots             see above\n"
"  --s24               the recording is one of arecord -f S24_LE, which says 32 bits and\n"
"                      means the lower 24 of them\n"
"  --muted NAME        sum: this source was muted once while all were playing: it fades,\n"
"                      is silent for 100 ms or more, and fades back, 21 ms each at most\n"
"  --pauses N          sum: silence within the sound is left out, N times exactly\n"
"  --min-saturated N   sum: so many samples must have been saturated\n"
"  --min-together N    sum: so many frames must have all the sources at once\n"
"  --expect-db DB      level: the gain must be this ...\n"
"  --tolerance-db DB   level: ... within this (0.01)\n"
"  --rounding STEPS    level: what rounding may leave, in steps of 2^-31 (2)\n"
"\n"
"Exit status: 0 as it should be, 1 not, 2 can't tell.\n";

/* A beginning may be hidden for so many frames by samples that don't show it. */
#define HIDDEN_FRAMES		64
/* Fewer equal frames after a beginning than this could be chance. */
#define MIN_RUN_FRAMES		16
#define MAX_RUN_FRAMES		4096
/* So many sources may begin or be cut off in one and the same frame ... */
#define MAX_SAME_FRAME		3
/* ... out of so many that still can; more would be too many cases. */
static const int max_candidates[MAX_SAME_FRAME + 1] = { 0, 0, 200, 32 };
/* What --muted asks for */
#define MUTE_MIN_MS		100
#define FADE_MAX_MS		21
/* After so many wrong frames the recording is no sum, and looking is no use. */
#define MAX_PLACING_FAILURES	200

struct source {
	const char *name;
	const char *path;
	struct wav wav;
	size_t lead_frames;	/* zeros that it begins with */
	bool may_be_cut;
	size_t heard_frames;	/* all of it, unless it was cut off */
	bool placed;
	long offset_frames;	/* in the recording */
	long alone_frames;	/* nobody else then */
	double sent_db;		/* level, dB of full scale, over its whole length */
	double found_db;	/* the same in the recording, the others taken away */
	long wrong_frames;	/* while it played */
};

struct result {
	long wrong_frames;
	long first_wrong_frame;
	long saturated_samples;
	long together_frames;
};

static struct wav rec;
static struct source *sources;
static int n_sources;
static bool slots;

/* The stations of a source that is muted, in their order */
enum muting { HEARD, FADING, SILENT, COMING, BACK };

static const char *muted_name;
static struct source *muted;
static enum muting muting;
static long muting_frames[BACK];	/* in each of those that are not right */

static int32_t sat_s32(int64_t x)
{
	return x > INT32_MAX ? INT32_MAX : x < INT32_MIN ? INT32_MIN : x;
}

static bool covers(const struct source *s, long frame)
{
	return s->placed && frame >= s->offset_frames &&
	       frame - s->offset_frames < (long)s->heard_frames;
}

static bool can_be_cut(const struct source *s, long frame)
{
	return s->may_be_cut && s->heard_frames == s->wav.frames && covers(s, frame) &&
	       frame > s->offset_frames;
}

/* A source of one channel is heard on all, unless it is in a slot. */
static int32_t sample_of(const struct source *s, long frame, unsigned int c)
{
	if (slots && c >= s->wav.channels)
		return 0;
	return s->wav.pcm[(frame - s->offset_frames) * s->wav.channels +
			  c % s->wav.channels];
}

static int64_t sum_at(long frame, unsigned int c)
{
	int64_t sum = 0;

	for (int i = 0; i < n_sources; i++)
		if (covers(&sources[i], frame))
			sum += sample_of(&sources[i], frame, c);
	return sum;
}

static bool frame_is_right(long frame)
{
	for (unsigned int c = 0; c < rec.channels; c++)
		if (rec.pcm[frame * rec.channels + c] != sat_s32(sum_at(frame, c)))
			return false;
	return true;
}

/* Return: frames after @frame that are right, up to MAX_RUN_FRAMES */
static long right_run(long frame)
{
	long n = 0;

	while (n < MAX_RUN_FRAMES && frame + n < (long)rec.frames &&
	       frame_is_right(frame + n))
		n++;
	return n;
}

/* With @s in its place, are the frames before @frame, where it is, still right? */
static bool fits_before(const struct source *s, long frame)
{
	for (long f = s->offset_frames + s->lead_frames; f < frame; f++)
		if (!frame_is_right(f))
			return false;
	return true;
}

/* Return: the best run if @s begins at or shortly before @frame, which differs */
static long try_source(struct source *s, long frame, long *best_offset)
{
	long best = 0, run;

	s->placed = true;
	for (long hidden = 0; hidden < HIDDEN_FRAMES && hidden <= frame; hidden++) {
		s->offset_frames = frame - hidden - (long)s->lead_frames;
		run = fits_before(s, frame) ? right_run(frame) : 0;
		if (run > best) {
			best = run;
			*best_offset = s->offset_frames;
		}
	}
	s->placed = false;

	return best;
}

/* Place the source that begins at @frame. Return: false if none does */
static bool place_source(long frame)
{
	struct source *found = NULL;
	long best = MIN_RUN_FRAMES - 1, offset = 0;

	for (int i = 0; i < n_sources && best < MAX_RUN_FRAMES; i++) {
		long o = 0, run;

		if (sources[i].placed)
			continue;
		run = try_source(&sources[i], frame, &o);
		if (run <= best)
			continue;
		best = run;
		offset = o;
		found = &sources[i];
	}
	if (!found)
		return false;
	found->offset_frames = offset;
	found->placed = true;

	return true;
}

/*
 * Let @n sources, of those from number @first on, begin at @frame or be cut off
 * there. Return: false if that explains nothing
 */
static bool change_together(long frame, int first, int n)
{
	for (int i = first; i < n_sources; i++) {
		struct source *s = &sources[i];
		bool cut = can_be_cut(s, frame);

		if (s->placed && !cut)
			continue;
		if (cut)
			s->heard_frames = frame - s->offset_frames;
		else
			s->offset_frames = frame - (long)s->lead_frames;
		s->placed = true;
		if (n == 1 ? right_run(frame) >= MIN_RUN_FRAMES :
			     change_together(frame, i + 1, n - 1))
			return true;
		s->placed = cut;
		s->heard_frames = s->wav.frames;
	}
	return false;
}

static int n_unplaced(void)
{
	int n = 0;

	for (int i = 0; i < n_sources; i++)
		n += !sources[i].placed;
	return n;
}

static int n_candidates(long frame)
{
	int n = 0;

	for (int i = 0; i < n_sources; i++)
		n += !sources[i].placed || can_be_cut(&sources[i], frame);
	return n;
}

/* Place what begins at @frame, or ends. Return: false if nothing does */
static bool place_any(long frame)
{
	if (place_source(frame) || change_together(frame, 0, 1))
		return true;
	for (int n = 2; n <= MAX_SAME_FRAME; n++)
		if (n_candidates(frame) <= max_candidates[n] && change_together(frame, 0, n))
			return true;
	return false;
}

/* Is the frame the sum with the muted source at a gain of 0, or from 0 to 1? */
static bool frame_is_faded(long frame, bool silent)
{
	for (unsigned int c = 0; c < rec.channels; c++) {
		int32_t x = rec.pcm[frame * rec.channels + c];
		int64_t with = sum_at(frame, c);
		int32_t a = sat_s32(with - sample_of(muted, frame, c)), b = sat_s32(with);

		if (silent ? x != a : (x < a && x < b) || (x > a && x > b))
			return false;
	}
	return true;
}

/* Is a frame that is not right as it should be all the same, by the muted source? */
static bool frame_is_muted(long frame)
{
	if (!muted || !covers(muted, frame) || n_unplaced())
		return false;
	if (muting == HEARD)
		muting = FADING;
	if (muting == FADING && frame_is_faded(frame, true))
		muting = SILENT;
	if (muting == SILENT && !frame_is_faded(frame, true))
		muting = COMING;
	if (muting == BACK || !frame_is_faded(frame, muting == SILENT))
		return false;
	muting_frames[muting]++;
	return true;
}

static void note_wrong(struct result *r, long frame)
{
	if (!r->wrong_frames++)
		r->first_wrong_frame = frame;
	for (int i = 0; i < n_sources; i++)
		if (covers(&sources[i], frame))
			sources[i].wrong_frames++;
}

static void compare(struct result *r)
{
	int failures = 0;

	for (long frame = 0; frame < (long)rec.frames; frame++) {
		if (frame_is_right(frame)) {
			if ((muting == SILENT || muting == COMING) && covers(muted, frame))
				muting = BACK;
			continue;
		}
		if (frame_is_muted(frame))
			continue;
		if (failures < MAX_PLACING_FAILURES) {
			if (place_any(frame))
				continue;
			failures++;
		}
		note_wrong(r, frame);
	}
}

/* Who was heard with whom, once all are placed */
static void count_frame(struct result *r, long frame)
{
	struct source *only = NULL;
	int n = 0;

	for (int i = 0; i < n_sources; i++) {
		if (!covers(&sources[i], frame))
			continue;
		only = &sources[i];
		n++;
	}
	if (n == 1)
		only->alone_frames++;
	if (n == n_sources)
		r->together_frames++;
	if (n < 2)
		return;
	for (unsigned int c = 0; c < rec.channels; c++) {
		int64_t sum = sum_at(frame, c);

		r->saturated_samples += sum != sat_s32(sum);
	}
}

static double level_db(double energy, double samples)
{
	if (!samples || energy <= 0)
		return -200;
	return 10 * log10(energy / samples) - 20 * log10(2147483648.0);
}

/*
 * Levels of a source. What is left of the recording without the others is its
 * own; samples that were saturated have lost it and don't count.
 */
static void measure(struct source *s)
{
	double sent = 0, found = 0, n = 0;

	for (size_t f = 0; f < s->heard_frames; f++) {
		long frame = s->offset_frames + (long)f;

		if (frame < 0 || frame >= (long)rec.frames)
			continue;
		for (unsigned int c = 0; c < rec.channels; c++) {
			int64_t sum = sum_at(frame, c), own = sample_of(s, frame, c);
			double x = (double)(rec.pcm[frame * rec.channels + c] - (sum - own));

			if (sum != sat_s32(sum))
				continue;
			sent += (double)own * own;
			found += x * x;
			n++;
		}
	}
	s->sent_db = level_db(sent, n);
	s->found_db = level_db(found, n);
}

static bool source_good(const struct source *s)
{
	return s->placed && !s->wrong_frames &&
	       s->offset_frames + (long)s->heard_frames <= (long)rec.frames;
}

static void print_string(FILE *f, const char *s)
{
	fputc('"', f);
	for (; *s; s++) {
		if (*s == '"' || *s == '\\')
			fputc('\\', f);
		if ((unsigned char)*s >= ' ')
			fputc(*s, f);
	}
	fputc('"', f);
}

static FILE *open_json(const char *path)
{
	FILE *f = fopen(path, "w");

	if (!f)
		wav_die("can't write %s", path);
	return f;
}

static void write_json(const char *path, const struct result *r, bool good)
{
	FILE *f = open_json(path);

	fprintf(f, "{\n  \"exact\": %s,\n  \"frames\": %zu,\n  \"rate\": %u,\n",
		good ? "true" : "false", rec.frames, rec.rate);
	fprintf(f, "  \"wrong_frames\": %ld,\n  \"first_wrong_frame\": %ld,\n",
		r->wrong_frames, r->first_wrong_frame);
	fprintf(f, "  \"saturated_samples\": %ld,\n  \"together_frames\": %ld,\n  \"sources\": [",
		r->saturated_samples, r->together_frames);
	for (int i = 0; i < n_sources; i++) {
		const struct source *s = &sources[i];

		fprintf(f, "%s\n    {\"name\": ", i ? "," : "");
		print_string(f, s->name);
		fprintf(f, ", \"frames\": %zu, \"found\": %s, \"exact\": %s", s->heard_frames,
			s->placed ? "true" : "false", source_good(s) ? "true" : "false");
		if (s->placed)
			fprintf(f, ", \"offset_frames\": %ld, \"alone_frames\": %ld, \"sent_db\": %.2f, \"found_db\": %.2f",
				s->offset_frames, s->alone_frames, s->sent_db, s->found_db);
		fprintf(f, ", \"wrong_frames\": %ld}", s->wrong_frames);
	}
	fprintf(f, "\n  ]\n}\n");
	fclose(f);
}

static void print_sum(const struct result *r)
{
	for (int i = 0; i < n_sources; i++) {
		const struct source *s = &sources[i];

		if (!s->placed)
			printf("%s: not found in the recording\n", s->name);
		else
			printf("%s: %zu frames%s from %.4f s on, %ld alone, %.2f dB, found %.2f dB, %s\n",
			       s->name, s->heard_frames,
			       s->heard_frames < s->wav.frames ? ", cut off," : "",
			       (double)s->offset_frames / rec.rate,
			       s->alone_frames, s->sent_db, s->found_db,
			       source_good(s) ? "exact" : "WRONG");
	}
	printf("%zu frames, %ld with all at once, %ld samples saturated, %ld frames wrong",
	       rec.frames, r->together_frames, r->saturated_samples, r->wrong_frames);
	if (r->wrong_frames)
		printf(", the first at %ld (%.4f s)", r->first_wrong_frame,
		       (double)r->first_wrong_frame / rec.rate);
	printf("\n");
}

static bool check_muted(void)
{
	const long ms = rec.rate / 1000;

	printf("%s: faded in %ld frames, silent for %ld, came back in %ld%s\n", muted->name,
	       muting_frames[FADING], muting_frames[SILENT], muting_frames[COMING],
	       muting == BACK ? "" : ", NOT for good");
	return muting == BACK && muting_frames[SILENT] >= MUTE_MIN_MS * ms &&
	       muting_frames[FADING] <= FADE_MAX_MS * ms &&
	       muting_frames[COMING] <= FADE_MAX_MS * ms;
}

static int check_sum(const char *json, long min_saturated, long min_together)
{
	struct result r = { .first_wrong_frame = -1 };
	bool good;

	compare(&r);
	good = !r.wrong_frames;
	for (long frame = 0; frame < (long)rec.frames; frame++)
		count_frame(&r, frame);
	for (int i = 0; i < n_sources; i++) {
		if (sources[i].placed)
			measure(&sources[i]);
		good = good && source_good(&sources[i]);
	}
	print_sum(&r);
	if (muted && !check_muted())
		good = false;
	if (r.saturated_samples < min_saturated) {
		printf("fewer than %ld samples saturated\n", min_saturated);
		good = false;
	}
	if (r.together_frames < min_together) {
		printf("fewer than %ld frames with all at once\n", min_together);
		good = false;
	}
	if (json)
		write_json(json, &r, good);

	return good ? 0 : 1;
}

/* Return: first frame that is not silent, or the length */
static size_t silent_frames(const struct wav *w)
{
	size_t i = 0, n = w->frames * w->channels;

	while (i < n && !w->pcm[i])
		i++;
	return i / w->channels;
}

/* Gain of best fit with @s in its place, and how far off the worst sample is */
static double fit_gain(const struct source *s, double *worst)
{
	double xy = 0, xx = 0, gain;

	*worst = 0;
	for (int pass = 0; pass < 2; pass++) {
		gain = xx ? xy / xx : 0;
		for (long f = 0; f < (long)rec.frames; f++) {
			for (unsigned int c = 0; c < rec.channels; c++) {
				double y = rec.pcm[f * rec.channels + c];
				double x = covers(s, f) ? sample_of(s, f, c) : 0;

				if (pass)
					*worst = fmax(*worst, fabs(y - gain * x));
				xy += pass ? 0 : x * y;
				xx += pass ? 0 : x * x;
			}
		}
	}
	return gain;
}

/*
 * A constant gain leaves nothing but rounding: in 32 bits less than 2 steps.
 * Anything else in the recording shows as a larger difference.
 */
static int check_level(const char *json, bool expect, double expect_db, double tolerance_db,
		       double rounding)
{
	struct source *s = &sources[0];
	size_t begin = silent_frames(&rec);
	double gain, worst, gain_db;
	bool constant, good;

	if (begin == rec.frames) {
		printf("%s: the recording is silent\n", s->name);
		return 1;
	}
	s->offset_frames = (long)begin - (long)s->lead_frames;
	s->placed = true;
	gain = fit_gain(s, &worst);
	gain_db = gain > 0 ? 20 * log10(gain) : -200;
	constant = worst < rounding;
	good = constant && (!expect || fabs(gain_db - expect_db) <= tolerance_db);
	printf("%s: from %.4f s on, gain %.4f dB, %s (worst difference %.1f of 2^31)\n",
	       s->name, (double)s->offset_frames / rec.rate, gain_db,
	       constant ? "constant" : "NOT constant", worst);
	if (expect)
		printf("expected %.4f dB within %.4f: %s\n", expect_db, tolerance_db,
		       good ? "yes" : "NO");
	if (json) {
		FILE *f = open_json(json);

		fprintf(f, "{\"gain_db\": %.5f, \"worst_difference\": %.1f, \"offset_frames\": %ld, \"good\": %s}\n",
			gain_db, worst, s->offset_frames, good ? "true" : "false");
		fclose(f);
	}

	return good ? 0 : 1;
}

/*
 * Gain of a whole number of dB as SOF core computes it for its volume controls
 * (vol_compute_gain() in sound/soc/sof/topology.c): 10^(1/20) in Q16 multiplied so
 * many times, each product rounded to nearest; for negative dB the reciprocal.
 */
static unsigned int gain_q16_of_db(int db)
{
	uint64_t power = 1 << 16;

	for (int i = 0; i < abs(db); i++)
		power = ((power * 73533 >> 15) + 1) >> 1;
	return db < 0 ? (1ull << 32) / power : power;
}

static void apply_gain(struct wav *w, unsigned int gain_q16)
{
	for (size_t i = 0; i < w->frames * w->channels; i++)
		w->pcm[i] = sat_s32(((int64_t)w->pcm[i] * gain_q16 + (1 << 15)) >> 16);
}

/* [NAME=]FILE.wav[@DB][~] */
static void read_source(struct source *s, char *arg)
{
	char *eq = strchr(arg, '='), *at = strrchr(arg, '@'), *end;
	long db = 0;

	end = arg + strlen(arg);
	s->may_be_cut = end > arg && end[-1] == '~';
	if (s->may_be_cut)
		end[-1] = 0;
	if (at) {
		*at = 0;
		db = strtol(at + 1, &end, 10);
		if (end == at + 1 || *end || db < -90 || db > 40)
			wav_die("what follows @ in '%s@%s' is no gain in dB", arg, at + 1);
	}
	if (eq)
		*eq = 0;
	s->name = arg;
	s->path = eq ? eq + 1 : arg;
	wav_read(&s->wav, s->path);
	if (s->wav.rate != rec.rate)
		wav_die("%s has %u frames per second, the recording %u", s->path,
			s->wav.rate, rec.rate);
	if (!slots && s->wav.channels != 1 && s->wav.channels != rec.channels)
		wav_die("%s has %u channels, the recording %u", s->path,
			s->wav.channels, rec.channels);
	if (at)
		apply_gain(&s->wav, gain_q16_of_db(db));
	s->heard_frames = s->wav.frames;
	s->lead_frames = silent_frames(&s->wav);
	if (s->lead_frames == s->wav.frames)
		wav_die("%s is silent: it could not be found", s->path);
}

/* Does the recording lie at @offset of the source? */
static bool is_piece(const struct source *s, size_t offset)
{
	for (size_t f = 0; f < rec.frames; f++)
		for (unsigned int c = 0; c < rec.channels; c++)
			if (rec.pcm[f * rec.channels + c] !=
			    s->wav.pcm[(offset + f) * s->wav.channels + c % s->wav.channels])
				return false;
	return true;
}

static int check_part(long min_frames)
{
	const struct source *s = &sources[0];

	for (size_t o = 0; rec.frames && o + rec.frames <= s->wav.frames; o++) {
		if (!is_piece(s, o))
			continue;
		printf("%s: %zu frames from frame %zu of it on, exact\n", s->name, rec.frames, o);
		if ((long)rec.frames >= min_frames)
			return 0;
		printf("fewer than %ld frames\n", min_frames);
		return 1;
	}
	printf("%s: the %zu frames are no piece of it\n", s->name, rec.frames);
	return 1;
}

static bool frame_is_silent(size_t frame)
{
	for (unsigned int c = 0; c < rec.channels; c++)
		if (rec.pcm[frame * rec.channels + c])
			return false;
	return true;
}

static int check_silent(const char *path)
{
	size_t sounds = 0;

	wav_read(&rec, path);
	for (size_t f = 0; f < rec.frames; f++)
		sounds += !frame_is_silent(f);
	printf("%zu frames, %zu not silent\n", rec.frames, sounds);
	return rec.frames && !sounds ? 0 : 1;
}

/* Leave out what is silent in the recording. Return: how often, within the sound */
static long close_gaps(void)
{
	size_t frame_bytes = rec.channels * sizeof(*rec.pcm), to = 0;
	bool silent = false;
	long gaps = 0;

	for (size_t f = 0; f < rec.frames; f++) {
		if (frame_is_silent(f)) {
			silent = true;
			continue;
		}
		gaps += silent && to;
		silent = false;
		memmove(rec.pcm + to * rec.channels, rec.pcm + f * rec.channels, frame_bytes);
		to++;
	}
	rec.frames = to;
	return gaps;
}

static int bad_usage(void)
{
	fputs(usage, stderr);
	return 2;
}

int main(int argc, char **argv)
{
	static const struct option options[] = {
		{ "json", required_argument, NULL, 'j' },
		{ "slots", no_argument, NULL, 'l' },
		{ "s24", no_argument, NULL, 'x' },
		{ "muted", required_argument, NULL, 'm' },
		{ "pauses", required_argument, NULL, 'p' },
		{ "min-saturated", required_argument, NULL, 's' },
		{ "min-together", required_argument, NULL, 't' },
		{ "min-frames", required_argument, NULL, 'f' },
		{ "expect-db", required_argument, NULL, 'e' },
		{ "tolerance-db", required_argument, NULL, 'd' },
		{ "rounding", required_argument, NULL, 'r' },
		{ 0 }
	};
	long min_saturated = 0, min_together = 0, min_frames = 1, pauses = -1, gaps;
	double expect_db = 0, tolerance_db = 0.01, rounding = 2;
	const char *json = NULL;
	bool expect = false, s24 = false, level, part;
	int c;

	while ((c = getopt_long(argc, argv, "", options, NULL)) != -1) {
		switch (c) {
		case 'j': json = optarg; break;
		case 'l': slots = true; break;
		case 'x': s24 = true; break;
		case 'm': muted_name = optarg; break;
		case 'p': pauses = atol(optarg); break;
		case 's': min_saturated = atol(optarg); break;
		case 't': min_together = atol(optarg); break;
		case 'f': min_frames = atol(optarg); break;
		case 'e': expect = true; expect_db = atof(optarg); break;
		case 'd': tolerance_db = atof(optarg); break;
		case 'r': rounding = atof(optarg); break;
		default: return bad_usage();
		}
	}
	if (optind == argc - 2 && !strcmp(argv[optind], "silent"))
		return check_silent(argv[optind + 1]);
	level = optind < argc && !strcmp(argv[optind], "level");
	part = optind < argc && !strcmp(argv[optind], "part");
	if (level || part || (optind < argc && !strcmp(argv[optind], "sum")))
		optind++;
	n_sources = argc - optind - 1;
	if (n_sources < 1 || ((level || part) && n_sources != 1))
		return bad_usage();
	wav_read(&rec, argv[optind]);
	for (size_t i = 0; s24 && i < rec.frames * rec.channels; i++)
		rec.pcm[i] = (int32_t)((uint32_t)rec.pcm[i] << 8);
	if (pauses >= 0) {
		gaps = close_gaps();
		printf("%ld pauses\n", gaps);
		if (gaps != pauses)
			return 1;
	}
	sources = calloc(n_sources, sizeof(*sources));
	if (!sources)
		wav_die("out of memory");
	for (int i = 0; i < n_sources; i++) {
		read_source(&sources[i], argv[optind + 1 + i]);
		if (muted_name && !strcmp(sources[i].name, muted_name))
			muted = &sources[i];
	}
	if (muted_name && (!muted || level || part))
		return bad_usage();

	if (part)
		return check_part(min_frames);
	return level ? check_level(json, expect, expect_db, tolerance_db, rounding) :
		       check_sum(json, min_saturated, min_together);
}
