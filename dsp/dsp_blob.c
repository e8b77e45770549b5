// SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause
/*
 * Copyright (C) 2026 The sof-virtio authors
 */
#include "dsp_blob.h"

int sofdsp_blob_set(struct sofdsp *dsp, struct sofdsp_blob *blob,
		    const void *data, u32 bytes)
{
	void *copy = sofdsp_alloc(dsp, bytes);

	if (!copy)
		return -ENOMEM;
	memcpy(copy, data, bytes);
	sofdsp_blob_free(dsp, blob);
	blob->data = copy;
	blob->bytes = bytes;
	return 0;
}

u32 sofdsp_blob_get(const struct sofdsp_blob *blob, void *data, u32 cap)
{
	if (cap && blob->bytes)
		memcpy(data, blob->data, sofdsp_min(cap, blob->bytes));
	return blob->bytes;
}

void sofdsp_blob_free(struct sofdsp *dsp, struct sofdsp_blob *blob)
{
	sofdsp_free(dsp, blob->data);
	blob->data = NULL;
	blob->bytes = 0;
}
