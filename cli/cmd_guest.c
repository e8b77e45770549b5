// SPDX-License-Identifier: GPL-2.0-only
/* Copyright (C) 2026 The sof-virtio authors */
#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <json-c/json.h>

#include "sofvctl.h"

/* Options of "guest add" but --help: each is the key of a definition. */
static const struct option guest_add_options[] = {
	{ "topology", required_argument, NULL, 't' },
	{ "playback", required_argument, NULL, 'p' },
	{ "capture", required_argument, NULL, 'c' },
	{ "card", required_argument, NULL, 'd' },
	{ "max-streams", required_argument, NULL, 'm' },
	{ "max-components", required_argument, NULL, 1 },
	{ "max-pipelines", required_argument, NULL, 2 },
	{ "max-buffer-bytes", required_argument, NULL, 3 },
	{ "max-ipc-per-second", required_argument, NULL, 4 },
	{ "max-ipc-burst", required_argument, NULL, 5 },
	{ "help", no_argument, NULL, 'h' },
	{ }
};

static bool guest_add_option(struct sofvctl *ctl,
			     struct sofvctl_definition *def, int opt,
			     char **argv)
{
	const struct option *option = guest_add_options;

	if (opt == ':') {
		sofvctl_misuse(ctl, "option '%s' needs a value",
			       argv[optind - 1]);
		return false;
	}
	while (option->name && option->val != opt)
		option++;
	if (!option->name) {
		sofvctl_misuse(ctl, "unknown option '%s'", argv[optind - 1]);
		return false;
	}
	if (sofvctl_definition_set(def, option->name, optarg))
		return true;
	sofvctl_misuse(ctl, "%s", def->error);
	return false;
}

/* Returns true if there is something to do, or else the exit code. */
static bool guest_add_parse(struct sofvctl *ctl, struct sofvctl_definition *def,
			    int argc, char **argv, int *status)
{
	int opt;

	optind = 0;
	opterr = 0;
	*status = SOFVCTL_USAGE;
	while ((opt = getopt_long(argc, argv, ":t:p:c:d:m:h", guest_add_options,
				  NULL)) != -1) {
		if (opt == 'h') {
			*status = sofvctl_print_help(ctl);
			return false;
		}
		if (!guest_add_option(ctl, def, opt, argv))
			return false;
	}
	if (optind + 1 < argc) {
		sofvctl_misuse(ctl, "'%s' is too much", argv[optind + 1]);
		return false;
	}
	if ((optind < argc &&
	     !sofvctl_definition_set(def, "name", argv[optind])) ||
	    !sofvctl_definition_complete(def)) {
		sofvctl_misuse(ctl, "%s", def->error);
		return false;
	}
	return true;
}

static int guest_add(struct sofvctl *ctl, int argc, char **argv)
{
	struct sofvctl_definition def = { 0 };
	int status;

	if (guest_add_parse(ctl, &def, argc, argv, &status)) {
		status = sofvctl_connect(ctl);
		if (!status)
			status = sofvctl_exchange(ctl,
					sofvctl_definition_message(ctl, &def),
					NULL, NULL);
	}
	sofvctl_definition_free(&def);
	return status;
}

static int guest_remove(struct sofvctl *ctl, int argc, char **argv)
{
	struct nl_msg *msg;
	const char *name;
	int status;

	if (!sofvctl_parse_plain(ctl, argc, argv, &name, &status))
		return status;
	status = sofvctl_connect(ctl);
	if (status)
		return status;

	msg = sofvctl_message(ctl, VHOST_DSP_CMD_GUEST_DEL, 0);
	if (msg && nla_put_string(msg, VHOST_DSP_ATTR_NAME, name)) {
		nlmsg_free(msg);
		msg = NULL;
	}
	return sofvctl_exchange(ctl, msg, NULL, NULL);
}

static int guest_list(struct sofvctl *ctl, int argc, char **argv)
{
	struct sofvctl_guests guests;
	int status;

	if (!sofvctl_parse_plain(ctl, argc, argv, NULL, &status))
		return status;

	status = sofvctl_get_guests(ctl, &guests);
	if (!status && ctl->json)
		sofvctl_print_json(ctl, sofvctl_guests_json(&guests));
	else if (!status)
		sofvctl_print_guests(ctl, &guests);
	sofvctl_free_guests(&guests);
	return status;
}

static void guest_print_ipc(FILE *out, const struct sofvctl_guest *guest)
{
	fprintf(out, "IPC          %llu received: %llu forwarded, %llu handled, ",
		(unsigned long long)guest->ipc_received,
		(unsigned long long)guest->ipc_forwarded,
		(unsigned long long)guest->ipc_handled);
	fprintf(out, "%llu refused (%llu over quota)\n",
		(unsigned long long)guest->ipc_refused,
		(unsigned long long)guest->ipc_over_quota);
	sofvctl_print_refused(out, guest);
	fprintf(out, "failed       %llu forwarded or handled, but answered with an error\n",
		(unsigned long long)guest->ipc_failed);
	fprintf(out, "IPC rate     %u per second, %u at once; %llu had to wait\n",
		guest->max_ipc_per_second, guest->max_ipc_burst,
		(unsigned long long)guest->ipc_delayed);
}

static void guest_print(const struct sofvctl *ctl,
			const struct sofvctl_guest *guest)
{
	char *playback = sofvctl_join_names(&guest->playback);
	char *capture = sofvctl_join_names(&guest->capture);
	FILE *out = ctl->out;

	fprintf(out, "guest        %s\n", guest->name);
	fprintf(out, "state        %s\n", sofvctl_state_name(guest->state));
	fprintf(out, "topology     %s\n", guest->topology);
	fprintf(out, "card         %s\n",
		*guest->card ? guest->card : "the first");
	fprintf(out, "playback     %s\n", playback);
	fprintf(out, "capture      %s\n", capture);
	fprintf(out, "streams      %u of %u\n", guest->streams,
		guest->max_streams);
	fprintf(out, "components   %u of %u\n", guest->components,
		guest->max_components);
	fprintf(out, "pipelines    %u of %u\n", guest->pipelines,
		guest->max_pipelines);
	fprintf(out, "buffers      %u of %u bytes\n", guest->buffer_bytes,
		guest->max_buffer_bytes);
	guest_print_ipc(out, guest);
	fprintf(out, "copied       %llu bytes: %llu played, %llu recorded\n",
		(unsigned long long)guest->data_bytes,
		(unsigned long long)guest->playback_bytes,
		(unsigned long long)guest->capture_bytes);
	fprintf(out, "events lost  %llu\n",
		(unsigned long long)guest->events_lost);
	fprintf(out, "xruns        %llu\n", (unsigned long long)guest->xruns);
	free(playback);
	free(capture);
}

static int guest_show_one(struct sofvctl *ctl,
			  const struct sofvctl_guests *guests, const char *name)
{
	size_t i;

	for (i = 0; i < guests->count; i++) {
		if (strcmp(guests->list[i].name, name))
			continue;
		if (ctl->json)
			return sofvctl_print_json(ctl,
					sofvctl_guest_json(&guests->list[i]));
		guest_print(ctl, &guests->list[i]);
		return SOFVCTL_OK;
	}
	return sofvctl_fail(ctl, "guest '%s' is not defined; "
			    "'sofvctl guest list' shows those that are", name);
}

static int guest_show(struct sofvctl *ctl, int argc, char **argv)
{
	struct sofvctl_guests guests;
	const char *name;
	int status;

	if (!sofvctl_parse_plain(ctl, argc, argv, &name, &status))
		return status;

	status = sofvctl_get_guests(ctl, &guests);
	if (!status)
		status = guest_show_one(ctl, &guests, name);
	sofvctl_free_guests(&guests);
	return status;
}

const struct sofvctl_command sofvctl_guest_commands[] = {
	{
		.object = "guest",
		.verb = "add",
		.usage = "NAME --topology FILE [--playback POINT]... "
			 "[--capture POINT]...\n"
			 "       [--card CARD] [--max-streams N] "
			 "[--max-components N]\n"
			 "       [--max-pipelines N] [--max-buffer-bytes N]\n"
			 "       [--max-ipc-per-second N] [--max-ipc-burst N]",
		.help = "define a guest and what it may have",
		.details =
			"  NAME                  what QEMU's -device vhost-dsp-pci,guest=NAME says\n"
			"  --topology, -t FILE   the guest's topology, below /lib/firmware\n"
			"  --playback, -p POINT  a connection point that the guest may play to\n"
			"  --capture, -c POINT   a connection point that it may record from\n"
			"  --card, -d CARD       SOF card, by its id in /proc/asound/cards or by its\n"
			"                        device; default: the first one\n"
			"  --max-streams, -m N   streams at a time; default: one for each point\n"
			"  --max-components N    on the DSP, without buffers; default: 256\n"
			"  --max-pipelines N     default: 64\n"
			"  --max-buffer-bytes N  of all its buffers on the DSP, k and M allowed;\n"
			"                        default: 1M\n"
			"  --max-ipc-per-second N  messages; those above wait; default: 4000\n"
			"  --max-ipc-burst N     messages at once, before the rate counts;\n"
			"                        default: 2000\n"
			"\nThe guest's topology counts its points from 0, in the order given here.\n"
			"A definition is forgotten when the module vhost_dsp is unloaded; see\n"
			"'sofvctl guest load' for those that shall stay.\n",
		.run = guest_add,
	},
	{
		.object = "guest",
		.verb = "list",
		.usage = "[--json]",
		.help = "show the guests that are defined",
		.run = guest_list,
	},
	{
		.object = "guest",
		.verb = "show",
		.usage = "NAME [--json]",
		.help = "show all about one guest",
		.run = guest_show,
	},
	{
		.object = "guest",
		.verb = "remove",
		.usage = "NAME",
		.help = "forget a guest; its virtual machine must not run",
		.run = guest_remove,
	},
	{ }
};
