/*
 * The TCP stream from mover to mover that the image takes, past everybody else. The target offers it: an address, a port and
 * a key, which go to the source with the answer to PREPARE. The source comes from a port that only root can have, and begins
 * with the key. What the target has to say before the image's end goes back as text: why it takes no more.
 */
#include "mover.h"
#include "ssi.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <string.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

enum { PROGRESS_NS = 1000000000 };

/* On the wire as it is here; both numbers are big endian. */
struct entrance {
	uint32_t address;
	uint16_t port;
	unsigned char key[16];
} __attribute__((packed));

static struct entrance entrance;
static int listening = -1, connection = -1;
static int64_t told;			/* when the caller heard of progress */
static size_t key_seen;
static unsigned char key[sizeof entrance.key];

static struct sockaddr_in place(void)
{
	return (struct sockaddr_in){ .sin_family = AF_INET, .sin_addr.s_addr = entrance.address, .sin_port = entrance.port };
}

void passage_offer(struct buffer *b)
{
	struct sockaddr_in own;
	socklen_t length = sizeof own;

	entrance.address = own_address ? own_address : htonl(INADDR_LOOPBACK);
	own = place();
	listening = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (listening < 0 || bind(listening, (struct sockaddr *)&own, sizeof own) || listen(listening, 1)
			|| getsockname(listening, (struct sockaddr *)&own, &length)
			|| getrandom(entrance.key, sizeof entrance.key, 0) != sizeof entrance.key)
		give_up("no image can be received: %s", strerror(errno));
	entrance.port = own.sin_port;
	put(b, &entrance, sizeof entrance);
}

void passage_enter(const unsigned char *where, size_t length)
{
	struct sockaddr_in to;
	int one = 1;

	if (length != sizeof entrance)
		give_up("the target did not say where it is");
	memcpy(&entrance, where, sizeof entrance);
	to = place();
	connection = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (connection < 0 || bindresvport(connection, NULL) || setsockopt(connection, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one)
			|| (connect(connection, (struct sockaddr *)&to, sizeof to) && errno != EINPROGRESS))
		give_up("no image can be sent: %s", strerror(errno));
	told = mono_ns();
	memcpy(image_room(sizeof entrance.key), entrance.key, sizeof entrance.key);
}

/* The connection broke. If it was the target that gave up, its reason has come before. */
static void broken(void)
{
	int error = errno;
	char why[sizeof reason];
	ssize_t n = read(connection, why, sizeof why - 1);

	if (n <= 0)
		give_up("the way to the target broke: %s", strerror(error));
	why[n] = 0;
	give_up("%s", why);
}

static void tell_of_progress(void)
{
	if (mono_ns() - told < PROGRESS_NS)
		return;
	told = mono_ns();
	reply(RE_PROGRESS, NULL, 0);
}

/* Anything that the caller says meanwhile is the word to stop. */
void passage_write(struct iovec *parts, int count)
{
	while (count) {
		ssize_t n;

		if (frame_or(connection, POLLOUT, -1) == FRAME_CAME)
			give_up("%s", "");
		n = writev(connection, parts, count);
		if (n < 0 && errno != EAGAIN && errno != EINTR)
			broken();
		if (n > 0)
			tell_of_progress();
		for (; count && n >= (ssize_t)parts->iov_len; parts++, count--)
			n -= parts->iov_len;
		if (count && n > 0)
			*parts = (struct iovec){ (char *)parts->iov_base + n, parts->iov_len - n };
	}
}

void passage_end(void)
{
	shutdown(connection, SHUT_WR);
}

int passage_fd(void)
{
	return connection < 0 ? listening : connection;
}

static void admit(void)
{
	struct sockaddr_in from;
	socklen_t length = sizeof from;
	int fd = accept4(listening, (struct sockaddr *)&from, &length, SOCK_CLOEXEC | SOCK_NONBLOCK);

	if (fd >= 0 && ntohs(from.sin_port) < IPPORT_RESERVED)
		connection = fd;
	else if (fd >= 0)
		close(fd);
	key_seen = 0;
}

static void read_key(void)
{
	ssize_t n = read(connection, key + key_seen, sizeof key - key_seen);

	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	key_seen += n > 0 ? n : 0;
	if (n <= 0 || (key_seen == sizeof key && memcmp(key, entrance.key, sizeof key))) {
		close(connection);
		connection = -1;
	} else if (key_seen == sizeof key) {
		close(listening);
		listening = -1;
	}
}

ssize_t passage_read(void *data, size_t room)
{
	ssize_t n;

	if (connection < 0)
		admit();
	else if (key_seen < sizeof key)
		read_key();
	else if ((n = read(connection, data, room)) > 0)
		return n;
	else if (n == 0 || (errno != EAGAIN && errno != EINTR))
		give_up("the image broke off: %s", n ? strerror(errno) : "the source ended it");
	return 0;
}

void passage_close(void)
{
	if (passage_fd() >= 0)
		close(passage_fd());
	connection = listening = -1;
}

/* It may be that nobody hears it: best done, not needed. */
void passage_refuse(const char *why)
{
	if (connection >= 0 && why[0] && send(connection, why, strlen(why), MSG_NOSIGNAL) < 0)
		errno = 0;
}
