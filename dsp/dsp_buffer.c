// SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Rings of S32 frames between components.
 */
#include "dsp_priv.h"

void sofdsp_buffer_flush(struct sofdsp_buffer *buf)
{
	buf->read_frame = 0;
	buf->fill_frames = 0;
}

void sofdsp_buffer_set_format(struct sofdsp_buffer *buf, u32 channels, u32 rate_hz)
{
	buf->channels = channels;
	buf->rate_hz = rate_hz;
	buf->room_frames = channels ? buf->n_samples / channels : 0;
	sofdsp_buffer_flush(buf);
}

u32 sofdsp_buffer_room(const struct sofdsp_buffer *buf)
{
	return buf->room_frames - buf->fill_frames;
}

u32 sofdsp_buffer_fill(const struct sofdsp_buffer *buf)
{
	if (!buf->source || buf->source->level != SOFDSP_RUNNING)
		return 0;
	return buf->fill_frames;
}

const s32 *sofdsp_buffer_read(const struct sofdsp_buffer *buf, u32 *n_frames)
{
	*n_frames = sofdsp_min(*n_frames, buf->fill_frames);
	*n_frames = sofdsp_min(*n_frames, buf->room_frames - buf->read_frame);
	return buf->samples + buf->read_frame * buf->channels;
}

s32 *sofdsp_buffer_write(const struct sofdsp_buffer *buf, u32 *n_frames)
{
	u32 frame = buf->read_frame + buf->fill_frames;

	if (frame >= buf->room_frames)
		frame -= buf->room_frames;
	*n_frames = sofdsp_min(*n_frames, buf->room_frames - buf->fill_frames);
	*n_frames = sofdsp_min(*n_frames, buf->room_frames - frame);
	return buf->samples + frame * buf->channels;
}

void sofdsp_buffer_consume(struct sofdsp_buffer *buf, u32 n_frames)
{
	buf->fill_frames -= n_frames;
	buf->read_frame += n_frames;
	/*
	 * Empty, as after most ticks: begin where the cache is warm, and in one piece.
	 */
	if (!buf->fill_frames)
		buf->read_frame = 0;
	else if (buf->read_frame >= buf->room_frames)
		buf->read_frame -= buf->room_frames;
}

void sofdsp_buffer_produce(struct sofdsp_buffer *buf, u32 n_frames)
{
	buf->fill_frames += n_frames;
}
