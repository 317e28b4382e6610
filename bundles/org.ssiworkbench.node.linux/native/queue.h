/* Bytes that wait for a descriptor to take them, and numbers among them, big endian. */
#ifndef QUEUE_H
#define QUEUE_H

#include <stddef.h>
#include <stdint.h>

/* All zero is an empty one. */
struct queue {
	char *data;
	size_t length, room;
};

void queue_put(struct queue *q, const void *data, size_t length);
void queue_drop(struct queue *q, size_t length);
/* Writes what the descriptor takes now; -1 when it takes nothing any more. */
int queue_flush(struct queue *q, int fd);
void queue_free(struct queue *q);
uint32_t get_u32(const void *at);
void put_u32(void *at, uint32_t value);

#endif
