/* SPDX-License-Identifier: GPL-2.0-only */
/* Copyright (C) 2026 The sof-virtio authors */
#ifndef SOFVCTL_H
#define SOFVCTL_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <linux/vhost_dsp.h>
#include <netlink/netlink.h>
#include <netlink/genl/genl.h>

struct json_object;

/*
 * Exit codes
 */
#define SOFVCTL_OK		0
#define SOFVCTL_FAILED		1	/* refused by the host, or it went wrong */
#define SOFVCTL_USAGE		2	/* the command line makes no sense */

/*
 * Netlink (nl.c; a test supplies its own)
 */
struct sofvctl_nl;

/* Called for each message of a reply. Returns 0, or -errno to give up. */
typedef int (*sofvctl_reply_fn)(struct nlmsghdr *reply, void *data);

/**
 * struct sofvctl_nl_ops - how messages reach the kernel
 * @connect: finds the family and returns its id; -ENOENT if the kernel has no
 *	such family; else another -errno
 * @exchange: sends @msg, calls @reply for each message that comes back until
 *	the kernel says that this was all. Returns 0 or -errno, and then what
 *	the kernel had to say is in &sofvctl_nl.text, which is "" if nothing.
 *	Frees @msg.
 * @disconnect: frees what @connect made
 */
struct sofvctl_nl_ops {
	int (*connect)(struct sofvctl_nl *nl);
	int (*exchange)(struct sofvctl_nl *nl, struct nl_msg *msg,
			sofvctl_reply_fn reply, void *data);
	void (*disconnect)(struct sofvctl_nl *nl);
};

struct sofvctl_nl {
	const struct sofvctl_nl_ops *ops;
	const char *name;		/* of the generic netlink family */
	void *priv;			/* belongs to ops */
	int family;
	char text[256];			/* the kernel's own words */
};

extern const struct sofvctl_nl_ops sofvctl_kernel_ops;

/*
 * The outcome of a request, out of the message that ends the reply (NLMSG_DONE
 * or NLMSG_ERROR): 0 or -errno. The kernel's words go to @text, which stays as
 * it is if there are none.
 */
int sofvctl_read_end(struct nlmsghdr *hdr, char *text, size_t text_bytes);

/*
 * The program
 */
struct sofvctl {
	struct sofvctl_nl nl;
	FILE *out;
	FILE *err;
	const char *root;		/* before each path; "" but in tests */
	bool json;
	const struct sofvctl_command *command;	/* that runs now */
};

/**
 * struct sofvctl_command - one line of the command table
 * @object: first word, such as "guest"
 * @verb: second word, or NULL if the first is the whole command
 * @usage: what follows these words
 * @help: one line for the list of commands
 * @details: more lines for the command's own help, each ended by a newline
 * @run: does it; @argv[0] is the last word of the command
 */
struct sofvctl_command {
	const char *object;
	const char *verb;
	const char *usage;
	const char *help;
	const char *details;
	int (*run)(struct sofvctl *ctl, int argc, char **argv);
};

extern const struct sofvctl_command sofvctl_guest_commands[];
extern const struct sofvctl_command sofvctl_load_commands[];
extern const struct sofvctl_command sofvctl_point_commands[];
extern const struct sofvctl_command sofvctl_status_commands[];
extern const struct sofvctl_command sofvctl_doctor_commands[];

/* Runs the command that @argv names. Returns the exit code. */
int sofvctl_run(struct sofvctl *ctl, int argc, char **argv);

/*
 * For commands (dispatch.c). Each of these returns the exit code that fits.
 */

/* One line on @ctl->err, after the command's name. */
int sofvctl_fail(const struct sofvctl *ctl, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
/* The same, and where to find help. */
int sofvctl_misuse(const struct sofvctl *ctl, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
int sofvctl_print_help(const struct sofvctl *ctl);

/*
 * Parses a command line that takes nothing but --json, --help and up to one
 * name. @name may be NULL if the command takes none; else *@name is set.
 * Returns true if the command shall go on, or else the exit code in @status.
 */
bool sofvctl_parse_plain(struct sofvctl *ctl, int argc, char **argv,
			 const char **name, int *status);

/* Checks a name that goes to the kernel; complains and returns false if bad. */
bool sofvctl_check_name(const struct sofvctl *ctl, const char *what,
			const char *name);

/* @obj on @ctl->out; takes over the reference. */
int sofvctl_print_json(const struct sofvctl *ctl, struct json_object *obj);

/*
 * Requests (request.c). They complain on @ctl->err themselves and return the
 * exit code.
 */
int sofvctl_connect(struct sofvctl *ctl);
struct nl_msg *sofvctl_message(struct sofvctl *ctl, int command, int flags);
/* @msg may be NULL, for want of memory. Frees it. */
int sofvctl_exchange(struct sofvctl *ctl, struct nl_msg *msg,
		     sofvctl_reply_fn reply, void *data);

/* The same for a request without an answer; what went wrong goes to @error. */
int sofvctl_ask(struct sofvctl *ctl, struct nl_msg *msg, char *error,
		size_t error_bytes);

/*
 * What the kernel knows (info.c)
 */
struct sofvctl_names {
	char (*names)[VHOST_DSP_NAME_BYTES];
	size_t count;
};

struct sofvctl_guest {
	char name[VHOST_DSP_NAME_BYTES];
	char topology[VHOST_DSP_NAME_BYTES];
	char card[VHOST_DSP_NAME_BYTES];	/* "": the first */
	struct sofvctl_names playback;
	struct sofvctl_names capture;
	uint32_t max_streams;
	uint32_t max_components;
	uint32_t max_pipelines;
	uint32_t max_buffer_bytes;
	uint32_t max_ipc_per_second;
	uint32_t max_ipc_burst;
	uint32_t state;			/* enum vhost_dsp_state */
	uint32_t components;
	uint32_t pipelines;
	uint32_t buffer_bytes;
	uint32_t streams;
	uint64_t ipc_received;
	uint64_t ipc_forwarded;
	uint64_t ipc_handled;
	uint64_t ipc_refused;
	uint64_t ipc_over_quota;	/* of those refused */
	uint64_t ipc_failed;		/* of those forwarded or handled */
	uint64_t ipc_delayed;		/* had to wait for the rate */
	uint64_t data_bytes;		/* these two together */
	uint64_t playback_bytes;
	uint64_t capture_bytes;
	uint64_t events_lost;
	uint64_t xruns;
	/* messages by reason: enum vhost_dsp_refused_attr */
	uint64_t refused[VHOST_DSP_REFUSED_MAX + 1];
};

struct sofvctl_guests {
	struct sofvctl_guest *list;
	size_t count;
};

struct sofvctl_point {
	char name[VHOST_DSP_NAME_BYTES];
	char card[VHOST_DSP_NAME_BYTES];	/* ALSA id */
	char owner[VHOST_DSP_NAME_BYTES];	/* "" if nobody uses it */
	uint32_t direction;			/* 0 playback, 1 capture */
};

struct sofvctl_points {
	struct sofvctl_point *list;
	size_t count;
};

struct sofvctl_card {
	char id[VHOST_DSP_NAME_BYTES];		/* "": no sound card yet */
	char device[VHOST_DSP_NAME_BYTES];
	uint32_t ipc_major;
	uint32_t fw_abi;
	uint32_t points;
};

struct sofvctl_cards {
	struct sofvctl_card *list;
	size_t count;
};

/*
 * Each asks the kernel, complains on @ctl->err and returns the exit code.
 * What they found is freed with the functions below, even after a failure.
 */
int sofvctl_get_guests(struct sofvctl *ctl, struct sofvctl_guests *guests);
int sofvctl_get_points(struct sofvctl *ctl, struct sofvctl_points *points);
int sofvctl_get_cards(struct sofvctl *ctl, struct sofvctl_cards *cards);
void sofvctl_free_guests(struct sofvctl_guests *guests);
void sofvctl_free_points(struct sofvctl_points *points);
void sofvctl_free_cards(struct sofvctl_cards *cards);

const char *sofvctl_state_name(uint32_t state);
const char *sofvctl_direction_name(uint32_t direction);

struct json_object *sofvctl_guest_json(const struct sofvctl_guest *guest);
struct json_object *sofvctl_guests_json(const struct sofvctl_guests *guests);
struct json_object *sofvctl_points_json(const struct sofvctl_points *points);
/* What they have on the DSP, and have moved */
void sofvctl_print_use(const struct sofvctl *ctl,
		       const struct sofvctl_guests *guests);
void sofvctl_print_guests(const struct sofvctl *ctl,
			  const struct sofvctl_guests *guests);
void sofvctl_print_points(const struct sofvctl *ctl,
			  const struct sofvctl_points *points);

/*
 * Why messages of a guest were refused (refusal.c); reasons that this program
 * does not know count as other ones. Text has no line for what never happened.
 */
struct sofvctl_table;
void sofvctl_read_refused(struct sofvctl_guest *guest, struct nlattr *nest);
/* After all is read: what the kernel gave no reason for has other ones */
void sofvctl_settle_refused(struct sofvctl_guest *guest);
struct json_object *sofvctl_refused_json(const struct sofvctl_guest *guest);
void sofvctl_print_refused(FILE *out, const struct sofvctl_guest *guest);
void sofvctl_refused_rows(struct sofvctl_table *table,
			  const struct sofvctl_guest *guest);

/* "A, B" in a buffer of its own, to be freed; "-" if there are none. */
char *sofvctl_join_names(const struct sofvctl_names *names);

/*
 * Definitions of guests (definition.c, conf.c)
 */
#define SOFVCTL_CONF_DIR	"/etc/sof-virtio/guests.d"
#define SOFVCTL_LIMITS		6

/**
 * struct sofvctl_definition - a guest as the administrator wants it
 * @limits: max-streams, -components, -pipelines, -buffer-bytes,
 *	-ipc-per-second, -ipc-burst; 0 if not given
 * @error: why it is none; "" if all is well
 */
struct sofvctl_definition {
	char name[VHOST_DSP_NAME_BYTES];
	char topology[VHOST_DSP_NAME_BYTES];
	char card[VHOST_DSP_NAME_BYTES];
	struct sofvctl_names playback;
	struct sofvctl_names capture;
	uint32_t limits[SOFVCTL_LIMITS];
	char error[256];
};

/* Each returns false, with @def->error set, if it makes no sense. */
bool sofvctl_definition_set(struct sofvctl_definition *def, const char *key,
			    const char *value);
bool sofvctl_definition_complete(struct sofvctl_definition *def);
/* The request that defines it, or NULL for want of memory. */
struct nl_msg *sofvctl_definition_message(struct sofvctl *ctl,
					  const struct sofvctl_definition *def);
/* Does the host have it just so? Limits that are not given match any. */
bool sofvctl_definition_matches(const struct sofvctl_definition *def,
				const struct sofvctl_guest *guest);
void sofvctl_definition_free(struct sofvctl_definition *def);

struct sofvctl_conf {
	char *path;
	struct sofvctl_definition def;
};

struct sofvctl_confs {
	struct sofvctl_conf *list;	/* sorted by path */
	size_t count;
};

/*
 * Reads all *.conf in @dir; what is wrong with one stands in its def.error.
 * Returns 0, or -errno if the folder can't be read. Freed with
 * sofvctl_confs_free(), even after a failure.
 */
int sofvctl_confs_read(struct sofvctl_confs *confs, const char *dir);
void sofvctl_confs_free(struct sofvctl_confs *confs);

/*
 * Text tables (table.c): columns as wide as their widest cell.
 */
#define SOFVCTL_TABLE_COLUMNS	8

struct sofvctl_table {
	size_t columns;
	size_t rows;			/* the heading included */
	char *(*cells)[SOFVCTL_TABLE_COLUMNS];
};

/* A row of @table->columns strings, copied; NULL ends a short row. */
void sofvctl_table_row(struct sofvctl_table *table, ...)
	__attribute__((sentinel));
void sofvctl_table_print(struct sofvctl_table *table, FILE *out);
/* Also makes @table empty. */
void sofvctl_table_free(struct sofvctl_table *table);

/* Memory for small things: never NULL; the program ends if there is none. */
void *sofvctl_realloc(void *old, size_t count, size_t size);

#endif /* SOFVCTL_H */
