/* SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause */
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Replies and data requests of doc/protocol.md. Requests of the ipc queue are
 * decoded by <sofv/ipc.h>. All buffers may have any alignment.
 *
 * Encoders return the number of bytes written, or -ENOSPC if @cap is too small.
 */
#ifndef SOFV_WIRE_H
#define SOFV_WIRE_H

#include <sofv_port.h>

/**
 * sofv_crc32 - CRC of P-4.1.1: IEEE 802.3, reflected
 */
u32 sofv_crc32(const void *buf, u32 bytes);

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

/* An event of section 5 in host order */
struct sofv_event_info {
	u32 type;		/* SOFV_EVENT_* */
	u32 comp_id;
	u64 position_bytes;
	u32 events_lost;
	u32 detail;
};

int sofv_encode_event(void *buf, u32 cap, const struct sofv_event_info *event);

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
 */
static inline bool sofv_data_in_ring(const struct sofv_data *data,
				     u32 ring_bytes)
{
	return data->offset_bytes < ring_bytes &&
	       data->bytes <= ring_bytes - data->offset_bytes;
}

int sofv_encode_data_resp(void *buf, u32 cap, int error, u32 bytes);

#endif /* SOFV_WIRE_H */
