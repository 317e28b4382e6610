/* Whether a process can be moved, and if not, why: a sentence for people. */
#include "mover.h"
#include "ssi.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MAX_PIDS = 32768 };

int refuse(int code, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(reason, sizeof reason, format, arguments);
	va_end(arguments);
	return code;
}

static int has_open(pid_t pid, const char *link)
{
	static int numbers[MAX_DESCRIPTORS];
	char path[64], text[256];
	int count;

	snprintf(path, sizeof path, "/proc/%d/fd", pid);
	count = list_numbers(path, numbers, MAX_DESCRIPTORS);
	for (int i = 0; i < count; i++)
		if (proc_link(text, sizeof text, "%s/%d", path, numbers[i]) > 0 && !strcmp(text, link))
			return 1;
	return 0;
}

static int maps(pid_t pid, const char *inode)
{
	static char text[1 << 20];

	return proc_read(text, sizeof text, "/proc/%d/maps", pid) > 0 && strstr(text, inode);
}

static pid_t other_process(pid_t pid, int (*test)(pid_t, const char *), const char *what)
{
	static int pids[MAX_PIDS];
	int count = list_numbers("/proc", pids, MAX_PIDS);

	for (int i = 0; i < count; i++)
		if (pids[i] != pid && pids[i] != getpid() && test(pids[i], what))
			return pids[i];
	return 0;
}

pid_t other_holder(pid_t pid, const char *link)
{
	return other_process(pid, has_open, link);
}

pid_t other_mapper(pid_t pid, const char *inode)
{
	return other_process(pid, maps, inode);
}

/* Users' processes see other mounts than the mover, all the same ones. */
static int in_users_view(const char *space)
{
	char view[64];
	struct stat s;

	if (users_view < 0 || fstat(users_view, &s))
		return 0;
	snprintf(view, sizeof view, "mnt:[%lu]", (unsigned long)s.st_ino);
	return !strcmp(space, view);
}

static int same_spaces(pid_t pid)
{
	static const char *const spaces[] = { "ns/mnt", "ns/pid", "ns/net", "ns/uts", "ns/ipc", "ns/user", "ns/pid_for_children",
		"root" };
	char theirs[256], ours[256];

	for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++) {
		proc_link(theirs, sizeof theirs, "/proc/%d/%s", pid, spaces[i]);
		proc_link(ours, sizeof ours, "/proc/self/%s", spaces[i]);
		if (strcmp(theirs, ours) && !in_users_view(theirs))
			return refuse(OTHER_NAMESPACE, "it has a %s of its own", i < 7 ? spaces[i] + 3 : "root directory");
	}
	return 0;
}

static long number_of(const char *status, const char *name, int base)
{
	const char *text = status_field(status, name);

	return text ? (long)strtoull(text, NULL, base) : 0;
}

static int judge_status(pid_t pid, const char *status)
{
	char own[4096];

	if (number_of(status, "TracerPid", 10))
		return refuse(TRACED, "it is being traced by process %ld", number_of(status, "TracerPid", 10));
	if (number_of(status, "SigIgn", 16) >> (SIGMIGRATE - 1) & 1)
		return refuse(PINNED, "it is pinned to this node: it ignores SIGMIGRATE (%d)", SIGMIGRATE);
	if (proc_read(own, sizeof own, "/proc/self/status") > 0
			&& number_of(own, "Seccomp_filters", 10) < number_of(status, "Seccomp_filters", 10))
		return refuse(FILTERED, "it has a seccomp filter of its own");
	if (number_of(status, "Threads", 10) > MAX_THREADS)
		return refuse(TOO_BIG, "it has more than %d threads", MAX_THREADS);
	if (number_of(status, "Tgid", 10) != pid)
		return refuse(NO_PROCESS, "%d is a thread, not a process", pid);
	return 0;
}

static int judge_folder(pid_t pid)
{
	char path[MAX_PATH + 16];
	size_t length;

	if (proc_link(path, sizeof path, "/proc/%d/cwd", pid) <= 0)
		return refuse(UNREADABLE, "its working directory cannot be read");
	length = strlen(path);
	if (length > 10 && !strcmp(path + length - 10, " (deleted)"))
		return refuse(DELETED_FILE, "its working directory was deleted");
	return 0;
}

int movable(pid_t pid, int flags)
{
	char status[4096], text[MAX_PATH];
	struct opened o = { NULL, NULL, 0, 0, 0, 0 };
	char state = process_state(pid);
	int code, changed;

	if (!state || state == 'Z' || state == 'X' || proc_read(status, sizeof status, "/proc/%d/status", pid) <= 0)
		return refuse(NO_PROCESS, "there is no process %d on this node", pid);
	if (pid == 1 || pid == getpid() || pid == getppid())
		return refuse(PART_OF_NODE, "it is a part of the node itself");
	if (proc_link(text, sizeof text, "/proc/%d/exe", pid) <= 0)
		return refuse(KERNEL_SPACE, "it is a thread of the kernel");
	if (is_stand_in(pid))
		return refuse(ON_ITS_WAY, "it only stands in for a process on another node");
	code = judge_status(pid, status);
	code = code ? code : same_spaces(pid);
	code = code ? code : judge_folder(pid);
	code = code ? code : mappings_refresh(pid, &changed);
	if (!code)
		code = descriptors_read(pid, flags, &o);
	descriptors_clear(&o);
	return code;
}
