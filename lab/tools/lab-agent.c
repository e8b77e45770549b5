// SPDX-License-Identifier: GPL-2.0-only
// Copyright (C) 2026 The sof-virtio authors
/*
 * lab-agent - keeps the host and its guests in step, and reports to the
 * lab's runner.
 *
 * One agent runs on the host and one in each guest. A guest's agent talks to
 * the host's over a virtio-serial port; the host's talks to the runner over
 * another, one way. Scripts talk to their own agent through the commands that
 * are names of this program: lab-say, lab-figure, lab-barrier.
 *
 * Every message is a line "WORD TEXT". Words of a guest: hello, ready, say,
 * figure, barrier, beat, done. Words of the host to a guest: life, go, pass,
 * refuse. To the runner the host puts the name of the party in front.
 *
 * A mortal guest (NAME+ on the command line) may be reset or killed and come
 * again. Its connection outlives a reset, so what was meant for one life may be
 * read in the next: a guest begins with "hello ID", ID being that boot's, and
 * believes nothing before the answer "life ID N". What a life has not brought
 * to its end, a barrier or its script, is void.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#define LINE_BYTES	1024
#define NAME_BYTES	64
#define MAX_PARTIES	33
#define MAX_CLIENTS	64
#define BEAT_MS		2000
#define RUN_DIR		"/run/lab"
#define LOCAL_SOCKET	RUN_DIR "/agent"

struct line {
	int fd;
	size_t used;
	char text[LINE_BYTES];
};

/* Host or guest; party 0 is the machine that this agent runs on. */
struct party {
	char name[NAME_BYTES];
	struct line in;
	int listen_fd;
	bool mortal;
	bool ready;
	bool done;
	bool lost;
	int life;
	int status;
	long long heard_ms;
	char barrier[NAME_BYTES];
};

/* A command waiting for its answer; which event it waits for. */
enum wait_for { WAIT_NONE, WAIT_READY, WAIT_GO, WAIT_DONE, WAIT_BARRIER, WAIT_LIFE };

struct client {
	struct line in;
	enum wait_for wait;
	const struct party *of;	/* WAIT_LIFE: whose life ... */
	int life;		/* ... and which, or a later one */
};

static struct party parties[MAX_PARTIES];
static int n_parties = 1;
static struct client clients[MAX_CLIENTS];
static int up_fd = -1;
static struct line up;
static bool is_host;
static bool gone;
static char boot_id[NAME_BYTES];
static long long silent_ms = 60000;

static void die(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	fputs("lab-agent: ", stderr);
	vfprintf(stderr, fmt, ap);
	fputc('\n', stderr);
	va_end(ap);
	exit(1);
}

static long long now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000LL + t.tv_nsec / 1000000;
}

static void write_all(int fd, const char *p, size_t n)
{
	while (n && fd >= 0) {
		ssize_t w = write(fd, p, n);

		if (w < 0 && errno == EINTR)
			continue;
		if (w <= 0)
			return;
		p += w;
		n -= w;
	}
}

static void send_line(int fd, const char *fmt, ...)
{
	char buf[LINE_BYTES];
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(buf, sizeof(buf) - 1, fmt, ap);
	va_end(ap);
	if (n < 0)
		return;
	if (n > (int)sizeof(buf) - 2)
		n = sizeof(buf) - 2;
	buf[n++] = '\n';
	write_all(fd, buf, n);
}

/* Tell the next level: as the host with a name in front, as a guest without. */
static void tell_up(const struct party *p, const char *word, const char *text)
{
	if (is_host)
		send_line(up_fd, "%s %s %s", p->name, word, text);
	else
		send_line(up_fd, "%s %s", word, text);
}

static int listen_at(const char *path)
{
	struct sockaddr_un a = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	snprintf(a.sun_path, sizeof(a.sun_path), "%s", path);
	unlink(path);
	if (fd < 0 || bind(fd, (struct sockaddr *)&a, sizeof(a)) ||
	    listen(fd, 16))
		die("can't listen at %s: %s", path, strerror(errno));
	return fd;
}

static void answer(struct client *c, const char *text)
{
	send_line(c->in.fd, "%s", text);
	close(c->in.fd);
	c->in.fd = -1;
	c->wait = WAIT_NONE;
}

static void answer_all(enum wait_for wait, const char *text)
{
	for (int i = 0; i < MAX_CLIENTS; i++)
		if (clients[i].in.fd >= 0 && clients[i].wait == wait)
			answer(&clients[i], text);
}

static void pass_barrier(struct party *p, bool ok, const char *why)
{
	char text[LINE_BYTES + 8];

	if (p == &parties[0]) {
		snprintf(text, sizeof(text), "%s%s", ok ? "ok" : "error ", why);
		answer_all(WAIT_BARRIER, text);
	} else {
		send_line(p->in.fd, "%s %s", ok ? "pass" : "refuse", why);
	}
	p->barrier[0] = 0;
}

static void check_life(struct client *c)
{
	const struct party *p = c->of;
	char text[LINE_BYTES];

	if (p->ready && p->life >= c->life) {
		snprintf(text, sizeof(text), "ok %d", p->life);
		answer(c, text);
	} else if (p->done || p->lost) {
		snprintf(text, sizeof(text), "error %s has ended in its life %d",
			 p->name, p->life);
		answer(c, text);
	}
}

/*
 * Everybody at one barrier: it opens. Somebody has ended, or everybody waits
 * but not at the same: it never would, so say so instead of waiting.
 */
static void check_barriers(void)
{
	const struct party *ended = NULL, *first = NULL;
	int waiting = 0, same = 0;
	char why[LINE_BYTES] = "";

	for (int i = 0; i < n_parties; i++) {
		struct party *p = &parties[i];

		if (p->done || p->lost)
			ended = p;
		if (!p->barrier[0])
			continue;
		waiting++;
		if (!first)
			first = p;
		same += !strcmp(first->barrier, p->barrier);
	}
	if (!waiting || (!ended && waiting < n_parties))
		return;
	if (ended)
		snprintf(why, sizeof(why), "%s has ended", ended->name);
	else if (same < n_parties)
		snprintf(why, sizeof(why), "another party waits at '%.60s'",
			 first->barrier);
	for (int i = 0; i < n_parties; i++)
		if (parties[i].barrier[0])
			pass_barrier(&parties[i], !why[0], why);
}

static void check_waits(void)
{
	char text[LINE_BYTES];
	bool ready = true, done = true;
	size_t n;

	n = snprintf(text, sizeof(text), "ok");
	for (int i = 0; i < n_parties; i++) {
		struct party *p = &parties[i];

		ready &= p->ready || p->done || p->lost || !i;
		done &= p->done || p->lost;
		if (n < sizeof(text))
			n += snprintf(text + n, sizeof(text) - n, " %s=%d",
				      p->name, p->lost ? 125 : p->status);
	}
	if (ready && is_host)
		answer_all(WAIT_READY, text);
	if (done && is_host)
		answer_all(WAIT_DONE, text);
	for (int i = 0; i < MAX_CLIENTS; i++)
		if (clients[i].in.fd >= 0 && clients[i].wait == WAIT_LIFE)
			check_life(&clients[i]);
	if (gone && parties[0].life) {
		snprintf(text, sizeof(text), "ok %d", parties[0].life);
		answer_all(WAIT_GO, text);
	}
	check_barriers();
}

/* A new life: what the last one waited for, or said of itself, is void. */
static void begin_life(struct party *p, const char *id)
{
	char text[32];

	p->life++;
	p->ready = false;
	p->done = false;
	p->barrier[0] = 0;
	send_line(p->in.fd, "life %s %d", id, p->life);
	snprintf(text, sizeof(text), "%d", p->life);
	tell_up(p, "life", text);
}

static void handle_party(struct party *p, const char *word, const char *text)
{
	p->heard_ms = now_ms();
	if (!*word)
		return;
	if (!strcmp(word, "hello")) {
		begin_life(p, text);
		return;
	}
	if (!strcmp(word, "ready")) {
		p->ready = true;
		if (is_host && gone)
			send_line(p->in.fd, "go");
	} else if (!strcmp(word, "barrier")) {
		snprintf(p->barrier, sizeof(p->barrier), "%s", text);
		if (!is_host) {
			send_line(up_fd, "barrier %s", text);
			return;
		}
	} else if (!strcmp(word, "done")) {
		p->done = true;
		p->status = atoi(text);
	}
	tell_up(p, word, text);
	if (is_host)
		check_waits();
}

/* "NAME LIFE" */
static void wait_life(struct client *c, const char *text)
{
	const char *life = strrchr(text, ' ');

	for (int i = 1; life && i < n_parties; i++) {
		if (strncmp(text, parties[i].name, life - text) ||
		    parties[i].name[life - text])
			continue;
		c->wait = WAIT_LIFE;
		c->of = &parties[i];
		c->life = atoi(life);
		check_life(c);
		return;
	}
	answer(c, "error no such guest");
}

static void handle_client(struct client *c, const char *word, const char *text)
{
	static const struct {
		const char *word;
		enum wait_for wait;
	} waits[] = {
		{ "wait-ready", WAIT_READY },
		{ "wait-go", WAIT_GO },
		{ "wait-done", WAIT_DONE },
	};

	for (size_t i = 0; i < sizeof(waits) / sizeof(waits[0]); i++) {
		if (strcmp(word, waits[i].word))
			continue;
		c->wait = waits[i].wait;
		check_waits();
		return;
	}
	if (!strcmp(word, "go")) {
		gone = true;
		for (int i = 1; i < n_parties; i++)
			if (parties[i].ready)
				send_line(parties[i].in.fd, "go");
		answer(c, "ok");
		return;
	}
	if (!strcmp(word, "wait-life")) {
		wait_life(c, text);
		return;
	}
	if (!strcmp(word, "barrier")) {
		if (parties[0].barrier[0]) {
			answer(c, "error another script waits at a barrier");
			return;
		}
		c->wait = WAIT_BARRIER;
		handle_party(&parties[0], word, text);
		return;
	}
	handle_party(&parties[0], word, text);
	answer(c, "ok");
}

static void handle_up(const char *word, const char *text)
{
	size_t n = strlen(boot_id);

	if (!strcmp(word, "life") && !strncmp(text, boot_id, n) && text[n] == ' ') {
		parties[0].life = atoi(text + n);
		check_waits();
	} else if (!parties[0].life) {
		return;		/* meant for an earlier life */
	} else if (!strcmp(word, "go")) {
		gone = true;
		check_waits();
	} else if (!strcmp(word, "pass")) {
		pass_barrier(&parties[0], true, "");
	} else if (!strcmp(word, "refuse")) {
		pass_barrier(&parties[0], false, text);
	}
}

/* Cut the next line out of @l. Return: false if there is none yet. */
static bool next_line(struct line *l, char *word, char *text)
{
	char *nl = memchr(l->text, '\n', l->used);
	size_t n;

	if (!nl) {
		if (l->used == sizeof(l->text))
			l->used = 0;
		return false;
	}
	*nl = 0;
	*word = *text = 0;
	n = strcspn(l->text, " ");
	snprintf(word, NAME_BYTES, "%.*s", (int)n, l->text);
	if (l->text[n])
		snprintf(text, LINE_BYTES, "%s", l->text + n + 1);
	n = nl + 1 - l->text;
	l->used -= n;
	memmove(l->text, l->text + n, l->used);
	return true;
}

/* Return: false at the end of the connection */
static bool fill_line(struct line *l)
{
	ssize_t n = read(l->fd, l->text + l->used, sizeof(l->text) - l->used);

	if (n < 0)
		return errno == EINTR || errno == EAGAIN;
	l->used += n;
	return n > 0;
}

static void accept_client(int listen_fd)
{
	int fd = accept4(listen_fd, NULL, NULL, SOCK_CLOEXEC);

	for (int i = 0; i < MAX_CLIENTS && fd >= 0; i++) {
		if (clients[i].in.fd >= 0)
			continue;
		clients[i] = (struct client){ .in.fd = fd };
		return;
	}
	close(fd);
}

static void lose_party(struct party *p, const char *why)
{
	if (p->done || p->lost)
		return;
	p->lost = true;
	tell_up(p, "lost", why);
	check_waits();
}

static void serve_party(struct party *p, short events)
{
	char word[NAME_BYTES], text[LINE_BYTES];

	if (!events)
		return;
	if (p->in.fd < 0) {
		p->in.fd = accept4(p->listen_fd, NULL, NULL, SOCK_CLOEXEC);
		p->heard_ms = now_ms();
		return;
	}
	if (!fill_line(&p->in)) {
		close(p->in.fd);
		p->in.fd = -1;
		p->in.used = 0;
		p->ready = false;
		p->barrier[0] = 0;
		if (!p->mortal)
			lose_party(p, "its virtual machine ended");
		else if (!p->done)
			tell_up(p, "died", "");
		return;
	}
	while (next_line(&p->in, word, text))
		handle_party(p, word, text);
}

static void serve_client(struct client *c, short events)
{
	char word[NAME_BYTES], text[LINE_BYTES];

	if (!events)
		return;
	if (!fill_line(&c->in)) {
		close(c->in.fd);
		c->in.fd = -1;
		return;
	}
	if (next_line(&c->in, word, text))
		handle_client(c, word, text);
}

static void serve_up(short events)
{
	char word[NAME_BYTES], text[LINE_BYTES];

	if (!(events & POLLIN) || !fill_line(&up))
		return;
	while (next_line(&up, word, text))
		handle_up(word, text);
}

static void beat(void)
{
	static long long last_ms;
	long long ms = now_ms();
	char text[32];

	if (ms - last_ms < BEAT_MS)
		return;
	last_ms = ms;
	snprintf(text, sizeof(text), "%lld.%lld", ms / 1000, ms % 1000 / 100);
	tell_up(&parties[0], "beat", text);
	for (int i = 1; i < n_parties; i++)
		if ((!parties[i].mortal || parties[i].in.fd >= 0) &&
		    ms - parties[i].heard_ms > silent_ms)
			lose_party(&parties[i], "silent for too long");
}

static void serve(int local_fd)
{
	struct pollfd f[2 + MAX_PARTIES + MAX_CLIENTS];

	for (;;) {
		int n = 0, first_client;

		f[n++] = (struct pollfd){ local_fd, POLLIN, 0 };
		f[n++] = (struct pollfd){ is_host ? -1 : up_fd, POLLIN, 0 };
		for (int i = 1; i < n_parties; i++) {
			struct party *p = &parties[i];
			int fd = p->in.fd >= 0 ? p->in.fd : p->listen_fd;

			f[n++] = (struct pollfd){ p->lost ? -1 : fd, POLLIN, 0 };
		}
		first_client = n;
		for (int i = 0; i < MAX_CLIENTS; i++)
			f[n++] = (struct pollfd){ clients[i].in.fd, POLLIN, 0 };
		if (poll(f, n, BEAT_MS) < 0 && errno != EINTR)
			die("poll: %s", strerror(errno));
		beat();
		for (int i = 0; i < MAX_CLIENTS; i++)
			serve_client(&clients[i], f[first_client + i].revents);
		for (int i = 1; i < n_parties; i++)
			serve_party(&parties[i], f[1 + i].revents);
		serve_up(f[1].revents);
		if (f[0].revents)
			accept_client(local_fd);
	}
}

/* As a guest: which life is this? A broken line of the last one ends first. */
static void say_hello(void)
{
	FILE *f = fopen("/proc/sys/kernel/random/boot_id", "r");

	if (!f || fscanf(f, "%63s", boot_id) != 1)
		die("no boot id");
	fclose(f);
	send_line(up_fd, "\nhello %s", boot_id);
}

/* lab-agent serve NAME PORT [GUEST...]: the host if it has PORT write-only */
static int run_agent(int argc, char **argv)
{
	char path[128];

	if (argc < 5)
		die("usage: lab-agent serve host|guest NAME PORT [GUEST[+]...]");
	is_host = !strcmp(argv[2], "host");
	signal(SIGPIPE, SIG_IGN);
	for (int i = 0; i < MAX_CLIENTS; i++)
		clients[i].in.fd = -1;
	snprintf(parties[0].name, NAME_BYTES, "%s", argv[3]);
	up_fd = open(argv[4], (is_host ? O_WRONLY : O_RDWR) | O_CLOEXEC);
	if (up_fd < 0)
		die("can't open %s: %s", argv[4], strerror(errno));
	up.fd = up_fd;
	if (getenv("LAB_SILENT_S"))
		silent_ms = atoi(getenv("LAB_SILENT_S")) * 1000LL;
	for (int i = 5; i < argc && n_parties < MAX_PARTIES; i++) {
		struct party *p = &parties[n_parties++];

		snprintf(p->name, NAME_BYTES, "%s", argv[i]);
		p->mortal = strchr(p->name, '+');
		p->name[strcspn(p->name, "+")] = 0;
		snprintf(path, sizeof(path), RUN_DIR "/%s.ctl", p->name);
		p->listen_fd = listen_at(path);
		p->in.fd = -1;
		p->heard_ms = now_ms();
	}
	if (!is_host)
		say_hello();
	serve(listen_at(LOCAL_SOCKET));
	return 0;
}

static int connect_agent(void)
{
	struct sockaddr_un a = { .sun_family = AF_UNIX, .sun_path = LOCAL_SOCKET };
	struct timespec pause = { .tv_nsec = 20000000 };

	for (int i = 0; i < 100; i++) {
		int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

		if (fd >= 0 && !connect(fd, (struct sockaddr *)&a, sizeof(a)))
			return fd;
		close(fd);
		nanosleep(&pause, NULL);
	}
	die("no agent answers at %s", LOCAL_SOCKET);
	return -1;
}

/* Send one message to the local agent; print what comes back beyond "ok". */
static int ask(const char *word, int argc, char **argv)
{
	char text[LINE_BYTES] = "", w[NAME_BYTES], rest[LINE_BYTES];
	struct line l = { 0 };
	size_t n = 0;

	for (int i = 0; i < argc && n < sizeof(text); i++)
		n += snprintf(text + n, sizeof(text) - n, "%s%s", i ? " " : "",
			      argv[i]);
	for (char *p = text; *p; p++)
		if (*p == '\n')
			*p = ' ';
	l.fd = connect_agent();
	send_line(l.fd, "%s %s", word, text);
	while (!next_line(&l, w, rest))
		if (!fill_line(&l))
			die("the agent went away");
	if (strcmp(w, "ok")) {
		fprintf(stderr, "lab-%s %s: %s\n", word, text, rest);
		return 1;
	}
	if (*rest)
		puts(rest);
	return 0;
}

int main(int argc, char **argv)
{
	const char *name = strrchr(argv[0], '/');

	name = name ? name + 1 : argv[0];
	if (!strcmp(name, "lab-say"))
		return ask("say", argc - 1, argv + 1);
	if (!strcmp(name, "lab-figure") || !strcmp(name, "lab-barrier")) {
		if (argc != 2 || argv[1][0] == '-' || !argv[1][0] ||
		    (name[4] == 'f' && !strchr(argv[1], '=')))
			die("usage: %s %s", name,
			    name[4] == 'f' ? "KEY=VALUE" : "NAME");
		return ask(name + 4, argc - 1, argv + 1);
	}
	if (argc > 1 && !strcmp(argv[1], "serve"))
		return run_agent(argc, argv);
	if (argc > 1)
		return ask(argv[1], argc - 2, argv + 2);
	die("usage: lab-agent serve host|guest NAME PORT [GUEST...] | lab-agent WORD [TEXT]");
	return 1;
}
