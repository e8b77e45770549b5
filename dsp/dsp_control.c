// SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Component controls: values per channel, and bytes. A set is all or nothing. The
 * reply to both get and set is the message itself, with what now holds.
 *
 * Bytes that don't fit into one message come in parts, each behind a copy of the
 * control's header and struct sof3_abi_hdr: num_elems bytes here, elems_remaining
 * to come. They are gathered per component, so that two may be under way at once;
 * a first part drops what was gathered before.
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

static int control_value(struct sofdsp_comp *comp, u32 cmd,
			 struct sof3_ctrl_data *m, u32 bytes)
{
	struct sof3_ctrl_value_chan *values = (void *)(m + 1);
	u32 n = sofv_le32_to_cpu(m->num_elems);
	u32 type = sofv_le32_to_cpu(m->type);

	if (!n || n > SOFDSP_MAX_CHANNELS ||
	    n > (bytes - (u32)sizeof(*m)) / (u32)sizeof(*values))
		return -EINVAL;
	if (cmd == SOF3_COMP_SET_VALUE && type == SOF3_CTRL_VALUE_CHAN_SET)
		return control_set(comp, sofv_le32_to_cpu(m->cmd), values, n);
	if (cmd == SOF3_COMP_GET_VALUE && type == SOF3_CTRL_VALUE_CHAN_GET)
		return control_get(comp, sofv_le32_to_cpu(m->cmd), values, n);
	return -EINVAL;
}

void sofdsp_control_drop_parts(struct sofdsp_comp *comp)
{
	sofdsp_free(comp->dsp, comp->part_data);
	comp->part_data = NULL;
	comp->part_bytes = 0;
	comp->part_fill = 0;
	comp->part_index = 0;
}

static int control_first_part(struct sofdsp_comp *comp, u32 bytes)
{
	sofdsp_control_drop_parts(comp);
	comp->part_data = sofdsp_alloc(comp->dsp, bytes);
	if (!comp->part_data)
		return -ENOMEM;
	comp->part_bytes = bytes;
	return 0;
}

/* A part of @bytes with @left to come. The last one sets the control. */
static int control_add_part(struct sofdsp_comp *comp, u32 index, const void *part,
			    u32 bytes, u32 left)
{
	int ret;

	if (left > SOFDSP_BLOB_MAX_BYTES - bytes)
		return -EINVAL;
	if (!index) {
		ret = control_first_part(comp, bytes + left);
		if (ret < 0)
			return ret;
	} else if (!comp->part_data || index != comp->part_index ||
		   bytes + left != comp->part_bytes - comp->part_fill) {
		sofdsp_control_drop_parts(comp);
		return -EINVAL;
	}
	memcpy(comp->part_data + comp->part_fill, part, bytes);
	comp->part_fill += bytes;
	comp->part_index++;
	if (left)
		return 0;

	ret = comp->ops->set_data(comp, comp->part_data, comp->part_bytes);
	sofdsp_control_drop_parts(comp);
	return ret;
}

static int control_set_data(struct sofdsp_comp *comp, const struct sof3_ctrl_data *m,
			    const struct sof3_abi_hdr *abi, u32 n)
{
	u32 left = sofv_le32_to_cpu(m->elems_remaining);
	u32 index = sofv_le32_to_cpu(m->msg_index);

	if (!comp->ops->set_data)
		return -EINVAL;
	/* SOF core's way to say that it has nothing for this control. */
	if (!n && !index && !left && !abi->size)
		return 0;
	if (!n)
		return -EINVAL;
	if (sofv_le32_to_cpu(abi->magic) != SOF3_ABI_MAGIC ||
	    sofv_le32_to_cpu(abi->abi) >> 24 != SOF3_ABI_MAJOR)
		return -EINVAL;
	if (!index && !left) {
		sofdsp_control_drop_parts(comp);
		return comp->ops->set_data(comp, abi + 1, n);
	}
	return control_add_part(comp, index, abi + 1, n, left);
}

/*
 * The part of the control's bytes that the message asks for: those after what the
 * parts before it took, which were as large as a message allows.
 */
static int control_get_data(struct sofdsp_comp *comp, struct sof3_ctrl_data *m,
			    struct sof3_abi_hdr *abi, u32 n)
{
	const u32 whole_part = SOF3_MSG_MAX_BYTES - (u32)sizeof(*m) -
			       (u32)sizeof(*abi);
	u32 index = sofv_le32_to_cpu(m->msg_index), bytes, from;
	u8 *data;

	if (!comp->ops->get_data || index > SOFDSP_BLOB_MAX_BYTES / whole_part)
		return -EINVAL;
	bytes = comp->ops->get_data(comp, NULL, 0);
	from = index * whole_part;
	memset(abi + 1, 0, n);
	if (from < bytes) {
		data = sofdsp_alloc(comp->dsp, bytes);
		if (!data)
			return -ENOMEM;
		comp->ops->get_data(comp, data, bytes);
		memcpy(abi + 1, data + from, sofdsp_min(n, bytes - from));
		sofdsp_free(comp->dsp, data);
	}
	abi->magic = sofv_cpu_to_le32(SOF3_ABI_MAGIC);
	abi->abi = sofv_cpu_to_le32(SOF3_ABI_VERSION);
	abi->size = sofv_cpu_to_le32(bytes);
	return 0;
}

static int control_data(struct sofdsp_comp *comp, u32 cmd, struct sof3_ctrl_data *m,
			u32 bytes)
{
	struct sof3_abi_hdr *abi = (void *)(m + 1);
	u32 type = sofv_le32_to_cpu(m->type);
	u32 n = sofv_le32_to_cpu(m->num_elems);

	if (bytes < sizeof(*m) + sizeof(*abi) ||
	    n > bytes - sizeof(*m) - sizeof(*abi) ||
	    sofv_le32_to_cpu(m->cmd) != SOF3_CTRL_CMD_BINARY)
		return -EINVAL;
	if (cmd == SOF3_COMP_SET_DATA && type == SOF3_CTRL_DATA_SET)
		return control_set_data(comp, m, abi, n);
	if (cmd == SOF3_COMP_GET_DATA && type == SOF3_CTRL_DATA_GET)
		return control_get_data(comp, m, abi, n);
	return -EINVAL;
}

int sofdsp_ipc_control(struct sofdsp *dsp, u32 cmd, const void *msg, u32 bytes,
		       u32 *reply_bytes)
{
	struct sof3_ctrl_data *reply = (void *)dsp->reply;
	const struct sof3_ctrl_data *m = msg;
	struct sofdsp_comp *comp;
	int ret;

	if (bytes < sizeof(*m) || cmd < SOF3_COMP_SET_VALUE ||
	    cmd > SOF3_COMP_GET_DATA)
		return -EINVAL;
	comp = sofdsp_find_comp(dsp, sofv_le32_to_cpu(m->comp_id));
	if (!comp)
		return -ENODEV;

	/* The reply starts as the message. */
	memcpy(dsp->reply, msg, bytes);
	if (cmd == SOF3_COMP_SET_VALUE || cmd == SOF3_COMP_GET_VALUE)
		ret = control_value(comp, cmd, reply, bytes);
	else
		ret = control_data(comp, cmd, reply, bytes);
	if (ret < 0)
		return ret;
	reply->rhdr.error = 0;
	*reply_bytes = bytes;
	return 0;
}
