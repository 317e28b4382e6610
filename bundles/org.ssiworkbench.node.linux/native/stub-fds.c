/* The stand-in's descriptors: what is read here goes to the program, what the program writes is written here. */
#include "stub.h"
#include "stub-parts.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct end {
	int stream, kind, in, out;	/* in: what we read, out: what we write; -1 if none */
	uint32_t window;		/* bytes that may be sent */
	int closes;			/* no more data will come */
	struct queue output;
};

static struct end ends[MAX_STREAMS];
static int count;

static struct end *find(int stream)
{
	for (int i = 0; i < count; i++)
		if (ends[i].stream == stream)
			return &ends[i];
	return NULL;
}

int descriptor_add(int stream, int kind, int fd)
{
	struct end *e = find(stream);

	if (e)
		return 0;
	if (count == MAX_STREAMS)
		return -1;
	e = &ends[count++];
	*e = (struct end){ .stream = stream, .kind = kind, .in = -1, .out = -1, .window = WINDOW };
	if (kind != KIND_OUTPUT)
		e->in = fd;
	if (kind != KIND_INPUT)
		e->out = fd;
	if (kind == KIND_TERMINAL)
		terminal_set(fd, stream);
	return 0;
}

void descriptors_given(const char *list)
{
	int stream, kind, fd, length;

	while (sscanf(list, " %d:%d:%d%n", &stream, &kind, &fd, &length) == 3) {
		descriptor_add(stream, kind, fd);
		list += length;
	}
}

int descriptors_count(void)
{
	return count;
}

int descriptors_pending(void)
{
	for (int i = 0; i < count; i++)
		if (ends[i].output.length)
			return 1;
	return 0;
}

static void send_message(int what, int stream, const void *data, size_t length)
{
	unsigned char message[2 + PIECE] = { what, stream };

	memcpy(message + 2, data, length);
	send_frame(STUB_STREAM, message, 2 + length);
}

static void drop(struct end *e, int *fd)
{
	if (e->kind != KIND_TERMINAL)
		close(*fd);
	*fd = -1;
}

/* Only what can be written at once is written: the descriptor is shared with others, so it cannot be made non-blocking. */
static void flush(struct end *e)
{
	struct pollfd ready = { .fd = e->out, .events = POLLOUT };
	unsigned char taken[4];
	size_t before = e->output.length;

	while (e->out >= 0 && e->output.length && poll(&ready, 1, 0) == 1) {
		size_t piece = e->output.length < 512 ? e->output.length : 512;
		ssize_t n = write(e->out, e->output.data, piece);

		if (n < 0 && errno != EAGAIN && errno != EINTR) {
			queue_drop(&e->output, e->output.length);
			drop(e, &e->out);
			send_message(STREAM_CLOSED, e->stream, NULL, 0);
			return;
		}
		if (n > 0)
			queue_drop(&e->output, n);
	}
	put_u32(taken, before - e->output.length);
	if (before > e->output.length)
		send_message(STREAM_TAKEN, e->stream, taken, sizeof taken);
	if (e->closes && !e->output.length && e->out >= 0)
		drop(e, &e->out);
}

void descriptor_message(int what, int stream, const unsigned char *data, uint32_t length)
{
	struct end *e = find(stream);

	if (!e)
		return;
	if (what == STREAM_TAKEN && length == 4 && e->window <= WINDOW)
		e->window += get_u32(data);
	else if (what == STREAM_DATA && e->out >= 0 && e->output.length + length <= MOST_WAITING)
		queue_put(&e->output, data, length);
	else if (what == STREAM_END)
		e->closes = 1;
	else if (what == STREAM_CLOSED && e->in >= 0)
		drop(e, &e->in);
	flush(e);
}

static void read_some(struct end *e)
{
	char data[PIECE];
	ssize_t n = read(e->in, data, e->window < sizeof data ? e->window : sizeof data);

	if (n > 0) {
		e->window -= n;
		send_message(STREAM_DATA, e->stream, data, n);
	} else if (n == 0 || (errno != EAGAIN && errno != EINTR)) {
		send_message(STREAM_END, e->stream, NULL, 0);
		drop(e, &e->in);
	}
}

static int may_read(const struct end *e)
{
	return e->in >= 0 && e->window && (e->kind != KIND_TERMINAL || terminal_foreground());
}

int descriptors_fill(void *pollfds, int read)
{
	struct pollfd *fds = pollfds;

	for (int i = 0; i < count; i++) {
		struct end *e = &ends[i];
		int events = (read && may_read(e) ? POLLIN : 0) | (e->output.length ? POLLOUT : 0);

		fds[i] = (struct pollfd){ .fd = events & POLLIN ? e->in : e->out, .events = events };
		if (!events && e->kind != KIND_OUTPUT)
			fds[i].fd = -1;
	}
	return count;
}

void descriptors_done(const void *pollfds, int filled)
{
	const struct pollfd *fds = pollfds;

	for (int i = 0; i < filled; i++) {
		struct end *e = &ends[i];

		if (fds[i].revents & POLLOUT)
			flush(e);
		if ((fds[i].events & POLLIN) && (fds[i].revents & ~POLLOUT))
			read_some(e);
		else if (e->kind == KIND_OUTPUT && e->out >= 0 && (fds[i].revents & POLLERR)) {
			drop(e, &e->out);
			queue_drop(&e->output, e->output.length);
			send_message(STREAM_CLOSED, e->stream, NULL, 0);
		}
	}
}
