/*
 * The image of a frozen agent: what ssi-freeze.so writes and ssi-init's thaw.c reads. The file begins with struct frozen,
 * then come the pages of runs that are copied, then those of runs that are mapped in place.
 */
#ifndef FREEZE_H
#define FREEZE_H

#define FROZEN_MAGIC 0x314e5a4f52465353UL
#define FROZEN_PAGE 4096UL
/* ssi-init asks the agent for its image by this signal. */
#define FROZEN_SIGNAL 40

enum { FROZEN_AREAS = 768, FROZEN_RUNS = 1024, FROZEN_THREADS = 64, FROZEN_FILES = 16, FROZEN_SIGNALS = 64, FROZEN_PATH = 240 };

/* One mapping. copied: all of it becomes memory of its own. file: 0, or 1 + the index of the file that it shows. */
struct frozen_area {
	unsigned long start, size, offset;
	int protection, copied;
	long file;
};

/* Pages of a mapping that are not zero, and where they are in the image. */
struct frozen_run {
	unsigned long start, size, offset;
};

/* What a function has to find again when it is returned to. */
struct frozen_context {
	unsigned long rbx, rbp, r12, r13, r14, r15, rsp, rip;
};

struct frozen_thread {
	struct frozen_context context;
	unsigned long robust, tls;
	int tid;
};

/* An open file; number -1: only mapped. */
struct frozen_file {
	int number, flags;
	long offset;
	char path[FROZEN_PATH];
};

struct frozen_action {
	unsigned long handler, flags, restorer, mask;
};

/* Threads: the first is the process's leader. Runs: the first "copied" ones are to be copied. */
struct frozen {
	unsigned long magic, size, vdso, heap, heap_end;
	int areas, runs, copied, threads, files;
	struct frozen_area area[FROZEN_AREAS];
	struct frozen_run run[FROZEN_RUNS];
	struct frozen_thread thread[FROZEN_THREADS];
	struct frozen_file file[FROZEN_FILES];
	struct frozen_action action[FROZEN_SIGNALS];
};

/* A system call without the C library, whose state belongs to somebody else here. */
static inline long frozen_call(long number, long a, long b, long c, long d, long e, long f)
{
	register long r10 __asm__("r10") = d;
	register long r8 __asm__("r8") = e;
	register long r9 __asm__("r9") = f;
	long result;

	__asm__ volatile("syscall" : "=a"(result)
			 : "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
			 : "rcx", "r11", "memory");
	return result;
}

#endif
