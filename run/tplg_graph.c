// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Who is who in a topology that has been read.
 */
#include <stdio.h>

#include <linux/virtio_sof.h>
#include <sofv_tplg_file.h>

#include "run_tplg.h"
#include "tplg_priv.h"

/* A name for each kind of process that IPC3 has a number for. */
static const struct {
	const char *name;
	const char *kind;
	u32 type;
} processes[] = {
	{ "EQFIR", "eq-fir", SOF3_TYPE_EQ_FIR },
	{ "EQIIR", "eq-iir", SOF3_TYPE_EQ_IIR },
	{ "KEYWORD_DETECT", "keyword", SOF3_TYPE_KEYWORD_DETECT },
	{ "KPB", "kpb", SOF3_TYPE_KPB },
	{ "CHAN_SELECTOR", "selector", SOF3_TYPE_SELECTOR },
	{ "MUX", "mux", SOF3_TYPE_MUX },
	{ "DEMUX", "demux", SOF3_TYPE_DEMUX },
	{ "DCBLOCK", "dcblock", SOF3_TYPE_DCBLOCK },
	{ "SMART_AMP", "smart-amp", SOF3_TYPE_SMART_AMP },
};

/* Two periods of stereo S32 at 48 kHz; the DSP makes it larger if need be. */
#define LENT_BUFFER_BYTES	768u

#define N_PROCESSES	(sizeof(processes) / sizeof(processes[0]))

static bool is_number(u32 type)
{
	return type != TPLG_TUPLE_UUID && type != TPLG_TUPLE_STRING;
}

const struct tplg_tuple *run_token_find(const struct run_tokens *tokens,
					u32 token, u32 type)
{
	u32 i;

	for (i = 0; i < tokens->n; i++)
		if (tokens->list[i].token == token &&
		    (is_number(type) ? is_number(tokens->list[i].type) :
				       tokens->list[i].type == type))
			return &tokens->list[i];
	return NULL;
}

u32 run_token_value(const struct run_tokens *tokens, u32 token, u32 otherwise)
{
	const struct tplg_tuple *t = run_token_find(tokens, token, TPLG_TUPLE_WORD);

	return t ? t->value : otherwise;
}

const char *run_token_string(const struct run_tokens *tokens, u32 token)
{
	const struct tplg_tuple *t = run_token_find(tokens, token,
						    TPLG_TUPLE_STRING);

	return t ? t->string : NULL;
}

u32 run_widget_find(const struct run_tplg *t, const char *name)
{
	u32 i;

	for (i = 0; i < t->n_widgets; i++)
		if (!strcmp(t->widgets[i].name, name))
			return i;
	return RUN_NONE;
}

struct run_pcm *run_pcm_find(const struct run_tplg *t, const char *name)
{
	u32 i;

	for (i = 0; i < t->n_pcms; i++)
		if (!strcmp(t->pcms[i].name, name))
			return &t->pcms[i];
	return NULL;
}

struct run_ctl *run_ctl_find(const struct run_tplg *t, const char *name,
			     struct run_error *err)
{
	struct run_ctl *found = NULL;
	u32 i;

	for (i = 0; i < t->n_ctls; i++)
		if (!strcmp(t->ctls[i].long_name, name))
			return &t->ctls[i];
	for (i = 0; i < t->n_ctls; i++) {
		if (strcmp(t->ctls[i].name, name))
			continue;
		if (found) {
			run_fail(err, "several controls are named '%s'; say '%s' or '%s'",
				 name, found->long_name, t->ctls[i].long_name);
			return NULL;
		}
		found = &t->ctls[i];
	}
	if (!found)
		run_fail(err, "there is no control '%s'", name);

	return found;
}

bool run_widget_is_dai(const struct run_widget *w)
{
	return w->id == TPLG_WIDGET_DAI_IN || w->id == TPLG_WIDGET_DAI_OUT;
}

bool run_widget_is_host(const struct run_widget *w)
{
	return w->id == TPLG_WIDGET_AIF_IN || w->id == TPLG_WIDGET_AIF_OUT;
}

u32 run_widget_direction(const struct run_widget *w)
{
	return w->id == TPLG_WIDGET_AIF_OUT || w->id == TPLG_WIDGET_DAI_OUT ?
	       SOF3_DIR_CAPTURE : SOF3_DIR_PLAYBACK;
}

static u32 process_index(const struct run_widget *w)
{
	const char *name = run_token_string(&w->tokens, RUN_TKN_PROCESS_TYPE);
	u32 i;

	for (i = 0; name && i < N_PROCESSES; i++)
		if (!strcmp(processes[i].name, name))
			return i;
	return RUN_NONE;
}

u32 run_process_type(const struct run_widget *w)
{
	u32 i = process_index(w);

	return i == RUN_NONE ? SOF3_TYPE_NONE : processes[i].type;
}

const char *run_widget_kind(const struct run_widget *w)
{
	const char *name;

	switch (w->id) {
	case TPLG_WIDGET_MUX:
		return "mux";
	case TPLG_WIDGET_MIXER:
		return "mixer";
	case TPLG_WIDGET_PGA:
		return "volume";
	case TPLG_WIDGET_AIF_IN:
	case TPLG_WIDGET_AIF_OUT:
		return "host";
	case TPLG_WIDGET_DAI_IN:
	case TPLG_WIDGET_DAI_OUT:
		return "dai";
	case TPLG_WIDGET_BUFFER:
		return "buffer";
	case TPLG_WIDGET_SCHEDULER:
		return "pipeline";
	case TPLG_WIDGET_SIGGEN:
		return "tone";
	case TPLG_WIDGET_SRC:
		return "src";
	case TPLG_WIDGET_ASRC:
		return "asrc";
	case TPLG_WIDGET_EFFECT:
		if (process_index(w) != RUN_NONE)
			return processes[process_index(w)].kind;
		/* components that came later have no number, but a name */
		name = run_token_string(&w->tokens, RUN_TKN_PROCESS_TYPE);
		return name ? name : "effect";
	default:
		return "drawn";
	}
}

static bool is_drawn_only(const struct run_widget *w)
{
	switch (w->id) {
	case TPLG_WIDGET_MUX:
	case TPLG_WIDGET_MIXER:
	case TPLG_WIDGET_PGA:
	case TPLG_WIDGET_AIF_IN:
	case TPLG_WIDGET_AIF_OUT:
	case TPLG_WIDGET_DAI_IN:
	case TPLG_WIDGET_DAI_OUT:
	case TPLG_WIDGET_BUFFER:
	case TPLG_WIDGET_SCHEDULER:
	case TPLG_WIDGET_SIGGEN:
	case TPLG_WIDGET_SRC:
	case TPLG_WIDGET_ASRC:
	case TPLG_WIDGET_EFFECT:
		return false;
	default:
		return true;
	}
}

struct run_link *run_dai_link(const struct run_tplg *t,
			      const struct run_widget *w)
{
	u32 i;

	for (i = 0; i < t->n_links; i++)
		if (!strcmp(t->links[i].name, w->sname))
			return &t->links[i];
	for (i = 0; i < t->n_links; i++)
		if (!strcmp(t->links[i].stream_name, w->sname))
			return &t->links[i];
	return NULL;
}

static struct tplg_tuple *find_token(struct run_widget *w, u32 token)
{
	u32 i;

	for (i = 0; i < w->tokens.n; i++)
		if (w->tokens.list[i].token == token)
			return &w->tokens.list[i];
	return NULL;
}

u32 run_tplg_ground(struct run_tplg *t)
{
	struct tplg_tuple *type, *index, *ref;
	u32 n[2] = { 0, 0 }, i;
	struct run_widget *w;

	for (i = 0; i < t->n_widgets; i++) {
		w = &t->widgets[i];
		type = find_token(w, RUN_TKN_DAI_TYPE);
		if (!run_widget_is_dai(w) || !type || !type->string ||
		    strcmp(type->string, "VIRTUAL"))
			continue;
		type->string = "SSP";
		index = find_token(w, RUN_TKN_DAI_INDEX);
		if (index)
			index->value = n[run_widget_direction(w)];
		ref = find_token(w, SOFV_TKN_COMP_REF);
		if (ref)
			ref->value = 0;
		n[run_widget_direction(w)]++;
	}
	return n[0] + n[1];
}

static bool is_virtual(const struct run_widget *w)
{
	if (run_widget_is_host(w))
		return run_token_find(&w->tokens, SOFV_TKN_COMP_REF,
				      TPLG_TUPLE_WORD);
	if (w->id == TPLG_WIDGET_BUFFER)
		return !run_token_value(&w->tokens, RUN_TKN_BUF_SIZE, 1);
	return false;
}

static u32 scheduler_of(const struct run_tplg *t, u32 pipeline_id)
{
	u32 i;

	for (i = 0; i < t->n_widgets; i++)
		if (t->widgets[i].id == TPLG_WIDGET_SCHEDULER &&
		    t->widgets[i].pipeline_id == pipeline_id)
			return i;
	return RUN_NONE;
}

static int resolve_scheduler(const struct run_tplg *t, struct run_widget *w,
			     u32 index, struct run_error *err)
{
	const struct run_widget *pipe;

	w->scheduler = RUN_NONE;
	if (is_drawn_only(w))
		return 0;
	w->scheduler = scheduler_of(t, w->pipeline_id);
	if (w->scheduler == RUN_NONE)
		return run_fail(err, "widget '%s' is in pipeline %u, which has no scheduler",
				w->name, w->pipeline_id);
	if (w->id == TPLG_WIDGET_SCHEDULER && w->scheduler != index)
		return run_fail(err, "pipeline %u has two schedulers, '%s' and '%s'",
				w->pipeline_id, t->widgets[w->scheduler].name,
				w->name);
	if (w->id == TPLG_WIDGET_SCHEDULER &&
	    run_widget_find(t, w->sname) == RUN_NONE)
		return run_fail(err, "scheduler '%s' refers to '%s', which does not exist",
				w->name, w->sname);

	pipe = &t->widgets[w->scheduler];
	w->is_virtual = is_virtual(w);
	w->is_dynamic = run_token_value(&pipe->tokens, RUN_TKN_SCHED_DYNAMIC, 0);

	return 0;
}

static int resolve_dai(const struct run_tplg *t, const struct run_widget *w,
		       struct run_error *err)
{
	const char *type = run_token_string(&w->tokens, RUN_TKN_DAI_TYPE);
	const struct run_link *link = run_dai_link(t, w);

	if (type && !strcmp(type, "VIRTUAL"))
		return 0;
	if (!type || strcmp(type, "SSP"))
		return run_fail(err, "DAI '%s' is of type '%s'; this DSP has SSP only",
				w->name, type ? type : "");
	if (!link)
		return run_fail(err, "DAI '%s': there is no link '%s'", w->name,
				w->sname);
	if (!link->n_hw)
		return run_fail(err, "link '%s' has no hardware configuration",
				link->name);
	return 0;
}

static int resolve_widget(struct run_tplg *t, u32 index, struct run_error *err)
{
	struct run_widget *w = &t->widgets[index];

	if (run_widget_find(t, w->name) != index)
		return run_fail(err, "two widgets are named '%s'", w->name);
	if (resolve_scheduler(t, w, index, err) < 0)
		return -1;
	if (w->id == TPLG_WIDGET_PGA && !w->n_ctls)
		return run_fail(err, "volume '%s' has no control", w->name);

	return run_widget_is_dai(w) ? resolve_dai(t, w, err) : 0;
}

/* As dapm_create_or_share_kcontrol() in sound/soc/soc-dapm.c makes names. */
static void resolve_ctl(const struct run_tplg *t, struct run_ctl *ctl)
{
	const struct run_widget *w = &t->widgets[ctl->widget];

	if (run_token_value(&w->tokens, RUN_TKN_COMP_NO_WNAME, 0))
		snprintf(ctl->long_name, sizeof(ctl->long_name), "%s", ctl->name);
	else if (w->id == TPLG_WIDGET_MUX)
		snprintf(ctl->long_name, sizeof(ctl->long_name), "%s", w->name);
	else
		snprintf(ctl->long_name, sizeof(ctl->long_name), "%s %s",
			 w->name, ctl->name);
}

/* IPC3 connects a buffer and something else; other routes only help DAPM. */
static bool is_route_drawn_only(const struct run_tplg *t,
				const struct run_route *route)
{
	const struct run_widget *source = &t->widgets[route->source];
	const struct run_widget *sink = &t->widgets[route->sink];

	return is_drawn_only(source) || is_drawn_only(sink) ||
	       source->is_virtual || sink->is_virtual ||
	       (source->id != TPLG_WIDGET_BUFFER && sink->id != TPLG_WIDGET_BUFFER);
}

/* A buffer without size that hangs on widget @at, or RUN_NONE. */
static u32 virtual_neighbour(const struct run_tplg *t, u32 at)
{
	const struct run_route *route = t->routes;
	u32 i, other;

	for (i = 0; i < t->n_routes; i++, route++) {
		if (route->source != at && route->sink != at)
			continue;
		other = route->source == at ? route->sink : route->source;
		if (t->widgets[other].is_virtual &&
		    t->widgets[other].id == TPLG_WIDGET_BUFFER)
			return other;
	}
	return RUN_NONE;
}

void run_tplg_lend(struct run_tplg *t, u32 host)
{
	struct tplg_tuple *size;
	u32 at, i;

	for (at = host; at != RUN_NONE; at = virtual_neighbour(t, at)) {
		t->widgets[at].is_virtual = false;
		size = find_token(&t->widgets[at], RUN_TKN_BUF_SIZE);
		if (at != host && size)
			size->value = LENT_BUFFER_BYTES;
	}
	for (i = 0; i < t->n_routes; i++)
		t->routes[i].is_drawn_only = is_route_drawn_only(t, &t->routes[i]);
}

static int resolve_route(struct run_tplg *t, struct run_route *route,
			 struct run_error *err)
{
	route->source = run_widget_find(t, route->source_name);
	route->sink = run_widget_find(t, route->sink_name);
	if (route->source == RUN_NONE || route->sink == RUN_NONE)
		return run_fail(err, "a route leads from '%s' to '%s', but there is no '%s'",
				route->source_name, route->sink_name,
				route->source == RUN_NONE ? route->source_name :
							    route->sink_name);
	route->is_drawn_only = is_route_drawn_only(t, route);

	return 0;
}

static u32 host_of(const struct run_tplg *t, const char *sname, u32 direction)
{
	u32 i;

	for (i = 0; i < t->n_widgets; i++)
		if (run_widget_is_host(&t->widgets[i]) &&
		    run_widget_direction(&t->widgets[i]) == direction &&
		    !strcmp(t->widgets[i].sname, sname))
			return i;
	return RUN_NONE;
}

static int resolve_pcm(const struct run_tplg *t, struct run_pcm *pcm,
		       struct run_error *err)
{
	u32 dir;

	if (run_pcm_find(t, pcm->name) != pcm)
		return run_fail(err, "two PCMs are named '%s'", pcm->name);
	for (dir = 0; dir < 2; dir++) {
		pcm->host[dir] = RUN_NONE;
		if (!pcm->caps[dir].name[0])
			continue;
		pcm->host[dir] = host_of(t, pcm->caps[dir].name, dir);
		if (pcm->host[dir] == RUN_NONE)
			return run_fail(err,
					"PCM '%s': no host widget has the stream name '%s'",
					pcm->name, pcm->caps[dir].name);
	}
	return 0;
}

int run_tplg_resolve(struct run_tplg *t, struct run_error *err)
{
	u32 i;

	if (!t->n_widgets)
		return run_fail(err, "the topology has no widgets");
	for (i = 0; i < t->n_widgets; i++)
		if (resolve_widget(t, i, err) < 0)
			return -1;
	for (i = 0; i < t->n_ctls; i++)
		resolve_ctl(t, &t->ctls[i]);
	for (i = 0; i < t->n_routes; i++)
		if (resolve_route(t, &t->routes[i], err) < 0)
			return -1;
	for (i = 0; i < t->n_pcms; i++)
		if (resolve_pcm(t, &t->pcms[i], err) < 0)
			return -1;
	return 0;
}
