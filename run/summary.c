// SPDX-License-Identifier: GPL-2.0-only
/* Copyright (C) 2026 The sof-virtio authors */
#include <json-c/json.h>

#include "run.h"

static const char *what_happened(const struct run_done *done)
{
	return !strcmp(done->what, "play") ? "played to" :
	       !strcmp(done->what, "dai-in") ? "heard by" :
	       !strcmp(done->what, "record") ? "recorded from" : "came from";
}

static bool is_input(const struct run_done *done)
{
	return !strcmp(done->what, "play") || !strcmp(done->what, "dai-in");
}

void run_summary(const struct run_result *result, FILE *out)
{
	const struct run_done *done;
	u32 i;

	for (i = 0; i < result->n_files; i++) {
		done = &result->files[i];
		fprintf(out, "%s: %llu frames (%.3f s) of %u x %s at %u Hz %s %s\n",
			done->file->path, (unsigned long long)done->n_frames,
			(double)done->n_frames / done->info.rate_hz,
			done->info.n_channels, run_format_name(done->info.frame_fmt),
			done->info.rate_hz, what_happened(done), done->file->name);
		if (is_input(done) && done->n_frames < done->info.n_frames)
			fprintf(out, "%s: %llu frames at its end were not used\n",
				done->file->path, (unsigned long long)
				(done->info.n_frames - done->n_frames));
	}
	fprintf(out, "%llu ms, %llu messages, %llu xruns\n",
		(unsigned long long)result->n_ticks,
		(unsigned long long)result->n_ipcs,
		(unsigned long long)result->n_xruns);
}

static void add_number(struct json_object *to, const char *key, u64 value)
{
	json_object_object_add(to, key, json_object_new_int64((int64_t)value));
}

static void add_string(struct json_object *to, const char *key, const char *value)
{
	json_object_object_add(to, key, json_object_new_string(value));
}

static struct json_object *file_json(const struct run_done *done)
{
	struct json_object *file = json_object_new_object();

	add_string(file, "what", done->what);
	add_string(file, "name", done->file->name);
	add_string(file, "file", done->file->path);
	add_number(file, "rate_hz", done->info.rate_hz);
	add_number(file, "channels", done->info.n_channels);
	add_string(file, "format", run_format_name(done->info.frame_fmt));
	add_number(file, "frames", done->n_frames);
	if (is_input(done))
		add_number(file, "unused_frames",
			   done->info.n_frames - done->n_frames);
	return file;
}

void run_summary_json(const struct run_result *result, FILE *out)
{
	struct json_object *all = json_object_new_object();
	struct json_object *files = json_object_new_array();
	u32 i;

	for (i = 0; i < result->n_files; i++)
		json_object_array_add(files, file_json(&result->files[i]));
	json_object_object_add(all, "files", files);
	add_number(all, "ticks_ms", result->n_ticks);
	add_number(all, "messages", result->n_ipcs);
	add_number(all, "positions", result->n_positions);
	add_number(all, "xruns", result->n_xruns);
	add_number(all, "xrun_notes", result->n_xrun_notes);
	fprintf(out, "%s\n", json_object_to_json_string_ext(all,
							    JSON_C_TO_STRING_PRETTY));
	json_object_put(all);
}
