/* See vhost.h. Only what UML's virtio_uml driver uses, and nothing is believed that it says about addresses. */
#include "vhost.h"

#include <errno.h>
#include <linux/virtio_ring.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

enum { GET_FEATURES = 1, SET_MEM_TABLE = 5, SET_VRING_NUM = 8, SET_VRING_ADDR, SET_VRING_BASE, GET_VRING_BASE, SET_VRING_KICK,
	SET_VRING_CALL, SET_VRING_ERR, GET_PROTOCOL_FEATURES = 15, SET_VRING_ENABLE = 18, SET_BACKEND_FD = 21, GET_CONFIG = 24 };
enum { REPLY = 5, NO_DESCRIPTOR = 0x100, HEAD = 12, MAX_PAYLOAD = 1024, MAX_QUEUE = 1024 };

#define VERSION_1 (1ULL << 32)
#define INDIRECT (1ULL << 28)
#define PROTOCOL_FEATURES (1ULL << 30)
#define PROTOCOL_CONFIG (1ULL << 9)
/* A line for requests of ours, of which we have none: without it the driver sets up no interrupt for its queues. */
#define PROTOCOL_BACKEND (1ULL << 5)

/* What the driver reads as the device's configuration: the name by which it is mounted, and one queue for requests. */
static const struct {
	char tag[36];
	uint32_t queues;
} configuration = { "shared", QUEUES - 1 };

struct message {
	uint32_t request, flags, size;
	union {
		uint64_t number;
		struct {
			uint32_t index, value;
		} state;
		struct {
			uint32_t index, flags;
			uint64_t parts, used, offered, log;
		} address;
		struct {
			uint32_t count, padding;
			struct {
				uint64_t start, size, user, offset;
			} regions[MAX_REGIONS];
		} memory;
		struct {
			uint32_t offset, size, flags;
			char data[256];
		} config;
		char bytes[MAX_PAYLOAD];
	};
	int descriptors[MAX_REGIONS], count;
} __attribute__((packed));

void vhost_open(struct vhost *v, int socket)
{
	*v = (struct vhost){ .socket = socket, .backend = -1 };
	for (int i = 0; i < QUEUES; i++)
		v->queues[i].kick = v->queues[i].call = -1;
}

static void unmap(struct vhost *v)
{
	for (int i = 0; i < MAX_REGIONS; i++)
		if (v->regions[i].memory)
			munmap(v->regions[i].memory, v->regions[i].size);
	memset(v->regions, 0, sizeof v->regions);
}

static void replace(int *descriptor, int new)
{
	if (*descriptor >= 0)
		close(*descriptor);
	*descriptor = new;
}

void vhost_close(struct vhost *v)
{
	for (int i = 0; i < QUEUES; i++) {
		replace(&v->queues[i].kick, -1);
		replace(&v->queues[i].call, -1);
	}
	replace(&v->backend, -1);
	unmap(v);
	close(v->socket);
}

static int receive(int s, struct message *m)
{
	char control[CMSG_SPACE(sizeof m->descriptors)];
	struct iovec head = { m, HEAD };
	struct msghdr h = { .msg_iov = &head, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control };

	m->count = 0;
	if (recvmsg(s, &h, MSG_WAITALL | MSG_CMSG_CLOEXEC) != HEAD || m->size > MAX_PAYLOAD)
		return -1;
	for (struct cmsghdr *c = CMSG_FIRSTHDR(&h); c; c = CMSG_NXTHDR(&h, c))
		if (c->cmsg_level == SOL_SOCKET && c->cmsg_type == SCM_RIGHTS) {
			m->count = (c->cmsg_len - CMSG_LEN(0)) / sizeof(int);
			memcpy(m->descriptors, CMSG_DATA(c), m->count * sizeof(int));
		}
	return m->size && recv(s, m->bytes, m->size, MSG_WAITALL) != (ssize_t)m->size ? -1 : 0;
}

static int reply(int s, struct message *m, uint32_t size)
{
	m->flags = REPLY;
	m->size = size;
	return send(s, m, HEAD + size, MSG_NOSIGNAL) == (ssize_t)(HEAD + size) ? 0 : -1;
}

static int reply_number(int s, struct message *m, uint64_t number)
{
	m->number = number;
	return reply(s, m, sizeof number);
}

/* The memory of a guest's physical address range, NULL if it is not all in one region. */
static void *memory(const struct vhost *v, uint64_t address, uint64_t length)
{
	for (int i = 0; i < MAX_REGIONS; i++) {
		const struct region *r = &v->regions[i];
		if (r->memory && address >= r->start && length <= r->size && address - r->start <= r->size - length)
			return r->memory + (address - r->start);
	}
	return NULL;
}

static int set_memory(struct vhost *v, struct message *m)
{
	unmap(v);
	for (unsigned i = 0; i < m->memory.count && i < MAX_REGIONS && (int)i < m->count; i++) {
		struct region *r = &v->regions[i];
		void *at = mmap(NULL, m->memory.regions[i].size, PROT_READ | PROT_WRITE, MAP_SHARED, m->descriptors[i],
				m->memory.regions[i].offset);
		if (at == MAP_FAILED)
			return -1;
		*r = (struct region){ m->memory.regions[i].start, m->memory.regions[i].size, at };
	}
	for (int i = 0; i < m->count; i++)
		close(m->descriptors[i]);
	m->count = 0;
	return 0;
}

static int set_addresses(struct vhost *v, const struct message *m)
{
	struct queue *q = &v->queues[m->address.index];
	unsigned n = q->size;

	q->parts = memory(v, m->address.parts, n * sizeof *q->parts);
	q->offered = memory(v, m->address.offered, sizeof *q->offered + n * sizeof q->offered->ring[0]);
	q->used = memory(v, m->address.used, sizeof *q->used + n * sizeof q->used->ring[0]);
	return n && q->parts && q->offered && q->used ? 0 : -1;
}

/* The descriptor that came with a message, -1 if there is none; the message has it no more. */
static int descriptor(struct message *m)
{
	if (m->count != 1)
		return -1;
	m->count = 0;
	return m->descriptors[0];
}

static int queue_message(struct vhost *v, struct message *m)
{
	unsigned index = m->state.index & (NO_DESCRIPTOR - 1);
	struct queue *q = &v->queues[index];

	if (index >= QUEUES)
		return -1;
	switch (m->request) {
	case SET_VRING_NUM:
		q->size = m->state.value;
		return q->size > MAX_QUEUE || q->size & (q->size - 1) ? -1 : 0;
	case SET_VRING_ADDR:
		return set_addresses(v, m);
	case SET_VRING_BASE:
		q->seen = m->state.value;
		return 0;
	case GET_VRING_BASE:
		q->enabled = 0;
		m->state.value = q->seen;
		return reply(v->socket, m, sizeof m->state);
	case SET_VRING_KICK:
		replace(&q->kick, descriptor(m));
		return 0;
	case SET_VRING_CALL:
		replace(&q->call, descriptor(m));
		return 0;
	default:
		q->enabled = m->state.value;
		return 0;
	}
}

static int get_config(struct vhost *v, struct message *m)
{
	if (m->config.size > sizeof m->config.data || m->config.offset)
		return -1;
	memset(m->config.data, 0, sizeof m->config.data);
	memcpy(m->config.data, &configuration, sizeof configuration);
	return reply(v->socket, m, m->size);
}

static int obey(struct vhost *v, struct message *m)
{
	switch (m->request) {
	case GET_FEATURES:
		return reply_number(v->socket, m, VERSION_1 | INDIRECT | PROTOCOL_FEATURES);
	case GET_PROTOCOL_FEATURES:
		return reply_number(v->socket, m, PROTOCOL_CONFIG | PROTOCOL_BACKEND);
	case GET_CONFIG:
		return get_config(v, m);
	case SET_MEM_TABLE:
		return set_memory(v, m);
	case SET_BACKEND_FD:
		replace(&v->backend, descriptor(m));
		return 0;
	case SET_VRING_NUM:
	case SET_VRING_ADDR:
	case SET_VRING_BASE:
	case GET_VRING_BASE:
	case SET_VRING_KICK:
	case SET_VRING_CALL:
	case SET_VRING_ENABLE:
		return queue_message(v, m);
	default: /* what the driver tells us without need */
		return 0;
	}
}

int vhost_message(struct vhost *v)
{
	struct message m;

	if (receive(v->socket, &m))
		return -1;
	int result = obey(v, &m);
	for (int i = 0; i < m.count; i++)
		close(m.descriptors[i]);
	return result;
}

int vhost_next(struct queue *q)
{
	unsigned head;

	if (!q->enabled || !q->offered || __atomic_load_n(&q->offered->idx, __ATOMIC_ACQUIRE) == q->seen)
		return -1;
	head = q->offered->ring[q->seen++ & (q->size - 1)];
	return head < q->size ? (int)head : -1;
}

static int add_part(struct vhost *v, const struct vring_desc *part, struct chain *chain)
{
	struct iovec io = { memory(v, part->addr, part->len), part->len };

	if (!io.iov_base || chain->ins == MAX_PARTS || chain->outs == MAX_PARTS)
		return -1;
	if (part->flags & VRING_DESC_F_WRITE)
		chain->out[chain->outs++] = io;
	else
		chain->in[chain->ins++] = io;
	return 0;
}

int vhost_chain(struct vhost *v, const struct queue *q, unsigned head, struct chain *chain)
{
	const struct vring_desc *parts = q->parts;
	unsigned count = q->size, at = head;

	chain->ins = chain->outs = 0;
	if (parts[head].flags & VRING_DESC_F_INDIRECT) {
		count = parts[head].len / sizeof *parts;
		parts = memory(v, parts[head].addr, parts[head].len);
		at = 0;
	}
	for (unsigned steps = 0; parts && steps < count && at < count; steps++) {
		if (add_part(v, &parts[at], chain))
			return -1;
		if (!(parts[at].flags & VRING_DESC_F_NEXT))
			return 0;
		at = parts[at].next;
	}
	return -1;
}

void vhost_done(struct queue *q, unsigned head, unsigned length)
{
	uint64_t one = 1;
	uint16_t at = q->used->idx;

	q->used->ring[at & (q->size - 1)] = (struct vring_used_elem){ head, length };
	__atomic_store_n(&q->used->idx, (uint16_t)(at + 1), __ATOMIC_RELEASE);
	__atomic_thread_fence(__ATOMIC_SEQ_CST);
	if (!(q->offered->flags & VRING_AVAIL_F_NO_INTERRUPT) && q->call >= 0 && write(q->call, &one, sizeof one) < 0)
		errno = 0;
}
