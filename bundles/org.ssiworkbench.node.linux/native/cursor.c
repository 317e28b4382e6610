/*
 * Cluster-wide pids on a kernel without a switch for them: the host keeps the cursor of the guest's pid allocator in the
 * node's range, in the UML kernel's memory. The kernel exports init_pid_ns, so even a stripped one tells its address.
 */
#include "ssi.h"

#include <elf.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	NEXT = 20,		/* of idr_next in struct idr, the first member of struct pid_namespace */
	FIRST_USER = 3,		/* pids 1 and 2, init and kthreadd, must keep their numbers */
	MARGIN = 8192,		/* begin again this long before the range's end */
	QUICK = 5, SLOW = 250	/* ms between two looks */
};

/* An entry of a kernel's table of exported symbols on this architecture. */
struct export {
	uint64_t value, name, space;
};

struct image {
	const unsigned char *bytes;
	size_t size;
};

static uint64_t address;
static uint32_t first, written;
static int memory = -1, quick = 1;

static const Elf64_Shdr *section(struct image kernel, const char *name)
{
	const Elf64_Ehdr *head = (const Elf64_Ehdr *)kernel.bytes;
	const Elf64_Shdr *all = (const Elf64_Shdr *)(kernel.bytes + head->e_shoff);

	if (head->e_shoff + (uint64_t)head->e_shnum * sizeof *all > kernel.size || head->e_shstrndx >= head->e_shnum)
		return NULL;
	for (int i = 0; i < head->e_shnum; i++) {
		uint64_t at = all[head->e_shstrndx].sh_offset + all[i].sh_name;

		if (at + strlen(name) < kernel.size && all[i].sh_offset + all[i].sh_size <= kernel.size
		    && !strcmp((const char *)kernel.bytes + at, name))
			return &all[i];
	}
	return NULL;
}

static uint64_t find_export(struct image kernel, const char *table, uint64_t name)
{
	const Elf64_Shdr *s = section(kernel, table);
	const struct export *all = s ? (const struct export *)(kernel.bytes + s->sh_offset) : NULL;

	for (size_t i = 0; s && i < s->sh_size / sizeof *all; i++)
		if (all[i].name == name)
			return all[i].value;
	return 0;
}

static uint64_t exported(struct image kernel, const char *symbol)
{
	const Elf64_Shdr *s = section(kernel, "__ksymtab_strings");
	const unsigned char *text = s ? kernel.bytes + s->sh_offset : NULL;
	uint64_t name, value;

	for (size_t at = 0; s && at + strlen(symbol) < s->sh_size; at += strnlen((const char *)text + at, s->sh_size - at) + 1) {
		if (strcmp((const char *)text + at, symbol))
			continue;
		name = s->sh_addr + at;
		value = find_export(kernel, "__ksymtab_gpl", name);
		return value ? value : find_export(kernel, "__ksymtab", name);
	}
	return 0;
}

void cursor_find(const char *path, int node)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct image kernel = { NULL, 0 };
	struct stat s;

	if (node <= 0 || fd < 0 || fstat(fd, &s) || s.st_size < (off_t)sizeof(Elf64_Ehdr))
		return;
	kernel.size = s.st_size;
	kernel.bytes = mmap(NULL, kernel.size, PROT_READ, MAP_PRIVATE, fd, 0);
	close(fd);
	if (kernel.bytes == MAP_FAILED)
		return;
	if (!memcmp(kernel.bytes, ELFMAG, SELFMAG) && kernel.bytes[EI_CLASS] == ELFCLASS64)
		address = exported(kernel, "init_pid_ns");
	munmap((void *)kernel.bytes, kernel.size);
	first = pid_base(node) + 1;
}

/* A memory opened before the kernel's program was executed is empty ever after. */
static int read_next(pid_t kernel, uint32_t *next)
{
	char path[32];

	if (memory < 0) {
		snprintf(path, sizeof path, "/proc/%d/mem", kernel);
		memory = open(path, O_RDWR | O_CLOEXEC);
	}
	if (memory >= 0 && pread(memory, next, sizeof *next, address + NEXT) == sizeof *next)
		return 1;
	if (memory >= 0)
		close(memory);
	memory = -1;
	return 0;
}

/*
 * Before the guest has raised its limit, it takes our number for too high and begins at its bottom. Hence the quick looks
 * until it has gone on from our number.
 */
int cursor_keep(pid_t kernel)
{
	uint32_t next;

	if (!address)
		return SLOW;
	if (!read_next(kernel, &next) || next < FIRST_USER)
		return QUICK;
	if (next < first || next >= first + LOCAL_PIDS - MARGIN) {
		written = first;
		quick = pwrite(memory, &written, sizeof written, address + NEXT) == sizeof written;
	} else if (next != written) {
		quick = 0;
	}
	return quick ? QUICK : SLOW;
}
