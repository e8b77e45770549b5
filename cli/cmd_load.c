// SPDX-License-Identifier: GPL-2.0-only
/* Copyright (C) 2026 The sof-virtio authors */
#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <json-c/json.h>

#include "sofvctl.h"

#define LOAD_POLL_MS		100
#define LOAD_WAIT_MAX_S		3600

struct load_options {
	const char *dir;
	bool check;
	unsigned int wait_s;
};

static bool load_parse_wait(struct sofvctl *ctl, struct load_options *load,
			    const char *value)
{
	unsigned long seconds;
	char *end;

	seconds = strtoul(value, &end, 10);
	if (*end || *value < '0' || *value > '9' || seconds > LOAD_WAIT_MAX_S) {
		sofvctl_misuse(ctl, "'%s' is not a number of seconds up to %d",
			       value, LOAD_WAIT_MAX_S);
		return false;
	}
	load->wait_s = seconds;
	return true;
}

/* Returns true if there is something to do, or else the exit code. */
static bool load_parse(struct sofvctl *ctl, struct load_options *load,
		       int argc, char **argv, int *status)
{
	static const struct option options[] = {
		{ "check", no_argument, NULL, 'n' },
		{ "wait", required_argument, NULL, 'w' },
		{ "json", no_argument, NULL, 'j' },
		{ "help", no_argument, NULL, 'h' },
		{ }
	};
	int opt;

	optind = 0;
	opterr = 0;
	*status = SOFVCTL_USAGE;
	while ((opt = getopt_long(argc, argv, ":nw:jh", options, NULL)) != -1) {
		switch (opt) {
		case 'w':
			if (!load_parse_wait(ctl, load, optarg))
				return false;
			break;
		case ':':
			sofvctl_misuse(ctl, "option '%s' needs a value",
				       argv[optind - 1]);
			return false;
		case 'n':
			load->check = true;
			break;
		case 'j':
			ctl->json = true;
			break;
		case 'h':
			*status = sofvctl_print_help(ctl);
			return false;
		default:
			sofvctl_misuse(ctl, "unknown option '%s'",
				       argv[optind - 1]);
			return false;
		}
	}
	if (optind + 1 < argc) {
		sofvctl_misuse(ctl, "'%s' is too much", argv[optind + 1]);
		return false;
	}
	load->dir = optind < argc ? argv[optind] : SOFVCTL_CONF_DIR;
	return true;
}

/* Is the card of @def complete: its sound card there, with its points? */
static bool load_card_ready(const struct sofvctl_definition *def,
			    const struct sofvctl_cards *cards)
{
	const struct sofvctl_card *card;
	size_t i;

	for (i = 0; i < cards->count; i++) {
		card = &cards->list[i];
		if (card->points && card->ipc_major == SOFV_IPC_MAJOR &&
		    (!*def->card || !strcmp(def->card, card->id) ||
		     !strcmp(def->card, card->device)))
			return true;
	}
	return false;
}

/* When a machine boots, the module may be there before the sound card is. */
static int load_wait(struct sofvctl *ctl, const struct sofvctl_confs *confs,
		     unsigned int wait_s)
{
	unsigned int left = wait_s * (1000 / LOAD_POLL_MS);
	struct sofvctl_cards cards;
	int status;
	size_t i;

	for (;;) {
		status = sofvctl_get_cards(ctl, &cards);
		for (i = 0; !status && i < confs->count; i++)
			if (!*confs->list[i].def.error &&
			    !load_card_ready(&confs->list[i].def, &cards))
				break;
		sofvctl_free_cards(&cards);
		/* those whose card has not come are refused in due course */
		if (status || i == confs->count || !left--)
			return status;
		usleep(LOAD_POLL_MS * 1000);
	}
}

static const struct sofvctl_guest *
load_find(const struct sofvctl_guests *guests, const char *name)
{
	size_t i;

	for (i = 0; i < guests->count; i++)
		if (!strcmp(guests->list[i].name, name))
			return &guests->list[i];
	return NULL;
}

/* What became of @conf, in a word; NULL if it failed, and then its error is set. */
static const char *load_one(struct sofvctl *ctl, struct sofvctl_conf *conf,
			    const struct sofvctl_guests *guests)
{
	const struct sofvctl_guest *guest = load_find(guests, conf->def.name);
	struct sofvctl_definition *def = &conf->def;

	if (*def->error)
		return NULL;
	if (guest && sofvctl_definition_matches(def, guest))
		return "unchanged";
	if (guest) {
		snprintf(def->error, sizeof(def->error), "guest '%s' is defined "
			 "in another way; 'sofvctl guest remove' it first",
			 def->name);
		return NULL;
	}
	if (sofvctl_ask(ctl, sofvctl_definition_message(ctl, def), def->error,
			sizeof(def->error)))
		return NULL;
	return "defined";
}

static void load_report(struct sofvctl *ctl, struct json_object *array,
			const struct sofvctl_conf *conf, const char *result)
{
	struct json_object *obj;

	if (!result)
		sofvctl_fail(ctl, "%s: %s", conf->path, conf->def.error);
	else if (!array)
		fprintf(ctl->out, "%s: %s\n", conf->def.name, result);
	if (!array)
		return;

	obj = json_object_new_object();
	json_object_object_add(obj, "file", json_object_new_string(conf->path));
	json_object_object_add(obj, "name",
			       json_object_new_string(conf->def.name));
	json_object_object_add(obj, "result",
			       json_object_new_string(result ? result :
						      "failed"));
	json_object_object_add(obj, "error", result ? NULL :
			       json_object_new_string(conf->def.error));
	json_object_array_add(array, obj);
}

/* Goes through all of them: one bad file must not keep the others out. */
static int load_all(struct sofvctl *ctl, struct sofvctl_confs *confs,
		    const struct sofvctl_guests *guests, bool check)
{
	struct json_object *array = ctl->json ? json_object_new_array() : NULL;
	int status = SOFVCTL_OK;
	const char *result;
	size_t i;

	for (i = 0; i < confs->count; i++) {
		if (check)
			result = *confs->list[i].def.error ? NULL : "valid";
		else
			result = load_one(ctl, &confs->list[i], guests);
		if (!result)
			status = SOFVCTL_FAILED;
		load_report(ctl, array, &confs->list[i], result);
	}
	if (array)
		sofvctl_print_json(ctl, array);
	return status;
}

static int load_run(struct sofvctl *ctl, int argc, char **argv)
{
	struct sofvctl_guests guests = { 0 };
	struct load_options load = { 0 };
	struct sofvctl_confs confs;
	int status, ret;

	if (!load_parse(ctl, &load, argc, argv, &status))
		return status;

	ret = sofvctl_confs_read(&confs, load.dir);
	status = SOFVCTL_OK;
	if (ret)
		status = sofvctl_fail(ctl, "cannot read %s: %s", load.dir,
				      strerror(-ret));
	if (!status && !load.check && confs.count && load.wait_s)
		status = load_wait(ctl, &confs, load.wait_s);
	if (!status && !load.check && confs.count)
		status = sofvctl_get_guests(ctl, &guests);
	if (!status)
		status = load_all(ctl, &confs, &guests, load.check);
	sofvctl_free_guests(&guests);
	sofvctl_confs_free(&confs);
	return status;
}

const struct sofvctl_command sofvctl_load_commands[] = {
	{
		.object = "guest",
		.verb = "load",
		.usage = "[DIR] [--check] [--wait SECONDS] [--json]",
		.help = "define the guests that the files of a folder describe",
		.details =
			"  DIR          folder with *.conf; default: " SOFVCTL_CONF_DIR "\n"
			"  --check, -n  only say whether the files make sense\n"
			"  --wait, -w SECONDS  for the SOF cards that the guests need; default: 0\n"
			"\nA guest that is defined already and just so stays as it is. See\n"
			"sof-virtio-guest.conf(5) for the files.\n",
		.run = load_run,
	},
	{ }
};
