/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * A host topology in small, and a port that writes down what it is sent:
 *
 *	host.1 -> b.1 -> pga.1 -> b.2 -+-> mixer.9 -> b.9 -> dai.9 (SSP0)
 *	host.2 -> (b.3) -> pga.2 -> b.4 -+		virtual PCM
 */
#ifndef RUN_BENCH_H
#define RUN_BENCH_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include <run_tplg.h>

#include "dsp_msg.h"
#include "tplg_build.h"

#define RUN_BENCH_MAX_MSGS	400u

struct run_bench {
	struct tplg_build b;
	struct run_tplg *t;
	struct run_error err;
	/* what was sent */
	u8 msgs[RUN_BENCH_MAX_MSGS][SOF3_MSG_MAX_BYTES];
	u32 bytes[RUN_BENCH_MAX_MSGS];
	u32 n;
	u32 fail_at;		/* refuse the message of this number; RUN_NONE: none */
	struct run_port port;
	struct run_port *next;	/* or NULL: where they go after that */
};

/* Offsets in the file of what tests want to change. */
struct run_bench_at {
	u32 host, pga, ctl, pipe, dai, link, pcm;
};

/**
 * struct run_bench_comp - "comp.5", to stand behind pga.1
 * @id: TPLG_WIDGET_*
 * @process, @uuid: of an effect; NULL: none
 * @tokens, @n_tokens: pairs
 * @blob, @blob_bytes: of its bytes control "Data"; NULL: none
 */
struct run_bench_comp {
	u32 id;
	const char *process;
	const u8 *uuid;
	const u32 *tokens;
	u32 n_tokens;
	const void *blob;
	u32 blob_bytes;
};

/* @is_dynamic: pipeline 1 */
struct run_bench *run_bench_new(bool is_dynamic);
void run_bench_free(struct run_bench *r);

/* Only the file; then, perhaps changed, run_bench_read(). */
struct run_bench *run_bench_build(bool is_dynamic, struct run_bench_at *at);
struct run_bench *run_bench_build_with(bool is_dynamic, struct run_bench_at *at,
				       const struct run_bench_comp *comp);
/* From a copy that ends where the file ends. Sets r->t, or r->err. */
bool run_bench_read(struct run_bench *r, u32 bytes);

/* A volume control with 61 steps: mute, -59 dB to 0 dB. */
u32 run_bench_volume(struct tplg_build *b, const char *name);
/* A bytes control that takes 1000 bytes and holds @bytes of 1, 2, 3 ... */
u32 run_bench_bytes(struct tplg_build *b, const char *name, u32 bytes);

/* "COMP_NEW 3" and so on of all that was sent, one line each. To be freed. */
char *run_bench_text(const struct run_bench *r);

#endif /* RUN_BENCH_H */
