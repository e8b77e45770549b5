// SPDX-License-Identifier: GPL-2.0-only
// Copyright (C) 2026 The sof-virtio authors
/*
 * guest NAME - opens the console of a guest of this lab host; Ctrl-] leaves.
 */
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <termios.h>
#include <unistd.h>

#define LEAVE	0x1d

static struct termios saved;

static void restore(void)
{
	tcsetattr(STDIN_FILENO, TCSANOW, &saved);
}

static void raw_terminal(void)
{
	struct termios raw;

	if (tcgetattr(STDIN_FILENO, &saved))
		return;
	atexit(restore);
	raw = saved;
	cfmakeraw(&raw);
	tcsetattr(STDIN_FILENO, TCSANOW, &raw);
}

static int open_console(const char *name)
{
	struct sockaddr_un a = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	snprintf(a.sun_path, sizeof(a.sun_path), "/run/lab/%s.con", name);
	if (fd < 0 || connect(fd, (struct sockaddr *)&a, sizeof(a))) {
		fprintf(stderr, "guest: no console of '%s' (%s); \"guests\" lists them\n",
			name, strerror(errno));
		exit(1);
	}
	return fd;
}

/* Move what is there from @from to @to. Return: 0 at the end */
static int move(int from, int to, int stop)
{
	char buf[512];
	ssize_t n = read(from, buf, sizeof(buf));

	if (n <= 0 || (stop && memchr(buf, stop, n)))
		return 0;
	return write(to, buf, n) == n;
}

int main(int argc, char **argv)
{
	struct pollfd f[2] = { { STDIN_FILENO, POLLIN, 0 } };

	if (argc != 2 || argv[1][0] == '-') {
		fputs("usage: guest NAME   (Ctrl-] leaves)\n", stderr);
		return 2;
	}
	f[1] = (struct pollfd){ open_console(argv[1]), POLLIN, 0 };
	printf("Console of guest %s; Ctrl-] leaves.\n", argv[1]);
	raw_terminal();
	if (write(f[1].fd, "\n", 1) != 1)
		return 1;
	while (poll(f, 2, -1) >= 0 || errno == EINTR) {
		if (f[0].revents && !move(f[0].fd, f[1].fd, LEAVE))
			break;
		if (f[1].revents && !move(f[1].fd, STDOUT_FILENO, 0))
			break;
	}
	restore();
	putchar('\n');
	return 0;
}
