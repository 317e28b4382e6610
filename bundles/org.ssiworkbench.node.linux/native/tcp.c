/* The two ends of a TCP stream that is measured. */
#include "ssi.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static char block[64 * 1024];

static struct sockaddr_in endpoint(const char *address, int port)
{
	struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons(port) };

	to.sin_addr.s_addr = address ? inet_addr(address) : INADDR_ANY;
	return to;
}

int64_t monotonic(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000000000LL + t.tv_nsec;
}

int tcp_listen(int port)
{
	struct sockaddr_in own = endpoint(NULL, port);
	int s = socket(AF_INET, SOCK_STREAM, 0), again = 1;

	setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &again, sizeof again);
	if (bind(s, (struct sockaddr *)&own, sizeof own) || listen(s, 1))
		die("cannot listen on port %d", port);
	return s;
}

struct received tcp_receive(int listening)
{
	struct received r = { 0, 0 };
	int c = accept(listening, NULL, NULL);
	int64_t begin = monotonic();
	ssize_t n;

	while ((n = read(c, block, sizeof block)) > 0)
		r.bytes += n;
	r.ns = monotonic() - begin;
	close(c);
	return r;
}

void tcp_send(const char *address, int port, long long bytes)
{
	struct sockaddr_in to = endpoint(address, port);
	struct timespec pause = { .tv_nsec = 20 * 1000 * 1000 };
	int s = socket(AF_INET, SOCK_STREAM, 0);

	while (connect(s, (struct sockaddr *)&to, sizeof to)) {
		close(s);
		nanosleep(&pause, NULL);
		s = socket(AF_INET, SOCK_STREAM, 0);
	}
	for (; bytes > 0; bytes -= sizeof block)
		if (write_all(s, block, bytes < (long long)sizeof block ? (size_t)bytes : sizeof block))
			die("the stream broke");
	close(s);
}
