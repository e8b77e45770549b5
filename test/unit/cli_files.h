/* SPDX-License-Identifier: GPL-2.0-only */
/* Copyright (C) 2026 The sof-virtio authors */
#ifndef CLI_FILES_H
#define CLI_FILES_H

#include <stddef.h>

/* A folder of files for a test, in the file system that is there. */
int cli_files_begin(void);
void cli_files_end(void);

const char *cli_files_dir(void);
/* Writes a file below the folder; makes the folders on the way to it. */
void cli_files_write_bytes(const char *name, const void *data, size_t bytes);
void cli_files_write(const char *name, const char *text);

#endif /* CLI_FILES_H */
