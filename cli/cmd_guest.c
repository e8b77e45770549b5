// SPDX-License-Identifier: GPL-2.0-only
/* Copyright (C) 2026 The sof-virtio authors */
#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <json-c/json.h>

#include "sofvctl.h"

/* What the command line of "guest add" said; points to the strings there */
struct guest_add {
	const char *name;
	const char *topology;
	const char **points;
	int *point_attrs;		/* PLAYBACK or CAPTURE, for each of points */
	size_t n_points;
	uint32_t max_streams;		/* 0: not given */
};

static bool guest_add_point(struct sofvctl *ctl, struct guest_add *add,
			    int attr, const char *point)
{
	if (!sofvctl_check_name(ctl, "connection point", point))
		return false;

	add->points = sofvctl_realloc(add->points, add->n_points + 1,
				      sizeof(*add->points));
	add->point_attrs = sofvctl_realloc(add->point_attrs, add->n_points + 1,
					   sizeof(*add->point_attrs));
	add->points[add->n_points] = point;
	add->point_attrs[add->n_points++] = attr;
	return true;
}

static bool guest_add_max_streams(struct sofvctl *ctl, struct guest_add *add,
				  const char *text)
{
	unsigned long number;
	char *end;

	errno = 0;
	number = strtoul(text, &end, 10);
	if (errno || *end || *text < '0' || *text > '9' || !number ||
	    number > UINT32_MAX) {
		sofvctl_misuse(ctl, "--max-streams '%s' is not a number from 1",
			       text);
		return false;
	}
	add->max_streams = number;
	return true;
}

static bool guest_add_topology(struct sofvctl *ctl, struct guest_add *add,
			       const char *topology)
{
	if (!sofvctl_check_name(ctl, "topology", topology))
		return false;
	if (*topology == '/') {
		sofvctl_misuse(ctl, "--topology is a file below the firmware "
			       "path (/lib/firmware), without a leading '/': "
			       "'%s'", topology);
		return false;
	}
	add->topology = topology;
	return true;
}

static bool guest_add_option(struct sofvctl *ctl, struct guest_add *add,
			     int opt, char **argv)
{
	switch (opt) {
	case 't':
		return guest_add_topology(ctl, add, optarg);
	case 'p':
		return guest_add_point(ctl, add, VHOST_DSP_ATTR_PLAYBACK,
				       optarg);
	case 'c':
		return guest_add_point(ctl, add, VHOST_DSP_ATTR_CAPTURE,
				       optarg);
	case 'm':
		return guest_add_max_streams(ctl, add, optarg);
	case ':':
		sofvctl_misuse(ctl, "option '%s' needs a value",
			       argv[optind - 1]);
		return false;
	default:
		sofvctl_misuse(ctl, "unknown option '%s'", argv[optind - 1]);
		return false;
	}
}

/* The command line as a whole, after its options */
static bool guest_add_complete(struct sofvctl *ctl, struct guest_add *add,
			       int argc, char **argv)
{
	if (optind == argc) {
		sofvctl_misuse(ctl, "the guest's name is missing");
		return false;
	}
	if (optind + 1 < argc) {
		sofvctl_misuse(ctl, "'%s' is too much", argv[optind + 1]);
		return false;
	}
	add->name = argv[optind];
	if (!sofvctl_check_name(ctl, "name", add->name))
		return false;
	if (!add->topology) {
		sofvctl_misuse(ctl, "guest '%s' needs a topology: "
			       "--topology FILE", add->name);
		return false;
	}
	if (!add->n_points) {
		sofvctl_misuse(ctl, "guest '%s' needs a connection point: "
			       "--playback POINT or --capture POINT",
			       add->name);
		return false;
	}
	return true;
}

/* Returns true if there is something to do, or else the exit code. */
static bool guest_add_parse(struct sofvctl *ctl, struct guest_add *add,
			    int argc, char **argv, int *status)
{
	static const struct option options[] = {
		{ "topology", required_argument, NULL, 't' },
		{ "playback", required_argument, NULL, 'p' },
		{ "capture", required_argument, NULL, 'c' },
		{ "max-streams", required_argument, NULL, 'm' },
		{ "help", no_argument, NULL, 'h' },
		{ }
	};
	int opt;

	optind = 0;
	opterr = 0;
	*status = SOFVCTL_USAGE;
	while ((opt = getopt_long(argc, argv, ":t:p:c:m:h", options,
				  NULL)) != -1) {
		if (opt == 'h') {
			*status = sofvctl_print_help(ctl);
			return false;
		}
		if (!guest_add_option(ctl, add, opt, argv))
			return false;
	}
	return guest_add_complete(ctl, add, argc, argv);
}

static struct nl_msg *guest_add_message(struct sofvctl *ctl,
					const struct guest_add *add)
{
	struct nl_msg *msg = sofvctl_message(ctl, VHOST_DSP_CMD_GUEST_NEW, 0);
	size_t i;

	if (!msg)
		return NULL;
	if (nla_put_string(msg, VHOST_DSP_ATTR_NAME, add->name) ||
	    nla_put_string(msg, VHOST_DSP_ATTR_TOPOLOGY, add->topology))
		goto free_msg;
	for (i = 0; i < add->n_points; i++)
		if (nla_put_string(msg, add->point_attrs[i], add->points[i]))
			goto free_msg;
	if (add->max_streams &&
	    nla_put_u32(msg, VHOST_DSP_ATTR_MAX_STREAMS, add->max_streams))
		goto free_msg;
	return msg;

free_msg:
	nlmsg_free(msg);
	return NULL;
}

static int guest_add(struct sofvctl *ctl, int argc, char **argv)
{
	struct guest_add add = { 0 };
	int status;

	if (!guest_add_parse(ctl, &add, argc, argv, &status))
		goto free_points;

	status = sofvctl_connect(ctl);
	if (!status)
		status = sofvctl_exchange(ctl, guest_add_message(ctl, &add),
					  NULL, NULL);
free_points:
	free(add.points);
	free(add.point_attrs);
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

static void guest_print(const struct sofvctl *ctl,
			const struct sofvctl_guest *guest)
{
	char *playback = sofvctl_join_names(&guest->playback);
	char *capture = sofvctl_join_names(&guest->capture);
	FILE *out = ctl->out;

	fprintf(out, "guest        %s\n", guest->name);
	fprintf(out, "state        %s\n", sofvctl_state_name(guest->state));
	fprintf(out, "topology     %s\n", guest->topology);
	fprintf(out, "playback     %s\n", playback);
	fprintf(out, "capture      %s\n", capture);
	fprintf(out, "streams      %u of %u\n", guest->streams,
		guest->max_streams);
	fprintf(out, "on the DSP   %u components in %u pipelines\n",
		guest->components, guest->pipelines);
	fprintf(out, "IPC          %llu forwarded, %llu handled, %llu refused\n",
		(unsigned long long)guest->ipc_forwarded,
		(unsigned long long)guest->ipc_handled,
		(unsigned long long)guest->ipc_refused);
	fprintf(out, "copied       %llu bytes\n",
		(unsigned long long)guest->data_bytes);
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
			 "[--capture POINT]... [--max-streams N]",
		.help = "define a guest and what it may have",
		.details =
			"  NAME                 what QEMU's -device vhost-dsp-pci,guest=NAME says\n"
			"  --topology, -t FILE  the guest's topology, below /lib/firmware\n"
			"  --playback, -p POINT a connection point that the guest may play to\n"
			"  --capture, -c POINT  a connection point that it may record from\n"
			"  --max-streams, -m N  streams at a time; default: one for each point\n"
			"\nThe guest's topology counts its points from 0, in the order given here.\n",
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
