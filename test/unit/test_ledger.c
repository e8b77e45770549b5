// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * The ledger: what a real guest sends passes, what names other people's ids
 * does not, and all comes back (P-9.1).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "core_bench.h"

/* Ids of the first template. */
#define SCHED	(BASE + 0)
#define HOST	(BASE + 1)
#define VOLUME	(BASE + 2)
#define BUF_A	(BASE + 3)
#define BUF_B	(BASE + 4)
#define VDAI	(BASE + 5)
#define FREE_ID	(BASE + 100)

static struct sofv_action action;

static int setup(void **state)
{
	struct sofv_guest *guest = malloc(sizeof(*guest));

	core_bench_guest(guest);
	*state = guest;

	return 0;
}

static int setup_template(void **state)
{
	setup(state);
	core_bench_template(*state, 0);

	return 0;
}

static int teardown(void **state)
{
	free(*state);

	return 0;
}

static int send(struct sofv_guest *guest, void *msg, u32 bytes)
{
	struct sofv_guest *before = malloc(sizeof(*before));
	int ret;

	memcpy(before, guest, sizeof(*before));
	memset(&action, 0xee, sizeof(action));
	ret = core_bench_send(guest, &action, msg, bytes);
	/* P-3.2.4 */
	if (ret)
		assert_memory_equal(before, guest, sizeof(*before));
	free(before);

	return ret;
}

static u32 word(const void *msg, u32 index)
{
	return sofv_le32_to_cpu(((const sofv_le32 *)msg)[index]);
}

static void test_template(void **state)
{
	struct sofv_guest *guest = *state;

	assert_int_equal(sofv_guest_components(guest), 2);
	assert_int_equal(sofv_guest_pipelines(guest), 1);
	assert_int_equal(sofv_guest_buffer_bytes(guest), 1536);
}

/* P-7.2, P-7.3 */
static void test_vdai_is_replaced(void **state)
{
	struct sofv_guest *guest = *state;
	bench_msg m;

	assert_int_equal(send(guest, m, msg_vdai_new(m, VDAI, PIPE, 0, 1)), 0);
	assert_int_equal(action.verdict, SOFV_HANDLE);
	assert_int_equal(send(guest, m, msg_buffer_new(m, BUF_A, PIPE, 768)), 0);
	assert_int_equal(action.verdict, SOFV_ALLOW);

	assert_int_equal(send(guest, m, msg_connect(m, BUF_A, VDAI)), 0);
	assert_int_equal(action.verdict, SOFV_REWRITE);
	assert_int_equal(word(m, 2), BUF_A);
	assert_int_equal(word(m, 3), POINT_VOICE);

	assert_int_equal(send(guest, m, msg_pipe_new_sched(m, SCHED, PIPE, VDAI)), 0);
	assert_int_equal(action.verdict, SOFV_REWRITE);
	assert_int_equal(word(m, 2), SCHED);
	assert_int_equal(word(m, 3), PIPE);
	assert_int_equal(word(m, 4), POINT_VOICE);

	assert_int_equal(send(guest, m, msg_tplg_id(m, SOF3_TPLG_COMP_FREE, VDAI)), 0);
	assert_int_equal(action.verdict, SOFV_HANDLE);
}

/* P-7.6 */
static void test_capture_point_is_a_source(void **state)
{
	struct sofv_guest *guest = *state;
	bench_msg m;

	send(guest, m, msg_vdai_new(m, VDAI, PIPE, SOF3_DIR_CAPTURE, 0));
	send(guest, m, msg_buffer_new(m, BUF_A, PIPE, 768));
	assert_int_equal(send(guest, m, msg_connect(m, BUF_A, VDAI)), -EINVAL);
	assert_int_equal(send(guest, m, msg_connect(m, VDAI, BUF_A)), 0);
	assert_int_equal(word(m, 2), POINT_MIC);
	assert_int_equal(word(m, 3), BUF_A);
}

static void test_playback_point_is_a_sink(void **state)
{
	struct sofv_guest *guest = *state;
	bench_msg m;

	send(guest, m, msg_vdai_new(m, VDAI, PIPE, SOF3_DIR_PLAYBACK, 0));
	send(guest, m, msg_buffer_new(m, BUF_A, PIPE, 768));
	assert_int_equal(send(guest, m, msg_connect(m, VDAI, BUF_A)), -EINVAL);
}

/* P-7.1, P-7.4 */
static void test_points_granted(void **state)
{
	struct sofv_guest *guest = *state;
	bench_msg m;

	assert_int_equal(send(guest, m, msg_vdai_new(m, VDAI, PIPE, 0, 2)), -EACCES);
	assert_int_equal(send(guest, m, msg_vdai_new(m, VDAI, PIPE, 1, 1)), -EACCES);
	assert_int_equal(send(guest, m, msg_vdai_new(m, VDAI, PIPE, 2, 0)), -EACCES);
	assert_int_equal(send(guest, m, msg_vdai_new(m, VDAI, PIPE, 0, 0x10000)), -EACCES);
	assert_int_equal(send(guest, m, msg_vdai_new(m, VDAI, PIPE, 0, 0)), 0);
	assert_int_equal(send(guest, m, msg_vdai_new(m, VDAI + 1, PIPE, 0, 0)), -EBUSY);
	assert_int_equal(send(guest, m, msg_vdai_new(m, VDAI + 1, PIPE, 0, 1)), 0);
}

/* The DSP still has the link when the virtual DAI is gone. */
static void test_point_stays_taken_with_its_buffer(void **state)
{
	struct sofv_guest *guest = *state;
	bench_msg m;

	assert_int_equal(send(guest, m, msg_tplg_id(m, SOF3_TPLG_COMP_FREE, VDAI)), 0);
	assert_int_equal(send(guest, m, msg_vdai_new(m, VDAI, PIPE + 1, 0, 0)), 0);
	send(guest, m, msg_buffer_new(m, FREE_ID, PIPE + 1, 768));
	assert_int_equal(send(guest, m, msg_connect(m, FREE_ID, VDAI)), -EBUSY);
	assert_int_equal(send(guest, m, msg_connect(m, BUF_B, VDAI)), -EEXIST);
	assert_int_equal(send(guest, m, msg_tplg_id(m, SOF3_TPLG_BUFFER_FREE, BUF_B)), 0);
	assert_int_equal(send(guest, m, msg_connect(m, FREE_ID, VDAI)), 0);
}

/* P-3.3.2, P-4.2.2: each id of each message, one by one, is somebody else's. */
static void test_ids_of_others(void **state)
{
	static const u32 foreign[] = {
		0, 1, POINT_MUSIC, BASE - 1, BASE + SOFV_COMP_ID_COUNT, ~0u
	};
	struct sofv_guest *guest = *state;
	bench_msg m;
	u32 i;

	for (i = 0; i < sizeof(foreign) / sizeof(foreign[0]); i++) {
		u32 id = foreign[i];

		assert_int_equal(send(guest, m, msg_volume_new(m, id, PIPE, 0)), -EACCES);
		assert_int_equal(send(guest, m, msg_vdai_new(m, id, PIPE, 0, 1)), -EACCES);
		assert_int_equal(send(guest, m, msg_buffer_new(m, id, PIPE, 8)), -EACCES);
		assert_int_equal(send(guest, m, msg_pipe_new_sched(m, id, PIPE, HOST)), -EACCES);
		assert_int_equal(send(guest, m, msg_pipe_new_sched(m, FREE_ID, PIPE, id)), -EACCES);
		assert_int_equal(send(guest, m, msg_connect(m, id, BUF_A)), -EACCES);
		assert_int_equal(send(guest, m, msg_connect(m, BUF_A, id)), -EACCES);
		assert_int_equal(send(guest, m, msg_tplg_id(m, SOF3_TPLG_COMP_FREE, id)), -EACCES);
		assert_int_equal(send(guest, m, msg_tplg_id(m, SOF3_TPLG_BUFFER_FREE, id)), -EACCES);
		assert_int_equal(send(guest, m, msg_tplg_id(m, SOF3_TPLG_PIPE_FREE, id)), -EACCES);
		assert_int_equal(send(guest, m, msg_tplg_id(m, SOF3_TPLG_PIPE_COMPLETE, id)), -EACCES);
		assert_int_equal(send(guest, m, msg_control(m, true, id, 0, 2, 0)), -EACCES);
		assert_int_equal(send(guest, m, msg_control(m, false, id, 0, 2, 0)), -EACCES);
		assert_int_equal(send(guest, m, msg_pcm_params(m, id, 1, 0, 2, 2, 4096, 1024)), -EACCES);
		assert_int_equal(send(guest, m, msg_stream(m, SOF3_STREAM_TRIG_START, id)), -EACCES);
		assert_int_equal(send(guest, m, msg_stream(m, SOF3_STREAM_PCM_FREE, id)), -EACCES);
	}
}

static void test_pipelines_of_others(void **state)
{
	static const u32 foreign[] = {
		0, 1, PIPE - 1, PIPE + SOFV_PIPE_ID_COUNT, ~0u
	};
	struct sofv_guest *guest = *state;
	bench_msg m;
	u32 i;

	for (i = 0; i < sizeof(foreign) / sizeof(foreign[0]); i++) {
		u32 id = foreign[i];

		assert_int_equal(send(guest, m, msg_volume_new(m, FREE_ID, id, 0)), -EACCES);
		assert_int_equal(send(guest, m, msg_vdai_new(m, FREE_ID, id, 0, 1)), -EACCES);
		assert_int_equal(send(guest, m, msg_buffer_new(m, FREE_ID, id, 8)), -EACCES);
		assert_int_equal(send(guest, m, msg_pipe_new_sched(m, FREE_ID, id, HOST)), -EACCES);
	}
}

/* P-3.3.8 */
static void test_wrong_kind(void **state)
{
	struct sofv_guest *guest = *state;
	bench_msg m;

	assert_int_equal(send(guest, m, msg_tplg_id(m, SOF3_TPLG_COMP_FREE, BUF_A)), -EINVAL);
	assert_int_equal(send(guest, m, msg_tplg_id(m, SOF3_TPLG_COMP_FREE, SCHED)), -EINVAL);
	assert_int_equal(send(guest, m, msg_tplg_id(m, SOF3_TPLG_BUFFER_FREE, HOST)), -EINVAL);
	assert_int_equal(send(guest, m, msg_tplg_id(m, SOF3_TPLG_PIPE_FREE, HOST)), -EINVAL);
	assert_int_equal(send(guest, m, msg_tplg_id(m, SOF3_TPLG_PIPE_COMPLETE, VDAI)), -EINVAL);
	assert_int_equal(send(guest, m, msg_control(m, true, VDAI, 0, 2, 0)), -EINVAL);
	assert_int_equal(send(guest, m, msg_control(m, true, BUF_A, 0, 2, 0)), -EINVAL);
	assert_int_equal(send(guest, m, msg_stream(m, SOF3_STREAM_TRIG_START, VOLUME)), -EINVAL);
	assert_int_equal(send(guest, m, msg_pcm_params(m, VOLUME, 1, 0, 2, 2, 4096, 1024)), -EINVAL);
	assert_int_equal(send(guest, m, msg_connect(m, HOST, VOLUME)), -EINVAL);
	assert_int_equal(send(guest, m, msg_connect(m, BUF_A, BUF_B)), -EINVAL);
	assert_int_equal(send(guest, m, msg_connect(m, SCHED, BUF_A)), -EINVAL);
	assert_int_equal(send(guest, m, msg_pipe_new_sched(m, FREE_ID, PIPE, BUF_A)), -EINVAL);
	assert_int_equal(send(guest, m, msg_pipe_new_sched(m, FREE_ID, PIPE, SCHED)), -EINVAL);
	assert_int_equal(send(guest, m, msg_pipe_new_sched(m, FREE_ID, PIPE, FREE_ID)), -EINVAL);
}

/* P-3.3.8, P-3.3.9 */
static void test_nothing_twice(void **state)
{
	struct sofv_guest *guest = *state;
	bench_msg m;

	assert_int_equal(send(guest, m, msg_volume_new(m, HOST, PIPE, 0)), -EEXIST);
	assert_int_equal(send(guest, m, msg_buffer_new(m, VDAI, PIPE, 8)), -EEXIST);
	assert_int_equal(send(guest, m, msg_pipe_new_sched(m, FREE_ID, PIPE + 1, HOST)), -EEXIST);
	assert_int_equal(send(guest, m, msg_connect(m, HOST, BUF_A)), -EEXIST);
	assert_int_equal(send(guest, m, msg_connect(m, VOLUME, BUF_A)), -EBUSY);
	assert_int_equal(send(guest, m, msg_connect(m, BUF_A, HOST)), -EBUSY);
	assert_int_equal(send(guest, m, msg_tplg_id(m, SOF3_TPLG_COMP_FREE, FREE_ID)), -ENOENT);
	assert_int_equal(send(guest, m, msg_connect(m, FREE_ID, BUF_A)), -ENOENT);
}

/* SOF core frees all but the schedulers, newest first, then those. (P-3.3.10) */
static void test_suspend_of_a_real_guest(void **state)
{
	struct sofv_guest *guest = *state;
	bench_msg m;

	assert_int_equal(send(guest, m, msg_tplg_id(m, SOF3_TPLG_PIPE_FREE, SCHED)), -EBUSY);
	assert_int_equal(send(guest, m, msg_tplg_id(m, SOF3_TPLG_COMP_FREE, VDAI)), 0);
	assert_int_equal(send(guest, m, msg_tplg_id(m, SOF3_TPLG_BUFFER_FREE, BUF_B)), 0);
	assert_int_equal(send(guest, m, msg_tplg_id(m, SOF3_TPLG_BUFFER_FREE, BUF_A)), 0);
	assert_int_equal(send(guest, m, msg_tplg_id(m, SOF3_TPLG_COMP_FREE, VOLUME)), 0);
	assert_int_equal(send(guest, m, msg_tplg_id(m, SOF3_TPLG_COMP_FREE, HOST)), 0);
	assert_int_equal(send(guest, m, msg_tplg_id(m, SOF3_TPLG_PIPE_FREE, SCHED)), 0);
	assert_int_equal(guest->n_objects, 0);
	assert_int_equal(guest->n_links, 0);
	assert_int_equal(send(guest, m, msg_pm(m, SOF3_PM_CTX_SAVE, 0)), 0);
	assert_int_equal(send(guest, m, msg_pm(m, SOF3_PM_CTX_RESTORE, 0)), 0);
	assert_int_equal(action.verdict, SOFV_HANDLE);

	/* and resume: all of it again */
	core_bench_template(guest, 0);
}

/* Dynamic pipelines: the scheduler comes before what drives it. */
static void test_scheduler_first(void **state)
{
	struct sofv_guest *guest = *state;
	bench_msg m;

	assert_int_equal(send(guest, m, msg_pipe_new_sched(m, SCHED, PIPE, HOST)), 0);
	assert_int_equal(action.verdict, SOFV_ALLOW);
	assert_int_equal(word(m, 4), HOST);
	assert_int_equal(send(guest, m, msg_host_new(m, HOST, PIPE, 0)), 0);
	assert_int_equal(send(guest, m, msg_tplg_id(m, SOF3_TPLG_PIPE_COMPLETE, SCHED)), 0);
}

static int params(struct sofv_guest *guest, u32 id, u32 direction)
{
	bench_msg m;

	return send(guest, m, msg_pcm_params(m, id, 1, direction,
					     SOF3_FRAME_S32_LE, 2, 65536, 8192));
}

static int trigger(struct sofv_guest *guest, u32 cmd)
{
	bench_msg m;

	return send(guest, m, msg_stream(m, cmd, HOST));
}

/* P-8.3, P-8.4, P-8.5, P-3.3.10, P-8.7 */
static void test_stream(void **state)
{
	struct sofv_guest *guest = *state;
	bench_msg m;

	assert_int_equal(trigger(guest, SOF3_STREAM_TRIG_START), -EINVAL);
	assert_int_equal(trigger(guest, SOF3_STREAM_PCM_FREE), -EINVAL);
	assert_int_equal(params(guest, HOST, SOF3_DIR_CAPTURE), -EINVAL);
	assert_int_equal(params(guest, HOST, SOF3_DIR_PLAYBACK), 0);
	assert_int_equal(action.verdict, SOFV_HANDLE);
	assert_int_equal(action.point_index, 0);
	assert_int_equal(action.direction, SOF3_DIR_PLAYBACK);
	assert_int_equal(params(guest, HOST, SOF3_DIR_PLAYBACK), 0);
	assert_int_equal(guest->n_streams, 1);

	assert_int_equal(trigger(guest, SOF3_STREAM_TRIG_STOP), -EINVAL);
	assert_int_equal(trigger(guest, SOF3_STREAM_TRIG_PAUSE), -EINVAL);
	assert_int_equal(trigger(guest, SOF3_STREAM_TRIG_START), 0);
	assert_int_equal(trigger(guest, SOF3_STREAM_TRIG_START), -EINVAL);
	assert_int_equal(params(guest, HOST, SOF3_DIR_PLAYBACK), -EBUSY);
	assert_int_equal(trigger(guest, SOF3_STREAM_TRIG_PAUSE), 0);
	assert_int_equal(trigger(guest, SOF3_STREAM_TRIG_PAUSE), -EINVAL);
	assert_int_equal(trigger(guest, SOF3_STREAM_TRIG_RELEASE), 0);
	assert_int_equal(trigger(guest, SOF3_STREAM_TRIG_STOP), 0);
	assert_int_equal(trigger(guest, SOF3_STREAM_TRIG_START), 0);

	assert_int_equal(send(guest, m, msg_tplg_id(m, SOF3_TPLG_COMP_FREE, HOST)), -EBUSY);
	assert_int_equal(trigger(guest, SOF3_STREAM_PCM_FREE), 0);
	assert_int_equal(guest->n_streams, 0);
	assert_int_equal(send(guest, m, msg_tplg_id(m, SOF3_TPLG_COMP_FREE, HOST)), 0);
}

/* P-8.1; and what stops a stream works without its path */
static void test_stream_needs_a_path(void **state)
{
	struct sofv_guest *guest = *state;
	bench_msg m;

	assert_int_equal(params(guest, HOST, 0), 0);
	assert_int_equal(trigger(guest, SOF3_STREAM_TRIG_START), 0);
	send(guest, m, msg_tplg_id(m, SOF3_TPLG_COMP_FREE, VOLUME));
	assert_int_equal(trigger(guest, SOF3_STREAM_TRIG_STOP), 0);
	assert_int_equal(trigger(guest, SOF3_STREAM_TRIG_START), -ENOTCONN);
	assert_int_equal(params(guest, HOST, 0), -ENOTCONN);
	assert_int_equal(trigger(guest, SOF3_STREAM_PCM_FREE), 0);
}

/* P-8.10 */
static void test_params_must_make_sense(void **state)
{
	struct sofv_guest *guest = *state;
	bench_msg m;
	u32 bytes = msg_pcm_params(m, HOST, 1, 0, 2, 2, 4096, 1024);

	((struct sof3_pcm_params *)m)->params.rate = 0;
	assert_int_equal(send(guest, m, bytes), -EINVAL);
	assert_int_equal(send(guest, m, msg_pcm_params(m, HOST, 1, 1, 2, 2, 4096, 1024)), -EINVAL);
	assert_int_equal(send(guest, m, msg_pcm_params(m, HOST, 1, 0, 2, 0, 4096, 1024)), -EINVAL);
	assert_int_equal(send(guest, m, msg_pcm_params(m, HOST, 1, 0, 2, 9, 4096, 1024)), -EINVAL);
	assert_int_equal(send(guest, m, msg_pcm_params(m, HOST, 1, 0, 2, 2, 0, 0)), -EINVAL);
	assert_int_equal(send(guest, m, msg_pcm_params(m, HOST, 1, 0, 2, 2, 4096, 4097)), -EINVAL);
	assert_int_equal(send(guest, m, msg_pcm_params(m, HOST, 1, 0, 2, 8, 4096, 4096)), 0);
}

/* Two PCMs through a mixer to one point, and one that goes elsewhere. */
static void test_find_point(void **state)
{
	struct sofv_guest *guest = *state;
	u32 index, direction;
	bench_msg m;

	core_bench_template(guest, 1);
	assert_int_equal(sofv_guest_find_point(guest, HOST, &index, &direction), 0);
	assert_int_equal(index, 0);
	assert_int_equal(direction, SOF3_DIR_PLAYBACK);
	assert_int_equal(sofv_guest_find_point(guest, HOST + 6, &index, &direction), 0);
	assert_int_equal(index, 1);

	assert_int_equal(sofv_guest_find_point(guest, VOLUME, &index, &direction), -ENOENT);
	assert_int_equal(sofv_guest_find_point(guest, VDAI, &index, &direction), -ENOENT);
	assert_int_equal(sofv_guest_find_point(guest, FREE_ID, &index, &direction), -ENOENT);

	/* a second host component joins at the first one's volume */
	send(guest, m, msg_host_new(m, FREE_ID, PIPE + 1, 0));
	assert_int_equal(sofv_guest_find_point(guest, FREE_ID, &index, &direction), -ENOTCONN);
	send(guest, m, msg_buffer_new(m, FREE_ID + 1, PIPE + 1, 8));
	send(guest, m, msg_connect(m, FREE_ID, FREE_ID + 1));
	send(guest, m, msg_connect(m, FREE_ID + 1, VOLUME));
	assert_int_equal(sofv_guest_find_point(guest, FREE_ID, &index, &direction), 0);
	assert_int_equal(index, 0);

	/* a capture host component does not follow playback links */
	send(guest, m, msg_host_new(m, FREE_ID + 2, PIPE + 1, SOF3_DIR_CAPTURE));
	send(guest, m, msg_buffer_new(m, FREE_ID + 3, PIPE + 1, 8));
	send(guest, m, msg_connect(m, FREE_ID + 2, FREE_ID + 3));
	send(guest, m, msg_connect(m, FREE_ID + 3, VOLUME));
	assert_int_equal(sofv_guest_find_point(guest, FREE_ID + 2, &index, &direction), -ENOTCONN);
}

static void test_find_point_in_a_circle(void **state)
{
	struct sofv_guest *guest = *state;
	u32 index, direction;
	bench_msg m;

	send(guest, m, msg_host_new(m, HOST, PIPE, 0));
	send(guest, m, msg_volume_new(m, VOLUME, PIPE, 0));
	send(guest, m, msg_buffer_new(m, BUF_A, PIPE, 8));
	send(guest, m, msg_buffer_new(m, BUF_B, PIPE, 8));
	assert_int_equal(send(guest, m, msg_connect(m, HOST, BUF_A)), 0);
	assert_int_equal(send(guest, m, msg_connect(m, BUF_A, VOLUME)), 0);
	assert_int_equal(send(guest, m, msg_connect(m, VOLUME, BUF_B)), 0);
	assert_int_equal(send(guest, m, msg_connect(m, BUF_B, HOST)), 0);
	assert_int_equal(sofv_guest_find_point(guest, HOST, &index, &direction), -ENOTCONN);
}

/* P-3.3.3, P-3.5.3 */
static void test_quotas(void **state)
{
	struct sofv_guest_limits limits = {
		.components = 2, .pipelines = 1, .buffer_bytes = 1000, .streams = 1,
	};
	struct sofv_guest *guest = *state;
	struct sofv_range range = guest->range;
	bench_msg m;

	sofv_guest_init(guest, &range, &limits);
	sofv_guest_grant(guest, 0, POINT_MUSIC);
	assert_int_equal(send(guest, m, msg_volume_new(m, BASE, PIPE, 0)), 0);
	assert_int_equal(send(guest, m, msg_volume_new(m, BASE + 1, PIPE, 0)), 0);
	assert_int_equal(send(guest, m, msg_volume_new(m, BASE + 2, PIPE, 0)), -EDQUOT);
	assert_int_equal(send(guest, m, msg_vdai_new(m, BASE + 2, PIPE, 0, 0)), 0);
	assert_int_equal(send(guest, m, msg_pipe_new_sched(m, BASE + 3, PIPE, BASE)), 0);
	assert_int_equal(send(guest, m, msg_pipe_new_sched(m, BASE + 4, PIPE + 1, BASE)), -EMFILE);
	assert_int_equal(send(guest, m, msg_buffer_new(m, BASE + 5, PIPE, 1001)), -ENOBUFS);
	assert_int_equal(send(guest, m, msg_buffer_new(m, BASE + 5, PIPE, 999)), 0);
	assert_int_equal(send(guest, m, msg_buffer_new(m, BASE + 6, PIPE, 0xffffffff)), -ENOBUFS);
	assert_int_equal(send(guest, m, msg_buffer_new(m, BASE + 6, PIPE, 2)), -ENOBUFS);
	assert_int_equal(send(guest, m, msg_buffer_new(m, BASE + 6, PIPE, 1)), 0);
	assert_int_equal(send(guest, m, msg_buffer_new(m, BASE + 7, PIPE, 0)), -EINVAL);

	/* what is freed counts no more */
	assert_int_equal(send(guest, m, msg_tplg_id(m, SOF3_TPLG_BUFFER_FREE, BASE + 5)), 0);
	assert_int_equal(send(guest, m, msg_buffer_new(m, BASE + 5, PIPE, 999)), 0);
}

static void test_stream_quota(void **state)
{
	struct sofv_guest *guest = *state;

	core_bench_template(guest, 1);
	guest->limits.streams = 1;
	assert_int_equal(params(guest, HOST, 0), 0);
	assert_int_equal(params(guest, HOST + 6, 0), -EUSERS);
	assert_int_equal(params(guest, HOST, 0), 0);
	assert_int_equal(trigger(guest, SOF3_STREAM_PCM_FREE), 0);
	assert_int_equal(params(guest, HOST + 6, 0), 0);
}

/* P-3.5.2 */
static void test_ipc_rate(void **state)
{
	struct sofv_guest_limits limits = { .ipc_hz = 1000, .ipc_burst = 3 };
	struct sofv_guest *guest = *state;
	struct sofv_range range = guest->range;
	u64 wait_ns;
	u32 i;

	sofv_guest_init(guest, &range, &limits);
	for (i = 0; i < 3; i++)
		assert_int_equal(sofv_guest_admit(guest, 5000, &wait_ns), 0);
	assert_int_equal(sofv_guest_admit(guest, 5000, &wait_ns), -EAGAIN);
	assert_int_equal(wait_ns, 1000000);
	assert_int_equal(sofv_guest_admit(guest, 5000 + wait_ns, &wait_ns), 0);
}

/* P-3.5.4: 64 failures are nothing; more of them wait, whatever the rate allows */
static void test_failures(void **state)
{
	struct sofv_guest_limits limits = { .ipc_hz = 4000, .ipc_burst = 2000 };
	struct sofv_guest *guest = *state;
	struct sofv_range range = guest->range;
	u64 now_ns = 1000000000, end_ns, wait_ns;
	u32 i, failed = 0;

	sofv_guest_init(guest, &range, &limits);
	for (i = 0; i < 64; i++) {
		assert_int_equal(sofv_guest_admit(guest, now_ns, &wait_ns), 0);
		sofv_guest_failed(guest, now_ns);
	}
	assert_int_equal(sofv_guest_admit(guest, now_ns, &wait_ns), -EAGAIN);
	assert_int_equal(wait_ns, 1000000000);
	/* taking everything down does not help */
	sofv_guest_forget(guest);
	assert_int_equal(sofv_guest_admit(guest, now_ns, &wait_ns), -EAGAIN);

	for (end_ns = now_ns + 10 * wait_ns; now_ns < end_ns; now_ns += 1000000)
		if (!sofv_guest_admit(guest, now_ns, &wait_ns)) {
			sofv_guest_failed(guest, now_ns);
			failed++;
		}
	assert_in_range(failed, 9, 10);
	/* who waits, may go on, and what succeeds costs nothing */
	now_ns += wait_ns;
	for (i = 0; i < 1000; i++)
		assert_int_equal(sofv_guest_admit(guest, now_ns, &wait_ns), 0);
}

static int data_part(struct sofv_guest *guest, bool set, u32 id, u32 part,
		     u32 bytes, u32 left)
{
	bench_msg m;

	return send(guest, m, msg_ctrl_data(m, set, id, part, bytes, left, 0x5a));
}

static int value(struct sofv_guest *guest, bool set, u32 cmd, u32 id)
{
	bench_msg m, before;
	u32 bytes = msg_control(m, set, id, cmd, 2, 1);
	int ret;

	memcpy(before, m, sizeof(m));
	ret = send(guest, m, bytes);
	assert_memory_equal(m, before, sizeof(m));
	return ret;
}

/*
 * P-3.4.1: volumes, enums and switches of one's own components, and of no other
 * thing. A guest can't unmute itself at the connection point.
 */
static void test_control_value_owner(void **state)
{
	static const u32 foreign[] = { POINT_MUSIC, POINT_VOICE, POINT_MIC, BASE - 1 };
	static const u32 others[] = { VDAI, BUF_A, SCHED };
	struct sofv_guest *guest = *state;
	u32 cmd, set, i;

	for (cmd = SOF3_CTRL_CMD_VOLUME; cmd <= SOF3_CTRL_CMD_SWITCH; cmd++) {
		for (set = 0; set < 2; set++) {
			assert_int_equal(value(guest, set, cmd, VOLUME), 0);
			assert_int_equal(action.verdict, SOFV_ALLOW);
			assert_int_equal(value(guest, set, cmd, FREE_ID), -ENOENT);
			for (i = 0; i < sizeof(foreign) / sizeof(foreign[0]); i++)
				assert_int_equal(value(guest, set, cmd, foreign[i]),
						 -EACCES);
			for (i = 0; i < sizeof(others) / sizeof(others[0]); i++)
				assert_int_equal(value(guest, set, cmd, others[i]),
						 -EINVAL);
		}
	}
}

/* P-3.4.1: a bytes control of one's own component, and of no other thing */
static void test_control_data_owner(void **state)
{
	struct sofv_guest *guest = *state;

	assert_int_equal(data_part(guest, true, VOLUME, 0, 100, 0), 0);
	assert_int_equal(action.verdict, SOFV_ALLOW);
	assert_int_equal(data_part(guest, false, VOLUME, 0, 100, 0), 0);
	assert_int_equal(data_part(guest, true, BASE - 1, 0, 100, 0), -EACCES);
	assert_int_equal(data_part(guest, true, POINT_MUSIC, 0, 100, 0), -EACCES);
	assert_int_equal(data_part(guest, true, FREE_ID, 0, 100, 0), -ENOENT);
	assert_int_equal(data_part(guest, true, VDAI, 0, 100, 0), -EINVAL);
	assert_int_equal(data_part(guest, true, BUF_A, 0, 100, 0), -EINVAL);
	assert_int_equal(data_part(guest, false, SCHED, 0, 100, 0), -EINVAL);
}

/* P-3.4.2 */
static void test_control_data_parts(void **state)
{
	struct sofv_guest *guest = *state;

	assert_int_equal(data_part(guest, true, VOLUME, 1, 100, 0), -EINVAL);
	assert_int_equal(data_part(guest, true, VOLUME, 0, 200, 300), 0);
	assert_int_equal(data_part(guest, true, VOLUME, 2, 200, 100), -EINVAL);
	assert_int_equal(data_part(guest, true, VOLUME, 1, 200, 101), -EINVAL);
	assert_int_equal(data_part(guest, true, VOLUME, 1, 201, 100), -EINVAL);
	assert_int_equal(data_part(guest, true, VOLUME, 1, 0, 300), -EINVAL);
	assert_int_equal(data_part(guest, false, VOLUME, 1, 200, 100), -EINVAL);
	assert_int_equal(data_part(guest, true, HOST, 1, 200, 100), -EINVAL);
	assert_int_equal(data_part(guest, true, VOLUME, 1, 200, 100), 0);
	assert_int_equal(data_part(guest, true, VOLUME, 2, 100, 0), 0);
	assert_int_equal(data_part(guest, true, VOLUME, 3, 100, 0), -EINVAL);

	/* a first part always begins anew; reading goes in parts too */
	assert_int_equal(data_part(guest, true, VOLUME, 0, 200, 300), 0);
	assert_int_equal(data_part(guest, true, VOLUME, 0, 200, 50), 0);
	assert_int_equal(data_part(guest, true, VOLUME, 1, 50, 0), 0);
	assert_int_equal(data_part(guest, false, VOLUME, 0, 200, 50), 0);
	assert_int_equal(data_part(guest, false, VOLUME, 1, 50, 0), 0);
	assert_int_equal(data_part(guest, false, VOLUME, 0, 0, 0), 0);
	assert_int_equal(data_part(guest, true, VOLUME, 0, 0, 10), -EINVAL);
}

/* P-3.4.3, P-3.3.3: bounded, and counted as memory of the DSP */
static void test_control_data_size(void **state)
{
	struct sofv_guest *guest = *state;
	u32 before = sofv_guest_buffer_bytes(guest);
	static const u8 blob[40];
	bench_msg m;

	assert_int_equal(data_part(guest, true, VOLUME, 0, 200, 65536 - 199), -EMSGSIZE);
	assert_int_equal(data_part(guest, true, VOLUME, 0, 0, 0xffffffff), -EMSGSIZE);
	assert_int_equal(data_part(guest, true, VOLUME, 0, 200, 0xfffffff0), -EMSGSIZE);
	assert_int_equal(data_part(guest, false, VOLUME, 0, 200, 65536 - 199), -EMSGSIZE);
	assert_int_equal(data_part(guest, true, VOLUME, 0, 200, 65536 - 200), 0);
	assert_int_equal(sofv_guest_buffer_bytes(guest), before + 65536);

	guest->limits.buffer_bytes = before + 65536;
	assert_int_equal(data_part(guest, true, HOST, 0, 1, 0), -ENOBUFS);
	assert_int_equal(send(guest, m, msg_process_new(m, FREE_ID, PIPE + 1,
			 SOF3_TYPE_EQ_FIR, NULL, blob, 4)), -ENOBUFS);
	/* the new takes the place of the old */
	assert_int_equal(data_part(guest, true, VOLUME, 0, 200, 65536 - 200), 0);
	assert_int_equal(data_part(guest, true, VOLUME, 0, 100, 0), 0);
	assert_int_equal(sofv_guest_buffer_bytes(guest), before + 100);
	assert_int_equal(send(guest, m, msg_process_new(m, FREE_ID, PIPE + 1,
			 SOF3_TYPE_EQ_FIR, NULL, blob, 40)), 0);
	assert_int_equal(sofv_guest_buffer_bytes(guest), before + 140);
	assert_int_equal(send(guest, m, msg_tplg_id(m, SOF3_TPLG_COMP_FREE, FREE_ID)), 0);
	assert_int_equal(sofv_guest_buffer_bytes(guest), before + 100);
}

/* P-8.6: one stream for a connection point, P-8.9: several for a guest */
static void test_streams_and_points(void **state)
{
	struct sofv_guest *guest = *state;
	bench_msg m;

	core_bench_template(guest, 1);
	send(guest, m, msg_host_new(m, FREE_ID, PIPE + 1, 0));
	send(guest, m, msg_buffer_new(m, FREE_ID + 1, PIPE + 1, 8));
	send(guest, m, msg_connect(m, FREE_ID, FREE_ID + 1));
	send(guest, m, msg_connect(m, FREE_ID + 1, VOLUME));

	assert_int_equal(params(guest, HOST, 0), 0);
	assert_int_equal(params(guest, FREE_ID, 0), -EBUSY);
	assert_int_equal(params(guest, HOST + 6, 0), 0);
	assert_int_equal(action.point_index, 1);
	assert_int_equal(trigger(guest, SOF3_STREAM_TRIG_START), 0);
	assert_int_equal(send(guest, m, msg_stream(m, SOF3_STREAM_TRIG_START, HOST + 6)), 0);
	assert_int_equal(action.point_index, 1);
	assert_int_equal(trigger(guest, SOF3_STREAM_PCM_FREE), 0);
	assert_int_equal(action.point_index, 0);
	assert_int_equal(params(guest, FREE_ID, 0), 0);
}

/* Found by the simulation: a PCM_PARAMS that failed left a stream behind. */
static void test_stream_gone(void **state)
{
	struct sofv_guest *guest = *state;
	bench_msg m;

	assert_int_equal(params(guest, HOST, 0), 0);
	sofv_guest_stream_gone(guest, VOLUME);
	assert_int_equal(guest->n_streams, 1);
	sofv_guest_stream_gone(guest, HOST);
	assert_int_equal(guest->n_streams, 0);
	assert_int_equal(trigger(guest, SOF3_STREAM_TRIG_START), -EINVAL);
	assert_int_equal(send(guest, m, msg_tplg_id(m, SOF3_TPLG_COMP_FREE, HOST)), 0);
}

/* P-8.1: not to another point than the one that it was set up for */
static void test_stream_keeps_its_point(void **state)
{
	struct sofv_guest *guest = *state;
	bench_msg m;

	assert_int_equal(params(guest, HOST, 0), 0);
	send(guest, m, msg_tplg_id(m, SOF3_TPLG_BUFFER_FREE, BUF_B));
	send(guest, m, msg_vdai_new(m, FREE_ID, PIPE + 1, 0, 1));
	send(guest, m, msg_buffer_new(m, BUF_B, PIPE + 1, 768));
	send(guest, m, msg_connect(m, VOLUME, BUF_B));
	assert_int_equal(send(guest, m, msg_connect(m, BUF_B, FREE_ID)), 0);
	assert_int_equal(trigger(guest, SOF3_STREAM_TRIG_START), -ENOTCONN);
	assert_int_equal(params(guest, HOST, 0), 0);
	assert_int_equal(action.point_index, 1);
	assert_int_equal(trigger(guest, SOF3_STREAM_TRIG_START), 0);
}

/* P-7.3, P-8.1: capture from a host's demux through a mux of the guest */
static void test_capture_stream(void **state)
{
	struct sofv_guest *guest = *state;
	bench_msg m;

	send(guest, m, msg_vdai_new(m, BASE, PIPE, SOF3_DIR_CAPTURE, 0));
	send(guest, m, msg_buffer_new(m, BASE + 1, PIPE, 768));
	send(guest, m, msg_process_new(m, BASE + 2, PIPE, SOF3_TYPE_MUX, NULL, NULL, 0));
	send(guest, m, msg_buffer_new(m, BASE + 3, PIPE, 768));
	send(guest, m, msg_host_new(m, BASE + 4, PIPE, SOF3_DIR_CAPTURE));
	assert_int_equal(send(guest, m, msg_connect(m, BASE, BASE + 1)), 0);
	assert_int_equal(action.verdict, SOFV_REWRITE);
	assert_int_equal(word(m, 2), POINT_MIC);
	assert_int_equal(send(guest, m, msg_connect(m, BASE + 1, BASE + 2)), 0);
	assert_int_equal(send(guest, m, msg_connect(m, BASE + 2, BASE + 3)), 0);
	assert_int_equal(params(guest, BASE + 4, SOF3_DIR_CAPTURE), -ENOTCONN);
	assert_int_equal(send(guest, m, msg_connect(m, BASE + 3, BASE + 4)), 0);
	assert_int_equal(params(guest, BASE + 4, SOF3_DIR_CAPTURE), 0);
	assert_int_equal(action.verdict, SOFV_HANDLE);
	assert_int_equal(action.direction, SOF3_DIR_CAPTURE);
	assert_int_equal(action.point_index, 0);
	assert_int_equal(send(guest, m, msg_stream(m, SOF3_STREAM_TRIG_START, BASE + 4)), 0);
}

/* P-3.5.1 */
static void test_ledger_is_finite(void **state)
{
	struct sofv_guest *guest = *state;
	bench_msg m;
	u32 i;

	for (i = 0; i < SOFV_OBJECTS_MAX; i++)
		assert_int_equal(send(guest, m, msg_buffer_new(m, BASE + i, PIPE, 8)), 0);
	assert_int_equal(send(guest, m, msg_buffer_new(m, BASE + i, PIPE, 8)), -ENOSPC);
	assert_int_equal(send(guest, m, msg_vdai_new(m, BASE + i, PIPE, 0, 0)), -ENOSPC);
}

static void test_messages_without_ids(void **state)
{
	struct sofv_guest *guest = *state;
	bench_msg m;

	assert_int_equal(send(guest, m, msg_dai_config(m, 0, 2, 0)), -EPERM);
	assert_int_equal(send(guest, m, msg_pm(m, SOF3_PM_CORE_ENABLE, 1)), -EPERM);
	assert_int_equal(send(guest, m, msg_stream(m, SOF3_STREAM_POSITION, HOST)), -EPERM);
	assert_int_equal(action.verdict, SOFV_REFUSE);
}

/* P-9.1 */
static void test_teardown(void **state)
{
	struct sofv_guest *guest = *state;
	u32 cmds[16], ids[16], n = 0, bytes;
	sofv_le32 m[3];

	core_bench_template(guest, 1);
	assert_int_equal(params(guest, HOST, 0), 0);
	assert_false(sofv_guest_next_teardown(guest, m, 11, &bytes));
	assert_int_equal(guest->n_streams, 1);

	while (sofv_guest_next_teardown(guest, m, sizeof(m), &bytes)) {
		assert_int_equal(bytes, 12);
		assert_int_equal(word(m, 0), 12);
		assert_true(n < 16);
		cmds[n] = word(m, 1);
		ids[n++] = word(m, 2);
	}

	/* newest first; then the pipelines; virtual DAIs never */
	assert_int_equal(n, 10);
	assert_int_equal(ids[0], HOST + 6);
	assert_int_equal(cmds[0], TPLG(COMP_FREE));
	assert_int_equal(ids[1], VOLUME + 6);
	assert_int_equal(ids[2], BUF_A + 6);
	assert_int_equal(cmds[2], TPLG(BUFFER_FREE));
	assert_int_equal(ids[3], BUF_B + 6);
	assert_int_equal(ids[4], HOST);
	assert_int_equal(ids[7], BUF_B);
	assert_int_equal(ids[8], SCHED + 6);
	assert_int_equal(cmds[8], TPLG(PIPE_FREE));
	assert_int_equal(ids[9], SCHED);
	assert_int_equal(guest->n_objects, 0);
	assert_int_equal(guest->n_links, 0);
	assert_int_equal(guest->n_streams, 0);

	/* the same ids and points can be used again */
	core_bench_template(guest, 0);
}

static void test_forget(void **state)
{
	struct sofv_guest *guest = *state;
	sofv_le32 m[3];
	u32 bytes;

	params(guest, HOST, 0);
	sofv_guest_forget(guest);
	assert_false(sofv_guest_next_teardown(guest, m, sizeof(m), &bytes));
	core_bench_template(guest, 0);
	assert_int_equal(params(guest, HOST, 0), 0);
}

/* A check alone is no promise: the ledger may have changed meanwhile. */
static void test_commit_checks_again(void **state)
{
	struct sofv_guest *guest = *state;
	struct sofv_ipc ipc;
	bench_msg m;

	assert_int_equal(core_bench_check(guest, &action, &ipc, m,
					  msg_connect(m, HOST, BUF_A)), -EEXIST);
	assert_int_equal(core_bench_check(guest, &action, &ipc, m,
					  msg_volume_new(m, FREE_ID, PIPE, 0)), 0);
	assert_int_equal(sofv_guest_commit(guest, &ipc), 0);
	assert_int_equal(sofv_guest_commit(guest, &ipc), -EEXIST);
}

static void test_apply_is_bounded(void **state)
{
	struct sofv_action rewrite = {
		.verdict = SOFV_REWRITE, .patch_offset = 12, .patch_value = ~0u,
	};
	u8 m[20] = { 0 }, zero[20] = { 0 };

	(void)state;
	sofv_action_apply(&rewrite, m, 15);
	assert_memory_equal(m, zero, sizeof(m));
	sofv_action_apply(&rewrite, m, 3);
	assert_memory_equal(m, zero, sizeof(m));
	sofv_action_apply(&rewrite, m, 16);
	assert_int_equal(m[12] & m[15], 0xff);
	assert_int_equal(m[11] | m[16], 0);

	memset(m, 0, sizeof(m));
	rewrite.verdict = SOFV_ALLOW;
	sofv_action_apply(&rewrite, m, 16);
	assert_memory_equal(m, zero, sizeof(m));
}

#define EMPTY(f)	cmocka_unit_test_setup_teardown(f, setup, teardown)
#define TEMPLATE(f)	cmocka_unit_test_setup_teardown(f, setup_template, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEMPLATE(test_template),
		EMPTY(test_vdai_is_replaced),
		EMPTY(test_capture_point_is_a_source),
		EMPTY(test_playback_point_is_a_sink),
		EMPTY(test_points_granted),
		TEMPLATE(test_point_stays_taken_with_its_buffer),
		TEMPLATE(test_ids_of_others),
		TEMPLATE(test_pipelines_of_others),
		TEMPLATE(test_wrong_kind),
		TEMPLATE(test_nothing_twice),
		TEMPLATE(test_suspend_of_a_real_guest),
		EMPTY(test_scheduler_first),
		TEMPLATE(test_stream),
		TEMPLATE(test_stream_needs_a_path),
		TEMPLATE(test_params_must_make_sense),
		TEMPLATE(test_find_point),
		EMPTY(test_find_point_in_a_circle),
		EMPTY(test_quotas),
		TEMPLATE(test_stream_quota),
		EMPTY(test_ipc_rate),
		EMPTY(test_failures),
		TEMPLATE(test_control_value_owner),
		TEMPLATE(test_control_data_owner),
		TEMPLATE(test_control_data_parts),
		TEMPLATE(test_control_data_size),
		TEMPLATE(test_streams_and_points),
		TEMPLATE(test_stream_gone),
		TEMPLATE(test_stream_keeps_its_point),
		EMPTY(test_capture_stream),
		EMPTY(test_ledger_is_finite),
		EMPTY(test_messages_without_ids),
		TEMPLATE(test_teardown),
		TEMPLATE(test_forget),
		TEMPLATE(test_commit_checks_again),
		EMPTY(test_apply_is_bounded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
