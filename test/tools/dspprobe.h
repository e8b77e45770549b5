/* SPDX-License-Identifier: GPL-2.0-only */
/* Copyright (C) 2026 The sof-virtio authors */
#ifndef DSPPROBE_H
#define DSPPROBE_H

/*
 * A guest without a guest: speaks to /dev/vhost-dsp as VMM and driver at once,
 * with rings in its own memory, so it can send what no driver would. Used by
 * dspprobe.c; this half knows virtio and vhost and nothing of sound.
 */
#include <stdbool.h>
#include <stdint.h>

#define PROBE_QUEUES	3
#define PROBE_RING	256	/* descriptors of each queue */

/* A piece of a chain: @bytes at @data, written by the device if @in. */
struct probe_piece {
	void *data;
	uint32_t bytes;
	bool in;
};

/* All memory that the device may touch comes from here; never freed. */
void *probe_alloc(uint32_t bytes);

/* From now on whoever touches this memory for the first time waits for ever. */
void probe_stall(void *data, uint32_t bytes);

/* Opens the device and names the guest. Returns a file or a negative errno. */
int probe_open(const char *guest);

/* Sets up the rings in probe memory and starts them; ends the program on error. */
void probe_start(int fd);
/* A reset (P-10.2); the rings start anew afterwards. */
void probe_reset(int fd);
void probe_stop(int fd);
/* Gives the memory table once more, the same. */
void probe_memory(int fd);

/*
 * As probe_reset(), but the position queue has 32768 buffers, all too short, and a
 * thread adds more as the device returns them.
 */
void probe_reset_greedy(int fd);
/* How many it has returned. */
uint32_t probe_greedy_used(void);

/* Makes a chain available; @kick tells the device. Returns its head. */
uint32_t probe_add(int queue, const struct probe_piece *pieces, uint32_t n, bool kick);
void probe_kick(int queue);

/*
 * Waits up to @ms for the next used chain. Returns its head and used length, or
 * false if none comes.
 */
bool probe_used(int queue, uint32_t *head, uint32_t *used_bytes, int ms);

#endif
