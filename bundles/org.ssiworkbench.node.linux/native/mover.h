/* What the parts of the mover share. One process moves one process once, so its state is static. */
#ifndef MOVER_H
#define MOVER_H

#include "image.h"

#include <stddef.h>
#include <setjmp.h>
#include <signal.h>
#include <sys/uio.h>
#include <sys/user.h>

/* frames.c: the mover's two ends. */
struct frame {
	int type;
	uint32_t length;
	unsigned char *payload;		/* valid until the next frame */
};
void frames_open(int in, int out);
int next_frame(struct frame *f);	/* waits; 0 at the end of input */
/* Waits for a frame or, if it is not -1, the descriptor. */
enum arrival { NOTHING_CAME, DESCRIPTOR_READY, FRAME_CAME };
enum arrival frame_or(int fd, int events, int seconds);	/* -1: for ever */
int take_descriptor(void);		/* the oldest that came with a frame, or -1 */
void reply(int type, const void *payload, size_t length);
void reply_text(int type, int code, const char *text);
uint32_t get_be32(const unsigned char *at);
char **split_words(unsigned char *text, size_t length);	/* each ended by NUL; the last one by the frame's end */
/* Payloads of replies that are put together piece by piece. */
struct buffer {
	unsigned char *data;
	size_t length, room;
};
void put(struct buffer *b, const void *data, size_t length);
void put_be(struct buffer *b, uint64_t value, int bytes);

/* Ends the phase: jumps to where `recovery` was set, with the sentence in `reason`. */
extern jmp_buf recovery;
extern char reason[512];
void give_up(const char *format, ...) __attribute__((noreturn, format(printf, 1, 2)));
int64_t mono_ns(void);
void *grow(void *array, size_t count, size_t *room, size_t size);

/* procfs.c: what /proc says. */
int proc_read(char *text, size_t room, const char *format, ...) __attribute__((format(printf, 3, 4)));
int proc_link(char *text, size_t room, const char *format, ...) __attribute__((format(printf, 3, 4)));
const char *status_field(const char *status, const char *name);	/* the text behind "Name:\t", or NULL */
int list_numbers(const char *directory, int *numbers, int max);
int is_stand_in(pid_t pid);
char process_state(pid_t pid);		/* 0: there is none */

/* areas.c: mappings of a process and how two lists differ. */
struct area {
	struct image_area is;
	uint64_t inode;
	uint32_t device;
	char *path;			/* AREA_FILE, AREA_SHARED */
	int touched;			/* at the target: it has pages that the kernel under this one does not know yet */
};
struct areas {
	struct area *all;
	size_t count, room;
};
void areas_clear(struct areas *areas);
struct area *areas_add(struct areas *areas);
/* Tells what to do to get from one list to the other; any function may be NULL. */
struct area_changes {
	void (*gone)(uint64_t start, uint64_t end);
	void (*fresh)(const struct area *area, uint64_t start, uint64_t end);
	void (*protect)(const struct area *area, uint64_t start, uint64_t end);
};
void areas_compare(const struct areas *before, const struct areas *after, const struct area_changes *changes);
const struct area *area_at(const struct areas *areas, uint64_t address);

/* inject.c: system calls made by another process. */
enum { BLOB_SIZE = 0x20000, BLOB_DATA = 0x9000, BLOB_DATA_SIZE = 0x14000, BATCH_MAX = 500 };
enum { SAVE_XSTATE = 1, LOAD_XSTATE = 2 };
struct call {
	uint64_t nr, args[6], result;
};
void inject_begin(pid_t pid);		/* opens the process's memory */
void inject_end(void);
/* Another process for a while: the present one is kept in what is returned. */
struct injection {
	pid_t process;
	int memory;
	uint64_t blob;
};
struct injection inject_other(pid_t pid, int has_blob);	/* has_blob: as a copy of the present one */
void inject_back(const struct injection *before);
void blob_map(pid_t tid, const struct areas *avoid);
void blob_unmap(pid_t tid);
uint64_t blob_address(void);
int blob_mapped(void);
uint64_t vdso_start(void);
uint64_t vdso_size(void);
void read_memory(uint64_t address, void *data, size_t length);
void write_memory(uint64_t address, const void *data, size_t length);
int memory_fd(void);
int wait_stop(pid_t tid);		/* the status; gives up when the task has ended or takes too long */
long call_one(pid_t tid, long nr, uint64_t a, uint64_t b, uint64_t c, uint64_t d, uint64_t e, uint64_t f);
/* A batch is filled with add, then run by a stopped task; results by the index that add returned. */
int add(long nr, uint64_t a, uint64_t b, uint64_t c, uint64_t d, uint64_t e, uint64_t f);
int batch_room(void);
long result(int index);
void run(pid_t tid, int flags);	/* the batch is empty afterwards; results stay until the next add */
void begin_run(pid_t tid, int flags);	/* and does not come back */
void forget_batch(void);
int become(pid_t pid, char **words);	/* execve of file and words from the 0th on; 0 or an error */
/* Data for a batch: its address in the process. Gone with the next batch. */
uint64_t with_data(const void *data, size_t length);
uint64_t data_room(size_t length);
void load_xstate(const void *data, size_t length);
void save_xstate(void *data, size_t length);
uint64_t xstate_layout(uint32_t *offsets);	/* the features; offsets has room for 10 */
size_t xstate_size(void);

/* movable.c: what keeps a process where it is. Functions that may refuse return 0 or the code; `reason` has the sentence. */
int refuse(int code, const char *format, ...) __attribute__((format(printf, 2, 3)));
int movable(pid_t pid, int flags);
/* Another process than `pid` that has something open, or mapped (" major:minor inode " as in maps); 0: none. */
pid_t other_holder(pid_t pid, const char *link);
pid_t other_mapper(pid_t pid, const char *inode);

/* mappings.c: the areas of the process at the source. */
int mappings_refresh(pid_t pid, int *changed);
const struct areas *mappings(void);

/* descriptors.c: what a process has open. */
struct description {
	struct image_description is;
	char *path;
	int ours;			/* our descriptor of it, -1 */
};
struct descriptor {
	int fd, description, close_on_exec;
};
struct opened {
	struct description *all;
	struct descriptor *fds;
	size_t count, room, fd_count, fd_room;
};
int descriptors_read(pid_t pid, int flags, struct opened *o);
void descriptors_clear(struct opened *o);
int outside(const struct description *d);
/* A process that will be a stand-in keeps only what lies outside, at its place, also across execve. */
void leave_outside(pid_t pid, const struct opened *o);
void put_outside(struct buffer *b, const struct opened *o);

/* special.c: descriptors without a file. */
int special_kind(const char *path);	/* 0: none that moves */
void special_describe(struct image_description *is, const char *info);
void special_probe(struct opened *o);	/* the process stands still */
void special_send(pid_t pid, const struct opened *o);
void special_make(struct description *d);
void special_watch(void);

/* memory.c: the source's pages. */
struct round {
	uint64_t looked, sent;
};
void memory_open(pid_t pid);
void memory_areas(void);		/* looks at the mappings and sends them if they have changed */
void memory_round(int frozen, struct round *r);
uint64_t memory_changed(void);		/* about how many bytes, of those that were sent: one page of sixteen is looked at */

/* passage.c: the way from mover to mover. */
void passage_offer(struct buffer *b);	/* at the target: puts down where it is */
void passage_enter(const unsigned char *where, size_t length);	/* at the source: the key goes before all records */
void passage_write(struct iovec *parts, int count);	/* all of it; changes the parts */
void passage_end(void);			/* all has been written */
int passage_fd(void);
ssize_t passage_read(void *data, size_t room);	/* 0: nothing yet */
void passage_close(void);
void passage_refuse(const char *why);

/* output.c: the image on its way out. */
void *image_record(int type, size_t length);	/* room for the payload */
void *image_room(size_t length);	/* at multiples of 8 */
void image_pages(const struct image_pages *is, const void *data);
void image_flush(void);
uint64_t image_bytes_sent(void);

/* input.c: the image as it comes. */
void image_keep(int all);		/* until image_take_kept */
int image_receive(void (*take)(const struct record *));	/* whether it is complete */
void image_take_kept(void (*take)(const struct record *));

/* tasks.c: stopping and letting go. */
void patience(int seconds);		/* how long this phase may wait for tasks; 0: for ever */
int await_event(pid_t tid);		/* the stop that was asked for; its status */
int stop_task(pid_t tid, int options);	/* attaches and stops; the status of the stop */
void interrupt_task(pid_t tid);		/* an attached, stopped task comes to a stop on its way back to user mode */
void await_end(pid_t tid);
void end_thread(pid_t tid);	/* a stopped thread, by a call of its own */
int peek_signals(pid_t tid, int whole_process, siginfo_t *info, int max);

/* freeze.c: the process at the source stands still and is taken apart. */
struct thread {
	struct image_thread is;
	int stopped, masked;		/* attached and stopped; all signals are blocked */
	siginfo_t *pending;
	int pending_count;
	unsigned char xstate[XSTATE_MAX] __attribute__((aligned(64)));
};
struct frozen {
	pid_t pid;
	struct image_process is;
	struct thread *threads;
	size_t count, room;
	struct image_action actions[64];
	struct image_timer timers[MAX_TIMERS];
	siginfo_t *pending;		/* of the whole process */
	int pending_count;
	struct opened opened;
	char auxv[2048], exe[MAX_PATH], cwd[MAX_PATH];
	gid_t groups[1024];
	int disarmed;
};
extern struct frozen frozen;
void freeze(pid_t pid, int flags);	/* stops it and fills `frozen` */
/* state.c */
void freeze_send(void);
/* pending.c */
void stop_timers(int next);		/* all that there can be: with smaller ids than `next`, which is deleted */
void take_signals(void);
/* resume.c: and what becomes of it. */
void thaw(void);
void doom(void);			/* whatever comes, it does not run here any more */
void late_signals(struct buffer *late);
void commit_kill(void);
void commit_stand_in(char **words, int keep_outside);

/* source.c */
void source(const struct frame *first);
/* image.c: the image as the target reads it, checked. */
struct shared {
	uint64_t size;
	int fd, used;
};
struct pipe_bytes {
	uint32_t description;
	unsigned char *data;
	size_t length;
};
struct image {
	struct image_head head;
	struct areas areas;		/* complete when areas_missing is 0 */
	uint32_t areas_missing;
	struct shared shared[MAX_SHARED];
	struct image_process process;
	char *auxv, *exe, *cwd;
	gid_t *groups;
	struct image_action *actions;
	struct thread *threads;
	struct image_signal *signals;
	struct image_timer *timers;
	struct opened opened;
	struct pipe_bytes *bytes;
	struct image_watch *watches;
	size_t action_count, thread_count, signal_count, timer_count, bytes_count, watch_count;
	size_t action_room, thread_room, signal_room, timer_room, bytes_room, watch_room;
	int64_t frozen_since;		/* our clock when PROCESS came */
};
extern struct image image;
/* What a record means for the target beyond its being kept. */
enum meaning { KEPT, BEGUN, AREAS_COMPLETE, PAGES_CAME, PAGES_DROPPED, ROUND_ENDED, STATE_COMPLETE, IMAGE_COMPLETE };
enum meaning image_read(const struct record *record, const unsigned char *payload);

/* task.c: the bare task. */
pid_t clone_beside(pid_t pid);		/* a child of the mover's parent, with this pid; 0 in the child */
void task_create(void);
void task_adopt(void);			/* a stand-in becomes the bare task */
int task_was_stand_in(void);
int task_has_open(int fd);		/* a descriptor that was the stand-in's */
void task_end(void);			/* nothing is left, or a stand-in again */
/* fill.c: its mappings and pages. */
void task_areas(void);
void task_pages(const struct image_pages *pages, const unsigned char *data);
void task_drop(const struct image_pages *pages);
void task_settle(void);			/* what came is where the program will look for it */

/* rebuild.c, giving.c: the bare task becomes the process. */
size_t threads_made(void);
void rebuild_state(void);
void rebuild_finish(void);
void rebuild_go(void);
void give_descriptors(void);
/* Calls of a batch that must not fail, and what it means when one does. */
void need(int call, const char *what);
void run_needed(pid_t tid, int flags);

/* beside.c: what other processes of this node are made to do. */
struct paused {
	pid_t pid;
	struct user_regs_struct regs;
	uint64_t mask;
	struct injection before;
};
void pause_process(pid_t pid, struct paused *p);	/* stopped, and ready for calls */
void continue_process(const struct paused *p);		/* as if nothing had been */
/* A child of a paused process, stopped and attached; pid 0: any. Returns its pid. */
pid_t bear(pid_t parent, pid_t pid, uint64_t flags, int signal);
void bear_program(pid_t parent, pid_t pid, uint64_t flags, int signal, pid_t group, char **words);
void stand_in_beside(const struct frame *f, pid_t stopped);	/* STAND_IN; the process that was restored here, or 0 */

/* session.c: groups and sessions whose leaders are elsewhere. */
void born_in_session(void);		/* the bare task, attached and stopped */
char **keeper_words(const char *what);
const char *led_by(pid_t pid);		/* session or group, when others are in one that it leads; else NULL */
void end_idle_keepers(pid_t session);	/* unless somebody else is in it */
void end_anchors(pid_t leader);		/* a true leader shall have no children that it did not make */
void lend_terminal(int fd);		/* the mover's descriptor of the session's controlling terminal */
void session_terminal(int fd);	/* what the caller supplied with RESTORE, or -1 */
void keep_leader(const char *what) __attribute__((noreturn));	/* session or group */

/* target.c */
void target(const struct frame *first);

/* mover.c */
extern int users_view;			/* the mount namespace of users' processes, -1: the mover's own */
void enter_users_view(void);
const char *kernels_proc(void);		/* where users' processes find the kernel's own /proc */
void mover(int in, int out) __attribute__((noreturn));

#endif
