/*
 * Makes a process from an image that ssi-freeze.so wrote: an agent that stands ready, in a fraction of the time that its
 * start takes in a guest. The image is the memory of the kernel's mmapper device: what is only read stays there, shared by
 * all guests; the rest is copied by few system calls, because a page fault is dear here. Everything is put where it was,
 * thread ids included; then each thread returns from the signal handler in which it was caught.
 */
#include "freeze.h"
#include "ssi.h"

#include <asm/prctl.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/futex.h>
#include <linux/sched.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

/* The device's descriptor, out of the way of the agent's. */
enum { DEVICE = 1000, STANDARD_FILES = 7 };

/* Where no process has anything. */
#define WINDOW 0x6000000000UL

static const struct frozen *const image = (const struct frozen *)WINDOW;
/* As in the image, which is unmapped before the last thread has gone on. */
static struct frozen_thread threads[FROZEN_THREADS];
static volatile int arrived, ready;
static char stack[64 << 10] __attribute__((aligned(64)));

static void failed(const char *what)
{
	static const char head[] = "ssi-init: cannot thaw the agent: ";

	frozen_call(SYS_write, 2, (long)head, sizeof head - 1, 0, 0, 0);
	frozen_call(SYS_write, 2, (long)what, strlen(what), 0, 0, 0);
	frozen_call(SYS_write, 2, (long)"\n", 1, 0, 0, 0);
	frozen_call(SYS_exit_group, 1, 0, 0, 0, 0, 0);
}

static void must(long result, const char *what)
{
	if (result < 0 && result >= -4095)
		failed(what);
}

static void map_area(const struct frozen_area *area)
{
	int flags = MAP_PRIVATE | MAP_FIXED | MAP_NORESERVE, fd = -1;

	if (area->file) {
		fd = frozen_call(SYS_openat, AT_FDCWD, (long)image->file[area->file - 1].path, O_RDONLY, 0, 0, 0);
		must(fd, "a file is gone");
	} else {
		flags |= MAP_ANONYMOUS;
	}
	must(frozen_call(SYS_mmap, area->start, area->size, area->protection, flags, fd, area->offset), "mmap");
	if (fd >= 0)
		frozen_call(SYS_close, fd, 0, 0, 0, 0, 0);
}

/* All that is copied follows each other in the image. Pages that are there are filled more quickly than others. */
static void copy_runs(void)
{
	static struct iovec pieces[FROZEN_RUNS];
	unsigned long bytes = 0;

	for (int i = 0; i < image->copied; i++) {
		const struct frozen_run *run = &image->run[i];
		pieces[i] = (struct iovec){ (void *)run->start, run->size };
		bytes += run->size;
		frozen_call(SYS_madvise, run->start, run->size, MADV_POPULATE_WRITE, 0, 0, 0);
	}
	if (frozen_call(SYS_preadv, DEVICE, (long)pieces, image->copied, image->run[0].offset, 0, 0) != (long)bytes)
		failed("the image cannot be read");
}

static int protection_at(unsigned long address)
{
	for (int i = 0; i < image->areas; i++)
		if (address - image->area[i].start < image->area[i].size)
			return image->area[i].protection;
	return PROT_NONE;
}

static void map_runs(void)
{
	for (int i = image->copied; i < image->runs; i++) {
		const struct frozen_run *run = &image->run[i];
		must(frozen_call(SYS_mremap, WINDOW + run->offset, run->size, run->size, MREMAP_MAYMOVE | MREMAP_FIXED, run->start, 0),
		     "mremap");
		must(frozen_call(SYS_mprotect, run->start, run->size, protection_at(run->start), 0, 0, 0), "mprotect");
	}
}

static void open_file(const struct frozen_file *file)
{
	int fd = -1, pair[2];

	if (file->number < 0)
		return;
	if (!strncmp(file->path, "socket:", 7)) {
		/* The JDK keeps one end of a pair of which the other is closed. */
		must(frozen_call(SYS_socketpair, AF_UNIX, SOCK_STREAM, 0, (long)pair, 0, 0), "socketpair");
		frozen_call(SYS_close, pair[1], 0, 0, 0, 0, 0);
		fd = pair[0];
	} else {
		fd = frozen_call(SYS_openat, AT_FDCWD, (long)file->path, file->flags & ~(O_CREAT | O_EXCL | O_TRUNC), 0, 0, 0);
		must(fd, file->path);
		if (file->offset > 0)
			frozen_call(SYS_lseek, fd, file->offset, SEEK_SET, 0, 0, 0);
	}
	if (fd != file->number) {
		must(frozen_call(SYS_dup3, fd, file->number, file->flags & O_CLOEXEC, 0, 0, 0), "dup3");
		frozen_call(SYS_close, fd, 0, 0, 0, 0, 0);
	}
}

static void set_actions(void)
{
	for (int i = 0; i < FROZEN_SIGNALS; i++)
		if (image->action[i].handler || image->action[i].flags)
			frozen_call(SYS_rt_sigaction, i + 1, (long)&image->action[i], 0, 8, 0, 0);
}

/* The heap goes on where it was. Either order is refused for some places, so both are tried. */
static void set_heap(void)
{
	for (int i = 0; i < 2; i++) {
		frozen_call(SYS_prctl, PR_SET_MM, PR_SET_MM_START_BRK, image->heap, 0, 0, 0);
		frozen_call(SYS_prctl, PR_SET_MM, PR_SET_MM_BRK, image->heap_end, 0, 0, 0);
	}
	if ((unsigned long)frozen_call(SYS_brk, 0, 0, 0, 0, 0, 0) != image->heap_end)
		failed("the heap cannot be placed");
}

/* Goes on where mark() of ssi-freeze returns, with the result 1. */
#define GO_ON                                   \
	"	mov 0(%%r12), %%rbx\n"          \
	"	mov 8(%%r12), %%rbp\n"          \
	"	mov 48(%%r12), %%rsp\n"         \
	"	mov 56(%%r12), %%rcx\n"         \
	"	mov 24(%%r12), %%r13\n"         \
	"	mov 32(%%r12), %%r14\n"         \
	"	mov 40(%%r12), %%r15\n"         \
	"	mov 16(%%r12), %%r12\n"         \
	"	mov $1, %%eax\n"                \
	"	jmp *%%rcx\n"

/* glibc keeps a thread's id sixteen bytes before its list of robust mutexes, and has the kernel clear it at the end. */
static unsigned long id_place(const struct frozen_thread *thread)
{
	return thread->robust - 16;
}

/*
 * Makes a thread that says that it has arrived, waits until all is ready, and goes on. It has no stack as yet. Its first
 * run is waited for because UML then enters all pages of the process into the host's page tables: that is dear when there
 * are many already, and does for the last thread what page faults would do later.
 */
static void start_thread(const struct frozen_thread *thread)
{
	pid_t tid = thread->tid;
	struct clone_args how = {
		.flags = CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD | CLONE_SYSVSEM | CLONE_SETTLS
			 | CLONE_CHILD_CLEARTID,
		.child_tid = id_place(thread),
		.stack = thread->context.rsp - FROZEN_PAGE,
		.stack_size = FROZEN_PAGE,
		.tls = thread->tls,
		.set_tid = (unsigned long)&tid,
		.set_tid_size = 1,
	};
	register const struct frozen_thread *own __asm__("r12") = thread;
	int before = arrived;
	long result;

	__asm__ volatile("	syscall\n"
			 "	test %%rax, %%rax\n"
			 "	jnz 1f\n"
			 "	lock incl %[arrived]\n"
			 "	mov $%c[futex], %%eax\n"
			 "	lea %[arrived], %%rdi\n"
			 "	mov $1, %%esi\n"
			 "	mov $1, %%edx\n"
			 "	syscall\n"
			 "2:	mov $%c[futex], %%eax\n"
			 "	lea %[ready], %%rdi\n"
			 "	xor %%esi, %%esi\n"
			 "	xor %%edx, %%edx\n"
			 "	xor %%r10d, %%r10d\n"
			 "	syscall\n"
			 "	cmpl $0, %[ready]\n"
			 "	je 2b\n"
			 "	mov $%c[robust], %%eax\n"
			 "	mov %c[list](%%r12), %%rdi\n"
			 "	mov $24, %%esi\n"
			 "	syscall\n"
			 GO_ON
			 "1:\n"
			 : "=a"(result), [arrived] "+m"(arrived), [ready] "+m"(ready)
			 : "a"(SYS_clone3), "D"(&how), "S"(sizeof how), "r"(own), [robust] "i"(SYS_set_robust_list),
			   [list] "i"(offsetof(struct frozen_thread, robust)), [futex] "i"(SYS_futex)
			 : "rcx", "r11", "memory");
	must(result, "a thread's id is taken");
	while (arrived == before)
		frozen_call(SYS_futex, (long)&arrived, FUTEX_WAIT, before, 0, 0, 0);
}

static void go_on_as_leader(void)
{
	const struct frozen_thread *leader = &threads[0];

	ready = 1;
	frozen_call(SYS_futex, (long)&ready, FUTEX_WAKE, FROZEN_THREADS, 0, 0, 0);
	must(frozen_call(SYS_munmap, WINDOW, image->size, 0, 0, 0, 0), "munmap");
	frozen_call(SYS_close, DEVICE, 0, 0, 0, 0, 0);
	frozen_call(SYS_prctl, PR_SET_NAME, (long)"java", 0, 0, 0, 0);
	frozen_call(SYS_set_tid_address, id_place(leader), 0, 0, 0, 0, 0);
	frozen_call(SYS_set_robust_list, leader->robust, 24, 0, 0, 0, 0);
	frozen_call(SYS_arch_prctl, ARCH_SET_FS, leader->tls, 0, 0, 0, 0);
	register const struct frozen_thread *own __asm__("r12") = leader;
	__asm__ volatile(GO_ON : : "r"(own) : "memory");
	__builtin_unreachable();
}

static void rebuild(void)
{
	int last = image->threads - 1;

	for (int i = 0; i <= last; i++)
		threads[i] = image->thread[i];
	for (int i = 1; i < last; i++)
		start_thread(&threads[i]);
	for (int i = 0; i < image->areas; i++)
		map_area(&image->area[i]);
	copy_runs();
	map_runs();
	for (int i = 0; i < image->files; i++)
		open_file(&image->file[i]);
	set_actions();
	set_heap();
	start_thread(&threads[last]);
	go_on_as_leader();
}

/* Whether there is an image that fits this kernel. */
static int has_image(int device, struct frozen *head)
{
	return pread(device, head, sizeof *head, 0) == sizeof *head && head->magic == FROZEN_MAGIC
	       && head->vdso == getauxval(AT_SYSINFO_EHDR);
}

pid_t thaw_fork(void)
{
	static struct frozen head;
	int device = open("/dev/mmapper", O_RDWR | O_CLOEXEC);
	pid_t pid = -1;
	struct clone_args how = { .exit_signal = SIGCHLD, .set_tid = (unsigned long)&pid, .set_tid_size = 1 };

	if (device >= 0 && has_image(device, &head) && dup3(device, DEVICE, O_CLOEXEC) == DEVICE) {
		pid = head.thread[0].tid;
		pid = syscall(SYS_clone3, &how, sizeof how);
	}
	if (device >= 0)
		close(device);
	if (pid)
		close(DEVICE);
	errno = 0;
	return pid;
}

void thaw_agent(void)
{
	sigset_t all;
	long size;

	sigfillset(&all);
	sigprocmask(SIG_SETMASK, &all, NULL);
	close_range(STANDARD_FILES, DEVICE - 1, 0);
	must(frozen_call(SYS_mmap, WINDOW, sizeof *image, PROT_READ, MAP_PRIVATE | MAP_FIXED, DEVICE, 0), "mmap of the image");
	size = image->size;
	must(frozen_call(SYS_mmap, WINDOW, size, PROT_READ, MAP_PRIVATE | MAP_FIXED, DEVICE, 0), "mmap of the image");
	/* The stack has to give way to the agent's. */
	__asm__ volatile("	mov %0, %%rsp\n"
			 "	xor %%ebp, %%ebp\n"
			 "	call *%1\n"
			 : : "r"(stack + sizeof stack), "r"(rebuild) : "memory");
	__builtin_unreachable();
}
