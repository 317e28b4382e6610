/* The mover's two ends: frames in, frames out, and the way out of a phase that failed. */
#include "mover.h"
#include "ssi.h"

#include <arpa/inet.h>
#include <errno.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum { MAX_PASSED = 256 };

jmp_buf recovery;
char reason[512];
static int in = -1, out = -1;
static int passed[MAX_PASSED], passed_count, passed_taken;
static unsigned char room[MAX_FRAME_IN + 1];

void frames_open(int from, int to)
{
	in = from;
	out = to;
}

void give_up(const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(reason, sizeof reason, format, arguments);
	va_end(arguments);
	longjmp(recovery, 1);
}

int64_t mono_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000000000LL + t.tv_nsec;
}

void *grow(void *array, size_t count, size_t *room, size_t size)
{
	if (count < *room)
		return array;
	*room = *room ? 2 * *room : 16;
	array = realloc(array, *room * size);
	if (!array)
		give_up("this node is out of memory");
	return array;
}

static void keep_passed(struct msghdr *message)
{
	for (struct cmsghdr *c = CMSG_FIRSTHDR(message); c; c = CMSG_NXTHDR(message, c)) {
		int count = (c->cmsg_len - CMSG_LEN(0)) / sizeof(int);
		int fds[MAX_PASSED];

		if (c->cmsg_level != SOL_SOCKET || c->cmsg_type != SCM_RIGHTS || count > MAX_PASSED)
			continue;
		memcpy(fds, CMSG_DATA(c), count * sizeof(int));
		for (int i = 0; i < count; i++)
			if (passed_count < MAX_PASSED)
				passed[passed_count++] = fds[i];
			else
				close(fds[i]);
	}
}

int take_descriptor(void)
{
	return passed_taken < passed_count ? passed[passed_taken++] : -1;
}

static ssize_t receive(void *data, size_t length)
{
	char control[CMSG_SPACE(MAX_PASSED * sizeof(int))];
	struct iovec part = { data, length };
	struct msghdr message = { .msg_iov = &part, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control };
	ssize_t n = recvmsg(in, &message, MSG_CMSG_CLOEXEC);

	if (n < 0 && errno == ENOTSOCK)
		return read(in, data, length);
	if (n > 0)
		keep_passed(&message);
	return n;
}

static int receive_all(void *data, size_t length)
{
	char *at = data;

	while (length) {
		ssize_t n = receive(at, length);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return 0;
		at += n;
		length -= n;
	}
	return 1;
}

int next_frame(struct frame *f)
{
	unsigned char head[5];

	if (!receive_all(head, sizeof head))
		return 0;
	f->type = head[0];
	f->length = get_be32(head + 1);
	if (f->length > MAX_FRAME_IN)
		return 0;
	f->payload = room;
	if (!receive_all(f->payload, f->length))
		return 0;
	f->payload[f->length] = 0;
	return 1;
}

enum arrival frame_or(int fd, int events, int seconds)
{
	struct pollfd both[] = { { .fd = in, .events = POLLIN }, { .fd = fd, .events = events } };
	int ready;

	while ((ready = poll(both, 2, seconds < 0 ? -1 : seconds * 1000)) < 0)
		;
	return !ready ? NOTHING_CAME : both[0].revents ? FRAME_CAME : DESCRIPTOR_READY;
}

uint32_t get_be32(const unsigned char *at)
{
	uint32_t value;

	memcpy(&value, at, sizeof value);
	return ntohl(value);
}

char **split_words(unsigned char *text, size_t length)
{
	static char *words[65];
	size_t n = 0;

	for (char *at = (char *)text; at < (char *)text + length && n < 64; at += strlen(at) + 1)
		words[n++] = at;
	words[n] = NULL;
	return words;
}

static void send_parts(struct iovec *parts, int count)
{
	while (count) {
		ssize_t n = writev(out, parts, count);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			give_up("the mover's caller is gone");
		while (count && (size_t)n >= parts->iov_len) {
			n -= parts->iov_len;
			parts++;
			count--;
		}
		if (count) {
			parts->iov_base = (char *)parts->iov_base + n;
			parts->iov_len -= n;
		}
	}
}

void reply(int type, const void *payload, size_t length)
{
	unsigned char head[5] = { type };
	uint32_t size = htonl(length);
	struct iovec parts[2] = { { head, sizeof head }, { (void *)payload, length } };

	memcpy(head + 1, &size, sizeof size);
	send_parts(parts, length ? 2 : 1);
}

void reply_text(int type, int code, const char *text)
{
	struct buffer b = { NULL, 0, 0 };

	if (type == RE_REFUSED)
		put_be(&b, code, 2);
	put(&b, text, strlen(text));
	reply(type, b.data, b.length);
	free(b.data);
}

void put(struct buffer *b, const void *data, size_t length)
{
	if (b->length + length > b->room) {
		b->room = 2 * (b->length + length);
		b->data = realloc(b->data, b->room);
		if (!b->data)
			give_up("this node is out of memory");
	}
	memcpy(b->data + b->length, data, length);
	b->length += length;
}

void put_be(struct buffer *b, uint64_t value, int bytes)
{
	while (bytes--) {
		unsigned char byte = value >> (8 * bytes);
		put(b, &byte, 1);
	}
}
