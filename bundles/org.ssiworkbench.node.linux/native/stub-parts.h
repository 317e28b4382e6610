/* What the parts of a stand-in's program share. */
#ifndef STUB_PARTS_H
#define STUB_PARTS_H

#include "queue.h"

#include <fcntl.h>

/* stub.c */
void fail(int code, const char *text, const char *reason) __attribute__((noreturn));
void send_frame(int type, const void *payload, size_t length);

/* stub-describe.c: what a program needs that goes on elsewhere as this process. */
void describe(int flags, int node, char **words);
void send_description(void);
void run_here(void) __attribute__((noreturn));

/* stub-fds.c: the descriptors that are here, and their streams. */
int descriptor_add(int stream, int kind, int fd);
/* "STREAM:KIND:FD STREAM:KIND:FD ...", as PID 1 names those of a process that has left. */
void descriptors_given(const char *list);
int descriptors_count(void);
/* Whether something is still to be written here. */
int descriptors_pending(void);
void descriptor_message(int what, int stream, const unsigned char *data, uint32_t length);
int descriptors_fill(void *pollfds, int read);
void descriptors_done(const void *pollfds, int count);

/* stub-tty.c: the terminal, whose keys all go to the program's own while we are in the foreground. */
void terminal_set(int fd, int stream);
int terminal_foreground(void);
void terminal_enter(void);
void terminal_leave(void);
/* How the program left its own terminal; and so this one is to be when we leave it. */
void terminal_modes(const unsigned char *modes, uint32_t length);
void terminal_as_left(void);
void terminal_resized(void);

#endif
