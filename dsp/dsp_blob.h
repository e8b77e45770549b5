/* SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause */
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * The content of a bytes control, kept as it came so that it can be read back.
 */
#ifndef SOFDSP_BLOB_H
#define SOFDSP_BLOB_H

#include "dsp_priv.h"

struct sofdsp_blob {
	void *data;		/* NULL: nothing was set */
	u32 bytes;
};

/* Keep a copy of @data in place of what is there. 0 or -ENOMEM, then nothing changed. */
int sofdsp_blob_set(struct sofdsp *dsp, struct sofdsp_blob *blob,
		    const void *data, u32 bytes);

/* As get_data of struct sofdsp_comp_ops. */
u32 sofdsp_blob_get(const struct sofdsp_blob *blob, void *data, u32 cap);

void sofdsp_blob_free(struct sofdsp *dsp, struct sofdsp_blob *blob);

#endif /* SOFDSP_BLOB_H */
