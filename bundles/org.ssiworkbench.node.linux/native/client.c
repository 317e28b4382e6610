/*
 * The commands' way to the agent: they connect to /run/ssi/socket and send frames; PID 1 adds who asks, as the kernel
 * knows it, and passes the agent's answers back.
 */
#include "ssi.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

enum { MAX_CLIENTS = 128, MAX_ANSWER = 16 << 20, ID = 4, STAMP = 12 };

struct client {
	uint32_t id;		/* 0: free */
	int fd;
	struct ucred who;
	struct queue in, out;
};

static struct client clients[MAX_CLIENTS];
static int listener = -1;

static void tell_agent(const struct client *c, int type, const void *words, size_t length)
{
	unsigned char stamp[STAMP];

	put_u32(stamp, c->id);
	put_u32(stamp + 4, c->who.pid);
	put_u32(stamp + 8, c->who.uid);
	agent_send(type, stamp, sizeof stamp, words, length);
}

void client_listen(void)
{
	struct sockaddr_un at = { .sun_family = AF_UNIX, .sun_path = ASK_SOCKET };

	listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (listener < 0 || bind(listener, (struct sockaddr *)&at, sizeof at) || chmod(at.sun_path, 0666)
			|| listen(listener, MAX_CLIENTS))
		die("cannot make the socket %s", at.sun_path);
}

static void drop(struct client *c)
{
	close(c->fd);
	queue_free(&c->in);
	queue_free(&c->out);
	c->id = 0;
}

static void gone(struct client *c)
{
	tell_agent(c, CLIENT_GONE, NULL, 0);
	drop(c);
}

static struct client *find(uint32_t id)
{
	for (int i = 0; i < MAX_CLIENTS; i++)
		if (clients[i].id == id)
			return &clients[i];
	return NULL;
}

static void welcome(void)
{
	static uint32_t last;
	int fd = accept4(listener, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
	struct client *c = find(0);
	socklen_t size = sizeof c->who;

	if (fd < 0)
		return;
	if (!c) {
		close(fd);
		return;
	}
	if (!++last)
		last = 1;
	*c = (struct client){ .id = last, .fd = fd };
	getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &c->who, &size);
}

/* Passes whole requests on. Returns -1 when what came is no request. */
static int requests(struct client *c)
{
	uint32_t length;

	while (c->in.length >= FRAME_HEAD) {
		length = get_u32(c->in.data + 1);
		if (c->in.data[0] != CLIENT_REQUEST || length > MAX_REQUEST)
			return -1;
		if (c->in.length < FRAME_HEAD + length)
			return 0;
		tell_agent(c, CLIENT_REQUEST, c->in.data + FRAME_HEAD, length);
		queue_drop(&c->in, FRAME_HEAD + length);
	}
	return 0;
}

static void listen_to(struct client *c)
{
	char data[4096];
	ssize_t n = read(c->fd, data, sizeof data);

	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	if (n <= 0) {
		gone(c);
		return;
	}
	queue_put(&c->in, data, n);
	if (requests(c))
		gone(c);
}

static void flush(struct client *c)
{
	if (queue_flush(&c->out, c->fd))
		gone(c);
}

/* An answer of the agent: i32 client, then what the client gets. A client that does not read is given up. */
void client_frame(const unsigned char *payload, uint32_t length)
{
	unsigned char head[FRAME_HEAD] = { CLIENT_REPLY };
	uint32_t id = length >= ID ? get_u32(payload) : 0;
	struct client *c = id ? find(id) : NULL;

	if (!c)
		return;
	put_u32(head + 1, length - ID);
	queue_put(&c->out, head, sizeof head);
	queue_put(&c->out, payload + ID, length - ID);
	if (c->out.length > MAX_ANSWER)
		gone(c);
	else
		flush(c);
}

int client_poll_fill(void *pollfds, int max)
{
	struct pollfd *fds = pollfds;
	int n = 0;

	if (listener >= 0 && n < max)
		fds[n++] = (struct pollfd){ .fd = listener, .events = POLLIN };
	for (int i = 0; i < MAX_CLIENTS && n < max; i++)
		if (clients[i].id)
			fds[n++] = (struct pollfd){ .fd = clients[i].fd, .events = POLLIN | (clients[i].out.length ? POLLOUT : 0) };
	return n;
}

static void ready(int fd, short events)
{
	struct client *c = NULL;

	for (int i = 0; i < MAX_CLIENTS; i++)
		if (clients[i].id && clients[i].fd == fd)
			c = &clients[i];
	if (c && (events & POLLOUT))
		flush(c);
	if (c && c->id && (events & ~POLLOUT))
		listen_to(c);
}

void client_poll_done(const void *pollfds, int count)
{
	const struct pollfd *fds = pollfds;

	for (int i = 0; i < count; i++)
		if (fds[i].revents && fds[i].fd != listener)
			ready(fds[i].fd, fds[i].revents);
	for (int i = 0; i < count; i++)
		if (fds[i].revents && fds[i].fd == listener)
			welcome();
}
