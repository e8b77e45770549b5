// SPDX-License-Identifier: GPL-2.0-only
/*
 * LD_PRELOAD stand-in for /dev/vhost-dsp: lets QEMU's vhost-dsp-pci be tested
 * on a machine without the kernel module. It answers the ioctls as the ABI
 * says and writes one line for each to the file named by FAKE_VHOST_DSP_LOG.
 *
 * FAKE_VHOST_DSP_SET_GUEST, FAKE_VHOST_DSP_SET_RUNNING: errno to fail with.
 *
 * Copyright (C) 2026 The sof-virtio authors
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <endian.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <linux/vhost.h>
#include <linux/virtio_config.h>
#include <linux/virtio_ring.h>
#include <linux/vhost_dsp.h>

#define FAKE_FEATURES	(1ULL << VIRTIO_F_VERSION_1 | \
			 1ULL << VIRTIO_RING_F_INDIRECT_DESC | \
			 1ULL << VIRTIO_RING_F_EVENT_IDX | \
			 1ULL << VHOST_F_LOG_ALL | \
			 1ULL << SOFV_F_DATA_QUEUE)

static int fake_fd = -1;
static int owner_set;
static int guest_set;

static void fake_log(const char *fmt, ...)
{
	const char *path = getenv("FAKE_VHOST_DSP_LOG");
	va_list ap;
	FILE *f;

	f = path ? fopen(path, "a") : NULL;
	if (!f)
		return;
	va_start(ap, fmt);
	vfprintf(f, fmt, ap);
	va_end(ap);
	fclose(f);
}

static int fake_fail(int err)
{
	errno = err;
	return -1;
}

static int fake_errno(const char *variable)
{
	const char *text = getenv(variable);

	return text ? atoi(text) : 0;
}

static int fake_open(const char *path, int *fd)
{
	if (strcmp(path, "/dev/vhost-dsp"))
		return 0;
	*fd = memfd_create("fake-vhost-dsp", MFD_CLOEXEC);
	fake_fd = *fd;
	owner_set = 0;
	guest_set = 0;
	fake_log("OPEN\n");
	return 1;
}

static int fake_set_guest(const struct vhost_dsp_guest *guest)
{
	int err = fake_errno("FAKE_VHOST_DSP_SET_GUEST");

	fake_log("SET_GUEST %s\n", guest->name);
	if (!owner_set)
		return fake_fail(EPERM);
	if (guest->flags || guest->reserved || !guest->name[0] ||
	    !memchr(guest->name, 0, sizeof(guest->name)))
		return fake_fail(EINVAL);
	if (guest_set)
		return fake_fail(EALREADY);
	if (err)
		return fake_fail(err);
	guest_set = 1;
	return 0;
}

static int fake_get_config(struct sofv_config *config)
{
	fake_log("GET_CONFIG\n");
	if (!guest_set)
		return fake_fail(EINVAL);
	memset(config, 0, sizeof(*config));
	config->protocol_version = htole32(SOFV_PROTOCOL_VERSION);
	config->ipc_major = htole32(SOFV_IPC_MAJOR);
	config->fw_abi_version = htole32(0x03017001);
	config->max_ipc_bytes = htole32(SOFV_IPC_MAX_BYTES);
	config->streams = htole32(2);
	return 0;
}

static int fake_set_running(int running)
{
	int err = fake_errno("FAKE_VHOST_DSP_SET_RUNNING");

	fake_log("SET_RUNNING %d\n", running);
	return err && running ? fake_fail(err) : 0;
}

static int fake_ioctl(unsigned long request, void *arg)
{
	struct vhost_vring_state *state = arg;

	switch (request) {
	case VHOST_SET_OWNER:
		owner_set = 1;
		return 0;
	case VHOST_GET_FEATURES:
		*(uint64_t *)arg = FAKE_FEATURES;
		return 0;
	case VHOST_SET_FEATURES:
		fake_log("SET_FEATURES %#llx\n",
			 *(unsigned long long *)arg);
		return *(uint64_t *)arg & ~FAKE_FEATURES ?
			fake_fail(EOPNOTSUPP) : 0;
	case VHOST_SET_VRING_NUM:
		fake_log("SET_VRING_NUM %u %u\n", state->index, state->num);
		return 0;
	case VHOST_GET_VRING_BASE:
		fake_log("GET_VRING_BASE %u\n", state->index);
		state->num = 0;
		return 0;
	case VHOST_DSP_SET_GUEST:
		return fake_set_guest(arg);
	case VHOST_DSP_GET_CONFIG:
		return fake_get_config(arg);
	case VHOST_SET_RUNNING:
		return fake_set_running(*(int *)arg);
	case VHOST_SET_MEM_TABLE:
	case VHOST_SET_VRING_BASE:
	case VHOST_SET_VRING_ADDR:
	case VHOST_SET_VRING_KICK:
	case VHOST_SET_VRING_CALL:
	case VHOST_SET_VRING_ERR:
		return 0;
	default:
		return fake_fail(ENOTTY);
	}
}

int open64(const char *path, int flags, ...)
{
	va_list ap;
	mode_t mode;
	int fd;

	va_start(ap, flags);
	mode = flags & (O_CREAT | __O_TMPFILE) ? va_arg(ap, mode_t) : 0;
	va_end(ap);
	if (fake_open(path, &fd))
		return fd;
	return openat(AT_FDCWD, path, flags | O_LARGEFILE, mode);
}

int open(const char *path, int flags, ...)
{
	va_list ap;
	mode_t mode;

	va_start(ap, flags);
	mode = flags & (O_CREAT | __O_TMPFILE) ? va_arg(ap, mode_t) : 0;
	va_end(ap);
	return open64(path, flags, mode);
}

int ioctl(int fd, unsigned long request, ...)
{
	static int (*next)(int fd, unsigned long request, ...);
	va_list ap;
	void *arg;

	va_start(ap, request);
	arg = va_arg(ap, void *);
	va_end(ap);
	if (fd >= 0 && fd == fake_fd)
		return fake_ioctl(request, arg);
	if (!next)
		next = dlsym(RTLD_NEXT, "ioctl");
	return next(fd, request, arg);
}

int close(int fd)
{
	static int (*next)(int fd);

	if (fd >= 0 && fd == fake_fd) {
		fake_log("CLOSE\n");
		fake_fd = -1;
	}
	if (!next)
		next = dlsym(RTLD_NEXT, "close");
	return next(fd);
}
