/* SPDX-License-Identifier: GPL-2.0-only */
/* Copyright (C) 2026 The sof-virtio authors */
#ifndef RUN_TPLG_PRIV_H
#define RUN_TPLG_PRIV_H

#include "run_tplg.h"

/* Tokens of include/uapi/sound/sof/tokens.h */
#define RUN_TKN_BUF_SIZE		100u
#define RUN_TKN_BUF_CAPS		101u
#define RUN_TKN_BUF_FLAGS		102u
#define RUN_TKN_DAI_TYPE		154u
#define RUN_TKN_DAI_INDEX		155u
#define RUN_TKN_DAI_DIRECTION		156u
#define RUN_TKN_SCHED_PERIOD		200u
#define RUN_TKN_SCHED_PRIORITY		201u
#define RUN_TKN_SCHED_MIPS		202u
#define RUN_TKN_SCHED_CORE		203u
#define RUN_TKN_SCHED_FRAMES		204u
#define RUN_TKN_SCHED_TIME_DOMAIN	205u
#define RUN_TKN_SCHED_DYNAMIC		206u
#define RUN_TKN_VOLUME_RAMP_TYPE	250u
#define RUN_TKN_VOLUME_RAMP_MS		251u
#define RUN_TKN_SRC_RATE_IN		300u
#define RUN_TKN_SRC_RATE_OUT		301u
#define RUN_TKN_ASRC_RATE_IN		320u
#define RUN_TKN_ASRC_RATE_OUT		321u
#define RUN_TKN_ASRC_ASYNCHRONOUS	322u
#define RUN_TKN_ASRC_OPERATION		323u
#define RUN_TKN_PCM_DMAC_CONFIG		353u
#define RUN_TKN_COMP_PERIODS_SINK	400u
#define RUN_TKN_COMP_PERIODS_SOURCE	401u
#define RUN_TKN_COMP_FORMAT		402u
#define RUN_TKN_COMP_CORE		404u
#define RUN_TKN_COMP_UUID		405u
#define RUN_TKN_COMP_NO_WNAME		417u
#define RUN_TKN_SSP_CLKS_CONTROL	500u
#define RUN_TKN_SSP_MCLK_ID		501u
#define RUN_TKN_SSP_SAMPLE_BITS		502u
#define RUN_TKN_SSP_FRAME_PULSE_WIDTH	503u
#define RUN_TKN_SSP_QUIRKS		504u
#define RUN_TKN_SSP_TDM_PADDING		505u
#define RUN_TKN_SSP_BCLK_DELAY		506u
#define RUN_TKN_PROCESS_TYPE		900u

/*
 * The second half of reading: who is who. Finds the widgets of routes and the
 * hosts of PCMs, the schedulers, what is virtual, dynamic, or only drawn.
 */
int run_tplg_resolve(struct run_tplg *t, struct run_error *err);

/* SOF3_TYPE_* of an effect widget's process type, SOF3_TYPE_NONE for others. */
u32 run_process_type(const struct run_widget *w);

/* GET_VALUE or GET_DATA; what comes back is of no interest. */
void run_ctl_read_back(const struct run_tplg *t, const struct run_ctl *ctl,
		       const struct run_port *port);

#endif /* RUN_TPLG_PRIV_H */
