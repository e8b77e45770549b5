/* SPDX-License-Identifier: GPL-2.0-only */
/* Copyright (C) 2026 The sof-virtio authors */
/*
 * Tracepoints: of each message of a guest what the counters only sum up (README.md).
 * Any context; the guest has its definition.
 */
#undef TRACE_SYSTEM
#define TRACE_SYSTEM vhost_dsp

#if !defined(VHOST_DSP_TRACE_H) || defined(TRACE_HEADER_MULTI_READ)
#define VHOST_DSP_TRACE_H

#include <linux/tracepoint.h>
#include <linux/virtio_sof.h>
#include <sofv/wire.h>

/* a well-formed chain came off the ipc queue; cmd: header of the message */
TRACE_EVENT(vhost_dsp_ipc_request,
	TP_PROTO(const char *guest, u32 cmd, u32 bytes),
	TP_ARGS(guest, cmd, bytes),
	TP_STRUCT__entry(
		__string(guest, guest)
		__field(u32, cmd)
		__field(u32, bytes)
	),
	TP_fast_assign(
		__assign_str(guest);
		__entry->cmd = cmd;
		__entry->bytes = bytes;
	),
	TP_printk("guest=%s cmd=%#x bytes=%u",
		  __get_str(guest), __entry->cmd, __entry->bytes)
);

/* cmd is 0 for a message that is too short to have one; reason: its name */
TRACE_EVENT(vhost_dsp_ipc_refused,
	TP_PROTO(const char *guest, u32 cmd, const char *reason, int error),
	TP_ARGS(guest, cmd, reason, error),
	TP_STRUCT__entry(
		__string(guest, guest)
		__string(reason, reason)
		__field(u32, cmd)
		__field(int, error)
	),
	TP_fast_assign(
		__assign_str(guest);
		__assign_str(reason);
		__entry->cmd = cmd;
		__entry->error = error;
	),
	TP_printk("guest=%s cmd=%#x reason=%s error=%d",
		  __get_str(guest), __entry->cmd, __get_str(reason),
		  __entry->error)
);

/* error: what the guest is answered, from the DSP or from the host */
TRACE_EVENT(vhost_dsp_ipc_served,
	TP_PROTO(const char *guest, u32 cmd, bool forwarded, int error),
	TP_ARGS(guest, cmd, forwarded, error),
	TP_STRUCT__entry(
		__string(guest, guest)
		__field(u32, cmd)
		__field(bool, forwarded)
		__field(int, error)
	),
	TP_fast_assign(
		__assign_str(guest);
		__entry->cmd = cmd;
		__entry->forwarded = forwarded;
		__entry->error = error;
	),
	TP_printk("guest=%s cmd=%#x %s error=%d",
		  __get_str(guest), __entry->cmd,
		  __entry->forwarded ? "forwarded" : "handled", __entry->error)
);

/* moved: bytes copied from or to the guest, at most what it asked for */
TRACE_EVENT(vhost_dsp_data,
	TP_PROTO(const char *guest, const struct sofv_data *data, u32 moved, int error),
	TP_ARGS(guest, data, moved, error),
	TP_STRUCT__entry(
		__string(guest, guest)
		__field(u32, comp_id)
		__field(u32, offset_bytes)
		__field(u32, bytes)
		__field(u32, moved)
		__field(int, error)
	),
	TP_fast_assign(
		__assign_str(guest);
		__entry->comp_id = data->comp_id;
		__entry->offset_bytes = data->offset_bytes;
		__entry->bytes = data->bytes;
		__entry->moved = moved;
		__entry->error = error;
	),
	TP_printk("guest=%s comp_id=%u offset=%u bytes=%u moved=%u error=%d",
		  __get_str(guest), __entry->comp_id, __entry->offset_bytes,
		  __entry->bytes, __entry->moved, __entry->error)
);

/* an event was written into a buffer of the guest */
TRACE_EVENT(vhost_dsp_event,
	TP_PROTO(const char *guest, const struct sofv_event *event),
	TP_ARGS(guest, event),
	TP_STRUCT__entry(
		__string(guest, guest)
		__field(u32, type)
		__field(u32, comp_id)
		__field(u64, position_bytes)
	),
	TP_fast_assign(
		__assign_str(guest);
		__entry->type = le32_to_cpu(event->type);
		__entry->comp_id = le32_to_cpu(event->comp_id);
		__entry->position_bytes = le64_to_cpu(event->position_bytes);
	),
	TP_printk("guest=%s type=%s comp_id=%u position=%llu",
		  __get_str(guest),
		  __print_symbolic(__entry->type,
				   { SOFV_EVENT_POSITION, "position" },
				   { SOFV_EVENT_XRUN, "xrun" },
				   { SOFV_EVENT_DSP_RESET, "dsp_reset" }),
		  __entry->comp_id, __entry->position_bytes)
);

#endif /* VHOST_DSP_TRACE_H */

#undef TRACE_INCLUDE_PATH
#define TRACE_INCLUDE_PATH .
#undef TRACE_INCLUDE_FILE
#define TRACE_INCLUDE_FILE trace
#include <trace/define_trace.h>
