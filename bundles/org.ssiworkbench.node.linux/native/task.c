/*
 * The bare task at the target: a process of the right pid with nothing in it but the blob and the vdso, then with the
 * mappings and pages of the process. It stands still from the beginning and dies with the mover.
 */
#include "mover.h"
#include "ssi.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/sched.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { POPULATED = 4 << 20 };		/* longest mapping of a file that is read at once */

static pid_t task;			/* 0: there is none */
static int adopted;			/* it was a stand-in; these words make it one again */
static char *words[66];
static struct areas present;
static char *open_path;			/* the file that the task holds open while mappings are made */
static int open_writable, open_fd;

pid_t clone_beside(pid_t pid)
{
	struct clone_args how = { .flags = CLONE_PARENT | CLONE_CLEAR_SIGHAND, .set_tid = (uintptr_t)&pid, .set_tid_size = 1 };

	return syscall(SYS_clone3, &how, sizeof how);
}

static void rest(int ready) __attribute__((noreturn));
static void rest(int ready)
{
	int good = 0;

	if (write(ready, &good, sizeof good) != sizeof good)
		_exit(1);
	for (;;)
		pause();
}

static void fail(int ready)
{
	int error = errno;

	if (write(ready, &error, sizeof error) != sizeof error)
		_exit(2);
	_exit(1);
}

/* A task that leads its session. */
static void settle_down(int ready)
{
	if (setsid() < 0)
		fail(ready);
	view_enter();
	rest(ready);
}

static void await_ready(int from)
{
	int error = ECHILD;

	if (read(from, &error, sizeof error) != sizeof error || error)
		give_up("a process %d in group %d of session %d cannot be made here: %s", image.head.pid, image.head.pgid,
				image.head.sid, strerror(error));
}

static void clear_task(void)
{
	static char text[65536];
	unsigned long start, end;

	if (proc_read(text, sizeof text, "/proc/%d/maps", task) <= 0)
		give_up("process %d has ended", task);
	if (!adopted)
		add(SYS_close_range, 0, ~0u, 0, 0, 0, 0);
	for (char *line = text; line && *line; line = strchr(line, '\n') ? strchr(line, '\n') + 1 : NULL) {
		if (sscanf(line, "%lx-%lx", &start, &end) != 2 || start == vdso_start() || start >= 1ull << 47
				|| (start >= blob_address() && end <= blob_address() + BLOB_SIZE))
			continue;
		need(add(SYS_munmap, start, end - start, 0, 0, 0, 0), "old memory cannot be unmapped");
	}
	run_needed(task, 0);
}

static void standard_signals(void)
{
	struct { uint64_t handler, flags, restorer, mask; } standard = { 0, 0, 0, 0 };
	uint64_t all = ~0ull, at = with_data(&standard, sizeof standard);

	if (ptrace(PTRACE_SETSIGMASK, task, sizeof all, &all))
		give_up("process %d has ended", task);
	for (int s = 1; s <= 64; s++)
		if (s != SIGKILL && s != SIGSTOP)
			add(SYS_rt_sigaction, s, at, 0, 8, 0, 0);
	run(task, 0);
}

/* A task that stands still becomes the bare one. */
static void take_hold(pid_t pid)
{
	const struct rlimit many = { 1 << 20, 1 << 20 };
	struct areas none = { NULL, 0, 0 };

	task = pid;
	if (ptrace(PTRACE_SETOPTIONS, pid, 0, PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL | PTRACE_O_TRACECLONE
			| PTRACE_O_TRACEFORK))
		give_up("process %d has ended", pid);
	prlimit(pid, RLIMIT_NOFILE, &many, NULL);
	inject_begin(pid);
	blob_map(pid, &none);
	standard_signals();
	clear_task();
}

static void make_leader(void)
{
	int ready[2];
	pid_t made;

	if (pipe2(ready, O_CLOEXEC))
		give_up("no pipe can be made: %s", strerror(errno));
	made = clone_beside(image.head.pid);
	if (made == 0)
		settle_down(ready[1]);
	if (made < 0)
		give_up("pid %d is taken on this node: %s", image.head.pid, strerror(errno));
	close(ready[1]);
	await_ready(ready[0]);
	close(ready[0]);
	stop_task(image.head.pid, 0);
}

/* A process that has just left may still be about to end. */
static void await_free_pid(void)
{
	struct timespec moment = { 0, 5000000 };

	for (int i = 0; process_state(image.head.pid); i++) {
		if (i == 400)
			give_up("there is already a process %d on this node", image.head.pid);
		nanosleep(&moment, NULL);
	}
}

void task_create(void)
{
	await_free_pid();
	patience(5);
	if (image.head.sid == image.head.pid)
		make_leader();
	else
		born_in_session();
	take_hold(image.head.pid);
	patience(0);
}

/* Remembers the stand-in's program and words. */
static void keep_words(pid_t pid)
{
	static char text[4096], file[MAX_PATH];
	int length = proc_read(text, sizeof text, "/proc/%d/cmdline", pid), count = 1;

	if (length <= 0 || proc_link(file, sizeof file, "/proc/%d/exe", pid) <= 0)
		give_up("the stand-in %d has ended", pid);
	words[0] = file;
	for (char *at = text; at < text + length && count < 65; at += strlen(at) + 1)
		words[count++] = at;
	words[count] = NULL;
}

void task_adopt(void)
{
	keep_words(image.head.pid);
	adopted = 1;
	patience(5);
	stop_task(image.head.pid, 0);
	take_hold(image.head.pid);
	if (getpgid(task) != image.head.pgid)
		add(SYS_setpgid, 0, image.head.pgid, 0, 0, 0, 0);
	run_needed(task, 0);
	patience(0);
}

int task_has_open(int fd)
{
	char path[64], link[2];

	snprintf(path, sizeof path, "/proc/%d/fd/%d", task, fd);
	return adopted && readlink(path, link, sizeof link) >= 0;
}

static void close_file(void)
{
	if (open_path)
		add(SYS_close, open_fd, 0, 0, 0, 0, 0);
	open_path = NULL;
}

static void run_areas(void)
{
	close_file();
	run_needed(task, 0);
}

static void room_for(int calls)
{
	if (batch_room() < calls + 4)
		run_areas();
}

static void unmap(uint64_t start, uint64_t end)
{
	room_for(1);
	need(add(SYS_munmap, start, end - start, 0, 0, 0, 0), "memory cannot be unmapped");
}

static void protect(const struct area *area, uint64_t start, uint64_t end)
{
	room_for(1);
	need(add(SYS_mprotect, start, end - start, area->is.prot, 0, 0, 0), "memory cannot be protected");
}

/* A file that programs and libraries are read from has to be the same one here. */
static void check_file(const struct area *area)
{
	struct stat s;

	if (stat(area->path, &s))
		give_up("the file %s cannot be had on this node: %s", area->path, strerror(errno));
	if (!S_ISREG(s.st_mode))
		give_up("%s is no file on this node", area->path);
	if (!(area->is.flags & AREA_MAP_SHARED) && ((uint64_t)s.st_size != area->is.file_size
			|| s.st_mtim.tv_sec * 1000000000LL + s.st_mtim.tv_nsec != area->is.file_mtime))
		give_up("the file %s is another one on this node", area->path);
}

static int free_fd(void)
{
	int fd = 0;

	while (task_has_open(fd))
		fd++;
	return fd;
}

/* Leaves a file open in the task, for several mappings of it, and returns its descriptor there. */
static int open_in_task(const char *path, int writable)
{
	if (open_path && !strcmp(open_path, path) && open_writable == writable)
		return open_fd;
	close_file();
	open_fd = free_fd();
	need(add(SYS_open, with_data(path, strlen(path) + 1), (writable ? O_RDWR : O_RDONLY) | O_CLOEXEC, 0, 0, 0, 0), path);
	open_path = (char *)path;
	open_writable = writable;
	return open_fd;
}

static int backing(const struct area *area)
{
	static char paths[MAX_SHARED][40];
	struct shared *s;

	if (area->is.kind == AREA_PRIVATE)
		return -1;
	if (area->is.kind == AREA_FILE) {
		check_file(area);
		return open_in_task(area->path, area->is.flags & AREA_MAP_SHARED && area->is.prot & PROT_WRITE);
	}
	s = &image.shared[area->is.shared];
	if (s->fd < 0)
		s->fd = memfd_create("shared", MFD_CLOEXEC);
	if (s->fd < 0 || ftruncate(s->fd, s->size))
		give_up("no shared memory can be made: %s", strerror(errno));
	snprintf(paths[area->is.shared], sizeof *paths, "/proc/%d/fd/%d", getpid(), s->fd);
	return open_in_task(paths[area->is.shared], 1);
}

static void advise(const struct area *area, uint64_t start, uint64_t length)
{
	static const struct { uint32_t flag; int advice; } known[] = { { AREA_DONT_FORK, MADV_DONTFORK },
		{ AREA_WIPE_ON_FORK, MADV_WIPEONFORK }, { AREA_DONT_DUMP, MADV_DONTDUMP }, { AREA_MERGEABLE, MADV_MERGEABLE },
		{ AREA_HUGE, MADV_HUGEPAGE }, { AREA_NO_HUGE, MADV_NOHUGEPAGE } };

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (area->is.flags & known[i].flag)
			add(SYS_madvise, start, length, known[i].advice, 0, 0, 0);
	if (area->is.flags & AREA_LOCKED)
		add(SYS_mlock, start, length, 0, 0, 0, 0);
}

/* What the program will run through is there before it needs it: a page fault costs more than a hundred pages read now. */
static void populate(struct area *area, uint64_t start, uint64_t end)
{
	add(SYS_madvise, start, end - start, MADV_POPULATE_READ, 0, 0, 0);
	area->touched = 1;
}

static void map(const struct area *area, uint64_t start, uint64_t end)
{
	int shared = area->is.kind == AREA_SHARED || area->is.flags & AREA_MAP_SHARED;
	int flags = MAP_FIXED | (shared ? MAP_SHARED : MAP_PRIVATE) | (area->is.kind == AREA_PRIVATE ? MAP_ANONYMOUS : 0);
	int fd;

	if (start < blob_address() + BLOB_SIZE && blob_address() < end)
		give_up("it uses addresses that its move needs");
	if (start < vdso_start() + vdso_size() && vdso_start() < end)
		give_up("it uses the addresses of the vdso");
	room_for(12);
	fd = backing(area);
	flags |= (area->is.flags & AREA_STACK ? MAP_GROWSDOWN : 0) | (area->is.flags & AREA_NO_RESERVE ? MAP_NORESERVE : 0);
	need(add(SYS_mmap, start, end - start, area->is.prot, flags, fd,
			area->is.kind == AREA_PRIVATE ? 0 : area->is.offset + (start - area->is.start)),
			area->is.kind == AREA_FILE ? area->path : "memory cannot be mapped");
	advise(area, start, end - start);
	if (area->is.kind == AREA_FILE && !adopted && end - start <= POPULATED && area->is.prot)
		populate((struct area *)area, start, end);
}

void task_areas(void)
{
	static const struct area_changes changes = { unmap, map, protect };

	task_settle();
	areas_compare(&present, &image.areas, &changes);
	run_areas();
	areas_clear(&present);
	for (size_t i = 0; i < image.areas.count; i++) {
		struct area *copy = areas_add(&present);
		*copy = image.areas.all[i];
		copy->path = copy->path ? strdup(copy->path) : NULL;
	}
}

static struct area *area_for(uint64_t address)
{
	struct area *area = (struct area *)area_at(&present, address);

	if (!area)
		give_up("the image is damaged: pages outside of all mappings");
	return area;
}

static void private_pages(uint64_t address, const unsigned char *data, size_t length, int fresh)
{
	while (length) {
		struct area *area = area_for(address);
		size_t part = area->is.end - address < length ? area->is.end - address : length;
		struct iovec local = { (void *)data, part }, remote = { (void *)address, part };

		if (area->is.kind == AREA_SHARED || area->is.flags & AREA_MAP_SHARED)
			give_up("the image is damaged: private pages in shared memory");
		if (!(area->is.prot & PROT_WRITE) || process_vm_writev(task, &local, 1, &remote, 1, 0) != (ssize_t)part)
			write_memory(address, data, part);
		area->touched |= fresh;
		address += part;
		data += part;
		length -= part;
	}
}

static int shared_fd(uint32_t space)
{
	if (image.shared[space - 1].fd < 0)
		give_up("the image is damaged: shared memory that is mapped nowhere");
	return image.shared[space - 1].fd;
}

void task_pages(const struct image_pages *pages, const unsigned char *data)
{
	size_t length = (size_t)pages->pages * PAGE;

	if (!pages->space)
		private_pages(pages->address, data, length, pages->fresh != 0);
	else if (pwrite(shared_fd(pages->space), data, length, pages->address) != (ssize_t)length)
		give_up("shared memory cannot be filled: %s", strerror(errno));
}

void task_drop(const struct image_pages *pages)
{
	uint64_t length = (uint64_t)pages->pages * PAGE;

	if (pages->space) {
		fallocate(shared_fd(pages->space), FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, pages->address, length);
		return;
	}
	need(add(SYS_madvise, pages->address, length, MADV_DONTNEED, 0, 0, 0), "memory cannot be emptied");
	run_needed(task, 0);
}

/* Changing the protection twice makes the kernel map all present pages at once, instead of one fault a page later. */
void task_settle(void)
{
	for (size_t i = 0; i < present.count; i++) {
		struct area *area = &present.all[i];

		if (!area->touched)
			continue;
		if (batch_room() < 2)
			run_needed(task, 0);
		area->touched = 0;
		add(SYS_mprotect, area->is.start, area->is.end - area->is.start, PROT_NONE, 0, 0, 0);
		need(add(SYS_mprotect, area->is.start, area->is.end - area->is.start, area->is.prot, 0, 0, 0), "memory cannot be protected");
	}
	run_needed(task, 0);
}

/* The stand-in begins anew, with what it had open outside of the process. */
static int stand_in_again(void)
{
	if (!adopted || !blob_mapped())
		return 0;
	forget_batch();
	for (size_t i = 1; i < threads_made(); i++)
		end_thread(image.threads[i].is.tid);
	leave_outside(task, &image.opened);
	if (become(task, words))
		return 0;
	ptrace(PTRACE_DETACH, task, 0, 0);
	return 1;
}

void task_end(void)
{
	if (!task || stand_in_again())
		return;
	kill(task, SIGKILL);
	for (size_t i = 1; i < threads_made(); i++)
		await_end(image.threads[i].is.tid);
	await_end(task);
	task = 0;
}
