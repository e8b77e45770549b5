// SPDX-License-Identifier: GPL-2.0-only
/* Copyright (C) 2026 The sof-virtio authors */
#include <stdlib.h>

#include "run.h"

/* More than any topology. */
#define FILE_MAX_BYTES		(16u << 20)

static int complain(const char *what, const char *text)
{
	fprintf(stderr, "sofdsp-run: %s%s%s\n", what, *what ? ": " : "", text);

	return RUN_FAILED;
}

static struct run_tplg *read_topology(const char *path, struct run_error *err)
{
	FILE *f = fopen(path, "rb");
	struct run_tplg *t = NULL;
	size_t bytes;
	u8 *file;

	if (!f) {
		run_fail(err, "%s", strerror(errno));
		return NULL;
	}
	file = run_realloc(NULL, FILE_MAX_BYTES, 1);
	bytes = fread(file, 1, FILE_MAX_BYTES, f);
	if (ferror(f))
		run_fail(err, "%s", strerror(errno));
	else
		t = run_tplg_read(file, bytes, err);
	free(file);
	fclose(f);

	return t;
}

/* Whatever has been written is there to be heard; say how much it is. */
static void tell_incomplete(const struct run_result *result)
{
	const struct run_done *done;
	u32 i;

	for (i = 0; i < result->n_files; i++) {
		done = &result->files[i];
		if (!strcmp(done->what, "record") || !strcmp(done->what, "dai-out"))
			fprintf(stderr, "sofdsp-run: %s is incomplete: %llu frames\n",
				done->file->path,
				(unsigned long long)done->n_frames);
	}
}

static int play(const struct run_options *o, struct run_tplg *t)
{
	static struct run_result result;
	struct run_error err;

	if (run_job(o, t, &result, &err) < 0) {
		complain("", err.text);
		tell_incomplete(&result);
		return RUN_FAILED;
	}
	if (o->json)
		run_summary_json(&result, stdout);
	else if (!o->quiet)
		run_summary(&result, stdout);
	if (result.n_xruns)
		return complain("", "a DAI ran dry: what was written has holes");
	return RUN_OK;
}

int main(int argc, char **argv)
{
	static struct run_options o;
	struct run_error err;
	struct run_tplg *t;
	int ret = run_options_parse(&o, argc, argv);

	if (ret >= 0)
		goto done;
	t = read_topology(o.topology, &err);
	if (!t) {
		ret = complain(o.topology, err.text);
		goto done;
	}
	ret = RUN_OK;
	run_tplg_ground(t);
	if (o.dot)
		run_dot(t, stdout);
	else if (o.list && o.json)
		run_list_json(t, stdout);
	else if (o.list)
		run_list(t, stdout);
	else
		ret = play(&o, t);
	run_tplg_free(t);
	if (fflush(stdout) && ret == RUN_OK)
		ret = complain("standard output", strerror(errno));
done:
	run_options_free(&o);
	return ret;
}
