/* SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause */
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Replies, events and data requests of doc/protocol.md, for both sides. Requests of
 * the ipc queue are decoded by <sofv/ipc.h>. All buffers may have any alignment.
 *
 * Encoders return the number of bytes written, or -ENOSPC if @cap is too small.
 */
#ifndef SOFV_WIRE_H
#define SOFV_WIRE_H

#include <sofv_port.h>

/**
 * sofv_crc32 - CRC of P-4.1.1: IEEE 802.3, reflected
 * @buf: bytes
 * @bytes: how many
 */
u32 sofv_crc32(const void *buf, u32 bytes);

/**
 * sofv_ipc_chain - may a chain of the ipc queue be looked into
 * @readable_bytes: length of its device-readable part
 * @writable_bytes: length of its device-writable part
 *
 * Return: 0; -ENOSPC if there is no room for any reply, so that its used length
 * must be 0 (P-3.1.3); -EMSGSIZE for a request that is too short or too long
 * (P-3.1.2).
 */
int sofv_ipc_chain(u64 readable_bytes, u64 writable_bytes);

/**
 * sofv_ipc_reply_bytes - room that a request must have for its reply
 * @cmd: of the request
 *
 * With less it is not served (P-3.2.3): whoever asks would not learn what it did.
 */
u32 sofv_ipc_reply_bytes(u32 cmd);

/* The configuration space in host order */
struct sofv_config_info {
	u32 protocol_version;
	u32 ipc_major;
	u32 fw_abi_version;
	u32 max_ipc_bytes;
	u32 streams;
};

/* sofv_encode_config - as a device offers it */
int sofv_encode_config(void *buf, u32 cap, u32 fw_abi_version, u32 streams);

/**
 * sofv_decode_config - what a driver may believe of it
 * @info: filled, also on error if @bytes is enough
 * @buf: as it came
 * @bytes: its length
 *
 * Return: 0; -EPROTONOSUPPORT for another version of protocol or IPC (P-2.4.1);
 * -EPROTO if @bytes is too short or a value out of its range (P-2.4.3).
 */
int sofv_decode_config(struct sofv_config_info *info, const void *buf, u32 bytes);

/**
 * sofv_encode_reply - reply that is an error code and nothing more
 * @buf: output
 * @cap: room there
 * @cmd: of the request
 * @error: 0 or a negative errno
 */
int sofv_encode_reply(void *buf, u32 cap, u32 cmd, int error);

/**
 * sofv_encode_tplg_reply - reply to TPLG_VFE_GET
 * @buf: output
 * @cap: room there
 * @tplg: whole topology
 * @tplg_bytes: its length
 * @crc32: its CRC
 * @offset_bytes: as asked for
 *
 * Return: bytes written, as many of the topology as fit (P-4.1.2), -ENOSPC if
 * not one more byte of it does, or -EINVAL if @offset_bytes is beyond the end.
 */
int sofv_encode_tplg_reply(void *buf, u32 cap, const void *tplg, u32 tplg_bytes,
			   u32 crc32, u32 offset_bytes);

/* sofv_encode_comp_id_reply - reply to TPLG_VFE_COMP_ID */
int sofv_encode_comp_id_reply(void *buf, u32 cap, u32 comp_id_base,
			      u32 comp_id_count);

/* sofv_encode_power_reply - reply to PM_VFE_POWER_STATUS */
int sofv_encode_power_reply(void *buf, u32 cap, u32 flags);

/* sofv_encode_pcm_params_reply - reply to STREAM_PCM_PARAMS */
int sofv_encode_pcm_params_reply(void *buf, u32 cap, u32 comp_id,
				 u32 posn_offset);

/*
 * What a driver receives. @bytes is the used length; a device that is broken or
 * evil may have put anything there.
 */

/**
 * sofv_decode_reply - the beginning that all replies share
 * @error: set to 0 or the negative errno that the device replied
 * @buf: as it came
 * @bytes: its length
 * @cap: largest reply that there may be
 *
 * Return: 0, or -EPROTO for what is no reply (P-3.2.2), with @error the same.
 */
int sofv_decode_reply(int *error, const void *buf, u32 bytes, u32 cap);

/* A chunk of the topology; @chunk points into the reply */
struct sofv_tplg_chunk {
	u32 total_bytes;
	u32 crc32;
	u32 chunk_bytes;
	const u8 *chunk;
};

/**
 * sofv_decode_tplg_reply - decode and bound a reply to TPLG_VFE_GET
 * @chunk: filled; points into @buf
 * @buf: as it came
 * @bytes: its length
 * @offset_bytes: as asked for
 *
 * Return: 0 with a chunk that lies within reply and topology and is not empty
 * before the end, or -EPROTO (P-4.1.2, P-4.1.4).
 */
int sofv_decode_tplg_reply(struct sofv_tplg_chunk *chunk, const void *buf,
			   u32 bytes, u32 offset_bytes);

/**
 * sofv_decode_comp_id_reply - decode a reply to TPLG_VFE_COMP_ID
 * @comp_id_base: set to the first id
 * @comp_id_count: set to their number
 * @buf: as it came
 * @bytes: its length
 *
 * Return: 0 with at least one id, none above 65535 (P-4.2.1), or -EPROTO.
 */
int sofv_decode_comp_id_reply(u32 *comp_id_base, u32 *comp_id_count,
			      const void *buf, u32 bytes);

/* sofv_decode_power_reply - of PM_VFE_POWER_STATUS. Return: 0 or -EPROTO. */
int sofv_decode_power_reply(u32 *flags, const void *buf, u32 bytes);

/**
 * sofv_data_resp_good - how much of a data request was served
 * @buf: as it came
 * @bytes: its length
 * @wanted_bytes: its payload
 * @capture: payload follows the response
 *
 * Return: true if all of it was.
 */
bool sofv_data_resp_good(const void *buf, u32 bytes, u32 wanted_bytes,
			 bool capture);

/* An event of section 5 in host order */
struct sofv_event_info {
	u32 type;		/* SOFV_EVENT_* */
	u32 comp_id;
	u64 position_bytes;
	u32 events_lost;
	u32 detail;
};

int sofv_encode_event(void *buf, u32 cap, const struct sofv_event_info *event);

/**
 * sofv_decode_event - for drivers
 * @event: filled
 * @buf: as it came
 * @bytes: used length of the buffer
 *
 * Return: 0; -EBADMSG if @bytes is too short (P-5.6); -ENOENT for a type that
 * version 1 does not know (P-5.5).
 */
int sofv_decode_event(struct sofv_event_info *event, const void *buf, u32 bytes);

/* A data request of section 6 in host order */
struct sofv_data {
	u32 comp_id;
	u32 offset_bytes;
	u32 bytes;
};

/**
 * sofv_decode_data - decode and bound a data request
 * @data: filled on success
 * @buf: start of the chain
 * @bytes: bytes there; what follows the request is not looked at
 *
 * Return: 0, or -EINVAL (P-6.3) if @bytes is too short, or the payload's
 * length is 0 or above SOFV_DATA_MAX_BYTES.
 */
int sofv_decode_data(struct sofv_data *data, const void *buf, u32 bytes);

/**
 * sofv_data_in_ring - does a request lie within a ring buffer (P-6.1)
 * @data: decoded request
 * @ring_bytes: size of the ring
 */
static inline bool sofv_data_in_ring(const struct sofv_data *data,
				     u32 ring_bytes)
{
	return data->offset_bytes < ring_bytes &&
	       data->bytes <= ring_bytes - data->offset_bytes;
}

int sofv_encode_data_resp(void *buf, u32 cap, int error, u32 bytes);

#endif /* SOFV_WIRE_H */
