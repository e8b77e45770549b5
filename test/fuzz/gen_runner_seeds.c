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

static void chain(const char *folder, const char *name,
		  const struct run_bench_comp *comp)
{
	struct run_bench_at at;
	struct run_bench *r = run_bench_build_with(false, &at, comp);

	write_seed(folder, name, &r->b);
	free(r);
}

int main(int argc, char **argv)
{
	static const u32 src[] = { 300, 0, 301, 48000 };
	static const char *const effects[] = { "EQIIR", "DCBLOCK", "DEMUX" };
	/* no response; poles at 0; no masks */
	static const u32 data[3][9] = { { 36, 2, 0, 0, 0, 0, 0, ~0u, ~0u } };
	static const u32 bytes[3] = { 36, 32, 36 };
	struct run_bench_at at;
	struct run_bench *r;
	u32 i;

	if (argc != 2)
		return 2;
	r = run_bench_build(false, &at);
	write_seed(argv[1], "static", &r->b);
	free(r);
	r = run_bench_build(true, &at);
	write_seed(argv[1], "dynamic", &r->b);
	free(r);
	chain(argv[1], "src", &(struct run_bench_comp) {
		.id = TPLG_WIDGET_SRC, .tokens = src, .n_tokens = 2 });
	chain(argv[1], "mux", &(struct run_bench_comp) { .id = TPLG_WIDGET_MUX });
	for (i = 0; i < sizeof(effects) / sizeof(effects[0]); i++)
		chain(argv[1], effects[i], &(struct run_bench_comp) {
			.id = TPLG_WIDGET_EFFECT, .process = effects[i],
			.blob = data[i], .blob_bytes = bytes[i] });

	return 0;
}
