// SPDX-License-Identifier: GPL-2.0-only
/* Copyright (C) 2026 The sof-virtio authors */
/*
 * A guest's card as far as UCM looks at it: loaded before alsa-lib (LD_PRELOAD), it
 * makes hw:0 a control device with the names of our card, and with the controls that
 * the file FAKE_CARD_CONTROLS names, one a line. There is no sound in it.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/types.h>
#include <time.h>
#include <sound/asound.h>

#define DEVICE	"/dev/snd/controlC0"

static int card_fd = -1;

static int real_open(const char *path, int flags, mode_t mode)
{
	int (*next)(const char *path, int flags, ...) = dlsym(RTLD_NEXT, "open");

	return next(path, flags, mode);
}

static int card_open(const char *path, int flags, mode_t mode)
{
	if (strcmp(path, DEVICE) != 0)
		return real_open(path, flags, mode);
	card_fd = real_open("/dev/null", O_RDWR, 0);
	return card_fd;
}

int open(const char *path, int flags, ...)
{
	mode_t mode = 0;
	va_list ap;

	if (flags & O_CREAT) {
		va_start(ap, flags);
		mode = va_arg(ap, mode_t);
		va_end(ap);
	}
	return card_open(path, flags, mode);
}

/* open() of a program built with _FORTIFY_SOURCE */
int __open_2(const char *path, int flags);
int __open_2(const char *path, int flags)
{
	return card_open(path, flags, 0);
}

static bool card_has(const char *control)
{
	const char *path = getenv("FAKE_CARD_CONTROLS");
	FILE *f = path ? fopen(path, "r") : NULL;
	char line[128];
	bool found = false;

	while (f && !found && fgets(line, sizeof(line), f)) {
		line[strcspn(line, "\n")] = '\0';
		found = strcmp(line, control) == 0;
	}
	if (f)
		fclose(f);
	return found;
}

static int card_elem_info(struct snd_ctl_elem_info *info)
{
	if (!card_has((const char *)info->id.name)) {
		errno = ENOENT;
		return -1;
	}
	info->id.numid = 1;
	info->type = SNDRV_CTL_ELEM_TYPE_INTEGER;
	info->count = 2;
	return 0;
}

/* The names are those that kernel/guest/card.c gives. */
static int card_info(struct snd_ctl_card_info *info)
{
	memset(info, 0, sizeof(*info));
	strcpy((char *)info->id, "sofvirtio");
	strcpy((char *)info->driver, "sof-virtio");
	strcpy((char *)info->name, "sof-virtio");
	strcpy((char *)info->longname, "SOF on the host's DSP, virtio0");
	return 0;
}

int ioctl(int fd, unsigned long request, ...)
{
	int (*next)(int fd, unsigned long request, ...) = dlsym(RTLD_NEXT, "ioctl");
	va_list ap;
	void *arg;

	va_start(ap, request);
	arg = va_arg(ap, void *);
	va_end(ap);
	if (fd < 0 || fd != card_fd)
		return next(fd, request, arg);

	switch (request) {
	case SNDRV_CTL_IOCTL_PVERSION:
		*(int *)arg = SNDRV_CTL_VERSION;
		return 0;
	case SNDRV_CTL_IOCTL_CARD_INFO:
		return card_info(arg);
	case SNDRV_CTL_IOCTL_ELEM_INFO:
		return card_elem_info(arg);
	default:
		errno = ENOTTY;
		return -1;
	}
}
