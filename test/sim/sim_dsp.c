// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * The DSP, with what the host's SOF core has on it: a gain for each connection
 * point, two mixers that end in DAIs 0 and 1, a demux behind the microphone, and
 * a stream of the host's own into mixer 0. Guests play zeros, so what leaves
 * DAI 0 must be the host's stream, frame for frame, whatever they do (P-9.2).
 */
#include <stdlib.h>

#include "dsp_priv.h"
#include "sim.h"

#define CHANNELS	2u
#define FRAME_BYTES	(CHANNELS * (u32)sizeof(s32))
#define RING_FRAMES	(SIM_RING_BYTES / FRAME_BYTES)
#define HOST_TAG	SOFDSP_MAX_STREAMS

static void notify(void *ctx, const void *msg, u32 msg_bytes)
{
	const struct sof3_stream_posn *posn = msg;
	struct sim *sim = ctx;

	sim_must(sim, msg_bytes >= sizeof(*posn), "the DSP sends a short message");
	sim_device_position(sim, sofv_le32_to_cpu(posn->comp_id));
}

static void stream_write(void *ctx, u32 offset, const void *data, u32 bytes)
{
	(void)ctx;
	(void)offset;
	(void)data;
	(void)bytes;
}

static void dai_tx(void *ctx, u32 dai_index, const s32 *samples, u32 channels,
		   u32 n_frames)
{
	struct sim *sim = ctx;
	u32 i;

	for (i = 0; i < n_frames * channels; i++) {
		u32 at = (sim->host_frame * CHANNELS + i) %
			 (RING_FRAMES * CHANNELS);
		s32 want = dai_index == 0 && sim->host_plays ?
			   sim->host_ring[at] : 0;

		/* P-9.2 */
		sim_must(sim, samples[i] == want, "another stream changed what the host plays");
	}
	if (dai_index == 0 && sim->host_plays)
		sim->host_frame += n_frames;
	sim->tally->frames += n_frames;
}

static void dai_rx(void *ctx, u32 dai_index, s32 *samples, u32 channels,
		   u32 n_frames)
{
	(void)ctx;
	memset(samples, (int)dai_index, n_frames * channels * sizeof(s32));
}

static const struct sofdsp_env env = {
	.notify = notify,
	.stream_write = stream_write,
	.dai_tx = dai_tx,
	.dai_rx = dai_rx,
};

static int reply_error(const void *reply)
{
	struct sof3_reply head;

	memcpy(&head, reply, sizeof(head));

	return (s32)sofv_le32_to_cpu(head.error);
}

int sim_dsp_send(struct sim *sim, const void *msg, u32 bytes, void *reply,
		 u32 *reply_bytes)
{
	u8 here[SOFV_IPC_MAX_BYTES];
	u32 n;
	int ret;

	sim->dsp_ipcs++;
	sim_must(sim, !sim->asleep, "a message to a DSP that sleeps");
	if (!sim->alive)
		return -ETIMEDOUT;

	n = sofdsp_ipc(sim->dsp, msg, bytes, here, sizeof(here));
	ret = reply_error(here);
	sim->dsp_errors += ret != 0;
	if (ret)
		return ret;
	/* carried out, but nobody hears of it */
	if (sim->lose_reply) {
		sim->lose_reply = false;
		return -ETIMEDOUT;
	}
	if (reply) {
		memcpy(reply, here, n);
		*reply_bytes = n;
	}

	return 0;
}

static void must_send(struct sim *sim, const void *msg, u32 bytes)
{
	u8 reply[SOFV_IPC_MAX_BYTES];

	sofdsp_ipc(sim->dsp, msg, bytes, reply, sizeof(reply));
	sim_must(sim, reply_error(reply) == 0, "the DSP refuses the host's own message");
}

/* Gain @id with a buffer to @sink, in the host's pipeline 1. */
static void load_gain(struct sim *sim, u32 id, u32 sink)
{
	bench_msg m;

	must_send(sim, m, msg_volume_new(m, id, 1, 0));
	must_send(sim, m, msg_buffer_new(m, id + 1, 1, 3072));
	must_send(sim, m, msg_connect(m, id, id + 1));
	must_send(sim, m, msg_connect(m, id + 1, sink));
}

static void load_mixer(struct sim *sim, u32 n)
{
	u32 id = SIM_MIXER_ID(n);
	bench_msg m;

	must_send(sim, m, msg_mixer_new(m, id, 1));
	must_send(sim, m, msg_buffer_new(m, id + 1, 1, 3072));
	must_send(sim, m, msg_dai_new(m, id + 2, 1, SOF3_DIR_PLAYBACK, n,
				      SOF3_FRAME_S32_LE));
	must_send(sim, m, msg_connect(m, id, id + 1));
	must_send(sim, m, msg_connect(m, id + 1, id + 2));
}

/* One microphone for all: DAI 0, a demux, and a gain for each guest. */
static void load_microphone(struct sim *sim)
{
	u32 id = SIM_DEMUX_ID, i;
	bench_msg m;

	must_send(sim, m, msg_dai_new(m, id + 2, 1, SOF3_DIR_CAPTURE, 0,
				      SOF3_FRAME_S32_LE));
	must_send(sim, m, msg_buffer_new(m, id + 1, 1, 3072));
	must_send(sim, m, msg_process_new(m, id, 1, SOF3_TYPE_DEMUX, NULL, NULL, 0));
	must_send(sim, m, msg_connect(m, id + 2, id + 1));
	must_send(sim, m, msg_connect(m, id + 1, id));
	for (i = 0; i < SIM_GUESTS; i++) {
		u32 gain = SIM_CAPTURE_ID(i);

		must_send(sim, m, msg_volume_new(m, gain, 1, 0));
		must_send(sim, m, msg_buffer_new(m, gain + 1, 1, 3072));
		must_send(sim, m, msg_connect(m, id, gain + 1));
		must_send(sim, m, msg_connect(m, gain + 1, gain));
	}
}

static void load_host_stream(struct sim *sim)
{
	u32 id = SIM_HOST_ID;
	bench_msg m;

	must_send(sim, m, msg_host_new(m, id, 1, SOF3_DIR_PLAYBACK));
	must_send(sim, m, msg_buffer_new(m, id + 1, 1, 3072));
	must_send(sim, m, msg_connect(m, id, id + 1));
	load_gain(sim, id + 2, SIM_MIXER_ID(0));
	must_send(sim, m, msg_connect(m, id + 1, id + 2));
}

void sim_dsp_boot(struct sim *sim)
{
	bench_msg m;
	u32 i;

	sofdsp_boot(sim->dsp);
	sim->alive = true;
	sim->asleep = false;
	sim->host_plays = false;
	sim->losses++;
	sofv_votes_lost(&sim->votes);

	must_send(sim, m, msg_pipe_new(m, 1, 1));
	for (i = 0; i < 2; i++)
		load_mixer(sim, i);
	for (i = 0; i < SIM_PLAYBACK_POINTS; i++)
		load_gain(sim, SIM_PLAYBACK_ID(i), SIM_MIXER_ID(i % 2));
	load_microphone(sim);
	load_host_stream(sim);
	must_send(sim, m, msg_tplg_id(m, SOF3_TPLG_PIPE_COMPLETE, 1));
	for (i = 0; i < 2; i++)
		must_send(sim, m, msg_dai_config(m, i, CHANNELS, 0));
	sim_device_dsp_lost(sim);
}

/* Nothing is left; who needs it is told, and boots it. */
void sim_dsp_crash(struct sim *sim)
{
	sim->alive = false;
	sim->host_plays = false;
	sim->losses++;
	sofv_votes_lost(&sim->votes);
	sim_device_dsp_lost(sim);
}

/* Switched off; SOF core finds out when it boots it again. */
void sim_dsp_sleep(struct sim *sim)
{
	sim->alive = false;
	sim->asleep = true;
}

void sim_dsp_host_play(struct sim *sim, bool play)
{
	bench_msg m;

	if (play == sim->host_plays)
		return;
	if (play) {
		sofdsp_dma_setup(sim->dsp, HOST_TAG, SOF3_DIR_PLAYBACK,
				 &sim->host_sg, 1, SIM_RING_BYTES);
		must_send(sim, m, msg_pcm_params(m, SIM_HOST_ID, HOST_TAG,
						 SOF3_DIR_PLAYBACK,
						 SOF3_FRAME_S32_LE, CHANNELS,
						 SIM_RING_BYTES, SIM_PERIOD));
		must_send(sim, m, msg_stream(m, SOF3_STREAM_TRIG_START, SIM_HOST_ID));
		sim->host_frame = 0;
	} else {
		must_send(sim, m, msg_stream(m, SOF3_STREAM_TRIG_STOP, SIM_HOST_ID));
		must_send(sim, m, msg_stream(m, SOF3_STREAM_PCM_FREE, SIM_HOST_ID));
		sofdsp_dma_free(sim->dsp, HOST_TAG, SOF3_DIR_PLAYBACK);
	}
	sim->host_plays = play;
}

void sim_dsp_tick(struct sim *sim)
{
	if (sim->alive)
		sofdsp_tick(sim->dsp);
}

void sim_dsp_init(struct sim *sim)
{
	u32 seed = sim->seed, i;

	sim->dsp_memory = malloc(sofdsp_footprint());
	sim->dsp = sofdsp_init(sim->dsp_memory, sofdsp_footprint(), &env, sim);
	sim->host_sg.addr = sim->host_ring;
	sim->host_sg.bytes = SIM_RING_BYTES;
	for (i = 0; i < SIM_RING_BYTES / sizeof(s32); i++)
		sim->host_ring[i] = (s32)(core_bench_noise(&seed) << 8);
	sim_dsp_boot(sim);
}

void sim_dsp_free(struct sim *sim)
{
	free(sim->dsp_memory);
}
