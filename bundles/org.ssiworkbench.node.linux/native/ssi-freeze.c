/*
 * Preloaded into an agent that is to be frozen: at FROZEN_SIGNAL the process writes an image of itself, from which
 * thaw.c makes the same process again in another guest, and ends. Each thread is caught by a signal handler, so that the
 * kernel itself has laid all its registers on its stack; there it goes on in the thawed process, which returns from the
 * handler. Only for processes that are at rest, in a guest without address randomization.
 */
#include "freeze.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { CATCH_SIGNAL = FROZEN_SIGNAL + 1, STANDARD_FILES = 7, COPY_GAP = 8, MAP_GAP = 64 };

/* Read-only mappings of larger files stay with the file. */
#define MOST_MAPPED (24UL << 20)
/* Of the writable mapping of a file that is this large (the class archive), few pages are ever written. */
#define LEAST_MAPPED (1UL << 20)

static struct frozen *image;
static const char *target;
static volatile int caught;
static int out;
static unsigned long written;

static void give_up(const char *what)
{
	dprintf(2, "ssi-freeze: %s\n", what);
	_exit(1);
}

/* Returns 0, and once more 1 in the thawed process. */
int mark(struct frozen_context *context) __attribute__((returns_twice));
__asm__("mark:\n"
	"	mov %rbx, 0(%rdi)\n"
	"	mov %rbp, 8(%rdi)\n"
	"	mov %r12, 16(%rdi)\n"
	"	mov %r13, 24(%rdi)\n"
	"	mov %r14, 32(%rdi)\n"
	"	mov %r15, 40(%rdi)\n"
	"	lea 8(%rsp), %rdx\n"
	"	mov %rdx, 48(%rdi)\n"
	"	mov (%rsp), %rdx\n"
	"	mov %rdx, 56(%rdi)\n"
	"	xor %eax, %eax\n"
	"	ret\n");

static void describe(struct frozen_thread *thread)
{
	size_t length;

	thread->tid = frozen_call(SYS_gettid, 0, 0, 0, 0, 0, 0);
	frozen_call(SYS_get_robust_list, 0, (long)&thread->robust, (long)&length, 0, 0, 0);
	__asm__("mov %%fs:0, %0" : "=r"(thread->tls));
}

static void on_catch(int signal)
{
	struct frozen_thread *thread = &image->thread[__sync_fetch_and_add(&image->threads, 1)];

	(void)signal;
	describe(thread);
	if (mark(&thread->context))
		return;
	__sync_fetch_and_add(&caught, 1);
	for (;;)
		frozen_call(SYS_pause, 0, 0, 0, 0, 0, 0);
}

static void catch_others(void)
{
	DIR *tasks = opendir("/proc/self/task");
	pid_t own = gettid();
	struct dirent *entry;
	int others = 0;

	while (tasks && (entry = readdir(tasks))) {
		pid_t tid = atoi(entry->d_name);
		if (tid <= 0 || tid == own)
			continue;
		if (++others >= FROZEN_THREADS)
			give_up("too many threads");
		frozen_call(SYS_tgkill, getpid(), tid, CATCH_SIGNAL, 0, 0, 0);
	}
	closedir(tasks);
	while (caught < others)
		usleep(1000);
}

static void leader_first(void)
{
	for (int i = 1; i < image->threads; i++)
		if (image->thread[i].tid == getpid()) {
			struct frozen_thread leader = image->thread[i];
			image->thread[i] = image->thread[0];
			image->thread[0] = leader;
		}
}

static struct frozen_file *add_file(int number, const char *path)
{
	struct frozen_file *file = &image->file[image->files];

	if (image->files == FROZEN_FILES || strlen(path) >= FROZEN_PATH)
		give_up("too many files, or too long a path");
	image->files++;
	file->number = number;
	strcpy(file->path, path);
	return file;
}

static int link_of(int number, char *path)
{
	char link[32];
	ssize_t length;

	snprintf(link, sizeof link, "/proc/self/fd/%d", number);
	length = readlink(link, path, FROZEN_PATH - 1);
	path[length > 0 ? length : 0] = 0;
	return length > 0;
}

/* Pipes that are open a second time are opened again from their standard descriptor. */
static void standard_name(char *path)
{
	char other[FROZEN_PATH];

	for (int i = 0; i < STANDARD_FILES; i++)
		if (link_of(i, other) && !strcmp(other, path)) {
			snprintf(path, FROZEN_PATH, "/proc/self/fd/%d", i);
			return;
		}
}

static void list_files(void)
{
	char path[FROZEN_PATH];

	for (int number = STANDARD_FILES; number < 256; number++) {
		if (number == out || !link_of(number, path))
			continue;
		standard_name(path);
		struct frozen_file *file = add_file(number, path);
		file->flags = fcntl(number, F_GETFL) | (fcntl(number, F_GETFD) & FD_CLOEXEC ? O_CLOEXEC : 0);
		file->offset = lseek(number, 0, SEEK_CUR);
	}
}

static void list_actions(void)
{
	for (int i = 0; i < FROZEN_SIGNALS; i++)
		frozen_call(SYS_rt_sigaction, i + 1, 0, (long)&image->action[i], 8, 0, 0);
}

static int protection_of(const char *letters)
{
	return (letters[0] == 'r' ? PROT_READ : 0) | (letters[1] == 'w' ? PROT_WRITE : 0) | (letters[2] == 'x' ? PROT_EXEC : 0);
}

static void add_area(unsigned long start, unsigned long end, const char *letters, unsigned long offset, const char *path)
{
	struct frozen_area *area = &image->area[image->areas];

	if (!strcmp(path, "[vdso]"))
		image->vdso = start;
	if (!strcmp(path, "[heap]")) {
		image->heap = start;
		image->heap_end = (unsigned long)sbrk(0);
	}
	if (!strcmp(path, "[vdso]") || !strcmp(path, "[vsyscall]") || start == (unsigned long)image)
		return;
	if (image->areas++ == FROZEN_AREAS)
		give_up("too many mappings");
	*area = (struct frozen_area){ .start = start, .size = end - start, .offset = offset, .protection = protection_of(letters) };
	area->copied = (area->protection & PROT_WRITE) && (path[0] != '/' || area->size < LEAST_MAPPED);
	if (path[0] == '/' && !(area->protection & PROT_WRITE) && area->size > MOST_MAPPED) {
		add_file(-1, path);
		area->file = image->files;
	}
}

static void list_areas(void)
{
	FILE *maps = fopen("/proc/self/maps", "r");
	char line[512];

	while (maps && fgets(line, sizeof line, maps)) {
		unsigned long start, end, offset;
		char letters[5], path[400] = "";

		if (sscanf(line, "%lx-%lx %4s %lx %*s %*s %399[^\n]", &start, &end, letters, &offset, path) >= 4)
			add_area(start, end, letters, offset, path);
	}
}

static int is_zero(unsigned long page)
{
	const unsigned long *at = (const unsigned long *)page;

	for (unsigned long i = 0; i < FROZEN_PAGE / sizeof *at; i++)
		if (at[i])
			return 0;
	return 1;
}

static void add_run(unsigned long start, unsigned long end)
{
	if (image->runs == FROZEN_RUNS)
		give_up("too many runs of pages");
	image->run[image->runs++] = (struct frozen_run){ start, end - start, written };
	for (unsigned long at = start; at < end;) {
		long n = frozen_call(SYS_pwrite64, out, (long)at, end - at, written, 0, 0);
		if (n <= 0)
			give_up("cannot write the image");
		at += n;
		written += n;
	}
}

/* Runs of pages that are not zero; a few zero ones between two runs do not part them. */
static void write_area(const struct frozen_area *area, unsigned long gap)
{
	unsigned long end = area->start + area->size, begin = 0, last = 0;

	for (unsigned long page = area->start; page < end; page += FROZEN_PAGE) {
		if (is_zero(page))
			continue;
		if (begin && page - last > gap * FROZEN_PAGE) {
			add_run(begin, last + FROZEN_PAGE);
			begin = 0;
		}
		begin = begin ? begin : page;
		last = page;
	}
	if (begin)
		add_run(begin, last + FROZEN_PAGE);
}

static void write_areas(int copied, unsigned long gap)
{
	for (int i = 0; i < image->areas; i++) {
		const struct frozen_area *area = &image->area[i];
		if (!area->file && (area->protection & PROT_READ) && area->copied == copied)
			write_area(area, gap);
	}
}

static void write_image(void)
{
	out = open(target, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
	if (out < 0)
		give_up("cannot make the image");
	leader_first();
	list_files();
	list_actions();
	list_areas();
	written = (sizeof *image + FROZEN_PAGE - 1) & ~(FROZEN_PAGE - 1);
	write_areas(1, COPY_GAP);
	image->copied = image->runs;
	write_areas(0, MAP_GAP);
	image->size = written;
	image->magic = FROZEN_MAGIC;
	if (pwrite(out, image, sizeof *image, 0) != sizeof *image || close(out))
		give_up("cannot write the image");
}

static void on_freeze(int signal)
{
	struct frozen_thread *own;

	(void)signal;
	image = mmap(NULL, sizeof *image, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (image == MAP_FAILED)
		give_up("no memory");
	catch_others();
	own = &image->thread[image->threads++];
	describe(own);
	if (mark(&own->context))
		return;
	write_image();
	_exit(0);
}

__attribute__((constructor)) static void listen_for_freeze(void)
{
	struct sigaction action = { .sa_handler = on_freeze, .sa_flags = SA_RESTART };

	target = getenv("SSI_FROZEN");
	if (!target)
		return;
	sigfillset(&action.sa_mask);
	sigaction(FROZEN_SIGNAL, &action, NULL);
	action.sa_handler = on_catch;
	sigaction(CATCH_SIGNAL, &action, NULL);
}
