// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * The template of a component, and a template of its test (dsp/template/README.md).
 */
#include <math.h>
#include <stdlib.h>

#include "dsp_bench.h"
#include "dsp_line.h"

#define FRAMES		4800u
#define FADE_FRAMES	256u
/* Of a sample in the fade: it is rounded down. */
#define BOUND		1.0

static const u8 uuid[16] = { 0xaf, 0xe1, 0x2d, 0xa6, 0x64, 0x59, 0x2e, 0x4e,
			     0xb1, 0x67, 0x7f, 0xdc, 0x97, 0x27, 0x9a, 0x29 };

static void template_line(struct line *line, u32 channels, s32 *in)
{
	u32 seed = 12, i;
	bench_msg m;
	u32 n = msg_process_new(m, LINE_COMP, LINE_PIPELINE, SOF3_TYPE_NONE, uuid,
				NULL, 0);

	for (i = 0; i < FRAMES * channels; i++)
		in[i] = bench_noise(&seed);
	line_new(line, m, n, SOF3_DIR_PLAYBACK, channels, channels, 48000, 48000);
}

static s32 template_switch(struct line *line, u32 cmd, u32 on)
{
	bench_msg m;

	return bench_send(line->b, m, msg_control(m, true, LINE_COMP, cmd, 1, on));
}

static void test_passes_or_swaps(void **state)
{
	u32 channels, on, i, c, from;
	struct line line;
	s32 *in;

	(void)state;
	for (channels = 1; channels <= 8; channels++) {
		for (on = 0; on < 2; on++) {
			in = malloc(FRAMES * channels * 4);
			template_line(&line, channels, in);
			BENCH_OK(template_switch(&line, SOF3_CTRL_CMD_SWITCH, on));
			BENCH_OK(line_play(&line, in, FRAMES));
			for (i = 0; i < FRAMES; i++) {
				for (c = 0; c < channels; c++) {
					from = on && (c ^ 1) < channels ? c ^ 1 : c;
					assert_int_equal(line.b->tx[i * channels + c],
							 in[i * channels + from]);
				}
			}
			line_free(&line);
			free(in);
		}
	}
}

/* The model: share @x of the other channel. */
static void test_fades_while_running(void **state)
{
	enum { TICKS = 20, TURN = 10 * 48 };
	s32 *in = malloc(FRAMES * 8);
	double want, x, worst = 0;
	struct bench_ring ring;
	struct line line;
	bench_msg m;
	u32 i, c;

	(void)state;
	template_line(&line, 2, in);
	bench_ring_new(&ring, FRAMES * 8);
	bench_ring_write(&ring, in, FRAMES * 8);
	BENCH_OK(sofdsp_dma_setup(line.b->dsp, 1, SOFDSP_DIR_PLAYBACK, ring.sg,
				  ring.n_sg, ring.bytes));
	BENCH_OK(bench_send(line.b, m, msg_pcm_params(m, LINE_HOST, 1,
			SOF3_DIR_PLAYBACK, SOF3_FRAME_S32_LE, 2, ring.bytes, 0)));
	BENCH_OK(bench_send(line.b, m, msg_stream(m, SOF3_STREAM_TRIG_START, LINE_HOST)));
	bench_ticks(line.b, TURN / 48);
	BENCH_OK(template_switch(&line, SOF3_CTRL_CMD_SWITCH, 1));
	bench_ticks(line.b, TICKS - TURN / 48);
	for (i = 0; i < TICKS * 48; i++) {
		x = i < TURN ? 0 : fmin(1, (i - TURN + 1.0) / FADE_FRAMES);
		for (c = 0; c < 2; c++) {
			want = in[i * 2 + c] * (1 - x) + in[i * 2 + (c ^ 1)] * x;
			worst = fmax(worst, fabs(line.b->tx[i * 2 + c] - want));
		}
	}
	print_message("fade: bound %.1f of 2^31, measured %.2f\n", BOUND, worst);
	assert_true(worst <= BOUND);
	bench_ring_free(&ring);
	line_free(&line);
	free(in);
}

static void test_controls(void **state)
{
	const struct sof3_ctrl_value_chan *v;
	s32 *in = malloc(FRAMES * 8);
	struct line line;
	bench_msg m;

	(void)state;
	template_line(&line, 2, in);
	v = (const void *)(line.b->reply + sizeof(struct sof3_ctrl_data));
	BENCH_OK(template_switch(&line, SOF3_CTRL_CMD_SWITCH, 1));
	assert_int_equal(template_switch(&line, SOF3_CTRL_CMD_VOLUME, 0), -EINVAL);
	assert_int_equal(template_switch(&line, SOF3_CTRL_CMD_ENUM, 0), -EINVAL);
	BENCH_OK(bench_send(line.b, m, msg_control(m, false, LINE_COMP,
						   SOF3_CTRL_CMD_SWITCH, 1, 0)));
	assert_int_equal(sofv_le32_to_cpu(v[0].value), 1);
	assert_int_equal(line_set_data(&line, in, 4), -EINVAL);
	line_free(&line);
	free(in);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_passes_or_swaps),
		cmocka_unit_test(test_fades_while_running),
		cmocka_unit_test(test_controls),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
