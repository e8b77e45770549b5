/* SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause */
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * SOF IPC3 on the wire, ABI 3.23, as SOF core of Linux 6.12 speaks it. Numbers
 * and layouts are those of <sound/sof/header.h>, info.h, stream.h, control.h,
 * topology.h, dai.h, pm.h, trace.h and debug.h there; the names differ (sof3_,
 * SOF3_), so that this file can stand beside them in one translation unit.
 * test/kernel-abi/sof3_abi.c compares the two when the modules are built.
 *
 * Everything is little-endian and packed. These structs describe bytes: copy
 * them out of a message, convert, and go on with host-order values.
 *
 * A message starts with struct sof3_cmd_hdr. Its cmd is 0xGCCCxxxx: class G,
 * command C; the low 16 bits carry a component id in notifications.
 */
#ifndef SOF_IPC3_H
#define SOF_IPC3_H

#include <sofv_port.h>

/* Largest message of either direction, in bytes, with its header. */
#define SOF3_MSG_MAX_BYTES		384u

#define SOF3_GLB_SHIFT			28
#define SOF3_GLB_MASK			0xf0000000u
#define SOF3_CMD_SHIFT			16
#define SOF3_CMD_MASK			0x0fff0000u
#define SOF3_ID_MASK			0x0000ffffu

#define SOF3_GLB(x)			((u32)(x) << SOF3_GLB_SHIFT)
#define SOF3_CMD(x)			((u32)(x) << SOF3_CMD_SHIFT)

/* Classes. */
#define SOF3_GLB_REPLY			SOF3_GLB(0x1)
#define SOF3_GLB_COMPOUND		SOF3_GLB(0x2)
#define SOF3_GLB_TPLG			SOF3_GLB(0x3)
#define SOF3_GLB_PM			SOF3_GLB(0x4)
#define SOF3_GLB_COMP			SOF3_GLB(0x5)
#define SOF3_GLB_STREAM			SOF3_GLB(0x6)
#define SOF3_FW_READY			SOF3_GLB(0x7)
#define SOF3_GLB_DAI			SOF3_GLB(0x8)
#define SOF3_GLB_TRACE			SOF3_GLB(0x9)
#define SOF3_GLB_GDB_DEBUG		SOF3_GLB(0xa)
#define SOF3_GLB_TEST			SOF3_GLB(0xb)
#define SOF3_GLB_PROBE			SOF3_GLB(0xc)
#define SOF3_GLB_DEBUG			SOF3_GLB(0xd)

/* Commands of SOF3_GLB_TPLG. */
#define SOF3_TPLG_COMP_NEW		SOF3_CMD(0x001)
#define SOF3_TPLG_COMP_FREE		SOF3_CMD(0x002)
#define SOF3_TPLG_COMP_CONNECT		SOF3_CMD(0x003)
#define SOF3_TPLG_PIPE_NEW		SOF3_CMD(0x010)
#define SOF3_TPLG_PIPE_FREE		SOF3_CMD(0x011)
#define SOF3_TPLG_PIPE_CONNECT		SOF3_CMD(0x012)
#define SOF3_TPLG_PIPE_COMPLETE		SOF3_CMD(0x013)
#define SOF3_TPLG_BUFFER_NEW		SOF3_CMD(0x020)
#define SOF3_TPLG_BUFFER_FREE		SOF3_CMD(0x021)

/* Commands of SOF3_GLB_PM. */
#define SOF3_PM_CTX_SAVE		SOF3_CMD(0x001)
#define SOF3_PM_CTX_RESTORE		SOF3_CMD(0x002)
#define SOF3_PM_CTX_SIZE		SOF3_CMD(0x003)
#define SOF3_PM_CLK_SET			SOF3_CMD(0x004)
#define SOF3_PM_CLK_GET			SOF3_CMD(0x005)
#define SOF3_PM_CLK_REQ			SOF3_CMD(0x006)
#define SOF3_PM_CORE_ENABLE		SOF3_CMD(0x007)
#define SOF3_PM_GATE			SOF3_CMD(0x008)

/* Commands of SOF3_GLB_COMP. */
#define SOF3_COMP_SET_VALUE		SOF3_CMD(0x001)
#define SOF3_COMP_GET_VALUE		SOF3_CMD(0x002)
#define SOF3_COMP_SET_DATA		SOF3_CMD(0x003)
#define SOF3_COMP_GET_DATA		SOF3_CMD(0x004)
#define SOF3_COMP_NOTIFICATION		SOF3_CMD(0x005)

/* Commands of SOF3_GLB_DAI. */
#define SOF3_DAI_CONFIG			SOF3_CMD(0x001)
#define SOF3_DAI_LOOPBACK		SOF3_CMD(0x002)

/* Commands of SOF3_GLB_STREAM. */
#define SOF3_STREAM_PCM_PARAMS		SOF3_CMD(0x001)
#define SOF3_STREAM_PCM_PARAMS_REPLY	SOF3_CMD(0x002)
#define SOF3_STREAM_PCM_FREE		SOF3_CMD(0x003)
#define SOF3_STREAM_TRIG_START		SOF3_CMD(0x004)
#define SOF3_STREAM_TRIG_STOP		SOF3_CMD(0x005)
#define SOF3_STREAM_TRIG_PAUSE		SOF3_CMD(0x006)
#define SOF3_STREAM_TRIG_RELEASE	SOF3_CMD(0x007)
#define SOF3_STREAM_TRIG_DRAIN		SOF3_CMD(0x008)
#define SOF3_STREAM_TRIG_XRUN		SOF3_CMD(0x009)
#define SOF3_STREAM_POSITION		SOF3_CMD(0x00a)
#define SOF3_STREAM_VORBIS_PARAMS	SOF3_CMD(0x010)
#define SOF3_STREAM_VORBIS_FREE		SOF3_CMD(0x011)

/* Commands of SOF3_GLB_PROBE. */
#define SOF3_PROBE_INIT			SOF3_CMD(0x001)
#define SOF3_PROBE_DEINIT		SOF3_CMD(0x002)
#define SOF3_PROBE_DMA_ADD		SOF3_CMD(0x003)
#define SOF3_PROBE_DMA_INFO		SOF3_CMD(0x004)
#define SOF3_PROBE_DMA_REMOVE		SOF3_CMD(0x005)
#define SOF3_PROBE_POINT_ADD		SOF3_CMD(0x006)
#define SOF3_PROBE_POINT_INFO		SOF3_CMD(0x007)
#define SOF3_PROBE_POINT_REMOVE		SOF3_CMD(0x008)

/* Commands of SOF3_GLB_TRACE. */
#define SOF3_TRACE_DMA_PARAMS		SOF3_CMD(0x001)
#define SOF3_TRACE_DMA_POSITION		SOF3_CMD(0x002)
#define SOF3_TRACE_DMA_PARAMS_EXT	SOF3_CMD(0x003)
#define SOF3_TRACE_FILTER_UPDATE	SOF3_CMD(0x004)
#define SOF3_TRACE_DMA_FREE		SOF3_CMD(0x005)

/* struct sof3_trace_filter_elem.key. */
#define SOF3_TRACE_FILTER_SET_LEVEL	0x01u
#define SOF3_TRACE_FILTER_BY_UUID	0x02u
#define SOF3_TRACE_FILTER_BY_PIPE	0x03u	/* firmware has these two */
#define SOF3_TRACE_FILTER_BY_COMP	0x04u	/* the other way round */
#define SOF3_TRACE_FILTER_TYPE_MASK	0x7fu
#define SOF3_TRACE_FILTER_FIN		0x80u	/* last of its set */

/* Commands of SOF3_GLB_DEBUG. */
#define SOF3_DEBUG_MEM_USAGE		SOF3_CMD(0x001)

/* Commands of SOF3_GLB_TEST. */
#define SOF3_TEST_IPC_FLOOD		SOF3_CMD(0x001)

/* ABI version, packed as major << 24 | minor << 12 | patch. */
#define SOF3_ABI_MAJOR			3u
#define SOF3_ABI_MINOR			23u
#define SOF3_ABI_PATCH			1u
#define SOF3_ABI_VERSION \
	(SOF3_ABI_MAJOR << 24 | SOF3_ABI_MINOR << 12 | SOF3_ABI_PATCH)

/* "SOF\0", first word of a struct sof3_abi_hdr. */
#define SOF3_ABI_MAGIC			0x00464f53u

#define SOF3_MAX_CHANNELS		8

/* Component types, struct sof3_comp.type. */
#define SOF3_TYPE_NONE			0u
#define SOF3_TYPE_HOST			1u
#define SOF3_TYPE_DAI			2u
#define SOF3_TYPE_SG_HOST		3u
#define SOF3_TYPE_SG_DAI		4u
#define SOF3_TYPE_VOLUME		5u
#define SOF3_TYPE_MIXER			6u
#define SOF3_TYPE_MUX			7u
#define SOF3_TYPE_SRC			8u
#define SOF3_TYPE_TONE			10u
#define SOF3_TYPE_BUFFER		12u
#define SOF3_TYPE_EQ_IIR		13u
#define SOF3_TYPE_EQ_FIR		14u
#define SOF3_TYPE_KEYWORD_DETECT	15u
#define SOF3_TYPE_KPB			16u
#define SOF3_TYPE_SELECTOR		17u
#define SOF3_TYPE_DEMUX			18u
#define SOF3_TYPE_ASRC			19u
#define SOF3_TYPE_DCBLOCK		20u
#define SOF3_TYPE_SMART_AMP		21u
#define SOF3_TYPE_MODULE_ADAPTER	22u
#define SOF3_TYPE_FILEREAD		10000u
#define SOF3_TYPE_FILEWRITE		10001u

/* Sample formats, *.frame_fmt. */
#define SOF3_FRAME_S16_LE		0u
#define SOF3_FRAME_S24_4LE		1u
#define SOF3_FRAME_S32_LE		2u
#define SOF3_FRAME_FLOAT		3u

#define SOF3_BUFFER_INTERLEAVED		0u
#define SOF3_BUFFER_NONINTERLEAVED	1u

#define SOF3_DIR_PLAYBACK		0u
#define SOF3_DIR_CAPTURE		1u

/* struct sof3_ctrl_data.type and .cmd. */
#define SOF3_CTRL_VALUE_CHAN_GET	0u
#define SOF3_CTRL_VALUE_CHAN_SET	1u
#define SOF3_CTRL_VALUE_COMP_GET	2u
#define SOF3_CTRL_VALUE_COMP_SET	3u
#define SOF3_CTRL_DATA_GET		4u
#define SOF3_CTRL_DATA_SET		5u

#define SOF3_CTRL_CMD_VOLUME		0u
#define SOF3_CTRL_CMD_ENUM		1u
#define SOF3_CTRL_CMD_SWITCH		2u
#define SOF3_CTRL_CMD_BINARY		3u

/* struct sof3_comp_volume.ramp. */
#define SOF3_RAMP_LINEAR		0u
#define SOF3_RAMP_LOG			1u
#define SOF3_RAMP_LINEAR_ZC		2u
#define SOF3_RAMP_LOG_ZC		3u
#define SOF3_RAMP_WINDOWS_FADE		4u
#define SOF3_RAMP_WINDOWS_NO_FADE	5u

/* struct sof3_pipe_new.time_domain. */
#define SOF3_TIME_DOMAIN_DMA		0u
#define SOF3_TIME_DOMAIN_TIMER		1u

/* struct sof3_comp_dai.type, struct sof3_dai_config.type. */
#define SOF3_DAI_NONE			0u
#define SOF3_DAI_INTEL_SSP		1u

/* struct sof3_dai_config.flags: low nibble is the stage, high nibble quirks. */
#define SOF3_DAI_FLAG_CMD_MASK		0x0fu
#define SOF3_DAI_FLAG_NONE		0x00u
#define SOF3_DAI_FLAG_HW_PARAMS		0x01u
#define SOF3_DAI_FLAG_HW_FREE		0x02u
#define SOF3_DAI_FLAG_PAUSE		0x04u
#define SOF3_DAI_FLAG_2_STEP_STOP	0x10u

/* struct sof3_stream_posn.flags. */
#define SOF3_TIME_HOST_VALID		(1u << 8)
#define SOF3_TIME_DAI_VALID		(1u << 9)
#define SOF3_TIME_WALL_VALID		(1u << 10)
#define SOF3_TIME_HOST_64		(1u << 16)
#define SOF3_TIME_DAI_64		(1u << 17)
#define SOF3_TIME_WALL_64		(1u << 18)

/* struct sof3_ext_data_hdr.type. */
#define SOF3_EXT_WINDOW			1u
#define SOF3_EXT_CC_INFO		2u
#define SOF3_EXT_PROBE_INFO		3u
#define SOF3_EXT_USER_ABI_INFO		4u

/* struct sof3_window_elem.type, seen from the host: it sends into DOWNBOX. */
#define SOF3_REGION_DOWNBOX		0u
#define SOF3_REGION_UPBOX		1u
#define SOF3_REGION_TRACE		2u
#define SOF3_REGION_DEBUG		3u
#define SOF3_REGION_STREAM		4u
#define SOF3_REGION_REGS		5u
#define SOF3_REGION_EXCEPTION		6u
#define SOF3_MAX_WINDOWS		16

/* ------------------------------------------------------------- headers */

struct sof3_hdr {
	sofv_le32 size;
} SOFV_PACKED;

struct sof3_cmd_hdr {
	sofv_le32 size;		/* bytes, with this header */
	sofv_le32 cmd;
} SOFV_PACKED;

struct sof3_reply {
	struct sof3_cmd_hdr hdr;
	sofv_le32 error;	/* s32: 0 or a negative errno */
} SOFV_PACKED;

struct sof3_compound_hdr {
	struct sof3_cmd_hdr hdr;
	sofv_le32 count;
} SOFV_PACKED;

struct sof3_host_buffer {
	struct sof3_hdr hdr;
	sofv_le32 phy_addr;
	sofv_le32 pages;
	sofv_le32 size;
	sofv_le32 reserved[3];
} SOFV_PACKED;

struct sof3_abi_hdr {
	sofv_le32 magic;
	sofv_le32 type;
	sofv_le32 size;		/* bytes of data that follow */
	sofv_le32 abi;
	sofv_le32 reserved[4];
} SOFV_PACKED;

/* ---------------------------------------------------------------- boot */

struct sof3_fw_version {
	struct sof3_hdr hdr;
	sofv_le16 major;
	sofv_le16 minor;
	sofv_le16 micro;
	sofv_le16 build;
	u8 date[12];
	u8 time[10];
	u8 tag[6];
	sofv_le32 abi_version;
	sofv_le32 src_hash;
	sofv_le32 reserved[3];
} SOFV_PACKED;

struct sof3_fw_ready {
	struct sof3_cmd_hdr hdr;
	sofv_le32 dspbox_offset;
	sofv_le32 hostbox_offset;
	sofv_le32 dspbox_size;
	sofv_le32 hostbox_size;
	struct sof3_fw_version version;
	sofv_le64 flags;
	sofv_le32 reserved[4];
} SOFV_PACKED;

struct sof3_ext_data_hdr {
	struct sof3_cmd_hdr hdr;
	sofv_le32 type;
} SOFV_PACKED;

struct sof3_window_elem {
	struct sof3_hdr hdr;
	sofv_le32 type;
	sofv_le32 id;
	sofv_le32 flags;
	sofv_le32 size;
	sofv_le32 offset;
} SOFV_PACKED;

struct sof3_window {
	struct sof3_ext_data_hdr ext_hdr;
	sofv_le32 num_windows;
	struct sof3_window_elem window[SOF3_MAX_WINDOWS];
} SOFV_PACKED;

/* ------------------------------------------------------------ topology */

/* COMP_NEW; followed by the struct of its type, then ext_data_length bytes. */
struct sof3_comp {
	struct sof3_cmd_hdr hdr;
	sofv_le32 id;
	sofv_le32 type;
	sofv_le32 pipeline_id;
	sofv_le32 core;
	sofv_le32 ext_data_length;
} SOFV_PACKED_ALIGNED4;

/* BUFFER_NEW */
struct sof3_buffer {
	struct sof3_comp comp;
	sofv_le32 size;		/* bytes */
	sofv_le32 caps;
	sofv_le32 flags;
	sofv_le32 reserved;
} SOFV_PACKED_ALIGNED4;

struct sof3_comp_config {
	struct sof3_cmd_hdr hdr;
	sofv_le32 periods_sink;
	sofv_le32 periods_source;
	sofv_le32 reserved1;
	sofv_le32 frame_fmt;
	sofv_le32 xrun_action;
	sofv_le32 reserved[2];
} SOFV_PACKED_ALIGNED4;

struct sof3_comp_host {
	struct sof3_comp comp;
	struct sof3_comp_config config;
	sofv_le32 direction;
	sofv_le32 no_irq;
	sofv_le32 dmac_config;
} SOFV_PACKED_ALIGNED4;

struct sof3_comp_dai {
	struct sof3_comp comp;
	struct sof3_comp_config config;
	sofv_le32 direction;
	sofv_le32 dai_index;
	sofv_le32 type;
	sofv_le32 reserved;
} SOFV_PACKED_ALIGNED4;

struct sof3_comp_mixer {
	struct sof3_comp comp;
	struct sof3_comp_config config;
} SOFV_PACKED_ALIGNED4;

struct sof3_comp_volume {
	struct sof3_comp comp;
	struct sof3_comp_config config;
	sofv_le32 channels;
	sofv_le32 min_value;	/* Q8.16 */
	sofv_le32 max_value;	/* Q8.16 */
	sofv_le32 ramp;
	sofv_le32 initial_ramp;	/* ms */
} SOFV_PACKED_ALIGNED4;

struct sof3_comp_src {
	struct sof3_comp comp;
	struct sof3_comp_config config;
	sofv_le32 source_rate;
	sofv_le32 sink_rate;
	sofv_le32 rate_mask;
} SOFV_PACKED_ALIGNED4;

struct sof3_comp_asrc {
	struct sof3_comp comp;
	struct sof3_comp_config config;
	sofv_le32 source_rate;
	sofv_le32 sink_rate;
	sofv_le32 asynchronous_mode;
	sofv_le32 operation_mode;
	sofv_le32 reserved[4];
} SOFV_PACKED_ALIGNED4;

struct sof3_comp_mux {
	struct sof3_comp comp;
	struct sof3_comp_config config;
} SOFV_PACKED_ALIGNED4;

struct sof3_comp_tone {
	struct sof3_comp comp;
	struct sof3_comp_config config;
	sofv_le32 sample_rate;
	sofv_le32 frequency;
	sofv_le32 amplitude;
	sofv_le32 freq_mult;
	sofv_le32 ampl_mult;
	sofv_le32 length;
	sofv_le32 period;
	sofv_le32 repeats;
	sofv_le32 ramp_step;
} SOFV_PACKED_ALIGNED4;

/* EQ, DC block, selector, ...; followed by size bytes. */
struct sof3_comp_process {
	struct sof3_comp comp;
	struct sof3_comp_config config;
	sofv_le32 size;
	sofv_le32 type;
	sofv_le32 reserved[7];
} SOFV_PACKED_ALIGNED4;

/* COMP_FREE, BUFFER_FREE, PIPE_FREE */
struct sof3_free {
	struct sof3_cmd_hdr hdr;
	sofv_le32 id;
} SOFV_PACKED_ALIGNED4;

/* What a firmware may answer to COMP_NEW and its brothers. */
struct sof3_comp_reply {
	struct sof3_reply rhdr;
	sofv_le32 id;
	sofv_le32 offset;
} SOFV_PACKED_ALIGNED4;

struct sof3_pipe_new {
	struct sof3_cmd_hdr hdr;
	sofv_le32 comp_id;
	sofv_le32 pipeline_id;
	sofv_le32 sched_id;
	sofv_le32 core;
	sofv_le32 period;	/* us */
	sofv_le32 priority;
	sofv_le32 period_mips;
	sofv_le32 frames_per_sched;
	sofv_le32 xrun_limit_usecs;
	sofv_le32 time_domain;
} SOFV_PACKED_ALIGNED4;

/* PIPE_COMPLETE */
struct sof3_pipe_ready {
	struct sof3_cmd_hdr hdr;
	sofv_le32 comp_id;
} SOFV_PACKED_ALIGNED4;

/* COMP_CONNECT: exactly one of the two is a buffer. */
struct sof3_comp_connect {
	struct sof3_cmd_hdr hdr;
	sofv_le32 source_id;
	sofv_le32 sink_id;
} SOFV_PACKED_ALIGNED4;

/* ------------------------------------------------------------- streams */

/* Followed by ext_data_length bytes. */
struct sof3_stream_params {
	struct sof3_hdr hdr;
	struct sof3_host_buffer buffer;
	sofv_le32 direction;
	sofv_le32 frame_fmt;
	sofv_le32 buffer_fmt;
	sofv_le32 rate;
	sofv_le16 stream_tag;
	sofv_le16 channels;
	sofv_le16 sample_valid_bytes;
	sofv_le16 sample_container_bytes;
	sofv_le32 host_period_bytes;
	sofv_le16 no_stream_position;
	u8 cont_update_posn;
	u8 reserved0;
	sofv_le16 ext_data_length;	/* s16 */
	u8 reserved[2];
	sofv_le16 chmap[SOF3_MAX_CHANNELS];
} SOFV_PACKED;

struct sof3_pcm_params {
	struct sof3_cmd_hdr hdr;
	sofv_le32 comp_id;
	sofv_le32 flags;
	sofv_le32 reserved[2];
	struct sof3_stream_params params;
} SOFV_PACKED;

struct sof3_pcm_params_reply {
	struct sof3_reply rhdr;
	sofv_le32 comp_id;
	sofv_le32 posn_offset;	/* in the stream window, see sof3_stream_posn */
} SOFV_PACKED;

/* PCM_FREE, TRIG_*, POSITION */
struct sof3_stream {
	struct sof3_cmd_hdr hdr;
	sofv_le32 comp_id;
} SOFV_PACKED;

struct sof3_stream_posn {
	struct sof3_reply rhdr;
	sofv_le32 comp_id;
	sofv_le32 flags;
	sofv_le32 wallclock_hz;
	sofv_le32 timestamp_ns;
	sofv_le64 host_posn;	/* bytes, offset in the ring */
	sofv_le64 dai_posn;	/* bytes */
	sofv_le64 comp_posn;
	sofv_le64 wallclock;
	sofv_le64 timestamp;
	sofv_le32 xrun_comp_id;
	sofv_le32 xrun_size;	/* s32, bytes */
} SOFV_PACKED;

/* ------------------------------------------------------------ controls */

struct sof3_ctrl_value_chan {
	sofv_le32 channel;
	sofv_le32 value;
} SOFV_PACKED;

struct sof3_ctrl_value_comp {
	sofv_le32 index;
	sofv_le32 value;
} SOFV_PACKED;

/* Followed by num_elems values, or by a sof3_abi_hdr and its data. */
struct sof3_ctrl_data {
	struct sof3_reply rhdr;
	sofv_le32 comp_id;
	sofv_le32 type;
	sofv_le32 cmd;
	sofv_le32 index;
	struct sof3_host_buffer buffer;
	sofv_le32 num_elems;
	sofv_le32 elems_remaining;
	sofv_le32 msg_index;
	sofv_le32 reserved[6];
} SOFV_PACKED;

struct sof3_comp_event {
	struct sof3_reply rhdr;
	sofv_le16 src_comp_type;
	sofv_le32 src_comp_id;
	sofv_le32 event_type;
	sofv_le32 num_elems;
	sofv_le32 reserved[8];
	sofv_le32 event_value;
} SOFV_PACKED;

/* ----------------------------------------------------------------- DAI */

struct sof3_dai_ssp_params {
	struct sof3_hdr hdr;
	sofv_le16 reserved1;
	sofv_le16 mclk_id;
	sofv_le32 mclk_rate;
	sofv_le32 fsync_rate;
	sofv_le32 bclk_rate;
	sofv_le32 tdm_slots;
	sofv_le32 rx_slots;
	sofv_le32 tx_slots;
	sofv_le32 sample_valid_bits;
	sofv_le16 tdm_slot_width;
	sofv_le16 reserved2;
	sofv_le32 mclk_direction;
	sofv_le16 frame_pulse_width;
	sofv_le16 tdm_per_slot_padding_flag;
	sofv_le32 clks_control;
	sofv_le32 quirks;
	sofv_le32 bclk_delay;
} SOFV_PACKED;

/* The part common to all DAI types; the type's own part follows. */
struct sof3_dai_config {
	struct sof3_cmd_hdr hdr;
	sofv_le32 type;
	sofv_le32 dai_index;
	sofv_le16 format;
	u8 group_id;
	u8 flags;
	sofv_le32 reserved[8];
} SOFV_PACKED;

/* DAI_CONFIG of type SOF3_DAI_INTEL_SSP; a sender may pad it. */
struct sof3_dai_config_ssp {
	struct sof3_dai_config config;
	struct sof3_dai_ssp_params ssp;
} SOFV_PACKED;

/* --------------------------------------------------------------- power */

struct sof3_pm_ctx_elem {
	struct sof3_hdr hdr;
	sofv_le32 type;
	sofv_le32 size;
	sofv_le64 addr;
} SOFV_PACKED;

/* CTX_SAVE, CTX_RESTORE, CTX_SIZE; followed by num_elems elements. */
struct sof3_pm_ctx {
	struct sof3_cmd_hdr hdr;
	struct sof3_host_buffer buffer;
	sofv_le32 num_elems;
	sofv_le32 size;
	sofv_le32 reserved[8];
} SOFV_PACKED;

struct sof3_pm_core_config {
	struct sof3_cmd_hdr hdr;
	sofv_le32 enable_mask;
} SOFV_PACKED;

struct sof3_pm_gate {
	struct sof3_cmd_hdr hdr;
	sofv_le32 flags;
	sofv_le32 reserved[5];
} SOFV_PACKED;

/* ----------------------------------------------------- trace and debug */

struct sof3_trace_params {
	struct sof3_cmd_hdr hdr;
	struct sof3_host_buffer buffer;
	sofv_le32 stream_tag;
} SOFV_PACKED;

struct sof3_trace_params_ext {
	struct sof3_cmd_hdr hdr;
	struct sof3_host_buffer buffer;
	sofv_le32 stream_tag;
	sofv_le64 timestamp_ns;
	sofv_le32 reserved[8];
} SOFV_PACKED;

struct sof3_trace_posn {
	struct sof3_reply rhdr;
	sofv_le32 host_offset;
	sofv_le32 overflow;
	sofv_le32 messages;
} SOFV_PACKED;

struct sof3_trace_filter_elem {
	sofv_le32 key;
	sofv_le32 value;
} SOFV_PACKED;

/* Followed by elem_cnt elements. */
struct sof3_trace_filter {
	struct sof3_cmd_hdr hdr;
	sofv_le32 elem_cnt;
	sofv_le32 reserved[8];
} SOFV_PACKED;

struct sof3_mem_usage_elem {
	sofv_le32 zone;
	sofv_le32 id;
	sofv_le32 used;
	sofv_le32 free;
	sofv_le32 reserved;
} SOFV_PACKED;

/* Reply to DEBUG_MEM_USAGE; followed by num_elems elements. */
struct sof3_mem_usage {
	struct sof3_reply rhdr;
	sofv_le32 reserved[4];
	sofv_le32 num_elems;
} SOFV_PACKED;

/* -------------------------------------------------------------- layout */

#define SOF3_ASSERT_SIZE(type, bytes) \
	static_assert(sizeof(struct type) == (bytes), "wire ABI: " #type)
#define SOF3_ASSERT_OFF(type, member, bytes) \
	static_assert(offsetof(struct type, member) == (bytes), \
		      "wire ABI: " #type "." #member)

SOF3_ASSERT_SIZE(sof3_hdr, 4);
SOF3_ASSERT_SIZE(sof3_cmd_hdr, 8);
SOF3_ASSERT_SIZE(sof3_reply, 12);
SOF3_ASSERT_SIZE(sof3_compound_hdr, 12);
SOF3_ASSERT_SIZE(sof3_host_buffer, 28);
SOF3_ASSERT_SIZE(sof3_abi_hdr, 32);
SOF3_ASSERT_SIZE(sof3_fw_version, 60);
SOF3_ASSERT_OFF(sof3_fw_version, abi_version, 40);
SOF3_ASSERT_SIZE(sof3_fw_ready, 108);
SOF3_ASSERT_OFF(sof3_fw_ready, flags, 84);
SOF3_ASSERT_SIZE(sof3_ext_data_hdr, 12);
SOF3_ASSERT_SIZE(sof3_window_elem, 24);
SOF3_ASSERT_SIZE(sof3_window, 400);
SOF3_ASSERT_SIZE(sof3_comp, 28);
SOF3_ASSERT_OFF(sof3_comp, ext_data_length, 24);
SOF3_ASSERT_SIZE(sof3_buffer, 44);
SOF3_ASSERT_SIZE(sof3_comp_config, 36);
SOF3_ASSERT_OFF(sof3_comp_config, frame_fmt, 20);
SOF3_ASSERT_SIZE(sof3_comp_host, 76);
SOF3_ASSERT_SIZE(sof3_comp_dai, 80);
SOF3_ASSERT_SIZE(sof3_comp_mixer, 64);
SOF3_ASSERT_SIZE(sof3_comp_volume, 84);
SOF3_ASSERT_SIZE(sof3_comp_src, 76);
SOF3_ASSERT_SIZE(sof3_comp_asrc, 96);
SOF3_ASSERT_SIZE(sof3_comp_mux, 64);
SOF3_ASSERT_SIZE(sof3_comp_tone, 100);
SOF3_ASSERT_SIZE(sof3_comp_process, 100);
SOF3_ASSERT_SIZE(sof3_free, 12);
SOF3_ASSERT_SIZE(sof3_comp_reply, 20);
SOF3_ASSERT_SIZE(sof3_pipe_new, 48);
SOF3_ASSERT_SIZE(sof3_pipe_ready, 12);
SOF3_ASSERT_SIZE(sof3_comp_connect, 16);
SOF3_ASSERT_SIZE(sof3_stream_params, 84);
SOF3_ASSERT_OFF(sof3_stream_params, stream_tag, 48);
SOF3_ASSERT_OFF(sof3_stream_params, ext_data_length, 64);
SOF3_ASSERT_SIZE(sof3_pcm_params, 108);
SOF3_ASSERT_SIZE(sof3_pcm_params_reply, 20);
SOF3_ASSERT_SIZE(sof3_stream, 12);
SOF3_ASSERT_SIZE(sof3_stream_posn, 76);
SOF3_ASSERT_OFF(sof3_stream_posn, host_posn, 28);
SOF3_ASSERT_SIZE(sof3_ctrl_value_chan, 8);
SOF3_ASSERT_SIZE(sof3_ctrl_value_comp, 8);
SOF3_ASSERT_SIZE(sof3_ctrl_data, 92);
SOF3_ASSERT_OFF(sof3_ctrl_data, num_elems, 56);
SOF3_ASSERT_SIZE(sof3_comp_event, 62);
SOF3_ASSERT_SIZE(sof3_dai_ssp_params, 60);
SOF3_ASSERT_SIZE(sof3_dai_config, 52);
SOF3_ASSERT_SIZE(sof3_dai_config_ssp, 112);
SOF3_ASSERT_SIZE(sof3_pm_ctx_elem, 20);
SOF3_ASSERT_SIZE(sof3_pm_ctx, 76);
SOF3_ASSERT_SIZE(sof3_pm_core_config, 12);
SOF3_ASSERT_SIZE(sof3_pm_gate, 32);
SOF3_ASSERT_SIZE(sof3_trace_params, 40);
SOF3_ASSERT_SIZE(sof3_trace_params_ext, 80);
SOF3_ASSERT_SIZE(sof3_trace_posn, 24);
SOF3_ASSERT_SIZE(sof3_trace_filter_elem, 8);
SOF3_ASSERT_SIZE(sof3_trace_filter, 44);
SOF3_ASSERT_SIZE(sof3_mem_usage_elem, 20);
SOF3_ASSERT_SIZE(sof3_mem_usage, 32);

#endif /* SOF_IPC3_H */
