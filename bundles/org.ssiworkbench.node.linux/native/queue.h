/* Bytes that wait for a descriptor to take them, and numbers among them, big endian. */
#ifndef QUEUE_H
#define QUEUE_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <sys/uio.h>

/* All zero is an empty one. */
struct queue {
	char *data;
	size_t length, room;
};

void queue_put(struct queue *q, const void *data, size_t length);
void queue_drop(struct queue *q, size_t length);
/* Writes what the descriptor takes now; -1 when it takes nothing any more. */
int queue_flush(struct queue *q, int fd);
/* Writes at once what the descriptor takes, and puts the rest into the queue; -1 when it takes nothing any more. */
int queue_write(struct queue *q, int fd, struct iovec *parts, int count);
/* Reads into the queue what is there; as read(2). */
ssize_t queue_read(struct queue *q, int fd, size_t most);
void queue_free(struct queue *q);
uint32_t get_u32(const void *at);
void put_u32(void *at, uint32_t value);

#endif
