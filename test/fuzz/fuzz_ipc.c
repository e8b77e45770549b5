// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * A guest that sends what it likes. The input is a row of requests, each a
 * length (1 byte, in words) and the message; the size in the header is put
 * right unless the length's top bit is set.
 *
 * Whatever it is: decode, check, commit and the model of core_model.c agree,
 * nothing but the guest's own ids and granted points reaches the DSP, and the
 * teardown leaves nothing behind.
 */
#include <stdio.h>
#include <stdlib.h>

#include "core_model.h"

static struct sofv_guest guest;
static struct model model;

static void must(bool ok, const char *what)
{
	if (!ok) {
		fprintf(stderr, "fuzz_ipc: %s\n", what);
		abort();
	}
}

static void one_request(u8 *msg, u32 bytes)
{
	static struct sofv_guest before;
	struct sofv_action action;
	struct sofv_ipc ipc;
	int ret;

	if (sofv_ipc_decode(&ipc, msg, bytes))
		return;

	memcpy(&before, &guest, sizeof(before));
	ret = sofv_guest_check(&guest, &action, &ipc);
	must(!ret == model_accepts(&model, &ipc), "ledger and model disagree");
	must((action.verdict == SOFV_REFUSE) == !!ret, "verdict without error");
	must(sofv_guest_commit(&guest, &ipc) == ret, "commit and check disagree");
	if (ret) {
		must(!memcmp(&before, &guest, sizeof(guest)),
		     "a refused message had an effect");
		return;
	}

	sofv_action_apply(&action, msg, bytes);
	must(model_apply(&model, &ipc,
			 action.verdict == SOFV_HANDLE ? NULL : msg),
	     "a foreign id reached the DSP");
}

static void all_back(void)
{
	sofv_le32 msg[3];
	u32 bytes, i;

	for (i = 0; sofv_guest_next_teardown(&guest, msg, sizeof(msg), &bytes); i++) {
		must(i < SOFV_OBJECTS_MAX, "teardown does not end");
		must(model_teardown(&model, msg, bytes),
		     "teardown frees what it must not");
	}
	must(model_is_empty(&model), "something stays on the DSP");
	must(!guest.n_objects && !guest.n_links && !guest.n_streams,
	     "something stays in the ledger");
}

int LLVMFuzzerTestOneInput(const u8 *data, size_t size);

int LLVMFuzzerTestOneInput(const u8 *data, size_t size)
{
	u8 msg[4 * 0x7f];

	core_bench_guest(&guest);
	model_init(&model, &guest);
	while (size > 1) {
		bool keep_size = *data & 0x80;
		u32 bytes = 4 * (*data & 0x7fu);

		data++;
		size--;
		if (bytes > size)
			bytes = (u32)size;
		memcpy(msg, data, bytes);
		data += bytes;
		size -= bytes;
		if (!keep_size && bytes >= 4) {
			sofv_le32 le = sofv_cpu_to_le32(bytes);

			memcpy(msg, &le, sizeof(le));
		}
		one_request(msg, bytes);
	}
	all_back();

	return 0;
}
