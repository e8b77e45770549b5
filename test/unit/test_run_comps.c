// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Each component out of a topology, with its tokens, UUID and data, on a DSP that
 * plays through it:  host.1 -> pga.1 -> comp.5 -> mixer.9 -> dai.9
 * What comes out is known by arithmetic. What a component does in full is tested
 * in test_dsp_*.c; here it must be the right one with the right settings.
 */
#include <math.h>

#include <drc/drc_blob.h>
#include <run.h>
#include <sof/ipc3_eq.h>

#include "run_bench.h"

#define TICKS		100u
#define FRAMES		4800u	/* of TICKS at 48 kHz */

#define LE32(x)		sofv_cpu_to_le32((u32)(x))

struct rig {
	struct run_bench *r;
	struct run_dsp *dsp;
	s32 in[2 * 8192];
	s32 out[2 * FRAMES];
	u32 n_out;		/* samples */
	u32 in_frames;		/* taken by the DSP */
};

static struct rig rig;

static void take(void *ctx, u32 dai_index, const s32 *samples, u32 channels,
		 u32 n_frames)
{
	(void)ctx;
	(void)dai_index;
	assert_true(rig.n_out + channels * n_frames <= 2 * FRAMES);
	memcpy(rig.out + rig.n_out, samples, channels * n_frames * sizeof(s32));
	rig.n_out += channels * n_frames;
}

static void no_rx(void *ctx, u32 dai_index, s32 *samples, u32 channels,
		  u32 n_frames)
{
	(void)ctx;
	(void)dai_index;
	memset(samples, 0, (size_t)channels * n_frames * sizeof(*samples));
}

static void must(int ret)
{
	if (ret < 0)
		fail_msg("%s", rig.r->err.text);
}

static void send(u32 bytes, const void *msg)
{
	const struct run_port *port = run_dsp_port(rig.dsp);

	assert_int_equal(port->send(port->ctx, msg, bytes, NULL, 0), 0);
}

/* Repeatable, up to half of full scale. */
static void fill_noise(void)
{
	u32 seed = 1, i;

	for (i = 0; i < 2 * 8192; i++) {
		seed = seed * 1664525u + 1013904223u;
		rig.in[i] = (s32)seed >> 1;
	}
}

static void load(const struct run_bench_comp *comp)
{
	static const struct run_dai_ops dais = { .tx = take, .rx = no_rx };
	struct run_bench_at at;

	memset(&rig, 0, sizeof(rig));
	fill_noise();
	rig.r = run_bench_build_with(false, &at, comp);
	if (!run_bench_read(rig.r, rig.r->b.bytes))
		fail_msg("%s", rig.r->err.text);
	rig.dsp = run_dsp_new(rig.r->t, &dais, NULL);
	must(run_load(rig.r->t, run_dsp_port(rig.dsp), &rig.r->err));
}

static void start(u32 rate_hz)
{
	const struct run_stream_params params = {
		.frame_fmt = SOF3_FRAME_S32_LE, .rate_hz = rate_hz,
		.n_channels = 2, .stream_tag = 1, .buffer_bytes = sizeof(rig.in),
	};
	const struct run_widget *host = &rig.r->t->widgets[1];
	static struct sofdsp_sg sg;
	bench_msg msg;

	sg = (struct sofdsp_sg) { rig.in, sizeof(rig.in) };
	assert_int_equal(sofdsp_dma_setup(run_dsp_lib(rig.dsp), 1, 0, &sg, 1,
					  sizeof(rig.in)), 0);
	send(run_msg_pcm_params(host, &params, msg), msg);
	send(run_msg_stream(host, SOF3_STREAM_TRIG_START, msg), msg);
}

static void stop(void)
{
	const struct run_widget *host = &rig.r->t->widgets[1];
	struct sofdsp_stats stats;
	bench_msg msg;

	rig.in_frames = sofdsp_dma_position(run_dsp_lib(rig.dsp), 1, 0) / 8;
	send(run_msg_stream(host, SOF3_STREAM_TRIG_STOP, msg), msg);
	send(run_msg_stream(host, SOF3_STREAM_PCM_FREE, msg), msg);
	sofdsp_dma_free(run_dsp_lib(rig.dsp), 1, 0);
	sofdsp_get_stats(run_dsp_lib(rig.dsp), &stats);
	assert_int_equal(stats.n_xruns, 0);
	assert_int_equal(rig.n_out, 2 * FRAMES);
}

static void unload(void)
{
	must(run_unload(rig.r->t, run_dsp_port(rig.dsp), &rig.r->err));
	must(run_dsp_check_empty(rig.dsp, &rig.r->err));
	run_dsp_free(rig.dsp);
	run_bench_free(rig.r);
}

static void play(const struct run_bench_comp *comp, u32 rate_hz)
{
	u32 i;

	load(comp);
	start(rate_hz);
	for (i = 0; i < TICKS; i++)
		run_dsp_tick(rig.dsp);
	stop();
	unload();
}

/* Bit for bit, @delay frames later. */
static void came_through(u32 delay)
{
	u32 i;

	for (i = 0; i < 2 * delay; i++)
		assert_int_equal(rig.out[i], 0);
	assert_memory_equal(rig.out + 2 * delay, rig.in,
			    (2 * FRAMES - 2 * delay) * sizeof(s32));
}

static void came_halved(void)
{
	u32 i;

	for (i = 0; i < 2 * FRAMES; i++)
		assert_in_range(rig.out[i] - (rig.in[i] >> 1) + 1, 0, 2);
}

static const u8 eq_iir_uuid[16] = {
	0xe6, 0xc0, 0x50, 0x51, 0xf9, 0x27, 0xc8, 0x4e,
	0x83, 0x51, 0xc7, 0x05, 0xb6, 0x42, 0xd1, 0x2f,
};
static const u8 drc_uuid[16] = DRC_UUID;

/* One biquad of gain 1/2, and @n_more responses that nobody has chosen. */
static u32 iir_blob(u8 *to, s32 response, u32 n_more)
{
	struct sof3_eq_iir_config *config = (void *)to;
	sofv_le32 *assign = (void *)(config + 1);
	struct sof3_eq_iir_response *resp = (void *)(assign + 2);
	struct sof3_eq_iir_biquad *biquad;
	u32 bytes, i;

	memset(config, 0, sizeof(*config));
	config->channels_in_config = LE32(2);
	config->number_of_responses = LE32(1 + n_more);
	assign[0] = LE32(response);
	assign[1] = LE32(response);
	for (i = 0; i <= n_more; i++) {
		memset(resp, 0, sizeof(*resp) + sizeof(*biquad));
		resp->num_sections = LE32(1);
		resp->num_sections_in_series = LE32(1);
		biquad = (void *)(resp + 1);
		biquad->b0 = LE32(1 << 29);
		biquad->output_gain = LE32(1 << 14);
		resp = (void *)(biquad + 1);
	}
	bytes = (u32)((u8 *)resp - to);
	config->size = LE32(bytes);

	return bytes;
}

static void test_eq_iir(void **state)
{
	struct run_bench_comp comp = { .id = TPLG_WIDGET_EFFECT, .process = "EQIIR" };
	u8 blob[1024];

	(void)state;
	comp.blob = blob;
	comp.blob_bytes = iir_blob(blob, -1, 0);
	play(&comp, 48000);
	came_through(0);
	comp.blob_bytes = iir_blob(blob, 0, 0);
	play(&comp, 48000);
	came_halved();
	/* by its UUID alone */
	comp.process = "some younger name";
	comp.uuid = eq_iir_uuid;
	play(&comp, 48000);
	came_halved();
}

/* Comes by SET_DATA, in two parts. */
static void test_eq_iir_with_much_data(void **state)
{
	struct run_bench_comp comp = { .id = TPLG_WIDGET_EFFECT, .process = "EQIIR" };
	u8 blob[1024];

	(void)state;
	comp.blob = blob;
	comp.blob_bytes = iir_blob(blob, 7, 7);
	assert_int_equal(msg_data_parts(comp.blob_bytes), 2);
	play(&comp, 48000);
	came_halved();
}

static void test_eq_fir(void **state)
{
	struct {
		struct sof3_eq_fir_config config;
		sofv_le16 assign[2];
		struct sof3_eq_fir_response resp;
		sofv_le16 taps[4];
	} SOFV_PACKED blob = {
		.config.size = LE32(sizeof(blob)),
		.config.channels_in_config = sofv_cpu_to_le16(2),
		.config.number_of_responses = sofv_cpu_to_le16(1),
		.resp.length = sofv_cpu_to_le16(4),
		.taps = { sofv_cpu_to_le16(1 << 14) },
	};
	struct run_bench_comp comp = {
		.id = TPLG_WIDGET_EFFECT, .process = "EQFIR",
		.blob = &blob, .blob_bytes = sizeof(blob),
	};

	(void)state;
	play(&comp, 48000);
	came_halved();
}

static void test_dcblock(void **state)
{
	struct sof3_dcblock_config blob;
	struct run_bench_comp comp = {
		.id = TPLG_WIDGET_EFFECT, .process = "DCBLOCK",
		.blob = &blob, .blob_bytes = sizeof(blob),
	};
	u32 i;

	(void)state;
	for (i = 0; i < SOF3_MAX_CHANNELS; i++)
		blob.r_q30[i] = LE32(1 << 30);
	play(&comp, 48000);
	came_through(0);
	/* r of 0: the difference to the frame before */
	memset(&blob, 0, sizeof(blob));
	play(&comp, 48000);
	for (i = 2; i < 2 * FRAMES; i++)
		assert_in_range((s64)rig.out[i] - ((s64)rig.in[i] - rig.in[i - 2]) + 1,
				0, 2);
}

/* No number in IPC3, so only the UUID can tell. */
static void test_drc(void **state)
{
	struct drc_blob blob = { .size = LE32(sizeof(blob)) };
	struct run_bench_comp comp = {
		.id = TPLG_WIDGET_EFFECT, .process = "DRC", .uuid = drc_uuid,
		.blob = &blob, .blob_bytes = sizeof(blob),
	};
	u32 delay;

	(void)state;
	play(&comp, 48000);
	for (delay = 0; delay < 1000 && !rig.out[2 * delay]; delay++)
		;
	came_through(delay);
}

/* At 44.1 kHz the host gives 441 frames for 480; equal rates pass. */
static void test_src(void **state)
{
	const u32 tokens[] = { 300, 0, 301, 48000 };
	struct run_bench_comp comp = {
		.id = TPLG_WIDGET_SRC, .tokens = tokens, .n_tokens = 2,
	};

	(void)state;
	play(&comp, 48000);
	assert_int_equal(rig.in_frames, FRAMES);
	came_through(0);
	play(&comp, 44100);
	assert_int_equal(rig.in_frames, 4410);
	play(&comp, 16000);
	assert_int_equal(rig.in_frames, 1600);
}

/* While it plays: a control's new value arrives. */
static void test_new_data_while_running(void **state)
{
	struct run_bench_comp comp = { .id = TPLG_WIDGET_EFFECT, .process = "EQIIR" };
	struct run_ctl *ctl;
	u8 blob[1024];
	u32 i;

	(void)state;
	comp.blob = blob;
	comp.blob_bytes = iir_blob(blob, -1, 0);
	load(&comp);
	start(48000);
	for (i = 0; i < TICKS; i++) {
		if (i == TICKS / 2) {
			ctl = run_ctl_find(rig.r->t, "comp.5 Data", &rig.r->err);
			assert_non_null(ctl);
			iir_blob(blob, 0, 0);
			memcpy(ctl->data + sizeof(struct sof3_abi_hdr), blob,
			       comp.blob_bytes);
			must(run_ctl_send(rig.r->t, ctl, run_dsp_port(rig.dsp),
					  &rig.r->err));
		}
		run_dsp_tick(rig.dsp);
	}
	stop();
	unload();
	assert_memory_equal(rig.out, rig.in, FRAMES * sizeof(s32));
	for (i = FRAMES + 2 * 48 * 11; i < 2 * FRAMES; i++)
		assert_in_range(rig.out[i] - (rig.in[i] >> 1) + 1, 0, 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_eq_iir),
		cmocka_unit_test(test_eq_iir_with_much_data),
		cmocka_unit_test(test_eq_fir),
		cmocka_unit_test(test_dcblock),
		cmocka_unit_test(test_drc),
		cmocka_unit_test(test_src),
		cmocka_unit_test(test_new_data_while_running),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
