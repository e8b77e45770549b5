// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * What the software DSP costs: time and instructions per frame.
 */
#include <getopt.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "bench.h"

static const char usage[] =
"usage: sofdsp-bench [OPTION...]\n"
"\n"
"Nanoseconds and instructions per frame of each component of the software DSP, of\n"
"graphs of so many streams, and of libraries that do the same (peers).\n"
"\n"
"  --only TEXT       cases with TEXT in their name; --list shows the names\n"
"  --flavour NAME    the DSP as compiled so; --list shows which there are\n"
"  --json FILE       write a report\n"
"  --baseline FILE   compare with a report written before\n"
"  --runs N          runs of each case (default 11): median, least, most\n"
"  --ms N            length of a run (default 20)\n"
"  --quick           3 runs of 1 ms: does it work at all?\n"
"  --no-count        do not count instructions\n"
"  --check FILE      is FILE a report with sane numbers?\n"
"  --list            show cases and flavours\n"
"  --help            this text\n"
"\n"
"Frames are those of the output. The least time says what the code can do, the\n"
"median what this machine made of it meanwhile.\n";

struct case_list {
	const struct bench_case *cases;
	const u32 *n;
};

static const struct case_list case_lists[] = {
	{ bench_cases_basic, &bench_n_cases_basic },
	{ bench_cases_process, &bench_n_cases_process },
	{ bench_cases_peer, &bench_n_cases_peer },
};

#define N_LISTS	(sizeof(case_lists) / sizeof(case_lists[0]))

void bench_die(const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	fputs("sofdsp-bench: ", stderr);
	vfprintf(stderr, fmt, args);
	fputc('\n', stderr);
	va_end(args);
	exit(2);
}

static bool flavour_wanted(const struct bench_options *opt, const char *name)
{
	return !opt->flavour || !strcmp(opt->flavour, name);
}

static void each_flavour(const struct bench_options *opt, const struct bench_case *c,
			 void (*fn)(void *ctx, const struct bench_case *c,
				    const struct bench_flavour *flavour), void *ctx)
{
	u32 i;

	if (c->peer) {
		if (flavour_wanted(opt, "peer"))
			fn(ctx, c, NULL);
		return;
	}
	for (i = 0; i < bench_n_flavours; i++)
		if (bench_flavours[i].usable() &&
		    flavour_wanted(opt, bench_flavours[i].name))
			fn(ctx, c, &bench_flavours[i]);
}

void bench_each(const struct bench_options *opt,
		void (*fn)(void *ctx, const struct bench_case *c,
			   const struct bench_flavour *flavour), void *ctx)
{
	const struct bench_case *c;
	u32 l, i;

	for (l = 0; l < N_LISTS; l++) {
		for (i = 0; i < *case_lists[l].n; i++) {
			c = &case_lists[l].cases[i];
			if (!opt->only || strstr(c->name, opt->only))
				each_flavour(opt, c, fn, ctx);
		}
	}
}

static void list_case(void *ctx, const struct bench_case *c,
		      const struct bench_flavour *flavour)
{
	(void)ctx;
	printf("%-34s %s\n", c->name, flavour ? flavour->name : "peer");
}

static void list_all(const struct bench_options *opt)
{
	u32 i;

	bench_each(opt, list_case, NULL);
	for (i = 0; i < bench_n_flavours; i++)
		printf("flavour %-8s %s%s\n", bench_flavours[i].name,
		       bench_flavours[i].flags,
		       bench_flavours[i].usable() ? "" : " (not on this machine)");
}

struct results {
	const struct bench_options *opt;
	struct bench_result *r;
	u32 n;
};

static void time_case(void *ctx, const struct bench_case *c,
		      const struct bench_flavour *flavour)
{
	struct results *all = ctx;
	struct bench_result *r;

	all->r = realloc(all->r, (all->n + 1) * sizeof(*all->r));
	if (!all->r)
		bench_die("no memory");
	r = &all->r[all->n++];
	r->c = c;
	r->flavour = flavour;
	r->instructions = -1;
	r->quality_db = NAN;
	bench_time(c, flavour, all->opt, &r->ns);
	/* The same in all flavours: they agree bit for bit. */
	if (c->quality && (!flavour || flavour == &bench_flavours[0]))
		r->quality_db = c->quality(c, flavour);
}

struct arguments {
	struct bench_options opt;
	const char *json, *baseline;
	bool list, count_here, no_count;
};

static double positive(const char *text, const char *option)
{
	char *end;
	double x = strtod(text, &end);

	if (*end || !(x > 0) || x > 1e6)
		bench_die("%s %s: not a positive number", option, text);
	return x;
}

static void parse(struct arguments *a, int argc, char **argv)
{
	static const struct option options[] = {
		{ "only", required_argument, NULL, 'o' },
		{ "flavour", required_argument, NULL, 'f' },
		{ "json", required_argument, NULL, 'j' },
		{ "baseline", required_argument, NULL, 'b' },
		{ "runs", required_argument, NULL, 'r' },
		{ "ms", required_argument, NULL, 'm' },
		{ "quick", no_argument, NULL, 'q' },
		{ "no-count", no_argument, NULL, 'n' },
		{ "count", no_argument, NULL, 'c' },	/* under valgrind */
		{ "check", required_argument, NULL, 'k' },
		{ "list", no_argument, NULL, 'l' },
		{ "help", no_argument, NULL, 'h' },
		{ 0 },
	};
	int o;

	while ((o = getopt_long(argc, argv, "", options, NULL)) != -1) {
		switch (o) {
		case 'o': a->opt.only = optarg; break;
		case 'f': a->opt.flavour = optarg; break;
		case 'j': a->json = optarg; break;
		case 'b': a->baseline = optarg; break;
		case 'r': a->opt.n_runs = (u32)positive(optarg, "--runs"); break;
		case 'm': a->opt.run_ms = positive(optarg, "--ms"); break;
		case 'q': a->opt.n_runs = 3; a->opt.run_ms = 1; break;
		case 'n': a->no_count = true; break;
		case 'c': a->count_here = true; break;
		case 'k': exit(bench_check_json(optarg) < 0);
		case 'l': a->list = true; break;
		case 'h': fputs(usage, stdout); exit(0);
		default: fputs("try --help\n", stderr); exit(2);
		}
	}
	if (optind < argc)
		bench_die("what is \"%s\"? try --help", argv[optind]);
}

static int measure(const struct arguments *a)
{
	struct results all = { .opt = &a->opt };
	const char *how = "not counted";
	int cpu = bench_pin(), ret = 0;
	char self[4096] = "";

	bench_each(&a->opt, time_case, &all);
	if (!all.n)
		bench_die("no such case: --list shows what there is");
	if (!a->no_count && readlink("/proc/self/exe", self, sizeof(self) - 1) > 0)
		how = bench_count(all.r, all.n, self, &a->opt);
	bench_print(all.r, all.n, how, a->baseline);
	if (a->json)
		ret = bench_write_json(a->json, all.r, all.n, how, cpu);
	free(all.r);
	return ret;
}

int main(int argc, char **argv)
{
	struct arguments a = { .opt = { .n_runs = 11, .run_ms = 20 } };

	parse(&a, argc, argv);
	if (a.opt.n_runs < 1)
		bench_die("--runs: at least one");
	if (a.list)
		list_all(&a.opt);
	else if (a.count_here)
		bench_count_under_valgrind(&a.opt);
	else
		return measure(&a) < 0 ? 1 : 0;
	return 0;
}
