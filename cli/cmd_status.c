// SPDX-License-Identifier: GPL-2.0-only
/* Copyright (C) 2026 The sof-virtio authors */
#include <json-c/json.h>

#include "sofvctl.h"

static void status_print_refused(const struct sofvctl *ctl,
				 const struct sofvctl_guests *guests)
{
	struct sofvctl_table table = { .columns = 3 };
	size_t i;

	fputc('\n', ctl->out);
	sofvctl_table_row(&table, "GUEST", "REFUSED", "WHY", NULL);
	for (i = 0; i < guests->count; i++)
		sofvctl_refused_rows(&table, &guests->list[i]);
	sofvctl_table_print(&table, ctl->out);
	sofvctl_table_free(&table);
}

static void status_print(const struct sofvctl *ctl,
			 const struct sofvctl_guests *guests,
			 const struct sofvctl_points *points)
{
	uint64_t refused = 0, lost = 0, xruns = 0;
	uint32_t running = 0, streams = 0;
	size_t i;

	for (i = 0; i < guests->count; i++) {
		running += guests->list[i].state == VHOST_DSP_STATE_RUNNING;
		streams += guests->list[i].streams;
		refused += guests->list[i].ipc_refused;
		lost += guests->list[i].events_lost;
		xruns += guests->list[i].xruns;
	}
	fprintf(ctl->out, "%zu guests, %u running, %u streams; ",
		guests->count, running, streams);
	fprintf(ctl->out, "%llu messages refused, %llu events lost, %llu xruns\n",
		(unsigned long long)refused, (unsigned long long)lost,
		(unsigned long long)xruns);
	if (guests->count) {
		fputc('\n', ctl->out);
		sofvctl_print_guests(ctl, guests);
		fputc('\n', ctl->out);
		sofvctl_print_use(ctl, guests);
	}
	if (refused)
		status_print_refused(ctl, guests);
	if (points->count) {
		fputc('\n', ctl->out);
		sofvctl_print_points(ctl, points);
	}
}

static void status_print_json(const struct sofvctl *ctl,
			      const struct sofvctl_guests *guests,
			      const struct sofvctl_points *points)
{
	struct json_object *obj = json_object_new_object();

	json_object_object_add(obj, "guests", sofvctl_guests_json(guests));
	json_object_object_add(obj, "points", sofvctl_points_json(points));
	sofvctl_print_json(ctl, obj);
}

static int status_run(struct sofvctl *ctl, int argc, char **argv)
{
	struct sofvctl_points points = { 0 };
	struct sofvctl_guests guests;
	int status;

	if (!sofvctl_parse_plain(ctl, argc, argv, NULL, &status))
		return status;

	status = sofvctl_get_guests(ctl, &guests);
	if (!status)
		status = sofvctl_get_points(ctl, &points);
	if (!status && ctl->json)
		status_print_json(ctl, &guests, &points);
	else if (!status)
		status_print(ctl, &guests, &points);
	sofvctl_free_points(&points);
	sofvctl_free_guests(&guests);
	return status;
}

const struct sofvctl_command sofvctl_status_commands[] = {
	{
		.object = "status",
		.usage = "[--json]",
		.help = "show everything at a glance",
		.run = status_run,
	},
	{ }
};
