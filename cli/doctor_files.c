// SPDX-License-Identifier: GPL-2.0-only
/* Copyright (C) 2026 The sof-virtio authors */
/*
 * Definitions and the topologies that they name, judged by the same code as in
 * the kernel.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sofv/tplg.h>

#include "doctor.h"

/* Where the kernel looks, in its order */
static FILE *tplg_open(struct doctor *doc, const char *name)
{
	static const char *const places[] = {
		"/lib/firmware/updates/%s/%s",
		"/lib/firmware/updates/%.0s%s",
		"/lib/firmware/%s/%s",
		"/lib/firmware/%.0s%s",
	};
	char custom[256] = "";
	char path[512];
	FILE *f = NULL;
	size_t i;

	doctor_read_line(doctor_path(doc,
			 "/sys/module/firmware_class/parameters/path"),
			 custom, sizeof(custom));
	if (*custom)
		f = fopen(doctor_path(doc, "%s/%s", custom, name), "re");
	for (i = 0; !f && i < sizeof(places) / sizeof(places[0]); i++) {
		snprintf(path, sizeof(path), places[i], doc->release, name);
		f = fopen(doctor_path(doc, "%s", path), "re");
	}
	return f;
}

/* A guest's topology has at most 1 MiB; a byte more shows that it is larger. */
static void tplg_check(struct doctor *doc, const struct sofvctl_conf *conf,
		       FILE *f)
{
	const struct sofvctl_definition *def = &conf->def;
	const size_t room = SOFV_TPLG_MAX_BYTES + 1;
	char *file = sofvctl_realloc(NULL, room, 1);
	size_t bytes = fread(file, 1, room, f);
	struct sofv_tplg_error error = { 0 };

	if (!sofv_tplg_check(file, bytes, def->playback.count,
			     def->capture.count, NULL, &error))
		doctor_say(doc, "guest", DOCTOR_OK, NULL,
			   "'%s' with %s, from %s", def->name, def->topology,
			   conf->path);
	else
		doctor_say(doc, "guest", DOCTOR_FAIL,
			   "see doc/howto-own-topology.md",
			   "'%s' in %s: bad topology %s, byte %u%s%s: %s",
			   def->name, conf->path, def->topology,
			   error.offset_bytes, *error.name ? ", " : "",
			   error.name, sofv_tplg_strerror(error.reason));
	free(file);
}

static void doctor_conf(struct doctor *doc, const struct sofvctl_conf *conf)
{
	FILE *f;

	if (*conf->def.error) {
		doctor_say(doc, "guest", DOCTOR_FAIL,
			   "correct it, see sof-virtio-guest.conf(5)",
			   "%s: %s", conf->path, conf->def.error);
		return;
	}
	f = tplg_open(doc, conf->def.topology);
	if (!f) {
		doctor_say(doc, "guest", DOCTOR_FAIL,
			   "put it there, or install sof-virtio-topologies",
			   "'%s' in %s: no topology %s below /lib/firmware",
			   conf->def.name, conf->path, conf->def.topology);
		return;
	}
	tplg_check(doc, conf, f);
	fclose(f);
}

static const char *shared_name(const struct sofvctl_names *a,
			       const struct sofvctl_names *b)
{
	size_t i, j;

	for (i = 0; i < a->count; i++)
		for (j = 0; j < b->count; j++)
			if (!strcmp(a->names[i], b->names[j]))
				return a->names[i];
	return NULL;
}

static void doctor_shared_points(struct doctor *doc,
				 const struct sofvctl_confs *confs)
{
	const struct sofvctl_definition *a, *b;
	const char *point;
	size_t i, j;

	for (i = 0; i < confs->count; i++) {
		for (j = 0; j < i; j++) {
			a = &confs->list[j].def;
			b = &confs->list[i].def;
			point = shared_name(&a->playback, &b->playback);
			if (!point)
				point = shared_name(&a->capture, &b->capture);
			if (point && !strcmp(a->card, b->card))
				doctor_say(doc, "guest", DOCTOR_WARN,
					   "give each its own point if they shall run at the same time",
					   "'%s' and '%s' both use connection point '%s'",
					   a->name, b->name, point);
		}
	}
}

void doctor_definitions(struct doctor *doc)
{
	char dir[4096];
	struct sofvctl_confs confs;
	size_t i;
	int ret;

	snprintf(dir, sizeof(dir), "%s%s", doc->ctl->root, SOFVCTL_CONF_DIR);
	ret = sofvctl_confs_read(&confs, dir);
	if (ret && ret != -ENOENT)
		doctor_say(doc, "guest", DOCTOR_WARN, "run this as root",
			   "cannot read %s: %s", dir, strerror(-ret));
	else if (!confs.count)
		doctor_say(doc, "guest", DOCTOR_WARN,
			   "write one, see sof-virtio-guest.conf(5), or use 'sofvctl guest add'",
			   "no definitions in %s", dir);
	for (i = 0; i < confs.count; i++)
		doctor_conf(doc, &confs.list[i]);
	doctor_shared_points(doc, &confs);
	sofvctl_confs_free(&confs);
}
