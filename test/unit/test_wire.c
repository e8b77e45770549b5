// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Replies and events byte for byte (doc/protocol.md sections 3 to 6).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include <linux/virtio_sof.h>
#include <sof/ipc3.h>
#include <sofv/wire.h>

static void test_crc32(void **state)
{
	(void)state;
	/* check value of CRC-32/ISO-HDLC */
	assert_int_equal(sofv_crc32("123456789", 9), 0xcbf43926);
	assert_int_equal(sofv_crc32("", 0), 0);
	assert_int_equal(sofv_crc32("\0", 1), 0xd202ef8d);
	assert_int_equal(sofv_crc32("\xff\xff\xff\xff", 4), 0xffffffff);
}

/* P-3.2.2 */
static void test_error_reply(void **state)
{
	static const u8 expected[12] = {
		0x0c, 0, 0, 0, 0x00, 0x00, 0x10, 0x30, 0xff, 0xff, 0xff, 0xff
	};
	u8 buf[16];

	(void)state;
	assert_int_equal(sofv_encode_reply(buf, sizeof(buf), 0x30100000, -1), 12);
	assert_memory_equal(buf, expected, 12);
	assert_int_equal(sofv_encode_reply(buf, 12, 0x30100000, 0), 12);
	assert_int_equal(sofv_encode_reply(buf, 11, 0x30100000, 0), -ENOSPC);
}

static u32 word(const u8 *buf, u32 i)
{
	return buf[4 * i] | buf[4 * i + 1] << 8 | buf[4 * i + 2] << 16 |
	       (u32)buf[4 * i + 3] << 24;
}

/* P-4.1.1, P-4.1.2: chunk after chunk gives the topology back */
static void test_tplg_in_chunks(void **state)
{
	u8 tplg[1000], got[1000], buf[SOFV_IPC_MAX_BYTES];
	u32 offset = 0, i, rounds = 0;
	int ret;

	(void)state;
	for (i = 0; i < sizeof(tplg); i++)
		tplg[i] = (u8)(i * 7);

	do {
		ret = sofv_encode_tplg_reply(buf, sizeof(buf), tplg, 1000,
					     0x12345678, offset);
		assert_in_range(ret, 28, sizeof(buf));
		assert_int_equal(word(buf, 0), ret);
		assert_int_equal(word(buf, 1), SOFV_IPC_TPLG_VFE_GET);
		assert_int_equal(word(buf, 2), 0);
		assert_int_equal(word(buf, 3), 1000);
		assert_int_equal(word(buf, 4), 0x12345678);
		assert_int_equal(word(buf, 5), offset);
		assert_int_equal(word(buf, 6), ret - 28);
		memcpy(got + offset, buf + 28, (size_t)ret - 28);
		offset += (u32)ret - 28;
		rounds++;
	} while (offset < 1000);

	assert_int_equal(rounds, 3);
	assert_memory_equal(got, tplg, 1000);

	/* at the end nothing, beyond it an error */
	assert_int_equal(sofv_encode_tplg_reply(buf, sizeof(buf), tplg, 1000, 0,
						1000), 28);
	assert_int_equal(sofv_encode_tplg_reply(buf, sizeof(buf), tplg, 1000, 0,
						1001), -EINVAL);
	assert_int_equal(sofv_encode_tplg_reply(buf, sizeof(buf), tplg, 1000, 0,
						0xffffffff), -EINVAL);

	/* an empty chunk means the end, so no room for one byte is an error */
	assert_int_equal(sofv_encode_tplg_reply(buf, 27, tplg, 1000, 0, 1000),
			 -ENOSPC);
	assert_int_equal(sofv_encode_tplg_reply(buf, 28, tplg, 1000, 0, 1000), 28);
	assert_int_equal(sofv_encode_tplg_reply(buf, 28, tplg, 1000, 0, 999),
			 -ENOSPC);
	assert_int_equal(sofv_encode_tplg_reply(buf, 29, tplg, 1000, 0, 999), 29);
	assert_int_equal(buf[28], tplg[999]);
}

/* P-3.2.2: never longer than a message may be, whatever the room */
static void test_tplg_limit(void **state)
{
	u8 tplg[1000] = { 0 }, buf[800];

	(void)state;
	assert_int_equal(sofv_encode_tplg_reply(buf, sizeof(buf), tplg, 1000, 0, 0),
			 SOFV_IPC_MAX_BYTES);
}

static void test_small_replies(void **state)
{
	u8 buf[32];

	(void)state;
	assert_int_equal(sofv_encode_comp_id_reply(buf, sizeof(buf), 0x10400, 1024),
			 20);
	assert_int_equal(word(buf, 0), 20);
	assert_int_equal(word(buf, 1), SOFV_IPC_TPLG_VFE_COMP_ID);
	assert_int_equal(word(buf, 3), 0x10400);
	assert_int_equal(word(buf, 4), 1024);
	assert_int_equal(sofv_encode_comp_id_reply(buf, 19, 0, 0), -ENOSPC);

	assert_int_equal(sofv_encode_power_reply(buf, sizeof(buf),
						 SOFV_POWER_FLAG_TPLG_LOST), 16);
	assert_int_equal(word(buf, 1), SOFV_IPC_PM_VFE_POWER_STATUS);
	assert_int_equal(word(buf, 3), 1);
	assert_int_equal(sofv_encode_power_reply(buf, 15, 0), -ENOSPC);

	assert_int_equal(sofv_encode_pcm_params_reply(buf, sizeof(buf), 0x10001, 64),
			 20);
	assert_int_equal(word(buf, 1), 0x60010000);
	assert_int_equal(word(buf, 3), 0x10001);
	assert_int_equal(word(buf, 4), 64);
	assert_int_equal(sofv_encode_pcm_params_reply(buf, 19, 0, 0), -ENOSPC);
}

static void test_event(void **state)
{
	struct sofv_event_info event = {
		.type = SOFV_EVENT_POSITION,
		.comp_id = 0x10001,
		.position_bytes = 0x1122334455667788ULL,
		.events_lost = 3,
	};
	u8 buf[32];

	(void)state;
	memset(buf, 0xff, sizeof(buf));
	assert_int_equal(sofv_encode_event(buf, 32, &event), 32);
	assert_int_equal(word(buf, 0), 1);
	assert_int_equal(word(buf, 1), 0x10001);
	assert_int_equal(word(buf, 2), 0x55667788);
	assert_int_equal(word(buf, 3), 0x11223344);
	assert_int_equal(word(buf, 4), 3);
	assert_int_equal(word(buf, 5) | word(buf, 6) | word(buf, 7), 0);
	/* P-5.6 */
	assert_int_equal(sofv_encode_event(buf, 31, &event), -ENOSPC);
}

/* P-6.1, P-6.3 */
static void test_data_request(void **state)
{
	u8 req[17] = { 1, 0, 1, 0, 0x10, 0, 0, 0, 0xc0, 0, 0, 0 };
	struct sofv_data data;

	(void)state;
	assert_int_equal(sofv_decode_data(&data, req, 16), 0);
	assert_int_equal(data.comp_id, 0x10001);
	assert_int_equal(data.offset_bytes, 16);
	assert_int_equal(data.bytes, 192);
	assert_int_equal(sofv_decode_data(&data, req, 15), -EINVAL);

	req[8] = 0;
	assert_int_equal(sofv_decode_data(&data, req, 16), -EINVAL);
	req[10] = 1;
	assert_int_equal(sofv_decode_data(&data, req, 16), 0);
	req[8] = 1;
	assert_int_equal(sofv_decode_data(&data, req, 16), -EINVAL);
}

static void test_data_in_ring(void **state)
{
	struct sofv_data data = { .offset_bytes = 100, .bytes = 28 };

	(void)state;
	assert_true(sofv_data_in_ring(&data, 128));
	assert_false(sofv_data_in_ring(&data, 127));
	assert_false(sofv_data_in_ring(&data, 100));
	data.offset_bytes = 0xfffffff0;
	assert_false(sofv_data_in_ring(&data, 128));
	data.offset_bytes = 0;
	data.bytes = 0xffffffff;
	assert_false(sofv_data_in_ring(&data, 128));
}

static void test_data_resp(void **state)
{
	static const u8 expected[8] = { 0xfe, 0xff, 0xff, 0xff, 0x40, 1, 0, 0 };
	u8 buf[8];

	(void)state;
	assert_int_equal(sofv_encode_data_resp(buf, 8, -2, 320), 8);
	assert_memory_equal(buf, expected, 8);
	assert_int_equal(sofv_encode_data_resp(buf, 7, 0, 0), -ENOSPC);
}

/* P-3.1.2, P-3.1.3 */
static void test_ipc_chain(void **state)
{
	(void)state;
	assert_int_equal(sofv_ipc_chain(8, 12), 0);
	assert_int_equal(sofv_ipc_chain(SOFV_IPC_MAX_BYTES, 1ull << 40), 0);
	assert_int_equal(sofv_ipc_chain(7, 12), -EMSGSIZE);
	assert_int_equal(sofv_ipc_chain(SOFV_IPC_MAX_BYTES + 1, 12), -EMSGSIZE);
	assert_int_equal(sofv_ipc_chain((1ull << 32) + 8, 12), -EMSGSIZE);
	assert_int_equal(sofv_ipc_chain(8, 11), -ENOSPC);
	assert_int_equal(sofv_ipc_chain(0, 0), -ENOSPC);
}

/* P-3.2.3 */
static void test_reply_bytes(void **state)
{
	u8 buf[64];

	(void)state;
	assert_int_equal(sofv_ipc_reply_bytes(SOFV_IPC_PM_VFE_POWER_STATUS),
			 sofv_encode_power_reply(buf, sizeof(buf), 0));
	assert_int_equal(sofv_ipc_reply_bytes(SOF3_GLB_STREAM | SOF3_STREAM_PCM_PARAMS),
			 sofv_encode_pcm_params_reply(buf, sizeof(buf), 1, 0));
	assert_int_equal(sofv_ipc_reply_bytes(SOF3_GLB_STREAM | SOF3_STREAM_TRIG_START), 12);
	assert_int_equal(sofv_ipc_reply_bytes(0xffffffff), 12);
}

/* P-2.4.1, P-2.4.3 */
static void test_config(void **state)
{
	static const struct {
		u32 word;
		u32 value;
		int ret;
	} cases[] = {
		{ 0, 0, -EPROTONOSUPPORT }, { 0, 2, -EPROTONOSUPPORT },
		{ 1, 4, -EPROTONOSUPPORT }, { 2, 0xffffffff, 0 },
		{ 3, 28, -EPROTO }, { 3, 29, 0 }, { 3, 385, -EPROTO },
		{ 4, 0, -EPROTO }, { 4, 1, 0 }, { 5, 1, 0 },
	};
	struct sofv_config_info info;
	sofv_le32 wire[8];
	u32 i;

	(void)state;
	assert_int_equal(sofv_encode_config(wire, sizeof(wire), 0x03017001, 2), 32);
	assert_int_equal(sofv_decode_config(&info, wire, sizeof(wire)), 0);
	assert_int_equal(info.protocol_version, 1);
	assert_int_equal(info.ipc_major, 3);
	assert_int_equal(info.fw_abi_version, 0x03017001);
	assert_int_equal(info.max_ipc_bytes, 384);
	assert_int_equal(info.streams, 2);
	assert_int_equal(sofv_decode_config(&info, wire, 31), -EPROTO);
	assert_int_equal(sofv_encode_config(wire, 31, 0, 0), -ENOSPC);

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		sofv_encode_config(wire, sizeof(wire), 0x03017001, 2);
		wire[cases[i].word] = sofv_cpu_to_le32(cases[i].value);
		assert_int_equal(sofv_decode_config(&info, wire, sizeof(wire)),
				 cases[i].ret);
	}
}

/* P-5.5, P-5.6 */
static void test_event_decode(void **state)
{
	struct sofv_event_info in = {
		.type = SOFV_EVENT_POSITION, .comp_id = 0x8001,
		.position_bytes = 0x123456789abcull, .events_lost = 7, .detail = 9,
	};
	struct sofv_event_info out;
	u8 wire[32];
	u32 type;

	(void)state;
	assert_int_equal(sofv_encode_event(wire, sizeof(wire), &in), 32);
	assert_int_equal(sofv_decode_event(&out, wire, 32), 0);
	assert_memory_equal(&in, &out, sizeof(in));
	assert_int_equal(sofv_decode_event(&out, wire, 31), -EBADMSG);
	assert_int_equal(sofv_decode_event(&out, wire, 0), -EBADMSG);
	for (type = 0; type < 100; type++) {
		in.type = type;
		sofv_encode_event(wire, sizeof(wire), &in);
		assert_int_equal(sofv_decode_event(&out, wire, 32),
				 type >= 1 && type <= 3 ? 0 : -ENOENT);
	}
}

/* P-3.2.2 */
static void test_reply_decode(void **state)
{
	u8 buf[SOFV_IPC_MAX_BYTES + 4] = { 0 };
	int error;

	(void)state;
	assert_int_equal(sofv_encode_reply(buf, sizeof(buf), 0x30010000, -EDQUOT), 12);
	assert_int_equal(sofv_decode_reply(&error, buf, 12, 384), 0);
	assert_int_equal(error, -EDQUOT);
	assert_int_equal(sofv_encode_reply(buf, sizeof(buf), 0x30010000, 0), 12);
	assert_int_equal(sofv_decode_reply(&error, buf, 12, 384), 0);
	assert_int_equal(error, 0);

	/* longer or shorter than it says, than any may be */
	assert_int_equal(sofv_decode_reply(&error, buf, 11, 384), -EPROTO);
	assert_int_equal(sofv_decode_reply(&error, buf, 13, 384), -EPROTO);
	assert_int_equal(error, -EPROTO);
	buf[0] = 0x84;
	buf[1] = 1;
	assert_int_equal(sofv_decode_reply(&error, buf, 388, 384), -EPROTO);
	assert_int_equal(sofv_decode_reply(&error, buf, 388, 388), 0);

	/* no errno of Linux */
	sofv_encode_reply(buf, sizeof(buf), 0, 1);
	assert_int_equal(sofv_decode_reply(&error, buf, 12, 384), 0);
	assert_int_equal(error, -EPROTO);
	sofv_encode_reply(buf, sizeof(buf), 0, -4096);
	assert_int_equal(sofv_decode_reply(&error, buf, 12, 384), 0);
	assert_int_equal(error, -EPROTO);
}

/* P-4.1.2, P-4.1.4 */
static void test_tplg_decode(void **state)
{
	u8 tplg[1000] = { 1, 2, 3 }, buf[SOFV_IPC_MAX_BYTES];
	struct sofv_tplg_chunk chunk;
	int n = sofv_encode_tplg_reply(buf, sizeof(buf), tplg, 1000, 0xabcd, 900);

	(void)state;
	assert_int_equal(n, 128);
	assert_int_equal(sofv_decode_tplg_reply(&chunk, buf, 128, 900), 0);
	assert_int_equal(chunk.total_bytes, 1000);
	assert_int_equal(chunk.crc32, 0xabcd);
	assert_int_equal(chunk.chunk_bytes, 100);
	assert_ptr_equal(chunk.chunk, buf + 28);

	assert_int_equal(sofv_decode_tplg_reply(&chunk, buf, 127, 900), -EPROTO);
	assert_int_equal(sofv_decode_tplg_reply(&chunk, buf, 27, 900), -EPROTO);
	assert_int_equal(sofv_decode_tplg_reply(&chunk, buf, 128, 899), -EPROTO);
	/* the end */
	assert_int_equal(sofv_encode_tplg_reply(buf, sizeof(buf), tplg, 1000, 0, 1000), 28);
	assert_int_equal(sofv_decode_tplg_reply(&chunk, buf, 28, 1000), 0);
	/* nothing, and yet not the end */
	buf[12]++;
	assert_int_equal(sofv_decode_tplg_reply(&chunk, buf, 28, 1000), -EPROTO);
	/* more than there is */
	sofv_encode_tplg_reply(buf, sizeof(buf), tplg, 1000, 0, 900);
	buf[12]--;
	assert_int_equal(sofv_decode_tplg_reply(&chunk, buf, 128, 900), -EPROTO);
	/* too large, or nothing at all */
	sofv_encode_tplg_reply(buf, sizeof(buf), tplg, 1000, 0, 900);
	buf[14] = 0x10;
	assert_int_equal(sofv_decode_tplg_reply(&chunk, buf, 128, 900), -EPROTO);
	sofv_encode_tplg_reply(buf, sizeof(buf), tplg, 0, 0, 0);
	assert_int_equal(sofv_decode_tplg_reply(&chunk, buf, 28, 0), -EPROTO);
}

/* P-4.2.1, P-4.3.3 */
static void test_small_decode(void **state)
{
	u32 base, count, flags;
	u8 buf[32];

	(void)state;
	sofv_encode_comp_id_reply(buf, sizeof(buf), 65000, 536);
	assert_int_equal(sofv_decode_comp_id_reply(&base, &count, buf, 20), 0);
	assert_int_equal(base, 65000);
	assert_int_equal(count, 536);
	assert_int_equal(sofv_decode_comp_id_reply(&base, &count, buf, 19), -EPROTO);
	sofv_encode_comp_id_reply(buf, sizeof(buf), 65000, 537);
	assert_int_equal(sofv_decode_comp_id_reply(&base, &count, buf, 20), -EPROTO);
	sofv_encode_comp_id_reply(buf, sizeof(buf), 65536, 1);
	assert_int_equal(sofv_decode_comp_id_reply(&base, &count, buf, 20), -EPROTO);
	sofv_encode_comp_id_reply(buf, sizeof(buf), 1, 0);
	assert_int_equal(sofv_decode_comp_id_reply(&base, &count, buf, 20), -EPROTO);
	sofv_encode_comp_id_reply(buf, sizeof(buf), 2, 0xffffffff);
	assert_int_equal(sofv_decode_comp_id_reply(&base, &count, buf, 20), -EPROTO);

	sofv_encode_power_reply(buf, sizeof(buf), SOFV_POWER_FLAG_TPLG_LOST);
	assert_int_equal(sofv_decode_power_reply(&flags, buf, 16), 0);
	assert_int_equal(flags, SOFV_POWER_FLAG_TPLG_LOST);
	assert_int_equal(sofv_decode_power_reply(&flags, buf, 15), -EPROTO);
}

/* P-6.2, P-6.3 */
static void test_data_resp_good(void **state)
{
	u8 buf[8];

	(void)state;
	sofv_encode_data_resp(buf, 8, 0, 320);
	assert_true(sofv_data_resp_good(buf, 8, 320, false));
	assert_false(sofv_data_resp_good(buf, 7, 320, false));
	assert_false(sofv_data_resp_good(buf, 8, 321, false));
	assert_false(sofv_data_resp_good(buf, 8, 320, true));
	assert_false(sofv_data_resp_good(buf, 327, 320, true));
	assert_true(sofv_data_resp_good(buf, 328, 320, true));
	sofv_encode_data_resp(buf, 8, -EINVAL, 320);
	assert_false(sofv_data_resp_good(buf, 8, 320, false));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_crc32),
		cmocka_unit_test(test_error_reply),
		cmocka_unit_test(test_tplg_in_chunks),
		cmocka_unit_test(test_tplg_limit),
		cmocka_unit_test(test_small_replies),
		cmocka_unit_test(test_event),
		cmocka_unit_test(test_data_request),
		cmocka_unit_test(test_data_in_ring),
		cmocka_unit_test(test_data_resp),
		cmocka_unit_test(test_ipc_chain),
		cmocka_unit_test(test_reply_bytes),
		cmocka_unit_test(test_config),
		cmocka_unit_test(test_event_decode),
		cmocka_unit_test(test_reply_decode),
		cmocka_unit_test(test_tplg_decode),
		cmocka_unit_test(test_small_decode),
		cmocka_unit_test(test_data_resp_good),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
