// SPDX-License-Identifier: GPL-2.0-only
/* Copyright (C) 2026 The sof-virtio authors */
#include <getopt.h>
#include <stdarg.h>
#include <stdlib.h>

#include "run.h"

static const char usage[] =
"usage: sofdsp-run -t TOPOLOGY [OPTION...]\n"
"\n"
"Plays WAV files through a SOF topology on a software DSP, without a kernel, and\n"
"writes what comes out. Input:\n"
"  -t, --topology FILE      binary topology, as alsatplg makes it\n"
"  -p, --play PCM=FILE      play FILE to a PCM; PCM@MS=FILE: begin after MS ms\n"
"  -i, --dai-in DAI=FILE    what the microphone at a DAI hears (else silence)\n"
"Output:\n"
"  -o, --dai-out DAI=FILE   what the speaker at a DAI gets\n"
"  -c, --capture PCM=FILE   record from a PCM\n"
"  -f, --format FORMAT      samples in files of -o: s16, s24 or s32 (s32)\n"
"      --params PCM=RATE,CHANNELS,FORMAT   of -c, where the PCM leaves a choice\n"
"Controls:\n"
"  -s, --set NAME=VALUE         before the start: -6dB, mute, a step, on, off, an\n"
"                               item; @FILE for bytes; L,R for each channel\n"
"      --set-at MS:NAME=VALUE   while it runs\n"
"Length:\n"
"      --seconds N          stop after N seconds (else when all files are played)\n"
"      --tail-ms N          go on after the end of a file, for what is still in\n"
"                           filters (else 100 if there are such on its way, or 0)\n"
"Information:\n"
"  -l, --list               show pipelines, components, controls, PCMs and DAIs\n"
"      --dot                the graph for graphviz\n"
"      --ipc-log FILE       write every message to the DSP in words\n"
"  -j, --json               summary, or --list, for programs\n"
"  -q, --quiet              no summary\n"
"  -h, --help               this\n"
"\n"
"DAIs are called DAI0, DAI1 ... Exit status: 0 done, 1 it went wrong or a DAI ran\n"
"dry, 2 the command line makes no sense. See sofdsp-run(1).\n";

enum {
	OPT_PARAMS = 256,
	OPT_SET_AT,
	OPT_SECONDS,
	OPT_TAIL_MS,
	OPT_DOT,
	OPT_IPC_LOG,
};

static const struct option options[] = {
	{ "topology", required_argument, NULL, 't' },
	{ "play", required_argument, NULL, 'p' },
	{ "dai-in", required_argument, NULL, 'i' },
	{ "dai-out", required_argument, NULL, 'o' },
	{ "capture", required_argument, NULL, 'c' },
	{ "format", required_argument, NULL, 'f' },
	{ "params", required_argument, NULL, OPT_PARAMS },
	{ "set", required_argument, NULL, 's' },
	{ "set-at", required_argument, NULL, OPT_SET_AT },
	{ "seconds", required_argument, NULL, OPT_SECONDS },
	{ "tail-ms", required_argument, NULL, OPT_TAIL_MS },
	{ "list", no_argument, NULL, 'l' },
	{ "dot", no_argument, NULL, OPT_DOT },
	{ "ipc-log", required_argument, NULL, OPT_IPC_LOG },
	{ "json", no_argument, NULL, 'j' },
	{ "quiet", no_argument, NULL, 'q' },
	{ "help", no_argument, NULL, 'h' },
	{ 0 }
};

static int __attribute__((format(printf, 1, 2))) misuse(const char *fmt, ...)
{
	va_list ap;

	fputs("sofdsp-run: ", stderr);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputs("\ntry: sofdsp-run --help\n", stderr);

	return RUN_USAGE;
}

/* "NAME=REST": *name is to be freed, the result points into @text. Or NULL. */
static char *split(char *text, char **name)
{
	char *equals = strchr(text, '=');

	if (!equals || equals == text || !equals[1])
		return NULL;
	*name = strndup(text, (size_t)(equals - text));

	return equals + 1;
}

/* A whole number without anything behind it. */
static bool parse_u32(const char *text, u32 *value)
{
	unsigned long number;
	char *end;

	errno = 0;
	number = strtoul(text, &end, 10);
	if (*text < '0' || *text > '9' || *end || errno || number > INT32_MAX)
		return false;
	*value = (u32)number;

	return true;
}

static bool parse_time(const char *text, double *value)
{
	char *end;

	*value = strtod(text, &end);
	return end != text && !*end && *value >= 0 && *value <= 86400e3;
}

static bool parse_format(const char *text, u32 *fmt)
{
	static const char *const names[] = { "s16", "s24", "s32" };
	u32 i;

	for (i = 0; i < 3; i++)
		if (!strcasecmp(text, names[i])) {
			*fmt = i;
			return true;
		}
	return false;
}

static int add_file(const char *option, struct run_file *files, u32 *n,
		    char *text)
{
	struct run_file *file = &files[*n];
	u32 i;

	if (*n == RUN_MAX_FILES)
		return misuse("%s: more than %u times", option, RUN_MAX_FILES);
	*file = (struct run_file) {
		.rate_hz = RUN_NONE, .n_channels = RUN_NONE, .frame_fmt = RUN_NONE,
	};
	file->path = split(text, &file->name);
	if (!file->path)
		return misuse("%s: NAME=FILE is wanted, not '%s'", option, text);
	for (i = 0; i < *n; i++)
		if (!strcmp(files[i].name, file->name)) {
			free(file->name);
			return misuse("%s: two files for '%s'", option,
				      files[i].name);
		}
	(*n)++;

	return -1;
}

/* "PCM@MS=FILE" */
static int add_play(struct run_options *o, char *text)
{
	int ret = add_file("--play", o->play, &o->n_play, text);
	struct run_file *file;
	char *at;

	if (ret >= 0)
		return ret;
	file = &o->play[o->n_play - 1];
	at = strrchr(file->name, '@');
	if (at && parse_u32(at + 1, &file->start_ms))
		*at = '\0';

	return -1;
}

static struct run_file *find_file(struct run_file *files, u32 n,
				  const char *name)
{
	u32 i;

	for (i = 0; i < n; i++)
		if (!strcmp(files[i].name, name))
			return &files[i];
	return NULL;
}

/* "PCM=RATE,CHANNELS,FORMAT", each of which may be empty; after its -c */
static int add_params(struct run_options *o, char *text)
{
	char *name = NULL, *rest = split(text, &name);
	struct run_file *file = rest ? find_file(o->record, o->n_record, name) : NULL;
	char *rate, *channels, *format;
	bool good;

	if (rest && !file) {
		int ret = misuse("--params: there is no --capture %s=FILE before it",
				 name);
		free(name);
		return ret;
	}
	free(name);
	rate = strsep(&rest, ",");
	channels = strsep(&rest, ",");
	format = strsep(&rest, ",");
	good = rate && !rest && (!*rate || parse_u32(rate, &file->rate_hz)) &&
	       (!channels || !*channels || parse_u32(channels, &file->n_channels)) &&
	       (!format || !*format || parse_format(format, &file->frame_fmt));

	return good ? -1 : misuse("--params: PCM=RATE,CHANNELS,FORMAT is wanted");
}

static int add_set(struct run_options *o, char *text, bool is_later)
{
	const char *option = is_later ? "--set-at" : "--set";
	struct run_set *set = &o->sets[o->n_sets];
	char *colon = is_later ? strchr(text, ':') : NULL;

	if (o->n_sets == RUN_MAX_SETS)
		return misuse("%s: more than %u of them", option, RUN_MAX_SETS);
	*set = (struct run_set) { .is_later = is_later };
	if (is_later) {
		if (colon)
			*colon = '\0';
		if (!colon || !parse_u32(text, &set->at_ms))
			return misuse("--set-at: MS:NAME=VALUE is wanted");
		text = colon + 1;
	}
	set->value = split(text, &set->name);
	if (!set->value)
		return misuse("%s: NAME=VALUE is wanted, not '%s'", option, text);
	o->n_sets++;

	return -1;
}

static int parse_option(struct run_options *o, int c)
{
	switch (c) {
	case 't':
		o->topology = optarg;
		return -1;
	case 'p':
		return add_play(o, optarg);
	case 'i':
		return add_file("--dai-in", o->dai_in, &o->n_dai_in, optarg);
	case 'o':
		return add_file("--dai-out", o->dai_out, &o->n_dai_out, optarg);
	case 'c':
		return add_file("--capture", o->record, &o->n_record, optarg);
	case 'f':
		return parse_format(optarg, &o->out_fmt) ? -1 :
		       misuse("--format: s16, s24 or s32, not '%s'", optarg);
	case OPT_PARAMS:
		return add_params(o, optarg);
	case 's':
		return add_set(o, optarg, false);
	case OPT_SET_AT:
		return add_set(o, optarg, true);
	case OPT_SECONDS:
		return parse_time(optarg, &o->seconds) && o->seconds > 0 ? -1 :
		       misuse("--seconds: '%s' is no time", optarg);
	case OPT_TAIL_MS:
		return parse_time(optarg, &o->tail_ms) ? -1 :
		       misuse("--tail-ms: '%s' is no time", optarg);
	case 'l':
		o->list = true;
		return -1;
	case OPT_DOT:
		o->dot = true;
		return -1;
	case OPT_IPC_LOG:
		o->ipc_log = optarg;
		return -1;
	case 'j':
		o->json = true;
		return -1;
	case 'q':
		o->quiet = true;
		return -1;
	case 'h':
		fputs(usage, stdout);
		return RUN_OK;
	default:
		fputs("try: sofdsp-run --help\n", stderr);
		return RUN_USAGE;
	}
}

static int check(const struct run_options *o, int argc, char **argv)
{
	if (optind < argc)
		return misuse("what is '%s' for?", argv[optind]);
	if (!o->topology)
		return misuse("which topology? Give one with -t FILE");
	if (o->list && o->dot)
		return misuse("either --list or --dot");
	if (o->list || o->dot)
		return -1;
	if (!o->n_dai_out && !o->n_record)
		return misuse("nothing to write: give -o DAI0=FILE, or --list to see what there is");
	if (!o->n_play && !o->n_dai_in && !o->seconds)
		return misuse("nothing to play: give -p PCM=FILE, -i DAI=FILE or --seconds N");
	return -1;
}

int run_options_parse(struct run_options *o, int argc, char **argv)
{
	int c, ret = -1;

	*o = (struct run_options) { .out_fmt = SOF3_FRAME_S32_LE, .tail_ms = -1 };
	while (ret < 0 && (c = getopt_long(argc, argv, "t:p:i:o:c:f:s:ljqh",
					   options, NULL)) != -1)
		ret = parse_option(o, c);

	return ret < 0 ? check(o, argc, argv) : ret;
}

static void free_files(struct run_file *files, u32 n)
{
	while (n--)
		free(files[n].name);
}

void run_options_free(struct run_options *o)
{
	free_files(o->play, o->n_play);
	free_files(o->record, o->n_record);
	free_files(o->dai_in, o->n_dai_in);
	free_files(o->dai_out, o->n_dai_out);
	while (o->n_sets--)
		free(o->sets[o->n_sets].name);
}
