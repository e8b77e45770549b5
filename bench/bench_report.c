// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * The table on the screen and the report in JSON, which is also what a later run can
 * be compared with.
 */
#include <errno.h>
#include <json-c/json.h>
#include <math.h>
#include <stdio.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "bench.h"

#define REPORT_VERSION	1

static const char *flavour_name(const struct bench_result *r)
{
	return r->flavour ? r->flavour->name : "peer";
}

static struct json_object *member(struct json_object *o, const char *key)
{
	struct json_object *m = NULL;

	return json_object_object_get_ex(o, key, &m) ? m : NULL;
}

static double number(struct json_object *o, const char *key)
{
	struct json_object *m = o ? member(o, key) : NULL;

	return m ? json_object_get_double(m) : NAN;
}

/* The entry of the same name and flavour, or NULL. */
static struct json_object *entry_of(struct json_object *list, const struct bench_result *r)
{
	struct json_object *e;
	size_t i;

	for (i = 0; list && i < json_object_array_length(list); i++) {
		e = json_object_array_get_idx(list, i);
		if (!strcmp(json_object_get_string(member(e, "name")), r->c->name) &&
		    !strcmp(json_object_get_string(member(e, "flavour")), flavour_name(r)))
			return e;
	}
	return NULL;
}

static void print_change(const struct bench_result *r, struct json_object *list)
{
	struct json_object *e = entry_of(list, r);
	double ns = number(e ? member(e, "ns_per_frame") : NULL, "median");
	double instructions = number(e, "instructions_per_frame");

	if (!e) {
		printf("        new");
		return;
	}
	printf(" %+9.1f%%", (r->ns.median / ns - 1) * 100);
	if (r->instructions >= 0 && instructions > 0)
		printf(" %+8.1f%%", (r->instructions / instructions - 1) * 100);
}

static void print_row(const struct bench_result *r)
{
	printf("%-34s %-8s %9.2f %9.2f %9.2f", r->c->name, flavour_name(r),
	       r->ns.median, r->ns.min, r->ns.max);
	if (r->instructions >= 0)
		printf(" %10.1f", r->instructions);
	else
		printf(" %10s", "-");
	/* What a stream in real time takes of a core. */
	printf(" %8.3f%%", r->ns.median * r->c->rate_hz / 1e7);
	if (isnan(r->quality_db))
		printf(" %8s", "");
	else
		printf(" %8.1f", r->quality_db);
}

void bench_print(const struct bench_result *results, u32 n, const char *how,
		 const char *baseline)
{
	struct json_object *root = NULL, *list = NULL;
	u32 i;

	if (baseline) {
		root = json_object_from_file(baseline);
		list = root ? member(root, "results") : NULL;
		if (!list)
			bench_die("%s: not a report", baseline);
	}
	printf("%-34s %-8s %9s %9s %9s %10s %9s %8s", "", "", "ns/frame", "min",
	       "max", "instr/fr", "of a core", "THD+N dB");
	printf("%s\n", list ? "      ns     instr, against the baseline" : "");
	for (i = 0; i < n; i++) {
		print_row(&results[i]);
		if (list)
			print_change(&results[i], list);
		printf("\n");
	}
	printf("instructions: %s%s\n", how, strcmp(how, "not available") ? "" :
	       " (no counter in this machine, and no valgrind)");
	json_object_put(root);
}

static void add(struct json_object *o, const char *key, struct json_object *value)
{
	json_object_object_add(o, key, value);
}

static struct json_object *json_of(const struct bench_result *r)
{
	struct json_object *o = json_object_new_object();
	struct json_object *ns = json_object_new_object();

	add(o, "name", json_object_new_string(r->c->name));
	add(o, "flavour", json_object_new_string(flavour_name(r)));
	add(o, "rate_hz", json_object_new_int((int)r->c->rate_hz));
	add(ns, "median", json_object_new_double(r->ns.median));
	add(ns, "min", json_object_new_double(r->ns.min));
	add(ns, "max", json_object_new_double(r->ns.max));
	add(o, "ns_per_frame", ns);
	add(o, "instructions_per_frame", r->instructions >= 0 ?
	    json_object_new_double(r->instructions) : NULL);
	if (!isnan(r->quality_db))
		add(o, "thd_n_db", json_object_new_double(r->quality_db));
	return o;
}

/* "model name" where there is one. */
static void cpu_model(char *to, size_t room)
{
	FILE *f = fopen("/proc/cpuinfo", "r");
	char line[512], *colon;

	snprintf(to, room, "unknown");
	while (f && fgets(line, sizeof(line), f)) {
		colon = strchr(line, ':');
		if (strncmp(line, "model name", 10) || !colon)
			continue;
		colon[strcspn(colon, "\n")] = 0;
		snprintf(to, room, "%s", colon + 2);
		break;
	}
	if (f)
		fclose(f);
}

static struct json_object *json_machine(int cpu)
{
	struct json_object *o = json_object_new_object();
	char model[256];
	struct utsname u;

	cpu_model(model, sizeof(model));
	uname(&u);
	add(o, "cpu", json_object_new_string(model));
	add(o, "architecture", json_object_new_string(u.machine));
	add(o, "cores", json_object_new_int((int)sysconf(_SC_NPROCESSORS_ONLN)));
	add(o, "pinned", json_object_new_boolean(cpu >= 0));
	add(o, "compiler", json_object_new_string(__VERSION__));
	return o;
}

static struct json_object *json_flavours(void)
{
	struct json_object *o = json_object_new_object();
	u32 i;

	for (i = 0; i < bench_n_flavours; i++)
		add(o, bench_flavours[i].name,
		    json_object_new_string(bench_flavours[i].flags));
	return o;
}

int bench_write_json(const char *path, const struct bench_result *results, u32 n,
		     const char *how, int cpu)
{
	struct json_object *root = json_object_new_object();
	struct json_object *list = json_object_new_array();
	int ret;
	u32 i;

	for (i = 0; i < n; i++)
		json_object_array_add(list, json_of(&results[i]));
	add(root, "version", json_object_new_int(REPORT_VERSION));
	add(root, "machine", json_machine(cpu));
	add(root, "flavours", json_flavours());
	add(root, "instructions", json_object_new_string(how));
	add(root, "results", list);
	ret = json_object_to_file_ext(path, root, JSON_C_TO_STRING_PRETTY |
				      JSON_C_TO_STRING_NOSLASHESCAPE);
	json_object_put(root);
	if (ret < 0)
		fprintf(stderr, "bench: %s: %s\n", path, strerror(errno));
	return ret < 0 ? -1 : 0;
}

static int wrong(const char *path, const char *name, const char *what)
{
	fprintf(stderr, "bench: %s: %s: %s\n", path, name, what);
	return -1;
}

static int check_entry(const char *path, struct json_object *e, bool counted)
{
	const char *name = json_object_get_string(member(e, "name"));
	struct json_object *ns = member(e, "ns_per_frame");
	double median = number(ns, "median");

	if (!name || !member(e, "flavour"))
		return wrong(path, "an entry", "has no name or flavour");
	if (!(median > 0 && median < 1e9) || !(number(ns, "min") <= median) ||
	    !(number(ns, "max") >= median))
		return wrong(path, name, "times make no sense");
	if (counted && !(number(e, "instructions_per_frame") > 0))
		return wrong(path, name, "has no instructions");
	return 0;
}

int bench_check_json(const char *path)
{
	struct json_object *root = json_object_from_file(path), *list, *how;
	bool counted;
	int ret = 0;
	size_t i;

	list = root ? member(root, "results") : NULL;
	how = root ? member(root, "instructions") : NULL;
	if (!list || !json_object_is_type(list, json_type_array) || !how ||
	    !json_object_array_length(list)) {
		ret = wrong(path, "report", "not one, or empty");
	} else {
		counted = strcmp(json_object_get_string(how), "not available");
		for (i = 0; i < json_object_array_length(list) && !ret; i++)
			ret = check_entry(path, json_object_array_get_idx(list, i),
					  counted);
		if (!ret)
			printf("%s: %zu results, all sane\n", path,
			       json_object_array_length(list));
	}
	json_object_put(root);
	return ret;
}
