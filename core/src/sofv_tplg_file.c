// SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Binary topologies piece by piece, each bounded: for the check of sofv_tplg.c and
 * for readers.
 */
#include <sofv/tplg.h>

#include "sofv_bytes.h"
#include "sofv_tplg_file.h"

static int bad_block(struct sofv_tplg_error *error, enum sofv_tplg_reason reason,
		     u32 offset_bytes)
{
	error->reason = reason;
	error->offset_bytes = offset_bytes;

	return -EBADMSG;
}

int sofv_tplg_block(struct tplg_block *block, const u8 *buf, u32 bytes,
		    u32 offset_bytes, struct sofv_tplg_error *error)
{
	u32 room = bytes - offset_bytes;
	struct tplg_hdr hdr;

	if (room < sizeof(hdr))
		return bad_block(error, SOFV_TPLG_TRUNCATED, offset_bytes);

	memcpy(&hdr, buf + offset_bytes, sizeof(hdr));
	room -= (u32)sizeof(hdr);
	if (sofv_le32_to_cpu(hdr.magic) != TPLG_MAGIC)
		return bad_block(error, SOFV_TPLG_BAD_MAGIC, offset_bytes);
	if (sofv_le32_to_cpu(hdr.abi) != TPLG_ABI)
		return bad_block(error, SOFV_TPLG_BAD_ABI, offset_bytes);
	if (sofv_le32_to_cpu(hdr.size) != sizeof(hdr) || !hdr.payload_bytes)
		return bad_block(error, SOFV_TPLG_BAD_HEADER, offset_bytes);
	if (sofv_le32_to_cpu(hdr.payload_bytes) > room)
		return bad_block(error, SOFV_TPLG_TRUNCATED, offset_bytes);

	block->offset_bytes = offset_bytes;
	block->type = sofv_le32_to_cpu(hdr.type);
	block->index = sofv_le32_to_cpu(hdr.index);
	block->count = sofv_le32_to_cpu(hdr.count);
	block->payload = buf + offset_bytes + sizeof(hdr);
	block->payload_bytes = sofv_le32_to_cpu(hdr.payload_bytes);

	return 0;
}

const void *sofv_tplg_take(struct tplg_cursor *cur, u32 bytes)
{
	const u8 *p = cur->p;

	if (bytes > cur->left)
		return NULL;

	cur->p += bytes;
	cur->left -= bytes;

	return p;
}

bool sofv_tplg_name_ends(const char *name)
{
	u32 i;

	for (i = 0; i < TPLG_NAME_BYTES; i++)
		if (!name[i])
			return true;

	return false;
}

u32 sofv_tplg_ctl_bytes(u32 info)
{
	switch (info) {
	case TPLG_CTL_VOLSW:
	case TPLG_CTL_VOLSW_SX:
	case TPLG_CTL_VOLSW_XR_SX:
	case TPLG_CTL_RANGE:
	case TPLG_CTL_STROBE:
	case TPLG_CTL_DAPM_VOLSW:
		return sizeof(struct tplg_mixer);
	case TPLG_CTL_ENUM:
	case TPLG_CTL_ENUM_VALUE:
	case TPLG_CTL_DAPM_ENUM_DOUBLE:
	case TPLG_CTL_DAPM_ENUM_VIRT:
	case TPLG_CTL_DAPM_ENUM_VALUE:
		return sizeof(struct tplg_enum);
	case TPLG_CTL_BYTES:
		return sizeof(struct tplg_bytes);
	default:
		return 0;
	}
}

static u32 tuple_bytes(u32 type)
{
	switch (type) {
	case TPLG_TUPLE_UUID:
		return sizeof(struct tplg_uuid);
	case TPLG_TUPLE_STRING:
		return sizeof(struct tplg_string);
	case TPLG_TUPLE_BOOL:
	case TPLG_TUPLE_BYTE:
	case TPLG_TUPLE_WORD:
	case TPLG_TUPLE_SHORT:
		return sizeof(struct tplg_value);
	default:
		return 0;
	}
}

static int next_array(struct tplg_tuples *it)
{
	const struct tplg_array *array;
	u32 array_bytes;

	it->at = it->arrays.p;
	array = sofv_tplg_take(&it->arrays, sizeof(*array));
	if (!array)
		return -EBADMSG;

	array_bytes = sofv_le32_to_cpu(array->size);
	it->type = sofv_le32_to_cpu(array->type);
	it->n = sofv_le32_to_cpu(array->num_elems);
	if (array_bytes < sizeof(*array) || !tuple_bytes(it->type))
		return -EBADMSG;

	it->elems.left = array_bytes - (u32)sizeof(*array);
	it->elems.p = sofv_tplg_take(&it->arrays, it->elems.left);
	if (!it->elems.p || it->n > it->elems.left / tuple_bytes(it->type))
		return -EBADMSG;

	return 0;
}

int sofv_tplg_next_tuple(struct tplg_tuples *it, struct tplg_tuple *tuple)
{
	const struct tplg_value *value;

	while (!it->n) {
		if (!it->arrays.left)
			return 0;
		if (next_array(it) < 0)
			return -EBADMSG;
	}

	/* All tuples start with their token. */
	value = sofv_tplg_take(&it->elems, tuple_bytes(it->type));
	it->at = (const u8 *)value;
	it->n--;
	memset(tuple, 0, sizeof(*tuple));
	tuple->token = sofv_le32_to_cpu(value->token);
	tuple->type = it->type;
	if (it->type == TPLG_TUPLE_UUID)
		tuple->uuid = ((const struct tplg_uuid *)value)->uuid;
	else if (it->type == TPLG_TUPLE_STRING)
		tuple->string = ((const struct tplg_string *)value)->string;
	else
		tuple->value = sofv_le32_to_cpu(value->value);

	return tuple->string && !sofv_tplg_name_ends(tuple->string) ? -EBADMSG : 1;
}
