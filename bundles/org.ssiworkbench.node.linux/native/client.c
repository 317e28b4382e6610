/*
 * The commands' way to the agent: they connect to /run/ssi/socket and send frames; PID 1 adds who asks, as the kernel
 * knows it, and passes the agent's answers back.
 */
#include "ssi.h"

#include <poll.h>

enum { MAX_CLIENTS = 128, MAX_ANSWER = 16 << 20, ID = 4, STAMP = 12 };

struct client {
	uint32_t id;		/* 0: free */
	struct peer peer;
};

static struct client clients[MAX_CLIENTS];
static int listener = -1;

static void tell_agent(const struct client *c, int type, const void *words, size_t length)
{
	unsigned char stamp[STAMP];

	put_u32(stamp, c->id);
	put_u32(stamp + 4, c->peer.who.pid);
	put_u32(stamp + 8, c->peer.who.uid);
	agent_send(type, stamp, sizeof stamp, words, length);
}

void client_listen(void)
{
	listener = peer_listen(ASK_SOCKET);
}

static void gone(struct client *c)
{
	tell_agent(c, CLIENT_GONE, NULL, 0);
	peer_close(&c->peer);
	c->id = 0;
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
	struct client *c = find(0), none;

	if (!c) {
		if (!peer_accept(listener, &none.peer))
			peer_close(&none.peer);
		return;
	}
	if (peer_accept(listener, &c->peer))
		return;
	if (!++last)
		last = 1;
	c->id = last;
}

static void listen_to(struct client *c)
{
	struct packet f;
	size_t used = 0;
	int state = peer_receive(&c->peer) ? -1 : 1;

	while (state > 0 && (state = peer_packet(&c->peer, used, &f, MAX_REQUEST)) > 0) {
		if (f.type != CLIENT_REQUEST)
			break;
		tell_agent(c, CLIENT_REQUEST, f.payload, f.length);
		used = f.whole;
	}
	if (state)
		gone(c);
}

static void flush(struct client *c)
{
	if (queue_flush(&c->peer.out, c->peer.fd))
		gone(c);
}

/* An answer of the agent: i32 client, then what the client gets. A client that does not read is given up. */
void client_frame(const unsigned char *payload, uint32_t length)
{
	uint32_t id = length >= ID ? get_u32(payload) : 0;
	struct client *c = id ? find(id) : NULL;

	if (c && (peer_send(&c->peer, CLIENT_REPLY, payload + ID, length - ID) || c->peer.out.length > MAX_ANSWER))
		gone(c);
}

int client_poll_fill(void *pollfds, int max)
{
	struct pollfd *fds = pollfds;
	int n = 0;

	if (listener >= 0 && n < max)
		fds[n++] = (struct pollfd){ .fd = listener, .events = POLLIN };
	for (int i = 0; i < MAX_CLIENTS && n < max; i++)
		if (clients[i].id)
			fds[n++] = (struct pollfd){ .fd = clients[i].peer.fd, .events = POLLIN | (clients[i].peer.out.length ? POLLOUT : 0) };
	return n;
}

static void ready(int fd, short events)
{
	struct client *c = NULL;

	for (int i = 0; i < MAX_CLIENTS; i++)
		if (clients[i].id && clients[i].peer.fd == fd)
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
