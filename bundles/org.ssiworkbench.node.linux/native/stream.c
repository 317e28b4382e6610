/*
 * The program's end of its streams: pipes and a terminal that stand in for those at the node where its stand-in is. What
 * the program writes goes there as far as the window allows, what comes from there is written as the program takes it.
 */
#include "ssi.h"
#include "stub.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

enum { MAX_OPEN = 512, TERMINAL_HOLDS = 128 << 10 };

struct stream {
	pid_t pid;		/* 0: free */
	uint32_t home;		/* node of the stand-in */
	int number, kind, fd;
	int input_ends, over, dry;	/* no more from the home; the program has ended; nothing more to be read */
	int still;		/* the program stands still to be moved */
	dev_t device;		/* of the program's end */
	ino_t inode;
	uint32_t told;		/* bytes of the input of which the home knows already that they were taken */
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

int stream_add(pid_t pid, uint32_t home, int number, int kind, int fd, int theirs)
{
	struct stat s;

	if (fstat(theirs, &s))
		return -1;
	for (int i = 0; i < MAX_OPEN; i++)
		if (!all[i].pid) {
			all[i] = (struct stream){ .pid = pid, .home = home, .number = number, .kind = kind, .fd = fd, .window = WINDOW,
				.device = s.st_dev, .inode = s.st_ino };
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

static void tell_modes(pid_t pid)
{
	struct termios modes;

	for (int i = 0; i < MAX_OPEN; i++)
		if (all[i].pid == pid && all[i].kind == KIND_TERMINAL && !tcgetattr(all[i].fd, &modes))
			tell(&all[i], STREAM_MODES, &modes, sizeof modes);
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
	tell_modes(pid);
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
	int failed = s->still ? 0 : queue_flush(&s->input, s->fd);
	uint32_t written = before - s->input.length, known = written < s->told ? written : s->told, taken;

	s->told -= known;
	put_u32(&taken, written - known);
	if (written > known)
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
	} else if (what == STREAM_DATA && s->fd >= 0 && s->input.length + length <= MOST_WAITING) {
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
		events = s->still ? 0 : (writes(s) && s->window ? POLLIN : 0) | (s->input.length ? POLLOUT : 0);
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
			if (s->pid && s->fd == fds[i].fd && !s->still && writes(s) && s->window && (fds[i].revents & ~POLLOUT))
				pump(s);
		}
}

/* What the program has not read yet is taken back, to be given to it where it goes on. */
static void take_back(struct stream *s)
{
	struct termios modes, plain;
	struct queue unread = { 0 };
	char data[4096], path[32];
	ssize_t n;
	int fd;

	snprintf(path, sizeof path, "/proc/self/fd/%d", s->fd);
	fd = s->kind == KIND_TERMINAL ? ioctl(s->fd, TIOCGPTPEER, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
				      : open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	if (fd < 0)
		return;
	if (s->kind == KIND_TERMINAL && !tcgetattr(fd, &modes)) {
		plain = modes;
		plain.c_lflag &= ~(ICANON | ECHO | ECHONL);
		plain.c_cc[VMIN] = plain.c_cc[VTIME] = 0;
		tcsetattr(fd, TCSANOW, &plain);
	}
	while ((n = read(fd, data, sizeof data)) > 0)
		queue_put(&unread, data, n);
	if (s->kind == KIND_TERMINAL)
		tcsetattr(fd, TCSANOW, &modes);
	close(fd);
	s->told += unread.length;
	queue_put(&unread, s->input.data, s->input.length);
	queue_free(&s->input);
	s->input = unread;
}

/* Of those of a program that have the same home. */
static int is_first(const struct stream *s)
{
	const struct stream *other = all;

	while (other->pid != s->pid || other->home != s->home)
		other++;
	return other == s;
}

/* More than the program can have written there. Who else writes there could go on for ever. */
static uint32_t limit(const struct stream *s)
{
	int waiting = 0;

	return s->kind == KIND_OUTPUT && !ioctl(s->fd, FIONREAD, &waiting) ? waiting + PIECE : TERMINAL_HOLDS;
}

static void send_rest(struct stream *s)
{
	uint32_t window = s->window, most = limit(s), before;

	s->window = most;
	do {
		before = s->window;
		pump(s);
	} while (writes(s) && s->window && s->window != before);
	most -= s->window;
	s->window = window > most ? window - most : 0;
}

/*
 * The program stands still: all that it has written goes out, whatever the window, and then the mark, after which comes
 * nothing. What others write meanwhile waits.
 */
void stream_stop(pid_t pid, uint64_t mark)
{
	for (int i = 0; i < MAX_OPEN; i++) {
		struct stream *s = &all[i];

		if (s->pid != pid)
			continue;
		s->still = 1;
		if (writes(s))
			send_rest(s);
		if (s->fd >= 0 && s->kind != KIND_OUTPUT)
			take_back(s);
	}
	for (int i = 0; i < MAX_OPEN; i++)
		if (all[i].pid == pid && is_first(&all[i]))
			tell(&all[i], STREAM_LEFT, &mark, sizeof mark);
}

/* Without showing again what was shown when it was typed. */
static void feed(struct stream *s)
{
	struct termios modes, silent;

	if (s->kind == KIND_TERMINAL && !tcgetattr(s->fd, &modes)) {
		silent = modes;
		silent.c_lflag &= ~(ECHO | ECHONL);
		tcsetattr(s->fd, TCSANOW, &silent);
		flush(s);
		tcsetattr(s->fd, TCSANOW, &modes);
	} else {
		flush(s);
	}
}

void stream_go_on(pid_t pid)
{
	for (int i = 0; i < MAX_OPEN; i++)
		if (all[i].pid == pid) {
			all[i].still = 0;
			if (all[i].fd >= 0 && (all[i].input.length || all[i].input_ends))
				feed(&all[i]);
		}
}

/* Which stream a descriptor of the program belongs to: what is to be known where it goes on. */
int stream_find(pid_t pid, uint64_t device, uint64_t inode, struct stream_state *state)
{
	for (int i = 0; i < MAX_OPEN; i++) {
		struct stream *s = &all[i];

		if (s->pid != pid || s->device != device || s->inode != inode)
			continue;
		*state = (struct stream_state){ .home = s->home, .number = s->number, .kind = s->kind, .ends = s->input_ends,
			.told = s->told, .length = s->input.length, .input = s->input.data };
		if (s->kind == KIND_TERMINAL)
			state->has_modes = !tcgetattr(s->fd, &state->modes);
		return 1;
	}
	return 0;
}

/* The program comes from elsewhere: what it had not read there comes with it, and is held back until it runs. */
void stream_adopt(pid_t pid, const struct stream_state *state)
{
	for (int i = 0; i < MAX_OPEN; i++) {
		struct stream *s = &all[i];

		if (s->pid != pid || s->home != state->home || s->number != (int)state->number)
			continue;
		s->still = 1;
		s->told = state->told;
		s->input_ends = state->ends;
		queue_put(&s->input, state->input, state->length);
		return;
	}
}
