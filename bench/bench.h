/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * What the files of the benchmark offer to each other. A case is one thing to be
 * measured; it runs for a number of ticks and says how many frames that were. The
 * DSP comes in flavours: the same sources, compiled as a kernel does and for the
 * vector units of user space. Cases of libraries beside it (peers) have none.
 */
#ifndef BENCH_H
#define BENCH_H

#include <dsp_priv.h>

/* One way to compile dsp/; linked with a prefix on its symbols (mk/bench.mk). */
struct bench_flavour {
	const char *name;
	const char *flags;
	bool (*usable)(void);		/* on this machine */
	size_t (*footprint)(void);
	struct sofdsp *(*init)(void *mem, size_t bytes, const struct sofdsp_env *env,
			       void *env_ctx);
	u32 (*ipc)(struct sofdsp *dsp, const void *msg, u32 msg_bytes, void *reply,
		   u32 reply_cap);
	void (*tick)(struct sofdsp *dsp);
	int (*dma_setup)(struct sofdsp *dsp, u32 stream_tag, u32 direction,
			 const struct sofdsp_sg *sg, u32 n_sg, u32 buffer_bytes);
};

extern const struct bench_flavour bench_flavours[];
extern const u32 bench_n_flavours;

struct bench_case {
	const char *name;		/* group/what/detail */
	u32 rate_hz;			/* of the frames that are counted */
	/* Returns what run and close get. @flavour is NULL for a peer. */
	void *(*open)(const struct bench_case *c, const struct bench_flavour *flavour);
	/* Frames that @ticks made. */
	u64 (*run)(void *state, u32 ticks);
	void (*close)(void *state);
	bool peer;
	/* What open wants to know. */
	u32 arg[4];
	/* Optional, of rate converters: THD+N of a sine, in dB. */
	double (*quality)(const struct bench_case *c, const struct bench_flavour *flavour);
};

/* Each file of cases has one list; case_lists[] of bench_main.c names them. */
extern const struct bench_case bench_cases_basic[];
extern const u32 bench_n_cases_basic;
extern const struct bench_case bench_cases_process[];
extern const u32 bench_n_cases_process;
extern const struct bench_case bench_cases_peer[];
extern const u32 bench_n_cases_peer;

struct bench_spread {
	double median, min, max;
};

struct bench_result {
	const struct bench_case *c;
	const struct bench_flavour *flavour;	/* NULL: peer */
	struct bench_spread ns;			/* per frame */
	double instructions;			/* per frame; < 0: not known */
	double quality_db;			/* NAN: not measured */
};

struct bench_options {
	u32 n_runs;
	double run_ms;
	const char *only;		/* substring of names; NULL: all */
	const char *flavour;		/* NULL: all that the machine can run */
};

/*
 * bench_measure.c. Pin this process to the CPU it is on; returns its number, or -1 if
 * that can't be done.
 */
int bench_pin(void);
void bench_time(const struct bench_case *c, const struct bench_flavour *flavour,
		const struct bench_options *opt, struct bench_spread *ns);

/*
 * bench_count.c. Instructions per frame of all @results, by the performance counters
 * of the machine or by valgrind; leaves them < 0 if it has neither. Returns how:
 * "perf", "valgrind" or "not available".
 */
const char *bench_count(struct bench_result *results, u32 n, const char *self,
			const struct bench_options *opt);
/* In the process that valgrind runs: all that is to be counted. */
void bench_count_under_valgrind(const struct bench_options *opt);

/* bench_main.c: call @fn for each case and flavour that the options select. */
void bench_each(const struct bench_options *opt,
		void (*fn)(void *ctx, const struct bench_case *c,
			   const struct bench_flavour *flavour), void *ctx);

/* bench_report.c */
void bench_print(const struct bench_result *results, u32 n, const char *how,
		 const char *baseline);
/* Returns 0, or -1 with a message on stderr. */
int bench_write_json(const char *path, const struct bench_result *results, u32 n,
		     const char *how, int cpu);
/* Is @path a report, with a sane number for everything? Says why not. */
int bench_check_json(const char *path);

/* Says what failed and ends the program. */
void bench_die(const char *fmt, ...) __attribute__((format(printf, 1, 2), noreturn));

#endif /* BENCH_H */
