// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Time: processor time of this thread, so that what else the machine does counts
 * only as far as it shares caches and clock. After a warm-up, several runs.
 */
#define _GNU_SOURCE
#include <sched.h>
#include <stdlib.h>
#include <time.h>

#include "bench.h"

#define MAX_RUNS	101u

int bench_pin(void)
{
	int cpu = sched_getcpu();
	cpu_set_t set;

	CPU_ZERO(&set);
	if (cpu < 0)
		return -1;
	CPU_SET((unsigned int)cpu, &set);
	return sched_setaffinity(0, sizeof(set), &set) < 0 ? -1 : cpu;
}

static double now_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

/* ns per frame */
static double run_once(const struct bench_case *c, void *state, u32 ticks)
{
	double from = now_ns();
	u64 frames = c->run(state, ticks);

	if (!frames)
		bench_die("%s makes no frames", c->name);
	return (now_ns() - from) / (double)frames;
}

static int compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

/* Ticks that take about @run_ms; runs them, which warms up. */
static u32 choose_ticks(const struct bench_case *c, void *state, double run_ms)
{
	double from, took_ms = 0;
	u32 ticks = 8;

	while (took_ms < run_ms / 2 && ticks < 1u << 24) {
		ticks *= 2;
		from = now_ns();
		c->run(state, ticks);
		took_ms = (now_ns() - from) / 1e6;
	}
	return ticks;
}

void bench_time(const struct bench_case *c, const struct bench_flavour *flavour,
		const struct bench_options *opt, struct bench_spread *ns)
{
	u32 n = opt->n_runs < MAX_RUNS ? opt->n_runs : MAX_RUNS;
	void *state = c->open(c, flavour);
	u32 ticks = choose_ticks(c, state, opt->run_ms), i;
	double runs[MAX_RUNS];

	for (i = 0; i < n; i++)
		runs[i] = run_once(c, state, ticks);
	c->close(state);
	qsort(runs, n, sizeof(runs[0]), compare);
	ns->median = runs[n / 2];
	ns->min = runs[0];
	ns->max = runs[n - 1];
}
