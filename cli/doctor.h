/* SPDX-License-Identifier: GPL-2.0-only */
/* Copyright (C) 2026 The sof-virtio authors */
#ifndef SOFVCTL_DOCTOR_H
#define SOFVCTL_DOCTOR_H

#include "sofvctl.h"

/*
 * "sofvctl doctor": findings about this host. Each check looks at one thing
 * and says one line about it, with what to do unless it is well.
 */
enum doctor_result {
	DOCTOR_OK,
	DOCTOR_WARN,			/* works, or may work */
	DOCTOR_FAIL,			/* no guest will have sound */
};

struct doctor_finding {
	const char *check;
	enum doctor_result result;
	char *text;
	char *advice;			/* "" if there is none */
};

/**
 * struct doctor - one examination
 * @ctl: program
 * @qemu: program to ask for the device; NULL: qemu-system-x86_64 in the path
 * @release: of the running kernel
 * @loaded: the module vhost_dsp is
 * @findings: in order
 * @count: of them
 */
struct doctor {
	struct sofvctl *ctl;
	const char *qemu;
	char release[65];
	bool loaded;
	struct doctor_finding *findings;
	size_t count;
};

/* Adds a finding: for @result DOCTOR_OK without advice (NULL). */
void doctor_say(struct doctor *doc, const char *check,
		enum doctor_result result, const char *advice,
		const char *fmt, ...) __attribute__((format(printf, 5, 6)));

/* @path below the root, in a buffer that the next call overwrites. */
const char *doctor_path(const struct doctor *doc, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

/* First line of a file below the root, without its end. */
bool doctor_read_line(const char *path, char *line, size_t bytes);
/* Is there a line of the file that begins with @begin? Copied to @line. */
bool doctor_find_line(const char *path, const char *begin, char *line,
		      size_t bytes);

/* doctor_host.c */
void doctor_kernel(struct doctor *doc);
void doctor_config(struct doctor *doc);
void doctor_modules(struct doctor *doc);
void doctor_card(struct doctor *doc);
void doctor_device(struct doctor *doc);
void doctor_kvm(struct doctor *doc);
void doctor_qemu(struct doctor *doc);
/* doctor_layout.c */
void doctor_layout(struct doctor *doc);
/* doctor_files.c */
void doctor_definitions(struct doctor *doc);

#endif /* SOFVCTL_DOCTOR_H */
