// SPDX-License-Identifier: GPL-2.0-only
/* Copyright (C) 2026 The sof-virtio authors */
/* Why messages of a guest were refused: from the kernel, to text and JSON */
#include <string.h>
#include <json-c/json.h>

#include "sofvctl.h"

static const struct {
	const char *key;
	const char *words;
} refusals[VHOST_DSP_REFUSED_MAX + 1] = {
	[VHOST_DSP_REFUSED_NOT_ALLOWED] = { "not_allowed",
		"no guest may send such a message" },
	[VHOST_DSP_REFUSED_NOT_GRANTED] = { "not_granted",
		"not this guest's, or not granted to it" },
	[VHOST_DSP_REFUSED_NO_OBJECT] = { "no_object",
		"there is no such object" },
	[VHOST_DSP_REFUSED_OUT_OF_TURN] = { "out_of_turn",
		"not now, or not with such an object" },
	[VHOST_DSP_REFUSED_MALFORMED] = { "malformed",
		"malformed" },
	[VHOST_DSP_REFUSED_LEDGER_FULL] = { "ledger_full",
		"more objects or links than any guest may have" },
	[VHOST_DSP_REFUSED_COMPONENTS] = { "quota_components",
		"quota of components" },
	[VHOST_DSP_REFUSED_PIPELINES] = { "quota_pipelines",
		"quota of pipelines" },
	[VHOST_DSP_REFUSED_BUFFER_BYTES] = { "quota_buffer_bytes",
		"quota of buffer bytes" },
	[VHOST_DSP_REFUSED_STREAMS] = { "quota_streams",
		"quota of streams" },
	[VHOST_DSP_REFUSED_DSP_ASLEEP] = { "dsp_asleep",
		"the guest had let the DSP sleep" },
	[VHOST_DSP_REFUSED_DSP_LOST] = { "dsp_lost",
		"the DSP had lost what the guest built" },
	[VHOST_DSP_REFUSED_NO_DSP] = { "no_dsp",
		"the SOF card had gone" },
	[VHOST_DSP_REFUSED_OTHER] = { "other",
		"other reasons" },
};

void sofvctl_read_refused(struct sofvctl_guest *guest, struct nlattr *nest)
{
	struct nlattr *attr;
	int rem, reason;
	uint64_t n;

	nla_for_each_nested(attr, nest, rem) {
		if (nla_len(attr) < (int)sizeof(n))
			continue;
		memcpy(&n, nla_data(attr), sizeof(n));
		reason = nla_type(attr);
		if (reason > VHOST_DSP_REFUSED_MAX || !refusals[reason].key)
			reason = VHOST_DSP_REFUSED_OTHER;
		guest->refused[reason] += n;
	}
}

void sofvctl_settle_refused(struct sofvctl_guest *guest)
{
	uint64_t known = 0;
	int i;

	for (i = 0; i <= VHOST_DSP_REFUSED_MAX; i++)
		known += guest->refused[i];
	if (guest->ipc_refused > known)
		guest->refused[VHOST_DSP_REFUSED_OTHER] +=
			guest->ipc_refused - known;
}

struct json_object *sofvctl_refused_json(const struct sofvctl_guest *guest)
{
	struct json_object *obj = json_object_new_object();
	int i;

	for (i = 0; i <= VHOST_DSP_REFUSED_MAX; i++)
		if (refusals[i].key)
			json_object_object_add(obj, refusals[i].key,
				json_object_new_uint64(guest->refused[i]));
	return obj;
}

void sofvctl_print_refused(FILE *out, const struct sofvctl_guest *guest)
{
	const char *heading = "refused";
	int i;

	for (i = 0; i <= VHOST_DSP_REFUSED_MAX; i++) {
		if (!guest->refused[i])
			continue;
		fprintf(out, "%-12s %llu: %s\n", heading,
			(unsigned long long)guest->refused[i],
			refusals[i].words);
		heading = "";
	}
}

void sofvctl_refused_rows(struct sofvctl_table *table,
			  const struct sofvctl_guest *guest)
{
	char n[24];
	int i;

	for (i = 0; i <= VHOST_DSP_REFUSED_MAX; i++) {
		if (!guest->refused[i])
			continue;
		snprintf(n, sizeof(n), "%llu",
			 (unsigned long long)guest->refused[i]);
		sofvctl_table_row(table, guest->name, n, refusals[i].words,
				  NULL);
	}
}
