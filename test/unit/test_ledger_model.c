// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * The ledger against the model of core_model.c: long random sequences, valid
 * and not. LEDGER_SEED=n repeats one of them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "core_model.h"

#define ROUNDS	1000
#define STEPS	600
/* Few ids and pipelines, so that messages meet what others have made. */
#define IDS	24u
#define PIPES	3u

static u32 pick_id(u32 *seed)
{
	u32 r = core_bench_noise(seed);

	switch (r % 64) {
	case 0:
		return POINT_MUSIC;
	case 1:
		return BASE + SOFV_COMP_ID_COUNT;
	case 2:
		return core_bench_noise(seed);
	default:
		return BASE + (r >> 6) % IDS;
	}
}

static u32 pick_pipe(u32 *seed)
{
	u32 r = core_bench_noise(seed);

	return r % 64 ? PIPE + (r >> 6) % PIPES : r % 4096;
}

static u32 pick_create(void *m, u32 *seed)
{
	u32 id = pick_id(seed), pipe = pick_pipe(seed);
	static const u8 blob[200];
	u32 r = core_bench_noise(seed);

	switch (r % 7) {
	case 6:
		return msg_process_new(m, id, pipe, (r >> 8) % 2 ?
				       SOF3_TYPE_EQ_IIR : SOF3_TYPE_NONE,
				       (r >> 9) % 2 ? core_bench_drc : NULL, blob,
				       (r >> 10) % 200);
	case 0:
		return msg_host_new(m, id, pipe, (r >> 4) % 16 ? (r >> 8) % 2 : 2);
	case 1:
		return msg_volume_new(m, id, pipe, 0);
	case 2:
		return msg_vdai_new(m, id, pipe, (r >> 4) % 2, (r >> 8) % 3);
	case 3:
		return msg_pipe_new_sched(m, id, pipe, pick_id(seed));
	default:
		return msg_buffer_new(m, id, pipe, (r >> 4) % 3000);
	}
}

/* Parts of control data, most of the time in an order that makes sense. */
static u32 pick_data(void *m, u32 *seed)
{
	static u32 id, part, left;
	u32 r = core_bench_noise(seed);
	bool set = (r >> 4) % 8 != 0;
	u32 bytes;

	if (!left || r % 8 == 0) {
		id = pick_id(seed);
		part = 0;
		left = (r >> 8) % 16 ? core_bench_noise(seed) % 9000 :
				       core_bench_noise(seed) % 70000;
	}
	bytes = left > 100 ? 100 : left;
	left -= bytes;
	if ((r >> 12) % 16 == 0)
		part++;

	return msg_ctrl_data(m, set, id, part++, bytes, left, (u8)r);
}

static u32 pick_stream(void *m, u32 *seed)
{
	static const u32 cmds[] = {
		SOF3_STREAM_PCM_FREE, SOF3_STREAM_TRIG_START,
		SOF3_STREAM_TRIG_STOP, SOF3_STREAM_TRIG_PAUSE,
		SOF3_STREAM_TRIG_RELEASE, SOF3_STREAM_POSITION,
	};
	u32 id = pick_id(seed), r = core_bench_noise(seed);

	/* the host component of the template, most of the time */
	if (r % 7)
		id = BASE + 1;
	if (r % 3 == 0)
		return msg_pcm_params(m, id, 1, (r >> 4) % 8 == 0, 2, (r >> 7) % 10,
				      4096, 1024);

	return msg_stream(m, cmds[(r >> 4) % 6], id);
}

static u32 pick_free(void *m, u32 *seed)
{
	static const u32 cmds[] = {
		SOF3_TPLG_COMP_FREE, SOF3_TPLG_BUFFER_FREE, SOF3_TPLG_PIPE_FREE,
		SOF3_TPLG_PIPE_COMPLETE,
	};
	u32 id = pick_id(seed);

	return msg_tplg_id(m, cmds[core_bench_noise(seed) % 4], id);
}

static u32 pick(void *m, u32 *seed)
{
	u32 a, b;

	switch (core_bench_noise(seed) % 16) {
	case 0:
		return core_bench_noise(seed) % 2 ? pick_free(m, seed) :
						    pick_stream(m, seed);
	case 1:
	case 2:
	case 3:
	case 4:
	case 5:
		return pick_create(m, seed);
	case 6:
		return core_bench_noise(seed) % 4 ? pick_data(m, seed) :
		       msg_control(m, core_bench_noise(seed) % 2, pick_id(seed),
				   0, 2, 0);
	case 7:
		return msg_dai_config(m, 0, 2, 0);
	case 8:
	case 9:
	case 10:
		return pick_stream(m, seed);
	default:
		a = pick_id(seed);
		b = pick_id(seed);
		return msg_connect(m, a, b);
	}
}

struct tally {
	u32 accepted;
	u32 refused;
	u32 streams;
};

struct run {
	struct sofv_guest guest;
	struct model model;
	struct tally *tally;
	u32 seed;	/* that the run began with */
	u32 step;
};

static void expect(const struct run *run, bool ok, const char *what)
{
	if (!ok)
		fail_msg("%s (LEDGER_SEED=%u, step %u)", what, run->seed,
			 run->step);
}

static void step(struct run *run, void *m, u32 bytes)
{
	struct sofv_action action;
	struct sofv_ipc ipc;
	int ret;

	run->step++;
	/* more data announced than there may ever be */
	ret = sofv_ipc_decode(&ipc, m, bytes);
	if (ret == -EMSGSIZE)
		return;
	expect(run, !ret, "message is malformed");
	ret = sofv_guest_check(&run->guest, &action, &ipc);
	expect(run, !ret == model_accepts(&run->model, &ipc),
	       ret ? "refused, the model accepts" : "accepted, the model refuses");
	expect(run, sofv_guest_commit(&run->guest, &ipc) == ret,
	       "commit disagrees with check");
	if (ret) {
		run->tally->refused++;
		return;
	}

	sofv_action_apply(&action, m, bytes);
	expect(run, model_apply(&run->model, &ipc,
				action.verdict == SOFV_HANDLE ? NULL : m),
	       "something else reached the DSP");
	run->tally->accepted++;
	run->tally->streams += ipc.cmd == STREAM(TRIG_START);
}

static void all_back(struct run *run)
{
	sofv_le32 m[3];
	u32 bytes, i;

	for (i = 0; sofv_guest_next_teardown(&run->guest, m, sizeof(m), &bytes); i++) {
		expect(run, i < SOFV_OBJECTS_MAX, "teardown does not end");
		expect(run, model_teardown(&run->model, m, bytes),
		       "teardown frees what it must not");
	}
	expect(run, model_is_empty(&run->model), "something stays on the DSP");
	expect(run, run->guest.n_objects + run->guest.n_links +
		    run->guest.n_streams == 0, "something stays in the ledger");
}

static void one_round(u32 seed, struct tally *tally)
{
	struct run *run = calloc(1, sizeof(*run));
	u32 bytes, i;
	bench_msg m;

	run->seed = seed;
	run->tally = tally;
	core_bench_guest(&run->guest);
	run->guest.limits.components = 10;
	run->guest.limits.streams = 2;
	run->guest.limits.buffer_bytes = 10000;
	model_init(&run->model, &run->guest);

	/* by chance alone a path from end to end is rare */
	for (i = 0; seed % 3 && (bytes = core_bench_template_msg(m, 0, i)); i++)
		step(run, m, bytes);
	for (i = 0; i < STEPS; i++) {
		bytes = pick(m, &seed);
		step(run, m, bytes);
	}
	all_back(run);
	free(run);
}

static void test_against_model(void **state)
{
	const char *only = getenv("LEDGER_SEED");
	struct tally tally = { 0 };
	u32 seed;

	(void)state;
	if (only) {
		one_round((u32)strtoul(only, NULL, 0), &tally);
		return;
	}

	for (seed = 1; seed <= ROUNDS; seed++)
		one_round(seed, &tally);
	print_message("%u accepted, %u refused, %u streams started\n",
		      tally.accepted, tally.refused, tally.streams);

	/* or the sequences would prove nothing */
	assert_true(tally.accepted > ROUNDS * STEPS / 20);
	assert_true(tally.refused > ROUNDS * STEPS / 4);
	assert_true(tally.streams > ROUNDS / 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_against_model),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
