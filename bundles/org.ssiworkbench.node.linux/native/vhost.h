/* The vhost-user protocol as far as ssi-files speaks it: a kernel shares its memory and its queues over a Unix socket. */
#ifndef VHOST_H
#define VHOST_H

#include <stdint.h>
#include <sys/uio.h>

enum { QUEUES = 2, MAX_REGIONS = 8, MAX_PARTS = 512 };

struct region {
	uint64_t start, size;	/* in the guest's physical addresses */
	char *memory;
};

struct queue {
	unsigned size, enabled;
	uint16_t seen;		/* requests taken so far */
	struct vring_desc *parts;
	struct vring_avail *offered;
	struct vring_used *used;
	int kick, call;		/* -1 when there is none */
};

struct vhost {
	int socket, backend;
	struct region regions[MAX_REGIONS];
	struct queue queues[QUEUES];
};

/* A request in a queue: what the guest wrote, and where it wants the answer. */
struct chain {
	struct iovec in[MAX_PARTS], out[MAX_PARTS];
	int ins, outs;
};

void vhost_open(struct vhost *v, int socket);
void vhost_close(struct vhost *v);
/* Deals with one message of the kernel; -1 when it is gone or does not make sense. */
int vhost_message(struct vhost *v);
/* The head of the next request, or -1. */
int vhost_next(struct queue *q);
/* Follows a request's parts; -1 when they are not in the guest's memory. */
int vhost_chain(struct vhost *v, const struct queue *q, unsigned head, struct chain *chain);
/* The request is answered with this many bytes. */
void vhost_done(struct queue *q, unsigned head, unsigned length);

#endif
