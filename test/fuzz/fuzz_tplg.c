// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Any bytes as a guest topology. The first two are the numbers of granted
 * points. A file that passes keeps its quotas, can be rewritten, and there and
 * back gives the same file.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <sofv/ledger.h>
#include <sofv/tplg.h>

static void must(int ok, const char *what)
{
	if (!ok) {
		fprintf(stderr, "fuzz_tplg: %s\n", what);
		abort();
	}
}

static void check_good(const u8 *file, u32 bytes, u32 n_playback, u32 n_capture)
{
	struct sofv_tplg_error error;
	struct sofv_tplg_info info;
	u8 *copy = malloc(bytes);

	memcpy(copy, file, bytes);
	must(!sofv_tplg_check(copy, bytes, n_playback, n_capture, &info, &error),
	     "a good file went bad");
	must(info.widgets <= SOFV_OBJECTS_MAX &&
	     info.pipeline_max < SOFV_PIPE_ID_COUNT &&
	     info.points[0] <= n_playback && info.points[1] <= n_capture,
	     "more than is granted");

	must(!sofv_tplg_rewrite(copy, bytes, SOFV_PIPE_ID_FIRST),
	     "a good file cannot be rewritten");
	must(sofv_tplg_check(copy, bytes, n_playback, n_capture, NULL, &error),
	     "ids were not rewritten");
	must(!sofv_tplg_rewrite(copy, bytes, 0u - SOFV_PIPE_ID_FIRST),
	     "the rewritten file is damaged");
	must(!memcmp(copy, file, bytes), "more than the ids was changed");
	free(copy);
}

/* The rewriter alone, for what no check has passed: all or nothing. */
static void rewrite_any(const u8 *file, u32 bytes)
{
	u8 *copy = malloc(bytes ? bytes : 1);
	u32 i;

	memcpy(copy, file, bytes);
	if (sofv_tplg_rewrite(copy, bytes, SOFV_PIPE_ID_FIRST)) {
		must(!memcmp(copy, file, bytes), "a bad file was changed");
	} else {
		/* no more than the index of some blocks: bytes 28 to 31 of each */
		for (i = 0; i < bytes && i < 28; i++)
			must(copy[i] == file[i], "more than an index was changed");
		must(!sofv_tplg_rewrite(copy, bytes, 0u - SOFV_PIPE_ID_FIRST) &&
		     !memcmp(copy, file, bytes), "there and back is another file");
	}
	free(copy);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct sofv_tplg_error error;
	u32 n_playback, n_capture;
	int ret;

	if (size < 2)
		return 0;

	n_playback = data[0] % (SOFV_GRANTS_MAX + 1);
	n_capture = data[1] % (SOFV_GRANTS_MAX + 1);
	data += 2;
	size -= 2;

	rewrite_any(data, (u32)size);
	ret = sofv_tplg_check(data, (u32)size, n_playback, n_capture, NULL,
			      &error);
	must(!ret == (error.reason == SOFV_TPLG_OK), "error without reason");
	must(memchr(error.name, 0, sizeof(error.name)) != NULL,
	     "name without end");
	must(error.offset_bytes <= size, "place beyond the end");
	if (!ret) {
		check_good(data, (u32)size, n_playback, n_capture);
		ret = sofv_tplg_check_host(data, (u32)size, NULL, &error);
		must(!ret || error.reason == SOFV_TPLG_DAI_VIRTUAL,
		     "good for a guest and damaged for a host");
	} else {
		ret = sofv_tplg_check_host(data, (u32)size, NULL, &error);
		must(!ret == (error.reason == SOFV_TPLG_OK) &&
		     error.offset_bytes <= size, "host: error without reason");
	}

	return 0;
}
