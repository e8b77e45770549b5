/* SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause */
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * What may pass from a guest to the DSP: one table over every class and type
 * of SOF IPC3 and of doc/protocol.md section 4, default-deny (section 3.3).
 */
#ifndef SOFV_FIREWALL_H
#define SOFV_FIREWALL_H

#include <sofv_port.h>

struct sofv_ipc;

enum sofv_verdict {
	SOFV_REFUSE,	/* error reply; nothing changes */
	SOFV_ALLOW,	/* forward as it is */
	SOFV_REWRITE,	/* forward with an id replaced */
	SOFV_HANDLE,	/* the host serves it; the DSP never sees it */
};

/**
 * struct sofv_rule - one row of the firewall
 * @cmd: class and type
 * @verdict: for a message whose ids are all in order. Of a message with
 *	SOFV_REWRITE the ledger says whether there is anything to replace
 * @name: "TPLG_COMP_NEW"
 */
struct sofv_rule {
	u32 cmd;
	enum sofv_verdict verdict;
	const char *name;
};

/**
 * sofv_firewall_rules - the whole table
 * @count: set to the number of rows
 */
const struct sofv_rule *sofv_firewall_rules(u32 *count);

/**
 * sofv_firewall_find - the rule for a class and type
 * @cmd: as received; low 16 bits included
 *
 * Return: rule, or NULL if the table has none, which means SOFV_REFUSE.
 */
const struct sofv_rule *sofv_firewall_find(u32 cmd);

/**
 * sofv_firewall_name - a message's name for traces
 * @cmd: as received
 *
 * Return: static string, "unknown" for what is not in the table.
 */
const char *sofv_firewall_name(u32 cmd);

/**
 * sofv_firewall - verdict on a message, as far as it depends on no guest
 * @ipc: decoded message
 *
 * On top of the table: components of types that exist in software only, DAIs
 * only if virtual, core 0 only (P-3.3.5), no pipeline more often than the
 * scheduler's tick (P-3.3.11), a UUID only if it is the one of the
 * component's type, since firmware would follow the UUID.
 */
enum sofv_verdict sofv_firewall(const struct sofv_ipc *ipc);

#endif /* SOFV_FIREWALL_H */
