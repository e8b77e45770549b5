// SPDX-License-Identifier: GPL-2.0-only
/* Copyright (C) 2026 The sof-virtio authors */
#include <json-c/json.h>

#include "sofvctl.h"

static int point_list(struct sofvctl *ctl, int argc, char **argv)
{
	struct sofvctl_points points;
	int status;

	if (!sofvctl_parse_plain(ctl, argc, argv, NULL, &status))
		return status;

	status = sofvctl_get_points(ctl, &points);
	if (!status && ctl->json)
		sofvctl_print_json(ctl, sofvctl_points_json(&points));
	else if (!status)
		sofvctl_print_points(ctl, &points);
	sofvctl_free_points(&points);
	return status;
}

const struct sofvctl_command sofvctl_point_commands[] = {
	{
		.object = "point",
		.verb = "list",
		.usage = "[--json]",
		.help = "show the host's connection points and who uses them",
		.details = "The host's topology defines the connection points; "
			   "a guest gets those\nthat 'sofvctl guest add' "
			   "names.\n",
		.run = point_list,
	},
	{ }
};
