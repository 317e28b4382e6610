/* Tells the agent which processes have come and which have gone: a look at /proc now and then. */
#include "ssi.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include <x86intrin.h>

/* A look needs system calls; LEAST_COUNTS of the processor's counter, some ms, lie between two. */
enum { PERIOD = 250, LEAST_PERIOD = 10, LEAST_COUNTS = 20000000, MAX_PIDS = LOCAL_PIDS };

struct entry {
	uint64_t inode;
	int64_t offset;
	unsigned short length;
	unsigned char type;
	char name[];
};

/* Ascending, as /proc lists them. */
struct pids {
	uint32_t pid[MAX_PIDS];
	int count;
};

static struct pids lists[2], *known = &lists[0], *seen = &lists[1];
static int folder = -1;

static void add(const char *name)
{
	if (isdigit(name[0]) && seen->count < MAX_PIDS)
		seen->pid[seen->count++] = atoi(name);
}

static void list(void)
{
	static char data[32 << 10] __attribute__((aligned(8)));
	long n;

	if (folder < 0)
		folder = open("/proc", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	lseek(folder, 0, SEEK_SET);
	seen->count = 0;
	while ((n = syscall(SYS_getdents64, folder, data, sizeof data)) > 0)
		for (long at = 0; at < n; at += ((struct entry *)(data + at))->length)
			add(((struct entry *)(data + at))->name);
}

/* What is in the first list and not in the second. */
static uint32_t *difference(const struct pids *of, const struct pids *without, uint32_t *to)
{
	int j = 0;

	for (int i = 0; i < of->count; i++) {
		while (j < without->count && without->pid[j] < of->pid[i])
			j++;
		if (j == without->count || without->pid[j] != of->pid[i])
			put_u32(to++, of->pid[i]);
	}
	return to;
}

static void tell(void)
{
	static uint32_t news[2 * MAX_PIDS];
	uint32_t *came = difference(seen, known, news);
	uint32_t *gone = difference(known, seen, came);
	uint32_t count;

	if (gone == news)
		return;
	put_u32(&count, came - news);
	agent_send(PROCESS_NEWS, &count, sizeof count, news, (gone - news) * sizeof *news);
}

/* The file ends with "runnable/threads last-pid". */
int last_pid(int *threads)
{
	static int fd = -1;
	char text[128];
	ssize_t n;
	char *at;

	if (fd < 0)
		fd = open("/proc/loadavg", O_RDONLY | O_CLOEXEC);
	n = pread(fd, text, sizeof text - 1, 0);
	text[n > 0 ? n : 0] = 0;
	at = strchr(text, '/');
	*threads = at ? atoi(at + 1) : 0;
	at = strrchr(text, ' ');
	return at ? atoi(at) : 0;
}

/* As long as no pid was given and no thread has ended, there is nothing to look for. Returns ms until the next look. */
int watch_look(void)
{
	static int last, threads;
	static uint64_t looked;
	uint64_t count = __rdtsc();
	struct pids *before = known;
	int now_threads, now_last;

	if (count - looked < LEAST_COUNTS)
		return LEAST_PERIOD;
	looked = count;
	now_last = last_pid(&now_threads);
	if (now_last == last && now_threads == threads)
		return PERIOD;
	last = now_last;
	threads = now_threads;
	list();
	tell();
	known = seen;
	seen = before;
	return PERIOD;
}

void process_signal(const unsigned char *payload, uint32_t length)
{
	if (length >= 8 && get_u32(payload) > 1)
		kill(get_u32(payload), get_u32(payload + 4));
}

static void tell_of(int type, pid_t pid, int value)
{
	uint32_t words[2];

	put_u32(&words[0], pid);
	put_u32(&words[1], value);
	agent_send(type, words, sizeof words, NULL, 0);
}

void process_changed(pid_t pid, int status)
{
	if (WIFSTOPPED(status) || WIFCONTINUED(status)) {
		tell_of(PROCESS_STOPPED, pid, WIFSTOPPED(status) ? WSTOPSIG(status) : 0);
	} else {
		stream_process_ended(pid);
		tell_of(PROCESS_REAPED, pid, status);
	}
}
