// SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * The kinds of components that this DSP knows. A new one: a folder with its
 * ops, a line here, a line in dsp/sources.mk.
 */
#include "dsp_priv.h"

static const struct sofdsp_comp_ops *const comp_table[] = {
	&sofdsp_dai_ops,
	&sofdsp_dcblock_ops,
	&sofdsp_demux_ops,
	&sofdsp_drc_ops,
	&sofdsp_eq_fir_ops,
	&sofdsp_eq_iir_ops,
	&sofdsp_host_ops,
	&sofdsp_mixer_ops,
	&sofdsp_mux_ops,
	&sofdsp_selector_ops,
	&sofdsp_src_ops,
	&sofdsp_template_ops,
	&sofdsp_volume_ops,
};

#define COMP_TABLE_N		(sizeof(comp_table) / sizeof(comp_table[0]))

const struct sofdsp_comp_ops *sofdsp_comp_ops_find(u32 type, const u8 *uuid)
{
	u32 i;

	for (i = 0; uuid && i < COMP_TABLE_N; i++)
		if (comp_table[i]->uuid &&
		    !memcmp(comp_table[i]->uuid, uuid, SOFDSP_UUID_BYTES))
			return comp_table[i];
	for (i = 0; i < COMP_TABLE_N; i++)
		if (comp_table[i]->type == type && type != SOF3_TYPE_NONE)
			return comp_table[i];
	return NULL;
}

struct sofdsp_host *sofdsp_to_host(struct sofdsp_comp *comp)
{
	return comp->ops == &sofdsp_host_ops ? comp->priv : NULL;
}

struct sofdsp_dai *sofdsp_to_dai(struct sofdsp_comp *comp)
{
	return comp->ops == &sofdsp_dai_ops ? comp->priv : NULL;
}
