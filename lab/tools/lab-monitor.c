// SPDX-License-Identifier: GPL-2.0-only
// Copyright (C) 2026 The sof-virtio authors
/*
 * lab-monitor NAME COMMAND... - gives a command to the QEMU of a guest of this
 * lab host (its human monitor) and prints the answer. An answer of any text is
 * a failure: the commands that the lab has a use for are silent if all is well.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define PROMPT	"(qemu) "

static void die(const char *name, const char *what)
{
	fprintf(stderr, "lab-monitor: guest '%s': %s\n", name, what);
	exit(1);
}

static int open_monitor(const char *name)
{
	struct sockaddr_un a = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	snprintf(a.sun_path, sizeof(a.sun_path), "/run/lab/%s.mon", name);
	if (fd < 0 || connect(fd, (struct sockaddr *)&a, sizeof(a)))
		die(name, "no monitor: its virtual machine does not run");
	return fd;
}

/* Read up to the next prompt. Return: its length; @text ends before the prompt */
static size_t read_answer(int fd, char *text, size_t room)
{
	size_t used = 0;
	ssize_t n;
	char *end;

	text[0] = 0;
	while (used < room - 1 && (n = read(fd, text + used, room - 1 - used)) > 0) {
		used += n;
		text[used] = 0;
		end = strstr(text, PROMPT);
		if (end) {
			*end = 0;
			return end - text;
		}
	}
	return used;
}

/* The monitor echoes the command as if typed; the answer begins in the next line. */
static const char *after_echo(const char *text)
{
	const char *nl = strchr(text, '\n');

	return nl ? nl + 1 : "";
}

int main(int argc, char **argv)
{
	char command[512] = "", text[8192];
	const char *answer;
	size_t n = 0;
	int fd;

	if (argc < 3 || argv[1][0] == '-') {
		fputs("usage: lab-monitor NAME COMMAND...\n", stderr);
		return 2;
	}
	for (int i = 2; i < argc && n < sizeof(command); i++)
		n += snprintf(command + n, sizeof(command) - n, "%s%s", argv[i],
			      i + 1 < argc ? " " : "\n");
	if (n >= sizeof(command))
		die(argv[1], "command too long");
	fd = open_monitor(argv[1]);
	read_answer(fd, text, sizeof(text));
	if (write(fd, command, n) != (ssize_t)n)
		die(argv[1], "the monitor went away");
	read_answer(fd, text, sizeof(text));
	answer = after_echo(text);
	fputs(answer, stdout);
	return *answer != 0;
}
