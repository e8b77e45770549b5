/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * A binary ALSA topology with SOF IPC3 tokens as a graph in memory, and that
 * graph as the messages which SOF core of Linux 6.12, with the patches in
 * kernel/patches, sends for it. No DSP is needed for either: messages go to
 * whatever struct run_port stands for.
 *
 * Part of the user-space tools: takes memory from the heap, and ends the
 * program if there is none.
 */
#ifndef RUN_TPLG_H
#define RUN_TPLG_H

#include <sofv_port.h>
#include <sof/ipc3.h>
#include <sofv_tplg_file.h>

#define RUN_NAME_BYTES		44	/* as in the file, with the final zero */
#define RUN_LONG_NAME_BYTES	(2 * RUN_NAME_BYTES)
#define RUN_MAX_CHANNELS	8u
#define RUN_MAX_STEPS		1024u	/* of a volume */
#define RUN_MAX_ITEMS		16u	/* of an enum */
#define RUN_NONE		0xffffffffu

/* One sentence without full stop, naming the thing that is wrong. */
struct run_error {
	char text[320];
};

/* Fills @err. Returns -1, for "return run_fail(...)". */
int run_fail(struct run_error *err, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

/* realloc() that never returns NULL. */
void *run_realloc(void *old, size_t count, size_t size);

/* The vendor tuples of a widget or link. */
struct run_tokens {
	struct tplg_tuple *list;
	u32 n;
};

enum run_ctl_kind {
	RUN_CTL_VOLUME,
	RUN_CTL_SWITCH,
	RUN_CTL_ENUM,
	RUN_CTL_BYTES,
};

/**
 * struct run_ctl - a control of a widget
 * @name: as in the file
 * @long_name: as ALSA shows it: with the widget's name in front, unless the
 *	widget has a token against that
 * @widget: index of its widget
 * @index: its place among those of its widget that ALSA's topology counts as one
 *	kind, volumes and switches together
 * @min, @max: steps of a volume; a volume of one step is a switch
 * @tlv_min, @tlv_step: dB / 100
 * @tlv_mute: step 0 is silence
 * @gain_q16: of each step of a volume
 * @n_items, @items: of an enum
 * @max_bytes: largest message of a bytes control that SOF core makes room for
 * @data, @data_bytes: its data, a struct sof3_abi_hdr first
 * @value: per channel: gain_q16 of a volume, 0 or 1, number of an item
 */
struct run_ctl {
	char name[RUN_NAME_BYTES];
	char long_name[RUN_LONG_NAME_BYTES];
	enum run_ctl_kind kind;
	u32 widget;
	u32 index;
	u32 n_channels;
	u32 min;
	u32 max;
	s32 tlv_min;
	u32 tlv_step;
	bool tlv_mute;
	u32 *gain_q16;
	u32 n_items;
	char items[RUN_MAX_ITEMS][RUN_NAME_BYTES];
	u32 max_bytes;
	u8 *data;
	u32 data_bytes;
	u32 value[RUN_MAX_CHANNELS];
};

/**
 * struct run_widget - a component, buffer, pipeline, or what is only drawn
 * @id: TPLG_WIDGET_*
 * @comp_id: what messages call it: its place in the file
 * @scheduler: index of its pipeline's scheduler, or RUN_NONE for those that SOF
 *	core draws but does not send
 * @ctl, @n_ctls: its controls, one after the other
 * @is_virtual: part of a virtual PCM: drawn, not sent
 * @is_dynamic: on the DSP only while a stream needs it
 * @used: by how many streams, or 1 if static, while on the DSP
 */
struct run_widget {
	char name[RUN_NAME_BYTES];
	char sname[RUN_NAME_BYTES];
	u32 id;
	u32 pipeline_id;
	u32 comp_id;
	struct run_tokens tokens;
	u32 scheduler;
	u32 ctl;
	u32 n_ctls;
	bool is_virtual;
	bool is_dynamic;
	bool is_complete;	/* scheduler: PIPE_COMPLETE has been sent */
	u32 used;
};

/* Indices of widgets. */
struct run_route {
	char source_name[RUN_NAME_BYTES];
	char sink_name[RUN_NAME_BYTES];
	u32 source;
	u32 sink;
	bool is_drawn_only;
	bool is_set_up;
};

struct run_caps {
	char name[RUN_NAME_BYTES];
	u64 formats;		/* bits of SNDRV_PCM_FORMAT_* */
	u32 rates;		/* SNDRV_PCM_RATE_* */
	u32 rate_min;
	u32 rate_max;
	u32 channels_min;
	u32 channels_max;
};

/* @host: per direction, index of the host widget or RUN_NONE. */
struct run_pcm {
	char name[RUN_NAME_BYTES];
	u32 id;
	struct run_caps caps[2];
	u32 host[2];
};

struct run_hw_config {
	u32 id;
	u32 fmt;
	u8 invert_bclk;
	u8 invert_fsync;
	u8 codec_takes_bclk;
	u8 codec_takes_fsync;
	u8 mclk_direction;
	u32 mclk_hz;
	u32 bclk_hz;
	u32 fsync_hz;
	u32 tdm_slots;
	u32 tdm_slot_width;
	u32 tx_slots;
	u32 rx_slots;
};

/**
 * struct run_link - link to a back end
 * @current: which of the configurations is in force
 */
struct run_link {
	char name[RUN_NAME_BYTES];
	char stream_name[RUN_NAME_BYTES];
	u32 id;
	struct run_tokens tokens;
	struct run_hw_config hw[8];
	u32 n_hw;
	u32 current;
};

struct run_tplg {
	u8 *file;
	struct run_widget *widgets;
	u32 n_widgets;
	struct run_ctl *ctls;
	u32 n_ctls;
	struct run_route *routes;
	u32 n_routes;
	struct run_pcm *pcms;
	u32 n_pcms;
	struct run_link *links;
	u32 n_links;
};

/**
 * run_tplg_read - read a topology
 * @buf: any bytes
 * @bytes: how many
 * @err: filled if it is refused
 *
 * Everything is bounded; what SOF core would refuse is refused. Controls that
 * stand outside of widgets belong to no component and are left out.
 *
 * Return: the topology, to be freed with run_tplg_free(), or NULL.
 */
struct run_tplg *run_tplg_read(const void *buf, size_t bytes,
			       struct run_error *err);
void run_tplg_free(struct run_tplg *t);

/**
 * run_tplg_ground - make a guest's topology one that stands alone
 *
 * Turns virtual DAIs, which are connection points of the host, into DAIs of the
 * DSP, numbered anew in each direction, in the file's order. The configuration
 * is the one of their link. Does nothing to other topologies.
 *
 * Return: how many there were.
 */
u32 run_tplg_ground(struct run_tplg *t);

/**
 * run_tplg_lend - make a virtual PCM real
 * @host: its host widget
 *
 * Host widget and buffers of no size become a component and buffers on the DSP,
 * as if a guest had connected its own to the connection point. Before run_load().
 */
void run_tplg_lend(struct run_tplg *t, u32 host);

/* The first token of this number and kind of value, or NULL. */
const struct tplg_tuple *run_token_find(const struct run_tokens *tokens,
					u32 token, u32 type);
/* A number of any width; @otherwise if there is none. */
u32 run_token_value(const struct run_tokens *tokens, u32 token, u32 otherwise);
const char *run_token_string(const struct run_tokens *tokens, u32 token);

/* Index of a widget, or RUN_NONE. */
u32 run_widget_find(const struct run_tplg *t, const char *name);
struct run_pcm *run_pcm_find(const struct run_tplg *t, const char *name);
/* By either of its names; NULL with @err filled if there is none or several. */
struct run_ctl *run_ctl_find(const struct run_tplg *t, const char *name,
			     struct run_error *err);
/* The link of a DAI widget, or NULL. */
struct run_link *run_dai_link(const struct run_tplg *t,
			      const struct run_widget *w);
/*
 * The widgets on the way of the stream of host widget @host, in the direction of
 * the samples, into @list, which has room for all. Returns how many.
 */
u32 run_path(const struct run_tplg *t, u32 host, u32 *list);
/* A DAI that the stream of host widget @host comes to or from, or NULL. */
const struct run_widget *run_dai_of(const struct run_tplg *t, u32 host);
/* SOF3_DIR_* of a DAI or host widget. */
u32 run_widget_direction(const struct run_widget *w);
bool run_widget_is_dai(const struct run_widget *w);
bool run_widget_is_host(const struct run_widget *w);
/* What it is, in a word: "host", "volume", "eq-iir". Never NULL. */
const char *run_widget_kind(const struct run_widget *w);

/* Gain of a step as SOF core computes it, Q16.16. */
u32 run_gain_q16(const struct run_ctl *ctl, u32 step);
/* The step nearest to @db, which may be -HUGE_VAL for silence. */
u32 run_gain_step(const struct run_ctl *ctl, double db);
/* Level of a step, dB; -HUGE_VAL for silence. */
double run_gain_db(const struct run_ctl *ctl, u32 step);

/*
 * Messages. @to has room for SOF3_MSG_MAX_BYTES; they return the bytes of the
 * message, or 0 with @err filled if there can be no such message.
 */

/* COMP_NEW, BUFFER_NEW or PIPE_NEW. */
u32 run_msg_widget(const struct run_tplg *t, const struct run_widget *w,
		   void *to, struct run_error *err);
/* DAI_CONFIG with @flags, SOF3_DAI_FLAG_*. */
u32 run_msg_dai_config(const struct run_tplg *t, const struct run_widget *w,
		       u32 flags, void *to, struct run_error *err);
/* COMP_FREE, BUFFER_FREE or PIPE_FREE, as the widget wants it. */
u32 run_msg_free(const struct run_widget *w, void *to);
u32 run_msg_connect(const struct run_widget *source,
		    const struct run_widget *sink, void *to);
u32 run_msg_complete(const struct run_widget *scheduler, void *to);

/**
 * struct run_stream_params - what a PCM_PARAMS tells
 * @frame_fmt: SOF3_FRAME_*
 */
struct run_stream_params {
	u32 direction;
	u32 frame_fmt;
	u32 rate_hz;
	u32 n_channels;
	u32 stream_tag;
	u32 buffer_bytes;
	u32 period_bytes;
};

u32 run_msg_pcm_params(const struct run_widget *host,
		       const struct run_stream_params *params, void *to);
/* PCM_FREE or TRIG_*. */
u32 run_msg_stream(const struct run_widget *host, u32 cmd, void *to);

/* Bytes of a sample in memory. */
u32 run_sample_bytes(u32 frame_fmt);

/**
 * struct run_port - where messages go
 * @send: delivers one and waits for the reply. Returns the reply's error, 0 or
 *	-errno. @reply may be NULL.
 */
struct run_port {
	int (*send)(void *ctx, const void *msg, u32 bytes, void *reply,
		    u32 reply_cap);
	void *ctx;
};

/*
 * What SOF core does with a topology. All return 0, or -1 with @err filled;
 * what is on the DSP then, run_unload() takes off.
 */

/* After loading: everything but dynamic pipelines. */
int run_load(struct run_tplg *t, const struct run_port *port,
	     struct run_error *err);
/* When a PCM is opened: the dynamic pipelines on its way. */
int run_path_up(struct run_tplg *t, u32 host, const struct run_port *port,
		struct run_error *err);
int run_path_down(struct run_tplg *t, u32 host, const struct run_port *port,
		  struct run_error *err);
int run_unload(struct run_tplg *t, const struct run_port *port,
	       struct run_error *err);

/* Sends what @ctl holds, in as many messages as it takes. */
int run_ctl_send(const struct run_tplg *t, const struct run_ctl *ctl,
		 const struct run_port *port, struct run_error *err);

/**
 * run_ctl_parse - a new value, out of text
 * @ctl: gets it; unchanged if it makes no sense
 * @text: "-6dB", "mute", a step; "on", "off"; an item's name or number;
 *	"@file" for bytes. Values of several channels are separated by commas,
 *	and one alone holds for all.
 */
int run_ctl_parse(struct run_ctl *ctl, const char *text, struct run_error *err);

/* The present value as text, as it could be parsed again (but for bytes). */
void run_ctl_format(const struct run_ctl *ctl, char *to, size_t to_bytes);

#endif /* RUN_TPLG_H */
