/* What the parts of ssi-init share. One static program: PID 1 of a node, and the host's helper for what Java cannot do. */
#ifndef SSI_H
#define SSI_H

#include "ask.h"

#include <sys/socket.h>
#include <sys/types.h>
#include <termios.h>

/* Frame types of the control line that the agent passes on to PID 1: ordinals of ControlFrame.Type. */
enum { AGENT_HELLO = 0, EXEC_START = 7, EXEC_INPUT, EXEC_EOF, EXEC_SIGNAL, EXEC_OUTPUT, EXEC_EXIT, EXEC_SIZE = 20 };

/* Frame types between PID 1 and the agent about processes; see docs/control-line.md. */
enum {
	PROCESS_NEWS = 40, PROCESS_REAPED, PROCESS_SIGNAL, PROCESS_STOPPED,
	RUN, RAN, EXECUTE, EXECUTED, STREAM,
	STAND_IN, STAND_IN_STOPPED, STAND_IN_ENDED, STAND_IN_DROPPED, STAND_IN_SIGNAL, STAND_IN_CHILD, MOVE, MOVED
};

/* First byte of a STREAM frame to the agent. */
enum { STREAM_TO_STAND_IN, STREAM_TO_PROCESS };

/* A pid is node << LOCAL_BITS | local number; PID_LIMIT is the kernel's own limit. */
enum { LOCAL_BITS = 15, LOCAL_PIDS = 1 << LOCAL_BITS, PID_LIMIT = 1 << 22 };

static inline uint32_t pid_base(int node)
{
	return (uint32_t)node << LOCAL_BITS;
}

/* From the agent: this node is UP. */
enum { NODE_UP = 35 };

/* Where a node's processes find the commands of the single system. */
#define COMMANDS "/run/ssi/bin"
#define USER_PATH COMMANDS ":/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

/* One moment: the processor's counter and two clocks in ns. */
struct moment {
	uint64_t tsc;
	int64_t mono;
	int64_t real;
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
/* In a child that goes on as a part of PID 1, and goes before users' processes as PID 1 does: closes all of PID 1's descriptors but the console's and this one. */
void keep_only(int *descriptor);
/* root.c */
void mount_or_die(const char *type, const char *at, unsigned long flags, const char *options);
/* A module of the node's kernel, by its path below kernel/ without ".ko"; -1 when it cannot be had. */
int insert_module(const char *name);
/* The host's files below, a memory file system of this node above: what the node writes, if it may, stays its own. */
void private_root(void);
/* The folder of the host that users' processes have as their root; NULL when that is the node's. */
const char *users_root(void);
/* What an error about a file adds: in which root; empty when there is but one. */
const char *in_users_root(void);
/* In a mount namespace of its own; what is mounted there from now on does not show in PID 1's. */
void enter_users_root(void);
/* thaw.c: -1 when the machine has no image of a frozen agent; the child then calls thaw_agent(). */
pid_t thaw_fork(void);
void thaw_agent(void) __attribute__((noreturn));
/* net.c */
extern uint32_t own_address;	/* on the first interconnect, big endian; 0 when there is none */
void network_up(void);
/* tcp.c: a TCP stream that is measured, for ssi-init and ssi-bench. */
struct received {
	long long bytes, ns;	/* from the connection to its end */
};
int tcp_listen(int port);
struct received tcp_receive(int listening);
void tcp_send(const char *address, int port, long long bytes);
int64_t monotonic(void);
/* clock.c */
int clock_mode(void);
int64_t cluster_offset(void);
/* move.c */
void move_frame(const unsigned char *payload, uint32_t length);
/* The stand-in into which a process is to come home is ready. */
void move_home_ready(pid_t pid);
int move_poll_fill(void *pollfds, int max);
void move_poll_done(const void *pollfds, int count);
/* peer.c */
/* A connection; fd is -1 when there is none. */
struct peer {
	int fd;
	struct ucred who;
	struct queue in, out;
};

/* A frame in a peer's input; `whole` is its length there. */
struct packet {
	int type;
	uint32_t length, whole;
	const unsigned char *payload;
};

int peer_listen(const char *path);
int peer_accept(int listener, struct peer *p);
/* These return -1 when the peer is gone. */
int peer_send(struct peer *p, int type, const void *payload, size_t length);
int peer_receive(struct peer *p);
/* Drops what was used, and returns 1 with the next frame, 0 when none has come whole, -1 when it is longer than the limit. */
int peer_packet(struct peer *p, size_t used, struct packet *f, size_t limit);
void peer_close(struct peer *p);
/* standin.c */
void standin_listen(void);
void standin_frame(int type, const unsigned char *payload, uint32_t length);
int standin_stream(pid_t pid, const unsigned char *message, uint32_t length);
void standin_expect(pid_t pid);
int standin_rest(pid_t pid, uint64_t mark);
void standin_go_on(pid_t pid);
void standin_over(pid_t pid);
int standin_poll_fill(void *pollfds, int max);
void standin_poll_done(const void *pollfds, int count);
/* run.c */
void run_frame(const unsigned char *payload, uint32_t length);
void run_answer(uint32_t token, pid_t pid, const char *reason);
/* Like fork, for a child of a given pid, or with 0 of any; the child has ordinary signals. */
pid_t clone_as(pid_t pid);
const char *stub_path(void);
/* holder.c */
/* Has a holder of a session run a program as a child of its own; run_answer tells how that went. -1 when it cannot be. */
int holder_run(pid_t session, int terminal, pid_t pid, uint32_t token, void (*program)(void *), void *argument);
int holder_poll_fill(void *pollfds, int max);
void holder_poll_done(const void *pollfds, int count);
/* stream.c */
/* What moves with a program besides its image. */
struct stream_state {
	uint32_t home, number, kind, ends, told, length;
	const char *input;
	int has_modes;
	struct termios modes;
};

/* Makes a pipe or a terminal; returns the program's end, or -1. */
int stream_ends(int kind, int *ours);
int stream_add(pid_t pid, uint32_t home, int number, int kind, int fd, int theirs);
void stream_stop(pid_t pid, uint64_t mark);
void stream_go_on(pid_t pid);
int stream_find(pid_t pid, uint64_t device, uint64_t inode, struct stream_state *state);
void stream_adopt(pid_t pid, const struct stream_state *state);
void stream_drop(pid_t pid);
void stream_message(uint32_t home, pid_t pid, const unsigned char *message, uint32_t length);
void stream_process_ended(pid_t pid);
int stream_poll_fill(void *pollfds, int max);
void stream_poll_done(const void *pollfds, int count);
/* agent.c */
void agent_pipes(int from, int to);
void agent_send(int type, const void *head, size_t head_length, const void *data, size_t length);
int agent_poll_fill(void *pollfds, int max);
void agent_poll_done(const void *pollfds, int count);
/* watch.c */
int last_pid(int *threads);
int watch_look(void);
/* A child of PID 1 or of a session's holder ended, was stopped or goes on. */
void process_changed(pid_t pid, int status);
void process_signal(const unsigned char *payload, uint32_t length);
/* client.c */
void client_listen(void);
void client_frame(const unsigned char *payload, uint32_t length);
int client_poll_fill(void *pollfds, int max);
void client_poll_done(const void *pollfds, int count);
/* shared.c */
#define SHARED "/shared"
void mount_shared(const char *at);
/* view.c */
void view_begin(int ready);
void view_enter(void);
int view_open(void);		/* the namespace's descriptor, -1 when there is none */
int view_ready(void);		/* whether it has the users' root, if there is one */
/* services.c */
void node_up(void);
void services_look(void);
/* Before a process for a user is started. */
void services_needed(void);
/* In a child of PID 1: waits until all is ready. */
void services_wait(void);
/* In the child that becomes a user's process, before it gives up any right: waits likewise, and enters the namespace in
   which /proc shows the cluster. Ends it when there is to be another root and that cannot be had. */
void user_process(void);
/* foreign.c */
/* Put over a pid argument (whose upper half the kernel does not look at), it keeps a call that signals from being held. */
#define OWN_SIGNAL (0x5351ULL << 32)
/* Does something the first time. */
void foreign_signals(void);
void foreign_reaped(pid_t pid);
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
void mover_by_hand(const char *address) __attribute__((noreturn));
void keep_leader(const char *what) __attribute__((noreturn));
/* supervise.c */
int supervise(int argc, char **argv);
/* mconsole.c */
int mconsole(const char *path, const char *command);
int mconsole_all(const char *command, int count, char **paths);
/* winsize.c */
int winsize_watch(void);
/* bench.c */
void bench(const char *mode) __attribute__((noreturn));

#endif
