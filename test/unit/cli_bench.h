/* SPDX-License-Identifier: GPL-2.0-only */
/* Copyright (C) 2026 The sof-virtio authors */
#ifndef CLI_BENCH_H
#define CLI_BENCH_H

#include "sofvctl.h"

#define CLI_BENCH_FAMILY	0x23
#define CLI_BENCH_MESSAGES	16

/*
 * sofvctl with canned messages in the kernel's place. Replies are kept by
 * command, and every dump of that command gets them all.
 */
struct cli_bench {
	struct sofvctl ctl;
	char *out;			/* what it wrote, after cli_bench_run() */
	char *err;
	size_t out_bytes, err_bytes;

	int connect_error;		/* -errno; 0: the family is there */
	int exchange_error;		/* -errno; 0: done */
	const char *text;		/* the kernel's words for it */

	int late_cards;			/* so many requests find no card yet */

	struct nl_msg *sent[CLI_BENCH_MESSAGES];
	size_t n_sent;
	struct nl_msg *replies[CLI_BENCH_MESSAGES];
	size_t n_replies;
	int connected;			/* connects without a disconnect yet */
};

/* For cmocka: *state is the bench. */
int cli_bench_setup(void **state);
int cli_bench_teardown(void **state);

/* Runs "sofvctl WORDS", words being separated by single spaces. */
int cli_bench_run(struct cli_bench *bench, const char *words);

/* A new reply of @command, to be filled with attributes. */
struct nl_msg *cli_bench_reply(struct cli_bench *bench, int command);

/* Adds the guest "alpha", with a value in each attribute. */
void cli_bench_add_alpha(struct cli_bench *bench);
/* Adds the points "Guest 1" (playback, of alpha) and "Mic" (capture). */
void cli_bench_add_points(struct cli_bench *bench);

/* Adds a SOF card; id "": its sound card is not there. */
void cli_bench_add_card(struct cli_bench *bench, const char *id,
			uint32_t ipc_major, uint32_t points);

#endif /* CLI_BENCH_H */
