// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * What there is in a topology, for people and for programs.
 */
#include <math.h>

#include <json-c/json.h>

#include <linux/virtio_sof.h>
#include <sofv_tplg_file.h>

#include "job.h"
#include "tplg_priv.h"

/* "S16 S24" out of SNDRV_PCM_FMTBIT_* */
static void format_names(u64 formats, char *to, size_t to_bytes)
{
	static const u8 bits[] = { 2, 6, 10 };
	size_t used = 0;
	u32 i;

	*to = '\0';
	for (i = 0; i < 3; i++)
		if (formats >> bits[i] & 1)
			used += (size_t)snprintf(to + used, to_bytes - used, "%s%s",
						 used ? " " : "",
						 run_format_name(i));
}

/* "8000..48000", or one number if there is no choice */
static void range(char *to, size_t to_bytes, u32 low, u32 high)
{
	if (low == high)
		snprintf(to, to_bytes, "%u", low);
	else
		snprintf(to, to_bytes, "%u..%u", low, high);
}

/* What a control can be set to. */
static void ctl_range(const struct run_ctl *ctl, char *to, size_t to_bytes)
{
	u32 lowest = ctl->min + (ctl->kind == RUN_CTL_VOLUME && ctl->tlv_mute &&
				 !ctl->min && ctl->max);
	size_t used;
	u32 i;

	switch (ctl->kind) {
	case RUN_CTL_VOLUME:
		snprintf(to, to_bytes, "%s%gdB..%gdB by %gdB (steps %u..%u)",
			 lowest != ctl->min ? "mute, " : "",
			 run_gain_db(ctl, lowest), run_gain_db(ctl, ctl->max),
			 ctl->tlv_step / 100.0, ctl->min, ctl->max);
		break;
	case RUN_CTL_SWITCH:
		snprintf(to, to_bytes, "on, off");
		break;
	case RUN_CTL_BYTES:
		snprintf(to, to_bytes, "@FILE of up to %zu bytes",
			 ctl->max_bytes - sizeof(struct sof3_ctrl_data));
		break;
	default:
		*to = '\0';
		for (i = 0, used = 0; i < ctl->n_items && used < to_bytes; i++)
			used += (size_t)snprintf(to + used, to_bytes - used, "%s%s",
						 i ? ", " : "", ctl->items[i]);
		break;
	}
}

static const char *ctl_kind(const struct run_ctl *ctl)
{
	static const char *const names[] = { "volume", "switch", "enum", "bytes" };

	return names[ctl->kind];
}

static void list_pcms(const struct run_tplg *t, FILE *out)
{
	char formats[32], rates[32], channels[32];
	const struct run_caps *caps;
	u32 i, dir;

	fputs("PCMs:\n", out);
	for (i = 0; i < t->n_pcms; i++) {
		for (dir = 0; dir < 2; dir++) {
			if (t->pcms[i].host[dir] == RUN_NONE)
				continue;
			caps = &t->pcms[i].caps[dir];
			format_names(caps->formats, formats, sizeof(formats));
			range(rates, sizeof(rates), caps->rate_min, caps->rate_max);
			range(channels, sizeof(channels), caps->channels_min,
			      caps->channels_max);
			fprintf(out, "  %-16s %-8s  PCM %u, %s Hz, %s channels, %s, at %s%s\n",
				t->pcms[i].name, run_direction_name(dir),
				t->pcms[i].id, rates, channels, formats,
				t->widgets[t->pcms[i].host[dir]].name,
				t->widgets[t->pcms[i].host[dir]].is_virtual ?
				" (connection point)" : "");
		}
	}
}

static void list_dais(const struct run_tplg *t, FILE *out)
{
	const struct run_hw_config *hw;
	const struct run_widget *w;
	char name[RUN_NAME_BYTES];
	u32 i;

	fputs("DAIs:\n", out);
	for (i = 0; i < t->n_widgets; i++) {
		w = &t->widgets[i];
		if (!run_widget_is_dai(w))
			continue;
		run_dai_name(w, name);
		hw = job_dai_hw(t, w);
		fprintf(out, "  %-16s %-8s  ", name,
			run_direction_name(run_widget_direction(w)));
		if (hw)
			fprintf(out, "%u Hz, %u channels, ", hw->fsync_hz,
				hw->tdm_slots);
		fprintf(out, "link %s, at %s\n", w->sname, w->name);
	}
}

static void list_ctls(const struct run_tplg *t, FILE *out)
{
	char what[200], now[200];
	u32 i;

	fputs("Controls:\n", out);
	for (i = 0; i < t->n_ctls; i++) {
		ctl_range(&t->ctls[i], what, sizeof(what));
		run_ctl_format(&t->ctls[i], now, sizeof(now));
		fprintf(out, "  '%s': %s of %s, %s", t->ctls[i].long_name,
			ctl_kind(&t->ctls[i]),
			t->widgets[t->ctls[i].widget].name, what);
		if (t->ctls[i].kind != RUN_CTL_BYTES)
			fprintf(out, "; %u channels", t->ctls[i].n_channels);
		fprintf(out, "; now %s\n", now);
	}
}

static void list_widget(const struct run_tplg *t, const struct run_widget *w,
			FILE *out)
{
	const char *sep = " -> ";
	u32 i;

	fprintf(out, "  %4u %-10s %s", w->comp_id, run_widget_kind(w), w->name);
	if (w->id == TPLG_WIDGET_BUFFER)
		fprintf(out, " (%u bytes)",
			run_token_value(&w->tokens, RUN_TKN_BUF_SIZE, 0));
	if (w->id == TPLG_WIDGET_SRC)
		fprintf(out, " (%u to %u Hz)",
			run_token_value(&w->tokens, RUN_TKN_SRC_RATE_IN, 0),
			run_token_value(&w->tokens, RUN_TKN_SRC_RATE_OUT, 0));
	if (w->is_virtual)
		fputs(" (virtual: not on the DSP)", out);
	for (i = 0; i < t->n_routes; i++) {
		if (&t->widgets[t->routes[i].source] != w)
			continue;
		fprintf(out, "%s%s", sep, t->routes[i].sink_name);
		sep = ", ";
	}
	fputc('\n', out);
}

static void list_pipelines(const struct run_tplg *t, FILE *out)
{
	const struct run_widget *pipe;
	u32 i, k;

	for (i = 0; i < t->n_widgets; i++) {
		pipe = &t->widgets[i];
		if (pipe->id != TPLG_WIDGET_SCHEDULER)
			continue;
		fprintf(out, "Pipeline %u%s: %u %s, scheduled by %s\n",
			pipe->pipeline_id, pipe->is_dynamic ? " (dynamic)" : "",
			pipe->comp_id, pipe->name, pipe->sname);
		for (k = 0; k < t->n_widgets; k++)
			if (k != i && t->widgets[k].pipeline_id == pipe->pipeline_id)
				list_widget(t, &t->widgets[k], out);
	}
}

void run_list(const struct run_tplg *t, FILE *out)
{
	list_pcms(t, out);
	list_dais(t, out);
	list_ctls(t, out);
	list_pipelines(t, out);
}

static void add_string(struct json_object *to, const char *key, const char *value)
{
	json_object_object_add(to, key, json_object_new_string(value));
}

static void add_number(struct json_object *to, const char *key, u64 value)
{
	json_object_object_add(to, key, json_object_new_int64((int64_t)value));
}

static void add_bool(struct json_object *to, const char *key, bool value)
{
	json_object_object_add(to, key, json_object_new_boolean(value));
}

static struct json_object *pcms_json(const struct run_tplg *t)
{
	struct json_object *list = json_object_new_array(), *pcm;
	const struct run_caps *caps;
	char formats[32];
	u32 i, dir;

	for (i = 0; i < t->n_pcms; i++) {
		for (dir = 0; dir < 2; dir++) {
			if (t->pcms[i].host[dir] == RUN_NONE)
				continue;
			caps = &t->pcms[i].caps[dir];
			format_names(caps->formats, formats, sizeof(formats));
			pcm = json_object_new_object();
			add_string(pcm, "name", t->pcms[i].name);
			add_number(pcm, "id", t->pcms[i].id);
			add_string(pcm, "direction", run_direction_name(dir));
			add_string(pcm, "formats", formats);
			add_number(pcm, "rate_min", caps->rate_min);
			add_number(pcm, "rate_max", caps->rate_max);
			add_number(pcm, "channels_min", caps->channels_min);
			add_number(pcm, "channels_max", caps->channels_max);
			add_string(pcm, "widget",
				   t->widgets[t->pcms[i].host[dir]].name);
			add_bool(pcm, "connection_point",
				 t->widgets[t->pcms[i].host[dir]].is_virtual);
			json_object_array_add(list, pcm);
		}
	}
	return list;
}

static struct json_object *dais_json(const struct run_tplg *t)
{
	struct json_object *list = json_object_new_array(), *dai;
	const struct run_hw_config *hw;
	char name[RUN_NAME_BYTES];
	u32 i;

	for (i = 0; i < t->n_widgets; i++) {
		if (!run_widget_is_dai(&t->widgets[i]))
			continue;
		run_dai_name(&t->widgets[i], name);
		hw = job_dai_hw(t, &t->widgets[i]);
		dai = json_object_new_object();
		add_string(dai, "name", name);
		add_string(dai, "direction",
			   run_direction_name(run_widget_direction(&t->widgets[i])));
		add_string(dai, "link", t->widgets[i].sname);
		add_string(dai, "widget", t->widgets[i].name);
		add_number(dai, "rate_hz", hw ? hw->fsync_hz : 0);
		add_number(dai, "channels", hw ? hw->tdm_slots : 0);
		json_object_array_add(list, dai);
	}
	return list;
}

static struct json_object *ctls_json(const struct run_tplg *t)
{
	struct json_object *list = json_object_new_array(), *ctl;
	char what[200], now[200];
	u32 i;

	for (i = 0; i < t->n_ctls; i++) {
		ctl_range(&t->ctls[i], what, sizeof(what));
		run_ctl_format(&t->ctls[i], now, sizeof(now));
		ctl = json_object_new_object();
		add_string(ctl, "name", t->ctls[i].long_name);
		add_string(ctl, "kind", ctl_kind(&t->ctls[i]));
		add_string(ctl, "widget", t->widgets[t->ctls[i].widget].name);
		add_number(ctl, "channels", t->ctls[i].n_channels);
		add_string(ctl, "range", what);
		add_string(ctl, "value", now);
		json_object_array_add(list, ctl);
	}
	return list;
}

static struct json_object *widgets_json(const struct run_tplg *t)
{
	struct json_object *list = json_object_new_array(), *widget;
	u32 i;

	for (i = 0; i < t->n_widgets; i++) {
		widget = json_object_new_object();
		add_string(widget, "name", t->widgets[i].name);
		add_string(widget, "kind", run_widget_kind(&t->widgets[i]));
		add_number(widget, "id", t->widgets[i].comp_id);
		add_number(widget, "pipeline", t->widgets[i].pipeline_id);
		add_bool(widget, "virtual", t->widgets[i].is_virtual);
		add_bool(widget, "dynamic", t->widgets[i].is_dynamic);
		json_object_array_add(list, widget);
	}
	return list;
}

static struct json_object *routes_json(const struct run_tplg *t)
{
	struct json_object *list = json_object_new_array(), *route;
	u32 i;

	for (i = 0; i < t->n_routes; i++) {
		route = json_object_new_object();
		add_string(route, "source", t->routes[i].source_name);
		add_string(route, "sink", t->routes[i].sink_name);
		json_object_array_add(list, route);
	}
	return list;
}

void run_list_json(const struct run_tplg *t, FILE *out)
{
	struct json_object *all = json_object_new_object();

	json_object_object_add(all, "pcms", pcms_json(t));
	json_object_object_add(all, "dais", dais_json(t));
	json_object_object_add(all, "controls", ctls_json(t));
	json_object_object_add(all, "widgets", widgets_json(t));
	json_object_object_add(all, "routes", routes_json(t));
	fprintf(out, "%s\n", json_object_to_json_string_ext(all,
							    JSON_C_TO_STRING_PRETTY));
	json_object_put(all);
}
