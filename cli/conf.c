// SPDX-License-Identifier: GPL-2.0-only
/* Copyright (C) 2026 The sof-virtio authors */
/*
 * Definitions in files: one guest in each, section [guest], keys as the options
 * of "guest add". See sof-virtio-guest.conf(5).
 */
#include <dirent.h>
#include <errno.h>
#include <glob.h>
#include <stdlib.h>
#include <string.h>
#include <ini.h>

#include "sofvctl.h"

/* The guest's name is the file's, unless the file says otherwise. */
static void conf_default_name(struct sofvctl_conf *conf)
{
	const char *base = strrchr(conf->path, '/');
	size_t len;

	base = base ? base + 1 : conf->path;
	len = strlen(base);
	if (len > strlen(".conf"))
		len -= strlen(".conf");
	if (!*conf->def.name && len < sizeof(conf->def.name))
		memcpy(conf->def.name, base, len);
}

static int conf_key(void *data, const char *section, const char *key,
		    const char *value)
{
	struct sofvctl_conf *conf = data;

	if (strcmp(section, "guest")) {
		snprintf(conf->def.error, sizeof(conf->def.error),
			 "'%s' stands outside of a section [guest]", key);
		return 0;
	}
	return sofvctl_definition_set(&conf->def, key, value);
}

/* Fills @conf->def, or else @conf->def.error, with the line if there is one. */
static void conf_read(struct sofvctl_conf *conf)
{
	struct sofvctl_definition *def = &conf->def;
	char why[sizeof(def->error)];
	int line = ini_parse(conf->path, conf_key, conf);

	if (line == -1) {
		snprintf(def->error, sizeof(def->error), "cannot be read: %s",
			 strerror(errno));
	} else if (line) {
		memcpy(why, def->error, sizeof(why));
		snprintf(def->error, sizeof(def->error), "line %d: %.200s",
			 line, *why ? why : "neither [guest] nor KEY = VALUE");
	} else {
		conf_default_name(conf);
		sofvctl_definition_complete(def);
	}
}

/* Two files for one guest: which counts would depend on their names. */
static void conf_check_twice(struct sofvctl_confs *confs)
{
	struct sofvctl_conf *conf;
	size_t i, j;

	for (i = 0; i < confs->count; i++) {
		conf = &confs->list[i];
		for (j = 0; j < i && !*conf->def.error; j++)
			if (!strcmp(confs->list[j].def.name, conf->def.name))
				snprintf(conf->def.error,
					 sizeof(conf->def.error),
					 "guest '%s' is in another file too",
					 conf->def.name);
	}
}

int sofvctl_confs_read(struct sofvctl_confs *confs, const char *dir)
{
	DIR *readable = opendir(dir);
	char pattern[4096];
	glob_t found;
	size_t i;
	int ret;

	memset(confs, 0, sizeof(*confs));
	if (!readable)
		return -errno;
	closedir(readable);
	if (snprintf(pattern, sizeof(pattern), "%s/*.conf", dir) >=
	    (int)sizeof(pattern))
		return -ENAMETOOLONG;
	ret = glob(pattern, GLOB_ERR, NULL, &found);
	if (ret == GLOB_NOMATCH)
		return 0;
	if (ret)
		return ret == GLOB_NOSPACE ? -ENOMEM : -EIO;

	confs->list = sofvctl_realloc(NULL, found.gl_pathc,
				      sizeof(*confs->list));
	memset(confs->list, 0, found.gl_pathc * sizeof(*confs->list));
	for (i = 0; i < found.gl_pathc; i++) {
		confs->list[i].path = strdup(found.gl_pathv[i]);
		if (!confs->list[i].path)
			break;
		confs->count++;
		conf_read(&confs->list[i]);
	}
	ret = i < found.gl_pathc ? -ENOMEM : 0;
	globfree(&found);
	conf_check_twice(confs);
	return ret;
}

void sofvctl_confs_free(struct sofvctl_confs *confs)
{
	size_t i;

	for (i = 0; i < confs->count; i++) {
		free(confs->list[i].path);
		sofvctl_definition_free(&confs->list[i].def);
	}
	free(confs->list);
	memset(confs, 0, sizeof(*confs));
}
