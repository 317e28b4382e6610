/*
 * The program's end of its streams: pipes and a terminal that stand in for those at the node where its stand-in is. What
 * the program writes goes there as far as the window allows, what comes from there is written as the program takes it.
 */
#include "ssi.h"
#include "stub.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

enum { MAX_OPEN = 512 };

struct stream {
	pid_t pid;		/* 0: free */
	uint32_t home;		/* node of the stand-in */
	int number, kind, fd;
	int input_ends, over, dry;	/* no more from the home; the program has ended; nothing more to be read */
	uint32_t window;	/* bytes that may be sent */
	struct queue input;
};

static struct stream all[MAX_OPEN];

static void tell(const struct stream *s, int what, const void *data, size_t length)
{
	unsigned char head[11] = { STREAM_TO_STAND_IN };

	put_u32(head + 1, s->home);
	put_u32(head + 5, s->pid);
	head[9] = what;
	head[10] = s->number;
	agent_send(STREAM, head, sizeof head, data, length);
}

int stream_add(pid_t pid, uint32_t home, int number, int kind, int fd)
{
	for (int i = 0; i < MAX_OPEN; i++)
		if (!all[i].pid) {
			all[i] = (struct stream){ .pid = pid, .home = home, .number = number, .kind = kind, .fd = fd, .window = WINDOW };
			fcntl(fd, F_SETFL, O_NONBLOCK);
			return 0;
		}
	return -1;
}

static void shut(struct stream *s)
{
	if (s->fd >= 0)
		close(s->fd);
	s->fd = -1;
	queue_free(&s->input);
}

static int writes(const struct stream *s)
{
	return s->kind != KIND_INPUT && !s->dry && s->fd >= 0;
}

void stream_drop(pid_t pid)
{
	for (int i = 0; i < MAX_OPEN; i++)
		if (all[i].pid == pid) {
			shut(&all[i]);
			all[i].pid = 0;
		}
}

/* When all that an ended program wrote has been sent, its stand-in may end as well. */
static void finish(pid_t pid)
{
	struct stream last = { .pid = pid };

	for (int i = 0; i < MAX_OPEN; i++)
		if (all[i].pid == pid) {
			if (!all[i].over || writes(&all[i]))
				return;
			last.home = all[i].home;
		}
	stream_drop(pid);
	if (last.home)
		tell(&last, STREAM_LAST, NULL, 0);
}

/* Sends what the program has written. A terminal that nobody has open now may be opened again while the program lives. */
static void pump(struct stream *s)
{
	char data[PIECE];
	ssize_t n = read(s->fd, data, s->window < sizeof data ? s->window : sizeof data);

	if (n > 0) {
		s->window -= n;
		tell(s, STREAM_DATA, data, n);
	} else if (n == 0 || (errno != EAGAIN && errno != EINTR) || s->over) {
		s->dry = 1;
		if (s->kind == KIND_OUTPUT) {
			tell(s, STREAM_END, NULL, 0);
			shut(s);
		}
		if (s->over)
			finish(s->pid);
	}
}

static void close_input(struct stream *s)
{
	tell(s, STREAM_CLOSED, NULL, 0);
	shut(s);
}

static void flush(struct stream *s)
{
	size_t before = s->input.length;
	int failed = queue_flush(&s->input, s->fd);
	uint32_t taken;

	put_u32(&taken, before - s->input.length);
	if (before > s->input.length)
		tell(s, STREAM_TAKEN, &taken, sizeof taken);
	if (failed && s->kind == KIND_INPUT)
		close_input(s);
	else if (s->input_ends && !s->input.length && s->kind == KIND_INPUT)
		shut(s);
}

/* Of a program that has ended nothing more will come than what is there. */
static void drain(struct stream *s)
{
	while (s->pid && s->over && writes(s) && s->window)
		pump(s);
}

static void message(struct stream *s, int what, const unsigned char *data, uint32_t length)
{
	if (what == STREAM_TAKEN && length == 4 && s->window <= WINDOW) {
		s->window += get_u32(data);
		drain(s);
	} else if (what == STREAM_DATA && s->fd >= 0 && s->input.length + length <= 2 * WINDOW) {
		queue_put(&s->input, data, length);
		flush(s);
	} else if (what == STREAM_END) {
		s->input_ends = 1;
		if (s->fd >= 0)
			flush(s);
	} else if (what == STREAM_CLOSED && s->kind == KIND_OUTPUT) {
		shut(s);
		if (s->over)
			finish(s->pid);
	} else if (what == STREAM_SIZE && length == sizeof(struct winsize) && s->kind == KIND_TERMINAL && s->fd >= 0) {
		struct winsize size;

		memcpy(&size, data, sizeof size);
		ioctl(s->fd, TIOCSWINSZ, &size);
	}
}

void stream_message(uint32_t home, pid_t pid, const unsigned char *data, uint32_t length)
{
	for (int i = 0; i < MAX_OPEN && length >= 2; i++)
		if (all[i].pid == pid && all[i].home == home && all[i].number == data[1]) {
			message(&all[i], data[0], data + 2, length - 2);
			return;
		}
}

void stream_process_ended(pid_t pid)
{
	for (int i = 0; i < MAX_OPEN; i++)
		if (all[i].pid == pid) {
			all[i].over = 1;
			drain(&all[i]);
		}
	finish(pid);
}

int stream_poll_fill(void *pollfds, int max)
{
	struct pollfd *fds = pollfds;
	int n = 0;

	for (int i = 0; i < MAX_OPEN && n < max; i++) {
		struct stream *s = &all[i];
		int events;

		if (!s->pid || s->fd < 0)
			continue;
		events = (writes(s) && s->window ? POLLIN : 0) | (s->input.length ? POLLOUT : 0);
		if (events || s->kind == KIND_INPUT)
			fds[n++] = (struct pollfd){ .fd = s->fd, .events = events };
	}
	return n;
}

void stream_poll_done(const void *pollfds, int count)
{
	const struct pollfd *fds = pollfds;

	for (int i = 0; i < count; i++)
		for (int j = 0; fds[i].revents && j < MAX_OPEN; j++) {
			struct stream *s = &all[j];

			if (!s->pid || s->fd != fds[i].fd)
				continue;
			if (s->kind == KIND_INPUT && (fds[i].revents & POLLERR))
				close_input(s);
			else if (fds[i].revents & POLLOUT)
				flush(s);
			if (s->pid && s->fd == fds[i].fd && writes(s) && s->window && (fds[i].revents & ~POLLOUT))
				pump(s);
		}
}
