// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Writes the seeds of fuzz_dsp_ipc into the folder that is its argument ("make
 * fuzz-dsp-seeds"): valid sequences for the fuzzer to spoil.
 */
#include <stdio.h>
#include <stdlib.h>

#include "drc_design.h"
#include "dsp_msg.h"
#include "eq_blob.h"

#define RING_BYTES	1536u

static FILE *seed;

static void put16(u32 x)
{
	fputc((int)(x & 0xff), seed);
	fputc((int)(x >> 8), seed);
}

static void put(const void *msg, u32 bytes)
{
	put16(bytes);
	fwrite(msg, 1, bytes, seed);
}

static void put_ticks(u32 n)
{
	while (n--)
		put16(0xffff);
}

static void put_dma(u32 what, u32 cut)
{
	put16(0xfffe);
	fputc((int)what, seed);
	fputc((int)cut, seed);
}

static void seed_open(const char *dir, const char *name)
{
	char path[4096];

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	seed = fopen(path, "wb");
	if (!seed) {
		fprintf(stderr, "gen_dsp_seeds: can't write %s\n", path);
		exit(1);
	}
}

static void put_chain(u32 pipe, u32 host, u32 volume, u32 sink, u32 direction)
{
	bench_msg m;

	put(m, msg_host_new(m, host, pipe, direction));
	put(m, msg_volume_new(m, volume, pipe, 4));
	put(m, msg_buffer_new(m, host + 100, pipe, 768));
	put(m, msg_buffer_new(m, volume + 100, pipe, 768));
	put(m, msg_pipe_new(m, pipe, pipe));
	if (direction == SOF3_DIR_PLAYBACK) {
		put(m, msg_connect(m, host, host + 100));
		put(m, msg_connect(m, host + 100, volume));
		put(m, msg_connect(m, volume, volume + 100));
		put(m, msg_connect(m, volume + 100, sink));
	} else {
		put(m, msg_connect(m, sink, volume + 100));
		put(m, msg_connect(m, volume + 100, volume));
		put(m, msg_connect(m, volume, host + 100));
		put(m, msg_connect(m, host + 100, host));
	}
	put(m, msg_tplg_id(m, SOF3_TPLG_PIPE_COMPLETE, pipe));
}

static void put_play(u32 host, u32 tag, u32 direction, u32 fmt)
{
	bench_msg m;

	put_dma(tag | direction << 3, 100);
	put(m, msg_pcm_params(m, host, tag, direction, fmt, 2, RING_BYTES, 384));
	put(m, msg_stream(m, SOF3_STREAM_TRIG_START, host));
	put_ticks(6);
}

static void seed_two_streams(const char *dir)
{
	bench_msg m;

	seed_open(dir, "two-streams");
	put(m, msg_mixer_new(m, 1, 9));
	put(m, msg_buffer_new(m, 2, 9, 768));
	put(m, msg_dai_new(m, 3, 9, SOF3_DIR_PLAYBACK, 0, SOF3_FRAME_S32_LE));
	put(m, msg_dai_config(m, 0, 2, SOF3_DAI_FLAG_HW_PARAMS));
	put(m, msg_connect(m, 1, 2));
	put(m, msg_connect(m, 2, 3));
	put_chain(10, 11, 12, 1, SOF3_DIR_PLAYBACK);
	put_chain(20, 21, 22, 1, SOF3_DIR_PLAYBACK);
	put_play(11, 1, SOF3_DIR_PLAYBACK, SOF3_FRAME_S16_LE);
	put_play(21, 2, SOF3_DIR_PLAYBACK, SOF3_FRAME_S32_LE);
	put(m, msg_control(m, true, 12, SOF3_CTRL_CMD_VOLUME, 2, 1000));
	put_ticks(3);
	put(m, msg_stream(m, SOF3_STREAM_TRIG_STOP, 11));
	put(m, msg_stream(m, SOF3_STREAM_PCM_FREE, 11));
	put(m, msg_tplg_id(m, SOF3_TPLG_BUFFER_FREE, 112));
	put(m, msg_tplg_id(m, SOF3_TPLG_COMP_FREE, 11));
	put_ticks(2);
	fclose(seed);
}

static void seed_capture(const char *dir)
{
	bench_msg m;

	seed_open(dir, "capture");
	put(m, msg_dai_new(m, 3, 9, SOF3_DIR_CAPTURE, 1, SOF3_FRAME_S16_LE));
	put(m, msg_dai_config(m, 1, 2, 0));
	put_chain(10, 11, 12, 3, SOF3_DIR_CAPTURE);
	put_play(11, 5, SOF3_DIR_CAPTURE, SOF3_FRAME_S24_4LE);
	put(m, msg_stream(m, SOF3_STREAM_TRIG_PAUSE, 11));
	put_ticks(2);
	put(m, msg_stream(m, SOF3_STREAM_TRIG_RELEASE, 11));
	put_ticks(2);
	put(m, msg_stream(m, SOF3_STREAM_POSITION, 11));
	put_dma(0x80 | 5 | 8, 0);
	put_ticks(2);
	fclose(seed);
}

/* Host and DAI at different rates, in both directions at once. */
static void put_src_line(u32 p, u32 direction, u32 host_hz, u32 dai_hz)
{
	bool play = direction == SOF3_DIR_PLAYBACK;
	u32 first = play ? p + 1 : p + 3, last = play ? p + 3 : p + 1, n;
	bench_msg m;

	put(m, msg_host_new(m, p + 1, p, direction));
	put(m, msg_src_new(m, p + 2, p, play ? 0 : dai_hz, play ? dai_hz : 0));
	put(m, msg_dai_new(m, p + 3, p, direction, 0, SOF3_FRAME_S32_LE));
	n = msg_dai_config(m, 0, 2, SOF3_DAI_FLAG_HW_PARAMS);
	msg_set_rate(m, dai_hz);
	put(m, n);
	put(m, msg_buffer_new(m, p + 4, p, 768));
	put(m, msg_buffer_new(m, p + 5, p, 768));
	put(m, msg_pipe_new(m, p, p));
	put(m, msg_connect(m, first, p + 4));
	put(m, msg_connect(m, p + 4, p + 2));
	put(m, msg_connect(m, p + 2, p + 5));
	put(m, msg_connect(m, p + 5, last));
	put(m, msg_tplg_id(m, SOF3_TPLG_PIPE_COMPLETE, p));
	put_dma(1 | direction << 3, 100);
	n = msg_pcm_params(m, p + 1, 1, direction, SOF3_FRAME_S32_LE, 2,
			   RING_BYTES, 384);
	msg_set_rate(m, host_hz);
	put(m, n);
	put(m, msg_stream(m, SOF3_STREAM_TRIG_START, p + 1));
}

static void seed_src(const char *dir)
{
	bench_msg m;

	seed_open(dir, "src");
	put_src_line(10, SOF3_DIR_PLAYBACK, 44100, 48000);
	put_src_line(20, SOF3_DIR_CAPTURE, 8000, 48000);
	put_ticks(3);
	put(m, msg_stream(m, SOF3_STREAM_TRIG_STOP, 11));
	put(m, msg_stream(m, SOF3_STREAM_PCM_FREE, 11));
	put_ticks(1);
	put(m, msg_tplg_id(m, SOF3_TPLG_COMP_FREE, 12));
	fclose(seed);
}

static void seed_control_and_power(const char *dir)
{
	bench_msg m;

	seed_open(dir, "control-and-power");
	put(m, msg_volume_new(m, 7, 1, 20));
	put(m, msg_control(m, true, 7, SOF3_CTRL_CMD_SWITCH, 2, 0));
	put(m, msg_control(m, false, 7, SOF3_CTRL_CMD_VOLUME, 8, 0));
	put(m, msg_pm(m, SOF3_PM_CORE_ENABLE, 1));
	put(m, msg_pm(m, SOF3_PM_CTX_SAVE, 0));
	put16(0xfffd);
	put(m, msg_pm(m, SOF3_PM_GATE, 0));
	put(m, msg_tplg_id(m, SOF3_TPLG_COMP_FREE, 7));
	fclose(seed);
}

/* A buffer between two components, and both connections. */
static void put_link(u32 source, u32 sink)
{
	u32 id = 1000 + 20 * source + sink;
	bench_msg m;

	put(m, msg_buffer_new(m, id, 1, 768));
	put(m, msg_connect(m, source, id));
	put(m, msg_connect(m, id, sink));
}

static void put_dai(u32 id, u32 direction, u32 index, u32 rate_hz)
{
	bench_msg m;
	u32 n;

	put(m, msg_dai_new(m, id, 1, direction, index, SOF3_FRAME_S32_LE));
	n = msg_dai_config(m, index, 2, SOF3_DAI_FLAG_HW_PARAMS);
	msg_set_rate(m, rate_hz);
	put(m, n);
}

static void put_pipe(void)
{
	bench_msg m;

	put(m, msg_pipe_new(m, 99, 1));
	put(m, msg_tplg_id(m, SOF3_TPLG_PIPE_COMPLETE, 99));
}

static void put_start(u32 host, u32 tag, u32 direction, u32 rate_hz)
{
	bench_msg m;
	u32 n;

	put_dma(tag | direction << 3, 100);
	n = msg_pcm_params(m, host, tag, direction, SOF3_FRAME_S32_LE, 2, RING_BYTES, 384);
	msg_set_rate(m, rate_hz);
	put(m, n);
	put(m, msg_stream(m, SOF3_STREAM_TRIG_START, host));
	put_ticks(4);
}

/* Set all of it, and ask for all of it. */
static void put_data(u32 id, const void *data, u32 bytes)
{
	bench_msg m;
	u32 i;

	for (i = 0; i < msg_data_parts(bytes); i++)
		put(m, msg_data(m, true, id, data, bytes, i));
	for (i = 0; i < msg_data_parts(bytes); i++)
		put(m, msg_data(m, false, id, data, bytes, i));
}

static u32 iir_blob(u8 *blob, u32 n_sections)
{
	struct eq_iir_spec spec = { .n_channels = 2, .n_responses = 1 };
	u32 i;

	for (i = 0; i < n_sections; i++)
		eq_chain_add(&spec.responses[0], eq_peaking(48000, 500 + 700 * i, 1, 3));
	return eq_iir_blob(blob, &spec);
}

static u32 fir_blob(u8 *blob, u32 n_taps)
{
	struct eq_fir_spec spec = { .n_channels = 2, .n_responses = 1 };

	spec.responses[0] = eq_fir_low_pass(48000, 4000, n_taps, 0);
	return eq_fir_blob(blob, &spec);
}

/* host at 44.1 kHz -> SRC -> EQ IIR -> EQ FIR -> DC block -> DRC -> DAI at 48 kHz */
static void seed_processing(const char *dir)
{
	static const u8 drc_uuid[] = DRC_UUID;
	static const s32 r_q30[SOF3_MAX_CHANNELS] = { 1068373115, 1068373115 };
	u8 blob[EQ_BLOB_ROOM_BYTES];
	struct drc_blob drc;
	bench_msg m;
	u32 i, n;

	seed_open(dir, "processing");
	put(m, msg_host_new(m, 1, 1, SOF3_DIR_PLAYBACK));
	put(m, msg_src_new(m, 2, 1, 0, 48000));
	n = iir_blob(blob, 2);
	put(m, msg_process_new(m, 3, 1, SOF3_TYPE_EQ_IIR, NULL, blob, n));
	n = fir_blob(blob, 16);
	put(m, msg_process_new(m, 4, 1, SOF3_TYPE_EQ_FIR, NULL, blob, n));
	put(m, msg_process_new(m, 5, 1, SOF3_TYPE_DCBLOCK, NULL, NULL, 0));
	put(m, msg_process_new(m, 6, 1, SOF3_TYPE_NONE, drc_uuid, NULL, 0));
	put_dai(7, SOF3_DIR_PLAYBACK, 0, 48000);
	for (i = 1; i < 7; i++)
		put_link(i, i + 1);
	put_pipe();
	put_start(1, 1, SOF3_DIR_PLAYBACK, 44100);
	put_data(3, blob, iir_blob(blob, 8));
	put_ticks(2);
	put_data(4, blob, fir_blob(blob, 192));
	put_ticks(2);
	put_data(5, blob, eq_dcblock_blob(blob, r_q30));
	drc_design_blob(&drc_design_speech, 48000, &drc);
	put_data(6, &drc, sizeof(drc));
	put(m, msg_control(m, true, 6, SOF3_CTRL_CMD_SWITCH, 1, 0));
	put_ticks(8);
	put(m, msg_stream(m, SOF3_STREAM_PCM_FREE, 1));
	fclose(seed);
}

/* DAI -> demux -> selector -> host, and -> SRC -> host at 16 kHz */
static void seed_capture_branches(const char *dir)
{
	bench_msg m;

	seed_open(dir, "capture-branches");
	put_dai(1, SOF3_DIR_CAPTURE, 0, 48000);
	put(m, msg_process_new(m, 2, 1, SOF3_TYPE_DEMUX, NULL, NULL, 0));
	put(m, msg_process_new(m, 3, 1, SOF3_TYPE_SELECTOR, NULL, NULL, 0));
	put(m, msg_src_new(m, 4, 1, 0, 16000));
	put(m, msg_host_new(m, 5, 1, SOF3_DIR_CAPTURE));
	put(m, msg_host_new(m, 6, 1, SOF3_DIR_CAPTURE));
	put_link(1, 2);
	put_link(2, 3);
	put_link(2, 4);
	put_link(3, 5);
	put_link(4, 6);
	put_pipe();
	put_start(5, 1, SOF3_DIR_CAPTURE, 48000);
	put_start(6, 2, SOF3_DIR_CAPTURE, 16000);
	put(m, msg_stream(m, SOF3_STREAM_TRIG_PAUSE, 5));
	put_ticks(3);
	put(m, msg_stream(m, SOF3_STREAM_TRIG_RELEASE, 5));
	put_ticks(12);
	put(m, msg_stream(m, SOF3_STREAM_PCM_FREE, 6));
	put(m, msg_tplg_id(m, SOF3_TPLG_COMP_FREE, 4));
	put_ticks(2);
	fclose(seed);
}

/* Two hosts -> mux -> demux -> DAI, and -> SRC -> a DAI of another family */
static void seed_playback_branches(const char *dir)
{
	bench_msg m;

	seed_open(dir, "playback-branches");
	put(m, msg_host_new(m, 1, 1, SOF3_DIR_PLAYBACK));
	put(m, msg_host_new(m, 2, 1, SOF3_DIR_PLAYBACK));
	put(m, msg_process_new(m, 3, 1, SOF3_TYPE_MUX, NULL, NULL, 0));
	put(m, msg_process_new(m, 4, 1, SOF3_TYPE_DEMUX, NULL, NULL, 0));
	put(m, msg_src_new(m, 5, 1, 0, 44100));
	put_dai(6, SOF3_DIR_PLAYBACK, 0, 48000);
	put_dai(7, SOF3_DIR_PLAYBACK, 1, 44100);
	put_link(1, 3);
	put_link(2, 3);
	put_link(3, 4);
	put_link(4, 6);
	put_link(4, 5);
	put_link(5, 7);
	put_pipe();
	put_start(1, 1, SOF3_DIR_PLAYBACK, 48000);
	put_start(2, 2, SOF3_DIR_PLAYBACK, 48000);
	put(m, msg_stream(m, SOF3_STREAM_TRIG_STOP, 1));
	put_ticks(12);
	put(m, msg_stream(m, SOF3_STREAM_POSITION, 2));
	put_dma(0x80 | 2, 0);
	put_ticks(2);
	fclose(seed);
}

static void seed_trace(const char *dir)
{
	bench_msg m;

	seed_open(dir, "trace");
	put(m, msg_pm(m, SOF3_PM_CTX_SIZE, 0));
	put(m, msg_trace(m, SOF3_TRACE_DMA_PARAMS_EXT));
	put(m, msg_trace(m, SOF3_TRACE_FILTER_UPDATE));
	put(m, msg_trace(m, SOF3_TRACE_DMA_PARAMS));
	fclose(seed);
}

int main(int argc, char **argv)
{
	if (argc != 2) {
		fprintf(stderr, "usage: gen_dsp_seeds FOLDER\n");
		return 1;
	}
	seed_two_streams(argv[1]);
	seed_capture(argv[1]);
	seed_src(argv[1]);
	seed_control_and_power(argv[1]);
	seed_processing(argv[1]);
	seed_capture_branches(argv[1]);
	seed_playback_branches(argv[1]);
	seed_trace(argv[1]);
	return 0;
}
