// SPDX-License-Identifier: GPL-2.0-only
/* Copyright (C) 2026 The sof-virtio authors */
/*
 * A guest as the administrator wants it, from the command line or from a file:
 * the keys are the same, so are the complaints.
 */
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "sofvctl.h"

/* Keys with a number; MAX_STREAMS and so on */
static const struct {
	const char *key;
	int attr;
	bool bytes;			/* takes k and M */
} definition_limits[SOFVCTL_LIMITS] = {
	{ "max-streams", VHOST_DSP_ATTR_MAX_STREAMS, false },
	{ "max-components", VHOST_DSP_ATTR_MAX_COMPONENTS, false },
	{ "max-pipelines", VHOST_DSP_ATTR_MAX_PIPELINES, false },
	{ "max-buffer-bytes", VHOST_DSP_ATTR_MAX_BUFFER_BYTES, true },
	{ "max-ipc-per-second", VHOST_DSP_ATTR_MAX_IPC_PER_SECOND, false },
	{ "max-ipc-burst", VHOST_DSP_ATTR_MAX_IPC_BURST, false },
};

static bool definition_bad(struct sofvctl_definition *def, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(def->error, sizeof(def->error), fmt, ap);
	va_end(ap);
	return false;
}

static bool definition_name(struct sofvctl_definition *def, const char *what,
			    const char *name)
{
	if (!*name)
		return definition_bad(def, "the %s is empty", what);
	if (strlen(name) >= VHOST_DSP_NAME_BYTES)
		return definition_bad(def, "%s '%s' is longer than %d bytes",
				      what, name, VHOST_DSP_NAME_BYTES - 1);
	return true;
}

static bool definition_string(struct sofvctl_definition *def, const char *what,
			      char *to, const char *value)
{
	if (*to)
		return definition_bad(def, "the %s is given twice", what);
	if (!definition_name(def, what, value))
		return false;
	strcpy(to, value);
	return true;
}

static bool definition_topology(struct sofvctl_definition *def,
				const char *value)
{
	if (*value == '/')
		return definition_bad(def, "topology is a file below the "
				      "firmware path (/lib/firmware), without "
				      "a leading '/': '%s'", value);
	return definition_string(def, "topology", def->topology, value);
}

static bool definition_point(struct sofvctl_definition *def,
			     struct sofvctl_names *names, const char *value)
{
	if (!definition_name(def, "connection point", value))
		return false;

	names->names = sofvctl_realloc(names->names, names->count + 1,
				       sizeof(*names->names));
	strcpy(names->names[names->count++], value);
	return true;
}

static bool definition_limit(struct sofvctl_definition *def, size_t i,
			     const char *value)
{
	unsigned long long number, factor = 1;
	char *end;

	if (def->limits[i])
		return definition_bad(def, "%s is given twice",
				      definition_limits[i].key);
	errno = 0;
	number = strtoull(value, &end, 10);
	if (definition_limits[i].bytes && (*end == 'k' || *end == 'M'))
		factor = *end++ == 'k' ? 1024 : 1024 * 1024;
	if (errno || *end || *value < '0' || *value > '9' || !number ||
	    number > UINT32_MAX / factor)
		return definition_bad(def, "%s '%s' is not a number from 1",
				      definition_limits[i].key, value);
	def->limits[i] = number * factor;
	return true;
}

bool sofvctl_definition_set(struct sofvctl_definition *def, const char *key,
			    const char *value)
{
	size_t i;

	if (!strcmp(key, "name"))
		return definition_string(def, "name", def->name, value);
	if (!strcmp(key, "card"))
		return definition_string(def, "card", def->card, value);
	if (!strcmp(key, "topology"))
		return definition_topology(def, value);
	if (!strcmp(key, "playback"))
		return definition_point(def, &def->playback, value);
	if (!strcmp(key, "capture"))
		return definition_point(def, &def->capture, value);
	for (i = 0; i < SOFVCTL_LIMITS; i++)
		if (!strcmp(key, definition_limits[i].key))
			return definition_limit(def, i, value);
	return definition_bad(def, "unknown key '%s'", key);
}

bool sofvctl_definition_complete(struct sofvctl_definition *def)
{
	if (!*def->name)
		return definition_bad(def, "the guest's name is missing");
	if (!*def->topology)
		return definition_bad(def, "guest '%s' needs a topology",
				      def->name);
	if (!def->playback.count && !def->capture.count)
		return definition_bad(def, "guest '%s' needs a connection "
				      "point, for playback or capture",
				      def->name);
	return true;
}

static bool definition_put_points(struct nl_msg *msg, int attr,
				  const struct sofvctl_names *names)
{
	size_t i;

	for (i = 0; i < names->count; i++)
		if (nla_put_string(msg, attr, names->names[i]))
			return false;
	return true;
}

struct nl_msg *sofvctl_definition_message(struct sofvctl *ctl,
					  const struct sofvctl_definition *def)
{
	struct nl_msg *msg = sofvctl_message(ctl, VHOST_DSP_CMD_GUEST_NEW, 0);
	size_t i;

	if (!msg)
		return NULL;
	if (nla_put_string(msg, VHOST_DSP_ATTR_NAME, def->name) ||
	    nla_put_string(msg, VHOST_DSP_ATTR_TOPOLOGY, def->topology) ||
	    (*def->card &&
	     nla_put_string(msg, VHOST_DSP_ATTR_CARD, def->card)) ||
	    !definition_put_points(msg, VHOST_DSP_ATTR_PLAYBACK,
				   &def->playback) ||
	    !definition_put_points(msg, VHOST_DSP_ATTR_CAPTURE, &def->capture))
		goto free_msg;
	for (i = 0; i < SOFVCTL_LIMITS; i++)
		if (def->limits[i] &&
		    nla_put_u32(msg, definition_limits[i].attr, def->limits[i]))
			goto free_msg;
	return msg;

free_msg:
	nlmsg_free(msg);
	return NULL;
}

static bool definition_same_names(const struct sofvctl_names *a,
				  const struct sofvctl_names *b)
{
	size_t i;

	for (i = 0; i < a->count && i < b->count; i++)
		if (strcmp(a->names[i], b->names[i]))
			return false;
	return a->count == b->count;
}

bool sofvctl_definition_matches(const struct sofvctl_definition *def,
				const struct sofvctl_guest *guest)
{
	const uint32_t limits[SOFVCTL_LIMITS] = {
		guest->max_streams, guest->max_components,
		guest->max_pipelines, guest->max_buffer_bytes,
		guest->max_ipc_per_second, guest->max_ipc_burst,
	};
	size_t i;

	for (i = 0; i < SOFVCTL_LIMITS; i++)
		if (def->limits[i] && def->limits[i] != limits[i])
			return false;
	return !strcmp(def->topology, guest->topology) &&
	       !strcmp(def->card, guest->card) &&
	       definition_same_names(&def->playback, &guest->playback) &&
	       definition_same_names(&def->capture, &guest->capture);
}

void sofvctl_definition_free(struct sofvctl_definition *def)
{
	free(def->playback.names);
	free(def->capture.names);
	memset(def, 0, sizeof(*def));
}
