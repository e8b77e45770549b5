// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * dspprobe check GUEST               the device against doc/protocol.md
 * dspprobe play GUEST FILE           plays at playback point 0
 * dspprobe record GUEST FILE FRAMES  records at capture point 0
 * dspprobe hold GUEST                plays silence until it is killed
 * dspprobe lost GUEST                plays silence until the DSP crashes, comes back
 * dspprobe idle GUEST                does nothing until its card goes away
 * dspprobe stall GUEST               plays from memory that never comes
 * dspprobe fails GUEST               sends what the DSP refuses, again and again
 * dspprobe greedy GUEST              adds event buffers faster than they are used
 * dspprobe storm GUEST               sets up, plays, takes down, whatever the DSP does,
 *                                    until its card goes away
 * dspprobe refused GUEST             is refused, each reason another number of times
 *
 * GUEST is defined with one playback and one capture point. Prints a line for
 * each check; the status is 0 if all hold.
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/vhost.h>
#include <linux/vhost_dsp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "dspprobe_driver.h"
#include "wav.h"

#define PAUSE_MS	300

/* --------------------------------------------------------------- checks */

/* P-2.1.1, P-2.3.1, P-2.4.2 */
static void check_identity(int fd, const struct sofv_config *before)
{
	struct sofv_config_info info;
	struct sofv_config config;
	uint64_t features = 0;

	ioctl(fd, VHOST_GET_FEATURES, &features);
	check(features >> 32 & 1, "VERSION_1 is offered");
	check((features & 0xf) == 1 << SOFV_F_DATA_QUEUE, "the data queue is offered, nothing reserved");
	ioctl(fd, VHOST_DSP_GET_CONFIG, &config);
	check(!sofv_decode_config(&info, &config, sizeof(config)), "the configuration space is sound");
	check(!memcmp(before, &config, sizeof(config)), "the configuration space does not change");
}

/* P-10.1 */
static void check_names(const char *guest)
{
	struct vhost_dsp_guest name = { 0 };
	int fd;

	check(probe_open("nobody") == -ENOENT, "a guest that is not defined");
	fd = probe_open(guest);
	check(fd >= 0, "a guest that is");
	strncpy(name.name, guest, sizeof(name.name) - 1);
	check(ioctl(fd, VHOST_DSP_SET_GUEST, &name) && errno == EALREADY, "a second name");
	check(probe_open(guest) == -EBUSY, "a guest that another file serves");
	close(fd);
}

/* P-4.1.1, P-4.1.2, P-4.1.3, P-4.1.4 */
static void check_topology(void)
{
	static u8 tplg[SOFV_TPLG_MAX_BYTES];
	u32 have = 0, total, crc, n;
	bool ok = true;

	check(!tplg_get(0, SOFV_IPC_MAX_BYTES), "the topology begins");
	total = reply_word(3);
	crc = reply_word(4);
	check(total >= 1 && total <= SOFV_TPLG_MAX_BYTES, "its size is right");
	while (ok && have < total) {
		/* rooms of all sizes */
		ok = !tplg_get(have, 29 + have % 300) && reply_word(3) == total &&
		     reply_word(4) == crc && reply_word(5) == have;
		n = reply_word(6);
		ok = ok && n && reply_bytes == 28 + n && n <= total - have;
		if (ok)
			memcpy(tplg + have, reply + 28, n);
		have += n;
	}
	check(ok && sofv_crc32(tplg, total) == crc, "its chunks make it up");
	check(!tplg_get(total, 384) && reply_word(6) == 0, "an empty chunk is its end");
	check(tplg_get(total + 1, 384) == -EINVAL, "nothing is behind it");
	check(!tplg_get(total / 2, 384) && !memcmp(reply + 28, tplg + total / 2, 4),
	      "it can be read again, anywhere");
}

/* P-3.1.4: in pieces of one byte each, the answer is the same */
static void check_pieces(void)
{
	struct probe_piece pieces[128];
	u32 n = 0, i, head, used;
	u8 whole[64];
	bench_msg m;

	tplg_get(0, 64);
	memcpy(whole, reply, sizeof(whole));
	memcpy(request, m, msg_own(m, SOFV_IPC_TPLG_VFE_GET, 16, 0));
	for (i = 0; i < 16; i++)
		pieces[n++] = (struct probe_piece){ request + i, 1, false };
	for (i = 0; i < 64; i++)
		pieces[n++] = (struct probe_piece){ reply + i, 1, true };
	memset(reply, 0, 64);
	probe_add(SOFV_VQ_IPC, pieces, n, true);
	check(probe_used(SOFV_VQ_IPC, &head, &used, WAIT_MS) && used == 64 &&
	      !memcmp(whole, reply, 64), "a chain of 80 pieces");
}

/* P-3.1.1, P-3.1.2, P-3.1.3, P-3.2.1, P-3.2.3 */
static void check_malformed(void)
{
	u8 big[600] = { 0 };
	bench_msg m;
	u32 n = msg_own(m, SOFV_IPC_TPLG_VFE_COMP_ID, 8, 0);

	check(call(m, 7) == -EMSGSIZE, "a request too short");
	msg_own(big, SOFV_IPC_TPLG_VFE_COMP_ID, 388, 0);
	check(call(big, 388) == -EMSGSIZE, "a request too long");
	msg_own(big, SOFV_IPC_TPLG_VFE_COMP_ID, 12, 0);
	check(call(big, 8) == -EBADMSG && call(big, 16) == -EBADMSG,
	      "a size that is not the chain's");
	check(call_room(m, n, 11) == 1 && !reply_bytes, "no room for a reply");
	check(call_room(m, n, 0) == 1 && !reply_bytes, "no room at all");
	check(call_room(m, n, 12) == -ENOSPC && reply_bytes == 12, "too little room");
	check(call_room(m, n, 20) == 0 && reply_bytes == 20, "just enough room");
	check(call(m, n) == 0, "and all is well");
}

/* P-3.2.3, P-3.2.4: what would have an effect and could not say so */
static void check_room(void)
{
	bench_msg m;
	u32 moved, n = msg_own(m, SOFV_IPC_PM_VFE_POWER_STATUS, 12, SOFV_POWER_SUSPENDED);

	check(call_room(m, n, 15) == -ENOSPC, "a vote without room for its flags");
	n = msg_pcm_params(m, HOST(0), 1, 0, SOF3_FRAME_S32_LE, 2, RING_BYTES, PERIOD_BYTES);
	check(call_room(m, n, 19) == -ENOSPC, "PCM_PARAMS without room for its reply");
	check(move(0, 0, 64, 64, &moved) == -ENOENT, "sets nothing up");
}

/* P-3.1.5, P-3.2.1 */
static void check_order(void)
{
	u8 *replies = probe_alloc(4096);
	u32 heads[20], i, head, used;
	bool ok = true;
	bench_msg m;

	memcpy(request, m, msg_own(m, SOFV_IPC_TPLG_VFE_COMP_ID, 8, 0));
	for (i = 0; i < 20; i++) {
		struct probe_piece pieces[2] = {
			{ request, i % 4 == 3 ? 7 : 8, false },
			{ replies + 64 * i, 64, true },
		};

		heads[i] = probe_add(SOFV_VQ_IPC, pieces, 2, false);
	}
	probe_kick(SOFV_VQ_IPC);
	for (i = 0; i < 20; i++)
		ok = probe_used(SOFV_VQ_IPC, &head, &used, WAIT_MS) &&
		     head == heads[i] && used == (i % 4 == 3 ? 12 : 20) && ok;
	check(ok, "20 requests at once come back in order");
}

/* P-4.2.1, P-4.3.1, P-4.3.3, P-4.3.5 */
static void check_votes(void)
{
	bench_msg m;

	check(comp_count && comp_base + comp_count - 1 <= 0xffff, "component ids have 16 bits");
	check(call(m, msg_volume_new(m, comp_base, pipe_base, 0)) == -EPROTO,
	      "nothing without a vote");
	check(!vote(SOFV_POWER_ACTIVE) && reply_word(3) == 0, "the first vote has nothing to lose");
	check(!vote(SOFV_POWER_ACTIVE) && reply_word(3) == 0, "nor the second");
	check(vote(2) == -EBADMSG, "there is no third state");
}

/* P-3.3.1, P-3.3.2, P-3.3.4, P-3.3.5 */
static void check_refused(void)
{
	bench_msg m;

	check(call(m, msg_dai_config(m, 0, 2, 0)) == -EPERM, "DAI_CONFIG");
	check(call(m, msg_pm(m, SOF3_PM_CORE_ENABLE, 0)) == -EPERM, "CORE_ENABLE");
	check(call(m, msg_own(m, SOF3_GLB_DEBUG | SOF3_DEBUG_MEM_USAGE, 8, 0)) == -EPERM,
	      "DEBUG_MEM_USAGE");
	check(call(m, msg_own(m, 0xffffffff, 16, 0)) == -EPERM, "what nobody knows");
	check(call(m, msg_tplg_id(m, SOF3_TPLG_COMP_FREE, 3)) == -EACCES, "a host's component");
	check(call(m, msg_dai_new(m, comp_base, pipe_base, 0, 0, 2)) == -EPERM, "a real DAI");
}

/* P-5.6 */
static void check_short_event(void)
{
	struct sofv_event *event = probe_alloc(4096);
	struct probe_piece piece = { event, 31, true };
	u32 head, used = 99;

	probe_add(SOFV_VQ_POSITION, &piece, 1, true);
	check(!trigger(0, SOF3_STREAM_TRIG_START), "TRIG_START");
	check(probe_used(SOFV_VQ_POSITION, &head, &used, WAIT_MS) && used == 0,
	      "an event buffer too short comes back empty");
	check(!trigger(0, SOF3_STREAM_TRIG_STOP), "TRIG_STOP");
}

/* P-5.2: nine or more periods without a buffer, of which the last one is told */
static void check_lost_events(void)
{
	struct sofv_event_info event = { 0 };

	check(!trigger(0, SOF3_STREAM_TRIG_START), "TRIG_START without event buffers");
	usleep(300000);
	post_events();
	check(next_event(&event, 500) && event.position_bytes >= 9 * PERIOD_BYTES,
	      "an event replaces those that found no buffer");
	printf("%u events were lost\n", event.events_lost);
	check(event.events_lost >= 8 && event.events_lost < 32, "which count as lost");
	check(!trigger(0, SOF3_STREAM_TRIG_STOP), "TRIG_STOP");
	while (next_event(&event, 0))
		;
}

/* P-5.3, P-8.3, P-8.7: a stream that runs pauses, goes on, and is paused at the end */
static void check_pause(u64 last)
{
	struct sofv_event_info event;
	bool ok;

	check(!trigger(0, SOF3_STREAM_TRIG_PAUSE), "TRIG_PAUSE");
	check(trigger(0, SOF3_STREAM_TRIG_PAUSE) == -EINVAL, "once");
	check(trigger(0, SOF3_STREAM_TRIG_START) == -EINVAL, "it is not stopped");
	/* what was due before */
	while (next_event(&event, 0))
		last = event.position_bytes;
	check(!next_event(&event, PAUSE_MS) || !next_event(&event, PAUSE_MS),
	      "no period goes by in a pause");
	check(!trigger(0, SOF3_STREAM_TRIG_RELEASE), "TRIG_RELEASE");
	ok = next_event(&event, 500);
	printf("paused at %llu, then at %llu\n", (unsigned long long)last,
	       (unsigned long long)event.position_bytes);
	check(ok && event.position_bytes >= last &&
	      event.position_bytes < last + 3 * PERIOD_BYTES, "it goes on where it was");
	check(trigger(0, SOF3_STREAM_TRIG_RELEASE) == -EINVAL, "it runs");
	check(!trigger(0, SOF3_STREAM_TRIG_PAUSE), "TRIG_PAUSE again");
}

/* P-5.3, P-5.4, P-5.8, P-8.8 */
static void check_positions(void)
{
	struct sofv_event_info event;
	u64 last = 0, end;
	u32 n = 0, lost = 0;
	bool ok = true;

	check(!trigger(0, SOF3_STREAM_TRIG_START), "TRIG_START");
	check(trigger(0, SOF3_STREAM_TRIG_START) == -EINVAL, "out of turn");
	for (end = now_ms() + 600; now_ms() < end && n < 8;) {
		if (!next_event(&event, 200))
			break;
		ok = ok && event.type == SOFV_EVENT_POSITION &&
		     event.comp_id == HOST(0) && event.position_bytes >= last &&
		     event.events_lost >= lost;
		last = event.position_bytes;
		lost = event.events_lost;
		n++;
	}
	check(ok && n == 8, "a position for each period, and none goes back");
	printf("after 8 events it is at %llu of %u\n", (unsigned long long)last,
	       8 * PERIOD_BYTES);
	check(last >= 8 * PERIOD_BYTES && last < 16 * PERIOD_BYTES, "they say how far it is");

	check_pause(last);
	check(!trigger(0, SOF3_STREAM_TRIG_STOP), "TRIG_STOP of a paused stream");
	while (next_event(&event, 0))
		;
	check(!move(0, 0, 2 * PERIOD_BYTES, 2 * PERIOD_BYTES, &n), "data before the next start");
	check(!trigger(0, SOF3_STREAM_TRIG_START), "TRIG_START again");
	check(next_event(&event, 500) && event.position_bytes < 3 * PERIOD_BYTES,
	      "begins at 0");
}

/* P-6.1, P-6.2, P-6.3, P-6.9 */
static void check_data(void)
{
	struct probe_piece pieces[2] = {
		{ data.req, sizeof(*data.req), false },
		{ data.payload, 64, false },
	};
	u32 moved, head, used = 99;

	check(!move(0, 0, 64, 64, &moved) && moved == 64, "data");
	check(!move(0, RING_BYTES - 64, 64, 64, &moved) && moved == 64, "at the end");
	check(move(0, RING_BYTES - 63, 64, 64, &moved) == -EINVAL && !moved, "beyond the end");
	check(move(0, RING_BYTES, 1, 1, &moved) == -EINVAL, "far beyond");
	check(move(0, 0, 64, 63, &moved) == -EINVAL, "less than it says");
	check(move(0, 0, 64, 65, &moved) == -EINVAL, "more than it says");
	check(move(0, 0, 65537, 65537, &moved) == -EINVAL, "too much");
	check(move(7, 0, 64, 64, &moved) == -ENOENT, "a stream that is not there");
	check(move(1, 0, 64, 64, &moved) == -ENOENT, "one that is not set up");
	probe_add(SOFV_VQ_DATA, pieces, 2, true);
	check(probe_used(SOFV_VQ_DATA, &head, &used, WAIT_MS) && used == 0,
	      "no room for the response");
}

/* P-6.5: a data queue full to the brim holds nothing else up */
static void check_both_queues(void)
{
	struct probe_piece pieces[3] = {
		{ data.req, sizeof(*data.req), false },
		{ data.payload, PERIOD_BYTES, false },
		{ data.resp, sizeof(*data.resp), true },
	};
	u32 i, head, used, served = 0;
	u64 start;
	bool ok;

	data.req->comp_id = sofv_cpu_to_le32(HOST(0));
	data.req->offset_bytes = 0;
	data.req->bytes = sofv_cpu_to_le32(PERIOD_BYTES);
	for (i = 0; i < PROBE_RING / 3; i++)
		probe_add(SOFV_VQ_DATA, pieces, 3, false);
	probe_kick(SOFV_VQ_DATA);
	start = now_ms();
	ok = !tplg_get(0, 384);
	printf("a request took %llu ms beside %u of data\n",
	       (unsigned long long)(now_ms() - start), i);
	check(ok && now_ms() - start < 500, "the ipc queue goes on");
	while (served < i && probe_used(SOFV_VQ_DATA, &head, &used, WAIT_MS))
		served++;
	check(served == i, "so does the data queue");
}

/* P-3.5.2, P-3.2.5: a flood gets its rate; host.sh looks at the log */
static void check_flood(void)
{
	u64 start = now_ms(), took;
	u32 i;
	bench_msg m;

	for (i = 0; i < 6000; i++)
		if (call(m, msg_own(m, 0xffffffff, 16, i)) != -EPERM)
			break;
	took = now_ms() - start;
	printf("6000 refused requests took %llu ms\n", (unsigned long long)took);
	check(i == 6000, "each is answered");
	/* 2000 at once, 4000 a second after that */
	check(took >= 900, "but not faster than the quota");
}

/* P-9.1, P-9.3, P-10.2 */
static void check_reset(int fd)
{
	struct probe_piece pieces[2] = { { request, 8, false }, { reply, 384, true } };
	bench_msg m;
	u32 i;

	memcpy(request, m, msg_own(m, SOFV_IPC_TPLG_VFE_COMP_ID, 8, 0));
	for (i = 0; i < 50; i++)
		probe_add(SOFV_VQ_IPC, pieces, 2, false);
	probe_kick(SOFV_VQ_IPC);
	probe_reset(fd);
	read_ids();
	check(call(m, msg_tplg_id(m, SOF3_TPLG_COMP_FREE, HOST(0))) == -ENOENT,
	      "a reset takes the graph away");
	check(trigger(0, SOF3_STREAM_TRIG_STOP) == -ENOENT, "and the stream");
	check(call(m, msg_volume_new(m, comp_base, pipe_base, 0)) == -EPROTO, "and the vote");
	check(!vote(SOFV_POWER_ACTIVE) && reply_word(3) == 0, "with nothing to lose");
	check(!build(0) && !build(1) && !params(0), "and all can be built again");
}

static int check_all(const char *guest)
{
	struct sofv_config before;
	int fd;

	check_names(guest);
	fd = session(guest);
	ioctl(fd, VHOST_DSP_GET_CONFIG, &before);
	check_topology();
	check_pieces();
	check_malformed();
	check_order();
	check_votes();
	check_refused();
	data_init();
	check(!build(0), "the playback pipeline");
	check_room();
	check(!params(0), "PCM_PARAMS");
	check_short_event();
	check_lost_events();
	check_data();
	check_positions();
	check_both_queues();
	check_flood();
	check_reset(fd);
	check_identity(fd, &before);
	/* P-10.3: the file is closed in mid-stream */
	check(!trigger(0, SOF3_STREAM_TRIG_START), "a stream at the end");

	return failures != 0;
}

/* ------------------------------------------------------------ play, record */

/* P-6.4: what was made available before TRIG_START is what is heard first */
static int play(const char *guest, const char *path)
{
	u32 total, sent = 0, chunk, i, n, head, used;
	struct sofv_event_info event;
	struct wav w;

	wav_read(&w, path);
	total = (u32)w.frames * FRAME_BYTES;
	session(guest);
	data_init();
	post_events();
	if (vote(SOFV_POWER_ACTIVE) || build(0) || params(0))
		return 1;

	/* all but the first piece is on the queue when TRIG_START comes, unkicked */
	for (i = 0; i < RING_BYTES / PERIOD_BYTES && sent < total; i++) {
		struct sofv_data_req *req = probe_alloc(4096);
		u8 *payload = probe_alloc(PERIOD_BYTES);
		struct probe_piece pieces[3] = {
			{ req, sizeof(*req), false }, { payload, 0, false },
			{ data.resp, sizeof(*data.resp), true },
		};

		n = total - sent < PERIOD_BYTES ? total - sent : PERIOD_BYTES;
		pieces[1].bytes = n;
		memcpy(payload, (u8 *)w.pcm + sent, n);
		req->comp_id = sofv_cpu_to_le32(HOST(0));
		req->offset_bytes = sofv_cpu_to_le32(sent);
		req->bytes = sofv_cpu_to_le32(n);
		probe_add(SOFV_VQ_DATA, pieces, 3, false);
		sent += n;
	}
	if (trigger(0, SOF3_STREAM_TRIG_START))
		return 1;
	for (n = 0; n < i; n++)
		if (!probe_used(SOFV_VQ_DATA, &head, &used, WAIT_MS))
			return 1;

	while (next_event(&event, 1000)) {
		if (event.type == SOFV_EVENT_XRUN)
			wav_die("xrun at %llu of %u, %u sent",
				(unsigned long long)event.position_bytes, total, sent);
		while (sent < total && sent + PERIOD_BYTES <=
		       event.position_bytes + RING_BYTES) {
			chunk = total - sent < PERIOD_BYTES ? total - sent : PERIOD_BYTES;
			memcpy(data.payload, (u8 *)w.pcm + sent, chunk);
			if (move(0, sent % RING_BYTES, chunk, chunk, &n) || n != chunk)
				wav_die("data is refused");
			sent += chunk;
		}
		if (event.position_bytes >= total + 2 * PERIOD_BYTES)
			break;
	}
	if (trigger(0, SOF3_STREAM_TRIG_STOP))
		return 1;

	return 0;
}

/* P-6.7 */
static int record(const char *guest, const char *path, u32 frames)
{
	u32 total = frames * FRAME_BYTES, got = 0, n, moved, ahead;
	struct wav w = { .frames = frames, .channels = 2, .rate = 48000, .bits = 32 };
	struct sofv_event_info event;

	w.pcm = calloc(frames, FRAME_BYTES);
	session(guest);
	data_init();
	post_events();
	if (vote(SOFV_POWER_ACTIVE) || build(1) || params(1) ||
	    trigger(1, SOF3_STREAM_TRIG_START))
		return 1;
	while (got < total && next_event(&event, 1000)) {
		if (event.type == SOFV_EVENT_XRUN)
			wav_die("xrun at %u of %u", got, total);
		while (got < event.position_bytes && got < total) {
			n = (u32)(event.position_bytes - got);
			if (n > RING_BYTES - got % RING_BYTES)
				n = RING_BYTES - got % RING_BYTES;
			if (n > total - got)
				n = total - got;
			if (move(1, got % RING_BYTES, n, n, &moved) || moved != n)
				wav_die("%u bytes of %u at %u", moved, n, got);
			memcpy((u8 *)w.pcm + got, data.payload, n);
			got += n;
		}
	}
	if (got < total)
		wav_die("no more than %u of %u", got, total);

	/* what was taken is not given again, and nothing before its time */
	if (move(1, (got - 64) % RING_BYTES, 64, 64, &ahead) || ahead)
		wav_die("the same was given twice");
	if (trigger(1, SOF3_STREAM_TRIG_STOP))
		return 1;
	wav_write(&w, path);

	return 0;
}

static int hold(const char *guest)
{
	session(guest);
	if (vote(SOFV_POWER_ACTIVE) || build(0) || params(0) ||
	    trigger(0, SOF3_STREAM_TRIG_START))
		return 1;
	puts("playing");
	fflush(stdout);
	for (;;)
		pause();
}

/* P-4.3.3, P-4.3.6, P-4.3.7, P-4.3.9, P-4.3.10, P-5.7: the DSP loses all under a stream */
static int lost(const char *guest)
{
	struct sofv_event_info event = { 0 };
	u64 end = now_ms() + 20000;
	bench_msg m;

	session(guest);
	post_events();
	if (vote(SOFV_POWER_ACTIVE) || build(0) || params(0) ||
	    trigger(0, SOF3_STREAM_TRIG_START))
		return 1;
	puts("playing");
	fflush(stdout);
	while (event.type != SOFV_EVENT_DSP_RESET && now_ms() < end)
		next_event(&event, 1000);
	check(event.type == SOFV_EVENT_DSP_RESET, "the loss is told");
	check(call(m, msg_control(m, false, comp_base + 2, 0, 2, 0)) == -ESTALE,
	      "what is lost can't be asked");
	check(trigger(0, SOF3_STREAM_TRIG_STOP) == 0, "but stopped");
	check(trigger(0, SOF3_STREAM_TRIG_START) != 0, "nor started");
	check(!vote(SOFV_POWER_ACTIVE) && reply_word(3) == SOFV_POWER_FLAG_TPLG_LOST,
	      "the vote says: send it again");
	check(!vote(SOFV_POWER_ACTIVE) && reply_word(3) == 0, "and says it once");
	check(trigger(0, SOF3_STREAM_TRIG_STOP) == -ENOENT, "the stream is forgotten");
	check(!build(0) && !params(0) && !trigger(0, SOF3_STREAM_TRIG_START),
	      "it plays again");
	while (next_event(&event, 0))
		;
	check(next_event(&event, 1000) && event.type == SOFV_EVENT_POSITION &&
	      event.position_bytes, "and gets on");
	check(!trigger(0, SOF3_STREAM_TRIG_STOP), "and stops");

	return failures != 0;
}

/* P-3.5.4: 64 failures, then one a second; host.sh looks at the log */
static int fails(const char *guest)
{
	struct probe_piece pieces[2] = { { 0 } };
	u32 i, n, head, used;
	int fd = session(guest);
	bench_msg m;
	u64 start;

	if (vote(SOFV_POWER_ACTIVE) || build(0))
		return 1;
	start = now_ms();
	n = msg_ctrl_data(m, true, comp_base + 2, 0, 16, 0, 0);
	for (i = 0; i < 80; i++)
		if (call(m, n) != -EINVAL)
			wav_die("a volume takes data");
	printf("80 failures took %llu ms\n", (unsigned long long)(now_ms() - start));
	check(now_ms() - start >= 15000, "who fails again and again waits");

	/* P-10.6: the next one waits, too, while the VMM changes the memory table */
	pieces[0] = (struct probe_piece){ request, n, false };
	pieces[1] = (struct probe_piece){ reply, SOFV_IPC_MAX_BYTES, true };
	probe_add(SOFV_VQ_IPC, pieces, 2, true);
	usleep(100000);
	check(!probe_used(SOFV_VQ_IPC, &head, &used, 0), "a request is being served");
	probe_memory(fd);
	check(probe_used(SOFV_VQ_IPC, &head, &used, 0), "the old memory is let go of first");

	return failures != 0;
}

/* A driver has what it takes to keep the device busy for ever; then only its own queue. */
static int greedy(const char *guest)
{
	int fd = session(guest);
	u32 i, seen;

	probe_reset_greedy(fd);
	read_ids();
	if (vote(SOFV_POWER_ACTIVE) || build(0) || params(0) ||
	    trigger(0, SOF3_STREAM_TRIG_START))
		return 1;
	for (i = 0; i < 20; i++) {
		usleep(50000);
		if (tplg_get(0, SOFV_IPC_MAX_BYTES))
			return 1;
	}
	seen = probe_greedy_used();
	printf("%u buffers were looked at\n", seen);
	check(seen > PROBE_RING, "the buffers are looked at");
	check(!trigger(0, SOF3_STREAM_TRIG_STOP), "and requests are answered");
	/* this would not come back */
	probe_stop(fd);

	return failures != 0;
}

/*
 * What a guest does may fail, as the DSP crashes and its card is unbound meanwhile. But
 * each request is answered, and what it is told of a loss is right: nothing is lost
 * without the next vote saying so.
 */
static int storm(const char *guest)
{
	bool built = false, broken = false, lost;
	u32 n, losses = 0, played = 0;
	int ret;

	answer_ms = CRASH_WAIT_MS;
	session(guest);
	post_events();
	for (n = 0; (ret = vote(SOFV_POWER_ACTIVE)) != -ENODEV; n++) {
		lost = !ret && reply_word(3) == SOFV_POWER_FLAG_TPLG_LOST;
		losses += lost;
		if (broken && !ret && !lost)
			check(false, "the vote says that all is lost");
		if (!built || lost)
			built = !ret && !build(0);
		broken = !built || params(0);
		if (broken || trigger(0, SOF3_STREAM_TRIG_START))
			continue;
		trigger(0, SOF3_STREAM_TRIG_STOP);
		if (!played++) {
			puts("storm");
			fflush(stdout);
		}
	}
	printf("%u rounds, %u of them played, %u losses\n", n, played, losses);

	return failures != 0;
}

/* Has a graph and no stream until its card goes away, then tries to have one. */
static int idle(const char *guest)
{
	bench_msg m;
	u32 n;

	session(guest);
	n = msg_control(m, false, comp_base + 2, 0, 2, 0);
	if (vote(SOFV_POWER_ACTIVE) || build(0))
		return 1;
	puts("idle");
	fflush(stdout);
	while (!call(m, n))
		usleep(10000);
	check(call(m, n) == -ENODEV, "there is no DSP");
	check(params(0) == -ENODEV, "nor a stream");

	return failures != 0;
}

static int stall(const char *guest)
{
	struct probe_piece pieces[3] = { { 0 } };
	u32 head, used;

	session(guest);
	data_init();
	if (vote(SOFV_POWER_ACTIVE) || build(0) || params(0) ||
	    trigger(0, SOF3_STREAM_TRIG_START))
		return 1;
	data.req->comp_id = sofv_cpu_to_le32(HOST(0));
	data.req->bytes = sofv_cpu_to_le32(PERIOD_BYTES);
	pieces[0] = (struct probe_piece){ data.req, sizeof(*data.req), false };
	pieces[1] = (struct probe_piece){ probe_alloc(PERIOD_BYTES), PERIOD_BYTES, false };
	pieces[2] = (struct probe_piece){ data.resp, sizeof(*data.resp), true };
	probe_stall(pieces[1].data, PERIOD_BYTES);
	probe_add(SOFV_VQ_DATA, pieces, 3, true);
	check(!probe_used(SOFV_VQ_DATA, &head, &used, 300), "data waits for its memory");
	puts("stalled");
	fflush(stdout);
	for (;;)
		pause();
}

static void refused(const char *why, u32 times, const void *msg, u32 bytes, int error)
{
	u32 i;
	int ret;

	for (i = 0; i < times; i++) {
		ret = call(msg, bytes);
		if (ret != error)
			wav_die("%s: %d instead of %d", why, ret, error);
	}
	printf("%s %u\n", why, times);
}

/* P-3.2.5, P-3.3.3: for quotas of 4 components, 2 pipelines, 24576 bytes, 1 stream */
static int refuse_all(const char *guest)
{
	u32 free_id, i;
	bench_msg m;

	session(guest);
	free_id = comp_base + 100;
	refused("dsp_asleep", 3, m, graph_msg(m, 0, 1), -EPROTO);
	if (vote(SOFV_POWER_ACTIVE) || build(0) || build(1) || params(0))
		return 1;

	refused("not_allowed", 4, m, msg_own(m, 0xffffffff, 16, 0), -EPERM);
	refused("not_granted", 5, m, msg_tplg_id(m, SOF3_TPLG_COMP_FREE, 1), -EACCES);
	refused("no_object", 6, m, msg_tplg_id(m, SOF3_TPLG_COMP_FREE, free_id), -ENOENT);
	refused("out_of_turn", 7, m, msg_stream(m, SOF3_STREAM_TRIG_STOP, HOST(0)), -EINVAL);
	msg_own(m, SOFV_IPC_TPLG_VFE_COMP_ID, 12, 0);
	refused("malformed", 8, m, 8, -EBADMSG);
	refused("quota_components", 9, m, msg_volume_new(m, free_id, pipe_base + 1, 0),
		-EDQUOT);
	refused("quota_pipelines", 10, m,
		msg_pipe_new_sched(m, free_id, pipe_base + 3, HOST(0)), -EMFILE);
	refused("quota_buffer_bytes", 11, m,
		msg_buffer_new(m, free_id, pipe_base + 1, 64), -ENOBUFS);
	refused("quota_streams", 12, m,
		msg_pcm_params(m, HOST(1), 1, 1, SOF3_FRAME_S32_LE, 2, RING_BYTES,
			       PERIOD_BYTES), -EUSERS);
	/* these are let through, and fail */
	for (i = 0; i < 13; i++)
		if (tplg_get(0xffffffff, SOFV_IPC_MAX_BYTES) != -EINVAL)
			return 1;

	return 0;
}

int main(int argc, char **argv)
{
	if (argc == 3 && !strcmp(argv[1], "check"))
		return check_all(argv[2]);
	if (argc == 4 && !strcmp(argv[1], "play"))
		return play(argv[2], argv[3]);
	if (argc == 5 && !strcmp(argv[1], "record"))
		return record(argv[2], argv[3], (u32)strtoul(argv[4], NULL, 0));
	if (argc == 3 && !strcmp(argv[1], "hold"))
		return hold(argv[2]);
	if (argc == 3 && !strcmp(argv[1], "lost"))
		return lost(argv[2]);
	if (argc == 3 && !strcmp(argv[1], "idle"))
		return idle(argv[2]);
	if (argc == 3 && !strcmp(argv[1], "stall"))
		return stall(argv[2]);
	if (argc == 3 && !strcmp(argv[1], "fails"))
		return fails(argv[2]);
	if (argc == 3 && !strcmp(argv[1], "greedy"))
		return greedy(argv[2]);
	if (argc == 3 && !strcmp(argv[1], "storm"))
		return storm(argv[2]);
	if (argc == 3 && !strcmp(argv[1], "refused"))
		return refuse_all(argv[2]);
	fprintf(stderr, "usage: dspprobe check|hold|lost|storm|idle|stall|fails|greedy|refused GUEST | play GUEST FILE | record GUEST FILE FRAMES\n");

	return 2;
}
