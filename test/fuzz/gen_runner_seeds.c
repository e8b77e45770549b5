// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * gen_runner_seeds FOLDER: seeds for fuzz_runner_tplg.
 */
#include <stdio.h>

#include "run_bench.h"

static void write_seed(const char *folder, const char *name,
		       const struct tplg_build *b)
{
	char path[256];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	f = fopen(path, "wb");
	if (!f || fwrite(b->buf, 1, b->bytes, f) != b->bytes || fclose(f)) {
		perror(path);
		exit(1);
	}
}

/* host.5 -> b.5 -> KIND -> b.6 -> mixer.9, for each of the other widgets */
static void add_chain(struct tplg_build *b, u32 id, const char *process)
{
	const u32 src[] = { 300, 48000, 301, 48000 };
	const u32 buffer[] = { 100, 768, 101, 65 };
	u32 at;

	tplg_begin(b, TPLG_TYPE_WIDGET, 1);
	tplg_words(b, tplg_widget(b, TPLG_WIDGET_BUFFER, "b.5"), buffer, 2);
	tplg_words(b, tplg_widget(b, TPLG_WIDGET_BUFFER, "b.6"), buffer, 2);
	at = tplg_widget(b, id, "comp.5");
	tplg_words(b, at, src, 2);
	tplg_uuid(b, at, 405);
	if (process)
		tplg_string(b, at, 900, process);
	tplg_has_controls(b, at, process ? 2 : 1);
	tplg_enum_ctl(b, "Mode");
	if (process)
		run_bench_bytes(b, "Data", 60);
	tplg_begin(b, TPLG_TYPE_GRAPH, 1);
	tplg_route(b, "b.5", "pga.1");
	tplg_route(b, "comp.5", "b.5");
	tplg_route(b, "b.6", "comp.5");
	tplg_route(b, "mixer.9", "b.6");
	tplg_end(b);
}

static void chain(const char *folder, const char *name, u32 id, const char *process)
{
	struct run_bench_at at;
	struct run_bench *r = run_bench_build(false, &at);

	add_chain(&r->b, id, process);
	write_seed(folder, name, &r->b);
	free(r);
}

int main(int argc, char **argv)
{
	struct run_bench_at at;
	struct run_bench *r;

	if (argc != 2)
		return 2;
	r = run_bench_build(false, &at);
	write_seed(argv[1], "static", &r->b);
	free(r);
	r = run_bench_build(true, &at);
	write_seed(argv[1], "dynamic", &r->b);
	free(r);
	chain(argv[1], "src", TPLG_WIDGET_SRC, NULL);
	chain(argv[1], "mux", TPLG_WIDGET_MUX, NULL);
	chain(argv[1], "eq-iir", TPLG_WIDGET_EFFECT, "EQIIR");
	chain(argv[1], "demux", TPLG_WIDGET_EFFECT, "DEMUX");
	chain(argv[1], "dcblock", TPLG_WIDGET_EFFECT, "DCBLOCK");

	return 0;
}
