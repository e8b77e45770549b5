// SPDX-License-Identifier: GPL-2.0-only
/* Copyright (C) 2026 The sof-virtio authors */
#include <errno.h>
#include <fcntl.h>
#include <linux/userfaultfd.h>
#include <linux/vhost.h>
#include <linux/vhost_dsp.h>
#include <linux/virtio_config.h>
#include <linux/virtio_ring.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "dspprobe.h"
#include "wav.h"

#define MEMORY_BYTES	(64u << 20)
#define FEATURES	(1ull << VIRTIO_F_VERSION_1 | 1ull << SOFV_F_DATA_QUEUE)

struct queue {
	struct vring vring;
	uint16_t avail, used;
	uint16_t free_head;
	uint16_t n_free;
	int kick, call;
};

static struct queue queues[PROBE_QUEUES];
static uint8_t *memory;
static uint32_t memory_used;

void *probe_alloc(uint32_t bytes)
{
	void *p;

	if (!memory) {
		memory = mmap(NULL, MEMORY_BYTES, PROT_READ | PROT_WRITE,
			      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
		if (memory == MAP_FAILED)
			wav_die("no memory");
	}
	bytes = (bytes + 4095) & ~4095u;
	if (bytes > MEMORY_BYTES - memory_used)
		wav_die("out of memory");
	p = memory + memory_used;
	memory_used += bytes;

	return p;
}

void probe_stall(void *data, uint32_t bytes)
{
	struct uffdio_register range = {
		.range = { .start = (uintptr_t)data, .len = bytes },
		.mode = UFFDIO_REGISTER_MODE_MISSING,
	};
	struct uffdio_api api = { .api = UFFD_API };
	int fd = (int)syscall(SYS_userfaultfd, O_CLOEXEC);

	/* it may have come with a huge page */
	if (fd < 0 || madvise(data, bytes, MADV_DONTNEED) ||
	    ioctl(fd, UFFDIO_API, &api) || ioctl(fd, UFFDIO_REGISTER, &range))
		wav_die("userfaultfd: %s", strerror(errno));
}

static uint64_t address(const void *p)
{
	return (uint64_t)((const uint8_t *)p - memory) + 4096;
}

int probe_open(const char *guest)
{
	struct vhost_dsp_guest name = { 0 };
	int fd = open("/dev/vhost-dsp", O_RDWR | O_CLOEXEC);

	if (fd < 0)
		return -errno;
	strncpy(name.name, guest, sizeof(name.name) - 1);
	if (ioctl(fd, VHOST_SET_OWNER) || ioctl(fd, VHOST_DSP_SET_GUEST, &name)) {
		int ret = -errno;

		close(fd);
		return ret;
	}

	return fd;
}

static void must(int ret, const char *what)
{
	if (ret)
		wav_die("%s: %s", what, strerror(errno));
}

static void queue_init(int fd, int i)
{
	struct vhost_vring_addr addr = { .index = (uint32_t)i };
	struct vhost_vring_state num = { .index = (uint32_t)i, .num = PROBE_RING };
	struct vhost_vring_state base = { .index = (uint32_t)i };
	struct queue *q = &queues[i];
	struct vhost_vring_file file = { .index = (uint32_t)i };
	uint16_t d;

	if (!q->vring.desc) {
		vring_init(&q->vring, PROBE_RING,
			   probe_alloc(vring_size(PROBE_RING, 4096)), 4096);
		q->kick = eventfd(0, EFD_NONBLOCK);
		q->call = eventfd(0, EFD_NONBLOCK);
	}
	memset(q->vring.desc, 0, vring_size(PROBE_RING, 4096));
	q->avail = 0;
	q->used = 0;
	for (d = 0; d < PROBE_RING; d++)
		q->vring.desc[d].next = d + 1;
	q->free_head = 0;
	q->n_free = PROBE_RING;

	addr.desc_user_addr = (uintptr_t)q->vring.desc;
	addr.avail_user_addr = (uintptr_t)q->vring.avail;
	addr.used_user_addr = (uintptr_t)q->vring.used;
	must(ioctl(fd, VHOST_SET_VRING_NUM, &num), "SET_VRING_NUM");
	must(ioctl(fd, VHOST_SET_VRING_BASE, &base), "SET_VRING_BASE");
	must(ioctl(fd, VHOST_SET_VRING_ADDR, &addr), "SET_VRING_ADDR");
	file.fd = q->call;
	must(ioctl(fd, VHOST_SET_VRING_CALL, &file), "SET_VRING_CALL");
	file.fd = q->kick;
	must(ioctl(fd, VHOST_SET_VRING_KICK, &file), "SET_VRING_KICK");
}

void probe_memory(int fd)
{
	struct {
		struct vhost_memory head;
		struct vhost_memory_region region;
	} table = { .head = { .nregions = 1 } };

	probe_alloc(1);
	table.region.guest_phys_addr = 4096;
	table.region.memory_size = MEMORY_BYTES;
	table.region.userspace_addr = (uintptr_t)memory;
	must(ioctl(fd, VHOST_SET_MEM_TABLE, &table), "SET_MEM_TABLE");
}

static void start(int fd)
{
	int on = 1;

	must(ioctl(fd, VHOST_SET_RUNNING, &on), "SET_RUNNING 1");
}

void probe_start(int fd)
{
	uint64_t features = FEATURES;
	int i;

	must(ioctl(fd, VHOST_SET_FEATURES, &features), "SET_FEATURES");
	probe_memory(fd);
	for (i = 0; i < PROBE_QUEUES; i++)
		queue_init(fd, i);
	start(fd);
}

void probe_stop(int fd)
{
	int off = 0;

	must(ioctl(fd, VHOST_SET_RUNNING, &off), "SET_RUNNING 0");
}

void probe_reset(int fd)
{
	probe_stop(fd);
	probe_start(fd);
}

#define GREEDY_RING	32768

static struct vring greedy;

static uint16_t greedy_used(void)
{
	return __atomic_load_n(&greedy.used->idx, __ATOMIC_ACQUIRE);
}

/* All entries of the ring are its one descriptor. */
static void *greedy_thread(void *arg)
{
	for (;;) {
		__atomic_store_n(&greedy.avail->idx, greedy_used() + GREEDY_RING,
				 __ATOMIC_RELEASE);
		sched_yield();
	}

	return arg;
}

void probe_reset_greedy(int fd)
{
	struct vhost_vring_state num = { .index = SOFV_VQ_POSITION, .num = GREEDY_RING };
	struct vhost_vring_addr addr = { .index = SOFV_VQ_POSITION };
	pthread_t thread;

	probe_reset(fd);
	probe_stop(fd);
	queue_init(fd, SOFV_VQ_IPC);
	queue_init(fd, SOFV_VQ_DATA);
	vring_init(&greedy, GREEDY_RING, probe_alloc(vring_size(GREEDY_RING, 4096)), 4096);
	greedy.desc[0].addr = address(probe_alloc(1));
	greedy.desc[0].len = 31;
	greedy.desc[0].flags = VRING_DESC_F_WRITE;
	addr.desc_user_addr = (uintptr_t)greedy.desc;
	addr.avail_user_addr = (uintptr_t)greedy.avail;
	addr.used_user_addr = (uintptr_t)greedy.used;
	must(ioctl(fd, VHOST_SET_VRING_NUM, &num), "SET_VRING_NUM");
	num.num = 0;
	must(ioctl(fd, VHOST_SET_VRING_BASE, &num), "SET_VRING_BASE");
	must(ioctl(fd, VHOST_SET_VRING_ADDR, &addr), "SET_VRING_ADDR");
	must(pthread_create(&thread, NULL, greedy_thread, NULL), "thread");
	start(fd);
}

uint32_t probe_greedy_used(void)
{
	return greedy_used();
}

uint32_t probe_add(int queue, const struct probe_piece *pieces, uint32_t n, bool kick)
{
	struct queue *q = &queues[queue];
	uint16_t head = q->free_head, d = head;
	uint32_t i;

	if (n > q->n_free)
		wav_die("ring %d is full", queue);
	for (i = 0; i < n; i++) {
		struct vring_desc *desc = &q->vring.desc[d];

		desc->addr = address(pieces[i].data);
		desc->len = pieces[i].bytes;
		desc->flags = (pieces[i].in ? VRING_DESC_F_WRITE : 0) |
			      (i + 1 < n ? VRING_DESC_F_NEXT : 0);
		d = desc->next;
	}
	q->free_head = d;
	q->n_free -= n;
	q->vring.avail->ring[q->avail % PROBE_RING] = head;
	__atomic_store_n(&q->vring.avail->idx, ++q->avail, __ATOMIC_RELEASE);
	if (kick)
		probe_kick(queue);

	return head;
}

void probe_kick(int queue)
{
	uint64_t one = 1;

	if (write(queues[queue].kick, &one, sizeof(one)) != sizeof(one))
		wav_die("kick: %s", strerror(errno));
}

static void queue_free(struct queue *q, uint16_t head)
{
	uint16_t d = head, n = 1;

	while (q->vring.desc[d].flags & VRING_DESC_F_NEXT) {
		d = q->vring.desc[d].next;
		n++;
	}
	q->vring.desc[d].next = q->free_head;
	q->free_head = head;
	q->n_free += n;
}

bool probe_used(int queue, uint32_t *head, uint32_t *used_bytes, int ms)
{
	struct queue *q = &queues[queue];
	struct pollfd poll_fd = { .fd = q->call, .events = POLLIN };
	const struct vring_used_elem *elem;
	uint64_t count;

	while (__atomic_load_n(&q->vring.used->idx, __ATOMIC_ACQUIRE) == q->used) {
		if (poll(&poll_fd, 1, ms) <= 0)
			return false;
		if (read(q->call, &count, sizeof(count)) < 0 && errno != EAGAIN)
			wav_die("call: %s", strerror(errno));
	}
	elem = &q->vring.used->ring[q->used++ % PROBE_RING];
	*head = elem->id;
	*used_bytes = elem->len;
	queue_free(q, (uint16_t)elem->id);

	return true;
}
