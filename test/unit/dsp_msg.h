/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * IPC3 messages as SOF core sends them, for tests and corpus generators. Each
 * function fills @to, which has room for SOF3_MSG_MAX_BYTES, and returns the
 * bytes of the message.
 */
#ifndef DSP_MSG_H
#define DSP_MSG_H

#include <sof/ipc3.h>

/* Room for one message, aligned as its structs are. */
typedef u64 bench_msg[SOF3_MSG_MAX_BYTES / sizeof(u64)];

u32 msg_pipe_new(void *to, u32 id, u32 pipeline_id);
u32 msg_host_new(void *to, u32 id, u32 pipeline_id, u32 direction);
u32 msg_volume_new(void *to, u32 id, u32 pipeline_id, u32 ramp_ms);
u32 msg_mixer_new(void *to, u32 id, u32 pipeline_id);
u32 msg_dai_new(void *to, u32 id, u32 pipeline_id, u32 direction, u32 dai_index,
		u32 frame_fmt);
u32 msg_buffer_new(void *to, u32 id, u32 pipeline_id, u32 size);
/* COMP_FREE, BUFFER_FREE, PIPE_FREE, PIPE_COMPLETE */
u32 msg_tplg_id(void *to, u32 cmd, u32 id);
u32 msg_connect(void *to, u32 source, u32 sink);
u32 msg_dai_config(void *to, u32 dai_index, u32 channels, u32 flags);
u32 msg_pcm_params(void *to, u32 id, u32 tag, u32 direction, u32 frame_fmt,
		   u32 channels, u32 buffer_bytes, u32 period_bytes);
/* PCM_FREE, TRIG_*, POSITION */
u32 msg_stream(void *to, u32 cmd, u32 id);
/* Same value for channels 0..n-1. */
u32 msg_control(void *to, bool set, u32 id, u32 cmd, u32 n, u32 value);
u32 msg_pm(void *to, u32 cmd, u32 mask);
/* DMA_PARAMS, DMA_PARAMS_EXT, or FILTER_UPDATE of one level for all. */
u32 msg_trace(void *to, u32 cmd);

/* Processing component; @uuid (16 bytes) and @data may be NULL. */
u32 msg_process_new(void *to, u32 id, u32 pipeline_id, u32 type, const u8 *uuid,
		    const void *data, u32 bytes);
u32 msg_src_new(void *to, u32 id, u32 pipeline_id, u32 source_rate_hz,
		u32 sink_rate_hz);
/*
 * Part @index of a bytes control of @bytes; GET_DATA if @set is false, and then
 * @data is not read. Parts 0 to msg_data_parts(bytes) - 1 make up the whole.
 */
u32 msg_data(void *to, bool set, u32 id, const void *data, u32 bytes, u32 index);
u32 msg_data_parts(u32 bytes);
/* Change the rate in a PCM_PARAMS or DAI_CONFIG that was made by the above. */
void msg_set_rate(void *msg, u32 rate_hz);

#endif /* DSP_MSG_H */
