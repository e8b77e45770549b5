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
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
