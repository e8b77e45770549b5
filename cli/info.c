// SPDX-License-Identifier: GPL-2.0-only
/* Copyright (C) 2026 The sof-virtio authors */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <json-c/json.h>

#include "sofvctl.h"

/* Where a number of a guest comes from, where it goes, what JSON calls it */
struct sofvctl_field {
	int attr;
	size_t offset;
	size_t size;
	const char *key;
};

#define SOFVCTL_FIELD(attr_, member_) { \
	.attr = VHOST_DSP_ATTR_##attr_, \
	.offset = offsetof(struct sofvctl_guest, member_), \
	.size = sizeof(((struct sofvctl_guest *)NULL)->member_), \
	.key = #member_ }

static const struct sofvctl_field sofvctl_guest_fields[] = {
	SOFVCTL_FIELD(MAX_STREAMS, max_streams),
	SOFVCTL_FIELD(MAX_COMPONENTS, max_components),
	SOFVCTL_FIELD(MAX_PIPELINES, max_pipelines),
	SOFVCTL_FIELD(MAX_BUFFER_BYTES, max_buffer_bytes),
	SOFVCTL_FIELD(MAX_IPC_PER_SECOND, max_ipc_per_second),
	SOFVCTL_FIELD(MAX_IPC_BURST, max_ipc_burst),
	SOFVCTL_FIELD(STATE, state),
	SOFVCTL_FIELD(STREAMS, streams),
	SOFVCTL_FIELD(COMPONENTS, components),
	SOFVCTL_FIELD(PIPELINES, pipelines),
	SOFVCTL_FIELD(BUFFER_BYTES, buffer_bytes),
	SOFVCTL_FIELD(IPC_RECEIVED, ipc_received),
	SOFVCTL_FIELD(IPC_FORWARDED, ipc_forwarded),
	SOFVCTL_FIELD(IPC_HANDLED, ipc_handled),
	SOFVCTL_FIELD(IPC_REFUSED, ipc_refused),
	SOFVCTL_FIELD(IPC_OVER_QUOTA, ipc_over_quota),
	SOFVCTL_FIELD(IPC_FAILED, ipc_failed),
	SOFVCTL_FIELD(IPC_DELAYED, ipc_delayed),
	SOFVCTL_FIELD(DATA_BYTES, data_bytes),
	SOFVCTL_FIELD(PLAYBACK_BYTES, playback_bytes),
	SOFVCTL_FIELD(CAPTURE_BYTES, capture_bytes),
	SOFVCTL_FIELD(EVENTS_LOST, events_lost),
	SOFVCTL_FIELD(XRUNS, xruns),
};

#define SOFVCTL_GUEST_FIELDS \
	(sizeof(sofvctl_guest_fields) / sizeof(sofvctl_guest_fields[0]))

const char *sofvctl_state_name(uint32_t state)
{
	static const char *const names[] = {
		[VHOST_DSP_STATE_DEFINED] = "defined",
		[VHOST_DSP_STATE_ATTACHED] = "attached",
		[VHOST_DSP_STATE_RUNNING] = "running",
	};

	if (state >= sizeof(names) / sizeof(names[0]))
		return "unknown";
	return names[state];
}

const char *sofvctl_direction_name(uint32_t direction)
{
	return direction ? "capture" : "playback";
}

/*
 * From the kernel
 */
static void sofvctl_read_name(char *name, const struct nlattr *attr)
{
	snprintf(name, VHOST_DSP_NAME_BYTES, "%.*s", nla_len(attr),
		 (const char *)nla_data(attr));
}

static void sofvctl_add_name(struct sofvctl_names *names,
			     const struct nlattr *attr)
{
	names->names = sofvctl_realloc(names->names, names->count + 1,
				       sizeof(*names->names));
	sofvctl_read_name(names->names[names->count++], attr);
}

static void sofvctl_read_number(struct sofvctl_guest *guest,
				const struct nlattr *attr)
{
	const struct sofvctl_field *field;
	size_t i;

	for (i = 0; i < SOFVCTL_GUEST_FIELDS; i++) {
		field = &sofvctl_guest_fields[i];
		if (field->attr == nla_type(attr) &&
		    (size_t)nla_len(attr) >= field->size)
			memcpy((char *)guest + field->offset, nla_data(attr),
			       field->size);
	}
}

/* Attributes that this program does not know are for a newer one. */
static int sofvctl_on_guest(struct nlmsghdr *reply, void *data)
{
	struct genlmsghdr *hdr = genlmsg_hdr(reply);
	struct sofvctl_guests *guests = data;
	struct sofvctl_guest *guest;
	struct nlattr *attr;
	int rem;

	guests->list = sofvctl_realloc(guests->list, guests->count + 1,
				       sizeof(*guests->list));
	guest = &guests->list[guests->count++];
	memset(guest, 0, sizeof(*guest));

	nla_for_each_attr(attr, genlmsg_attrdata(hdr, 0),
			  genlmsg_attrlen(hdr, 0), rem) {
		switch (nla_type(attr)) {
		case VHOST_DSP_ATTR_NAME:
			sofvctl_read_name(guest->name, attr);
			break;
		case VHOST_DSP_ATTR_TOPOLOGY:
			sofvctl_read_name(guest->topology, attr);
			break;
		case VHOST_DSP_ATTR_CARD:
			sofvctl_read_name(guest->card, attr);
			break;
		case VHOST_DSP_ATTR_PLAYBACK:
			sofvctl_add_name(&guest->playback, attr);
			break;
		case VHOST_DSP_ATTR_CAPTURE:
			sofvctl_add_name(&guest->capture, attr);
			break;
		case VHOST_DSP_ATTR_REFUSED:
			sofvctl_read_refused(guest, attr);
			break;
		default:
			sofvctl_read_number(guest, attr);
			break;
		}
	}
	sofvctl_settle_refused(guest);
	return *guest->name ? 0 : -EBADMSG;
}

static uint32_t sofvctl_read_u32(const struct nlattr *attr)
{
	return nla_len(attr) >= (int)sizeof(uint32_t) ? nla_get_u32(attr) : 0;
}

static int sofvctl_on_point(struct nlmsghdr *reply, void *data)
{
	struct genlmsghdr *hdr = genlmsg_hdr(reply);
	struct sofvctl_points *points = data;
	struct sofvctl_point *point;
	struct nlattr *attr;
	int rem;

	points->list = sofvctl_realloc(points->list, points->count + 1,
				       sizeof(*points->list));
	point = &points->list[points->count++];
	memset(point, 0, sizeof(*point));

	nla_for_each_attr(attr, genlmsg_attrdata(hdr, 0),
			  genlmsg_attrlen(hdr, 0), rem) {
		switch (nla_type(attr)) {
		case VHOST_DSP_ATTR_NAME:
			sofvctl_read_name(point->name, attr);
			break;
		case VHOST_DSP_ATTR_OWNER:
			sofvctl_read_name(point->owner, attr);
			break;
		case VHOST_DSP_ATTR_CARD:
			sofvctl_read_name(point->card, attr);
			break;
		case VHOST_DSP_ATTR_DIRECTION:
			point->direction = sofvctl_read_u32(attr);
			break;
		}
	}
	return *point->name ? 0 : -EBADMSG;
}

static int sofvctl_on_card(struct nlmsghdr *reply, void *data)
{
	struct genlmsghdr *hdr = genlmsg_hdr(reply);
	struct sofvctl_cards *cards = data;
	struct sofvctl_card *card;
	struct nlattr *attr;
	int rem;

	cards->list = sofvctl_realloc(cards->list, cards->count + 1,
				      sizeof(*cards->list));
	card = &cards->list[cards->count++];
	memset(card, 0, sizeof(*card));

	nla_for_each_attr(attr, genlmsg_attrdata(hdr, 0),
			  genlmsg_attrlen(hdr, 0), rem) {
		switch (nla_type(attr)) {
		case VHOST_DSP_ATTR_CARD:
			sofvctl_read_name(card->id, attr);
			break;
		case VHOST_DSP_ATTR_DEVICE:
			sofvctl_read_name(card->device, attr);
			break;
		case VHOST_DSP_ATTR_IPC_MAJOR:
			card->ipc_major = sofvctl_read_u32(attr);
			break;
		case VHOST_DSP_ATTR_FW_ABI:
			card->fw_abi = sofvctl_read_u32(attr);
			break;
		case VHOST_DSP_ATTR_POINTS:
			card->points = sofvctl_read_u32(attr);
			break;
		}
	}
	return *card->device ? 0 : -EBADMSG;
}

static int sofvctl_dump(struct sofvctl *ctl, int command,
			sofvctl_reply_fn reply, void *data)
{
	int status = sofvctl_connect(ctl);

	if (status)
		return status;
	return sofvctl_exchange(ctl, sofvctl_message(ctl, command, NLM_F_DUMP),
				reply, data);
}

int sofvctl_get_guests(struct sofvctl *ctl, struct sofvctl_guests *guests)
{
	memset(guests, 0, sizeof(*guests));
	return sofvctl_dump(ctl, VHOST_DSP_CMD_GUEST_GET, sofvctl_on_guest,
			    guests);
}

int sofvctl_get_points(struct sofvctl *ctl, struct sofvctl_points *points)
{
	memset(points, 0, sizeof(*points));
	return sofvctl_dump(ctl, VHOST_DSP_CMD_POINT_GET, sofvctl_on_point,
			    points);
}

int sofvctl_get_cards(struct sofvctl *ctl, struct sofvctl_cards *cards)
{
	memset(cards, 0, sizeof(*cards));
	return sofvctl_dump(ctl, VHOST_DSP_CMD_CARD_GET, sofvctl_on_card,
			    cards);
}

void sofvctl_free_guests(struct sofvctl_guests *guests)
{
	size_t i;

	for (i = 0; i < guests->count; i++) {
		free(guests->list[i].playback.names);
		free(guests->list[i].capture.names);
	}
	free(guests->list);
	memset(guests, 0, sizeof(*guests));
}

void sofvctl_free_points(struct sofvctl_points *points)
{
	free(points->list);
	memset(points, 0, sizeof(*points));
}

void sofvctl_free_cards(struct sofvctl_cards *cards)
{
	free(cards->list);
	memset(cards, 0, sizeof(*cards));
}

/*
 * To the person or the script
 */
static struct json_object *
sofvctl_names_json(const struct sofvctl_names *names)
{
	struct json_object *array = json_object_new_array();
	size_t i;

	for (i = 0; i < names->count; i++)
		json_object_array_add(array,
				      json_object_new_string(names->names[i]));
	return array;
}

static struct json_object *
sofvctl_number_json(const struct sofvctl_guest *guest,
		    const struct sofvctl_field *field)
{
	const char *from = (const char *)guest + field->offset;
	uint64_t number64;
	uint32_t number32;

	if (field->attr == VHOST_DSP_ATTR_STATE)
		return json_object_new_string(sofvctl_state_name(guest->state));
	if (field->size == sizeof(number64)) {
		memcpy(&number64, from, sizeof(number64));
		return json_object_new_uint64(number64);
	}
	memcpy(&number32, from, sizeof(number32));
	return json_object_new_int64(number32);
}

struct json_object *sofvctl_guest_json(const struct sofvctl_guest *guest)
{
	struct json_object *obj = json_object_new_object();
	const struct sofvctl_field *field;
	size_t i;

	json_object_object_add(obj, "name",
			       json_object_new_string(guest->name));
	json_object_object_add(obj, "topology",
			       json_object_new_string(guest->topology));
	json_object_object_add(obj, "card", *guest->card ?
			       json_object_new_string(guest->card) : NULL);
	json_object_object_add(obj, "playback",
			       sofvctl_names_json(&guest->playback));
	json_object_object_add(obj, "capture",
			       sofvctl_names_json(&guest->capture));
	for (i = 0; i < SOFVCTL_GUEST_FIELDS; i++) {
		field = &sofvctl_guest_fields[i];
		json_object_object_add(obj, field->key,
				       sofvctl_number_json(guest, field));
	}
	json_object_object_add(obj, "refused", sofvctl_refused_json(guest));
	return obj;
}

struct json_object *sofvctl_guests_json(const struct sofvctl_guests *guests)
{
	struct json_object *array = json_object_new_array();
	size_t i;

	for (i = 0; i < guests->count; i++)
		json_object_array_add(array,
				      sofvctl_guest_json(&guests->list[i]));
	return array;
}

static struct json_object *sofvctl_point_json(const struct sofvctl_point *point)
{
	struct json_object *obj = json_object_new_object();
	const char *direction = sofvctl_direction_name(point->direction);

	json_object_object_add(obj, "name",
			       json_object_new_string(point->name));
	json_object_object_add(obj, "direction",
			       json_object_new_string(direction));
	json_object_object_add(obj, "card",
			       json_object_new_string(point->card));
	json_object_object_add(obj, "owner", *point->owner ?
			       json_object_new_string(point->owner) : NULL);
	return obj;
}

struct json_object *sofvctl_points_json(const struct sofvctl_points *points)
{
	struct json_object *array = json_object_new_array();
	size_t i;

	for (i = 0; i < points->count; i++)
		json_object_array_add(array,
				      sofvctl_point_json(&points->list[i]));
	return array;
}

char *sofvctl_join_names(const struct sofvctl_names *names)
{
	size_t bytes = names->count * (VHOST_DSP_NAME_BYTES + 2) + 2;
	char *text = sofvctl_realloc(NULL, bytes, 1);
	size_t i;

	strcpy(text, names->count ? "" : "-");
	for (i = 0; i < names->count; i++) {
		strcat(text, i ? ", " : "");
		strcat(text, names->names[i]);
	}
	return text;
}

static void info_count(char text[24], uint64_t n)
{
	snprintf(text, 24, "%llu", (unsigned long long)n);
}

static void info_of(char text[32], uint32_t n, uint32_t max)
{
	snprintf(text, 32, "%u of %u", n, max);
}

void sofvctl_print_guests(const struct sofvctl *ctl,
			  const struct sofvctl_guests *guests)
{
	struct sofvctl_table table = { .columns = 8 };
	const struct sofvctl_guest *guest;
	char *playback, *capture;
	char streams[32], ipc[24], refused[24];
	size_t i;

	sofvctl_table_row(&table, "GUEST", "STATE", "STREAMS", "IPC", "REFUSED",
			  "PLAYBACK", "CAPTURE", "TOPOLOGY", NULL);
	for (i = 0; i < guests->count; i++) {
		guest = &guests->list[i];
		playback = sofvctl_join_names(&guest->playback);
		capture = sofvctl_join_names(&guest->capture);
		info_of(streams, guest->streams, guest->max_streams);
		info_count(ipc, guest->ipc_received);
		info_count(refused, guest->ipc_refused);
		sofvctl_table_row(&table, guest->name,
				  sofvctl_state_name(guest->state), streams,
				  ipc, refused, playback, capture,
				  guest->topology, NULL);
		free(playback);
		free(capture);
	}
	sofvctl_table_print(&table, ctl->out);
	sofvctl_table_free(&table);
}

void sofvctl_print_use(const struct sofvctl *ctl,
		       const struct sofvctl_guests *guests)
{
	struct sofvctl_table table = { .columns = 8 };
	char components[32], pipelines[32], buffers[32];
	char played[24], recorded[24], lost[24], xruns[24];
	const struct sofvctl_guest *guest;
	size_t i;

	sofvctl_table_row(&table, "GUEST", "COMPONENTS", "PIPELINES",
			  "BUFFER BYTES", "BYTES PLAYED", "RECORDED",
			  "EVENTS LOST", "XRUNS", NULL);
	for (i = 0; i < guests->count; i++) {
		guest = &guests->list[i];
		info_of(components, guest->components, guest->max_components);
		info_of(pipelines, guest->pipelines, guest->max_pipelines);
		info_of(buffers, guest->buffer_bytes, guest->max_buffer_bytes);
		info_count(played, guest->playback_bytes);
		info_count(recorded, guest->capture_bytes);
		info_count(lost, guest->events_lost);
		info_count(xruns, guest->xruns);
		sofvctl_table_row(&table, guest->name, components, pipelines,
				  buffers, played, recorded, lost, xruns, NULL);
	}
	sofvctl_table_print(&table, ctl->out);
	sofvctl_table_free(&table);
}

void sofvctl_print_points(const struct sofvctl *ctl,
			  const struct sofvctl_points *points)
{
	struct sofvctl_table table = { .columns = 4 };
	const struct sofvctl_point *point;
	size_t i;

	sofvctl_table_row(&table, "POINT", "DIRECTION", "CARD", "USED BY",
			  NULL);
	for (i = 0; i < points->count; i++) {
		point = &points->list[i];
		sofvctl_table_row(&table, point->name,
				  sofvctl_direction_name(point->direction),
				  point->card,
				  *point->owner ? point->owner : "-", NULL);
	}
	sofvctl_table_print(&table, ctl->out);
	sofvctl_table_free(&table);
}
