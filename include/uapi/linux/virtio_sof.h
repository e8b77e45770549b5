/* SPDX-License-Identifier: (GPL-2.0-only WITH Linux-syscall-note) OR BSD-3-Clause */
/* Copyright (C) 2026 The sof-virtio authors */
#ifndef _UAPI_LINUX_VIRTIO_SOF_H
#define _UAPI_LINUX_VIRTIO_SOF_H

/*
 * Wire ABI of the virtio SOF device. doc/protocol.md is normative; the
 * numbers in brackets below are its sections. Everything is little-endian
 * and of fixed size.
 */
#include <linux/types.h>

/*
 * [2.1] Experimental: not assigned by OASIS. The PCI device id is
 * 0x1040 + id = 0x1072. This is the only place where the number stands.
 */
#define VIRTIO_ID_SOF			50

#define SOFV_PROTOCOL_VERSION		1
#define SOFV_IPC_MAJOR			3

/* [2.2] Virtqueues */
#define SOFV_VQ_IPC			0
#define SOFV_VQ_POSITION		1
#define SOFV_VQ_DATA			2
#define SOFV_VQ_COUNT			3

/* [2.3] Feature bits */
#define SOFV_F_ZERO_COPY		0
#define SOFV_F_DATA_QUEUE		1
#define SOFV_F_POSITION_PAGE		2
#define SOFV_F_FOCUS_EVENTS		3

/* [2.4] Device configuration space; read-only for the driver */
struct sofv_config {
	__le32 protocol_version;	/* SOFV_PROTOCOL_VERSION */
	__le32 ipc_major;		/* SOFV_IPC_MAJOR */
	__le32 fw_abi_version;		/* SOF_ABI_VERSION of the firmware */
	__le32 max_ipc_bytes;		/* largest request or reply, header included */
	__le32 streams;			/* streams that may be set up at once */
	__le32 reserved[3];		/* zero */
};

/* [3.1] Every request on the ipc queue starts like a SOF IPC3 message. */
struct sofv_ipc_hdr {
	__le32 size;			/* whole message in bytes */
	__le32 cmd;			/* SOF IPC3 class and type, or one of below */
};

/* [3.2] Every reply starts like a SOF IPC3 reply. */
struct sofv_ipc_reply {
	struct sofv_ipc_hdr hdr;
	__le32 error;			/* 0 or a negative Linux errno */
};

/* Upper bound of any ipc message in either direction: SOF_IPC_MSG_MAX_SIZE */
#define SOFV_IPC_MAX_BYTES		384

/*
 * [4] Messages that only this device knows. Class in bits 31..28, type in
 * bits 27..16 as everywhere in SOF IPC3. None of them reaches the DSP.
 */
#define SOFV_IPC_TPLG_VFE_GET		0x30f00000	/* SOF_IPC_TPLG_VFE_GET */
#define SOFV_IPC_TPLG_VFE_COMP_ID	0x30f10000	/* SOF_IPC_TPLG_VFE_COMP_ID */
#define SOFV_IPC_PM_VFE_POWER_STATUS	0x40f00000	/* SOF_IPC_PM_VFE_POWER_STATUS */
#define SOFV_IPC_STREAM_VFE_PAGES	0x60f00000	/* SOF_IPC_STREAM_VFE_PAGES */

/* [4.1] */
struct sofv_tplg_get {
	struct sofv_ipc_hdr hdr;
	__le32 offset_bytes;
	__le32 reserved;		/* zero */
};

struct sofv_tplg_get_reply {
	struct sofv_ipc_reply reply;
	__le32 total_bytes;		/* of the whole topology */
	__le32 crc32;			/* IEEE 802.3, of the whole topology */
	__le32 offset_bytes;		/* as asked for */
	__le32 chunk_bytes;		/* bytes that follow */
	__u8 chunk[];
};

/* A guest topology is never larger than this. */
#define SOFV_TPLG_MAX_BYTES		(1024 * 1024)

/* [4.2] */
struct sofv_comp_id_get {
	struct sofv_ipc_hdr hdr;
};

struct sofv_comp_id_get_reply {
	struct sofv_ipc_reply reply;
	__le32 comp_id_base;
	__le32 comp_id_count;
};

/* [4.3] */
#define SOFV_POWER_SUSPENDED		0
#define SOFV_POWER_ACTIVE		1

struct sofv_power_status {
	struct sofv_ipc_hdr hdr;
	__le32 state;			/* SOFV_POWER_* */
};

#define SOFV_POWER_FLAG_TPLG_LOST	(1U << 0)	/* send the topology again */

struct sofv_power_status_reply {
	struct sofv_ipc_reply reply;
	__le32 flags;			/* SOFV_POWER_FLAG_* */
};

/* [5] Events: device writes one into each buffer of the position queue. */
#define SOFV_EVENT_POSITION		1
#define SOFV_EVENT_XRUN			2
#define SOFV_EVENT_DSP_RESET		3
#define SOFV_EVENT_FOCUS		4

struct sofv_event {
	__le32 type;			/* SOFV_EVENT_* */
	__le32 comp_id;			/* host component of the stream */
	__le64 position_bytes;		/* moved since TRIG_START; wraps at 2^64 */
	__le32 events_lost;		/* events dropped so far for want of buffers */
	__le32 detail;			/* by type; zero in version 1 */
	__le64 reserved;		/* zero */
};

/* [6] Data queue (copying method) */
struct sofv_data_req {
	__le32 comp_id;			/* host component of the stream */
	__le32 offset_bytes;		/* in the stream's ring buffer */
	__le32 bytes;			/* payload; does not wrap the ring */
	__le32 reserved;		/* zero */
};

struct sofv_data_resp {
	__le32 error;			/* 0 or a negative Linux errno */
	__le32 bytes;			/* really moved */
};

#define SOFV_DATA_MAX_BYTES		(64 * 1024)

/*
 * [7] Topology token carried by a guest's virtual DAI: index of the
 * connection point in the list granted to this guest, counted separately
 * for playback and capture.
 */
#define SOFV_TKN_COMP_REF		490

/* [7] DAI type of a virtual DAI in COMP_NEW; "VIRTUAL" in topologies. */
#define SOFV_DAI_VIRTUAL		0x7f

#endif /* _UAPI_LINUX_VIRTIO_SOF_H */
