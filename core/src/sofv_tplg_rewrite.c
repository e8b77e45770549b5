// SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause
/* Copyright (C) 2026 The sof-virtio authors */
#include <sofv/tplg.h>

#include "sofv_bytes.h"
#include "sofv_tplg_file.h"

static const char *const reasons[SOFV_TPLG_REASONS] = {
	[SOFV_TPLG_OK] = "nothing is wrong",
	[SOFV_TPLG_EMPTY] = "the file is empty",
	[SOFV_TPLG_TOO_LARGE] = "the file is larger than 1 MiB",
	[SOFV_TPLG_TRUNCATED] = "the file ends in the middle of a block",
	[SOFV_TPLG_BAD_MAGIC] = "not an ALSA topology (wrong magic number)",
	[SOFV_TPLG_BAD_ABI] = "not ALSA topology ABI version 5",
	[SOFV_TPLG_BAD_HEADER] = "a block header has the wrong size",
	[SOFV_TPLG_BAD_BLOCK_TYPE] = "a block of a type that guests may not have",
	[SOFV_TPLG_BAD_COUNT] = "a count does not fit what it counts",
	[SOFV_TPLG_BAD_SIZE] = "an element does not fit its block",
	[SOFV_TPLG_BAD_NAME] = "a name is missing or not terminated",
	[SOFV_TPLG_BAD_SOF_ABI] = "not made for SOF IPC3 (ABI 3.23 or older)",
	[SOFV_TPLG_BAD_WIDGET] = "a widget of a type that guests may not have",
	[SOFV_TPLG_BAD_CONTROL] = "a control of an unknown type",
	[SOFV_TPLG_BAD_TUPLES] = "the private data is not a list of vendor tuples",
	[SOFV_TPLG_BAD_PIPELINE] = "the pipeline id is above 63",
	[SOFV_TPLG_PIPELINE_TWICE] = "a second scheduler for the same pipeline",
	[SOFV_TPLG_NO_PIPELINE] = "a widget is in a pipeline without scheduler",
	[SOFV_TPLG_BAD_PERIOD] = "a pipeline's period is below 1000 us",
	[SOFV_TPLG_BAD_CORE] = "a widget asks for another DSP core than core 0",
	[SOFV_TPLG_DAI_NOT_VIRTUAL] = "a DAI is not virtual (DAI type \"VIRTUAL\")",
	[SOFV_TPLG_DAI_NO_REF] = "a DAI names no connection point (token 490)",
	[SOFV_TPLG_DAI_VIRTUAL] = "a DAI is virtual: this topology is a guest's",
	[SOFV_TPLG_POINT_NOT_GRANTED] = "a DAI names a point that was not granted",
	[SOFV_TPLG_POINT_TWICE] = "two DAIs name the same connection point",
	[SOFV_TPLG_TOO_MANY_WIDGETS] = "more than 256 widgets",
	[SOFV_TPLG_NO_WIDGETS] = "the file has no widgets",
	[SOFV_TPLG_NO_PCM] = "the file has no PCM",
};

const char *sofv_tplg_strerror(enum sofv_tplg_reason reason)
{
	if ((u32)reason >= SOFV_TPLG_REASONS)
		return "unknown";

	return reasons[reason];
}

bool sofv_tplg_name_ok(const char *name, u32 cap)
{
	u32 i;

	if (!cap || !name[0] || name[0] == '/')
		return false;

	for (i = 1; i < cap; i++) {
		if (name[i - 1] == '.' && name[i] == '.')
			return false;
		if (!name[i])
			return true;
	}

	return false;
}

/* Blocks whose index is a pipeline id. */
static bool index_is_pipeline(u32 type)
{
	return type == TPLG_TYPE_WIDGET || type == TPLG_TYPE_GRAPH;
}

/* Walks all blocks; with @base, adds it to the indices. */
static int walk_blocks(u8 *buf, u32 bytes, const u32 *base)
{
	struct sofv_tplg_error error;
	struct tplg_block block;
	u32 offset = 0;
	int ret;

	while (offset < bytes) {
		ret = sofv_tplg_block(&block, buf, bytes, offset, &error);
		if (ret)
			return ret;

		if (base && index_is_pipeline(block.type))
			sofv_put_le32(buf + offset +
				      offsetof(struct tplg_hdr, index),
				      *base + block.index);
		offset += (u32)sizeof(struct tplg_hdr) + block.payload_bytes;
	}

	return 0;
}

int sofv_tplg_rewrite(void *buf, u32 bytes, u32 pipe_id_base)
{
	int ret = walk_blocks(buf, bytes, NULL);

	return ret ? ret : walk_blocks(buf, bytes, &pipe_id_base);
}
