// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Decoding of requests: every id is found, every length is bounded.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <sofv/firewall.h>
#include <sofv/ipc.h>

#include "core_bench.h"

static void put(void *msg, u32 offset, u32 value)
{
	u8 *p = (u8 *)msg + offset;

	p[0] = (u8)value;
	p[1] = (u8)(value >> 8);
	p[2] = (u8)(value >> 16);
	p[3] = (u8)(value >> 24);
}

static struct sofv_ipc decoded(const void *msg, u32 bytes)
{
	struct sofv_ipc ipc;

	assert_int_equal(sofv_ipc_decode(&ipc, msg, bytes), 0);
	assert_int_equal(ipc.bytes, bytes);

	return ipc;
}

/* P-3.1.1, P-3.1.2 */
static void test_header(void **state)
{
	u8 big[SOFV_IPC_MAX_BYTES + 4] = { 0 };
	struct sofv_ipc ipc;
	bench_msg m;
	u32 bytes = msg_connect(m, 1, 2);

	(void)state;
	assert_int_equal(sofv_ipc_decode(&ipc, m, 7), -EMSGSIZE);
	assert_int_equal(sofv_ipc_decode(&ipc, m, 0), -EMSGSIZE);
	assert_int_equal(sofv_ipc_decode(&ipc, m, bytes - 1), -EBADMSG);
	assert_int_equal(sofv_ipc_decode(&ipc, m, bytes + 1), -EBADMSG);
	put(big, 0, sizeof(big));
	assert_int_equal(sofv_ipc_decode(&ipc, big, sizeof(big)), -EMSGSIZE);
	put(big, 0, SOFV_IPC_MAX_BYTES);
	assert_int_equal(sofv_ipc_decode(&ipc, big, SOFV_IPC_MAX_BYTES), 0);
}

static void test_ids(void **state)
{
	struct sofv_ipc ipc;
	bench_msg m;

	(void)state;
	ipc = decoded(m, msg_host_new(m, 11, 22, SOF3_DIR_CAPTURE));
	assert_int_equal(ipc.cmd, TPLG(COMP_NEW));
	assert_int_equal(ipc.id, 11);
	assert_int_equal(ipc.comp.pipeline_id, 22);
	assert_int_equal(ipc.comp.type, SOF3_TYPE_HOST);
	assert_int_equal(ipc.comp.direction, SOF3_DIR_CAPTURE);

	ipc = decoded(m, msg_vdai_new(m, 12, 22, SOF3_DIR_PLAYBACK, 5));
	assert_int_equal(ipc.id, 12);
	assert_int_equal(ipc.comp.dai_type, SOFV_DAI_VIRTUAL);
	assert_int_equal(ipc.comp.point_index, 5);

	ipc = decoded(m, msg_buffer_new(m, 13, 22, 768));
	assert_int_equal(ipc.id, 13);
	assert_int_equal(ipc.buffer.pipeline_id, 22);
	assert_int_equal(ipc.buffer.bytes, 768);

	ipc = decoded(m, msg_pipe_new_sched(m, 14, 22, 11));
	assert_int_equal(ipc.id, 14);
	assert_int_equal(ipc.pipe.pipeline_id, 22);
	assert_int_equal(ipc.pipe.sched_id, 11);

	ipc = decoded(m, msg_connect(m, 11, 13));
	assert_int_equal(ipc.connect.source_id, 11);
	assert_int_equal(ipc.connect.sink_id, 13);

	ipc = decoded(m, msg_tplg_id(m, SOF3_TPLG_PIPE_FREE, 14));
	assert_int_equal(ipc.cmd, TPLG(PIPE_FREE));
	assert_int_equal(ipc.id, 14);

	ipc = decoded(m, msg_control(m, true, 15, SOF3_CTRL_CMD_VOLUME, 2, 1));
	assert_int_equal(ipc.id, 15);
	assert_int_equal(ipc.ctrl.num_elems, 2);

	ipc = decoded(m, msg_stream(m, SOF3_STREAM_TRIG_PAUSE, 16));
	assert_int_equal(ipc.cmd, STREAM(TRIG_PAUSE));
	assert_int_equal(ipc.id, 16);
}

static void test_pcm_params(void **state)
{
	struct sofv_ipc ipc;
	bench_msg m;

	(void)state;
	ipc = decoded(m, msg_pcm_params(m, 16, 3, SOF3_DIR_CAPTURE,
					SOF3_FRAME_S16_LE, 2, 65536, 4096));
	assert_int_equal(ipc.id, 16);
	assert_int_equal(ipc.pcm.direction, SOF3_DIR_CAPTURE);
	assert_int_equal(ipc.pcm.frame_fmt, SOF3_FRAME_S16_LE);
	assert_int_equal(ipc.pcm.rate_hz, 48000);
	assert_int_equal(ipc.pcm.channels, 2);
	assert_int_equal(ipc.pcm.buffer_bytes, 65536);
	assert_int_equal(ipc.pcm.host_period_bytes, 4096);
	assert_false(ipc.pcm.no_stream_position);
}

static void test_own_messages(void **state)
{
	u8 m[16] = { 0 };
	struct sofv_ipc ipc;

	(void)state;
	put(m, 0, 16);
	put(m, 4, SOFV_IPC_TPLG_VFE_GET);
	put(m, 8, 12345);
	ipc = decoded(m, 16);
	assert_int_equal(ipc.tplg_offset_bytes, 12345);

	put(m, 0, 12);
	assert_int_equal(sofv_ipc_decode(&ipc, m, 12), -EBADMSG);

	put(m, 4, SOFV_IPC_PM_VFE_POWER_STATUS);
	put(m, 8, SOFV_POWER_ACTIVE);
	assert_int_equal(decoded(m, 12).power_state, SOFV_POWER_ACTIVE);
	put(m, 8, 2);
	assert_int_equal(sofv_ipc_decode(&ipc, m, 12), -EBADMSG);

	put(m, 0, 8);
	put(m, 4, SOFV_IPC_TPLG_VFE_COMP_ID);
	decoded(m, 8);
}

/* Every message that is not refused needs all of its struct. (P-3.3.7) */
static void test_shortest(void **state)
{
	static const struct {
		u32 cmd;
		u32 bytes;
	} shortest[] = {
		{ TPLG(COMP_FREE), 12 }, { TPLG(COMP_CONNECT), 16 },
		{ TPLG(PIPE_NEW), 48 }, { TPLG(PIPE_FREE), 12 },
		{ TPLG(PIPE_COMPLETE), 12 }, { TPLG(BUFFER_NEW), 44 },
		{ TPLG(BUFFER_FREE), 12 }, { TPLG(COMP_NEW), 28 },
		{ STREAM(PCM_PARAMS), sizeof(struct sof3_pcm_params) },
		{ STREAM(PCM_FREE), 12 }, { STREAM(TRIG_START), 12 },
		{ STREAM(TRIG_STOP), 12 }, { STREAM(TRIG_PAUSE), 12 },
		{ STREAM(TRIG_RELEASE), 12 },
		{ SOFV_IPC_TPLG_VFE_GET, 16 },
		{ SOFV_IPC_PM_VFE_POWER_STATUS, 12 },
	};
	struct sofv_ipc ipc;
	u8 m[200] = { 0 };
	u32 i;

	(void)state;
	for (i = 0; i < sizeof(shortest) / sizeof(shortest[0]); i++) {
		u32 bytes = shortest[i].bytes;

		memset(m, 0, sizeof(m));
		/* of a type that is refused later */
		if (shortest[i].cmd == TPLG(COMP_NEW))
			put(m, offsetof(struct sof3_comp, type), SOF3_TYPE_TONE);
		if (shortest[i].cmd == TPLG(BUFFER_NEW))
			put(m, offsetof(struct sof3_comp, type), SOF3_TYPE_BUFFER);
		put(m, 4, shortest[i].cmd);
		put(m, 0, bytes - 1);
		assert_int_equal(sofv_ipc_decode(&ipc, m, bytes - 1), -EBADMSG);
		put(m, 0, bytes);
		assert_int_equal(sofv_ipc_decode(&ipc, m, bytes), 0);
	}
}

/* What the firewall refuses is refused for that, however mangled it is. */
static void test_refused_is_not_decoded(void **state)
{
	const struct sofv_rule *rules;
	struct sofv_ipc ipc;
	u32 count, i;
	u8 m[8];

	(void)state;
	rules = sofv_firewall_rules(&count);
	for (i = 0; i < count; i++) {
		put(m, 0, sizeof(m));
		put(m, 4, rules[i].cmd);
		if (rules[i].verdict == SOFV_REFUSE)
			assert_int_equal(sofv_ipc_decode(&ipc, m, 8), 0);
	}
	put(m, 4, 0xfedcba98);
	assert_int_equal(sofv_ipc_decode(&ipc, m, 8), 0);
}

static void test_comp_types_need_their_struct(void **state)
{
	struct sofv_ipc ipc;
	bench_msg m;
	u32 bytes;

	(void)state;
	bytes = msg_volume_new(m, 1, 1, 20);
	put(m, 0, bytes - 4);
	assert_int_equal(sofv_ipc_decode(&ipc, m, bytes - 4), -EBADMSG);
	bytes = msg_vdai_new(m, 1, 1, 0, 0);
	put(m, 0, bytes - 4);
	assert_int_equal(sofv_ipc_decode(&ipc, m, bytes - 4), -EBADMSG);
}

#define EXT_LENGTH	offsetof(struct sof3_comp, ext_data_length)

/* Found by fuzz_ipc: BUFFER_NEW of a DAI. */
static void test_buffer_is_a_buffer(void **state)
{
	struct sofv_ipc ipc;
	bench_msg m;
	u32 bytes = msg_buffer_new(m, 13, 22, 768);

	(void)state;
	put(m, offsetof(struct sof3_comp, type), SOF3_TYPE_DAI);
	assert_int_equal(sofv_ipc_decode(&ipc, m, bytes), -EBADMSG);
	put(m, offsetof(struct sof3_comp, type), SOF3_TYPE_BUFFER);
	assert_int_equal(sofv_ipc_decode(&ipc, m, bytes), 0);
	put(m, EXT_LENGTH, 16);
	assert_int_equal(sofv_ipc_decode(&ipc, m, bytes), -EBADMSG);
}

static void test_uuid(void **state)
{
	struct sofv_ipc ipc;
	bench_msg m;
	u32 bytes;

	(void)state;
	bytes = msg_volume_new(m, 1, 1, 20);
	put(m, EXT_LENGTH, 16);
	assert_int_equal(sofv_ipc_decode(&ipc, m, bytes), -EBADMSG);

	put(m, 0, bytes + 16);
	memset((u8 *)m + bytes, 0xab, 16);
	assert_int_equal(sofv_ipc_decode(&ipc, m, bytes + 16), 0);
	assert_int_equal(ipc.comp.uuid_bytes, 16);
	assert_int_equal(ipc.comp.uuid[0], 0xab);
	assert_int_equal(ipc.comp.uuid[15], 0xab);

	/* not where firmware looks for it */
	put(m, 0, bytes + 20);
	assert_int_equal(sofv_ipc_decode(&ipc, m, bytes + 20), -EBADMSG);

	put(m, EXT_LENGTH, 20);
	assert_int_equal(sofv_ipc_decode(&ipc, m, bytes + 20), -EBADMSG);
	put(m, EXT_LENGTH, 0xfffffff0);
	assert_int_equal(sofv_ipc_decode(&ipc, m, bytes + 20), -EBADMSG);
}

/* EQs and their like carry a blob. (P-3.3.7) */
static void test_blob(void **state)
{
	u32 bytes = sizeof(struct sof3_comp_process);
	u32 size_at = offsetof(struct sof3_comp_process, size);
	struct sofv_ipc ipc;
	bench_msg m;

	(void)state;
	memset(m, 0, sizeof(m));
	put(m, 0, bytes + 40);
	put(m, 4, TPLG(COMP_NEW));
	put(m, offsetof(struct sof3_comp, type), SOF3_TYPE_EQ_IIR);
	put(m, size_at, 40);
	assert_int_equal(sofv_ipc_decode(&ipc, m, bytes + 40), 0);
	put(m, size_at, 41);
	assert_int_equal(sofv_ipc_decode(&ipc, m, bytes + 40), -EBADMSG);
	put(m, size_at, 0xffffffff);
	assert_int_equal(sofv_ipc_decode(&ipc, m, bytes + 40), -EBADMSG);

	/* the UUID takes its share */
	put(m, EXT_LENGTH, 16);
	put(m, size_at, 24);
	assert_int_equal(sofv_ipc_decode(&ipc, m, bytes + 40), 0);
	put(m, size_at, 25);
	assert_int_equal(sofv_ipc_decode(&ipc, m, bytes + 40), -EBADMSG);
}

static void test_mux_in_both_forms(void **state)
{
	u32 plain = sizeof(struct sof3_comp_mux);
	u32 effect = sizeof(struct sof3_comp_process);
	struct sofv_ipc ipc;
	bench_msg m;

	(void)state;
	memset(m, 0, sizeof(m));
	put(m, 4, TPLG(COMP_NEW));
	put(m, offsetof(struct sof3_comp, type), SOF3_TYPE_MUX);
	put(m, 0, plain);
	assert_int_equal(sofv_ipc_decode(&ipc, m, plain), 0);
	put(m, 0, plain - 4);
	assert_int_equal(sofv_ipc_decode(&ipc, m, plain - 4), -EBADMSG);
	put(m, 0, effect);
	put(m, offsetof(struct sof3_comp_process, size), 1);
	assert_int_equal(sofv_ipc_decode(&ipc, m, effect), -EBADMSG);
	put(m, 0, effect + 8);
	put(m, offsetof(struct sof3_comp_process, size), 9);
	assert_int_equal(sofv_ipc_decode(&ipc, m, effect + 8), -EBADMSG);
	put(m, offsetof(struct sof3_comp_process, size), 8);
	assert_int_equal(sofv_ipc_decode(&ipc, m, effect + 8), 0);
}

/* P-3.4.4 */
static void test_control_lengths(void **state)
{
	u32 head = sizeof(struct sof3_ctrl_data);
	u32 elems_at = offsetof(struct sof3_ctrl_data, num_elems);
	u32 type_at = offsetof(struct sof3_ctrl_data, type);
	struct sofv_ipc ipc;
	bench_msg m;
	u32 bytes;

	(void)state;
	bytes = msg_control(m, true, 15, SOF3_CTRL_CMD_VOLUME, 2, 1);
	put(m, elems_at, 3);
	assert_int_equal(sofv_ipc_decode(&ipc, m, bytes), -EBADMSG);
	put(m, elems_at, 0x20000000);
	assert_int_equal(sofv_ipc_decode(&ipc, m, bytes), -EBADMSG);
	put(m, elems_at, 2);
	put(m, type_at, SOF3_CTRL_VALUE_CHAN_GET);
	assert_int_equal(sofv_ipc_decode(&ipc, m, bytes), -EBADMSG);
	put(m, type_at, SOF3_CTRL_DATA_SET);
	assert_int_equal(sofv_ipc_decode(&ipc, m, bytes), -EBADMSG);
	bytes = msg_control(m, false, 15, SOF3_CTRL_CMD_VOLUME, 2, 1);
	put(m, type_at, SOF3_CTRL_VALUE_COMP_SET);
	assert_int_equal(sofv_ipc_decode(&ipc, m, bytes), -EBADMSG);
	put(m, type_at, SOF3_CTRL_VALUE_COMP_GET);
	assert_int_equal(sofv_ipc_decode(&ipc, m, bytes), 0);

	memset(m, 0, sizeof(m));
	put(m, 4, SOF3_GLB_COMP | SOF3_COMP_SET_DATA);
	put(m, type_at, SOF3_CTRL_DATA_SET);
	put(m, 0, head + 31);
	assert_int_equal(sofv_ipc_decode(&ipc, m, head + 31), -EBADMSG);
	put(m, 0, head + 32 + 10);
	put(m, elems_at, 10);
	assert_int_equal(sofv_ipc_decode(&ipc, m, head + 42), 0);
	put(m, elems_at, 11);
	assert_int_equal(sofv_ipc_decode(&ipc, m, head + 42), -EBADMSG);
	put(m, elems_at, 10);
	put(m, type_at, SOF3_CTRL_DATA_GET);
	assert_int_equal(sofv_ipc_decode(&ipc, m, head + 42), -EBADMSG);
	put(m, 4, SOF3_GLB_COMP | SOF3_COMP_GET_DATA);
	assert_int_equal(sofv_ipc_decode(&ipc, m, head + 42), 0);
}

/* P-3.3.7, P-3.4.4: the data says its length once more, in a header of its own */
static void test_control_data_size(void **state)
{
	u32 size_at = sizeof(struct sof3_ctrl_data) + offsetof(struct sof3_abi_hdr, size);
	u32 index_at = offsetof(struct sof3_ctrl_data, msg_index);
	struct sofv_ipc ipc;
	bench_msg m;
	u32 bytes;

	(void)state;
	bytes = msg_ctrl_data(m, true, 15, 0, 100, 900, 1);
	assert_int_equal(sofv_ipc_decode(&ipc, m, bytes), 0);
	put(m, size_at, 1001);
	assert_int_equal(sofv_ipc_decode(&ipc, m, bytes), -EBADMSG);
	put(m, size_at, 0xffffffff);
	assert_int_equal(sofv_ipc_decode(&ipc, m, bytes), -EBADMSG);
	/* a driver may send more than the data */
	put(m, size_at, 0);
	assert_int_equal(sofv_ipc_decode(&ipc, m, bytes), 0);
	/* in the parts that follow, it is the size of the whole */
	put(m, size_at, 5000);
	put(m, index_at, 1);
	assert_int_equal(sofv_ipc_decode(&ipc, m, bytes), 0);
	/* who asks, asks for what there is */
	bytes = msg_ctrl_data(m, false, 15, 0, 100, 0, 0);
	put(m, size_at, 0xffffffff);
	assert_int_equal(sofv_ipc_decode(&ipc, m, bytes), 0);
}

static void test_any_alignment(void **state)
{
	u8 raw[64 + 8];
	struct sofv_ipc ipc;
	bench_msg m;
	u32 bytes = msg_connect(m, 0x10001, 0x10002), i;

	(void)state;
	for (i = 0; i < 8; i++) {
		memcpy(raw + i, m, bytes);
		assert_int_equal(sofv_ipc_decode(&ipc, raw + i, bytes), 0);
		assert_int_equal(ipc.connect.sink_id, 0x10002);
	}
}

static void test_failure_leaves_no_trace(void **state)
{
	struct sofv_ipc ipc, before;
	bench_msg m;
	u32 bytes = msg_control(m, true, 15, SOF3_CTRL_CMD_VOLUME, 2, 1);

	(void)state;
	memset(&ipc, 0x5a, sizeof(ipc));
	before = ipc;
	put(m, offsetof(struct sof3_ctrl_data, num_elems), 3);
	assert_int_equal(sofv_ipc_decode(&ipc, m, bytes), -EBADMSG);
	assert_memory_equal(&ipc, &before, sizeof(ipc));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_header),
		cmocka_unit_test(test_ids),
		cmocka_unit_test(test_pcm_params),
		cmocka_unit_test(test_own_messages),
		cmocka_unit_test(test_shortest),
		cmocka_unit_test(test_refused_is_not_decoded),
		cmocka_unit_test(test_comp_types_need_their_struct),
		cmocka_unit_test(test_buffer_is_a_buffer),
		cmocka_unit_test(test_uuid),
		cmocka_unit_test(test_blob),
		cmocka_unit_test(test_mux_in_both_forms),
		cmocka_unit_test(test_control_lengths),
		cmocka_unit_test(test_control_data_size),
		cmocka_unit_test(test_any_alignment),
		cmocka_unit_test(test_failure_leaves_no_trace),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
