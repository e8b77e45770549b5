/* SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause */
/* Copyright (C) 2026 The sof-virtio authors */
#ifndef SOFV_LEDGER_PRIV_H
#define SOFV_LEDGER_PRIV_H

/* Look-ups shared by the files of the ledger. */
#include <sofv/ledger.h>

const struct sofv_object *sofv_object_find(const struct sofv_guest *guest,
					   u32 id);
struct sofv_stream *sofv_stream_find(struct sofv_guest *guest, u32 comp_id);
const struct sofv_stream *sofv_stream_peek(const struct sofv_guest *guest,
					   u32 comp_id);
u32 sofv_object_count(const struct sofv_guest *guest, enum sofv_object_kind kind);

/*
 * Connection points that the audio of a host component comes to (playback) or
 * from (capture): a bit for each index.
 */
u32 sofv_points_reached(const struct sofv_guest *guest,
			const struct sofv_object *host);

/* Both ends of a COMP_CONNECT as the DSP is to see them. */
struct sofv_link sofv_link_resolve(const struct sofv_guest *guest,
				   const struct sofv_connect *connect);

#endif /* SOFV_LEDGER_PRIV_H */
