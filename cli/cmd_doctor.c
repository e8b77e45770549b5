// SPDX-License-Identifier: GPL-2.0-only
/* Copyright (C) 2026 The sof-virtio authors */
#include <getopt.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <json-c/json.h>

#include "doctor.h"

static void (*const doctor_checks[])(struct doctor *doc) = {
	doctor_kernel,
	doctor_config,
	doctor_modules,
	doctor_layout,
	doctor_card,
	doctor_device,
	doctor_kvm,
	doctor_qemu,
	doctor_definitions,
};

static const char *const doctor_result_names[] = {
	[DOCTOR_OK] = "ok",
	[DOCTOR_WARN] = "warn",
	[DOCTOR_FAIL] = "fail",
};

void doctor_say(struct doctor *doc, const char *check,
		enum doctor_result result, const char *advice,
		const char *fmt, ...)
{
	struct doctor_finding *finding;
	char text[1024];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);

	doc->findings = sofvctl_realloc(doc->findings, doc->count + 1,
					sizeof(*doc->findings));
	finding = &doc->findings[doc->count++];
	finding->check = check;
	finding->result = result;
	finding->text = strdup(text);
	finding->advice = strdup(advice ? advice : "");
}

const char *doctor_path(const struct doctor *doc, const char *fmt, ...)
{
	static char path[4096];
	va_list ap;
	int used;

	used = snprintf(path, sizeof(path), "%s", doc->ctl->root);
	va_start(ap, fmt);
	vsnprintf(path + used, sizeof(path) - used, fmt, ap);
	va_end(ap);
	return path;
}

bool doctor_find_line(const char *path, const char *begin, char *line,
		      size_t bytes)
{
	FILE *f = fopen(path, "re");
	bool found = false;

	if (!f)
		return false;
	while (!found && fgets(line, bytes, f)) {
		line[strcspn(line, "\n")] = '\0';
		found = !strncmp(line, begin, strlen(begin));
	}
	fclose(f);
	return found;
}

bool doctor_read_line(const char *path, char *line, size_t bytes)
{
	return doctor_find_line(path, "", line, bytes);
}

/* Returns true if there is something to do, or else the exit code. */
static bool doctor_parse(struct doctor *doc, int argc, char **argv, int *status)
{
	static const struct option options[] = {
		{ "qemu", required_argument, NULL, 'q' },
		{ "json", no_argument, NULL, 'j' },
		{ "help", no_argument, NULL, 'h' },
		{ }
	};
	struct sofvctl *ctl = doc->ctl;
	int opt;

	optind = 0;
	opterr = 0;
	*status = SOFVCTL_USAGE;
	while ((opt = getopt_long(argc, argv, ":q:jh", options, NULL)) != -1) {
		switch (opt) {
		case 'q':
			doc->qemu = optarg;
			break;
		case 'j':
			ctl->json = true;
			break;
		case 'h':
			*status = sofvctl_print_help(ctl);
			return false;
		default:
			sofvctl_misuse(ctl, opt == ':' ?
				       "option '%s' needs a value" :
				       "unknown option '%s'", argv[optind - 1]);
			return false;
		}
	}
	if (optind < argc) {
		sofvctl_misuse(ctl, "'%s' is too much", argv[optind]);
		return false;
	}
	return true;
}

static void doctor_print(const struct doctor *doc)
{
	const struct doctor_finding *finding;
	FILE *out = doc->ctl->out;
	size_t i;

	for (i = 0; i < doc->count; i++) {
		finding = &doc->findings[i];
		fprintf(out, "%-5s %-10s  %s", doctor_result_names[finding->result],
			finding->check, finding->text);
		if (*finding->advice)
			fprintf(out, "; %s", finding->advice);
		fputc('\n', out);
	}
}

static void doctor_print_json(const struct doctor *doc)
{
	struct json_object *array = json_object_new_array(), *obj;
	const struct doctor_finding *finding;
	const char *result;
	size_t i;

	for (i = 0; i < doc->count; i++) {
		finding = &doc->findings[i];
		result = doctor_result_names[finding->result];
		obj = json_object_new_object();
		json_object_object_add(obj, "check",
				       json_object_new_string(finding->check));
		json_object_object_add(obj, "result",
				       json_object_new_string(result));
		json_object_object_add(obj, "text",
				       json_object_new_string(finding->text));
		json_object_object_add(obj, "advice", *finding->advice ?
				       json_object_new_string(finding->advice) :
				       NULL);
		json_object_array_add(array, obj);
	}
	sofvctl_print_json(doc->ctl, array);
}

static int doctor_verdict(struct doctor *doc)
{
	int status = SOFVCTL_OK;
	size_t i;

	for (i = 0; i < doc->count; i++) {
		if (doc->findings[i].result == DOCTOR_FAIL)
			status = SOFVCTL_FAILED;
		free(doc->findings[i].text);
		free(doc->findings[i].advice);
	}
	free(doc->findings);
	return status;
}

static int doctor_run(struct sofvctl *ctl, int argc, char **argv)
{
	struct doctor doc = { .ctl = ctl };
	int status;
	size_t i;

	if (!doctor_parse(&doc, argc, argv, &status))
		return status;

	for (i = 0; i < sizeof(doctor_checks) / sizeof(doctor_checks[0]); i++)
		doctor_checks[i](&doc);
	if (ctl->json)
		doctor_print_json(&doc);
	else
		doctor_print(&doc);
	return doctor_verdict(&doc);
}

const struct sofvctl_command sofvctl_doctor_commands[] = {
	{
		.object = "doctor",
		.usage = "[--qemu PROGRAM] [--json]",
		.help = "examine whether this host is fit for guests with sound",
		.details =
			"  --qemu, -q PROGRAM  QEMU to examine; default: qemu-system-x86_64\n"
			"\nOne line for each finding: ok, warn (works, or may work) or fail, then what\n"
			"to do. Exit code 1 if there is a fail.\n",
		.run = doctor_run,
	},
	{ }
};
