/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * One guest with a ledger, and messages as a guest's SOF core sends them.
 */
#ifndef CORE_BENCH_H
#define CORE_BENCH_H

#include <linux/virtio_sof.h>
#include <sofv/ledger.h>

#include "dsp_msg.h"

#define TPLG(type)	(SOF3_GLB_TPLG | SOF3_TPLG_##type)
#define STREAM(type)	(SOF3_GLB_STREAM | SOF3_STREAM_##type)

/* Of the guest in core_bench_guest(). */
#define BASE		SOFV_COMP_ID_FIRST
#define PIPE		SOFV_PIPE_ID_FIRST

/* Components of the host that it was granted. */
#define POINT_MUSIC	17u	/* playback 0 */
#define POINT_VOICE	23u	/* playback 1 */
#define POINT_MIC	31u	/* capture 0 */

void core_bench_guest(struct sofv_guest *guest);

u32 msg_vdai_new(void *to, u32 id, u32 pipeline_id, u32 direction, u32 index);
u32 msg_pipe_new_sched(void *to, u32 id, u32 pipeline_id, u32 sched_id);
/* A message without a struct of its own: @arg in the word behind the header, then 0 */
u32 msg_own(void *to, u32 cmd, u32 bytes, u32 arg);
/* One part of a bytes control: @bytes of data, all of them @fill */
u32 msg_ctrl_data(void *to, bool set, u32 id, u32 part, u32 bytes,
		  u32 remaining_bytes, u8 fill);

/* UUID of the DRC, which has no type of its own */
extern const u8 core_bench_drc[SOFV_UUID_BYTES];

/* Decodes and checks; on success rewrites @msg, but commits nothing. */
int core_bench_check(const struct sofv_guest *guest, struct sofv_action *action,
		     struct sofv_ipc *ipc, void *msg, u32 bytes);

/* The same, and commits. */
int core_bench_send(struct sofv_guest *guest, struct sofv_action *action,
		    void *msg, u32 bytes);

/*
 * The graph of the guest template, in the order of SOF core: last widget first.
 * scheduler +0, host +1, volume +2, buffers +3 and +4, virtual DAI +5.
 * core_bench_template_msg() has its messages one by one and returns 0 behind
 * the last.
 */
u32 core_bench_template_msg(void *m, u32 index, u32 i);
void core_bench_template(struct sofv_guest *guest, u32 index);

u32 core_bench_noise(u32 *seed);

#endif /* CORE_BENCH_H */
