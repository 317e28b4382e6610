/* The mappings of the bare task and what is in them. */
#include "mover.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum { POPULATED = 4 << 20 };		/* longest mapping of a file that is read at once */

static struct areas present;
static char *open_path;			/* the file that the task holds open while mappings are made */
static int open_writable, open_fd;

static void close_file(void)
{
	if (open_path)
		add(SYS_close, open_fd, 0, 0, 0, 0, 0);
	open_path = NULL;
}

static void run_areas(void)
{
	close_file();
	run_needed(image.head.pid, 0);
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
	static char path[MAX_PATH + 32];
	struct stat s;

	snprintf(path, sizeof path, "/proc/%d/root%s", image.head.pid, area->path);
	if (stat(path, &s))
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
	snprintf(paths[area->is.shared], sizeof *paths, "%s/%d/fd/%d", kernels_proc(), getpid(), s->fd);
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
	if (area->is.kind == AREA_FILE && !task_was_stand_in() && end - start <= POPULATED && area->is.prot)
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
		if (!(area->is.prot & PROT_WRITE) || process_vm_writev(image.head.pid, &local, 1, &remote, 1, 0) != (ssize_t)part)
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
	run_needed(image.head.pid, 0);
}

/* Changing the protection twice makes the kernel map all present pages at once, instead of one fault a page later. */
void task_settle(void)
{
	for (size_t i = 0; i < present.count; i++) {
		struct area *area = &present.all[i];

		if (!area->touched)
			continue;
		if (batch_room() < 2)
			run_needed(image.head.pid, 0);
		area->touched = 0;
		add(SYS_mprotect, area->is.start, area->is.end - area->is.start, PROT_NONE, 0, 0, 0);
		need(add(SYS_mprotect, area->is.start, area->is.end - area->is.start, area->is.prot, 0, 0, 0), "memory cannot be protected");
	}
	run_needed(image.head.pid, 0);
}
