/*
 * Stand-ins of processes that execute elsewhere: each is a process (stub.c) with the pid of the one it stands for, and
 * says here what happens to it. What is to be told to one that has not connected yet waits.
 */
#include "mover.h"
#include "ssi.h"
#include "stub.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MAX_STAND_INS = 512, MAX_FRAME = 1 << 20, MAX_GROUPS = 256, MAX_MARKS = 8 };

struct stand_in {
	pid_t pid;		/* 0: free */
	int stands;		/* it is or will be one, and no keeper that tells of a child */
	int over;		/* its end was ordered */
	int resting;		/* the process comes home */
	uint64_t awaited;	/* and this mark has to come before; 0: none */
	uint64_t marks[MAX_MARKS];	/* the last that came, each behind all that the process wrote on a node */
	unsigned marks_came;
	struct peer peer;
	struct queue early;
};

static struct stand_in all[MAX_STAND_INS];
static int listener = -1;

void standin_listen(void)
{
	listener = peer_listen(STUB_SOCKET);
}

static struct stand_in *find(pid_t pid)
{
	for (int i = 0; i < MAX_STAND_INS; i++)
		if (all[i].pid == pid)
			return &all[i];
	return NULL;
}

static struct stand_in *find_or_make(pid_t pid)
{
	struct stand_in *s = find(pid);

	if (!s && (s = find(0)))
		*s = (struct stand_in){ .pid = pid, .peer.fd = -1 };
	return s;
}

static void forget(struct stand_in *s)
{
	if (s->peer.fd >= 0)
		peer_close(&s->peer);
	queue_free(&s->early);
	s->pid = 0;
}

static void tell_agent(pid_t pid, int type, const void *data, size_t length)
{
	unsigned char head[4];

	put_u32(head, pid);
	agent_send(type, head, sizeof head, data, length);
}

static void send_signal(pid_t pid, int signal)
{
	unsigned char data[9] = { 0 };

	put_u32(data, signal);
	tell_agent(pid, STAND_IN_SIGNAL, data, sizeof data);
}

/* One that goes without an order was killed, and so is the process. */
static void gone(struct stand_in *s)
{
	if (s->resting) {
		peer_close(&s->peer);
		return;
	}
	if (s->stands && !s->over)
		send_signal(s->pid, SIGKILL);
	forget(s);
}

static void tell(struct stand_in *s, int type, const void *payload, size_t length)
{
	unsigned char head[5] = { type };

	if (s->peer.fd >= 0) {
		if (peer_send(&s->peer, type, payload, length))
			gone(s);
		return;
	}
	put_u32(head + 1, length);
	queue_put(&s->early, head, sizeof head);
	queue_put(&s->early, payload, length);
}

static void answer(struct stand_in *s, int how, const void *reason, size_t length)
{
	unsigned char text[512] = { how };

	length = length < sizeof text - 1 ? length : sizeof text - 1;
	memcpy(text + 1, reason, length);
	if (how != ANSWER_RUNS)
		s->over = 1;
	tell(s, STUB_ANSWER, text, 1 + length);
}

/* The credentials are what the kernel says of the peer, whatever the peer says. */
static void execute(struct stand_in *s, const struct packet *f)
{
	gid_t groups[MAX_GROUPS];
	socklen_t size = sizeof groups;
	struct queue frame = { 0 };
	uint32_t node, words[5];

	if (f->length < 8)
		return;
	node = get_u32(f->payload);
	if (node == (uint32_t)number("ssi_node", 0)) {
		answer(s, ANSWER_RUN_IT_YOURSELF, NULL, 0);
		return;
	}
	if (getsockopt(s->peer.fd, SOL_SOCKET, SO_PEERGROUPS, groups, &size))
		size = 0;
	put_u32(&words[0], node);
	put_u32(&words[1], get_u32(f->payload + 4));
	put_u32(&words[2], s->peer.who.uid);
	put_u32(&words[3], s->peer.who.gid);
	put_u32(&words[4], size / sizeof *groups);
	queue_put(&frame, words, sizeof words);
	for (size_t i = 0; i < size / sizeof *groups; i++) {
		put_u32(&words[0], groups[i]);
		queue_put(&frame, words, sizeof *words);
	}
	queue_put(&frame, f->payload + 8, f->length - 8);
	tell_agent(s->pid, EXECUTE, frame.data, frame.length);
	queue_free(&frame);
}

/* It has all that the process wrote elsewhere, or the mark would not be here. */
static void rest_when_marked(struct stand_in *s)
{
	for (int i = 0; s->awaited && i < MAX_MARKS; i++)
		if (s->marks[i] == s->awaited) {
			s->awaited = 0;
			tell(s, STUB_REST, "\2", 1);
		}
}

static void stream(struct stand_in *s, const struct packet *f)
{
	unsigned char head[9] = { STREAM_TO_PROCESS };

	put_u32(head + 1, number("ssi_node", 0));
	put_u32(head + 5, s->pid);
	agent_send(STREAM, head, sizeof head, f->payload, f->length);
}

/* Its end is not the process's, and it is nothing that a process comes home into. */
static void kept_child(struct stand_in *s, const struct packet *f)
{
	tell_agent(s->pid, STAND_IN_CHILD, f->payload, f->length);
	s->over = 1;
	if (s->resting)
		move_home_ready(s->pid);
	s->resting = 0;
}

static void take(struct stand_in *s, const struct packet *f)
{
	s->stands |= f->type == STUB_EXECUTE || f->type == STUB_HERE;
	if (f->type == STUB_EXECUTE)
		execute(s, f);
	else if (f->type == STUB_SIGNAL && f->length == 9)
		tell_agent(s->pid, STAND_IN_SIGNAL, f->payload, f->length);
	else if (f->type == STUB_CHILD && f->length == 8)
		tell_agent(s->pid, STAND_IN_CHILD, f->payload, f->length);
	else if (f->type == STUB_KEPT_CHILD && f->length == 8)
		kept_child(s, f);
	else if (f->type == STUB_RESTED)
		move_home_ready(s->pid);
	else if (f->type == STUB_STREAM)
		stream(s, f);
}

static void receive(struct stand_in *s)
{
	struct packet f = { 0 };
	size_t used = 0;
	int more;

	if (peer_receive(&s->peer)) {
		gone(s);
		return;
	}
	while (s->pid && (more = peer_packet(&s->peer, used, &f, MAX_FRAME)) > 0) {
		take(s, &f);
		used = f.whole;
	}
	if (s->pid && more < 0)
		gone(s);
}

static void welcome(void)
{
	struct peer peer;
	struct stand_in *s;

	if (peer_accept(listener, &peer)) {
		if (peer.fd >= 0)
			close(peer.fd);
		return;
	}
	s = find_or_make(peer.who.pid);
	if (!s || s->peer.fd >= 0) {
		close(peer.fd);
		return;
	}
	s->peer = peer;
	s->peer.out = s->early;
	s->early = (struct queue){ 0 };
	queue_flush(&s->peer.out, s->peer.fd);
}

/* One that stops like the process, which comes home stopped, could not get ready for it. */
static void keep_awake(pid_t pid)
{
	if (process_state(pid) == 'T')
		kill(pid, SIGCONT);
}

int standin_poll_fill(void *pollfds, int max)
{
	struct pollfd *fds = pollfds;
	int n = 0;

	if (listener >= 0 && n < max)
		fds[n++] = (struct pollfd){ .fd = listener, .events = POLLIN };
	for (int i = 0; i < MAX_STAND_INS && n < max; i++) {
		if (all[i].pid && all[i].resting)
			keep_awake(all[i].pid);
		if (all[i].pid && all[i].peer.fd >= 0)
			fds[n++] = (struct pollfd){ .fd = all[i].peer.fd, .events = POLLIN | (all[i].peer.out.length ? POLLOUT : 0) };
	}
	return n;
}

static void ready(int fd, short events)
{
	for (int i = 0; i < MAX_STAND_INS; i++) {
		struct stand_in *s = &all[i];

		if (!s->pid || s->peer.fd != fd)
			continue;
		if ((events & POLLOUT) && queue_flush(&s->peer.out, fd))
			gone(s);
		else if (events & ~POLLOUT)
			receive(s);
		return;
	}
}

void standin_poll_done(const void *pollfds, int count)
{
	const struct pollfd *fds = pollfds;

	/* One that begins anew connects when its old connection has been closed: that is seen to first. */
	for (int i = 0; i < count; i++)
		if (fds[i].revents && fds[i].fd != listener)
			ready(fds[i].fd, fds[i].revents);
	for (int i = 0; i < count; i++)
		if (fds[i].revents && fds[i].fd == listener)
			welcome();
}

/* Runs the stand-in's program as a child of PID 1, unless a process of that pid is here. */
static void make(pid_t pid)
{
	pid_t child;

	if (!kill(pid, 0))
		return;
	child = clone_as(pid);
	if (child == 0) {
		setsid(); /* PID 1's session has no number, and a process that comes home takes over its stand-in's */
		execl(COMMANDS "/stub", "stub", "stand-in", NULL); /* the other one need not be there yet */
		_exit(127);
	}
	if (child < 0)
		warn("cannot make a stand-in of process %d", pid);
}

static void end(struct stand_in *s, const unsigned char *status)
{
	pid_t pid = s->pid;

	s->over = 1;
	tell(s, STUB_END, status, 4);
	kill(pid, SIGCONT);
}

static void stopped(struct stand_in *s, const unsigned char *signal)
{
	if (get_u32(signal))
		tell(s, STUB_STOP, signal, 4);
	else
		kill(s->pid, SIGCONT);
}

/* A message about a stream; 0 when no stand-in of that pid is here. */
int standin_stream(pid_t pid, const unsigned char *message, uint32_t length)
{
	struct stand_in *s = find(pid);

	if (!s)
		return 0;
	tell(s, STUB_STREAM, message, length);
	if (s->pid && length == 2 + sizeof *s->marks && message[0] == STREAM_LEFT) {
		memcpy(&s->marks[s->marks_came++ % MAX_MARKS], message + 2, sizeof *s->marks);
		rest_when_marked(s);
	}
	return 1;
}

/* A process that leaves becomes a stand-in, which will connect. */
void standin_expect(pid_t pid)
{
	struct stand_in *s = find_or_make(pid);

	if (s)
		s->stands = 1;
}

/*
 * Whether one is here that has to get ready before the process can come home into it: it has to write all that comes up to
 * the mark; 0: the process has no streams.
 */
int standin_rest(pid_t pid, uint64_t mark)
{
	struct stand_in *s = find(pid);

	if (!s || s->over || kill(pid, 0))
		return 0;
	s->resting = 1;
	s->awaited = mark;
	tell(s, STUB_REST, mark ? "\1" : "\2", 1);
	rest_when_marked(s);
	return 1;
}

/* The process did not come. If it had been begun with it, the stand-in's program runs anew and connects again. */
void standin_go_on(pid_t pid)
{
	struct stand_in *s = find(pid);

	if (!s)
		return;
	s->resting = 0;
	s->awaited = 0;
	if (s->peer.fd >= 0)
		tell(s, STUB_REST, "\0", 1);
}

void standin_over(pid_t pid)
{
	struct stand_in *s = find(pid);

	if (s)
		forget(s);
}

void standin_frame(int type, const unsigned char *payload, uint32_t length)
{
	struct stand_in *s;

	if (length < 4)
		return;
	s = type == STAND_IN ? find_or_make(get_u32(payload)) : find(get_u32(payload));
	if (!s)
		return;
	if (type == STAND_IN) {
		s->stands = 1;
		make(s->pid);
	} else if (type == EXECUTED && length >= 5)
		answer(s, payload[4], payload + 5, length - 5);
	else if (type == STAND_IN_STOPPED && length >= 8)
		stopped(s, payload + 4);
	else if (type == STAND_IN_ENDED && length >= 8)
		end(s, payload + 4);
	else if (type == STAND_IN_DROPPED) {
		s->over = 1;
		kill(s->pid, SIGKILL);
	}
}
