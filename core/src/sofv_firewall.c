// SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause
/* Copyright (C) 2026 The sof-virtio authors */
#include <linux/virtio_sof.h>
#include <sof/ipc3.h>
#include <sofv/firewall.h>
#include <sofv/ipc.h>

#define RULE(class, type, verdict) \
	{ SOF3_GLB_##class | SOF3_##class##_##type, SOFV_##verdict, #class "_" #type }
#define CLASS(class, verdict) { SOF3_GLB_##class, SOFV_##verdict, #class }
#define OWN(type, verdict) { SOFV_IPC_##type, SOFV_##verdict, #type }

/*
 * Every class and type of SOF IPC3. What is refused here is listed so that a
 * trace can name it and a test can walk it; what is missing is refused too.
 */
static const struct sofv_rule rules[] = {
	CLASS(REPLY, REFUSE),
	CLASS(COMPOUND, REFUSE),

	RULE(TPLG, COMP_NEW, ALLOW),
	RULE(TPLG, COMP_FREE, ALLOW),
	RULE(TPLG, COMP_CONNECT, REWRITE),
	RULE(TPLG, PIPE_NEW, REWRITE),
	RULE(TPLG, PIPE_FREE, ALLOW),
	RULE(TPLG, PIPE_CONNECT, REFUSE),
	RULE(TPLG, PIPE_COMPLETE, ALLOW),
	RULE(TPLG, BUFFER_NEW, ALLOW),
	RULE(TPLG, BUFFER_FREE, ALLOW),
	OWN(TPLG_VFE_GET, HANDLE),
	OWN(TPLG_VFE_COMP_ID, HANDLE),

	RULE(PM, CTX_SAVE, HANDLE),
	RULE(PM, CTX_RESTORE, HANDLE),
	RULE(PM, CTX_SIZE, REFUSE),
	RULE(PM, CLK_SET, REFUSE),
	RULE(PM, CLK_GET, REFUSE),
	RULE(PM, CLK_REQ, REFUSE),
	RULE(PM, CORE_ENABLE, REFUSE),
	RULE(PM, GATE, REFUSE),
	OWN(PM_VFE_POWER_STATUS, HANDLE),

	RULE(COMP, SET_VALUE, ALLOW),
	RULE(COMP, GET_VALUE, ALLOW),
	RULE(COMP, SET_DATA, ALLOW),
	RULE(COMP, GET_DATA, ALLOW),
	RULE(COMP, NOTIFICATION, REFUSE),

	RULE(STREAM, PCM_PARAMS, HANDLE),
	RULE(STREAM, PCM_PARAMS_REPLY, REFUSE),
	RULE(STREAM, PCM_FREE, HANDLE),
	RULE(STREAM, TRIG_START, HANDLE),
	RULE(STREAM, TRIG_STOP, HANDLE),
	RULE(STREAM, TRIG_PAUSE, HANDLE),
	RULE(STREAM, TRIG_RELEASE, HANDLE),
	RULE(STREAM, TRIG_DRAIN, REFUSE),
	RULE(STREAM, TRIG_XRUN, REFUSE),
	RULE(STREAM, POSITION, REFUSE),
	RULE(STREAM, VORBIS_PARAMS, REFUSE),
	RULE(STREAM, VORBIS_FREE, REFUSE),
	OWN(STREAM_VFE_PAGES, REFUSE),

	{ SOF3_FW_READY, SOFV_REFUSE, "FW_READY" },

	RULE(DAI, CONFIG, REFUSE),
	RULE(DAI, LOOPBACK, REFUSE),

	RULE(TRACE, DMA_PARAMS, REFUSE),
	RULE(TRACE, DMA_POSITION, REFUSE),
	RULE(TRACE, DMA_PARAMS_EXT, REFUSE),
	RULE(TRACE, FILTER_UPDATE, REFUSE),
	RULE(TRACE, DMA_FREE, REFUSE),

	CLASS(GDB_DEBUG, REFUSE),
	RULE(TEST, IPC_FLOOD, REFUSE),

	RULE(PROBE, INIT, REFUSE),
	RULE(PROBE, DEINIT, REFUSE),
	RULE(PROBE, DMA_ADD, REFUSE),
	RULE(PROBE, DMA_INFO, REFUSE),
	RULE(PROBE, DMA_REMOVE, REFUSE),
	RULE(PROBE, POINT_ADD, REFUSE),
	RULE(PROBE, POINT_INFO, REFUSE),
	RULE(PROBE, POINT_REMOVE, REFUSE),

	RULE(DEBUG, MEM_USAGE, REFUSE),
};

#define N_RULES (sizeof(rules) / sizeof(rules[0]))

/*
 * Components that are software and nothing else, with the UUID that firmware
 * knows each by (SOF's uuid-registry.txt; bytes as they are on the wire).
 */
struct soft_comp {
	u32 type;
	u8 uuid[SOFV_UUID_BYTES];
};

static const struct soft_comp soft_comps[] = {
	{ SOF3_TYPE_HOST, { 0x0c, 0x10, 0x9d, 0x8b, 0x78, 0x6d, 0x8f, 0x41,
			    0x90, 0xa3, 0xe0, 0xe8, 0x05, 0xd0, 0x85, 0x2b } },
	{ SOF3_TYPE_VOLUME, { 0x7e, 0x67, 0x7e, 0xb7, 0xf4, 0x5f, 0x88, 0x41,
			      0xaf, 0x14, 0xfb, 0xa8, 0xbd, 0xbf, 0x86, 0x82 } },
	{ SOF3_TYPE_MIXER, { 0x37, 0xc0, 0x06, 0xbc, 0xaa, 0x12, 0x7c, 0x41,
			     0x9a, 0x97, 0x89, 0x28, 0x2e, 0x32, 0x1a, 0x76 } },
	{ SOF3_TYPE_MUX, { 0x4d, 0xff, 0x07, 0xc6, 0xb6, 0x9c, 0xdc, 0x49,
			   0xb6, 0x78, 0x7d, 0xa3, 0xc6, 0x3e, 0xa5, 0x57 } },
	{ SOF3_TYPE_SRC, { 0x6d, 0x32, 0xc5, 0xc1, 0x90, 0x83, 0xb4, 0x46,
			   0xaa, 0x47, 0x95, 0xc3, 0xbe, 0xca, 0x65, 0x50 } },
	{ SOF3_TYPE_EQ_IIR, { 0xe6, 0xc0, 0x50, 0x51, 0xf9, 0x27, 0xc8, 0x4e,
			      0x83, 0x51, 0xc7, 0x05, 0xb6, 0x42, 0xd1, 0x2f } },
	{ SOF3_TYPE_EQ_FIR, { 0xe7, 0x0c, 0xa9, 0x43, 0xa5, 0xf3, 0xdf, 0x41,
			      0xac, 0x06, 0xba, 0x98, 0x65, 0x1a, 0xe6, 0xa3 } },
	{ SOF3_TYPE_SELECTOR, { 0xd5, 0x8e, 0xa8, 0x55, 0x18, 0x3d, 0xca, 0x46,
				0x88, 0xf1, 0x0e, 0xe6, 0xea, 0xe9, 0x93, 0x0f } },
	{ SOF3_TYPE_DEMUX, { 0x68, 0x68, 0xb2, 0xc4, 0x30, 0x14, 0x0e, 0x47,
			     0xa0, 0x89, 0x15, 0xd1, 0xc7, 0x7f, 0x85, 0x1a } },
	{ SOF3_TYPE_ASRC, { 0xf6, 0x72, 0xec, 0xc8, 0x26, 0x85, 0xaf, 0x4f,
			    0x9d, 0x39, 0xa2, 0x3d, 0x0b, 0x54, 0x1d, 0xe2 } },
	{ SOF3_TYPE_DCBLOCK, { 0xaf, 0xef, 0x09, 0xb8, 0x81, 0x56, 0xb1, 0x42,
			       0x9e, 0xd6, 0x04, 0xbb, 0x01, 0x2d, 0xd3, 0x84 } },
	/* these have a UUID only: DRC, multi-band DRC, crossover, beamformer */
	{ SOF3_TYPE_NONE, { 0xda, 0xe4, 0x6e, 0xb3, 0x6f, 0x00, 0xf9, 0x47,
			    0xa0, 0x6d, 0xfe, 0xcb, 0xe2, 0xd8, 0xb6, 0xce } },
	{ SOF3_TYPE_NONE, { 0x56, 0x22, 0x9f, 0x0d, 0x4f, 0x8e, 0xb3, 0x47,
			    0x84, 0x48, 0x23, 0x9a, 0x33, 0x4f, 0x11, 0x91 } },
	{ SOF3_TYPE_NONE, { 0xd1, 0x9a, 0x8c, 0x94, 0x6a, 0x80, 0x31, 0x41,
			    0xad, 0x6c, 0xb2, 0xbd, 0xa9, 0xe3, 0x5a, 0x9f } },
	{ SOF3_TYPE_NONE, { 0x49, 0x17, 0x51, 0xdd, 0xfa, 0xd9, 0x5c, 0x45,
			    0xb3, 0xa7, 0x13, 0x58, 0x56, 0x93, 0xf1, 0xaf } },
};

#define N_SOFT_COMPS (sizeof(soft_comps) / sizeof(soft_comps[0]))

const struct sofv_rule *sofv_firewall_rules(u32 *count)
{
	*count = N_RULES;

	return rules;
}

const struct sofv_rule *sofv_firewall_find(u32 cmd)
{
	u32 i;

	for (i = 0; i < N_RULES; i++)
		if (rules[i].cmd == cmd)
			return &rules[i];

	return NULL;
}

const char *sofv_firewall_name(u32 cmd)
{
	const struct sofv_rule *rule = sofv_firewall_find(cmd);

	return rule ? rule->name : "unknown";
}

static enum sofv_verdict soft_comp_verdict(const struct sofv_comp_new *comp)
{
	u32 i;

	if (comp->type == SOF3_TYPE_NONE && !comp->uuid_bytes)
		return SOFV_REFUSE;

	for (i = 0; i < N_SOFT_COMPS; i++)
		if (soft_comps[i].type == comp->type &&
		    (!comp->uuid_bytes ||
		     !memcmp(comp->uuid, soft_comps[i].uuid, SOFV_UUID_BYTES)))
			return SOFV_ALLOW;

	return SOFV_REFUSE;
}

static enum sofv_verdict comp_new_verdict(const struct sofv_comp_new *comp)
{
	if (comp->core)
		return SOFV_REFUSE;
	if (comp->type != SOF3_TYPE_DAI)
		return soft_comp_verdict(comp);

	return comp->dai_type == SOFV_DAI_VIRTUAL ? SOFV_HANDLE : SOFV_REFUSE;
}

enum sofv_verdict sofv_firewall(const struct sofv_ipc *ipc)
{
	const struct sofv_rule *rule = sofv_firewall_find(ipc->cmd);

	if (!rule)
		return SOFV_REFUSE;

	switch (ipc->cmd) {
	case SOF3_GLB_TPLG | SOF3_TPLG_COMP_NEW:
		return comp_new_verdict(&ipc->comp);
	case SOF3_GLB_TPLG | SOF3_TPLG_BUFFER_NEW:
		return ipc->buffer.core ? SOFV_REFUSE : rule->verdict;
	case SOF3_GLB_TPLG | SOF3_TPLG_PIPE_NEW:
		return ipc->pipe.core ||
		       ipc->pipe.period_us < SOFV_PIPE_PERIOD_MIN_US ?
		       SOFV_REFUSE : rule->verdict;
	default:
		return rule->verdict;
	}
}
