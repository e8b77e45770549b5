// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * The graph for dot(1): a box for each pipeline, an arrow for each route, dashed
 * what is not on the DSP.
 */
#include <sofv_tplg_file.h>

#include "run.h"
#include "tplg_priv.h"

static void put_quoted(FILE *out, const char *text)
{
	fputc('"', out);
	for (; *text; text++) {
		if (*text == '"' || *text == '\\')
			fputc('\\', out);
		fputc(*text, out);
	}
	fputc('"', out);
}

static const char *shape(const struct run_widget *w)
{
	switch (w->id) {
	case TPLG_WIDGET_BUFFER:
		return "cds";
	case TPLG_WIDGET_AIF_IN:
	case TPLG_WIDGET_AIF_OUT:
		return "house";
	case TPLG_WIDGET_DAI_IN:
	case TPLG_WIDGET_DAI_OUT:
		return "invhouse";
	default:
		return "box";
	}
}

static void put_widget(const struct run_widget *w, FILE *out)
{
	const char *kind = w->id == TPLG_WIDGET_BUFFER ? "" : run_widget_kind(w);

	fputs("\t\t", out);
	put_quoted(out, w->name);
	fprintf(out, " [shape=%s%s, label=", shape(w),
		w->is_virtual || w->scheduler == RUN_NONE ? ", style=dashed" : "");
	put_quoted(out, w->name);
	if (*kind) {
		fputs(" + \"\\n\" + ", out);
		put_quoted(out, kind);
	}
	if (run_widget_is_dai(w) || run_widget_is_host(w)) {
		fputs(" + \"\\n\" + ", out);
		put_quoted(out, w->sname);
	}
	fputs("];\n", out);
}

static void put_pipeline(const struct run_tplg *t, u32 pipe, FILE *out)
{
	u32 i;

	fprintf(out, "\tsubgraph cluster_%u {\n\t\tlabel=\"pipeline %u\";\n",
		pipe, t->widgets[pipe].pipeline_id);
	for (i = 0; i < t->n_widgets; i++)
		if (i != pipe &&
		    t->widgets[i].pipeline_id == t->widgets[pipe].pipeline_id)
			put_widget(&t->widgets[i], out);
	fputs("\t}\n", out);
}

void run_dot(const struct run_tplg *t, FILE *out)
{
	const struct run_route *route;
	u32 i;

	fputs("digraph topology {\n\trankdir=LR;\n\tnode [fontname=\"sans\"];\n", out);
	for (i = 0; i < t->n_widgets; i++)
		if (t->widgets[i].id == TPLG_WIDGET_SCHEDULER)
			put_pipeline(t, i, out);
	for (i = 0; i < t->n_routes; i++) {
		route = &t->routes[i];
		fputc('\t', out);
		put_quoted(out, route->source_name);
		fputs(" -> ", out);
		put_quoted(out, route->sink_name);
		fprintf(out, "%s;\n", route->is_drawn_only ? " [style=dashed]" : "");
	}
	fputs("}\n", out);
}
