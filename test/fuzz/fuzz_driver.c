// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * What a driver decodes of a host that it does not trust: configuration space,
 * events, replies, and the name of a topology file, which is an administrator's. Each is
 * given in a buffer of exactly its length.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <linux/virtio_sof.h>
#include <sofv/tplg.h>
#include <sofv/wire.h>

static void must(int ok, const char *what)
{
	if (!ok) {
		fprintf(stderr, "fuzz_driver: %s\n", what);
		abort();
	}
}

static u32 word(const u8 *p)
{
	return p[0] | p[1] << 8 | p[2] << 16 | (u32)p[3] << 24;
}

static void fuzz_config(const u8 *buf, u32 bytes)
{
	struct sofv_config_info info;
	int ret = sofv_decode_config(&info, buf, bytes);

	if (bytes < 32) {
		must(ret == -EPROTO, "short configuration space");
		return;
	}
	must(info.fw_abi_version == word(buf + 8) && info.streams == word(buf + 16),
	     "configuration space misread");
	must(!ret == (word(buf) == 1 && word(buf + 4) == 3 && word(buf + 12) > 28 &&
		      word(buf + 12) <= 384 && word(buf + 16) > 0),
	     "configuration space judged wrongly");
}

static void fuzz_event(const u8 *buf, u32 bytes)
{
	struct sofv_event_info event;
	u8 again[32];
	int ret = sofv_decode_event(&event, buf, bytes);

	if (bytes < 32) {
		must(ret == -EBADMSG, "short event");
		return;
	}
	must(!ret == (word(buf) >= 1 && word(buf) <= 3), "type of an event");
	must(sofv_encode_event(again, sizeof(again), &event) == 32 &&
	     !memcmp(again, buf, 24), "event misread");
}

/* A topology's chunk at an offset which the input says too */
static void fuzz_reply(const u8 *buf, u32 bytes)
{
	u32 offset = bytes >= 24 ? word(buf + 20) : 0, base, count, flags, sum = 0, i;
	struct sofv_tplg_chunk chunk;
	int error, ret;

	ret = sofv_decode_reply(&error, buf, bytes, 384);
	must(!ret == (bytes >= 12 && bytes <= 384 && word(buf) == bytes) &&
	     error <= 0 && error >= -4095, "head of a reply");

	ret = sofv_decode_tplg_reply(&chunk, buf, bytes, offset);
	if (!ret) {
		must(chunk.total_bytes && chunk.total_bytes <= SOFV_TPLG_MAX_BYTES &&
		     offset <= chunk.total_bytes &&
		     chunk.chunk_bytes <= chunk.total_bytes - offset &&
		     (chunk.chunk_bytes || offset == chunk.total_bytes),
		     "chunk of a topology");
		for (i = 0; i < chunk.chunk_bytes; i++)
			sum += chunk.chunk[i];
	}
	must(sum <= 255 * bytes, "chunk beyond the reply");

	ret = sofv_decode_comp_id_reply(&base, &count, buf, bytes);
	must(!ret == (bytes >= 20 && word(buf + 16) && word(buf + 12) <= 65535 &&
		      word(buf + 16) - 1 <= 65535 - word(buf + 12)),
	     "range of ids");
	ret = sofv_decode_power_reply(&flags, buf, bytes);
	must(!ret == (bytes >= 16) && (ret || flags == word(buf + 12)), "flags of a vote");
	must(!sofv_data_resp_good(buf, bytes, 1, true) || bytes >= 9, "room of a capture");
}

static void fuzz_name(const char *name, u32 bytes)
{
	u32 length = 0, i;
	bool bad = !bytes || !name[0] || name[0] == '/';

	while (length < bytes && name[length])
		length++;
	for (i = 1; i < length; i++)
		bad |= name[i] == '.' && name[i - 1] == '.';
	must(sofv_tplg_name_ok(name, bytes) == (!bad && length < bytes),
	     "name of a topology judged wrongly");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	u8 *exact;

	if (!size)
		return 0;
	exact = malloc(size - 1 ? size - 1 : 1);
	memcpy(exact, data + 1, size - 1);
	switch (data[0] % 4) {
	case 0:
		fuzz_config(exact, (u32)size - 1);
		break;
	case 1:
		fuzz_event(exact, (u32)size - 1);
		break;
	case 3:
		fuzz_reply(exact, (u32)size - 1);
		break;
	default:
		fuzz_name((const char *)exact, (u32)size - 1);
		break;
	}
	free(exact);

	return 0;
}
