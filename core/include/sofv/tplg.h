/* SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause */
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Reader and rewriter of guest topologies: binary ALSA topology, ABI 5, as
 * include/uapi/sound/asoc.h of Linux 6.12 lays it out and
 * sound/soc/soc-topology.c reads it.
 */
#ifndef SOFV_TPLG_H
#define SOFV_TPLG_H

#include <sofv_port.h>

#define SOFV_TPLG_NAME_BYTES		44	/* names, terminating zero included */

enum sofv_tplg_reason {
	SOFV_TPLG_OK,
	SOFV_TPLG_EMPTY,
	SOFV_TPLG_TOO_LARGE,
	SOFV_TPLG_TRUNCATED,
	SOFV_TPLG_BAD_MAGIC,
	SOFV_TPLG_BAD_ABI,
	SOFV_TPLG_BAD_HEADER,
	SOFV_TPLG_BAD_BLOCK_TYPE,
	SOFV_TPLG_BAD_COUNT,
	SOFV_TPLG_BAD_SIZE,
	SOFV_TPLG_BAD_NAME,
	SOFV_TPLG_BAD_SOF_ABI,
	SOFV_TPLG_BAD_WIDGET,
	SOFV_TPLG_BAD_CONTROL,
	SOFV_TPLG_BAD_TUPLES,
	SOFV_TPLG_BAD_PIPELINE,
	SOFV_TPLG_PIPELINE_TWICE,
	SOFV_TPLG_NO_PIPELINE,
	SOFV_TPLG_BAD_CORE,
	SOFV_TPLG_BAD_PERIOD,
	SOFV_TPLG_DAI_NOT_VIRTUAL,
	SOFV_TPLG_DAI_VIRTUAL,
	SOFV_TPLG_DAI_NO_REF,
	SOFV_TPLG_POINT_NOT_GRANTED,
	SOFV_TPLG_POINT_TWICE,
	SOFV_TPLG_TOO_MANY_WIDGETS,
	SOFV_TPLG_NO_WIDGETS,
	SOFV_TPLG_NO_PCM,

	SOFV_TPLG_REASONS
};

/**
 * struct sofv_tplg_error - why a topology was refused, and where
 * @reason: sofv_tplg_strerror() has it in words
 * @offset_bytes: of the block or element in the file
 * @name: of the widget, control, PCM or DAI; "" if none has been reached
 */
struct sofv_tplg_error {
	enum sofv_tplg_reason reason;
	u32 offset_bytes;
	char name[SOFV_TPLG_NAME_BYTES];
};

struct sofv_tplg_info {
	u32 blocks;
	u32 widgets;		/* component ids that the guest will use */
	u32 components;		/* without buffers, pipelines, virtual DAIs */
	u32 pipelines;		/* scheduler widgets */
	u32 pipeline_max;	/* highest pipeline id */
	u32 pcms;
	u32 routes;
	u32 points[2];		/* virtual DAIs by direction */
};

/**
 * sofv_tplg_check - is this a topology that a guest may have
 * @buf: file
 * @bytes: its length
 * @n_playback: connection points granted for playback
 * @n_capture: and for capture
 * @info: filled on success; may be NULL
 * @error: filled on failure
 *
 * Every length and count is bounded by what is around it; a file that passes
 * holds nothing that the driver of the guest would read beyond its end. Then
 * the rules of P-7: software components only, and DAIs that are virtual and
 * refer to granted points.
 *
 * Return: 0; -EBADMSG if the file is damaged or of another format or version;
 * -EPERM if it holds what a guest may not have; -EDQUOT if it is too large.
 */
int sofv_tplg_check(const void *buf, u32 bytes, u32 n_playback, u32 n_capture,
		    struct sofv_tplg_info *info, struct sofv_tplg_error *error);

/**
 * sofv_tplg_check_host - is this a topology at all
 * @buf: file
 * @bytes: its length
 * @info: blocks, widgets, pcms and routes filled on success; may be NULL
 * @error: filled on failure
 *
 * The bounds of sofv_tplg_check() without its rules: for topologies of a host,
 * which has real DAIs and whatever else it likes. What holds no element whose end or
 * count is wrong may still make no sense to SOF core.
 *
 * Return: 0; -EBADMSG if the file is damaged or of another format or version;
 * -EPERM if it holds blocks of an unknown type or is a guest's, with virtual DAIs;
 * -EDQUOT if it is too large.
 */
int sofv_tplg_check_host(const void *buf, u32 bytes, struct sofv_tplg_info *info,
			 struct sofv_tplg_error *error);

/**
 * sofv_tplg_rewrite - make pipeline ids unique on the DSP
 * @buf: file, changed in place
 * @bytes: its length
 * @pipe_id_base: added to the pipeline ids of the file
 *
 * A pipeline id is the index of the block that a widget or route is in. Call
 * it once, on a copy that sofv_tplg_check() has passed.
 *
 * Return: 0, or -EBADMSG, then nothing was changed.
 */
int sofv_tplg_rewrite(void *buf, u32 bytes, u32 pipe_id_base);

/**
 * sofv_tplg_name_ok - may an administrator name this file as a topology
 * @name: not necessarily terminated
 * @cap: bytes there
 *
 * It is a path below the firmware's: not empty, not absolute, and without "..",
 * with its end within @cap.
 */
bool sofv_tplg_name_ok(const char *name, u32 cap);

/* Longest reason in words: netlink passes lines of 79 characters on. */
#define SOFV_TPLG_STRERROR_MAX		48

/**
 * sofv_tplg_strerror - a reason in plain words, without full stop
 * @reason: from struct sofv_tplg_error
 */
const char *sofv_tplg_strerror(enum sofv_tplg_reason reason);

#endif /* SOFV_TPLG_H */
