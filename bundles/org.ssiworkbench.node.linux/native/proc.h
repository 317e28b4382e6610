/* What the parts of the cluster-wide /proc share; see docs/commands.md. */
#ifndef PROC_H
#define PROC_H

#include "ask.h"

#include <linux/fuse.h>

/* The kernel's own /proc, for what is local. */
#define LOCAL_PROC "/run/proc"

/* A process that executes on another node, as the agent told of it. */
struct remote {
	int pid, node, parent, group, session, terminal;
	unsigned uid;
	char state;
	long long user, system, start;	/* clock ticks; start after this node's boot */
	long long resident, virtual;	/* bytes */
	char command[64], arguments[256];
};

/* proc-list.c: what is known of other nodes' processes */
void list_begin(int node, long long clock_offset);
const struct remote *list_find(int pid);
/* The next process after a pid, NULL when there is none. */
const struct remote *list_after(int pid);
/* Whether what is known is new enough; if not, an answer of the agent is under way. */
int list_fresh(void);
/* For poll: a descriptor, -1 when no answer is under way, and how long to wait for it at most. */
int list_descriptor(void);
int list_patience(void);
/* Takes in what came; returns 1 when no answer is under way any more. */
int list_receive(void);
/* Goes on with what is known. */
void list_give_up(void);
/* Whether a pid was given by another node. */
int list_foreign(int pid);

/* proc-files.c: the files in a remote process's folder */
enum { PROC_FILES = 7 };
extern const char *const proc_files[PROC_FILES];
size_t proc_content(const struct remote *p, int file, char *text, size_t room);

/* proc-tree.c: node ids are those of the kernel's FUSE */
/* Returns 0 when there is no such name, and how long the kernel may believe the answer. */
uint64_t tree_look_up(uint64_t parent, const char *text, int *seconds);
/* An error number when what the node id stands for is no more. */
int tree_attributes(uint64_t node, struct fuse_attr *a);
/* What a link says to the thread that reads it; its length, -1 when it is no link that is known. */
int tree_link(uint64_t node, int caller, char *text, size_t room);
/* Which of proc_files it is. */
int tree_file(uint64_t node);
int tree_is_pid(const char *text);
/* Whether a pid is that of a process which executes on another node, as far as known. */
int tree_is_remote(const char *text);
/* Whether the kernel's own /proc has it. */
int tree_is_here(const char *text);

/* proc-fuse.c: serves the kernel's requests on a descriptor of /dev/fuse, for ever */
void proc_serve(int fuse) __attribute__((noreturn));

#endif
