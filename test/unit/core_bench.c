// SPDX-License-Identifier: GPL-2.0-only
/* Copyright (C) 2026 The sof-virtio authors */
#include <stdio.h>
#include <stdlib.h>

#include "core_bench.h"

void core_bench_guest(struct sofv_guest *guest)
{
	struct sofv_guest_limits limits = { 0 };
	struct sofv_ranges ranges = { 0 };
	struct sofv_range range;

	if (sofv_ranges_get(&ranges, &range))
		abort();

	sofv_guest_init(guest, &range, &limits);
	if (sofv_guest_grant(guest, SOF3_DIR_PLAYBACK, POINT_MUSIC) != 0 ||
	    sofv_guest_grant(guest, SOF3_DIR_PLAYBACK, POINT_VOICE) != 1 ||
	    sofv_guest_grant(guest, SOF3_DIR_CAPTURE, POINT_MIC) != 0)
		abort();
}

u32 msg_vdai_new(void *to, u32 id, u32 pipeline_id, u32 direction, u32 index)
{
	u32 bytes = msg_dai_new(to, id, pipeline_id, direction, 0,
				SOF3_FRAME_S32_LE);
	struct sof3_comp_dai *dai = to;

	dai->type = sofv_cpu_to_le32(SOFV_DAI_VIRTUAL);
	dai->config.reserved1 = sofv_cpu_to_le32(index);

	return bytes;
}

u32 msg_pipe_new_sched(void *to, u32 id, u32 pipeline_id, u32 sched_id)
{
	u32 bytes = msg_pipe_new(to, id, pipeline_id);
	struct sof3_pipe_new *pipe = to;

	pipe->sched_id = sofv_cpu_to_le32(sched_id);

	return bytes;
}

const u8 core_bench_drc[SOFV_UUID_BYTES] = {
	0xda, 0xe4, 0x6e, 0xb3, 0x6f, 0x00, 0xf9, 0x47,
	0xa0, 0x6d, 0xfe, 0xcb, 0xe2, 0xd8, 0xb6, 0xce
};

static void put_hdr(void *to, u32 bytes, u32 cmd)
{
	struct sof3_cmd_hdr *hdr = to;

	memset(to, 0, bytes);
	hdr->size = sofv_cpu_to_le32(bytes);
	hdr->cmd = sofv_cpu_to_le32(cmd);
}

u32 msg_own(void *to, u32 cmd, u32 bytes, u32 arg)
{
	sofv_le32 *words = to;

	memset(to, 0, bytes);
	words[0] = sofv_cpu_to_le32(bytes);
	words[1] = sofv_cpu_to_le32(cmd);
	if (bytes > 8)
		words[2] = sofv_cpu_to_le32(arg);

	return bytes;
}

u32 msg_ctrl_data(void *to, bool set, u32 id, u32 part, u32 bytes,
		  u32 remaining_bytes, u8 fill)
{
	u32 head_bytes = sizeof(struct sof3_ctrl_data) + sizeof(struct sof3_abi_hdr);
	struct sof3_ctrl_data *m = to;
	struct sof3_abi_hdr *abi = (void *)(m + 1);

	put_hdr(to, head_bytes + bytes, SOF3_GLB_COMP |
		(set ? SOF3_COMP_SET_DATA : SOF3_COMP_GET_DATA));
	m->comp_id = sofv_cpu_to_le32(id);
	m->type = sofv_cpu_to_le32(set ? SOF3_CTRL_DATA_SET : SOF3_CTRL_DATA_GET);
	m->cmd = sofv_cpu_to_le32(SOF3_CTRL_CMD_BINARY);
	m->num_elems = sofv_cpu_to_le32(bytes);
	m->elems_remaining = sofv_cpu_to_le32(remaining_bytes);
	m->msg_index = sofv_cpu_to_le32(part);
	abi->magic = sofv_cpu_to_le32(SOF3_ABI_MAGIC);
	abi->size = sofv_cpu_to_le32(bytes + remaining_bytes);
	abi->abi = sofv_cpu_to_le32(SOF3_ABI_VERSION);
	memset((u8 *)to + head_bytes, fill, bytes);

	return head_bytes + bytes;
}

int core_bench_check(const struct sofv_guest *guest, struct sofv_action *action,
		     struct sofv_ipc *ipc, void *msg, u32 bytes)
{
	int ret = sofv_ipc_decode(ipc, msg, bytes);

	if (!ret)
		ret = sofv_guest_check(guest, action, ipc);
	if (!ret)
		sofv_action_apply(action, msg, bytes);

	return ret;
}

int core_bench_send(struct sofv_guest *guest, struct sofv_action *action,
		    void *msg, u32 bytes)
{
	struct sofv_ipc ipc;
	int ret = core_bench_check(guest, action, &ipc, msg, bytes);

	if (!ret && sofv_guest_commit(guest, &ipc))
		abort();

	return ret;
}

u32 core_bench_template_msg(void *m, u32 index, u32 i)
{
	u32 b = BASE + 6 * index, p = PIPE + 1 + index;

	switch (i) {
	case 0:
		return msg_vdai_new(m, b + 5, p, SOF3_DIR_PLAYBACK, index);
	case 1:
		return msg_buffer_new(m, b + 4, p, 768);
	case 2:
		return msg_buffer_new(m, b + 3, p, 768);
	case 3:
		return msg_volume_new(m, b + 2, p, 20);
	case 4:
		return msg_host_new(m, b + 1, p, SOF3_DIR_PLAYBACK);
	case 5:
		return msg_pipe_new_sched(m, b, p, b + 1);
	case 6:
		return msg_connect(m, b + 4, b + 5);
	case 7:
		return msg_connect(m, b + 2, b + 4);
	case 8:
		return msg_connect(m, b + 3, b + 2);
	case 9:
		return msg_connect(m, b + 1, b + 3);
	case 10:
		return msg_tplg_id(m, SOF3_TPLG_PIPE_COMPLETE, b);
	default:
		return 0;
	}
}

void core_bench_template(struct sofv_guest *guest, u32 index)
{
	struct sofv_action action;
	u32 i, bytes;
	bench_msg m;
	int ret;

	for (i = 0; (bytes = core_bench_template_msg(m, index, i)); i++) {
		ret = core_bench_send(guest, &action, m, bytes);
		if (ret) {
			fprintf(stderr, "template refused: %d\n", ret);
			abort();
		}
	}
}

u32 core_bench_noise(u32 *seed)
{
	*seed = *seed * 1664525u + 1013904223u;

	return *seed >> 8;
}
