/* SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause */
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Decoding of requests that a guest sends on the ipc queue: SOF IPC3 and the
 * messages of doc/protocol.md section 4. This is the border: what comes out is
 * bounded, in host order, and names every id that the message names.
 *
 * Source of layouts: <sof/ipc3.h>, <linux/virtio_sof.h>.
 */
#ifndef SOFV_IPC_H
#define SOFV_IPC_H

#include <sofv_port.h>

/*
 * Shortest period of a pipeline (P-3.3.11): the tick of SOF's low-latency
 * scheduler. Firmware would wake up more often for a shorter one.
 */
#define SOFV_PIPE_PERIOD_MIN_US		1000

/* COMP_NEW may carry a UUID of 16 bytes behind the component, nothing else. */
#define SOFV_UUID_BYTES			16

/* Largest data of a control, all parts together (P-3.4.3) */
#define SOFV_CTRL_DATA_MAX_BYTES	(64 * 1024)

/* TPLG_COMP_NEW */
struct sofv_comp_new {
	u32 type;		/* SOF3_TYPE_* */
	u32 pipeline_id;
	u32 core;
	u32 direction;		/* host, DAI: SOF3_DIR_*; others: 0 */
	u32 dai_type;		/* DAI: SOFV_DAI_VIRTUAL or one that is refused */
	u32 point_index;	/* virtual DAI: index in the granted points */
	u32 blob_bytes;		/* data that comes with the component */
	u32 uuid_bytes;		/* 0 or SOFV_UUID_BYTES */
	u8 uuid[SOFV_UUID_BYTES];
};

/* TPLG_BUFFER_NEW */
struct sofv_buffer_new {
	u32 pipeline_id;
	u32 core;
	u32 bytes;
};

/* TPLG_PIPE_NEW; sofv_ipc.id is the scheduler's component id */
struct sofv_pipe_new {
	u32 pipeline_id;
	u32 sched_id;		/* component that drives the pipeline */
	u32 core;
	u32 period_us;
};

/* TPLG_COMP_CONNECT */
struct sofv_connect {
	u32 source_id;
	u32 sink_id;
};

/* COMP_SET_VALUE and its kin */
struct sofv_ctrl {
	u32 type;		/* SOF3_CTRL_VALUE_*, SOF3_CTRL_DATA_* */
	u32 num_elems;		/* data: bytes in this part */
	u32 elems_remaining;	/* data: bytes in the parts that follow */
	u32 msg_index;		/* data: which part, from 0 */
};

/* STREAM_PCM_PARAMS */
struct sofv_pcm_params {
	u32 direction;		/* SOF3_DIR_* */
	u32 frame_fmt;		/* SOF3_FRAME_* */
	u32 rate_hz;
	u32 channels;
	u32 buffer_bytes;	/* whole ring */
	u32 host_period_bytes;
	bool no_stream_position; /* guest wants no period events */
};

/**
 * struct sofv_ipc - one request
 * @cmd: class and type, as sent
 * @bytes: length
 * @id: component, buffer or pipeline (by its scheduler) that the message is
 *	about; 0 for messages that are about none, and for COMP_CONNECT
 * @comp: COMP_NEW
 * @buffer: BUFFER_NEW
 * @pipe: PIPE_NEW
 * @connect: COMP_CONNECT
 * @ctrl: SET_VALUE, GET_VALUE, SET_DATA, GET_DATA
 * @pcm: PCM_PARAMS
 * @tplg_offset_bytes: TPLG_VFE_GET
 * @power_state: PM_VFE_POWER_STATUS, SOFV_POWER_*
 */
struct sofv_ipc {
	u32 cmd;
	u32 bytes;
	u32 id;
	union {
		struct sofv_comp_new comp;
		struct sofv_buffer_new buffer;
		struct sofv_pipe_new pipe;
		struct sofv_connect connect;
		struct sofv_ctrl ctrl;
		struct sofv_pcm_params pcm;
		u32 tplg_offset_bytes;
		u32 power_state;
	};
};

/**
 * sofv_ipc_decode - decode a request
 * @ipc: filled on success, untouched on failure
 * @buf: message; any alignment
 * @bytes: bytes really received
 *
 * A message whose class and type the firewall does not let through is not
 * looked into: that it is refused must not depend on its content.
 *
 * Return: 0; -EMSGSIZE if shorter than a header or longer than
 * SOFV_IPC_MAX_BYTES (P-3.1.2), or if more control data is to follow than there
 * may be (P-3.4.3); -EBADMSG if the header's size is not @bytes
 * (P-3.1.1), if the message is too short for its type, or if a length in it
 * reaches beyond its end.
 */
int sofv_ipc_decode(struct sofv_ipc *ipc, const void *buf, u32 bytes);

#endif /* SOFV_IPC_H */
