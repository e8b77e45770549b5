// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * /sys/kernel/debug/softdsp/stats: one "name value" per line. Tests compare the
 * upper half before and after, to see that nothing was left behind.
 */
#include <linux/debugfs.h>
#include <linux/seq_file.h>

#include "softdsp.h"

static int stats_show(struct seq_file *s, void *unused)
{
	struct softdsp *sd = s->private;
	struct softdsp_stats stats;
	struct sofdsp_stats dsp;
	bool powered;

	mutex_lock(&sd->lock);
	powered = sd->powered;
	stats = sd->stats;
	sofdsp_get_stats(sd->dsp, &dsp);
	mutex_unlock(&sd->lock);

	seq_printf(s, "powered %u\n", powered);
	seq_printf(s, "pipelines %u\n", dsp.n_pipelines);
	seq_printf(s, "components %u\n", dsp.n_comps);
	seq_printf(s, "buffers %u\n", dsp.n_buffers);
	seq_printf(s, "rings %u\n", dsp.n_dmas);
	seq_printf(s, "streams %u\n", dsp.n_streams);
	seq_printf(s, "running %u\n", dsp.n_running);
	seq_printf(s, "arena_bytes %u\n", dsp.arena_used_bytes);

	seq_printf(s, "boots %llu\n", stats.n_boots);
	seq_printf(s, "ticks %llu\n", dsp.n_ticks);
	seq_printf(s, "late_ticks %llu\n", stats.n_late_ticks);
	seq_printf(s, "skipped_ticks %llu\n", stats.n_skipped_ticks);
	seq_printf(s, "messages %llu\n", dsp.n_ipcs);
	seq_printf(s, "message_errors %llu\n", dsp.n_ipc_errors);
	seq_printf(s, "lost_notifications %llu\n", stats.n_lost_notes);
	seq_printf(s, "xruns %llu\n", dsp.n_xruns);
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(stats);

void softdsp_debug_create(struct softdsp *sd)
{
	sd->debugfs = debugfs_create_dir(SOFTDSP_NAME, NULL);
	debugfs_create_file("stats", 0444, sd->debugfs, sd, &stats_fops);
}

void softdsp_debug_destroy(struct softdsp *sd)
{
	debugfs_remove(sd->debugfs);
}
