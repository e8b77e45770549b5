// SPDX-License-Identifier: GPL-2.0-only
/* Copyright (C) 2026 The sof-virtio authors */
/*
 * ctlbytes - read and write a bytes control of a SOF card
 *
 * What SOF's sof-ctl -b does; Debian has no package of that. FILE is what "eqblob
 * NAME bin" writes: the words that the TLV calls of ALSA take.
 */
#include <alsa/asoundlib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char usage[] =
"usage: ctlbytes CARD CONTROL get|set FILE\n"
"\n"
"CONTROL is the end of the control's name; what comes before it must be whole words.\n"
"Exit status: 0, 1 if it could not be done, 2 for a wrong call.\n";

/* Tag and length */
#define HEAD_BYTES	(2 * sizeof(unsigned int))
#define MAX_BYTES	65536

static unsigned int words[MAX_BYTES / sizeof(unsigned int)];

static void fail(const char *what, int err)
{
	fprintf(stderr, "ctlbytes: %s: %s\n", what, snd_strerror(err));
	exit(1);
}

static int name_matches(const char *name, const char *end)
{
	size_t n = strlen(name), e = strlen(end);

	return n >= e && !strcmp(name + n - e, end) &&
	       (n == e || name[n - e - 1] == ' ');
}

static void find(snd_ctl_t *ctl, const char *name, snd_ctl_elem_id_t *id)
{
	snd_ctl_elem_list_t *list;
	unsigned int i;

	snd_ctl_elem_list_malloc(&list);
	snd_ctl_elem_list(ctl, list);
	snd_ctl_elem_list_alloc_space(list, snd_ctl_elem_list_get_count(list));
	snd_ctl_elem_list(ctl, list);
	for (i = 0; i < snd_ctl_elem_list_get_used(list); i++) {
		if (!name_matches(snd_ctl_elem_list_get_name(list, i), name))
			continue;
		snd_ctl_elem_list_get_id(list, i, id);
		snd_ctl_elem_list_free_space(list);
		snd_ctl_elem_list_free(list);
		return;
	}
	fprintf(stderr, "ctlbytes: no control '%s'\n", name);
	exit(1);
}

static void set(snd_ctl_t *ctl, const snd_ctl_elem_id_t *id, const char *path)
{
	FILE *file = fopen(path, "rb");
	size_t n;
	int err;

	if (!file) {
		perror(path);
		exit(1);
	}
	n = fread(words, 1, sizeof(words), file);
	fclose(file);
	if (n < HEAD_BYTES || n != HEAD_BYTES + words[1]) {
		fprintf(stderr, "ctlbytes: %s: %zu bytes, its header says otherwise\n",
			path, n);
		exit(1);
	}
	err = snd_ctl_elem_tlv_write(ctl, id, words);
	if (err < 0)
		fail("set", err);
}

static void get(snd_ctl_t *ctl, const snd_ctl_elem_id_t *id, const char *path)
{
	FILE *file;
	int err;

	err = snd_ctl_elem_tlv_read(ctl, id, words, sizeof(words));
	if (err < 0)
		fail("get", err);
	file = fopen(path, "wb");
	if (!file || !fwrite(words, HEAD_BYTES + words[1], 1, file) || fclose(file)) {
		perror(path);
		exit(1);
	}
}

int main(int argc, char **argv)
{
	snd_ctl_elem_id_t *id;
	char device[64];
	snd_ctl_t *ctl;
	int err;

	if (argc != 5 || (strcmp(argv[3], "get") && strcmp(argv[3], "set"))) {
		fputs(usage, stderr);
		return 2;
	}
	snprintf(device, sizeof(device), "hw:%s", argv[1]);
	err = snd_ctl_open(&ctl, device, 0);
	if (err < 0)
		fail(device, err);
	snd_ctl_elem_id_malloc(&id);
	find(ctl, argv[2], id);
	if (strcmp(argv[3], "get"))
		set(ctl, id, argv[4]);
	else
		get(ctl, id, argv[4]);
	snd_ctl_elem_id_free(id);
	snd_ctl_close(ctl);
	return 0;
}
