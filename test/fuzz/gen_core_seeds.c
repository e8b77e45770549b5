// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Writes the seeds of the core's fuzzers: gen_core_seeds DIR.
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <sofv/wire.h>

#include "core_bench.h"
#include "tplg_build.h"

static u8 seed[TPLG_BUILD_BYTES + 16];
static u32 seed_bytes;

static void save(const char *dir, const char *name)
{
	char path[512];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	f = fopen(path, "wb");
	if (!f || fwrite(seed, 1, seed_bytes, f) != seed_bytes || fclose(f)) {
		fprintf(stderr, "gen_core_seeds: cannot write %s\n", path);
		exit(1);
	}
	seed_bytes = 0;
}

static void put(const void *p, u32 bytes)
{
	memcpy(seed + seed_bytes, p, bytes);
	seed_bytes += bytes;
}

static void request(const void *msg, u32 bytes)
{
	u8 words = (u8)(bytes / 4);

	put(&words, 1);
	put(msg, bytes);
}

static void template(u32 index)
{
	bench_msg m;
	u32 i, bytes;

	for (i = 0; (bytes = core_bench_template_msg(m, index, i)); i++)
		request(m, bytes);
}

static void play(u32 host)
{
	static const u32 cmds[] = {
		SOF3_STREAM_TRIG_START, SOF3_STREAM_TRIG_PAUSE,
		SOF3_STREAM_TRIG_RELEASE, SOF3_STREAM_TRIG_STOP,
		SOF3_STREAM_PCM_FREE,
	};
	bench_msg m;
	u32 i;

	request(m, msg_pcm_params(m, host, 1, 0, SOF3_FRAME_S16_LE, 2, 65536, 8192));
	for (i = 0; i < sizeof(cmds) / sizeof(cmds[0]); i++)
		request(m, msg_stream(m, cmds[i], host));
}

static void ipc_seeds(void)
{
	static const char dir[] = "fuzz_ipc";
	bench_msg m;

	template(0);
	play(BASE + 1);
	save(dir, "template-plays");

	template(0);
	template(1);
	request(m, msg_control(m, true, BASE + 2, SOF3_CTRL_CMD_VOLUME, 2, 1 << 16));
	request(m, msg_control(m, false, BASE + 8, SOF3_CTRL_CMD_VOLUME, 2, 0));
	request(m, msg_tplg_id(m, SOF3_TPLG_COMP_FREE, BASE + 5));
	request(m, msg_tplg_id(m, SOF3_TPLG_BUFFER_FREE, BASE + 4));
	request(m, msg_tplg_id(m, SOF3_TPLG_PIPE_FREE, BASE));
	save(dir, "two-templates");

	request(m, msg_pipe_new_sched(m, BASE, PIPE, BASE + 1));
	request(m, msg_vdai_new(m, BASE + 1, PIPE, SOF3_DIR_CAPTURE, 0));
	request(m, msg_buffer_new(m, BASE + 2, PIPE, 768));
	request(m, msg_host_new(m, BASE + 3, PIPE, SOF3_DIR_CAPTURE));
	request(m, msg_connect(m, BASE + 1, BASE + 2));
	request(m, msg_connect(m, BASE + 2, BASE + 3));
	request(m, msg_pcm_params(m, BASE + 3, 1, 1, SOF3_FRAME_S32_LE, 2, 65536, 8192));
	request(m, msg_pipe_new_sched(m, BASE + 4, PIPE + 1, BASE + 1));
	save(dir, "capture");

	template(0);
	request(m, msg_process_new(m, BASE + 20, PIPE + 1, SOF3_TYPE_EQ_IIR, NULL,
				   m, 40));
	request(m, msg_process_new(m, BASE + 21, PIPE + 1, SOF3_TYPE_NONE,
				   core_bench_drc, m, 40));
	request(m, msg_ctrl_data(m, true, BASE + 20, 0, 200, 120, 1));
	request(m, msg_ctrl_data(m, true, BASE + 20, 1, 120, 0, 2));
	request(m, msg_ctrl_data(m, false, BASE + 21, 0, 40, 0, 0));
	save(dir, "control-data");

	request(m, msg_dai_config(m, 0, 2, 0));
	request(m, msg_pm(m, SOF3_PM_CTX_SAVE, 0));
	request(m, msg_pm(m, SOF3_PM_CORE_ENABLE, 1));
	request(m, msg_dai_new(m, BASE, PIPE, 0, 0, SOF3_FRAME_S32_LE));
	request(m, msg_connect(m, BASE, POINT_MUSIC));
	save(dir, "refused");

	msg_buffer_new(m, BASE, PIPE, 768);
	((struct sof3_comp *)m)->type = sofv_cpu_to_le32(SOF3_TYPE_DAI);
	request(m, sizeof(struct sof3_buffer));
	save(dir, "buffer-of-type-dai");
}

static void tplg_seed(const struct tplg_build *b, const char *name)
{
	static const u8 granted[2] = { 1, 1 };

	put(granted, 2);
	put(b->buf, b->bytes);
	save("fuzz_tplg", name);
}

static void tplg_seeds(void)
{
	static struct tplg_build b;

	tplg_playback(&b, 0);
	tplg_seed(&b, "playback");
	tplg_two_way(&b);
	tplg_seed(&b, "two-way");
}

static void wire_seeds(void)
{
	static const u32 words[] = { 65536, 16, BASE + 1, 192, 960, 0, 1, 2, 3 };
	u32 i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		sofv_le32 le = sofv_cpu_to_le32(words[i]);

		put(&le, sizeof(le));
	}
	save("fuzz_wire", "data-request");
}

static void put_byte(u8 byte)
{
	put(&byte, 1);
}

static void driver_seeds(void)
{
	struct sofv_event_info event = {
		.type = SOFV_EVENT_POSITION, .comp_id = BASE + 1,
		.position_bytes = 8192,
	};
	static const char name[] = "sof-virtio/sof-virtio-playback.tplg";
	u8 wire[64];

	put_byte(0);
	put(wire, (u32)sofv_encode_config(wire, sizeof(wire), SOF3_ABI_VERSION, 2));
	save("fuzz_driver", "config");
	put_byte(1);
	put(wire, (u32)sofv_encode_event(wire, sizeof(wire), &event));
	save("fuzz_driver", "position");
	put_byte(2);
	put(name, sizeof(name));
	save("fuzz_driver", "name");
	put_byte(3);
	put(wire, (u32)sofv_encode_tplg_reply(wire, sizeof(wire), name, sizeof(name),
					      0x1234, 4));
	save("fuzz_driver", "reply");
}

static void ring_seed(u8 direction, const char *name)
{
	u32 i, words[4] = { BASE + 1, 0, 4096, 0 };
	sofv_le32 le = sofv_cpu_to_le32(16383);

	put(&le, sizeof(le));
	put_byte(0);
	put_byte(0);
	put_byte(0);
	put_byte(direction);
	for (i = 0; i < 8; i++) {
		u32 n;

		put_byte(1);
		words[1] = 4096 * (i % 4);
		for (n = 0; n < 4; n++) {
			le = sofv_cpu_to_le32(words[n]);
			put(&le, sizeof(le));
		}
		put_byte(2);
		le = sofv_cpu_to_le32(i == 5 ? 20000 : 4096);
		put(&le, sizeof(le));
		put(&le, sizeof(le));
	}
	save("fuzz_ring", name);
}

int main(int argc, char **argv)
{
	if (argc != 2 || chdir(argv[1])) {
		fprintf(stderr, "usage: gen_core_seeds test/fuzz/corpus\n");
		return 1;
	}

	ipc_seeds();
	tplg_seeds();
	wire_seeds();
	driver_seeds();
	ring_seed(0, "playback");
	ring_seed(1, "capture");

	return 0;
}
