// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * dspblob - content for the bytes controls of compressor, mux, demux and selector
 *
 * What topology/include/blobs/ offers as defaults.
 */
#include <string.h>

#include <components/drc/drc_blob.h>
#include <components/mux/mux_blob.h>
#include <components/selector/selector_blob.h>

#include "blob_tool.h"
#include "drc_design.h"

#define RATE_HZ		48000

/* ------------------------------------------------------------- routing */

/* One rule for every pipeline, or none if @mask is NULL. */
static u32 mux(void *to, const u8 *mask)
{
	struct mux_blob head = { .num_streams = sofv_cpu_to_le16(mask ? 1 : 0) };
	struct mux_blob_stream any = {
		.pipeline_id = sofv_cpu_to_le32(MUX_BLOB_ANY_PIPELINE),
	};

	memcpy(to, &head, sizeof(head));
	if (!mask)
		return sizeof(head);
	memcpy(any.mask, mask, sizeof(any.mask));
	memcpy((u8 *)to + sizeof(head), &any, sizeof(any));
	return sizeof(head) + sizeof(any);
}

static u32 demux_copy(void *to)
{
	return mux(to, NULL);
}

static u32 demux_mono_left(void *to)
{
	return mux(to, (const u8[8]){ 0x01 });
}

static u32 demux_mono_sum(void *to)
{
	return mux(to, (const u8[8]){ 0x03 });
}

static u32 demux_mono_both(void *to)
{
	return mux(to, (const u8[8]){ 0x01, 0x01 });
}

static u32 mux_mono_both(void *to)
{
	return mux(to, (const u8[8]){ 0x03 });
}

/* One rule each for pipelines 1 and 2, as they are called in the topology. */
static u32 mux_pair(void *to)
{
	const struct {
		struct mux_blob head;
		struct mux_blob_stream side[2];
	} blob = {
		.head.num_streams = sofv_cpu_to_le16(2),
		.side[0] = { .pipeline_id = sofv_cpu_to_le32(1), .mask = { 0x01 } },
		.side[1] = { .pipeline_id = sofv_cpu_to_le32(2), .mask = { 0x02 } },
	};

	memcpy(to, &blob, sizeof(blob));
	return sizeof(blob);
}

static u32 selector(void *to, u32 outs, u32 channel)
{
	const struct selector_blob blob = {
		.out_channels_count = sofv_cpu_to_le32(outs),
		.sel_channel = sofv_cpu_to_le32(channel),
	};

	memcpy(to, &blob, sizeof(blob));
	return sizeof(blob);
}

static u32 selector_pass(void *to)
{
	return selector(to, 0, 0);
}

static u32 selector_left(void *to)
{
	return selector(to, 1, 0);
}

static u32 selector_right(void *to)
{
	return selector(to, 1, 1);
}

static u32 selector_both(void *to)
{
	return selector(to, 2, 0);
}

/* ---------------------------------------------------------- compressor */

static u32 drc(void *to, const struct drc_design *design, u32 enabled)
{
	struct drc_blob blob;

	drc_design_blob(design, RATE_HZ, &blob);
	blob.params.enabled = sofv_cpu_to_le32(enabled);
	memcpy(to, &blob, sizeof(blob));
	return sizeof(blob);
}

static u32 drc_default(void *to)
{
	return drc(to, &drc_design_speech, 1);
}

static u32 drc_webaudio(void *to)
{
	return drc(to, &drc_design_webaudio, 1);
}

static u32 drc_pass(void *to)
{
	return drc(to, &drc_design_speech, 0);
}

static const struct blob_preset presets[] = {
	{ "demux-copy", "demux: every output gets all channels", demux_copy },
	{ "demux-mono-left", "demux: every output is mono, the first channel",
	  demux_mono_left },
	{ "demux-mono-sum", "demux: every output is mono, the sum of the first two channels",
	  demux_mono_sum },
	{ "demux-mono-both", "demux: every output is stereo, the first channel on both",
	  demux_mono_both },
	{ "mux-mono-both", "mux: every input is mono and goes to both of a stereo output",
	  mux_mono_both },
	{ "mux-pair", "mux: pipeline 1 is mono and on the left, pipeline 2 on the right",
	  mux_pair },
	{ "selector-pass", "selector: passes", selector_pass },
	{ "selector-left", "selector: mono, the first channel", selector_left },
	{ "selector-right", "selector: mono, the second channel", selector_right },
	{ "selector-both", "selector: stereo, the first channel on both", selector_both },
	{ "drc-default", "compressor for speech: 4:1 from -30 dB, knee of 12 dB",
	  drc_default },
	{ "drc-webaudio", "compressor: 12:1 from -24 dB, knee of 30 dB, as browsers have it",
	  drc_webaudio },
	{ "drc-pass", "compressor: passes, without delay", drc_pass },
};

int main(int argc, char **argv)
{
	static const struct blob_tool tool = {
		.name = "dspblob",
		.folder = "blobs",
		.target = "dsp-conf",
		.presets = presets,
		.n_presets = sizeof(presets) / sizeof(presets[0]),
	};

	return blob_tool_main(&tool, argc, argv);
}
