// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Demux, mux and selector. Routing moves samples and adds them, so everything here
 * is bit-exact; the model adds in double precision, which is exact for it too.
 */
#include <stdlib.h>

#include <components/mux/mux_blob.h>
#include <components/selector/selector_blob.h>

#include "dsp_bench.h"
#include "dsp_line.h"

#define DEMUX		20u
#define DEMUX_DAI	21u
#define RING_FRAMES	4800u

/*
 * A branch of the demux: buffer and host of pipeline TAP(i), ids behind it. Tags are
 * i + 1. The feeds of the mux are the same the other way about.
 */
#define TAP(i)		(100u + 10u * (i))
#define TAP_HOST(i)	(TAP(i) + 1)
#define TAP_BUFFER(i)	(TAP(i) + 2)

struct rule {
	u32 pipeline_id;
	u8 mask[8];
};

static u32 blob_make(u8 *to, const struct rule *rules, u32 n)
{
	struct mux_blob_stream stream;
	struct mux_blob head;
	u32 i;

	memset(&head, 0, sizeof(head));
	head.num_streams = sofv_cpu_to_le16((u16)n);
	memcpy(to, &head, sizeof(head));
	for (i = 0; i < n; i++) {
		memset(&stream, 0, sizeof(stream));
		stream.pipeline_id = sofv_cpu_to_le32(rules[i].pipeline_id);
		memcpy(stream.mask, rules[i].mask, sizeof(stream.mask));
		memcpy(to + sizeof(head) + i * sizeof(stream), &stream,
		       sizeof(stream));
	}
	return (u32)(sizeof(head) + n * sizeof(stream));
}

static s32 send_blob(struct bench *b, u32 id, const void *blob, u32 bytes)
{
	bench_msg m;
	s32 ret = 0;
	u32 i;

	for (i = 0; i < msg_data_parts(bytes) && !ret; i++)
		ret = bench_send(b, m, msg_data(m, true, id, blob, bytes, i));
	return ret;
}

static s32 send_rules(struct bench *b, u32 id, const struct rule *rules, u32 n)
{
	u8 blob[MUX_BLOB_MAX_BYTES];

	return send_blob(b, id, blob, blob_make(blob, rules, n));
}

/* The model: output channel @c of a frame. */
static s32 model(const s32 *frame, u32 channels, u8 mask)
{
	double sum = 0;
	u32 c;

	for (c = 0; c < channels; c++)
		sum += mask >> c & 1 ? frame[c] : 0.0;
	return sum > 2147483647.0 ? 0x7fffffff :
	       sum < -2147483648.0 ? -0x7fffffff - 1 : (s32)sum;
}

/* -------------------------------------------------------------- demux */

static struct bench *demux_bench(u32 slots, const struct rule *rules, u32 n)
{
	struct bench *b = bench_new();
	u8 blob[MUX_BLOB_MAX_BYTES];
	bench_msg m;

	BENCH_OK(bench_send(b, m, msg_dai_new(m, DEMUX_DAI, 1, SOF3_DIR_CAPTURE, 0,
					      SOF3_FRAME_S32_LE)));
	BENCH_OK(bench_send(b, m, msg_dai_config(m, 0, slots,
						 SOF3_DAI_FLAG_HW_PARAMS)));
	BENCH_OK(bench_send(b, m, msg_buffer_new(m, 22, 1, 768)));
	BENCH_OK(bench_send(b, m, msg_process_new(m, DEMUX, 1, SOF3_TYPE_DEMUX, NULL,
						  n ? blob : NULL,
						  n ? blob_make(blob, rules, n) : 0)));
	BENCH_OK(bench_send(b, m, msg_connect(m, DEMUX_DAI, 22)));
	BENCH_OK(bench_send(b, m, msg_connect(m, 22, DEMUX)));
	BENCH_OK(bench_send(b, m, msg_pipe_new(m, 1, 1)));
	BENCH_OK(bench_send(b, m, msg_tplg_id(m, SOF3_TPLG_PIPE_COMPLETE, 1)));
	return b;
}

static void tap_new(struct bench *b, u32 i)
{
	bench_msg m;

	BENCH_OK(bench_send(b, m, msg_host_new(m, TAP_HOST(i), TAP(i),
					       SOF3_DIR_CAPTURE)));
	BENCH_OK(bench_send(b, m, msg_buffer_new(m, TAP_BUFFER(i), TAP(i), 768)));
	BENCH_OK(bench_send(b, m, msg_pipe_new(m, TAP(i), TAP(i))));
	BENCH_OK(bench_send(b, m, msg_connect(m, TAP_BUFFER(i), TAP_HOST(i))));
	BENCH_OK(bench_send(b, m, msg_connect(m, DEMUX, TAP_BUFFER(i))));
	BENCH_OK(bench_send(b, m, msg_tplg_id(m, SOF3_TPLG_PIPE_COMPLETE, TAP(i))));
}

static void tap_free(struct bench *b, u32 i)
{
	bench_msg m;

	BENCH_OK(bench_send(b, m, msg_tplg_id(m, SOF3_TPLG_COMP_FREE, TAP_HOST(i))));
	BENCH_OK(bench_send(b, m, msg_tplg_id(m, SOF3_TPLG_BUFFER_FREE,
					      TAP_BUFFER(i))));
	BENCH_OK(bench_send(b, m, msg_tplg_id(m, SOF3_TPLG_PIPE_FREE, TAP(i))));
}

static s32 tap_open(struct bench *b, u32 i, u32 channels, struct bench_ring *ring)
{
	bench_msg m;

	bench_ring_new(ring, RING_FRAMES * channels * 4);
	BENCH_OK(sofdsp_dma_setup(b->dsp, i + 1, SOFDSP_DIR_CAPTURE, ring->sg,
				  ring->n_sg, ring->bytes));
	return bench_send(b, m, msg_pcm_params(m, TAP_HOST(i), i + 1,
					       SOF3_DIR_CAPTURE, SOF3_FRAME_S32_LE,
					       channels, ring->bytes, 0));
}

static s32 tap_trigger(struct bench *b, u32 cmd, u32 i)
{
	bench_msg m;

	return bench_send(b, m, msg_stream(m, cmd, TAP_HOST(i)));
}

static void tap_close(struct bench *b, u32 i, struct bench_ring *ring)
{
	BENCH_OK(tap_trigger(b, SOF3_STREAM_TRIG_STOP, i));
	BENCH_OK(tap_trigger(b, SOF3_STREAM_PCM_FREE, i));
	sofdsp_dma_free(b->dsp, i + 1, SOFDSP_DIR_CAPTURE);
	bench_ring_free(ring);
}

/* The ring holds the DAI's frames from @first on, through @masks (NULL: all). */
static void tap_expect(const struct bench_ring *ring, u32 first, u32 frames,
		       u32 slots, const u8 *masks, u32 channels)
{
	s32 *got = malloc(ring->bytes), frame[8];
	u32 i, c;

	bench_ring_read(ring, got, ring->bytes);
	for (i = 0; i < frames; i++) {
		for (c = 0; c < slots; c++)
			frame[c] = bench_rx_sample((first + i) * slots + c);
		for (c = 0; c < channels; c++)
			assert_int_equal(got[i * channels + c],
					 model(frame, slots,
					       masks ? masks[c] : 1u << c));
	}
	free(got);
}

static void test_demux_copies_to_all(void **state)
{
	struct bench *b = demux_bench(2, NULL, 0);
	struct bench_ring ring[3];
	struct sofdsp_stats stats;
	u32 i;

	(void)state;
	for (i = 0; i < 3; i++) {
		tap_new(b, i);
		BENCH_OK(tap_open(b, i, 2, &ring[i]));
	}
	BENCH_OK(tap_trigger(b, SOF3_STREAM_TRIG_START, 0));
	bench_ticks(b, 7);
	BENCH_OK(tap_trigger(b, SOF3_STREAM_TRIG_START, 1));
	bench_ticks(b, 50);
	tap_expect(&ring[0], 0, 57 * 48, 2, NULL, 2);
	tap_expect(&ring[1], 7 * 48, 50 * 48, 2, NULL, 2);
	assert_int_equal(sofdsp_dma_position(b->dsp, 3, SOFDSP_DIR_CAPTURE), 0);
	bench_stats(b, &stats);
	assert_int_equal(stats.n_xruns, 0);
	for (i = 0; i < 3; i++)
		tap_close(b, i, &ring[i]);
	bench_free(b);
}

/* Pause, stop and a ring that was taken away: the other one hears nothing of it. */
static void test_demux_waits_for_nobody(void **state)
{
	struct bench *b = demux_bench(2, NULL, 0);
	struct bench_ring ring[2];
	u32 i;

	(void)state;
	for (i = 0; i < 2; i++) {
		tap_new(b, i);
		BENCH_OK(tap_open(b, i, 2, &ring[i]));
		BENCH_OK(tap_trigger(b, SOF3_STREAM_TRIG_START, i));
	}
	bench_ticks(b, 5);
	BENCH_OK(tap_trigger(b, SOF3_STREAM_TRIG_PAUSE, 1));
	bench_ticks(b, 20);
	tap_expect(&ring[1], 0, 5 * 48, 2, NULL, 2);
	BENCH_OK(tap_trigger(b, SOF3_STREAM_TRIG_RELEASE, 1));
	bench_ticks(b, 5);
	BENCH_OK(tap_trigger(b, SOF3_STREAM_TRIG_STOP, 1));
	bench_ticks(b, 20);
	BENCH_OK(tap_trigger(b, SOF3_STREAM_TRIG_START, 1));
	bench_ticks(b, 5);
	sofdsp_dma_free(b->dsp, 2, SOFDSP_DIR_CAPTURE);
	bench_ticks(b, 20);
	tap_expect(&ring[0], 0, 75 * 48, 2, NULL, 2);
	for (i = 0; i < 2; i++)
		tap_close(b, i, &ring[i]);
	bench_free(b);
}

static void expect_routing(u32 slots, const struct rule *rule, u32 channels)
{
	struct bench *b = demux_bench(slots, rule, 1);
	struct bench_ring ring;

	tap_new(b, 0);
	BENCH_OK(tap_open(b, 0, channels, &ring));
	BENCH_OK(tap_trigger(b, SOF3_STREAM_TRIG_START, 0));
	bench_ticks(b, 99);
	tap_expect(&ring, 0, 99 * 48, slots, rule->mask, channels);
	tap_close(b, 0, &ring);
	bench_free(b);
}

static void test_demux_routes(void **state)
{
	static const struct rule left = { TAP(0), { 1 } };
	static const struct rule swap = { TAP(0), { 2, 1 } };
	static const struct rule both = { TAP(0), { 1, 1 } };
	static const struct rule sum = { TAP(0), { 3 } };
	static const struct rule gap = { TAP(0), { 0, 0, 4, 0, 1 } };
	static const struct rule any = { MUX_BLOB_ANY_PIPELINE, { 2 } };
	static const struct rule all = { TAP(0), { 0xff, 0x0f, 0xf0, 0x81, 1, 2, 4, 8 } };
	static const struct rule absent = { TAP(0), { 1, 0x80 } };
	static const struct rule other = { TAP(1), { 1 } };

	(void)state;
	expect_routing(2, &left, 1);
	expect_routing(2, &swap, 2);
	expect_routing(1, &both, 2);
	expect_routing(2, &sum, 1);
	expect_routing(4, &gap, 5);
	expect_routing(2, &any, 1);
	expect_routing(8, &all, 8);
	expect_routing(2, &absent, 2);
	/* Not named, so not routed: a copy. */
	expect_routing(2, &(struct rule){ other.pipeline_id, { 1, 2 } }, 2);
}

static void test_demux_formats_per_output(void **state)
{
	static const struct rule rules[] = {
		{ TAP(1), { 1 } },
		{ MUX_BLOB_ANY_PIPELINE, { 2, 1 } },
	};
	struct bench *b = demux_bench(2, rules, 2);
	struct bench_ring ring[3];
	u32 i;

	(void)state;
	for (i = 0; i < 3; i++) {
		tap_new(b, i);
		BENCH_OK(tap_open(b, i, i == 1 ? 1 : 2, &ring[i]));
		BENCH_OK(tap_trigger(b, SOF3_STREAM_TRIG_START, i));
	}
	bench_ticks(b, 20);
	tap_expect(&ring[0], 0, 960, 2, rules[1].mask, 2);
	tap_expect(&ring[1], 0, 960, 2, rules[0].mask, 1);
	tap_expect(&ring[2], 0, 960, 2, rules[1].mask, 2);
	tap_close(b, 1, &ring[1]);
	/* Mono is not stereo. */
	assert_int_equal(tap_open(b, 1, 2, &ring[1]), -EINVAL);
	sofdsp_dma_free(b->dsp, 2, SOFDSP_DIR_CAPTURE);
	bench_ring_free(&ring[1]);
	bench_ticks(b, 20);
	tap_expect(&ring[0], 0, 1920, 2, rules[1].mask, 2);
	tap_close(b, 0, &ring[0]);
	tap_close(b, 2, &ring[2]);
	bench_free(b);
}

/* What guests do: come, record and go, while the host records. */
static void test_demux_outputs_come_and_go(void **state)
{
	static const struct rule mono = { TAP(2), { 2 } };
	struct bench *b = demux_bench(2, &mono, 1);
	struct sofdsp_stats before, after;
	struct bench_ring ring[3];
	u32 i, tick = 0;

	(void)state;
	tap_new(b, 0);
	BENCH_OK(tap_open(b, 0, 2, &ring[0]));
	BENCH_OK(tap_trigger(b, SOF3_STREAM_TRIG_START, 0));
	bench_stats(b, &before);
	for (i = 0; i < 12; i++, tick += 8) {
		tap_new(b, 1 + i % 2);
		bench_ticks(b, 2);
		BENCH_OK(tap_open(b, 1 + i % 2, 2 - i % 2, &ring[1]));
		BENCH_OK(tap_trigger(b, SOF3_STREAM_TRIG_START, 1 + i % 2));
		bench_ticks(b, 5);
		tap_expect(&ring[1], (tick + 2) * 48, 5 * 48, 2,
			   i % 2 ? mono.mask : NULL, 2 - i % 2);
		tap_close(b, 1 + i % 2, &ring[1]);
		bench_ticks(b, 1);
		tap_free(b, 1 + i % 2);
	}
	tap_expect(&ring[0], 0, tick * 48, 2, NULL, 2);
	bench_stats(b, &after);
	assert_int_equal(after.arena_used_bytes, before.arena_used_bytes);
	assert_int_equal(after.n_xruns, 0);
	tap_close(b, 0, &ring[0]);
	bench_free(b);
}

static void test_demux_changes_while_running(void **state)
{
	static const struct rule swap = { TAP(0), { 2, 1 } };
	static const struct rule mono = { TAP(0), { 1 } };
	static const struct rule other_mono = { TAP(1), { 1 } };
	u32 expect_bytes = sizeof(struct mux_blob) + sizeof(struct mux_blob_stream);
	struct bench *b = demux_bench(2, NULL, 0);
	struct bench_ring ring[2];
	u8 blob[64];
	bench_msg m;

	(void)state;
	tap_new(b, 0);
	tap_new(b, 1);
	BENCH_OK(tap_open(b, 0, 2, &ring[0]));
	BENCH_OK(tap_trigger(b, SOF3_STREAM_TRIG_START, 0));
	bench_ticks(b, 4);
	BENCH_OK(send_rules(b, DEMUX, &swap, 1));
	bench_ticks(b, 4);
	/* Nobody's format changes under its feet. */
	assert_int_equal(send_rules(b, DEMUX, &mono, 1), -EBUSY);
	bench_ticks(b, 4);
	tap_expect(&ring[0], 0, 4 * 48, 2, NULL, 2);
	BENCH_OK(bench_send(b, m, msg_data(m, false, DEMUX, NULL, expect_bytes, 0)));
	blob_make(blob, &swap, 1);
	assert_memory_equal(b->reply + sizeof(struct sof3_ctrl_data) +
			    sizeof(struct sof3_abi_hdr), blob, expect_bytes);
	/* But the one that does not run takes a new one. */
	BENCH_OK(send_rules(b, DEMUX, &other_mono, 1));
	BENCH_OK(tap_open(b, 1, 1, &ring[1]));
	BENCH_OK(tap_trigger(b, SOF3_STREAM_TRIG_START, 1));
	bench_ticks(b, 4);
	tap_expect(&ring[1], 12 * 48, 4 * 48, 2, other_mono.mask, 1);
	tap_close(b, 1, &ring[1]);
	tap_close(b, 0, &ring[0]);
	BENCH_OK(send_rules(b, DEMUX, &mono, 1));
	BENCH_OK(tap_open(b, 0, 1, &ring[0]));
	tap_close(b, 0, &ring[0]);
	bench_free(b);
}

static void expect_bad_blobs(u32 type)
{
	static const struct rule good[] = { { 1, { 1, 2 } }, { 2, { 2, 1 } } };
	static const struct rule twice[] = { { 7, { 1 } }, { 7, { 2 } } };
	struct bench *b = bench_new();
	u8 blob[MUX_BLOB_MAX_BYTES + 16] = { 0 };
	u32 bytes = blob_make(blob, good, 2), n;
	const struct sof3_abi_hdr *abi = (const void *)(b->reply +
						sizeof(struct sof3_ctrl_data));
	bench_msg m;

	/* What comes with the component may be no blob, and is not taken then. */
	for (n = 1; n < bytes; n++) {
		BENCH_OK(bench_send(b, m, msg_process_new(m, DEMUX, 1, type, NULL,
							  blob, n)));
		BENCH_OK(bench_send(b, m, msg_data(m, false, DEMUX, NULL, 8, 0)));
		assert_int_equal(sofv_le32_to_cpu(abi->size), 0);
		BENCH_OK(bench_send(b, m, msg_tplg_id(m, SOF3_TPLG_COMP_FREE, DEMUX)));
	}
	BENCH_OK(bench_send(b, m, msg_process_new(m, DEMUX, 1, type, NULL, blob,
						  bytes)));
	for (n = 1; n < bytes; n++)
		assert_int_equal(send_blob(b, DEMUX, blob, n), -EINVAL);
	assert_int_equal(send_rules(b, DEMUX, twice, 2), -EINVAL);
	blob[4] = 0xff;
	blob[5] = 0xff;
	assert_int_equal(send_blob(b, DEMUX, blob, bytes), -EINVAL);
	/* More than it has room for. */
	assert_int_equal(send_blob(b, DEMUX, blob, sizeof(blob)), -EINVAL);
	/* The good one is still there. */
	BENCH_OK(bench_send(b, m, msg_data(m, false, DEMUX, NULL, bytes, 0)));
	blob_make(blob, good, 2);
	assert_memory_equal(b->reply + sizeof(struct sof3_ctrl_data) +
			    sizeof(struct sof3_abi_hdr), blob, bytes);
	bench_free(b);
}

static void test_bad_blobs(void **state)
{
	(void)state;
	expect_bad_blobs(SOF3_TYPE_DEMUX);
	expect_bad_blobs(SOF3_TYPE_MUX);
}

/* ---------------------------------------------------------------- mux */

#define MUX		30u
#define MUX_DAI		31u

static struct bench *mux_bench(u32 slots, const struct rule *rules, u32 n)
{
	struct bench *b = bench_new();
	u8 blob[MUX_BLOB_MAX_BYTES];
	bench_msg m;

	BENCH_OK(bench_send(b, m, msg_dai_new(m, MUX_DAI, 1, SOF3_DIR_PLAYBACK, 0,
					      SOF3_FRAME_S32_LE)));
	BENCH_OK(bench_send(b, m, msg_dai_config(m, 0, slots,
						 SOF3_DAI_FLAG_HW_PARAMS)));
	BENCH_OK(bench_send(b, m, msg_buffer_new(m, 32, 1, 768)));
	BENCH_OK(bench_send(b, m, msg_process_new(m, MUX, 1, SOF3_TYPE_MUX, NULL,
						  n ? blob : NULL,
						  n ? blob_make(blob, rules, n) : 0)));
	BENCH_OK(bench_send(b, m, msg_connect(m, MUX, 32)));
	BENCH_OK(bench_send(b, m, msg_connect(m, 32, MUX_DAI)));
	BENCH_OK(bench_send(b, m, msg_pipe_new(m, 1, 1)));
	BENCH_OK(bench_send(b, m, msg_tplg_id(m, SOF3_TPLG_PIPE_COMPLETE, 1)));
	return b;
}

static void feed_new(struct bench *b, u32 i)
{
	bench_msg m;

	BENCH_OK(bench_send(b, m, msg_host_new(m, TAP_HOST(i), TAP(i),
					       SOF3_DIR_PLAYBACK)));
	BENCH_OK(bench_send(b, m, msg_buffer_new(m, TAP_BUFFER(i), TAP(i), 768)));
	BENCH_OK(bench_send(b, m, msg_pipe_new(m, TAP(i), TAP(i))));
	BENCH_OK(bench_send(b, m, msg_connect(m, TAP_HOST(i), TAP_BUFFER(i))));
	BENCH_OK(bench_send(b, m, msg_connect(m, TAP_BUFFER(i), MUX)));
	BENCH_OK(bench_send(b, m, msg_tplg_id(m, SOF3_TPLG_PIPE_COMPLETE, TAP(i))));
}

static s32 feed_open(struct bench *b, u32 i, u32 channels, u32 rate_hz,
		     struct bench_ring *ring, s32 *samples)
{
	u32 seed = 77 + i, k, n;
	bench_msg m;

	for (k = 0; k < RING_FRAMES * channels; k++)
		samples[k] = bench_noise(&seed);
	bench_ring_new(ring, RING_FRAMES * channels * 4);
	bench_ring_write(ring, samples, ring->bytes);
	BENCH_OK(sofdsp_dma_setup(b->dsp, i + 1, SOFDSP_DIR_PLAYBACK, ring->sg,
				  ring->n_sg, ring->bytes));
	n = msg_pcm_params(m, TAP_HOST(i), i + 1, SOF3_DIR_PLAYBACK,
			   SOF3_FRAME_S32_LE, channels, ring->bytes, 0);
	msg_set_rate(m, rate_hz);
	return bench_send(b, m, n);
}

/*
 * Three feeds, mono, stereo and stereo; the third starts late, the second stops
 * early. The masks of feed i in @masks[i]; @slots out.
 */
static void expect_mux(const struct rule *rules, u32 n_rules, u8 masks[3][2],
		       u32 slots)
{
	static const u32 channels[3] = { 1, 2, 2 };
	static const u32 from[3] = { 0, 0, 10 * 48 }, to[3] = { 40 * 48, 30 * 48, 40 * 48 };
	struct bench *b = mux_bench(slots, rules, n_rules);
	struct bench_ring ring[3];
	s32 *samples[3], want;
	double sum;
	u32 i, k, c, o;

	for (i = 0; i < 3; i++) {
		samples[i] = malloc(RING_FRAMES * 2 * sizeof(s32));
		feed_new(b, i);
	}
	/* The widest first: without rules it says how many come out. */
	for (i = 3; i-- > 0;)
		BENCH_OK(feed_open(b, i, channels[i], 48000, &ring[i], samples[i]));
	BENCH_OK(tap_trigger(b, SOF3_STREAM_TRIG_START, 0));
	BENCH_OK(tap_trigger(b, SOF3_STREAM_TRIG_START, 1));
	bench_ticks(b, 10);
	BENCH_OK(tap_trigger(b, SOF3_STREAM_TRIG_START, 2));
	bench_ticks(b, 20);
	BENCH_OK(tap_trigger(b, SOF3_STREAM_TRIG_STOP, 1));
	bench_ticks(b, 10);
	assert_int_equal(b->tx_frames, 40 * 48);
	for (k = 0; k < b->tx_frames; k++) {
		for (o = 0; o < slots; o++) {
			for (sum = 0, i = 0; i < 3; i++)
				for (c = 0; c < channels[i]; c++)
					if (masks[i][c] >> o & 1 && k >= from[i] &&
					    k < to[i])
						sum += samples[i][(k - from[i]) *
								  channels[i] + c];
			want = sum > 2147483647.0 ? 0x7fffffff :
			       sum < -2147483648.0 ? -0x7fffffff - 1 : (s32)sum;
			assert_int_equal(b->tx[k * slots + o], want);
		}
	}
	for (i = 0; i < 3; i++) {
		bench_ring_free(&ring[i]);
		free(samples[i]);
	}
	bench_free(b);
}

static void test_mux(void **state)
{
	static const struct rule rules[] = {
		{ TAP(0), { 0x03 } },		/* mono to both */
		{ TAP(1), { 0x01, 0x02 } },
		{ MUX_BLOB_ANY_PIPELINE, { 0x04, 0x01 } },
	};
	u8 plain[3][2] = { { 1, 2 }, { 1, 2 }, { 1, 2 } };
	u8 routed[3][2] = { { 3, 0 }, { 1, 2 }, { 4, 1 } };

	(void)state;
	expect_mux(NULL, 0, plain, 2);
	expect_mux(rules, 3, routed, 3);
}

static void test_mux_refuses_another_rate(void **state)
{
	s32 *samples = malloc(RING_FRAMES * 2 * sizeof(s32));
	struct bench *b = mux_bench(2, NULL, 0);
	struct bench_ring ring[2];

	(void)state;
	feed_new(b, 0);
	feed_new(b, 1);
	BENCH_OK(feed_open(b, 0, 2, 48000, &ring[0], samples));
	BENCH_OK(tap_trigger(b, SOF3_STREAM_TRIG_START, 0));
	bench_ticks(b, 2);
	assert_int_equal(feed_open(b, 1, 2, 44100, &ring[1], samples), -EINVAL);
	bench_ticks(b, 2);
	assert_int_equal(b->tx_frames, 4 * 48);
	bench_ring_free(&ring[0]);
	bench_ring_free(&ring[1]);
	free(samples);
	bench_free(b);
}

/* ----------------------------------------------------------- selector */

static u32 selector_new(void *m, u32 ins, u32 outs, u32 channel)
{
	struct selector_blob blob = {
		.in_channels_count = sofv_cpu_to_le32(ins),
		.out_channels_count = sofv_cpu_to_le32(outs),
		.sel_channel = sofv_cpu_to_le32(channel),
	};

	return msg_process_new(m, LINE_COMP, LINE_PIPELINE, SOF3_TYPE_SELECTOR, NULL,
			       &blob, sizeof(blob));
}

static void expect_selector(u32 ins, u32 outs, u32 channel, bool any)
{
	enum { FRAMES = 960 };
	s32 *in = malloc(FRAMES * ins * sizeof(*in));
	u32 seed = 3, i, c, n;
	struct line line;
	bench_msg m;

	for (i = 0; i < FRAMES * ins; i++)
		in[i] = bench_noise(&seed);
	n = selector_new(m, any ? 0 : ins, any && ins == outs ? 0 : outs, channel);
	line_new(&line, m, n, SOF3_DIR_PLAYBACK, ins, outs, 48000, 48000);
	BENCH_OK(line_play(&line, in, FRAMES));
	for (i = 0; i < FRAMES; i++)
		for (c = 0; c < outs; c++)
			assert_int_equal(line.b->tx[i * outs + c],
					 in[i * ins + (ins == outs ? c : channel)]);
	line_free(&line);
	free(in);
}

static void test_selector(void **state)
{
	u32 any;

	(void)state;
	for (any = 0; any < 2; any++) {
		expect_selector(2, 1, 0, any);
		expect_selector(2, 1, 1, any);
		expect_selector(1, 2, 0, any);
		expect_selector(2, 2, 1, any);
		expect_selector(8, 1, 7, any);
		expect_selector(4, 2, 3, any);
	}
}

static void test_selector_refuses(void **state)
{
	struct selector_blob blob = { 0 };
	s32 in[960] = { 0 };
	struct line line;
	bench_msg m;
	u32 n;

	(void)state;
	/* Wants 4, gets 2. */
	n = selector_new(m, 4, 1, 0);
	line_new(&line, m, n, SOF3_DIR_PLAYBACK, 2, 1, 48000, 48000);
	assert_int_equal(line_play(&line, in, 96), -EINVAL);
	for (n = 1; n < sizeof(blob); n++)
		assert_int_equal(line_set_data(&line, &blob, n), -EINVAL);
	blob.in_channels_count = sofv_cpu_to_le32(9);
	assert_int_equal(line_set_data(&line, &blob, sizeof(blob)), -EINVAL);
	blob.in_channels_count = sofv_cpu_to_le32(2);
	blob.sel_channel = sofv_cpu_to_le32(2);
	assert_int_equal(line_set_data(&line, &blob, sizeof(blob)), -EINVAL);
	blob.sel_channel = sofv_cpu_to_le32(1);
	blob.out_channels_count = sofv_cpu_to_le32(1);
	BENCH_OK(line_set_data(&line, &blob, sizeof(blob)));
	BENCH_OK(line_play(&line, in, 96));
	line_free(&line);
	/* The third of any number, but there are two. */
	n = selector_new(m, 0, 1, 2);
	line_new(&line, m, n, SOF3_DIR_PLAYBACK, 2, 1, 48000, 48000);
	assert_int_equal(line_play(&line, in, 96), -EINVAL);
	line_free(&line);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_demux_copies_to_all),
		cmocka_unit_test(test_demux_waits_for_nobody),
		cmocka_unit_test(test_demux_routes),
		cmocka_unit_test(test_demux_formats_per_output),
		cmocka_unit_test(test_demux_outputs_come_and_go),
		cmocka_unit_test(test_demux_changes_while_running),
		cmocka_unit_test(test_bad_blobs),
		cmocka_unit_test(test_mux),
		cmocka_unit_test(test_mux_refuses_another_rate),
		cmocka_unit_test(test_selector),
		cmocka_unit_test(test_selector_refuses),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
