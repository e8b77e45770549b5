/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Builds binary topologies as alsatplg writes them, for tests and seeds.
 */
#ifndef TPLG_BUILD_H
#define TPLG_BUILD_H

#include <sofv_tplg_file.h>

#define TPLG_BUILD_BYTES	(64 * 1024)

struct tplg_build {
	u8 buf[TPLG_BUILD_BYTES];
	u32 bytes;
	u32 block;	/* offset of the open block */
};

/* Opens a block; the last one is closed by the next, or by tplg_end(). */
void tplg_begin(struct tplg_build *b, u32 type, u32 index);
void tplg_end(struct tplg_build *b);

/* Elements of the open block; each returns its offset in the file. */
u32 tplg_manifest(struct tplg_build *b, const u8 *abi, u32 abi_bytes);
u32 tplg_widget(struct tplg_build *b, u32 id, const char *name);
u32 tplg_mixer_ctl(struct tplg_build *b, const char *name);
u32 tplg_enum_ctl(struct tplg_build *b, const char *name);
u32 tplg_bytes_ctl(struct tplg_build *b, const char *name, u32 priv_bytes);
u32 tplg_route(struct tplg_build *b, const char *sink, const char *source);
u32 tplg_pcm(struct tplg_build *b, const char *name);
u32 tplg_link(struct tplg_build *b, const char *name);
u32 tplg_dai(struct tplg_build *b, const char *name);

/* Private data of the widget or link at @element, which is the last one. */
u32 tplg_words(struct tplg_build *b, u32 element, const u32 *pairs, u32 count);
u32 tplg_word(struct tplg_build *b, u32 element, u32 token, u32 value);
u32 tplg_string(struct tplg_build *b, u32 element, u32 token, const char *value);
u32 tplg_uuid(struct tplg_build *b, u32 element, u32 token);

/* Says that the widget has controls, which are added behind its tuples. */
void tplg_has_controls(struct tplg_build *b, u32 widget, u32 count);

/* Overwrites a word of the file. */
void tplg_poke(struct tplg_build *b, u32 offset, u32 value);

/* PCM -> volume -> virtual DAI, like topology/guest-playback.conf. */
void tplg_playback(struct tplg_build *b, u32 point);

/* A playback and a capture pipeline, EQ, enum and bytes controls, a UUID. */
void tplg_two_way(struct tplg_build *b);

#endif /* TPLG_BUILD_H */
