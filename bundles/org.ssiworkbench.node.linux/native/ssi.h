/* What the parts of ssi-init share. One static program: PID 1 of a node, and the host's helper for what Java cannot do. */
#ifndef SSI_H
#define SSI_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* Frame types of the control line that the agent passes on to PID 1: ordinals of ControlFrame.Type. */
enum { EXEC_START = 7, EXEC_INPUT, EXEC_EOF, EXEC_SIGNAL, EXEC_OUTPUT, EXEC_EXIT };

/* Frame types between PID 1 and the agent about processes; see docs/control-line.md. */
enum { PROCESS_NEWS = 40, PROCESS_REAPED, PROCESS_SIGNAL };

/* A pid is node << LOCAL_BITS | local number; PID_LIMIT is the kernel's own limit. */
enum { LOCAL_BITS = 15, LOCAL_PIDS = 1 << LOCAL_BITS, PID_LIMIT = 1 << 22 };

static inline uint32_t pid_base(int node)
{
	return (uint32_t)node << LOCAL_BITS;
}

/* One moment: the processor's counter and two clocks in ns. */
struct moment {
	uint64_t tsc;
	int64_t mono;
	int64_t real;
};

/* Bytes that wait for a descriptor to take them; all zero is an empty one. */
struct queue {
	char *data;
	size_t length, room;
};

/* Prints "ssi-init: ...: reason" and ends the program; in a node that ends the node. */
void die(const char *format, ...) __attribute__((noreturn, format(printf, 1, 2)));
void warn(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* The kernel hands unknown key=value words of its command line to init as environment. */
const char *setting(const char *key, const char *otherwise);
long long number(const char *key, long long otherwise);

/* All bytes or an error. */
int write_all(int fd, const void *data, size_t length);

/* The tightest of several readings of counter and clock. */
struct moment now(int tries);

/* guest.c */
int guest(void) __attribute__((noreturn));
/* net.c */
void network_up(void);
/* clock.c */
int clock_mode(void);
int64_t cluster_offset(void);
/* queue.c */
void queue_put(struct queue *q, const void *data, size_t length);
void queue_drop(struct queue *q, size_t length);
/* Writes what the descriptor takes now; -1 when it takes nothing any more. */
int queue_flush(struct queue *q, int fd);
void queue_free(struct queue *q);
/* agent.c */
uint32_t get_u32(const void *at);
void put_u32(void *at, uint32_t value);
void agent_pipes(int from, int to);
void agent_send(int type, const void *head, size_t head_length, const void *data, size_t length);
int agent_poll_fill(void *pollfds, int max);
void agent_poll_done(const void *pollfds, int count);
/* watch.c */
int last_pid(int *threads);
int watch_look(void);
void process_reaped(pid_t pid, int status);
void process_signal(const unsigned char *payload, uint32_t length);
/* exec.c */
void exec_frame(int type, const unsigned char *payload, uint32_t length);
void exec_reaped(pid_t pid, int status);
int exec_poll_fill(void *pollfds, int max);
void exec_poll_done(const void *pollfds, int count);
void exec_agent(int fd);
/* cursor.c: which kernel it is and whose; then keeps its pids in the node's range, and returns ms until the next look. */
void cursor_find(const char *kernel, int node);
int cursor_keep(pid_t kernel);
/* mover.c, session.c */
void mover(int in, int out) __attribute__((noreturn));
void keep(const char *what) __attribute__((noreturn));
/* supervise.c */
int supervise(int argc, char **argv);
/* mconsole.c */
int mconsole(const char *path, const char *command);
/* bench.c */
void bench(const char *mode) __attribute__((noreturn));

#endif
