// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * The order of messages: sof_ipc3_set_up_all_pipelines(), sof_widget_setup(),
 * sof_widget_list_setup() and their counterparts in sound/soc/sof of Linux 6.12.
 * SOF core's lists grow at their head, so it sends what is last in the file
 * first; and so do we.
 */
#include <stdlib.h>

#include <sofv_tplg_file.h>

#include "run_tplg.h"
#include "tplg_priv.h"

/* One call into here. */
struct loader {
	struct run_tplg *t;
	const struct run_port *port;
	struct run_error *err;
	u64 msg[SOF3_MSG_MAX_BYTES / sizeof(u64)];
};

static int send_msg(struct loader *l, u32 bytes)
{
	return l->port->send(l->port->ctx, l->msg, bytes, NULL, 0);
}

/* @bytes: of l->msg; 0 if whoever should have made it has said why not. */
static int send_for(struct loader *l, u32 bytes, const char *what,
		    const char *name)
{
	int ret;

	if (!bytes)
		return -1;
	ret = send_msg(l, bytes);
	if (ret)
		return run_fail(l->err, "the DSP refuses to %s '%s' (%s)", what,
				name, strerror(-ret));
	return 0;
}

static bool is_sent(const struct run_widget *w)
{
	return w->scheduler != RUN_NONE && !w->is_virtual;
}

static bool is_virtual_dai(const struct run_widget *w)
{
	const char *type = run_token_string(&w->tokens, RUN_TKN_DAI_TYPE);

	return type && !strcmp(type, "VIRTUAL");
}

static int set_up_ctls(struct loader *l, const struct run_widget *w)
{
	const struct run_ctl *ctl;
	u32 i;

	for (i = w->n_ctls; i--;) {
		ctl = &l->t->ctls[w->ctl + i];
		if (run_ctl_send(l->t, ctl, l->port, l->err) < 0)
			return -1;
		if (!w->is_dynamic)
			run_ctl_read_back(l->t, ctl, l->port);
	}
	return 0;
}

static int set_up_widget(struct loader *l, struct run_widget *w)
{
	struct run_widget *pipe = &l->t->widgets[w->scheduler];

	if (w->used++)
		return 0;
	if (w->is_dynamic && w != pipe && set_up_widget(l, pipe) < 0)
		goto undo;
	if (send_for(l, run_msg_widget(l->t, w, l->msg, l->err), "make",
		     w->name) < 0)
		goto undo_pipe;
	if (run_widget_is_dai(w) && !is_virtual_dai(w) &&
	    send_for(l, run_msg_dai_config(l->t, w, SOF3_DAI_FLAG_HW_PARAMS,
					   l->msg, l->err),
		     "configure DAI", w->name) < 0)
		return -1;	/* made: run_unload() takes it off */

	return set_up_ctls(l, w);

undo_pipe:
	if (w->is_dynamic && w != pipe && !--pipe->used)
		send_msg(l, run_msg_free(pipe, l->msg));	/* made just now */
undo:
	w->used--;
	return -1;
}

static int free_widget(struct loader *l, struct run_widget *w)
{
	struct run_widget *pipe = &l->t->widgets[w->scheduler];
	u32 i;

	if (!w->used || --w->used)
		return 0;
	for (i = 0; i < l->t->n_routes; i++)
		if (&l->t->widgets[l->t->routes[i].source] == w ||
		    &l->t->widgets[l->t->routes[i].sink] == w)
			l->t->routes[i].is_set_up = false;
	w->is_complete = false;
	if (send_for(l, run_msg_free(w, l->msg), "free", w->name) < 0)
		return -1;

	return w->is_dynamic && w != pipe ? free_widget(l, pipe) : 0;
}

static int set_up_route(struct loader *l, struct run_route *route)
{
	const struct run_widget *source = &l->t->widgets[route->source];
	const struct run_widget *sink = &l->t->widgets[route->sink];
	int ret;

	if (route->is_drawn_only || route->is_set_up)
		return 0;
	ret = send_msg(l, run_msg_connect(source, sink, l->msg));
	if (ret)
		return run_fail(l->err, "the DSP refuses to connect '%s' to '%s' (%s)",
				source->name, sink->name, strerror(-ret));
	route->is_set_up = true;

	return 0;
}

static int complete_pipe(struct loader *l, struct run_widget *pipe)
{
	if (pipe->is_complete)
		return 0;
	pipe->is_complete = true;

	return send_for(l, run_msg_complete(pipe, l->msg), "complete pipeline",
			pipe->name);
}

static bool is_dynamic_route(const struct run_tplg *t,
			     const struct run_route *route)
{
	return t->widgets[route->source].is_dynamic ||
	       t->widgets[route->sink].is_dynamic;
}

int run_load(struct run_tplg *t, const struct run_port *port,
	     struct run_error *err)
{
	struct loader l = { .t = t, .port = port, .err = err };
	u32 i;

	for (i = t->n_widgets; i--;)
		if (is_sent(&t->widgets[i]) && !t->widgets[i].is_dynamic &&
		    set_up_widget(&l, &t->widgets[i]) < 0)
			return -1;
	for (i = t->n_routes; i--;)
		if (!is_dynamic_route(t, &t->routes[i]) &&
		    set_up_route(&l, &t->routes[i]) < 0)
			return -1;
	for (i = t->n_widgets; i--;)
		if (t->widgets[i].id == TPLG_WIDGET_SCHEDULER &&
		    !t->widgets[i].is_dynamic &&
		    complete_pipe(&l, &t->widgets[i]) < 0)
			return -1;
	return 0;
}

/* Goes on after a failure; the first one is told. */
int run_unload(struct run_tplg *t, const struct run_port *port,
	       struct run_error *err)
{
	struct run_error later;
	struct loader l = { .t = t, .port = port, .err = err };
	int ret = 0;
	u32 pass, i;

	for (pass = 0; pass < 2; pass++) {
		for (i = t->n_widgets; i--;) {
			struct run_widget *w = &t->widgets[i];

			if ((w->id == TPLG_WIDGET_SCHEDULER) != pass || !w->used)
				continue;
			w->used = 1;
			/* schedulers wait for the second pass */
			if (!pass && w->is_dynamic)
				t->widgets[w->scheduler].used++;
			if (free_widget(&l, w) < 0) {
				ret = -1;
				l.err = &later;
			}
		}
	}
	return ret;
}

/**
 * struct walk - the way of a stream through the graph
 * @is_on_it: by index of widget
 * @list: the same, in the direction of the samples, as they are met
 */
struct walk {
	const struct run_tplg *t;
	u32 direction;
	bool *is_on_it;
	u32 *list;
	u32 n;
	bool *seen;
};

static void mark(struct walk *walk, u32 index)
{
	const struct run_route *route = walk->t->routes;
	u32 i;

	if (walk->is_on_it[index])
		return;
	walk->is_on_it[index] = true;
	for (i = 0; i < walk->t->n_routes; i++, route++) {
		if (walk->direction == SOF3_DIR_PLAYBACK && route->source == index)
			mark(walk, route->sink);
		if (walk->direction == SOF3_DIR_CAPTURE && route->sink == index)
			mark(walk, route->source);
	}
}

static void list_from(struct walk *walk, u32 index)
{
	const struct run_route *route = walk->t->routes;
	u32 i;

	if (!walk->is_on_it[index] || walk->seen[index])
		return;
	walk->seen[index] = true;
	walk->list[walk->n++] = index;
	for (i = 0; i < walk->t->n_routes; i++, route++)
		if (route->source == index)
			list_from(walk, route->sink);
}

/* From the host down, or from the DAIs to the host. */
static void walk_begin(struct walk *walk, const struct run_tplg *t, u32 host)
{
	u32 i;

	walk->t = t;
	walk->direction = run_widget_direction(&t->widgets[host]);
	walk->n = 0;
	walk->is_on_it = calloc(t->n_widgets, sizeof(bool));
	walk->seen = calloc(t->n_widgets, sizeof(bool));
	walk->list = run_realloc(NULL, t->n_widgets, sizeof(u32));
	if (!walk->is_on_it || !walk->seen)
		abort();

	mark(walk, host);
	if (walk->direction == SOF3_DIR_PLAYBACK)
		list_from(walk, host);
	for (i = 0; walk->direction == SOF3_DIR_CAPTURE && i < t->n_widgets; i++)
		if (t->widgets[i].id == TPLG_WIDGET_DAI_OUT)
			list_from(walk, i);
}

static void walk_end(struct walk *walk)
{
	free(walk->is_on_it);
	free(walk->seen);
	free(walk->list);
}

u32 run_path(const struct run_tplg *t, u32 host, u32 *list)
{
	struct walk walk;

	walk_begin(&walk, t, host);
	memcpy(list, walk.list, walk.n * sizeof(*list));
	walk_end(&walk);

	return walk.n;
}

const struct run_widget *run_dai_of(const struct run_tplg *t, u32 host)
{
	u32 *list = run_realloc(NULL, t->n_widgets, sizeof(*list));
	const struct run_widget *dai = NULL;
	u32 n = run_path(t, host, list), i;

	for (i = 0; i < n && !dai; i++)
		if (run_widget_is_dai(&t->widgets[list[i]]))
			dai = &t->widgets[list[i]];
	free(list);

	return dai;
}

static bool is_dynamic_part(const struct run_widget *w)
{
	return is_sent(w) && w->is_dynamic && w->id != TPLG_WIDGET_SCHEDULER;
}

/* @end: where the routes begin, seen from the host; RUN_NONE: anywhere. */
static int set_up_routes_at(struct loader *l, u32 end, u32 direction)
{
	const struct run_tplg *t = l->t;
	struct run_route *route = l->t->routes;
	u32 i;

	for (i = 0; i < t->n_routes; i++, route++)
		if ((end == RUN_NONE ||
		     end == (direction == SOF3_DIR_PLAYBACK ? route->source :
							      route->sink)) &&
		    is_dynamic_route(t, route) && t->widgets[route->source].used &&
		    t->widgets[route->sink].used && set_up_route(l, route) < 0)
			return -1;
	return 0;
}

/* The @i-th widget of a stream, counted from the host in either direction. */
static u32 from_host(const struct walk *walk, u32 i)
{
	return walk->list[walk->direction == SOF3_DIR_PLAYBACK ? i :
							  walk->n - 1 - i];
}

/* Those of the stream; then what leads to other streams. */
static int set_up_routes(struct loader *l, const struct walk *walk)
{
	u32 i;

	for (i = 0; i < walk->n; i++)
		if (set_up_routes_at(l, from_host(walk, i), walk->direction) < 0)
			return -1;
	return set_up_routes_at(l, RUN_NONE, walk->direction);
}

static int set_up_path(struct loader *l, const struct walk *walk)
{
	struct run_tplg *t = l->t;
	struct run_widget *w;
	u32 i;

	for (i = 0; i < walk->n; i++) {
		w = &t->widgets[walk->list[i]];
		if (is_dynamic_part(w) && set_up_widget(l, w) < 0)
			return -1;
	}
	if (set_up_routes(l, walk) < 0)
		return -1;
	for (i = 0; i < walk->n; i++) {
		w = &t->widgets[from_host(walk, i)];
		if (is_dynamic_part(w) &&
		    complete_pipe(l, &t->widgets[w->scheduler]) < 0)
			return -1;
	}
	return 0;
}

int run_path_up(struct run_tplg *t, u32 host, const struct run_port *port,
		struct run_error *err)
{
	struct loader l = { .t = t, .port = port, .err = err };
	struct walk walk;
	int ret;

	walk_begin(&walk, t, host);
	ret = set_up_path(&l, &walk);
	walk_end(&walk);

	return ret;
}

int run_path_down(struct run_tplg *t, u32 host, const struct run_port *port,
		  struct run_error *err)
{
	struct loader l = { .t = t, .port = port, .err = err };
	struct walk walk;
	int ret = 0;
	u32 i;

	walk_begin(&walk, t, host);
	for (i = 0; i < walk.n; i++)
		if (is_dynamic_part(&t->widgets[walk.list[i]]) &&
		    free_widget(&l, &t->widgets[walk.list[i]]) < 0)
			ret = -1;
	walk_end(&walk);

	return ret;
}
