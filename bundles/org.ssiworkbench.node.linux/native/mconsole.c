/* UML's management console: requests and replies are Unix datagrams, which the JDK does not speak. */
#include "ssi.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

/* A kernel that is busy answers late. */
enum { PATIENCE_MS = 3000 };

struct request {
	uint32_t magic, version, length;
	char data[512];
};

struct reply {
	int32_t error;
	uint32_t more, length;
	char data[4096];
};

/* An address of our own, chosen by the kernel in the abstract name space, so that no file is left behind. */
static int open_socket(void)
{
	struct sockaddr_un own = { .sun_family = AF_UNIX };
	struct timeval patience = { .tv_sec = 5 };
	int s = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	if (s < 0 || bind(s, (struct sockaddr *)&own, sizeof own.sun_family))
		die("cannot make a Unix datagram socket");
	setsockopt(s, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
	return s;
}

static void put_request(int s, const char *path, const char *command)
{
	struct sockaddr_un peer = { .sun_family = AF_UNIX };
	struct request q = { .magic = 0xcafebabe, .version = 2, .length = strlen(command) };

	if (strlen(path) >= sizeof peer.sun_path || q.length >= sizeof q.data)
		die("mconsole socket path or command too long: %s", path);
	strcpy(peer.sun_path, path);
	memcpy(q.data, command, q.length);
	if (sendto(s, &q, sizeof q, 0, (struct sockaddr *)&peer, sizeof peer) < 0)
		warn("no kernel answers at %s", path);
}

int mconsole(const char *path, const char *command)
{
	struct reply r;
	int s = open_socket();

	put_request(s, path, command);
	do {
		ssize_t n = recv(s, &r, sizeof r, 0);
		size_t head = offsetof(struct reply, data);

		if (n < (ssize_t)head)
			die("the kernel at %s gave no answer to %s", path, command);
		if (r.length > n - head)
			r.length = n - head;
		write_all(STDOUT_FILENO, r.data, strnlen(r.data, r.length));
	} while (r.more);
	return r.error ? 1 : 0;
}

/* Prints a line for each kernel: its place among the paths, CLOCK_MONOTONIC in ns at its answer, and the answer's error. */
int mconsole_all(const char *command, int count, char **paths)
{
	struct pollfd *sockets = calloc(count, sizeof *sockets);
	int waiting = count;

	if (!sockets)
		die("out of memory");
	for (int i = 0; i < count; i++)
		sockets[i] = (struct pollfd){ .fd = open_socket(), .events = POLLIN };
	for (int i = 0; i < count; i++)
		put_request(sockets[i].fd, paths[i], command);
	while (waiting > 0 && poll(sockets, count, PATIENCE_MS) > 0) {
		int64_t time = now(1).mono;

		for (int i = 0; i < count; i++) {
			struct reply r;

			if (!(sockets[i].revents & POLLIN) || recv(sockets[i].fd, &r, sizeof r, 0) <= 0 || r.more)
				continue;
			printf("%d %lld %d\n", i, (long long)time, r.error);
			sockets[i].fd = -1;
			waiting--;
		}
	}
	return waiting ? 1 : 0;
}
