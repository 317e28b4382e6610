/*
 * ssi-files FOLDER SOCKET: lets all nodes of a cluster share a folder of the host. Each node's kernel connects to the
 * socket as to a virtio-fs device (vhost-user). Ends when its standard input is closed, and says "ready" when the nodes may
 * come.
 */
#include "files.h"
#include "vhost.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum { MAX_NODES = 128, FDS = 1 + QUEUES };

struct node {
	struct vhost vhost;
	struct fs *fs;		/* NULL: free */
};

static struct node nodes[MAX_NODES];

void die(const char *format, ...)
{
	int reason = errno;
	va_list arguments;

	fputs("ssi-files: ", stderr);
	va_start(arguments, format);
	vfprintf(stderr, format, arguments);
	va_end(arguments);
	fprintf(stderr, reason ? ": %s\n" : "\n", strerror(reason));
	exit(1);
}

static size_t gather(const struct iovec *parts, int count, char *to, size_t room)
{
	size_t length = 0;

	for (int i = 0; i < count; i++) {
		size_t n = parts[i].iov_len < room - length ? parts[i].iov_len : room - length;
		memcpy(to + length, parts[i].iov_base, n);
		length += n;
	}
	return length;
}

static size_t scatter(const struct iovec *parts, int count, const char *from, size_t length)
{
	size_t done = 0;

	for (int i = 0; i < count && done < length; i++) {
		size_t n = parts[i].iov_len < length - done ? parts[i].iov_len : length - done;
		memcpy(parts[i].iov_base, from + done, n);
		done += n;
	}
	return done;
}

/* Answers the request at `head` with an error number or with the body that follows the answer's head in `message`. */
static void answer(struct queue *q, unsigned head, const struct chain *chain, uint64_t unique, int error, char *message,
		   size_t length)
{
	struct fuse_out_header *out = (void *)message;

	*out = (struct fuse_out_header){ sizeof *out + (error ? 0 : length), -error, unique };
	vhost_done(q, head, scatter(chain->out, chain->outs, message, out->len));
}

static void serve(struct node *n, struct queue *q, unsigned head)
{
	static char in[MAX_MESSAGE + 128], out[MAX_MESSAGE];
	struct fuse_in_header *request = (void *)in;
	struct chain chain;
	struct call c = { .fs = n->fs, .node = n, .head = request, .in = in + sizeof *request, .out = out + sizeof(struct fuse_out_header) };
	size_t length;
	int error;

	if (vhost_chain(&n->vhost, q, head, &chain)) {
		vhost_done(q, head, 0);
		return;
	}
	length = gather(chain.in, chain.ins, in, MAX_MESSAGE);
	if (length < sizeof *request) {
		vhost_done(q, head, 0);
		return;
	}
	memset(in + length, 0, 128); /* so that a short request reads as one with zeros */
	c.in_length = length - sizeof *request;
	c.ticket = request->unique << 16 | head;
	error = fs_serve(&c);
	if (error == NO_ANSWER)
		vhost_done(q, head, 0);
	else if (error != ANSWER_LATER)
		answer(q, head, &chain, request->unique, error, out, c.out_length);
}

void files_granted(const void *node, uint64_t ticket)
{
	struct node *n = (struct node *)node;
	struct queue *q = &n->vhost.queues[QUEUES - 1];
	unsigned head = ticket & 0xffff;
	char message[sizeof(struct fuse_out_header)];
	struct chain chain;

	if (!vhost_chain(&n->vhost, q, head, &chain))
		answer(q, head, &chain, ticket >> 16, 0, message, 0);
}

static void leave(struct node *n)
{
	lock_drop_node(n);
	fs_close(n->fs);
	vhost_close(&n->vhost);
	n->fs = NULL;
}

static void welcome(int listener)
{
	int s = accept4(listener, NULL, NULL, SOCK_CLOEXEC);

	for (int i = 0; i < MAX_NODES && s >= 0; i++)
		if (!nodes[i].fs) {
			vhost_open(&nodes[i].vhost, s);
			nodes[i].fs = fs_open();
			return;
		}
	if (s >= 0)
		close(s);
}

static void drain(struct node *n, struct queue *q)
{
	for (int head = vhost_next(q); head >= 0; head = vhost_next(q))
		serve(n, q, head);
}

/* A queue may have been offered requests before the kernel's message came that enables it: each message is a kick too. */
static void attend(struct node *n, const struct pollfd *fds)
{
	uint64_t times;

	if (!n->fs)
		return;
	for (int i = 0; i < QUEUES; i++)
		if (fds[1 + i].revents && fds[1 + i].fd == n->vhost.queues[i].kick
				&& read(n->vhost.queues[i].kick, &times, sizeof times) == sizeof times)
			drain(n, &n->vhost.queues[i]);
	if (!fds[0].revents)
		return;
	if (vhost_message(&n->vhost)) {
		leave(n);
		return;
	}
	for (int i = 0; i < QUEUES; i++)
		drain(n, &n->vhost.queues[i]);
}

static void watch(const struct node *n, struct pollfd *fds)
{
	fds[0] = (struct pollfd){ .fd = n->fs ? n->vhost.socket : -1, .events = POLLIN };
	for (int i = 0; i < QUEUES; i++)
		fds[1 + i] = (struct pollfd){ .fd = n->fs ? n->vhost.queues[i].kick : -1, .events = POLLIN };
}

static int listen_at(const char *path)
{
	struct sockaddr_un at = { .sun_family = AF_UNIX };
	int s = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

	if (strlen(path) >= sizeof at.sun_path)
		die("the path %s is too long for a socket", path);
	strcpy(at.sun_path, path);
	if (s < 0 || bind(s, (struct sockaddr *)&at, sizeof at) || listen(s, MAX_NODES))
		die("cannot make the socket %s", path);
	return s;
}

/* Each file that a node knows costs a descriptor. */
static void allow_many_files(void)
{
	struct rlimit limit;

	if (getrlimit(RLIMIT_NOFILE, &limit))
		return;
	limit.rlim_cur = limit.rlim_max;
	setrlimit(RLIMIT_NOFILE, &limit);
}

int main(int argc, char **argv)
{
	static struct pollfd fds[2 + MAX_NODES * FDS];

	if (argc != 3) {
		fputs("usage: ssi-files FOLDER SOCKET\n", stderr);
		return 2;
	}
	signal(SIGPIPE, SIG_IGN);
	signal(SIGINT, SIG_IGN);
	allow_many_files();
	fs_folder(argv[1]);
	fds[0] = (struct pollfd){ .fd = STDIN_FILENO };
	fds[1] = (struct pollfd){ .fd = listen_at(argv[2]), .events = POLLIN };
	puts("ready");
	fflush(stdout);
	for (;;) {
		for (int i = 0; i < MAX_NODES; i++)
			watch(&nodes[i], &fds[2 + i * FDS]);
		if (poll(fds, 2 + MAX_NODES * FDS, -1) < 0)
			continue;
		for (int i = 0; i < MAX_NODES; i++)
			attend(&nodes[i], &fds[2 + i * FDS]);
		if (fds[1].revents)
			welcome(fds[1].fd);
		if (fds[0].revents)
			return 0;
	}
}
