// SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause
/* Copyright (C) 2026 The sof-virtio authors */
#include <linux/virtio_sof.h>
#include <sof/ipc3.h>
#include <sofv/wire.h>

/* doc/protocol.md is normative; these are its numbers. */
#define WIRE_SIZE(type, bytes) \
	static_assert(sizeof(struct type) == (bytes), "wire ABI: " #type)
#define WIRE_OFF(type, member, bytes) \
	static_assert(offsetof(struct type, member) == (bytes), \
		      "wire ABI: " #type "." #member)

WIRE_SIZE(sofv_config, 32);
WIRE_OFF(sofv_config, streams, 16);
WIRE_SIZE(sofv_ipc_hdr, 8);
WIRE_SIZE(sofv_ipc_reply, 12);
WIRE_SIZE(sofv_tplg_get, 16);
WIRE_SIZE(sofv_tplg_get_reply, 28);
WIRE_OFF(sofv_tplg_get_reply, crc32, 16);
WIRE_OFF(sofv_tplg_get_reply, chunk, 28);
WIRE_SIZE(sofv_comp_id_get, 8);
WIRE_SIZE(sofv_comp_id_get_reply, 20);
WIRE_SIZE(sofv_power_status, 12);
WIRE_SIZE(sofv_power_status_reply, 16);
WIRE_SIZE(sofv_event, 32);
WIRE_OFF(sofv_event, position_bytes, 8);
WIRE_OFF(sofv_event, events_lost, 16);
WIRE_SIZE(sofv_data_req, 16);
WIRE_SIZE(sofv_data_resp, 8);
static_assert(SOFV_IPC_MAX_BYTES == SOF3_MSG_MAX_BYTES, "one limit");

#define COMP_ID_LAST	65535u		/* P-4.2.1 */

static struct sofv_ipc_reply reply_head(u32 bytes, u32 cmd, int error)
{
	struct sofv_ipc_reply reply = {
		.hdr = {
			.size = sofv_cpu_to_le32(bytes),
			.cmd = sofv_cpu_to_le32(cmd),
		},
		.error = sofv_cpu_to_le32((u32)error),
	};

	return reply;
}

/* Copies a finished message out. Returns its length or -ENOSPC. */
static int emit(void *buf, u32 cap, const void *msg, u32 bytes)
{
	if (cap < bytes)
		return -ENOSPC;

	memcpy(buf, msg, bytes);

	return (int)bytes;
}

int sofv_ipc_chain(u64 readable_bytes, u64 writable_bytes)
{
	if (writable_bytes < sizeof(struct sofv_ipc_reply))
		return -ENOSPC;
	if (readable_bytes < sizeof(struct sofv_ipc_hdr) ||
	    readable_bytes > SOFV_IPC_MAX_BYTES)
		return -EMSGSIZE;

	return 0;
}

u32 sofv_ipc_reply_bytes(u32 cmd)
{
	switch (cmd) {
	case SOFV_IPC_PM_VFE_POWER_STATUS:
		return sizeof(struct sofv_power_status_reply);
	case SOF3_GLB_STREAM | SOF3_STREAM_PCM_PARAMS:
		return sizeof(struct sof3_pcm_params_reply);
	default:
		return sizeof(struct sofv_ipc_reply);
	}
}

int sofv_encode_config(void *buf, u32 cap, u32 fw_abi_version, u32 streams)
{
	struct sofv_config config = {
		.protocol_version = sofv_cpu_to_le32(SOFV_PROTOCOL_VERSION),
		.ipc_major = sofv_cpu_to_le32(SOFV_IPC_MAJOR),
		.fw_abi_version = sofv_cpu_to_le32(fw_abi_version),
		.max_ipc_bytes = sofv_cpu_to_le32(SOFV_IPC_MAX_BYTES),
		.streams = sofv_cpu_to_le32(streams),
	};

	return emit(buf, cap, &config, sizeof(config));
}

int sofv_decode_config(struct sofv_config_info *info, const void *buf, u32 bytes)
{
	struct sofv_config config;

	if (bytes < sizeof(config))
		return -EPROTO;

	memcpy(&config, buf, sizeof(config));
	info->protocol_version = sofv_le32_to_cpu(config.protocol_version);
	info->ipc_major = sofv_le32_to_cpu(config.ipc_major);
	info->fw_abi_version = sofv_le32_to_cpu(config.fw_abi_version);
	info->max_ipc_bytes = sofv_le32_to_cpu(config.max_ipc_bytes);
	info->streams = sofv_le32_to_cpu(config.streams);

	if (info->protocol_version != SOFV_PROTOCOL_VERSION ||
	    info->ipc_major != SOFV_IPC_MAJOR)
		return -EPROTONOSUPPORT;
	/* a chunk of the topology must have room for a byte of it */
	if (info->max_ipc_bytes <= sizeof(struct sofv_tplg_get_reply) ||
	    info->max_ipc_bytes > SOFV_IPC_MAX_BYTES || !info->streams)
		return -EPROTO;

	return 0;
}

int sofv_encode_reply(void *buf, u32 cap, u32 cmd, int error)
{
	struct sofv_ipc_reply reply = reply_head(sizeof(reply), cmd, error);

	return emit(buf, cap, &reply, sizeof(reply));
}

int sofv_encode_tplg_reply(void *buf, u32 cap, const void *tplg, u32 tplg_bytes,
			   u32 crc32, u32 offset_bytes)
{
	struct sofv_tplg_get_reply reply;
	u32 chunk_bytes;

	if (offset_bytes > tplg_bytes)
		return -EINVAL;
	if (cap < sizeof(reply))
		return -ENOSPC;

	/* the whole reply must stay within the limit of all messages */
	if (cap > SOFV_IPC_MAX_BYTES)
		cap = SOFV_IPC_MAX_BYTES;
	chunk_bytes = cap - (u32)sizeof(reply);
	if (chunk_bytes > tplg_bytes - offset_bytes)
		chunk_bytes = tplg_bytes - offset_bytes;
	/* an empty chunk means the end */
	if (!chunk_bytes && offset_bytes < tplg_bytes)
		return -ENOSPC;

	reply.reply = reply_head((u32)sizeof(reply) + chunk_bytes,
				 SOFV_IPC_TPLG_VFE_GET, 0);
	reply.total_bytes = sofv_cpu_to_le32(tplg_bytes);
	reply.crc32 = sofv_cpu_to_le32(crc32);
	reply.offset_bytes = sofv_cpu_to_le32(offset_bytes);
	reply.chunk_bytes = sofv_cpu_to_le32(chunk_bytes);

	memcpy(buf, &reply, sizeof(reply));
	memcpy((u8 *)buf + sizeof(reply), (const u8 *)tplg + offset_bytes,
	       chunk_bytes);

	return (int)(sizeof(reply) + chunk_bytes);
}

int sofv_encode_comp_id_reply(void *buf, u32 cap, u32 comp_id_base,
			      u32 comp_id_count)
{
	struct sofv_comp_id_get_reply reply = {
		.reply = reply_head(sizeof(reply), SOFV_IPC_TPLG_VFE_COMP_ID, 0),
		.comp_id_base = sofv_cpu_to_le32(comp_id_base),
		.comp_id_count = sofv_cpu_to_le32(comp_id_count),
	};

	return emit(buf, cap, &reply, sizeof(reply));
}

int sofv_encode_power_reply(void *buf, u32 cap, u32 flags)
{
	struct sofv_power_status_reply reply = {
		.reply = reply_head(sizeof(reply),
				    SOFV_IPC_PM_VFE_POWER_STATUS, 0),
		.flags = sofv_cpu_to_le32(flags),
	};

	return emit(buf, cap, &reply, sizeof(reply));
}

int sofv_encode_pcm_params_reply(void *buf, u32 cap, u32 comp_id,
				 u32 posn_offset)
{
	struct sof3_pcm_params_reply reply = {
		.rhdr = {
			.hdr = {
				.size = sofv_cpu_to_le32(sizeof(reply)),
				.cmd = sofv_cpu_to_le32(SOF3_GLB_STREAM |
							SOF3_STREAM_PCM_PARAMS),
			},
		},
		.comp_id = sofv_cpu_to_le32(comp_id),
		.posn_offset = sofv_cpu_to_le32(posn_offset),
	};

	return emit(buf, cap, &reply, sizeof(reply));
}

int sofv_decode_reply(int *error, const void *buf, u32 bytes, u32 cap)
{
	struct sofv_ipc_reply reply;

	*error = -EPROTO;
	if (bytes < sizeof(reply) || bytes > cap)
		return -EPROTO;

	memcpy(&reply, buf, sizeof(reply));
	if (sofv_le32_to_cpu(reply.hdr.size) != bytes)
		return -EPROTO;

	*error = (s32)sofv_le32_to_cpu(reply.error);
	/* as Linux has them, for whoever makes pointers of them */
	if (*error > 0 || *error < -4095)
		*error = -EPROTO;

	return 0;
}

int sofv_decode_tplg_reply(struct sofv_tplg_chunk *chunk, const void *buf,
			   u32 bytes, u32 offset_bytes)
{
	struct sofv_tplg_get_reply reply;

	if (bytes < sizeof(reply))
		return -EPROTO;

	memcpy(&reply, buf, sizeof(reply));
	chunk->total_bytes = sofv_le32_to_cpu(reply.total_bytes);
	chunk->crc32 = sofv_le32_to_cpu(reply.crc32);
	chunk->chunk_bytes = sofv_le32_to_cpu(reply.chunk_bytes);
	chunk->chunk = (const u8 *)buf + sizeof(reply);

	if (!chunk->total_bytes || chunk->total_bytes > SOFV_TPLG_MAX_BYTES ||
	    sofv_le32_to_cpu(reply.offset_bytes) != offset_bytes ||
	    offset_bytes > chunk->total_bytes ||
	    chunk->chunk_bytes != bytes - sizeof(reply) ||
	    chunk->chunk_bytes > chunk->total_bytes - offset_bytes ||
	    (!chunk->chunk_bytes && offset_bytes < chunk->total_bytes))
		return -EPROTO;

	return 0;
}

int sofv_decode_comp_id_reply(u32 *comp_id_base, u32 *comp_id_count,
			      const void *buf, u32 bytes)
{
	struct sofv_comp_id_get_reply reply;

	if (bytes < sizeof(reply))
		return -EPROTO;

	memcpy(&reply, buf, sizeof(reply));
	*comp_id_base = sofv_le32_to_cpu(reply.comp_id_base);
	*comp_id_count = sofv_le32_to_cpu(reply.comp_id_count);
	if (!*comp_id_count || *comp_id_base > COMP_ID_LAST ||
	    *comp_id_count - 1 > COMP_ID_LAST - *comp_id_base)
		return -EPROTO;

	return 0;
}

int sofv_decode_power_reply(u32 *flags, const void *buf, u32 bytes)
{
	struct sofv_power_status_reply reply;

	if (bytes < sizeof(reply))
		return -EPROTO;

	memcpy(&reply, buf, sizeof(reply));
	*flags = sofv_le32_to_cpu(reply.flags);

	return 0;
}

bool sofv_data_resp_good(const void *buf, u32 bytes, u32 wanted_bytes,
			 bool capture)
{
	struct sofv_data_resp resp;

	if (bytes < sizeof(resp) ||
	    (capture && bytes - (u32)sizeof(resp) < wanted_bytes))
		return false;

	memcpy(&resp, buf, sizeof(resp));

	return !resp.error && sofv_le32_to_cpu(resp.bytes) == wanted_bytes;
}

int sofv_encode_event(void *buf, u32 cap, const struct sofv_event_info *event)
{
	struct sofv_event wire = {
		.type = sofv_cpu_to_le32(event->type),
		.comp_id = sofv_cpu_to_le32(event->comp_id),
		.position_bytes = sofv_cpu_to_le64(event->position_bytes),
		.events_lost = sofv_cpu_to_le32(event->events_lost),
		.detail = sofv_cpu_to_le32(event->detail),
	};

	return emit(buf, cap, &wire, sizeof(wire));
}

int sofv_decode_event(struct sofv_event_info *event, const void *buf, u32 bytes)
{
	struct sofv_event wire;

	if (bytes < sizeof(wire))
		return -EBADMSG;

	memcpy(&wire, buf, sizeof(wire));
	event->type = sofv_le32_to_cpu(wire.type);
	event->comp_id = sofv_le32_to_cpu(wire.comp_id);
	event->position_bytes = sofv_le64_to_cpu(wire.position_bytes);
	event->events_lost = sofv_le32_to_cpu(wire.events_lost);
	event->detail = sofv_le32_to_cpu(wire.detail);

	/* SOFV_EVENT_FOCUS is reserved */
	return event->type >= SOFV_EVENT_POSITION &&
	       event->type <= SOFV_EVENT_DSP_RESET ? 0 : -ENOENT;
}

int sofv_decode_data(struct sofv_data *data, const void *buf, u32 bytes)
{
	struct sofv_data_req req;
	u32 payload_bytes;

	if (bytes < sizeof(req))
		return -EINVAL;

	memcpy(&req, buf, sizeof(req));
	payload_bytes = sofv_le32_to_cpu(req.bytes);
	if (!payload_bytes || payload_bytes > SOFV_DATA_MAX_BYTES)
		return -EINVAL;

	data->comp_id = sofv_le32_to_cpu(req.comp_id);
	data->offset_bytes = sofv_le32_to_cpu(req.offset_bytes);
	data->bytes = payload_bytes;

	return 0;
}

int sofv_encode_data_resp(void *buf, u32 cap, int error, u32 bytes)
{
	struct sofv_data_resp resp = {
		.error = sofv_cpu_to_le32((u32)error),
		.bytes = sofv_cpu_to_le32(bytes),
	};

	return emit(buf, cap, &resp, sizeof(resp));
}
