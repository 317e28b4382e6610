/*
 * Makes a Java virtual machine start quickly inside a UML guest.
 *
 * There a page fault costs some 50 us, and a starting JVM takes thousands. This library has the pages of each mapping
 * made present in one system call, and then takes the mapping's access away and gives it back: at that, UML enters all
 * present pages into the host's page tables at once. The same object is used in two ways:
 *
 *   LD_AUDIT=ssi-populate.so    shared libraries, after they are mapped and before they are relocated
 *   LD_PRELOAD=ssi-populate.so  files and small anonymous memory that the JVM maps
 *
 * It needs no C library, so that the name space which the dynamic linker makes for an auditor stays empty.
 *
 * cc -O2 -shared -fPIC -nostdlib -fno-stack-protector ssi-populate.c -o ssi-populate.so
 */
#define _GNU_SOURCE
#include <elf.h>
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

		if (segment[i].p_type == PT_LOAD)
			populate(start, end - start,
				 (flags & PF_R ? PROT_READ : 0) | (flags & PF_W ? PROT_WRITE : 0) | (flags & PF_X ? PROT_EXEC : 0),
				 flags & PF_W ? POPULATE_WRITE : POPULATE_READ);
	}
	return 0;
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
	if ((protection & PROT_READ) && !(flags & MAP_STACK) && size <= (file >= 0 ? MAX_FILE : MAX_ANONYMOUS))
		populate(result, size, protection, writes ? POPULATE_WRITE : POPULATE_READ);
	return (void *)result;
}

void *mmap(void *address, size_t size, int protection, int flags, int file, off_t offset)
{
	return mmap64(address, size, protection, flags, file, offset);
}
