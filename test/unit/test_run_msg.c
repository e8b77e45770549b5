// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Messages out of topologies, against those that test/unit/dsp_msg.c makes, and
 * against the facts of the file where that one leaves something at 0.
 */
#include "run_bench.h"

static struct run_bench *r;
static struct run_bench_at at;
static bench_msg got, want;

static int set_up(void **state)
{
	(void)state;
	r = run_bench_build(false, &at);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	run_bench_free(r);
	return 0;
}

static void read_it(void)
{
	if (!run_bench_read(r, r->b.bytes))
		fail_msg("%s", r->err.text);
}

static const struct run_widget *widget(const char *name)
{
	u32 i = run_widget_find(r->t, name);

	assert_true(i != RUN_NONE);

	return &r->t->widgets[i];
}

/* @want has been made by its author. */
static void same(u32 bytes, u32 want_bytes)
{
	if (!bytes)
		fail_msg("%s", r->err.text);
	assert_int_equal(bytes, want_bytes);
	assert_memory_equal(got, want, bytes);
}

static u32 widget_msg(const char *name)
{
	/* what a message does not say must be 0, not what was there before */
	memset(got, 0xa5, sizeof(got));
	return run_msg_widget(r->t, widget(name), got, &r->err);
}

static void test_components(void **state)
{
	struct sof3_comp_volume *volume = (void *)want;
	struct sof3_comp_host *host = (void *)want;
	struct sof3_buffer *buffer = (void *)want;
	u32 n;

	(void)state;
	read_it();
	n = msg_host_new(want, 1, 1, SOF3_DIR_PLAYBACK);
	host->config.frame_fmt = 0;	/* the file does not say */
	same(widget_msg("host.1"), n);

	n = msg_buffer_new(want, 2, 1, 768);
	buffer->caps = sofv_cpu_to_le32(65);
	same(widget_msg("b.1"), n);

	n = msg_volume_new(want, 3, 1, 20);
	volume->config.frame_fmt = 0;
	volume->max_value = sofv_cpu_to_le32(1 << 16);
	same(widget_msg("pga.1"), n);

	n = msg_mixer_new(want, 11, 9);
	((struct sof3_comp_mixer *)want)->config.frame_fmt = 0;
	same(widget_msg("mixer.9"), n);

	n = msg_dai_new(want, 13, 9, SOF3_DIR_PLAYBACK, 0, SOF3_FRAME_S32_LE);
	same(widget_msg("dai.9"), n);
}

static void test_pipeline(void **state)
{
	struct sof3_pipe_new *pipe = (void *)want;
	u32 n;

	(void)state;
	read_it();
	n = msg_pipe_new(want, 10, 9);
	pipe->sched_id = sofv_cpu_to_le32(13);
	pipe->period_mips = sofv_cpu_to_le32(5000);
	same(widget_msg("pipe.9"), n);

	n = msg_tplg_id(want, SOF3_TPLG_PIPE_COMPLETE, 10);
	same(run_msg_complete(widget("pipe.9"), got), n);
	n = msg_tplg_id(want, SOF3_TPLG_PIPE_FREE, 10);
	same(run_msg_free(widget("pipe.9"), got), n);
	n = msg_tplg_id(want, SOF3_TPLG_BUFFER_FREE, 12);
	same(run_msg_free(widget("b.9"), got), n);
	n = msg_tplg_id(want, SOF3_TPLG_COMP_FREE, 11);
	same(run_msg_free(widget("mixer.9"), got), n);
	n = msg_connect(want, 11, 12);
	same(run_msg_connect(widget("mixer.9"), widget("b.9"), got), n);
}

/* As large as SOF core's union of all DAI types. */
static void test_dai_config(void **state)
{
	struct sof3_dai_config_ssp *m = (void *)want;

	(void)state;
	read_it();
	msg_dai_config(want, 0, 2, SOF3_DAI_FLAG_HW_PARAMS);
	memset((u8 *)want + sizeof(*m), 0, sizeof(want) - sizeof(*m));
	m->config.hdr.size = sofv_cpu_to_le32(216);
	m->config.format = sofv_cpu_to_le16(0x4001);	/* I2S, codec consumes both clocks */
	m->ssp.mclk_rate = sofv_cpu_to_le32(24576000);
	m->ssp.bclk_rate = sofv_cpu_to_le32(3072000);
	m->ssp.rx_slots = sofv_cpu_to_le32(3);
	m->ssp.tx_slots = sofv_cpu_to_le32(3);
	m->ssp.tdm_slot_width = sofv_cpu_to_le16(32);
	memset(got, 0xa5, sizeof(got));
	same(run_msg_dai_config(r->t, widget("dai.9"), SOF3_DAI_FLAG_HW_PARAMS,
				got, &r->err), 216);
}

static void test_clocks(void **state)
{
	static const struct {
		u8 bclk, fsync, invert_bclk, invert_fsync;
		u16 format;
	} cases[] = {
		{ 0, 0, 0, 0, 0x0001 }, { 0, 1, 0, 0, 0x3001 },
		{ 1, 0, 0, 0, 0x2001 }, { 1, 1, 0, 1, 0x4201 },
		{ 1, 1, 1, 0, 0x4301 }, { 1, 1, 1, 1, 0x4401 },
	};
	struct sof3_dai_config *m = (void *)got;
	struct run_hw_config *hw;
	u32 i;

	(void)state;
	read_it();
	hw = &r->t->links[0].hw[0];
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		hw->codec_takes_bclk = cases[i].bclk;
		hw->codec_takes_fsync = cases[i].fsync;
		hw->invert_bclk = cases[i].invert_bclk;
		hw->invert_fsync = cases[i].invert_fsync;
		run_msg_dai_config(r->t, widget("dai.9"), 0, got, &r->err);
		assert_int_equal(sofv_le16_to_cpu(m->format), cases[i].format);
	}
}

static void test_pcm_params(void **state)
{
	const struct run_stream_params p = {
		.frame_fmt = SOF3_FRAME_S24_4LE, .rate_hz = 48000, .n_channels = 6,
		.stream_tag = 3, .buffer_bytes = 9600, .period_bytes = 2400,
	};
	struct sof3_pcm_params *m = (void *)want;
	u32 n;

	(void)state;
	read_it();
	n = msg_pcm_params(want, 1, 3, 0, SOF3_FRAME_S24_4LE, 6, 9600, 2400);
	m->params.buffer.pages = sofv_cpu_to_le32(3);
	m->params.sample_valid_bytes = sofv_cpu_to_le16(3);
	memset(got, 0xa5, sizeof(got));
	same(run_msg_pcm_params(widget("host.1"), &p, got), n);
	n = msg_stream(want, SOF3_STREAM_TRIG_START, 1);
	same(run_msg_stream(widget("host.1"), SOF3_STREAM_TRIG_START, got), n);
}

/* Puts an effect into a pipeline of its own. Returns where it is in the file. */
static u32 add_effect(const char *process, u32 n_ctls)
{
	u32 eq;

	tplg_begin(&r->b, TPLG_TYPE_WIDGET, 9);
	eq = tplg_widget(&r->b, TPLG_WIDGET_EFFECT, "eq.9");
	tplg_string(&r->b, eq, 900, process);
	tplg_string(&r->b, eq, 402, "s32le");
	tplg_uuid(&r->b, eq, 405);
	tplg_has_controls(&r->b, eq, n_ctls);

	return eq;
}

static const u8 uuid[16] = {
	0x42, 0x42, 0x42, 0x42, 0x42, 0x42, 0x42, 0x42,
	0x42, 0x42, 0x42, 0x42, 0x42, 0x42, 0x42, 0x42,
};

static void test_effect_with_data(void **state)
{
	u8 data[60 + 8];
	u32 n, i;

	(void)state;
	add_effect("EQFIR", 2);
	run_bench_bytes(&r->b, "EQ", 60);
	tplg_enum_ctl(&r->b, "Mode");
	tplg_end(&r->b);
	read_it();
	for (i = 0; i < 60; i++)
		data[i] = (u8)(i + 1);
	memset(data + 60, 0, 8);	/* channel 0, item 0 */
	n = msg_process_new(want, 14, 9, SOF3_TYPE_EQ_FIR, uuid, data, sizeof(data));
	same(widget_msg("eq.9"), n);
	assert_string_equal(run_widget_kind(widget("eq.9")), "eq-fir");
}

/* Too much for one message: SET_DATA brings it. */
static void test_effect_with_much_data(void **state)
{
	u32 n;

	(void)state;
	add_effect("DRC", 1);
	run_bench_bytes(&r->b, "DRC", 700);
	tplg_end(&r->b);
	read_it();
	n = msg_process_new(want, 14, 9, SOF3_TYPE_NONE, uuid, NULL, 0);
	same(widget_msg("eq.9"), n);
}

/* SOF core counts the UUID only when it is too late. */
static void test_effect_and_uuid_too_large(void **state)
{
	(void)state;
	add_effect("DCBLOCK", 1);
	run_bench_bytes(&r->b, "DC", 384 - sizeof(struct sof3_comp_process));
	tplg_end(&r->b);
	read_it();
	assert_int_equal(widget_msg("eq.9"), 0);
	assert_non_null(strstr(r->err.text, "don't fit one message"));
}

static void test_effect_without_data(void **state)
{
	u32 ctl;

	(void)state;
	add_effect("EQIIR", 1);
	ctl = tplg_bytes_ctl(&r->b, "EQ", 0);
	((struct tplg_bytes *)(r->b.buf + ctl))->max = sofv_cpu_to_le32(500);
	tplg_end(&r->b);
	read_it();
	assert_int_equal(widget_msg("eq.9"), 0);
	assert_non_null(strstr(r->err.text, "bytes control 'EQ' has no data"));
}

static void test_rates(void **state)
{
	const u32 tokens[] = { 300, 44100, 301, 48000 };
	struct sof3_comp_src *m = (void *)want;
	u32 n;

	(void)state;
	tplg_begin(&r->b, TPLG_TYPE_WIDGET, 9);
	tplg_words(&r->b, tplg_widget(&r->b, TPLG_WIDGET_SRC, "src.9"), tokens, 2);
	tplg_end(&r->b);
	read_it();
	n = msg_src_new(want, 14, 9, 44100, 48000);
	m->config.frame_fmt = 0;
	same(widget_msg("src.9"), n);
}

static void test_values(void **state)
{
	struct run_ctl *ctl;
	u32 n;

	(void)state;
	read_it();
	ctl = &r->t->ctls[0];
	ctl->value[0] = ctl->value[1] = 1234;
	assert_int_equal(run_ctl_send(r->t, ctl, &r->port, &r->err), 0);
	assert_int_equal(r->n, 1);
	n = msg_control(want, true, 3, SOF3_CTRL_CMD_VOLUME, 2, 1234);
	assert_int_equal(r->bytes[0], n);
	assert_memory_equal(r->msgs[0], want, n);
}

/* As soc-topology.c of Linux counts: a switch after a volume is the second mixer. */
static void test_index_of_controls(void **state)
{
	static const u32 indices[] = { 0, 0, 1, 0, 1 };
	const struct sof3_ctrl_data *m = (const void *)r->msgs[0];
	struct tplg_mixer *toggle;
	u32 i;

	(void)state;
	add_effect("EQIIR", 5);
	run_bench_bytes(&r->b, "EQ", 8);
	run_bench_volume(&r->b, "Volume");
	toggle = (void *)(r->b.buf + tplg_mixer_ctl(&r->b, "Switch"));
	toggle->max = sofv_cpu_to_le32(1);
	tplg_enum_ctl(&r->b, "Mode");
	run_bench_bytes(&r->b, "More EQ", 8);
	tplg_end(&r->b);
	read_it();
	for (i = 0; i < 5; i++) {
		r->n = 0;
		assert_int_equal(run_ctl_send(r->t, &r->t->ctls[2 + i], &r->port,
					      &r->err), 0);
		assert_int_equal(sofv_le32_to_cpu(m->index), indices[i]);
	}
}

static void test_data_in_parts(void **state)
{
	u8 data[700];
	u32 i, n;

	(void)state;
	add_effect("EQIIR", 1);
	run_bench_bytes(&r->b, "EQ", sizeof(data));
	tplg_end(&r->b);
	read_it();
	for (i = 0; i < sizeof(data); i++)
		data[i] = (u8)(i + 1);
	assert_int_equal(run_ctl_send(r->t, &r->t->ctls[2], &r->port, &r->err), 0);
	assert_int_equal(r->n, msg_data_parts(sizeof(data)));
	for (i = 0; i < r->n; i++) {
		n = msg_data(want, true, 14, data, sizeof(data), i);
		assert_int_equal(r->bytes[i], n);
		assert_memory_equal(r->msgs[i], want, n);
	}
}

/* The rest of the data is of no use if a part was refused. */
static void test_data_refused(void **state)
{
	(void)state;
	add_effect("EQIIR", 1);
	run_bench_bytes(&r->b, "EQ", 700);
	tplg_end(&r->b);
	read_it();
	r->fail_at = 1;
	assert_int_equal(run_ctl_send(r->t, &r->t->ctls[2], &r->port, &r->err), -1);
	assert_int_equal(r->n, 2);
	assert_non_null(strstr(r->err.text, "the DSP refuses the value of"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_components, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_pipeline, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_dai_config, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_clocks, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_pcm_params, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_effect_with_data, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_effect_with_much_data, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_effect_and_uuid_too_large, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_effect_without_data, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_rates, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_values, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_index_of_controls, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_data_in_parts, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_data_refused, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
