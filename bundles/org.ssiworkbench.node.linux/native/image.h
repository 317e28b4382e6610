/*
 * The image of a process and the frames of the mover, see docs/process-image.md. The image is a sequence of records; all
 * integers of the image are little endian, those of frames big endian.
 */
#ifndef IMAGE_H
#define IMAGE_H

#include <stdint.h>
#include <sys/types.h>
#include <sys/user.h>

/* A process that ignores this signal is pinned to its node. */
enum { SIGMIGRATE = 63 };

/* Frames: u8 type, u32 length, payload. */
enum command {
	CMD_CHECK = 1, CMD_OPEN, CMD_ROUND, CMD_FREEZE, CMD_ABORT = 6, CMD_COMMIT,
	CMD_RESTORE = 16, CMD_PROCEED, CMD_DESCRIPTORS, CMD_GO, CMD_DISCARD, CMD_STAND_IN
};
enum reply {
	RE_MOVABLE = 64, RE_REFUSED, RE_OPENED, RE_ROUND_DONE = 68, RE_FROZEN, RE_FAILED, RE_ABORTED, RE_COMMITTED, RE_PROGRESS,
	RE_READY = 80, RE_WANTED, RE_RESTORED, RE_RUNNING, RE_DISCARDED, RE_STANDS_IN
};

/* Flags of CHECK and OPEN. */
enum { MOVE_SOCKETS = 1, LEAVES_NOTHING = 2 };

/* Ways of COMMIT. */
enum { COMMIT_KILL, COMMIT_STAND_IN };

/* Why a process cannot move: the code of REFUSED, which comes with a sentence. */
enum refusal {
	NO_PROCESS = 1, PINNED, TRACED, KERNEL_SPACE, PART_OF_NODE, OTHER_NAMESPACE, FILTERED, SHARED_MEMORY, DELETED_FILE,
	DEVICE, SOCKET, SPECIAL_DESCRIPTOR, LOCKED_FILE, CLUSTER_EVENTS, TOO_BIG, UNREADABLE, ON_ITS_WAY, CUT_OFF
};

enum {
	IMAGE_MAGIC = 0x50495353, IMAGE_VERSION = 2,
	PAGE = 4096,
	MAX_RECORD = 256 << 10,		/* as a whole */
	RUN_PAGES = 62,			/* pages of one PAGES record */
	MAX_FRAME_IN = 1 << 20,
	MAX_AREAS = 16384, MAX_THREADS = 1024, MAX_DESCRIPTORS = 4096, MAX_SIGNALS = 4096, MAX_TIMERS = 256,
	MAX_SHARED = 1024, MAX_PATH = 4096, XSTATE_MAX = 4096, MAX_PIPE = 1 << 20
};

enum record_type {
	REC_HEAD = 1, REC_AREAS, REC_AREA, REC_SHARED, REC_PAGES, REC_DROP, REC_PROCESS, REC_ACTION, REC_THREAD, REC_SIGNAL,
	REC_TIMER, REC_DESCRIPTION, REC_FD, REC_BYTES, REC_WATCH, REC_ROUND, REC_END
};

/* Followed by the payload and 0 to 7 zeros, so that records begin at multiples of 8. */
struct record {
	uint32_t type;
	uint32_t length;		/* of the payload without the zeros */
};

/* Of a record as a whole, by the length of its payload. */
static inline size_t record_size(size_t length)
{
	return sizeof(struct record) + ((length + 7) & ~(size_t)7);
}

/* First record. What the target must have in common with the source, and what it needs to make the bare task. */
struct image_head {
	uint32_t magic, version;
	int32_t pid, pgid, sid;
	uint32_t tty;			/* it has a controlling terminal */
	uint64_t vdso, vdso_size;
	uint64_t xfeatures;		/* of the processor, limited to those the image may hold */
	uint32_t xoffset[10];		/* where each feature's state lies */
	int64_t clock_offset;		/* cluster's clock minus the node's CLOCK_MONOTONIC in ns */
};

enum area_kind { AREA_PRIVATE = 1, AREA_FILE, AREA_SHARED };
enum { AREA_STACK = 1, AREA_MAP_SHARED = 2, AREA_NO_RESERVE = 4, AREA_DONT_FORK = 8, AREA_WIPE_ON_FORK = 16,
	AREA_DONT_DUMP = 32, AREA_LOCKED = 64, AREA_MERGEABLE = 128, AREA_HUGE = 256, AREA_NO_HUGE = 512 };

/* AREAS says how many AREA records follow; together they are all mappings of the process in ascending order. */
struct image_areas {
	uint32_t count;
};

struct image_area {
	uint64_t start, end, offset;
	uint32_t kind, prot, flags;
	uint32_t shared;		/* AREA_SHARED: its number, see image_shared */
	uint64_t file_size;		/* AREA_FILE: of the file, and when it was changed */
	int64_t file_mtime;
	/* AREA_FILE: followed by the path, ended by NUL */
};

/* A piece of shared anonymous memory; PAGES with space = number + 1 fill it. */
struct image_shared {
	uint32_t number, pad;
	uint64_t size;
	/* followed by the name it shows in /proc/PID/maps, ended by NUL */
};

/* Followed by the pages themselves (PAGES) or by nothing (DROP: they are as if never touched). */
struct image_pages {
	uint64_t address;
	uint32_t space;			/* 0: memory of the process, else shared memory space - 1 */
	uint32_t pages;
	uint32_t fresh, pad;		/* some of them were not sent before */
};

struct image_process {
	int32_t pid, pgid, sid;
	int32_t stopped;		/* the signal that stopped it, 0: it runs */
	uint32_t umask, personality;
	uint64_t mm[11];		/* PR_SET_MM_START_CODE, END_CODE, START_DATA, END_DATA, START_BRK, BRK, START_STACK,
					   ARG_START, ARG_END, ENV_START, ENV_END */
	uint64_t limits[16][2];
	uint32_t uid[4], gid[4];	/* real, effective, saved, file system */
	uint64_t permitted, effective, inheritable, ambient, bounding;
	uint32_t securebits, no_new_privileges;
	uint32_t death_signal, subreaper, dumpable;
	int32_t oom_adjust;
	uint32_t foreground, pad;	/* its group is the foreground group of its terminal */
	uint32_t auxv_length, groups;	/* bytes and numbers that follow */
	uint32_t actions, threads, signals, timers, descriptions, fds;	/* records that follow */
	int64_t frozen_at;		/* cluster's clock in ns */
	uint64_t itimers[3][4];		/* interval and value, each s and us */
	/* followed by auxv, the groups as u32, then exe and cwd, each ended by NUL */
};

struct image_action {
	uint32_t signal, pad;
	uint64_t handler, flags, restorer, mask;
};

struct image_thread {
	int32_t tid;
	uint32_t xstate_length;
	struct user_regs_struct regs;	/* 27 words of 8 bytes */
	uint64_t mask;
	uint64_t robust, robust_length, clear_tid;
	uint64_t stack_base, stack_size;	/* the alternate signal stack */
	uint32_t stack_flags;
	uint32_t policy;
	int32_t nice;
	uint32_t priority;
	char name[16];
	/* followed by the xsave area */
};

struct image_signal {
	int32_t tid;			/* 0: pending for the whole process */
	int32_t pad;
	unsigned char info[128];
};

struct image_timer {
	int32_t id, signal, notify, tid;
	uint64_t value, interval[2], left[2];
};

/* An open file description. What lies outside of the process is described; the caller of RESTORE supplies it. */
enum description_kind { DESC_FILE = 1, DESC_OWN_PIPE, DESC_PIPE, DESC_FIFO, DESC_TTY, DESC_SOCKET, DESC_EVENT, DESC_TIMER, DESC_EPOLL };

struct image_description {
	uint32_t number, kind;
	uint32_t flags;			/* of open(2) */
	uint32_t controlling;		/* DESC_TTY: it is the process's controlling terminal */
	uint64_t device, inode;		/* at the source: same values, same pipe */
	int64_t position;
	unsigned char termios[60];
	uint16_t rows, columns;
	uint64_t special[4];		/* DESC_EVENT: count, 1 = semaphore; DESC_TIMER: clock, ticks, value and interval in ns */
	/* followed by the path, ended by NUL */
};

struct image_fd {
	int32_t fd;
	uint32_t description, close_on_exec, pad;
};

/* What an epoll waits for. */
struct image_watch {
	uint32_t description;
	int32_t fd;
	uint32_t events, pad;
	uint64_t data;
};

/* What a pipe of the process's own holds; several may follow each other. */
struct image_bytes {
	uint32_t description, length;
	/* followed by the bytes */
};

#endif
