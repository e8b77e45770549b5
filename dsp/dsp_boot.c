// SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Birth of the DSP, FW_READY, statistics.
 */
#include "dsp_priv.h"

/*
 * SOF core's behaviour depends on these: from firmware 2.2 on it frees static
 * pipelines at suspend, from ABI 3.19 on it sets up the scheduler first.
 */
#define BOOT_VERSION_MAJOR	2
#define BOOT_VERSION_MINOR	9

static_assert(SOFDSP_MAX_STREAMS * sizeof(struct sof3_stream_posn) <=
	      SOFDSP_STREAM_BYTES, "a slot for every stream");
static_assert(SOFDSP_MSG_MAX_BYTES == SOF3_MSG_MAX_BYTES, "one message size");
static_assert(SOFDSP_MAX_CHANNELS == SOF3_MAX_CHANNELS, "one channel count");

size_t sofdsp_footprint(void)
{
	return sizeof(struct sofdsp);
}

struct sofdsp *sofdsp_init(void *mem, size_t bytes,
			   const struct sofdsp_env *env, void *env_ctx)
{
	struct sofdsp *dsp = mem;

	if (!mem || bytes < sizeof(*dsp) || !env || !env->notify ||
	    !env->stream_write || !env->dai_tx || !env->dai_rx)
		return NULL;
	dsp->env = env;
	dsp->env_ctx = env_ctx;
	sofdsp_boot(dsp);
	return dsp;
}

void sofdsp_boot(struct sofdsp *dsp)
{
	const struct sofdsp_env *env = dsp->env;
	void *env_ctx = dsp->env_ctx;

	/* The arena is zeroed when it is given out. */
	memset(dsp, 0, offsetof(struct sofdsp, arena));
	dsp->env = env;
	dsp->env_ctx = env_ctx;
}

static void boot_window(struct sof3_window *w, u32 type, u32 offset, u32 bytes)
{
	u32 n = sofv_le32_to_cpu(w->num_windows);
	struct sof3_window_elem *elem = &w->window[n];

	elem->hdr.size = sofv_cpu_to_le32(sizeof(*elem));
	elem->type = sofv_cpu_to_le32(type);
	elem->size = sofv_cpu_to_le32(bytes);
	elem->offset = sofv_cpu_to_le32(offset);
	w->num_windows = sofv_cpu_to_le32(n + 1);
}

static void boot_windows(struct sof3_window *w)
{
	memset(w, 0, sizeof(*w));
	w->ext_hdr.hdr.size = sofv_cpu_to_le32(sizeof(*w));
	w->ext_hdr.hdr.cmd = sofv_cpu_to_le32(SOF3_FW_READY);
	w->ext_hdr.type = sofv_cpu_to_le32(SOF3_EXT_WINDOW);

	boot_window(w, SOF3_REGION_UPBOX, SOFDSP_UPBOX_OFFSET, SOFDSP_UPBOX_BYTES);
	boot_window(w, SOF3_REGION_DOWNBOX, SOFDSP_DOWNBOX_OFFSET,
		    SOFDSP_DOWNBOX_BYTES);
	boot_window(w, SOF3_REGION_STREAM, SOFDSP_STREAM_OFFSET,
		    SOFDSP_STREAM_BYTES);
	boot_window(w, SOF3_REGION_DEBUG, SOFDSP_DEBUG_OFFSET, SOFDSP_DEBUG_BYTES);
	boot_window(w, SOF3_REGION_EXCEPTION, SOFDSP_EXCEPTION_OFFSET,
		    SOFDSP_EXCEPTION_BYTES);
}

u32 sofdsp_fw_ready(const struct sofdsp *dsp, void *image, u32 cap)
{
	static const char tag[] = "sdsp";
	struct sof3_fw_ready ready;
	struct sof3_window windows;
	u8 *out = image;
	/* SOF core reads on until a header that is not FW_READY: one of zeros. */
	u32 bytes = sizeof(ready) + sizeof(windows) +
		    sizeof(struct sof3_ext_data_hdr);

	(void)dsp;
	if (cap < bytes)
		return 0;

	memset(&ready, 0, sizeof(ready));
	ready.hdr.size = sofv_cpu_to_le32(sizeof(ready));
	ready.hdr.cmd = sofv_cpu_to_le32(SOF3_FW_READY);
	ready.dspbox_offset = sofv_cpu_to_le32(SOFDSP_UPBOX_OFFSET);
	ready.dspbox_size = sofv_cpu_to_le32(SOFDSP_UPBOX_BYTES);
	ready.hostbox_offset = sofv_cpu_to_le32(SOFDSP_DOWNBOX_OFFSET);
	ready.hostbox_size = sofv_cpu_to_le32(SOFDSP_DOWNBOX_BYTES);
	ready.version.hdr.size = sofv_cpu_to_le32(sizeof(ready.version));
	ready.version.major = sofv_cpu_to_le16(BOOT_VERSION_MAJOR);
	ready.version.minor = sofv_cpu_to_le16(BOOT_VERSION_MINOR);
	memcpy(ready.version.tag, tag, sizeof(tag));
	ready.version.abi_version = sofv_cpu_to_le32(SOF3_ABI_VERSION);

	boot_windows(&windows);

	memset(out, 0, bytes);
	memcpy(out, &ready, sizeof(ready));
	memcpy(out + sizeof(ready), &windows, sizeof(windows));
	return bytes;
}

static void stats_streams(const struct sofdsp *dsp, struct sofdsp_stats *stats)
{
	const struct sofdsp_host *host;
	u32 i;

	for (i = 0; i < SOFDSP_MAX_STREAMS; i++) {
		if (dsp->dmas[SOFDSP_DIR_PLAYBACK][i].sg)
			stats->n_dmas++;
		if (dsp->dmas[SOFDSP_DIR_CAPTURE][i].sg)
			stats->n_dmas++;
		if (!dsp->streams[i])
			continue;
		stats->n_streams++;
		host = sofdsp_to_host(dsp->streams[i]);
		if (host->level == SOFDSP_RUNNING)
			stats->n_running++;
	}
}

void sofdsp_get_stats(const struct sofdsp *dsp, struct sofdsp_stats *stats)
{
	u32 i;

	memset(stats, 0, sizeof(*stats));
	for (i = 0; i < SOFDSP_MAX_PIPELINES; i++)
		stats->n_pipelines += dsp->pipelines[i].used;
	for (i = 0; i < SOFDSP_MAX_COMPS; i++)
		stats->n_comps += dsp->comps[i].ops != NULL;
	for (i = 0; i < SOFDSP_MAX_BUFFERS; i++)
		stats->n_buffers += dsp->buffers[i].used;
	stats_streams(dsp, stats);
	stats->arena_used_bytes = sofdsp_alloc_used_bytes(dsp);
	stats->n_ticks = dsp->n_ticks;
	stats->n_ipcs = dsp->n_ipcs;
	stats->n_ipc_errors = dsp->n_ipc_errors;
	stats->n_xruns = dsp->n_xruns;
}
