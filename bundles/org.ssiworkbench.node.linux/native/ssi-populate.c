/*
 * Makes a Java virtual machine start quickly inside a UML guest.
 *
 * There a page fault costs some 50 us, and a starting JVM takes thousands; reading a page of a host's file costs another
 * 10 us. This library has the pages of each mapping made present in one system call, and then takes the mapping's access
 * away and gives it back: at that, UML enters all present pages into the host's page tables at once. The largest files
 * are not read at all if the host has put them into an image (iomem=mmapper,FILE): the guest sees it as physical memory,
 * all guests share its pages, and a file's part of it is mapped in the place of the file. The same object is used in two
 * ways:
 *
 *   LD_AUDIT=ssi-populate.so    shared libraries, after they are mapped and before they are relocated
 *   LD_PRELOAD=ssi-populate.so  files and small anonymous memory that the JVM maps
 *
 * It needs no C library, so that the name space which the dynamic linker makes for an auditor stays empty.
 *
 * cc -O2 -shared -fPIC -nostdlib -fno-stack-protector -fno-tree-loop-distribute-patterns ssi-populate.c -o ssi-populate.so
 */
#define _GNU_SOURCE
#include <elf.h>
#include <fcntl.h>
#include <link.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/syscall.h>

#define PAGE 4096UL
#define POPULATE_READ 22
#define POPULATE_WRITE 23
/* What is larger is reserved address space or a file of which little is used. */
#define MAX_ANONYMOUS (1UL << 20)
#define MAX_FILE (20UL << 20)

/* The image's first page; AgentMemory writes it. */
#define IMAGE_MAGIC 0x31474d4949535331UL
#define IMAGE_FILES 7
#define IMAGE_PATH 496
struct image {
	unsigned long magic, count;
	struct {
		unsigned long offset, size;
		char path[IMAGE_PATH];
	} files[IMAGE_FILES];
};

extern int *__errno_location(void) __attribute__((weak));

static long call(long number, long a, long b, long c, long d, long e, long f)
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

/* Failures are left alone: the pages then come one by one, as without us. */
static void populate(unsigned long start, unsigned long size, int protection, int advice)
{
	if (call(SYS_madvise, start, size, advice, 0, 0, 0))
		return;
	call(SYS_mprotect, start, size, PROT_NONE, 0, 0, 0);
	call(SYS_mprotect, start, size, protection, 0, 0, 0);
}

static int same(const char *a, const char *b)
{
	while (*a && *a == *b) {
		a++;
		b++;
	}
	return *a == *b;
}

/* The image's page of contents; mapped once, NULL when there is no image. */
static const struct image *image(int *device)
{
	static const struct image *contents;
	static int fd = -2;

	if (fd == -2) {
		fd = call(SYS_openat, AT_FDCWD, (long)"/dev/mmapper", O_RDWR | O_CLOEXEC, 0, 0, 0);
		long at = fd < 0 ? -1 : call(SYS_mmap, 0, PAGE, PROT_READ, MAP_SHARED, fd, 0);
		if (at > 0 && ((const struct image *)at)->magic == IMAGE_MAGIC)
			contents = (const struct image *)at;
	}
	*device = fd;
	return contents;
}

/*
 * Maps what the image has from its beginning up to the end of a part, because the device maps from its beginning only.
 * Returns 0 when that fails.
 */
static unsigned long map_up_to(int fd, unsigned long end, int protection)
{
	long all = call(SYS_mmap, 0, end, protection, MAP_PRIVATE, fd, 0);

	return all < 0 && all >= -4095 ? 0 : all;
}

static void copy(void *to, const void *from, unsigned long size)
{
	__asm__ volatile("rep movsb" : "+D"(to), "+S"(from), "+c"(size) : : "memory");
}

/* What will be written to gets memory of its own at once: one by one, copies on write are dear. */
static int copy_part(int fd, unsigned long part, unsigned long start, unsigned long size, int protection)
{
	unsigned long all = map_up_to(fd, part + size, PROT_READ);

	if (!all || call(SYS_mmap, start, size, protection, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) != (long)start)
		return 0;
	populate(start, size, protection, POPULATE_WRITE);
	call(SYS_mprotect, all + part, size, PROT_NONE, 0, 0, 0);
	call(SYS_mprotect, all + part, size, PROT_READ, 0, 0, 0);
	copy((void *)start, (const void *)(all + part), size);
	call(SYS_munmap, all, part + size, 0, 0, 0, 0);
	return 1;
}

static int move_part(int fd, unsigned long part, unsigned long start, unsigned long size, int protection)
{
	unsigned long all = map_up_to(fd, part + size, protection);

	if (!all || call(SYS_mremap, all + part, size, size, MREMAP_MAYMOVE | MREMAP_FIXED, start, 0) != (long)start)
		return 0;
	call(SYS_munmap, all, part, 0, 0, 0, 0);
	call(SYS_mprotect, start, size, PROT_NONE, 0, 0, 0);
	call(SYS_mprotect, start, size, protection, 0, 0, 0);
	return 1;
}

/* Puts part of a file over an address range, taken from the image; 0 when the image does not have it. */
static int from_image(const char *path, unsigned long offset, unsigned long start, unsigned long size, int protection)
{
	int fd;
	const struct image *contents = image(&fd);

	for (unsigned long i = 0; contents && i < contents->count && i < IMAGE_FILES; i++) {
		unsigned long part = contents->files[i].offset + offset;

		if (same(contents->files[i].path, path) && offset + size <= contents->files[i].size)
			return protection & PROT_WRITE ? copy_part(fd, part, start, size, protection)
						       : move_part(fd, part, start, size, protection);
	}
	return 0;
}

unsigned int la_version(unsigned int version)
{
	return version;
}

/* The dynamic linker must not lose access to itself, and the vdso has no path. */
static int is_ordinary_library(const char *path)
{
	static const char linker[] = "/ld-linux";
	const char *name = path;

	if (!path || path[0] != '/')
		return 0;
	for (const char *p = path; *p; p++)
		if (*p == '/')
			name = p;
	for (int i = 0; linker[i]; i++)
		if (name[i] != linker[i])
			return 1;
	return 0;
}

unsigned int la_objopen(struct link_map *map, Lmid_t space, uintptr_t *cookie)
{
	const Elf64_Ehdr *header = (const Elf64_Ehdr *)map->l_addr;
	const Elf64_Phdr *segment;

	(void)space;
	(void)cookie;
	if (!map->l_addr || !is_ordinary_library(map->l_name))
		return 0;
	segment = (const Elf64_Phdr *)(map->l_addr + header->e_phoff);
	for (int i = 0; i < header->e_phnum; i++) {
		unsigned long start = (map->l_addr + segment[i].p_vaddr) & ~(PAGE - 1);
		unsigned long end = (map->l_addr + segment[i].p_vaddr + segment[i].p_memsz + PAGE - 1) & ~(PAGE - 1);
		int flags = segment[i].p_flags;

		int protection = (flags & PF_R ? PROT_READ : 0) | (flags & PF_W ? PROT_WRITE : 0) | (flags & PF_X ? PROT_EXEC : 0);

		if (segment[i].p_type != PT_LOAD)
			continue;
		if ((flags & PF_W) || !from_image(map->l_name, segment[i].p_offset & ~(PAGE - 1), start, end - start,
						  protection))
			populate(start, end - start, protection, flags & PF_W ? POPULATE_WRITE : POPULATE_READ);
	}
	return 0;
}

/* Whether a mapped file could be replaced by the image's copy of it. */
static int file_from_image(int file, unsigned long offset, unsigned long start, unsigned long size, int protection)
{
	char link[32] = "/proc/self/fd/", path[IMAGE_PATH], digits[12];
	int n = 0, at = sizeof "/proc/self/fd/" - 1;
	long length;

	for (int rest = file; rest || !n; rest /= 10)
		digits[n++] = '0' + rest % 10;
	while (n)
		link[at++] = digits[--n];
	link[at] = 0;
	length = call(SYS_readlink, (long)link, (long)path, sizeof path - 1, 0, 0, 0);
	if (length <= 0)
		return 0;
	path[length] = 0;
	return from_image(path, offset, start, (size + PAGE - 1) & ~(PAGE - 1), protection);
}

void *mmap64(void *address, size_t size, int protection, int flags, int file, off64_t offset)
{
	long result = call(SYS_mmap, (long)address, size, protection, flags, file, offset);
	int writes = (protection & PROT_WRITE) && (flags & MAP_PRIVATE);

	if (result < 0 && result >= -4095) {
		if (__errno_location)
			*__errno_location() = -result;
		return MAP_FAILED;
	}
	if (file >= 0 && (protection & PROT_READ) && (flags & MAP_PRIVATE)
	    && file_from_image(file, offset, result, size, protection))
		return (void *)result;
	if ((protection & PROT_READ) && !(flags & MAP_STACK) && size <= (file >= 0 ? MAX_FILE : MAX_ANONYMOUS))
		populate(result, size, protection, writes ? POPULATE_WRITE : POPULATE_READ);
	return (void *)result;
}

void *mmap(void *address, size_t size, int protection, int flags, int file, off_t offset)
{
	return mmap64(address, size, protection, flags, file, offset);
}
