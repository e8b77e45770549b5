// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Reading topologies: what is in them is found, what is wrong with them is said,
 * and nothing is read beyond their end.
 */
#include <math.h>

#include "run_bench.h"

static struct run_bench *r;
static struct run_bench_at at;

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

static void refused(const char *words)
{
	if (run_bench_read(r, r->b.bytes))
		fail_msg("accepted, though: %s", words);
	if (!strstr(r->err.text, words))
		fail_msg("'%s' does not say: %s", r->err.text, words);
}

static void test_good(void **state)
{
	const struct run_widget *w;

	(void)state;
	assert_true(run_bench_read(r, r->b.bytes));
	assert_int_equal(r->t->n_widgets, 14);
	assert_int_equal(r->t->n_ctls, 2);
	assert_int_equal(r->t->n_routes, 10);
	assert_int_equal(r->t->n_pcms, 2);
	assert_int_equal(r->t->n_links, 1);

	w = &r->t->widgets[run_widget_find(r->t, "dai.9")];
	assert_int_equal(w->comp_id, 13);
	assert_int_equal(w->pipeline_id, 9);
	assert_int_equal(w->scheduler, run_widget_find(r->t, "pipe.9"));
	assert_ptr_equal(run_dai_link(r->t, w), &r->t->links[0]);
	assert_int_equal(run_widget_direction(w), SOF3_DIR_PLAYBACK);
	assert_string_equal(run_widget_kind(w), "dai");
	assert_int_equal(run_pcm_find(r->t, "Media")->host[0],
			 run_widget_find(r->t, "host.1"));
	assert_int_equal(run_pcm_find(r->t, "Media")->host[1], RUN_NONE);
	assert_null(run_pcm_find(r->t, "Medium"));
}

static void test_virtual_pcm(void **state)
{
	static const char *const names[] = { "host.2", "b.3" };
	u32 i, n = 0;

	(void)state;
	assert_true(run_bench_read(r, r->b.bytes));
	for (i = 0; i < 2; i++)
		assert_true(r->t->widgets[run_widget_find(r->t, names[i])].is_virtual);
	for (i = 0; i < r->t->n_widgets; i++)
		n += r->t->widgets[i].is_virtual;
	assert_int_equal(n, 2);
	for (i = 0, n = 0; i < r->t->n_routes; i++)
		n += r->t->routes[i].is_drawn_only;
	assert_int_equal(n, 2);
}

/* A file cut anywhere is refused; but a graph without routes is one. */
static void test_every_prefix(void **state)
{
	u32 bytes, n_good = 0;

	(void)state;
	for (bytes = 0; bytes < r->b.bytes; bytes++) {
		if (run_bench_read(r, bytes)) {
			n_good++;
			run_tplg_free(r->t);
			r->t = NULL;
		} else {
			assert_true(strlen(r->err.text) > 5);
		}
	}
	assert_int_equal(n_good, 1);
}

/* Any word of the file may hold anything. */
static void test_every_word(void **state)
{
	static const u32 values[] = { 0, 1, 0x7fffffff, 0x80000000, 0xffffffff };
	u32 offset, i, keep;

	(void)state;
	for (offset = 0; offset + 4 <= r->b.bytes; offset += 4) {
		memcpy(&keep, r->b.buf + offset, sizeof(keep));
		for (i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
			tplg_poke(&r->b, offset, values[i]);
			if (!run_bench_read(r, r->b.bytes))
				assert_true(strlen(r->err.text) > 5);
			run_tplg_free(r->t);
			r->t = NULL;
		}
		memcpy(r->b.buf + offset, &keep, sizeof(keep));
	}
}

static void test_names_of_ends(void **state)
{
	struct tplg_widget *w = (void *)(r->b.buf + at.dai);
	struct tplg_widget *pipe = (void *)(r->b.buf + at.pipe);
	struct tplg_widget *host = (void *)(r->b.buf + at.host);
	struct tplg_pcm *pcm = (void *)(r->b.buf + at.pcm);

	(void)state;
	memcpy(w->sname, "SSP7", 5);
	refused("DAI 'dai.9': there is no link 'SSP7'");
	memcpy(w->sname, "SSP0", 5);
	memcpy(host->name, "host.7", 7);
	refused("a route leads from 'host.1' to 'b.1', but there is no 'host.1'");
	memcpy(host->name, "b.9", 4);
	refused("two widgets are named 'b.9'");
	memcpy(host->name, "host.1", 7);
	memcpy(pipe->sname, "none", 5);
	refused("scheduler 'pipe.1' refers to 'none'");
	memcpy(pipe->sname, "dai.9", 6);
	memcpy(pcm->caps[0].name, "Nobody", 7);
	refused("PCM 'Media': no host widget has the stream name 'Nobody'");
}

static void test_pipelines(void **state)
{
	struct tplg_widget *pipe = (void *)(r->b.buf + at.pipe);

	(void)state;
	pipe->id = sofv_cpu_to_le32(TPLG_WIDGET_INPUT);
	refused("is in pipeline 1, which has no scheduler");
	pipe->id = sofv_cpu_to_le32(TPLG_WIDGET_SCHEDULER);
	((struct tplg_widget *)(r->b.buf + at.host))->id =
		sofv_cpu_to_le32(TPLG_WIDGET_SCHEDULER);
	refused("pipeline 1 has two schedulers, 'pipe.1' and 'host.1'");
}

static void test_controls(void **state)
{
	struct tplg_mixer *m = (void *)(r->b.buf + at.ctl);

	(void)state;
	m->ctl.tlv_size = 0;
	refused("control 'Media Volume' has no dB scale");
	m->ctl.tlv_size = sofv_cpu_to_le32(20);
	m->max = sofv_cpu_to_le32(100000);
	refused("control 'Media Volume' has more than 1024 steps");
	m->max = sofv_cpu_to_le32(1000);
	refused("control 'Media Volume' reaches beyond 96 dB");
	m->max = sofv_cpu_to_le32(60);
	m->num_channels = sofv_cpu_to_le32(9);
	refused("control 'Media Volume' has 9 channels");
	m->num_channels = sofv_cpu_to_le32(2);
	m->min = sofv_cpu_to_le32(61);
	refused("steps from 61 to 60");
	m->min = 0;
	m->ctl.info = sofv_cpu_to_le32(99);
	refused("control 'Media Volume' is of an unknown type 99");
}

static void test_switch_has_no_scale(void **state)
{
	struct tplg_mixer *m = (void *)(r->b.buf + at.ctl);

	(void)state;
	m->ctl.tlv_size = 0;
	m->max = sofv_cpu_to_le32(1);
	assert_true(run_bench_read(r, r->b.bytes));
	assert_int_equal(r->t->ctls[0].kind, RUN_CTL_SWITCH);
}

/* A volume's switch is its mute switch. */
static void test_switch_of_a_volume_starts_on(void **state)
{
	struct tplg_mixer *m = (void *)(r->b.buf + at.ctl);
	u32 i;

	(void)state;
	m->max = sofv_cpu_to_le32(1);
	assert_true(run_bench_read(r, r->b.bytes));
	assert_int_equal(r->t->ctls[0].n_channels, 2);
	for (i = 0; i < 2; i++)
		assert_int_equal(r->t->ctls[0].value[i], 1);
}

static void test_other_switches_start_off(void **state)
{
	struct tplg_mixer *m = (void *)(r->b.buf + at.ctl);
	struct tplg_widget *w = (void *)(r->b.buf + at.pga);
	u32 i;

	(void)state;
	m->max = sofv_cpu_to_le32(1);
	w->id = sofv_cpu_to_le32(TPLG_WIDGET_MIXER);
	assert_true(run_bench_read(r, r->b.bytes));
	for (i = 0; i < 2; i++)
		assert_int_equal(r->t->ctls[0].value[i], 0);
}

static void test_not_ipc3(void **state)
{
	(void)state;
	/* the three bytes stand behind header and manifest */
	r->b.buf[sizeof(struct tplg_hdr) + sizeof(struct tplg_manifest)] = 4;
	refused("not made for SOF IPC3");
}

/* The gains of the table are those of sound/soc/sof/topology.c. */
static void test_gains(void **state)
{
	static const struct {
		u32 step;
		u32 gain_q16;
	} known[] = {
		{ 0, 0 }, { 1, 73 }, { 40, 6552 }, { 54, 32844 }, { 59, 58408 },
		{ 60, 65536 },
	};
	const struct run_ctl *ctl;
	struct run_ctl half = { .max = 40, .tlv_min = -1000, .tlv_step = 50 };
	double worst = 0, real;
	u32 i;

	(void)state;
	assert_true(run_bench_read(r, r->b.bytes));
	ctl = &r->t->ctls[0];
	for (i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		assert_int_equal(ctl->gain_q16[known[i].step], known[i].gain_q16);
	for (i = 40; i <= 60; i++) {
		real = fabs(20 * log10(ctl->gain_q16[i] / 65536.0) - run_gain_db(ctl, i));
		worst = real > worst ? real : worst;
	}
	print_message("gains from -20 dB up: within %.4f dB\n", worst);
	assert_true(worst < 0.01);

	for (i = 0, worst = 0; i <= half.max; i++) {
		real = fabs(20 * log10(run_gain_q16(&half, i) / 65536.0) -
			    run_gain_db(&half, i));
		worst = real > worst ? real : worst;
	}
	print_message("half decibels from -10 dB up: within %.4f dB\n", worst);
	assert_true(worst < 0.01);
	assert_int_equal(run_gain_step(ctl, -6), 54);
	assert_int_equal(run_gain_step(ctl, -6.4), 54);
	assert_int_equal(run_gain_step(ctl, -HUGE_VAL), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_good, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_virtual_pcm, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_every_prefix, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_every_word, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_names_of_ends, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_pipelines, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_controls, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_switch_has_no_scale, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_switch_of_a_volume_starts_on, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(test_other_switches_start_off, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(test_not_ipc3, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_gains, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
