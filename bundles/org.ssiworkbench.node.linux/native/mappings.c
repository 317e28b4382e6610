/* The mappings of the process at the source, read anew only when they have changed. */
#include "mover.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

enum { MAX_TEXT = 16 << 20 };

static struct areas areas;
static char *headers;			/* the lines of /proc/PID/maps that `areas` was made of */
static uint64_t shared[MAX_SHARED];	/* inodes, by number */
static uint32_t shared_count;

const struct areas *mappings(void)
{
	return &areas;
}

static int ends_with(const char *text, const char *end)
{
	size_t a = strlen(text), b = strlen(end);

	return a >= b && !strcmp(text + a - b, end);
}

static void add_flag(struct image_area *is, const char *flag)
{
	static const struct {
		const char *name;
		uint32_t flag;
	} known[] = { { "gd", AREA_STACK }, { "nr", AREA_NO_RESERVE }, { "dc", AREA_DONT_FORK }, { "wf", AREA_WIPE_ON_FORK },
		{ "dd", AREA_DONT_DUMP }, { "lo", AREA_LOCKED }, { "mg", AREA_MERGEABLE }, { "hg", AREA_HUGE }, { "nh", AREA_NO_HUGE } };

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (!strncmp(flag, known[i].name, 2))
			is->flags |= known[i].flag;
}

static int shared_area(pid_t pid, struct area *area)
{
	uint32_t n = 0;
	char inode[64];
	pid_t other;

	if (!strncmp(area->path, "/SYSV", 5))
		return refuse(SHARED_MEMORY, "it uses System V shared memory");
	snprintf(inode, sizeof inode, " %02x:%02x %lu ", major(area->device), minor(area->device), (unsigned long)area->inode);
	other = other_mapper(pid, inode);
	if (other)
		return refuse(SHARED_MEMORY, "it shares memory with process %d", other);
	while (n < shared_count && shared[n] != area->inode)
		n++;
	if (n == MAX_SHARED)
		return refuse(TOO_BIG, "it has more than %d pieces of shared memory", MAX_SHARED);
	if (n == shared_count)
		shared[shared_count++] = area->inode;
	area->is.kind = AREA_SHARED;
	area->is.shared = n;
	return 0;
}

static int file_area(pid_t pid, struct area *area)
{
	char link[96];
	struct stat s;

	if (ends_with(area->path, " (deleted)"))
		return refuse(DELETED_FILE, "it maps the deleted file %s", area->path);
	snprintf(link, sizeof link, "/proc/%d/map_files/%lx-%lx", pid, (unsigned long)area->is.start, (unsigned long)area->is.end);
	if (stat(link, &s))
		return 0;	/* gone meanwhile: the next look will tell */
	if (!S_ISREG(s.st_mode))
		return refuse(DEVICE, "it maps the device %s", area->path);
	area->is.kind = AREA_FILE;
	area->is.file_size = s.st_size;
	area->is.file_mtime = s.st_mtim.tv_sec * 1000000000LL + s.st_mtim.tv_nsec;
	return 0;
}

static int classify(pid_t pid, struct area *area)
{
	const char *name = area->path;

	if (area->is.flags & AREA_MAP_SHARED && (!strncmp(name, "/dev/zero", 9) || !strncmp(name, "/memfd:", 7)
			|| !strncmp(name, "/SYSV", 5)))
		return shared_area(pid, area);
	if (name[0] == '/' && strcmp(name, "/dev/zero"))
		return file_area(pid, area);
	area->is.kind = AREA_PRIVATE;
	area->is.offset = 0;
	return 0;
}

/* One line of /proc/PID/maps; the vdso is left out. */
static void read_header(const char *line, size_t length)
{
	struct area a;
	unsigned long start, end, offset, inode;
	unsigned major, minor;
	char prot[8];
	int at = 0;

	if (sscanf(line, "%lx-%lx %7s %lx %x:%x %lu %n", &start, &end, prot, &offset, &major, &minor, &inode, &at) < 7)
		return;
	memset(&a, 0, sizeof a);
	a.is = (struct image_area){ .start = start, .end = end, .offset = offset };
	a.is.prot = (prot[0] == 'r' ? PROT_READ : 0) | (prot[1] == 'w' ? PROT_WRITE : 0) | (prot[2] == 'x' ? PROT_EXEC : 0);
	a.is.flags = prot[3] == 's' ? AREA_MAP_SHARED : 0;
	a.inode = inode;
	a.device = makedev(major, minor);
	a.path = (size_t)at < length ? strndup(line + at, length - at) : strdup("");
	*areas_add(&areas) = a;
}

static int is_header(const char *line)
{
	return (*line >= '0' && *line <= '9') || (*line >= 'a' && *line <= 'f');
}

/* smaps repeats each line of maps and says more of each. */
static void parse(char *text)
{
	size_t used = 0;
	char *next;

	areas_clear(&areas);
	free(headers);
	headers = malloc(strlen(text) + 1);
	for (char *line = text; *line; line = next) {
		size_t length = strcspn(line, "\n");
		next = line + length + (line[length] == '\n');
		if (is_header(line)) {
			memcpy(headers + used, line, next - line);
			used += next - line;
			read_header(line, length);
		} else if (areas.count && !strncmp(line, "VmFlags:", 8))
			for (char *flag = line + 8; flag < line + length - 1; flag += flag[0] == ' ' ? 1 : 3)
				if (flag[0] != ' ')
					add_flag(&areas.all[areas.count - 1].is, flag);
	}
	headers[used] = 0;
}

static int is_special(const struct area *area)
{
	return !strcmp(area->path, "[vdso]") || !strcmp(area->path, "[vvar]") || !strcmp(area->path, "[vsyscall]");
}

static int judge(pid_t pid)
{
	size_t kept = 0;

	if (areas.count > MAX_AREAS)
		return refuse(TOO_BIG, "it has more than %d mappings", MAX_AREAS);
	for (size_t i = 0; i < areas.count; i++) {
		struct area *area = &areas.all[i];
		int code;

		if (is_special(area)) {
			free(area->path);
			continue;
		}
		code = classify(pid, area);
		if (code)
			return code;
		areas.all[kept++] = *area;
	}
	areas.count = kept;
	return 0;
}

int mappings_refresh(pid_t pid, int *changed)
{
	static char *text;
	int code;

	if (!text)
		text = malloc(MAX_TEXT);
	*changed = 0;
	if (!text || proc_read(text, MAX_TEXT, "/proc/%d/maps", pid) <= 0)
		return refuse(UNREADABLE, "its mappings cannot be read");
	if (headers && !strcmp(headers, text))
		return 0;
	if (proc_read(text, MAX_TEXT, "/proc/%d/smaps", pid) <= 0)
		return refuse(UNREADABLE, "its mappings cannot be read");
	parse(text);
	*changed = 1;
	code = judge(pid);
	if (code) {
		areas.count = 0;
		headers = NULL;
	}
	return code;
}
