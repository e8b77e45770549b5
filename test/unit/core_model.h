/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * The DSP as one guest may see it, as plain as can be: tables indexed by id,
 * searched from end to end. It says what the ledger must say, and it is told
 * the bytes that really reach the DSP, so it also knows if an id went through
 * that should not have.
 */
#ifndef CORE_MODEL_H
#define CORE_MODEL_H

#include "core_bench.h"

#define MODEL_LINKS	SOFV_LINKS_MAX

enum model_kind {
	MODEL_NOTHING,
	MODEL_COMP,
	MODEL_BUFFER,
	MODEL_PIPE,
	MODEL_VDAI,
};

enum model_stream {
	MODEL_NO_STREAM,
	MODEL_SETUP,
	MODEL_RUNNING,
	MODEL_PAUSED,
};

struct model_object {
	enum model_kind kind;
	enum model_stream stream;
	bool host;
	u32 pipeline_id;
	u32 bytes;
	u32 direction;
	u32 point;	/* virtual DAI, stream: component of the host */
	u32 parts[3];	/* control data under way: type, next part, bytes left */
};

struct model {
	const struct sofv_guest *guest;	/* for range and limits */
	struct model_object object[SOFV_COMP_ID_COUNT];
	u32 top;		/* objects from here on are nothing */
	u32 link[MODEL_LINKS][2];	/* as on the DSP */
	u32 links;
};

void model_init(struct model *model, const struct sofv_guest *guest);

/* Would a guest's message be accepted? */
bool model_accepts(const struct model *model, const struct sofv_ipc *ipc);

/*
 * Carries out an accepted message. @sent is what the DSP gets, or NULL if it
 * gets nothing. Returns false if @sent is not what it ought to be.
 */
bool model_apply(struct model *model, const struct sofv_ipc *ipc,
		 const void *sent);

/*
 * Carries out a message of the teardown. Returns false if it frees what is not
 * there, or a pipeline that has members.
 */
bool model_teardown(struct model *model, const void *sent, u32 bytes);

/* Nothing of the guest is left on the DSP. */
bool model_is_empty(const struct model *model);

#endif /* CORE_MODEL_H */
