/* SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause */
/* Copyright (C) 2026 The sof-virtio authors */
#ifndef SOFV_TPLG_FILE_H
#define SOFV_TPLG_FILE_H

/*
 * Binary ALSA topology, ABI 5: the layout of include/uapi/sound/asoc.h of
 * Linux 6.12. Packed, so that a pointer to any byte of a file will do.
 * Private to the core, the runner (run/) and the tests.
 */
#include <sofv_port.h>

#define TPLG_MAGIC			0x41536f43u	/* "CoSA" */
#define TPLG_ABI			5u
#define TPLG_NAME_BYTES			44
#define TPLG_STREAMS			8
#define TPLG_HW_CONFIGS			8
#define TPLG_CHANNELS			8
#define TPLG_TEXTS			16

/* Block types */
#define TPLG_TYPE_MIXER			1u
#define TPLG_TYPE_BYTES			2u
#define TPLG_TYPE_ENUM			3u
#define TPLG_TYPE_GRAPH			4u
#define TPLG_TYPE_WIDGET		5u
#define TPLG_TYPE_DAI_LINK		6u
#define TPLG_TYPE_PCM			7u
#define TPLG_TYPE_MANIFEST		8u
#define TPLG_TYPE_BACKEND_LINK		10u
#define TPLG_TYPE_DAI			12u

/* Widget types */
#define TPLG_WIDGET_INPUT		0u
#define TPLG_WIDGET_OUTPUT		1u
#define TPLG_WIDGET_MUX			2u
#define TPLG_WIDGET_MIXER		3u
#define TPLG_WIDGET_PGA			4u
#define TPLG_WIDGET_OUT_DRV		5u
#define TPLG_WIDGET_AIF_IN		11u
#define TPLG_WIDGET_AIF_OUT		12u
#define TPLG_WIDGET_DAI_IN		13u
#define TPLG_WIDGET_DAI_OUT		14u
#define TPLG_WIDGET_BUFFER		16u
#define TPLG_WIDGET_SCHEDULER		17u
#define TPLG_WIDGET_EFFECT		18u
#define TPLG_WIDGET_SIGGEN		19u
#define TPLG_WIDGET_SRC			20u
#define TPLG_WIDGET_ASRC		21u

/* Kinds of controls, tplg_ctl.info */
#define TPLG_CTL_VOLSW			1u
#define TPLG_CTL_VOLSW_SX		2u
#define TPLG_CTL_VOLSW_XR_SX		3u
#define TPLG_CTL_ENUM			4u
#define TPLG_CTL_BYTES			5u
#define TPLG_CTL_ENUM_VALUE		6u
#define TPLG_CTL_RANGE			7u
#define TPLG_CTL_STROBE			8u
#define TPLG_CTL_DAPM_VOLSW		64u
#define TPLG_CTL_DAPM_ENUM_DOUBLE	65u
#define TPLG_CTL_DAPM_ENUM_VIRT		66u
#define TPLG_CTL_DAPM_ENUM_VALUE	67u

/* Vendor tuples */
#define TPLG_TUPLE_UUID			0u
#define TPLG_TUPLE_STRING		1u
#define TPLG_TUPLE_BOOL			2u
#define TPLG_TUPLE_BYTE			3u
#define TPLG_TUPLE_WORD			4u
#define TPLG_TUPLE_SHORT		5u

/* Tokens of include/uapi/sound/sof/tokens.h */
#define TPLG_TKN_DAI_TYPE		154u
#define TPLG_TKN_DAI_DIRECTION		156u
#define TPLG_TKN_SCHED_PERIOD		200u
#define TPLG_TKN_COMP_CORE_ID		404u

struct tplg_hdr {
	sofv_le32 magic;
	sofv_le32 abi;
	sofv_le32 version;
	sofv_le32 type;
	sofv_le32 size;
	sofv_le32 vendor_type;
	sofv_le32 payload_bytes;
	sofv_le32 index;
	sofv_le32 count;
} SOFV_PACKED;

struct tplg_array {
	sofv_le32 size;
	sofv_le32 type;
	sofv_le32 num_elems;
} SOFV_PACKED;

struct tplg_value {
	sofv_le32 token;
	sofv_le32 value;
} SOFV_PACKED;

struct tplg_string {
	sofv_le32 token;
	char string[TPLG_NAME_BYTES];
} SOFV_PACKED;

struct tplg_uuid {
	sofv_le32 token;
	u8 uuid[16];
} SOFV_PACKED;

struct tplg_manifest {
	sofv_le32 size;
	sofv_le32 elems[6];
	sofv_le32 reserved[20];
	sofv_le32 priv_bytes;
} SOFV_PACKED;

struct tplg_widget {
	sofv_le32 size;
	sofv_le32 id;
	char name[TPLG_NAME_BYTES];
	char sname[TPLG_NAME_BYTES];
	sofv_le32 reg;
	sofv_le32 shift;
	sofv_le32 mask;
	sofv_le32 subseq;
	sofv_le32 invert;
	sofv_le32 ignore_suspend;
	sofv_le16 event_flags;
	sofv_le16 event_type;
	sofv_le32 num_kcontrols;
	sofv_le32 priv_bytes;
} SOFV_PACKED;

struct tplg_ctl {
	sofv_le32 size;
	sofv_le32 type;
	char name[TPLG_NAME_BYTES];
	sofv_le32 access;
	sofv_le32 get;
	sofv_le32 put;
	sofv_le32 info;
	sofv_le32 tlv_size;
	sofv_le32 tlv_type;
	sofv_le32 tlv_data[32];
} SOFV_PACKED;

struct tplg_channel {
	sofv_le32 size;
	sofv_le32 reg;
	sofv_le32 shift;
	sofv_le32 id;
} SOFV_PACKED;

struct tplg_mixer {
	struct tplg_ctl ctl;
	sofv_le32 size;
	sofv_le32 min;
	sofv_le32 max;
	sofv_le32 platform_max;
	sofv_le32 invert;
	sofv_le32 num_channels;
	struct tplg_channel channel[TPLG_CHANNELS];
	sofv_le32 priv_bytes;
} SOFV_PACKED;

struct tplg_enum {
	struct tplg_ctl ctl;
	sofv_le32 size;
	sofv_le32 num_channels;
	struct tplg_channel channel[TPLG_CHANNELS];
	sofv_le32 items;
	sofv_le32 mask;
	sofv_le32 count;
	char texts[TPLG_TEXTS][TPLG_NAME_BYTES];
	sofv_le32 values[TPLG_TEXTS * TPLG_NAME_BYTES / 4];
	sofv_le32 priv_bytes;
} SOFV_PACKED;

struct tplg_bytes {
	struct tplg_ctl ctl;
	sofv_le32 size;
	sofv_le32 max;
	sofv_le32 mask;
	sofv_le32 base;
	sofv_le32 num_regs;
	sofv_le32 ext_ops[3];
	sofv_le32 priv_bytes;
} SOFV_PACKED;

struct tplg_route {
	char sink[TPLG_NAME_BYTES];
	char control[TPLG_NAME_BYTES];
	char source[TPLG_NAME_BYTES];
} SOFV_PACKED;

struct tplg_stream {
	sofv_le32 size;
	char name[TPLG_NAME_BYTES];
	sofv_le64 format;
	sofv_le32 rate;
	sofv_le32 period_bytes;
	sofv_le32 buffer_bytes;
	sofv_le32 channels;
} SOFV_PACKED;

struct tplg_caps {
	sofv_le32 size;
	char name[TPLG_NAME_BYTES];
	sofv_le64 formats;
	sofv_le32 limits[12];
} SOFV_PACKED;

struct tplg_pcm {
	sofv_le32 size;
	char pcm_name[TPLG_NAME_BYTES];
	char dai_name[TPLG_NAME_BYTES];
	sofv_le32 pcm_id;
	sofv_le32 dai_id;
	sofv_le32 playback;
	sofv_le32 capture;
	sofv_le32 compress;
	struct tplg_stream stream[TPLG_STREAMS];
	sofv_le32 num_streams;
	struct tplg_caps caps[2];
	sofv_le32 flag_mask;
	sofv_le32 flags;
	sofv_le32 priv_bytes;
} SOFV_PACKED;

struct tplg_hw_config {
	sofv_le32 size;
	sofv_le32 id;
	sofv_le32 fmt;
	u8 clocks[6];
	sofv_le16 reserved;
	sofv_le32 rates[3];
	sofv_le32 slots[4];
	sofv_le32 channels[2 * (1 + TPLG_CHANNELS)];
} SOFV_PACKED;

struct tplg_link {
	sofv_le32 size;
	sofv_le32 id;
	char name[TPLG_NAME_BYTES];
	char stream_name[TPLG_NAME_BYTES];
	struct tplg_stream stream[TPLG_STREAMS];
	sofv_le32 num_streams;
	struct tplg_hw_config hw_config[TPLG_HW_CONFIGS];
	sofv_le32 num_hw_configs;
	sofv_le32 default_hw_config_id;
	sofv_le32 flag_mask;
	sofv_le32 flags;
	sofv_le32 priv_bytes;
} SOFV_PACKED;

struct tplg_dai {
	sofv_le32 size;
	char name[TPLG_NAME_BYTES];
	sofv_le32 dai_id;
	sofv_le32 playback;
	sofv_le32 capture;
	struct tplg_caps caps[2];
	sofv_le32 flag_mask;
	sofv_le32 flags;
	sofv_le32 priv_bytes;
} SOFV_PACKED;

static_assert(sizeof(struct tplg_hdr) == 36, "ALSA topology ABI 5");
static_assert(sizeof(struct tplg_manifest) == 112, "ALSA topology ABI 5");
static_assert(sizeof(struct tplg_widget) == 132, "ALSA topology ABI 5");
static_assert(sizeof(struct tplg_ctl) == 204, "ALSA topology ABI 5");
static_assert(sizeof(struct tplg_mixer) == 360, "ALSA topology ABI 5");
static_assert(sizeof(struct tplg_enum) == 1764, "ALSA topology ABI 5");
static_assert(sizeof(struct tplg_bytes) == 240, "ALSA topology ABI 5");
static_assert(sizeof(struct tplg_route) == 132, "ALSA topology ABI 5");
static_assert(sizeof(struct tplg_pcm) == 912, "ALSA topology ABI 5");
static_assert(sizeof(struct tplg_link) == 1656, "ALSA topology ABI 5");
static_assert(sizeof(struct tplg_dai) == 280, "ALSA topology ABI 5");

/**
 * struct tplg_block - one block of a file, bounded
 * @offset_bytes: of the header in the file
 * @type: TPLG_TYPE_*
 * @index: pipeline, in blocks of widgets and routes
 * @count: elements in it
 * @payload: behind the header
 * @payload_bytes: length, all of it within the file
 */
struct tplg_block {
	u32 offset_bytes;
	u32 type;
	u32 index;
	u32 count;
	const u8 *payload;
	u32 payload_bytes;
};

struct sofv_tplg_error;

/*
 * The block at @offset_bytes, which is less than @bytes. Returns 0, or -EBADMSG
 * with @error filled but for the name.
 */
int sofv_tplg_block(struct tplg_block *block, const u8 *buf, u32 bytes,
		    u32 offset_bytes, struct sofv_tplg_error *error);

/* What is left of a block, or of a part of one. */
struct tplg_cursor {
	const u8 *p;
	u32 left;
};

/* Takes @bytes off the cursor. Returns where they are, or NULL. */
const void *sofv_tplg_take(struct tplg_cursor *cur, u32 bytes);

/* Does a name end within its field? */
bool sofv_tplg_name_ends(const char *name);

/* Length of a control of kind @info without its private data; 0: unknown. */
u32 sofv_tplg_ctl_bytes(u32 info);

/**
 * struct tplg_tuple - one vendor tuple
 * @token: SOF_TKN_*
 * @type: TPLG_TUPLE_*, says which of the others holds
 * @value: of numbers
 * @string: in the file, with its end; NULL if it is none
 * @uuid: 16 bytes in the file; NULL if it is none
 */
struct tplg_tuple {
	u32 token;
	u32 type;
	u32 value;
	const char *string;
	const u8 *uuid;
};

/**
 * struct tplg_tuples - a walk over the private data of a widget or link
 * @arrays: those not begun yet. Set it to the private data, and all else to 0.
 * @elems: what is left of the array that was begun
 * @n: tuples in there
 * @type: TPLG_TUPLE_* of them
 * @at: array or tuple that was looked at last
 */
struct tplg_tuples {
	struct tplg_cursor arrays;
	struct tplg_cursor elems;
	u32 n;
	u32 type;
	const u8 *at;
};

/*
 * The next tuple. Returns 1; 0 if there is none; or -EBADMSG if the private data is
 * no list of arrays, an array does not hold what it counts, or a string has no end;
 * @at is where then.
 *
 * SOF core looks for tokens in an array without looking at the array's type or end
 * first, so both must be right, also of arrays that nobody needs.
 */
int sofv_tplg_next_tuple(struct tplg_tuples *it, struct tplg_tuple *tuple);

#endif /* SOFV_TPLG_FILE_H */
