// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Firewall and software DSP know the same components by the same UUIDs, which are
 * those of SOF's registry: what a guest names is what the DSP makes.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <sof/ipc3.h>
#include <sofv/firewall.h>
#include <sofv/ipc.h>

#include "dsp_priv.h"

static const struct {
	u32 type;
	u8 uuid[SOFDSP_UUID_BYTES];
} registry[] = {
	{ SOF3_TYPE_SELECTOR, { 0xd5, 0x8e, 0xa8, 0x55, 0x18, 0x3d, 0xca, 0x46,
				0x88, 0xf1, 0x0e, 0xe6, 0xea, 0xe9, 0x93, 0x0f } },
	{ SOF3_TYPE_MUX, { 0x4d, 0xff, 0x07, 0xc6, 0xb6, 0x9c, 0xdc, 0x49,
			   0xb6, 0x78, 0x7d, 0xa3, 0xc6, 0x3e, 0xa5, 0x57 } },
	{ SOF3_TYPE_DEMUX, { 0x68, 0x68, 0xb2, 0xc4, 0x30, 0x14, 0x0e, 0x47,
			     0xa0, 0x89, 0x15, 0xd1, 0xc7, 0x7f, 0x85, 0x1a } },
	{ SOF3_TYPE_EQ_IIR, { 0xe6, 0xc0, 0x50, 0x51, 0xf9, 0x27, 0xc8, 0x4e,
			      0x83, 0x51, 0xc7, 0x05, 0xb6, 0x42, 0xd1, 0x2f } },
	{ SOF3_TYPE_EQ_FIR, { 0xe7, 0x0c, 0xa9, 0x43, 0xa5, 0xf3, 0xdf, 0x41,
			      0xac, 0x06, 0xba, 0x98, 0x65, 0x1a, 0xe6, 0xa3 } },
	{ SOF3_TYPE_DCBLOCK, { 0xaf, 0xef, 0x09, 0xb8, 0x81, 0x56, 0xb1, 0x42,
			       0x9e, 0xd6, 0x04, 0xbb, 0x01, 0x2d, 0xd3, 0x84 } },
	{ SOF3_TYPE_NONE, { 0xda, 0xe4, 0x6e, 0xb3, 0x6f, 0x00, 0xf9, 0x47,
			    0xa0, 0x6d, 0xfe, 0xcb, 0xe2, 0xd8, 0xb6, 0xce } },
};

static void test_uuids(void **state)
{
	const struct sofdsp_comp_ops *ops;
	struct sofv_ipc ipc;
	u32 i;

	(void)state;
	for (i = 0; i < sizeof(registry) / sizeof(registry[0]); i++) {
		/* found by UUID alone, so it is that one and no other */
		ops = sofdsp_comp_ops_find(SOF3_TYPE_NONE, registry[i].uuid);
		assert_non_null(ops);
		assert_int_equal(ops->type, registry[i].type);

		memset(&ipc, 0, sizeof(ipc));
		ipc.cmd = SOF3_GLB_TPLG | SOF3_TPLG_COMP_NEW;
		ipc.comp.type = registry[i].type;
		ipc.comp.uuid_bytes = SOFDSP_UUID_BYTES;
		memcpy(ipc.comp.uuid, registry[i].uuid, SOFDSP_UUID_BYTES);
		assert_int_equal(sofv_firewall(&ipc), SOFV_ALLOW);
		/* a type under another's name */
		ipc.comp.uuid[0] ^= 1;
		assert_int_equal(sofv_firewall(&ipc), SOFV_REFUSE);
		assert_null(sofdsp_comp_ops_find(SOF3_TYPE_NONE, ipc.comp.uuid));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_uuids),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
