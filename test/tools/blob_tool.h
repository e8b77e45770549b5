/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * A program that writes contents of bytes controls, in the forms in which a topology
 * and sof-ctl take them.
 */
#ifndef BLOB_TOOL_H
#define BLOB_TOOL_H

#include <sof/ipc3.h>

#define BLOB_ROOM_BYTES	8192u

struct blob_preset {
	const char *name;
	const char *about;	/* NULL: for tests, not listed */
	/* Into @to, BLOB_ROOM_BYTES of it. Returns the bytes. */
	u32 (*make)(void *to);
};

struct blob_tool {
	const char *name;
	const char *folder;	/* of topology/include */
	const char *target;	/* of make, which writes that folder */
	const char *more;	/* of the usage text, or NULL */
	const struct blob_preset *presets;
	u32 n_presets;
};

int blob_tool_main(const struct blob_tool *tool, int argc, char **argv);

#endif /* BLOB_TOOL_H */
