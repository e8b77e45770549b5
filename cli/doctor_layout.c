// SPDX-License-Identifier: GPL-2.0-only
/* Copyright (C) 2026 The sof-virtio authors */
/*
 * Private headers of vhost and SOF are compiled into vhost_dsp.ko, and
 * MODVERSIONS does not notice when they are not those of the running kernel.
 * The BTF of the loaded modules does.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "btf.h"
#include "doctor.h"

#define LAYOUT_ADVICE	"build the modules against the source of exactly this kernel (dkms does)"

/* A struct that both modules know, as the module that owns it has it */
static const struct {
	const char *owner;
	const char *name;
} layout_structs[] = {
	{ "vhost", "vhost_dev" },
	{ "vhost", "vhost_virtqueue" },
	{ "vhost", "vhost_poll" },
	{ "vhost", "vhost_work" },
	{ "vhost", "vhost_worker" },
	{ "snd_sof", "sof_client_dev" },
};

/* Returns false, with a finding, if the layouts differ. */
static bool layout_compare(struct doctor *doc, const struct sofvctl_btf *owner,
			   const struct sofvctl_btf *ours, size_t i)
{
	char *theirs = sofvctl_btf_layout(owner, layout_structs[i].name);
	char *mine = sofvctl_btf_layout(ours, layout_structs[i].name);
	bool same = theirs && mine && !strcmp(theirs, mine);

	if (theirs && mine && !same)
		doctor_say(doc, "layout", DOCTOR_FAIL, LAYOUT_ADVICE,
			   "struct %s of vhost_dsp is not that of %s",
			   layout_structs[i].name, layout_structs[i].owner);
	else if (!same)
		doctor_say(doc, "layout", DOCTOR_WARN, LAYOUT_ADVICE,
			   "no description of struct %s in %s",
			   layout_structs[i].name,
			   theirs ? "vhost_dsp" : layout_structs[i].owner);
	free(theirs);
	free(mine);
	return same;
}

static struct sofvctl_btf *layout_read(struct doctor *doc, const char *module,
				       const struct sofvctl_btf *base)
{
	return sofvctl_btf_read(doctor_path(doc, "/sys/kernel/btf/%s", module),
				base);
}

static void layout_compare_all(struct doctor *doc,
			       const struct sofvctl_btf *base,
			       const struct sofvctl_btf *ours)
{
	const size_t count = sizeof(layout_structs) / sizeof(layout_structs[0]);
	struct sofvctl_btf *owner;
	size_t i, same = 0;

	for (i = 0; i < count; i++) {
		owner = layout_read(doc, layout_structs[i].owner, base);
		if (owner)
			same += layout_compare(doc, owner, ours, i);
		else
			doctor_say(doc, "layout", DOCTOR_WARN, LAYOUT_ADVICE,
				   "the kernel has no BTF of %s: %s",
				   layout_structs[i].owner, strerror(errno));
		sofvctl_btf_free(owner);
	}
	if (same == count)
		doctor_say(doc, "layout", DOCTOR_OK, NULL,
			   "%zu structs are laid out as in the running kernel",
			   count);
}

void doctor_layout(struct doctor *doc)
{
	struct sofvctl_btf *base, *ours;

	if (!doc->loaded) {
		doctor_say(doc, "layout", DOCTOR_WARN,
			   "modprobe vhost_dsp, then run this again",
			   "can be compared with the kernel's BTF only while vhost_dsp is loaded");
		return;
	}
	base = layout_read(doc, "vmlinux", NULL);
	ours = base ? layout_read(doc, "vhost_dsp", base) : NULL;
	if (ours)
		layout_compare_all(doc, base, ours);
	else
		doctor_say(doc, "layout", DOCTOR_WARN, LAYOUT_ADVICE,
			   "the kernel has no BTF of %s: %s",
			   base ? "vhost_dsp" : "itself", strerror(errno));
	sofvctl_btf_free(ours);
	sofvctl_btf_free(base);
}
