// SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Component controls: values per channel. A set is all or nothing. The reply to
 * both get and set is the message itself, with what now holds.
 */
#include "dsp_priv.h"

static int control_set(struct sofdsp_comp *comp, u32 cmd,
		       const struct sof3_ctrl_value_chan *v, u32 n)
{
	u32 pass, i;
	int ret;

	if (!comp->ops->set_value)
		return -EINVAL;
	for (pass = 0; pass < 2; pass++) {
		for (i = 0; i < n; i++) {
			ret = comp->ops->set_value(comp, cmd,
						   sofv_le32_to_cpu(v[i].channel),
						   sofv_le32_to_cpu(v[i].value),
						   pass == 1);
			if (ret < 0)
				return ret;
		}
	}
	return 0;
}

static int control_get(struct sofdsp_comp *comp, u32 cmd,
		       struct sof3_ctrl_value_chan *v, u32 n)
{
	u32 value, i;
	int ret;

	if (!comp->ops->get_value)
		return -EINVAL;
	for (i = 0; i < n; i++) {
		ret = comp->ops->get_value(comp, cmd, i, &value);
		if (ret < 0)
			return ret;
		v[i].channel = sofv_cpu_to_le32(i);
		v[i].value = sofv_cpu_to_le32(value);
	}
	return 0;
}

int sofdsp_ipc_control(struct sofdsp *dsp, u32 cmd, const void *msg, u32 bytes,
		       u32 *reply_bytes)
{
	struct sof3_reply *reply = (void *)dsp->reply;
	struct sof3_ctrl_value_chan *values;
	const struct sof3_ctrl_data *m = msg;
	struct sofdsp_comp *comp;
	u32 n, max;
	int ret;

	if (bytes < sizeof(*m))
		return -EINVAL;
	comp = sofdsp_find_comp(dsp, sofv_le32_to_cpu(m->comp_id));
	if (!comp)
		return -ENODEV;
	n = sofv_le32_to_cpu(m->num_elems);
	max = (bytes - (u32)sizeof(*m)) / (u32)sizeof(*values);
	if (!n || n > max || n > SOFDSP_MAX_CHANNELS)
		return -EINVAL;

	/* The reply starts as the message. */
	memcpy(dsp->reply, msg, bytes);
	values = (void *)((u8 *)dsp->reply + sizeof(*m));

	if (cmd == SOF3_COMP_SET_VALUE &&
	    sofv_le32_to_cpu(m->type) == SOF3_CTRL_VALUE_CHAN_SET) {
		ret = control_set(comp, sofv_le32_to_cpu(m->cmd), values, n);
	} else if (cmd == SOF3_COMP_GET_VALUE &&
		   sofv_le32_to_cpu(m->type) == SOF3_CTRL_VALUE_CHAN_GET) {
		ret = control_get(comp, sofv_le32_to_cpu(m->cmd), values, n);
	} else {
		/* No component here takes binary data. */
		return -EINVAL;
	}
	if (ret < 0)
		return ret;
	reply->error = 0;
	*reply_bytes = bytes;
	return 0;
}
