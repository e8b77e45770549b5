// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * /sys/kernel/debug/softdsp/, and softdsp.1 and so on for further DSPs
 *
 *   stats    one "name value" per line. Tests compare the upper half before and
 *            after, to see that nothing was left behind.
 *   crash    write 1: the DSP crashes
 *   inject   write one of the lines of softdsp_injections[]: what a DSP may do, at
 *            a moment of the tester's choice
 */
#include <linux/ctype.h>
#include <linux/debugfs.h>
#include <linux/hex.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/uaccess.h>
#include <sound/sof/trace.h>

#include <sof/ipc3.h>
#include <sof-audio.h>
#include <sof-priv.h>

#include "softdsp.h"

#define SOFTDSP_MAX_HOLD_TICKS	5000

static void stats_show_dsp(struct seq_file *s, const struct sofdsp_stats *dsp)
{
	seq_printf(s, "pipelines %u\n", dsp->n_pipelines);
	seq_printf(s, "components %u\n", dsp->n_comps);
	seq_printf(s, "buffers %u\n", dsp->n_buffers);
	seq_printf(s, "rings %u\n", dsp->n_dmas);
	seq_printf(s, "streams %u\n", dsp->n_streams);
	seq_printf(s, "running %u\n", dsp->n_running);
	seq_printf(s, "arena_bytes %u\n", dsp->arena_used_bytes);
}

static void stats_show_dais(struct seq_file *s, struct softdsp *sd)
{
	const struct softdsp_dai *dai;
	unsigned int i;

	for (i = 0; i < SOFTDSP_N_DAIS; i++) {
		dai = &sd->dais[i];
		seq_printf(s, "ssp%u_played_frames %llu\n", i, dai->n_tx_frames);
		seq_printf(s, "ssp%u_heard_frames %llu\n", i, dai->n_rx_frames);
		seq_printf(s, "ssp%u_wrong_rate_ticks %llu\n", i, dai->n_wrong_rate);
	}
}

static int stats_show(struct seq_file *s, void *unused)
{
	struct softdsp *sd = s->private;
	struct sofdsp_stats dsp;

	mutex_lock(&sd->lock);
	sofdsp_get_stats(sd->dsp, &dsp);
	seq_printf(s, "powered %u\n", sd->powered);
	seq_printf(s, "crashed %u\n", sd->crashed);
	stats_show_dsp(s, &dsp);

	seq_printf(s, "boots %llu\n", sd->stats.n_boots);
	seq_printf(s, "crashes %llu\n", sd->stats.n_crashes);
	seq_printf(s, "clock_scale %u\n", softdsp_clock_scale());
	seq_printf(s, "ticks %llu\n", dsp.n_ticks);
	seq_printf(s, "late_ticks %llu\n", sd->stats.n_late_ticks);
	seq_printf(s, "skipped_ticks %llu\n", sd->stats.n_skipped_ticks);
	seq_printf(s, "messages %llu\n", dsp.n_ipcs);
	seq_printf(s, "message_errors %llu\n", dsp.n_ipc_errors);
	seq_printf(s, "lost_notifications %llu\n", sd->stats.n_lost_notes);
	seq_printf(s, "dropped_replies %llu\n", sd->stats.n_dropped_replies);
	seq_printf(s, "injected %llu\n", sd->stats.n_injected);
	seq_printf(s, "xruns %llu\n", dsp.n_xruns);
	stats_show_dais(s, sd);
	mutex_unlock(&sd->lock);
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(stats);

static ssize_t crash_write(struct file *file, const char __user *buf, size_t count,
			   loff_t *pos)
{
	bool crash;
	int ret;

	ret = kstrtobool_from_user(buf, count, &crash);
	if (!ret && crash)
		ret = softdsp_crash(file->private_data, SOF_IPC_PANIC_EXCEPTION,
				    "debugfs");
	return ret ?: count;
}

static const struct file_operations crash_fops = {
	.owner = THIS_MODULE,
	.open = simple_open,
	.write = crash_write,
};

/* Component of a host PCM, by name as in /proc/asound: "pcm0p". 0: none */
static u32 softdsp_pcm_comp_id(struct softdsp *sd, const char *name)
{
	struct snd_sof_pcm *spcm;
	unsigned int id;
	char dir;

	if (!READ_ONCE(sd->probed) || sscanf(name, "pcm%u%c", &id, &dir) != 2 ||
	    (dir != 'p' && dir != 'c'))
		return 0;
	list_for_each_entry(spcm, &sd->sdev->pcm_list, list)
		if (le32_to_cpu(spcm->pcm.pcm_id) == id)
			return spcm->stream[dir == 'c'].comp_id;
	return 0;
}

/* @arg: PCM, or id of its host component */
static int softdsp_parse_comp(struct softdsp *sd, const char *arg, u32 *id)
{
	if (kstrtou32(arg, 0, id))
		*id = softdsp_pcm_comp_id(sd, arg);
	return *id ? 0 : -EINVAL;
}

/* The DSP says so in its next tick. */
static int softdsp_inject_xrun(struct softdsp *sd, const char *arg)
{
	u32 id;

	return softdsp_parse_comp(sd, arg, &id) ?: softdsp_engine_xrun(sd, id);
}

/* At once, whether or not the DMA has crossed the end of a period. */
static int softdsp_inject_position(struct softdsp *sd, const char *arg)
{
	struct sof3_cmd_hdr hdr = { .size = sofv_cpu_to_le32(sizeof(hdr)) };
	u32 id;

	if (softdsp_parse_comp(sd, arg, &id))
		return -EINVAL;
	hdr.cmd = sofv_cpu_to_le32(SOF3_GLB_STREAM | SOF3_STREAM_POSITION |
				   (id & 0xffff));
	return softdsp_engine_inject(sd, &hdr, sizeof(hdr));
}

static int softdsp_inject_late(struct softdsp *sd, const char *arg)
{
	u32 n_ticks;

	if (kstrtou32(arg, 0, &n_ticks) || n_ticks > SOFTDSP_MAX_HOLD_TICKS)
		return -EINVAL;
	softdsp_engine_hold(sd, n_ticks);
	return 0;
}

static int softdsp_inject_drop_reply(struct softdsp *sd, const char *arg)
{
	return *arg ? -EINVAL : softdsp_engine_drop_reply(sd);
}

static int softdsp_inject_crash_after(struct softdsp *sd, const char *arg)
{
	u32 n_msgs;

	if (kstrtou32(arg, 0, &n_msgs) || !n_msgs)
		return -EINVAL;
	return softdsp_engine_crash_after(sd, n_msgs);
}

static int softdsp_inject_msg(struct softdsp *sd, const char *arg)
{
	u8 msg[SOFDSP_MSG_MAX_BYTES];
	size_t n = strlen(arg);

	if (!n || n % 2 || n / 2 > sizeof(msg) || hex2bin(msg, arg, n / 2))
		return -EINVAL;
	return softdsp_engine_inject(sd, msg, n / 2);
}

static const struct {
	const char *word;
	int (*inject)(struct softdsp *sd, const char *arg);
} softdsp_injections[] = {
	{ "xrun", softdsp_inject_xrun },		/* pcm0p, or component */
	{ "position", softdsp_inject_position },	/* pcm0p, or component */
	{ "late", softdsp_inject_late },		/* ticks */
	{ "drop-reply", softdsp_inject_drop_reply },	/* to the next message */
	{ "crash-after", softdsp_inject_crash_after },	/* messages */
	{ "msg", softdsp_inject_msg },			/* bytes in hexadecimal */
};

static int softdsp_inject_line(struct softdsp *sd, char *line)
{
	char *word, *arg = strim(line);
	unsigned int i;

	word = strsep(&arg, " ");
	for (i = 0; i < ARRAY_SIZE(softdsp_injections); i++)
		if (!strcmp(word, softdsp_injections[i].word))
			return softdsp_injections[i].inject(sd, arg ? skip_spaces(arg) : "");
	return -EINVAL;
}

static ssize_t inject_write(struct file *file, const char __user *buf, size_t count,
			    loff_t *pos)
{
	char *line;
	int ret;

	if (count > PAGE_SIZE)
		return -E2BIG;
	line = memdup_user_nul(buf, count);
	if (IS_ERR(line))
		return PTR_ERR(line);
	ret = softdsp_inject_line(file->private_data, line);
	kfree(line);
	return ret ?: count;
}

static const struct file_operations inject_fops = {
	.owner = THIS_MODULE,
	.open = simple_open,
	.write = inject_write,
};

void softdsp_debug_create(struct softdsp *sd)
{
	sd->debugfs = debugfs_create_dir(dev_name(sd->dev), NULL);
	debugfs_create_file("stats", 0444, sd->debugfs, sd, &stats_fops);
	debugfs_create_file("crash", 0200, sd->debugfs, sd, &crash_fops);
	debugfs_create_file("inject", 0200, sd->debugfs, sd, &inject_fops);
}

void softdsp_debug_destroy(struct softdsp *sd)
{
	debugfs_remove(sd->debugfs);
}
