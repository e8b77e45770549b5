// SPDX-License-Identifier: GPL-2.0-only
/* Copyright (C) 2026 The sof-virtio authors */
/*
 * tplgmsg - the messages of a topology, as the kernel's log shows SOF core's own
 *
 * For "SOF_DBG_DUMP_IPC_MESSAGE_PAYLOAD": a line with the command, then what
 * follows the header, in rows of 16 bytes. All messages up to the last
 * PIPE_COMPLETE; with --unload also those after which nothing is left.
 */
#include <stdio.h>
#include <stdlib.h>

#include <run_tplg.h>

#define FILE_MAX_BYTES	(16u << 20)

static void print_row(const uint8_t *row, uint32_t bytes)
{
	uint32_t i;

	for (i = 0; i < bytes; i += bytes % 4 ? 1 : 4) {
		if (bytes % 4)
			printf(" %02x", row[i]);
		else
			printf(" %02x%02x%02x%02x", row[i + 3], row[i + 2],
			       row[i + 1], row[i]);
	}
	putchar('\n');
}

static int print_message(void *ctx, const void *msg, uint32_t bytes, void *reply,
			 uint32_t reply_cap)
{
	const struct sof3_cmd_hdr *hdr = msg;
	const uint8_t *payload = (const uint8_t *)(hdr + 1);
	uint32_t offset, left;

	(void)ctx;
	(void)reply;
	(void)reply_cap;
	printf("0x%x\n", sofv_le32_to_cpu(hdr->cmd));
	bytes -= (uint32_t)sizeof(*hdr);
	for (offset = 0; offset < bytes; offset += 16) {
		left = bytes - offset;
		printf("%08x:", offset);
		print_row(payload + offset, left < 16 ? left : 16);
	}
	return 0;
}

static int die(const char *path, const char *text)
{
	fprintf(stderr, "tplgmsg: %s: %s\n", path, text);

	return 1;
}

int main(int argc, char **argv)
{
	static uint8_t file[FILE_MAX_BYTES];
	const struct run_port port = { .send = print_message };
	int unload = argc == 3 && !strcmp(argv[1], "--unload");
	const char *path = argv[argc - 1];
	struct run_error err;
	struct run_tplg *t;
	FILE *f;
	int ret;

	if (argc != 2 + unload) {
		fputs("usage: tplgmsg [--unload] TOPOLOGY\n", stderr);
		return 2;
	}
	f = fopen(path, "rb");
	if (!f)
		return die(path, strerror(errno));
	t = run_tplg_read(file, fread(file, 1, sizeof(file), f), &err);
	fclose(f);
	if (!t)
		return die(path, err.text);
	ret = run_load(t, &port, &err);
	if (!ret && unload)
		ret = run_unload(t, &port, &err);
	run_tplg_free(t);

	return ret ? die(path, err.text) : 0;
}
