// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Messages of the software DSP: what is answered, what is refused, and that a
 * message cut short or grown by a lie is never believed.
 */
#include "dsp_bench.h"

/* Cut at every length, and with a header that claims more than there is. */
static void expect_bounded(struct bench *b, const void *msg, u32 bytes)
{
	struct sofdsp_stats before, after;
	bench_msg lie;
	u32 n;

	bench_stats(b, &before);
	for (n = 0; n < bytes; n++) {
		memcpy(lie, msg, bytes);
		assert_int_equal(bench_send(b, lie, n), -EINVAL);
		if (n < sizeof(struct sof3_cmd_hdr))
			continue;
		((struct sof3_cmd_hdr *)lie)->size = sofv_cpu_to_le32(n);
		assert_int_equal(bench_send(b, lie, n), -EINVAL);
	}
	memcpy(lie, msg, bytes);
	((struct sof3_cmd_hdr *)lie)->size = sofv_cpu_to_le32(bytes + 1);
	assert_int_equal(bench_send(b, lie, bytes), -EINVAL);
	((struct sof3_cmd_hdr *)lie)->size = sofv_cpu_to_le32(0xffffffffu);
	assert_int_equal(bench_send(b, lie, bytes), -EINVAL);
	bench_stats(b, &after);
	assert_int_equal(before.n_comps, after.n_comps);
	assert_int_equal(before.n_buffers, after.n_buffers);
	assert_int_equal(before.n_pipelines, after.n_pipelines);
	assert_int_equal(before.n_streams, after.n_streams);
	assert_int_equal(before.arena_used_bytes, after.arena_used_bytes);
}

static void test_every_message_is_bounded(void **state)
{
	static const s32 r_q30[SOF3_MAX_CHANNELS] = { 1 << 29 };
	struct bench *b = bench_new();
	struct bench_ring ring;
	bench_msg m;
	u32 cmd;

	(void)state;
	expect_bounded(b, m, msg_pipe_new(m, 1, 1));
	expect_bounded(b, m, msg_host_new(m, 2, 1, SOF3_DIR_PLAYBACK));
	expect_bounded(b, m, msg_volume_new(m, 2, 1, 20));
	expect_bounded(b, m, msg_mixer_new(m, 2, 1));
	expect_bounded(b, m, msg_dai_new(m, 2, 1, 0, 0, SOF3_FRAME_S32_LE));
	expect_bounded(b, m, msg_buffer_new(m, 2, 1, 768));
	expect_bounded(b, m, msg_src_new(m, 2, 1, 44100, 48000));
	expect_bounded(b, m, msg_process_new(m, 2, 1, SOF3_TYPE_DCBLOCK, NULL, &r_q30,
					     sizeof(r_q30)));
	BENCH_OK(bench_send(b, m, msg_process_new(m, 2, 1, SOF3_TYPE_DCBLOCK, NULL, NULL,
						  0)));
	expect_bounded(b, m, msg_data(m, true, 2, &r_q30, sizeof(r_q30), 0));
	expect_bounded(b, m, msg_data(m, false, 2, NULL, sizeof(r_q30), 0));
	BENCH_OK(bench_send(b, m, msg_tplg_id(m, SOF3_TPLG_COMP_FREE, 2)));
	bench_mix_new(b, 1, 2);
	bench_ring_new(&ring, 8 * 480);
	BENCH_OK(sofdsp_dma_setup(b->dsp, 1, SOFDSP_DIR_PLAYBACK, ring.sg,
				  ring.n_sg, ring.bytes));
	expect_bounded(b, m, msg_connect(m, BENCH_HOST(0), 12));
	expect_bounded(b, m, msg_dai_config(m, 0, 2, 0));
	expect_bounded(b, m, msg_pcm_params(m, BENCH_HOST(0), 1, 0,
					    SOF3_FRAME_S32_LE, 2, ring.bytes, 0));
	expect_bounded(b, m, msg_control(m, true, BENCH_MASTER,
					 SOF3_CTRL_CMD_VOLUME, 2, 1));
	expect_bounded(b, m, msg_control(m, false, BENCH_MASTER,
					 SOF3_CTRL_CMD_VOLUME, 2, 0));
	expect_bounded(b, m, msg_pm(m, SOF3_PM_CTX_SAVE, 0));
	expect_bounded(b, m, msg_pm(m, SOF3_PM_CTX_RESTORE, 0));
	expect_bounded(b, m, msg_pm(m, SOF3_PM_CTX_SIZE, 0));
	expect_bounded(b, m, msg_pm(m, SOF3_PM_CORE_ENABLE, 1));
	expect_bounded(b, m, msg_pm(m, SOF3_PM_GATE, 0));
	BENCH_OK(bench_send(b, m, msg_pcm_params(m, BENCH_HOST(0), 1, 0,
						 SOF3_FRAME_S32_LE, 2, ring.bytes, 0)));
	for (cmd = SOF3_STREAM_PCM_FREE; cmd <= SOF3_STREAM_POSITION; cmd += SOF3_CMD(1))
		expect_bounded(b, m, msg_stream(m, cmd, BENCH_HOST(0)));
	expect_bounded(b, m, msg_tplg_id(m, SOF3_TPLG_PIPE_COMPLETE, BENCH_IN(0)));
	BENCH_OK(bench_trigger(b, SOF3_STREAM_PCM_FREE, 0));
	expect_bounded(b, m, msg_tplg_id(m, SOF3_TPLG_COMP_FREE, BENCH_MIXER));
	expect_bounded(b, m, msg_tplg_id(m, SOF3_TPLG_BUFFER_FREE, 12));
	expect_bounded(b, m, msg_tplg_id(m, SOF3_TPLG_PIPE_FREE, 10));
	expect_bounded(b, m, msg_trace(m, SOF3_TRACE_DMA_PARAMS));
	expect_bounded(b, m, msg_trace(m, SOF3_TRACE_DMA_PARAMS_EXT));
	expect_bounded(b, m, msg_trace(m, SOF3_TRACE_FILTER_UPDATE));
	bench_ring_free(&ring);
	bench_free(b);
}

/*
 * A bytes control for which SOF core has nothing yet is set all the same, without ABI
 * and data: that changes nothing, and a part too few is told.
 */
static void test_bytes_without_content(void **state)
{
	static const s32 r_q30[SOF3_MAX_CHANNELS] = { 1 << 29, 77 };
	struct bench *b = bench_new();
	struct sof3_ctrl_data *c;
	struct sof3_abi_hdr *abi;
	bench_msg m;
	u32 n;

	(void)state;
	c = (void *)m;
	abi = (void *)(c + 1);
	BENCH_OK(bench_send(b, m, msg_process_new(m, 2, 1, SOF3_TYPE_DCBLOCK, NULL, NULL,
						  0)));
	n = msg_data(m, true, 2, r_q30, 0, 0);
	memset(abi, 0, sizeof(*abi));
	BENCH_OK(bench_send(b, m, n));
	BENCH_OK(bench_send(b, m, msg_data(m, true, 2, r_q30, sizeof(r_q30), 0)));
	n = msg_data(m, true, 2, r_q30, 0, 0);
	memset(abi, 0, sizeof(*abi));
	BENCH_OK(bench_send(b, m, n));
	BENCH_OK(bench_send(b, m, msg_data(m, false, 2, NULL, sizeof(r_q30), 0)));
	assert_memory_equal(b->reply + sizeof(*c) + sizeof(*abi), r_q30, sizeof(r_q30));
	/* Of size 4, but there are none of them. */
	n = msg_data(m, true, 2, r_q30, 0, 0);
	abi->size = sofv_cpu_to_le32(4);
	assert_int_equal(bench_send(b, m, n), -EINVAL);
	/* The first part of two, then a whole one: the rest of the two is too late. */
	n = msg_data(m, true, 2, r_q30, sizeof(r_q30), 0);
	c->num_elems = sofv_cpu_to_le32(16);
	c->elems_remaining = sofv_cpu_to_le32(16);
	BENCH_OK(bench_send(b, m, n));
	BENCH_OK(bench_send(b, m, msg_data(m, true, 2, r_q30, sizeof(r_q30), 0)));
	n = msg_data(m, true, 2, r_q30, sizeof(r_q30), 0);
	c->num_elems = sofv_cpu_to_le32(16);
	c->msg_index = sofv_cpu_to_le32(1);
	assert_int_equal(bench_send(b, m, n), -EINVAL);
	bench_free(b);
}

/* Longer than any message may be, however honest about it. */
static void test_too_long_is_refused(void **state)
{
	u64 m[2 * SOF3_MSG_MAX_BYTES / sizeof(u64)] = { 0 };
	struct bench *b = bench_new();
	u32 n;

	(void)state;
	for (n = SOF3_MSG_MAX_BYTES - 8; n <= sizeof(m); n += 4) {
		msg_mixer_new(m, n, 1);
		((struct sof3_cmd_hdr *)m)->size = sofv_cpu_to_le32(n);
		assert_int_equal(bench_send(b, m, n),
				 n <= SOF3_MSG_MAX_BYTES ? 0 : -EINVAL);
	}
	bench_free(b);
}

static void test_replies(void **state)
{
	const struct sof3_pcm_params_reply *params;
	const struct sof3_comp_reply *comp;
	const struct sof3_ctrl_value_chan *v;
	struct bench *b = bench_new();
	struct bench_ring ring;
	bench_msg m;

	(void)state;
	params = (void *)b->reply;
	comp = (void *)b->reply;
	v = (void *)(b->reply + sizeof(struct sof3_ctrl_data));

	BENCH_OK(bench_send(b, m, msg_mixer_new(m, 77, 1)));
	assert_int_equal(b->reply_bytes, sizeof(*comp));
	assert_int_equal(sofv_le32_to_cpu(comp->id), 77);

	bench_mix_new(b, 2, 2);
	bench_ring_new(&ring, 480 * 8);
	bench_params(b, 0, SOF3_FRAME_S32_LE, 2, &ring);
	assert_int_equal(b->reply_bytes, sizeof(*params));
	assert_int_equal(sofv_le32_to_cpu(params->comp_id), BENCH_HOST(0));
	assert_int_equal(sofv_le32_to_cpu(params->posn_offset), 0);
	bench_params(b, 1, SOF3_FRAME_S32_LE, 2, &ring);
	/* SOF core wants a multiple of the struct's size. */
	assert_int_equal(sofv_le32_to_cpu(params->posn_offset),
			 sizeof(struct sof3_stream_posn));

	BENCH_OK(bench_send(b, m, msg_control(m, true, BENCH_MASTER,
					      SOF3_CTRL_CMD_VOLUME, 2, 4711)));
	BENCH_OK(bench_send(b, m, msg_control(m, false, BENCH_MASTER,
					      SOF3_CTRL_CMD_VOLUME, 2, 0)));
	assert_int_equal(b->reply_bytes,
			 sizeof(struct sof3_ctrl_data) + 2 * sizeof(*v));
	assert_int_equal(sofv_le32_to_cpu(v[1].channel), 1);
	assert_int_equal(sofv_le32_to_cpu(v[1].value), 4711);

	BENCH_OK(bench_send(b, m, msg_stream(m, SOF3_STREAM_POSITION,
					     BENCH_HOST(1))));
	assert_int_equal(b->reply_bytes, sizeof(struct sof3_stream_posn));

	/* Too little room for the long reply: the short one, not a cut one. */
	assert_int_equal(sofdsp_ipc(b->dsp, m, sizeof(m), b->reply, 12), 12);
	assert_int_equal(sofdsp_ipc(b->dsp, m, sizeof(m), b->reply, 11), 0);
	bench_ring_free(&ring);
	bench_free(b);
}

static void test_ids(void **state)
{
	struct bench *b = bench_new();
	bench_msg m;

	(void)state;
	BENCH_OK(bench_send(b, m, msg_mixer_new(m, 5, 1)));
	/* One space of ids. */
	assert_int_equal(bench_send(b, m, msg_mixer_new(m, 5, 1)), -EINVAL);
	assert_int_equal(bench_send(b, m, msg_buffer_new(m, 5, 1, 768)), -EINVAL);
	assert_int_equal(bench_send(b, m, msg_pipe_new(m, 5, 1)), -EINVAL);
	BENCH_OK(bench_send(b, m, msg_pipe_new(m, 6, 1)));
	assert_int_equal(bench_send(b, m, msg_pipe_new(m, 7, 1)), -EINVAL);
	/* Wrong kind, unknown id. */
	assert_int_equal(bench_send(b, m, msg_tplg_id(m, SOF3_TPLG_BUFFER_FREE, 5)),
			 -ENODEV);
	assert_int_equal(bench_send(b, m, msg_tplg_id(m, SOF3_TPLG_COMP_FREE, 99)),
			 -ENODEV);
	assert_int_equal(bench_send(b, m, msg_stream(m, SOF3_STREAM_TRIG_START, 5)),
			 -EINVAL);
	assert_int_equal(bench_send(b, m, msg_stream(m, SOF3_STREAM_TRIG_START, 99)),
			 -ENODEV);
	/* Nothing in it to complete. */
	BENCH_OK(bench_send(b, m, msg_pipe_new(m, 8, 2)));
	assert_int_equal(bench_send(b, m, msg_tplg_id(m, SOF3_TPLG_PIPE_COMPLETE, 8)),
			 -EINVAL);
	/* A pipeline goes last. */
	assert_int_equal(bench_send(b, m, msg_tplg_id(m, SOF3_TPLG_PIPE_FREE, 6)),
			 -EBUSY);
	BENCH_OK(bench_send(b, m, msg_tplg_id(m, SOF3_TPLG_COMP_FREE, 5)));
	BENCH_OK(bench_send(b, m, msg_tplg_id(m, SOF3_TPLG_PIPE_FREE, 6)));
	bench_free(b);
}

static void test_dai_config(void **state)
{
	static s32 ring[960];
	const struct sofdsp_sg sg = { ring, sizeof(ring) };
	struct sof3_dai_config_ssp *dai;
	struct bench *b = bench_new();
	bench_msg m;
	u32 n;

	(void)state;
	dai = (void *)m;
	assert_int_equal(bench_send(b, m, msg_dai_config(m, 0, 2, 0)), -ENODEV);
	BENCH_OK(bench_send(b, m, msg_dai_new(m, 1, 1, 0, 0, SOF3_FRAME_S32_LE)));
	/* The second owner of the same DAI. */
	assert_int_equal(bench_send(b, m, msg_dai_new(m, 2, 1, 0, 0,
						      SOF3_FRAME_S32_LE)), -EBUSY);
	BENCH_OK(bench_send(b, m, msg_dai_new(m, 2, 1, 1, 0, SOF3_FRAME_S32_LE)));
	assert_int_equal(bench_send(b, m, msg_dai_new(m, 3, 1, 0, SOFDSP_MAX_DAIS,
						      SOF3_FRAME_S32_LE)), -EINVAL);
	BENCH_OK(bench_send(b, m, msg_dai_config(m, 0, 2, SOF3_DAI_FLAG_HW_PARAMS |
						 SOF3_DAI_FLAG_2_STEP_STOP)));
	BENCH_OK(bench_send(b, m, msg_dai_config(m, 0, 2, SOF3_DAI_FLAG_PAUSE)));
	BENCH_OK(bench_send(b, m, msg_dai_config(m, 0, 2, SOF3_DAI_FLAG_HW_FREE)));
	assert_int_equal(bench_send(b, m, msg_dai_config(m, 0, 9, 0)), -EINVAL);
	assert_int_equal(bench_send(b, m, msg_dai_config(m, 0, 0, 0)), -EINVAL);
	/* Each index its own: the one that was never configured can't be used. */
	BENCH_OK(bench_send(b, m, msg_dai_new(m, 4, 4, 0, 1, SOF3_FRAME_S32_LE)));
	BENCH_OK(bench_send(b, m, msg_host_new(m, 5, 4, 0)));
	BENCH_OK(bench_send(b, m, msg_buffer_new(m, 6, 4, 384)));
	BENCH_OK(bench_send(b, m, msg_pipe_new(m, 7, 4)));
	BENCH_OK(bench_send(b, m, msg_connect(m, 5, 6)));
	BENCH_OK(bench_send(b, m, msg_connect(m, 6, 4)));
	BENCH_OK(bench_send(b, m, msg_tplg_id(m, SOF3_TPLG_PIPE_COMPLETE, 7)));
	BENCH_OK(sofdsp_dma_setup(b->dsp, 1, 0, &sg, 1, sizeof(ring)));
	BENCH_OK(bench_send(b, m, msg_dai_config(m, 0, 2, 0)));
	n = msg_pcm_params(m, 5, 1, 0, SOF3_FRAME_S32_LE, 2, sizeof(ring), 0);
	assert_int_equal(bench_send(b, m, n), -EINVAL);
	BENCH_OK(bench_send(b, m, msg_dai_config(m, 1, 2, 0)));
	msg_pcm_params(m, 5, 1, 0, SOF3_FRAME_S32_LE, 2, sizeof(ring), 0);
	BENCH_OK(bench_send(b, m, n));
	BENCH_OK(bench_send(b, m, msg_stream(m, SOF3_STREAM_PCM_FREE, 5)));
	n = msg_dai_config(m, 0, 2, 0);
	dai->ssp.fsync_rate = sofv_cpu_to_le32(44150);
	assert_int_equal(bench_send(b, m, n), -EINVAL);
	dai->ssp.fsync_rate = sofv_cpu_to_le32(7900);
	assert_int_equal(bench_send(b, m, n), -EINVAL);
	assert_int_equal(sofdsp_dai_rate_hz(b->dsp, 0, SOFDSP_DIR_CAPTURE), 48000);
	dai->ssp.fsync_rate = sofv_cpu_to_le32(192000);
	BENCH_OK(bench_send(b, m, n));
	assert_int_equal(sofdsp_dai_rate_hz(b->dsp, 0, SOFDSP_DIR_CAPTURE), 192000);
	assert_int_equal(sofdsp_dai_rate_hz(b->dsp, 7, SOFDSP_DIR_CAPTURE), 0);
	n = msg_dai_config(m, 0, 2, 0);
	dai->config.type = sofv_cpu_to_le32(2);
	assert_int_equal(bench_send(b, m, n), -ENODEV);
	bench_free(b);
}

static void test_pcm_params_refusals(void **state)
{
	struct sof3_pcm_params *p;
	struct bench *b = bench_new();
	struct bench_ring ring;
	struct sofdsp_stats s;
	bench_msg m;
	u32 n;

	(void)state;
	p = (void *)m;
	bench_mix_new(b, 2, 2);
	bench_ring_new(&ring, 480 * 8);
#define PARAMS(fmt, ch, bytes) \
	msg_pcm_params(m, BENCH_HOST(0), 1, 0, fmt, ch, bytes, 0)

	/* No ring yet. */
	n = PARAMS(SOF3_FRAME_S32_LE, 2, ring.bytes);
	assert_int_equal(bench_send(b, m, n), -EINVAL);
	BENCH_OK(sofdsp_dma_setup(b->dsp, 1, 0, ring.sg, ring.n_sg, ring.bytes));

	assert_int_equal(bench_send(b, m, PARAMS(SOF3_FRAME_FLOAT, 2, ring.bytes)),
			 -EINVAL);
	assert_int_equal(bench_send(b, m, PARAMS(SOF3_FRAME_S32_LE, 0, ring.bytes)),
			 -EINVAL);
	assert_int_equal(bench_send(b, m, PARAMS(SOF3_FRAME_S32_LE, 9, ring.bytes)),
			 -EINVAL);
	/* The DAI has two slots. */
	assert_int_equal(bench_send(b, m, PARAMS(SOF3_FRAME_S32_LE, 3, ring.bytes)),
			 -EINVAL);
	assert_int_equal(bench_send(b, m, PARAMS(SOF3_FRAME_S32_LE, 2, 480)), -EINVAL);
	n = PARAMS(SOF3_FRAME_S32_LE, 2, ring.bytes);
	/* Not that of the DAI, and none at all. */
	p->params.rate = sofv_cpu_to_le32(44100);
	assert_int_equal(bench_send(b, m, n), -EINVAL);
	p->params.rate = sofv_cpu_to_le32(0);
	assert_int_equal(bench_send(b, m, n), -EINVAL);
	n = PARAMS(SOF3_FRAME_S32_LE, 2, ring.bytes);
	p->params.direction = sofv_cpu_to_le32(SOF3_DIR_CAPTURE);
	assert_int_equal(bench_send(b, m, n), -EINVAL);
	n = PARAMS(SOF3_FRAME_S32_LE, 2, ring.bytes);
	p->params.ext_data_length = sofv_cpu_to_le16(1);
	assert_int_equal(bench_send(b, m, n), -EINVAL);
	n = PARAMS(SOF3_FRAME_S32_LE, 2, ring.bytes);
	p->params.stream_tag = sofv_cpu_to_le16(SOFDSP_MAX_STREAMS + 1);
	assert_int_equal(bench_send(b, m, n), -EINVAL);
	bench_stats(b, &s);
	assert_int_equal(s.n_streams, 0);

	BENCH_OK(bench_send(b, m, PARAMS(SOF3_FRAME_S32_LE, 2, ring.bytes)));
	/* A ring that cuts a frame. */
	sofdsp_dma_free(b->dsp, 1, 0);
	BENCH_OK(sofdsp_dma_setup(b->dsp, 1, 0, ring.sg, ring.n_sg, ring.bytes - 4));
	assert_int_equal(bench_send(b, m, PARAMS(SOF3_FRAME_S32_LE, 2,
						 ring.bytes - 4)), -EINVAL);
	sofdsp_dma_free(b->dsp, 1, 0);
	BENCH_OK(sofdsp_dma_setup(b->dsp, 1, 0, ring.sg, ring.n_sg, ring.bytes));
	/* A pipeline that is not complete. */
	BENCH_OK(bench_send(b, m, msg_host_new(m, 700, 70, 0)));
	BENCH_OK(bench_send(b, m, msg_pipe_new(m, 70, 70)));
	assert_int_equal(bench_send(b, m, msg_pcm_params(m, 700, 1, 0,
							 SOF3_FRAME_S32_LE, 2,
							 ring.bytes, 0)), -EINVAL);

	/* Again is fine before the start; the ring is not to be shared. */
	BENCH_OK(bench_send(b, m, PARAMS(SOF3_FRAME_S32_LE, 2, ring.bytes)));
	assert_int_equal(bench_send(b, m, msg_pcm_params(m, BENCH_HOST(1), 1, 0,
							 SOF3_FRAME_S32_LE, 2,
							 ring.bytes, 0)), -EBUSY);
	BENCH_OK(bench_trigger(b, SOF3_STREAM_TRIG_START, 0));
	assert_int_equal(bench_send(b, m, PARAMS(SOF3_FRAME_S32_LE, 2, ring.bytes)),
			 -EBUSY);
	/* The DAI keeps its format as long as somebody relies on it. */
	assert_int_equal(bench_send(b, m, msg_dai_config(m, 0, 4, 0)), -EBUSY);
	BENCH_OK(bench_send(b, m, msg_dai_config(m, 0, 2, 0)));
#undef PARAMS
	bench_ring_free(&ring);
	bench_free(b);
}

static void test_fw_ready(void **state)
{
	struct sof3_fw_ready *ready;
	struct sof3_window *w;
	struct bench *b = bench_new();
	u64 image[SOFDSP_FW_READY_MAX_BYTES / sizeof(u64)];
	u32 bytes, i, seen = 0, end;

	(void)state;
	assert_int_equal(sofdsp_fw_ready(b->dsp, image, 100), 0);
	memset(image, 0xff, sizeof(image));
	bytes = sofdsp_fw_ready(b->dsp, image, sizeof(image));
	ready = (void *)image;
	w = (void *)(ready + 1);
	assert_true(bytes > sizeof(*ready) + sizeof(*w));
	assert_int_equal(sofv_le32_to_cpu(ready->hdr.cmd), SOF3_FW_READY);
	assert_int_equal(sofv_le32_to_cpu(ready->version.abi_version), 0x03017001);
	assert_int_equal(ready->version.tag[sizeof(ready->version.tag) - 1], 0);
	assert_int_equal(sofv_le32_to_cpu(w->ext_hdr.hdr.cmd), SOF3_FW_READY);
	assert_int_equal(sofv_le32_to_cpu(w->ext_hdr.hdr.size), sizeof(*w));
	for (i = 0; i < sofv_le32_to_cpu(w->num_windows); i++) {
		seen |= 1u << sofv_le32_to_cpu(w->window[i].type);
		end = sofv_le32_to_cpu(w->window[i].offset) +
		      sofv_le32_to_cpu(w->window[i].size);
		assert_true(end <= SOFDSP_SRAM_BYTES);
	}
	assert_int_equal(seen & 0x1b, 0x1b);	/* down, up, debug, stream */
	/* The reader stops at a header without FW_READY. */
	assert_int_equal(((u32 *)(w + 1))[1], 0);
	bench_free(b);
}

static void test_init_refusals(void **state)
{
	static const struct sofdsp_env none;
	static u64 small[8];

	(void)state;
	assert_null(sofdsp_init(small, sizeof(small), &none, NULL));
	assert_null(sofdsp_init(NULL, sofdsp_footprint(), &none, NULL));
}

#define LAST_TAG SOFDSP_MAX_STREAMS

static void test_dma_refusals(void **state)
{
	struct bench *b = bench_new();
	u8 mem[64];
	struct sofdsp_sg sg[2] = { { mem, 32 }, { mem + 32, 32 } };

	(void)state;
	assert_int_equal(sofdsp_dma_setup(b->dsp, 0, 0, sg, 2, 64), -EINVAL);
	assert_int_equal(sofdsp_dma_setup(b->dsp, SOFDSP_MAX_STREAMS + 1, 0, sg,
					  2, 64), -EINVAL);
	assert_int_equal(sofdsp_dma_setup(b->dsp, 1, 2, sg, 2, 64), -EINVAL);
	assert_int_equal(sofdsp_dma_setup(b->dsp, 1, 0, sg, 2, 65), -EINVAL);
	assert_int_equal(sofdsp_dma_setup(b->dsp, 1, 0, sg, 1, 64), -EINVAL);
	assert_int_equal(sofdsp_dma_setup(b->dsp, 1, 0, sg, 0, 0), -EINVAL);
	BENCH_OK(sofdsp_dma_setup(b->dsp, LAST_TAG, 1, sg, 2, 64));
	assert_int_equal(sofdsp_dma_setup(b->dsp, LAST_TAG, 1, sg, 2, 64), -EBUSY);
	BENCH_OK(sofdsp_dma_setup(b->dsp, LAST_TAG, 0, sg, 2, 64));
	sofdsp_dma_free(b->dsp, LAST_TAG, 1);
	sofdsp_dma_free(b->dsp, LAST_TAG, 1);
	sofdsp_dma_free(b->dsp, 1000, 7);
	assert_int_equal(sofdsp_dma_position(b->dsp, 1000, 7), 0);
	BENCH_OK(sofdsp_dma_setup(b->dsp, LAST_TAG, 1, sg, 2, 64));
	bench_free(b);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_message_is_bounded),
		cmocka_unit_test(test_bytes_without_content),
		cmocka_unit_test(test_too_long_is_refused),
		cmocka_unit_test(test_replies),
		cmocka_unit_test(test_ids),
		cmocka_unit_test(test_dai_config),
		cmocka_unit_test(test_pcm_params_refusals),
		cmocka_unit_test(test_fw_ready),
		cmocka_unit_test(test_init_refusals),
		cmocka_unit_test(test_dma_refusals),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
