// SPDX-License-Identifier: GPL-2.0-only
/* Copyright (C) 2026 The sof-virtio authors */
#include "run.h"

const char *run_format_name(u32 frame_fmt)
{
	static const char *const names[] = { "S16", "S24", "S32", "float" };

	return frame_fmt < 4 ? names[frame_fmt] : "?";
}

const char *run_direction_name(u32 direction)
{
	return direction == SOF3_DIR_PLAYBACK ? "playback" : "capture";
}
