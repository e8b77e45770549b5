// SPDX-License-Identifier: GPL-2.0-only
/* Copyright (C) 2026 The sof-virtio authors */
#include <getopt.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <json-c/json.h>

#include "sofvctl.h"

static const struct sofvctl_command *const sofvctl_tables[] = {
	sofvctl_guest_commands,
	sofvctl_load_commands,
	sofvctl_point_commands,
	sofvctl_status_commands,
	sofvctl_doctor_commands,
};

#define SOFVCTL_TABLES	(sizeof(sofvctl_tables) / sizeof(sofvctl_tables[0]))

static void sofvctl_print_name(FILE *f, const struct sofvctl_command *command)
{
	fputs(command->object, f);
	if (command->verb)
		fprintf(f, " %s", command->verb);
}

static void sofvctl_complain(const struct sofvctl *ctl, const char *fmt,
			     va_list ap)
{
	fputs("sofvctl: ", ctl->err);
	if (ctl->command) {
		sofvctl_print_name(ctl->err, ctl->command);
		fputs(": ", ctl->err);
	}
	vfprintf(ctl->err, fmt, ap);
	fputc('\n', ctl->err);
}

int sofvctl_fail(const struct sofvctl *ctl, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	sofvctl_complain(ctl, fmt, ap);
	va_end(ap);
	return SOFVCTL_FAILED;
}

int sofvctl_misuse(const struct sofvctl *ctl, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	sofvctl_complain(ctl, fmt, ap);
	va_end(ap);

	fputs("try: sofvctl ", ctl->err);
	if (ctl->command) {
		sofvctl_print_name(ctl->err, ctl->command);
		fputc(' ', ctl->err);
	}
	fputs("--help\n", ctl->err);
	return SOFVCTL_USAGE;
}

int sofvctl_print_help(const struct sofvctl *ctl)
{
	const struct sofvctl_command *command = ctl->command;

	fputs("usage: sofvctl ", ctl->out);
	sofvctl_print_name(ctl->out, command);
	fprintf(ctl->out, "%s%s\n\n%s\n", *command->usage ? " " : "",
		command->usage, command->help);
	if (command->details)
		fprintf(ctl->out, "\n%s", command->details);
	return SOFVCTL_OK;
}

/* All commands, or those of one object. */
static int sofvctl_print_commands(const struct sofvctl *ctl, const char *object)
{
	const struct sofvctl_command *command;
	char name[32];
	size_t i;

	fprintf(ctl->out, "usage: sofvctl %s COMMAND [OPTIONS]\n\n",
		object ? object : "OBJECT");
	for (i = 0; i < SOFVCTL_TABLES; i++) {
		for (command = sofvctl_tables[i]; command->object; command++) {
			if (object && strcmp(object, command->object))
				continue;
			snprintf(name, sizeof(name), "%s %s", command->object,
				 command->verb ? command->verb : "");
			fprintf(ctl->out, "  %-14s %s\n", name, command->help);
		}
	}
	fputs("\nEach of them explains itself with --help. "
	      "Exit codes: 0 done, 1 refused or failed, 2 bad usage.\n",
	      ctl->out);
	return SOFVCTL_OK;
}

/* The command that @object and @verb name; @known tells if @object does. */
static const struct sofvctl_command *
sofvctl_find(const char *object, const char *verb, bool *known)
{
	const struct sofvctl_command *command;
	size_t i;

	*known = false;
	for (i = 0; i < SOFVCTL_TABLES; i++) {
		for (command = sofvctl_tables[i]; command->object; command++) {
			if (strcmp(command->object, object))
				continue;
			*known = true;
			if (!command->verb ||
			    (verb && !strcmp(command->verb, verb)))
				return command;
		}
	}
	return NULL;
}

static bool sofvctl_is_help(const char *word)
{
	return !strcmp(word, "--help") || !strcmp(word, "-h") ||
	       !strcmp(word, "help");
}

int sofvctl_run(struct sofvctl *ctl, int argc, char **argv)
{
	const struct sofvctl_command *command;
	const char *verb = argc > 2 ? argv[2] : NULL;
	int skip, status;
	bool known;

	ctl->command = NULL;
	ctl->json = false;
	if (argc < 2)
		return sofvctl_misuse(ctl, "no command given");
	if (sofvctl_is_help(argv[1]))
		return sofvctl_print_commands(ctl, NULL);

	command = sofvctl_find(argv[1], verb, &known);
	if (!known)
		return sofvctl_misuse(ctl, "unknown command '%s'", argv[1]);
	if (!command && !verb)
		return sofvctl_misuse(ctl, "'%s' needs a second word", argv[1]);
	if (!command && sofvctl_is_help(verb))
		return sofvctl_print_commands(ctl, argv[1]);
	if (!command)
		return sofvctl_misuse(ctl, "unknown command '%s %s'", argv[1],
				      verb);

	ctl->command = command;
	skip = command->verb ? 2 : 1;
	status = command->run(ctl, argc - skip, argv + skip);
	if (ctl->nl.family)
		ctl->nl.ops->disconnect(&ctl->nl);
	ctl->nl.family = 0;
	if (fflush(ctl->out) && status == SOFVCTL_OK)
		status = sofvctl_fail(ctl, "cannot write the output");
	return status;
}

bool sofvctl_parse_plain(struct sofvctl *ctl, int argc, char **argv,
			 const char **name, int *status)
{
	static const struct option options[] = {
		{ "json", no_argument, NULL, 'j' },
		{ "help", no_argument, NULL, 'h' },
		{ }
	};
	int wanted = name ? 1 : 0;
	int opt;

	optind = 0;
	opterr = 0;
	while ((opt = getopt_long(argc, argv, "jh", options, NULL)) != -1) {
		switch (opt) {
		case 'j':
			ctl->json = true;
			break;
		case 'h':
			*status = sofvctl_print_help(ctl);
			return false;
		default:
			*status = sofvctl_misuse(ctl, "unknown option '%s'",
						 argv[optind - 1]);
			return false;
		}
	}

	*status = SOFVCTL_USAGE;
	if (argc - optind < wanted) {
		sofvctl_misuse(ctl, "the name is missing");
		return false;
	}
	if (argc - optind > wanted) {
		sofvctl_misuse(ctl, "'%s' is too much", argv[optind + wanted]);
		return false;
	}
	if (!name)
		return true;
	*name = argv[optind];
	return sofvctl_check_name(ctl, "name", *name);
}

bool sofvctl_check_name(const struct sofvctl *ctl, const char *what,
			const char *name)
{
	if (!*name) {
		sofvctl_misuse(ctl, "the %s is empty", what);
		return false;
	}
	if (strlen(name) >= VHOST_DSP_NAME_BYTES) {
		sofvctl_misuse(ctl, "%s '%s' is longer than %d bytes", what,
			       name, VHOST_DSP_NAME_BYTES - 1);
		return false;
	}
	return true;
}

int sofvctl_print_json(const struct sofvctl *ctl, struct json_object *obj)
{
	fputs(json_object_to_json_string_ext(obj, JSON_C_TO_STRING_PRETTY |
					     JSON_C_TO_STRING_SPACED |
					     JSON_C_TO_STRING_NOSLASHESCAPE),
	      ctl->out);
	fputc('\n', ctl->out);
	json_object_put(obj);
	return SOFVCTL_OK;
}

void *sofvctl_realloc(void *old, size_t count, size_t size)
{
	void *p = reallocarray(old, count, size);

	if (!p) {
		fputs("sofvctl: out of memory\n", stderr);
		exit(SOFVCTL_FAILED);
	}
	return p;
}
