// SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * The door: every message comes in here, and every one gets a reply. The bytes
 * are copied once to aligned memory and bounded by the header's own size, which
 * itself is bounded by what was received.
 */
#include "dsp_priv.h"

static int ipc_pm(u32 cmd, const void *msg, u32 bytes)
{
	const struct sof3_pm_core_config *m = msg;

	switch (cmd) {
	case SOF3_PM_CTX_SAVE:
	case SOF3_PM_CTX_RESTORE:
	case SOF3_PM_CTX_SIZE:
		/* Nothing is kept: the host sends its topology again. */
		return bytes < sizeof(struct sof3_pm_ctx) ? -EINVAL : 0;
	case SOF3_PM_GATE:
		return bytes < sizeof(struct sof3_pm_gate) ? -EINVAL : 0;
	case SOF3_PM_CORE_ENABLE:
		/* There is one core. */
		if (bytes < sizeof(*m) || sofv_le32_to_cpu(m->enable_mask) > 1)
			return -EINVAL;
		return 0;
	default:
		return -EINVAL;
	}
}

/*
 * Sets of elements, each of which ends with one that says so and names a level for
 * the components that the others choose.
 */
static int ipc_trace_filter(const void *msg, u32 bytes)
{
	const struct sof3_trace_filter *m = msg;
	const struct sof3_trace_filter_elem *elem = (const void *)(m + 1);
	u32 n = (bytes - (u32)sizeof(*m)) / (u32)sizeof(*elem), key, i;
	bool open = false, has_level = false;

	if (sofv_le32_to_cpu(m->elem_cnt) != n ||
	    bytes != sizeof(*m) + n * sizeof(*elem))
		return -EINVAL;
	for (i = 0; i < n; i++) {
		key = sofv_le32_to_cpu(elem[i].key);
		if (!open)
			has_level = false;
		switch (key & SOF3_TRACE_FILTER_TYPE_MASK) {
		case SOF3_TRACE_FILTER_SET_LEVEL:
			has_level = sofv_le32_to_cpu(elem[i].value) <= 0x7fffffff;
			break;
		case SOF3_TRACE_FILTER_BY_UUID:
		case SOF3_TRACE_FILTER_BY_COMP:
		case SOF3_TRACE_FILTER_BY_PIPE:
			break;
		default:
			return -EINVAL;
		}
		open = !(key & SOF3_TRACE_FILTER_FIN);
		if (!open && !has_level)
			return -EINVAL;
	}
	return open ? -EINVAL : 0;
}

/*
 * SOF core switches tracing on at boot and calls it an error if that fails.
 * There is nothing to trace to a host: accept what is well-formed, and stay silent.
 */
static int ipc_trace(u32 cmd, const void *msg, u32 bytes)
{
	switch (cmd) {
	case SOF3_TRACE_DMA_PARAMS:
		return bytes < sizeof(struct sof3_trace_params) ? -EINVAL : 0;
	case SOF3_TRACE_DMA_PARAMS_EXT:
		return bytes < sizeof(struct sof3_trace_params_ext) ? -EINVAL : 0;
	case SOF3_TRACE_FILTER_UPDATE:
		return bytes < sizeof(struct sof3_trace_filter) ? -EINVAL :
		       ipc_trace_filter(msg, bytes);
	case SOF3_TRACE_DMA_FREE:
		return 0;
	default:
		return -EINVAL;
	}
}

static int ipc_debug(struct sofdsp *dsp, u32 cmd, u32 *reply_bytes)
{
	struct sof3_mem_usage *usage = (void *)dsp->reply;
	struct sof3_mem_usage_elem *elem = (void *)(usage + 1);
	const u32 zone_buffer = 3;
	u32 used = sofdsp_alloc_used_bytes(dsp);

	if (cmd != SOF3_DEBUG_MEM_USAGE)
		return -EINVAL;
	*reply_bytes = sizeof(*usage) + sizeof(*elem);
	memset(usage, 0, *reply_bytes);
	usage->rhdr.hdr.size = sofv_cpu_to_le32(*reply_bytes);
	usage->rhdr.hdr.cmd = sofv_cpu_to_le32(SOF3_GLB_DEBUG | cmd);
	usage->num_elems = sofv_cpu_to_le32(1);
	elem->zone = sofv_cpu_to_le32(zone_buffer);
	elem->used = sofv_cpu_to_le32(used);
	elem->free = sofv_cpu_to_le32(SOFDSP_ARENA_BYTES - used);
	return 0;
}

static int ipc_dispatch(struct sofdsp *dsp, u32 msg_bytes, u32 *reply_bytes)
{
	const struct sof3_cmd_hdr *hdr = (const void *)dsp->msg;
	u32 bytes, cmd, type;

	if (msg_bytes < sizeof(*hdr))
		return -EINVAL;
	bytes = sofv_le32_to_cpu(hdr->size);
	if (bytes < sizeof(*hdr) || bytes > msg_bytes)
		return -EINVAL;
	cmd = sofv_le32_to_cpu(hdr->cmd);
	type = cmd & SOF3_CMD_MASK;

	switch (cmd & SOF3_GLB_MASK) {
	case SOF3_GLB_REPLY:
		/* To what was told to the host; nobody waits for it. */
		return 0;
	case SOF3_GLB_TPLG:
		return sofdsp_ipc_topology(dsp, type, hdr, bytes, reply_bytes);
	case SOF3_GLB_PM:
		return ipc_pm(type, hdr, bytes);
	case SOF3_GLB_COMP:
		return sofdsp_ipc_control(dsp, type, hdr, bytes, reply_bytes);
	case SOF3_GLB_STREAM:
		return sofdsp_ipc_stream(dsp, type, hdr, bytes, reply_bytes);
	case SOF3_GLB_DAI:
		return sofdsp_ipc_dai(dsp, type, hdr, bytes);
	case SOF3_GLB_TRACE:
		return ipc_trace(type, hdr, bytes);
	case SOF3_GLB_DEBUG:
		return ipc_debug(dsp, type, reply_bytes);
	case SOF3_GLB_TEST:
		return type == SOF3_TEST_IPC_FLOOD ? 0 : -EINVAL;
	default:
		return -EINVAL;
	}
}

u32 sofdsp_ipc(struct sofdsp *dsp, const void *msg, u32 msg_bytes,
	       void *reply, u32 reply_cap)
{
	struct sof3_reply *generic = (void *)dsp->reply;
	u32 reply_bytes = 0;
	int ret;

	if (reply_cap < sizeof(*generic))
		return 0;
	dsp->n_ipcs++;
	msg_bytes = sofdsp_min(msg_bytes, SOFDSP_MSG_MAX_BYTES);
	memcpy(dsp->msg, msg, msg_bytes);

	ret = ipc_dispatch(dsp, msg_bytes, &reply_bytes);
	if (ret < 0)
		dsp->n_ipc_errors++;
	/* A host that left too little room gets the short form. */
	if (ret < 0 || !reply_bytes || reply_bytes > reply_cap) {
		reply_bytes = sizeof(*generic);
		generic->hdr.size = sofv_cpu_to_le32(sizeof(*generic));
		generic->hdr.cmd = sofv_cpu_to_le32(SOF3_GLB_REPLY);
		generic->error = sofv_cpu_to_le32((u32)ret);
	}
	memcpy(reply, dsp->reply, reply_bytes);
	return reply_bytes;
}
