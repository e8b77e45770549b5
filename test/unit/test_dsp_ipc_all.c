// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Every message that there could be: each class with each command has the answer
 * of the table in dsp/README.md; and those that SOF core sends for dynamic
 * pipelines, in its order.
 */
#include "dsp_bench.h"

/* What an empty DSP says to a message of zeros, as long as one may be. */
struct answer {
	u32 cmd;
	s32 error;
};

static const struct answer answers[] = {
	{ SOF3_GLB_TPLG | SOF3_TPLG_COMP_FREE, -ENODEV },
	{ SOF3_GLB_TPLG | SOF3_TPLG_PIPE_NEW, 0 },
	{ SOF3_GLB_TPLG | SOF3_TPLG_PIPE_FREE, 0 },	/* the one before */
	{ SOF3_GLB_TPLG | SOF3_TPLG_BUFFER_FREE, -ENODEV },
	{ SOF3_GLB_PM | SOF3_PM_CTX_SAVE, 0 },
	{ SOF3_GLB_PM | SOF3_PM_CTX_RESTORE, 0 },
	{ SOF3_GLB_PM | SOF3_PM_CTX_SIZE, 0 },
	{ SOF3_GLB_PM | SOF3_PM_CORE_ENABLE, 0 },
	{ SOF3_GLB_PM | SOF3_PM_GATE, 0 },
	{ SOF3_GLB_COMP | SOF3_COMP_SET_VALUE, -ENODEV },
	{ SOF3_GLB_COMP | SOF3_COMP_GET_VALUE, -ENODEV },
	{ SOF3_GLB_COMP | SOF3_COMP_SET_DATA, -ENODEV },
	{ SOF3_GLB_COMP | SOF3_COMP_GET_DATA, -ENODEV },
	{ SOF3_GLB_STREAM | SOF3_STREAM_PCM_PARAMS, -ENODEV },
	{ SOF3_GLB_STREAM | SOF3_STREAM_PCM_FREE, -ENODEV },
	{ SOF3_GLB_STREAM | SOF3_STREAM_TRIG_START, -ENODEV },
	{ SOF3_GLB_STREAM | SOF3_STREAM_TRIG_STOP, -ENODEV },
	{ SOF3_GLB_STREAM | SOF3_STREAM_TRIG_PAUSE, -ENODEV },
	{ SOF3_GLB_STREAM | SOF3_STREAM_TRIG_RELEASE, -ENODEV },
	{ SOF3_GLB_STREAM | SOF3_STREAM_TRIG_DRAIN, -ENODEV },
	{ SOF3_GLB_STREAM | SOF3_STREAM_TRIG_XRUN, -ENODEV },
	{ SOF3_GLB_STREAM | SOF3_STREAM_POSITION, -ENODEV },
	{ SOF3_GLB_DAI | SOF3_DAI_CONFIG, -ENODEV },
	{ SOF3_GLB_TRACE | SOF3_TRACE_DMA_PARAMS, 0 },
	{ SOF3_GLB_TRACE | SOF3_TRACE_DMA_PARAMS_EXT, 0 },
	{ SOF3_GLB_TRACE | SOF3_TRACE_DMA_FREE, 0 },
	{ SOF3_GLB_TEST | SOF3_TEST_IPC_FLOOD, 0 },
	{ SOF3_GLB_DEBUG | SOF3_DEBUG_MEM_USAGE, 0 },
};

static s32 answer_of(u32 cmd)
{
	u32 i;

	if ((cmd & SOF3_GLB_MASK) == SOF3_GLB_REPLY)
		return 0;
	for (i = 0; i < sizeof(answers) / sizeof(answers[0]); i++)
		if (answers[i].cmd == cmd)
			return answers[i].error;
	return -EINVAL;
}

static void test_every_command(void **state)
{
	struct bench *b = bench_new();
	struct sofdsp_stats s;
	struct sof3_cmd_hdr *hdr;
	bench_msg m = { 0 };
	u32 glb, cmd, i;

	(void)state;
	hdr = (void *)m;
	for (glb = 0; glb < 16; glb++) {
		for (cmd = 0; cmd < 0x1000; cmd++) {
			/* The low bits are no part of the command. */
			for (i = 0; i < 2; i++) {
				if (i && answer_of(SOF3_GLB(glb) | SOF3_CMD(cmd)) == 0)
					continue;
				hdr->size = sofv_cpu_to_le32(sizeof(m));
				hdr->cmd = sofv_cpu_to_le32(SOF3_GLB(glb) |
							    SOF3_CMD(cmd) | i * 7);
				assert_int_equal(bench_send(b, m, sizeof(m)),
						 answer_of(SOF3_GLB(glb) |
							   SOF3_CMD(cmd)));
			}
		}
	}
	bench_stats(b, &s);
	assert_int_equal(s.n_pipelines + s.n_comps + s.n_buffers, 0);
	assert_int_equal(s.n_ipcs, 2 * 0x10000 - 0x1000 - 12);
	bench_free(b);
}

/* Of all lengths that a header can be believed to have, and with random bodies. */
static void test_every_command_of_any_length(void **state)
{
	struct bench *b = bench_new();
	u8 m[SOF3_MSG_MAX_BYTES];
	struct sof3_cmd_hdr hdr;
	u32 seed = 3, i, k, n;

	(void)state;
	for (i = 0; i < sizeof(answers) / sizeof(answers[0]); i++) {
		for (n = 0; n <= sizeof(m); n++) {
			for (k = 0; k < n; k++)
				m[k] = (u8)((u32)bench_noise(&seed) >> 24);
			hdr.size = sofv_cpu_to_le32(n);
			hdr.cmd = sofv_cpu_to_le32(answers[i].cmd);
			memcpy(m, &hdr, n < sizeof(hdr) ? n : sizeof(hdr));
			assert_true(bench_send(b, m, n) <= 0);
			if (n < sizeof(hdr))
				assert_int_equal(bench_send(b, m, n), -EINVAL);
			bench_ticks(b, n == sizeof(m));
		}
	}
	bench_free(b);
}

/* There is one core. */
static void test_other_cores(void **state)
{
	static const u32 masks[] = { 2, 3, 0x80000000u, 0xffffffffu };
	struct bench *b = bench_new();
	struct sof3_buffer *buffer;
	struct sof3_pipe_new *pipe;
	struct sof3_comp *comp;
	bench_msg m;
	u32 i, n;

	(void)state;
	comp = (void *)m;
	buffer = (void *)m;
	pipe = (void *)m;
	for (i = 0; i < sizeof(masks) / sizeof(masks[0]); i++) {
		n = msg_pm(m, SOF3_PM_CORE_ENABLE, masks[i]);
		assert_int_equal(bench_send(b, m, n), -EINVAL);
		n = msg_mixer_new(m, 1, 1);
		comp->core = sofv_cpu_to_le32(masks[i]);
		assert_int_equal(bench_send(b, m, n), -EINVAL);
		n = msg_buffer_new(m, 2, 1, 768);
		buffer->comp.core = sofv_cpu_to_le32(masks[i]);
		assert_int_equal(bench_send(b, m, n), -EINVAL);
		n = msg_pipe_new(m, 3, 1);
		pipe->core = sofv_cpu_to_le32(masks[i]);
		assert_int_equal(bench_send(b, m, n), -EINVAL);
	}
	BENCH_OK(bench_send(b, m, msg_pm(m, SOF3_PM_CORE_ENABLE, 1)));
	BENCH_OK(bench_send(b, m, msg_pm(m, SOF3_PM_CORE_ENABLE, 0)));
	bench_free(b);
}

static s32 send_filter(struct bench *b, const u32 (*elems)[2], u32 n, s32 claim)
{
	struct sof3_trace_filter_elem *elem;
	struct sof3_trace_filter *f;
	u32 bytes = (u32)(sizeof(*f) + n * sizeof(*elem)), i;
	bench_msg m = { 0 };

	f = (void *)m;
	elem = (void *)(f + 1);
	f->hdr.size = sofv_cpu_to_le32(bytes);
	f->hdr.cmd = sofv_cpu_to_le32(SOF3_GLB_TRACE | SOF3_TRACE_FILTER_UPDATE);
	f->elem_cnt = sofv_cpu_to_le32((u32)((s32)n + claim));
	for (i = 0; i < n; i++) {
		elem[i].key = sofv_cpu_to_le32(elems[i][0]);
		elem[i].value = sofv_cpu_to_le32(elems[i][1]);
	}
	return bench_send(b, m, bytes);
}

static void test_trace_filter(void **state)
{
	static const u32 good[][2] = {
		{ SOF3_TRACE_FILTER_BY_COMP, 3 },
		{ SOF3_TRACE_FILTER_SET_LEVEL | SOF3_TRACE_FILTER_FIN, 4 },
		{ SOF3_TRACE_FILTER_SET_LEVEL, 1 },
		{ SOF3_TRACE_FILTER_BY_UUID, 0xffffffff },
		{ SOF3_TRACE_FILTER_BY_PIPE | SOF3_TRACE_FILTER_FIN, 1 },
	};
	static const u32 no_level[][2] = {
		{ SOF3_TRACE_FILTER_SET_LEVEL | SOF3_TRACE_FILTER_FIN, 4 },
		{ SOF3_TRACE_FILTER_BY_COMP | SOF3_TRACE_FILTER_FIN, 3 },
	};
	static const u32 bad_level[][2] = {
		{ SOF3_TRACE_FILTER_SET_LEVEL | SOF3_TRACE_FILTER_FIN, 0xffffffff },
	};
	static const u32 bad_key[][2] = {
		{ 5, 0 }, { SOF3_TRACE_FILTER_SET_LEVEL | SOF3_TRACE_FILTER_FIN, 4 },
	};
	struct bench *b = bench_new();
	u32 n;

	(void)state;
	for (n = 0; n <= 5; n++)
		assert_int_equal(send_filter(b, good, n, 0),
				 n == 0 || n == 2 || n == 5 ? 0 : -EINVAL);
	assert_int_equal(send_filter(b, good, 2, 1), -EINVAL);
	assert_int_equal(send_filter(b, good, 2, -1), -EINVAL);
	assert_int_equal(send_filter(b, good, 2, 0x20000000), -EINVAL);
	assert_int_equal(send_filter(b, no_level, 2, 0), -EINVAL);
	assert_int_equal(send_filter(b, bad_level, 1, 0), -EINVAL);
	assert_int_equal(send_filter(b, bad_key, 2, 0), -EINVAL);
	bench_free(b);
}

/* UUIDs are the end of a message, whole, and where words are. */
static void test_extensions(void **state)
{
	static const u8 uuid[16] = { 0x5a, 1, 2, 3 };
	struct sof3_comp *comp;
	struct bench *b = bench_new();
	bench_msg m;
	u32 n;

	(void)state;
	comp = (void *)m;
	n = msg_mixer_new(m, 1, 1);
	memcpy((u8 *)m + n, uuid, sizeof(uuid));
	comp->hdr.size = sofv_cpu_to_le32(n + 15);
	comp->ext_data_length = sofv_cpu_to_le32(15);
	assert_int_equal(bench_send(b, m, n + 15), -EINVAL);
	comp->hdr.size = sofv_cpu_to_le32(n + 18);
	comp->ext_data_length = sofv_cpu_to_le32(16);
	assert_int_equal(bench_send(b, m, n + 18), -EINVAL);
	comp->hdr.size = sofv_cpu_to_le32(n + 16);
	comp->ext_data_length = sofv_cpu_to_le32(n + 17);
	assert_int_equal(bench_send(b, m, n + 16), -EINVAL);
	comp->ext_data_length = sofv_cpu_to_le32(16);
	BENCH_OK(bench_send(b, m, n + 16));
	bench_free(b);
}

static void test_position_query(void **state)
{
	struct sof3_stream_posn posn, zero = { 0 };
	struct bench *b = bench_new();
	struct bench_ring ring;

	(void)state;
	bench_mix_new(b, 1, 2);
	bench_ring_new(&ring, 480 * 8);
	memset(b->stream_window, 0xff, sizeof(posn));
	/* PCM_PARAMS wipes the slot. */
	bench_params(b, 0, SOF3_FRAME_S32_LE, 2, &ring);
	assert_memory_equal(b->stream_window, &zero, sizeof(zero));
	BENCH_OK(bench_trigger(b, SOF3_STREAM_TRIG_START, 0));
	bench_ticks(b, 3);
	assert_int_equal(b->n_notified, 0);
	BENCH_OK(bench_trigger(b, SOF3_STREAM_POSITION, 0));
	memcpy(&posn, b->reply, sizeof(posn));
	assert_int_equal(sofv_le64_to_cpu(posn.host_posn), 3 * 48 * 8);
	assert_int_equal(sofv_le64_to_cpu(posn.wallclock), 3 * 48);
	assert_memory_equal(b->stream_window, &posn, sizeof(posn));
	bench_ring_free(&ring);
	bench_free(b);
}

/*
 * Dynamic pipelines: all of a stream is made at hw_params and freed at hw_free, with
 * what is common to two streams made by the first and freed by the last.
 */
static void dynamic_common_new(struct bench *b)
{
	bench_msg m;
	u32 n;

	BENCH_OK(bench_send(b, m, msg_pipe_new(m, 10, 10)));
	BENCH_OK(bench_send(b, m, msg_mixer_new(m, BENCH_MIXER, 10)));
	BENCH_OK(bench_send(b, m, msg_buffer_new(m, 12, 10, 768)));
	BENCH_OK(bench_send(b, m, msg_volume_new(m, BENCH_MASTER, 10, 20)));
	n = msg_control(m, true, BENCH_MASTER, SOF3_CTRL_CMD_VOLUME, 2, 1 << 16);
	BENCH_OK(bench_send(b, m, n));
	BENCH_OK(bench_send(b, m, msg_buffer_new(m, 14, 10, 768)));
	BENCH_OK(bench_send(b, m, msg_dai_new(m, BENCH_DAI, 10, 0, 0,
					      SOF3_FRAME_S32_LE)));
	n = msg_dai_config(m, 0, 2, SOF3_DAI_FLAG_HW_PARAMS);
	BENCH_OK(bench_send(b, m, n));
}

static void dynamic_open(struct bench *b, u32 i, bool first, const struct bench_ring *ring)
{
	u32 p = BENCH_IN(i);
	bench_msg m;

	BENCH_OK(bench_send(b, m, msg_pipe_new(m, p, p)));
	BENCH_OK(bench_send(b, m, msg_host_new(m, p + 1, p, 0)));
	BENCH_OK(bench_send(b, m, msg_buffer_new(m, p + 2, p, 768)));
	BENCH_OK(bench_send(b, m, msg_volume_new(m, p + 3, p, 20)));
	BENCH_OK(bench_send(b, m, msg_buffer_new(m, p + 4, p, 768)));
	if (first)
		dynamic_common_new(b);
	BENCH_OK(bench_send(b, m, msg_connect(m, p + 1, p + 2)));
	BENCH_OK(bench_send(b, m, msg_connect(m, p + 2, p + 3)));
	BENCH_OK(bench_send(b, m, msg_connect(m, p + 3, p + 4)));
	BENCH_OK(bench_send(b, m, msg_connect(m, p + 4, BENCH_MIXER)));
	if (first) {
		BENCH_OK(bench_send(b, m, msg_connect(m, BENCH_MIXER, 12)));
		BENCH_OK(bench_send(b, m, msg_connect(m, 12, BENCH_MASTER)));
		BENCH_OK(bench_send(b, m, msg_connect(m, BENCH_MASTER, 14)));
		BENCH_OK(bench_send(b, m, msg_connect(m, 14, BENCH_DAI)));
	}
	BENCH_OK(bench_send(b, m, msg_tplg_id(m, SOF3_TPLG_PIPE_COMPLETE, p)));
	if (first)
		BENCH_OK(bench_send(b, m, msg_tplg_id(m, SOF3_TPLG_PIPE_COMPLETE, 10)));
	/* Once is enough. */
	assert_int_equal(bench_send(b, m, msg_tplg_id(m, SOF3_TPLG_PIPE_COMPLETE, p)),
			 -EINVAL);
	bench_params(b, i, SOF3_FRAME_S32_LE, 2, ring);
	BENCH_OK(bench_trigger(b, SOF3_STREAM_TRIG_START, i));
}

/* From source to sink, each pipeline after the last of its parts. */
static void dynamic_close(struct bench *b, u32 i, bool last)
{
	bench_msg m;
	u32 n;

	BENCH_OK(bench_trigger(b, SOF3_STREAM_TRIG_STOP, i));
	BENCH_OK(bench_trigger(b, SOF3_STREAM_PCM_FREE, i));
	sofdsp_dma_free(b->dsp, i + 1, SOFDSP_DIR_PLAYBACK);
	bench_mix_input_free(b, i);
	if (!last)
		return;
	BENCH_OK(bench_send(b, m, msg_tplg_id(m, SOF3_TPLG_COMP_FREE, BENCH_MIXER)));
	BENCH_OK(bench_send(b, m, msg_tplg_id(m, SOF3_TPLG_BUFFER_FREE, 12)));
	BENCH_OK(bench_send(b, m, msg_tplg_id(m, SOF3_TPLG_COMP_FREE, BENCH_MASTER)));
	BENCH_OK(bench_send(b, m, msg_tplg_id(m, SOF3_TPLG_BUFFER_FREE, 14)));
	n = msg_dai_config(m, 0, 2, SOF3_DAI_FLAG_HW_FREE);
	BENCH_OK(bench_send(b, m, n));
	BENCH_OK(bench_send(b, m, msg_tplg_id(m, SOF3_TPLG_COMP_FREE, BENCH_DAI)));
	BENCH_OK(bench_send(b, m, msg_tplg_id(m, SOF3_TPLG_PIPE_FREE, 10)));
}

static void test_dynamic_pipelines(void **state)
{
	struct bench *b = bench_new();
	struct bench_ring ring[2];
	struct sofdsp_stats s;
	s32 sent[960];
	u32 round, i;

	(void)state;
	for (i = 0; i < 2; i++)
		bench_ring_new(&ring[i], sizeof(sent));
	for (round = 0; round < 20; round++) {
		for (i = 0; i < 960; i++)
			sent[i] = (s32)(round * 1000 + i + 1);
		bench_ring_write(&ring[0], sent, sizeof(sent));
		bench_ring_write(&ring[1], sent, sizeof(sent));
		b->tx_frames = 0;
		dynamic_open(b, 0, true, &ring[0]);
		bench_ticks(b, 2);
		dynamic_open(b, 1, false, &ring[1]);
		bench_ticks(b, 2);
		dynamic_close(b, 0, false);
		bench_ticks(b, 2);
		dynamic_close(b, 1, true);
		bench_ticks(b, 2);
		assert_int_equal(b->tx_frames, 6 * 48);
		for (i = 0; i < 4 * 96; i++)
			assert_int_equal(b->tx[i], i < 192 ? sent[i] :
					 sent[i] + sent[i - 192]);
		for (; i < 6 * 96; i++)
			assert_int_equal(b->tx[i], sent[i - 192]);
		bench_stats(b, &s);
		assert_int_equal(s.n_comps + s.n_buffers + s.n_pipelines +
				 s.n_streams + s.arena_used_bytes, 0);
		assert_int_equal(s.n_xruns, 0);
	}
	for (i = 0; i < 2; i++)
		bench_ring_free(&ring[i]);
	bench_free(b);
}

/* As many streams as there are tags, each with its slot in the window. */
static void test_all_streams_at_once(void **state)
{
	struct bench *b = bench_new();
	struct bench_ring ring;
	s32 sent[480 * 2];
	u32 i;

	(void)state;
	bench_mix_new(b, SOFDSP_MAX_STREAMS, 2);
	bench_ring_new(&ring, sizeof(sent));
	for (i = 0; i < 960; i++)
		sent[i] = (s32)i * 100 - 7;
	bench_ring_write(&ring, sent, sizeof(sent));
	for (i = 0; i < SOFDSP_MAX_STREAMS; i++)
		bench_params(b, i, SOF3_FRAME_S32_LE, 2, &ring);
	for (i = 0; i < SOFDSP_MAX_STREAMS; i++)
		BENCH_OK(bench_trigger(b, SOF3_STREAM_TRIG_START, i));
	bench_ticks(b, 10);
	assert_int_equal(b->tx_frames, 480);
	for (i = 0; i < 960; i++)
		assert_int_equal(b->tx[i], sent[i] * (s32)SOFDSP_MAX_STREAMS);
	bench_ring_free(&ring);
	bench_free(b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_command),
		cmocka_unit_test(test_every_command_of_any_length),
		cmocka_unit_test(test_other_cores),
		cmocka_unit_test(test_trace_filter),
		cmocka_unit_test(test_extensions),
		cmocka_unit_test(test_position_query),
		cmocka_unit_test(test_dynamic_pipelines),
		cmocka_unit_test(test_all_streams_at_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
