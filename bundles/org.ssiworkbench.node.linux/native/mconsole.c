/* UML's management console: requests and replies are Unix datagrams, which the JDK does not speak. */
#include "ssi.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

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

int mconsole(const char *path, const char *command)
{
	struct sockaddr_un peer = { .sun_family = AF_UNIX };
	struct request q = { .magic = 0xcafebabe, .version = 2, .length = strlen(command) };
	struct reply r;
	int s = open_socket();

	if (strlen(path) >= sizeof peer.sun_path || q.length >= sizeof q.data)
		die("mconsole socket path or command too long: %s", path);
	strcpy(peer.sun_path, path);
	memcpy(q.data, command, q.length);
	if (sendto(s, &q, sizeof q, 0, (struct sockaddr *)&peer, sizeof peer) < 0)
		die("no kernel answers at %s", path);
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
