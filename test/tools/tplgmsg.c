// SPDX-License-Identifier: GPL-2.0-only
/* Copyright (C) 2026 The sof-virtio authors */
/*
 * tplgmsg - the messages of a topology, as the kernel's log shows SOF core's own
 *
 * With SOF_DBG_DUMP_IPC_MESSAGE_PAYLOAD set, that is a line with the command, then
 * what follows the header, in rows of 16 bytes; but not of data that goes in parts.
 * From loading to the last PIPE_COMPLETE, then of opening and closing the PCM that
 * is named, if there is one, then until nothing is left.
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
	const struct sof3_ctrl_data *ctrl = msg;
	const uint8_t *payload = (const uint8_t *)(hdr + 1);
	uint32_t cmd = sofv_le32_to_cpu(hdr->cmd), offset, left;

	(void)ctx;
	(void)reply;
	(void)reply_cap;
	printf("0x%x\n", cmd);
	if ((cmd == (SOF3_GLB_COMP | SOF3_COMP_SET_DATA) ||
	     cmd == (SOF3_GLB_COMP | SOF3_COMP_GET_DATA)) &&
	    (ctrl->elems_remaining || ctrl->msg_index))
		return 0;
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

static int run(struct run_tplg *t, const char *pcm_name, uint32_t direction,
	       struct run_error *err)
{
	const struct run_port port = { .send = print_message };
	const struct run_pcm *pcm = pcm_name ? run_pcm_find(t, pcm_name) : NULL;

	if (pcm_name && (!pcm || pcm->host[direction] == RUN_NONE))
		return run_fail(err, "no PCM '%s' in that direction", pcm_name);
	if (run_load(t, &port, err) < 0)
		return -1;
	if (pcm && (run_path_up(t, pcm->host[direction], &port, err) < 0 ||
		    run_path_down(t, pcm->host[direction], &port, err) < 0))
		return -1;
	return run_unload(t, &port, err);
}

int main(int argc, char **argv)
{
	static uint8_t file[FILE_MAX_BYTES];
	struct run_error err;
	struct run_tplg *t;
	FILE *f;
	int ret;

	if (argc != 2 && argc != 4) {
		fputs("usage: tplgmsg TOPOLOGY [PCM playback|capture]\n", stderr);
		return 2;
	}
	f = fopen(argv[1], "rb");
	if (!f)
		return die(argv[1], strerror(errno));
	t = run_tplg_read(file, fread(file, 1, sizeof(file), f), &err);
	fclose(f);
	if (!t)
		return die(argv[1], err.text);
	ret = run(t, argv[2], argc == 4 && !strcmp(argv[3], "capture"), &err);
	run_tplg_free(t);

	return ret ? die(argv[1], err.text) : 0;
}
