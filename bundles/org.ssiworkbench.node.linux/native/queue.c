/* Bytes that wait for a descriptor to take them, and numbers among them. */
#include "queue.h"

#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

static void make_room(struct queue *q, size_t length)
{
	if (q->length + length <= q->room)
		return;
	q->room = 2 * (q->length + length);
	q->data = realloc(q->data, q->room);
	if (!q->data) {
		perror("ssi");
		abort();
	}
}

void queue_put(struct queue *q, const void *data, size_t length)
{
	make_room(q, length);
	memcpy(q->data + q->length, data, length);
	q->length += length;
}

void queue_drop(struct queue *q, size_t length)
{
	memmove(q->data, q->data + length, q->length - length);
	q->length -= length;
}

int queue_flush(struct queue *q, int fd)
{
	while (q->length) {
		ssize_t n = write(fd, q->data, q->length);
		if (n < 0 && errno == EAGAIN)
			return 0;
		if (n < 0)
			return -1;
		queue_drop(q, n);
	}
	return 0;
}

ssize_t queue_read(struct queue *q, int fd, size_t most)
{
	ssize_t n;

	make_room(q, most);
	n = read(fd, q->data + q->length, most);
	if (n > 0)
		q->length += n;
	return n;
}

int queue_write(struct queue *q, int fd, struct iovec *parts, int count)
{
	ssize_t n = q->length ? 0 : writev(fd, parts, count);

	if (n < 0 && errno != EAGAIN)
		return -1;
	for (int i = 0; i < count; i++) {
		size_t gone = n < 0 ? 0 : (size_t)n < parts[i].iov_len ? (size_t)n : parts[i].iov_len;

		n -= gone;
		queue_put(q, (char *)parts[i].iov_base + gone, parts[i].iov_len - gone);
	}
	return 0;
}

void queue_free(struct queue *q)
{
	free(q->data);
	*q = (struct queue){ 0 };
}

uint32_t get_u32(const void *at)
{
	uint32_t value;

	memcpy(&value, at, sizeof value);
	return ntohl(value);
}

void put_u32(void *at, uint32_t value)
{
	value = htonl(value);
	memcpy(at, &value, sizeof value);
}
