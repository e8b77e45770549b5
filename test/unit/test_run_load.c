// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * The order of messages, and that whatever fails, everything comes off the DSP.
 */
#include <run.h>

#include "run_bench.h"

static struct run_bench *r;

static int tear_down(void **state)
{
	(void)state;
	run_bench_free(r);
	return 0;
}

static void sent(const char *expected)
{
	char *text = run_bench_text(r);

	assert_string_equal(text, expected);
	free(text);
	r->n = 0;
}

/* What is last in the file goes first; what is virtual does not go. */
#define STATIC_PART \
	"new dai.9\ndai\nbuffer b.9\nnew mixer.9\npipe pipe.9\n" \
	"buffer b.4\nnew pga.2\nset pga.2\nget pga.2\npipe pipe.2\n"
#define STATIC_ROUTES \
	"connect b.9 dai.9\nconnect mixer.9 b.9\nconnect b.4 mixer.9\n" \
	"connect pga.2 b.4\n"

static void test_static(void **state)
{
	(void)state;
	r = run_bench_new(false);
	assert_int_equal(run_load(r->t, &r->port, &r->err), 0);
	sent(STATIC_PART
	     "buffer b.2\nnew pga.1\nset pga.1\nget pga.1\nbuffer b.1\n"
	     "new host.1\npipe pipe.1\n"
	     "connect pga.1 b.2\n"
	     STATIC_ROUTES
	     "connect b.2 mixer.9\nconnect b.1 pga.1\nconnect host.1 b.1\n"
	     "complete pipe.9\ncomplete pipe.2\ncomplete pipe.1\n");
	/* static pipelines are there already */
	assert_int_equal(run_path_up(r->t, 1, &r->port, &r->err), 0);
	assert_int_equal(run_path_down(r->t, 1, &r->port, &r->err), 0);
	assert_int_equal(r->n, 0);
	assert_int_equal(run_unload(r->t, &r->port, &r->err), 0);
	sent("free dai.9\nfree b.9\nfree mixer.9\nfree b.4\nfree pga.2\nfree b.2\n"
	     "free pga.1\nfree b.1\nfree host.1\n"
	     "free pipe.9\nfree pipe.2\nfree pipe.1\n");
}

/* In the order of the samples, the pipeline before its first widget. */
static void test_dynamic(void **state)
{
	(void)state;
	r = run_bench_new(true);
	assert_int_equal(run_load(r->t, &r->port, &r->err), 0);
	sent(STATIC_PART STATIC_ROUTES "complete pipe.9\ncomplete pipe.2\n");

	assert_int_equal(run_path_up(r->t, 1, &r->port, &r->err), 0);
	sent("pipe pipe.1\nnew host.1\nbuffer b.1\nnew pga.1\nset pga.1\nbuffer b.2\n"
	     "connect host.1 b.1\nconnect b.1 pga.1\nconnect pga.1 b.2\n"
	     "connect b.2 mixer.9\ncomplete pipe.1\n");
	assert_int_equal(run_path_down(r->t, 1, &r->port, &r->err), 0);
	sent("free host.1\nfree b.1\nfree pga.1\nfree b.2\nfree pipe.1\n");
	assert_int_equal(run_path_down(r->t, 1, &r->port, &r->err), 0);
	assert_int_equal(r->n, 0);

	/* again, and by two */
	assert_int_equal(run_path_up(r->t, 1, &r->port, &r->err), 0);
	r->n = 0;
	assert_int_equal(run_path_up(r->t, 1, &r->port, &r->err), 0);
	assert_int_equal(run_path_down(r->t, 1, &r->port, &r->err), 0);
	assert_int_equal(r->n, 0);
	assert_int_equal(run_path_down(r->t, 1, &r->port, &r->err), 0);
	sent("free host.1\nfree b.1\nfree pga.1\nfree b.2\nfree pipe.1\n");
}

static void no_tx(void *ctx, u32 dai_index, const s32 *samples, u32 channels,
		  u32 n_frames)
{
	(void)ctx;
	(void)dai_index;
	(void)samples;
	(void)channels;
	(void)n_frames;
}

static void no_rx(void *ctx, u32 dai_index, s32 *samples, u32 channels,
		  u32 n_frames)
{
	(void)ctx;
	(void)dai_index;
	memset(samples, 0, (size_t)channels * n_frames * sizeof(*samples));
}

static const struct run_dai_ops no_dais = { .tx = no_tx, .rx = no_rx };

/*
 * On a DSP, with one message after the other refused: an error that names
 * something, and a DSP that is empty afterwards.
 */
static void fail_each(bool is_dynamic)
{
	struct run_port port;
	struct run_error later;
	struct run_dsp *dsp;
	u32 at, n_failed = 0;
	int ret = -1;

	for (at = 0; ret < 0; at++) {
		r = run_bench_new(is_dynamic);
		dsp = run_dsp_new(r->t, &no_dais, NULL);
		port = *run_dsp_port(dsp);
		r->next = &port;
		r->fail_at = at;
		ret = run_load(r->t, &r->port, &r->err);
		if (!ret && is_dynamic)
			ret = run_path_up(r->t, 1, &r->port, &r->err);
		/* reading back is allowed to fail */
		if (!ret && r->n > at)
			ret = -2;
		else if (ret)
			assert_non_null(strchr(r->err.text, '\''));
		n_failed += ret == -1;
		r->fail_at = RUN_NONE;
		assert_int_equal(run_unload(r->t, &r->port, &later), 0);
		assert_int_equal(run_dsp_check_empty(dsp, &later), 0);
		run_dsp_free(dsp);
		run_bench_free(r);
	}
	assert_true(n_failed > 20);
}

static void test_every_refusal(void **state)
{
	(void)state;
	fail_each(false);
	fail_each(true);
	r = NULL;
}

/* Refused by the DSP itself, for want of a pool or because it makes no sense. */
static void test_dsp_refuses(void **state)
{
	struct run_bench_at at;
	struct run_dsp *dsp;

	(void)state;
	r = run_bench_build(false, &at);
	/* another core */
	tplg_begin(&r->b, TPLG_TYPE_WIDGET, 9);
	tplg_word(&r->b, tplg_widget(&r->b, TPLG_WIDGET_MIXER, "mixer.8"), 404, 1);
	tplg_end(&r->b);
	assert_true(run_bench_read(r, r->b.bytes));
	dsp = run_dsp_new(r->t, &no_dais, NULL);
	assert_int_equal(run_load(r->t, run_dsp_port(dsp), &r->err), -1);
	assert_non_null(strstr(r->err.text, "refuses to make 'mixer.8'"));
	run_unload(r->t, run_dsp_port(dsp), &r->err);
	assert_int_equal(run_dsp_check_empty(dsp, &r->err), 0);
	run_dsp_free(dsp);
}

/* A guest's topology alone: its connection point becomes a DAI. */
static void test_guest_topology(void **state)
{
	struct tplg_build *b;
	struct run_bench_at at;
	struct run_dsp *dsp;
	u8 *p;

	(void)state;
	r = run_bench_build(false, &at);
	b = &r->b;
	/* the type is the only string "SSP" among the widget's tuples */
	p = b->buf + at.dai + sizeof(struct tplg_widget);
	while (memcmp(p, "SSP", 4))
		p++;
	memcpy(p, "VIRTUAL", 8);
	assert_true(run_bench_read(r, b->bytes));
	dsp = run_dsp_new(r->t, &no_dais, NULL);
	assert_int_equal(run_load(r->t, run_dsp_port(dsp), &r->err), -1);
	assert_non_null(strstr(r->err.text, "refuses to make 'dai.9'"));
	assert_int_equal(run_unload(r->t, run_dsp_port(dsp), &r->err), 0);

	assert_int_equal(run_tplg_ground(r->t), 1);
	assert_int_equal(run_tplg_ground(r->t), 0);
	assert_int_equal(run_load(r->t, run_dsp_port(dsp), &r->err), 0);
	assert_int_equal(run_unload(r->t, run_dsp_port(dsp), &r->err), 0);
	assert_int_equal(run_dsp_check_empty(dsp, &r->err), 0);
	run_dsp_free(dsp);
}

/* On a real DSP; every line of the log is whole. */
static void test_on_dsp(void **state)
{
	char *text = NULL, *line, *rest;
	struct run_dsp *dsp;
	size_t bytes;
	FILE *log = open_memstream(&text, &bytes);
	u32 n = 0;

	(void)state;
	r = run_bench_new(true);
	dsp = run_dsp_new(r->t, &no_dais, log);
	assert_int_equal(run_load(r->t, run_dsp_port(dsp), &r->err), 0);
	assert_int_equal(run_path_up(r->t, 1, run_dsp_port(dsp), &r->err), 0);
	assert_int_equal(run_dsp_check_empty(dsp, &r->err), -1);
	assert_non_null(strstr(r->err.text, "left on the DSP: 5 components"));
	assert_int_equal(run_unload(r->t, run_dsp_port(dsp), &r->err), 0);
	assert_int_equal(run_dsp_check_empty(dsp, &r->err), 0);
	run_dsp_free(dsp);
	fclose(log);

	for (rest = text; (line = strsep(&rest, "\n")) && *line; n++) {
		assert_int_equal(strncmp(line, "0 ", 2), 0);
		assert_string_equal(line + strlen(line) - 4, ": ok");
	}
	assert_int_equal(n, 39);
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(test_static, tear_down),
		cmocka_unit_test_teardown(test_dynamic, tear_down),
		cmocka_unit_test(test_every_refusal),
		cmocka_unit_test_teardown(test_dsp_refuses, tear_down),
		cmocka_unit_test_teardown(test_guest_topology, tear_down),
		cmocka_unit_test_teardown(test_on_dsp, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
