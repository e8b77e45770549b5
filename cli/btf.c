// SPDX-License-Identifier: GPL-2.0-only
/* Copyright (C) 2026 The sof-virtio authors */
#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <linux/btf.h>

#include "btf.h"

#define BTF_DEPTH	16		/* of typedefs, arrays, nameless structs */

/**
 * struct sofvctl_btf - a file, and where its types begin in it
 * @first: id of its first type; those before are the base's
 * @n_types: how many it has itself
 * @first_name: offset of its first name; those before are the base's
 */
struct sofvctl_btf {
	const struct sofvctl_btf *base;
	char *file;
	const char *names;
	const struct btf_type **types;
	uint32_t first;
	uint32_t n_types;
	uint32_t first_name;
	uint32_t name_bytes;
};

static uint32_t kind_of(const struct btf_type *t)
{
	return BTF_INFO_KIND(t->info);
}

/* What stands between a type and the next one; -1 for an unknown kind */
static long btf_extra_bytes(const struct btf_type *t)
{
	uint32_t n = BTF_INFO_VLEN(t->info);

	switch (kind_of(t)) {
	case BTF_KIND_INT:
	case BTF_KIND_VAR:
	case BTF_KIND_DECL_TAG:
		return sizeof(uint32_t);
	case BTF_KIND_ARRAY:
		return sizeof(struct btf_array);
	case BTF_KIND_STRUCT:
	case BTF_KIND_UNION:
		return (long)n * sizeof(struct btf_member);
	case BTF_KIND_ENUM:
		return (long)n * sizeof(struct btf_enum);
	case BTF_KIND_FUNC_PROTO:
		return (long)n * sizeof(struct btf_param);
	case BTF_KIND_DATASEC:
		return (long)n * sizeof(struct btf_var_secinfo);
	case BTF_KIND_ENUM64:
		return (long)n * 3 * sizeof(uint32_t);
	case BTF_KIND_PTR:
	case BTF_KIND_FWD:
	case BTF_KIND_TYPEDEF:
	case BTF_KIND_VOLATILE:
	case BTF_KIND_CONST:
	case BTF_KIND_RESTRICT:
	case BTF_KIND_FUNC:
	case BTF_KIND_FLOAT:
	case BTF_KIND_TYPE_TAG:
		return 0;
	default:
		return -1;
	}
}

static const struct btf_type *btf_type(const struct sofvctl_btf *btf,
				       uint32_t id)
{
	while (btf && id < btf->first)
		btf = btf->base;
	if (!btf || !id || id - btf->first >= btf->n_types)
		return NULL;
	return btf->types[id - btf->first];
}

static const char *btf_name(const struct sofvctl_btf *btf, uint32_t offset)
{
	while (btf && offset < btf->first_name)
		btf = btf->base;
	if (!btf || offset - btf->first_name >= btf->name_bytes)
		return "";
	return btf->names + (offset - btf->first_name);
}

static bool btf_index_types(struct sofvctl_btf *btf, const char *at,
			    uint32_t bytes)
{
	const struct btf_type *t;
	size_t room = 0;
	long extra;

	while (bytes) {
		t = (const struct btf_type *)at;
		extra = bytes < sizeof(*t) ? -1 : btf_extra_bytes(t);
		if (extra < 0 || (size_t)extra > bytes - sizeof(*t))
			return false;
		if (btf->n_types == room) {
			room = room ? 2 * room : 1024;
			btf->types = reallocarray(btf->types, room,
						  sizeof(*btf->types));
			if (!btf->types)
				return false;
		}
		btf->types[btf->n_types++] = (const struct btf_type *)at;
		at += sizeof(*t) + extra;
		bytes -= sizeof(*t) + extra;
	}
	return true;
}

static bool btf_index(struct sofvctl_btf *btf, size_t bytes)
{
	const struct btf_header *hdr = (const void *)btf->file;
	size_t body;

	if (bytes < sizeof(*hdr) || hdr->magic != BTF_MAGIC ||
	    hdr->hdr_len < sizeof(*hdr) || hdr->hdr_len > bytes)
		return false;
	body = bytes - hdr->hdr_len;
	if (hdr->str_off > body || hdr->str_len > body - hdr->str_off ||
	    hdr->type_off > body || hdr->type_len > body - hdr->type_off ||
	    (hdr->hdr_len | hdr->type_off) % sizeof(uint32_t))
		return false;

	btf->names = btf->file + hdr->hdr_len + hdr->str_off;
	btf->name_bytes = hdr->str_len;
	if (!hdr->str_len || btf->names[hdr->str_len - 1])
		return false;
	btf->first = 1;
	if (btf->base) {
		btf->first = btf->base->first + btf->base->n_types;
		btf->first_name = btf->base->first_name + btf->base->name_bytes;
	}
	return btf_index_types(btf, btf->file + hdr->hdr_len + hdr->type_off,
			       hdr->type_len);
}

/* Files in sysfs do not all tell their size, so read to the end. */
static char *btf_read_file(const char *path, size_t *bytes)
{
	FILE *f = fopen(path, "re");
	size_t room = 0, got;
	char *file = NULL, *more;

	*bytes = 0;
	if (!f)
		return NULL;
	do {
		if (*bytes == room) {
			room = room ? 2 * room : 65536;
			more = realloc(file, room);
			if (!more)
				break;
			file = more;
		}
		got = fread(file + *bytes, 1, room - *bytes, f);
		*bytes += got;
	} while (got);
	fclose(f);
	return file;
}

struct sofvctl_btf *sofvctl_btf_read(const char *path,
				     const struct sofvctl_btf *base)
{
	struct sofvctl_btf *btf = calloc(1, sizeof(*btf));
	size_t bytes;

	if (!btf)
		return NULL;
	btf->base = base;
	btf->file = btf_read_file(path, &bytes);
	if (!btf->file) {
		free(btf);
		return NULL;
	}
	if (!btf_index(btf, bytes)) {
		sofvctl_btf_free(btf);
		errno = EBADMSG;
		return NULL;
	}
	return btf;
}

void sofvctl_btf_free(struct sofvctl_btf *btf)
{
	if (!btf)
		return;
	free(btf->types);
	free(btf->file);
	free(btf);
}

/* Size in bytes; 0 for what has none */
static uint64_t btf_size(const struct sofvctl_btf *btf, uint32_t id, int depth)
{
	const struct btf_type *t = btf_type(btf, id);
	const struct btf_array *array;

	if (!t || !depth)
		return 0;
	switch (kind_of(t)) {
	case BTF_KIND_INT:
	case BTF_KIND_FLOAT:
	case BTF_KIND_ENUM:
	case BTF_KIND_ENUM64:
	case BTF_KIND_STRUCT:
	case BTF_KIND_UNION:
		return t->size;
	case BTF_KIND_PTR:
		return sizeof(void *);
	case BTF_KIND_ARRAY:
		array = (const struct btf_array *)(t + 1);
		return array->nelems * btf_size(btf, array->type, depth - 1);
	case BTF_KIND_TYPEDEF:
	case BTF_KIND_VOLATILE:
	case BTF_KIND_CONST:
	case BTF_KIND_RESTRICT:
	case BTF_KIND_TYPE_TAG:
		return btf_size(btf, t->type, depth - 1);
	default:
		return 0;
	}
}

static void btf_members(const struct sofvctl_btf *btf, const struct btf_type *t,
			uint32_t first_bit, int depth, FILE *out)
{
	const struct btf_member *m = (const struct btf_member *)(t + 1);
	bool bitfields = BTF_INFO_KFLAG(t->info);
	const struct btf_type *inner;
	uint32_t i, bit;

	for (i = 0; i < BTF_INFO_VLEN(t->info) && depth; i++, m++) {
		bit = first_bit + (bitfields ? BTF_MEMBER_BIT_OFFSET(m->offset) :
				   m->offset);
		inner = btf_type(btf, m->type);
		if (!*btf_name(btf, m->name_off) && inner &&
		    (kind_of(inner) == BTF_KIND_STRUCT ||
		     kind_of(inner) == BTF_KIND_UNION))
			btf_members(btf, inner, bit, depth - 1, out);
		else
			fprintf(out, "%u %llu %s\n", bit, (unsigned long long)
				btf_size(btf, m->type, BTF_DEPTH),
				btf_name(btf, m->name_off));
	}
}

static const struct btf_type *btf_find_struct(const struct sofvctl_btf *btf,
					      const char *name)
{
	uint32_t i;

	for (; btf; btf = btf->base)
		for (i = 0; i < btf->n_types; i++)
			if (kind_of(btf->types[i]) == BTF_KIND_STRUCT &&
			    !strcmp(btf_name(btf, btf->types[i]->name_off),
				    name))
				return btf->types[i];
	return NULL;
}

char *sofvctl_btf_layout(const struct sofvctl_btf *btf, const char *name)
{
	const struct btf_type *t = btf_find_struct(btf, name);
	char *text = NULL;
	size_t bytes;
	FILE *out;

	if (!t)
		return NULL;
	out = open_memstream(&text, &bytes);
	if (!out)
		return NULL;
	fprintf(out, "size %u\n", t->size);
	btf_members(btf, t, 0, BTF_DEPTH, out);
	fclose(out);
	return text;
}
