// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Instructions: of this thread in user mode as the machine counts them, else as
 * valgrind does, under which the program runs itself once more. Both count a run
 * of a fixed number of ticks, which is what makes the number repeatable.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <linux/perf_event.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench.h"

#if defined(__has_include)
#if __has_include(<valgrind/callgrind.h>)
#include <valgrind/callgrind.h>
#define HAVE_CALLGRIND	1
#endif
#endif

#define COUNT_TICKS	100u

static int perf_open(void)
{
	struct perf_event_attr attr = {
		.type = PERF_TYPE_HARDWARE,
		.size = sizeof(attr),
		.config = PERF_COUNT_HW_INSTRUCTIONS,
		.disabled = 1,
		.exclude_kernel = 1,
		.exclude_hv = 1,
	};

	return (int)syscall(SYS_perf_event_open, &attr, 0, -1, -1, 0);
}

static void perf_count(int fd, struct bench_result *r)
{
	void *state = r->c->open(r->c, r->flavour);
	u64 frames, count = 0;

	r->c->run(state, COUNT_TICKS);
	ioctl(fd, PERF_EVENT_IOC_RESET, 0);
	ioctl(fd, PERF_EVENT_IOC_ENABLE, 0);
	frames = r->c->run(state, COUNT_TICKS);
	ioctl(fd, PERF_EVENT_IOC_DISABLE, 0);
	r->c->close(state);
	if (read(fd, &count, sizeof(count)) == sizeof(count) && frames && count)
		r->instructions = (double)count / (double)frames;
}

#ifdef HAVE_CALLGRIND
static void valgrind_case(void *ctx, const struct bench_case *c,
			  const struct bench_flavour *flavour)
{
	void *state = c->open(c, flavour);
	char label[256];
	u64 frames;

	(void)ctx;
	c->run(state, COUNT_TICKS);
	CALLGRIND_ZERO_STATS;
	frames = c->run(state, COUNT_TICKS);
	/* The one way to tell the reader which dump is whose. */
	snprintf(label, sizeof(label), "%s@%s@%llu", c->name,
		 flavour ? flavour->name : "peer", (unsigned long long)frames);
	CALLGRIND_DUMP_STATS_AT(label);
	c->close(state);
}

void bench_count_under_valgrind(const struct bench_options *opt)
{
	bench_each(opt, valgrind_case, NULL);
}

static struct bench_result *result_of(struct bench_result *results, u32 n,
				      const char *name, const char *flavour)
{
	u32 i;

	for (i = 0; i < n; i++)
		if (!strcmp(results[i].c->name, name) &&
		    !strcmp(results[i].flavour ? results[i].flavour->name : "peer",
			    flavour))
			return &results[i];
	return NULL;
}

/* One dump: "desc: Trigger: Client Request: LABEL", and somewhere "totals: N". */
static void read_dump(const char *path, struct bench_result *results, u32 n)
{
	char line[512], name[256] = "", flavour[64] = "";
	struct bench_result *r = NULL;
	unsigned long long frames = 0;
	double count = -1;
	FILE *f = fopen(path, "r");

	while (f && fgets(line, sizeof(line), f)) {
		sscanf(line, "desc: Trigger: Client Request: %255[^@]@%63[^@]@%llu",
		       name, flavour, &frames);
		sscanf(line, "totals: %lf", &count);
		sscanf(line, "summary: %lf", &count);
	}
	if (f)
		fclose(f);
	if (frames)
		r = result_of(results, n, name, flavour);
	if (r && count > 0)
		r->instructions = count / (double)frames;
}

static void read_dumps(const char *dir, struct bench_result *results, u32 n)
{
	struct dirent *e;
	char path[512];
	DIR *d = opendir(dir);

	while (d && (e = readdir(d))) {
		if (e->d_name[0] == '.')
			continue;
		snprintf(path, sizeof(path), "%s/%s", dir, e->d_name);
		read_dump(path, results, n);
		unlink(path);
	}
	if (d)
		closedir(d);
}

extern char **environ;

/* Only what is in @results: the last of the flavours' names says which part. */
static bool valgrind_run(const char *self, const char *dir, const char *only,
			 const char *flavour)
{
	char out[512], log[512];
	char *argv[16];
	int n = 0, status;
	pid_t pid;

	snprintf(out, sizeof(out), "--callgrind-out-file=%s/cg", dir);
	snprintf(log, sizeof(log), "--log-file=%s/log", dir);
	argv[n++] = (char *)"valgrind";
	argv[n++] = (char *)"--tool=callgrind";
	argv[n++] = out;
	argv[n++] = log;
	argv[n++] = (char *)self;
	argv[n++] = (char *)"--count";
	if (only) {
		argv[n++] = (char *)"--only";
		argv[n++] = (char *)only;
	}
	if (flavour) {
		argv[n++] = (char *)"--flavour";
		argv[n++] = (char *)flavour;
	}
	argv[n] = NULL;
	if (posix_spawnp(&pid, argv[0], NULL, NULL, argv, environ))
		return false;
	return waitpid(pid, &status, 0) == pid && WIFEXITED(status) &&
	       !WEXITSTATUS(status);
}

static bool valgrind_count(struct bench_result *results, u32 n, const char *self,
			   const struct bench_options *opt)
{
	char dir[] = "/tmp/sofdsp-bench.XXXXXX";
	bool ok;

	if (!mkdtemp(dir))
		return false;
	ok = valgrind_run(self, dir, opt->only, opt->flavour);
	read_dumps(dir, results, n);
	rmdir(dir);
	return ok;
}
#else
void bench_count_under_valgrind(const struct bench_options *opt)
{
	(void)opt;
	bench_die("built without valgrind/callgrind.h (package valgrind)");
}

static bool valgrind_count(struct bench_result *results, u32 n, const char *self,
			   const struct bench_options *opt)
{
	(void)results;
	(void)n;
	(void)self;
	(void)opt;
	return false;
}
#endif

const char *bench_count(struct bench_result *results, u32 n, const char *self,
			const struct bench_options *opt)
{
	int fd = perf_open();
	u32 i;

	if (fd >= 0) {
		for (i = 0; i < n; i++)
			perf_count(fd, &results[i]);
		close(fd);
		return "perf";
	}
	return valgrind_count(results, n, self, opt) ? "valgrind" : "not available";
}
