/* What the parts of ssi-init share. One static program: PID 1 of a node, and the host's helper for what Java cannot do. */
#ifndef SSI_H
#define SSI_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* Frame types of the control line that the agent passes on to PID 1: ordinals of ControlFrame.Type. */
enum { EXEC_START = 7, EXEC_INPUT, EXEC_EOF, EXEC_SIGNAL, EXEC_OUTPUT, EXEC_EXIT };

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
/* net.c */
void network_up(void);
/* clock.c */
int clock_mode(void);
int64_t cluster_offset(void);
/* exec.c */
void exec_frame(int type, const unsigned char *payload, uint32_t length);
void exec_reaped(pid_t pid, int status);
int exec_poll_fill(void *pollfds, int max);
void exec_poll_done(const void *pollfds, int count);
void exec_agent(int fd);
/* supervise.c */
int supervise(int argc, char **argv);
/* mconsole.c */
int mconsole(const char *path, const char *command);
/* bench.c */
void bench(const char *mode) __attribute__((noreturn));

#endif
