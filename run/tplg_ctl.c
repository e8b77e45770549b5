// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Controls: their values as text, and on their way to the DSP. Large data goes
 * in parts, as sof_ipc3_set_get_data() in sound/soc/sof/ipc3.c cuts it.
 */
#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "run_tplg.h"
#include "tplg_priv.h"

/* Largest file with data for a bytes control, text or binary. */
#define DATA_FILE_MAX		(1u << 20)

static u32 ctl_cmd(const struct run_ctl *ctl)
{
	switch (ctl->kind) {
	case RUN_CTL_VOLUME:
		return SOF3_CTRL_CMD_VOLUME;
	case RUN_CTL_SWITCH:
		return SOF3_CTRL_CMD_SWITCH;
	case RUN_CTL_ENUM:
		return SOF3_CTRL_CMD_ENUM;
	default:
		return SOF3_CTRL_CMD_BINARY;
	}
}

static void put_ctrl(const struct run_tplg *t, const struct run_ctl *ctl,
		     u32 type, struct sof3_ctrl_data *m)
{
	static const u32 cmds[] = {
		[SOF3_CTRL_VALUE_CHAN_GET] = SOF3_COMP_GET_VALUE,
		[SOF3_CTRL_VALUE_CHAN_SET] = SOF3_COMP_SET_VALUE,
		[SOF3_CTRL_DATA_GET] = SOF3_COMP_GET_DATA,
		[SOF3_CTRL_DATA_SET] = SOF3_COMP_SET_DATA,
	};

	memset(m, 0, sizeof(*m));
	m->rhdr.hdr.cmd = sofv_cpu_to_le32(SOF3_GLB_COMP | cmds[type]);
	m->comp_id = sofv_cpu_to_le32(t->widgets[ctl->widget].comp_id);
	m->type = sofv_cpu_to_le32(type);
	m->cmd = sofv_cpu_to_le32(ctl_cmd(ctl));
	m->index = sofv_cpu_to_le32(ctl->index);
}

static int send_values(const struct run_tplg *t, const struct run_ctl *ctl,
		       bool set, const struct run_port *port)
{
	u64 room[SOF3_MSG_MAX_BYTES / sizeof(u64)];
	struct sof3_ctrl_data *m = (void *)room;
	struct sof3_ctrl_value_chan *chan = (void *)(m + 1);
	u32 bytes = (u32)(sizeof(*m) + ctl->n_channels * sizeof(*chan));
	u32 i;

	put_ctrl(t, ctl, set ? SOF3_CTRL_VALUE_CHAN_SET :
			       SOF3_CTRL_VALUE_CHAN_GET, m);
	m->rhdr.hdr.size = sofv_cpu_to_le32(bytes);
	m->num_elems = sofv_cpu_to_le32(ctl->n_channels);
	for (i = 0; i < ctl->n_channels; i++) {
		chan[i].channel = sofv_cpu_to_le32(i);
		chan[i].value = sofv_cpu_to_le32(ctl->value[i]);
	}
	return port->send(port->ctx, m, bytes, NULL, 0);
}

static int send_data(const struct run_tplg *t, const struct run_ctl *ctl,
		     bool set, const struct run_port *port)
{
	u64 room[SOF3_MSG_MAX_BYTES / sizeof(u64)];
	struct sof3_ctrl_data *m = (void *)room;
	struct sof3_abi_hdr *abi = (void *)(m + 1);
	const u32 hdr_bytes = sizeof(*m) + sizeof(*abi);
	const u32 part_max = SOF3_MSG_MAX_BYTES - hdr_bytes;
	u32 left = ctl->data_bytes - (u32)sizeof(*abi);
	const u8 *from = ctl->data + sizeof(*abi);
	u32 part, index = 0;
	int ret;

	put_ctrl(t, ctl, set ? SOF3_CTRL_DATA_SET : SOF3_CTRL_DATA_GET, m);
	memcpy(abi, ctl->data, sizeof(*abi));
	do {
		part = left < part_max ? left : part_max;
		left -= part;
		m->rhdr.hdr.size = sofv_cpu_to_le32(hdr_bytes + part);
		m->num_elems = sofv_cpu_to_le32(part);
		m->elems_remaining = sofv_cpu_to_le32(left);
		m->msg_index = sofv_cpu_to_le32(index++);
		memcpy(abi + 1, from, part);
		from += part;
		ret = port->send(port->ctx, m, hdr_bytes + part, NULL, 0);
	} while (!ret && left);

	return ret;
}

/* Reading back is for SOF core's cache; a DSP that can't is no mistake. */
int run_ctl_send(const struct run_tplg *t, const struct run_ctl *ctl,
		 const struct run_port *port, struct run_error *err)
{
	bool is_bytes = ctl->kind == RUN_CTL_BYTES;
	int ret;

	if (is_bytes && !ctl->data)
		return 0;
	ret = is_bytes ? send_data(t, ctl, true, port) :
			 send_values(t, ctl, true, port);
	if (ret)
		return run_fail(err, "the DSP refuses the value of '%s' (%s)",
				ctl->long_name, strerror(-ret));
	return 0;
}

void run_ctl_read_back(const struct run_tplg *t, const struct run_ctl *ctl,
		       const struct run_port *port)
{
	if (ctl->kind != RUN_CTL_BYTES)
		send_values(t, ctl, false, port);
	else if (ctl->data)
		send_data(t, ctl, false, port);
}

/* The lowest level that is not silence. */
static double lowest_db(const struct run_ctl *ctl)
{
	u32 step = ctl->min;

	if (isinf(run_gain_db(ctl, step)) && step < ctl->max)
		step++;

	return run_gain_db(ctl, step);
}

/* One value of a volume, in @text without blanks around. */
static int parse_volume(const struct run_ctl *ctl, const char *text, u32 *value,
			struct run_error *err)
{
	double number;
	char *end;
	u32 step;

	if (!strcmp(text, "mute")) {
		*value = 0;
		return 0;
	}
	number = strtod(text, &end);
	if (end == text || isnan(number))
		return run_fail(err, "'%s': '%s' is no level; say -6dB, mute, or a step",
				ctl->long_name, text);
	while (isspace((unsigned char)*end))
		end++;
	if (!strcasecmp(end, "dB")) {
		if (number < lowest_db(ctl) - 1e-6 ||
		    number > run_gain_db(ctl, ctl->max) + 1e-6)
			return run_fail(err, "'%s' goes from %.2f dB to %.2f dB, not to %.2f dB",
					ctl->long_name, lowest_db(ctl),
					run_gain_db(ctl, ctl->max), number);
		step = run_gain_step(ctl, number);
	} else if (!*end && number >= ctl->min && number <= ctl->max &&
		   number == floor(number)) {
		step = (u32)number;
	} else {
		return run_fail(err, "'%s' has steps from %u to %u, and no '%s'",
				ctl->long_name, ctl->min, ctl->max, text);
	}
	*value = ctl->gain_q16[step];

	return 0;
}

static int parse_switch(const struct run_ctl *ctl, const char *text, u32 *value,
			struct run_error *err)
{
	if (!strcmp(text, "on") || !strcmp(text, "1"))
		*value = 1;
	else if (!strcmp(text, "off") || !strcmp(text, "0"))
		*value = 0;
	else
		return run_fail(err, "'%s' is a switch: on or off, not '%s'",
				ctl->long_name, text);
	return 0;
}

static int parse_enum(const struct run_ctl *ctl, const char *text, u32 *value,
		      struct run_error *err)
{
	char list[200] = "";
	size_t used;
	char *end;
	u32 i;

	for (i = 0; i < ctl->n_items; i++) {
		if (!strcmp(ctl->items[i], text)) {
			*value = i;
			return 0;
		}
		used = strlen(list);
		snprintf(list + used, sizeof(list) - used, "%s%s", i ? ", " : "",
			 ctl->items[i]);
	}
	i = (u32)strtoul(text, &end, 10);
	if (end == text || *end || i >= ctl->n_items)
		return run_fail(err, "'%s' has no item '%s', but: %s",
				ctl->long_name, text, list);
	*value = i;

	return 0;
}

static int parse_value(const struct run_ctl *ctl, const char *text, u32 *value,
		       struct run_error *err)
{
	switch (ctl->kind) {
	case RUN_CTL_VOLUME:
		return parse_volume(ctl, text, value, err);
	case RUN_CTL_SWITCH:
		return parse_switch(ctl, text, value, err);
	default:
		return parse_enum(ctl, text, value, err);
	}
}

/* The next of the values in @text, without blanks around it; or NULL. */
static char *next_value(char **text)
{
	char *value = strsep(text, ",");
	char *end;

	if (!value)
		return NULL;
	while (isspace((unsigned char)*value))
		value++;
	end = value + strlen(value);
	while (end > value && isspace((unsigned char)end[-1]))
		*--end = '\0';

	return value;
}

static int parse_channels(struct run_ctl *ctl, const char *text,
			  struct run_error *err)
{
	u32 values[RUN_MAX_CHANNELS] = { 0 };
	char *copy = strdup(text), *rest = copy, *value;
	u32 n = 0, i;
	int ret = 0;

	while (copy && !ret && (value = next_value(&rest))) {
		if (n == ctl->n_channels)
			ret = run_fail(err, "'%s' has %u channels, not more",
				       ctl->long_name, ctl->n_channels);
		else
			ret = parse_value(ctl, value, &values[n++], err);
	}
	free(copy);
	if (ret)
		return ret;
	if (n != 1 && n != ctl->n_channels)
		return run_fail(err, "'%s' has %u channels: give one value, or as many",
				ctl->long_name, ctl->n_channels);

	for (i = 0; i < ctl->n_channels; i++)
		ctl->value[i] = values[n == 1 ? 0 : i];

	return 0;
}

/* All of a file, with a zero behind it. */
static u8 *read_file(const char *path, size_t *bytes, struct run_error *err)
{
	FILE *f = fopen(path, "rb");
	u8 *data;

	if (!f) {
		run_fail(err, "%s: %s", path, strerror(errno));
		return NULL;
	}
	data = run_realloc(NULL, DATA_FILE_MAX + 1, 1);
	*bytes = fread(data, 1, DATA_FILE_MAX, f);
	data[*bytes] = 0;
	if (ferror(f) || !feof(f)) {
		run_fail(err, "%s: %s", path,
			 ferror(f) ? "can't read it" : "larger than 1 MiB");
		free(data);
		data = NULL;
	}
	fclose(f);

	return data;
}

/* Words as text, as sof-ctl writes them: "4607827,0,48,...". To be freed. */
static u8 *words_from_text(const char *text, size_t *bytes)
{
	u8 *words = NULL;
	size_t n = 0;

	while (*text) {
		char *end;
		unsigned long word = strtoul(text, &end, 0);
		sofv_le32 le32 = sofv_cpu_to_le32((u32)word);

		if (end == text || word > UINT32_MAX) {
			free(words);
			return NULL;
		}
		words = run_realloc(words, n + 1, sizeof(le32));
		memcpy(words + n++ * sizeof(le32), &le32, sizeof(le32));
		for (text = end; isspace((unsigned char)*text) || *text == ','; text++)
			;
	}
	*bytes = n * sizeof(u32);

	return words;
}

static u32 word_at(const u8 *data, size_t bytes, u32 index)
{
	sofv_le32 le32 = 0;

	if (bytes >= (index + 1) * sizeof(le32))
		memcpy(&le32, data + index * sizeof(le32), sizeof(le32));

	return sofv_le32_to_cpu(le32);
}

/* Files of today's sof-ctl begin as ALSA wants it: command, length. */
#define TLV_BYTES		8u

static bool has_tlv_header(const u8 *data, size_t bytes)
{
	return word_at(data, bytes, 0) == SOF3_CTRL_CMD_BINARY &&
	       word_at(data, bytes, 2) == SOF3_ABI_MAGIC;
}

static int check_data(const struct run_ctl *ctl, const char *path,
		      const u8 *data, size_t bytes, struct run_error *err)
{
	const struct sof3_abi_hdr *abi = (const void *)data;
	size_t room = ctl->max_bytes - sizeof(struct sof3_ctrl_data);

	if (bytes < sizeof(*abi) || sofv_le32_to_cpu(abi->magic) != SOF3_ABI_MAGIC)
		return run_fail(err, "%s: no data for a SOF bytes control: it does not begin with a SOF ABI header",
				path);
	if (sofv_le32_to_cpu(abi->abi) >> 24 != SOF3_ABI_MAJOR)
		return run_fail(err, "%s: made for SOF ABI %u, not %u", path,
				sofv_le32_to_cpu(abi->abi) >> 24, SOF3_ABI_MAJOR);
	if (sofv_le32_to_cpu(abi->size) != bytes - sizeof(*abi))
		return run_fail(err, "%s: its header tells of %u bytes of data, but there are %zu",
				path, sofv_le32_to_cpu(abi->size),
				bytes - sizeof(*abi));
	if (bytes > room)
		return run_fail(err, "%s: %zu bytes, but '%s' takes %zu at most",
				path, bytes, ctl->long_name, room);
	return 0;
}

/* @file, binary or text; sof-ctl is told which, we look for the magic. */
static int parse_data(struct run_ctl *ctl, const char *text,
		      struct run_error *err)
{
	size_t bytes = 0;
	u8 *data, *words;

	if (*text != '@')
		return run_fail(err, "'%s' takes bytes: give a file, as in @eq.bin",
				ctl->long_name);
	data = read_file(++text, &bytes, err);
	if (!data)
		return -1;
	if (word_at(data, bytes, 0) != SOF3_ABI_MAGIC && !has_tlv_header(data, bytes)) {
		words = words_from_text((char *)data, &bytes);
		free(data);
		data = words;
		if (!data)
			return run_fail(err, "%s: neither a SOF ABI header nor numbers separated by commas",
					text);
	}
	if (has_tlv_header(data, bytes)) {
		bytes -= TLV_BYTES;
		memmove(data, data + TLV_BYTES, bytes);
	}
	if (check_data(ctl, text, data, bytes, err) < 0) {
		free(data);
		return -1;
	}
	free(ctl->data);
	ctl->data = data;
	ctl->data_bytes = (u32)bytes;

	return 0;
}

int run_ctl_parse(struct run_ctl *ctl, const char *text, struct run_error *err)
{
	return ctl->kind == RUN_CTL_BYTES ? parse_data(ctl, text, err) :
					    parse_channels(ctl, text, err);
}

static void format_value(const struct run_ctl *ctl, u32 value, char *to,
			 size_t to_bytes)
{
	u32 step;

	switch (ctl->kind) {
	case RUN_CTL_SWITCH:
		snprintf(to, to_bytes, "%s", value ? "on" : "off");
		break;
	case RUN_CTL_ENUM:
		snprintf(to, to_bytes, "%s", value < ctl->n_items ?
			 ctl->items[value] : "?");
		break;
	default:
		for (step = ctl->min; step < ctl->max; step++)
			if (ctl->gain_q16[step] == value)
				break;
		if (!value)
			snprintf(to, to_bytes, "mute");
		else
			snprintf(to, to_bytes, "%gdB", run_gain_db(ctl, step));
		break;
	}
}

void run_ctl_format(const struct run_ctl *ctl, char *to, size_t to_bytes)
{
	bool same = true;
	char one[64];
	size_t used = 0;
	u32 i;

	if (ctl->kind == RUN_CTL_BYTES) {
		snprintf(to, to_bytes, "%u bytes", ctl->data_bytes);
		return;
	}
	for (i = 1; i < ctl->n_channels; i++)
		same &= ctl->value[i] == ctl->value[0];
	*to = '\0';
	for (i = 0; i < (same ? 1 : ctl->n_channels) && used < to_bytes; i++) {
		format_value(ctl, ctl->value[i], one, sizeof(one));
		used += (size_t)snprintf(to + used, to_bytes - used, "%s%s",
					 i ? "," : "", one);
	}
}
